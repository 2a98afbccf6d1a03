"""Numbers, hedges and dates are read from English as a careful reader reads them, and from nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import dates, reading, values
from generator.dates import Span
from generator.reading import Language, Mention
from generator.values import HEDGES, NONE, VAGUE

UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def english() -> Language:
    found = reading.language("en")
    assert found
    return found


def read(text: str) -> list[str]:
    return [one.value for one in reading.figures(text, english())]


def dated(text: str) -> list[Mention]:
    return reading.mentions(text, english())


def days(text: str, said: str = "2021-01-09") -> list[str]:
    """Return the days of each date of a text, first and last."""
    found = [reading.span(mention, dates.read(said) if said else None) for mention in dated(text)]
    return [f"{one.earliest}/{one.latest}" if one else "?" for one in found]


def spell(number: int, joiner: str = "", hyphen: str = "-") -> str:
    """Write a number below a million in English, written here apart from the code under test."""
    if number < 20:
        return UNITS[number]
    if number < 100:
        return TENS[number // 10] + (hyphen + UNITS[number % 10] if number % 10 else "")
    size, name = (100, "hundred") if number < 1000 else (1000, "thousand")
    rest = number % size
    joined = joiner if size == 100 or rest < 100 else ""
    return f"{spell(number // size, joiner, hyphen)} {name}" + (f" {joined}{spell(rest, joiner, hyphen)}" if rest else "")


@settings(deadline=None)
@given(number=st.integers(0, 999_999), joiner=st.sampled_from(["", "and "]), hyphen=st.sampled_from(["-", " ", "\u2010"]))
def test_a_number_in_words_reads_back(number: int, joiner: str, hyphen: str) -> None:
    words = spell(number, joiner, hyphen)
    assert read(f"The office counted {words} captives, and others.") == [str(number)]
    assert read(words.title()) == [str(number)]


def test_every_number_below_ten_thousand_reads_back() -> None:
    numerals = english().numerals
    for number in range(10_000):
        (found,) = numerals.find(spell(number))
        assert found.number == number


@settings(deadline=None)
@given(st.integers(0, 10**15 - 1))
def test_a_number_in_digits_reads_back_with_and_without_separators(number: int) -> None:
    assert read(f"of {number} captives") == read(f"of {number:,} captives") == [str(number)]


@settings(deadline=None)
@given(st.decimals(0, 10**6, places=3))
def test_a_decimal_reads_back(number: object) -> None:
    assert [values.read_count(one).numbers[0] for one in read(f"of {number:,f} kilograms")] == [number]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a hundred", ["100"]),
        ("over a hundred", ["more than 100"]),
        ("a hundred and sixty-two thousand", ["162000"]),
        ("two million three hundred thousand and five", ["2300005"]),
        ("one billion", ["1000000000"]),
        ("1.5 million", ["1500000"]),
        ("40 thousand", ["40000"]),
        ("nineteen hundred", ["1900"]),
        ("two dozen", ["24"]),
        ("both men", ["2"]),
        ("33 captives", ["33"]),
        ("3,183.5 km", ["3183.5"]),
        ("SIXTY-TWO", ["62"]),
        ("٤١ captives", ["41"]),
    ],
)
def test_a_number_is_read(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sixty-two and four civilians", ["62", "4"]),
        ("twenty and two", ["20", "2"]),
        ("twenty, two", ["20", "2"]),
        ("twenty twenty", ["20", "20"]),
        ("five six", ["5", "6"]),
        ("twenty — two", ["20", "2"]),
        ("one hundred and one hundred", ["100", "100"]),
        ("two hundred and three hundred", ["200", "300"]),
        ("two hundred and five men and six women", ["205", "6"]),
        ("a hundred and a man", ["100"]),
        ("at least 41 soldiers and four civilians", ["at least 41", "4"]),
        ("a report of a man and an hour", []),
    ],
)
def test_neighbouring_numbers_stay_apart(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text", ["3,18", "1.2.3", "1,500,00", "F16", "41st", "someone", "sixtyfold", "dozenth", "undozened"]
)
def test_what_is_no_number_of_this_language_is_not_read(text: str) -> None:
    assert read(f"the {text} thing") == []


HEDGED = sorted(set(HEDGES) - {"minimum", "maximum"})


@pytest.mark.parametrize("hedge", HEDGED)
@pytest.mark.parametrize("number", ["41", "forty-one", "4,100"])
def test_every_hedge_is_read(hedge: str, number: str) -> None:
    value = {"41": "41", "forty-one": "41", "4,100": "4100"}[number]
    for text in (f"said {hedge} {number} people", f"{hedge.capitalize()}  {number}"):
        (found,) = read(text)
        assert values.read_count(found).interval == values.read_count(f"{hedge} {value}").interval


COUNTS = [*(f"{hedge} 41" for hedge in HEDGES), *sorted(set(VAGUE) - {"one"}), *NONE, "41", "3.5", "60 to 160", "0 to 5"]


@pytest.mark.parametrize("value", COUNTS)
def test_every_value_printed_in_a_sentence_reads_back(value: str) -> None:
    (found,) = reading.figures(f"The office counted {value} people then.", english())
    assert found.interval == values.read_count(value).interval


@settings(deadline=None)
@given(st.sampled_from([*HEDGES, ""]), st.integers(1, 10**12))
def test_a_printed_count_reads_back(hedge: str, number: int) -> None:
    value = f"{hedge} {number}".strip()
    (found,) = reading.figures(f"There were {value} of them.", english())
    assert found.interval == values.read_count(value).interval


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("40 or more", ["at least 40"]),
        ("40 people or more", ["at least 40"]),
        ("forty or so", ["about 40"]),
        ("5 or fewer", ["at most 5"]),
        ("no more than 100", ["at most 100"]),
        ("more than 100", ["more than 100"]),
        ("whosome 40", ["40"]),
        ("at least, 41", ["41"]),
        ("at least 41", ["at least 41"]),
        ("at most 41", ["at most 41"]),
    ],
)
def test_a_hedge_is_its_numbers_own(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("60 to 160 people", ["60 to 160"]),
        ("60–160 people", ["60 to 160"]),
        ("between five and seven", ["5 to 7"]),
        ("between two hundred and three hundred", ["200 to 300"]),
        ("between 2.5 and 3", ["2.5 to 3"]),
        ("five and seven", ["5", "7"]),
        ("160 to 60", ["160", "60"]),
        ("about 60 to 70", ["about 60", "70"]),
        ("5 to 7 to 9", ["5 to 7", "9"]),
    ],
)
def test_a_range_is_read(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dozens of men", ["dozens"]),
        ("several dozens more", ["several dozen"]),
        ("a dozen", ["a dozen"]),
        ("more than a dozen", ["more than 12"]),
        ("several hundred men", ["several hundred"]),
        ("several hundred thousand", ["at least 300000"]),
        ("hundreds of thousands", ["at least 200000"]),
        ("some of them", ["some"]),
        ("some 40 of them", ["about 40"]),
        ("none of the nine", ["none", "9"]),
        ("no information", ["none"]),
        ("nobody knows", []),
        ("half a month", ["0.5"]),
    ],
)
def test_a_vague_word_keeps_its_word(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_a_figure_knows_where_it_stands_and_what_it_counts() -> None:
    first, second = reading.figures("He said: at least 41 days, several weeks.", english())
    assert (first.start, first.end, first.words, first.unit) == (9, 20, "at least 41", "days")
    assert (second.words, second.unit) == ("several", "weeks")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 14 December 2020", ["2020-12-14/2020-12-14"]),
        ("on the 14th of December, 2020", ["2020-12-14/2020-12-14"]),
        ("on December 14, 2020", ["2020-12-14/2020-12-14"]),
        ("on Dec. 14th 2020", ["2020-12-14/2020-12-14"]),
        ("2020-12-14", ["2020-12-14/2020-12-14"]),
        ("in December 2020", ["2020-12-01/2020-12-31"]),
        ("in February 2020", ["2020-02-01/2020-02-29"]),
        ("in 2020", ["2020-01-01/2020-12-31"]),
        ("the 2020 war", ["2020-01-01/2020-12-31"]),
        ("spring of 2023", ["2023-03-01/2023-05-31"]),
        ("winter 2020", ["2020-12-01/2021-02-28"]),
        ("mid-December 2020", ["2020-12-11/2020-12-20"]),
        ("at the end of November 2020", ["2020-11-21/2020-11-30"]),
        ("early in May, early May 2020", ["2020-05-01/2020-05-10"]),
        ("mid to late November 2020", ["2020-11-11/2020-11-30"]),
        ("10-12 November 2020", ["2020-11-10/2020-11-12"]),
        ("November 10 to 12, 2020", ["2020-11-10/2020-11-12"]),
        ("12 to 10 November 2020", ["?"]),
        ("30 February 2020", ["?"]),
        ("2020-02-30", ["?"]),
    ],
)
def test_a_whole_date_is_read_whenever_it_was_said(text: str, expected: list[str]) -> None:
    assert days(text, "") == days(text, "1950-01-01") == expected


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("December 14", "2021-01-09", "2020-12-14"),
        ("December 14", "2020-12-14", "2020-12-14"),
        ("December 14", "2020-12-13", "2019-12-14"),
        ("14 December", "2020-12-23/..", "2020-12-14"),
        ("14 December", "../2021-01-09", "2020-12-14"),
        ("29 February", "2023-05-01", "2020-02-29"),
        ("on Wednesday", "2020-12-24", "2020-12-23"),
        ("on Wednesday", "2020-12-23", "2020-12-23"),
        ("yesterday", "2021-01-01", "2020-12-31"),
        ("today", "2021-01-01", "2021-01-01"),
        ("tomorrow", "2020-12-31", "2021-01-01"),
    ],
)
def test_a_date_without_its_year_is_the_last_before_it_was_said(text: str, said: str, expected: str) -> None:
    assert days(text, said) == [f"{expected}/{expected}"]


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("last month", "2021-01-09", "2020-12-01/2020-12-31"),
        ("this month", "2021-01-09", "2021-01-01/2021-01-31"),
        ("next month", "2020-12-09", "2021-01-01/2021-01-31"),
        ("this week", "2021-01-09", "2021-01-04/2021-01-10"),
        ("last week", "2021-01-04", "2020-12-28/2021-01-03"),
        ("last year", "2021-01-09", "2020-01-01/2020-12-31"),
        ("in December", "2021-01-09", "2020-12-01/2020-12-31"),
        ("in autumn", "2021-01-09", "2020-09-01/2020-11-30"),
        ("at the end of August", "2022-08-31", "2022-08-21/2022-08-31"),
    ],
)
def test_a_longer_time_is_counted_from_when_it_was_said(text: str, said: str, expected: str) -> None:
    assert days(text, said) == [expected]


@pytest.mark.parametrize(
    ("text", "said"),
    [("on Wednesday", "2020-12"), ("on Wednesday", ""), ("last month", "2020-12-23/.."), ("December 14", ""),
     ("tomorrow", "9999-12-31"), ("yesterday", "0001-01-01")],
)  # fmt: skip
def test_what_cannot_be_told_stays_open(text: str, said: str) -> None:
    assert days(text, said) == ["?"]


@pytest.mark.parametrize(
    "text",
    ["they may go", "a march on", "they may 12 times", "in the fall", "a spring of water", "he sat with the sun",
     "mondayish", "20201", "a1999", "1/2020x", "decent"],
)  # fmt: skip
def test_what_is_another_word_is_no_date(text: str) -> None:
    assert dated(text) == []


@pytest.mark.parametrize("text", ["May 12", "on 12 May", "in March 2020", "in spring 2020", "fall of 2020", "Monday"])
def test_an_ambiguous_word_beside_a_day_or_year_is_a_date(text: str) -> None:
    (found,) = dated(text)
    assert found.words in text


def test_a_date_knows_where_it_stands() -> None:
    first, second = dated("From September  27-to November 9.")
    assert (first.words, first.start, first.end) == ("September 27", 5, 17)
    assert (second.words, second.month, second.days) == ("November 9", 11, (9, 9))


@settings(deadline=None)
@given(st.dates(date(1500, 1, 1), date(2099, 12, 31)), st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d %b %Y"]))
def test_every_day_reads_back(day: date, form: str) -> None:
    (found,) = dated(f"It was on {day.strftime(form)}, they said.")
    assert reading.span(found, None) == Span(day, day)


@settings(deadline=None)
@given(
    st.text(st.sampled_from("0123456789,. -andhundreds two fiMaymid")), st.sampled_from(["2020-12-14", "2021", "0001-01-01"])
)
def test_no_text_makes_the_reading_fail(text: str, said: str) -> None:
    for figure in reading.figures(text, english()):
        assert 0 <= figure.start < figure.end
    for mention in dated(text):
        reading.span(mention, dates.read(said))


def test_a_language_without_a_table_is_not_read() -> None:
    assert reading.language("fy") is None
    assert reading.language("../languages/en") is None
    assert (reading.language("en-GB") or english()).table == english().table
    assert reading.language("EN") is not None


def test_a_language_is_a_table_that_a_contributor_can_add() -> None:
    """Another grouping, another decimal mark, other words: nothing in the code is English."""
    german = Language("de", english().table | {
        "grouping": ".", "decimal": ",", "numbers": {"zwei": 2, "einundvierzig": 41}, "multipliers": {"tausend": 1000},
        "joiners": ["und"], "articles": [], "hedges": {"mindestens": "at least"}, "hedges_after": {},
        "vague": {"mehrere": "several"}, "units": {"tage": "days"}, "months": {"dezember": 12}, "parts": {"mitte": [11, 20]},
        "ranges": ["bis"], "opened_ranges": ["und"], "range_openers": ["zwischen"], "weekdays": {}, "relative": {},
    })  # fmt: skip
    text = "Mindestens 3.183 Menschen, zwei bis einundvierzig, zwischen zwei und 3,5 und mehrere, zwei tausend und zwei"
    assert [one.value for one in reading.figures(text, german)] == [
        "at least 3183",
        "2 to 41",
        "2 to 3.5",
        "several",
        "2002",
    ]
    (found,) = reading.mentions("Mitte Dezember 2020", german)
    assert reading.span(found, None) == Span(date(2020, 12, 11), date(2020, 12, 20))


@pytest.mark.parametrize(
    "text", ["handed over 25 people", "turned over 25", "Took over 25", "were given over 25", "handed  over 25"]
)
def test_what_changes_hands_is_no_hedge(text: str) -> None:
    assert read(text) == ["25"]
    assert read("handed over more than 25") == ["more than 25"]
    assert read("held over 25") == ["more than 25"]


TAGS = sorted(path.stem for path in (Path(reading.__file__).parent / "languages").glob("*.yml"))


@pytest.mark.parametrize("tag", TAGS)
def test_words_are_read_in_every_spelling_that_a_pattern_takes(tag: str) -> None:
    """Without regard to case, patterns also take letters that are no capitals: the dotless i, the long s, the Kelvin."""
    lang = reading.language(tag)
    assert lang
    for words in (value for value in lang.table.values() if isinstance(value, dict)):
        for word in map(str, words):
            for spelling in (
                word,
                word.upper(),
                word.title(),
                word.replace("i", "İ"),
                word.translate({105: 305, 115: 383, 107: 8490}),
            ):
                for text in (f"{spelling} 12", f"12 {spelling}", f"12 {spelling} 2020", f"{spelling} 12 2020", spelling):
                    reading.figures(text, lang)
                    reading.mentions(text, lang)


def other(**more: object) -> Language:
    """Return English with further ways of writing dates and hedges."""
    return Language("en", english().table | more)


def test_dates_that_begin_with_the_year_or_stand_in_digits() -> None:
    lang = other(after_year=["-ci il", " թ."], day_first=True, day_suffixes=["."])
    found = [
        (one.year, one.month, one.days)
        for text in ("2020-ci il november 10-da", "2020 թ. november", "10.11.2020", "10. november 2020")
        for one in reading.mentions(text, lang)
    ]
    assert found == [(2020, 11, (10, 10)), (2020, 11, None), (2020, 11, (10, 10)), (2020, 11, (10, 10))]
    assert [one.words for one in dated("10.11.2020")] != ["10.11.2020"]  # in English it may be the 11th of October


def test_a_hedge_tied_to_its_number() -> None:
    lang = other(hedges_after={"-dən çox": "more than"})
    assert [one.value for one in reading.figures("100-dən çox", lang)] == ["more than 100"]
    assert [one.value for one in reading.figures("100-dən", lang)] == ["100"]


def test_hundreds_that_are_words_of_their_own() -> None:
    lang = other(multipliers=english().table["multipliers"] | {"twohundred": 200})
    assert [one.value for one in reading.figures("thousand twohundred five", lang)] == ["1205"]
    assert [one.value for one in reading.figures("twohundred and three thousand twohundred", lang)] == ["203200"]


def test_a_range_whose_second_word_is_also_a_hedge() -> None:
    lang = other(opened_ranges=["and", "up to"], range_openers=["between", "from"])
    assert [one.value for one in reading.figures("from 60 up to 160 people", lang)] == ["60 to 160"]
    assert [one.value for one in reading.figures("60 up to 160 people", lang)] == ["60", "at most 160"]
    assert read("60 to 160 or more") == ["60", "at least 160"]
