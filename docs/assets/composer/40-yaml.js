// The lines of a file as `python -m generator fmt` writes them; a test holds them to it.
window.sideBySideComposer.yaml = ({ tables }) => {
  const TYPES = tables.types.map(([pattern, flags]) => new RegExp(`^(?:${pattern})$`, flags));
  const ALLOWED = Object.fromEntries(Object.entries(tables.allowed).map(([kind, pattern]) => [kind, new RegExp(`^(?:${pattern})$`)]));
  const PLAIN = /^[\p{L}\p{N}](?:[\p{L}\p{N}_ ,.()/;'’–—+~-]*[\p{L}\p{N}_.)~'’])?$/u;
  const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]|[^\S ]/u;
  const unseen = (char) => UNSEEN.test(char) || tables.invisible.some(([first, last]) => (
    first <= char.codePointAt(0) && char.codePointAt(0) <= last));
  const code = (char) => (char.codePointAt(0) < 0x10000
    ? `\\u${char.codePointAt(0).toString(16).padStart(4, "0")}` : `\\U${char.codePointAt(0).toString(16).padStart(8, "0")}`);

  // A text as YAML: as it is where every reader takes it for the same text, else in quotation marks.
  const scalar = (text, kind) => {
    if (!kind && /^(?:[1-9]\d*|true|false)$/.test(text)) return text;
    if (ALLOWED[kind]?.test(text)) return text;
    const inner = text.replaceAll("https://", "").replaceAll("http://", "");
    if (PLAIN.test(inner) && !inner.includes("  ") && !TYPES.some((type) => type.test(text))) return text;
    const chars = [...text];
    if (!chars.some(unseen) && /["\\]/.test(text) && !text.includes("'")) return `'${text}'`;
    return `"${chars.map((char) => (char === '"' || char === "\\" ? `\\${char}` : unseen(char) ? code(char) : char)).join("")}"`;
  };
  const field = ([name, kind], value, indent) => (Array.isArray(value)
    ? [`${indent}${name}:`, ...value.map((item) => `${indent}  - ${scalar(item, "list")}`)]
    : [`${indent}${name}: ${scalar(value, kind)}`]);
  const fields = (kind, draft, indent) => tables.fields[kind].filter(([name]) => draft[name]?.length)
    .flatMap((each) => field(each, draft[each[0]], indent));

  // The lines of an entry of `claims:`.
  const claim = (draft) => fields("claim", draft, "    ").map((line, at) => (at ? line : `  - ${line.trimStart()}`)).join("\n");
  const file = (kind, { id, ...draft }) => fields(kind, draft, "").join("\n");

  return { scalar, claim, source: (draft, claims) => [file("source", draft), "claims:", ...claims].join("\n"), actor: (draft) => file("actor", draft) };
};
