"""The command `import`: make fact files of what is handed over; nothing is written when there is an error."""

from __future__ import annotations

import argparse
import sys

from generator import handover, problems, sheets
from generator.commands import CLEAN, PROBLEMS, USAGE, tell


def run(arguments: argparse.Namespace) -> int:
    """Make fact files of what is handed over; nothing is written when there is an error."""
    try:
        outcome = handover.take_in(arguments.file, arguments.facts, overwrite=arguments.replace)
    except sheets.SheetError as error:
        tell(str(error))
        return USAGE
    sys.stderr.write(handover.show(outcome.problems))
    if outcome.failed:
        tell(f"{problems.summary(outcome.problems).partition(' in ')[0]}; nothing was written")
        return PROBLEMS
    if not arguments.dry_run:
        handover.write(outcome.files)
    done = "would write" if arguments.dry_run else "wrote"
    for path in outcome.files:
        tell(f"{done} {path}")
    tell(f"{done} {len(outcome.files)} fact files; {outcome.unchanged} say the same already")
    if outcome.files:
        tell("next: make the fingerprint of each new source: python -m generator words SOURCE TEXTFILE")
    return CLEAN
