"""Finds what stands between quotation marks, in any of their shapes, nested, and over several paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.evidence import count_words

LEAST_WORDS = 3

# A single mark opens before a word and closes after one; an apostrophe within a word does neither.
_SINGLE = re.compile(r"(?<![\w'])'(?=[\w\"(])(?P<inside>[^\"]{0,1500}?[\w.,!?)])'(?![\w'])")


def quotations(paragraphs: Iterable[str]) -> Iterator[tuple[int, int, int]]:
    """Yield paragraph (from 1), start and end of each quotation of at least three words, without its marks.

    `paragraphs` are folded. A quotation that runs over several paragraphs is yielded for each of them. One that is
    never closed ends with its paragraph.
    """
    running = False
    for number, folded in enumerate(paragraphs, 1):
        spans, running = _doubles(folded, running)
        spans += [match.span("inside") for match in _SINGLE.finditer(folded)]
        for start, end in sorted({*spans}):
            if count_words(folded[start:end]) >= LEAST_WORDS:
                yield number, start, end


def _doubles(folded: str, running: bool) -> tuple[list[tuple[int, int]], bool]:
    """Return the quotations of a paragraph, and whether the last one is still open at its end.

    `running` says whether one was open at the end of the paragraph before; it goes on here when its closing mark
    stands here without an opening one.
    """
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for at, char in enumerate(folded):
        if char != '"':
            continue
        if _opens(folded, at, bool(opened)):
            opened.append(at + 1)
        elif opened:
            found.append((opened.pop(), at))
        elif running:
            found.append((0, at))
            running = False
    # Of marks that nobody closes, the outermost: the others stand within it.
    found += [(start, len(folded)) for start in opened[:1]]
    return found, bool(opened)


def _opens(folded: str, at: int, within: bool) -> bool:
    """Return whether the mark at `at` opens a quotation; `within` says whether one is open already."""
    before = folded[max(0, at - 4) : at].rstrip("\"'")[-1:]  # of marks that stand together, all open or all close
    after = folded[at + 1 : at + 2]
    free_before = before in ("", " ") or before in "([{-/:"
    free_after = after in ("", " ") or after in ")]}.,;:!?-/"
    return not within if free_before == free_after else free_before
