"""Which characters a text may not hold, because a reader cannot see them or reads something else than stands there.

Sources: Unicode's Default_Ignorable_Code_Point (https://www.unicode.org/reports/tr44/), the controls of direction
(https://www.unicode.org/reports/tr9/) and Unicode's security mechanisms (https://www.unicode.org/reports/tr39/).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# The zero-width joiner and non-joiner are not among them: Persian and other languages are misspelt without them.
INVISIBLE = frozenset(
    {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if code != 0x09}
    | set(
        "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u200b\u200e\u200f\u2028\u2029"
        "\u202a\u202b\u202c\u202d\u202e\u2800\u3164\ufeff\uffa0\ufff9\ufffa\ufffb\ufffe\uffff"
    )
    | {chr(code) for code in (*range(0x2060, 0x2070), *range(0xFE00, 0xFE10), *range(0xFFF0, 0xFFF9))}
    | {chr(code) for code in range(0xFDD0, 0xFDF0)}  # no characters at all, as are the last two of each plane
    | {chr(plane * 0x10000 + code) for plane in range(17) for code in (0xFFFE, 0xFFFF)}
    | {chr(code) for code in (*range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B), *range(0xE0000, 0xE1000))}
)
JOINERS = "\u200c\u200d"
MOST_MARKS = 4  # on one letter: Vietnamese needs two, vowelled Hebrew and Arabic three

# Scripts of which single letters look alike; a word of two of them is read as another word than it is.
_LOOK_ALIKE = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "FULLWIDTH", "MATHEMATICAL")
_WORD = re.compile(r"[^\W\d_]+")


def hidden(text: str) -> Iterator[tuple[int, str]]:
    """Yield place, from 0, and character of everything in `text` that a reader cannot see or that has no fixed shape."""
    for place, char in enumerate(text):
        loose = char in JOINERS and not (place and _needs_joiners(text[place - 1]))
        if loose or char in INVISIBLE or unicodedata.category(char) in ("Co", "Cs"):
            yield place, char


@lru_cache(maxsize=4096)
def _needs_joiners(char: str) -> bool:
    """Return whether a letter's script joins: Arabic, Syriac, the scripts of India and those that came from them."""
    script = unicodedata.name(char, "").partition(" ")[0]
    return unicodedata.category(char)[0] in "LM" and script not in ("", "COMBINING", "GEORGIAN", "HEBREW", *_LOOK_ALIKE)


def mixed(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each word that mixes scripts whose letters look alike, with the scripts."""
    if text.isascii():
        return
    for word in _WORD.findall(text):
        scripts = tuple(sorted({found for char in word if (found := script(char))}))
        if len(scripts) > 1:
            yield word, scripts


@lru_cache(maxsize=4096)
def script(char: str) -> str:
    """Return the script of a letter, nothing for those that look like no letter of another script."""
    first = unicodedata.name(char, "").partition(" ")[0]
    return first.capitalize() if first in _LOOK_ALIKE else ""


def piled(text: str) -> Iterator[str]:
    """Yield each run of more combining marks than any language needs on one letter."""
    run = ""
    for char in "" if text.isascii() else text + " ":
        if unicodedata.combining(char) or unicodedata.category(char) == "Me":
            run += char
            continue
        if len(run) > MOST_MARKS:
            yield run
        run = ""
