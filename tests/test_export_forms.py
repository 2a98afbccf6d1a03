"""The forms that others work with, each held against a reader or validator of that form."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import bibtexparser
import frictionless
import icalendar
import pyshacl
import pytest
import rdflib
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from payload import PAYLOADS, write_record
from sites import GOLDEN_FACTS, HOME

from generator import compare, contract, database, export, ics, model, parquet, rdf, rows, statements

BASE = "https://record.example/data/"
FOLDERS = pytest.mark.parametrize("folder", ["golden", "real", "payload"])


@cache
def _payload(around: Path) -> Path:
    write_record(GOLDEN_FACTS, around / "payload", PAYLOADS)
    return around / "payload"


@pytest.fixture(scope="session")
def facts_of(tmp_path_factory: pytest.TempPathFactory) -> Any:
    around = tmp_path_factory.mktemp("records")

    @cache
    def facts(name: str) -> tuple[model.Facts, compare.Comparison]:
        folder = {"golden": GOLDEN_FACTS, "real": HOME / "facts"}.get(name) or _payload(around)
        found = model.facts(model.read(folder))
        return found, compare.compare(found)

    return facts


@pytest.fixture(scope="session")
def data(facts_of: Any) -> Any:
    return cache(lambda name: export.published(*facts_of(name), "0123456789"))


@pytest.fixture
def base(data: Any, tmp_path: Path) -> Any:
    def connect(name: str) -> sqlite3.Connection:
        path = tmp_path / database.NAME
        path.write_bytes(data(name)[database.NAME])
        return sqlite3.connect(path)

    return connect


# Frictionless


@FOLDERS
def test_package_is_valid_with_all_of_its_keys(data: Any, folder: str, tmp_path: Path) -> None:
    for name, body in data(folder).items():
        if name.endswith(".csv") or name == "datapackage.json":
            (tmp_path / name).write_bytes(body)
    report = frictionless.validate(str(tmp_path / "datapackage.json"), checks=[])
    assert report.flatten(["title", "name", "rowNumber", "fieldName", "message"]) == []
    assert len(report.tasks) == len(contract.TABLES)


def test_package_with_a_wrong_key_is_not_valid(data: Any, tmp_path: Path) -> None:
    for name, body in data("golden").items():
        if name.endswith(".csv") or name == "datapackage.json":
            (tmp_path / name).write_bytes(body)
    claims = tmp_path / "claims.csv"
    claims.write_bytes(claims.read_bytes().replace(b",town-council,north,", b",nobody-known,north,", 1))
    assert "foreign-key" in {
        error[0] for error in frictionless.validate(str(tmp_path / "datapackage.json")).flatten(["type"])
    }


def test_package_declares_every_reference_of_one_field(data: Any) -> None:
    package = json.loads(data("golden")["datapackage.json"])
    assert package["profile"] == "tabular-data-package"
    for resource in package["resources"]:
        table = contract.BY_NAME[resource["name"]]
        keys = {
            key["fields"]: key["reference"]["resource"] or table.name for key in resource["schema"].get("foreignKeys", [])
        }
        assert keys == {column.name: column.to for column in table.columns if column.to and column.kind == "text"}


# SQLite


@FOLDERS
def test_database_is_whole_and_every_reference_holds(base: Any, folder: str) -> None:
    with base(folder) as found:
        assert found.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert found.execute("PRAGMA foreign_key_check").fetchall() == []
        assert found.execute("PRAGMA user_version").fetchone() == (contract.CONTRACT,)


@FOLDERS
def test_database_holds_the_rows_of_the_tables(base: Any, data: Any, folder: str) -> None:
    with base(folder) as found:
        found.row_factory = sqlite3.Row
        for table in contract.TABLES:
            expected = json.loads(data(folder)[f"{table.name}.json"])
            stored = [dict(row) for row in found.execute(f"SELECT * FROM {table.name} ORDER BY rowid")]
            assert len(stored) == len(expected)
            for row, want in zip(stored, expected, strict=True):
                for column in table.columns:
                    if column.kind in ("ids", "groups"):
                        assert json.loads(row[column.name]) == want[column.name]
                    elif column.kind == "cited":
                        assert {"kind": row["cited_by_kind"], "id": row["cited_by_id"]} == want["cited_by"]
                    else:
                        assert row[column.name] == want[column.name]


def test_lists_can_be_joined(base: Any) -> None:
    with base("golden") as found:
        relayed = found.execute("SELECT claim FROM claims_via WHERE actor = 'gazette-desk'").fetchall()
        assert relayed == [("gazette-closure/closed-council",)]
        groups = found.execute("SELECT count(*) FROM discrepancies_groups").fetchone()[0]
        listed = found.execute("SELECT sum(json_array_length(claims)) FROM discrepancies").fetchone()[0]
        assert groups == listed > 0


def test_views_show_labels_and_conflicts(base: Any) -> None:
    with base("golden") as found:
        claims = found.execute("SELECT count(*) FROM claims").fetchone()
        assert found.execute("SELECT count(*) FROM claims_with_labels").fetchone() == claims
        row = found.execute(
            "SELECT speaker, population, source_title FROM claims_with_labels WHERE id = 'gazette-closure/cracks-trust'"
        )
        assert row.fetchone() == ("Bridge trust", "all cracks", "Old bridge closed after a third look at its piers")
        conflicts = found.execute("SELECT count(*) FROM conflicts").fetchone()
        assert conflicts == found.execute("SELECT count(*) FROM discrepancies WHERE relation = 'conflict'").fetchone()
        members = found.execute("SELECT count(*) FROM discrepancies_with_claims").fetchone()
        assert members == found.execute("SELECT count(*) FROM discrepancies_groups").fetchone()


def test_search_finds_names_of_any_user_and_does_not_mind_diacritics(base: Any) -> None:
    with base("golden") as found:
        wanted = "SELECT kind, id FROM search WHERE search MATCH ?"
        assert found.execute(wanted, ("bruckenrat",)).fetchall() == [("actor", "town-council")]
        assert ("place", "stillwater") in found.execute(wanted, ("stilles",)).fetchall()
        assert ("claim", "gazette-closure/cause-clerk") in found.execute(wanted, ("frost",)).fetchall()
        joined = "SELECT id FROM claims_fts JOIN claims ON claims.rowid = claims_fts.rowid WHERE claims_fts MATCH 'tape'"
        assert found.execute(joined).fetchall() == [("trust-report/tape",)]


def test_metadata_describes_every_table_and_column_of_the_database(base: Any, data: Any) -> None:
    told = json.loads(data("golden")["metadata.json"])["databases"]["side-by-side"]["tables"]
    with base("golden") as found:
        names = {name for (name,) in found.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
        names = {name for name in names if not name.startswith(("search_", "claims_fts", "sqlite_"))}
        assert told.keys() == names
        for table in contract.TABLES:
            columns = {row[1] for row in found.execute(f"PRAGMA table_info({table.name})")}
            assert told[table.name]["columns"].keys() == columns


# Parquet


def test_parquet_holds_the_rows_with_their_types(facts_of: Any, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    tables = rows.tables(*facts_of("golden"))
    made = parquet.files(tables)
    assert made == parquet.files(tables)
    assert made.keys() == {f"{table.name}.parquet" for table in contract.TABLES}
    for name, body in made.items():
        (tmp_path / name).write_bytes(body)
    with duckdb.connect() as found:
        for table in contract.TABLES:
            got = found.execute(f"SELECT * FROM '{tmp_path}/{table.name}.parquet'")
            heads = [column[0] for column in got.description]
            stored = [dict(zip(heads, row, strict=True)) for row in got.fetchall()]
            assert len(stored) == len(tables[table.name])
            for row, want in zip(stored, tables[table.name], strict=True):
                for column in table.columns:
                    value = want[column.name]
                    if column.kind == "bound":
                        assert row[column.name] == (None if value is None else str(value))
                        assert row[f"{column.name}_number"] == (value if isinstance(value, int | float) else None)
                        assert str(row[f"{column.name}_day"]) == str(value if isinstance(value, str) else None)
                    else:
                        assert row[column.name] == value


# Linked data


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # the parser's own way of working
@FOLDERS
def test_jsonld_and_turtle_hold_the_same_statements(data: Any, folder: str) -> None:
    one = rdflib.Graph().parse(data=data(folder)[rdf.JSONLD], publicID=BASE, format="json-ld")
    other = rdflib.Graph().parse(data=data(folder)[rdf.TURTLE], publicID=BASE, format="turtle")
    assert set(one) == set(other)
    assert not any(isinstance(node, rdflib.BNode) for triple in one for node in triple)


@FOLDERS
def test_linked_data_keeps_its_shapes(data: Any, folder: str) -> None:
    graph = rdflib.Graph().parse(data=data(folder)[rdf.TURTLE], publicID=BASE, format="turtle")
    shapes = rdflib.Graph().parse(data=data(folder)["shapes.ttl"], format="turtle")
    conforms, _, told = pyshacl.validate(graph, shacl_graph=shapes, meta_shacl=True)
    assert conforms, told


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a schema:Claim, prov:Entity ;", "a schema:Claim ; schema:reviewRating 1 ;"),
        ("sbs:relation \"conflict\"", "sbs:relation \"false\""),
        ("oa:exact ", "oa:prefix "),
        ("a schema:Event ;", "a schema:Event ; schema:startDate \"2024-03-04\" ;"),
    ],
)  # fmt: skip
def test_shapes_refuse_what_the_record_promises_not_to_be(data: Any, old: str, new: str) -> None:
    text = data("golden")[rdf.TURTLE].decode()
    assert old in text
    graph = rdflib.Graph().parse(data=text.replace(old, new, 1), publicID=BASE, format="turtle")
    shapes = rdflib.Graph().parse(data=data("golden")["shapes.ttl"], format="turtle")
    assert pyshacl.validate(graph, shacl_graph=shapes)[0] is False


def test_linked_data_says_who_said_what_where(data: Any) -> None:
    graph = rdflib.Graph().parse(data=data("golden")[rdf.TURTLE], publicID=BASE, format="turtle")
    found = graph.query(
        """
        PREFIX schema: <https://schema.org/> PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX oa: <http://www.w3.org/ns/oa#>
        SELECT ?name ?exact ?document WHERE {
          ?claim schema:identifier "gazette-closure/cracks-trust" ; prov:wasAttributedTo/schema:name ?name .
          ?annotation oa:hasBody ?claim ; oa:hasTarget ?target .
          ?target oa:hasSource ?document ; oa:hasSelector/oa:exact ?exact .
        }"""
    )
    assert [(str(row.name), str(row.exact), str(row.document)) for row in found] == [
        ("Bridge trust", "it had found more than 20 cracks in the piers", "https://gazette.example/2024/bridge-closed")
    ]


def test_every_citation_is_an_annotation(data: Any) -> None:
    graph = rdflib.Graph().parse(data=data("golden")[rdf.TURTLE], publicID=BASE, format="turtle")
    rows_ = json.loads(data("golden")["citations.json"])
    expected = {
        (row["source"], row["paragraph"], row["quote"], row["cited_by"]["kind"], row["cited_by"]["id"]) for row in rows_
    }
    annotations = list(graph.subjects(rdflib.RDF.type, rdflib.URIRef(f"{rdf.PREFIXES['oa']}Annotation")))
    assert len(annotations) == len(expected)


def test_no_rating_is_anywhere_in_the_linked_data(data: Any) -> None:
    for name in (rdf.JSONLD, rdf.TURTLE):
        assert b"Rating" not in data("real")[name]
        assert b"ClaimReview" not in data("real")[name]


# FollowTheMoney


def test_statements_have_the_key_of_their_format_and_the_dataset_of_their_document(data: Any, facts_of: Any) -> None:
    facts, _ = facts_of("golden")
    read = [json.loads(line) for line in data("golden")[statements.NAME].decode().splitlines()]
    assert len({row["id"] for row in read}) == len(read)
    assert {row["dataset"] for row in read} == {statements.OWN} | {statements.dataset(source) for source in facts.sources}
    names = {
        (row["value"], row["dataset"], row["lang"])
        for row in read
        if row["entity_id"] == "actor-town-council" and row["prop"] == "name"
    }
    assert names == {
        ("Town council", "gazette_closure", "eng"),
        ("Brückenrat", "walkers_letter", "deu"),
        ("Brückenrat / Town council", "side_by_side", None),
    }
    dates = {(row["value"], row["dataset"]) for row in read if row["entity_id"] == "event-closure" and row["prop"] == "date"}
    assert dates == {("2024-03-04", "gazette_closure"), ("2024-03-02", "gazette_closure"), ("2024-03-02", "trust_report")}
    assert not [
        row
        for row in read
        if statements.TYPES[row["prop"]] == "entity" and row["value"] not in {each["entity_id"] for each in read}
    ]


@FOLDERS
def test_statements_are_read_by_followthemoney(data: Any, folder: str, tmp_path: Path) -> None:
    """The package is 270 MB with what it needs, so it is not among the test tools: say so where it is missing."""
    ftm = pytest.importorskip("followthemoney", reason="followthemoney is not installed (docs/stack.md)")
    from followthemoney.statement.serialize import JSON, read_path_statements

    path = tmp_path / statements.NAME
    path.write_bytes(data(folder)[statements.NAME])
    entities: dict[str, Any] = defaultdict(lambda: defaultdict(list))
    schemas = {}
    for one in read_path_statements(path, JSON):
        assert one.id == one.generate_key()
        assert one.prop_type == statements.TYPES[one.prop]
        entities[one.canonical_id][one.prop].append(one.value)
        schemas[one.canonical_id] = one.schema
    for ident, properties in entities.items():
        ftm.model.get(schemas[ident]).validate({"properties": properties})


# Citing


STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>x</title><id>x</id>
<updated>2020-01-01T00:00:00+00:00</updated></info><citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><names variable="author"/><text variable="title" prefix=" | "/>
<text variable="container-title" prefix=" | "/>
<date variable="issued" prefix=" | "><date-part name="year"/></date></layout></bibliography></style>"""


