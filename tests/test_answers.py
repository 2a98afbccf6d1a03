"""Answers are sets: every relation is held against sets that are listed one by one."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import COUNT, DATE, PLACE, Data, choice, counts, day, spans, steady, texts

from generator import answers, values
from generator.answers import Choice, Place, Places, places_of
from generator.dates import Span
from generator.schema import QuestionFile
from generator.values import Interval, Number

NOWHERE = Places({}, {})


def question(data: Data) -> QuestionFile:
    return QuestionFile.model_validate(texts({"title": "q?", "topic": "t", **data}))


def expected(a: frozenset, b: frozenset) -> str:
    return "agree" if a == b else "compatible" if a & b else "conflict"


@steady
@given(counts(), counts())
def test_counts_stand_as_the_numbers_that_they_allow(a: tuple, b: tuple) -> None:
    asked = question(COUNT)
    relation = answers.relation(asked, answers.read(asked, a[0]), answers.read(asked, b[0]), NOWHERE)
    assert relation == expected(a[1], b[1])


@steady
@given(spans(), spans())
def test_dates_stand_as_the_days_that_they_allow(a: tuple, b: tuple) -> None:
    asked = question(DATE)
    relation = answers.relation(asked, answers.read(asked, a[0]), answers.read(asked, b[0]), NOWHERE)
    assert relation == expected(a[1], b[1])


tenths = st.integers(0, 400).map(lambda n: Number(n) / 10)
intervals = st.builds(
    lambda low, more, *ends: Interval(low, None if low is None or more is None else low + more, *ends),
    st.none() | tenths, st.none() | tenths.filter(bool), st.booleans(), st.booleans(),
)  # fmt: skip
some_spans = st.builds(
    lambda low, more: Span(low, None if low is None or more is None else low + timedelta(more)),
    st.none() | day, st.none() | st.integers(0, 40),
)  # fmt: skip


@steady
@given(st.one_of(st.tuples(intervals, intervals), st.tuples(some_spans, some_spans)))
def test_a_relation_is_the_same_from_either_side(pair: tuple) -> None:
    asked = question(COUNT | {"decimals": True})
    a, b = pair
    assert answers.relation(asked, a, b, NOWHERE) == answers.relation(asked, b, a, NOWHERE)
    assert answers.relation(asked, a, a, NOWHERE) == "agree"


@steady
@given(intervals, intervals)
def test_what_agrees_or_is_compatible_shares_a_number(a: Interval, b: Interval) -> None:
    shares = answers.relation(question(COUNT | {"decimals": True}), a, b, NOWHERE) != "conflict"
    assert shares == a.meets(b)


@steady
@given(intervals, intervals, tenths, tenths)
def test_widening_an_answer_never_makes_a_conflict(a: Interval, b: Interval, down: Number, up: Number) -> None:
    wider = Interval(None if a.low is None else a.low - down, None if a.high is None else a.high + up)
    asked = question(COUNT | {"decimals": True})
    if answers.relation(asked, wider, b, NOWHERE) == "conflict":
        assert answers.relation(asked, a, b, NOWHERE) == "conflict"


@steady
@given(some_spans, some_spans, st.integers(0, 30))
def test_widening_a_date_never_makes_a_conflict(a: Span, b: Span, more: int) -> None:
    reach = timedelta(more)
    wider = Span(a.earliest and a.earliest - reach, a.latest and a.latest + reach)
    if answers.relation(question(DATE), wider, b, NOWHERE) == "conflict":
        assert answers.relation(question(DATE), a, b, NOWHERE) == "conflict"


def test_hedges_open_a_count_and_close_it_for_whole_numbers() -> None:
    whole, parts = question(COUNT), question(COUNT | {"decimals": True})
    assert answers.read(whole, "more than 100") == Interval(Number(101), None)
    assert answers.read(parts, "more than 100") == Interval(Number(100), None, low_in=False)
    assert answers.read(whole, "more than 100") == answers.read(whole, "at least 101")


@pytest.mark.parametrize(("word", "bound"), sorted(values.VAGUE.items()))
def test_a_vague_word_is_a_bound_and_never_a_point(word: str, bound: int) -> None:
    assert answers.read(question(COUNT), word) == Interval(Number(bound), None)


def test_no_answer_is_read_from_a_response_or_a_free_position() -> None:
    assert answers.read(question(COUNT), None) is None
    assert answers.read(question({"type": "position"}), None) is None


def test_answers_of_two_types_are_a_fault_and_not_a_result() -> None:
    with pytest.raises(TypeError, match="two types"):
        answers.relation(question(COUNT), Choice("x"), Place("y"), NOWHERE)


def test_choices_exclude_each_other_only_where_the_question_says_so() -> None:
    exclusive, free = question(choice("x", "y")), question(choice("x", "y", "z", exclusive=False, excludes={"x": ["y"]}))
    assert answers.relation(exclusive, Choice("x"), Choice("y"), NOWHERE) == "conflict"
    for a, b in ("xy", "yx"):
        assert answers.relation(free, Choice(a), Choice(b), NOWHERE) == "conflict"
    for other in "xy":
        assert answers.relation(free, Choice("z"), Choice(other), NOWHERE) == "compatible"
    assert answers.relation(free, Choice("x"), Choice("x"), NOWHERE) == "agree"


KINDS = {"land": "country", "north": "district", "east": "district", "mill": "village", "ford": "village"}
LAND = places_of({"north": ["land"], "mill": ["north"], "ford": ["east"]}, KINDS)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("mill", "mill", "agree"),
        ("mill", "north", "compatible"),
        ("mill", "land", "compatible"),  # two steps up
        ("mill", "ford", "conflict"),  # two settlements share no ground
        ("north", "east", "not comparable"),  # districts of two administrations may overlap
        ("mill", "east", "not comparable"),
    ],
)
def test_places_stand_by_what_holds_what(a: str, b: str, relation: str) -> None:
    for pair in ((a, b), (b, a)):
        assert answers.relation(question(PLACE), *map(Place, pair), LAND) == relation


def test_a_long_chain_of_places_is_climbed_to_its_end() -> None:
    names = [f"p{n}" for n in range(200)]
    chain = places_of({inner: [outer] for inner, outer in pairwise(names)}, {})
    assert chain.within("p0", "p199")
    assert not chain.within("p199", "p0")


def test_a_later_answer_replaces_an_earlier_one_unless_both_may_stand() -> None:
    exclusive = answers.replacing(question(choice("x", "y")))
    free = answers.replacing(question(choice("x", "y", "z", exclusive=False, excludes={"x": ["y"]})))
    assert answers.replacing(question(COUNT))(Interval(Number(1), None), Interval(Number(2), None))
    assert exclusive(Choice("x"), Choice("y"))
    assert free(Choice("y"), Choice("x"))
    assert not free(Choice("x"), Choice("z"))
