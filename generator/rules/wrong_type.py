"""A field holds what its kind asks: a text, a whole number, true or false, a list, or a map.

bad:
    via: example-news
    paragraph: four

good:
    via: [example-news]
    paragraph: 4
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import load
from generator.model import Record, ShapeFault
from generator.problems import Problem

WHY = "what stands here cannot be read as what the field means"

# pydantic's word for what it expected: what the author reads, and the remedy.
EXPECTED = {
    "string_type": ("a text", "write one text on the line of the key"),
    "tuple_type": ("a list", "write it as a list: `[one, two]`, or one item a line, each begun with `- `"),
    "model_type": ("a map of fields", "write one `field: value` a line, indented below the key"),
    "model_attributes_type": ("a map of fields", "write one `field: value` a line, indented below the key"),
    "integer": ("a whole number from 1", "write plain digits, such as `11`"),
    "boolean": ("`true` or `false`", "write `true` or `false`, without quotes"),
    "too_short": ("a list with more items", "add the items, or delete the key"),
    "string_too_short": ("a text that is not empty", "write the text, or delete the key"),
}


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each field that holds something of another type, and for each empty file."""
    for checked in record.checked:
        document = checked.document
        if document.kind and document.root is None and not document.faults:
            yield checked.problem_at(
                "wrong-type", 0, 0, 0, "the file is empty", why=WHY,
                mend="write its fields (docs/contribute/facts.md), or delete the file",
            )  # fmt: skip
        for fault in checked.faults:
            if fault.kind in EXPECTED and not empty(fault.node):
                expected, mend = EXPECTED[fault.kind]
                what = f"{subject(fault)} must be {expected}, and this is {written(fault.node)}"
                if fault.kind in TOO_SHORT:
                    what = f"{subject(fault)} {TOO_SHORT[fault.kind]}"
                yield checked.problem_on("wrong-type", fault.node, what, why=WHY, mend=mend)


TOO_SHORT = {"too_short": "has too few items", "string_too_short": "is an empty text"}


def subject(fault: ShapeFault) -> str:
    """Return what an author calls the thing that has the fault."""
    if not fault.name:
        return "the file"
    return f"an item of `{fault.name}`" if fault.key is fault.node else f"`{fault.name}`"


def empty(node: load.Node | None) -> bool:
    """Return whether nothing at all stands there: then `empty-field` tells it."""
    return isinstance(node, load.Scalar) and node.plain and node.text == ""


def written(node: load.Node | None) -> str:
    """Return what an author calls a node."""
    if isinstance(node, load.Mapping):
        return "a map"
    if isinstance(node, load.Sequence):
        return "a list"
    return f"`{node.text}`" if node and len(node.text) <= 40 else "a text"
