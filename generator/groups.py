"""What answers are about besides their question and time (population, place, unit): the groups that drawings keep apart.

Their order is the question's own order of populations, then the alphabet of places and units; who speaks has no part in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator import names, reasons
from generator.facets import Cell
from generator.index import Index


@dataclass(frozen=True, slots=True)
class Scope:
    """A population, a place and a unit, each empty where an answer is not limited to one or has the question's unit."""

    of: str
    where: str
    unit: str


def scope(cell: Cell) -> Scope:
    """Return the scope of a cell: its time left out."""
    return Scope(cell.of, cell.where, cell.unit)


def order(index: Index, question: str, one: Scope) -> tuple[int, tuple[str, str], str]:
    """Return the key of the order of groups."""
    listed = [population.id for population in index.facts.questions[question].populations]
    place = names.sort_key(names.label(index.facts, "place", one.where)) if one.where else ("", "")
    return listed.index(one.of) if one.of in listed else len(listed), place, one.unit


def heading(index: Index, question: str, one: Scope) -> str:
    """Return what a group is about in words; empty where it is without limit."""
    say = index.wording.say
    parts = [reasons.population(index.facts, question, one.of)] if one.of else []
    parts += [say("chart.in_place", place=names.label(index.facts, "place", one.where))] if one.where else []
    return ", ".join(parts + ([say("chart.in_unit", unit=one.unit)] if one.unit else []))
