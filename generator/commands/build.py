"""The command `build`: check, render and build; the last good site stays when anything fails."""

from __future__ import annotations

import argparse
import os

from generator import edition, render, shell, site, version
from generator.commands import CLEAN, PROBLEMS, tell
from generator.commands.clean import changed, clean


def run(arguments: argparse.Namespace) -> int:
    """Check, render and build; the last good site stays when anything fails."""
    before = version.of(arguments.facts)
    read = clean(arguments.facts, arguments.archive)
    if read is None:
        tell(f"nothing was built; {arguments.site} is as it was")
        return PROBLEMS
    known = edition.of(arguments.facts, os.environ | site.addresses(os.environ))
    if changed(arguments.facts, before, known.version):
        tell(f"nothing was built; {arguments.site} is as it was")
        return PROBLEMS
    written = render.render(*read, site.PAGES, site.DOCS, known.address, known)
    tell(f"wrote {written.files} files to {site.PAGES} ({written.changed} changed, {written.removed} removed)")
    tell(f"building the site with {arguments.engine}")
    try:
        site.build(arguments.site, arguments.engine, shell.facts_line(version.label(known.version)))
    except site.BuildError as error:
        tell(f"{error}\nnothing was replaced; {arguments.site} is as it was")
        return PROBLEMS
    tell(f"the site is in {arguments.site}: open {arguments.site / 'index.html'}")
    return CLEAN
