"""The chart of a question: every answer to it as a mark on one scale, in the order in which they were said.

A row is an origin; what repeats it is folded into it. Rows stand together by what they are about (population, place,
unit). Groups that count in one unit share one scale, drawn anew under the name of each: were each group to have a scale
of its own, the same length would mean two numbers on one page. What is not compared is never side by side without a
heading in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from generator import groups, marks, names, scales, strips, ties, views
from generator.groups import Scope
from generator.index import Index
from generator.marks import Extent, Mark
from generator.model import Claim
from generator.scales import Scale, Tick
from generator.schema import QuestionFile
from generator.strips import Small as Small  # pages name it as a part of this module
from generator.ties import Tied

CHARTED = ("count", "date")
LONGEST = 37  # letters: a longer text does not fit beside its mark on a phone, and stands with the speaker's name


@dataclass(frozen=True, slots=True)
class Label:
    """A text in a drawing: where it is anchored, and at which of its ends."""

    at: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Row:
    """An answer: who gave it, what it is, its times in words, and how it is drawn; silence has no mark."""

    href: str
    speaker: str
    answer: str
    times: str
    mark: Mark | None
    label: Label | None
    tied: Tied
    superseded: bool
    repeats: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows that were said in one year; the heading is empty where all of the group is of one year."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Answers about the same population and place in one unit, and the ticks of their scale; none for silence alone."""

    ident: str
    heading: str
    ticks: tuple[Tick, ...]
    stretches: tuple[Stretch, ...]

    @property
    def drawn(self) -> bool:
        """Whether any of its answers has a mark."""
        return any(row.mark for stretch in self.stretches for row in stretch.rows)


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart of a question. `legend` lists the kinds of marks in it; `table` is where the same answers have quotes."""

    ident: str
    kind: str
    title: str
    unit: str
    groups: tuple[Group, ...]
    legend: tuple[str, ...]
    table: str
    method: str
    from_zero: bool
    silent: int


@dataclass(frozen=True, slots=True)
class _Drawn:
    claim: Claim
    extent: Extent | None


def of_question(index: Index, depth: int, question: str) -> Chart | None:
    """Return the chart of a question of counts or dates for a page `depth` folders deep; None without any such answer."""
    shape = index.facts.questions[question]
    claims = leading(index, question)
    if shape.type not in CHARTED or not any(claim.entry.value for claim in claims):
        return None
    drawn = [_Drawn(claim, extent_of(index, claim)) for claim in claims]
    by_group: dict[Scope, list[_Drawn]] = {}
    for one in drawn:
        by_group.setdefault(groups.scope(index.found.standings[one.claim.id].cell), []).append(one)
    keys = sorted(by_group, key=lambda key: groups.order(index, question, key))
    on = {unit: _scale(index, shape, drawn, unit) for unit in sorted({key.unit for key in keys})}
    ordered = [one for key in keys for one in by_group[key]]
    tied = dict(zip((one.claim.id for one in ordered), ties.tied(index, [(one.claim.id,) for one in ordered]), strict=True))
    ident = question.replace(".", "-")
    unlimited = "" if len(keys) == 1 else index.wording.say("chart.no_group" if shape.populations else "chart.no_place")
    made = tuple(
        Group(
            f"chart-{ident}-{number}",
            groups.heading(index, question, key) or unlimited,
            on[key.unit].ticks,
            tuple(_stretches(index, depth, by_group[key], on[key.unit], tied)),
        )
        for number, key in enumerate(keys, 1)
    )
    return Chart(
        ident=ident,
        kind=shape.type,
        title=shape.title,
        unit=shape.unit or "",
        groups=made,
        legend=tuple(legend(row for group in made for stretch in group.stretches for row in stretch.rows)),
        table=f"#{question.partition('.')[2] or 'answers'}",
        method=f"{views.up(depth)}method.html",
        from_zero=shape.type == "date" or all(each.from_zero for each in on.values()),
        silent=sum(bool(claim.entry.response) for claim in claims),
    )


def small(index: Index, question: str) -> Small | None:
    """Return the small chart of any question, for cards and lists; None where nothing is on record."""
    return strips.small(index, question, lambda claim: extent_of(index, claim))


def leading(index: Index, question: str) -> list[Claim]:
    """Return the claims of a question that stand for their origins, in the one order of claims."""
    return [claim for claim in index.by_question.get(question, ()) if index.found.standings[claim.id].origin == claim.id]


def extent_of(index: Index, claim: Claim) -> Extent | None:
    """Return what a claim's answer leaves possible, to be drawn; None for silence."""
    answer = index.found.standings[claim.id].answer
    shape = index.facts.questions[claim.question]
    if claim.entry.value is None or answer is None or shape.type not in CHARTED:
        return None
    return marks.extent(shape, claim.entry.value, answer)


