"use strict";
// Composing a claim: texts as the generator reads them, and fingerprints. `generator/evidence.py`, in the browser.
window.sideBySideComposer = {};
window.sideBySideComposer.texts = (tables) => {
  const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
  const spaces = new RegExp(`[${SPACE}]+`, "u");
  const LINES = /\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/;
  const RUN = 4;
  const CODE = 5;
  const DIGIT = /[\p{Nd}\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089]/u;

  // A text without white space at its ends, and one space where there was some.
  const squeeze = (text) => text.split(spaces).filter(Boolean).join(" ");
  const fold = (text) => squeeze([...text.normalize("NFC")].map((char) => tables.fold[char] ?? char).join(""));
  const paragraphs = (text) => text.split(LINES).map(fold).filter(Boolean);

  // Start and end of each word, without the punctuation that clings to it from outside.
  const words = (folded) => {
    const found = [];
    for (const match of folded.matchAll(/[^ ]+/g)) {
      const token = match[0];
      let head = 0;
      while (head < token.length && tables.before.includes(token[head])) head += 1;
      const clinging = token.slice(0, head);
      if (clinging.split("-").length === 2 && clinging.endsWith("-") && DIGIT.test(token[head] ?? "")) head -= 1;
      let end = token.length;
      while (end > head && tables.after.includes(token[end - 1])) end -= 1;
      if (end > head) found.push([match.index + head, match.index + end]);
    }
    return found;
  };
  const core = (folded) => {
    const spans = words(folded);
    return spans.length ? folded.slice(spans[0][0], spans[spans.length - 1][1]) : "";
  };
  const countWords = (text) => words(fold(text)).length;
  const runs = (folded) => {
    const spans = words(folded);
    return spans.slice(RUN - 1).map((last, at) => folded.slice(spans[at][0], last[1]));
  };

  // BLAKE2b (RFC 7693) with a key of 32 bytes and a digest of 4: browsers have no such function of their own.
  const IV = [
    0x6a09e667f3bcc908n, 0xbb67ae8584caa73bn, 0x3c6ef372fe94f82bn, 0xa54ff53a5f1d36f1n,
    0x510e527fade682d1n, 0x9b05688c2b3e6c1fn, 0x1f83d9abfb41bd6bn, 0x5be0cd19137e2179n,
  ];
  const SIGMA = [
    "0123456789abcdef", "ea489fd61c02b753", "b8c052fdae367194", "7931dcbe265a40f8", "905724afe1bc683d",
    "2c6a0b834d75fe19", "c51fed4a0763928b", "db7ec13950f4862a", "6fe9b308c2d714a5", "a2847615fb9e3cd0",
  ].map((row) => [...row].map((digit) => parseInt(digit, 16)));
  const MIXED = [
    [0, 4, 8, 12], [1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15], [0, 5, 10, 15], [1, 6, 11, 12], [2, 7, 8, 13], [3, 4, 9, 14],
  ];
  const compress = (state, block, counter, last) => {
    const m = new BigUint64Array(block.buffer, block.byteOffset, 16);
    const v = new BigUint64Array([...state, ...IV]);
    v[12] ^= counter;
    if (last) v[14] = ~v[14];
    const turned = (at, value, by) => {
      v[at] = (value >> by) | (value << (64n - by));
    };
    for (let round = 0; round < 12; round += 1) {
      const order = SIGMA[round % 10];
      MIXED.forEach(([a, b, c, d], at) => {
        v[a] += v[b] + m[order[2 * at]];
        turned(d, v[d] ^ v[a], 32n);
        v[c] += v[d];
        turned(b, v[b] ^ v[c], 24n);
        v[a] += v[b] + m[order[2 * at + 1]];
        turned(d, v[d] ^ v[a], 16n);
        v[c] += v[d];
        turned(b, v[b] ^ v[c], 63n);
      });
    }
    return state.map((one, at) => one ^ v[at] ^ v[at + 8]);
  };
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const hasher = (sha256) => {
    const key = new Uint8Array(128);
    for (let at = 0; at < 32; at += 1) key[at] = parseInt(sha256.slice(2 * at, 2 * at + 2), 16);
    const start = new BigUint64Array(IV);
    start[0] ^= 0x01010000n ^ (32n << 8n) ^ 4n;
    const keyed = compress(start, key, 128n, false);
    const known = new Map();
    const encoder = new TextEncoder();
    return (run) => {
      if (known.has(run)) return known.get(run);
      const bytes = encoder.encode(run);
      let state = keyed;
      for (let at = 0; ; at += 128) {
        const block = new Uint8Array(128);
        block.set(bytes.subarray(at, at + 128));
        const last = at + 128 >= bytes.length;
        state = compress(state, block, BigInt(128 + Math.min(at + 128, bytes.length)), last);
        if (last) break;
      }
      const word = Number(state[0] & 0xffffffffn);
      const number = ((word & 255) * 16777216) + (((word >>> 8) & 255) << 16) + (((word >>> 16) & 255) << 8) + (word >>> 24);
      let code = "";
      for (let at = 0; at < CODE; at += 1) code += ALPHABET[Math.floor(number / 2 ** (26 - 6 * at)) & 63];
      known.set(run, code);
      return code;
    };
  };

  // A fingerprint: in which paragraphs a quote stands, and how often in all of them.
  const fingerprint = ([sha256, known]) => {
    const code = hasher(sha256);
    const codes = (text) => runs(fold(text)).map(code).join("");
    const times = (wanted, paragraph) => {
      let found = 0;
      for (let at = wanted ? paragraph.indexOf(wanted) : -1; at >= 0; at = paragraph.indexOf(wanted, at + 1)) {
        found += at % CODE === 0 ? 1 : 0;
      }
      return found;
    };
    const counted = (text) => {
      const wanted = codes(text);
      return known.map((paragraph) => times(wanted, paragraph));
    };
    return {
      paragraphs: known.length,
      find: (text) => counted(text).flatMap((found, at) => (found ? [at + 1] : [])),
      times: (text) => counted(text).reduce((sum, found) => sum + found, 0),
      // The numbers of the paragraphs that are this text, whole.
      whole: (text) => {
        const wanted = codes(text);
        return known.flatMap((paragraph, at) => (wanted && paragraph === wanted ? [at + 1] : []));
      },
    };
  };

  const END = new RegExp(tables.sentenceEnd, "g");
  const sentences = (paragraph) => {
    const ends = [...paragraph.matchAll(END)].map((match) => match.index + match[0].length);
    return [0, ...ends].map((start, at) => paragraph.slice(start, ends[at] ?? paragraph.length).trim());
  };
  // Whether a quote is a whole sentence or paragraph of a text.
  const isSentence = (text, quote) => paragraphs(text)
    .some((paragraph) => [paragraph, ...sentences(paragraph)].some((part) => core(part) && core(part) === core(fold(quote))));

  return { tables, SPACE, squeeze, fold, paragraphs, words, core, countWords, fingerprint, isSentence };
};
