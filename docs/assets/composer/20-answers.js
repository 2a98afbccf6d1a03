// Counts and dates as `generator/values.py` and `generator/dates.py` read them; a test holds both to the same cases.
window.sideBySideComposer.answers = ({ tables, squeeze }) => {
  const { hedges, vague, none, units, aliases, seasons } = tables;
  const has = (map, key) => Object.hasOwn(map, key);
  const refuse = (told) => {
    throw new Error(told);
  };

  const NUMBER = /^(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?$/;
  const unitName = (text) => (has(aliases, text) ? aliases[text] : text);
  const unitKnown = (text) => has(units, unitName(text));
  const unitsAlike = (a, b) => unitName(a) === unitName(b)
    || (unitKnown(a) && unitKnown(b) && units[unitName(a)] === units[unitName(b)]);

  const parted = (words) => {
    const parts = words.split(" ");
    for (const length of [2, 1]) {
      const unit = parts.slice(-length).join(" ");
      if (parts.length > length && unitKnown(unit)) return [parts.slice(0, -length).join(" "), unit];
    }
    return [words, ""];
  };
  const exact = (number) => {
    const [whole, part = ""] = number.split(".");
    return BigInt(whole + part.padEnd(6, "0"));
  };
  const plain = (number) => (number.includes(".") ? number.replace(/\.?0+$/, "") : number);

  const numberHelp = (digits) => {
    if (/^\p{Nd}{1,3}(?:[,_' ]\p{Nd}{3})+$/u.test(digits)) {
      const shown = digits.replace(/\P{Nd}/gu, "").replace(/^0+/, "") || "0";
      return `a number is written in plain digits: \`${shown}\`, not \`${digits}\``;
    }
    if (/^[0-9.]{16,}$/.test(digits)) return "a number has at most 15 digits before the point and 6 after it";
    if (/^0\p{Nd}+$/u.test(digits)) return `a number does not begin with 0: \`${digits.replace(/^0+/, "") || "0"}\``;
    return "it holds no number and is no vague word that is known here";
  };

  // A count as written: its hedge or vague word, its numbers as texts, its unit, and the ends that they leave possible
  // (null is open; "!" after an end: it does not belong to it). Throws an Error with a sentence that helps its author.
  const readCount = (text) => {
    const [words, unit] = parted(squeeze(text));
    const made = (hedge, numbers, low, high) => ({ hedge, numbers, unit, low, high });
    if (none.includes(words)) return made(words, [], "0", "0");
    if (has(vague, words)) return made(words, [], String(vague[words]), null);
    const at = words.indexOf(" to ");
    const [first, second] = at < 0 ? ["", ""] : [words.slice(0, at), words.slice(at + 4)];
    if (NUMBER.test(first) && NUMBER.test(second)) {
      if (exact(first) > exact(second)) refuse("the range ends before it begins");
      return made("to", [first, second], first, second);
    }
    const end = words.lastIndexOf(" ");
    const [hedge, digits] = [words.slice(0, Math.max(0, end)), words.slice(end + 1)];
    if (!NUMBER.test(digits)) refuse(numberHelp(digits));
    if (hedge && !has(hedges, hedge)) refuse(`\`${hedge}\` is no hedge that is known here`);
    const kind = hedge ? hedges[hedge] : "exact";
    if (exact(digits) === 0n && ["high!", "nearly"].includes(kind)) refuse(`no number is ${words}`);
    const ends = {
      exact: [digits, digits], low: [digits, null], "low!": [`${digits}!`, null], high: ["0", digits], "high!": ["0", `${digits}!`],
    };
    if (has(ends, kind)) return made(hedge, [digits], ...ends[kind]);
    const number = Number(digits);
    const reach = Number.isInteger(number) ? Math.max(number / 10, 1) : number / 10;
    const low = plain(Math.max(0, number - reach).toFixed(6));
    return made(hedge, [digits], low, kind === "nearly" ? `${digits}!` : plain((number + reach).toFixed(6)));
  };
  const isWhole = (number) => !/\.[0-9]*[1-9]/.test(number);

  const MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
  ];
  const DATE = /^([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([~?%]?)$/;
  const monthLength = (year, month) => {
    if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
    return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  };
  const BEGINS = { 21: 3, 22: 6, 23: 9, 24: 12 };
  const pad = (number, length) => String(number).padStart(length, "0");

  // The first day that a single date may be, as text. Throws an Error with a sentence that helps its author.
  const single = (text) => {
    const match = DATE.exec(text);
    if (!match) refuse("a date is written YYYY, YYYY-MM or YYYY-MM-DD");
    const [, year, month, day] = match;
    const [low, high] = [Number(year.replaceAll("X", "0")), Number(year.replaceAll("X", "9"))];
    const from = (first, second) => `${pad(low, 4)}-${pad(first, 2)}-${pad(second, 2)}`;
    if (low === 0) refuse("the year 0000 is not supported");
    if (month === undefined || month === "XX") {
      if (day !== undefined && day !== "XX") refuse("a day needs its month");
      return from(1, 1);
    }
    if (low !== high) refuse("a month needs its whole year");
    const number = Number(month);
    if (number in BEGINS && day === undefined) {
      if (number === 24 && low === 9999) refuse("the year 9999 is the last one that is supported");
      return from(BEGINS[number], 1);
    }
    if (number < 1 || number > 12) refuse(`there is no month ${month}`);
    const length = monthLength(low, number);
    if (day === undefined || day === "XX") return from(number, 1);
    if (Number(day) < 1 || Number(day) > length) refuse(`${MONTHS[number - 1]} ${low} has ${length} days`);
    return from(number, Number(day));
  };
  // Checks a date or an interval. Throws as `single` does.
  const readDate = (text) => {
    const at = text.indexOf("/");
    if (at < 0) return single(text);
    const [first, second] = [text.slice(0, at), text.slice(at + 1)];
    if (second.includes("/")) refuse("an interval has one `/`");
    const [start, end] = [first, second].map((one) => (one === "" || one === ".." ? null : single(one)));
    if (start === null && end === null) refuse("an interval needs at least one end");
    if (start !== null && end !== null && start > end) refuse("the interval ends before it begins");
    return start ?? end;
  };
  const singleInWords = (text) => {
    const mark = /[~?%]$/.test(text) ? text.slice(-1) : "";
    const [year, month, day] = text.replace(/[~?%]+$/, "").split("-");
    let said = year.includes("X") ? `the years ${year.replaceAll("X", "0")} to ${year.replaceAll("X", "9")}` : year;
    if (month && month !== "XX") {
      said = `${has(seasons, String(Number(month))) ? seasons[Number(month)] : MONTHS[Number(month) - 1]} ${year}`;
      if (day && day !== "XX") said = `${Number(day)} ${said}`;
    }
    return `${"~%".includes(mark) && mark ? "about " : ""}${said}${"?%".includes(mark) && mark ? " (uncertain)" : ""}`;
  };
  // A date in English, losing nothing. Throws as `readDate` does.
  const inWords = (text) => {
    readDate(text);
    const at = text.indexOf("/");
    if (at < 0) return singleInWords(text);
    const [first, second] = [text.slice(0, at), text.slice(at + 1)];
    if (first === "" || first === "..") return `until ${singleInWords(second)}`;
    if (second === "" || second === "..") return `${singleInWords(first)} or later`;
    return `${singleInWords(first)} to ${singleInWords(second)}`;
  };

  return { readCount, isWhole, unitName, unitsAlike, readDate, inWords };
};
