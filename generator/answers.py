"""The answer of a claim as the set of possibilities that it leaves open, and how two such sets stand to each other.

Sets are equal (agree), overlap (compatible) or are disjoint (conflict). Nothing here knows who speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from generator import dates, units, values
from generator.dates import Span
from generator.schema import QuestionFile
from generator.values import Interval

Relation = Literal["agree", "compatible", "conflict", "not comparable"]

# Kinds of places that hold no other place of these kinds: two different ones share no ground.
SETTLEMENTS = frozenset({"village", "town", "city"})


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the choices of a question."""

    id: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place, by id."""

    id: str


Answer = Interval | Span | Choice | Place


@lru_cache(maxsize=65_536)
def _interval(value: str, decimals: bool, unit: str) -> Interval:
    count = values.read_count(value)
    interval = _converted(count.interval, count.unit, unit) or count.interval
    return interval if decimals else interval.whole()


def _converted(interval: Interval, unit: str, into: str) -> Interval | None:
    """Return an interval in another unit; None where an end of it is no finite decimal there."""
    if not unit or not units.alike(unit, into):
        return interval
    ends = [None if end is None else units.convert(end, unit, into) for end in (interval.low, interval.high)]
    lost = (ends[0] is None and interval.low is not None) or (ends[1] is None and interval.high is not None)
    return None if lost else Interval(ends[0], ends[1], interval.low_in, interval.high_in)


def unit_apart(question: QuestionFile, value: str | None) -> str:
    """Return the unit of a count that cannot be converted exactly into its question's unit; empty where it can be."""
    if question.type != "count" or value is None:
        return ""
    count = values.read_count(value)
    return "" if _converted(count.interval, count.unit, question.unit or "") else units.named(count.unit)


def read(question: QuestionFile, value: str | None) -> Answer | None:
    """Return the answer that `value` writes, None where there is none (a response, a free position)."""
    if value is None or question.type == "position":
        return None
    if question.type == "count":
        return _interval(value, question.decimals, question.unit or "")
    if question.type == "date":
        span = dates.read(value)
        return Span(span.earliest, span.latest)
    return Choice(value) if question.type == "choice" else Place(value)


def relation(question: QuestionFile, a: Answer, b: Answer, places: Places) -> Relation:
    """Return how two answers to the same question, for the same group and time, stand to each other. Symmetric."""
    if a == b:
        return "agree"
    if isinstance(a, Interval) and isinstance(b, Interval):
        return "compatible" if a.meets(b) else "conflict"
    if isinstance(a, Span) and isinstance(b, Span):
        return "compatible" if a.meets(b) else "conflict"
    if isinstance(a, Choice) and isinstance(b, Choice):
        return "conflict" if question.exclusive or excludes(question, a.id, b.id) else "compatible"
    if isinstance(a, Place) and isinstance(b, Place):
        return places.relation(a.id, b.id)
    raise TypeError(f"answers of two types: {a} and {b}")


def replacing(question: QuestionFile) -> Callable[[Answer, Answer], bool]:
    """Return a function that says whether a speaker's later, different answer takes the place of its earlier one.

    Not where the question lets choices stand side by side: there a second answer adds to the first.
    """
    pairs = exclusions(question)

    def replaces(earlier: Answer, later: Answer) -> bool:
        if isinstance(earlier, Choice) and isinstance(later, Choice):
            return question.exclusive or frozenset((earlier.id, later.id)) in pairs
        return True

    return replaces


def exclusions(question: QuestionFile) -> frozenset[frozenset[str]]:
    """Return every two choices of which one says that it excludes the other."""
    return frozenset(frozenset((choice.id, other)) for choice in question.choices for other in choice.excludes)


def excludes(question: QuestionFile, a: str, b: str) -> bool:
    """Return whether one of the choices `a` and `b` says that it excludes the other."""
    return frozenset((a, b)) in exclusions(question)


@dataclass(frozen=True)
class Places:
    """Which places hold which: `above` gives for each place every place that holds it, step by step."""

    above: Mapping[str, frozenset[str]]
    kinds: Mapping[str, str]

    def within(self, inner: str, outer: str) -> bool:
        """Return whether `inner` is `outer` or lies within it."""
        return inner == outer or outer in self.above.get(inner, frozenset())

    def relation(self, a: str, b: str) -> Relation:
        """Return how two places stand to each other.

        A place within another is compatible with it; two settlements share no ground; of two other places, such as
        districts of two administrations, the record does not know whether they overlap.
        """
        if a == b:
            return "agree"
        if self.within(a, b) or self.within(b, a):
            return "compatible"
        if self.kinds.get(a) in SETTLEMENTS and self.kinds.get(b) in SETTLEMENTS:
            return "conflict"
        return "not comparable"


def places_of(within: Mapping[str, list[str]], kinds: Mapping[str, str]) -> Places:
    """Return the Places of direct containments; these have no cycle (the rule `cycle`)."""
    above: dict[str, frozenset[str]] = {}

    def climb(place: str) -> frozenset[str]:
        if place not in above:
            above[place] = frozenset()
            direct = within.get(place, [])
            above[place] = frozenset(direct).union(*(climb(outer) for outer in direct))
        return above[place]

    for place in within:
        climb(place)
    return Places(above, kinds)
