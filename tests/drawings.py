"""What the tests of charts and of the timeline share: an index of some facts, and what a macro of the charts makes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from generator import compare, model, wording
from generator.index import Index
from generator.model import Facts


def index_of(facts: Facts) -> Index:
    return Index(facts, compare.compare(facts))


def index_at(folder: Path) -> Index:
    return index_of(model.facts(model.read(folder)))


@cache
def environment() -> Environment:
    made = Environment(
        loader=PackageLoader("generator"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.globals["t"] = wording.load().markup
    return made


@cache
def template(macro: str) -> Template:
    return environment().from_string("{% import 'charts.j2' as c with context %}{{ c." + macro + "(it) }}")


def markup(macro: str, value: object) -> str:
    """Return what a macro of the charts makes of a value."""
    return template(macro).render(it=value)
