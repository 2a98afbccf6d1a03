"""The command `coverage`: print what no citation covers; fail when there is such a thing."""

from __future__ import annotations

import argparse
import sys

from generator import coverage, model
from generator.commands import CLEAN, PROBLEMS, USAGE, tell


def run(arguments: argparse.Namespace) -> int:
    """Print what no citation covers; fail when there is such a thing."""
    record = model.read(arguments.facts, arguments.archive)
    wanted = [arguments.source] if arguments.source else list(coverage.sources(record))
    obstacles = {source: coverage.obstacle(record, source) for source in wanted}
    for told in filter(None, obstacles.values()):
        tell(told)
    found = [coverage.coverage(record, source) for source, told in obstacles.items() if not told]
    sys.stdout.write(coverage.show(found, arguments.format, arguments.all))
    if not found:
        return USAGE
    return PROBLEMS if any(one.count("open") for one in found) else CLEAN
