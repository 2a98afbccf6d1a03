"""What the templates show, as plain data: every text still unescaped, every link final and relative to its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlsplit

from generator import keys, names, reasons
from generator.discrepancies import ARITHMETIC, Discrepancy
from generator.index import Index
from generator.keys import NO_KEYS, Keys
from generator.model import Claim
from generator.schema import Cited

FOLDERS = {"question": "questions", "actor": "actors", "event": "events", "source": "sources", "place": "places"}
RELATIONS = ("conflict", "compatible", "agree", "not comparable")


@dataclass(frozen=True, slots=True)
class Link:
    """A text and where it leads."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A phrase of a document: where it stands here and at its publisher's."""

    text: str
    source: Link
    paragraph: int
    language: str
    original: str
    archived: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """How claims stand to each other: relation, kind or facet, and why.

    `reasons` is where the page of the question gives the reasons for one facet, and `mark` the anchor there.
    """

    relation: str
    kind: str
    why: str
    reasons: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """The other answers that a claim stands to in one way; `why` is the address of the reasons, mostly on the same page."""

    relation: str
    kind: str
    why: str
    others: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Reasons:
    """The reasons for one relation between a question's answers, each told once, below the anchor `mark`."""

    relation: str
    mark: str
    stands: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A claim as every table shows it; `up_to` says that `when` is a period without a beginning, "until 3 May 2020"."""

    id: str
    anchor: str
    permalink: str
    question: Link
    speaker: Link
    party: str
    via: tuple[Link, ...]
    answer: str
    kind: str
    population: str
    where: Link | None
    when: str
    said: str
    says: str
    part: str
    note: str
    exception: str
    quote: Quote
    also: tuple[Quote, ...]
    stands: tuple[Stand, ...] = ()
    beside: tuple[Beside, ...] = ()
    repeats: tuple[Row, ...] = ()
    repeated: Link | None = None
    repeats_self: bool = False
    superseded: Link | None = None
    keys: Keys = NO_KEYS
    up_to: bool = False

    @property
    def tally(self) -> tuple[tuple[str, int], ...]:
        """How many discrepancies of each relation the claim is in, those that are not comparable aside."""
        listed = [each.relation for each in self.stands]
        return tuple((relation, listed.count(relation)) for relation in RELATIONS[:3] if relation in listed)


@dataclass(frozen=True, slots=True)
class Table:
    """The answers to a question: rows, silence, and what was found among them."""

    question: str
    title: str
    headline: str
    rows: tuple[Row, ...]
    silent: tuple[Row, ...]
    apart: tuple[Stand, ...]
    arithmetic: tuple[Stand, ...]
    reasons: tuple[Reasons, ...]
    has_population: bool
    has_when: bool
    compared: bool


def up(depth: int) -> str:
    """Return the relative way from a page `depth` folders deep to the top of the site."""
    return "../" * depth


def href(depth: int, kind: str, ident: str) -> str:
    """Return the address of an item's page, relative to a page `depth` folders deep."""
    if kind == "question" and "." in ident:
        event, _, aspect = ident.partition(".")
        return f"{up(depth)}events/{event}/index.html#{aspect}"
    return f"{up(depth)}{FOLDERS[kind]}/{ident}/index.html"


def link(index: Index, depth: int, kind: str, ident: str) -> Link:
    """Return a link to an item's page, under its label."""
    return Link(names.label(index.facts, kind, ident), href(depth, kind, ident))


def claim_href(depth: int, claim: Claim) -> str:
    """Return the permalink of a claim, relative to a page `depth` folders deep."""
    return f"{up(depth)}sources/{claim.source}/index.html#{anchor(claim)}"


def anchor(claim: Claim) -> str:
    """Return the id of a claim's element on its source's page."""
    return f"claim-{claim.anchor}"


@lru_cache(maxsize=65_536)
def fragment(url: str, words: str, before: str = "", after: str = "") -> str:
    """Return `url` with a text fragment, so that a browser opens the document at the quoted words.

    `before` and `after` tell which of several occurrences is meant. https://wicg.github.io/scroll-to-text-fragment/:
    long texts as start and end, each hyphen encoded.
    """
    if not url:
        return ""
    parts = words.split()
    told = _encoded(words) if len(parts) <= 10 else f"{_encoded(' '.join(parts[:5]))},{_encoded(' '.join(parts[-5:]))}"
    told = f"{_encoded(before)}-,{told}" if before else told
    told = f"{told},-{_encoded(after)}" if after else told
    return f"{url}{'' if urlsplit(url).fragment else '#'}:~:text={told}"


