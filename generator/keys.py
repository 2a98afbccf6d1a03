"""The machine values beside the words of a claim: what tables sort and filter it by, and what a download of them holds.

Ids are those of the files; numbers and days are written as in the data files, so that no reader has to parse a date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator import dates
from generator.answers import Answer
from generator.dates import Span
from generator.model import Claim
from generator.values import Interval


@dataclass(frozen=True, slots=True)
class Keys:
    """A claim's ids, and the ends of its answer and its times; empty is none, or an open end.

    `when` and `said` are two days with a slash between them (`2020-12-01/2020-12-31`), or empty where not known.
    """

    question: str = ""
    by: str = ""
    of: str = ""
    where: str = ""
    response: str = ""
    source: str = ""
    low: str = ""
    high: str = ""
    when: str = ""
    said: str = ""


NO_KEYS = Keys()


def of_claim(claim: Claim, answer: Answer | None) -> Keys:
    """Return the keys of a claim, whose answer is read as `answer`."""
    low, high = ends(answer)
    entry = claim.entry
    return Keys(
        question=claim.question,
        by=claim.by,
        of=entry.of or "",
        where=entry.where or "",
        response=entry.response or "",
        source=claim.source,
        low=low,
        high=high,
        when=days(claim.over or claim.as_of),
        said=days(claim.said),
    )


def ends(answer: Answer | None) -> tuple[str, str]:
    """Return the two ends of a number or a date, empty where open; nothing for an answer that has none."""
    if isinstance(answer, Interval):
        return number(answer.low), number(answer.high)
    if isinstance(answer, Span):
        return day(answer.earliest), day(answer.latest)
    return "", ""


def number(end: Decimal | None) -> str:
    """Return an end of an interval as plain decimals, without an exponent or needless zeros."""
    if end is None:
        return ""
    text = f"{end:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def day(end: date | None) -> str:
    """Return a day as ISO 8601 writes it, nothing for none."""
    return "" if end is None else str(end)


def days(edtf: str) -> str:
    """Return the first and the last day that a date may be."""
    if not edtf:
        return ""
    span = dates.read(edtf)
    return f"{day(span.earliest)}/{day(span.latest)}"
