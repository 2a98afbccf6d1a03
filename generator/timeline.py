"""The timeline: every event at every date that somebody gave it, and where an event stands among the others.

An event stands where the most precise of its dates begins, the earliest of them where several are as precise: a rule
that knows of no speaker. Dates of two months or less are drawn by months, longer ones by the year that they begin in, and
each section has a scale of its own with its ticks printed, so that a day can be seen where much happened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from babel.dates import format_skeleton

from generator import charts, dates, marks, names, scales, ties, views
from generator.dates import Span
from generator.index import Index
from generator.marks import Mark
from generator.model import Claim
from generator.scales import Scale, Tick
from generator.strips import Drawn, lanes
from generator.ties import Tied
from generator.views import Link, Page

FINE = timedelta(days=62)  # the longest date that is drawn by months
FAR = timedelta(days=400)  # an event further away does not widen the strip of one; an arrow points to it
NEAR = 3  # events either side of one that its strip shows


@dataclass(frozen=True, slots=True)
class Given:
    """A date of an event: the words, who gave it, how it is drawn, and which other dates it cannot be true with."""

    words: str
    speakers: tuple[Link, ...]
    mark: Mark
    tied: Tied


@dataclass(frozen=True, slots=True)
class Moment:
    """An event on the timeline: its dates, the places that are named, what it is a part of, and if its dates clash."""

    link: Link
    given: tuple[Given, ...]
    places: tuple[Link, ...]
    part_of: Link | None
    disputed: bool


@dataclass(frozen=True, slots=True)
class Section:
    """Events of one month, or those of a year whose dates are longer than two months, and the ticks of their scale.

    The heading is empty where it would repeat the year's.
    """

    heading: str
    ticks: tuple[Tick, ...]
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The sections of a year."""

    heading: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """Where an event stands among the others: its own marks above, the others' below, and what is before and after."""

    words: str
    own: tuple[Drawn, ...]
    others: tuple[Drawn, ...]
    height: int
    line: int
    ticks: tuple[Tick, ...]
    before: Link | None
    after: Link | None
    timeline: str


@dataclass(frozen=True, slots=True)
class _Dated:
    """An event with the claims that give it a date, and the most precise of these dates."""

    ident: str
    claims: tuple[Claim, ...]
    span: Span

    @property
    def first(self) -> date:
        return self.span.earliest or self.span.latest or date.min

    @property
    def fine(self) -> bool:
        return _length(self.span) <= FINE or None in (self.span.earliest, self.span.latest)


def events(index: Index) -> Page:
    """Return the page of all events."""
    say = index.wording.say
    dated, undated = index.once(_events)
    years = tuple(_year(index, year, list(same)) for year, same in groupby(dated, lambda one: one.first.year))
    given = [each for year in years for section in year.sections for one in section.moments for each in one.given]
    return Page(
        "events/index.md", "events.md.j2", say("chart.timeline.title"), say("chart.timeline.description"),
        {
            "years": years,
            "undated": [_moment(index, ident, (), None) for ident in undated],
            "legend": legend(given),
        },
    )  # fmt: skip


def position(index: Index, depth: int, event: str) -> Position | None:
    """Return where an event stands among those around it; None where it has no date, or no other has one."""
    dated, places = index.once(_in_order)
    here = places.get(event)
    if here is None or len(dated) < 2:
        return None
    near = dated[max(0, here - NEAR) : here + NEAR + 1]
    spans = [dates.read(claim.entry.value or "") for claim in dated[here].claims]
    close = [one for one in near if abs(one.first - dated[here].first) <= FAR] or near
    on = _window([*spans, *(Span(one.first, one.first) for one in close)], index.wording.language)
    own = list({each.mark: None for each in _given(index, depth, dated[here].claims, on)})
    others = [mark for one in near if one.ident != event for mark in [_mark(_value(one), on)]]
    above, below = lanes(own), lanes(others)
    top = (max(above) + 1) * 12
    line = top + 2
    before = views.link(index, depth, "event", dated[here - 1].ident) if here else None
    after = views.link(index, depth, "event", dated[here + 1].ident) if here + 1 < len(dated) else None
    title = names.label(index.facts, "event", event)
    return Position(
        index.wording.say("chart.timeline.position", event=title, place=here + 1, n=len(dated)),
        tuple(Drawn(mark, lane * 12 + 6) for mark, lane in zip(own, above, strict=True)),
        tuple(Drawn(mark, line + lane * 12 + 8) for mark, lane in zip(others, below, strict=True)),
        line + (max(below) + 1) * 12 + 40,
        line,
        on.ticks,
        before,
        after,
        f"{views.up(depth)}events/index.html",
    )


