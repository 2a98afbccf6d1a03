"""The command `fmt`: format fact files; those that cannot be read stay as they are, are told, and fail."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator import fmt
from generator.commands import CLEAN, PROBLEMS, USAGE, tell


def run(arguments: argparse.Namespace) -> int:
    """Format fact files; those that cannot be read stay as they are, are told, and fail."""
    paths: list[Path] = arguments.files or fmt.files(arguments.facts)
    strangers = [path for path in paths if not fmt.kind_of(path) or not path.is_file()]
    for path in strangers:
        tell(f"{path} is no fact file\nmend: name files such as {arguments.facts / 'sources' / 'NAME.yml'}")
    if strangers:
        return USAGE
    found = [fmt.format_file(path) for path in paths]
    for one in found:
        if one.told:
            tell(f"{one.path} stays as it is: {one.told}\nmend: python -m generator check tells what is wrong with it")
        elif one.changed:
            print(one.path)
            if not arguments.check:
                fmt.write(one)
    changed = sum(one.changed for one in found)
    tell(f"{changed} of {len(found)} files {'would be' if arguments.check else 'were'} written otherwise")
    if arguments.check and changed:
        tell("mend: python -m generator fmt")
    return PROBLEMS if any(one.told for one in found) or (arguments.check and changed) else CLEAN
