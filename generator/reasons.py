"""The one sentence that says why, built from the claims' own words. Every sentence treats every speaker alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator import dates, names
from generator.answers import Answer
from generator.dates import Span
from generator.model import Claim, Facts
from generator.values import Interval, format_number


def answer_in_words(facts: Facts, claim: Claim) -> str:
    """Return a claim's answer as a reader's words: the value as written, a date, place or choice by its name."""
    entry, question = claim.entry, facts.questions[claim.question]
    if entry.response:
        return entry.response
    if entry.value is None:
        return entry.says
    if question.type == "date":
        return dates.in_words(entry.value)
    if question.type == "place":
        return names.label(facts, "place", entry.value)
    if question.type == "choice":
        return next(choice.name for choice in question.choices if choice.id == entry.value)
    return entry.value


def told(facts: Facts, claim: Claim) -> str:
    """Return who gave which answer: `Example News: at least 41`."""
    return f"{names.label(facts, 'actor', claim.by)}: {answer_in_words(facts, claim)}"


def conflict(facts: Facts, a: Claim, b: Claim, answer: Answer) -> str:
    """Return why two answers cannot both be true."""
    why = {Interval: "no number is both", Span: "no day is both"}.get(type(answer), "both cannot be true")
    if facts.questions[a.question].type == "place":
        why = "neither place holds the other"
    return f"{told(facts, a)}; {told(facts, b)}: {why}."


def compatible(facts: Facts, a: Claim, b: Claim, answers: tuple[Answer, Answer]) -> str:
    """Return how two different answers can both be true."""
    both = "both can be true"
    first, second = answers
    if isinstance(first, Interval) and isinstance(second, Interval):
        both = f"both are true of {numbers(_overlap(first, second))}"
    elif isinstance(first, Span) and isinstance(second, Span):
        both = f"both are true of {days(_shared_days(first, second))}"
    elif facts.questions[a.question].type == "place":
        both = "one place holds the other"
    return f"{told(facts, a)}; {told(facts, b)}: {both}."


def agree(facts: Facts, claims: Iterable[Claim]) -> str:
    """Return who gave the same answer."""
    given = list(claims)
    speakers = _listed(names.label(facts, "actor", claim.by) for claim in given)
    return f"{speakers} gave the same answer: {answer_in_words(facts, given[0])}."


def side_by_side(facts: Facts, claims: Iterable[Claim]) -> str:
    """Return that answers exclude no other answer given."""
    return f"None of these excludes another answer: {'; '.join(told(facts, claim) for claim in claims)}."


def other_population(facts: Facts, question: str, a: str, b: str) -> str:
    """Return that two populations are not the same and neither holds the other."""
    about = "count different things" if facts.questions[question].type == "count" else "are about different groups"
    return f"They {about}: {population(facts, question, a)}; {population(facts, question, b)}."


def other_place(facts: Facts, a: str, b: str) -> str:
    """Return that two answers are for different places."""
    return f"They are for different places: {_where(facts, a)}; {_where(facts, b)}."


def overlap_unknown(facts: Facts, a: Claim, b: Claim) -> str:
    """Return that the record does not know how two places lie."""
    return f"{told(facts, a)}; {told(facts, b)}: the record does not say whether these two places overlap."


def other_time(facts: Facts, groups: list[list[Claim]], events: list[str]) -> str:
    """Return that answers are for different moments or periods, and which events lie among them."""
    flow = facts.questions[groups[0][0].question].time == "flow"
    parts = [
        f"{_moment(group[0])}: {_listed(dict.fromkeys(answer_in_words(facts, claim) for claim in group))}"
        for group in groups
    ]
    sentence = f"They are for different {'periods' if flow else 'moments'}: {'; '.join(parts)}"
    if events and not flow:
        between = _listed(f"“{names.label(facts, 'event', event)}”" for event in events)
        sentence += f"; in between the number may have changed with {between}"
    return f"{sentence}."


def part_and_whole(facts: Facts, part: Claim, whole: Claim, *, holds: bool) -> str:
    """Return how a part stands to its whole."""
    names_ = f"{_scope(facts, part)} ({told(facts, part)}) is a part of {_scope(facts, whole)} ({told(facts, whole)})"
    return f"{names_}{', and can be no larger: both can be true' if holds else ', yet larger: both cannot be true'}."


def total_fell(facts: Facts, earlier: Claim, later: Claim) -> str:
    """Return that a running total became smaller."""
    return (
        f"A running total does not fall: {_moment(earlier)}: {told(facts, earlier)}; {_moment(later)}: {told(facts, later)}."
    )


def sum_of(facts: Facts, total: Claim, parts: list[Claim], made: Interval, *, relation: str) -> str:
    """Return whether a declared sum holds."""
    added = " + ".join(answer_in_words(facts, part) for part in parts)
    verb = {"agree": "as given", "compatible": "which can be", "conflict": "which cannot be"}[relation]
    return (
        f"{added} make {numbers(made)}, {verb}: {answer_in_words(facts, total)} ({names.label(facts, 'actor', total.by)})."
    )


def population(facts: Facts, question: str, ident: str) -> str:
    """Return the name of a population."""
    return next((p.name for p in facts.questions[question].populations if p.id == ident), "all")


def numbers(interval: Interval) -> str:
    """Return an interval as a reader's words."""
    low = None if interval.low is None else format_number(interval.low)
    high = None if interval.high is None else format_number(interval.high)
    if low is None or high is None:
        return f"at least {low}" if low is not None else f"at most {high}" if high is not None else "any number"
    return low if low == high else f"{low} to {high}"


def days(span: Span) -> str:
    """Return a span of days as a reader's words."""
    if span.earliest is None or span.latest is None:
        return f"{_day(span.earliest)} or later" if span.earliest else f"{_day(span.latest)} or earlier"
    return _day(span.earliest) if span.exact else f"{_day(span.earliest)} to {_day(span.latest)}"


def _day(day: date | None) -> str:
    return dates.in_words(day.isoformat()) if day else "any day"


def _overlap(a: Interval, b: Interval) -> Interval:
    low = max((end for end in (a.low, b.low) if end is not None), default=None)
    high = min((end for end in (a.high, b.high) if end is not None), default=None)
    return Interval(low, high)


def _shared_days(a: Span, b: Span) -> Span:
    low = max((day for day in (a.earliest, b.earliest) if day), default=None)
    return Span(low, min((day for day in (a.latest, b.latest) if day), default=None))


def _moment(claim: Claim) -> str:
    text = claim.over or claim.as_of
    return dates.in_words(text) if text else "no time given"


def _scope(facts: Facts, claim: Claim) -> str:
    parts = [population(facts, claim.question, claim.entry.of)] if claim.entry.of else []
    if claim.entry.where:
        parts.append(names.label(facts, "place", claim.entry.where))
    return f"“{', '.join(parts) or 'all'}”"


def _where(facts: Facts, place: str) -> str:
    return names.label(facts, "place", place) if place else "no place in particular"


def _listed(words: Iterable[str]) -> str:
    items = list(words)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""
