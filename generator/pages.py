"""Which pages the site has and what each shows: facts and comparison in, pages as plain data out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from generator import cite, dates, history, lists, names, views
from generator.compare import Comparison
from generator.index import Index
from generator.lists import Page
from generator.model import Facts, claim_id
from generator.schema import Name, QuestionFile
from generator.views import Link

TYPES = {
    "count": "a number",
    "date": "a date",
    "place": "a place",
    "choice": "one of several answers",
    "position": "a free answer",
}
TIMES = {
    "stock": "at a moment",
    "flow": "within a period",
    "total": "a running total up to a moment",
    "none": "",
}
ASPECTS = (("date", "When"), ("place", "Where"))


def all_pages(facts: Facts, found: Comparison) -> Iterator[Page]:
    """Yield every page that the generator writes, hand-written ones aside."""
    index = Index(facts, found)
    yield lists.home(index)
    yield from lists.all_lists(index)
    yield lists.answers_matrix(index)
    mentions = views.mentions(index, 2)
    for ident in facts.questions:
        if "." not in ident:
            yield question(index, ident)
    for ident in facts.actors:
        yield actor(index, ident)
    for ident in facts.events:
        yield event(index, ident)
    for ident in facts.places:
        yield place(index, ident)
    for ident in facts.sources:
        yield source(index, ident, mentions.get(ident, []))
    yield from redirects(facts)


def question(index: Index, ident: str) -> Page:
    """Return the page of a question."""
    shape = index.facts.questions[ident]
    table = views.table(index, 2, ident)
    definitions = [(p.name, p.about or part_of(shape, p.part_of)) for p in shape.populations]
    definitions += [(choice.name, excluded(shape, choice.excludes)) for choice in shape.choices]
    claims, from_, alone = index.origins(ident)
    facts = [("On record", f"{claims} claims, {from_} origins"), ("Resting on one origin alone", f"{alone} of {claims}")]
    facts = facts if claims else []
    facts += [("Answers are", TYPES[shape.type]), ("Unit", shape.unit or ""), ("Counted", TIMES[shape.time])]
    if shape.type == "choice":
        facts.append(
            (
                "Two different answers",
                "cannot both be true" if shape.exclusive else "can both be true, unless they say otherwise",
            )
        )
    return Page(
        f"questions/{ident}/index.md", "question.md.j2", shape.title, table.headline,
        {
            "table": table,
            "about": shape.about or "",
            "facts": [(term, text) for term, text in facts if text],
            "event": views.link(index, 2, "event", shape.event) if shape.event else None,
            "definitions": definitions,
            "histories": [
                (views.link(index, 2, "actor", one.speaker), [views.row(index, 2, c) for c in one.claims])
                for one in history.histories(index.by_question.get(ident, ()))
            ],
            "notes": [
                {
                    "text": note.note,
                    "quote": views.cited(index, 2, note),
                    "claims": [views.claim_link(index, 2, claim) for claim in note.claims],
                }
                for note in shape.notes
            ],
        },
        f"questions/{ident}.yml", wide=True,
    )  # fmt: skip


def part_of(shape: QuestionFile, whole: str | None) -> str:
    """Return what a population is a part of, in words."""
    return next((f"part of: {p.name}" for p in shape.populations if p.id == whole), "")


def excluded(shape: QuestionFile, excludes: tuple[str, ...]) -> str:
    """Return which answers a choice excludes, in words."""
    listed_ = [choice.name for choice in shape.choices if choice.id in excludes]
    return f"excludes: {'; '.join(listed_)}" if listed_ else ""


@dataclass(frozen=True, slots=True)
class NameLine:
    """A name in use."""

    name: str
    variant: bool
    language: str
    used_by: Link
    quote: views.Quote


def name_lines(index: Index, used: tuple[Name, ...]) -> list[NameLine]:
    """Return names in alphabetical order, each with who uses it."""
    ordered = sorted(used, key=lambda n: (names.sort_key(n.name), n.used_by, n.source, n.paragraph))
    return [
        NameLine(
            n.name, n.variant, n.language or index.facts.sources[n.source].language,
            views.link(index, 2, "actor", n.used_by), views.cited(index, 2, n),
        )
        for n in ordered
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """Something other than a claim that somebody says: a role, a containment, an involvement."""

    about: Link
    by: Link
    quote: views.Quote
    what: str = ""
    when: str = ""
    at: Link | None = None


def voice(index: Index, source: str, by: str | None) -> Link:
    """Return who says something: `by`, or the document's own voice."""
    shape = index.facts.sources[source]
    return views.link(index, 2, "actor", by or (shape.authors[0] if shape.authors else shape.publisher))


