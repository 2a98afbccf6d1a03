"""The guide for contributors: what it shows as good is taken by `check`, what it shows as bad is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sites import HOME

from generator import check, model
from generator.problems import Problem

GUIDE = (HOME / "docs/contribute/facts.md").read_text(encoding="utf-8")
SAMPLES = re.findall(r"^```yaml\n# (facts/\S+\.yml)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
SOURCE = "facts/sources/example-news-2023-06-18.yml"
# Whom the samples name and the guide does not show: they are like what it shows.
OTHERS = {
    "facts/actors/example-news.yml": "name: Example News\nkind: publisher\n",
    "facts/actors/city-police.yml": "name: City police\nkind: state organ\nparty: city\n",
}


def problems(folder: Path, **changes: str) -> list[Problem]:
    """Return what `check` says of the samples, with other texts in the fields of the sample's first claim."""
    for path, text in (*SAMPLES, *OTHERS.items()):
        if path == SOURCE:
            for field, new in changes.items():
                text, number = re.subn(rf"^    {field}: .*$", f"    {field}: {new}", text, count=1, flags=re.MULTILINE)
                assert number == 1
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    found = check.check(model.read(folder / "facts"))
    return [problem for problem in found if problem.rule != "no-fingerprint"]  # there is no such document


def rows(title: str) -> list[tuple[str, ...]]:
    """Return the rows of examples in the section of that title."""
    section = GUIDE.partition(f"### {title}\n")[2].partition("\n##")[0]
    return [
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for line in section.splitlines()
        if line.startswith(("| good", "| bad"))
    ]


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def test_there_is_a_sample_of_every_kind_of_file() -> None:
    kinds = {path.split("/")[1] for path, _ in SAMPLES}
    assert kinds == {"sources", "questions", "events", "actors", "places", "parties.yml", "record.yml", "corrections.yml"}


def test_every_sample_is_taken(tmp_path: Path) -> None:
    assert problems(tmp_path) == []


# What only a reader can tell, who knows what a word does or what the document holds; the guide says so.
FOR_A_READER = ("of the illegal gathering", "at least 6000 ... stood there", "at least 6.000 people stood")


def told_by_check(title: str) -> list[tuple[str, ...]]:
    found = rows(title)
    assert {row[0] for row in found} == {"good", "bad"}
    return [row for row in found if not any(words in row[1] for words in FOR_A_READER)]


@pytest.mark.parametrize("row", told_by_check("The paraphrase"))
def test_paraphrases(tmp_path: Path, row: tuple[str, ...]) -> None:
    kind, says = row
    assert bool(problems(tmp_path, says=quoted(says))) == (kind == "bad")


@pytest.mark.parametrize("row", told_by_check("Numbers and their hedges"))
def test_numbers(tmp_path: Path, row: tuple[str, ...]) -> None:
    kind, quote, value = row
    value = re.match(r"`([^`]*)`", value)[1]  # type: ignore[index]
    assert bool(problems(tmp_path, quote=f"{quote} there", value=quoted(value))) == (kind == "bad")


@pytest.mark.parametrize("row", told_by_check("The quote"))
def test_quotes(tmp_path: Path, row: tuple[str, ...]) -> None:
    kind, quote, _ = row
    assert bool(problems(tmp_path, quote=quote)) == (kind == "bad")
