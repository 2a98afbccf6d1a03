"""The data contract: fields, their values, the same rows as CSV, the same files from every command."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from sites import GOLDEN_FACTS, HOME, built, project, read, run, tree

from generator import cells, compare, contract, dates, export, model, reference

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


@cache
def published(folder: Path) -> dict[str, bytes]:
    facts = facts_of(folder)
    return export.published(facts, compare.compare(facts), "0123456789")


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
@pytest.mark.parametrize("table", contract.TABLES, ids=lambda table: table.name)
def test_csv_holds_the_same_rows(folder: Path, table: contract.Table) -> None:
    read = list(csv.DictReader(io.StringIO(files_of(folder)[f"{table.name}.csv"], newline="")))
    data = rows(folder, table.name)
    assert len(read) == len(data)
    for found, row in zip(read, data, strict=True):
        assert tuple(found) == tuple(row) == table.names
        for column in table.columns:
            assert value_of(column.kind, found[column.name]) == row[column.name], column.name


def value_of(kind: str, cell: str) -> Any:
    """Read a cell as docs/data.md tells to."""
    if kind == "ids":
        return cell.split("; ") if cell else []
    if kind == "groups":
        return [group.split("; ") for group in cell.split(" | ")]
    if cell == "":
        return None
    if kind == "cited":
        return dict(zip(("kind", "id"), cell.rsplit(" ", 1), strict=True))
    if kind == "bound" and not DAY.fullmatch(cell):
        return json.loads(cell)
    return {"integer": int, "boolean": lambda text: {"true": True, "false": False}[text]}.get(kind, cells.unguarded)(cell)


@given(st.text(st.sampled_from("'=+-@\t\rab ;|")))
def test_a_cell_is_no_formula_and_loses_nothing(text: str) -> None:
    cell = cells.write("text", text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cells.unguarded(cell) == text


@BOTH
@pytest.mark.parametrize("table", contract.TABLES, ids=lambda table: table.name)
def test_ids_lead_to_rows(folder: Path, table: contract.Table) -> None:
    """Whatever refers to another table is found there, and no key is there twice."""
    data = rows(folder, table.name)
    for column in table.columns:
        if column.to:
            known = {row["id"] for row in rows(folder, column.to)}
            for row in data:
                value = row[column.name]
                assert set(value if isinstance(value, list) else [value] if value else []) <= known, column.name
    for here, there, names in table.refers:
        known_rows = {tuple(row[name] for name in names) for row in rows(folder, there)}
        given_rows = {tuple(row[name] for name in here) for row in data}
        assert {row for row in given_rows if None not in row} <= known_rows
    if table.key:
        keys = [tuple(row[name] for name in table.key) for row in data]
        assert len(set(keys)) == len(keys)


@BOTH
@pytest.mark.parametrize("table", contract.TABLES, ids=lambda table: table.name)
def test_json_keeps_its_published_schema(folder: Path, table: contract.Table) -> None:
    schema = json.loads(published(folder)[f"schemas/{table.name}.schema.json"])
    Draft202012Validator.check_schema(schema)
    data = rows(folder, table.name)
    assert list(Draft202012Validator(schema).iter_errors(data)) == []
    if data:
        broken = [{name: value for name, value in data[0].items() if name != table.names[0]}]
        assert list(Draft202012Validator(schema).iter_errors(broken)) != []


@BOTH
def test_every_page_has_its_data_and_it_keeps_its_schema(folder: Path) -> None:
    facts = facts_of(folder)
    beside = {path: json.loads(body) for path, body in export.beside_pages(facts, compare.compare(facts)).items()}
    items = {"questions": facts.questions, "actors": facts.actors, "events": facts.events, "places": facts.places}
    expected = {f"{kind}/{ident}/index.json" for kind, ids in items.items() for ident in ids if "." not in ident}
    assert beside.keys() == expected | {f"sources/{ident}/index.json" for ident in facts.sources}
    schemas = {name: json.loads(body) for name, body in published(folder).items() if name.startswith("schemas/")}
    listed = [(name.removeprefix("schemas/"), Resource.from_contents(schema)) for name, schema in schemas.items()]
    validator = Draft202012Validator(schemas["schemas/page.schema.json"], registry=Registry().with_resources(listed))
    for path, data in beside.items():
        assert list(validator.iter_errors(data)) == [], path
        assert data["page"] == path.replace("index.json", "index.html")


def test_data_of_a_page_is_what_the_page_is_about() -> None:
    beside = export.beside_pages(facts_of(GOLDEN_FACTS), compare.compare(facts_of(GOLDEN_FACTS)))
    question = json.loads(beside["questions/cracks/index.json"])
    claims = [row for row in rows(GOLDEN_FACTS, "claims") if row["question"] == "cracks"]
    assert question["claims"] == claims
    assert [one["id"] for one in question["populations"]] == ["all", "deep", "painted"]
    assert {row["question"] for row in question["discrepancies"]} == {"cracks"}
    event = json.loads(beside["events/closure/index.json"])
    assert {row["question"] for row in event["claims"]} == {"closure.date", "closure.place"}
    place = json.loads(beside["places/north-bank/index.json"])
    assert {row["id"] for row in place["claims"]} == {
        "gazette-closure/deep-north", "gazette-closure/walkers-weekdays", "gazette-closure/room-desk",
        "trust-report/lamps-north",
    }  # fmt: skip
    actor = json.loads(beside["actors/town-clerk/index.json"])
    assert [row["id"] for row in actor["relayed"]] == [
        row["id"] for row in rows(GOLDEN_FACTS, "claims") if "town-clerk" in row["via"]
    ]


def test_pages_of_the_site_name_their_data() -> None:
    site = built("golden") / "site"
    for path in site.rglob("index.html"):
        links = [
            given["href"] for tag, given in read(path).elements if given.get("type") == "application/json" and tag == "link"
        ]
        beside = path.with_name("index.json")
        assert links == (["index.json"] if beside.is_file() else []), path
    assert json.loads((site / "questions/cracks/index.json").read_text(encoding="utf-8"))["kind"] == "question"


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
    told = json.loads(published(GOLDEN_FACTS)["contract.json"])
    assert told["contract"] == contract.CONTRACT == 1
    assert told["facts_version"] == "0123456789"
    assert set(told["files"]) == published(GOLDEN_FACTS).keys() - {"contract.json"}
    assert told["rows"]["claims"] == len(rows(GOLDEN_FACTS, "claims"))


def test_checksums_are_those_of_the_files() -> None:
    made = dict(published(GOLDEN_FACTS))
    lines = made.pop("SHA256SUMS").decode().splitlines()
    assert lines == [f"{hashlib.sha256(body).hexdigest()}  {name}" for name, body in sorted(made.items())]


@BOTH
def test_same_facts_same_bytes(folder: Path) -> None:
    facts = model.facts(model.read(folder))
    assert export.published(facts, compare.compare(facts), "0123456789") == published(folder)


def test_fields_of_the_first_contract_are_all_there_in_their_order() -> None:
    """Fields are added at the end, never renamed, never moved: a reader of version 1 of the CSV reads this one."""
    first = {
        "claims": "id question by party via said as_of over of where value low high response source paragraph quote says "
        "part origin superseded_by url",
        "citations": "source paragraph quote cited_by",
        "discrepancies": "question relation kind claims groups facet why",
    }
    for name, fields in first.items():
        assert contract.BY_NAME[name].names[: len(fields.split())] == tuple(fields.split())


def test_every_table_and_field_is_on_the_page_of_the_data() -> None:
    page = reference.fill((HOME / "docs" / "data.md").read_text(encoding="utf-8"), facts_of(GOLDEN_FACTS))
    for table in contract.TABLES:
        assert f"### {table.name}.json" in page
        section = page.partition(f"### {table.name}.json")[2].partition("\n### ")[0]
        assert [column.name for column in table.columns if f"<code>{column.name}</code>" not in section] == []


def test_an_empty_record_has_every_file() -> None:
    empty = model.facts(model.build("facts", [], {}, {}))
    made = export.published(empty, compare.compare(empty))
    assert made.keys() == published(GOLDEN_FACTS).keys()
    assert json.loads(made["claims.json"]) == []
