"""A file repeats what it needs: no anchors (`&x`), no aliases (`*x`), no merge keys (`<<`).

bad:
    quote: &words at least 6000 people

good:
    quote: at least 6000 people
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record
from generator.problems import Problem

WHY = "each claim must be readable by itself, and aliases can make a small file grow without end"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each anchor, alias and merge key."""
    for checked, fault in record.faults("alias"):
        sign = fault.detail
        name = {"&": "an anchor", "*": "an alias"}.get(sign[0], "a merge key")
        yield checked.problem_at(
            "alias", fault.line, fault.column, fault.width, f"`{sign}` is {name}, which is not used here", why=WHY,
            mend=f"write the text out; put it into quotes if it really begins with `{sign[0]}`",
        )  # fmt: skip
