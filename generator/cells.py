"""Rows as CSV and back: each kind of field as one cell, nothing lost, no cell taken for a formula by a spreadsheet.

Lists are joined by `; `, groups by ` | `. A text that a spreadsheet would take for a formula gets an apostrophe before
it; so does one that begins with such an apostrophe already, and therefore exactly one is taken off again.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from generator.contract import Kind, Table

LIST, GROUP = "; ", " | "
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def as_json(data: Any) -> str:
    """Return data as JSON, one object a line where it is a list, so that a change shows as few lines."""
    if not isinstance(data, list):
        return json.dumps(data, ensure_ascii=False) + "\n"
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in data) + "\n]\n"


def pretty_json(data: Any) -> bytes:
    """Return data as JSON that a person can read."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def parted_json(data: Mapping[str, Any]) -> bytes:
    """Return an object as JSON, a line for each of its fields and for each row of its lists."""
    parts = (
        f"{json.dumps(name)}: {as_json(value).rstrip() if value else json.dumps(value)}" for name, value in data.items()
    )
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def as_csv(table: Table, rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the rows of a table as CSV (RFC 4180), the fields in their order."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.names)
    writer.writerows([write(column.kind, row[column.name]) for column in table.columns] for row in rows)
    return out.getvalue()


def write(kind: Kind, value: Any) -> str:
    """Return a value of a kind as one cell; null is an empty one."""
    if value is None:
        return ""
    if kind == "groups":
        return GROUP.join(LIST.join(group) for group in value)
    if kind == "ids":
        return LIST.join(value)
    if kind == "cited":
        return f"{value['kind']} {value['id']}"
    if kind == "boolean":
        return "true" if value else "false"
    return guarded(value) if isinstance(value, str) else str(value)


def guarded(text: str) -> str:
    """Return `text` with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return what `guarded` was given."""
    return text[1:] if _GUARDED.match(text) else text
