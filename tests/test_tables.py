"""Tables of claims as plain data: machine values, filters, the pages of the table of all claims and the file of its rows."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import GOLDEN_FACTS, HOME, built, html_pages, read
from worlds import COUNT, DATE, POPULATIONS, STOCK, choice, claim, world

from generator import claims_page, compare, filters, keys, model, origins, render, views, wording
from generator.index import Index
from generator.keys import Keys
from generator.views import Page

WORDS = wording.load()


def index_of(claims: list[dict[str, Any]], **more: Any) -> Index:
    facts = world(claims, **more)
    return Index(facts, compare.compare(facts), WORDS)


@cache
def recorded(folder: Path = GOLDEN_FACTS) -> Index:
    facts = model.facts(model.read(folder))
    return Index(facts, compare.compare(facts), WORDS)


def many(count: int) -> Index:
    """A world of several sources and speakers, said on several days."""
    given_ = [
        claim(str(number), by=f"a{number % 7}", source=f"s{number % 5}", said=f"2020-01-{1 + number % 28:02}")
        for number in range(count)
    ]
    return index_of(given_, questions={"q": COUNT})


def keyed(question: Mapping[str, Any], value: str | None, **more: Any) -> Keys:
    index = index_of([claim(value, **more)], questions={"q": dict(question)})
    return next(iter(views.table(index, 2, "q").rows + views.table(index, 2, "q").silent)).keys


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        ("53", "53", "53"),
        ("at least 41", "41", ""),
        ("more than 100", "101", ""),
        ("at most 7", "0", "7"),
        ("60 to 160", "60", "160"),
        ("dozens", "24", ""),
        ("none", "0", "0"),
        ("121.50 metres", "121.5", "121.5"),
        ("1000000", "1000000", "1000000"),
    ],
)
def test_a_count_is_sorted_by_the_numbers_that_it_leaves_possible(value: str, low: str, high: str) -> None:
    question = COUNT | ({"unit": "metres", "decimals": True} if "metres" in value else {})
    found = keyed(question, value)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [("2020-12-14", "2020-12-14", "2020-12-14"), ("2020-12", "2020-12-01", "2020-12-31"), ("../2021", "", "2021-12-31")],
)
def test_a_date_is_sorted_by_its_days(value: str, low: str, high: str) -> None:
    found = keyed(DATE, value)
    assert (found.low, found.high) == (low, high)


def test_choices_positions_and_silence_have_no_ends() -> None:
    assert (keyed(choice("x", "y"), "x").low, keyed({"type": "position"}, None).low) == ("", "")
    assert keyed(COUNT, None, response="no reply") == Keys(
        question="q", by="a1", response="no reply", source="s1", said="2020-06-15/2020-06-15"
    )


@given(st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_numbers_are_written_as_plain_decimals(digits: int, places: int) -> None:
    """Never with an exponent or needless zeros, so that a script and a spreadsheet read the same number."""
    number = Decimal(digits).scaleb(-places)
    text = keys.number(number)
    assert Decimal(text) == number
    assert "E" not in text.upper()
    assert "." not in text or not text.endswith("0")


def test_an_open_end_is_empty() -> None:
    assert (keys.number(None), keys.day(None)) == ("", "")


def test_times_are_first_and_last_day() -> None:
    found = keyed(STOCK, "5", said="2022~", as_of="2020-12")
    assert found.when == "2020-12-01/2020-12-31"
    assert found.said == "2020-12-31/2024-01-01"
    assert keyed(COUNT, "5", said="2020-05/..").said == "2020-05-01/"


def test_a_filter_offers_what_the_rows_have_in_alphabetical_order() -> None:
    index = index_of(
        [claim("5", by="b2", of="men"), claim("6", by="a1", of="women", source="s2"), claim("7", by="c3", of="men")],
        questions={"q": COUNT | POPULATIONS}, parties={"a1": "red", "c3": "blue"},
    )  # fmt: skip
    table = views.table(index, 2, "q")
    tools = filters.of_table(WORDS, "q", "How many?", table.rows)
    offered = {one.key: [option.value for option in one.options] for one in tools.filters}
    assert offered["by"] == ["a1", "b2", "c3"]
    assert offered["of"] == ["men", "women"]
    assert offered["party"] == []
    assert {dict(filters.attributes(row)).get("party", "") for row in table.rows} == {row.party for row in table.rows}
    assert len({row.party for row in table.rows}) == 3
    assert "response" not in offered
    assert [one.key for one in tools.filters if one.idle] == ["question"]


def test_relations_keep_their_one_order_and_are_one_word_each() -> None:
    table = views.table(recorded(), 2, "cracks")
    offered = next(one for one in filters.filters(WORDS, table.rows) if one.key == "relation")
    values = [option.value for option in offered.options]
    assert values == [value for value in ("conflict", "compatible", "agree", "not-comparable") if value in values]
    assert "not-comparable" in values
    assert [option.text for option in offered.options if option.value == "not-comparable"] == ["not comparable"]


def test_a_row_is_found_by_every_source_that_repeats_it() -> None:
    index = index_of(
        [claim("5", by="a1", source="s1"), claim("5", by="publisher", source="s2"), claim("9", by="b1", source="s3")],
        questions={"q": COUNT},
    )
    row, other = views.table(index, 2, "q").rows
    assert dict(filters.attributes(row))["source"] == "s1 s2"
    assert dict(filters.attributes(other))["source"] == "s3"
    offered = next(one for one in filters.filters(WORDS, [row, other]) if one.key == "source")
    assert [option.value for option in offered.options] == ["s1", "s2", "s3"]


def test_a_row_says_how_many_conflicts_it_is_in() -> None:
    index = index_of([claim("5", by="a1"), claim("6", by="b1"), claim("7", by="c1")], questions={"q": COUNT})
    told = [dict(filters.attributes(row)) for row in views.table(index, 2, "q").rows]
    assert [(one["relation"], one["conflicts"]) for one in told] == [("conflict", "2")] * 3


@pytest.mark.parametrize(
    ("question", "part", "name", "file"),
    [
        ("cracks", "answers", "answers", "cracks"),
        ("cracks", "silence", "silence", "cracks-silence"),
        ("closure.date", "answers", "date", "closure.date"),
        ("closure.date", "silence", "date-silence", "closure.date-silence"),
    ],
)
def test_every_table_of_a_page_has_a_name_of_its_own(question: str, part: str, name: str, file: str) -> None:
    tools = filters.of_table(WORDS, question, "?", (), part)
    assert (tools.name, tools.file) == (name, file)


def test_columns_say_what_they_are_sorted_as() -> None:
    def kinds(question: str) -> dict[str, str]:
        return {one.key: one.kind for one in filters.sorts(views.table(recorded(), 2, question).rows)}

    assert kinds("cracks") == {
        "by": "text", "answer": "number", "of": "text", "when": "day", "said": "day", "source": "text", "relation": "count",
    }  # fmt: skip
    assert kinds("closure.date")["answer"] == "day"
    assert kinds("cause")["answer"] == "text"
    assert "when" not in kinds("length")
    silent = views.table(recorded(), 2, "lamps-paid").silent
    assert [one.key for one in filters.sorts(silent, "silence")] == ["by", "response", "said", "source"]
    assert (
        filters.answer_kind([*views.table(recorded(), 2, "cracks").rows, *views.table(recorded(), 2, "cause").rows])
        == "mixed"
    )


def test_every_word_of_the_controls_is_in_the_interface() -> None:
    for key in filters.FILTERS:
        assert WORDS.say(f"table.filter.{key}")
    for kind in ("text", "number", "day", "mixed", "count"):
        assert WORDS.say(f"table.ascending.{kind}", column="X") != WORDS.say(f"table.descending.{kind}", column="X")
    assert len(WORDS.say("table.download_columns").split("|")) == 17


@pytest.mark.parametrize("folder", [GOLDEN_FACTS, HOME / "facts"], ids=["golden", "real"])
def test_the_table_of_all_claims_has_each_once_in_the_one_order(folder: Path) -> None:
    index = recorded(folder)
    made = list(claims_page.pages(index))
    order = {one.id: origins.order(one) for one in index.facts.claims}
    shown = [row.id for page in made for row in page.context["rows"]]
    assert sorted(shown) == sorted(order)
    assert [order[ident] for ident in shown] == sorted(order.values())
    assert (made[0].files == ()) == (len(made) == 1)


def test_an_empty_record_says_so() -> None:
    facts = model.Facts("", "", (), {}, {}, {}, {}, {}, {}, (), {})
    text = dict(render.texts(facts, compare.compare(facts)))["claims/index.md"]
    assert "No claim is on record yet." in text
    assert "<table" not in text
    assert "table-tools" not in text


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims_page, "ROWS", 4)


@pytest.mark.usefixtures("short")
def test_a_long_table_has_pages_that_lead_to_each_other() -> None:
    index = many(10)
    pages = list(claims_page.pages(index))
    assert [page.path for page in pages] == ["claims/index.md", "claims/2/index.md", "claims/3/index.md"]
    assert [(page.context["first"], page.context["last"]) for page in pages] == [(1, 4), (5, 8), (9, 10)]
    assert [page.context["before"] and page.context["before"].href for page in pages] == [
        None, "../../claims/index.html", "../../claims/2/index.html",
    ]  # fmt: skip
    assert [page.context["after"] and page.context["after"].href for page in pages] == [
        "../claims/2/index.html", "../../claims/3/index.html", None,
    ]  # fmt: skip
    assert len({page.title for page in pages}) == 3
    text = dict(render.texts(index.facts, index.found))["claims/2/index.md"]
    assert 'aria-current="page">2<' in text
    assert "Rows 5 to 8 of 10" in text


def handed_over(page: Page) -> dict[str, Any]:
    ((path, text),) = page.files
    assert path == "claims/data.js"
    head, _, rest = text.partition(" = ")
    assert head == "globalThis.sideBySideClaims"
    found: dict[str, Any] = json.loads(rest.removesuffix(";\n"))
    return found


@pytest.mark.usefixtures("short")
def test_the_file_of_every_row_says_what_the_pages_say() -> None:
    for index in (many(10), recorded()):
        pages = list(claims_page.pages(index))
        data = handed_over(pages[0])
        assert all(page.files == () for page in pages[1:])
        rows = [row for page in pages for row in page.context["rows"]]
        assert len(data["rows"]) == len(rows)
        for given_, row in zip(data["rows"], rows, strict=True):
            source, question = data["sources"][given_[1]], data["questions"][given_[2]]
            assert f"{source[0]}/{given_[0]}" == row.id
            assert (source[1], source[2]) == (row.quote.source.text, row.quote.language)
            assert question[:2] == [row.keys.question, row.question.text]
            assert row.question.href.endswith(question[2])
            assert data["actors"][given_[3]] == [row.keys.by, row.speaker.text]
            assert [data["actors"][at][1] for at in given_[5]] == [relay.text for relay in row.via]
            assert given_[6:9] == [row.answer, row.keys.low, row.keys.high]
            assert (data["groups"][given_[9]] if given_[9] >= 0 else "") == row.population
            assert (data["times"][given_[12]][1] if given_[12] >= 0 else "") == row.said
            assert [count for count in given_[14][:3] if count] == [count for _, count in row.tally]
            assert given_[15:17] == [row.quote.paragraph, row.quote.text]
            told = data["rows"][given_[17]][0] if given_[17] >= 0 else None
            assert (row.repeated is None) == (told is None)


@pytest.mark.usefixtures("short")
def test_no_text_ends_the_script_that_hands_the_rows_over() -> None:
    hostile = [claim(None, says=f"</script><script>alert({n})</script>", by="a1") for n in range(6)]
    index = index_of(hostile, questions={"q": {"type": "position"}})
    page = next(iter(claims_page.pages(index)))
    ((_, text),) = page.files
    assert "<" not in text
    assert handed_over(page)["rows"][0][6] == "</script><script>alert(0)</script>"


@pytest.mark.usefixtures("short")
def test_the_same_facts_give_the_same_bytes() -> None:
    one, other = (next(iter(claims_page.pages(many(30)))).files for _ in range(2))
    assert one == other


def test_a_time_that_is_both_is_told_once() -> None:
    """An answer for the day on which it was given names that day once."""
    index = index_of(
        [claim("5", as_of="2020-12-23", said="2020-12-23"), claim("6", by="b1", as_of="2020-12-01", said="2020-12-24")],
        questions={"q": STOCK},
    )
    made = render.environment(WORDS)
    template = made.from_string('{% import "tables.j2" as tables with context %}{{ tables.answers(table, 3) }}')
    text = template.render(table=views.table(index, 2, "q"), contribute="")
    assert text.count("23 December 2020") == 1
    assert "said then" in text
    assert ">1 December 2020<" in text
    assert ">24 December 2020<" in text


def test_a_table_of_one_row_has_no_controls() -> None:
    made = render.environment(WORDS)
    template = made.from_string('{% import "tables.j2" as tables with context %}{{ tables.answers(table, 3) }}')
    one = index_of([claim("5")], questions={"q": COUNT})
    two = index_of([claim("5"), claim("6", by="b1")], questions={"q": COUNT})
    assert "table-tools" not in template.render(table=views.table(one, 2, "q"), contribute="")
    assert "table-tools" in template.render(table=views.table(two, 2, "q"), contribute="")


def test_a_period_without_a_beginning_needs_no_for() -> None:
    """ "For until 23 December" would be no English."""
    index = recorded(HOME / "facts")
    open_ = [claim for claim in index.facts.claims if claim.over.startswith("..")]
    assert open_
    assert all(views.row(index, 2, claim).up_to for claim in open_)
    assert not any(views.row(index, 2, claim).up_to for claim in index.facts.claims if claim.over and claim not in open_)
    pages = built("real") / "site/sources"
    assert not [path for path in html_pages(pages) if re.search(r"\bfor until\b", read(path).article)]
