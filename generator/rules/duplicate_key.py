"""A key stands once in its map.

bad:
    quote: at least 6000 people
    quote: no more than 2000 lanterns

good:
    quote: at least 6000 people
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record
from generator.problems import Problem

WHY = "only one of the two can count, and a reader of the file cannot tell which"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for the second and each further of equal keys."""
    for checked, fault in record.faults("duplicate-key"):
        key, _, line = fault.detail.partition("\n")
        yield checked.problem_at(
            "duplicate-key", fault.line, fault.column, fault.width, f"`{key}` stands here a second time", why=WHY,
            hint=f"first in line {line}",
            mend="delete one of the two; if a list item is meant, begin it with `- `",
        )  # fmt: skip
