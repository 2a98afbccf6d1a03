"""The page of a source: its claims in order of paragraph, what was drawn from each paragraph, and where it comes from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sites import built, read, squeezed
from test_pages import BOTH, index_of, pages_of
from worlds import COUNT, Data, claim, world

from generator import compare, model, paragraphs, schema, source_page, spoken
from generator.evidence import Fingerprint
from generator.index import Index

GOLDEN = next(mark for mark in BOTH.args[1])


def context(source: str) -> dict[str, Any]:
    return pages_of(GOLDEN)[f"sources/{source}/index.md"].context


def index(claims: list[Data], size: int | None = None, **changed: tuple[schema.Entry, ...]) -> Index:
    """Return the index of one source `s1` with its claims, its fields `changed`, and a fingerprint of `size` paragraphs."""
    facts = world(claims, questions={"q": COUNT})
    facts.sources["s1"] = facts.sources["s1"].model_copy(update=changed)
    prints = {"s1": Fingerprint("00", (4,) * size, ("AAAAA",) * size)} if size else {}
    facts = replace(facts, fingerprints=prints)
    return Index(facts, compare.compare(facts))


def states(made: Index) -> dict[int, str]:
    return {cell.number: cell.state for cell in paragraphs.coverage(made, "s1", []).cells}


def test_claims_stand_under_their_paragraph_in_order() -> None:
    shown = context("gazette-closure")["paragraphs"]
    numbers = [one.number for one in shown]
    assert numbers == sorted(set(numbers))
    assert all(told.row.quote.paragraph == one.number for one in shown for told in one.claims)


@BOTH
def test_every_paragraph_on_the_map_leads_to_what_was_drawn_from_it(folder: Any) -> None:
    site = built("golden" if folder == GOLDEN else "real") / "site"
    for ident in index_of(folder).facts.sources:
        page = read(site / "sources" / ident / "index.html")
        hrefs = [cell.href for cell in pages_of(folder)[f"sources/{ident}/index.md"].context["coverage"].cells]
        assert {href.removeprefix("#") for href in hrefs if href} <= page.ids, ident


@BOTH
def test_the_map_has_every_paragraph_of_the_fingerprint_once(folder: Any) -> None:
    facts = index_of(folder).facts
    for ident, print_ in facts.fingerprints.items():
        coverage = pages_of(folder)[f"sources/{ident}/index.md"].context["coverage"]
        assert [cell.number for cell in coverage.cells] == list(range(1, print_.paragraphs + 1))
        claimed = {claim_.paragraph for claim_ in facts.sources[ident].claims}
        assert claimed <= {cell.number for cell in coverage.cells if cell.state == "claims"}


def test_each_paragraph_is_in_one_state_and_claims_come_before_all() -> None:
    aside = tuple(
        schema.SetAside.model_validate(one)
        for one in ({"paragraph": "2", "why": "w"}, {"paragraph": "1", "words": "some of it", "why": "w"})
    )
    stated = {"id": "s", "total": "c1", "parts": ("c1",), "exhaustive": "true", "paragraph": "4", "quote": "q"}
    said = [claim("1", paragraph=1, also=[{"paragraph": 3, "quote": "q"}])]
    made = index(said, 5, set_aside=aside, sums=(schema.Sum.model_validate(stated),))
    assert states(made) == {1: "claims", 2: "aside", 3: "claims", 4: "cited", 5: "none"}
    assert paragraphs.coverage(made, "s1", []).sentences == (
        "It has 5 paragraphs.", "Claims rest on 2 of them.",
        "One more is cited for a name, role, place, part in an event, note, sum or earlier document.",
        "One more is set aside, whole or in part, with the reason.",
        "One has nothing drawn from it and no reason set down.",
        "A paragraph on which a claim rests may say more than was recorded.",
    )  # fmt: skip


def test_without_a_fingerprint_nobody_counts_paragraphs() -> None:
    made = index([claim("1", paragraph=7)])
    coverage = paragraphs.coverage(made, "s1", [])
    assert coverage.sentences[0].startswith("How many paragraphs it has is not known here")
    assert [cell.number for cell in coverage.cells] == [7]


def test_a_paragraph_that_only_a_further_quote_names_leads_to_that_claim() -> None:
    made = index([claim("1", id="it", paragraph=1, also=[{"paragraph": 3, "quote": "q"}])], 3)
    assert [cell.href for cell in paragraphs.coverage(made, "s1", []).cells] == ["#paragraph-1", "", "#claim-it"]


def test_the_key_of_the_map_has_what_the_map_has() -> None:
    assert paragraphs.coverage(index([claim("1", paragraph=1)], 2), "s1", []).states == ("claims", "none")


def test_a_map_says_in_words_what_it_shows() -> None:
    told = [cell.told for cell in context("gazette-closure")["coverage"].cells]
    assert told[0] == "Paragraph 1: set aside"
    assert told[2].startswith("Paragraph 3: ")
    assert all(one.startswith(f"Paragraph {number}: ") for number, one in enumerate(told, 1))


def test_what_rests_on_a_paragraph_has_its_anchor_once() -> None:
    found = paragraphs.groups([(3, "b"), (1, "a"), (3, "c")], taken={1})
    assert [(one.number, one.anchor, one.entries) for one in found] == [(1, "", ("a",)), (3, "paragraph-3", ("b", "c"))]


def test_a_source_without_claims_says_so() -> None:
    facts = model.facts(model.read(GOLDEN))
    empty = [ident for ident, source in facts.sources.items() if not source.claims]
    assert empty
    text = squeezed(read(built("golden") / "site/sources" / empty[0] / "index.html").article)
    assert "No claim has been drawn from this source yet." in text


def test_the_chain_is_followed_through_the_record_and_ends_where_it_would_go_round() -> None:
    facts = world([claim("1"), claim("2", source="s2"), claim("3", source="s3")], questions={"q": COUNT})
    for ident, outer in {"s1": "s2", "s2": "s3", "s3": "s1"}.items():
        step = schema.Derivation.model_validate({"source": outer, "paragraph": "1", "quote": "four words of it"})
        facts.sources[ident] = facts.sources[ident].model_copy(update={"derived_from": (step,)})
    made = Index(facts, compare.compare(facts))
    (one,) = source_page.chain(made, "s1")
    (two,) = one.steps
    (three,) = two.steps
    assert [each.link.text for each in (one, two, three)] == ["s2", "s3", "s1"]
    assert three.steps == ()
    assert source_page.taken_by(made, "s1") == ["s3"]


@pytest.mark.parametrize(
    ("tag", "name"), [("hy", "Armenian (hy)"), ("az", "Azerbaijani (az)"), ("zh-Hant", "Chinese (zh-Hant)"), ("qaa", "qaa")]
)
def test_a_language_has_its_name_and_its_tag(tag: str, name: str) -> None:
    assert spoken.language(index_of(GOLDEN), tag) == name


def test_the_state_of_the_fingerprint_is_told() -> None:
    known, unknown = context("gazette-closure"), source_page.page(index([claim("1")]), "s1", []).context
    assert ("Quotes checked", "against a fingerprint of 19 paragraphs") in known["facts"]
    assert len(known["sha256"]) == 64
    assert ("Quotes checked", "not yet: there is no fingerprint") in unknown["facts"]
    assert unknown["sha256"] == ""
