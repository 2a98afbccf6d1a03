"""The page of a question: how each answer stands, what is not compared, what was said by which day, which names differ."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import GOLDEN_FACTS, REAL_FACTS, built, read
from worlds import COUNT, FLOW, POPULATIONS, STOCK, TOTAL, choice, claim, steady, world

from generator import apart, compare, glossary, history, model, names, question_page, views
from generator.history import Statement
from generator.index import Index

BOTH = pytest.mark.parametrize("folder", [GOLDEN_FACTS, REAL_FACTS], ids=["golden", "real"])


@cache
def index_of(folder: Path) -> Index:
    facts = model.facts(model.read(folder))
    return Index(facts, compare.compare(facts))


def of(*claims: dict[str, Any], question: dict[str, Any] = COUNT, **more: Any) -> Index:
    facts = world(claims, questions={"q": question}, **more)
    return Index(facts, compare.compare(facts))


def context(index: Index, ident: str = "q") -> dict[str, Any]:
    return question_page.page(index, ident, glossary.contested(index, 2)).context


# How an answer stands to the others.


def test_a_row_names_the_answers_that_it_stands_to_conflicts_first_and_each_way_once() -> None:
    index = of(claim("10"), claim("20", by="b1"), claim("at least 5", by="c1"), claim("at least 7", by="d1"))
    first = views.table(index, 2, "q").rows[0]
    assert [(one.relation, [other.text for other in one.others]) for one in first.beside] == [
        ("conflict", ["B1: 20"]),
        ("compatible", ["C1: at least 5", "D1: at least 7"]),
    ]
    assert [one.why for one in first.beside] == ["#why-conflict", "#why-compatible"]


@BOTH
def test_what_a_row_points_to_is_on_the_page(folder: Path) -> None:
    """The rows of the other answers, and the reasons."""
    site = built("golden" if folder == GOLDEN_FACTS else "real") / "site"
    index = index_of(folder)
    for question in index.facts.questions:
        page, _, _ = views.href(0, "question", question).partition("#")
        ids = read(site / page).ids
        for row in views.table(index, 2, question).rows:
            for one in row.beside:
                assert not one.why.startswith("#") or one.why[1:] in ids, (question, one.why)
                assert {other.href[1:] for other in one.others if other.href.startswith("#")} <= ids


@BOTH
def test_every_reason_is_word_for_word_on_the_page_of_its_question(folder: Path) -> None:
    site = built("golden" if folder == GOLDEN_FACTS else "real") / "site"
    for each in index_of(folder).found.discrepancies:
        page, _, _ = views.href(0, "question", each.question).partition("#")
        assert " ".join(each.why.split()) in " ".join(read(site / page).article.split()), each


@BOTH
def test_no_reason_between_two_answers_is_told_twice(folder: Path) -> None:
    index = index_of(folder)
    for question in index.facts.questions:
        told = [stand.why for group in views.table(index, 2, question).reasons for stand in group.stands]
        assert len(told) == len(set(told))


# What is not compared.


def test_populations_are_told_once_each_with_their_answers_and_what_they_are_a_part_of() -> None:
    index = of(
        claim("9", of="women"), claim("5", of="men", by="b1"), claim("2", of="boys", by="c1"), question=COUNT | POPULATIONS
    )
    (facet,) = apart.of_question(index, 2, "q")
    assert (facet.facet, facet.mark, facet.courses) == ("population", "not-population", ())
    assert [(group.name, group.part_of, [one.text for one in group.answers]) for group in facet.groups] == [
        ("men", "everyone", ["B1: 5"]),
        ("boys", "men", ["C1: 2"]),
        ("women", "everyone", ["A1: 9"]),
    ]
    assert len(facet.whys) == 2


@BOTH
def test_each_answer_that_is_not_compared_stands_in_one_group_of_its_facet(folder: Path) -> None:
    index = index_of(folder)
    for question in index.facts.questions:
        for facet in apart.of_question(index, 2, question):
            found = [
                each
                for each in index.of_question[question]
                if (each.relation, each.facet) == ("not comparable", facet.facet)
            ]
            rows = [one.href for group in facet.groups for one in group.answers]
            rows += [one.link.href for course in facet.courses for time in course.times for one in time.answers]
            assert sorted(rows) == sorted({f"#{views.row_mark(ident)}" for each in found for ident in each.claims})
            assert list(facet.whys) == [each.why for each in found]


def stock(*dates: str) -> Index:
    claims = [
        claim("1", as_of="2020-02-01"),
        claim("2", as_of="2020-06-01", by="b1"),
        claim("3", as_of="2020-10-01", by="c1"),
    ]
    asked = {"q": STOCK, "fair.date": {"type": "date"}}
    facts = world(
        [*claims, *(claim(day, question="fair.date", by=f"d{number}") for number, day in enumerate(dates))],
        questions=asked, events={"fair": ["q"]},
    )  # fmt: skip
    return Index(facts, compare.compare(facts))


def test_moments_stand_in_their_order_with_the_events_that_lie_between() -> None:
    (facet,) = apart.of_question(stock("2020-04-04"), 2, "q")
    (course,) = facet.courses
    assert (facet.facet, facet.rule, course.of) == ("moment", "moment", "")
    assert [(time.when, [one.link.text for one in time.answers]) for time in course.times] == [
        ("1 February 2020", ["A1: 1"]),
        ("1 June 2020; 1 October 2020", ["B1: 2", "C1: 3"]),
    ]
    assert [[(event.link.text, event.what) for event in time.between] for time in course.times] == [
        [("the fair", "4 April 2020")],
        [],
    ]


def test_an_event_whose_day_is_disputed_may_lie_in_several_places() -> None:
    (facet,) = apart.of_question(stock("2020-04-04", "2020-08-08"), 2, "q")
    times = facet.courses[0].times
    assert [[event.what for event in time.between] for time in times] == [["4 April 2020 to 8 August 2020"]] * 2 + [[]]
    assert [time.same for time in times] == [False, True, False]


def test_an_event_without_a_date_says_so() -> None:
    (facet,) = apart.of_question(stock(), 2, "q")
    assert facet.courses[0].times[0].between[0].what == "no date on record"


def test_a_running_total_and_periods_have_a_reason_of_their_own() -> None:
    total = of(claim("1", as_of="2020-01-01"), claim("2", as_of="2020-02-01", by="b1"), question=TOTAL)
    flow = of(claim("1", over="2020-01"), claim("2", over="2020-02", by="b1"), question=FLOW)
    (one,), (other,) = apart.of_question(total, 2, "q"), apart.of_question(flow, 2, "q")
    assert (one.facet, one.rule, other.facet, other.rule) == ("moment", "total", "period", "period")
    assert [time.when for time in other.courses[0].times] == ["January 2020", "February 2020"]


def test_places_of_which_nobody_knows_how_they_lie_are_not_called_limits() -> None:
    places = {"here": ("district", []), "there": ("district", []), "inn": ("village", ["here"])}
    answers = of(claim("here"), claim("there", by="b1"), question={"type": "place"}, places=places)
    limits = of(claim("1", where="here"), claim("2", where="there", by="b1"), claim("3", by="c1"), places=places)
    assert [facet.rule for facet in apart.of_question(answers, 2, "q")] == ["overlap"]
    (facet,) = apart.of_question(limits, 2, "q")
    assert (facet.rule, [group.name for group in facet.groups]) == ("place", ["Here", "There"])


# What was said by which day.


def told(index: Index, ident: str = "q") -> dict[str, tuple[Statement, ...]]:
    claims = index.by_question.get(ident, [])
    answers = {claim.id: index.found.standings[claim.id].answer for claim in claims}
    return dict(history.statements(index.facts.questions[ident], claims, answers))


def standing(index: Index, day: str, speaker: str = "a1") -> list[str]:
    """Return what stood at the end of a day, as written."""
    there = [one.claim.entry for one in told(index).get(speaker, ()) if one.stood(date.fromisoformat(day))]
    return [entry.value or entry.response or entry.says for entry in there]


def test_an_answer_stands_until_the_next_one_about_the_same() -> None:
    index = of(claim("10", said="2020-01-01"), claim("20", said="2020-03"), claim("5", by="b1", said="2020-01-05"))
    days = ("2019-12-31", "2020-01-01", "2020-03-30", "2020-03-31")
    assert [standing(index, day) for day in days] == [[], ["10"], ["10"], ["20"]]
    assert [standing(index, day, "b1") for day in days] == [[], [], ["5"], ["5"]]


def test_answers_about_different_groups_stand_beside_each_other() -> None:
    index = of(
        claim("9", of="women", said="2020-01-01"), claim("5", of="men", said="2020-02-01"), question=COUNT | POPULATIONS
    )
    assert standing(index, "2020-03-01") == ["9", "5"]


def test_counts_of_different_periods_stand_beside_each_other_and_later_moments_replace() -> None:
    flow = of(claim("9", over="2020-01", said="2020-02-01"), claim("5", over="2020-02", said="2020-03-01"), question=FLOW)
    moments = of(claim("9", said="2020-02-01"), claim("5", said="2020-03-01"), question=STOCK)
    assert standing(flow, "2020-04-01") == ["9", "5"]
    assert standing(moments, "2020-04-01") == ["5"]


def test_only_what_was_surely_said_later_and_not_of_an_earlier_moment_replaces() -> None:
    on_one_day = of(
        claim("9", as_of="2020-01-01", said="2020-05-01"), claim("5", as_of="2020-02-01", said="2020-05-01"), question=TOTAL
    )
    vague = of(claim("9", said="2020"), claim("5", said="2020-05-01"), question=STOCK)
    back = of(
        claim("9", as_of="2020-02-01", said="2020-05-01"), claim("5", as_of="2020-01-01", said="2020-06-01"), question=STOCK
    )
    assert standing(on_one_day, "2020-06-01") == ["9", "5"]
    assert standing(vague, "2021-06-01") == ["9", "5"]
    assert standing(back, "2020-07-01") == ["9", "5"]


def test_where_answers_can_be_true_together_a_later_one_ends_nothing() -> None:
    free = of(claim("x", said="2020-01-01"), claim("y", said="2020-02-01"), question=choice("x", "y", exclusive=False))
    one_of = of(claim("x", said="2020-01-01"), claim("y", said="2020-02-01"), question=choice("x", "y"))
    position = of(
        claim(None, says="One.", said="2020-01-01"), claim(None, says="Two.", said="2020-02-01"),
        question={"type": "position"},
    )  # fmt: skip
    assert standing(free, "2020-03-01") == ["x", "y"]
    assert standing(one_of, "2020-03-01") == ["y"]
    assert standing(position, "2020-03-01") == ["One.", "Two."]


def test_silence_takes_no_answer_back_and_an_answer_ends_a_silence() -> None:
    later = of(claim("10", said="2020-01-01"), claim(None, response="declined", said="2020-02-01"))
    earlier = of(claim(None, response="declined", said="2020-01-01"), claim("10", said="2020-02-01"))
    assert standing(later, "2020-03-01") == ["10", "declined"]
    assert [standing(earlier, day) for day in ("2020-01-15", "2020-03-01")] == [["declined"], ["10"]]


def test_an_answer_given_again_is_marked_and_one_given_twice_a_day_is_told_once() -> None:
    index = of(claim("10", said="2020-01-01"), claim("10", said="2020-01-01"), claim("10", said="2020-02-01"))
    assert [(one.claim.id, one.again) for one in told(index)["a1"]] == [("s1/c1", False), ("s1/c3", True)]


def test_a_return_to_an_older_answer_stands_from_its_own_day() -> None:
    index = of(claim("10", said="2020-01-01"), claim("20", said="2020-02-01"), claim("10", said="2020-03-01"))
    assert [standing(index, f"2020-0{month}-15") for month in (1, 2, 3)] == [["10"], ["20"], ["10"]]


def test_what_was_said_at_a_time_not_known_stands_on_no_day_and_is_listed_all_the_same() -> None:
    index = of(claim("10"), published=None)
    assert standing(index, "2999-01-01") == []
    (voice,) = question_page.voices(index, 2, "q")
    assert [(one.since, one.said) for one in voice.said] == [("", "")]
    assert question_page.stops(index, (voice,)) == ()


@steady
@given(st.lists(st.tuples(st.integers(0, 20), st.sampled_from(["1", "2", "at least 1"])), min_size=1, max_size=6))
def test_on_every_day_the_last_answer_surely_given_stands_and_no_other(given_: list[tuple[int, str]]) -> None:
    first = date(2020, 1, 1)
    index = of(*(claim(value, said=(first + timedelta(days)).isoformat()) for days, value in given_))
    for offset in range(22):
        day = first + timedelta(offset)
        there = sorted((said, number, value) for number, (said, value) in enumerate(given_) if said <= offset)
        stood = set(standing(index, day.isoformat()))
        same_day = {value for said, _, value in there if said == there[-1][0]} if there else set()
        assert stood <= same_day
        assert bool(stood) == bool(there)


@BOTH
def test_every_speaker_has_its_place_in_the_course_and_the_days_are_those_of_the_statements(folder: Path) -> None:
    index = index_of(folder)
    for question in index.facts.questions:
        course = question_page.voices(index, 2, question)
        claims = index.by_question.get(question, [])
        assert [voice.speaker.href for voice in course] == list(
            dict.fromkeys(views.href(2, "actor", claim.by) for claim in claims)
        )
        days = [stop.day for stop in question_page.stops(index, course)]
        assert days == sorted({one.since for voice in course for one in voice.said} - {""})


# Names that differ, and the page as a whole.


def test_names_that_differ_are_shown_where_they_are_used_or_meant() -> None:
    index = index_of(GOLDEN_FACTS)
    terms = glossary.contested(index, 2)
    assert {term.about.text for term in terms} >= {"Stilles Wasser / Stillwater", "Brückenrat / Town council"}
    shown = {term.mark for term in glossary.on_page(index, "cracks", terms)}
    assert "actor-town-council" in shown
    assert glossary.on_page(index, "nobody-asked", terms) == ()


def test_a_name_within_another_word_is_not_that_name() -> None:
    index = index_of(GOLDEN_FACTS)
    (term, *_) = glossary.contested(index, 2)
    inside = glossary.Term("place-x", term.about, "", (glossary.Usage("rack", False, "", "", "", 0, ()),))
    assert glossary.on_page(index, "cracks", (inside,)) == ()


@BOTH
def test_the_jumps_lead_to_the_sections_that_are_there_in_their_order(folder: Path) -> None:
    site = built("golden" if folder == GOLDEN_FACTS else "real") / "site"
    index = index_of(folder)
    for question in index.facts.questions:
        if "." not in question:
            page = read(site / views.href(0, "question", question))
            jumps = [one.href[1:] for one in context(index, question)["jumps"]]
            headings = [given["id"] for tag, given in page.elements if tag == "h2" and "id" in given]
            assert [mark for mark in headings if mark in jumps] == jumps
            assert set(jumps) <= page.ids


def test_a_question_that_nobody_answered_says_so_and_has_nothing_else() -> None:
    page = question_page.page(index_of(GOLDEN_FACTS), "nobody-asked").context
    assert (page["voices"], page["apart"], page["terms"], page["chart"]) == ((), (), (), None)
    assert [one.href for one in page["jumps"]] == ["#answers"]


def test_facts_of_a_question_are_told_in_words() -> None:
    index = of(claim("1"), claim("1", by="b1"), claim("2", by="c1"), question=STOCK)
    assert question_page.facts(index, "q") == [
        ("On record", "3 claims, 3 origins"),
        ("Resting on one origin alone", "1 of 3"),
        ("Answers are", "a number"),
        ("Unit", "people"),
        ("Counted", "at a moment"),
    ]


def test_repeats_are_folded_under_the_answer_that_they_repeat() -> None:
    page = (built("golden") / "site/questions/cracks/index.html").read_text(encoding="utf-8")
    folds = re.findall(r'<details class="fold repeats"><summary>(.*?)</summary>(.*?)</details>', page, re.S)
    assert folds
    assert all("repeated in" in summary and 'class="cite"' in body for summary, body in folds)


def test_speakers_of_a_group_are_in_no_order_of_party() -> None:
    """By their first answer: the order of what was said, which is the same whoever speaks."""
    claims = [claim("1", by="b1", said="2020-01-01"), claim("2", by="a1", said="2020-01-02")]
    one = of(*claims, parties={"a1": "north", "b1": "south"})
    other = of(*claims, parties={"a1": "south", "b1": "north"})
    order = [[voice.speaker.text for voice in question_page.voices(index, 2, "q")] for index in (one, other)]
    assert order == [["B1", "A1"]] * 2
    assert names.sort_key("A1") < names.sort_key("B1")
