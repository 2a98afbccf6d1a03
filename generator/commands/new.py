"""The command `new`: start another record; nothing is written over."""

from __future__ import annotations

import argparse

from generator import editor, new, writing
from generator.commands import CLEAN, PROBLEMS, USAGE, tell
from generator.commands.clean import clean


def run(arguments: argparse.Namespace) -> int:
    """Start another record; nothing is written over."""
    try:
        made = new.start(arguments.folder, arguments.title)
        record = clean(made / "facts", None)
    except new.NewError as error:
        tell(str(error))
        return USAGE
    if record is None:
        return PROBLEMS
    for name, body in editor.files(record[0]).items():
        writing.write_whole(made / ".vscode/schemas" / name, body)
    tell(f"{made} is a record of its own, with samples\nnext: cd {made}; git init; make serve; and read README.md there")
    return CLEAN
