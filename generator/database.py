"""Every table in one SQLite file: keys, indexes, views with labels, full-text search; the same bytes for the same facts.

A list is JSON in its column and, where it refers to another table, a table of its own beside it (`claims_via`), so that
it can be joined.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.contract import CONTRACT, TABLES, Column, Table
from generator.datapackage import LICENCE
from generator.json_schemas import sentence
from generator.rows import Row

NAME = "side-by-side.sqlite"
TYPES = {"integer": "INTEGER", "boolean": "INTEGER", "bound": ""}  # a bound keeps the type of its value
ONE = {
    "claims": "claim", "questions": "question", "actors": "actor", "events": "event", "sources": "source", "sums": "sum",
    "discrepancies": "discrepancy", "places": "place", "parties": "party",
}  # fmt: skip
# What Datasette counts beside a table, to be narrowed down by.
FACETS = {
    "claims_with_labels": ("topic", "party_name", "publisher"),
    "discrepancies": ("relation", "kind"),
    "sources": ("kind", "language"),
}
TOKENS = "unicode61 remove_diacritics 2"
# SQLite notes here which version wrote the file; the content is the same whichever did.
_WRITER, _NOBODY = slice(96, 100), bytes(4)

VIEWS = {
    "claims_with_labels": (
        "Each claim with what its ids stand for.",
        """
        SELECT claims.id, questions.topic, questions.title AS question_title, speaker.label AS speaker,
               parties.name AS party_name, claims.value, claims.response, claims.low, claims.high,
               populations.name AS population, places.label AS place, claims.said, claims.as_of, claims.over,
               claims.says, claims.quote, claims.paragraph, sources.title AS source_title,
               publisher.label AS publisher, sources.url AS source_url, claims.origin = claims.id AS is_origin,
               claims.superseded_by, claims.url
        FROM claims
        JOIN questions ON questions.id = claims.question
        JOIN actors AS speaker ON speaker.id = claims."by"
        JOIN sources ON sources.id = claims.source
        JOIN actors AS publisher ON publisher.id = sources.publisher
        LEFT JOIN parties ON parties.id = claims.party
        LEFT JOIN places ON places.id = claims."where"
        LEFT JOIN populations ON populations.question = claims.question AND populations.id = claims."of"
        """,
    ),
    "discrepancies_with_claims": (
        "One row for each claim of each discrepancy.",
        """
        SELECT discrepancies.id, discrepancies.relation, discrepancies.kind, discrepancies.facet,
               claims_with_labels.question_title, discrepancies_groups."group", claims_with_labels.id AS claim,
               claims_with_labels.speaker, claims_with_labels.value, claims_with_labels.said, discrepancies.why
        FROM discrepancies
        JOIN discrepancies_groups ON discrepancies_groups.discrepancy = discrepancies.id
        JOIN claims_with_labels ON claims_with_labels.id = discrepancies_groups.claim
        """,
    ),
    "conflicts": (
        "Each conflict with its question and its reason.",
        """
        SELECT discrepancies.id, questions.topic, questions.title AS question_title, discrepancies.kind,
               discrepancies.claims, discrepancies.why
        FROM discrepancies JOIN questions ON questions.id = discrepancies.question
        WHERE discrepancies.relation = 'conflict'
        """,
    ),
}


def build(tables: Mapping[str, list[Row]]) -> bytes:
    """Return the bytes of the SQLite file that holds `tables`."""
    base = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for setting in ("page_size = 1024", "encoding = 'UTF-8'", f"user_version = {CONTRACT}"):
            base.execute(f"PRAGMA {setting}")
        base.execute("BEGIN")
        for table in TABLES:
            _fill(base, table, tables[table.name])
        for name, (_, query) in VIEWS.items():
            base.execute(f"CREATE VIEW {name} AS {' '.join(query.split())}")
        _searchable(base, tables)
        base.execute("COMMIT")
        base.execute("VACUUM")
        body = bytearray(base.serialize())
    finally:
        base.close()
    body[_WRITER] = _NOBODY
    return bytes(body)


def _fill(base: sqlite3.Connection, table: Table, rows: list[Row]) -> None:
    parts = [part for column in table.columns for part in _declared(column)]
    if table.key:
        parts.append(f"PRIMARY KEY ({_names(table.key)})")
    parts += [f"FOREIGN KEY ({_names(here)}) REFERENCES {there} ({_names(fields)})" for here, there, fields in table.refers]
    base.execute(f"CREATE TABLE {table.name} ({', '.join(parts)})")
    width = sum(1 for column in table.columns for _ in _columns(column))
    values = ([cell for column in table.columns for cell in _cells(column, row[column.name])] for row in rows)
    base.executemany(f"INSERT INTO {table.name} VALUES ({', '.join('?' * width)})", values)
    for column in table.columns:
        if column.to and column.kind == "text" and (column.name,) != table.key[:1]:
            base.execute(f'CREATE INDEX {table.name}_by_{column.name} ON {table.name} ("{column.name}")')
        elif has_list_table(table, column):
            _fill_list(base, table, column, rows)


def has_list_table(table: Table, column: Column) -> bool:
    """Return whether a field is a list of what can be joined; the groups of a discrepancy hold all of its claims."""
    return column.kind == "groups" or (column.kind == "ids" and bool(column.to) and table.name != "discrepancies")


def _columns(column: Column) -> Iterator[str]:
    """Yield the columns of the database that hold a field."""
    yield from (f"{column.name}_kind", f"{column.name}_id") if column.kind == "cited" else (column.name,)


def _declared(column: Column) -> Iterator[str]:
    for name in _columns(column):
        parts = [f'"{name}"', TYPES.get(column.kind, "TEXT"), "NOT NULL" if column.needed else ""]
        if column.kind == "boolean":
            parts.append(f'CHECK ("{name}" IN (0, 1))')
        elif column.one_of:
            parts.append(f'CHECK ("{name}" IN ({", ".join(repr(word) for word in column.one_of)}))')
        if column.to and column.kind == "text":
            parts.append(f"REFERENCES {column.to} (id)")
        yield " ".join(filter(None, parts))


def _cells(column: Column, value: Any) -> Iterator[Any]:
    if column.kind == "cited":
        yield from (value["kind"], value["id"])
    elif column.kind in ("ids", "groups"):
        yield json.dumps(value, ensure_ascii=False)
    else:
        yield int(value) if isinstance(value, bool) else value


def list_table(table: Table, column: Column) -> tuple[str, tuple[str, ...]]:
    """Return name and columns of the table that holds a list: its row's key, the place in the list, what it refers to."""
    key = (ONE[table.name],) if table.key == ("id",) else table.key
    there = ONE[column.to] if column.to else "claim"
    inner = ("group", "position") if column.kind == "groups" else ("position",)
    return f"{table.name}_{column.name}", (*key, *inner, column.name if there in key else there)


