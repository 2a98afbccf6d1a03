"""Reads dates written in EDTF and says which days they may be.

The subset is the Library of Congress' Extended Date/Time Format, level 0 and the parts of level 1 that a record of
events needs: reduced precision, `~ ? %`, unspecified digits (`2020-12-XX`, `2020-XX`, `202X`), seasons
(`2023-21` to `-24`) and intervals with open (`..`) ends. https://www.loc.gov/standards/datetime/
Written here and not taken from a package because the bounds are what the comparison rests on: the packages that
were tried accept days that do not exist and widen uncertain dates by amounts that nobody published. The tests hold
this reading against the `edtf` package.
"""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache

_DATE = re.compile(r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<mark>[~?%]?)", re.ASCII)
_SEASONS = {21: (3, 5, "spring"), 22: (6, 8, "summer"), 23: (9, 11, "autumn"), 24: (12, 2, "winter")}


class DateError(ValueError):
    """The text is no date of the subset; the message says why, in words for its author."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a date may be: `earliest` to `latest`, both included; None is open.

    `approximate` and `uncertain` carry EDTF's `~` and `?`. Either widens the span by the published reading
    (docs/method.md): five days about a day, a month about a month or season, a year about a year.
    """

    earliest: date | None
    latest: date | None
    approximate: bool = False
    uncertain: bool = False

    @property
    def exact(self) -> bool:
        """Whether this is one day."""
        return self.earliest is not None and self.earliest == self.latest

    def meets(self, other: Span) -> bool:
        """Return whether the two share a day."""
        return not self.before(other) and not other.before(self)

    def before(self, other: Span) -> bool:
        """Return whether every day of this one lies before every day of the other."""
        return self.latest is not None and other.earliest is not None and self.latest < other.earliest

    def holds(self, other: Span) -> bool:
        """Return whether every day that `other` leaves possible is one of this span's."""
        return (self.earliest or date.min) <= (other.earliest or date.min) and (other.latest or date.max) <= (
            self.latest or date.max
        )

    def hull(self, other: Span) -> Span:
        """Return the shortest span that holds both."""
        starts = [self.earliest, other.earliest]
        ends = [self.latest, other.latest]
        return Span(
            None if None in starts else min(day for day in starts if day),
            None if None in ends else max(day for day in ends if day),
        )


@lru_cache(maxsize=65_536)
def read(text: str) -> Span:
    """Return the Span of an EDTF text. Raises DateError with a sentence that helps its author."""
    first, slash, second = text.partition("/")
    if not slash:
        return _single(text)
    if "/" in second:
        raise DateError("an interval has one `/`")
    start, end = _end(first), _end(second)
    if start is None and end is None:
        raise DateError("an interval needs at least one end")
    earliest = start.earliest if start else None
    latest = end.latest if end else None
    if start and end and (_written(first) > _written(second)):
        raise DateError("the interval ends before it begins")
    marks = [span for span in (start, end) if span]
    return Span(earliest, latest, any(m.approximate for m in marks), any(m.uncertain for m in marks))


def _written(text: str) -> date:
    """Return the first day of a date without what `~` or `?` add."""
    return _strict(text)[0].earliest or date.min


def _end(text: str) -> Span | None:
    return None if text in ("", "..") else _single(text)


def _single(text: str) -> Span:
    span, slack = _strict(text)
    if not (span.approximate or span.uncertain) or span.earliest is None or span.latest is None:
        return span
    try:
        return Span(span.earliest - slack, span.latest + slack, span.approximate, span.uncertain)
    except OverflowError:  # the first and last years that a date can hold
        return span


# The published reading of "about" and "uncertain": how far a date of each precision may reach, either side.
_ABOUT_DAY, _ABOUT_MONTH, _ABOUT_YEAR = timedelta(days=5), timedelta(days=31), timedelta(days=366)


def _strict(text: str) -> tuple[Span, timedelta]:
    """Return the days as written, and how far `~` or `?` widens them."""
    match = _DATE.fullmatch(text)
    if not match:
        raise DateError("a date is written YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day, mark = match.group("year", "month", "day", "mark")
    flags = {"approximate": mark in ("~", "%") and bool(mark), "uncertain": mark in ("?", "%") and bool(mark)}
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if low == 0:
        raise DateError("the year 0000 is not supported")
    if month in (None, "XX"):
        if day not in (None, "XX"):
            raise DateError("a day needs its month")
        return Span(date(low, 1, 1), date(high, 12, 31), **flags), _ABOUT_YEAR
    if low != high:
        raise DateError("a month needs its whole year")
    number = int(month)
    if number in _SEASONS and day is None:
        begin, finish, _ = _SEASONS[number]
        last = low + (finish < begin)
        if last > MAXYEAR:
            raise DateError("the year 9999 is the last one that is supported")
        return Span(date(low, begin, 1), date(last, finish, monthrange(last, finish)[1]), **flags), _ABOUT_MONTH
    if not 1 <= number <= 12:
        raise DateError(f"there is no month {month}")
    length = monthrange(low, number)[1]
    if day in (None, "XX"):
        return Span(date(low, number, 1), date(low, number, length), **flags), _ABOUT_MONTH
    if not 1 <= int(day) <= length:
        raise DateError(f"{month_name[number]} {low} has {length} days")
    exact = date(low, number, int(day))
    return Span(exact, exact, **flags), _ABOUT_DAY


def season(number: int) -> str:
    """Return the English name of EDTF's season `number`."""
    return _SEASONS[number][2]


@lru_cache(maxsize=65_536)
def in_words(text: str) -> str:
    """Return an EDTF text as a reader's English, losing nothing: `2020-12-15~` is "about 15 December 2020".

    Raises DateError as `read` does.
    """
    read(text)
    first, slash, second = text.partition("/")
    if not slash:
        return _single_in_words(text)
    if first in ("", ".."):
        return f"until {_single_in_words(second)}"
    if second in ("", ".."):
        return f"{_single_in_words(first)} or later"
    return f"{_single_in_words(first)} to {_single_in_words(second)}"


def _single_in_words(text: str) -> str:
    mark = text[-1] if text[-1] in "~?%" else ""
    parts = text.rstrip("~?%").split("-")
    year = parts[0] if "X" not in parts[0] else f"the years {parts[0].replace('X', '0')} to {parts[0].replace('X', '9')}"
    said = year
    if len(parts) > 1 and parts[1] != "XX":
        number = int(parts[1])
        name = _SEASONS[number][2] if number in _SEASONS else month_name[number]
        said = f"{name} {year}"
        if len(parts) > 2 and parts[2] != "XX":
            said = f"{int(parts[2])} {said}"
    before = {"~": "about ", "%": "about "}.get(mark, "")
    after = {"?": " (uncertain)", "%": " (uncertain)"}.get(mark, "")
    return f"{before}{said}{after}"
