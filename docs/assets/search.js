// Searches the index (assets/search-index.js, made by generator/search.py) and shows what was found. Loaded when the
// search is first opened. Every text is set as text.
"use strict";
window.sideBySideSearch = (data, top) => {
  const [EXACT, BEGINS, INSIDE] = [3, 2, 1]; // how a word was found
  const [NAME, TEXT] = [6, 3]; // where: in a result's own name, in its text; 0: in the name of what it belongs to
  const [WHOLE, DIRECT] = [1000, 10000]; // what outweighs any sum of these
  const MOST_WORDS = 10, MOST_OTHERS = 12, MOST_NEAR = 8, IN_DIALOG = 10, ON_PAGE = 50;
  const APART = "\ue000"; // stands between texts that are folded together; not in the tables, so it stays

  // Folding, by the tables of the index: the same data and the same steps as in generator/folding.py.
  const letters = new Map(Object.entries(data.letters).flatMap(([to, chars]) => Array.from(chars, (char) => [char, to])));
  const steps = data.steps.map(([pattern, to]) => [new RegExp(pattern, "gu"), to]);
  const fold = (text) => {
    const spelt = text.replace(/[^a-z0-9 ]/gu, (char) => letters.get(char) ?? char);
    return steps.reduce((folded, [pattern, to]) => folded.replace(pattern, to), spelt).replace(/^ +| +$/g, "");
  };
  const foldAll = (texts) => {
    const whole = fold(texts.map((text) => text.replaceAll(APART, " ")).join(` ${APART} `));
    return texts.length ? whole.split(APART).map((text) => text.trim()) : [];
  };

  const say = (key, values = {}) => {
    const text = data.texts[key];
    const form = typeof text === "string" ? text : text[plurals.select(values.n)] ?? text.other;
    return form.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  };
  const plurals = new Intl.PluralRules("en");

  // What can be found: the entries of the index, then claims. Each has a folded `name` and `body`, with a space at both ends.
  const CLAIM = data.kinds.indexOf("claim");
  const entries = data.entries.map(([kind, title, path, about = "", names = [], more = "", refs = []]) => ({
    kind, title, path, about, refs, names: [title, ...names], text: `${about} ${more}`,
  }));
  const claims = data.claims.map(([speaker, question, source, mark, answer, paragraph, quote, says = "", near = []]) => ({
    kind: CLAIM, speaker, question, source, answer, paragraph, quote, names: [answer], text: `${quote} ${says}`,
    path: `${entries[source].path}#${mark}`, refs: [speaker, question, source, ...near],
  }));
  const items = [...entries, ...claims];
  const called = foldAll(items.flatMap((item) => item.names));
  const bodies = foldAll(items.map((item) => item.text));
  let next = 0;
  items.forEach((item, number) => {
    item.called = called.slice(next, next += item.names.length);
    item.name = ` ${item.called.join(" ")} `;
    item.body = ` ${bodies[number]} `;
  });

  // How well a folded word fits a folded text: 0 is not at all. The inside of a word must not be short, nor a number.
  const fit = (text, word) => {
    if (!text.includes(word)) return 0;
    if (text.includes(` ${word} `)) return EXACT;
    if (text.includes(` ${word}`)) return BEGINS;
    return word.length > 2 && !/[0-9]/.test(word) ? INSIDE : 0;
  };

  // The items that hold every word, each with how well it fits.
  const matches = (words) => {
    const named = words.map((word) => items.map((item) => fit(item.name, word)));
    const found = new Map();
    items.forEach((item, number) => {
      let sum = 0;
      for (const [at, word] of words.entries()) {
        const inName = named[at][number], inText = inName ? 0 : fit(item.body, word);
        const points = inName ? NAME + inName : inText ? TEXT + inText : Math.max(0, ...item.refs.map((ref) => named[at][ref]));
        if (!points) return;
        sum += points;
      }
      found.set(number, sum);
    });
    return found;
  };

  // The same query under the other names of what it names: the words of the query, with one name for another.
  const otherNames = (query) => {
    const others = new Map();
    for (const item of entries) {
      const names = item.names.map((name, at) => [name, item.called[at]]).filter(([name, spelt]) => spelt && !name.includes(" / "));
      for (const [, spelt] of names) {
        if (!` ${query} `.includes(` ${spelt} `)) continue;
        for (const [name, other] of names) {
          const instead = ` ${query} `.replace(` ${spelt} `, () => ` ${other} `).trim();
          if (other !== spelt && instead !== query && others.size < MOST_OTHERS) others.set(instead, name);
        }
      }
    }
    return others;
  };

  // Whether two words differ in one letter: another one, one more, one less, or two changed over.
  const near = (one, two) => {
    if (Math.abs(one.length - two.length) > 1 || one === two) return false;
    let at = 0;
    while (one[at] === two[at]) at += 1;
    const [left, right] = [one.slice(at), two.slice(at)];
    return left.slice(1) === right.slice(1) || left.slice(1) === right || left === right.slice(1)
      || (left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2));
  };
  let vocabulary;
  const nearWords = (word) => {
    vocabulary ??= [...new Set(items.flatMap((item) => `${item.name}${item.body}`.split(" ")))].sort();
    const known = items.some((item) => fit(item.name, word) || fit(item.body, word));
    return known || word.length < 5 ? [word] : vocabulary.filter((other) => near(word, other));
  };
  const nearQueries = (words) => {
    let queries = [[]];
    for (const word of words) {
      const instead = nearWords(word);
      queries = queries.flatMap((query) => instead.map((other) => [...query, other])).slice(0, MOST_NEAR);
    }
    return queries;
  };

  // What a query finds, best first: `hits` with item and words to mark, whether they are only `near`, and `names` that
  // were looked for, too. What is written under another name follows what is written as it was typed.
  const find = (query) => {
    const words = fold(query.slice(0, 200)).split(" ").filter(Boolean).slice(0, MOST_WORDS);
    const whole = words.join(" ");
    const hits = new Map();
    const names = [];
    const take = (instead, bonus) => {
      for (const [number, points] of matches(instead)) {
        const exactly = items[number].called.includes(instead.join(" ")) ? WHOLE : 0;
        if (!hits.has(number)) hits.set(number, { item: items[number], number, words: instead, points: points + exactly + bonus });
      }
    };
    if (!words.length) return { hits: [], near: false, names };
    take(words, DIRECT);
    for (const [instead, name] of otherNames(whole)) {
      const before = hits.size;
      take(instead.split(" "), 0);
      if (hits.size > before) names.push(name);
    }
    const nothing = !hits.size;
    if (nothing) for (const instead of nearQueries(words)) if (instead.join(" ") !== whole) take(instead, 0);
    const order = (a, b) => b.points - a.points || a.item.kind - b.item.kind || a.number - b.number;
    return { hits: [...hits.values()].sort(order), near: nothing && hits.size > 0, names };
  };

  // Elements of results. Texts are set as text; the words that were found are marked.
  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };
  const marked = (text, words) =>
    text.split(/([\p{L}\p{M}\p{N}]+(?:['’.,][\p{L}\p{M}\p{N}]+)*)/u).map((part, at) => {
      const spelt = at % 2 ? ` ${fold(part)} ` : "";
      return words.some((word) => fit(spelt, word)) ? element("mark", "", part) : part;
    });
  const result = ({ item, words }) => {
    const kind = element("span", "finder-kind", say(`kind.${data.kinds[item.kind]}`));
    const isClaim = item.kind === CLAIM;
    const title = isClaim ? say("speaker", { speaker: entries[item.speaker].title, answer: item.answer }) : item.title;
    const link = element("a", "", kind, " ", element("span", "finder-title", ...marked(title, words)));
    link.href = new URL(item.path, top);
    const lines = isClaim ? [entries[item.question].title] : [item.about];
    const called = item.names.slice(1).filter((name) => !title.includes(name) && words.some((word) => fit(` ${fold(name)} `, word)));
    if (!isClaim && called.length) lines.unshift(called.join(" / "));
    const shown = lines.filter(Boolean).map((line) => element("span", "finder-about", ...marked(line, words)));
    if (isClaim) {
      const quote = element("q", "", ...marked(item.quote, words));
      quote.lang = data.languages[item.source];
      const where = say("where", { source: entries[item.source].about, n: item.paragraph });
      shown.push(element("span", "finder-about", quote, " ", element("span", "finder-where", ...marked(where, words))));
    }
    return element("li", "", link, ...shown);
  };

  // Puts a search into `root`: the dialog, or the page, which also has filters by kind and keeps its state in the address.
  const attach = (root) => {
    if (root.dataset.ready) return;
    root.dataset.ready = "yes";
    const part = (name) => root.querySelector(`.finder-${name}`);
    const [input, status, list, every, kinds, more, ways] =
      ["input", "status", "results", "every", "kinds", "more", "ways"].map(part);
    let kind = "", shown = 0, found = find("");

    const chosen = () => found.hits.filter(({ item }) => !kind || data.kinds[item.kind] === kind);
    const show = (hits, from, to) => list.append(...hits.slice(from, to).map(result));

    const tell = (number) => {
      if (!input.value.trim()) return say("start");
      const told = [number ? say("found", { n: number }) + "." : say("none", { query: input.value.trim() })];
      if (found.near) told.push(say("near"));
      if (found.names.length) told.push(say("names", { names: found.names.join(", ") }));
      return told.join(" ");
    };
    const showMore = (hits) => {
      more.hidden = shown >= hits.length;
      more.textContent = more.hidden ? "" : say("more", { n: Math.min(ON_PAGE, hits.length - shown) });
    };
    const showKinds = () => {
      const counts = new Map(data.kinds.map((name) => [name, 0]));
      for (const { item } of found.hits) counts.set(data.kinds[item.kind], counts.get(data.kinds[item.kind]) + 1);
      const focused = kinds.contains(document.activeElement) ? document.activeElement.value : undefined;
      const buttons = [["", found.hits.length], ...counts].filter(([name, number]) => number || name === kind);
      kinds.replaceChildren(...buttons.map(([name, number]) => {
        const button = element("button", "", name ? say(`kinds.${name}`) : say("every"), " ", element("span", "count", String(number)));
        button.type = "button";
        button.value = name;
        button.setAttribute("aria-pressed", String(name === kind));
        return button;
      }));
      kinds.hidden = !input.value.trim();
      if (focused !== undefined) [...kinds.children].find((button) => button.value === focused)?.focus();
    };
    const keep = () => {
      const address = new URL(location.href);
      for (const [name, value] of [["q", input.value.trim()], ["kind", kind]]) {
        if (value) address.searchParams.set(name, value);
        else address.searchParams.delete(name);
      }
      try {
        history.replaceState(history.state, "", address);
      } catch {
        // some browsers keep the addresses of files as they are
      }
    };
    const update = () => {
      found = find(input.value);
      const hits = chosen();
      shown = Math.min(hits.length, kinds ? ON_PAGE : IN_DIALOG);
      list.replaceChildren();
      show(hits, 0, shown);
      status.textContent = tell(hits.length);
      if (every) {
        const link = every.querySelector("a"), to = new URL(link.href);
        to.searchParams.set("q", input.value.trim());
        link.href = to;
        link.textContent = say("all", { n: hits.length });
        every.hidden = hits.length <= shown;
      }
      if (kinds) {
        showKinds();
        showMore(hits);
        ways.hidden = Boolean(input.value.trim());
      }
    };

    input.addEventListener("input", () => {
      update();
      if (kinds) keep();
    });
    root.addEventListener("keydown", (event) => {
      const stops = [input, ...root.querySelectorAll(".finder-results a, .finder-every:not([hidden]) a")];
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], at = stops.indexOf(document.activeElement);
      if (!step || at < 0 || !stops[at + step]) return;
      event.preventDefault();
      stops[at + step].focus();
    });
    if (kinds) {
      const read = () => {
        const asked = new URLSearchParams(location.search);
        input.value = (asked.get("q") ?? input.value).slice(0, 200);
        kind = data.kinds.includes(asked.get("kind")) ? asked.get("kind") : "";
      };
      read();
      kinds.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (!button) return;
        kind = button.value;
        update();
        keep();
      });
      more.addEventListener("click", () => {
        const hits = chosen(), from = shown;
        shown = Math.min(hits.length, shown + ON_PAGE);
        show(hits, from, shown);
        showMore(hits);
        list.children[from].querySelector("a").focus();
      });
      window.addEventListener("popstate", () => {
        read();
        update();
      });
    }
    update();
  };

  return { fold, find, attach };
};
