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
from generator.values import Interval, Number


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a text writes: where (offsets in the folded text), how, and the value it has in this record."""

    start: int
    end: int
    words: str
    value: str
    unit: str = ""

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
    def number_pattern(self) -> re.Pattern[str]:
        """A number in digits, or one in words."""
        table = self.table
        group, decimal = re.escape(table["grouping"]), re.escape(table["decimal"])
        digits = rf"\d{{1,3}}(?:{group}\d{{3}})+(?:{decimal}\d+)?|\d+(?:{decimal}\d+)?"
        plain, multiplied = _any(table["numbers"]), _any(table["multipliers"])
        joiner = rf"(?:\s+(?:{_any(table['joiners'])}))?[\s-]+"
        word = rf"(?:{plain}|{multiplied})"
        return re.compile(rf"(?<![\w.,])(?:{digits}|{word}(?:{joiner}{word})*)(?![\w])", re.I)

    @cached_property
    def vague_pattern(self) -> re.Pattern[str]:
        """A word that stands for a number."""
        return re.compile(rf"(?<!\w){_any(self.table['vague'])}(?!\w)", re.I)

    @cached_property
    def before_pattern(self) -> re.Pattern[str]:
        """A hedge that ends where a number begins."""
        return re.compile(rf"(?<!\w)({_any(self.table['hedges'])})\s+$", re.I)

    @cached_property
    def after_pattern(self) -> re.Pattern[str]:
        """A hedge that begins where a number ends."""
        return re.compile(rf"\s+({_any(self.table['hedges_after'])})(?!\w)", re.I)

    @cached_property
    def unit_pattern(self) -> re.Pattern[str]:
        """A unit that begins where a number ends."""
        return re.compile(rf"[\s-]*({_any(self.table['units'])})(?!\w)", re.I)


def _any(words: Iterable[str]) -> str:
    ordered = sorted((str(word) for word in words), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


@cache
def language(tag: str) -> Language | None:
    """Return how the language of a tag (`en`, `en-GB`) is read; None when no table for it is there."""
    path = resources.files("generator") / "languages" / f"{tag.partition('-')[0]}.yml"
    if not path.is_file():
        return None
    return Language(tag, yaml.safe_load(path.read_text(encoding="utf-8")))


def _word(text: str) -> str:
    return " ".join(text.lower().split())


def _number(lang: Language, text: str) -> Number:
    """Return the number that digits or words write: `1,500`, `sixty-two`, `two hundred and five`."""
    table = lang.table
    if text[0].isdigit():
        return Number(text.replace(table["grouping"], "").replace(table["decimal"], "."))
    total = current = 0
    for word in re.split(r"[\s-]+", _word(text)):
        if word in table["multipliers"]:
            factor = table["multipliers"][word]
            current = max(current, 1) * factor
            if factor >= 1000:
                total, current = total + current, 0
        elif word in table["numbers"]:
            current += table["numbers"][word]
    return Number(total + current)


def figures(text: str, lang: Language) -> list[Figure]:
    """Return every number and vague number word of a text, with its hedge, in order; numbers of dates among them."""
    folded = fold(text)
    found = [_figure(folded, match, lang) for match in lang.number_pattern.finditer(folded)]
    found = _ranges(folded, found, lang)
    taken = [(one.start, one.end) for one in found]
    for match in lang.vague_pattern.finditer(folded):
        if all(match.end() <= start or end <= match.start() for start, end in taken):
            value = lang.table["vague"][_word(match.group())]
            found.append(Figure(match.start(), match.end(), match.group(), value))
    return sorted(found, key=lambda one: one.start)


def _figure(folded: str, match: re.Match[str], lang: Language) -> Figure:
    start, end = match.span()
    hedge = ""
    before = lang.before_pattern.search(folded[:start])
    after = lang.after_pattern.match(folded, end)
    number = values.format_number(_number(lang, match.group()))
    unit = lang.unit_pattern.match(folded, end)
    if before:
        hedge = lang.table["hedges"][_word(before[1])]
        start = before.start(1)
    elif after:
        hedge = lang.table["hedges_after"][_word(after[1])]
        end = after.end()
    named = lang.table["units"][_word(unit[1])] if unit else ""
    return Figure(start, end, folded[start:end], f"{hedge} {number}".strip(), named)


def _ranges(folded: str, found: list[Figure], lang: Language) -> list[Figure]:
    """Join two numbers with a range word between them into one figure: `60 to 160`, `between 5 and 7`."""
    joined: list[Figure] = []
    openers = re.compile(rf"(?<!\w){_any(lang.table['range_openers'])}\s+$", re.I)
    for one in found:
        last = joined[-1] if joined else None
        gap = _word(folded[last.end : one.start]) if last else ""
        opened = bool(last and openers.search(folded[: last.start]))
        plain = bool(last) and one.value.isdigit() and last is not None and last.value.isdigit()
        if last and plain and gap in lang.table["ranges"] and (opened or gap != "and") and int(last.value) <= int(one.value):
            joined[-1] = Figure(last.start, one.end, folded[last.start : one.end], f"{last.value} to {one.value}", one.unit)
        else:
            joined.append(one)
    return joined


def mentions(text: str, lang: Language) -> list[Mention]:
    """Return every date, weekday, season, year and relative time of a text, in order."""
    folded = fold(text)
    table = lang.table
    month, part = _any(table["months"]), _any(table["parts"])
    day, year = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?", r"(?:1[5-9]|20)\d\d"
    patterns = (
        rf"(?P<year>{year})-(?P<num>\d\d)-(?P<day>\d\d)",
        rf"(?P<day>{day})\s+(?:of\s+)?(?P<month>{month})\.?(?:,?\s+(?P<year>{year}))?",
        rf"(?P<month>{month})\.?\s+(?P<day>{day})(?!\d)(?:,?\s+(?P<year>{year}))?",
        rf"(?P<part>{part})(?:[\s-]+to[\s-]+(?P<part2>{part}))?[\s-]+(?:of\s+)?(?P<month>{month})(?:,?\s+(?:of\s+)?(?P<year>{year}))?",
        rf"(?P<month>{month})\.?,?\s+(?:of\s+)?(?P<year>{year})",
        rf"(?P<season>{_any(table['seasons'])})(?:\s+of)?\s+(?P<year>{year})",
        rf"(?P<season>{_any(set(table['seasons']) - set(table['ambiguous_seasons']))})",
        rf"(?P<month>{_any(set(table['months']) - set(table['ambiguous_months']))})",
        rf"(?P<back>{_any(table['relative'])})",
        rf"(?P<weekday>{_any(table['weekdays'])})",
        rf"(?P<year>{year})",
    )
    found: list[Mention] = []
    for pattern in patterns:
        for match in re.finditer(rf"(?<![\w/]){pattern}(?!\w)", folded, re.I):
            if all(match.end() <= one.start or one.end <= match.start() for one in found):
                found.append(_mention(match, lang))
    return sorted(found, key=lambda one: one.start)


def _mention(match: re.Match[str], lang: Language) -> Mention:
    got = {key: value for key, value in match.groupdict().items() if value}
    table = lang.table
    first = int(re.sub(r"\D", "", got["day"])) if "day" in got else None
    part = table["parts"][_word(got["part"])] if "part" in got else None
    if part and "part2" in got:
        part = [part[0], table["parts"][_word(got["part2"])][1]]
    return Mention(
        match.start(),
        match.end(),
        match.group(),
        year=int(got["year"]) if "year" in got else None,
        month=int(got["num"]) if "num" in got else table["months"][_word(got["month"])] if "month" in got else None,
        days=(first, first) if first else tuple(part) if part else None,
        weekday=table["weekdays"][_word(got["weekday"])] if "weekday" in got else None,
        months=tuple(table["seasons"][_word(got["season"])]) if "season" in got else None,
        back=tuple(table["relative"][_word(got["back"])]) if "back" in got else None,
    )


def span(mention: Mention, said: Span | None) -> Span | None:
    """Return the days that a mention means, where `said` is when it was said; None when they cannot be told.

    A date without its year is the last one before it was said; a weekday is the last such day, that day included.
    """
    latest = said.latest or said.earliest if said else None
    if mention.back or mention.weekday is not None:
        return _pointed(mention, said.earliest) if said and said.exact and said.earliest else None
    if mention.year is not None:
        return _in_year(mention, mention.year)
    if latest is None:
        return None
    for year in (latest.year, latest.year - 1):
        found = _in_year(mention, year)
        if found and found.earliest and found.earliest <= latest:
            return found
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
    if first > length:
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
