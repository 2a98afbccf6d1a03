"""The log of corrections: from the file to the page, with what it concerns, and what it says while there is none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from payload import PAYLOADS
from sites import GOLDEN_FACTS

from generator import check, compare, model, render

LOG = """corrections:
  - date: 2024-07-09
    wrong: The record gave {payload}.
    now: It gives what the document says.
    claims: [gazette-closure/closed-council, gazette-closure/closed-place]
  - date: 2024-07-09
    wrong: A word was not neutral.
    now: The word stands in quotation marks.
    about: the title of a question
  - date: 2024-06-01
    wrong: The speaker was the relayer.
    now: The speaker is the first one.
    claims: [gazette-closure/closed-trust]
    about: one answer
"""


def page(folder: Path, log: str) -> str:
    shutil.copytree(GOLDEN_FACTS, folder / "facts")
    (folder / "facts/corrections.yml").unlink()
    if log:
        (folder / "facts/corrections.yml").write_text(log, encoding="utf-8")
    record = model.read(folder / "facts")
    assert [problem for problem in check.check(record) if problem.level == "error"] == []
    facts = model.facts(record)
    return dict(render.texts(facts, compare.compare(facts)))["corrections/index.md"]


def test_the_log_is_shown_by_day_as_the_file_has_it(tmp_path: Path) -> None:
    text = page(tmp_path, LOG.format(payload="another day"))
    assert [line for line in text.splitlines() if line.startswith("## ")] == ["## 9 July 2024", "## 1 June 2024"]
    assert text.index("another day") < text.index("A word was not neutral") < text.index("The speaker was the relayer")
    assert "No correction has been recorded" not in text


def test_what_a_correction_concerns_is_one_step_away(tmp_path: Path) -> None:
    text = page(tmp_path, LOG.format(payload="another day"))
    for claim in ("closed-council", "closed-place", "closed-trust"):
        link = f'<a href="../sources/gazette-closure/index.html#claim-{claim}">gazette-closure/{claim}</a>'
        assert link in text
    assert "<dd>the title of a question</dd>" in text
    assert "<dd>one answer <a " in text


@pytest.mark.parametrize("log", ["", "corrections: []\n"])
def test_without_a_correction_the_page_says_so(tmp_path: Path, log: str) -> None:
    text = page(tmp_path, log)
    assert '<p class="empty">No correction has been recorded.</p>' in text
    assert "## " not in text
    assert 'href="../policies/corrections.html"' in text


def test_a_claim_that_is_not_on_record_is_told(tmp_path: Path) -> None:
    shutil.copytree(GOLDEN_FACTS, tmp_path / "facts")
    log = LOG.format(payload="another day").replace("closed-trust", "closed-nobody")
    (tmp_path / "facts/corrections.yml").write_text(log, encoding="utf-8")
    found = [problem for problem in check.check(model.read(tmp_path / "facts")) if problem.level == "error"]
    assert [(problem.rule, problem.line) for problem in found] == [("unknown-id", 13)]


def test_text_of_the_log_is_data(tmp_path: Path) -> None:
    hostile = next(one for one in PAYLOADS if "<script" in one)
    text = page(tmp_path, LOG.replace("The record gave {payload}.", repr(hostile)))
    assert "<script" not in text
    assert "&lt;script" in text
