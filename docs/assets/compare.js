// Two actors side by side: loads the answers of the two that the address names, and shows them in one table.
// What the answers are to each other was worked out when the site was built; here it is only put into place.
(() => {
  "use strict";
  const root = document.querySelector("[data-compare]");
  const form = root && root.querySelector("form");
  if (!form) return;
  form.hidden = false;
  root.querySelector(".without-script").hidden = true;
  const texts = root.dataset;
  const here = document.currentScript.src; // the answers lie beside this file's folder, in whatever language the page is
  const status = root.querySelector(".compare-status");
  const result = root.querySelector(".compare-result");
  const [first, second] = [form.elements.a, form.elements.b];
  const known = new Map();
  const renamed = new Map();
  for (const item of document.querySelectorAll("[data-actor]")) {
    known.set(item.dataset.actor, item.querySelector("a").textContent);
    for (const old of (item.dataset.was || "").split(" ")) renamed.set(old, item.dataset.actor);
  }
  for (const select of [first, second]) for (const [id, name] of known) select.append(new Option(name, id));

  // Each file calls this with the answers of one actor.
  const loaded = new Map();
  window.sideBySideAnswers = (answers) => loaded.set(answers.id, answers);

  const waiting = new Map();
  const load = (id) => {
    if (!waiting.has(id)) {
      waiting.set(id, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL(`../actors/${id}/answers.js`, here).href;
        const fail = () => {
          waiting.delete(id);
          reject(new Error(id));
        };
        script.onload = () => (loaded.has(id) ? resolve({ ...loaded.get(id), name: known.get(id) }) : fail());
        script.onerror = fail;
        document.head.append(script);
      }));
    }
    return waiting.get(id);
  };

  const make = (name, properties = {}, ...inside) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...inside.filter((one) => one !== null && one !== ""));
    return element;
  };
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  const code = (words) => words.replace(/ /g, "-");
  const key = (prefix, words) => prefix + code(words).replace(/(^|-)([a-z])/g, (_, __, letter) => letter.toUpperCase());

  // What is loaded is in the language of the record, which the template says; words of the page are in the page's own.
  const lang = document.documentElement.lang;
  const badge = (relation, kind) => make(
    "span", { lang, className: `relation relation-${code(relation)}` }, texts[key("relation", relation)],
    kind ? " " : "", kind ? make("small", { textContent: texts[key("kind", kind)] }) : "",
  );

  const answer = (one) => {
    const item = make("li", {}, make("a", { className: `answer answer-${one.kind}`, href: one.href, textContent: one.text }));
    if (one.detail) item.append(" ", make("span", { className: "population", textContent: one.detail }));
    item.append(one.detail ? " · " : " ", make("span", { className: "when", textContent: one.time }));
    for (const note of one.notes || []) item.append(make("span", { className: "note", textContent: note }));
    item.append(make(
      "span", { className: "cite" }, make("q", { lang: one.lang, textContent: one.quote }), " ",
      make("span", { className: "where", textContent: one.source }),
    ));
    if (one.again) item.append(make("span", { className: "more", textContent: one.again }));
    return item;
  };
  const answers = (question) => (question
    ? make("ul", { className: "told" }, ...question.answers.map(answer))
    : make("span", { lang, className: "empty", textContent: texts.noAnswer }));

  const stands = (met) => {
    if (typeof met === "string") return make("span", { lang, className: "alone", textContent: texts[key("note", met)] });
    return make("ul", { className: "stands" }, ...met.map(([relation, kind, why, more]) => make(
      "li", {}, badge(relation, kind), " ", why, more ? " " : "", more ? make("a", { lang, href: more, textContent: texts.more }) : "",
    )));
  };

  const cell = (label, ...inside) => {
    const made = make("td", {}, ...inside);
    made.dataset.label = label;
    return made;
  };
  const heading = (text) => make("th", { lang, scope: "col", textContent: text });
  const asked = (question) => make("a", { href: question.href, textContent: question.title });

  const table = (heads, rows, caption) => make(
    "table", { className: "answers compared" },
    caption ? make("caption", { lang, textContent: caption }) : "",
    make("thead", {}, make("tr", {}, ...heads.map(heading))), make("tbody", {}, ...rows),
  );

  const byQuestion = (one) => new Map(one.questions.map((question) => [question.id, question]));

  const shared = (a, b, ofA, ofB) => {
    const met = a.with[b.id] || {};
    const ids = [...ofA.keys(), ...ofB.keys()].filter((id, at, all) => id in met && all.indexOf(id) === at);
    const rows = ids.map((id) => make(
      "tr", {}, cell(texts.question, asked(ofA.get(id) || ofB.get(id))), cell(a.name, answers(ofA.get(id))),
      cell(b.name, answers(ofB.get(id))), cell(texts.stand, stands(met[id])),
    ));
    const heads = [texts.question, a.name, b.name, texts.stand];
    return { count: ids.length, rows: rows.length ? table(heads, rows, filled(texts.caption, { a: a.name, b: b.name })) : "" };
  };

  const only = (one, mine, theirs) => {
    const left = [...mine.values()].filter((question) => !theirs.has(question.id));
    if (!left.length) return "";
    const rows = left.map((question) => make(
      "tr", {}, cell(texts.question, asked(question)), cell(texts.answer, answers(question)),
    ));
    const summary = make("summary", { lang, textContent: filled(texts.only, { name: one.name, n: left.length }) });
    return make("details", { className: "fold only" }, summary, table([texts.question, texts.answer], rows, ""));
  };

  const counted = (a, b) => {
    const relations = Object.values(a.with[b.id] || {}).filter(Array.isArray).flat().map(([relation]) => relation);
    const names = ["conflict", "compatible", "agree", "not comparable"].filter((name) => relations.includes(name));
    return names.flatMap((name) => {
      const made = badge(name, "");
      made.prepend(`${relations.filter((one) => one === name).length} `);
      return [made, " "];
    });
  };

  const show = (a, b) => {
    const [ofA, ofB] = [byQuestion(a), byQuestion(b)];
    const both = shared(a, b, ofA, ofB);
    status.replaceChildren(both.count ? `${filled(texts.shared, { n: both.count })} ` : texts.nothing, ...counted(a, b));
    const links = make(
      "p", { className: "more" }, make("a", { href: a.href, textContent: a.name }), " · ",
      make("a", { href: b.href, textContent: b.name }),
    );
    result.replaceChildren(both.rows, only(a, ofA, ofB), only(b, ofB, ofA), links);
    document.title = [`${a.name} | ${b.name}`, ...document.title.split(" - ").slice(-1)].join(" - ");
  };

  const say = (text) => {
    status.textContent = text;
    result.replaceChildren();
  };

  let turn = 0;
  const update = async () => {
    const mine = (turn += 1);
    const chosen = new URLSearchParams(location.search);
    const [a, b] = ["a", "b"].map((name) => chosen.get(name) || "").map((id) => (id && renamed.get(id)) || id);
    [first.value, second.value] = [known.has(a) ? a : "", known.has(b) ? b : ""];
    const stranger = [a, b].find((id) => id && !known.has(id));
    if (stranger !== undefined) return say(filled(texts.unknown, { id: stranger }));
    if (!a && !b) return say("");
    if (!a || !b) return say(texts.oneMore);
    if (a === b) return say(texts.same);
    say(texts.loading);
    try {
      const both = await Promise.all([load(a), load(b)]);
      if (mine === turn) show(...both);
    } catch {
      if (mine === turn) say(texts.failed);
    }
    return undefined;
  };

  const choose = () => {
    const chosen = new URLSearchParams();
    for (const select of [first, second]) if (select.value) chosen.set(select.name, select.value);
    const query = chosen.toString();
    history.pushState(null, "", query ? `?${query}` : location.pathname);
    update();
  };

  form.addEventListener("change", choose);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector(".exchange").addEventListener("click", () => {
    [first.value, second.value] = [second.value, first.value];
    choose();
  });
  window.addEventListener("popstate", update);
  update();
})();
