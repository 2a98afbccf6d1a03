"""The model takes out what does not fit and keeps the rest, so that all problems are told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import check, load, model, salvage, schema
from generator.model import Record

HERALD = Path("facts/sources/herald-lantern-night.yml")


def found(record: Record) -> list[tuple[str, str, int]]:
    return [(problem.file.rpartition("/")[2], problem.rule, problem.line) for problem in check.check(record)]


def edited(path: Path, *changes: tuple[str, str]) -> list[tuple[str, str, int]]:
    """Return the problems of the record after each of the changes was made in the file, once each."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return found(model.read(Path("facts")))


@pytest.mark.usefixtures("base")
def test_a_fault_in_one_claim_does_not_hide_those_of_others_in_the_file() -> None:
    """Lines are those of the file, though the first claim was taken out before the rules read the rest."""
    problems = edited(
        HERALD, ("    by: publisher\n", ""), ("via: [example-news]", "via: [exampel-news]"), ("2000 lan", "2000 lam")
    )
    name = HERALD.name
    assert problems == [(name, "missing-field", 13), (name, "unknown-id", 24), (name, "not-in-source", 44)]


@pytest.mark.usefixtures("base")
def test_a_caret_under_a_key_is_right_after_a_claim_was_taken_out() -> None:
    problems = edited(HERALD, ("    by: publisher\n", ""), ("    via: [example-news]\n", "    over: 2023\n"))
    assert [(rule, line) for _, rule, line in problems] == [("missing-field", 13), ("facet", 24)]


@pytest.mark.usefixtures("base")
def test_several_faults_of_one_claim_are_told_together() -> None:
    problems = edited(
        HERALD,
        ("of: all", "off: all"),
        ("value: 5000 to 5500", "value: [5000, 5500]"),
        ("paragraph: 3", "paragraph: three"),
        ("    says: Reporters of City Herald counted 5000 to 5500 people.\n", ""),
    )
    assert [(rule, line) for _, rule, line in problems] == [
        ("missing-field", 13), ("unknown-field", 17), ("wrong-type", 18), ("wrong-type", 19),
    ]  # fmt: skip


@pytest.mark.usefixtures("base")
def test_a_fault_at_the_top_of_a_file_does_not_hide_those_of_its_claims() -> None:
    problems = edited(
        HERALD, ("kind: news article", "kind: newspaper"), ("language: en\n", ""), ("people stood in", "people sat in")
    )
    assert [(rule, line) for _, rule, line in problems] == [("missing-field", 1), ("not-a-choice", 3), ("not-in-source", 29)]


@pytest.mark.usefixtures("base")
def test_a_fault_in_one_file_does_not_hide_those_of_another() -> None:
    assert edited(Path("facts/actors/city-police.yml"), ("kind: state organ", "kind: police")) == [
        ("city-police.yml", "not-a-choice", 2)
    ]
    problems = edited(HERALD, ("2000 lan", "2000 lam"))
    assert [rule for _, rule, _ in problems] == ["not-a-choice", "not-in-source"]


