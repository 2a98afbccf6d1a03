"""Counts: what a text leaves possible, printed and read again, and what is refused and why."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import values
from generator.values import HEDGES, VAGUE, Interval, read_count

NUMBERS = st.one_of(st.integers(1, 10**15 - 1), st.decimals(1, 10**6, places=2)).map(str)
COUNTS = st.one_of(
    NUMBERS,
    st.tuples(st.sampled_from(sorted(HEDGES)), NUMBERS).map(" ".join),
    st.tuples(NUMBERS, NUMBERS).map(lambda pair: " to ".join(sorted(pair, key=Decimal))),
    st.sampled_from([*VAGUE, *values.NONE, "0", "about 0", "at most 0", "at least 0"]),
)
ENDS = st.none() | st.decimals(0, 1000, places=1)
INTERVALS = st.builds(Interval, ENDS, ENDS, st.booleans(), st.booleans()).filter(
    lambda i: i.low is None or i.high is None or i.low < i.high or (i.low == i.high and i.low_in and i.high_in)
)


def bounds(text: str) -> tuple[float | None, float | None]:
    whole = read_count(text).interval.whole()
    return tuple(None if end is None else float(end) for end in (whole.low, whole.high))  # type: ignore[return-value]


@given(COUNTS)
def test_reading_and_printing_are_inverse(text: str) -> None:
    count = read_count(text)
    assert read_count(str(count)) == count
    assert str(read_count(str(count))) == str(count)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("53", (53, 53)),
        ("exactly 53", (53, 53)),
        ("only 53", (53, 53)),
        ("none", (0, 0)),
        ("no", (0, 0)),
        ("0", (0, 0)),
        ("60 to 160", (60, 160)),
        ("7 to 7", (7, 7)),
        ("at least 41", (41, None)),
        ("no fewer than 41", (41, None)),
        ("more than 100", (101, None)),
        ("over 100", (101, None)),
        ("at most 5", (0, 5)),
        ("up to 5", (0, 5)),
        ("no more than 5", (0, 5)),
        ("fewer than 10", (0, 9)),
        ("under 10", (0, 9)),
        ("about 40", (36, 44)),
        ("some 40", (36, 44)),
        ("close to 40", (36, 44)),
        ("nearly 40", (36, 39)),
        ("almost 5", (4, 4)),
        ("nearly 1", (0, 0)),
        ("dozens", (24, None)),
        ("several dozen", (36, None)),
        ("some", (1, None)),
        ("  at   least  41 ", (41, None)),
    ],
)
def test_a_hedge_opens_or_widens(text: str, expected: tuple[int | None, int | None]) -> None:
    assert bounds(text) == expected


@given(st.sampled_from(sorted(HEDGES)), st.integers(1, 10**9))
def test_every_hedge_leaves_a_whole_number(hedge: str, number: int) -> None:
    """No way of saying a number of people means that no number of people is possible."""
    low, high = bounds(f"{hedge} {number}")
    assert low is None or high is None or low <= high


@given(
    st.sampled_from([h for h, kind in HEDGES.items() if not kind.endswith("!") and kind != "nearly"]), st.integers(0, 10**9)
)
def test_a_hedge_never_moves_its_number(hedge: str, number: int) -> None:
    assert read_count(f"{hedge} {number}").interval.meets(read_count(str(number)).interval)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_more_than_and_at_most_part_the_numbers(pivot: int, number: int) -> None:
    point = read_count(str(number)).interval
    assert read_count(f"more than {pivot}").interval.meets(point) != read_count(f"at most {pivot}").interval.meets(point)
    if pivot:
        assert read_count(f"at least {pivot}").interval.meets(point) != read_count(f"fewer than {pivot}").interval.meets(
            point
        )


@given(INTERVALS, INTERVALS)
def test_meeting_is_symmetric_and_below_is_not(one: Interval, other: Interval) -> None:
    assert one.meets(other) == other.meets(one)
    assert one.meets(other) == (not one.below(other) and not other.below(one))
    assert not (one.below(other) and other.below(one))
    assert one.meets(one)


@given(INTERVALS, INTERVALS, INTERVALS)
def test_below_is_transitive(one: Interval, middle: Interval, other: Interval) -> None:
    if one.below(middle) and middle.below(other):
        assert one.below(other)


def test_ends_that_touch_meet_only_when_both_belong() -> None:
    five = Decimal(5)
    assert Interval(None, five).meets(Interval(five, None))
    assert not Interval(None, five, high_in=False).meets(Interval(five, None))
    assert not Interval(None, five).meets(Interval(five, None, low_in=False))


@given(INTERVALS)
def test_whole_is_inside_and_closed(interval: Interval) -> None:
    whole = interval.whole()
    assert whole.low_in
    assert whole.high_in
    assert whole.whole() == whole
    if whole.low is not None and interval.low is not None:
        assert interval.low <= whole.low <= interval.low + 1
    if whole.high is not None and interval.high is not None:
        assert interval.high - 1 <= whole.high <= interval.high


@given(INTERVALS, INTERVALS)
def test_sums_add_ends_and_stay_open(one: Interval, other: Interval) -> None:
    total = one.plus(other)
    assert total == other.plus(one)
    assert one.plus(values.ZERO) == one
    assert (total.low is None) == (one.low is None or other.low is None)
    assert (total.high is None) == (one.high is None or other.high is None)
    if total.low is not None and one.low is not None and other.low is not None:
        assert total.low == one.low + other.low


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("3,183", "a number is written in plain digits: `3183`, not `3,183`"),
        ("at least 1'000'000", "a number is written in plain digits: `1000000`, not `1'000'000`"),
        ("1_000", "a number is written in plain digits: `1000`, not `1_000`"),
        ("012", "a number does not begin with 0: `12`"),
        ("00", "a number does not begin with 0: `0`"),
        ("160 to 60", "the range ends before it begins"),
        ("circa 40", "`circa` is no hedge that is known here"),
        ("fewer than 0", "no number is fewer than 0"),
        ("nearly 0", "no number is nearly 0"),
        ("1" * 16, "a number has at most 15 digits before the point and 6 after it"),
        ("0.1234567890123456", "a number has at most 15 digits before the point and 6 after it"),
        *[
            (text, "it holds no number and is no vague word that is known here")
            for text in ("", "forty", "dozen", "41.", ".5", "-3", "+3", "1e3", "٤١", "４１", "∞", "NaN", "41 soldiers", "to")
        ],
    ],
)
def test_what_is_no_count_is_refused_with_its_reason(text: str, why: str) -> None:
    with pytest.raises(values.ValueTextError) as caught:
        read_count(text)
    assert str(caught.value) == why


@given(st.text(max_size=20) | st.text("0123456789 .,'_-to", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        count = read_count(text)
    except values.ValueTextError:
        return
    assert read_count(str(count)) == count


def test_a_number_keeps_its_digits() -> None:
    assert values.format_number(Decimal("1E+3")) == "1000"
    assert str(read_count("at least 3.50")) == "at least 3.50"
