"""What is compared with what: populations, places, moments and periods."""

from __future__ import annotations

from datetime import date
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import FLOW, POPULATIONS, STOCK, TOTAL, Data, claim, found, only, relations, steady, world

from generator import dates, facets
from generator.dates import Span


def dated(event: str, day: str) -> Data:
    """A claim that says when an event was, in a document of its own."""
    return claim(day, by="chronicle", question=f"{event}.date", source="s9")


def two_moments(first: str, second: str, *happened: Data, events: dict[str, list[str]]) -> list[tuple[str, str]]:
    """How 40 at one moment and 60 at another stand to each other."""
    claims = [claim("40", as_of=first), claim("60", by="b1", as_of=second, source="s2")]
    return relations(world([*claims, *happened], questions={"q": STOCK}, events=events))


CONFLICT, APART = [("conflict", "value")], [("not comparable", "value")]
CHANGES = {"handover": ["q"]}


def test_two_moments_of_a_stock_are_one_time_when_nothing_changed_it_between() -> None:
    assert two_moments("2020-06-01", "2020-06-20", events={}) == CONFLICT


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2020-06-10", APART),  # between the two
        ("2020-06-01", APART),  # on the first day: before or after it was counted
        ("2020-06-20", APART),
        ("2020-06-08/2020-06-12", APART),
        ("2020-05-31/2020-06-02", APART),  # may lie after the first
        ("2020-05-31", CONFLICT),
        ("2020-06-21", CONFLICT),
        ("../2020-05-31", CONFLICT),
        ("../2020-06-02", APART),
        ("2020-06-20/..", APART),
        ("2020-06-21/..", CONFLICT),
    ],
)
def test_an_event_that_may_lie_between_parts_two_moments(day: str, expected: list) -> None:
    assert two_moments("2020-06-01", "2020-06-20", dated("handover", day), events=CHANGES) == expected


def test_an_event_parts_only_the_questions_that_it_changes() -> None:
    happened = dated("handover", "2020-06-10")
    assert two_moments("2020-06-01", "2020-06-20", happened, events={"handover": ["other"]}) == CONFLICT


def test_an_event_of_unknown_date_may_lie_between_any_two_moments() -> None:
    assert two_moments("2020-06-01", "2020-06-20", events=CHANGES) == APART
    assert two_moments("2020-06-01", "2020-06-01", events=CHANGES) == CONFLICT


def test_an_event_whose_date_is_disputed_may_lie_on_each_of_the_days_and_between_them() -> None:
    said = [dated("handover", "2020-05-01"), dated("handover", "2020-06-10")]
    assert {*map(tuple, two_moments("2020-05-20", "2020-05-25", *said, events=CHANGES))} >= {*APART}


def test_equal_moments_are_one_time_even_when_an_event_lies_within() -> None:
    happened = dated("handover", "2020-06-10")
    assert two_moments("2020-06", "2020-06", happened, events=CHANGES) == CONFLICT
    assert two_moments("2020-06", "2020-06-12", happened, events=CHANGES) == APART


def test_a_moment_without_an_end_reaches_every_later_event() -> None:
    happened = dated("handover", "2023-01-01")
    assert two_moments("2020-06-01", "2020-06-01/..", happened, events=CHANGES) == APART
    assert two_moments("2020-06-01", "../2020-06-01", happened, events=CHANGES) == CONFLICT


def test_only_events_that_may_lie_between_the_moments_are_named() -> None:
    claims = [claim("40", as_of="2020-06-01"), claim("60", as_of="2020-06-20", by="b1")]
    days = {"before": "2020-05-01", "between": "2020-06-10", "after": "2020-07-01"}
    claims += [dated(event, day) for event, day in days.items()]
    facts = world(claims, questions={"q": STOCK}, events={event: ["q"] for event in (*days, "undated")})
    why = only(facts, "not comparable").why
    assert "“the between” and “the undated”" in why
    assert "the before" not in why
    assert "the after" not in why


