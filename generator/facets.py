"""Which answers may be compared: those to the same question, for the same population, place and time.

A moment of a stock or a running total belongs to the stretch between two recorded events that change the question:
two moments in the same stretch are the same time. A flow's period is itself.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from generator import dates
from generator.dates import Span
from generator.model import Claim, Facts

TimeKey = tuple[str, date, date]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a claim's answer is about besides its question: empty `of` or `where` is without limit."""

    of: str
    where: str
    time: TimeKey | None


@dataclass(frozen=True)
class Stretches:
    """The times between the events that change a question, as sorted, merged spans of those events."""

    starts: tuple[date, ...]
    ends: tuple[date, ...]

    def key(self, moment: Span) -> TimeKey:
        """Return equal keys for equal moments, and for moments that no event can lie between."""
        low, high = moment.earliest or date.min, moment.latest or date.max
        first, last = bisect_left(self.ends, low), bisect_right(self.starts, high)
        if first < last:  # an event can lie within the moment itself: it equals only itself
            return ("moment", low, high)
        begin = self.ends[first - 1] if first else date.min
        finish = self.starts[first] if first < len(self.starts) else date.max
        return ("stretch", begin, finish)


def event_span(facts_dates: Mapping[str, list[Span]], event: str) -> Span | None:
    """Return the shortest span that holds every recorded date of `event`; None when none is recorded."""
    spans = facts_dates.get(event, [])
    if not spans:
        return None
    hull = spans[0]
    for span in spans[1:]:
        hull = hull.hull(span)
    return hull


def event_dates(facts: Facts) -> dict[str, list[Span]]:
    """Return every claimed date of each event."""
    found: dict[str, list[Span]] = {}
    for claim in facts.claims:
        event, _, aspect = claim.question.partition(".")
        if aspect == "date" and claim.entry.value:
            found.setdefault(event, []).append(dates.read(claim.entry.value))
    return found


def stretches(spans: Iterable[Span]) -> Stretches:
    """Return the stretches between events that may have happened within `spans`."""
    merged: list[tuple[date, date]] = []
    for low, high in sorted((span.earliest or date.min, span.latest or date.max) for span in spans):
        if merged and low <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(high, merged[-1][1])
        else:
            merged.append((low, high))
    return Stretches(tuple(low for low, _ in merged), tuple(high for _, high in merged))


def changing_events(facts: Facts) -> dict[str, list[str]]:
    """Return, by question, the events that change it."""
    found: dict[str, list[str]] = {}
    for ident, event in facts.events.items():
        for question in event.changes:
            found.setdefault(question, []).append(ident)
    return found


def cells(facts: Facts) -> dict[str, Cell]:
    """Return the cell of every claim, by claim id."""
    happened = event_dates(facts)
    by_question = {
        question: stretches(filter(None, (event_span(happened, event) for event in events)))
        for question, events in changing_events(facts).items()
    }
    none = Stretches((), ())
    return {claim.id: _cell(facts, claim, by_question.get(claim.question, none)) for claim in facts.claims}


def _cell(facts: Facts, claim: Claim, between: Stretches) -> Cell:
    time = facts.questions[claim.question].time
    key: TimeKey | None = None
    if time in ("stock", "total") and claim.as_of:
        key = between.key(dates.read(claim.as_of))
    elif time == "flow" and claim.over:
        span = dates.read(claim.over)
        key = ("period", span.earliest or date.min, span.latest or date.max)
    return Cell(claim.entry.of or "", claim.entry.where or "", key)
