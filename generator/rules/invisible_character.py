"""A file holds no character that a reader cannot see or that turns the direction of text.

The zero-width joiner and non-joiner are allowed: Persian and other languages need them.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record
from generator.problems import Problem

WHY = "such a character can make words read differently from what the file holds"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each character that is a control, is invisible or turns the direction of text."""
    for checked, fault in record.faults("invisible-character"):
        name = "a byte order mark (U+FEFF)" if fault.detail == "U+FEFF" else f"the invisible character {fault.detail}"
        yield checked.problem_at(
            "invisible-character", fault.line, fault.column, 1, f"here stands {name}", why=WHY,
            mend="delete it (retype the words around it if you cannot see it)",
        )  # fmt: skip
