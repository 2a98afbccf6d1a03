"""Lines are indented with spaces; a file holds no tab."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record
from generator.problems import Problem

WHY = "YAML does not allow tabs, and how wide one is differs from editor to editor"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each line that holds a tab."""
    for checked, fault in record.faults("tab"):
        yield checked.problem_at(
            "tab", fault.line, fault.column, 1, "here stands a tab", why=WHY,
            mend="replace it with spaces, two for each step of indentation",
        )  # fmt: skip
