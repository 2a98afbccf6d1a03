"""The one sentence that says why, built from the claims' own words. Every sentence treats every speaker alike."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date

from generator import dates, names
from generator.answers import Answer
from generator.dates import Span
from generator.model import Claim, Facts
from generator.values import Interval, format_number

BOTH, NOT_BOTH = "both answers can be true", "the two answers cannot both be true"


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
    why = {Interval: "no number fits both", Span: "no day fits both"}.get(type(answer), NOT_BOTH)
    if facts.questions[a.question].type == "place":
        why = "neither place holds the other, so " + NOT_BOTH
    return f"{told(facts, a)}; {told(facts, b)}: {why}."


def compatible(facts: Facts, a: Claim, b: Claim, answers: tuple[Answer, Answer]) -> str:
    """Return how two different answers can both be true."""
    both = BOTH
    first, second = answers
    if isinstance(first, Interval) and isinstance(second, Interval):
        both = f"{numbers(_overlap(first, second))} fits both, so {BOTH}"
    elif isinstance(first, Span) and isinstance(second, Span):
        both = f"{days(_shared_days(first, second))} fits both, so {BOTH}"
    elif facts.questions[a.question].type == "place":
        both = f"one place holds the other, so {BOTH}"
    return f"{told(facts, a)}; {told(facts, b)}: {both}."


def agree(facts: Facts, claims: Iterable[Claim]) -> str:
    """Return who gave the same answer, and through whom where one of them relayed another."""
    given = list(claims)
    by_words: dict[str, list[Claim]] = {}
    for claim in given:
        by_words.setdefault(answer_in_words(facts, claim), []).append(claim)
    here = {claim.by for claim in given}
    parties = {claim.party for claim in given}
    one_side = (
        f" All of them speak for {names.label(facts, 'party', given[0].party)}."
        if len(parties) == 1 and parties != {""}
        else ""
    )
    told_by = {words: _listed(_speaker(facts, claim, here) for claim in same) for words, same in by_words.items()}
    if len(by_words) == 1:
        return f"{told_by.popitem()[1]} gave the same answer: {next(iter(by_words))}.{one_side}"
    parts = "; ".join(f"{speakers}: {words}" for words, speakers in told_by.items())
    return f"{parts}: other words for the same answer.{one_side}"


def _speaker(facts: Facts, claim: Claim, relays: Container[str]) -> str:
    """Return a claim's speaker, and who of `relays` passed the claim on."""
    through = [names.label(facts, "actor", actor) for actor in claim.entry.via if actor in relays]
    speaker = names.label(facts, "actor", claim.by)
    return f"{speaker} (relayed by {_listed(through)})" if through else speaker


def side_by_side(facts: Facts, claims: Iterable[Claim]) -> str:
    """Return that answers exclude no other answer given."""
    speakers: dict[str, list[str]] = {}
    for claim in claims:
        given = speakers.setdefault(answer_in_words(facts, claim), [])
        given.append(names.label(facts, "actor", claim.by))
    who = [_listed(dict.fromkeys(given)) for given in speakers.values()]
    if len(set(who)) == 1 and len(speakers) > 1:
        return f"{who[0]} gave answers that do not exclude each other: {'; '.join(speakers)}."
    parts = "; ".join(f"{one}: {answer}" for one, answer in zip(who, speakers, strict=True))
    return f"None of these excludes another answer: {parts}."


def other_population(facts: Facts, question: str, a: str, b: str) -> str:
    """Return that two populations are not the same and neither holds the other."""
    about = "count different things" if facts.questions[question].type == "count" else "are about different groups"
    return f"They {about}: “{population(facts, question, a)}” and “{population(facts, question, b)}”."


def other_unit(facts: Facts, a: Claim, b: Claim) -> str:
    """Return that two counts are in units of which one is no exact number of the other."""
    return f"{told(facts, a)}; {told(facts, b)}: one unit is no exact number of the other, and nothing is rounded."


def other_place(facts: Facts, a: str, b: str) -> str:
    """Return that two answers are for different places."""
    return f"They are for different places: “{_where(facts, a)}” and “{_where(facts, b)}”."


def overlap_unknown(facts: Facts, a: Claim, b: Claim) -> str:
    """Return that the record does not know how two places lie."""
    return f"{told(facts, a)}; {told(facts, b)}: the record does not say whether these two places overlap."


def other_time(facts: Facts, groups: list[list[Claim]], events: list[str]) -> str:
    """Return that answers are for different moments or periods, and which events may lie in between."""
    question = facts.questions[groups[0][0].question]
    scoped = len({(claim.entry.of, claim.entry.where) for group in groups for claim in group}) > 1
    parts = "; ".join(_at_one_time(facts, group, scoped=scoped) for group in groups)
    sentence = f"They are for different {'periods' if question.time == 'flow' else 'moments'}: {parts}"
    what = "number" if question.type == "count" else "answer"
    if question.time == "total":
        sentence += "; a running total may grow in between"
    elif question.drifts:
        sentence += f"; in between the {what} may have changed by itself"
    elif events and question.time == "stock":
        between = _listed(f"“{names.label(facts, 'event', event)}”" for event in events)
        sentence += f"; in between the {what} may have changed with {between}"
    return f"{sentence}."