def _encoded(text: str) -> str:
    return quote(text, safe="").replace("-", "%2D")


def quoted(index: Index, depth: int, source: str, paragraph: int, words: str, before: str = "", after: str = "") -> Quote:
    """Return a phrase of a source, which is named in short."""
    shape = index.facts.sources[source]
    short = Link(short_source(index, source), href(depth, "source", source))
    original = fragment(shape.url or "", words, before, after)
    return Quote(words, short, paragraph, shape.language, original, shape.archived or "")


def short_source(index: Index, source: str) -> str:
    """Return a source in short: who published it and when."""
    shape = index.facts.sources[source]
    published = index.in_words(shape.published) or index.wording.say("list.not_dated")
    return f"{names.label(index.facts, 'actor', shape.publisher)}, {published}"


def cited(index: Index, depth: int, entry: Cited) -> Quote:
    """Return the phrase that a name, role, containment or involvement rests on."""
    return quoted(index, depth, entry.source, entry.paragraph, entry.quote)


def kind_of(claim: Claim) -> str:
    """Return what a claim is: a `response` instead of an answer, a `value`, or a `position`, a free answer."""
    return "response" if claim.entry.response else "value" if claim.entry.value is not None else "position"


def row(index: Index, depth: int, claim: Claim, *, full: bool = True) -> Row:
    """Return a claim as a row; `full` adds how it stands to others and who repeats it."""
    facts, entry = index.facts, claim.entry
    standing = index.found.standings[claim.id]
    party = names.label(facts, "party", claim.party) if claim.party else ""
    population = reasons.population(facts, claim.question, entry.of) if entry.of else ""
    return Row(
        id=claim.id,
        anchor=anchor(claim),
        permalink=claim_href(depth, claim),
        question=link(index, depth, "question", claim.question),
        speaker=link(index, depth, "actor", claim.by),
        party=party,
        via=tuple(link(index, depth, "actor", actor) for actor in entry.via),
        answer=index.answer(claim),
        kind=kind_of(claim),
        population=population,
        where=link(index, depth, "place", entry.where) if entry.where else None,
        when=index.in_words(claim.over or claim.as_of),
        said=index.in_words(claim.said),
        says=entry.says,
        part=entry.part or "",
        note=entry.note or "",
        exception=entry.exception or "",
        quote=quoted(index, depth, claim.source, entry.paragraph, entry.quote, entry.before or "", entry.after or ""),
        also=tuple(quoted(index, depth, claim.source, here.paragraph, here.quote) for here in entry.also),
        stands=tuple(stands(index, depth, claim)) if full else (),
        beside=beside(index, depth, claim) if full else (),
        repeats=tuple(row(index, depth, c, full=False) for c in index.repeats.get(claim.id, ())) if full else (),
        repeated=claim_link(index, depth, standing.origin) if standing.origin != claim.id else None,
        repeats_self=index.claims[standing.origin].by == claim.by,
        superseded=claim_link(index, depth, standing.superseded_by) if standing.superseded_by else None,
        keys=keys.of_claim(claim, standing.answer),
        up_to=(claim.over or claim.as_of).startswith(("..", "/")),
    )


def claim_link(index: Index, depth: int, ident: str) -> Link:
    """Return a link to a claim under who gave which answer."""
    claim = index.claims[ident]
    return Link(index.told(claim), claim_href(depth, claim))


def stands(index: Index, depth: int, claim: Claim) -> Iterator[Stand]:
    """Yield how a claim stands to others, conflicts first."""
    facets: set[str] = set()
    found = index.of_claim.get(claim.id, ())
    for each in sorted(found, key=lambda d: (RELATIONS.index(d.relation), d.kind, d.facet, d.groups)):
        if each.relation == "not comparable":  # once a facet; what the page says below gives each reason
            if each.facet in facets:
                continue
            facets.add(each.facet)
        yield stand(depth, each)


def stand(depth: int, each: Discrepancy) -> Stand:
    """Return a discrepancy as it is shown."""
    kind = each.facet or (each.kind if each.kind in ARITHMETIC else "")
    if not each.facet:
        return Stand(each.relation, kind, each.why)
    page, _, _ = href(depth, "question", each.question).partition("#")
    mark = mark_of(each)
    return Stand(each.relation, kind, each.why, f"{page}#{mark}", mark)


def mark_of(each: Discrepancy) -> str:
    """Return the anchor of the reasons that a discrepancy is told among, on the page of its question."""
    told = f"not-{each.facet}" if each.facet else "arithmetic" if each.kind in ARITHMETIC else f"why-{each.relation}"
    return aspect_mark(each.question, told)


