"""Claims, actors, events, places and sources as nodes of schema.org, without any rating: who said it, and where.

A node is JSON-LD as plain data. Its identifiers are addresses of pages below `top`, the way from where the node will
stand to the top of the site. What is disputed is never a property of the thing itself: an event has no date here, it
has claims about its date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from generator import names, rows
from generator.compare import Comparison
from generator.datapackage import LICENCE, title
from generator.model import Claim, Facts, event_questions
from generator.schema import Name
from generator.views import FOLDERS

Node = dict[str, Any]

SOURCES = {
    "news article": "NewsArticle", "analysis": "Article", "report": "Report", "interview": "Article",
    "press release": "Article", "law": "Legislation", "post": "SocialMediaPosting", "video": "VideoObject",
}  # fmt: skip
ACTORS = {"person": "Person", "state organ": "GovernmentOrganization"}
CONTRIBUTORS = "Side by Side contributors"
_DAY = re.compile(r"\d{4}(-\d\d){0,2}")
_SEASON = re.compile(r"\d{4}-[24]\d")


def address(top: str, kind: str, ident: str) -> str:
    """Return the identifier of an item: its page's address; an event's own questions stand on the event's page."""
    if kind == "question" and "." in ident:
        event, _, aspect = ident.partition(".")
        return f"{top}events/{event}/index.html#{aspect}"
    return f"{top}{FOLDERS[kind]}/{ident}/index.html"


def _to(top: str, kind: str, ident: str) -> Node:
    return {"@id": address(top, kind, ident)}


def _known(node: Node) -> Node:
    """Return a node without what is not known."""
    return {key: value for key, value in node.items() if value not in (None, "", [], ())}


def in_language(text: str, language: str) -> Node:
    """Return a text of a document, in its language."""
    return {"@value": text, "@language": language}


def iso(edtf: str | None) -> str | None:
    """Return a date if it is a plain day, month or year, as schema.org wants them; what is imprecise is left to claims."""
    return edtf if edtf and _DAY.fullmatch(edtf) and not _SEASON.match(edtf) else None


def source_node(facts: Facts, ident: str, top: str) -> Node:
    """Return a document."""
    shape = facts.sources[ident]
    return _known(
        {
            "@id": address(top, "source", ident),
            "@type": SOURCES.get(shape.kind, "CreativeWork"),
            "name": in_language(shape.title, shape.language),
            "inLanguage": shape.language,
            "datePublished": iso(shape.published),
            "publisher": _to(top, "actor", shape.publisher),
            "author": [_to(top, "actor", author) for author in shape.authors],
            "url": {"@id": shape.url} if shape.url else None,
            "archivedAt": {"@id": shape.archived} if shape.archived else None,
            "isBasedOn": [_to(top, "source", step.source) for step in shape.derived_from if step.source],
        }
    )


def actor_node(facts: Facts, ident: str, top: str) -> Node:
    """Return an actor with every name in use; its roles are what sources say, and stay there."""
    shape = facts.actors[ident]
    return _known(
        {
            "@id": address(top, "actor", ident),
            "@type": ACTORS.get(shape.kind, "Organization"),
            "name": names.actor_label(shape),
            "alternateName": _names(facts, shape.names, shape.name),
            "description": shape.about,
        }
    )


def _names(facts: Facts, used: Iterable[Name], shown: str | None) -> list[Node]:
    """Return every name but the one that is shown, in alphabetical order."""
    found = {(n.name, n.language or facts.sources[n.source].language) for n in used if n.name != shown}
    return [in_language(*each) for each in sorted(found, key=lambda each: (names.sort_key(each[0]), each[1]))]


def place_node(facts: Facts, ident: str, top: str) -> Node:
    """Return a place with every name in use; where it lies is what sources say."""
    shape = facts.places[ident]
    label = names.place_label(shape)
    return _known(
        {
            "@id": address(top, "place", ident),
            "@type": "Place",
            "name": label,
            "alternateName": _names(facts, shape.names, label),
            "description": shape.about,
        }
    )


def event_node(facts: Facts, ident: str, top: str, claims: Iterable[Claim] = ()) -> Node:
    """Return an event; when and where it was is said by those of the `claims` that answer so."""
    shape = facts.events[ident]
    own = event_questions(ident, shape.title)
    return _known(
        {
            "@id": address(top, "event", ident),
            "@type": "Event",
            "name": shape.title,
            "description": shape.about,
            "superEvent": _to(top, "event", shape.part_of) if shape.part_of else None,
            "subjectOf": [{"@id": claim_address(top, claim.id)} for claim in claims if claim.question in own],
        }
    )


