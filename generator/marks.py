"""How an answer is drawn: a point for what is exact, a bar for a range, an arrow for an open end, dashes for a reading.

What is drawn is what the answer says: "more than 100" begins at 100 with a hollow end, though the first number that it
allows is 101. Where the words are vague, the bound is the published one (docs/method.md), and dashed, because nobody
said it. Nothing here knows who speaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from generator import dates, scales, units, values
from generator.answers import Answer
from generator.scales import Scale, percent
from generator.schema import QuestionFile
from generator.values import Interval

Kind = Literal["point", "range", "bound", "strict", "about", "vague"]
KINDS: tuple[Kind, ...] = ("point", "range", "bound", "strict", "about", "vague")
FIRST, LAST = 1.0, 99.0  # per cent: where the arrows of open ends point


@dataclass(frozen=True, slots=True)
class Extent:
    """What an answer leaves possible, to be drawn: None is open; `said` is the number that it names."""

    low: Decimal | None
    high: Decimal | None
    kind: Kind
    said: Decimal | None = None
    down: bool = False  # "at most": open towards zero

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """What a scale must show of it."""
        return tuple(end for end in (self.low, self.said, self.high) if end is not None)


@dataclass(frozen=True, slots=True)
class Dot:
    """The end of an answer that is a number or day itself; `hollow`: this number is just not in it."""

    at: str
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Arrow:
    """An open end: up or down from here."""

    at: str
    down: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A drawn answer, in per cent of the width: a bar (start and width) or a line (start and end), dots and arrows.

    `cap` is a bound that nobody named, `cut` says that the drawing ends before the answer does, `middle` is where its
    words belong, and `reach` from where to where it is drawn.
    """

    kind: Kind
    bar: tuple[str, str] | None
    line: tuple[str, str] | None
    cap: str
    dots: tuple[Dot, ...]
    arrows: tuple[Arrow, ...]
    cut: bool
    middle: float
    reach: tuple[float, float]

    @property
    def dashed(self) -> bool:
        """Whether an end of it is a published reading of words, or an uncertain day."""
        return self.kind in ("about", "vague")


def extent(question: QuestionFile, value: str, answer: Answer) -> Extent:
    """Return what the answer `value` leaves possible; `answer` is its reading. Questions of counts and dates only."""
    return of_date(value) if question.type == "date" else _of_count(question, value, answer)


def of_date(value: str) -> Extent:
    """Return what a date leaves possible, in ordinals of days."""
    span = dates.read(value)
    low, high = (None if day is None else Decimal(day.toordinal()) for day in (span.earliest, span.latest))
    loose = span.approximate or span.uncertain
    if low is None or high is None:
        return Extent(low, high, "vague" if loose else "bound", down=low is None)
    return Extent(low, high, "about" if loose else "point" if low == high else "range")


def _of_count(question: QuestionFile, value: str, answer: Answer) -> Extent:
    count = values.read_count(value)
    kind = values.HEDGES.get(count.hedge, "exact") if count.numbers else "vague"
    said = [_converted(number, count.unit, question.unit or "") for number in count.numbers]
    if not isinstance(answer, Interval):
        raise TypeError("an answer to a question of counts is an interval")
    if count.hedge == "to":
        return Extent(said[0], said[-1], "range" if said[0] != said[-1] else "point")
    if kind in ("low", "low!"):
        return Extent(said[0], None, "bound" if kind == "low" else "strict", said[0])
    if kind in ("high", "high!"):
        return Extent(Decimal(0), said[0], "bound" if kind == "high" else "strict", said[0], down=True)
    if kind in ("near", "nearly"):
        return Extent(answer.low, answer.high, "about", said[0])
    if answer.high is None:
        return Extent(answer.low, None, "vague")
    number = said[0] if said else Decimal(0)
    return Extent(number, number, "point")


def _converted(number: Decimal, unit: str, into: str) -> Decimal:
    """Return a number as the question's unit counts it, or as written where that cannot be done exactly."""
    exact = units.convert(number, unit, into) if unit and into and units.alike(unit, into) else None
    return number if exact is None else exact


def scale(question: QuestionFile, extents: Iterable[Extent], language: str) -> Scale:
    """Return one scale for several answers."""
    ends = [end for each in extents for end in each.ends]
    if question.type == "date":
        return scales.days([date.fromordinal(int(end)) for end in ends], language)
    return scales.counts(ends, decimals=question.decimals or any(end % 1 for end in ends))


def mark(each: Extent, on: Scale) -> Mark:
    """Return an answer drawn on a scale; what lies beyond a scale's edge is cut off there."""
    start = FIRST if each.low is None else on.at(each.low)
    end = LAST if each.high is None else on.at(each.high)
    if end < 0 or start > 100:
        return _beyond(each, down=end < 0)
    cut = start < 0 or end > 100
    start, end = (min(max(place, 0.0), 100.0) for place in (start, end))
    solid = each.kind in ("range", "about") and each.low is not None and each.high is not None
    line = (percent(start), percent(end)) if not solid and each.kind != "point" else None
    return Mark(
        each.kind,
        (percent(start), percent(round(end, 2) - round(start, 2))) if solid else None,
        line,
        percent(end if each.low is None else start) if each.kind == "vague" else "",
        tuple(_dots(each, on)),
        tuple(_arrows(each, start)),
        cut,
        _middle(each, on, start, end),
        (start, end),
    )


def _beyond(each: Extent, *, down: bool) -> Mark:
    """Return the mark of an answer that lies beyond a scale's edge: an arrow that points there."""
    place = FIRST if down else LAST
    return Mark(each.kind, None, None, "", (), (Arrow(percent(place), down),), True, place, (place, place))


def _dots(each: Extent, on: Scale) -> Iterator[Dot]:
    said = each.said if each.said is not None else each.low if each.kind == "point" else None
    if said is None and each.kind == "bound":  # a date that is open at one end
        said = each.high if each.low is None else each.low
    if said is not None and 0 <= on.at(said) <= 100:
        yield Dot(percent(on.at(said)), hollow=each.kind in ("strict", "about"))


def _arrows(each: Extent, start: float) -> Iterator[Arrow]:
    if each.down:
        yield Arrow(percent(start), down=True)
    if each.high is None:
        yield Arrow(percent(LAST), down=False)


def _middle(each: Extent, on: Scale, start: float, end: float) -> float:
    """Return where the words of an answer belong: at its number, or in the middle of its range."""
    if each.said is not None:
        return min(max(on.at(each.said), 0.0), 100.0)
    if each.low is None:
        return end
    return start if each.high is None else (start + end) / 2
