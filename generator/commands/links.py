"""The command `links`: ask which documents cannot be reached, or have no archived copy."""

from __future__ import annotations

import argparse
import sys

from generator import link_check, model
from generator.commands import CLEAN, PROBLEMS, tell


def run(arguments: argparse.Namespace) -> int:
    """Print which documents cannot be reached, or have no archived copy; fail when there is such a thing."""
    facts = model.facts(model.read(arguments.facts, arguments.archive))
    asked = link_check.check(link_check.targets(facts), link_check.Manners())
    found = sorted([*asked, *link_check.unarchived(facts)])
    sys.stdout.write(link_check.show(found, arguments.format))
    told = link_check.worth_telling(found)
    refused = sum(one.state == "refused" for one in found)
    tell(f"asked {len(asked)} addresses: {len(told)} to look at, {refused} that let no program ask")
    return PROBLEMS if told else CLEAN
