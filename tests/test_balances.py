"""A stock's balance: later = earlier + what came - what went, held against brute force."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from generator import compare, values
from generator.discrepancies import Discrepancy
from generator.model import Facts
from tests.worlds import FLOW, STOCK, Data, claim, world

QUESTIONS: dict[str, Data] = {"q": STOCK | {"grows_by": ["came"], "shrinks_by": ["went"]}, "came": FLOW, "went": FLOW}


def held(early: str, late: str, *flows: Data) -> Facts:
    """Two counts on 1 January and 1 March, and flows; an event between them keeps the two from being one moment."""
    claims = [
        claim(early, id="early", as_of="2020-01-01"),
        claim(late, id="late", as_of="2020-03-01", by="b1"),
        claim("2020-02-01", id="day", question="e.date"),
        *flows,
    ]
    return world(claims, questions=QUESTIONS, events={"e": ["q"]})


def flow(question: str, value: str, over: str = "2020-01-02/2020-03-01") -> Data:
    return claim(value, id=question + over[-2:], question=question, over=over, by="c1")


def conflicts(facts: Facts) -> list[Discrepancy]:
    return [each for each in compare.compare(facts).discrepancies if each.relation == "conflict"]


def test_more_cannot_be_there_than_was_there_and_came() -> None:
    (found,) = conflicts(held("40", "60", flow("came", "10")))
    assert found.kind == "sum"
    assert found.claims == ("s1/early", "s1/late", "s1/came01")
    assert found.why == (
        "1 January 2020: A1: 40; 1 March 2020: B1: 60. In between: came? 2 January 2020 to 1 March 2020: C1: 10. "
        "What there is later is what there was, with what came and less what went: these cannot all be true."
    )
    assert conflicts(held("40", "50", flow("came", "10"))) == []


def test_what_nobody_counted_bounds_nothing() -> None:
    """Without a count of all that came, any number may have come; without one of all that went, any may have gone."""
    assert conflicts(held("40", "60")) == []
    assert conflicts(held("40", "60", flow("came", "10", "2020-01-15/2020-01-20"))) == []
    assert conflicts(held("40", "10", flow("came", "0"))) == []


def test_a_flow_that_is_not_named_may_be_any() -> None:
    """A question that names no flow into a stock does not say that nothing came."""
    facts = held("40", "60", flow("went", "5"))
    facts.questions["q"] = facts.questions["q"].model_copy(update={"grows_by": ()})
    assert conflicts(facts) == []


def test_a_count_within_the_time_is_a_least_and_one_around_it_a_most() -> None:
    went = flow("went", "at least 30", "2020-01-10/2020-01-12")
    (found,) = conflicts(held("40", "20", flow("came", "none", "2019-12/2020-03"), went))
    assert set(found.claims) == {"s1/early", "s1/late", "s1/came03", "s1/went12"}


HEDGES = st.lists(st.sampled_from(["{}", "at least {}", "at most {}"]), min_size=4, max_size=4)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.integers(0, 6), min_size=4, max_size=4), HEDGES)
def test_a_conflict_exactly_where_no_numbers_fit(numbers: list[int], hedges: list[str]) -> None:
    texts = [hedge.format(number) for hedge, number in zip(hedges, numbers, strict=True)]
    early, late, came, went = (values.read_count(text).interval for text in texts)
    worlds = product(range(31), repeat=3)  # early, came, went: large enough for what four numbers up to 6 can need
    fits = any(
        _in(a, early) and _in(b, came) and _in(c, went) and a + b - c >= 0 and _in(a + b - c, late) for a, b, c in worlds
    )
    found = conflicts(held(texts[0], texts[1], flow("came", texts[2]), flow("went", texts[3])))
    assert bool(found) == (not fits)


def _in(number: int, interval: values.Interval) -> bool:
    return (interval.low is None or number >= interval.low) and (interval.high is None or number <= interval.high)
