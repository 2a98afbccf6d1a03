"""What a claim states can be read from its quote: the number with its hedge, the date, the name of the place.

Number words count ("sixty-two"), and a vague word ("dozens", "none") is recorded as that word. A date without its year
is the last one before the day it was said; a weekday is the last such day. Where the words do not suffice, `exception`
says why; it is listed on the method page, and it must go when it is no longer needed. Languages without a table in
`generator/languages/` are not read.

bad:
    value: about 6000
    quote: at least 6000 people

good:
    value: at least 6000
    quote: at least 6000 people
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from generator import answers, dates, reading, units, values
from generator.dates import Span
from generator.evidence import fold
from generator.model import Checked, Record
from generator.problems import Problem
from generator.schema import ClaimEntry, PlaceFile, QuestionFile, SourceFile

WHY = "a number or date that its quote does not show could drift from the document without anybody noticing"
WHY_EXCEPTION = "an exception that is not needed hides the next mistake"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each value that its quote does not show, and for each exception that is not needed."""
    for checked, source in record.of_kind("source"):
        lang = reading.language(source.language)
        if lang is None:
            continue
        for index, claim in enumerate(source.claims):
            question = record.questions.get(claim.question)
            if question and claim.value is not None:
                yield from of_claim(record, checked, ("claims", index), claim, question, source, lang)


def of_claim(
    record: Record, checked: Checked, path: tuple[str | int, ...], claim: ClaimEntry, question: QuestionFile,
    source: SourceFile, lang: reading.Language,
) -> Iterator[Problem]:  # fmt: skip
    """Yield the problem of one claim, if it has one."""
    read = readings(record, claim, question, source, lang)
    if read is None:
        return
    shows, found = read
    if shows and claim.exception:
        yield checked.problem(
            "value-in-quote", (*path, "exception"), f"the quote shows `{claim.value}`: no exception is needed", on="key",
            why=WHY_EXCEPTION, mend="delete `exception`",
        )  # fmt: skip
    elif not shows and not claim.exception:
        told = (
            f"the quote reads {', '.join(f'`{one}`' for one in found)}" if found else "the quote shows nothing of the kind"
        )
        yield checked.problem(
            "value-in-quote", (*path, "value"), f"the value is `{claim.value}`, and {told}", why=WHY,
            mend="correct the value, quote the words that show it, or say in `exception` what it is read from",
        )  # fmt: skip


def readings(
    record: Record, claim: ClaimEntry, question: QuestionFile, source: SourceFile, lang: reading.Language
) -> tuple[bool, list[str]] | None:
    """Return whether the quote shows the value, and what it shows; None where that cannot be asked."""
    value = claim.value or ""
    try:
        answer = answers.read(question, value)
    except ValueError:  # the rule `value` tells it
        return None
    if question.type == "count":
        found = numbers(claim.quote, lang)
        count = values.read_count(value)
        unit = units.named(count.unit or question.unit or "")
        plain = value.removesuffix(count.unit).rstrip()
        fits = [one for one in found if one.unit in ("", unit) and same(question, one.value, plain)]
        return bool(fits), [one.value if one.unit in ("", unit) else f"{one.value} {one.unit}" for one in found]
    if isinstance(answer, Span):
        return date_shown(claim, source, lang)
    if question.type == "place":
        place = record.shapes["place"].get(value)
        return (place_shown(place, claim), []) if place else None
    return None


def same(question: QuestionFile, shown: str, value: str) -> bool:
    """Return whether what a figure shows is the value: the same answer, in digits or by a vague word as that is.

    So "none" shows `none` and not `0`: in "none of the nine", 9 must not pass for 0. What no count can be is no answer.
    """
    if re.search(r"\d", shown) is None and re.search(r"\d", value):
        return False
    try:
        return answers.read(question, shown) == answers.read(question, value)
    except ValueError:
        return False


def numbers(quote: str, lang: reading.Language) -> list[reading.Figure]:
    """Return the figures of a quote that are no part of a date."""
    taken = [(m.start, m.end) for m in reading.mentions(quote, lang) if m.month or m.weekday is not None]
    return [one for one in reading.figures(quote, lang) if all(one.end <= a or b <= one.start for a, b in taken)]


def date_shown(claim: ClaimEntry, source: SourceFile, lang: reading.Language) -> tuple[bool, list[str]]:
    """Return whether the quote shows the days of a value, alone, as a pair or as an open end; and what it shows."""
    said = moment(claim, source)
    mentions = reading.mentions(claim.quote, lang)
    beside = {m.year for here in claim.also for m in reading.mentions(here.quote, lang) if m.year}
    wanted, shown = strict(claim.value or ""), set[Span]()
    # Each moment is one way to read all dates that lack a year: two ways are never mixed.
    for when in (said, *(Span(None, date(year, 12, 31)) for year in beside)):
        spans = [found for mention in mentions if (found := reading.span(mention, when))]
        shown |= set(spans) | {a.hull(b) for a, b in combinations(spans, 2)}
        shown |= {Span(one.earliest, None) for one in spans} | {Span(None, one.latest) for one in spans}
    return wanted in shown, [mention.words for mention in mentions]


def strict(edtf: str) -> Span:
    """Return the days of a date without what `~` and `?` add: the mark says that the words are vague."""
    span = dates.read(edtf.replace("~", "").replace("?", "").replace("%", ""))
    return Span(span.earliest, span.latest)


def moment(claim: ClaimEntry, source: SourceFile) -> Span | None:
    """Return when a claim was said, as far as its file says."""
    text = claim.said or source.published
    try:
        return dates.read(text) if text else None
    except dates.DateError:
        return None


def place_shown(place: PlaceFile, claim: ClaimEntry) -> bool:
    """Return whether a name of the place stands in the claim's words."""
    words = " ".join([claim.quote, *(here.quote for here in claim.also)])
    return any(re.search(rf"(?<!\w){re.escape(fold(name.name))}(?!\w)", fold(words)) for name in place.names)
