"""A file is one YAML document; `---` does not begin a second one."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record
from generator.problems import Problem

WHY = "one file is one thing, and its name is the thing's id"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem where a second document begins."""
    for checked, fault in record.faults("one-document"):
        yield checked.problem_at(
            "one-document", fault.line, fault.column, fault.width, "here begins a second document", why=WHY,
            mend="move it into a file of its own, or delete the line `---`",
        )  # fmt: skip
