"""What each stage costs for one size of record, measured in a process of its own: `python -m bench.stages FACTS OUT`.

Times are processor time, children included, because a machine is seldom idle; the memory is the largest of the process.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import yaml

from generator import check, compare, load, model, render, site

T = TypeVar("T")


def used() -> float:
    """Return the processor time that this process and its finished children have used, in seconds."""
    return sum(os.times()[:4])


def measured(folder: Path, out: Path) -> dict[str, Any]:
    """Return the seconds that each stage takes for the facts in `folder`; pages and site are written below `out`."""
    told: dict[str, Any] = {}

    def timed(name: str, work: Callable[[], T]) -> T:
        start = used()
        result = work()
        told[name] = round(used() - start, 3)
        return result

    timed("yaml", lambda: [yaml.load(path.read_text(), yaml.CSafeLoader) for path in folder.rglob("*.yml")])
    timed("load", lambda: load.load(folder))
    record = timed("read", lambda: model.read(folder))
    problems = timed("check", lambda: check.check(record))
    if any(problem.level == "error" for problem in problems):
        raise ValueError(f"the made-up record is not clean: {problems[0]}")
    facts = model.facts(record)
    found = timed("compare", lambda: compare.compare(facts))
    told["memory before pages"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    pages = out / "pages"
    written = timed("render", lambda: render.render(facts, found, pages, site.DOCS))
    site.PAGES = pages
    timed("site", lambda: site.build(out / "site", "mkdocs"))
    listed = list(pages.rglob("*.md"))
    told |= {"claims": len(facts.claims), "discrepancies": len(found.discrepancies), "files": written.files}
    told |= {"pages": len(listed), "bytes": sum(path.stat().st_size for path in listed)}
    told["memory"] = (
        max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // 1024
    )
    return told


if __name__ == "__main__":
    json.dump(measured(Path(sys.argv[1]), Path(sys.argv[2])), sys.stdout)
