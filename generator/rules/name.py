"""Where several names are in use, nobody chooses among them: all are shown, in alphabetical order.

An actor has a `name` of its own only while at most one main name is recorded for it. Shorter forms, abbreviations
and misspellings are marked `variant: true` and are listed without being part of the label.

bad:
    name: Festival office
    names:
      - name: The festival office
      - name: The office

good:
    names:
      - name: The festival office
      - name: The office
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record
from generator.problems import Problem

WHY = "choosing one name among those in use would take a side"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each actor or place whose label would be chosen, or missing."""
    for checked, actor in record.of_kind("actor"):
        main = sorted({name.name for name in actor.names if not name.variant})
        if checked.lost((), "name", "names"):
            continue
        if actor.name is None and not main:
            yield checked.problem(
                "name", (), "this actor has no name", why="a page needs a title",
                mend="add `name:`, or a main name under `names`",
            )  # fmt: skip
        elif actor.name is not None and len(main) > 1:
            listed = ", ".join(f"`{name}`" for name in main)
            yield checked.problem(
                "name", ("name",), f"several main names are in use: {listed}", on="key", why=WHY,
                mend="delete `name`, so that all are shown; or mark shorter forms and misspellings `variant: true`",
            )  # fmt: skip
    for checked, place in record.of_kind("place"):
        if all(name.variant for name in place.names):
            yield checked.problem(
                "name", ("names",), "every name of this place is a variant", on="key", why="a page needs a title",
                mend="delete `variant: true` where it is a main name",
            )  # fmt: skip
