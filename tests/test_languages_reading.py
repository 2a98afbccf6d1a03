"""Numbers, hedges and dates are read from further languages, each by its own table and by no code of its own."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources

import pytest
import yaml

from generator import dates, reading, values
from generator.reading import Language

TAGS = ("az", "de", "fr", "hy", "ru")
ALL = pytest.mark.parametrize("tag", TAGS)
# What each table may call its hedges and vague words: those of this record.
HEDGES = {*values.HEDGES, ""}


def of(tag: str) -> Language:
    found = reading.language(tag)
    assert found
    return found


def read(tag: str, text: str) -> list[str]:
    return [one.value for one in reading.figures(text, of(tag))]


def days(tag: str, text: str, said: str = "2021-01-09") -> list[str]:
    found = [reading.span(mention, dates.read(said)) for mention in reading.mentions(text, of(tag))]
    return [f"{one.earliest}/{one.latest}" if one else "?" for one in found]


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("ru", "не менее 62 человек", ["at least 62"]),
        ("ru", "Более 4 000 пропавших", ["more than 4000"]),
        ("ru", "возвращены сорок четыре человека", ["44"]),
        ("ru", "двести пятьдесят шесть", ["256"]),
        ("ru", "около двухсот тел", ["about 200"]),
        ("ru", "до 100 солдат", ["at most 100"]),
        ("ru", "40 и более человек", ["at least 40"]),
        ("ru", "несколько десятков солдат", ["at least 30"]),
        ("ru", "несколько человек", ["several"]),
        ("ru", "10-12 человек", ["10 to 12"]),
        ("ru", "из 62-х пленных пятеро", ["62", "5"]),
        ("ru", "5 тыс. человек", ["5000"]),
        ("ru", "никого", ["none"]),
        ("fr", "au moins 41 soldats", ["at least 41"]),
        ("fr", "plus de 4 000 disparus", ["more than 4000"]),
        ("fr", "soixante-douze prisonniers", ["72"]),
        ("fr", "quatre-vingt-dix-sept, et vingt et un", ["97", "21"]),
        ("fr", "entre 60 et 160 personnes", ["60 to 160"]),
        ("fr", "une vingtaine de prisonniers", ["about 20"]),
        ("fr", "deux cent quinze", ["215"]),
        ("fr", "des dizaines de soldats", ["at least 20"]),
        ("fr", "près de 1,5 million", ["nearly 1500000"]),
        ("de", "mindestens 41 Soldaten", ["at least 41"]),
        ("de", "mehr als 4.000 Vermisste", ["more than 4000"]),
        ("de", "zweiundsechzig Gefangene", ["62"]),
        ("de", "rund zweihundert", ["about 200"]),
        ("de", "60 bis 160 Menschen", ["60 to 160"]),
        ("de", "Dutzende Gefangene", ["dozens"]),
        ("de", "hundertzwanzig", []),
        ("hy", "առնվազն 62 գերի", ["at least 62"]),
        ("hy", "ավելի քան 100 մարդ", ["more than 100"]),
        ("hy", "վաթսուներկու հոգի", ["62"]),
        ("hy", "62-ը վերադարձել է", ["62"]),
        ("hy", "3 825 զոհ", ["3825"]),
        ("hy", "100 հոգուց ավելի", ["more than 100"]),
        ("hy", "մի քանի գերի", ["a few"]),
        ("hy", "մոտ երկու հարյուր", ["about 200"]),
        ("az", "ən azı 62 nəfər", ["at least 62"]),
        ("az", "təxminən on beş nəfər", ["about 15"]),
        ("az", "İyirmi beş nəfər", ["25"]),
        ("az", "100 nəfərdən çox", ["more than 100"]),
        ("az", "3 890 nəfər", ["3890"]),
        ("az", "TƏXMİNƏN 100 nəfər", ["about 100"]),
        ("az", "bir neçə hərbçi", ["a few"]),
        ("az", "BİR NEÇƏ HƏRBÇİ, ƏN AZI İYİRMİ İKİ NƏFƏR", ["a few", "at least 22"]),
        ("az", "iki yüz əlli", ["250"]),
    ],
)
def test_numbers_and_their_hedges(tag: str, text: str, expected: list[str]) -> None:
    assert read(tag, text) == expected


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("ru", "14 декабря 2020 года", "2020-12-14/2020-12-14"),
        ("ru", "14 декабря", "2020-12-14/2020-12-14"),
        ("ru", "в середине декабря 2020 года", "2020-12-11/2020-12-20"),
        ("ru", "в ноябре 2020 года", "2020-11-01/2020-11-30"),
        ("ru", "в среду", "2021-01-06/2021-01-06"),
        ("ru", "вчера", "2021-01-08/2021-01-08"),
        ("ru", "осенью 2020 года", "2020-09-01/2020-11-30"),
        ("fr", "le 14 décembre 2020", "2020-12-14/2020-12-14"),
        ("fr", "à la mi-décembre", "2020-12-11/2020-12-20"),
        ("fr", "la semaine dernière", "2020-12-28/2021-01-03"),
        ("fr", "l'an dernier", "2020-01-01/2020-12-31"),
        ("de", "Mitte Dezember 2020", "2020-12-11/2020-12-20"),
        ("de", "im November 2020", "2020-11-01/2020-11-30"),
        ("de", "am Mittwoch", "2021-01-06/2021-01-06"),
        ("hy", "դեկտեմբերի 14-ին", "2020-12-14/2020-12-14"),
        ("hy", "երեկ", "2021-01-08/2021-01-08"),
        ("az", "14 dekabr 2020", "2020-12-14/2020-12-14"),
        ("az", "dekabrın 14-də", "2020-12-14/2020-12-14"),
        ("az", "Iyunun 12-də", "2020-06-12/2020-06-12"),
        ("az", "İYUNUN 12-də", "2020-06-12/2020-06-12"),
        ("az", "aprelin 3-də", "2020-04-03/2020-04-03"),
        ("az", "noyabrin 10-da", "2020-11-10/2020-11-10"),
        ("az", "dünən", "2021-01-08/2021-01-08"),
    ],
)
def test_dates(tag: str, text: str, expected: str) -> None:
    assert days(tag, text) == [expected]


@ALL
def test_a_table_has_the_keys_of_the_english_one_and_no_other(tag: str) -> None:
    may = {"no_hedges", "day_suffixes", "after_year", "day_first"}
    assert set(of(tag).table) - may == set(of("en").table) - may


@pytest.mark.parametrize(
    ("tag", "text", "value"),
    [
        ("az", "100-dən çox", "more than 100"), ("az", "100-ə yaxın", "about 100"), ("az", "100-dən", "100"),
        ("hy", "100-ից ավելի", "more than 100"), ("hy", "100-ից", "100"),
        ("ru", "от 60 до 160", "60 to 160"), ("ru", "до 160", "at most 160"), ("ru", "тысяча двести", "1200"),
    ],
)  # fmt: skip
def test_hedges_and_ranges_in_the_ways_of_a_language(tag: str, text: str, value: str) -> None:
    assert [one.value for one in reading.figures(text, of(tag))] == [value]


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("az", "2020-ci il noyabrın 10-da"), ("az", "10.11.2020"), ("hy", "2020 թ. նոյեմբերի 10-ին"),
        ("hy", "2020 թվականի նոյեմբերի 10-ին"), ("de", "10. November 2020"), ("de", "10.11.2020"),
        ("fr", "10/11/2020"), ("ru", "10 ноября 2020"), ("ru", "10.11.2020"),
    ],
)  # fmt: skip
def test_dates_in_the_ways_of_a_language(tag: str, text: str) -> None:
    found = [(one.year, one.month, one.days) for one in reading.mentions(text, of(tag))]
    assert found == [(2020, 11, (10, 10))]


@ALL
def test_what_a_table_holds_can_be_recorded(tag: str) -> None:
    table = of(tag).table
    assert {*table["hedges"].values(), *table["hedges_after"].values()} <= HEDGES
    for value in table["vague"].values():
        assert values.read_count(value)
    assert set(table["months"].values()) == set(range(1, 13))
    assert set(table["weekdays"].values()) == set(range(7))
    assert set(table["units"].values()) == set(of("en").table["units"].values())
    assert {*table["ambiguous_months"]} <= {*table["months"]}
    assert {*table["ambiguous_seasons"]} <= {*table["seasons"]}


@ALL
@pytest.mark.parametrize("written", [str.lower, str.upper, str.title])
def test_every_word_is_read_in_small_and_in_capital_letters(tag: str, written: Callable[[str], str]) -> None:
    table = of(tag).table
    for words in table.values():
        for word in words if isinstance(words, dict) else ():
            text = f"5 {written(word)} 12 {written(word)} 2020"
            reading.figures(text, of(tag))
            reading.mentions(text, of(tag))


@ALL
def test_words_are_in_small_letters_and_as_texts_are_folded(tag: str) -> None:
    path = resources.files("generator") / "languages" / f"{tag}.yml"
    table = yaml.safe_load(path.read_text(encoding="utf-8"))
    for key, words in table.items():
        if isinstance(words, dict):
            for word in words:
                assert isinstance(word, str), (key, word)
                assert word == word.lower(), (key, word)
                assert " ".join(word.split()) == word, (key, word)
