"""Dates in EDTF: which days they may be, how they read in words, what is refused and why."""

from __future__ import annotations

import contextlib
import warnings
from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import dates
from generator.dates import Span

YEARS = st.integers(1, 9999)
DAYS = st.dates()
TEXTS = st.one_of(
    DAYS.map(lambda day: day.isoformat()),
    DAYS.map(lambda day: day.isoformat()[:7]),
    DAYS.map(lambda day: day.isoformat()[:4]),
    YEARS.map(lambda year: f"{year:04}"[:3] + "X").filter(lambda text: text != "000X"),
    DAYS.map(lambda day: day.isoformat()[:8] + "XX"),
    st.tuples(st.integers(1, 9998), st.integers(21, 24)).map(lambda pair: f"{pair[0]:04}-{pair[1]}"),
)
MARKED = st.tuples(TEXTS, st.sampled_from(["", "~", "?", "%"])).map("".join)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2020-12-14", "2020-12-14", "2020-12-14"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2021", "2021-01-01", "2021-12-31"),
        ("2020-12-XX", "2020-12-01", "2020-12-31"),
        ("2020-XX", "2020-01-01", "2020-12-31"),
        ("2020-XX-XX", "2020-01-01", "2020-12-31"),
        ("202X", "2020-01-01", "2029-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2023-21", "2023-03-01", "2023-05-31"),
        ("2023-24", "2023-12-01", "2024-02-29"),
        ("2020-12-15~", "2020-12-10", "2020-12-20"),
        ("2020-12?", "2020-10-31", "2021-01-31"),
        ("2021%", "2020-01-01", "2023-01-01"),
        ("2020-12-10/2020-12-20", "2020-12-10", "2020-12-20"),
        ("2020-12/2021", "2020-12-01", "2021-12-31"),
        ("2020-12-10~/2020-12-20", "2020-12-05", "2020-12-20"),
    ],
)
def test_a_date_is_its_days(text: str, earliest: str, latest: str) -> None:
    span = dates.read(text)
    assert (span.earliest, span.latest) == (date.fromisoformat(earliest), date.fromisoformat(latest))


@pytest.mark.parametrize("text", ["2020-12-23/..", "2020-12-23/"])
def test_an_open_end_is_none(text: str) -> None:
    assert dates.read(text) == Span(date(2020, 12, 23), None)


@pytest.mark.parametrize("text", ["../2020-12-23", "/2020-12-23"])
def test_an_open_beginning_is_none(text: str) -> None:
    assert dates.read(text) == Span(None, date(2020, 12, 23))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2021-02-29", "February 2021 has 28 days"),
        ("2020-04-31", "April 2020 has 30 days"),
        ("2020-12-00", "December 2020 has 31 days"),
        ("2020-13", "there is no month 13"),
        ("2020-00-10", "there is no month 00"),
        ("2020-21-10", "there is no month 21"),
        ("2020-25", "there is no month 25"),
        ("2020-XX-14", "a day needs its month"),
        ("202X-12", "a month needs its whole year"),
        ("0000", "the year 0000 is not supported"),
        ("9999-24", "the year 9999 is the last one that is supported"),
        ("2020/2021/2022", "an interval has one `/`"),
        ("/", "an interval needs at least one end"),
        ("../..", "an interval needs at least one end"),
        ("2020-12-20/2020-12-10", "the interval ends before it begins"),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(text: str, why: str) -> None:
    with pytest.raises(dates.DateError) as caught:
        dates.read(text)
    assert str(caught.value) == why
    with pytest.raises(dates.DateError):
        dates.in_words(text)


MISWRITTEN = [
    *("14.12.2020", "2020-1-1", "20201214", "2020-12-14T10:00", "2020-12-14~~", "~2020", "-2020", "2020,12", "2020–12"),
    *("２０２０", "٢٠٢٠", "Y12020", "2020-12-1X", "X020", "mid-2020", "17 June 2023", "", " 2020", "2020\n"),
]


@pytest.mark.parametrize("text", MISWRITTEN)
def test_another_way_of_writing_a_date_is_refused(text: str) -> None:
    with pytest.raises(dates.DateError, match="a date is written YYYY, YYYY-MM or YYYY-MM-DD"):
        dates.read(text)


