"""Which pages the site has and what each shows: facts and comparison in, pages as plain data out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from generator import (
    actor_page,
    changes_page,
    citing,
    claims_page,
    compare_actors,
    composer,
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

Plan = Callable[[], Iterable[Page]]
Wanted = Callable[[Page], bool]


def all_pages(facts: Facts, found: Comparison, wording: Wording, edition: Edition | None = None) -> Iterator[Page]:
    """Yield every page that the generator writes, hand-written ones aside, in the language of `wording`.

    `edition` is what is known of this copy of the record; left out: nothing.
    """
    for plan in plans(facts, found, wording, edition):
        yield from plan()


def plans(
    facts: Facts, found: Comparison, wording: Wording, edition: Edition | None = None, wanted: Wanted | None = None
) -> list[Plan]:
    """Return what makes the pages, in the order of `all_pages`: each plan makes some, and needs no other.

    With `wanted`, only the pages for which it says so.
    """
    index, copy = Index(translations.apply(facts, wording), found, wording, facts), edition or Edition()
    return [partial(_equipped, index, copy, plan, wanted) for plan in _plans(index, copy)]


def _equipped(index: Index, edition: Edition, plan: Plan, wanted: Wanted | None) -> Iterator[Page]:
    for page in plan():
        if wanted is None or wanted(page):
            yield report.equipped(index, edition, citing.equipped(index, edition, page))


def _plans(index: Index, edition: Edition) -> Iterator[Plan]:
    """Yield what makes every page with what it shows."""
    facts = index.facts
    yield lambda: [lists.home(index, changes_page.latest(index, edition))]
    yield lambda: changes_page.pages(index, edition)
    yield lambda: lists.all_lists(index)
    yield lambda: claims_page.pages(index)
    yield lambda: [timeline.events(index)]
    yield lambda: essay_page.pages(index)
    yield lambda: [matrix.page(index, lists.main_questions(index))]
    yield lambda: [glossary.page(index)]
    yield lambda: [corrections.page(index)]
    yield lambda: [search.page(index)]
    yield lambda: [composer.page(index, edition)]
    yield from (partial(_question, index, ident) for ident in facts.questions if "." not in ident)
    yield from (partial(_one, actor_page.page, index, ident) for ident in facts.actors)
    yield lambda: [compare_actors.page(index)]
    yield from (partial(_one, event_page.page, index, ident) for ident in facts.events)
    yield from (partial(_one, place_page.page, index, ident) for ident in facts.places)
    yield from (partial(_source, index, ident) for ident in facts.sources)
    yield lambda: redirects(facts)


def _one(make: Callable[[Index, str], Page], index: Index, ident: str) -> Iterator[Page]:
    yield make(index, ident)


def _question(index: Index, ident: str) -> Iterator[Page]:
    yield question_page.page(index, ident, index.once(_terms))


def _source(index: Index, ident: str) -> Iterator[Page]:
    yield source_page.page(index, ident, index.once(_mentioned).get(ident, []))


def _terms(index: Index) -> tuple[glossary.Term, ...]:
    return glossary.contested(index, 2)


def _mentioned(index: Index) -> dict[str, list[mentions.Mention]]:
    return mentions.mentions(index, 2)


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
