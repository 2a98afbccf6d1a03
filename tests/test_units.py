"""Counts in units: converted only where that is exact, told apart where it is not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import compare, units, values
from tests.worlds import Data, claim, world

HEIGHT: Data = {"type": "count", "unit": "metres", "decimals": True}


def found(first: str, second: str, question: Data = HEIGHT) -> list[tuple[str, str, str]]:
    facts = world([claim(first), claim(second, by="b1")], questions={"q": question})
    return [(each.relation, each.facet, each.why) for each in compare.compare(facts).discrepancies]


def test_one_height_in_three_units_agrees() -> None:
    assert [relation for relation, _, _ in found("8849", "8.849 km")] == ["agree"]
    assert [relation for relation, _, _ in found("10000 ft", "3048 m")] == ["agree"]
    assert [relation for relation, _, _ in found("more than 29000 ft", "8848 metres")] == ["compatible"]
    assert [relation for relation, _, _ in found("29032 ft", "8848 m")] == ["conflict"]


def test_what_is_no_finite_decimal_is_not_compared() -> None:
    """One metre is 3.28083... feet: no number of digits is enough, and none is chosen."""
    ((relation, facet, why),) = found("1 m", "3 ft", HEIGHT | {"unit": "feet"})
    assert (relation, facet) == ("not comparable", "unit")
    assert why == "B1: 3 ft; A1: 1 m: one unit is no exact number of the other, and nothing is rounded."


@pytest.mark.parametrize("text", ["8849 m", "at least 3 km", "5 to 7 square kilometres", "about 3.5 %"])
def test_a_count_with_its_unit_prints_as_it_reads(text: str) -> None:
    assert str(values.read_count(text)) == text


@given(st.integers(0, 10**6), st.sampled_from(sorted(units.UNITS)), st.sampled_from(sorted(units.UNITS)))
def test_there_and_back_is_the_same_number(number: int, unit: str, into: str) -> None:
    if units.alike(unit, into):
        there = units.convert(Decimal(number), unit, into)
        assert there is None or units.convert(there, into, unit) == number