def actor(index: Index, ident: str) -> Page:
    """Return the page of an actor."""
    facts, shape = index.facts, index.facts.actors[ident]
    label = names.actor_label(shape)
    claims = index.by_actor.get(ident, [])
    rows = [views.row(index, 2, claim) for claim in claims]
    relayed = [views.row(index, 2, claim, full=False) for claim in index.by_relay.get(ident, ())]
    terms = [
        ("Kind", shape.kind),
        ("Speaks for", names.label(facts, "party", shape.party) if shape.party else "no party"),
        ("About that party", (facts.parties[shape.party].about or "") if shape.party else ""),
        ("Appears here for", shape.capacity or ""),
    ]
    roles = [
        Said(
            Link(label, ""), voice(index, role.source, role.by), views.cited(index, 2, role), role.role,
            role_time(role.from_, role.until, role.as_of), views.link(index, 2, "actor", role.at) if role.at else None,
        )
        for role in shape.roles
    ]  # fmt: skip
    involved = [
        Said(views.link(index, 2, "event", key), voice(index, one.source, one.by), views.cited(index, 2, one), one.as_)
        for key, one in index.involved.get(ident, ())
    ]
    published = [views.link(index, 2, "source", source) for source in index.published.get(ident, ())]
    return Page(
        f"actors/{ident}/index.md", "actor.md.j2", label, f"{label}: claims on record: {len(claims)}.",
        {
            "about": shape.about or "",
            "facts": [(term, text) for term, text in terms if text],
            "said": [one for one in rows if one.kind != "response"],
            "silent": [one for one in rows if one.kind == "response"],
            "relayed": relayed,
            "at_odds": [views.stand(2, each) for each in index.at_odds.get(ident, ())],
            "names": name_lines(index, shape.names),
            "roles": roles,
            "involved": involved,
            "published": published,
        },
        f"actors/{ident}.yml",
    )  # fmt: skip


def role_time(start: str | None, end: str | None, moment_: str | None) -> str:
    """Return the time of a role in words."""
    parts = [f"since {dates.in_words(start)}" if start else "", f"until {dates.in_words(end)}" if end else ""]
    return ", ".join(filter(None, [*parts, f"as of {dates.in_words(moment_)}" if moment_ else ""]))


def event(index: Index, ident: str) -> Page:
    """Return the page of an event."""
    shape = index.facts.events[ident]
    involved = [
        Said(views.link(index, 2, "actor", one.actor), voice(index, one.source, one.by), views.cited(index, 2, one), one.as_)
        for one in shape.involved
    ]
    return Page(
        f"events/{ident}/index.md", "event.md.j2", shape.title, index.headline(f"{ident}.date"),
        {
            "about": shape.about or "",
            "part_of": views.link(index, 2, "event", shape.part_of) if shape.part_of else None,
            "parts": [views.link(index, 2, "event", part) for part in index.parts_of.get(ident, ())],
            "changes": [views.link(index, 2, "question", q) for q in shape.changes],
            "aspects": [(key, title, views.table(index, 2, f"{ident}.{key}")) for key, title in ASPECTS],
            "questions": [lists.question_line(index, 2, question) for question in index.asked_of.get(ident, ())],
            "involved": involved,
        },
        f"events/{ident}.yml", wide=True,
    )  # fmt: skip