@pytest.mark.filterwarnings(
    "ignore::UserWarning"
)  # the processor tells of types and fields that the small style has no use for
@FOLDERS
def test_csl_json_is_read_by_a_citation_processor(data: Any, facts_of: Any, folder: str, tmp_path: Path) -> None:
    items = json.loads(data(folder)["sources.csl.json"])
    style = tmp_path / "style.csl"
    style.write_text(STYLE, encoding="utf-8")
    found = CitationStylesBibliography(CitationStylesStyle(str(style), validate=False), CiteProcJSON(items), formatter.plain)
    for item in items:
        found.register(Citation([CitationItem(item["id"])]))
    listed = [str(entry) for entry in found.bibliography()]
    assert len(listed) == len(facts_of(folder)[0].sources)
    if folder == "golden":
        assert any("Valley Gazette" in entry and "2024" in entry for entry in listed)


@FOLDERS
def test_bibtex_is_read_by_a_parser(data: Any, facts_of: Any, folder: str) -> None:
    library = bibtexparser.parse_string(data(folder)["sources.bib"].decode())
    assert library.failed_blocks == []
    assert {entry.key for entry in library.entries} == facts_of(folder)[0].sources.keys()


# Calendar


@FOLDERS
def test_calendar_is_read_by_a_parser_and_folded(data: Any, folder: str) -> None:
    body = data(folder)[ics.NAME]
    assert body.endswith(b"\r\n")
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert max(len(line) for line in body.split(b"\r\n")) <= ics.MOST
    calendar = icalendar.Calendar.from_ical(body)
    entries = list(calendar.walk("VEVENT"))
    assert [entry.errors for entry in entries if entry.errors] == []
    assert len({str(entry["UID"]) for entry in entries}) == len(entries) > 0
    body.decode()  # no character is cut in two


def test_a_disputed_date_is_an_entry_for_each_answer_and_lasts_as_long_as_it_may(data: Any) -> None:
    entries = list(icalendar.Calendar.from_ical(data("golden")[ics.NAME]).walk("VEVENT"))
    closure = [entry for entry in entries if "closure of the old bridge" in entry["SUMMARY"]]
    days = [(str(entry.decoded("DTSTART")), str(entry.decoded("DTEND"))) for entry in closure]
    assert days == [("2024-03-01", "2024-03-11"), ("2024-03-02", "2024-03-03"), ("2024-03-04", "2024-03-05")]
    assert "Walkers: 1 March 2024 to 10 March 2024" in closure[0]["DESCRIPTION"]
    assert "walkers-letter/closed" in closure[0]["DESCRIPTION"]
    assert {str(entry["TRANSP"]) for entry in entries} == {"TRANSPARENT"}


def test_calendar_has_no_clock(data: Any) -> None:
    entries = list(icalendar.Calendar.from_ical(data("golden")[ics.NAME]).walk("VEVENT"))
    assert {entry.decoded("DTSTAMP").isoformat() for entry in entries} == {"2024-05-06T00:00:00+00:00"}
