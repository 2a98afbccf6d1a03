"""A file is at most sixteen levels deep and holds at most 100,000 values."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record
from generator.problems import Problem

WHY = "no fact needs that much, and a file that does could keep a computer busy without end"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each file that is too deep or holds too much."""
    for checked, fault in record.faults("nesting"):
        what = "this is more than 16 levels deep" if fault.detail == "depth" else "the file holds more than 100,000 values"
        yield checked.problem_at(
            "nesting", fault.line, fault.column, 1, what, why=WHY, mend="write it flatter, or split the file"
        )