def aspect_mark(question: str, mark: str) -> str:
    """Return an anchor; on an event's page, which holds more than one question, the name of its aspect goes before it."""
    _, _, aspect = question.partition(".")
    return f"{aspect}-{mark}" if aspect else mark


def beside(index: Index, depth: int, claim: Claim) -> tuple[Beside, ...]:
    """Return to which other answers a claim stands in which way: conflicts first, each way told once."""
    ways: dict[tuple[int, str, str, str], dict[str, Link]] = {}
    for each in index.of_claim.get(claim.id, ()):
        kind = each.facet or (each.kind if each.kind in ARITHMETIC else "")
        others = ways.setdefault((RELATIONS.index(each.relation), kind, each.relation, _why(depth, claim, each)), {})
        if not each.facet:
            others |= {other: other_answer(index, depth, claim, other) for other in _others(each, claim.id)}
    listed = sorted(ways.items())
    return tuple(Beside(relation, kind, why, tuple(others.values())) for (_, kind, relation, why), others in listed)


def _why(depth: int, claim: Claim, each: Discrepancy) -> str:
    """Return where the reasons stand: a sum may be told on the page of another question."""
    page = "" if each.question == claim.question else href(depth, "question", each.question).partition("#")[0]
    return f"{page}#{mark_of(each)}"


def _others(each: Discrepancy, ident: str) -> Iterator[str]:
    """Yield the claims that the discrepancy holds `ident` against: those of its own group aside."""
    for group in each.groups:
        if ident not in group:
            yield from group


def other_answer(index: Index, depth: int, claim: Claim, other: str) -> Link:
    """Return a link to another answer: to its row in the same table, else to its permalink."""
    there = index.claims[other]
    text = index.told(there)
    if there.question != claim.question:
        return Link(text, claim_href(depth, there))
    return Link(text, f"#{row_mark(index.found.standings[other].origin)}")


def row_mark(ident: str) -> str:
    """Return the anchor of a claim's row in the table of answers."""
    return f"row-{ident.replace('/', '--')}"


def table(index: Index, depth: int, question: str) -> Table:
    """Return the answers to a question, in the one order of claims."""
    facts = index.facts
    claims = index.by_question.get(question, [])
    lead = [c for c in claims if index.found.standings[c.id].origin == c.id]
    rows = tuple(row(index, depth, claim) for claim in lead if not claim.entry.response)
    found = index.of_question.get(question, [])
    shape = facts.questions[question]
    return Table(
        question=question,
        title=shape.title,
        headline=index.headline(question),
        rows=rows,
        silent=tuple(row(index, depth, claim) for claim in lead if claim.entry.response),
        apart=tuple(
            stand(depth, each)
            for each in sorted(found, key=lambda d: (d.facet, d.groups))
            if each.relation == "not comparable"
        ),
        arithmetic=tuple(stand(depth, each) for each in found if each.kind in ARITHMETIC),
        reasons=reasons_of(question, depth, found),
        has_population=any(one.population or one.where for one in rows),
        has_when=shape.time != "none",
        compared=shape.type != "position",
    )


def reasons_of(question: str, depth: int, found: Iterable[Discrepancy]) -> tuple[Reasons, ...]:
    """Return why answers conflict, can both be true, or agree: each reason once, what follows from arithmetic aside."""
    told: dict[str, dict[str, Stand]] = {relation: {} for relation in RELATIONS[:3]}
    for each in found:
        if not each.facet and each.kind not in ARITHMETIC:
            told[each.relation].setdefault(each.why, stand(depth, each))
    return tuple(
        Reasons(relation, aspect_mark(question, f"why-{relation}"), tuple(stands_.values()))
        for relation, stands_ in told.items()
        if stands_
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an index: a link, what it is, and figures."""

    link: Link
    what: str = ""
    more: str = ""
    counts: tuple[tuple[str, int], ...] = ()


def relations(found: Iterable[Discrepancy]) -> tuple[tuple[str, int], ...]:
    """Return how many discrepancies of each relation there are, in the one order of relations."""
    listed = [each.relation for each in found]
    return tuple((relation, listed.count(relation)) for relation in RELATIONS if relation in listed)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its path below the pages folder, its template, its title and what the template needs.

    `files` are further files that belong to it: path and text of each.
    """

    path: str
    template: str
    title: str
    description: str
    context: dict[str, Any]
    edit: str = ""
    wide: bool = False
    files: tuple[tuple[str, str], ...] = ()
