"""The command `render`: write the Markdown tree; nothing is written when there is an error."""

from __future__ import annotations

import argparse
import os

from generator import edition, render, site, version
from generator.commands import CLEAN, PROBLEMS, tell
from generator.commands.clean import changed, clean


def run(arguments: argparse.Namespace) -> int:
    """Write the Markdown tree; nothing is written when there is an error."""
    before = version.of(arguments.facts)
    read = clean(arguments.facts, arguments.archive)
    if read is None:
        return PROBLEMS
    known = edition.of(arguments.facts, os.environ | site.addresses(os.environ))
    if changed(arguments.facts, before, known.version):
        return PROBLEMS
    written = render.render(*read, arguments.pages, site.DOCS, known.address, known)
    tell(f"wrote {written.files} files to {arguments.pages} ({written.changed} changed, {written.removed} removed)")
    return CLEAN
