"""The data files: the tables of the contract as JSON and CSV, and the same record in the forms that others work with."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib.resources import files as packaged

from generator import cite, database, datapackage, ics, json_schemas, page_data, parquet, rdf, rows, statements
from generator.cells import as_csv, as_json, parted_json, pretty_json
from generator.compare import Comparison
from generator.contract import CONTRACT, TABLES
from generator.model import Facts

SUMS = "SHA256SUMS"


def files(facts: Facts, found: Comparison) -> dict[str, str]:
    """Return the tables of the contract and the sources for citing them, as text, by the names of their files."""
    return _texts(facts, rows.tables(facts, found))


def _texts(facts: Facts, tables: rows.Tables) -> dict[str, str]:
    made = {f"{table.name}.json": as_json(tables[table.name]) for table in TABLES}
    made |= {f"{table.name}.csv": as_csv(table, tables[table.name]) for table in TABLES}
    made["sources.bib"] = "\n".join(cite.bibtex(facts, ident) for ident in sorted(facts.sources))
    made["sources.csl.json"] = cite.csl_text(facts, sorted(facts.sources))
    return made


def published(facts: Facts, found: Comparison, version: str = "") -> dict[str, bytes]:
    """Return every file below `data/`; `version` is that of the facts, empty where it is not known."""
    tables = rows.tables(facts, found)
    made = {name: body.encode() for name, body in _texts(facts, tables).items()}
    made["datapackage.json"] = pretty_json(
        datapackage.descriptor(facts, {table.name: made[f"{table.name}.csv"] for table in TABLES})
    )
    schemas = json_schemas.files() | {"page.schema.json": page_data.schema()}
    made |= {f"schemas/{name}": pretty_json(schema) for name, schema in schemas.items()}
    made[database.NAME] = database.build(tables)
    made["metadata.json"] = pretty_json(database.metadata(datapackage.title(facts)))
    made[ics.NAME] = ics.calendar(facts, found).encode()
    made[statements.NAME] = statements.as_lines(facts).encode()
    made["shapes.ttl"] = packaged("generator").joinpath("shapes.ttl").read_bytes()
    named = sorted({*made, rdf.JSONLD, rdf.TURTLE})
    nodes = rdf.graph(facts, found, tables, [name for name in named if "/" not in name])
    made |= {rdf.JSONLD: rdf.jsonld(nodes).encode(), rdf.TURTLE: rdf.turtle(nodes).encode()}
    made["contract.json"] = _contract(sorted({*made, SUMS}), tables, version)
    return made | {SUMS: checksums(made)}


def columnar(facts: Facts, found: Comparison) -> dict[str, bytes]:
    """Return the tables as Parquet, by name below `data/`. Needs DuckDB (parquet.available)."""
    return {f"parquet/{name}": body for name, body in parquet.files(rows.tables(facts, found)).items()}


def _contract(names: list[str], tables: rows.Tables, version: str) -> bytes:
    told = {"contract": CONTRACT, "facts_version": version or None, "files": names}
    counts = {table.name: len(tables[table.name]) for table in TABLES}
    return pretty_json(told | {"rows": counts})


def checksums(files: Mapping[str, bytes]) -> bytes:
    """Return a list of checksums that `sha256sum --check` reads."""
    return "".join(f"{hashlib.sha256(body).hexdigest()}  {name}\n" for name, body in sorted(files.items())).encode()


def beside_pages(facts: Facts, found: Comparison) -> dict[str, bytes]:
    """Return the data of every page, by path below the top of the site."""
    return {path: parted_json(data) for path, data in page_data.files(rows.tables(facts, found)).items()}
