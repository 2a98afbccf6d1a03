"""The data of one page, beside it as `index.json`: the rows of the tables that belong to a question, actor, event ..."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from generator.contract import BY_NAME, CONTRACT
from generator.json_schemas import DRAFT, Schema
from generator.rows import Row
from generator.views import Page

Tables = Mapping[str, list[Row]]
NAME = "index.json"

# For each kind of page: which rows of which table belong to it, by a field that holds its id.
PARTS: dict[str, tuple[tuple[str, str], ...]] = {
    "questions": (("populations", "question"), ("choices", "question"), ("notes", "question"), ("claims", "question"),
                  ("discrepancies", "question")),
    "actors": (("names", "actor"), ("roles", "actor"), ("involvements", "actor"), ("claims", "by")),
    "events": (("involvements", "event"), ("questions", "event")),
    "places": (("names", "place"), ("containments", "place")),
    "sources": (("derivations", "source"), ("claims", "source"), ("sums", "source"), ("set_aside", "source"),
                ("citations", "source")),
}  # fmt: skip
MEANINGS = {
    "questions": "a question", "actors": "an actor", "events": "an event", "places": "a place", "sources": "a source",
}  # fmt: skip


def address(page: Page) -> str:
    """Return where the data of a page is, from the top of the site; nothing for a page that has none."""
    folder, _, rest = page.path.partition("/")
    own = folder in PARTS and rest.count("/") == 1 and rest.endswith("/index.md") and page.template != "redirect.md.j2"
    return f"{page.path.removesuffix('index.md')}{NAME}" if own else ""


def files(tables: Tables) -> dict[str, Row]:
    """Return the data of every page that has some, by path below the top of the site."""
    found: dict[str, Row] = {}
    for folder, parts in PARTS.items():
        kind = folder.removesuffix("s")
        belonging = {name: _by(tables[name], field) for name, field in parts} | _more(folder, tables)
        for row in tables[folder]:
            ident = row["id"]
            if "." in ident:  # an event's own questions are shown on its page
                continue
            head = {"contract": CONTRACT, "page": f"{folder}/{ident}/index.html", "kind": kind, kind: row}
            found[f"{folder}/{ident}/{NAME}"] = head | {name: rows.get(ident, []) for name, rows in belonging.items()}
    return found


def _by(rows: Iterable[Row], field: str) -> dict[Any, list[Row]]:
    return _grouped(rows, lambda row: [row[field]])


def _more(folder: str, tables: Tables) -> dict[str, dict[Any, list[Row]]]:
    """Return the rows that no single field leads to, by the id of what they belong to."""
    if folder == "events":  # when and where it was is answered under two questions of its own
        return {name: _grouped(tables[name], _event) for name in ("claims", "discrepancies")}
    if folder == "actors":
        speaker = {row["id"]: row["by"] for row in tables["claims"]}
        return {
            "relayed": _grouped(tables["claims"], lambda row: row["via"]),
            "discrepancies": _grouped(tables["discrepancies"], lambda row: [speaker[claim] for claim in row["claims"]]),
        }
    if folder == "places":
        asks_where = {row["id"] for row in tables["questions"] if row["type"] == "place"}

        def places(row: Row) -> list[str]:
            return [row["where"], row["value"] if row["question"] in asks_where else None]

        return {"claims": _grouped(tables["claims"], places)}
    return {}


def _event(row: Row) -> list[str]:
    event, dot, _ = row["question"].partition(".")
    return [event] if dot else []


def _grouped(rows: Iterable[Row], keys: Callable[[Row], Iterable[Any]]) -> dict[Any, list[Row]]:
    groups: dict[Any, list[Row]] = {}
    for row in rows:
        for key in dict.fromkeys(keys(row)):
            groups.setdefault(key, []).append(row)
    return groups


def schema() -> Schema:
    """Return the JSON Schema of the data of a page: each part is made of rows of the tables."""
    parts = {name for listed in PARTS.values() for name, _ in listed} | {"claims", "discrepancies"}
    properties: Schema = {
        "contract": {"type": "integer", "description": "The version of the contract."},
        "page": {"type": "string", "description": "The address of the page, relative to the root of the site."},
        "kind": {"enum": [folder.removesuffix("s") for folder in PARTS], "description": "What the page is about."},
    }
    for folder, meaning in MEANINGS.items():
        row = {"$ref": f"{folder}.schema.json#/items"}
        properties[folder.removesuffix("s")] = {"description": f"On the page of {meaning}: its row."} | row
    for name in sorted(parts):
        properties[name] = {"description": f"The rows for {BY_NAME[name].row}, those of this page."}
        properties[name] |= {"$ref": f"{name}.schema.json"}
    properties["relayed"] = {"description": "The claims of others that the actor relayed.", "$ref": "claims.schema.json"}
    return {
        "$schema": DRAFT,
        "title": "the data of a page",
        "type": "object",
        "properties": properties,
        "required": ["contract", "page", "kind"],
    }
