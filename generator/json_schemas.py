"""A JSON Schema (draft 2020-12) for every table and for the data of a page, from the one declaration of the fields."""

from __future__ import annotations

from typing import Any

from generator.contract import CONTRACT, TABLES, Column, Table

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
TYPES: dict[str, Schema] = {
    "text": {"type": "string", "minLength": 1},
    "integer": {"type": "integer", "minimum": 1},
    "boolean": {"type": "boolean"},
    "ids": _TEXTS,
    "groups": {"type": "array", "items": _TEXTS, "minItems": 1},
    "cited": {"type": "object", "properties": {"kind": _TEXT, "id": _TEXT}, "required": ["kind", "id"]},
    "bound": {"anyOf": [{"type": "number"}, {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}]},
}


def files() -> dict[str, Schema]:
    """Return every schema by the name of its file."""
    return {f"{table.name}.schema.json": of_table(table) for table in TABLES}


def of_table(table: Table) -> Schema:
    """Return the schema of a table's JSON file: an array of rows.

    Further fields are allowed, since a later version of the contract adds fields and breaks nobody's validation.
    """
    return {
        "$schema": DRAFT,
        "title": table.name,
        "description": f"One object for {table.row}. Version {CONTRACT} of the contract.",
        "type": "array",
        "items": {
            "type": "object",
            "properties": {column.name: _of_column(column) for column in table.columns},
            "required": list(table.names),
        },
    }


def _of_column(column: Column) -> Schema:
    schema = dict(TYPES[column.kind])
    if column.one_of:
        schema = {"enum": list(column.one_of)}
    if not column.needed and column.kind != "ids":  # an empty list says it for lists
        schema = {"anyOf": [schema, {"type": "null"}]}
    computed = {"readOnly": True} if column.made else {}
    return {"description": sentence(column.meaning)} | schema | computed


def sentence(meaning: str) -> str:
    """Return a meaning as a sentence."""
    return f"{meaning[0].upper()}{meaning[1:]}."