def test_flows_are_compared_within_equal_periods_only() -> None:
    def stand(first: str, second: str) -> list[tuple[str, str]]:
        claims = [claim("60", over=first), claim("40", by="b1", over=second)]
        return relations(world(claims, questions={"q": FLOW}))

    assert stand("2020-06", "2020-06-01/2020-06-30") == CONFLICT  # the same days in other words
    assert stand("2020-06", "2020-06-01/2020-06-29") == APART
    assert stand("../2020-06-30", "2020-06") == APART


def test_a_period_holds_no_more_than_a_longer_one_around_it() -> None:
    """The two are still told to be for different periods; that the shorter one has more cannot be, however they are read."""
    claims = [claim("40", over="2020-06"), claim("60", by="b1", over="2020-06-10/2020-06-20")]
    assert relations(world(claims, questions={"q": FLOW})) == [("conflict", "part and whole"), *APART]
    overlapping = [claim("40", over="2020-06"), claim("60", by="b1", over="2020-06-10/2020-07-20")]
    assert relations(world(overlapping, questions={"q": FLOW})) == APART


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("100", "2020-03-01"), ("200", "2020-03-20"), []),
        (("100", "2020-03-01"), ("100", "2020-03-20"), []),
        (("at least 100", "2020-03-01"), ("about 95", "2020-03-20"), []),
        (("100", "2020-03-01"), ("90", "2020-03-20"), [("conflict", "running total")]),
        (("more than 100", "2020-03-01"), ("100", "2020-03-20"), [("conflict", "running total")]),
        (("100", "2020-03"), ("90", "2020-03-20"), []),  # neither is surely the later
        (("100", "2020-03-01/2020-03-15"), ("90", "2020-03-10/2020-03-20"), []),
        (("100", "2020-03-01"), ("90", "2020-03-01"), [("conflict", "value")]),
        (("100", "2020-03-01"), ("90", "2020-03-01/.."), []),
    ],
)
def test_a_running_total_may_grow_on_any_day_and_never_falls(first: tuple, second: tuple, expected: list) -> None:
    claims = [claim(first[0], as_of=first[1]), claim(second[0], as_of=second[1], by="b1")]
    stand = relations(world(claims, questions={"q": TOTAL}))
    if first[1] != second[1]:
        expected = sorted([*expected, ("not comparable", "value")])
    assert stand == expected


def test_a_fall_is_held_against_the_largest_earlier_total() -> None:
    claims = [claim(value, as_of=f"2020-03-0{n}", by=f"a{n}") for n, value in enumerate(["50", "90", "60", "95", "70"], 1)]
    falls = found(world(claims, questions={"q": TOTAL}), "conflict")
    assert [each.claims for each in falls] == [("s1/c2", "s1/c3"), ("s1/c4", "s1/c5")]


def test_populations_and_places_keep_answers_apart_unless_one_holds_the_other() -> None:
    towns = {"town": ("town", []), "mill": ("area", ["town"]), "ford": ("area", ["town"])}
    facts = world(
        [
            claim("5", of="men", by="a1", where="mill"),
            claim("9", of="women", by="a2", where="ford"),
            claim("7", of="boys", by="a3", where="town"),
        ],
        questions={"q": {**STOCK, **POPULATIONS}},
        places=towns,
    )
    apart = {(each.facet, frozenset(each.claims)) for each in found(facts, "not comparable")}
    assert apart == {
        ("population", frozenset({"s1/c1", "s1/c2"})),
        ("population", frozenset({"s1/c2", "s1/c3"})),
        ("place", frozenset({"s1/c1", "s1/c2"})),
    }


june = st.integers(1, 28).map(lambda n: date(2020, 6, n))


@steady
@given(st.lists(st.tuples(june, june).map(sorted), max_size=4), june, june)
def test_two_days_have_one_key_exactly_when_no_event_can_lie_between(events: list, a: date, b: date) -> None:
    between = facets.stretches(Span(*event) for event in events)
    first, last = sorted((a, b))
    apart = any(low <= last and first <= high for low, high in events) and a != b
    assert (between.key(Span(a, a)) == between.key(Span(b, b))) == (not apart)


