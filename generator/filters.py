"""What a table of claims can be sorted and filtered by: the columns, and the choices of each filter.

The controls themselves are in `templates/tables.j2`; `docs/assets/scripts/40-tables.js` gives them life. Both read what
is prepared here: rows carry their machine values (`keys`) as data attributes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator import names
from generator.views import RELATIONS, Row
from generator.wording import Wording

FILTERS = ("question", "by", "party", "of", "relation", "response", "source")
LONG = 20  # rows: the controls of a shorter table are folded away, because its answers are what a reader came for


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter: its value in the address, and its words."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A column of few values. `idle` is one whose rows all have the same: it is not offered.

    Parties have no ids and no order on a page, only their names beside what was said: scripts collect those.
    """

    key: str
    options: tuple[Option, ...]
    idle: bool


@dataclass(frozen=True, slots=True)
class Sort:
    """A column to sort by, and what it holds: `text`, `number`, `day`, `mixed` or `count` (of conflicts)."""

    key: str
    kind: str


@dataclass(frozen=True, slots=True)
class Tools:
    """The controls of one table: `name` goes before its settings in the address, `file` is what a download is called."""

    name: str
    file: str
    question: str
    filters: tuple[Filter, ...]
    sorts: tuple[Sort, ...]
    rows: int
    unfolded: bool


def of_table(words: Wording, question: str, title: str, rows: Sequence[Row], part: str = "answers") -> Tools:
    """Return the controls of a table of answers (or of the `part` "silence") to a question."""
    aspect = question.partition(".")[2]
    name = part if not aspect else aspect if part == "answers" else f"{aspect}-{part}"
    file = question if part == "answers" else f"{question}-{part}"
    return Tools(name, file, title, filters(words, rows), tuple(sorts(rows, part)), len(rows), len(rows) >= LONG)


def filters(words: Wording, rows: Iterable[Row], keys: Sequence[str] = FILTERS) -> tuple[Filter, ...]:
    """Return a filter for each of `keys` that any row has a value of; the choices in alphabetical order."""
    found: dict[str, dict[str, str]] = {key: {} for key in keys}
    for row in rows:
        for key, value, text in choices(words, row):
            if key in found:
                found[key][value] = text
    return tuple(
        Filter(key, () if key == "party" else tuple(ordered(key, values)), len(values) < 2)
        for key, values in found.items()
        if values
    )


def choices(words: Wording, row: Row) -> Iterator[tuple[str, str, str]]:
    """Yield every value that a row can be filtered by: of which filter, its id, and its words."""
    keys = row.keys
    yield "question", keys.question, row.question.text
    yield "by", keys.by, row.speaker.text
    if row.party:
        yield "party", row.party, row.party
    if keys.of:
        yield "of", keys.of, row.population
    if keys.response:
        yield "response", word(keys.response), row.answer
    for each in (row, *row.repeats):
        yield "source", each.keys.source, each.quote.source.text
    for relation in {stand.relation: None for stand in row.stands}:
        yield "relation", word(relation), words.say(f"relation.{relation}")


def word(text: str) -> str:
    """Return a relation or a response as one word, because an attribute may hold several."""
    return text.replace(" ", "-")


def ordered(key: str, values: dict[str, str]) -> list[Option]:
    """Return the choices of a filter: relations in their one order, anything else alphabetically."""
    options = [Option(value, text) for value, text in values.items()]
    if key == "relation":
        order = [word(relation) for relation in RELATIONS]
        return sorted(options, key=lambda option: order.index(option.value))
    return sorted(options, key=lambda option: (names.sort_key(option.text), option.value))


def sorts(rows: Sequence[Row], part: str = "answers") -> Iterator[Sort]:
    """Yield the columns that the rows can be sorted by, as they stand in the table."""
    silent = part == "silence"
    yield Sort("by", "text")
    yield Sort("response", "text") if silent else Sort("answer", answer_kind(rows))
    if not silent and any(row.population or row.where for row in rows):
        yield Sort("of", "text")
    if not silent and any(row.keys.when for row in rows):
        yield Sort("when", "day")
    yield Sort("said", "day")
    yield Sort("source", "text")
    if not silent and any(row.stands for row in rows):
        yield Sort("relation", "count")


def answer_kind(rows: Iterable[Row]) -> str:
    """Return what the answers are sorted as."""
    kinds = set()
    for row in rows:
        end = row.keys.low or row.keys.high
        kinds.add("text" if not end else "day" if "-" in end[1:] else "number")
    return kinds.pop() if len(kinds) == 1 else "mixed" if kinds else "text"


def attributes(row: Row) -> tuple[tuple[str, str], ...]:
    """Return the data attributes of a row, those without a value left out; several values have a space between them."""
    keys = row.keys
    sources = {keys.source: None} | {again.keys.source: None for again in row.repeats}
    told = {word(stand.relation): None for stand in row.stands}
    given = {
        "claim": row.id,
        "question": keys.question,
        "by": keys.by,
        "party": row.party,
        "of": keys.of,
        "response": word(keys.response),
        "source": " ".join(sources),
        "relation": " ".join(told),
        "conflicts": str(dict(row.tally).get("conflict", "")),
        "low": keys.low,
        "high": keys.high,
        "when": keys.when,
        "said": keys.said,
        "paragraph": str(row.quote.paragraph),
    }
    return tuple((name, value) for name, value in given.items() if value)
