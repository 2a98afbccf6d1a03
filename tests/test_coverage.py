"""What a text has and the record lacks is told; what is cited or set aside is not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import coverage, evidence, load, model
from generator.__main__ import main
from generator.quotations import quotations

HERE = Path(__file__).parent
FACTS = HERE.parent / "facts"
TEXTS = HERE / "texts"
HERALD, NEWS = "herald-lantern-night", "news-lantern-night"


def quoted(*lines: str) -> list[tuple[int, str]]:
    paragraphs = [evidence.fold(line) for line in lines]
    return [(number, paragraphs[number - 1][start:end]) for number, start, end in quotations(paragraphs)]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “we saw 33 lanterns” there.", ["we saw 33 lanterns"]),
        ('He said "we saw 33 lanterns" there.', ["we saw 33 lanterns"]),
        ("Er sagte „wir sahen 33 Lampen“ dort.", ["wir sahen 33 Lampen"]),
        ("Il dit « nous avons vu 33 lanternes » hier.", [" nous avons vu 33 lanternes "]),
        ("Ասաց՝ «մենք տեսանք 33 լապտեր»։", ["մենք տեսանք 33 լապտեր"]),
        ("He said ‘we saw 33 lanterns’ there.", ["we saw 33 lanterns"]),
        ("He said 'we didn't see them' there.", ["we didn't see them"]),
        ("“All for all,” he said, “and none for one.”", ["All for all,", "and none for one."]),
        ("“Of “prisoners of war” here”, he said.", ['Of "prisoners of war" here', "prisoners of war"]),
        ("“‘We saw it all’ was heard”", ["'We saw it all' was heard", "We saw it all"]),
        ("(“we saw 33 lanterns”)", ["we saw 33 lanterns"]),
        ("word—“we saw 33 lanterns”—word", ["we saw 33 lanterns"]),
        ("called “terrorists” and “two words”", []),
        ("the soldiers’ homes and the guards’ posts", []),
        ("a pipe of 6\" and one of 8\" beside it here", []),
        ("“we saw 33 lanterns, he said.", ["we saw 33 lanterns, he said."]),
    ],
)  # fmt: skip
def test_quotations_are_found_in_every_shape(text: str, inside: list[str]) -> None:
    assert [words for _, words in quoted(text)] == inside


def test_a_quotation_runs_over_paragraphs_with_reopened_marks() -> None:
    found = quoted("“We saw many lanterns.", "“They were all lit.", "“Then it was dark,” he said.", "Nothing more was said.")
    assert found == [(1, "We saw many lanterns."), (2, "They were all lit."), (3, "Then it was dark,")]


def test_a_quotation_runs_over_paragraphs_without_reopened_marks() -> None:
    found = quoted("He said: “We saw many lanterns.", "Then it was all dark” and went home.", "It was late then” he said.")
    assert found == [(1, "We saw many lanterns."), (2, "Then it was all dark")]


@settings(deadline=None)
@given(st.lists(st.text(st.sampled_from("a b'\"“”‘’«».-\n")), max_size=4))
def test_no_text_makes_the_search_for_quotations_fail(lines: list[str]) -> None:
    for number, words in quoted(*lines):
        assert 1 <= number <= len(lines)
        assert evidence.count_words(words) >= 3


SOURCE = """\
title: A day at the gate
publisher: city-herald
kind: news article
language: {language}
{rest}"""


def items(text: str, rest: str = "", language: str = "en") -> list[tuple[str, str, str]]:
    """Return kind, words and state of everything in a text of one source."""
    document = load.parse(SOURCE.format(rest=rest, language=language).encode(), "source", "gate", "facts/sources/gate.yml")
    record = model.build("facts", [document], {}, {}, {"gate": text})
    return [(item.kind, item.words, item.state) for item in coverage.coverage(record, "gate").items]


def cite(*quotes: str, paragraph: int = 1) -> str:
    rows = [
        f"  - {{id: c{number}, question: q, by: publisher, paragraph: {paragraph}, quote: {json.dumps(quote)}, says: s}}\n"
        for number, quote in enumerate(quotes)
    ]
    return "claims:\n" + "".join(rows)


def aside(words: str | None = None, paragraph: int = 1) -> str:
    said = f"words: {json.dumps(words)}, " if words else ""
    return f"set_aside:\n  - {{paragraph: {paragraph}, {said}why: because}}\n"


def states(text: str, rest: str) -> dict[str, str]:
    return {words: state for _, words, state in items(text, rest)}


def test_figures_dates_and_quotations_are_listed_in_order() -> None:
    text = "On 17 June 2023 about 40 people, dozens of them young, said “it was the best night” twice.\n\n42nd year, 19.30."
    assert items(text) == [
        ("date", "17 June 2023", "open"),
        ("figure", "about 40", "open"),
        ("figure", "dozens", "open"),
        ("quotation", "it was the best night", "open"),
        ("figure", "42nd", "open"),
        ("figure", "19.30", "open"),
    ]


def test_every_digit_of_a_text_is_in_something_that_is_listed() -> None:
    text = "F16 of 3,18 and 1.2.3 on 30.06.2020, 1999/2000, the 2020s, §5, 7th, 10am; ٤١ or x9y"
    found = "".join(words for _, words, _ in items(text))
    assert [char for char in text if char.isdigit()] == [char for char in found if char.isdigit()]


def test_digits_and_quotations_are_listed_in_a_language_without_a_table() -> None:
    text = "Оны сказали, что «там было 33 фонаря» 17 июня"
    assert items(text, language="uk") == [
        ("quotation", "там было 33 фонаря", "open"), ("figure", "33", "open"), ("figure", "17", "open"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("quote", "state"),
    [
        ("had sold no more than 2000 lanterns", "cited"),
        ("sold  no more than 2000", "cited"),
        ("no more than 2000", "cited"),
        ("more than 2000 lanterns by then", "open"),  # the hedge is cut off, and what is left says the contrary
        ("2000 lanterns by then", "open"),
        ("more than 200", "open"),
    ],
)
def test_a_figure_is_covered_when_a_quote_holds_it_with_its_hedge(quote: str, state: str) -> None:
    assert states("They had sold no more than 2000 lanterns by then.", cite(quote)) == {"no more than 2000": state}


def test_a_figure_is_covered_where_it_is_quoted_and_not_elsewhere() -> None:
    text = "There were 3 captives in the hall, and 33 captives in the yard, and 3 captives more.\nThere were 3 captives."
    found = [state for _, _, state in items(text, cite("and 3 captives more"))]
    assert found == ["open", "open", "cited", "open"]


def test_two_quotes_do_not_cover_what_neither_holds() -> None:
    assert states("There were at least forty lanterns.", cite("There were at least", "forty lanterns")) == {
        "at least forty": "open"
    }


def test_a_quoted_statement_is_covered_by_any_quote_in_it_or_over_its_edge() -> None:
    text = "He said “it was the best night of the year” and left."
    for quote in ("it was the best", "He said “it was", "of the year” and left"):
        assert states(text, cite(quote)) == {"it was the best night of the year": "cited"}
    assert states(text, cite("and left")) == {"it was the best night of the year": "open"}


def test_what_is_set_aside_is_not_open_and_a_citation_outranks_it() -> None:
    text = "One of them saw 33 lanterns and 12 lamps."
    assert states(text, aside()) == {"One": "set aside", "33": "set aside", "12": "set aside"}
    assert states(text, aside("One of")) == {"One": "set aside", "33": "open", "12": "open"}
    assert states(text, aside("3 lanterns")) == {"One": "open", "33": "open", "12": "open"}
    assert states(text, aside("33 lanterns") + cite("saw 33 lanterns")) == {"One": "open", "33": "cited", "12": "open"}


def test_a_long_quotation_is_set_aside_by_the_words_that_it_begins_with() -> None:
    text = "They sang: “No night was like this one, friends, and none will be.”"
    begins = states(text, aside("“No night was like"))
    assert begins["No night was like this one, friends, and none will be."] == "set aside"
    assert begins["No"] == "set aside"
    assert begins["none"] == "open"
    assert states(text, aside("one, friends, and none"))["No night was like this one, friends, and none will be."] == "open"
    assert states(text, aside("No night"))["No night was like this one, friends, and none will be."] == "open"


def test_roles_names_places_events_sums_and_origins_count_as_citations() -> None:
    record = model.read(HERE / "base", TEXTS)
    found = {item.words: item.state for item in coverage.coverage(record, NEWS).items}
    assert found["June"] == "cited"  # the role of the festival office alone rests on it
    assert found["7400"] == "cited"


@pytest.fixture
def archived(base: Path) -> Path:
    shutil.copytree(TEXTS, "archive")
    return base


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["coverage", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


HERALD_OPEN = """\
herald-lantern-night:2: date: in Example News on [Wednesday] and was shortened.
herald-lantern-night:3: figure: the old town at [nine] in the evening of
herald-lantern-night:3: date: in the evening of [17 June 2023] .
herald-lantern-night:5: date: in the night of [17 June 2023] , not in the
herald-lantern-night:6: date: By [17 June] the festival office had
herald-lantern-night:7: figure: [About 40] musicians played on the
"""


@pytest.mark.usefixtures("archived")
def test_the_command_lists_what_is_open_and_sums_up(capsys: pytest.CaptureFixture[str]) -> None:
    summary = "herald-lantern-night: 33% of 9: 3 cited, 0 set aside, 6 open\n"
    assert run(capsys, HERALD) == (1, HERALD_OPEN + summary, "")


@pytest.mark.usefixtures("archived")
def test_the_command_is_0_when_all_is_covered_and_tells_reasons_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(f"facts/sources/{HERALD}.yml")
    entries = "".join(f"  - paragraph: {number}\n    why: an aside\n" for number in (2, 3, 5, 6, 7))
    path.write_text(path.read_text().replace("claims:\n", f"set_aside:\n{entries}claims:\n"))
    summary = "herald-lantern-night: 100% of 9: 3 cited, 6 set aside, 0 open\n"
    assert run(capsys, HERALD) == (0, summary, "")
    status, out, _ = run(capsys, HERALD, "--all")
    assert status == 0
    assert out == HERALD_OPEN.replace("\n", " (set aside: an aside)\n") + summary


@pytest.mark.usefixtures("archived")
def test_the_command_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "--format", "json")
    first, second = json.loads(out)
    assert status == 1
    assert (first["source"], first["total"], first["open"], first["per_cent"]) == (HERALD, 9, 6, 33)
    assert first["items"][0] == {
        "source": HERALD, "paragraph": 2, "kind": "date", "state": "open", "words": "Wednesday", "why": "",
        "around": ["in Example News on", "and was shortened."],
    }  # fmt: skip
    assert second["source"] == NEWS


@pytest.mark.usefixtures("base")
def test_without_a_text_the_command_says_how_to_get_one(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, NEWS)
    assert (status, out) == (2, "")
    assert err == (
        "side-by-side: the archive has no text of `news-lantern-night`\n"
        "mend: save its text from https://archive.example/2023/news.example/lantern-night, one paragraph a line, in UTF-8,"
        " as news-lantern-night.txt in the folder archive/ beside the facts, or name another folder with --archive\n"
    )
    assert run(capsys)[0] == 2


@pytest.mark.usefixtures("archived")
def test_an_unknown_source_and_another_text_are_usage(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "herald-lantern-nigth")
    assert status == 2
    assert "there is no source `herald-lantern-nigth` that can be read: did you mean `herald-lantern-night`?" in err
    Path(f"archive/{HERALD}.txt").write_text("About 40 musicians played.\n")
    status, _, err = run(capsys, HERALD)
    assert status == 2
    assert "is not the one of its fingerprint" in err
    status, out, err = run(capsys)
    assert status == 1
    assert out.endswith("open\n")
    assert "fingerprint" in err


def test_another_archive_can_be_named(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, HERALD, "--facts", str(base), "--archive", str(TEXTS))[0] == 1


def test_a_large_text_is_no_trouble() -> None:
    line = "On 17 June 2023 about 40 people, dozens of them young, said “it was the best night” and it's “"
    assert len(items(line * 300, cite("about 40 people, dozens"))) > 1_200
    assert len(items(f"{line}\n" * 1_500)) == 6_000


@pytest.mark.skipif(not (HERE.parent / "archive").is_dir(), reason="the texts of the record are in no archive here")
def test_the_record_has_or_sets_aside_all_that_its_first_documents_hold() -> None:
    """Of the others it has what answers its questions, and no more is claimed."""
    record = model.read(FACTS)
    whole = ("armenianclub-2020-12-24", "hyetert-2021-01-09", "jamnews-2022-08-17", "jamnews-pows-promise",
             "westernarmenia-2023-12-05")  # fmt: skip
    for source in whole:
        if not coverage.obstacle(record, source):
            found = coverage.coverage(record, source)
            assert [item for item in found.items if item.state == "open"] == []
