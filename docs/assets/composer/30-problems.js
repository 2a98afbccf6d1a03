// What `check` would say of a claim, in its words and by its rules (`generator/rules/`); a test holds both together.
window.sideBySideComposer.problems = (texts, answers) => {
  const { tables, fold, countWords, isSentence } = texts;
  const { readCount, isWhole, unitName, unitsAlike, readDate } = answers;
  const why = (rule) => tables.why[rule];
  const problem = (rule, field, what, mend, more = {}) => ({ rule, field, what, why: why(rule), mend, level: "error", ...more });
  const missing = { missing: true };
  const failure = (read, text) => {
    try {
      read(text);
      return "";
    } catch (error) {
      return error.message;
    }
  };

  const LETTER = "[\\p{L}\\p{N}_]";
  const bounded = (inner, flags) => new RegExp(`(?<!${LETTER})(?:${inner})(?!${LETTER})`, flags);
  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const QUOTED = new RegExp(`"[^"]*"|“[^”]*”|«[^»]*»|(?<!${LETTER})'[^']*'(?!${LETTER})|(?<!${LETTER})‘[^’]*’(?!${LETTER})`, "gu");
  const loadedWords = Object.keys(tables.loaded).sort((a, b) => b.length - a.length).map(escaped).join("|");
  const LOADED = bounded(loadedWords, "giu");
  const JUDGING = Object.entries(tables.judging).map(([form, instead]) => [bounded(form, "giu"), instead]);
  const unquoted = (text) => text.replace(QUOTED, " ");

  const remedy = (instead) => {
    if (instead.endsWith("in quotation marks")) return "put the speaker's own word into quotation marks";
    const first = instead === "nothing" ? "leave it out" : `write neutrally (${instead})`;
    return `${first}, or put the speaker's own word into quotation marks`;
  };
  const loaded = (field, text) => [...new Set(unquoted(text).match(LOADED) ?? [])].sort().map((word) => problem(
    "loaded-word", field, `\`${word}\` is a loaded word`, remedy(tables.loaded[word.toLowerCase()]),
  ));
  const judging = (field, text) => {
    const found = new Map();
    for (const [pattern, instead] of JUDGING) for (const word of unquoted(text).match(pattern) ?? []) found.set(word, instead);
    return [...found].map(([word, instead]) => problem(
      "attribution-verb", field, `\`${word}\` judges its speaker`,
      `write neutrally (${instead}), or put the speaker's own word into quotation marks`,
    ));
  };

  // Characters that nobody sees, words of two scripts, piles of marks.
  const SCRIPTS = [
    ["Mathematical", /[\u{1d400}-\u{1d7ff}]/u], ["Fullwidth", /[\uff01-\uff5e]/u], ["Armenian", /\p{Script=Armenian}/u],
    ["Cherokee", /\p{Script=Cherokee}/u], ["Coptic", /\p{Script=Coptic}/u], ["Cyrillic", /\p{Script=Cyrillic}/u],
    ["Greek", /\p{Script=Greek}/u], ["Latin", /\p{Script=Latin}/u],
  ];
  const script = (char) => SCRIPTS.find(([, pattern]) => pattern.test(char))?.[0] ?? "";
  const joins = (char) => /[\p{L}\p{M}]/u.test(char ?? "") && !script(char)
    && !/[\p{Script=Georgian}\p{Script=Hebrew}\p{Script=Inherited}]/u.test(char);
  const isInvisible = (code) => tables.invisible.some(([first, last]) => first <= code && code <= last);
  const hidden = (text) => {
    const chars = [...text];
    return chars.filter((char, at) => (tables.joiners.includes(char) && !joins(chars[at - 1]))
      || isInvisible(char.codePointAt(0)) || /[\p{Co}\p{Cs}]/u.test(char));
  };
  const hex = (char) => char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
  const mixed = (field, word) => {
    const found = new Map();
    for (const char of word) if (script(char)) found.set(script(char), [...(found.get(script(char)) ?? []), char]);
    if (found.size < 2) return [];
    const scripts = [...found.keys()].sort();
    const fewest = [...scripts].sort((a, b) => found.get(a).length - found.get(b).length || (a < b ? -1 : 1))[0];
    const told = [...new Set(found.get(fewest))].map((char) => `${char} (U+${hex(char)}) is ${fewest}`).join(", ");
    return [problem(
      "legible", field, `the word \`${word}\` mixes ${scripts.join(" and ")} letters: ${told}`,
      "type the word again in one script; in a quote, choose words beside it",
    )];
  };
  const legible = (field, text) => [
    ...[...new Set(hidden(text))].map((char) => problem(
      "invisible-character", field, char === "\ufeff" ? "here stands a byte order mark (U+FEFF)"
        : `here stands the invisible character U+${hex(char)}`,
      "delete it (retype the words around it if you cannot see it)",
    )),
    ...(text.match(/[\p{L}\p{Nl}\p{No}]+/gu) ?? []).flatMap((word) => mixed(field, word)),
    ...(text.match(new RegExp(`\\p{M}{${tables.mostMarks + 1},}`, "gu")) ?? []).map((run) => problem(
      "legible", field, `here stand ${[...run].length} marks on one letter`, "leave out what no language needs",
    )),
  ];

  const dateRemedy = (text) => {
    const two = (number) => number.padStart(2, "0");
    let match = /^(\d{4})-(\d{1,2})-(\d{1,2})[T ].*$/.exec(text);
    if (match) return `leave the time of day out: \`${match[1]}-${two(match[2])}-${two(match[3])}\``;
    match = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text);
    if (match) return `write year, month, day; if the day comes first here: \`${match[3]}-${two(match[2])}-${two(match[1])}\``;
    if (/^[\dX]{4}-[\dX]{2}(?:-[\dX]{2})?[~?%]?$/.test(text)) return "look the date up again: no calendar has this one";
    if (/^[\d~?%-]+\/[\d~?%-]+$/.test(text)) return "write the earlier date first, then `/`, then the later one";
    return "write 2020, 2020-12 or 2020-12-14; `~` after it for about, `?` for uncertain; `2020-12-10/2020-12-20` for a span";
  };
  const date = (field, text) => {
    const told = text && failure(readDate, text);
    return told ? [problem("date", field, `\`${text}\` is no date: ${told}`, dateRemedy(text))] : [];
  };

  const [idPattern, idLength] = tables.id;
  const isId = (text) => new RegExp(`^(?:${idPattern})$`).test(text) && text.length <= idLength;
  const needed = (kind, noun, draft) => tables.fields[kind].filter(([name, , required]) => required && !draft[name]).map(
    ([name, , , meaning]) => problem(
      "missing-field", name, `${noun} needs the field \`${name}\``, `add \`${name}:\` (${meaning})`,
      { why: why(`missing-field.${name}`) ?? why("missing-field"), ...missing },
    ),
  );
  const everyText = (draft) => Object.entries(draft).flatMap(([field, text]) => (typeof text === "string" ? legible(field, text) : []));
  const inOurWords = (draft, fields) => fields.flatMap((field) => loaded(field, draft[field] ?? ""));

  const valueFault = (text, question, places) => {
    const takes = tables.takes[question.type];
    if (question.type === "count") {
      const told = failure(readCount, text);
      if (told) return [`\`${text}\` is no count: ${told}`, `write ${takes}`];
      const count = readCount(text);
      if (count.unit && !unitsAlike(count.unit, question.unit ?? "")) {
        return [
          `\`${count.unit}\` is no unit of what is counted in \`${question.unit}\``,
          "leave the unit out, or write one that measures the same",
        ];
      }
      if (!question.decimals && !count.numbers.every(isWhole)) {
        return [`\`${text}\` is no whole number`, "count whole ones, or set `decimals: true` in the question"];
      }
    } else if (question.type === "date") {
      const told = failure(readDate, text);
      if (told) return [`\`${text}\` is no date: ${told}`, `write ${takes}`];
    } else if (question.type === "place" && !places.has(text)) {
      return [`there is no place \`${text}\``, `correct the id, or add \`facts/places/${text}.yml\``];
    } else if (question.type === "choice") {
      const choices = (question.choices ?? []).map(([id]) => id);
      if (!choices.includes(text)) return [`\`${text}\` is none of the question's choices`, `use one of: ${choices.join(", ")}`];
    }
    return null;
  };
  const value = (draft, question, places) => {
    if (question.type === "position") {
      return draft.value && !draft.response ? [problem(
        "value", "value", "the answer to a question of type `position` is its `says`",
        "delete `value`, or give the question another type",
      )] : [];
    }
    if (!draft.value) {
      return draft.response ? [] : [problem(
        "value", "value", `claim \`${draft.id}\` has neither a value nor a response`,
        `add \`value:\` (${tables.takes[question.type]}), or \`response:\` where the speaker gave none`, missing,
      )];
    }
    const fault = valueFault(draft.value, question, places);
    return fault ? [problem("value", "value", ...fault)] : [];
  };

  const facet = (draft, question, dated) => {
    const time = question.time ?? "none";
    const timed = time === "stock" || time === "total";
    const told = (field, what, mend, more) => problem("facet", field, `claim \`${draft.id}\`: ${what}`, mend, more);
    const found = [];
    if (time === "flow" && !draft.over && !draft.response) {
      found.push(told("over", "a flow is counted within a period", "add `over:` with the period", missing));
    }
    if (time !== "flow" && draft.over) found.push(told("over", `its question has \`time: ${time}\`, not \`flow\``, "delete `over`"));
    if (!timed && draft.as_of) {
      found.push(told(
        "as_of", `its question has \`time: ${time}\`, no moment`, time === "flow" ? "write `over` with the period" : "delete `as_of`",
      ));
    }
    if (timed && !draft.as_of && !draft.said && !dated) {
      found.push(told(
        "as_of", "neither its moment nor the day of publication is known", "add `as_of:`, or `published:` to the source", missing,
      ));
    }
    if (question.populations && !draft.of && !draft.response) {
      const ids = question.populations.map(([id]) => id).join(", ");
      found.push(told("of", "its question has populations, and it names none", `add \`of:\` with one of: ${ids}`, missing));
    }
    return found;
  };

  const quote = (draft) => {
    if (!draft.quote) return [];
    const [least, most] = tables.quoteWords;
    const number = countWords(draft.quote);
    if (number >= least && number <= most) return [];
    const short = number < least;
    return [problem(
      "quote", "quote", `the quote has ${number} word${number === 1 ? "" : "s"}, and ${least} to ${most} are asked`,
      short ? "take in words before or after it" : "keep the words that the value rests on",
      { why: why(short ? "quote.short" : "quote.long") },
    )];
  };

  const speaker = (draft, source) => {
    const found = [];
    if (draft.by === "author" && !source.authors.length) {
      found.push(problem(
        "speaker", "by", "the source names no author", "add `authors:` to the source, or write `by: publisher`",
      ));
    }
    const voices = { publisher: source.publisher, author: source.authors[0] ?? "" };
    const chain = [voices[draft.by] ?? draft.by, ...draft.via];
    const twice = draft.via.find((actor, at) => actor && chain.slice(0, at + 1).includes(actor));
    if (twice) {
      found.push(problem(
        "speaker", "via", `\`${twice}\` stands twice in the chain of this claim`,
        "list in `via` only those who relayed it, each once, nearest the speaker first",
      ));
    }
    return found;
  };

  // What the fingerprint of the document says of the quote and its paragraph.
  const inSource = (draft, source) => {
    const print = source.fingerprint;
    const number = Number(draft.paragraph);
    if (!print || !draft.quote) return [];
    if (number > print.paragraphs) {
      return [problem(
        "paragraph", "paragraph", `the document has no paragraph ${number}`,
        `its paragraphs are 1 to ${print.paragraphs}: count the lines that are not empty`,
      )];
    }
    const found = [];
    if (countWords(draft.quote) >= tables.quoteWords[0]) {
      const places = print.find(draft.quote);
      if (!places.length) {
        found.push(problem(
          "not-in-source", "quote", `these words stand nowhere in \`${source.id}\``,
          "copy the words from the document, letter by letter and digit by digit; with its text in "
            + `\`archive/${source.id}.txt\`, the nearest passage is shown here`,
        ));
      } else if (number && !places.includes(number)) {
        found.push(problem(
          "not-in-source", "paragraph", `the quote stands in paragraph ${places.join(" and ")}, not in ${number}`,
          `write \`paragraph: ${places[0]}\`, if those are the words that are meant`,
        ));
      }
    }
    const whole = [draft.before, draft.quote, draft.after].filter(Boolean).join(" ");
    const [times, around] = [print.times(draft.quote), print.times(whole)];
    if (whole !== draft.quote && times && !around) {
      found.push(problem(
        "ambiguous-quote", draft.before ? "before" : "after", "these words do not stand beside the quote",
        "copy the words that stand right before or after the quote",
      ));
    } else if (around > 1) {
      found.push(problem(
        "ambiguous-quote", "quote", `these words stand ${around} times in the document`,
        "quote more words, or add `before:` or `after:` with the words around the quote",
      ));
    }
    return found;
  };

  const paragraph = (draft) => (!draft.paragraph || /^[1-9][0-9]{0,5}$/.test(draft.paragraph) ? [] : [problem(
    "wrong-type", "paragraph", `\`paragraph\` must be a whole number from 1, and this is \`${draft.paragraph}\``,
    "write plain digits, such as `11`",
  )]);

  // The problems of a claim. `place` is where it goes: question (or none), source, the known places, pasted text.
  const ofClaim = (draft, { question, source, places, pasted }) => {
    const found = [...needed("claim", "a claim", draft), ...everyText(draft), ...paragraph(draft)];
    if (draft.id && !isId(draft.id)) {
      found.push(problem(
        "duplicate-id", "id", `\`${draft.id}\` is no id`, `use small letters a to z, digits and single hyphens, at most ${idLength}`,
      ));
    } else if (source.claims.includes(draft.id)) {
      found.push(problem("duplicate-id", "id", `the id \`${draft.id}\` is taken`, "give this one an id of its own"));
    }
    if (question) found.push(...value(draft, question, places), ...facet(draft, question, Boolean(source.published)));
    for (const field of ["said", "as_of", "over"]) found.push(...date(field, draft[field]));
    found.push(...quote(draft), ...inSource(draft, source), ...(draft.by ? speaker(draft, source) : []));
    if (draft.quote && pasted && isSentence(pasted, draft.quote)) {
      found.push(problem("whole-sentence", "quote", "the quote is a whole sentence", "leave out the words that the value does not rest on"));
    }
    found.push(...inOurWords(draft, ["says", "note", "exception"]), ...judging("says", draft.says ?? ""));
    return found;
  };

  const isAddress = (text) => {
    if (hidden(text).length || /[\s<>"\\^`{|}]/.test(text) || !/^https?:\/\/[^/?#]/i.test(text)) return false;
    // A host by its name, of two labels or more in the letters that programs use; generator/rules/address.py says why.
    const [, host, port] = /^https?:\/\/([^/?#:]*)(?::(\d+))?(?:[/?#]|$)/i.exec(text) || [];
    const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    if (port !== undefined && !(Number(port) > 0 && Number(port) < 65536)) return false;
    return host !== undefined && new RegExp(`^(?:${label}\\.)+(?!\\d)${label}$`, "i").test(host);
  };
  const fileName = (field, ident, taken) => {
    if (!ident) return [];
    if (tables.reserved.includes(ident)) {
      return [problem("file-name", field, `the name \`${ident}\` is reserved`, `choose another, such as \`${ident}-1\``)];
    }
    if (!isId(ident)) {
      return [problem(
        "file-name", field, `\`${ident}\` is no id: small letters a to z, digits and single hyphens, at most ${idLength} of them`,
        `rename the file to \`${suggestion(ident)}.yml\``,
      )];
    }
    return taken.includes(ident) ? [problem("duplicate-id", field, `the id \`${ident}\` is taken`, "give this one an id of its own")] : [];
  };
  // The id nearest to a name.
  const suggestion = (name) => name.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "").slice(0, idLength).replace(/^-+|-+$/g, "") || "a-name";

  const ofSource = (draft, taken) => {
    const { id, ...fields } = draft;
    const found = [...needed("source", "a source", fields), ...everyText(fields), ...fileName("id", id, taken)];
    for (const field of ["url", "archived"]) {
      if (draft[field] && !isAddress(draft[field])) {
        found.push(problem(
          "address", field, `\`${draft[field].slice(0, 60)}\` is no web address`,
          "copy it from the browser's address line: `https://`, the host's name, the path; no spaces", { why: why("address.url") },
        ));
      }
    }
    if (draft.language && !new RegExp(`^(?:${tables.language})$`).test(draft.language)) {
      found.push(problem(
        "address", "language", `\`${draft.language}\` is no language tag`,
        "write two or three small letters, such as `en`, `hy`, `az` or `ru`", { why: why("address.language") },
      ));
    }
    return [...found, ...date("published", draft.published), ...inOurWords(draft, ["note"])];
  };

  const ofActor = (draft, taken) => {
    const { id, ...fields } = draft;
    const found = [...needed("actor", "an actor", fields), ...everyText(fields), ...fileName("id", id, taken), ...inOurWords(draft, ["name"])];
    if (!draft.name) {
      const [, , , meaning] = tables.fields.actor.find(([name]) => name === "name");
      found.push(problem("missing-field", "name", "an actor needs the field `name`", `add \`name:\` (${meaning})`, missing));
    }
    if (draft.kind === "person" && !draft.capacity) {
      found.push(problem(
        "person", "capacity", "a person needs the field `capacity`",
        "add `capacity:` office, authorship or expert comment; if none fits, the person must not be named",
      ));
    }
    return found;
  };

  // Whether the quote shows the value: true, or null where only `check` can tell (it also reads number words and dates).
  const shown = (draft, question, placeNames) => {
    const folded = fold(draft.quote);
    if (question.type === "place") return placeNames.some((name) => bounded(escaped(fold(name)), "u").test(folded)) || null;
    if (question.type !== "count" || failure(readCount, draft.value)) return null;
    const count = readCount(draft.value);
    const figures = folded.replace(/(\d)[, ](?=\d{3}(?!\d))/g, "$1").match(/\d+(?:\.\d+)?/g) ?? [];
    const hedge = count.hedge === "to" ? "" : count.hedge;
    const unit = !count.unit || folded.includes(unitName(count.unit)) || folded.includes(count.unit);
    return (count.numbers.every((number) => figures.includes(number)) && unit && (!hedge || bounded(escaped(hedge), "iu").test(folded))) || null;
  };

  return { ofClaim, ofSource, ofActor, shown, suggestion, isId };
};
