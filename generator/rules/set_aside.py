"""What is set aside stands in the document.

`words` stand in their paragraph, as the fingerprint tells for four words or more, and for fewer the text, where
`archive/` has it. They are at most 20 words, as a quote is.

bad:
    words: played on the balcony

good:
    words: played on the bridge
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import evidence
from generator.evidence import RUN, count_words
from generator.model import Checked, Record
from generator.problems import Problem
from generator.rules.quote import MOST
from generator.schema import SetAside

WHY = "what is set aside tells the next reader that it was seen; words that are not there tell nothing"
WHY_LONG = "the words are their author's work; the record holds only what shows which are meant"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each entry whose words are not in its paragraph, or too many."""
    for checked, source in record.of_kind("source"):
        for index, entry in enumerate(source.set_aside):
            if entry.words is not None:
                yield from of_entry(record, checked, ("set_aside", index, "words"), entry, entry.words)


def of_entry(
    record: Record, checked: Checked, path: tuple[str | int, ...], entry: SetAside, words: str
) -> Iterator[Problem]:
    """Yield the problem of one entry, if it has one."""
    length = count_words(words)
    if length == 0:
        yield checked.problem(
            "set-aside", path, "there is no word in `words`", why=WHY,
            mend="copy the words from the document, or leave `words` out to set the whole paragraph aside",
        )  # fmt: skip
    elif length > MOST:
        yield checked.problem(
            "set-aside", path, f"the words that are set aside are {length}", why=WHY_LONG,
            mend=f"keep the first of them, {MOST} at most; or leave `words` out to set the whole paragraph aside",
        )  # fmt: skip
    elif stands(record, checked.document.id, entry.paragraph, words) is False:
        yield checked.problem(
            "set-aside", path, f"these words do not stand in paragraph {entry.paragraph}", why=WHY,
            mend="copy them from the document, correct `paragraph`, or delete the entry",
        )  # fmt: skip


def stands(record: Record, source: str, paragraph: int, words: str) -> bool | None:
    """Return whether the paragraph holds the words; None where that cannot be told, or the paragraph is not there."""
    fingerprint, text = record.fingerprints.get(source), record.archive.get(source)
    if fingerprint and paragraph <= fingerprint.paragraphs and count_words(words) >= RUN:
        return fingerprint.stands_in(words, paragraph)
    lines = evidence.paragraphs(text) if text is not None else []
    return any(occurrences(words, lines[paragraph - 1])) if paragraph <= len(lines) else None


def occurrences(words: str, folded: str) -> list[tuple[int, int]]:
    """Return where the words stand in a folded paragraph, whole words only."""
    core = evidence.core(evidence.fold(words))
    if not core:
        return []
    return [match.span() for match in re.finditer(rf"(?<!\w){re.escape(core)}(?!\w)", folded)]
