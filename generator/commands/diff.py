"""The command `diff`: print what changed between two states of the facts."""

from __future__ import annotations

import argparse
import sys

from generator import diff, repository, wording
from generator.commands import CLEAN, USAGE, tell


def run(arguments: argparse.Namespace) -> int:
    """Print what changed between two states of the facts."""
    words = wording.load()
    try:
        sides = [diff.side(name, arguments.facts) for name in (arguments.base, arguments.head)]
        found = diff.between(*sides)
    except repository.RevisionError as error:
        tell(f"{error}\nmend: name a revision of the repository that holds {arguments.facts}, or a folder of facts")
        return USAGE
    sys.stdout.write(diff.show(found, arguments.format, words))
    tell(f"compared {arguments.base} with {arguments.head or arguments.facts}: {diff.summary(found.change, words)}")
    return CLEAN
