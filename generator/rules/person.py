"""A person appears only in a public capacity, and the file says which.

Detained, missing or dead private persons are never named: there is no capacity for them.

bad:
    name: Mayor of Exampleton
    kind: person

good:
    name: Mayor of Exampleton
    kind: person
    capacity: office
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record
from generator.problems import Problem

WHY = "nobody may be harmed by appearing here: persons are named only for what they do in public"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each person without a capacity, and for each capacity of something else."""
    for checked, actor in record.of_kind("actor"):
        if checked.lost((), "kind", "capacity"):
            continue
        if actor.kind == "person" and actor.capacity is None:
            yield checked.problem(
                "person", ("kind",), "a person needs the field `capacity`", why=WHY,
                mend="add `capacity:` office, authorship or expert comment; if none fits, the person must not be named",
            )  # fmt: skip
        elif actor.kind != "person" and actor.capacity is not None:
            yield checked.problem(
                "person", ("capacity",), "only a person has a `capacity`", on="key", why=WHY,
                mend="delete `capacity`, or write `kind: person`",
            )  # fmt: skip