@steady
@given(
    st.lists(st.tuples(june, june).map(sorted), max_size=3),
    st.tuples(june, june).map(sorted),
    st.tuples(june, june).map(sorted),
)
def test_moments_of_several_days_share_a_key_only_when_equal_or_undivided(events: list, first: list, second: list) -> None:
    one, other = Span(*first), Span(*second)
    key = facets.stretches(Span(*event) for event in events).key
    reach = one.hull(other)
    undivided = not any(reach.meets(Span(*event)) for event in events)
    assert (key(one) == key(other)) == (one == other or undivided)


def test_a_short_event_within_a_long_one_does_not_end_it() -> None:
    between = facets.stretches([dates.read("2020-06-01/2020-06-20"), dates.read("2020-06-05")])
    assert between.key(dates.read("2020-06-10")) != between.key(dates.read("2020-06-25"))


@pytest.mark.parametrize(
    ("told", "span"),
    [
        (["2020-06-10", "2020-05", "../2020-06-12"], ("2020-05-01", "2020-06-10")),
        (["2020-06-10", "2020-06-10/..", "2020-06", "2020-06-10"], ("2020-06-10", "2020-06-10")),
        (["../2020-06-12", "../2020-06-20"], (None, "2020-06-12")),
        (["2020-06-01/2020-06-10", "2020-06-05/2020-06-20"], ("2020-06-01", "2020-06-20")),
    ],
)
def test_the_span_of_an_event_holds_the_most_exact_dates_on_record(told: list[str], span: tuple[str | None, ...]) -> None:
    found = facets.event_span({"e": [dates.read(one) for one in told]}, "e")
    assert found == Span(*(one and date.fromisoformat(one) for one in span))
    assert facets.event_span({}, "e") is None


@steady
@given(st.lists(st.tuples(june, june).map(sorted), min_size=1, max_size=4))
def test_every_account_of_an_event_is_met_by_its_span_and_none_is_needed_twice(told: list[list[date]]) -> None:
    spans = [Span(*one) for one in told]
    found = facets.event_span({"e": spans}, "e")
    assert found
    assert all(found.meets(one) for one in spans)
    assert reduce(Span.hull, spans).holds(found)
    assert facets.event_span({"e": [*spans, reduce(Span.hull, spans)]}, "e") == found


def test_a_stock_that_drifts_is_compared_at_equal_moments_only() -> None:
    def two(first: str, second: str) -> list[tuple[str, str]]:
        claims = [claim("40", as_of=first), claim("60", by="b1", as_of=second, source="s2")]
        return relations(world(claims, questions={"q": STOCK | {"drifts": True}}))

    assert two("2020-01-01", "2020-01-01") == CONFLICT
    assert two("2020-01-01", "2020-01-02") == APART
    assert two_moments("2020-01-01", "2020-01-02", events={}) == CONFLICT


@pytest.mark.parametrize(
    ("over", "said", "period"),
    [
        ("2020-01-01/..", "2020-03-01", ("2020-01-01", "2020-03-01")),
        ("2020-01-01/..", "2020-03", ("2020-01-01", "2020-03-31")),
        ("2020-01-01/..", "2020-03-01/..", ("2020-01-01", None)),
        ("2020-06-01/..", "2020-03-01", ("2020-06-01", None)),
        ("2020-01-01/2020-02-01", "2020-03-01", ("2020-01-01", "2020-02-01")),
        ("../2020-02-01", "2020-01-01", (None, "2020-02-01")),
    ],
)
def test_a_period_without_an_end_ends_when_it_was_spoken_of(over: str, said: str, period: tuple[str | None, ...]) -> None:
    facts = world([claim("5", over=over, said=said)], questions={"q": FLOW})
    (one,) = facts.claims
    found = facets.period(one)
    assert (found.earliest, found.latest) == tuple(day and date.fromisoformat(day) for day in period)


def test_what_came_later_is_not_part_of_a_period_without_an_end() -> None:
    first = claim("5", over="2020-01-01/..", said="2020-02-01")
    later = claim("32", by="b1", over="2020-03-01", said="2020-03-01", source="s2")
    assert ("conflict", "part and whole") not in relations(world([first, later], questions={"q": FLOW}))
