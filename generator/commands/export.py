"""The command `export`: write the data files; nothing is written when there is an error."""

from __future__ import annotations

import argparse

from generator import export, parquet, version, writing
from generator.commands import CLEAN, NO_DUCKDB, PROBLEMS, USAGE, tell
from generator.commands.clean import changed, clean


def run(arguments: argparse.Namespace) -> int:
    """Write the data files; nothing is written when there is an error."""
    before = version.of(arguments.facts)
    read = clean(arguments.facts, arguments.archive)
    if read is None:
        return PROBLEMS
    now = version.of(arguments.facts)
    if changed(arguments.facts, before, now):
        return PROBLEMS
    made = export.published(*read, now.digest)
    if arguments.parquet:
        if not parquet.available():
            tell(NO_DUCKDB)
            return USAGE
        made |= export.columnar(*read)
    for name, body in made.items():
        writing.write_changed(arguments.out / name, body)
    tell(f"wrote {len(made)} data files to {arguments.out}")
    return CLEAN