def _at_one_time(facts: Facts, claims: list[Claim], *, scoped: bool) -> str:
    """Return the answers for one time, each after the moment that it names, with what it counts where that differs."""
    answers: dict[str, dict[str, None]] = {}
    for claim in claims:
        scope = f" ({_scope(facts, claim)})" if scoped else ""
        answers.setdefault(_moment(claim), {})[f"{answer_in_words(facts, claim)}{scope}"] = None
    return ", ".join(f"{moment}: {_listed(given)}" for moment, given in answers.items())


def part_and_whole(facts: Facts, part: Claim, whole: Claim, *, holds: bool) -> str:
    """Return how a part stands to its whole."""
    sizes = f"{_scope(facts, part)} ({told(facts, part)}) is a part of {_scope(facts, whole)} ({told(facts, whole)})"
    return f"{sizes}, and can be no larger: {BOTH}." if holds else f"{sizes}, yet larger: {NOT_BOTH}."


def total_fell(facts: Facts, earlier: Claim, later: Claim) -> str:
    """Return that what is counted up to a later day is less."""
    first, second = (f"{told(facts, claim)} ({_moment(claim)})" for claim in (earlier, later))
    law = "A running total does not fall" if earlier.voice == later.voice else "Up to a later day no less is counted"
    return f"{law}: {first}; later {second}: {NOT_BOTH}."


def sum_of(
    facts: Facts,
    total: Claim,
    parts: list[Claim],
    less: list[Claim],
    made: Interval,
    *,
    relation: str,
    exhaustive: bool = True,
) -> str:
    """Return whether a declared sum holds."""
    one_voice = {part.by for part in (*parts, *less)} == {total.by}
    speaker = names.label(facts, "actor", total.by)

    def told_part(part: Claim) -> str:
        return answer_in_words(facts, part) + ("" if one_voice else f" ({names.label(facts, 'actor', part.by)})")

    added = " + ".join(map(told_part, parts)) + "".join(f" − {told_part(part)}" for part in less)
    given = f"the total given is {answer_in_words(facts, total)} ({speaker})"
    made_ = f"{added} make {numbers(made)}{'' if exhaustive else ', and more parts may exist'}"
    holds = {"agree": "the sum holds", "compatible": "all of these can be true", "conflict": "these cannot all be true"}
    return f"{made_}; {given}: {holds[relation]}."


def no_balance(facts: Facts, earlier: Claim, later: Claim, flows: list[Claim]) -> str:
    """Return that two counts of a stock do not balance with what is counted between them."""
    between = "; ".join(f"{facts.questions[one.question].title} {_moment(one)}: {told(facts, one)}" for one in flows)
    stock = f"{_moment(earlier)}: {told(facts, earlier)}; {_moment(later)}: {told(facts, later)}"
    rule = "What there is later is what there was, with what came and less what went"
    return f"{stock}. In between: {between}. {rule}: these cannot all be true."


def cannot_add_up(facts: Facts, whole: str, how: str, claims: list[Claim], parts: list[Claim]) -> str:
    """Return that counts of a whole and of its parts cannot all be true."""
    question = (claims + parts)[0].question
    listed = "; ".join(f"{_scope(facts, claim)}: {told(facts, claim)}" for claim in [*claims, *parts])
    are = "together all" if how == "exhaustive" else "separate parts"
    return f"The parts are {are} of “{population(facts, question, whole)}”. {listed}: these cannot all be true."


def period_and_longer(facts: Facts, inner: Claim, outer: Claim) -> str:
    """Return that more is counted in a period than in a longer one that holds it."""
    return (
        f"{_moment(inner)} lies within {_moment(outer)}, and no more can have been counted in it. "
        f"{told(facts, inner)}; {told(facts, outer)}: both cannot be true."
    )


def population(facts: Facts, question: str, ident: str) -> str:
    """Return the name of a population."""
    return next((p.name for p in facts.questions[question].populations if p.id == ident), "all")


def numbers(interval: Interval) -> str:
    """Return an interval as a reader's words."""
    low = None if interval.low is None else format_number(interval.low)
    high = None if interval.high is None else format_number(interval.high)
    if low is not None and high is not None and interval.low_in and interval.high_in:
        return low if low == high else f"{low} to {high}"
    least = "" if low is None else f"{'at least' if interval.low_in else 'more than'} {low}"
    most = "" if high is None else f"{'at most' if interval.high_in else 'less than'} {high}"
    return " and ".join(filter(None, (least, most))) or "any number"


def days(span: Span) -> str:
    """Return a span of days as a reader's words."""
    if span.earliest is None or span.latest is None:
        return f"{_day(span.earliest)} or later" if span.earliest else f"{_day(span.latest)} or earlier"
    return _day(span.earliest) if span.exact else f"{_day(span.earliest)} to {_day(span.latest)}"


def _day(day: date | None) -> str:
    return dates.in_words(day.isoformat()) if day else "any day"


def _overlap(a: Interval, b: Interval) -> Interval:
    lows = [(end.low, not end.low_in) for end in (a, b) if end.low is not None]
    highs = [(end.high, end.high_in) for end in (a, b) if end.high is not None]
    low, low_out = max(lows, default=(None, False))
    high, high_in = min(highs, default=(None, True))
    return Interval(low, high, not low_out, high_in)


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
    return f"“{', '.join(parts) or 'the whole'}”"


def _where(facts: Facts, place: str) -> str:
    return names.label(facts, "place", place) if place else "no place in particular"


def _listed(words: Iterable[str]) -> str:
    items = list(words)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""
