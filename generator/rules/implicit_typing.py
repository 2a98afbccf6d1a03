"""A text that another YAML reader would take for something else stands in quotes.

`no` is read as false, `012` as ten, `12:30` as 750, `1_000` as 1000, a bare date as a date. Here all of them are
text, and in quotes everybody reads them so. Dates and numbers need no quotes in the fields that are made for them.

bad:
    title: 2020-12-14
    name: no

good:
    title: '2020-12-14'
    name: 'no'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import load
from generator.model import Record
from generator.problems import Problem

WHY = "other programs that read the record would see a different value"

# YAML 1.1's implicit types (https://yaml.org/type/), as most readers still apply them.
TYPES = (
    ("true or false", re.compile(r"(?:y|yes|n|no|true|false|on|off)", re.I)),
    ("nothing", re.compile(r"(?:~|null)", re.I)),
    ("a number to the base 8, 16 or 2", re.compile(r"[-+]?0(?:[0-7_]+|o[0-7]+|x[0-9a-fA-F_]+|b[01_]+)")),
    ("a number of minutes and seconds", re.compile(r"[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?")),
    (
        "a number",
        re.compile(r"[-+]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][-+]?\d+)?|[-+]?\.inf|\.nan", re.I),
    ),
    ("a date", re.compile(r"\d{4}-\d\d?-\d\d?(?:(?:[Tt]|[ \t]+)\d.*)?")),
    ("a merge key or a default value", re.compile(r"<<|=")),
)
# Fields of these kinds are made for dates and plain numbers, and read them as written.
ALLOWED = {
    "edtf": re.compile(r"\d{4}(?:-\d\d){0,2}"),
    "value": re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?|\d{4}(?:-\d\d){1,2}"),
}


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each plain text that YAML 1.1 resolves to another type."""
    for checked, path, marker, text, _ in record.texts():
        node = checked.tree.node(path)
        if not (isinstance(node, load.Scalar) and node.plain):
            continue
        allowed = ALLOWED.get(marker.kind)
        if allowed and allowed.fullmatch(text):
            continue
        kind = next((name for name, pattern in TYPES if pattern.fullmatch(text)), None)
        if kind:
            yield checked.problem(
                "implicit-typing", path, f"`{text}` without quotes is {kind} to other readers of YAML", why=WHY,
                mend=remedy(marker.kind, text),
            )  # fmt: skip


def remedy(kind: str, text: str) -> str:
    """Return how to mend it: quotes for a text, plain digits for a number, EDTF for a date."""
    if kind == "value" and re.fullmatch(r"[\d_]+", text):
        return f"write plain digits: `{text.replace('_', '').lstrip('0') or '0'}`"
    if kind == "value" and text.lower() == "no":
        return "write `none` for the number, or put the choice into quotes: `'no'`"
    if kind == "edtf":
        return "write a date as YYYY, YYYY-MM or YYYY-MM-DD"
    return f"put it into quotes: `'{text}'`"
