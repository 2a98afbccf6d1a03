"""One spelling for looking names up: the same letters whether they were typed with marks, without, or in another script.

What `fold` does is data, `LETTERS` and then `STEPS` in their order, and the search index carries both: the browser
folds by the same data, so that the two cannot drift apart. Armenian and Cyrillic follow the romanisations of BGN/PCGN,
Georgian the national one of 2002. Marks are dropped, and so is an `h` that only tells one consonant from another: `š`,
`ş`, `ш`, `շ` and `sh` are one. The pairs `kh` and `x`, `i` and `y`, `ə` and `a` are one each. Scripts that are not in
the tables stay as they are. Unicode promises that decompositions never change, so every Python makes the same tables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

# Letters that have no decomposition: Latin ones, and the sigma that ends a Greek word.
_PLAIN = dict(zip("əǝıøłđðŧħŋĸɨʉɣ", ["a", "a", *"iolddthnkiug"], strict=True)) | {
    "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ς": "σ",
}  # fmt: skip
# The letters whose sound depends on their place stay what they are here; the steps turn them into Latin ones.
_PLACED = "еեու"
_CYRILLIC = dict(zip("абвгдзиклмнопрстуфэіґўјәҝөүһҹқңұҡ", "abvgdziklmnoprstufeiguja" + "gouhcqnuq", strict=True)) | {
    "ё": "е", "ж": "zh", "й": "y", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "'", "ы": "y", "ь": "'",
    "ю": "yu", "я": "ya", "ї": "yi", "є": "ye", "ђ": "d", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz", "ѓ": "g", "ќ": "k",
    "ѕ": "dz", "ғ": "gh", "җ": "zh",
}  # fmt: skip
_ARMENIAN = dict(zip("աբգդզէըթիլկհմյնպջռսվտրփքօֆ", "abgdzeytilkhmynpjrsvtrpkof", strict=True)) | {
    "ժ": "zh", "խ": "kh", "ծ": "ts", "ձ": "dz", "ղ": "gh", "ճ": "ch", "շ": "sh", "չ": "ch", "ց": "ts", "և": "եv",
}  # fmt: skip
_GEORGIAN = dict(zip("აბგდევზთიკლმნოპრსტუფქყჯჰ", "abgdevztiklmnoprstupkqjh", strict=True)) | {
    "ჟ": "zh", "ღ": "gh", "შ": "sh", "ჩ": "ch", "ც": "ts", "ძ": "dz", "წ": "ts", "ჭ": "ch", "ხ": "kh",
}  # fmt: skip
_SIGNS = dict.fromkeys("‘’‛′ʹʻʼʾʿ´՚", "'") | dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeffՙ՛՜՞", "")
_OWN: dict[str, str] = _PLAIN | _CYRILLIC | _ARMENIAN | _GEORGIAN | _SIGNS | {char: char for char in _PLACED}

# ASCII, Latin, marks, Greek, Cyrillic, Armenian, Georgian, more Latin, punctuation and signs, ligatures, full width.
_RANGES = (
    (0x00, 0x7F), (0x80, 0x2FF), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x52F), (0x531, 0x58A), (0x10D0, 0x10FF),
    (0x1C90, 0x1CBF), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x20A0, 0x20BF), (0x2190, 0x22FF), (0x3000, 0x3020),
    (0xFB00, 0xFB17), (0xFEFF, 0xFEFF), (0xFF01, 0xFF5E),
)  # fmt: skip

# Patterns and what takes their place, in the part of the language of patterns that Python and JavaScript read alike.
STEPS: tuple[tuple[str, str], ...] = (
    ("([0-9])[.,](?=[0-9]{3}(?![0-9]))", "$1"),  # 3,183 is 3183
    ("[.,]", " "),
    ("'s(?![a-z0-9])", " "),
    ("ու", "u"),
    ("(^|[ '])ո(?!v)", "$1vo"),
    ("ո", "o"),
    ("ւ", "v"),
    ("(^|[ '])ե", "$1ye"),
    ("ե", "e"),
    ("(^|[ 'aeiouy])е", "$1ye"),
    ("е", "e"),
    ("'", ""),
    ("x", "k"),
    ("([cgksz])h", "$1"),
    ("[iy]+", "i"),
    (" +", " "),
)


def _letter(char: str) -> str:
    """Return what stands for one character, before the steps."""
    if char in "'.,":
        return char
    lower = char.lower()
    if char in _OWN or lower in _OWN:
        return _OWN.get(char, _OWN.get(lower, ""))
    if unicodedata.combining(char):
        return ""
    parts = unicodedata.normalize("NFKD", lower)
    if parts != char:
        return "".join(map(_letter, parts))
    return char if unicodedata.category(char)[0] in "LN" else " "


def _table() -> Iterator[tuple[str, str]]:
    for first, last in _RANGES:
        for char in map(chr, range(first, last + 1)):
            known = unicodedata.category(char) != "Cn"  # what has no name yet may get one in another version of Unicode
            if known and (found := _letter(char)) != char:
                yield char, found


LETTERS: dict[str, str] = dict(_table())
_STEPS: list[tuple[re.Pattern[str], str]] = [(re.compile(pattern), to.replace("$1", r"\1")) for pattern, to in STEPS]


def fold(text: str) -> str:
    """Return `text` in the one spelling: words of small letters and digits, one space between them."""
    folded = "".join(LETTERS.get(char, char) for char in text)
    for pattern, to in _STEPS:
        folded = pattern.sub(to, folded)
    return folded.strip(" ")


def grouped() -> dict[str, str]:
    """Return `LETTERS` the other way round: what stands for them, and all characters that it stands for."""
    found: dict[str, str] = {}
    for char, to in LETTERS.items():
        found[to] = found.get(to, "") + char
    return found


def distinct(names: Iterable[str]) -> list[str]:
    """Return the names that a search could tell from those before them."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(fold(name), name)
    return [name for folded, name in seen.items() if folded]
