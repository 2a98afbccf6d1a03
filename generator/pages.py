"""Which pages the site has and what each shows: facts and comparison in, pages as plain data out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator import actor_page, event_page, lists, mentions, place_page, question_page, source_page
from generator.compare import Comparison
from generator.index import Index
from generator.model import Facts
from generator.views import Page
from generator.wording import Wording


def all_pages(facts: Facts, found: Comparison, wording: Wording) -> Iterator[Page]:
    """Yield every page that the generator writes, hand-written ones aside, in the language of `wording`."""
    index = Index(facts, found, wording)
    yield lists.home(index)
    yield from lists.all_lists(index)
    yield lists.answers_matrix(index)
    mentioned = mentions.mentions(index, 2)
    for ident in facts.questions:
        if "." not in ident:
            yield question_page.page(index, ident)
    for ident in facts.actors:
        yield actor_page.page(index, ident)
    for ident in facts.events:
        yield event_page.page(index, ident)
    for ident in facts.places:
        yield place_page.page(index, ident)
    for ident in facts.sources:
        yield source_page.page(index, ident, mentioned.get(ident, []))
    yield from redirects(facts)


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
