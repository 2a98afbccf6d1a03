"""Runs every rule over a record and returns all problems at once."""

from __future__ import annotations

from generator import rules
from generator.model import Record
from generator.problems import Problem


def check(record: Record) -> list[Problem]:
    """Return every problem that a rule finds in `record`, sorted by file and line, each once."""
    return sorted({problem for rule in rules.all_rules() for problem in rule.check(record)})
