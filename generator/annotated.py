"""Problems on a pull request: the platform shows ten of each level at their lines, and the job's summary shows all.

GitHub drops every further annotation of a step in silence
(https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands), so what is shown is chosen here.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator import problems
from generator.problems import Problem

MOST = 10  # annotations of one level that a step may make
MOST_BYTES = 900_000  # of a job's summary: the platform drops one of more than 1 MiB as a whole


def commands(found: Iterable[Problem]) -> str:
    """Return the workflow commands for the ten problems of each level that are best mended first.

    Where there are more, the last of the ten says so. One mistake often brings others in its file: so each file's first
    problem comes before any file's second.
    """
    listed = sorted(found)
    told = []
    for level in ("error", "warning"):
        own = _by_turns(problem for problem in listed if problem.level == level)
        shown = own if len(own) <= MOST else own[: MOST - 1]
        told += [problems.show([one], "github") for one in shown]
        if len(own) > len(shown):
            told.append(f"::{level} title=more::{len(own) - len(shown)} more of these: the summary of this job lists all\n")
    return "".join(told)


def _by_turns(listed: Iterable[Problem]) -> list[Problem]:
    """Return problems so that each file's first comes before any file's second."""
    turns: dict[str, int] = {}
    keyed = []
    for problem in listed:
        turns[problem.file] = turns.get(problem.file, 0) + 1
        keyed.append((turns[problem.file], problem))
    return [problem for _, problem in sorted(keyed)]


def summary(found: Iterable[Problem]) -> str:
    """Return Markdown with every problem, for the summary of a job: all text of the facts stands in a block of code."""
    listed = sorted(found)
    head = f"### Facts: {problems.summary(listed)}\n"
    if not listed:
        return head
    shown, size = [], 0
    for each in listed:
        told = problems.show([each])
        size += len(told.encode())
        if size > MOST_BYTES:
            break
        shown.append(told)
    rest = f"\n{len(listed) - len(shown)} more: `python -m generator check` tells all.\n" if len(shown) < len(listed) else ""
    fence = "`" * max(3, _longest("".join(shown)) + 1)
    return f"{head}\n{fence}text\n{''.join(shown)}{fence}\n{rest}"


def _longest(text: str) -> int:
    """Return the length of the longest run of backticks in a text."""
    return max(map(len, "".join(char if char == "`" else " " for char in text).split()), default=0)
