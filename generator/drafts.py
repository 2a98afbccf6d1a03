"""Drafts a claim for each figure and each date of a text: where it stands, a short quote around it, and its value.

A draft states nothing yet: which question it answers, who says so, and a paraphrase are the contributor's.
"""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import chain, count

from generator import archive, dates, evidence, reading
from generator.dates import Span
from generator.evidence import Fingerprint
from generator.reading import Language
from generator.rules.file_name import suggestion
from generator.rules.quote import LEAST, MOST
from generator.rules.value_in_quote import numbers
from generator.schema import ID_LENGTH

USUAL = 8  # words of a quote, where nothing asks for more or fewer


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure or date of a text.

    `value` is empty where a date cannot be told. `quote` is empty where no quote can hold it: fewer than four words
    stand there, or they are the whole sentence. `inferred` says that a date is told by the day of publication.
    """

    id: str
    paragraph: int
    words: str
    value: str
    quote: str
    date: bool
    inferred: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A line, folded, with the bounds of its words, and the first and last word (excluded) of its sentences."""

    line: str
    folded: str
    spans: list[tuple[int, int]]
    sentences: list[tuple[int, int]]

    @classmethod
    def of(cls, line: str) -> _Paragraph:
        folded = evidence.fold(line)
        spans = evidence.words(folded)
        found = [(0, len(spans))]
        at = word = 0
        for sentence in archive.sentences(folded):
            at = folded.index(sentence, at) + len(sentence)
            start = word
            while word < len(spans) and spans[word][0] < at:
                word += 1
            if start < word < len(spans) + (start > 0):
                found.append((start, word))
        return cls(line, folded, spans, found[1:] + found[:1])

    def words(self, start: int, end: int) -> str:
        """Return the words from `start` to before `end`."""
        return self.folded[self.spans[start][0] : self.spans[end - 1][1]] if start < end else ""


@dataclass(frozen=True, slots=True)
class _Found:
    """A figure or date in a folded paragraph, and whether a quote that is read by itself shows the same."""

    start: int
    end: int
    value: str
    date: bool
    inferred: bool
    shown: Callable[[str], bool]


def drafts(
    text: str, fingerprint: Fingerprint, lang: Language, published: str, headline: str, captions: Collection[str]
) -> Iterator[list[Draft]]:
    """Yield the drafts of each paragraph of a text, in order.

    `published` is the day of publication in EDTF or empty: a date without its year is read by it.
    """
    said = dates.read(published) if published else None
    taken: set[str] = set()
    paragraphs = [_Paragraph.of(line) for line in text.splitlines() if evidence.fold(line)]
    whole = {paragraph.words(*sentence) for paragraph in paragraphs for sentence in paragraph.sentences}
    for number, paragraph in enumerate(paragraphs, 1):
        part = "headline" if number == 1 and paragraph.line == headline else "caption" if paragraph.line in captions else ""
        made = []
        for found in _found(paragraph.folded, lang, said):
            fitting = (one for one in _quotes(paragraph, found) if one not in whole and fingerprint.stands_in(one, number))
            quote = as_written(paragraph, next(fitting, ""))
            words = paragraph.folded[found.start : found.end]
            ident = _unique(f"p{number}-{found.value or words}", taken)
            made.append(Draft(ident, number, words, found.value, quote, found.date, found.inferred, part))
        yield made


def _found(folded: str, lang: Language, said: Span | None) -> list[_Found]:
    """Return the figures of a paragraph that are no part of a date, and its dates, in order."""
    mentions = reading.mentions(folded, lang)
    figures = [
        one for one in numbers(folded, lang)
        if not any(m.start <= one.start and one.end <= m.end for m in mentions)
    ]  # fmt: skip
    found = [_of_figure(one, lang) for one in figures]
    # A year inside a longer figure ("about 1900 birds") is drafted as the figure.
    alone = (m for m in mentions if not any(one.start < m.end and m.start < one.end for one in figures))
    found += [_of_mention(mention, lang, said) for mention in alone]
    return sorted(found, key=lambda one: one.start)


def _of_figure(figure: reading.Figure, lang: Language) -> _Found:
    return _Found(
        figure.start, figure.end, figure.value, False, False,
        lambda quote: any(one.value == figure.value for one in numbers(quote, lang)),
    )  # fmt: skip


def _of_mention(mention: reading.Mention, lang: Language, said: Span | None) -> _Found:
    span = reading.span(mention, said)
    return _Found(
        mention.start, mention.end, as_edtf(span) if span else "", True, mention.year is None,
        lambda quote: any(reading.span(one, said) == span for one in reading.mentions(quote, lang)),
    )  # fmt: skip


def as_edtf(span: Span) -> str:
    """Return the days of a mention as a date is written in a fact file: a day, a month, a year or an interval."""
    first, last = span.earliest, span.latest
    if first is None or last is None or first == last:
        return (first or last or "") and str(first or last)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"{first.year:04}"
    if (first.year, first.month, first.day) == (last.year, last.month, 1) and last.day == monthrange(last.year, last.month)[
        1
    ]:
        return f"{first.year:04}-{first.month:02}"
    return f"{first}/{last}"


def _quotes(paragraph: _Paragraph, found: _Found) -> Iterator[str]:
    """Yield quotes around a figure that show it, the handiest first: within its sentence, then within the paragraph."""
    inside = [n for n, (start, end) in enumerate(paragraph.spans) if start < found.end and found.start < end]
    if not inside:
        return
    first, last = inside[0], inside[-1]
    own = next(((a, b) for a, b in paragraph.sentences if a <= first and last < b), (first, last + 1))
    for low, high in (own, (0, len(paragraph.spans))):
        for start, end in _windows(first, last, low, high):
            quote = paragraph.words(start, end)
            if found.shown(quote):
                yield quote


def _windows(first: int, last: int, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Yield first and last of words around a figure, within bounds, the handiest ones first."""
    least = max(LEAST, last - first + 1)
    sizes = sorted(range(least, MOST + 1), key=lambda size: (abs(size - USUAL), size))
    for size in sizes:
        befores = sorted(range(size - (last - first)), key=lambda before: abs(before - 2))
        for before in befores:
            start = first - before
            if start >= low and start + size <= high:
                yield start, start + size


def as_written(paragraph: _Paragraph, quote: str) -> str:
    """Return a quote from the folded paragraph with the dashes and quotation marks that stood there before.

    Folding changes characters one by one and white space: the n-th visible character of the one is that of the other.
    """
    if not quote:
        return ""
    before = sum(not char.isspace() for char in paragraph.folded[: paragraph.folded.index(quote)])
    wanted = sum(not char.isspace() for char in quote)
    seen = 0
    kept = []
    for char in unicodedata.normalize("NFC", paragraph.line):
        if before <= seen < before + wanted:
            kept.append(char)
        seen += not char.isspace()
    return " ".join("".join(kept).split())


def _unique(wish: str, taken: set[str]) -> str:
    """Return an id near `wish` that is not taken yet, and take it."""
    stem = suggestion(wish)[: ID_LENGTH - 6].strip("-")
    ident = next(one for one in chain([stem], (f"{stem}-{n}" for n in count(2))) if one not in taken)
    taken.add(ident)
    return ident
