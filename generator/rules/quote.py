"""A quote is 4 to 20 words.

bad:
    quote: 6000 people

good:
    quote: at least 6000 people
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.evidence import count_words
from generator.model import Record
from generator.problems import Problem

LEAST, MOST = 4, 20
WHY_SHORT = "a quote of fewer than four words cannot be told from the same words elsewhere"
WHY_LONG = "the document is other people's work, of which only short phrases are quoted"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each quote that is too short or too long."""
    for checked, path, _, text, _ in record.texts("quote"):
        number = count_words(text)
        if not LEAST <= number <= MOST:
            short = number < LEAST
            yield checked.problem(
                "quote", path, f"the quote has {number} word{'' if number == 1 else 's'}, and {LEAST} to {MOST} are asked",
                why=WHY_SHORT if short else WHY_LONG,
                mend="take in words before or after it" if short else "keep the words that the value rests on",
            )  # fmt: skip
