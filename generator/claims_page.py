"""The table of all claims: pages of at most 500 rows for everyone, and for scripts one file that holds every row.

Where one page holds the whole record, the page itself is the data. Beyond that, `claims/data.js` is loaded when a reader
asks for it: a script, not JSON that is fetched, so that it also loads where the site is opened from files.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator import filters, origins, views
from generator.filters import Sort, Tools
from generator.index import Index
from generator.model import Claim
from generator.views import RELATIONS, Link, Page, Row, Stand

ROWS = 500  # rows a page: about 60 KiB over the wire
DATA = "claims/data.js"
FILTERS = ("question", "by", "party", "relation", "response", "source")  # populations are a question's own: not offered here
COLUMNS = ("question", "by", "answer", "of", "when", "said", "source", "relation")


@dataclass(frozen=True, slots=True)
class Turn:
    """One page of a table that goes on: its number, its address, and whether it is the one that is shown."""

    number: int
    href: str
    here: bool


def pages(index: Index) -> Iterator[Page]:
    """Yield the pages of the table of all claims; with the first of several comes the file of every row."""
    claims = in_order(index)
    parts = [claims[start : start + ROWS] for start in range(0, len(claims), ROWS)] or [[]]
    whole = script(index) if len(parts) > 1 else ""
    for number, part in enumerate(parts, 1):
        yield page(index, number, part, len(parts), len(claims), whole)


def in_order(index: Index) -> list[Claim]:
    """Return every claim in the one order of claims."""
    return sorted(index.facts.claims, key=origins.order)


def page(index: Index, number: int, part: Sequence[Claim], parts: int, claims: int, whole: str) -> Page:
    """Return one page of the table; `whole` is the file of every row, empty where one page holds them all."""
    depth = 1 if number == 1 else 2
    rows = tuple(row(index, depth, claim) for claim in part)
    first = (number - 1) * ROWS + 1
    say = index.wording.say
    title = say("table.claims.title") if number == 1 else say("table.claims.title_page", page=number)
    turns = [Turn(n, address(depth, n), n == number) for n in range(1, parts + 1)]
    beyond = {turn.number: Link(str(turn.number), turn.href) for turn in turns}
    return Page(
        f"claims/{f'{number}/' if number > 1 else ''}index.md", "claims.md.j2", title, say("table.claims.about"),
        {
            "rows": rows,
            "claims": claims,
            "first": first,
            "last": first + len(rows) - 1,
            "turns": turns if parts > 1 else [],
            "before": beyond.get(number - 1),
            "after": beyond.get(number + 1),
            "tools": tools(index, rows, claims, whole=not whole),
            "size": size(len(whole.encode())),
            "top": views.up(depth),
            "relations": RELATIONS,
        },
        wide=True, files=((DATA, whole),) if whole and number == 1 else (),
    )  # fmt: skip


def size(octets: int) -> str:
    """Return a size in words that readers know from their machines."""
    return f"{octets / 1_000_000:.1f} MB"


def address(depth: int, number: int) -> str:
    """Return the address of a page of the table, relative to a page `depth` folders deep."""
    return f"{views.up(depth)}claims/{f'{number}/' if number > 1 else ''}index.html"


def row(index: Index, depth: int, claim: Claim) -> Row:
    """Return a claim as a row that counts its relations and leaves their reasons to the page of its question."""
    stands = tuple(Stand(each.relation, "", "") for each in index.of_claim.get(claim.id, ()))
    return replace(views.row(index, depth, claim, full=False), stands=stands)


def tools(index: Index, rows: Sequence[Row], claims: int, *, whole: bool) -> Tools:
    """Return the controls of the table; where it has several pages, the choices of its filters come with the data."""
    if whole:
        offered = filters.filters(index.wording, rows, FILTERS)
    else:
        offered = tuple(filters.Filter(key, (), idle=False) for key in FILTERS)
    kinds = {"answer": "mixed", "when": "day", "said": "day", "relation": "count"}
    sorts = tuple(Sort(column, kinds.get(column, "text")) for column in COLUMNS)
    return Tools("", "claims", "", offered, sorts, claims, unfolded=True)


def script(index: Index) -> str:
    """Return every row as a script that hands over one value."""
    text = json.dumps(data(index), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"globalThis.sideBySideClaims = {text};\n"


class Numbered(dict[Any, int]):
    """Values by their number: a value that is asked for the first time gets the next one."""

    def __missing__(self, value: Any) -> int:
        self[value] = len(self)
        return self[value]


def data(index: Index) -> dict[str, Any]:
    """Return every row of the table; what many rows share stands once, and rows name it by its number.

    A row: claim, source, question, speaker, party, relays, answer, low, high, population, place, when, said, response,
    relations (a count of each), paragraph, quote, the row it repeats, the row that replaced it; -1 is none.
    """
    claims = in_order(index)
    at = {claim.id: number for number, claim in enumerate(claims)}
    shared = {name: Numbered() for name in ("sources", "questions", "actors", "parties", "groups", "places", "times")}
    rows = [compact(index, claim, shared, at) for claim in claims]
    return {name: list(values) for name, values in shared.items()} | {"rows": rows}


def compact(index: Index, claim: Claim, shared: dict[str, Numbered], at: dict[str, int]) -> list[Any]:
    """Return a claim as one row of the data."""
    one, standing = row(index, 0, claim), index.found.standings[claim.id]
    keys, listed = one.keys, [stand.relation for stand in one.stands]
    return [
        claim.anchor,
        shared["sources"][claim.source, one.quote.source.text, one.quote.language],
        shared["questions"][claim.question, one.question.text, one.question.href],
        shared["actors"][claim.by, one.speaker.text],
        shared["parties"][one.party] if one.party else -1,
        [shared["actors"][actor, relay.text] for actor, relay in zip(claim.entry.via, one.via, strict=True)],
        one.answer,
        keys.low,
        keys.high,
        shared["groups"][one.population] if one.population else -1,
        shared["places"][keys.where, one.where.text] if one.where else -1,
        shared["times"][keys.when, one.when] if keys.when else -1,
        shared["times"][keys.said, one.said] if keys.said else -1,
        filters.word(keys.response),
        [listed.count(relation) for relation in RELATIONS],
        one.quote.paragraph,
        one.quote.text,
        at[standing.origin] if standing.origin != claim.id else -1,
        at[standing.superseded_by] if standing.superseded_by else -1,
    ]
