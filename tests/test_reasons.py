"""Every sentence, whole, on topics of which the code knows nothing: crowds, mountains, case counts, a battle, a fair."""

from __future__ import annotations

from dataclasses import replace

import pytest
from worlds import COUNT, DATE, FLOW, PLACE, POPULATIONS, STOCK, TOTAL, Data, choice, claim, found, world

from generator import reasons
from generator.model import Facts
from generator.values import Interval, Number

CROWD, HEIGHT = {"q": COUNT}, {"q": {**COUNT, "unit": "metres", "decimals": True}}
GROUPS = {"q": {**COUNT, **POPULATIONS}}
LAND = {
    "land": ("country", []),
    "north": ("district", ["land"]),
    "east": ("district", ["land"]),
    "mill": ("village", ["north"]),
    "ford": ("village", ["north"]),
}
FREE = {"q": choice("late", "loud", "early", exclusive=False, excludes={"late": ["early"]})}


def sum_(exhaustive: bool) -> list[Data]:
    return [{"id": "sum", "total": "s1/c1", "parts": ["s1/c2", "s1/c3"], "exhaustive": exhaustive, "note": "n"}]


def two(a: str, b: str, questions: dict[str, Data], first: Data | None = None, second: Data | None = None, **more) -> Facts:
    """What the organisers and the police say."""
    claims = [claim(a, by="organisers", **(first or {})), claim(b, by="police", **(second or {}))]
    return world(claims, questions=questions, **more)


def add(total: str, a: str, b: str, exhaustive: bool, by: str = "office") -> Facts:
    claims = [claim(total, by="office"), claim(a, by="office", question="p"), claim(b, by=by, question="r")]
    return world(claims, questions=dict.fromkeys("qpr", COUNT), sums=sum_(exhaustive))