def claim_address(top: str, ident: str) -> str:
    """Return the identifier of the claim `ident`: its permanent address."""
    source, _, name = ident.partition("/")
    return f"{top}{FOLDERS['source']}/{source}/index.html#claim-{name}"


def question_node(facts: Facts, ident: str, top: str) -> Node:
    """Return a question; it has no accepted answer."""
    shape = facts.questions[ident]
    return _known(
        {
            "@id": address(top, "question", ident),
            "@type": "Question",
            "name": shape.title,
            "text": shape.about,
            "about": _to(top, "event", shape.event) if shape.event else None,
        }
    )


def claim_node(facts: Facts, found: Comparison, claim: Claim, top: str) -> Node:
    """Return a claim: our paraphrase, its speaker, who relayed it, the document that it appears in, and the quoted words."""
    entry, ident = claim.entry, claim_address(top, claim.id)
    source = facts.sources[claim.source]
    origin = found.standings[claim.id].origin
    return _known(
        {
            "@id": ident,
            "@type": "Claim",
            "identifier": claim.id,
            "text": entry.says,
            "about": _to(top, "question", claim.question),
            "author": _to(top, "actor", claim.by),
            "claimInterpreter": [_to(top, "actor", relay) for relay in entry.via],
            "datePublished": iso(claim.said),
            "temporalCoverage": iso(claim.as_of) or iso(claim.over),
            "spatialCoverage": _to(top, "place", entry.where) if entry.where else None,
            "appearance": _to(top, "source", claim.source),
            "isBasedOn": {"@id": claim_address(top, origin)} if origin != claim.id else None,
            "mainEntity": _answer(facts, found, claim, ident),
            "citation": _known(
                {
                    "@id": f"{ident}-quotation",
                    "@type": "Quotation",
                    "text": in_language(entry.quote, source.language),
                    "position": entry.paragraph,
                    "isPartOf": _to(top, "source", claim.source),
                    "creator": _to(top, "actor", source.publisher),
                }
            ),
        }
    )


def _answer(facts: Facts, found: Comparison, claim: Claim, ident: str) -> Node | None:
    """Return the answer as it was given, with the bounds of a number."""
    question = facts.questions[claim.question]
    if claim.entry.value is None:
        return None
    low, high = rows.bounds(found.standings[claim.id].answer) if question.type == "count" else (None, None)
    return _known(
        {
            "@id": f"{ident}-answer",
            "@type": "PropertyValue",
            "name": question.title,
            "value": claim.entry.value,
            "minValue": number(low),
            "maxValue": number(high),
            "unitText": question.unit,
        }
    )


def number(value: float | None) -> Node | int | None:
    """Return a number that every reader of JSON-LD takes for the same one."""
    if isinstance(value, float):
        return {"@value": str(Decimal(repr(value))), "@type": "http://www.w3.org/2001/XMLSchema#decimal"}
    return value


def dataset_node(facts: Facts, top: str, files: Iterable[str] = ()) -> Node:
    """Return the record as a whole, with the data `files` in which it can be had."""
    return _known(
        {
            "@id": f"{top}index.html",
            "@type": "Dataset",
            "name": title(facts),
            "description": facts.about or "Who says what, where it is written, and where the accounts differ.",
            "license": {"@id": LICENCE["path"]},
            "isAccessibleForFree": True,
            "creator": {"@id": f"{top}index.html#contributors", "@type": "Organization", "name": CONTRIBUTORS},
            "distribution": [
                {
                    "@id": f"{top}data/{name}",
                    "@type": "DataDownload",
                    "contentUrl": {"@id": f"{top}data/{name}"},
                    "encodingFormat": media_type(name),
                }
                for name in files
            ],
        }
    )


MEDIA = {
    "json": "application/json", "csv": "text/csv", "sqlite": "application/vnd.sqlite3", "jsonld": "application/ld+json",
    "ttl": "text/turtle", "ics": "text/calendar", "bib": "application/x-bibtex", "jsonl": "application/jsonl",
}  # fmt: skip


def media_type(name: str) -> str:
    """Return the media type of a data file."""
    return MEDIA.get(name.rpartition(".")[2], "application/octet-stream")
