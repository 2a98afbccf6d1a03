// The form: what is chosen and typed becomes a draft, the draft problems and lines. Nothing is sent anywhere.
(() => {
  const root = document.querySelector("[data-compose]");
  const form = root && root.querySelector("form");
  if (!form) return;
  const say = JSON.parse(root.dataset.texts);
  const language = document.documentElement.lang;
  const recordLanguage = root.dataset.record;
  const repository = root.dataset.repository;
  const status = root.querySelector(".compose-status");
  const record = window.sideBySideRecord;
  if (!record) {
    status.textContent = say.failed;
    root.classList.add("compose-failed");
    return;
  }
  const here = new URL("../", document.currentScript.src); // the top of the site, in whatever language the page is
  const KEPT = "side-by-side.composer";
  const LONGEST = 6000; // characters of an address that the platform surely takes

  const { tables } = record;
  const composer = window.sideBySideComposer;
  const texts = composer.texts(tables);
  const answers = composer.answers(texts);
  const problems = composer.problems(texts, answers);
  const yaml = composer.yaml(texts);
  const byId = (list) => new Map(list.map((item) => [item.id, item]));
  const [questions, actors, places, sources] = ["questions", "actors", "places", "sources"].map((name) => byId(record[name]));
  const NEW = "+";

  const plurals = new Intl.PluralRules(language);
  const told = (key, values = {}) => {
    const text = say[key];
    const form_ = typeof text === "string" ? text : text[plurals.select(values.n)] ?? text.other;
    return form_.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  };
  const make = (name, properties = {}, ...inside) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...inside.filter((one) => one !== ""));
    return element;
  };
  const inRecord = (element) => {
    if (recordLanguage !== language) element.lang = recordLanguage;
    return element;
  };
  const control = (name) => form.elements[name];
  const find = (selector) => root.querySelector(selector);
  const all = (selector) => [...root.querySelectorAll(selector)];
  const text = (name) => texts.squeeze(control(name).value);
  const show = (element, shown) => {
    element.hidden = !shown;
  };
  // A text that changes is announced; the same text again is not.
  const tell = (element, words) => {
    if (element.textContent !== words) element.textContent = words;
  };

  // Lists with a field to find things in. What is chosen stays in the list, whatever is looked for.
  const spelt = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const lists = new Map();
  const fill = (name) => {
    const { options, field, fit } = lists.get(name);
    const select = control(name);
    const chosen = select.value;
    const wanted = spelt(field ? field.value : "").split(/\s+/).filter(Boolean);
    const fits = options.filter(({ value, hay }) => value === chosen || value === NEW || wanted.every((word) => hay.includes(word)));
    const before = select.size ? [] : [select.options[0]];
    select.replaceChildren(...before, ...fits.map(({ value, label, lang }) => {
      const option = new Option(label, value, false, value === chosen);
      if (lang && lang !== language) option.lang = lang;
      return option;
    }));
    if (!chosen && select.size) select.selectedIndex = -1;
    if (fit) {
      const number = fits.filter(({ value, hay }) => value !== NEW && wanted.every((word) => hay.includes(word))).length;
      tell(fit, wanted.length ? told("fit", { n: number, all: options.filter(({ value }) => value !== NEW).length }) : "");
    }
  };
  const list = (name, options) => {
    const rows = options.map(([value, label, more = "", lang = recordLanguage]) => ({ value, label, lang, hay: spelt(`${label} ${value} ${more}`) }));
    lists.set(name, { options: rows, field: find(`[data-find="${name}"]`), fit: find(`[data-fit="${name}"]`) });
    fill(name);
  };
  const actorOptions = [...actors.values()].map(({ id, name, names }) => [id, name, names.join(" ")]);
  const somebody = [NEW, say.somebody, "", language];
  const placeOptions = [...places.values()].map(({ id, name, names }) => [id, name, names.join(" ")]);
  const actorName = (id) => actors.get(id)?.name ?? id;

  // What a document has on record already, loaded when it is chosen.
  const loaded = new Map();
  const waiting = new Set();
  window.sideBySideSource = ({ id, claims, fingerprint, below }) => {
    loaded.set(id, { claims, below, fingerprint: fingerprint && texts.fingerprint(fingerprint) });
  };
  const load = (id) => {
    if (!sources.has(id) || waiting.has(id) || loaded.has(id)) return;
    waiting.add(id);
    const script = document.createElement("script");
    script.src = new URL(`sources/${id}/compose.js`, here).href;
    const done = (fault) => () => {
      waiting.delete(id);
      if (fault) tell(status, say.failed);
      update();
    };
    script.onload = done(false);
    script.onerror = done(true);
    document.head.append(script);
  };

  const isNew = () => control("mode").value === "new";
  const newActor = (prefix) => ({
    id: text(`${prefix}id`), name: text(`${prefix}name`), kind: text(`${prefix}kind`),
    capacity: text(`${prefix}kind`) === "person" ? text(`${prefix}capacity`) : "",
  });
  const actorOf = (name, prefix) => (text(name) === NEW ? newActor(prefix).id : text(name));
  const sourceDraft = () => ({
    id: text("s_id"), title: text("s_title"), publisher: actorOf("s_publisher", "sp_"),
    authors: text("s_author") ? [text("s_author")] : [], kind: text("s_kind"), language: text("s_language"),
    published: text("s_published"), url: text("s_url"), archived: text("s_archived"),
  });
  const source = () => {
    if (isNew()) return { ...sourceDraft(), claims: [], rows: [], fingerprint: null, below: "", known: true };
    const chosen = sources.get(text("source"));
    const file = chosen && loaded.get(chosen.id);
    return {
      id: "", publisher: "", published: "", language: "", ...chosen, authors: chosen?.authors ?? [], rows: file?.claims ?? [],
      claims: (file?.claims ?? []).map(([id]) => id), fingerprint: file?.fingerprint ?? null, below: file?.below ?? "", known: Boolean(file),
    };
  };
  const question = () => questions.get(text("question"));
  const valueOf = (asked) => {
    if (!asked || asked.type === "position" || control("answered").value === "no") return "";
    return text({ place: "v_place", choice: "v_choice" }[asked.type] ?? "value");
  };
  const claimDraft = () => {
    const asked = question();
    const time = asked?.time ?? "none";
    const silent = asked && control("answered").value === "no";
    return {
      id: text("id"), question: text("question"), by: actorOf("by", "by_"),
      via: [text("via1"), text("via2"), text("via3")].filter(Boolean),
      said: text("said"), as_of: ["stock", "total"].includes(time) ? text("as_of") : "", over: time === "flow" ? text("over") : "",
      of: asked?.populations ? text("of") : "", where: text("where"), value: valueOf(asked),
      response: silent ? text("response") : "", part: text("part"), paragraph: text("paragraph"), quote: text("quote"),
      before: text("before"), after: text("after"), says: text("says"), exception: text("exception"), note: text("note"),
    };
  };

  // What is set by itself until somebody types there.
  const own = new Set();
  const suggest = (name, value) => {
    if (own.has(name) || control(name).value === value) return;
    control(name).value = value;
  };
  const suggestIds = () => {
    for (const prefix of ["sp_", "by_"]) suggest(`${prefix}id`, text(`${prefix}name`) && problems.suggestion(text(`${prefix}name`)));
    const fresh = sourceDraft();
    const name = [fresh.publisher, fresh.published.replace(/[^0-9-].*$/, "")].filter(Boolean).join("-");
    suggest("s_id", free(fresh.publisher && problems.suggestion(name), record.taken));
    const speaker = { publisher: source().publisher, author: source().authors[0] }[text("by")] ?? actorOf("by", "by_");
    const base = text("question") && speaker ? problems.suggestion(`${text("question")}-${speaker}`) : "";
    suggest("id", free(base, source().claims));
  };
  const free = (base, taken) => {
    let made = base;
    for (let number = 2; made && taken.includes(made); number += 1) made = `${base.slice(0, 60)}-${number}`;
    return made;
  };

  // Parts of the form that follow from what is chosen.
  const arrange = () => {
    const asked = question();
    const silent = control("answered").value === "no";
    for (const part of all("[data-mode]")) show(part, part.dataset.mode === control("mode").value);
    for (const part of all("[data-new]")) show(part, text(part.dataset.new === "sp_" ? "s_publisher" : "by") === NEW);
    for (const prefix of ["sp_", "by_"]) show(find(`[data-field="${prefix}capacity"]`), text(`${prefix}kind`) === "person");
    show(control("via2"), Boolean(text("via1")));
    show(control("via3"), Boolean(text("via1") && text("via2")));
    show(find("[data-wait=question]"), !asked);
    show(find("[data-answer]"), Boolean(asked));
    if (!asked) return;
    for (const part of all("[data-type]")) show(part, !silent && part.dataset.type.split(" ").includes(asked.type));
    show(find("[data-field=value]"), !silent && asked.type !== "position");
    show(find("[data-unanswered]"), silent);
    show(find("[data-field=of]"), Boolean(asked.populations));
    show(find("[data-field=as_of]"), ["stock", "total"].includes(asked.time));
    show(find("[data-field=over]"), asked.time === "flow");
    const how = text("count_how");
    show(find("[data-count=one]"), how !== "word");
    show(find("[data-count=two]"), how === "to");
    show(find("[data-count=word]"), how === "word");
    tell(find("#h-value"), told(asked.type === "date" ? "date_hint" : "count_hint", { unit: asked.unit ?? "" }));
  };
  let askedBefore = "";
  const aboutQuestion = () => {
    const asked = question();
    const box = find("[data-about=question]");
    if ((asked?.id ?? "") === askedBefore) return;
    askedBefore = asked?.id ?? "";
    show(box, Boolean(asked));
    if (!asked) return box.replaceChildren();
    list("of", asked.populations ?? []);
    list("v_choice", asked.choices ?? []);
    const answered = (asked.answers ?? []).map(([answer, by]) => inRecord(make("li", {}, make("b", { textContent: answer }), ` ${by.join(", ")}`)));
    const link = make("a", { href: new URL(asked.page, new URL("../../", location.href)).href, textContent: say.page, target: "_blank", rel: "noopener" });
    return box.replaceChildren(
      inRecord(make("p", { className: "compose-title", textContent: asked.title })),
      asked.about ? inRecord(make("p", { textContent: asked.about })) : "",
      answered.length ? make("p", { textContent: say.answers }) : make("p", { textContent: say.no_answers }),
      answered.length ? make("ul", {}, ...answered, asked.more ? make("li", { textContent: told("more", { n: asked.more }) }) : "") : "",
      make("p", {}, link),
    );
  };

  // What the helpers write into the field of the value.
  const helpCount = () => {
    const how = text("count_how");
    if (how === "word") return text("count_word");
    if (how === "to") return text("count_one") && text("count_two") ? `${text("count_one")} to ${text("count_two")}` : "";
    return text("count_one") ? `${how} ${text("count_one")}`.trim() : "";
  };
  const helpDate = () => [text("date_one"), text("date_two")].filter(Boolean).map((day) => day + text("date_mark")).join("/");

  const places_ = new Set(places.keys());
  const readingOf = (draft, asked) => {
    if (!asked || !draft.value) return "";
    try {
      if (asked.type === "date") return told("reads", { words: answers.inWords(draft.value) });
      if (asked.type !== "count") return "";
      const { low, high, unit } = answers.readCount(draft.value);
      const shown = (end) => end.replace("!", "");
      const what = unit || asked.unit || "";
      if (low === high) return told("reads_exact", { low, unit: what });
      if (high === null) return told(low.endsWith("!") ? "reads_above" : "reads_from", { low: shown(low), unit: what });
      if (low === "0") return told(high.endsWith("!") ? "reads_below" : "reads_upto", { high: shown(high), unit: what });
      return told("reads_between", { low: shown(low), high: shown(high), unit: what });
    } catch {
      return "";
    }
  };
  const noteOnValue = (draft, asked, document_) => {
    const reading = readingOf(draft, asked);
    if (!asked || !draft.value || !draft.quote || asked.type === "choice") return reading;
    const voice = (by) => ({ publisher: document_.publisher, author: document_.authors[0] })[by] ?? by;
    const same = document_.rows.find(([, about, by, of, where, value, when]) => about === draft.question && voice(by) === voice(draft.by)
      && of === draft.of && where === draft.where && value === draft.value && when === (draft.as_of || draft.over));
    if (same) return `${reading} ${told("duplicate", { id: same[0] })}`;
    const names = places.has(draft.value) ? [places.get(draft.value).name, ...places.get(draft.value).names] : [];
    return `${reading} ${problems.shown(draft, asked, names) ? say.shown : say.unsure}`.trim();
  };

  // Where the quote stands: in the fingerprint of the document, and in what was pasted.
  const noteOnQuote = (draft, document_, pasted) => {
    const print = document_.fingerprint;
    const notes = [];
    if (print) {
      const wholes = texts.paragraphs(pasted).flatMap((line) => print.whole(line));
      if (wholes.length) notes.push(told("pasted_is", { places: wholes.join(", ") }));
      const found = draft.quote && texts.countWords(draft.quote) >= tables.quoteWords[0] ? print.find(draft.quote) : [];
      if (found.length) notes.push(told("found", { places: found.join(", ") }));
      if (found.length === 1) suggest("paragraph", String(found[0]));
      else if (wholes.length === 1) suggest("paragraph", String(wholes[0]));
    } else if (document_.id && document_.known) notes.push(say.no_fingerprint);
    const lines = draft.quote && pasted ? texts.paragraphs(pasted) : [];
    const at = lines.findIndex((line) => ` ${line} `.includes(texts.core(texts.fold(draft.quote))));
    if (lines.length && at < 0) notes.push(say.pasted_not);
    else if (lines.length && (!print || lines.length === 1)) notes.push(told("pasted_line", { line: at + 1 }));
    return notes.join(" ");
  };

  // Problems: next to a field once somebody has been there, in the list all that are known.
  const touched = new Set();
  const rulesPage = new URL("contribute/rules.html", here).href;
  const code = (words, element) => {
    words.split("`").forEach((part, at) => element.append(at % 2 ? make("code", { textContent: part }) : part));
    return element;
  };
  const inCheckWords = (one) => {
    const box = make("div", { className: "compose-problem", lang: "en" });
    box.append(
      code(one.what, make("p", { className: "compose-what" })), code(one.why, make("p", { className: "compose-why" })),
      code(one.mend, make("p", { className: "compose-mend" })),
      make("p", { className: "compose-rule" }, make("a", { href: `${rulesPage}#${one.rule}`, target: "_blank", rel: "noopener", textContent: one.rule })),
    );
    return box;
  };
  const labelOf = (field) => {
    const box = find(`[data-field="${field}"]`);
    return [...box.querySelectorAll("label")].find((one) => one.checkVisibility?.() ?? true)?.textContent ?? box.querySelector("label").textContent;
  };
  const mark = (found) => {
    for (const box of all("[data-field]")) {
      const mine = found.filter(({ field }) => field === box.dataset.field);
      const shown = mine.filter((one) => touched.has(one.field));
      const place = box.querySelector(".compose-told");
      const written = JSON.stringify(shown);
      if (place.dataset.written !== written) {
        place.dataset.written = written;
        place.replaceChildren(...shown.map(inCheckWords));
        for (const one of box.querySelectorAll("input, select, textarea")) {
          if (shown.length && !one.dataset.find) one.setAttribute("aria-invalid", "true");
          else one.removeAttribute("aria-invalid");
        }
      }
    }
  };
  const go = (field) => {
    const box = find(`[data-field="${field}"]`);
    for (const around of [box.closest("details")]) if (around) around.open = true;
    const target = [...box.querySelectorAll("input:not([data-find]), select, textarea")].find((one) => one.checkVisibility?.() ?? true);
    (target ?? box).focus();
  };
  const listed = (found) => {
    const rows = found.map((one) => {
      const link = make("a", { href: `#p-${one.field}`, textContent: labelOf(one.field) });
      link.addEventListener("click", (event) => {
        event.preventDefault();
        go(one.field);
      });
      return make("li", { className: one.missing ? "compose-missing" : "" }, link, " ", code(one.what, make("span", { lang: "en" })));
    });
    const place = find(".compose-list");
    const written = JSON.stringify(found);
    if (place.dataset.written === written) return;
    place.dataset.written = written;
    place.replaceChildren(...rows);
  };

  const everyProblem = (draft, document_, asked) => {
    const renamed = (prefix, found) => found.map((one) => ({ ...one, field: `${prefix}${one.field}` }));
    const found = [];
    if (isNew()) {
      found.push(...renamed("s_", problems.ofSource(sourceDraft(), record.taken)).map((one) => ({ ...one, field: one.field.replace("s_authors", "s_author") })));
      if (text("s_publisher") === NEW) found.push(...renamed("sp_", problems.ofActor(newActor("sp_"), [...actors.keys()])));
    } else if (!document_.id) {
      found.push({ rule: "missing-field", field: "source", what: say.choose_source, why: "", mend: "", missing: true });
    }
    if (text("by") === NEW) found.push(...renamed("by_", problems.ofActor(newActor("by_"), [...actors.keys()])));
    const where = { question: asked, source: document_, places: places_, pasted: control("pasted").value };
    const ofClaim = problems.ofClaim(draft, where).filter((one) => one.field !== "id" || !one.missing || draft.question);
    const silent = asked && control("answered").value === "no";
    found.push(...ofClaim.map((one) => (one.field === "value" && silent ? { ...one, field: "response" } : one)));
    return found.filter(({ field }) => find(`[data-field="${field}"]`));
  };

  // The files that the claim makes or changes.
  const newFiles = () => {
    const made = [];
    if (isNew() && text("s_publisher") === NEW) made.push(newActor("sp_"));
    if (text("by") === NEW) made.push(newActor("by_"));
    return byId(made.filter(({ id }) => id));
  };
  const linesOf = (draft, document_) => {
    const claim = yaml.claim(draft);
    if (isNew()) return `${yaml.source(sourceDraft(), [claim])}\n`;
    return `${document_.known && !document_.rows.length ? "claims:\n" : ""}${claim}\n`;
  };
  const newFile = (folder, name, content) => {
    const at = `${repository}/new/main/facts/${folder}?filename=${encodeURIComponent(`${name}.yml`)}`;
    const whole = `${at}&value=${encodeURIComponent(content)}`;
    return whole.length <= LONGEST ? { href: whole, full: true } : { href: at, full: false };
  };
  const step = (...inside) => make("li", {}, ...inside);
  const away = (href, words, copied) => {
    const link = make("a", { className: "compose-go", href, textContent: words, target: "_blank", rel: "noopener external" });
    link.addEventListener("click", (event) => leave(event, href, copied));
    return link;
  };
  let stepsBefore = "";
  const steps = (draft, document_, lines) => {
    const key = JSON.stringify([lines, document_.id, document_.below, document_.known, [...newFiles().values()]]);
    if (key === stepsBefore) return;
    stepsBefore = key;
    const made = [];
    if (!repository) {
      made.push(step(told("no_repository", { file: `facts/sources/${document_.id || "…"}.yml` })));
    } else {
      for (const actor of newFiles().values()) {
        const content = `${yaml.actor(actor)}\n`;
        made.push(step(away(newFile("actors", actor.id, content).href, told("new_actor", { name: actor.name || actor.id })), ` ${say.new_actor_why}`));
      }
      if (isNew()) {
        const { href, full } = newFile("sources", document_.id || "a-name", lines);
        made.push(step(away(href, say.new_file, full ? "" : lines), full ? "" : ` ${say.too_long}`));
      } else {
        const below = document_.below ? told("paste_above", { field: document_.below }) : say.paste;
        made.push(step(away(`${repository}/edit/main/facts/sources/${document_.id}.yml`, say.edit_file, lines), ` ${below}`));
      }
      made.push(step(say.propose));
    }
    made.push(step(isNew() || (document_.known && !document_.fingerprint) ? say.after_new : say.after));
    find(".compose-steps").replaceChildren(...made);
  };
  const copy = async (lines) => {
    try {
      await navigator.clipboard.writeText(lines);
      return true;
    } catch {
      const range = document.createRange();
      range.selectNodeContents(find(".compose-yaml"));
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      return false;
    }
  };
  const noteOnCopy = (done) => tell(find("[data-note=copy]"), done ? say.copied : say.not_copied);
  let open_ = [];
  const leave = async (event, href, lines) => {
    if (open_.length) {
      event.preventDefault();
      for (const { field } of open_) touched.add(field);
      update();
      find("#compose-problems").focus();
      return;
    }
    if (!lines) return;
    event.preventDefault();
    noteOnCopy(await copy(lines));
    window.open(href, "_blank", "noopener");
  };
  const formAddress = (draft, document_, asked) => {
    const link = find("[data-do=form]");
    if (!link) return;
    const given = new URLSearchParams({ template: "claim.yml", title: `Missing: ${(asked?.title ?? "").slice(0, 120)}` });
    const pairs = {
      link: document_.url, publisher: [actorName(document_.publisher), document_.title, document_.id].filter(Boolean).join(", "),
      speaker: draft.by && [actorName(draft.by), ...draft.via.map(actorName)].join(", "), quote: draft.quote,
      about: [asked?.title, draft.of, draft.value || draft.response, draft.as_of || draft.over].filter(Boolean).join("; "),
    };
    for (const [name, value] of Object.entries(pairs)) if (value) given.set(name, value.slice(0, 1000));
    link.href = `${repository}/issues/new?${given}`;
  };

  const keep = () => {
    const kept = [...form.elements].filter(({ name, type }) => name && (type !== "radio")).map(({ name, value }) => [name, value]);
    kept.push(["mode", control("mode").value], ["answered", control("answered").value]);
    try {
      sessionStorage.setItem(KEPT, JSON.stringify({ values: Object.fromEntries(kept), touched: [...touched], own: [...own] }));
    } catch {
      // Not kept; the form works all the same.
    }
  };
  const restore = () => {
    let kept = {};
    try {
      kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
    } catch {
      // Nothing was kept, or it cannot be read.
    }
    const given = new URLSearchParams(location.search);
    const wanted = { ...kept.values };
    for (const name of ["question", "source", "by"]) {
      const id = given.get(name);
      const known = { question: questions, source: sources, by: actors }[name];
      if (id && known.has(id)) wanted[name] = id;
      else if (id) tell(status, told("unknown", { id }));
      if (id && name === "source") wanted.mode = "known";
    }
    for (const [name, value] of Object.entries(wanted)) if (control(name) && !name.startsWith("find_")) set(name, value);
    for (const name of kept.touched ?? []) touched.add(name);
    for (const name of kept.own ?? []) own.add(name);
    aboutQuestion();
    for (const [name, value] of Object.entries(wanted)) if (["of", "v_choice"].includes(name)) set(name, value);
    load(text("source"));
  };
  const set = (name, value) => {
    control(name).value = value;
  };

  const update = () => {
    arrange();
    aboutQuestion();
    suggestIds();
    const asked = question();
    let draft = claimDraft();
    const document_ = source();
    tell(find("[data-note=quote]"), noteOnQuote(draft, document_, control("pasted").value));
    draft = claimDraft();
    tell(find("[data-note=value]"), noteOnValue(draft, asked, document_));
    const found = everyProblem(draft, document_, asked);
    open_ = found;
    mark(found);
    listed(found);
    const missing = found.filter((one) => one.missing).length;
    const wrong = found.length - missing;
    const sum = [wrong ? told("wrong", { n: wrong }) : "", missing ? told("missing", { n: missing }) : ""].filter(Boolean).join(" ");
    tell(find(".compose-sum"), sum || say.ready);
    const lines = linesOf(draft, document_);
    tell(find(".compose-yaml"), lines);
    steps(draft, document_, lines);
    formAddress(draft, document_, asked);
    keep();
  };

  const authorOptions = () => {
    const document_ = source();
    const voices = [];
    if (document_.publisher) voices.push(["publisher", told("voice_publisher", { name: actorName(document_.publisher) }), "", language]);
    else voices.push(["publisher", say.voice, "", language]);
    if (document_.authors.length) voices.push(["author", told("voice_author", { name: actorName(document_.authors[0]) }), "", language]);
    return [...voices, ...actorOptions, somebody];
  };
  let voicesBefore = "";
  const voices = () => {
    const key = JSON.stringify(authorOptions().slice(0, 2));
    if (key === voicesBefore) return;
    voicesBefore = key;
    list("by", authorOptions());
  };

  list("source", [...sources.values()].map(({ id, title, publisher, published = "", language: lang }) => (
    [id, `${title} (${actorName(publisher)}${published ? `, ${published}` : ""})`, "", lang])));
  list("question", [...questions.values()].map(({ id, title, topic, about = "" }) => [id, title, `${topic} ${about}`]));
  list("s_publisher", [...actorOptions, somebody]);
  list("s_author", actorOptions);
  list("v_place", placeOptions);
  list("where", placeOptions);
  voices();
  for (const name of ["via1", "via2", "via3"]) list(name, actorOptions);
  for (const word of [...tables.none.slice(0, 1), ...Object.keys(tables.vague)]) control("count_word").append(new Option(word, word));
  inRecord(control("count_word"));
  for (const [name, mode] of [["count_one", "decimal"], ["count_two", "decimal"], ["paragraph", "numeric"]]) {
    control(name).inputMode = mode; // a phone's keys; not in the page, where a checker of HTML asks for care
  }
  find(".compose-without").hidden = true;
  form.hidden = false;
  restore();
  voices();
  update();

  form.addEventListener("input", ({ target }) => {
    if (target.dataset.find) return fill(target.dataset.find);
    own.add(target.name);
    if (target.name === "source") load(target.value);
    if (target.name.startsWith("count_")) set("value", helpCount());
    if (target.name.startsWith("date_")) set("value", helpDate());
    if (["paragraph", "id", "s_id", "sp_id", "by_id"].includes(target.name) && !target.value) own.delete(target.name);
    if (["source", "mode", "s_publisher", "s_author", "sp_name"].includes(target.name)) voices();
    return update();
  });
  form.addEventListener("focusout", ({ target }) => {
    const box = target.closest("[data-field]");
    if (!box || target.dataset.find || !(target.value || touched.has(box.dataset.field))) return;
    touched.add(box.dataset.field);
    update();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  find("[data-do=copy]").addEventListener("click", async () => noteOnCopy(await copy(find(".compose-yaml").textContent)));
  find("[data-do=clear]").addEventListener("click", () => {
    form.reset();
    touched.clear();
    own.clear();
    for (const name of lists.keys()) fill(name);
    tell(status, say.cleared);
    voices();
    update();
    form.querySelector("input").focus();
  });
})();
