"""Charts: what is drawn is what was said, on one honest scale, whoever says it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from drawings import index_at, index_of, markup
from hypothesis import given
from hypothesis import strategies as st
from sites import GOLDEN_FACTS, HOME, REAL_FACTS
from worlds import COUNT, DATE, POPULATIONS, STOCK, TOTAL, choice, claim, counts, spans, steady, world

from generator import charts, marks, scales
from generator.charts import Chart, Row
from generator.marks import Mark
from generator.strips import Small

STYLES = (HOME / "docs/assets/styles/20-charts.css").read_text(encoding="utf-8")


def chart_of(*claims: dict[str, Any], question: dict[str, Any] = COUNT, **more: Any) -> Chart:
    chart = charts.of_question(index_of(world(claims, questions={"q": question}, **more)), 2, "q")
    assert chart is not None
    return chart


def small_of(*claims: dict[str, Any], question: dict[str, Any] = COUNT, **more: Any) -> Small | None:
    return charts.small(index_of(world(claims, questions={"q": question}, **more)), "q")


def rows_of(chart: Chart) -> list[Row]:
    return [row for group in chart.groups for stretch in group.stretches for row in stretch.rows]


def mark_of(value: str, question: dict[str, Any] = COUNT) -> Mark:
    (row,) = rows_of(chart_of(claim(value), question=question))
    assert row.mark is not None
    return row.mark


def drawn(chart: Chart | None) -> str:
    return markup("range_chart", chart)


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<div>{text}</div>")


def places(text: str) -> list[float]:
    """Return every place in per cent that a drawing names."""
    return [float(number) for number in re.findall(r'(?:x|x1|x2|cx)="(-?[\d.]+)%"', text)]


# Scales


@steady
@given(st.lists(st.decimals(0, 10**15, places=0), min_size=1, max_size=8))
def test_ticks_of_counts_cover_the_numbers_and_are_few_and_round(numbers: list[Decimal]) -> None:
    scale = scales.counts(numbers, decimals=False)
    assert scale.low <= min(numbers)
    assert scale.high >= max(numbers)
    assert 2 <= len(scale.ticks) <= scales.MOST_STEPS + 1
    assert all(0 <= float(tick.at.strip("%")) <= 100 for tick in scale.ticks)
    assert len({tick.at for tick in scale.ticks}) == len(scale.ticks)


@steady
@given(st.lists(st.decimals(0, 5000, places=2), min_size=2, max_size=8))
def test_a_scale_keeps_the_order_of_numbers_and_equal_ones_together(numbers: list[Decimal]) -> None:
    scale = scales.counts(numbers, decimals=True)
    ordered = sorted(numbers)
    drawn_at = [scale.at(number) for number in ordered]
    assert drawn_at == sorted(drawn_at)
    assert all(0 <= place <= 100 for place in drawn_at)
    assert scale.at(ordered[0]) == scale.at(Decimal(str(ordered[0])))


@steady
@given(st.lists(st.dates(), min_size=1, max_size=6))
def test_ticks_of_days_cover_the_days(days: list[date]) -> None:
    scale = scales.days(days, "en")
    assert scale.low <= min(days).toordinal()
    assert scale.high >= max(days).toordinal()
    assert 2 <= len(scale.ticks) <= scales.MOST_STEPS + 1


@pytest.mark.parametrize(
    ("numbers", "labels"),
    [
        ((2, 3), ["0", "1", "2", "3"]),
        ((53, 45, 100), ["0", "20", "40", "60", "80", "100"]),
        ((62, 1900), ["0", "500", "1000", "1500", "2000"]),
        ((0,), ["0", "1"]),
        ((9950, 10_000), ["9940", "9960", "9980", "10 000"]),
    ],
)
def test_a_scale_begins_at_zero_unless_all_numbers_are_close_together(numbers: tuple[int, ...], labels: list[str]) -> None:
    scale = scales.counts(map(Decimal, numbers), decimals=False)
    assert [tick.text.replace("\u202f", " ") for tick in scale.ticks] == labels


def test_the_scale_is_linear_however_far_an_answer_lies_from_the_others() -> None:
    scale = scales.counts([Decimal(62), Decimal(1900)], decimals=False)
    steps = [scale.at(Decimal(number)) for number in (0, 500, 1000, 1500, 2000)]
    assert [round(b - a, 6) for a, b in pairwise(steps)] == [round(steps[1] - steps[0], 6)] * 4


def test_days_months_and_years_are_ticked_as_a_calendar_has_them() -> None:
    def ticks(*days: date) -> list[str]:
        return [f"{tick.text} {tick.year}".strip() for tick in scales.days(days, "en").ticks]

    assert ticks(date(2024, 3, 1), date(2024, 3, 10)) == ["1 Mar 2024", "3 Mar", "5 Mar", "7 Mar", "9 Mar", "11 Mar"]
    assert ticks(date(2020, 9, 1), date(2020, 11, 30)) == ["Sep 2020", "Oct", "Nov", "Dec"]
    assert ticks(date(2020, 1, 1), date(2020, 12, 31)) == ["Jan 2020", "Apr", "Jul", "Oct", "Jan 2021"]
    assert ticks(date(2014, 1, 1), date(2023, 5, 5)) == ["2014", "2016", "2018", "2020", "2022", "2024"]
    assert ticks(date.max, date.max) == ["30 Dec 9999", "31 Dec"]


# Marks


@steady
@given(counts())
def test_a_mark_lies_within_the_drawing_and_open_ends_have_arrows(written: tuple[str, frozenset[int]]) -> None:
    text, _ = written
    mark = mark_of(text)
    html = markup("drawn", mark)
    assert all(0 <= place <= 100 for place in places(html))
    up = [arrow for arrow in mark.arrows if not arrow.down]
    assert bool(up) == text.startswith(("at least", "more than"))
    assert any(arrow.down for arrow in mark.arrows) == text.startswith(("at most", "fewer than"))


@steady
@given(spans())
def test_a_date_lies_within_the_drawing_and_an_open_one_has_an_arrow(written: tuple[str, frozenset[date]]) -> None:
    text, _ = written
    mark = mark_of(text, DATE)
    assert all(0 <= place <= 100 for place in places(markup("drawn", mark)))
    assert [arrow.down for arrow in mark.arrows] == (
        [True] if text.startswith("..") else [False] if text.endswith("..") else []
    )


def test_equal_numbers_are_drawn_at_one_place_and_smaller_ones_left_of_larger_ones() -> None:
    chart = chart_of(claim("30", by="a1"), claim("30", by="b1"), claim("31", by="c1"), claim("4", by="d1"))
    by = {row.speaker: float(row.mark.dots[0].at.strip("%")) for row in rows_of(chart) if row.mark}
    assert by["A1"] == by["B1"]
    assert by["D1"] < by["A1"] < by["C1"]


@pytest.mark.parametrize(
    ("value", "kind", "hollow"),
    [
        ("53", "point", [False]), ("none", "point", [False]), ("at least 41", "bound", [False]),
        ("more than 100", "strict", [True]), ("at most 9", "bound", [False]), ("fewer than 9", "strict", [True]),
        ("about 40", "about", [True]), ("60 to 160", "range", []), ("dozens", "vague", []), ("7 to 7", "point", [False]),
    ],
)  # fmt: skip
def test_each_way_of_giving_a_number_has_a_shape_of_its_own(value: str, kind: str, hollow: list[bool]) -> None:
    mark = mark_of(value)
    assert (mark.kind, [dot.hollow for dot in mark.dots]) == (kind, hollow)
    assert mark.dashed == (kind in ("about", "vague"))


def test_a_strict_bound_is_drawn_at_the_number_that_was_said() -> None:
    chart = chart_of(claim("more than 100", by="a1"), claim("100", by="b1"))
    over, exact = (row.mark.dots[0].at for row in rows_of(chart) if row.mark)
    assert over == exact


def test_a_number_in_another_unit_is_drawn_where_it_is_in_the_unit_of_the_question() -> None:
    metres = {"type": "count", "unit": "metres", "decimals": True}
    chart = chart_of(claim("2 km", by="a1"), claim("2000", by="b1"), question=metres)
    one, other = (row.mark.dots[0].at for row in rows_of(chart) if row.mark)
    assert one == other


def test_an_uncertain_date_is_dashed_and_a_vague_one_is_its_bounds() -> None:
    assert mark_of("2020-12-15~", DATE).dashed
    assert mark_of("2020-12", DATE).kind == "range"
    assert mark_of("2020-12-15", DATE).kind == "point"


def test_what_lies_beyond_a_window_is_an_arrow_to_it() -> None:
    on = scales.window(date(2020, 3, 1), date(2020, 4, 1), "en")
    beyond = marks.mark(marks.of_date("2019"), on)
    assert beyond.cut
    assert [arrow.down for arrow in beyond.arrows] == [True]
    assert (beyond.bar, beyond.line, beyond.dots) == (None, None, ())
    assert marks.mark(marks.of_date("2020"), on).cut


# The chart of a question


def test_time_runs_downwards_and_a_year_has_its_heading() -> None:
    chart = chart_of(
        claim("3", by="a1", said="2021-05-01", source="s1"), claim("2", by="b1", said="2020-03", source="s2"),
        claim("1", by="c1", said="2020-02-01", source="s3"),
    )  # fmt: skip
    (group,) = chart.groups
    assert [(one.heading, [row.answer for row in one.rows]) for one in group.stretches] == [
        ("2020", ["1", "2"]),
        ("2021", ["3"]),
    ]


def test_the_time_that_is_meant_is_told_once() -> None:
    chart = chart_of(
        claim("3", by="a1", said="2020-05-01", as_of="2020-05-01", source="s1"),
        claim("2", by="b1", said="2020-05-02", as_of="2020-04-01", source="s2"),
        question=STOCK,
    )
    assert [row.times for row in rows_of(chart)] == ["for 1 May 2020", "for 1 April 2020, said 2 May 2020"]


def test_answers_about_different_groups_stand_under_a_heading_each_in_the_questions_order() -> None:
    chart = chart_of(
        claim("3", by="a1", of="women"), claim("4", by="a1", of="men"), claim("9", by="a1", of="all"),
        question=COUNT | POPULATIONS,
    )  # fmt: skip
    assert [group.heading for group in chart.groups] == ["everyone", "men", "women"]
    assert len({group.ticks for group in chart.groups}) == 1, "one unit, one scale"


def test_a_repeat_is_folded_into_its_origin() -> None:
    chart = chart_of(claim("3", by="a1", source="s1"), claim("3", by="a1", source="s2"))
    (row,) = rows_of(chart)
    assert row.repeats == 1
    assert "and one repeat of it" in drawn(chart)


def test_silence_is_a_row_without_a_mark_and_never_zero() -> None:
    chart = chart_of(claim("3", by="a1"), claim(None, response="declined", by="b1"), claim(None, response="denied", by="c1"))
    silent = [row for row in rows_of(chart) if row.mark is None]
    assert [row.answer for row in silent] == ["declined", "denied"]
    assert drawn(chart).count("<circle") == 2, "one for the answer, one for the legend"
    assert chart.silent == 2


def test_without_an_answer_there_is_no_chart() -> None:
    index = index_of(world([claim(None, response="declined")], questions={"q": COUNT, "free": {"type": "position"}}))
    assert charts.of_question(index, 2, "q") is None
    assert charts.of_question(index, 2, "free") is None


def test_rows_that_cannot_both_be_true_name_each_other() -> None:
    chart = chart_of(claim("3", by="a1"), claim("5", by="b1"), claim("at least 4", by="c1"), claim("5", by="d1"))
    told = {row.speaker: [(row.tied.letter, tie.kind, tie.rows) for tie in row.tied.ties] for row in rows_of(chart)}
    assert told == {
        "A1": [("A", "conflict", "B, C, D")],
        "B1": [("B", "conflict", "A"), ("B", "agree", "D")],
        "C1": [("C", "conflict", "A")],
        "D1": [("D", "conflict", "A"), ("D", "agree", "B")],
    }
    assert "A × B, C, D" in drawn(chart)
    assert "cannot be true together with answer B, C, D" in drawn(chart)


def test_who_only_passes_an_answer_on_does_not_agree_with_it() -> None:
    chart = chart_of(claim("5", by="a1", via=["b1"]), claim("5", by="b1"), claim("5", by="c1"))
    told = {row.speaker: [(tie.kind, tie.rows) for tie in row.tied.ties] for row in rows_of(chart)}
    assert told == {"A1": [("agree", "C")], "B1": [("agree", "C")], "C1": [("agree", "A, B")]}


def test_more_than_two_that_cannot_all_be_true_are_told_together() -> None:
    chart = charts.of_question(index_at(GOLDEN_FACTS), 2, "lamps")
    assert chart is not None
    assert [(row.tied.letter, [(tie.kind, tie.rows) for tie in row.tied.ties]) for row in rows_of(chart)] == [
        ("A", [("set", "B, C")]), ("B", [("set", "A, C")]), ("C", [("set", "A, B")]),
    ]  # fmt: skip


def test_letters_go_on_after_the_alphabet() -> None:
    many = [claim(str(number), by=f"a{number}", source=f"s{number:02}") for number in range(30)]
    assert rows_of(chart_of(*many))[27].tied.letter == "AB"


def test_what_its_speaker_replaced_says_so() -> None:
    chart = chart_of(claim("3", said="2020-01-01", source="s1"), claim("5", said="2020-02-01", source="s2"))
    assert [row.superseded for row in rows_of(chart)] == [True, False]
    assert "later replaced by the same speaker" in drawn(chart)
    assert "superseded" in chart.legend


def test_words_too_long_for_a_phone_stand_with_the_speaker() -> None:
    long = "2020-09-25~/2020-11-28~"
    (row,) = rows_of(chart_of(claim(long), question=DATE))
    assert row.label is None
    assert '<strong class="chart-value" aria-hidden="true">about 25 September 2020' in drawn(
        chart_of(claim(long), question=DATE)
    )


def test_a_row_is_a_link_to_the_claim_that_says_who_and_what() -> None:
    root = parsed(drawn(chart_of(claim("3", by="a1"))))
    (link,) = root.findall(".//li[@class='chart-row']//a")
    assert "".join(link.itertext()) == "A1 (3)"
    assert link.get("href") == "../../sources/s1/index.html#claim-c1"


def test_the_caption_leads_to_the_answers_with_their_words() -> None:
    root = parsed(drawn(chart_of(claim("3"))))
    assert [link.get("href") for link in root.findall(".//figcaption/a")] == ["#answers"]
    chart = charts.of_question(index_at(GOLDEN_FACTS), 2, "closure.date")
    assert chart is not None
    assert chart.table == "#date"


def test_the_legend_explains_the_marks_that_are_there_and_no_others() -> None:
    chart = chart_of(claim("3", by="a1"), claim("dozens", by="b1"))
    assert chart.legend == ("point", "vague", "conflict")


def test_running_totals_that_fall_are_tied() -> None:
    chart = chart_of(
        claim("30", by="a1", as_of="2020-01-01", source="s1"), claim("20", by="a1", as_of="2020-02-01", source="s2"),
        question=TOTAL,
    )  # fmt: skip
    assert [[tie.kind for tie in row.tied.ties] for row in rows_of(chart)] == [["conflict"], ["conflict"]]


def test_no_two_elements_of_one_page_have_one_id() -> None:
    index = index_at(GOLDEN_FACTS)
    ids = re.findall(r' id="([^"]+)"', "".join(drawn(charts.of_question(index, 2, q)) for q in sorted(index.by_question)))
    assert len(ids) > 5
    assert len(ids) == len(set(ids))


# Small charts


def test_a_small_chart_shows_the_largest_group_that_is_compared_and_where_nothing_fits_both() -> None:
    small = small_of(
        claim("3", by="a1", of="men"), claim("9", by="b1", of="men"), claim("20", by="a1", of="all"),
        question=COUNT | POPULATIONS,
    )  # fmt: skip
    assert small is not None
    assert (small.caption, len(small.marks), len(small.crosses)) == ("men: 3, 9; 2 of 3 answers", 2, 1)
    assert "some of these cannot both be true" in small.words
    cross, dots = float(small.crosses[0].strip("%")), [float(one.mark.dots[0].at.strip("%")) for one in small.marks]
    assert dots[0] < cross < dots[1]


def test_a_small_chart_of_answers_that_are_not_compared_says_so() -> None:
    times = small_of(
        claim("3", as_of="2020-01-01", source="s1"), claim("5", by="b1", as_of="2020-03-01", source="s2"), question=TOTAL
    )
    groups = small_of(claim("3", of="men"), claim("5", of="women"), question=COUNT | POPULATIONS)
    assert times is not None
    assert groups is not None
    assert times.caption == "people: 3, 5; for different times"
    assert groups.caption == "3, 5; for different groups"
    assert not groups.crosses


def test_a_small_chart_counts_speakers_in_the_questions_own_order_and_silence_apart() -> None:
    small = small_of(
        claim("b", by="a1"), claim("b", by="b1"), claim("a", by="c1"), claim(None, response="denied", by="d1"),
        question=choice("a", "b", "c"),
    )  # fmt: skip
    assert small is not None
    assert [(one.name, one.number, one.silent) for one in small.pieces] == [
        ("a", "1", False), ("b", "2", False), ("one speaker gave no answer, or denied", "1", True),
    ]  # fmt: skip


def test_one_answer_of_one_speaker_needs_no_small_chart() -> None:
    assert small_of(claim("3")) is None
    assert small_of(claim("a"), question=choice("a", "b")) is None
    assert charts.small(index_at(GOLDEN_FACTS), "nobody-asked") is None


def test_a_small_chart_has_its_words_for_those_who_do_not_see_it() -> None:
    root = parsed(markup("small_chart", small_of(claim("3", by="a1"), claim("5", by="b1"))))
    (svg,) = root.findall(".//svg[@role='img']")
    assert svg.get("aria-label") == "people: 3, 5; some of these cannot both be true"


# For whoever it is, by whatever means


def test_swapping_two_speakers_and_their_parties_changes_nothing_but_names() -> None:
    def geometry(first: str, second: str) -> str:
        told = [
            claim("more than 30", by=first, source="s1"), claim("12", by=second, source="s2"),
            claim(None, response="no reply", by=second, source="s3"), claim("dozens", by="c1", source="s4"),
        ]  # fmt: skip
        facts = world(told, questions={"q": COUNT}, parties={"a1": "north", "b1": "south"})
        text = drawn(charts.of_question(index_of(facts), 2, "q")) + markup("small_chart", charts.small(index_of(facts), "q"))
        return text.replace(first.title(), "ONE").replace(second.title(), "OTHER")

    assert geometry("a1", "b1") == geometry("b1", "a1")


def test_the_same_facts_give_the_same_bytes() -> None:
    first, second = index_at(GOLDEN_FACTS), index_at(GOLDEN_FACTS)
    for question in sorted(first.by_question):
        assert drawn(charts.of_question(first, 2, question)) == drawn(charts.of_question(second, 2, question))
        assert markup("small_chart", charts.small(first, question)) == markup("small_chart", charts.small(second, question))


@pytest.mark.parametrize("folder", [GOLDEN_FACTS, REAL_FACTS], ids=["golden", "real"])
def test_every_question_of_counts_or_dates_has_a_well_formed_chart_within_its_edges(folder: Path) -> None:
    index = index_at(folder)
    made = 0
    for question in sorted(index.by_question):
        chart = charts.of_question(index, 2, question)
        text = drawn(chart) + markup("small_chart", charts.small(index, question))
        parsed(text)
        assert all(0 <= place <= 100 for place in places(text)), question
        assert "style=" not in text
        made += chart is not None
        answered = any(one.entry.value for one in index.by_question[question])
        assert (chart is not None) == (index.facts.questions[question].type in charts.CHARTED and answered)
    assert made > 4


def test_a_text_of_the_facts_is_data() -> None:
    hostile = '"><script>alert(1)</script>'
    populations = [{"id": "all", "name": hostile}, {"id": "men", "name": "men", "part_of": "all"}]
    question = {"type": "count", "unit": hostile, "populations": populations}
    facts = world([claim("3", of="all"), claim("5", by="b1", of="all")], questions={"q": question})
    index = index_of(facts)
    text = drawn(charts.of_question(index, 2, "q")) + markup("small_chart", charts.small(index, "q"))
    assert "<script" not in text
    parsed(text)


def test_marks_have_one_ink_and_no_colour_of_their_own() -> None:
    """The sheet names no colour: only the variables of the site, those of the theme, and the system's in high contrast."""
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", STYLES, re.IGNORECASE)
    paints = re.findall(r"(?:fill|stroke|color|background|border(?:-\w+)?): ([^;}]+)", STYLES)
    names = set(re.findall(r"var\((--[\w-]+)", " ".join(paints)))
    assert names <= {
        "--sbs-accent",
        "--sbs-soft",
        "--sbs-line",
        "--sbs-muted",
        "--md-default-bg-color",
        "--md-typeset-color",
    }
    template = (HOME / "generator/templates/charts.j2").read_text(encoding="utf-8")
    assert not re.search(r'\b(?:fill|stroke)="', template)


def test_no_speaker_and_no_party_has_a_class_of_its_own() -> None:
    index = index_at(GOLDEN_FACTS)
    text = "".join(drawn(charts.of_question(index, 2, question)) for question in sorted(index.by_question))
    classes = {name for value in re.findall(r'class="([^"]*)"', text) for name in value.split()}
    assert not classes & ({*index.facts.actors} | {*index.facts.parties})