@pytest.mark.parametrize(
    "file",
    [
        "actors/festival-office", "actors/example-news", "places/old-town", "places/exampleton", "events/lantern-night",
        "questions/crowd-at-once", "questions/entry-rule", "sources/news-lantern-night", "parties", "record",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("broken", "rule"),
    [(b"a: b: c\n", "syntax"), (b"\xff", "encoding"), (b"- a\n", "wrong-type"), (b"<<<<<<< x\n", "merge-conflict")],
)
def test_the_id_of_a_broken_file_still_counts(base: Path, file: str, broken: bytes, rule: str) -> None:
    """A file that cannot be read must not make every reference to it a second problem."""
    (base / f"{file}.yml").write_bytes(broken)
    problems = [(name, rule) for name, rule, _ in found(model.read(base))]
    assert problems == [(f"{file.rpartition('/')[2]}.yml", rule)]


@pytest.mark.usefixtures("base")
def test_the_claims_of_a_broken_file_still_count() -> None:
    """A sum may name claims of a source that cannot be read just now."""
    total, *parts = (f"news-lantern-night/visitors-{what}" for what in ("office", "saturday", "sunday"))
    entry = f"    total: {total}\n    parts: [{', '.join(parts)}]\n    exhaustive: true\n    note: The two days.\n"
    HERALD.write_text(f"{HERALD.read_text()}sums:\n  - id: two-days\n{entry}")
    assert found(model.read(Path("facts"))) == []
    Path("facts/sources/news-lantern-night.yml").write_bytes(b"\xff")
    assert [rule for _, rule, _ in found(model.read(Path("facts")))] == ["encoding"]


@pytest.mark.parametrize(
    ("kind", "text", "rules"),
    [
        ("actor", "name: [a]\nkind: organisation\n", ["wrong-type"]),
        ("actor", "name: Mayor\nkind: persn\n", ["not-a-choice"]),
        ("actor", "name: Mayor\nkind: person\ncapacity: boss\n", ["not-a-choice"]),
        ("question", "title: How?\ntopic: T\ntype: sum\n", ["not-a-choice"]),
        ("question", "title: How?\ntopic: T\ntype: choice\nchoices: none\n", ["wrong-type"]),
        ("question", "title: [a]\ntopic: T\ntype: position\n", ["wrong-type"]),
        ("place", "kind: city\nnames:\n", ["empty-field"]),
        ("place", "kind: city\nnames: []\n", ["wrong-type"]),
        ("place", "kind: city\n", ["missing-field"]),
        ("event", "title:\n", ["empty-field"]),
        ("event", "title: T\npart_of: {a: b}\n", ["wrong-type"]),
        ("event", "{}\n", ["missing-field"]),
    ],
)
def test_a_fault_is_told_once_and_nothing_follows_from_it(base: Path, kind: str, text: str, rules: list[str]) -> None:
    (base / f"{kind}s/new.yml").write_text(text)
    assert [rule for _, rule, _ in found(model.read(base))] == rules


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("over: 2023-06-17/2023-06-18", "over: [2023]", "wrong-type"),
        ("of: children", "of: {all: children}", "wrong-type"),
        ("response: declined", "response: refused", "not-a-choice"),
        ("value: free", "value: [free]", "wrong-type"),
        ("authors: [example-news-city-desk]", "authors: example-news-city-desk", "wrong-type"),
        ("published: 2023-06-21", "published: [2023]", "wrong-type"),
    ],
)
def test_nothing_follows_from_a_faulty_field_of_a_source(old: str, new: str, rule: str) -> None:
    assert [rule for _, rule, _ in edited(Path("facts/sources/news-lantern-night.yml"), (old, new))] == [rule]


def test_the_base_record_becomes_facts(base: Path) -> None:
    facts = model.facts(model.read(base))
    assert facts.title == "The lantern walk of Exampleton"
    assert set(facts.parties) == {"city", "organisers"}
    assert {"lantern-night.date", "lantern-night.place", "crowd-at-once"} <= set(facts.questions)
    claims = {claim.id: claim for claim in facts.claims}
    assert len(claims) == 19
    herald = claims["herald-lantern-night/crowd-herald"]
    assert (herald.by, herald.own_voice, herald.said, herald.as_of) == ("city-herald", True, "2023-06-22", "2023-06-17")
    author = claims["news-lantern-night/sold-in-may"]
    assert (author.by, author.own_voice, author.party) == ("example-news-city-desk", True, "")
    office = claims["news-lantern-night/visitors-saturday"]
    assert (office.by, office.party, office.own_voice, office.as_of, office.over) == (
        "festival-office", "organisers", False, "", "2023-06-17",
    )  # fmt: skip
    assert claims["news-lantern-night/course-police"].anchor == "course-police"


def test_a_record_without_record_and_parties_is_a_record(base: Path) -> None:
    (base / "record.yml").unlink()
    assert model.facts(model.read(base)).title == ""
    assert model.facts(Record("facts", (), {}, {}, {})).claims == ()


def test_a_stock_without_a_moment_is_counted_when_it_was_said(base: Path) -> None:
    HERALD.write_text(HERALD.read_text().replace("    as_of: 2023-06-17\n", ""))
    claims = {claim.id: claim for claim in model.facts(model.read(base)).claims}
    assert claims["herald-lantern-night/crowd-herald"].as_of == "2023-06-22"


def test_taking_out_many_parts_keeps_the_others_in_order() -> None:
    document = load.parse(b"a: [0, 1, 2, 3, {x: 1, y: 2}]\nb: 1\nc: {d: 2}\n", "actor", "x", "x")
    assert document.root is not None
    rest = salvage._without(document.root, {("a", 0), ("a", 2), ("a", 4, "x"), ("c", "d"), ("nowhere", 7)})
    assert rest is not None
    assert salvage.plain(rest) == {"a": ("1", "3", {"y": "2"}), "b": "1", "c": {}}
    assert salvage._without(document.root, {()}) is None


def test_every_field_has_a_description_and_a_marker_where_it_is_text() -> None:
    """The documentation's tables and the messages are made from them."""
    pending, seen = list(schema.FILES.values()), set()
    while pending:
        entry = pending.pop()
        seen.add(entry)
        for name, info in entry.model_fields.items():
            assert info.description, (entry.__name__, name)
            inner = salvage._entry_class(info.annotation)
            if inner and inner not in seen:
                pending.append(inner)
    assert {schema.ClaimEntry, schema.Within, schema.Choice} <= seen
