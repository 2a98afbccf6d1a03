"""The page of a source: what it is, where it comes from, and every claim drawn from it, in order of paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator import cite, names, paragraphs, spoken, views
from generator.index import Index
from generator.mentions import Mention
from generator.model import claim_id
from generator.views import Link, Page


def page(index: Index, ident: str, mentioned: list[Mention]) -> Page:
    """Return the page of a source."""
    facts, shape, say = index.facts, index.facts.sources[ident], index.wording.say
    claims = sorted(index.by_source.get(ident, []), key=lambda c: (c.entry.paragraph, c.id))
    rows = [views.row(index, 2, claim) for claim in claims]
    claimed, cited = {claim.entry.paragraph for claim in claims}, {one.quote.paragraph for one in mentioned}
    print_ = facts.fingerprints.get(ident)
    publisher = names.label(facts, "actor", shape.publisher)
    return Page(
        f"sources/{ident}/index.md", "source.md.j2", shape.title,
        say("source.description", n=len(claims), publisher=publisher),
        {
            "publisher": views.link(index, 2, "actor", shape.publisher),
            "authors": [views.link(index, 2, "actor", author) for author in shape.authors],
            "facts": terms(index, ident),
            "url": shape.url or "",
            "host": host(shape.url),
            "archived": shape.archived or "",
            "archived_host": host(shape.archived),
            "sha256": print_.sha256 if print_ else "",
            "chain": chain(index, ident),
            "taken_by": [views.link(index, 2, "source", other) for other in taken_by(index, ident)],
            "note": shape.note or "",
            "language": shape.language,
            "coverage": paragraphs.coverage(index, ident, mentioned),
            "rows": rows,
            "paragraphs": paragraphs.grouped(index, rows),
            "mentions": paragraphs.groups(((one.quote.paragraph, one) for one in mentioned), claimed),
            "sums": list(sums(index, ident)),
            "set_aside": paragraphs.groups(((part.paragraph, part) for part in shape.set_aside), claimed | cited),
            "cite": [
                (say("source.cite_plain"), cite.plain(facts, ident)), (say("source.cite_bibtex"), cite.bibtex(facts, ident)),
                (say("source.cite_csl"), cite.csl_text(facts, [ident])),
            ],
        },
        f"sources/{ident}.yml",
    )  # fmt: skip


def terms(index: Index, ident: str) -> list[tuple[str, str]]:
    """Return what a source is, as terms and texts."""
    shape, say, print_ = index.facts.sources[ident], index.wording.say, index.facts.fingerprints.get(ident)
    checked = say("source.checked_against", n=print_.paragraphs) if print_ else say("source.not_checked")
    return [
        (say("source.kind"), say(f"source.kinds.{shape.kind}")),
        (say("source.published"), index.in_words(shape.published) or say("source.not_dated")),
        (say("source.language"), spoken.language(index, shape.language)),
        (say("source.checked"), checked),
    ]


def host(url: str | None) -> str:
    """Return the host of an address; nothing for none."""
    return urlsplit(url or "").netloc.lower()


@dataclass(frozen=True, slots=True)
class Step:
    """What a document says that it was taken from; where the record has that document, what that was taken from too."""

    link: Link
    quote: views.Quote
    steps: tuple[Step, ...]


def chain(index: Index, ident: str, above: tuple[str, ...] = ()) -> tuple[Step, ...]:
    """Return where a document says that it comes from, in its own order; one that would come again is not followed."""
    shape, way = index.facts.sources[ident], (*above, ident)
    return tuple(
        Step(
            views.link(index, 2, "source" if d.source else "actor", d.source or d.publisher or shape.publisher),
            views.quoted(index, 2, ident, d.paragraph, d.quote),
            chain(index, d.source, way) if d.source and d.source not in way else (),
        )
        for d in shape.derived_from
    )


def taken_by(index: Index, ident: str) -> list[str]:
    """Return the documents that say they were taken from this one, in alphabetical order of their titles."""
    sources = index.facts.sources
    found = [other for other, shape in sources.items() if any(each.source == ident for each in shape.derived_from)]
    return sorted(found, key=lambda other: (names.sort_key(sources[other].title), other))


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
