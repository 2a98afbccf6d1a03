"""The page of a source: every claim drawn from it, in order of paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator import cite, dates, names, views
from generator.index import Index
from generator.mentions import Mention, Said, voice
from generator.model import claim_id
from generator.views import Page


def page(index: Index, ident: str, mentioned: list[Mention]) -> Page:
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
            "mentions": mentioned,
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
