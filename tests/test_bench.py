"""The bench: its record is clean, the same every time and as large as asked; its reports can be read. No times here."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from sites import tree

from bench import __main__ as report
from bench import peers, plot, synthetic
from generator import check, compare, matrix, model, pages, wording
from generator.index import Index


def made(folder: Path, claims: int = 300) -> model.Record:
    synthetic.write(folder / "facts", claims)
    return model.read(folder / "facts")


def test_the_record_has_no_problem_and_every_kind_of_answer(tmp_path: Path) -> None:
    record = made(tmp_path)
    assert check.check(record) == []
    facts = model.facts(record)
    assert abs(len(facts.claims) - 300) < 30
    assert {facts.questions[claim.question].type for claim in facts.claims} == {"count", "choice", "date", "place"}
    assert any(claim.entry.response for claim in facts.claims)
    assert any(claim.entry.via for claim in facts.claims)
    assert {each.relation for each in compare.compare(facts).discrepancies} >= {"conflict", "agree", "not comparable"}


def test_the_record_is_the_same_every_time(tmp_path: Path) -> None:
    made(tmp_path / "one")
    made(tmp_path / "two")
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_a_topic_with_too_many_cells_leads_to_its_questions(tmp_path: Path) -> None:
    """Else the page of the matrix would grow with the square of the record."""
    facts = model.facts(made(tmp_path))
    index = Index(facts, compare.compare(facts))
    questions = list(index.by_question)
    assert matrix.table(index, "t", "T", questions[:3]).lines
    whole = matrix.table(index, "t", "T", questions * 40)
    assert not whole.lines
    assert whole.all_questions.href == "../questions/index.html"


def test_peers_get_a_page_for_each_item(tmp_path: Path) -> None:
    facts = model.facts(made(tmp_path))
    index = Index(facts, compare.compare(facts))
    peers.write_tables(index, tmp_path / "tables")
    items = {path for path, _, _ in peers.items(index)}
    assert {name.removesuffix(".md") for name in tree(tmp_path / "tables")} == items | {"index"}
    ours = {page.path.removesuffix("/index.md") for page in pages.all_pages(facts, index.found, wording.load())}
    assert items <= ours


def test_the_report_and_the_plot_can_be_read() -> None:
    took = {"processor": 2.0, "wall": 1.0}
    stage = dict.fromkeys(report.STAGES, 1.0) | {"yaml": 0.5, "memory": 100}
    told = {
        "publishers": {"claims": 10, "pages": 5, "took": {"tables to site, MkDocs and Material": took, "other": took}},
        "stages": [stage | {"claims": 10, "pages": 5}, stage | {"claims": 100, "pages": 50}],
    }
    lines = list(report.tables(told))
    assert "| other | 2.00 | 1.00 | 1.00 |" in lines
    assert lines[-2].startswith("| 100 | 50 | 1.00 |")
    assert lines[-2].endswith("| 0.00 |")
    drawn = ElementTree.fromstring(plot.plot([10, 100], {"a <b>": [0.1, 2.0], "c": [1.0, 30.0]}))
    assert [one.text for one in drawn.iter() if one.tag.endswith("text")][-2:] == ["a <b>", "c"]
