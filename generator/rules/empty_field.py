"""A key has a value: a field that is not known is left out.

bad:
    said:

good:
    said: 2022-08
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator import load, schema
from generator.model import Record, ShapeFault
from generator.problems import Problem
from generator.rules.missing_field import WHY as WHY_NEEDED
from generator.rules.missing_field import WHY_FIELD, description

WHY = "an empty field could mean unknown, none or forgotten"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each key or list item with nothing after it."""
    for checked in record.checked:
        needed = {(fault.key.line, fault.key.column): fault for fault in checked.faults if fault.key and required(fault)}
        for name, node in empties(checked.document.root) if checked.document.root else ():
            fault = needed.get((node.line, node.column))
            if name and fault:
                what, why = f"`{name}` is empty", WHY_FIELD.get(name, WHY_NEEDED)
                mend = f"write its value ({description(fault.entry, name)})"
            elif name:
                what, why, mend = f"`{name}` is empty", WHY, f"write its value, or delete `{name}`"
            else:
                what, why, mend = "an item of this list is empty", WHY, "write its value, or delete the `-`"
            yield checked.problem_at("empty-field", node.line, node.column, node.width, what, why=why, mend=mend)


def required(fault: ShapeFault) -> bool:
    """Return whether the field that a fault is about is one that its entry needs."""
    fields = schema.fields(fault.entry)
    return fault.name in fields and fault.entry.model_fields[fields[fault.name][0]].is_required()


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
