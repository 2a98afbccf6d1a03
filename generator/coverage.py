"""Tells which figures, dates and quoted statements of an archived text no citation covers.

A figure or date is covered when all its words, hedge included, stand in one quote of that paragraph; a quoted statement
when a quote lies in it or overlaps it. What carries no claim is set aside in the source's file, with a reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Literal

from generator import evidence, reading
from generator.model import Record
from generator.problems import did_you_mean
from generator.quotations import quotations
from generator.rules.paragraph import places
from generator.rules.set_aside import occurrences
from generator.schema import SetAside, SourceFile

Kind = Literal["figure", "date", "quotation"]
State = Literal["open", "set aside", "cited"]

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Item:
    """Something of a text that the record should have: where (offsets in the folded paragraph), what, and whether it has.

    `around` is what stands before and after it, a few words; `why` the reason when it is set aside.
    """

    source: str
    paragraph: int
    start: int
    end: int
    kind: Kind
    words: str
    around: tuple[str, str]
    state: State
    why: str = ""


@dataclass(frozen=True)
class Coverage:
    """All that a text has; `read` says whether number words and dates of its language can be read, not digits only."""

    source: str
    read: bool
    items: tuple[Item, ...]

    def count(self, *states: State) -> int:
        """Return how many items are in one of the states."""
        return sum(item.state in states for item in self.items)


def sources(record: Record) -> dict[str, SourceFile]:
    """Return the sources of a record by id, those that do not fit their schema left out."""
    return record.shapes["source"]


def obstacle(record: Record, source: str) -> str:
    """Return why the coverage of a source cannot be told, and what to do about it; nothing when it can."""
    shape, text, fingerprint = sources(record).get(source), record.archive.get(source), record.fingerprints.get(source)
    if shape is None:
        near = did_you_mean(source, sources(record))
        return (
            f"there is no source `{source}` that can be read{f': {near}' if near else ''}\nmend: `check` tells what is wrong"
        )
    if text is None:
        address = f" from {shape.archived or shape.url}" if shape.archived or shape.url else ""
        return (
            f"the archive has no text of `{source}`\nmend: save its text{address}, one paragraph a line, in UTF-8,"
            f" as {source}.txt in the folder archive/ beside the facts, or name another folder with --archive"
        )
    if fingerprint and evidence.digest(text) != fingerprint.sha256:
        return f"the text of `{source}` in the archive is not the one of its fingerprint\nmend: `check` tells what to do"
    return ""


def coverage(record: Record, source: str) -> Coverage:
    """Return what the archived text of `source` has, and what of it the record lacks.

    Raises KeyError where `obstacle` says that the record has no such source, or the archive no text of it.
    """
    shape = sources(record)[source]
    paragraphs = evidence.paragraphs(record.archive[source])
    cited: dict[int, list[Span]] = {}
    for _, _, entry, where in places(record):
        number, quote = getattr(entry, "paragraph", 0) or 0, getattr(entry, "quote", None)
        if where == source and quote and number <= len(paragraphs):
            cited.setdefault(number, []).extend(occurrences(quote, paragraphs[number - 1]))
    aside: dict[int, list[SetAside]] = {}
    for item in shape.set_aside:
        aside.setdefault(item.paragraph, []).append(item)
    lang = reading.language(shape.language)
    items = [
        _item(source, number, paragraphs[number - 1], span, kind, cited.get(number, []), aside.get(number, []))
        for number, span, kind in _found(paragraphs, lang)
    ]
    return Coverage(source, lang is not None, tuple(items))


def _found(paragraphs: list[str], lang: reading.Language | None) -> list[tuple[int, Span, Kind]]:
    """Return everything that a text has, in order: its paragraph, where in it, and what it is."""
    found: list[tuple[int, Span, Kind]] = [
        (number, (start, end), "quotation") for number, start, end in quotations(paragraphs)
    ]
    for number, folded in enumerate(paragraphs, 1):
        taken = reading.Taken(folded)
        for start, end, kind in _readings(folded, lang):
            if taken.free(start, end):
                taken.take(start, end)
                found.append((number, (start, end), kind))
    return sorted(found)


def _readings(folded: str, lang: reading.Language | None) -> Iterator[tuple[int, int, Kind]]:
    """Yield dates, then figures, then digits that are read as neither; what comes first wins.

    Only a figure that holds a bare year and more comes before it: "no more than 2000" is no year.
    """
    if lang:
        mentions, figures = reading.mentions(folded, lang), reading.figures(folded, lang)
        years = {edge for one in mentions if one.words.isdigit() for edge in (one.start, one.end)}
        for figure in figures:
            if not figure.words.isdigit() and years & {figure.start, figure.end}:
                yield figure.start, figure.end, "figure"
        for mention in mentions:
            yield mention.start, mention.end, "date"
        for figure in figures:
            yield figure.start, figure.end, "figure"
    for pattern in (r"\w*\d+(?:[.,]\d+)*\w*", r"\d+"):
        for match in re.finditer(pattern, folded):
            yield match.start(), match.end(), "figure"


def _item(
    source: str, number: int, folded: str, span: Span, kind: Kind, cited: Iterable[Span], aside: Iterable[SetAside]
) -> Item:
    state: State = "open"
    why = next((one.why for one in aside if _sets_aside(one, folded, span, kind)), "")
    if any(_covers(quote, span, kind) for quote in cited):
        state, why = "cited", ""
    elif why:
        state = "set aside"
    start, end = span
    around = (_tail(folded[max(0, start - 60) : start]), _head(folded[end : end + 60]))
    return Item(source, number, start, end, kind, folded[start:end], around, state, why)


def _covers(quote: Span, span: Span, kind: Kind) -> bool:
    if kind == "quotation":
        return quote[0] < span[1] and span[0] < quote[1]
    return quote[0] <= span[0] and span[1] <= quote[1]


def _sets_aside(one: SetAside, folded: str, span: Span, kind: Kind) -> bool:
    """Return whether an entry sets something aside: all of it, or, of a quotation, the words that it begins with."""
    if one.words is None:
        return True
    first = next(iter(evidence.words(folded[span[0] : span[1]])), (0, 0))[0] + span[0]
    for start, end in occurrences(one.words, folded):
        if start <= span[0] and span[1] <= end:
            return True
        if kind == "quotation" and start <= first < end and evidence.count_words(folded[first:end]) >= 3:
            return True
    return False


def _tail(text: str) -> str:
    return " ".join(text.split()[-4:] if len(text) < 60 else text.split()[1:][-4:])


def _head(text: str) -> str:
    return " ".join(text.split()[:4])


def show(found: Iterable[Coverage], form: Literal["text", "json"] = "text", every: bool = False) -> str:
    """Return what is not covered, a line each, and a summary a source; with `every`, also what is set aside and why."""
    listed = [
        (one, [item for item in one.items if item.state == "open" or (every and item.state == "set aside")]) for one in found
    ]
    if form == "json":
        rows = [_summary(one) | {"items": [_fields(item) for item in items]} for one, items in listed]
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    return "".join("".join(map(_line, items)) + _told(one) for one, items in listed)


def _fields(item: Item) -> dict[str, object]:
    fields = asdict(item) | {"words": _short(item.words)}
    return {key: fields[key] for key in ("source", "paragraph", "kind", "state", "words", "around", "why")}


def _summary(one: Coverage) -> dict[str, object]:
    total = len(one.items)
    done = one.count("cited", "set aside")
    return {
        "source": one.source, "total": total, "cited": one.count("cited"), "set_aside": one.count("set aside"),
        "open": one.count("open"), "per_cent": 100 * done // total if total else 100, "number_words_read": one.read,
    }  # fmt: skip


def _told(one: Coverage) -> str:
    row = _summary(one)
    told = f"{row['per_cent']}% of {row['total']}: {row['cited']} cited, {row['set_aside']} set aside, {row['open']} open"
    unread = "" if one.read else " (digits and quotations only: generator/languages/ has no table for its language)"
    return f"{one.source}: {told}{unread}\n"


def _line(item: Item) -> str:
    before, after = item.around
    words = f"{before} [{_short(item.words)}] {after}".strip()
    reason = f" (set aside: {item.why})" if item.why else ""
    return f"{item.source}:{item.paragraph}: {item.kind}: {words}{reason}\n"


def _short(words: str) -> str:
    split = words.split()
    return words if len(split) <= 8 else f"{' '.join(split[:5])} ... {' '.join(split[-2:])}"