def legend(given: Iterable[Given]) -> list[str]:
    """Return the kinds of marks that a timeline must explain."""
    found = list(given)
    kinds = {each.mark.kind for each in found}
    tied = {tie.kind for each in found for tie in each.tied.ties}
    told: list[str] = [kind for kind in marks.KINDS if kind in kinds]
    told += ["cut"] if any(each.mark.cut for each in found) else []
    return told + (["conflict"] if "conflict" in tied else [])


def _events(index: Index) -> tuple[list[_Dated], list[str]]:
    """Return the events that somebody dated, in the order of the timeline, and the others in alphabetical order."""
    dated, undated = [], []
    for ident in sorted(index.facts.events, key=lambda ident: names.sort_key(names.label(index.facts, "event", ident))):
        claims = tuple(claim for claim in charts.leading(index, f"{ident}.date") if claim.entry.value)
        if claims:
            spans = [dates.read(claim.entry.value or "") for claim in claims]
            dated.append(_Dated(ident, claims, min(spans, key=lambda span: (_length(span), _first(span)))))
        else:
            undated.append(ident)
    return sorted(dated, key=lambda one: (one.first.year, _month(one), one.first, one.span.latest or date.max)), undated


def _in_order(index: Index) -> tuple[list[_Dated], dict[str, int]]:
    """Return the dated events by their first day, and the place of each among them."""
    dated = sorted(index.once(_events)[0], key=lambda one: (one.first, one.span.latest or date.max))
    return dated, {one.ident: place for place, one in enumerate(dated)}


def _length(span: Span) -> timedelta:
    return span.latest - span.earliest if span.earliest and span.latest else timedelta.max


def _first(span: Span) -> date:
    return span.earliest or span.latest or date.min


def _month(one: _Dated) -> int:
    """Return the month that an event stands under; 0 for a date that is longer than two months."""
    return one.first.month if one.fine else 0


def _year(index: Index, year: int, members: list[_Dated]) -> Year:
    sections = tuple(_section(index, year, month, list(same)) for month, same in groupby(members, _month))
    if all(not _month(one) for one in members):  # the heading of the year says it all
        sections = tuple(replace(section, heading="") for section in sections)
    return Year(str(year), sections)


def _section(index: Index, year: int, month: int, members: list[_Dated]) -> Section:
    language = index.wording.language
    if month:
        spans = [dates.read(claim.entry.value or "") for one in members for claim in one.claims]
        on = _window([span for span in spans if _length(span) <= FINE] + [one.span for one in members], language)
        heading = format_skeleton("yMMMM", date(year, month, 1), locale=language)
    else:
        on = scales.window(date(year, 1, 1), date(year, 12, 31), language)
        heading = index.wording.say("chart.timeline.long", year=year)
    return Section(heading, on.ticks, tuple(_moment(index, one.ident, one.claims, on) for one in members))


def _window(spans: list[Span], language: str) -> Scale:
    """Return the scale of whole months that shows some dates."""
    ends = [day for span in spans for day in (span.earliest, span.latest) if day]
    first, last = min(ends).replace(day=1), max(ends)
    last = date(last.year + last.month // 12, last.month % 12 + 1, 1) if last < date(9999, 12, 1) else date.max
    return scales.window(first, last, language)


def _moment(index: Index, ident: str, claims: tuple[Claim, ...], on: Scale | None) -> Moment:
    places: dict[str, Link] = {}
    for claim in index.by_question.get(f"{ident}.place", ()):
        if claim.entry.value:
            label = names.label(index.facts, "place", claim.entry.value)
            places.setdefault(label, Link(label, views.claim_href(1, claim)))
    part_of = index.facts.events[ident].part_of
    return Moment(
        views.link(index, 1, "event", ident),
        tuple(_given(index, 1, claims, on)) if on else (),
        tuple(places[label] for label in sorted(places, key=names.sort_key)),
        views.link(index, 1, "event", part_of) if part_of else None,
        any(each.relation == "conflict" for each in index.of_question.get(f"{ident}.date", ())),
    )


def _given(index: Index, depth: int, claims: tuple[Claim, ...], on: Scale) -> list[Given]:
    """Return the different dates of an event, in the order in which they were first given."""
    same: dict[str, list[Claim]] = {}
    for claim in claims:
        same.setdefault(claim.entry.value or "", []).append(claim)
    tied = ties.tied(index, [[claim.id for claim in group] for group in same.values()])
    return [
        Given(
            index.in_words(value),
            tuple(Link(names.label(index.facts, "actor", one.by), views.claim_href(depth, one)) for one in group),
            _mark(value, on),
            tie,
        )
        for (value, group), tie in zip(same.items(), tied, strict=True)
    ]


def _value(one: _Dated) -> str:
    """Return the most precise date of an event as it is written."""
    return next(value for claim in one.claims if (value := claim.entry.value) and dates.read(value) == one.span)


def _mark(value: str, on: Scale) -> Mark:
    return marks.mark(marks.of_date(value), on)
