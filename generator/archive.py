"""The texts of sources, for those who have them: `archive/<id>.txt`, never part of the repository.

With a text at hand, a quote that is not found is shown beside the nearest passage, and a quote that is a whole sentence
can be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

from generator import evidence, files

# The end of a sentence: a full stop, question or exclamation mark of any of the scripts, closing marks, white space.
END = re.compile(r"[.!?\u0589\u061f\u06d4\u3002]+[\"')\]}]*\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text that resembles a quote; `marked` has the differing words in square brackets."""

    paragraph: int
    marked: str


def read(folder: Path, sources: Iterable[str]) -> dict[str, str]:
    """Return the archived texts of those `sources` that have a readable one, by source."""
    found = {}
    for source in sources if folder.is_dir() else ():
        path = folder / f"{source}.txt"
        try:
            found[source] = files.read(path, evidence.MOST_BYTES).decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue
    return found


def sentences(paragraph: str) -> list[str]:
    """Return the sentences of a folded paragraph."""
    ends = [match.end() for match in END.finditer(paragraph)]
    return [paragraph[start:end].strip() for start, end in zip([0, *ends], [*ends, len(paragraph)], strict=True)]


def is_sentence(text: str, quote: str) -> bool:
    """Return whether `quote` is, from its first word to its last, a whole sentence or paragraph of `text`."""
    return evidence.core(evidence.fold(quote)) in _whole(text)


@lru_cache(maxsize=64)
def _whole(text: str) -> frozenset[str]:
    """Return every sentence and paragraph of a text, without what clings to it; kept, for quotes come source by source."""
    folded = evidence.paragraphs(text)
    return frozenset(evidence.core(part) for paragraph in folded for part in (paragraph, *sentences(paragraph))) - {""}


def nearest(text: str, quote: str) -> Passage | None:
    """Return the passage of `text` that resembles `quote` most; None when nothing does. A hint, never a proof."""
    wanted = _words(evidence.fold(quote))
    known = set(wanted)
    best: tuple[float, int, list[str]] = (0.0, 0, [])
    for number, paragraph in enumerate(evidence.paragraphs(text), 1):
        words = _words(paragraph)
        for start in range(max(1, len(words) - len(wanted) + 1)):
            window = words[start : start + len(wanted)]
            if len(known.intersection(window)) * 3 < len(known):  # too few words in common to be meant
                continue
            score = SequenceMatcher(None, wanted, window, autojunk=False).ratio()
            if score > best[0]:
                best = (score, number, window)
    return Passage(best[1], _marked(wanted, best[2])) if best[0] >= 0.5 else None


def _words(folded: str) -> list[str]:
    return [folded[start:end] for start, end in evidence.words(folded)]


def _marked(quote: list[str], window: list[str]) -> str:
    """Return the words of the window, those that differ from the quote in square brackets."""
    told = []
    for tag, _, _, start, end in SequenceMatcher(None, quote, window, autojunk=False).get_opcodes():
        words = " ".join(window[start:end])
        if words or tag == "replace":
            told.append(words if tag == "equal" else f"[{words}]")
    return " ".join(told)
