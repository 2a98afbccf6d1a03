"""A fact file is an ordinary file: no link, no folder, no device."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record
from generator.problems import Problem

WHY = "a link could bring in a file from outside the record, and a device could never end"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each entry that is no ordinary, readable file."""
    for checked, fault in record.faults("not-a-file"):
        if fault.detail == "folder":
            what, mend = "this is not an ordinary folder", "put a folder with the files of its kind here, or remove it"
        else:
            what = f"the file cannot be read: {fault.detail}" if fault.detail else "this is not an ordinary file"
            mend = "put an ordinary, readable file here, or remove it"
        yield checked.problem_at("not-a-file", 0, 0, 0, what, why=WHY, mend=mend)
