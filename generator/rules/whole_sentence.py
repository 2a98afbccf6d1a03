"""A quote is shorter than its sentence.

Only told to those who have the document's text in `archive/`.

bad:
    quote: About 40 musicians played on the bridge, the festival office said.

good:
    quote: About 40 musicians played on the bridge
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import archive
from generator.model import Record
from generator.problems import Problem
from generator.rules.paragraph import places

WHY = "sentences are their author's work; the record quotes only the words that it needs"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each quote that is a whole sentence of its document."""
    for checked, path, entry, source in places(record):
        quote, text = getattr(entry, "quote", None), record.archive.get(source)
        if quote and text is not None and archive.is_sentence(text, quote):
            yield checked.problem(
                "whole-sentence", (*path, "quote"), "the quote is a whole sentence", why=WHY,
                mend="leave out the words that the value does not rest on",
            )  # fmt: skip
