/* Tables that sort and filter, keep that in the address, and hand out what they show as CSV.
   Templates write the rows, their machine values (data-*) and every word of the controls; nothing here speaks. */
(() => {
  const LETTERS = { "ə": "a", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ʼ": "'", "’": "'", "‘": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-" };
  const UNFOLDED = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
  const STRETCH = 100;
  const collator = new Intl.Collator(document.documentElement.lang || "en", { numeric: true, sensitivity: "base" });

  /** The text without case, diacritics and typographic marks, so that people find what their keyboard cannot write. */
  const fold = (text) =>
    text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(UNFOLDED, (letter) => LETTERS[letter]).replace(/\s+/g, " ");

  const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const words = (element) => (element ? element.textContent.replace(/\s+/g, " ").trim() : "");
  const listed = (text) => (text ? text.split(" ") : []);

  /** Two ends as numbers to sort by: numbers before days, open ends outside of everything. */
  function ends(low, high) {
    const number = (end, open) => (!end ? open : /^\d+-\d\d-\d\d$/.test(end) ? Date.parse(end) : Number(end));
    return [(low || high).indexOf("-", 1) > 0 ? 1 : 0, number(low, -Infinity), number(high, Infinity)];
  }

  /** What a record is sorted by in a column; null is not known, and comes last in either direction. */
  function sortKey(record, column) {
    if (column === "answer" && (record.low || record.high)) return [...ends(record.low, record.high), ""];
    if (column === "when" || column === "said") return record[column] ? [...ends(...record[column].split("/")), ""] : null;
    if (column === "relation") return [0, record.conflicts, 0, ""];
    return record.text[column] ? [2, 0, 0, record.text[column]] : null;
  }

  const difference = (a, b) => (a === b ? 0 : a < b ? -1 : 1);
  const compared = (a, b) =>
    difference(a[0], b[0]) || difference(a[1], b[1]) || difference(a[2], b[2]) || collator.compare(a[3], b[3]);

  /** The records in the order that `sort` asks for ("answer", "-answer"); equal ones as published. */
  function sorted(records, sort) {
    const column = sort.replace(/^-/, "");
    const sign = sort.startsWith("-") ? -1 : 1;
    const keyed = records.map((record, place) => ({ record, place, key: sortKey(record, column) }));
    keyed.sort((a, b) => {
      if (a.key === null || b.key === null) return (a.key === null) - (b.key === null) || a.place - b.place;
      return sign * compared(a.key, b.key) || a.place - b.place;
    });
    return keyed.map((each) => each.record);
  }

  /* A cell that a spreadsheet would take for a formula gets an apostrophe; a plain number, negative or not, is none. */
  const guarded = (text) => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text);
  const csvCell = (value) => {
    const text = guarded(String(value));
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  /** RFC 4180 with a byte order mark, without which spreadsheets take UTF-8 for something else. */
  const csv = (rows) => `\uFEFF${rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("")}`;

  function save(name, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  /** A row of the page as a record: what it is sorted, filtered and downloaded by. */
  function recordOf(row, tools) {
    const data = row.dataset;
    const value = (name) => words(row.querySelector(`[data-value="${name}"]`));
    const all = (selector) => [...row.querySelectorAll(selector)].map(words);
    const cells = [...row.cells].filter((cell, at) => tools.keys[at] !== "relation");
    return {
      row,
      filters: { question: [data.question], by: [data.by], party: [data.party], of: [data.of], response: [data.response], source: listed(data.source), relation: listed(data.relation) },
      low: data.low || "",
      high: data.high || "",
      when: data.when || "",
      said: data.said || "",
      conflicts: Number(data.conflicts || 0),
      claim: data.claim,
      href: row.querySelector("a.answer").href,
      paragraph: data.paragraph,
      quote: words(row.querySelector("q")),
      relations: listed(data.relation),
      text: {
        question: tools.label("question", data.question) || tools.element.dataset.question,
        by: tools.label("by", data.by),
        party: data.party || "",
        via: all(".via a").join("; "),
        answer: words(row.querySelector(".answer")),
        response: words(row.querySelector(".answer")),
        of: value("of"),
        where: all(".place a").join("; "),
        when: value("when") || (data.when && data.when === data.said ? value("said") : ""),
        said: value("said") || (data.when && data.when === data.said ? value("when") : ""),
        source: tools.label("source", listed(data.source)[0]),
      },
      folded: fold(cells.map(words).join(" \n ")),
    };
  }

  /** The controls of one table, and the table. */
  class Tools {
    constructor(element, table) {
      this.element = element;
      this.table = table;
      this.body = table.tBodies[0];
      this.form = element.querySelector("form");
      this.told = element.querySelector(".told");
      this.prefix = element.dataset.table ? `${element.dataset.table}.` : "";
      this.heads = [...table.tHead.rows[0].cells];
      this.keys = this.heads.map((head) => head.dataset.key);
      this.published = [...this.body.rows];
      this.labels = new Map();
      this.sortable = new Set([...this.form.elements.sort.options].map((option) => option.value));
      this.stretch = 0;
      this.begin();
    }

    begin() {
      if (!this.records) {
        this.records = this.published.map((row) => recordOf(row, this));
        this.offerParties();
      }
      this.heads.filter((head) => this.sortable.has(head.dataset.key)).forEach((head) => this.button(head));
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("input", (event) => this.changed(event.target.name === "find"));
      this.form.addEventListener("reset", (event) => {
        event.preventDefault();
        this.clear();
        this.changed();
      });
      this.form.elements.copy.addEventListener("click", () => this.copy());
      this.form.elements.download.addEventListener("click", () => this.download());
      addEventListener("popstate", () => location.search === this.known || this.restore());
      addEventListener("hashchange", () => this.reveal());
      addEventListener("pagehide", () => this.remember());
      this.element.hidden = false;
      this.restore();
      this.reveal();
    }

    /** Makes a column's head a button: ascending, descending, and back to the published order. */
    button(head) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const key = head.dataset.key;
        const next = { "": key, [key]: `-${key}`, [`-${key}`]: "" };
        this.form.elements.sort.value = next[this.form.elements.sort.value] ?? key;
        this.changed();
      });
    }

    get fields() {
      return [...this.form.elements].filter((field) => field.name && field.type !== "button" && field.type !== "reset");
    }

    /** The words of a value, as the choices of its filter have them. */
    label(name, value) {
      if (!this.labels.has(name)) {
        const options = [...(this.form.elements[name]?.options ?? [])].slice(1);
        this.labels.set(name, new Map(options.map((option) => [option.value, words(option)])));
      }
      return this.labels.get(name).get(value) ?? "";
    }

    /** Makes the choices of a filter; alphabetical, relations aside, which have an order of their own. */
    offer(name, options) {
      const field = this.form.elements[name];
      const ordered = name === "relation" ? options : options.sort((a, b) => collator.compare(a[1], b[1]) || difference(a[0], b[0]));
      field?.append(...ordered.map(([value, text]) => new Option(text, value)));
    }

    offerParties() {
      const parties = new Set(this.records.map((record) => record.text.party).filter(Boolean));
      this.offer("party", [...parties].map((party) => [party, party]));
    }

    get changedAtAll() {
      return this.fields.some((field) => field.value);
    }

    clear() {
      this.fields.forEach((field) => (field.value = ""));
    }

    changed(soon = false) {
      this.stretch = 0;
      this.show();
      clearTimeout(this.waiting); // browsers limit how often an address may change
      this.waiting = setTimeout(() => this.remember(), soon ? 300 : 0);
    }

    /** Reads the controls from the address; what the table does not know is left out. */
    restore() {
      this.known = location.search;
      const asked = new URLSearchParams(location.search);
      this.clear();
      for (const field of this.fields) {
        const value = asked.get(this.prefix + field.name) ?? "";
        field.value = field.name === "find" ? value.slice(0, field.maxLength) : value;
        if (field.selectedIndex === -1) field.value = "";
      }
      const fold = this.element.querySelector("details");
      if (fold && this.changedAtAll) fold.open = true;
      this.stretch = 0;
      this.show();
    }

    /** The address of this view; settings of other tables and of other scripts stay in it. */
    address() {
      const url = new URL(location.href);
      for (const field of this.fields) {
        const name = this.prefix + field.name;
        if (field.value === (url.searchParams.get(name) ?? "")) continue; // writing anything spells the whole query anew
        if (field.value) url.searchParams.set(name, field.value);
        else url.searchParams.delete(name);
      }
      return url.href;
    }

    remember() {
      clearTimeout(this.waiting);
      if (this.address() === location.href) return;
      try {
        history.replaceState(history.state, "", this.address());
        this.known = location.search;
      } catch {
        // a page that was opened from a file may not change its address; "Copy link" has it all the same
      }
    }

    /** A link to a row that is filtered away shows the whole table again. */
    reveal() {
      const row = this.published.find((each) => each.id === location.hash.slice(1));
      if (!row || (row.isConnected && !row.hidden)) return;
      this.clear();
      this.changed();
      row.scrollIntoView();
    }

    fitting() {
      const asked = this.fields.filter((field) => field.value && field.name !== "find" && field.name !== "sort");
      const parts = fold(this.form.elements.find.value).split(" ").filter(Boolean);
      const found = this.records.filter(
        (record) =>
          asked.every((field) => record.filters[field.name].includes(field.value)) &&
          parts.every((part) => record.folded.includes(part)),
      );
      const sort = this.form.elements.sort.value;
      return sort ? sorted(found, sort) : found;
    }

    show() {
      this.found = this.fitting();
      this.place();
      const sort = this.form.elements.sort.value;
      this.heads.forEach((head) => {
        if (sort.replace("-", "") !== head.dataset.key) head.removeAttribute("aria-sort");
        else head.setAttribute("aria-sort", sort.startsWith("-") ? "descending" : "ascending");
      });
      this.element.querySelector(".none").hidden = this.found.length > 0;
      this.table.hidden = this.found.length === 0;
      this.form.querySelector("[type=reset]").disabled = !this.changedAtAll;
      this.element.toggleAttribute("data-changed", this.changedAtAll);
      this.tell();
    }

    /** Puts the rows that fit into their order and hides the others. */
    place() {
      const fits = new Set(this.found);
      this.records.forEach((record) => (record.row.hidden = !fits.has(record)));
      const order = [...this.found, ...this.records.filter((record) => !fits.has(record))].map((record) => record.row);
      if (order.some((row, at) => row !== this.body.rows[at])) this.body.append(...order);
    }

    tell() {
      const told = fill(this.element.dataset.shown, { shown: this.found.length, all: this.records.length });
      const parts = this.fields.filter((field) => field.value).map((field) => {
        if (field.name === "find") return fill(this.element.dataset.containing, { text: field.value });
        const option = words(field.selectedOptions[0]);
        return field.name === "sort" ? option : `${words(field.closest("label").firstChild)}: ${option}`;
      });
      const text = [told, ...parts].join(" · ");
      if (this.told.textContent !== text) this.told.textContent = text;
    }

    async copy() {
      this.remember();
      try {
        await navigator.clipboard.writeText(this.address());
        this.told.textContent = this.element.dataset.copied;
      } catch {
        this.told.textContent = this.element.dataset.copy;
      }
    }

    download() {
      const rows = this.found.map((record) => [
        record.claim, record.text.question, record.text.by, record.text.party, record.text.via, record.text.answer,
        record.low, record.high, record.text.of, record.text.where, record.text.when, record.text.said,
        record.relations.map((relation) => this.label("relation", relation) || relation).join("; "),
        record.text.source, record.paragraph, record.quote, record.href,
      ]);
      const part = this.found.length < this.records.length ? "-filtered" : "";
      save(`${this.element.dataset.file}${part}.csv`, csv([this.element.dataset.columns.split("|"), ...rows]));
    }
  }

  /** A table of several pages: all of its rows come as data when they are asked for, and a stretch of them is shown. */
  class Whole extends Tools {
    begin() {
      this.page = this.element.closest(".all-claims");
      this.gate = this.page.querySelector(".load");
      this.turns = this.page.querySelector(".stretches");
      this.blank = this.page.querySelector("template.row").content.firstElementChild;
      this.gate.querySelector("button").addEventListener("click", () => this.load(() => this.form.elements.find.focus()));
      this.turns.querySelector("[name=previous]").addEventListener("click", () => this.turn(-1));
      this.turns.querySelector("[name=next]").addEventListener("click", () => this.turn(1));
      this.gate.hidden = false;
      const asked = new URLSearchParams(location.search);
      if (this.fields.some((field) => asked.get(field.name))) this.load();
    }

    load(then = () => {}) {
      const said = this.gate.querySelector(".size");
      const script = document.createElement("script");
      script.src = this.gate.querySelector("button").dataset.load;
      script.addEventListener("load", () => {
        this.gate.remove();
        this.take(globalThis.sideBySideClaims);
        super.begin();
        then();
      });
      script.addEventListener("error", () => {
        said.textContent = this.gate.dataset.failed;
        script.remove();
      });
      said.textContent = this.gate.dataset.loading;
      document.head.append(script);
    }

    /** Makes records of the data, and the choices of the filters. */
    take(data) {
      this.data = data;
      this.records = data.rows.map((row) => dataRecord(row, data, this.page.dataset.top));
      const offered = { question: data.questions, by: data.actors, source: data.sources };
      for (const [name, values] of Object.entries(offered)) {
        const used = new Set(this.records.map((record) => record.filters[name][0]));
        this.offer(name, values.filter(([value]) => used.has(value)).map(([value, text]) => [value, text]));
      }
      this.offerParties();
      const responses = new Map(this.records.map((record) => [record.filters.response[0], record.text.answer]));
      this.offer("response", [...responses].filter(([value]) => value));
      this.offer("relation", [...this.blank.querySelectorAll(".relation")].map((badge) => [badge.className.split("relation-")[1], words(badge)]));
    }

    turn(by) {
      this.stretch += by;
      this.show();
      this.table.scrollIntoView();
    }

    /** Shows a stretch of what fits; the page as it was published while nothing is asked for. */
    place() {
      const asked = this.changedAtAll;
      const first = this.stretch * STRETCH;
      const part = this.found.slice(first, first + STRETCH);
      this.body.replaceChildren(...(asked ? part.map((record) => this.rowOf(record)) : this.published));
      this.page.querySelectorAll(".turning").forEach((nav) => (nav.hidden = asked));
      this.turns.hidden = !asked || this.found.length <= STRETCH;
      const told = { first: first + 1, last: first + part.length, all: this.found.length };
      this.turns.querySelector("[role=status]").textContent = fill(this.turns.dataset.told, told);
      this.turns.querySelector("[name=previous]").disabled = this.stretch === 0;
      this.turns.querySelector("[name=next]").disabled = first + STRETCH >= this.found.length;
    }

    rowOf(record) {
      const row = this.blank.cloneNode(true);
      const put = (selector, text, href) => {
        const element = row.querySelector(selector);
        element.textContent = text;
        if (href) element.href = href;
        return element;
      };
      const keep = (selector, there) => there || row.querySelector(selector).remove();
      const top = this.page.dataset.top;
      const other = (selector, at) => {
        if (at >= 0) put(`${selector} a`, `${this.records[at].text.by}: ${this.records[at].text.answer}`, this.records[at].href);
        else keep(selector, false);
      };
      put(".v-question", record.text.question, record.questionHref);
      put(".v-by", record.text.by, `${top}actors/${record.filters.by[0]}/index.html`);
      put(".party [data-value]", record.text.party);
      record.relays.forEach(([actor, name], at) => {
        const link = document.createElement("a");
        link.href = `${top}actors/${actor}/index.html`;
        link.textContent = name;
        row.querySelector(".v-via").append(at ? ", " : "", link);
      });
      put(".answer", record.text.answer, record.href).classList.toggle("answer-response", Boolean(record.filters.response[0]));
      other(".v-same", record.same);
      other(".v-replaced", record.replaced);
      put("[data-value=of]", record.text.of);
      if (record.place) put(".place a", record.text.where, `${top}places/${record.place}/index.html`);
      put("[data-value=when]", record.text.when);
      if (record.text.said) put("[data-value=said]", record.text.said);
      put("q", record.quote).lang = record.language;
      put(".v-source", record.text.source, `${top}sources/${record.filters.source[0]}/index.html`);
      put("[data-value=paragraph]", record.paragraph);
      keep(".party", record.text.party);
      keep(".via", record.text.via);
      keep(".place", record.place);
      row.querySelectorAll(".relation").forEach((badge, at) => {
        if (record.counts[at]) badge.querySelector(".v-count").textContent = record.counts[at];
        else badge.remove();
      });
      return row;
    }

    reveal() {} // rows have no addresses of their own here: claims have theirs on the pages of their sources
  }

  /** A row of the data (claims_page.py says what stands where) as a record. */
  function dataRecord(row, data, top) {
    const [anchor, sourceAt, questionAt, byAt, partyAt, via, answer, low, high, ofAt, whereAt, whenAt, saidAt, response, counts, paragraph, quote, same, replaced] = row;
    const [source, sourceText, language] = data.sources[sourceAt];
    const [question, questionText, questionHref] = data.questions[questionAt];
    const [by, byText] = data.actors[byAt];
    const relays = via.map((at) => data.actors[at]);
    const party = data.parties[partyAt] ?? "";
    const [place, where] = data.places[whereAt] ?? ["", ""];
    const [when, whenText] = data.times[whenAt] ?? ["", ""];
    const [said, saidText] = data.times[saidAt] ?? ["", ""];
    const relations = ["conflict", "compatible", "agree", "not-comparable"].filter((_, at) => counts[at]);
    const text = { question: questionText, by: byText, party, via: relays.map(([, name]) => name).join("; "), answer, of: data.groups[ofAt] ?? "", where, when: whenText, said: saidText, source: sourceText };
    return {
      filters: { question: [question], by: [by], party: [party], response: [response], source: [source], relation: relations },
      low, high, when, said, paragraph, quote, language, relays, relations, counts, same, replaced, place, text,
      conflicts: counts[0],
      claim: `${source}/${anchor}`,
      href: new URL(`${top}sources/${source}/index.html#claim-${anchor}`, location.href).href,
      questionHref: top + questionHref,
      folded: fold(`${Object.values(text).join(" \n ")} \n ${quote}`),
    };
  }

  for (const element of document.querySelectorAll(".table-tools")) {
    const table = document.querySelector(`table[data-table="${CSS.escape(element.dataset.table)}"]`);
    const several = element.closest(".all-claims")?.querySelector(".load");
    if (table) new (several ? Whole : Tools)(element, table);
  }
})();
