"""Reads the numbers, hedges and dates that a text writes, so that a value can be held against its quote.

What a language writes how is in `languages/<tag>.yml`; the code here is the same for all of them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from importlib import resources
from typing import Any

import yaml

from generator import values
from generator.dates import Span
from generator.evidence import fold
from generator.numerals import Numeral, Numerals, any_of, plain
from generator.values import Interval, Number


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a text writes: where (offsets in the folded text), how, and the value it has in this record.

    `bare` is the number without its hedge, and `at` where it begins.
    """

    start: int
    end: int
    words: str
    value: str
    unit: str = ""
    bare: str = ""
    at: int = 0

    @property
    def interval(self) -> Interval:
        """The numbers that it leaves possible."""
        return values.read_count(self.value).interval


@dataclass(frozen=True, slots=True)
class Mention:
    """A date that a text writes, as far as it writes it: None for what it leaves out.

    `days` are the first and last day within the month; `weekday` is 0 for Monday; `months` the first and last month of
    a season; `back` is a step back from the day of saying.
    """

    start: int
    end: int
    words: str
    year: int | None = None
    month: int | None = None
    days: tuple[int, int] | None = None
    weekday: int | None = None
    months: tuple[int, int] | None = None
    back: tuple[str, int] | None = None


@dataclass(frozen=True)
class Language:
    """How a language writes numbers, hedges and dates."""

    tag: str
    table: dict[str, Any]

    @cached_property
    def words(self) -> dict[str, dict[str, Any]]:
        """The tables that say what a word or phrase means, by their names; words are in the spelling of `plain`."""
        listed = {name: words for name, words in self.table.items() if isinstance(words, dict)}
        return {name: {plain(word): meaning for word, meaning in words.items()} for name, words in listed.items()}

    @cached_property
    def numerals(self) -> Numerals:
        """What finds numbers in digits and in words."""
        return Numerals(self.table)

    @cached_property
    def vague_pattern(self) -> re.Pattern[str]:
        """A word that stands for a number."""
        return re.compile(rf"(?<!\w){any_of(self.table['vague'])}(?!\w)", re.I)

    @cached_property
    def before_pattern(self) -> re.Pattern[str]:
        """A hedge that ends where a number begins."""
        # "Handed over 25" hands over, and counts no more than 25.
        return re.compile(
            rf"(?<!\w)(?:{any_of(self.table.get('no_hedges', ()))}|({any_of(self.table['hedges'])}))\s+$", re.I
        )

    @cached_property
    def after_pattern(self) -> re.Pattern[str]:
        """A hedge that begins where a number ends, or after the one word that says what is counted: `40 people or more`.

        Some languages tie it to the number: `100-dən çox`.
        """
        return re.compile(rf"(?:\s+(?:[^\W\d]+\s+)?|(?=-))({any_of(self.table['hedges_after'])})(?!\w)", re.I)

    @cached_property
    def opener_pattern(self) -> re.Pattern[str]:
        """A word that opens a range and ends where a number begins."""
        return re.compile(rf"(?<!\w){any_of(self.table['range_openers'])}\s+$", re.I)

    @cached_property
    def unit_pattern(self) -> re.Pattern[str]:
        """A unit that begins where a number ends."""
        return re.compile(rf"[\s-]*({any_of(self.table['units'])})(?!\w)", re.I)

    @cached_property
    def date_patterns(self) -> tuple[re.Pattern[str], ...]:
        """The ways to write a date; what an earlier one has taken, a later one leaves alone."""
        table = self.table
        month, part, until = any_of(table["months"]), any_of(table["parts"]), any_of(table["ranges"])
        number, year = r"(?:[12]\d|3[01]|0?[1-9])", r"(?:1[5-9]|20)\d\d"
        day = f"{number}{any_of(table.get('day_suffixes', ()))}?"
        days = rf"(?P<day>{day})(?:\s*{until}\s*(?P<day2>{day}))?"
        patterns = (
            rf"(?P<year>{year})-(?P<num>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])",
            rf"(?P<day>{number})[./](?P<num>0?[1-9]|1[0-2])[./](?P<year>{year})" if table.get("day_first") else r"(?!)",
            rf"(?P<year>{year}){any_of(table.get('after_year', ()))}\s+(?P<month>{month})(?:\s+{days})?",
            rf"{days}\s+(?:of\s+)?(?P<month>{month})\.?(?:,?\s+(?P<year>{year}))?",
            rf"(?P<month>{month})\.?\s+{days}(?!\d)(?:,?\s+(?P<year>{year}))?",
            rf"(?P<part>{part})(?:[\s-]+to[\s-]+(?P<part2>{part}))?[\s-]+(?:of\s+)?(?P<month>{month})(?:,?\s+(?:of\s+)?(?P<year>{year}))?",
            rf"(?P<month>{month})\.?,?\s+(?:of\s+)?(?P<year>{year})",
            rf"(?P<season>{any_of(table['seasons'])})(?:\s+of)?\s+(?P<year>{year})",
            rf"(?P<season>{any_of(set(table['seasons']) - set(table['ambiguous_seasons']))})",
            rf"(?P<month>{any_of(set(table['months']) - set(table['ambiguous_months']))})",
            rf"(?P<back>{any_of(table['relative'])})",
            rf"(?P<weekday>{any_of(table['weekdays'])})",
            rf"(?P<year>{year})",
        )
        return tuple(re.compile(rf"(?<![\w/]){pattern}(?!\w)", re.I) for pattern in patterns)


