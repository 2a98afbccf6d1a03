"""The command `check`: print every problem; fail when there is an error, or with `--strict` anything."""

from __future__ import annotations

import argparse
import sys

from generator import annotated, check, model, problems
from generator.commands import CLEAN, PROBLEMS, tell


def run(arguments: argparse.Namespace) -> int:
    """Print every problem; fail when there is an error, or with `--strict` anything."""
    found = check.check(model.read(arguments.facts, arguments.archive))
    sys.stdout.write(annotated.commands(found) if arguments.format == "github" else problems.show(found, arguments.format))
    if arguments.summary:
        with arguments.summary.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(annotated.summary(found))
    tell(problems.summary(found))
    return PROBLEMS if any(p.level == "error" or arguments.strict for p in found) else CLEAN
