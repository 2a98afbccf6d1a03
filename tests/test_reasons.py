"""Every sentence, whole, on topics of which the code knows nothing: crowds, mountains, case counts, a battle, a fair."""

from __future__ import annotations

import pytest

from generator import reasons
from generator.model import Facts
from generator.values import Interval, Number
from worlds import COUNT, DATE, FLOW, PLACE, POPULATIONS, STOCK, TOTAL, Data, choice, claim, found, world

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
    "They are for different places: “Mill” and “Ford”.": two(
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
    "They are for different periods: May 2020: 7; until 30 June 2020: 9.": two(
        "7", "9", {"q": FLOW}, {"over": "2020-05"}, {"over": "0001/2020-06-30"}
    ),
    "They are for different moments: 1 March 2020: 100; 2 March 2020: 120; a running total may grow in between.": two(
        "100", "120", {"q": TOTAL}, {"as_of": "2020-03-01"}, {"as_of": "2020-03-02"}
    ),
    "A running total does not fall: Organisers: 100 (1 March 2020); later Police: 90 (2 March 2020): "
    "the two answers cannot both be true.": two(
        "100", "90", {"q": TOTAL}, {"as_of": "2020-03-01"}, {"as_of": "2020-03-02"}
    ),
    "They are for different moments: 1 May 2020: 7 (“men”), 2020-05-02: 9 (“everyone”)": world([], questions=CROWD),
}  # fmt: skip
