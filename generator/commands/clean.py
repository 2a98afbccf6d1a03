"""What most commands begin with: facts without an error, and their comparison."""

from __future__ import annotations

import sys
from pathlib import Path

from generator import check, compare, model, problems, version
from generator.commands import tell


def clean(folder: Path, texts: Path | None) -> tuple[model.Facts, compare.Comparison] | None:
    """Return the facts of a folder and their comparison; None, with the problems told, when there is an error."""
    record = model.read(folder, texts)
    found = check.check(record)
    if found:
        sys.stderr.write(problems.show(found))
        tell(problems.summary(found))
    if any(problem.level == "error" for problem in found):
        return None
    facts = model.facts(record)
    tell(f"checked {len(facts.claims)} claims in {len(facts.sources)} sources")
    return facts, compare.compare(facts)


def changed(folder: Path, before: version.Version, now: version.Version) -> bool:
    """Return whether a folder of facts is no longer what it was before it was read, and tell it.

    What is written then would be of two states at once, or bear the name of another one.
    """
    if before.digest != now.digest:
        tell(f"{folder} changed while it was read\nmend: run the command again")
    return before.digest != now.digest
