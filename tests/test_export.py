"""The data contract: fields, their values, the same rows as CSV, the same files from every command."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sites import GOLDEN_FACTS, HOME, built, project, run, tree

from generator import compare, dates, export, model

CLAIM_FIELDS = {
    "id", "question", "by", "party", "via", "said", "as_of", "over", "of", "value", "low", "high", "response", "source",
    "paragraph", "quote", "says", "origin", "url",
}  # fmt: skip
RELATIONS = {"agree", "compatible", "conflict", "not comparable"}
KINDS = {"value", "date", "place", "choice", "part and whole", "running total", "sum"}
RESPONSES = {"declined", "no reply", "not given", "denied"}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
BOTH = pytest.mark.parametrize("folder", [GOLDEN_FACTS, HOME / "facts"], ids=["golden", "real"])


@cache
def facts_of(folder: Path) -> model.Facts:
    return model.facts(model.read(folder))


@cache
def files_of(folder: Path) -> dict[str, str]:
    facts = facts_of(folder)
    return export.files(facts, compare.compare(facts))


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    return json.loads(files_of(folder)[f"{name}.json"])


@BOTH
def test_claims_have_every_field_of_the_contract(folder: Path) -> None:
    facts = facts_of(folder)
    found = rows(folder, "claims")
    assert {row["id"] for row in found} == {claim.id for claim in facts.claims}
    for row in found:
        assert row.keys() >= CLAIM_FIELDS
        assert row["id"].startswith(f"{row['source']}/")
        assert row["question"] in facts.questions
        assert row["by"] in facts.actors
        assert row["party"] == facts.actors[row["by"]].party
        assert set(row["via"]) <= facts.actors.keys()
        assert isinstance(row["paragraph"], int)
        assert row["quote"]
        assert row["says"]
        assert row["origin"] in {claim.id for claim in facts.claims}


@BOTH
def test_a_claim_has_a_value_or_a_response_and_bounds_of_its_type(folder: Path) -> None:
    facts = facts_of(folder)
    for row in rows(folder, "claims"):
        kind = facts.questions[row["question"]].type
        assert row["response"] is None or row["value"] is None
        assert row["response"] in RESPONSES | {None}
        for end in (row["low"], row["high"]):
            if end is not None:
                assert kind in ("count", "date")
                assert isinstance(end, int | float) if kind == "count" else DAY.fullmatch(end)
        if row["value"] and kind == "date":
            span = dates.read(row["value"])
            assert (row["low"], row["high"]) == tuple(day and day.isoformat() for day in (span.earliest, span.latest))


@pytest.mark.parametrize(
    ("claim", "low", "high"),
    [
        ("gazette-closure/cracks-council", 12, 12),
        ("gazette-closure/length-council", 121.5, 121.5),
        ("walkers-letter/cracks", 24, None),
        ("walkers-letter/closed", "2024-03-01", "2024-03-10"),
        ("gazette-closure/cause-clerk", None, None),
        ("gazette-closure/cracks-ferry", None, None),
    ],
)
def test_bounds_are_numbers_or_days_and_null_where_open(claim: str, low: object, high: object) -> None:
    row = next(row for row in rows(GOLDEN_FACTS, "claims") if row["id"] == claim)
    assert (row["low"], row["high"]) == (low, high)


@BOTH
def test_discrepancies_use_the_words_of_the_contract(folder: Path) -> None:
    facts = facts_of(folder)
    known = {claim.id for claim in facts.claims}
    for row in rows(folder, "discrepancies"):
        assert row["relation"] in RELATIONS
        assert row["kind"] in KINDS
        assert set(row["claims"]) <= known
        assert sorted(row["claims"]) == sorted(claim for group in row["groups"] for claim in group)
        assert (row["facet"] is not None) == (row["relation"] == "not comparable")
        assert row["why"].endswith(".")


@BOTH
def test_every_quote_of_every_file_is_in_the_citations(folder: Path) -> None:
    """Found by reading the files as text, so that a new field with a quote cannot be forgotten."""
    quotes = [
        line.partition("quote:")[2].strip()
        for path in folder.rglob("*.yml")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip().removeprefix("- ").startswith("quote:")
    ]
    found = rows(folder, "citations")
    assert len(found) == len(quotes) > 50
    given = {row["quote"] for row in found}
    plain = [quote for quote in quotes if not quote.startswith(("'", '"', "|", ">"))]
    assert [quote for quote in plain if quote not in given] == []
    assert all(row["cited_by"].keys() == {"kind", "id"} for row in found)


@BOTH
@pytest.mark.parametrize("name", ["claims", "citations", "discrepancies"])
def test_csv_holds_the_same_rows(folder: Path, name: str) -> None:
    table = list(csv.DictReader(io.StringIO(files_of(folder)[f"{name}.csv"])))
    data = rows(folder, name)
    assert len(table) == len(data)
    for cells, row in zip(table, data, strict=True):
        assert cells.keys() == row.keys()
        for key, value in row.items():
            if value is None:
                assert cells[key] == ""
            elif isinstance(value, str | int | float):
                assert cells[key].removeprefix("'") == str(value).removeprefix("'")
            elif value and isinstance(value, list) and isinstance(value[0], str):
                assert cells[key] == "; ".join(value)


def test_order_of_files_and_entries_does_not_matter(tmp_path: Path) -> None:
    """Who writes a source's claims in another order changes nothing in the data."""
    home = project(tmp_path / "home", GOLDEN_FACTS)
    for path in (home / "facts" / "sources").glob("*.yml"):
        head, mark, rest = path.read_text(encoding="utf-8").partition("claims:\n")
        claims, sums, tail = rest.partition("sums:\n")
        blocks = re.split(r"(?m)^(?=  - id: )", claims)
        path.write_text(f"{head}{mark}{''.join(reversed(blocks))}{sums}{tail}", encoding="utf-8")
    assert files_of(home / "facts") == files_of(GOLDEN_FACTS)


def test_export_writes_the_files_of_the_site(tmp_path: Path) -> None:
    home = built("golden")
    done = run(home, "export", "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "out") == tree(home / "site" / "data")


def test_contract_names_its_version_and_files() -> None:
    contract = json.loads(files_of(GOLDEN_FACTS)["contract.json"])
    assert contract["contract"] == export.CONTRACT == 1
    assert set(contract["files"]) == files_of(GOLDEN_FACTS).keys() - {"contract.json"}


def test_every_exported_field_is_documented() -> None:
    text = (HOME / "docs" / "data.md").read_text(encoding="utf-8")
    fields = {*export.CLAIM, *export.CITATION, *export.DISCREPANCY}
    assert [field for field in sorted(fields) if f"`{field}`" not in text] == []
