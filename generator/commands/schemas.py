"""The command `schemas`: write the editors' schemas; nothing is written when there is an error."""

from __future__ import annotations

import argparse

from generator import editor, writing
from generator.commands import CLEAN, PROBLEMS, tell
from generator.commands.clean import clean


def run(arguments: argparse.Namespace) -> int:
    """Write the editors' schemas; nothing is written when there is an error."""
    read = clean(arguments.facts, arguments.archive)
    if read is None:
        return PROBLEMS
    made = editor.files(read[0])
    changed = sum(writing.write_changed(arguments.out / name, body) for name, body in made.items())
    tell(f"wrote {len(made)} schemas to {arguments.out} ({changed} changed)")
    return CLEAN