SENTENCES = {
    # crowds
    "Organisers: 9000; Police: 3000 to 4000: no number fits both.": two("9000", "3000 to 4000", CROWD),
    "Organisers: more than 3000; Police: 3000 to 4000: 3001 to 4000 fits both, so both answers can be true.": two(
        "more than 3000", "3000 to 4000", CROWD
    ),
    "Organisers: dozens; Police: at least 30: at least 30 fits both, so both answers can be true.": two(
        "dozens", "at least 30", CROWD
    ),
    "Organisers and Police gave the same answer: 9000.": two("9000", "9000", CROWD),
    "Organisers and Police gave the same answer: 9000. All of them speak for City.": two(
        "9000", "9000", CROWD, parties={"organisers": "city", "police": "city"}
    ),
    "Organisers: more than 100; Police: at least 101: other words for the same answer.": two(
        "more than 100", "at least 101", CROWD
    ),
    "Organisers (relayed by Herald), Herald and Police gave the same answer: 9000.": world(
        [claim("9000", by="organisers", via=["herald"]), claim("9000", by="herald"), claim("9000", by="police")],
        questions=CROWD,
    ),
    # a mountain's height by two surveys
    "Organisers: 8848.86; Police: 8844.43: no number fits both.": two("8848.86", "8844.43", HEIGHT),
    "Organisers: more than 8848; Police: at most 8848.86: "
    "more than 8848 and at most 8848.86 fits both, so both answers can be true.": two(
        "more than 8848", "at most 8848.86", HEIGHT
    ),
    # a battle in two calendars
    "Organisers: 7 September 1812; Police: 26 August 1812: no day fits both.": two(
        "1812-09-07", "1812-08-26", {}, {"question": "e.date"}, {"question": "e.date"}, events={"e": []}
    ),
    "Organisers: about 7 September 1812; Police: September 1812: "
    "2 September 1812 to 12 September 1812 fits both, so both answers can be true.": two(
        "1812-09-07~", "1812-09", {"q": DATE}
    ),
    "Organisers: 7 September 1812 or later; Police: until 1813: "
    "7 September 1812 to 31 December 1813 fits both, so both answers can be true.": two(
        "1812-09-07/..", "../1813", {"q": DATE}
    ),
    # places
    "Organisers: Mill; Police: Land: one place holds the other, so both answers can be true.": two(
        "mill", "land", {"q": PLACE}, places=LAND
    ),
    "Organisers: Mill; Police: Ford: neither place holds the other, so the two answers cannot both be true.": two(
        "mill", "ford", {"q": PLACE}, places=LAND
    ),
    "Organisers: North; Police: East: the record does not say whether these two places overlap.": two(
        "north", "east", {"q": PLACE}, places=LAND
    ),
    "They are for different places: “Ford” and “Mill”.": two(
        "7", "9", CROWD, {"where": "mill"}, {"where": "ford"}, places=LAND
    ),
    # choices
    "Organisers: late; Police: early: the two answers cannot both be true.": two("late", "early", FREE),
    "None of these excludes another answer: Organisers: loud; Police: late.": two("loud", "late", FREE),
    "Office gave answers that do not exclude each other: late; loud.": world(
        [claim("late", by="office"), claim("loud", by="office")], questions=FREE
    ),
    # parts and wholes
    "“men” (Organisers: 7) is a part of “everyone” (Police: 9), and can be no larger: both answers can be true.": two(
        "7", "9", GROUPS, {"of": "men"}, {"of": "all"}
    ),
    "“men” (Organisers: 9) is a part of “everyone” (Police: 7), yet larger: the two answers cannot both be true.": two(
        "9", "7", GROUPS, {"of": "men"}, {"of": "all"}
    ),
    "“Mill” (Organisers: 9) is a part of “the whole” (Police: 7), yet larger: the two answers cannot both be true.": two(
        "9", "7", CROWD, {"where": "mill"}, places=LAND
    ),
    "They count different things: “men” and “women”.": two("7", "9", GROUPS, {"of": "men"}, {"of": "women"}),
    "They are about different groups: “men” and “women”.": two(
        "late", "loud", {"q": {**FREE["q"], **POPULATIONS}}, {"of": "men"}, {"of": "women"}
    ),
    # sums
    "60 + 40 make 100; the total given is 100 (Office): the sum holds.": add("100", "60", "40", True),
    "60 + dozens make at least 84; the total given is about 90 (Office): all of these can be true.": add(
        "about 90", "60", "dozens", True
    ),
    "60 + 40 make 100; the total given is 90 (Office): these cannot all be true.": add("90", "60", "40", True),
    "60 + 40 make 100, and more parts may exist; the total given is 150 (Office): all of these can be true.": add(
        "150", "60", "40", False
    ),
    "60 (Office) + 40 (Police) make 100; the total given is 90 (Office): these cannot all be true.": add(
        "90", "60", "40", True, by="police"
    ),
    # times
    "They are for different periods: until 30 June 2020: 9; May 2020: 7.": two(
        "7", "9", {"q": FLOW}, {"over": "2020-05"}, {"over": "../2020-06-30"}
    ),
    "They are for different moments: 1 March 2020: 100; 2 March 2020: 120; a running total may grow in between.": two(
        "100", "120", {"q": TOTAL}, {"as_of": "2020-03-01"}, {"as_of": "2020-03-02"}
    ),
    "Up to a later day no less is counted: Organisers: 100 (1 March 2020); later Police: 90 (2 March 2020): "
    "the two answers cannot both be true.": two(
        "100", "90", {"q": TOTAL}, {"as_of": "2020-03-01"}, {"as_of": "2020-03-02"}
    ),
    "They are for different moments: 1 May 2020: 7 (“men”); 1 July 2020: 9 (“women”), 2 July 2020: 7 (“men, Mill”); "
    "in between the number may have changed with “the e”.": world(
        [
            claim("7", of="men", as_of="2020-05-01"),
            claim("9", of="women", as_of="2020-07-01", by="b1"),
            claim("7", of="men", as_of="2020-07-02", by="b2", where="mill"),
            claim("2020-06-01", question="e.date"),
        ],
        questions={"q": {**STOCK, **POPULATIONS}},
        places=LAND,
        events={"e": ["q"]},
    ),
    "They are for different moments: 1 May 2020: late; 2 July 2020: loud; "
    "in between the answer may have changed with “the e”.": two(
        "late", "loud", {"q": {**FREE["q"], "time": "stock"}}, {"as_of": "2020-05-01"}, {"as_of": "2020-07-02"},
        events={"e": ["q"]},
    ),
}  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_sentence_is_told(sentence: str) -> None:
    assert sentence in [each.why for each in found(SENTENCES[sentence])]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_the_same_but_for_names_when_speakers_change_places(sentence: str) -> None:
    """No wording depends on who speaks: with the two speakers' names exchanged, so is the sentence."""
    names = {"organisers": "police", "police": "organisers"}
    facts = SENTENCES[sentence]
    actors = facts.actors | {one: facts.actors[other] for one, other in names.items() if {*names} <= {*facts.actors}}
    swapped = sentence.replace("Organisers", "\0").replace("Police", "Organisers").replace("\0", "Police")
    if {*names} <= {*facts.actors}:
        assert swapped in [each.why for each in found(replace(facts, actors=actors))]


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (Interval(None, None), "any number"),
        (Interval(Number(3), Number(3)), "3"),
        (Interval(Number(3), Number("4.50")), "3 to 4.50"),
        (Interval(Number(3), None, low_in=False), "more than 3"),
        (Interval(None, Number(3), high_in=False), "less than 3"),
        (Interval(Number(3), Number(4), high_in=False), "at least 3 and less than 4"),
    ],
)
def test_an_interval_is_told_with_its_ends(interval: Interval, words: str) -> None:
    assert reasons.numbers(interval) == words


def test_a_speaker_is_told_with_its_answer_silence_or_position() -> None:
    facts = world(
        [claim("53"), claim(response="declined"), claim(question="p", says="It was late.")],
        questions={"q": COUNT, "p": {"type": "position"}},
    )
    assert [reasons.told(facts, one) for one in facts.claims] == ["A1: 53", "A1: declined", "A1: It was late."]
