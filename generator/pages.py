"""Which pages the site has and what each shows: facts and comparison in, pages as plain data out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator import (
    actor_page,
    changes_page,
    citing,
    claims_page,
    compare_actors,
    corrections,
    essay_page,
    event_page,
    glossary,
    lists,
    matrix,
    mentions,
    place_page,
    question_page,
    report,
    search,
    source_page,
    timeline,
    translations,
)
from generator.compare import Comparison
from generator.edition import Edition
from generator.index import Index
from generator.model import Facts
from generator.views import Page
from generator.wording import Wording


def all_pages(facts: Facts, found: Comparison, wording: Wording, edition: Edition | None = None) -> Iterator[Page]:
    """Yield every page that the generator writes, hand-written ones aside, in the language of `wording`.

    `edition` is what is known of this copy of the record; left out: nothing.
    """
    index, copy = Index(translations.apply(facts, wording), found, wording, facts), edition or Edition()
    for page in every_page(index, copy):
        yield report.equipped(index, copy, citing.equipped(index, copy, page))


def every_page(index: Index, edition: Edition) -> Iterator[Page]:
    """Yield every page with what it shows."""
    facts = index.facts
    yield lists.home(index, changes_page.latest(index, edition))
    yield from changes_page.pages(index, edition)
    yield from lists.all_lists(index)
    yield from claims_page.pages(index)
    yield timeline.events(index)
    yield from essay_page.pages(index)
    yield matrix.page(index, lists.main_questions(index))
    yield glossary.page(index)
    yield corrections.page(index)
    yield search.page(index)
    terms = glossary.contested(index, 2)
    mentioned = mentions.mentions(index, 2)
    for ident in facts.questions:
        if "." not in ident:
            yield question_page.page(index, ident, terms)
    for ident in facts.actors:
        yield actor_page.page(index, ident)
    yield compare_actors.page(index)
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
                context = {"to": to, "target": f"{folder}/{ident}/index.html"}
                yield Page(f"{folder}/{old}/index.md", "redirect.md.j2", "Moved", "This page has moved.", context)
