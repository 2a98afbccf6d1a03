"""A file holds no marks of an unfinished merge."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record
from generator.problems import Problem

WHY = "two versions of the same lines are here, and nobody has chosen between them"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each line that marks an unfinished merge."""
    for checked, fault in record.faults("merge-conflict"):
        yield checked.problem_at(
            "merge-conflict", fault.line, fault.column, fault.width, "this line marks an unfinished merge", why=WHY,
            mend="keep the lines that are right and delete the three lines with the marks",
        )  # fmt: skip