def place(index: Index, ident: str) -> Page:
    """Return the page of a place."""
    shape = index.facts.places[ident]
    label = names.place_label(shape)
    within = [
        Said(views.link(index, 2, "place", w.place), voice(index, w.source, w.by), views.cited(index, 2, w))
        for w in shape.within
    ]
    holds = [
        Said(views.link(index, 2, "place", other), voice(index, w.source, w.by), views.cited(index, 2, w))
        for other, w in index.holds.get(ident, ())
    ]
    return Page(
        f"places/{ident}/index.md", "place.md.j2", label, f"{label}: every name in use, and who uses it.",
        {
            "about": shape.about or "",
            "facts": [("Kind", shape.kind)],
            "names": name_lines(index, shape.names),
            "within": within,
            "holds": holds,
            "said": [views.row(index, 2, claim) for claim in index.by_place.get(ident, ())],
        },
        f"places/{ident}.yml",
    )  # fmt: skip


def source(index: Index, ident: str, mentions: list[views.Mention]) -> Page:
    """Return the page of a source."""
    facts, shape = index.facts, index.facts.sources[ident]
    claims = sorted(index.by_source.get(ident, []), key=lambda c: (c.entry.paragraph, c.id))
    print_ = facts.fingerprints.get(ident)
    checked = f"against a fingerprint of {print_.paragraphs} paragraphs" if print_ else "not yet: there is no fingerprint"
    terms = [
        ("Kind", shape.kind),
        ("Published", dates.in_words(shape.published) if shape.published else "not dated"),
        ("Language", shape.language),
        ("Quotes checked", checked),
    ]
    chain = [
        Said(
            views.link(index, 2, "source" if d.source else "actor", d.source or d.publisher or shape.publisher),
            voice(index, ident, None), views.quoted(index, 2, ident, d.paragraph, d.quote),
        )
        for d in shape.derived_from
    ]  # fmt: skip
    return Page(
        f"sources/{ident}/index.md", "source.md.j2", shape.title,
        f"{len(claims)} claims drawn from a document published by {names.label(facts, 'actor', shape.publisher)}.",
        {
            "publisher": views.link(index, 2, "actor", shape.publisher),
            "authors": [views.link(index, 2, "actor", author) for author in shape.authors],
            "facts": terms,
            "url": shape.url or "",
            "host": urlsplit(shape.url or "").hostname or "",
            "archived": shape.archived or "",
            "archived_host": urlsplit(shape.archived or "").hostname or "",
            "chain": [{"link": step.about, "quote": step.quote} for step in chain],
            "note": shape.note or "",
            "rows": [views.row(index, 2, claim) for claim in claims],
            "mentions": mentions,
            "sums": list(sums(index, ident)),
            "set_aside": shape.set_aside,
            "cite": [
                ("Plain text", cite.plain(facts, ident)), ("BibTeX", cite.bibtex(facts, ident)),
                ("CSL-JSON", cite.csl_text(facts, [ident])),
            ],
        },
        f"sources/{ident}.yml",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SumLine:
    """A declared sum: how it stands, and the words that state it or the note that says why it is one."""

    stand: views.Stand
    quote: views.Quote | None
    note: str


def sums(index: Index, ident: str) -> Iterator[SumLine]:
    """Yield the sums that a source declares, in the order of its file."""
    for entry in index.facts.sources[ident].sums:
        total, *parts = (claim_id(ident, name) for name in (entry.total, *entry.parts, *entry.less))
        each = index.sums.get(((total,), tuple(parts)))
        if each:
            cited = views.quoted(index, 2, ident, entry.paragraph, entry.quote) if entry.paragraph and entry.quote else None
            yield SumLine(views.stand(2, each), cited, entry.note or "")


def redirects(facts: Facts) -> Iterator[Page]:
    """Yield a page at every old address, which leads to the new one."""
    kinds: dict[str, Mapping[str, Any]] = {
        "questions": facts.questions, "actors": facts.actors, "events": facts.events,
        "places": facts.places, "sources": facts.sources,
    }  # fmt: skip
    for folder, entries in kinds.items():
        for ident, shape in entries.items():
            for old in shape.was:
                to = f"../{ident}/index.html"
                yield Page(f"{folder}/{old}/index.md", "redirect.md.j2", "Moved", "This page has moved.", {"to": to})
