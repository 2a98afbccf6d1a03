"""A key has a value: a field that is not known is left out.

bad:
    said:

good:
    said: 2022-08
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator import load
from generator.model import Record
from generator.problems import Problem

WHY = "an empty field could mean unknown, none or forgotten"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each key or list item with nothing after it."""
    for checked in record.checked:
        if checked.document.root is not None:
            for name, node in empties(checked.document.root):
                if name:
                    what, mend = f"`{name}` is empty", f"write its value, or delete `{name}`"
                else:
                    what, mend = "an item of this list is empty", "write its value, or delete the `-`"
                yield checked.problem_at("empty-field", node.line, node.column, node.width, what, why=WHY, mend=mend)


def empties(node: load.Node) -> Iterator[tuple[str, load.Scalar]]:
    """Yield the key of each empty value below `node`, and without a name each empty item of a list."""
    if isinstance(node, load.Mapping):
        for key, (scalar, value) in node.entries.items():
            if isinstance(value, load.Scalar) and value.plain and not value.text:
                yield key, scalar
            else:
                yield from empties(value)
    elif isinstance(node, load.Sequence):
        for item in node.items:
            if isinstance(item, load.Scalar) and item.plain and not item.text:
                yield "", replace(item, column=max(1, item.column - 1))
            else:
                yield from empties(item)
