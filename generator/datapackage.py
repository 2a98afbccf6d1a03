"""The CSV files described as a Frictionless data package (https://specs.frictionlessdata.io/, the profile of tables)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from generator import names
from generator.contract import CONTRACT, TABLES, Column, Table
from generator.json_schemas import sentence
from generator.model import Facts

LICENCE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}
TYPES = {"integer": "integer", "boolean": "boolean", "bound": "any"}  # every other kind is text in a cell
FORMS = {"ids": "Joined by `; `.", "groups": "Joined by `; `, groups by ` | `.", "cited": "The kind, a space, the id."}


def descriptor(facts: Facts, tables: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the descriptor of the package that holds `tables`, CSV files by the names of their tables."""
    return {
        "profile": "tabular-data-package",
        "name": "side-by-side",
        "title": title(facts),
        "description": "Who says what, where it is written, and where the accounts differ. The fields are those of the "
        f"data contract, version {CONTRACT}.",
        "licenses": [LICENCE],
        "sources": [_source(facts, ident) for ident in sorted(facts.sources)],
        "resources": [_resource(table, tables[table.name]) for table in TABLES],
    }


def title(facts: Facts) -> str:
    """Return what the record is called."""
    return f"Side by Side: {facts.title}" if facts.title else "Side by Side"


def _source(facts: Facts, ident: str) -> dict[str, str]:
    shape = facts.sources[ident]
    source = {"title": f"{shape.title} ({names.label(facts, 'actor', shape.publisher)})"}
    return source | ({"path": shape.url} if shape.url else {})


def _resource(table: Table, body: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": f"One row for {table.row}.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "bytes": len(body),
        "hash": f"sha256:{hashlib.sha256(body).hexdigest()}",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    # A key of several fields is left to the SQLite file where one of them may be null: validators ask for a match of each.
    keys = [_foreign(column, table) for column in table.columns if column.to and column.kind == "text"]
    return schema | ({"foreignKeys": keys} if keys else {})


def _foreign(column: Column, table: Table) -> dict[str, Any]:
    there = "" if column.to == table.name else column.to  # the empty name is the table itself
    return {"fields": column.name, "reference": {"resource": there, "fields": "id"}}


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": TYPES.get(column.kind, "string"),
        "description": " ".join(filter(None, [sentence(column.meaning), FORMS.get(column.kind, "")])),
    }
    constraints: dict[str, Any] = {}
    if column.needed:
        constraints["required"] = True
    if column.one_of:
        constraints["enum"] = list(column.one_of)
    return field | ({"constraints": constraints} if constraints else {})
