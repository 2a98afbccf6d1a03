"""What the pages show, as plain data: every claim in its places, one order, links to the very words."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from sites import GOLDEN_FACTS, HOME

from generator import compare, model, names, origins, pages, views, wording
from generator.index import Index, sorted_ids

BOTH = pytest.mark.parametrize("folder", [GOLDEN_FACTS, HOME / "facts"], ids=["golden", "real"])


@cache
def index_of(folder: Path) -> Index:
    facts = model.facts(model.read(folder))
    return Index(facts, compare.compare(facts))


@cache
def pages_of(folder: Path) -> dict[str, views.Page]:
    index = index_of(folder)
    return {page.path: page for page in pages.all_pages(index.facts, index.found, wording.load())}


def context(path: str) -> dict[str, Any]:
    return pages_of(GOLDEN_FACTS)[path].context


@BOTH
def test_every_item_has_its_page_and_every_page_its_title(folder: Path) -> None:
    facts, found = index_of(folder).facts, pages_of(folder)
    for kind, name in views.FOLDERS.items():
        known = {"question": facts.questions, "actor": facts.actors, "event": facts.events, "source": facts.sources}
        for ident in known.get(kind, facts.places):
            assert f"{name}/{ident}/index.md" in found or "." in ident
    assert {"index.md", *(f"{name}/index.md" for name in views.FOLDERS.values())} <= found.keys()
    assert all(page.title and page.description for page in found.values())


@BOTH
def test_every_claim_stands_on_its_source_its_question_and_its_speaker(folder: Path) -> None:
    """In a table a claim has its row, or stands as a repetition in the row of its origin; never both, never neither."""
    index, found = index_of(folder), pages_of(folder)
    for claim in index.facts.claims:
        on_source = [row.id for row in found[f"sources/{claim.source}/index.md"].context["rows"]]
        assert on_source.count(claim.id) == 1
        table = views.table(index, 2, claim.question)
        rows = [*table.rows, *table.silent]
        shown = [row.id for row in rows] + [again.id for row in rows for again in row.repeats]
        assert shown.count(claim.id) == 1, claim.id
        speaker = found[f"actors/{claim.by}/index.md"].context
        assert [row.id for row in speaker["said"] + speaker["silent"]].count(claim.id) == 1
        for relay in claim.entry.via:
            assert claim.id in [row.id for row in found[f"actors/{relay}/index.md"].context["relayed"]]


@BOTH
def test_every_row_has_its_quote_and_silence_stands_apart(folder: Path) -> None:
    index = index_of(folder)
    for question in index.facts.questions:
        table = views.table(index, 2, question)
        for row in (*table.rows, *table.silent):
            assert row.quote.text
            assert row.quote.paragraph
            assert row.permalink.endswith(f"#{row.anchor}")
        assert all(row.kind == "response" for row in table.silent)
        assert all(row.kind != "response" for row in table.rows)


@BOTH
def test_rows_are_in_the_one_order_and_lists_are_alphabetical(folder: Path) -> None:
    index = index_of(folder)
    order = {claim.id: origins.order(claim) for claim in index.facts.claims}
    for question in index.facts.questions:
        table = views.table(index, 2, question)
        for rows in (table.rows, table.silent):
            told = [order[row.id] for row in rows]
            assert told == sorted(told)
    for kind in views.FOLDERS:
        labels = [names.label(index.facts, kind, ident) for ident in sorted_ids(index, kind)]
        assert labels == sorted(labels, key=names.sort_key)


@BOTH
def test_every_discrepancy_is_shown_with_its_reason(folder: Path) -> None:
    """On the page of its question, and on the pages of the sources of its claims."""
    index = index_of(folder)
    for each in index.found.discrepancies:
        table = views.table(index, 2, each.question)
        told = {stand.why for stand in (*table.apart, *table.arithmetic)}
        told |= {stand.why for row in table.rows for stand in row.stands}
        assert each.why in told, each


def test_a_claim_tells_how_it_stands_conflicts_first() -> None:
    rows = {row.id: row for row in views.table(index_of(GOLDEN_FACTS), 2, "cracks").rows}
    told = [stand.relation for stand in rows["gazette-closure/cracks-trust"].stands]
    assert told == sorted(told, key=views.RELATIONS.index)
    assert told[0] == "conflict"


def test_silence_and_absence_are_different() -> None:
    silent, empty = context("questions/lamps-paid/index.md"), context("questions/nobody-asked/index.md")
    assert [row.answer for row in silent["table"].silent] == ["no reply"]
    assert (empty["table"].rows, empty["table"].silent) == ((), ())


def test_relayed_claims_name_their_speaker() -> None:
    rows = context("actors/town-clerk/index.md")["relayed"]
    assert {row.speaker.text for row in rows} == {"Brückenrat / Town council"}


def test_names_of_a_place_are_all_in_its_label_in_alphabetical_order() -> None:
    page = pages_of(GOLDEN_FACTS)["places/stillwater/index.md"]
    assert page.title == "Stilles Wasser / Stillwater"
    assert [(line.name, line.variant) for line in page.context["names"]] == [
        ("Still Water", True), ("Stilles Wasser", False), ("Stillwater", False),
    ]  # fmt: skip


def test_a_source_tells_only_the_sums_that_it_declares() -> None:
    ours, other = context("sources/trust-report/index.md"), context("sources/gazette-closure/index.md")
    assert [(line.stand.relation, line.note[:10], line.quote) for line in ours["sums"]] == [("conflict", "The report", None)]
    assert [(line.stand.relation, line.quote.paragraph) for line in other["sums"]] == [("agree", 9)]


def test_persons_have_their_capacity_and_others_none() -> None:
    assert ("Appears here for", "office") in context("actors/town-clerk/index.md")["facts"]
    assert "Appears here for" not in dict(context("actors/bridge-trust/index.md")["facts"])


def test_pages_of_an_empty_record() -> None:
    """Every index is there and says that it is empty."""
    facts = model.Facts("", "", (), {}, {}, {}, {}, {}, {}, (), {})
    found = {page.path: page for page in pages.all_pages(facts, compare.compare(facts), wording.load())}
    assert found.keys() >= {"index.md", *(f"{name}/index.md" for name in views.FOLDERS.values())}
    for name in ("questions", "actors", "sources", "places"):
        assert found[f"{name}/index.md"].context["groups"] == []
        assert found[f"{name}/index.md"].context["empty"].endswith("on record yet.")
    assert found["index.md"].title


@pytest.mark.parametrize(
    ("url", "words", "expected"),
    [
        ("https://a.example/x", "at least 41 soldiers", "https://a.example/x#:~:text=at%20least%2041%20soldiers"),
        ("https://a.example/x#part", "a cease-fire, he said", "https://a.example/x#part:~:text=a%20cease%2Dfire%2C%20he%20said"),
        ("https://a.example/", "1 2 3 4 5 6 7 8 9 10 11", "https://a.example/#:~:text=1%202%203%204%205,7%208%209%2010%2011"),
        ("", "no address at all", ""),
    ],
)  # fmt: skip
def test_text_fragments(url: str, words: str, expected: str) -> None:
    """Hyphens and commas have a meaning in a fragment, so those of the quote are encoded."""
    assert views.fragment(url, words) == expected
    assert unquote(expected).startswith(url)
