"""The rules: one a module, found by themselves. A module's docstring is its public documentation.

A rule is a module with a function `check(record)` that yields a Problem for each place where it is broken. Its name,
with hyphens, is the rule's id. Its docstring says what it asks and shows lines that break it and lines that keep it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from typing import Protocol, cast

from generator.model import Record
from generator.problems import Problem


class Rule(Protocol):
    """What every module of this package is."""

    __name__: str
    __doc__: str | None

    def check(self, record: Record) -> Iterator[Problem]:
        """Yield a Problem for each place where the rule is broken."""
        ...


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, sorted by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(cast(Rule, importlib.import_module(f"{__name__}.{name}")) for name in names)


def rule_id(rule: Rule) -> str:
    """Return the id that messages carry: the module's name with hyphens."""
    return rule.__name__.rpartition(".")[2].replace("_", "-")
