"""The events as a calendar (RFC 5545): an entry for each date that is claimed, disputed dates beside each other.

An entry takes whole days. A date that is known as a month or an interval is an entry that lasts as long; what was said,
by whom and where it is written stands in its description. Nothing here has a time of day or a place in one zone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from generator import dates, names, reasons
from generator.compare import Comparison
from generator.dates import Span
from generator.linked import iso
from generator.model import Claim, Facts
from generator.origins import Standing

NAME = "events.ics"
MOST = 75  # bytes of a line, without its end


def calendar(facts: Facts, found: Comparison) -> str:
    """Return the calendar of all dated events; who revised last is told by the newest document, not by a clock."""
    stamp = _stamp(facts)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Side by Side//Events//EN", "CALSCALE:GREGORIAN"]
    if facts.title:
        lines += [f"NAME:{_text(facts.title)}", f"X-WR-CALNAME:{_text(facts.title)}"]
    standings = _by_question(found)
    for event in sorted(facts.events):
        for span, claims in _dated(standings.get(f"{event}.date", ())):
            lines += _entry(facts, event, span, claims, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def _by_question(found: Comparison) -> dict[str, list[Standing]]:
    standings: dict[str, list[Standing]] = {}
    for standing in found.standings.values():
        standings.setdefault(standing.claim.question, []).append(standing)
    return standings


def _dated(standings: Iterable[Standing]) -> Iterator[tuple[Span, list[Claim]]]:
    """Yield each date that claims give for an event, with those claims: each origin once, replaced answers left out."""
    given: dict[Span, list[Claim]] = {}
    for standing in standings:
        if standing.leads and isinstance(standing.answer, Span):
            given.setdefault(standing.answer, []).append(standing.claim)
    dated = [(span, claims) for span, claims in given.items() if days(span)]
    yield from sorted(dated, key=lambda pair: (days(pair[0]), pair[1][0].id))


def days(span: Span) -> tuple[date, date] | None:
    """Return first and last day of an entry; an open end is left at the day that is known, None where neither is."""
    first, last = span.earliest or span.latest, span.latest or span.earliest
    return (first, last) if first and last else None


def _entry(facts: Facts, event: str, span: Span, claims: list[Claim], stamp: str) -> Iterator[str]:
    around = days(span)
    if around is None:
        raise TypeError("a date without a day has no entry")
    first, last = around
    said = dates.in_words(claims[0].entry.value or "")
    told = [_told(facts, claim) for claim in claims]
    title = facts.events[event].title
    # The id stays while event and claimed date stay, whoever else comes to say the same.
    told_as = f"{span.earliest}/{span.latest} {span.approximate} {span.uncertain}"
    mark = hashlib.sha256(told_as.encode()).hexdigest()[:8]
    yield "BEGIN:VEVENT"
    yield f"UID:{event}-{mark}@side-by-side"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_day(first)}"
    if last < date.max:
        yield f"DTEND;VALUE=DATE:{_day(last + timedelta(days=1))}"
    yield f"SUMMARY:{_text(f'{title} ({said})')}"
    yield f"DESCRIPTION:{_text(chr(10).join(told))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _told(facts: Facts, claim: Claim) -> str:
    source = facts.sources[claim.source]
    where = f"{source.title}, {names.label(facts, 'actor', source.publisher)}, paragraph {claim.entry.paragraph}"
    return f"{reasons.told(facts, claim)}. {claim.entry.says} “{claim.entry.quote}” ({where}; {claim.id})"


def _stamp(facts: Facts) -> str:
    published = [
        day for source in facts.sources.values() if (day := iso(source.published)) and len(day) == len("2020-01-01")
    ]
    return f"{max(published, default='1970-01-01').replace('-', '')}T000000Z"


def _text(text: str) -> str:
    """Return a text as a value: what separates values escaped, no control character."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return "".join(char for char in text if char.isprintable() or char in "\u200c\u200d")


def folded(line: str) -> Iterator[str]:
    """Yield a line in parts of at most 75 bytes, each after the first with a space before it, no character cut."""
    part, size = "", 0
    for char in line:
        width = len(char.encode())
        if size + width > MOST:
            yield part
            part, size = " ", 1
        part, size = part + char, size + width
    yield part
