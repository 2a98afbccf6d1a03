"""Essays: what is set in by id, where, and how it is shown; the prose around it stays as it was written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import GOLDEN_FACTS, HOME, Page, build, made_once, project

from generator import check, compare, essay_page, essays, model, problems, views
from generator.essays import Embed
from generator.index import Index

ESSAY = """# How *many* cracks?

Counts of the cracks differ in who counted. This page sets them side by side.

[[by {claim}]] said on [[said {claim}]] that there were [[answer {claim}]]: [[quote {claim}]] ([[question cracks]]).

[[chart cracks]]

## In full

[[claim {claim}]]

[[table cracks]]

[[headline cracks]] Read [the method](../../method.md) and *compare*.
"""


def first_claim(folder: Path) -> str:
    facts = model.facts(model.read(folder))
    return next(claim.id for claim in facts.claims if claim.question == "cracks" and claim.entry.value)


def with_essay(folder: Path) -> None:
    """Make a project of the golden record with one essay; its hand-written pages are a copy, beside its facts."""
    project(folder, GOLDEN_FACTS)
    (folder / "docs").unlink()
    shutil.copytree(HOME / "docs", folder / "docs", ignore=shutil.ignore_patterns("essays"))
    with (folder / "facts/record.yml").open("a", encoding="utf-8") as record:
        record.write("essays: [cracks-told]\n")
    (folder / "docs/essays").mkdir()
    text = ESSAY.replace("{claim}", first_claim(folder / "facts"))
    (folder / "docs/essays/cracks-told.md").write_text(text, encoding="utf-8")


def index_of(folder: Path) -> Index:
    record = model.read(folder / "facts")
    assert problems.show(check.check(record)) == ""
    facts = model.facts(record)
    return Index(facts, compare.compare(facts))


@given(st.text(alphabet="ab \n[]|x/", max_size=60))
def test_pieces_put_together_again_are_the_text(text: str) -> None:
    lines = text.split("\n")
    whole = ""
    for one in essays.pieces(text):
        if isinstance(one, Embed):
            cut = lines[one.line - 1][one.column - 1 : one.column - 1 + one.width]
            assert cut.startswith("[[")
            assert cut.endswith("]]")
            whole += cut
        else:
            whole += one
    assert whole == text


@given(st.text(alphabet="ab1 \n[](]/.", max_size=60))
def test_prose_keeps_every_letter_in_its_place(text: str) -> None:
    plain = essays.prose(text)
    assert len(plain) == len(text)
    assert [at for at, char in enumerate(plain) if char == "\n"] == [at for at, char in enumerate(text) if char == "\n"]
    assert all(now in (before, " ") for now, before in zip(plain, text, strict=True))


def test_an_embed_alone_on_its_line_is_told_from_one_within_it() -> None:
    found = [one for one in essays.pieces("[[table a]]\n  [[table b]]  \nx [[table c]]\n", 3) if isinstance(one, Embed)]
    assert [(one.to, one.line, one.column, one.alone) for one in found] == [
        ("a", 3, 1, True), ("b", 4, 3, True), ("c", 5, 3, False),
    ]  # fmt: skip


def test_figures_in_digits_and_words_are_found_and_words_that_count_nothing_are_not() -> None:
    from generator.rules import essay

    def found(line: str) -> list[str]:
        return [line[start:end] for start, end in essay.figures(line)]

    assert found("On 10.11.2020 some 2,853 men, twenty-two women and three hundred others") == [
        "10.11.2020", "2,853", "twenty-two", "three hundred",
    ]  # fmt: skip
    assert found("No one, both sides, a hundredfold, the second time") == []


def test_a_record_without_essays_says_so() -> None:
    facts = model.facts(model.read(GOLDEN_FACTS))
    (only,) = essay_page.pages(Index(facts, compare.compare(facts)))
    assert only.path == "reading/index.md"
    assert only.context["groups"] == []


def test_what_is_set_in_is_what_the_record_says(tmp_path: Path) -> None:
    with_essay(tmp_path / "p")
    index = index_of(tmp_path / "p")
    _, page = essay_page.pages(index)
    claim = index.claims[first_claim(GOLDEN_FACTS)]
    set_in = [piece for piece in page.context["pieces"] if piece.kind != "text"]
    assert [piece.kind for piece in set_in] == [
        "link", "words", "link", "quote", "link", "chart", "claim", "table", "words",
    ]  # fmt: skip
    assert set_in[0].link == views.link(index, 2, "actor", claim.by)
    assert set_in[1].text == index.in_words(claim.said)
    assert set_in[2].link == views.Link(index.answer(claim), views.claim_href(2, claim))
    assert set_in[3].quote.text == claim.entry.quote
    assert set_in[5].chart.table == "../../questions/cracks/index.html#answers"
    assert set_in[6].row.id == claim.id
    assert set_in[7].table == views.table(index, 2, "cracks")
    assert set_in[8].text == index.headline("cracks")


@pytest.fixture(scope="module")
def site() -> Path:
    def make(folder: Path) -> None:
        with_essay(folder)
        build(folder)

    return made_once("essay", make) / "site"


def test_the_page_shows_prose_and_record_and_every_link_leads_somewhere(site: Path) -> None:
    page = Page((site / "reading/cracks-told/index.html").read_text(encoding="utf-8"))
    assert page.heading.startswith("How *many* cracks?")
    assert "Counts of the cracks differ in who counted." in page.article
    assert "[[" not in page.article
    assert ("em", {}) in page.elements
    assert {"q", "figure", "table"} <= {tag for tag, _ in page.elements}
    for tag, address in page.links():
        if tag == "a" and not address.startswith(("http", "#")):
            there, _, anchor = address.partition("#")
            target = (site / "reading/cracks-told" / there).resolve()
            assert target.is_file(), address
            assert not anchor or anchor in Page(target.read_text(encoding="utf-8")).ids, address


def test_the_list_leads_to_the_essay_and_the_search_finds_it(site: Path) -> None:
    listed = Page((site / "reading/index.html").read_text(encoding="utf-8"))
    assert ("a", "cracks-told/index.html") in set(listed.links())
    assert "Counts of the cracks differ in who counted." in listed.article
    found = [path for path in site.rglob("*.js") if "How *many* cracks?" in path.read_text(encoding="utf-8")]
    assert found


def test_essays_of_another_record_are_not_published(tmp_path: Path) -> None:
    with_essay(tmp_path / "p")
    (tmp_path / "p/facts/record.yml").unlink()
    assert [page.path for page in essay_page.pages(index_of(tmp_path / "p"))] == ["reading/index.md"]