LONGEST_TAG = 8  # letters of a language's name, in BCP 47


@cache
def language(tag: str) -> Language | None:
    """Return how the language of a tag (`en`, `en-GB`) is read; None when no table for it is there."""
    name = tag.partition("-")[0].lower()
    path = resources.files("generator") / "languages" / f"{name}.yml"
    if not name.isalpha() or len(name) > LONGEST_TAG or not path.is_file():
        return None
    return Language(tag, yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def figures(text: str, lang: Language) -> list[Figure]:
    """Return every number and vague number word of a text, with its hedge, in order; numbers of dates among them."""
    folded = fold(text)
    vague = list(lang.vague_pattern.finditer(folded))
    in_vague = Taken(folded, (match.span() for match in vague))
    # "several hundred" is no 100, but "two dozen" is 24, and "some 40" a number with its hedge.
    found = [_figure(folded, one, lang) for one in lang.numerals.find(folded) if in_vague.free(one.start, one.start + 1)]
    found = _ranges(folded, found, lang)
    taken = Taken(folded, ((one.start, one.end) for one in found))
    for match in vague:
        if taken.free(*match.span()):
            value = lang.words["vague"][plain(match.group())]
            found.append(Figure(match.start(), match.end(), match.group(), value, _unit(folded, match.end(), lang)))
    return sorted(found, key=lambda one: one.start)


class Taken:
    """Which characters of a text are taken."""

    def __init__(self, text: str, spans: Iterable[tuple[int, int]] = ()) -> None:
        """Take the text and the spans that are taken from the start."""
        self._mask = bytearray(len(text))
        for start, end in spans:
            self.take(start, end)

    def take(self, start: int, end: int) -> None:
        """Take the characters from `start` to `end`."""
        self._mask[start:end] = b"\1" * (end - start)

    def free(self, start: int, end: int) -> bool:
        """Return whether none of the characters from `start` to `end` is taken."""
        return not any(self._mask[start:end])


# How far before a number its hedge may begin: longer than any phrase, and a bound on the work for a long text.
_REACH = 60


def _figure(folded: str, numeral: Numeral, lang: Language) -> Figure:
    start, end = numeral.start, numeral.end
    hedge = ""
    before = lang.before_pattern.search(folded, max(0, start - _REACH), start)
    after = lang.after_pattern.match(folded, end)
    if before and before[1]:
        hedge = lang.words["hedges"][plain(before[1])]
        start = before.start(1)
    elif after:
        hedge = lang.words["hedges_after"][plain(after[1])]
        end = after.end()
    bare = values.format_number(numeral.number)
    unit = _unit(folded, numeral.end, lang)
    return Figure(start, end, folded[start:end], f"{hedge} {bare}".strip(), unit, bare, numeral.start)


def _unit(folded: str, end: int, lang: Language) -> str:
    unit = lang.unit_pattern.match(folded, end)
    return str(lang.words["units"][plain(unit[1])]) if unit else ""


def _ranges(folded: str, found: list[Figure], lang: Language) -> list[Figure]:
    """Join two numbers with a range word between them into one figure: `60 to 160`, `between 5 and 7`."""
    joined: list[Figure] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and _is_range(folded, last, one, lang):
            words = folded[last.start : one.end]
            joined[-1] = Figure(last.start, one.end, words, f"{last.value} to {one.bare}", one.unit)
        else:
            joined.append(one)
    return joined


def _is_range(folded: str, first: Figure, second: Figure, lang: Language) -> bool:
    if " " in first.value or not second.bare or not first.bare or Number(first.bare) > Number(second.bare):
        return False
    between = plain(folded[first.end : second.at])
    if " " in second.value and folded[second.start : second.at].strip() == "":
        return False
    opened = between in lang.table["opened_ranges"]
    before = lang.opener_pattern.search(folded, max(0, first.start - _REACH), first.start)
    return between in lang.table["ranges"] or (opened and before is not None)


def mentions(text: str, lang: Language) -> list[Mention]:
    """Return every date, weekday, season, year and relative time of a text, in order."""
    folded = fold(text)
    taken = Taken(folded)
    found: list[Mention] = []
    for pattern in lang.date_patterns:
        for match in pattern.finditer(folded):
            if taken.free(*match.span()) and not _is_other_word(match, lang):
                taken.take(*match.span())
                found.append(_mention(match, lang))
    return sorted(found, key=lambda one: one.start)


def _is_other_word(match: re.Match[str], lang: Language) -> bool:
    """Return whether a month's name is written as the other word that it also is: "may 12 people"."""
    month = match.groupdict().get("month") or ""
    return month.islower() and month in lang.table["ambiguous_months"]


def _mention(match: re.Match[str], lang: Language) -> Mention:
    got = {key: value for key, value in match.groupdict().items() if value}
    table = lang.words
    first = int(re.sub(r"\D", "", got["day"])) if "day" in got else None
    last = int(re.sub(r"\D", "", got["day2"])) if "day2" in got else first
    part = table["parts"][plain(got["part"])] if "part" in got else None
    if part and "part2" in got:
        part = [part[0], table["parts"][plain(got["part2"])][1]]
    words = match.group().rstrip(".")  # of an abbreviated month, or of the sentence
    return Mention(
        match.start(),
        match.start() + len(words),
        words,
        year=int(got["year"]) if "year" in got else None,
        month=int(got["num"]) if "num" in got else table["months"][plain(got["month"])] if "month" in got else None,
        days=(first, last) if first and last else tuple(part) if part else None,
        weekday=table["weekdays"][plain(got["weekday"])] if "weekday" in got else None,
        months=tuple(table["seasons"][plain(got["season"])]) if "season" in got else None,
        back=tuple(table["relative"][plain(got["back"])]) if "back" in got else None,
    )


def span(mention: Mention, said: Span | None) -> Span | None:
    """Return the days that a mention means, where `said` is when it was said; None when they cannot be told.

    A date without its year is the last one before it was said; a weekday is the last such day, that day included.
    """
    try:
        if mention.back or mention.weekday is not None:
            return _pointed(mention, said.earliest) if said and said.exact and said.earliest else None
        if mention.year is not None:
            return _in_year(mention, mention.year)
        latest = said.latest or said.earliest if said else None
        # 29 February is at most eight years back.
        for year in range(latest.year, latest.year - 9, -1) if latest else ():
            found = _in_year(mention, year)
            if latest and found and found.earliest and found.earliest <= latest:
                return found
    except (ValueError, OverflowError):  # before the first year or after the last that a calendar has
        pass
    return None


def _in_year(mention: Mention, year: int) -> Span | None:
    if mention.months:
        first, last = mention.months
        end = year + (last < first)
        return Span(date(year, first, 1), date(end, last, monthrange(end, last)[1]))
    if mention.month is None:
        return Span(date(year, 1, 1), date(year, 12, 31))
    length = monthrange(year, mention.month)[1]
    first, last = mention.days or (1, length)
    if first > min(last, length):
        return None
    return Span(date(year, mention.month, first), date(year, mention.month, min(last, length)))


def _pointed(mention: Mention, said: date) -> Span:
    if mention.weekday is not None:
        day = said - timedelta(days=(said.weekday() - mention.weekday) % 7)
        return Span(day, day)
    unit, steps = mention.back or ("day", 0)
    if unit == "day":
        return Span(said - timedelta(days=steps), said - timedelta(days=steps))
    if unit == "week":
        monday = said - timedelta(days=said.weekday() + 7 * steps)
        return Span(monday, monday + timedelta(days=6))
    if unit == "month":
        months = said.year * 12 + said.month - 1 - steps
        year, month = divmod(months, 12)
        return Span(date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1]))
    return Span(date(said.year - steps, 1, 1), date(said.year - steps, 12, 31))
