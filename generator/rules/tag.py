"""A file names no types: no tags (`!!str`), no directives (`%YAML`).

bad:
    title: !!str 2020

good:
    title: '2020'
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record
from generator.problems import Problem

WHY = "the type of a value follows from its field, and a tag can ask a program to run something"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each tag and each directive."""
    for checked, fault in record.faults("tag"):
        what = (
            "a directive is not used here" if fault.detail == "directive" else f"the tag `{fault.detail}` is not used here"
        )
        yield checked.problem_at(
            "tag", fault.line, fault.column, fault.width, what, why=WHY,
            mend="delete it; put the text into quotes if it really begins with `!` or `%`",
        )  # fmt: skip
