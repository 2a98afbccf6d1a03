"""The command `release`: pack everything into one archive; nothing is written when something is missing."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator import export, parquet, release, version, writing
from generator.commands import CLEAN, NO_DUCKDB, PROBLEMS, USAGE, tell
from generator.commands.clean import changed, clean


def run(arguments: argparse.Namespace) -> int:
    """Pack everything into one archive; nothing is written when something is missing."""
    before = version.of(arguments.facts)
    read = clean(arguments.facts, arguments.archive)
    if read is None:
        return PROBLEMS
    if not parquet.available():
        tell(NO_DUCKDB)
        return USAGE
    now = version.of(arguments.facts)
    if changed(arguments.facts, before, now):
        return PROBLEMS
    digest = now.digest
    name = f"side-by-side-{digest}"
    data = export.published(*read, digest) | export.columnar(*read)
    try:
        body = release.archive(arguments.site, data, Path(), name)
    except release.ReleaseError as error:
        tell(str(error))
        return USAGE
    target = arguments.out / f"{name}.zip"
    writing.write_whole(target, body)
    tell(f"wrote {target}: {len(body):,} bytes")
    return CLEAN
