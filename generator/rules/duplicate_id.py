"""An id is used once, and an old id (`was`) is not used again.

bad:
    - id: crowd-at-nine
    - id: crowd-at-nine

good:
    - id: crowd-at-nine
    - id: crowd-at-midnight
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import load
from generator.model import Record
from generator.problems import Problem
from generator.schema import ID, ID_LENGTH

WHY = "the id is the address by which others cite it"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each id that is taken already, and for each that is not written as an id."""
    former: dict[tuple[str, str], str] = {}
    seen_in: dict[tuple[str, tuple[str | int, ...], str], int] = {}
    for checked, path, _, text, _ in record.texts("id"):
        document = checked.document
        if not ID.fullmatch(text) or len(text) > ID_LENGTH:
            yield checked.problem(
                "duplicate-id", path, f"`{text}` is no id", why=WHY,
                mend=f"use small letters a to z, digits and single hyphens, at most {ID_LENGTH}",
            )  # fmt: skip
        elif "was" in path:
            taken = text in record.ids[document.kind] or (document.kind, text) in former
            former[document.kind, text] = document.file
            if taken:
                yield checked.problem(
                    "duplicate-id", path, f"the old id `{text}` is in use", why=WHY,
                    mend="ids are never used again: give the newer one another id",
                )  # fmt: skip
        else:
            where = (document.file, path[:-2], text)
            if where in seen_in:
                yield checked.problem(
                    "duplicate-id", path, f"the id `{text}` is taken", why=WHY, hint=f"first in line {seen_in[where]}",
                    mend="give this one an id of its own",
                )  # fmt: skip
            else:
                node = checked.tree.node(path)
                seen_in[where] = node.line if isinstance(node, load.Scalar) else 0
