"""A file holds at most one mebibyte; longer documents are split into several sources."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record
from generator.problems import Problem

WHY = "a file that large cannot be read or reviewed by a person"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each file that is too large to be read."""
    for checked, fault in record.faults("file-size"):
        yield checked.problem_at(
            "file-size", 0, 0, 0,
            f"the file has {int(fault.detail):,} bytes; at most 1,048,576 are read",
            why=WHY,
            mend="split it, or remove what does not belong in it",
        )  # fmt: skip
