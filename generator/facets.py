"""Which answers may be compared: those to the same question, for the same population, place and time.

A moment of a stock belongs to the stretch between two recorded events that change the question: two moments in the
same stretch are the same time. An event of which no date is recorded may lie anywhere. A running total may grow on any
day, so its moment is itself; so is that of a stock that drifts, and a flow's period.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce

from generator import answers, dates
from generator.dates import Span
from generator.model import Claim, Facts

TimeKey = tuple[str, date, date]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a claim's answer is about besides its question: empty `of` or `where` is without limit.

    `unit` is set where the count's unit cannot be converted exactly into the question's.
    """

    of: str
    where: str
    time: TimeKey | None
    unit: str = ""


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
    """Return when `event` may have happened by the accounts on record; None when no date is recorded.

    It is the shortest span that holds the most exact accounts. One that only says less ("by 12 June", beside "on 10
    June") can be true together with a more exact one, and does not widen it.
    """
    spans = facts_dates.get(event, [])
    bounds = {(span.earliest, span.latest): span for span in spans}.values()
    exact = [span for span in bounds if not any(span.holds(other) for other in bounds if other is not span)]
    return reduce(Span.hull, exact) if exact else None


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


def changing_events(facts: Facts) -> dict[str, dict[str, Span]]:
    """Return, by question, the events that change it and when each may have happened: without a date, at any time."""
    happened = event_dates(facts)
    found: dict[str, dict[str, Span]] = {}
    for ident, event in sorted(facts.events.items()):
        for question in event.changes:
            found.setdefault(question, {})[ident] = event_span(happened, ident) or Span(None, None)
    return found


def in_between(changing: Mapping[str, Span], moments: Iterable[Span]) -> list[str]:
    """Return the events that may lie between the first and the last of the moments."""
    reach = reduce(Span.hull, moments)
    return [event for event, span in changing.items() if span.meets(reach)]


def cells(facts: Facts, changing: Mapping[str, Mapping[str, Span]]) -> dict[str, Cell]:
    """Return the cell of every claim, by claim id; `changing` is what `changing_events` returns."""
    by_question = {question: stretches(events.values()) for question, events in changing.items()}
    none = Stretches((), ())
    return {claim.id: _cell(facts, claim, by_question.get(claim.question, none)) for claim in facts.claims}


def _cell(facts: Facts, claim: Claim, between: Stretches) -> Cell:
    question = facts.questions[claim.question]
    key: TimeKey | None = None
    if question.time == "flow" and claim.over:
        key = _itself("period", period(claim))
    elif claim.as_of and (question.time == "total" or question.drifts):
        key = _itself("moment", dates.read(claim.as_of))
    elif claim.as_of and question.time == "stock":
        key = between.key(dates.read(claim.as_of))
    unit = answers.unit_apart(facts.questions[claim.question], claim.entry.value)
    return Cell(claim.entry.of or "", claim.entry.where or "", key, unit)


def period(claim: Claim) -> Span:
    """Return the period that a flow is counted in: one without an end ends, at the latest, when it was spoken of."""
    span, said = dates.read(claim.over), dates.read(claim.said) if claim.said else Span(None, None)
    if span.latest is not None or said.latest is None or (span.earliest and said.latest < span.earliest):
        return span
    return Span(span.earliest, said.latest, span.approximate, span.uncertain)


def _itself(kind: str, span: Span) -> TimeKey:
    return (kind, span.earliest or date.min, span.latest or date.max)
