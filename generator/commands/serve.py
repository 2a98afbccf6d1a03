"""The command `serve`: serve the site until interrupted."""

from __future__ import annotations

import argparse

from generator import site
from generator.commands import PROBLEMS, tell
from generator.commands.clean import clean


def run(arguments: argparse.Namespace) -> int:
    """Serve the site until interrupted."""
    if clean(arguments.facts, arguments.archive) is None:
        tell("mend these first; after that, edits are followed as you save them")
        return PROBLEMS
    return site.serve(arguments.facts, arguments.address)