@given(MARKED)
def test_every_date_holds_the_days_that_it_names(text: str) -> None:
    """A mark widens and never moves or narrows."""
    bare, marked = dates.read(text.rstrip("~?%")), dates.read(text)
    assert bare.earliest is not None
    assert bare.latest is not None
    assert marked.earliest is not None
    assert marked.latest is not None
    assert marked.earliest <= bare.earliest <= bare.latest <= marked.latest
    assert marked.approximate == (text[-1] in "~%")
    assert marked.uncertain == (text[-1] in "?%")


@given(DAYS)
def test_a_month_and_a_year_hold_each_of_their_days(day: date) -> None:
    text = day.isoformat()
    assert dates.read(text) == Span(day, day)
    assert dates.read(text).exact
    for longer in (text[:7], text[:4], text[:8] + "XX", text[:3] + "X" if text[:3] != "000" else text[:4]):
        assert dates.read(longer).meets(dates.read(text))
    last = monthrange(day.year, day.month)[1]
    assert dates.read(text[:7]) == Span(day.replace(day=1), day.replace(day=last))


@given(MARKED, MARKED)
def test_meeting_is_symmetric_and_before_is_not(first: str, second: str) -> None:
    one, other = dates.read(first), dates.read(second)
    assert one.meets(other) == other.meets(one)
    assert one.meets(other) == (not one.before(other) and not other.before(one))
    assert not (one.before(other) and other.before(one))
    hull = one.hull(other)
    assert hull.meets(one)
    assert hull.meets(other)
    assert hull == other.hull(one)


def test_an_open_end_never_comes_before() -> None:
    assert not dates.read("2020/..").before(dates.read("2099"))
    assert dates.read("2019").before(dates.read("2020/.."))
    assert dates.read("../2020").hull(dates.read("2022")) == Span(None, date(2022, 12, 31))


@given(DAYS, DAYS)
def test_an_interval_runs_from_its_first_day_to_its_last(first: date, second: date) -> None:
    text = f"{first.isoformat()}/{second.isoformat()}"
    if first <= second:
        assert dates.read(text) == Span(first, second)
    else:
        with pytest.raises(dates.DateError):
            dates.read(text)


@given(st.text(max_size=12) | st.text("0123456789-/.~?%X", max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(dates.DateError):
        assert dates.in_words(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2020-12-14", "14 December 2020"),
        ("2020-12-04", "4 December 2020"),
        ("2020-12", "December 2020"),
        ("2020-12-XX", "December 2020"),
        ("2020", "2020"),
        ("202X", "the years 2020 to 2029"),
        ("2023-22", "summer 2023"),
        ("2020-12-15~", "about 15 December 2020"),
        ("2020-12?", "December 2020 (uncertain)"),
        ("2020%", "about 2020 (uncertain)"),
        ("2020-12-10/2020-12-20", "10 December 2020 to 20 December 2020"),
        ("2020-12-10/..", "10 December 2020 or later"),
        ("../2020-12~", "until about December 2020"),
    ],
)
def test_a_date_in_words(text: str, words: str) -> None:
    assert dates.in_words(text) == words


@given(MARKED, MARKED)
def test_different_dates_read_differently_in_words(first: str, second: str) -> None:
    if dates.in_words(first) == dates.in_words(second):
        assert dates.read(first) == dates.read(second)


@settings(max_examples=40, deadline=None)
@given(TEXTS.filter(lambda text: not text.endswith(("-21", "-22", "-23", "-24")) and text >= "1000"))
def test_bounds_agree_with_the_edtf_package(text: str) -> None:
    """Unmarked dates; seasons are left out, whose months that package sets by a choice of its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import edtf

        parsed = edtf.parse_edtf(text)
        lower, upper = parsed.lower_strict(), parsed.upper_strict()
    span = dates.read(text)
    assert span.earliest == date(*lower[:3])
    assert span.latest == date(*upper[:3])


def test_the_ends_of_time_do_not_overflow() -> None:
    assert dates.read("9999~").latest == date.max
    assert dates.read("0001?").earliest == date.min
    assert dates.read("9999-12-31~").latest is not None
    assert dates.read("9999-11") == Span(date(9999, 11, 1), date(9999, 11, 1) + timedelta(29))