def _fill_list(base: sqlite3.Connection, table: Table, column: Column, rows: list[Row]) -> None:
    name, columns = list_table(table, column)
    *firsts, last = columns
    owner = f"FOREIGN KEY ({_names(columns[: len(table.key)])}) REFERENCES {table.name} ({_names(table.key)})"
    kinds = [f'"{one}" {"INTEGER" if one in ("group", "position", "number") else "TEXT"} NOT NULL' for one in columns]
    parts = [*kinds, f"PRIMARY KEY ({_names(firsts)})", *([owner] if table.key else [])]
    parts.append(f'FOREIGN KEY ("{last}") REFERENCES {column.to or "claims"} (id)')
    base.execute(f"CREATE TABLE {name} ({', '.join(parts)})")
    base.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", _items(table, column, rows))
    base.execute(f'CREATE INDEX {name}_by_{last} ON {name} ("{last}")')


def _items(table: Table, column: Column, rows: Iterable[Row]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        key = tuple(row[field] for field in table.key)
        if column.kind == "groups":
            for number, group in enumerate(row[column.name], 1):
                yield from ((*key, number, place, item) for place, item in enumerate(group, 1))
        else:
            yield from ((*key, place, item) for place, item in enumerate(row[column.name], 1))


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _searchable(base: sqlite3.Connection, tables: Mapping[str, list[Row]]) -> None:
    """Make the full-text indexes; diacritics do not matter to them."""
    told = f"tokenize = '{TOKENS}'"
    base.execute(f"CREATE VIRTUAL TABLE claims_fts USING fts5(says, quote, value, content = 'claims', {told})")
    base.execute("INSERT INTO claims_fts (claims_fts) VALUES ('rebuild')")
    base.execute(f"CREATE VIRTUAL TABLE search USING fts5(kind UNINDEXED, id UNINDEXED, label, text, url UNINDEXED, {told})")
    base.executemany("INSERT INTO search VALUES (?, ?, ?, ?, ?)", _found(tables))
    for index in ("claims_fts", "search"):
        base.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")


def _found(tables: Mapping[str, list[Row]]) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield kind, id, label, further text and address of everything that can be searched for."""
    called: dict[tuple[str, str], list[str]] = {}
    for row in tables["names"]:
        owner = ("actor", row["actor"]) if row["actor"] else ("place", row["place"])
        called.setdefault(owner, []).append(row["name"])
    labels = {"questions": "title", "actors": "label", "events": "title", "places": "label", "sources": "title"}
    for name, label in labels.items():
        for row in tables[name]:
            kind, ident = ONE[name], row["id"]
            if name == "questions" and row["by_itself"]:
                continue
            text = "\n".join(filter(None, [row.get("about"), *called.get((kind, ident), ())]))
            yield kind, ident, row[label], text, f"{name}/{ident}/index.html"
    for row in tables["claims"]:
        yield "claim", row["id"], row["says"], f"{row['quote']}\n{row['value'] or ''}".strip(), row["url"]


def metadata(title: str) -> dict[str, Any]:
    """Return what Datasette (https://datasette.io/) shows beside the tables: descriptions, labels, licence."""
    shown: dict[str, Any] = {}
    for table in TABLES:
        columns = {name: sentence(column.meaning).replace("`", "") for column in table.columns for name in _columns(column)}
        label = next((name for name in ("label", "title", "name", "says") if name in table.names), None)
        shown[table.name] = {"description": f"One row for {table.row}.".replace("`", ""), "columns": columns}
        shown[table.name] |= {"label_column": label} if label and table.key == ("id",) else {}
        for column in table.columns:
            if has_list_table(table, column):
                name, _ = list_table(table, column)
                shown[name] = {"description": f"The field {column.name} of {table.name}, to be joined."}
    shown |= {name: {"description": told} for name, (told, _) in VIEWS.items()}
    for name, facets in FACETS.items():
        shown[name]["facets"] = list(facets)
    shown["search"] = {"description": "Full-text search over claims, questions, actors, events, places and sources."}
    return {
        "title": title,
        "description": "Who says what, where it is written, and where the accounts differ.",
        "license": LICENCE["title"],
        "license_url": LICENCE["path"],
        "databases": {"side-by-side": {"tables": shown}},
    }