def _scale(index: Index, shape: QuestionFile, drawn: Iterable[_Drawn], unit: str) -> Scale:
    found = [one.extent for one in drawn if one.extent and index.found.standings[one.claim.id].cell.unit == unit]
    if shape.type == "date" and not found:  # silence alone: its scale is not shown
        return Scale(Decimal(0), Decimal(1), *scales.DAYS)
    return marks.scale(shape, found, index.wording.language)


def _year(index: Index, claim: Claim) -> str:
    """Return the year that a claim was said in, as its date writes it; empty where it is not known."""
    first, _, second = claim.said.partition("/")
    year = (first.strip(".") or second)[:4]
    return year if year.isdecimal() else index.in_words(claim.said)


def _stretches(index: Index, depth: int, members: list[_Drawn], on: Scale, tied: dict[str, Tied]) -> Iterator[Stretch]:
    unknown = index.wording.say("chart.year_unknown")
    split = len({_year(index, one.claim) for one in members}) > 1
    for year, same in groupby(members, key=lambda one: _year(index, one.claim)):
        rows = tuple(_row(index, depth, one, on, tied[one.claim.id]) for one in same)
        yield Stretch((year or unknown) if split else "", rows)


def _row(index: Index, depth: int, one: _Drawn, on: Scale, tied: Tied) -> Row:
    claim = one.claim
    answer = index.answer(claim)
    mark = marks.mark(one.extent, on) if one.extent else None
    return Row(
        href=views.claim_href(depth, claim),
        speaker=names.label(index.facts, "actor", claim.by),
        answer=answer,
        times=_times(index, claim),
        mark=mark,
        label=label(mark, answer) if mark else None,
        tied=tied,
        superseded=bool(index.found.standings[claim.id].superseded_by),
        repeats=len(index.repeats.get(claim.id, ())),
    )


def _times(index: Index, claim: Claim) -> str:
    """Return what time a claim speaks of and when it was said, once where they are the same."""
    say, of = index.wording.say, claim.over or claim.as_of
    said = index.in_words(claim.said) or say("chart.time_unknown")
    if not of:
        return say("chart.said", said=said)
    when = say("chart.up_to" if of.startswith(("..", "/")) else "chart.for", when=index.in_words(of))
    return when if of == claim.said else say("chart.for_said", when=when, said=said)


def label(mark: Mark, text: str) -> Label | None:
    """Return where the words of an answer stand, above its mark; None where they are too long to stand there."""
    if len(text) > LONGEST:
        return None
    place, end = scales.anchor(mark.middle, len(text))
    return Label(scales.percent(place), end)


def legend(rows: Iterable[Row]) -> Iterator[str]:
    """Yield what must be explained about some rows, in one order."""
    rows = list(rows)
    kinds = {row.mark.kind for row in rows if row.mark}
    yield from (kind for kind in marks.KINDS if kind in kinds)
    yield from ["cut"] if any(row.mark and row.mark.cut for row in rows) else []
    yield from ["superseded"] if any(row.superseded for row in rows) else []
    tied = {tie.kind for row in rows for tie in row.tied.ties}
    yield from (kind for kind in ("conflict", "set", "elsewhere", "agree") if kind in tied)
