"""The tables as Parquet, for those who work with columns. DuckDB writes them; it is installed for a release only.

The types are those of the contract, lists are lists. A bound is text, as in CSV, and beside it the same as a number
(`low_number`) and as a day (`low_day`), because a column of Parquet has one type.
"""

from __future__ import annotations

import importlib.util
import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.contract import TABLES, Column, Table
from generator.rows import Row

TYPES = {
    "text": "VARCHAR", "integer": "INTEGER", "boolean": "BOOLEAN", "ids": "VARCHAR[]", "groups": "VARCHAR[][]",
    "cited": "STRUCT(kind VARCHAR, id VARCHAR)", "bound": "VARCHAR",
}  # fmt: skip


def available() -> bool:
    """Return whether what writes Parquet is installed."""
    return importlib.util.find_spec("duckdb") is not None


def files(tables: Mapping[str, list[Row]]) -> dict[str, bytes]:
    """Return every table as Parquet by the name of its file; tables without rows have their columns. Needs DuckDB."""
    import duckdb

    made = {}
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(config={"threads": 1}) as base:
        for table in TABLES:
            source, target = Path(folder) / f"{table.name}.json", Path(folder) / f"{table.name}.parquet"
            rows = ({name: _value(table, name, value) for name, value in row.items()} for row in tables[table.name])
            source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
            types = ", ".join(f"'{column.name}': '{TYPES[column.kind]}'" for column in table.columns)
            read = f"read_json('{source}', format = 'newline_delimited', columns = {{{types}}})"
            columns = ", ".join(term for column in table.columns for term in _terms(column))
            base.execute(f"COPY (SELECT {columns} FROM {read}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
            made[target.name] = target.read_bytes()
    return made


def _value(table: Table, name: str, value: object) -> object:
    return str(value) if value is not None and table.column(name).kind == "bound" else value


def _terms(column: Column) -> Iterator[str]:
    name = f'"{column.name}"'
    yield name
    if column.kind == "bound":
        yield f'TRY_CAST({name} AS DOUBLE) AS "{column.name}_number"'
        yield f'TRY_CAST({name} AS DATE) AS "{column.name}_day"'
