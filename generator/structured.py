"""What a page says to programs: schema.org as JSON-LD, in its head. Claims and who made them; never a rating.

`Claim` is used and `ClaimReview` is not: a review has a verdict. An event carries no date and no place here, because the
record holds what was claimed about them and chooses nothing. Addresses are relative to the page, so that the same facts
give the same bytes wherever the site stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator import names, views
from generator.model import Claim, Facts

Node = dict[str, Any]
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
FORMS = (("claims.json", "application/json"), ("claims.csv", "text/csv"))
ARTICLES = {"news article": "NewsArticle", "report": "Report"}
ESCAPED = frozenset("<>&\x7f\x85\u2028\u2029\ufeff")  # they end scripts, or lines of the front matter
FOLDERS = {folder: kind for kind, folder in views.FOLDERS.items()}


def of_page(facts: Facts, page: views.Page, lists: dict[str, str]) -> str:
    """Return the structured data of a page as JSON that can stand in a script element; nothing for a page that has none.

    `lists` names the list page of each folder.
    """
    folder, _, rest = page.path.partition("/")
    nodes: list[Node] = []
    if page.path == "index.md":
        nodes = [dataset(page)]
    elif rest.endswith("/index.md") and folder in FOLDERS and page.template != "redirect.md.j2":
        ident = rest.removesuffix("/index.md")
        nodes = [trail(lists.get(folder, folder), page.title), *item(facts, FOLDERS[folder], ident)]
    return packed({"@context": "https://schema.org", "@graph": nodes}) if nodes else ""


def packed(data: Node) -> str:
    """Return `data` as JSON in which no character can end a script element or begin a comment."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return "".join(f"\\u{ord(char):04x}" if char in ESCAPED else char for char in text)


def dataset(page: views.Page) -> Node:
    """Return the record as a data set."""
    return {
        "@type": "Dataset",
        "name": page.title,
        "description": page.description,
        "url": "index.html",
        "license": LICENCE,
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "contentUrl": f"data/{name}", "encodingFormat": kind} for name, kind in FORMS
        ],
    }


def trail(above: str, title: str) -> Node:
    """Return the way from the home page to a page of an item."""
    steps = [("../../index.html", None), ("../index.html", above), ("index.html", title)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "item": href, **({"name": name} if name else {})}
            for number, (href, name) in enumerate(steps, 1)
        ],
    }


def item(facts: Facts, kind: str, ident: str) -> Iterator[Node]:
    """Yield what the page of an item is about."""
    if kind == "question":
        yield from question(facts, ident)
    elif kind == "actor":
        yield {"url": "index.html", **named(actor_type(facts, ident), names.label(facts, kind, ident), also(facts, ident))}
    elif kind == "event":
        yield {"@type": "Event", "name": facts.events[ident].title, "url": "index.html"}
    elif kind == "place":
        used = [one.name for one in facts.places[ident].names]
        yield {"url": "index.html", **named("Place", names.label(facts, kind, ident), used)}
    else:
        yield {**document(facts, ident), "mainEntityOfPage": "index.html"}


def question(facts: Facts, ident: str) -> Iterator[Node]:
    """Yield a question's claims, each with its speaker and the document that it stands in."""
    claims = sorted(facts.answering.get(ident, ()), key=lambda claim: claim.id)
    for claim in claims:
        yield one_claim(facts, claim)
    for source in sorted({claim.source for claim in claims}):
        yield {"@id": views.href(2, "source", source), **document(facts, source)}


def one_claim(facts: Facts, claim: Claim) -> Node:
    """Return a claim: what was said, by whom, where."""
    return {
        "@type": "Claim",
        "url": views.claim_href(2, claim),
        "text": claim.entry.says,
        "author": named(actor_type(facts, claim.by), names.label(facts, "actor", claim.by), []),
        "appearance": {"@id": views.href(2, "source", claim.source)},
    }


def document(facts: Facts, ident: str) -> Node:
    """Return a source as a work."""
    shape = facts.sources[ident]
    made: Node = {
        "@type": ARTICLES.get(shape.kind, "CreativeWork"),
        "name": shape.title,
        "inLanguage": shape.language,
        "publisher": named(actor_type(facts, shape.publisher), names.label(facts, "actor", shape.publisher), []),
    }
    if shape.published:
        made["datePublished"] = shape.published
    if shape.url:
        made["url"] = shape.url
    return made


def actor_type(facts: Facts, ident: str) -> str:
    """Return what an actor is in schema.org's words."""
    return "Person" if facts.actors[ident].kind == "person" else "Organization"


def also(facts: Facts, ident: str) -> list[str]:
    """Return every name in use for an actor."""
    return [one.name for one in facts.actors[ident].names]


def named(kind: str, label: str, used: list[str]) -> Node:
    """Return a thing with its label and, where they differ, its other names in alphabetical order."""
    others = sorted(set(used) - {label}, key=names.sort_key)
    return {"@type": kind, "name": label, **({"alternateName": others} if others else {})}
