"""The rule `value-in-quote`, claim by claim: what a quote shows of a count, a date or a place, and what it does not."""

from __future__ import annotations

from typing import Any

import pytest

from generator import model, reading
from generator.rules import value_in_quote
from generator.schema import ClaimEntry, PlaceFile, QuestionFile, SourceFile
from generator.values import HEDGES, VAGUE

EMPTY = model.build("facts", [], {}, {})
PEOPLE = QuestionFile(title="How many?", topic="t", type="count", unit="people")
DAYS = QuestionFile(title="How long?", topic="t", type="count", unit="days", decimals="true")
WHEN = QuestionFile(title="When?", topic="t", type="date")
CHOICE = QuestionFile(title="Which?", topic="t", type="choice")


def shows(question: QuestionFile, value: str, quote: str, **fields: Any) -> tuple[bool, list[str]] | None:
    source = SourceFile(title="t", publisher="p", kind="report", language="en", published="2021-01-09")
    claim = ClaimEntry(id="c", question="q", by="p", value=value, paragraph="1", quote=quote, says="s", **fields)
    lang = reading.language("en")
    assert lang
    return value_in_quote.readings(EMPTY, claim, question, source, lang)


@pytest.mark.parametrize("hedge", sorted(HEDGES))
def test_every_hedge_shows_itself_and_no_other_one(hedge: str) -> None:
    quote = f"that {hedge} 40 people stood"
    assert shows(PEOPLE, f"{hedge} 40", quote) == (True, shows(PEOPLE, "1", quote)[1])
    shown = {other for other in HEDGES if shows(PEOPLE, f"{other} 40", quote)[0]}
    assert {HEDGES[other] for other in shown} == {HEDGES[hedge]}
    assert not shows(PEOPLE, f"{hedge} 41", quote)[0]
    assert shows(PEOPLE, "40", quote)[0] == (HEDGES[hedge] == "exact")


@pytest.mark.parametrize("word", sorted(VAGUE.keys() - {"one"}))
def test_every_vague_word_shows_itself_and_no_number(word: str) -> None:
    assert shows(PEOPLE, word, f"there stood {word} people or others")[0]
    assert not shows(PEOPLE, str(VAGUE[word]), f"there stood {word} people or others")[0]


@pytest.mark.parametrize(
    ("value", "quote", "expected"),
    [
        ("62", "Sixty-two soldiers were there", (True, ["62"])),
        ("3", "of the 33 captives there", (False, ["33"])),
        ("60", "sixty-two soldiers were there", (False, ["62"])),
        ("4", "at least 41 soldiers and four civilians", (True, ["at least 41", "4"])),
        ("at least 4", "at least 41 soldiers and four civilians", (False, ["at least 41", "4"])),
        ("45", "at least 41 soldiers and four civilians", (False, ["at least 41", "4"])),
        ("3183", "there were 3.183 people then", (False, ["3.183"])),
        ("3183", "there were 3,183 people then", (True, ["3183"])),
        ("none", "there were no people then", (True, ["none"])),
        ("0", "none of the people came", (False, ["none"])),
        ("0", "zero people came that day", (True, ["0"])),
        ("at least 24", "dozens of people came by", (False, ["dozens"])),
        ("40", "after 40 days of waiting", (False, ["40 days"])),
        ("14", "came on December 14 in the night", (False, [])),
        ("2020", "some of 2020 people came", (True, ["some", "2020"])),
        ("5", "order 12345678901234567890 for five people", (True, ["12345678901234567890", "5"])),
        ("5", "fewer than zero or nearly 0 people", (False, ["fewer than 0", "nearly 0"])),
    ],
)
def test_a_count_is_shown_by_its_number(value: str, quote: str, expected: tuple[bool, list[str]]) -> None:
    assert shows(PEOPLE, value, quote) == expected


@pytest.mark.parametrize(
    ("value", "quote", "shown"),
    [("0.5", "half a month after the end", False), ("40", "after 40 days of waiting", True),
     ("40", "the 40 of them waited", True), ("40", "some 40 weeks of waiting", False)],
)  # fmt: skip
def test_a_unit_is_its_own(value: str, quote: str, shown: bool) -> None:
    assert shows(DAYS, value, quote)[0] is shown


@pytest.mark.parametrize(
    ("value", "quote", "fields", "shown"),
    [
        ("2020-12-14", "on the 14th of December 2020", {}, True),
        ("2020-12-14", "came on December 14 in the night", {}, True),
        ("2021-12-14", "came on December 14 in the night", {}, False),
        ("2019-12-14", "came on December 14 in the night", {"said": "2020-12-01"}, True),
        (
            "2018-12-14",
            "came on December 14 in the night",
            {"also": ({"paragraph": "1", "quote": "of the year 2018"},)},
            True,
        ),
        ("2021-01-06", "came on Wednesday in the night", {}, True),
        ("2021-01-13", "came on Wednesday in the night", {}, False),
        ("2021-01-06", "came on Wednesday in the night", {"said": "2021-01"}, False),
        ("2020-12-14/..", "since December 14 in the night", {}, True),
        ("../2020-12-14", "until December 14 in the night", {}, True),
        ("../2020-12-13", "until December 14 in the night", {}, False),
        ("2020-12-11/2020-12-20", "there in mid-December of cold", {}, True),
        ("2020-12-01/2020-12-20", "there in mid-December of cold", {}, False),
        ("2020-09-27/2020-11-09", "from September 27-to November 9", {}, True),
        ("2020-11-10/2020-11-12", "from 10 to 12 November 2020", {}, True),
        ("2020-12-14~", "around December 14 in the night", {}, True),
        ("2020-12", "there in December 2020 with", {}, True),
        ("2020-12-14", "there in December 2020 with", {}, False),
        ("2020", "there in December 2020 with", {}, False),
        ("2018-09/2018-11", "in the autumn of that", {"also": ({"paragraph": "1", "quote": "of the year 2018"},)}, True),
        ("2018-09/2020-11", "in the autumn of that", {"also": ({"paragraph": "1", "quote": "of the year 2018"},)}, False),
        ("2020", "held since 2020 without trial", {}, True),
        ("2020-12", "as secretary since last month", {}, True),
        ("2020-12-14", "nothing of the kind here", {}, False),
        ("2020-12-14", "the version 2020-13-14 of it", {}, False),
    ],
)
def test_a_date_is_shown_by_what_is_written_of_it(value: str, quote: str, fields: dict[str, Any], shown: bool) -> None:
    found = shows(WHEN, value, quote, **fields)
    assert found
    assert found[0] is shown


@pytest.mark.parametrize(
    ("quote", "shown"),
    [("in the Martuni area of", True), ("in Khojavend (Martuni) and", True), ("of Martuni’s hills, they", True),
     ("the Martunians of the hills", False), ("in martuni of the hills", False), ("in the hills of there", False)],
)  # fmt: skip
def test_a_place_is_shown_by_a_name_of_it_as_a_whole_word(quote: str, shown: bool) -> None:
    name = {"name": "Martuni", "used_by": "p", "source": "s", "paragraph": "1", "quote": quote}
    place = PlaceFile(kind="area", names=(name,))
    claim = ClaimEntry(id="c", question="q", by="p", value="martuni", paragraph="1", quote=quote, says="s")
    assert value_in_quote.place_shown(place, claim) is shown


def test_what_has_no_reading_is_not_asked() -> None:
    assert shows(PEOPLE, "lots", "there were lots of them") is None
    assert shows(WHEN, "soon", "they will come soon enough") is None
    assert shows(CHOICE, "yes", "they said yes to all") is None
