"""The command `add`: take a saved article into the record; what is there already is never written over."""

from __future__ import annotations

import argparse

from generator import ingest
from generator.commands import CLEAN, USAGE, tell


def run(arguments: argparse.Namespace) -> int:
    """Take a saved article into the record; nothing is written when it cannot be read, and nothing overwritten."""
    said = ingest.Wishes(arguments.id, arguments.url, arguments.published, arguments.publisher, arguments.language)
    try:
        for line in ingest.take_in(arguments.file, said, arguments.facts, arguments.archive):
            tell(line)
    except ingest.ArticleError as error:
        tell(str(error))
        return USAGE
    return CLEAN
