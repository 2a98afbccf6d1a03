"""The scales that charts are drawn on: linear, with round ticks, in per cent of the width, so that a drawing is fluid.

Always linear. A logarithmic or broken scale would make a wide gap between two answers look narrow, and how wide it looks
is what a chart is for: an answer of 1,900 beside one of 62 is shown as far away as it is, and every mark has its value
written beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from babel.dates import get_month_names

# Where the first and the last tick stand. What is left beside them is for arrows, and for half of a tick's label.
COUNTS, DAYS = (2.0, 91.0), (9.0, 91.0)
NARROWEST = 270  # pixels: the plot on the narrowest screen; texts are placed so that they fit there
LETTER = 7.2  # pixels: about the widest that a digit or letter of a label is on average
MOST_STEPS = 5
# A scale of counts begins at zero unless all ends lie this close together: then zero would make them one.
CLOSE = Decimal("0.97")
YEARS = tuple(size * 10**power for power in range(4) for size in (1, 2, 5))


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick: where it stands, its label, the year under it where that is needed, and where the label is anchored."""

    at: str
    text: str
    year: str = ""
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale from `low` to `high`, which are drawn at the per cents `left` and `right`."""

    low: Decimal
    high: Decimal
    left: float
    right: float
    ticks: tuple[Tick, ...] = ()

    def at(self, value: Decimal) -> float:
        """Return where a value is drawn, in per cent of the width."""
        return self.left + (self.right - self.left) * float((value - self.low) / (self.high - self.low))

    @property
    def from_zero(self) -> bool:
        """Whether the scale begins at zero."""
        return self.low == 0


def percent(place: float) -> str:
    """Return a place as an SVG coordinate, `43.25%`."""
    return f"{place:.2f}".rstrip("0").rstrip(".") + "%"


def anchor(place: float, length: int) -> tuple[float, str]:
    """Return where a label of `length` letters for `place` is anchored so that none of it is cut off, and at which end."""
    half = width(length) / 2
    if place - half >= 0 and place + half <= 100:
        return place, "middle"
    if place < 50:
        return (place, "start") if place + 2 * half <= 100 else (0.0, "start")
    return (place, "end") if place - 2 * half >= 0 else (100.0, "end")


def width(length: int) -> float:
    """Return how much of the narrowest plot a text of `length` letters takes, in per cent."""
    return 100 * length * LETTER / NARROWEST


def counts(values: Iterable[Decimal], *, decimals: bool) -> Scale:
    """Return the scale for some numbers: round ticks from zero, or from near the lowest where all are close together."""
    found = sorted(values) or [Decimal(0)]
    low, high = found[0], found[-1]
    if low == high or low < high * CLOSE:
        low = min(low, Decimal(0))
    if low == high:
        high = low + 1
    chosen: list[Decimal] = []
    for step in _steps(decimals=decimals):
        first = (low / step).to_integral_value(ROUND_FLOOR)
        last = (high / step).to_integral_value(ROUND_CEILING)
        if last - first > MOST_STEPS:
            continue
        chosen = [step * (first + number) for number in range(int(last - first) + 1)]
        if last - first <= _room(max(len(grouped(value)) for value in chosen)):
            break
    return _scale(chosen, [(grouped(value), "") for value in chosen], *COUNTS)


def _steps(*, decimals: bool) -> Iterator[Decimal]:
    """Yield the sizes that a round step may have, smallest first."""
    for power in range(-6 if decimals else 0, 17):
        for size in (1, 2, 5):
            yield Decimal(size).scaleb(power)


def _room(length: int) -> int:
    """Return how many steps leave room for labels of `length` letters, the outer ones pushed inwards."""
    return max(1, int(NARROWEST * (COUNTS[1] - COUNTS[0]) / 100 / (1.5 * length * LETTER + 8)))


def grouped(number: Decimal) -> str:
    """Return a number in digits, from five on in groups of three with narrow spaces, as no language misreads it."""
    plain = f"{number:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    whole, point, rest = plain.partition(".")
    if len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    return whole + point + rest


def days(values: Iterable[date], language: str) -> Scale:
    """Return the scale for some days: ticks at days, months or years, whichever are round."""
    found = sorted(values)
    first, last = found[0].toordinal(), found[-1].toordinal()
    if first == last:  # a day alone stands in the middle
        first, last = max(1, first - 1), min(date.max.toordinal(), last + 1)
    ordinals, kind = _calendar(first, last)
    return _scale([Decimal(each) for each in ordinals], list(_labels(ordinals, kind, language)), *DAYS)


def window(first: date, last: date, language: str) -> Scale:
    """Return the scale from one day to another, whole months and years, to the edges: what lies beyond is cut off."""
    ordinals, kind = _calendar(first.toordinal(), last.toordinal())
    low, high = Decimal(first.toordinal()), Decimal(last.toordinal())
    return _scale([Decimal(each) for each in ordinals], list(_labels(ordinals, kind, language)), *DAYS, low=low, high=high)


def _calendar(first: int, last: int) -> tuple[list[int], str]:
    """Return the ordinals of round ticks that reach from `first` to `last`, and whether they are days, months or years."""
    for step in (1, 2, 3, 5, 7):
        if first + MOST_STEPS * step >= last:
            return list(range(first, last + step, step)), "day"
    for step in (1, 2, 3, 6):
        low, high = (_months(day) for day in (first, last))
        low -= low % step
        ticks = [_month_start(month) for month in range(low, high + 2 * step, step)]
        ticks = ticks[: next(at for at, tick in enumerate(ticks) if tick >= last) + 1]
        if len(ticks) <= MOST_STEPS + 1:
            return ticks, "month"
    for step in YEARS:
        begin = date.fromordinal(first).year // step * step
        years = [max(1, begin + number * step) for number in range(MOST_STEPS + 1)]
        if _month_start(years[-1] * 12) >= last:
            return _until(last, [_month_start(year * 12) for year in years]), "year"
    raise AssertionError("no step of years is as long as the calendar")


def _until(last: int, ticks: list[int]) -> list[int]:
    return ticks[: next(at for at, tick in enumerate(ticks) if tick >= last) + 1]


def _months(ordinal: int) -> int:
    day = date.fromordinal(ordinal)
    return day.year * 12 + day.month - 1


def _month_start(months: int) -> int:
    """Return the ordinal of the first day of a month, also of those just outside the calendar."""
    year, month = divmod(months, 12)
    if year > MAXYEAR:
        return date.max.toordinal() + 1
    return date(max(1, year), month + 1, 1).toordinal()


def _labels(ordinals: list[int], kind: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield the label of each tick, and the year under it where it is the first of its year."""
    names = get_month_names("abbreviated", locale=language)
    before = None
    for ordinal in ordinals:
        day = date.fromordinal(min(ordinal, date.max.toordinal()))
        year = str(day.year if ordinal <= date.max.toordinal() else MAXYEAR + 1)
        text = {"day": f"{day.day} {names[day.month]}", "month": names[day.month], "year": year}[kind]
        yield text, year if kind != "year" and year != before else ""
        before = year


def _scale(
    ticks: list[Decimal], labels: list[tuple[str, str]], left: float, right: float,
    *, low: Decimal | None = None, high: Decimal | None = None,
) -> Scale:  # fmt: skip
    bare = Scale(ticks[0] if low is None else low, ticks[-1] if high is None else high, left, right)
    made = []
    for value, (text, year) in zip(ticks, labels, strict=True):
        if not bare.low <= value <= bare.high:
            continue
        _, end = anchor(bare.at(value), len(text))
        made.append(Tick(percent(bare.at(value)), text, year, end))
    return Scale(bare.low, bare.high, left, right, tuple(made))
