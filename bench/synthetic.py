"""A record made by rule, the same on every run: questions, speakers, sources and events in a realistic mix.

A few questions and speakers have most of the claims, as in any record; names are in several scripts; every quote stands in
its source's text, whose fingerprint is made, too. A claim in seven has no answer, one in five is relayed.
"""

from __future__ import annotations

import calendar
import json
import random
from bisect import bisect
from itertools import accumulate
from pathlib import Path

from generator import evidence

CLAIMS_A_SOURCE = 25
CLAIMS_A_QUESTION, CLAIMS_A_SPEAKER, CLAIMS_AN_EVENT, CLAIMS_A_PLACE = 7, 10, 13, 33
STEEP = 0.6  # how much more often the first of a kind is named than the later ones
TEXT = "people stood on the square by the river when the bells rang and the lamps were lit along the long street"
NAMES = ("Harbour", "Նավահանգիստ", "Гавань", "Liman şəhəri", "Vieux-Pont", "ميناء", "Ostrov", "Մեծ կամուրջ")
WORDS = TEXT.split()


class Picker:
    """Picks numbers below `size`, the first ones more often than the last."""

    def __init__(self, size: int, rng: random.Random) -> None:
        self.sums = list(accumulate((number + 3) ** -STEEP for number in range(size)))
        self.rng = rng

    def pick(self) -> int:
        """Return a number."""
        return bisect(self.sums, self.rng.random() * self.sums[-1])


def write(folder: Path, claims: int, interface: tuple[str, ...] = ()) -> None:
    """Write a record of about `claims` claims below `folder`, with further languages of the site."""
    rng = random.Random(claims)
    sizes = {
        "questions": max(4, claims // CLAIMS_A_QUESTION), "actors": max(4, claims // CLAIMS_A_SPEAKER),
        "events": max(2, claims // CLAIMS_AN_EVENT), "places": max(2, claims // CLAIMS_A_PLACE),
        "sources": max(1, claims // CLAIMS_A_SOURCE),
    }  # fmt: skip
    for kind in sizes:
        (folder / kind).mkdir(parents=True, exist_ok=True)
    _write(folder / "record.yml", {"title": "Bench", "interface": list(interface)} if interface else {"title": "Bench"})
    _write(folder / "parties.yml", {"parties": [{"id": f"party-{n}", "name": f"Party {n}"} for n in range(4)]})
    for number in range(sizes["actors"]):
        party = {"party": f"party-{number % 4}"} if number % 3 else {}
        name = f"{NAMES[number % len(NAMES)]} {number}"
        _write(folder / f"actors/speaker-{number}.yml", {"name": name, "kind": "organisation", **party})
    for number in range(sizes["questions"]):
        _write(folder / f"questions/q-{number}.yml", _question(number, sizes))
    for number in range(sizes["events"]):
        changes = {"changes": [f"q-{number * 4}"]} if number * 4 < sizes["questions"] else {}
        _write(folder / f"events/e-{number}.yml", {"title": f"{NAMES[-number % len(NAMES)]}: event {number}", **changes})
    for number in range(sizes["places"]):
        _write(folder / f"places/p-{number}.yml", _place(number, sizes))
    pickers = {kind: Picker(size, rng) for kind, size in sizes.items()}
    for number in range(sizes["sources"]):
        shape, text = _source(rng, number, sizes, pickers)
        _write(folder / f"sources/s-{number}.yml", shape)
        (folder / f"sources/s-{number}.words").write_text(evidence.dump(evidence.make(text)), encoding="utf-8")


def _write(path: Path, shape: object) -> None:
    path.write_text(f"{_yaml(shape)}\n", encoding="utf-8")


def _yaml(shape: object, depth: int = 0) -> str:
    """Return a shape as people write it: blocks, and quotes only where they are needed."""
    pad = "  " * depth
    if isinstance(shape, dict):
        rows = []
        for key, value in shape.items():
            block = isinstance(value, dict) or (isinstance(value, list) and value and isinstance(value[0], dict))
            rows.append(f"{pad}{key}:\n{_yaml(value, depth + 1)}" if block else f"{pad}{key}: {_yaml(value)}")
        return "\n".join(rows)
    if isinstance(shape, list) and shape and isinstance(shape[0], dict):
        return "\n".join(f"{pad}- {_yaml(item, depth + 1).lstrip()}" for item in shape)
    if isinstance(shape, list):
        return f"[{', '.join(map(_yaml, shape))}]"
    text = str(shape)
    return json.dumps(text, ensure_ascii=False) if ": " in text else text


def _question(number: int, sizes: dict[str, int]) -> dict[str, object]:
    head: dict[str, object] = {"title": f"How many were there in case {number}?", "topic": f"Topic {number % 20}"}
    if number % 2:
        head["event"] = f"e-{number % sizes['events']}"
    if number % 4 == 3:
        choices = [{"id": f"c-{n}", "name": f"answer {n}"} for n in range(4)]
        return head | {"type": "choice", "choices": choices}
    parts: list[dict[str, str]] = [{"id": "all", "name": "everyone", "parts": "exhaustive"}]
    parts += [{"id": f"p-{n}", "name": f"group {n}", "part_of": "all"} for n in range(2)]
    return head | {"type": "count", "unit": "people", "time": ("stock", "flow", "total")[number % 4], "populations": parts}


def _place(number: int, sizes: dict[str, int]) -> dict[str, object]:
    source = number % sizes["sources"]
    quote = f"they came to {_name(number)} before"
    cited = {"source": f"s-{source}", "paragraph": CLAIMS_A_SOURCE + 1 + number // sizes["sources"], "quote": quote}
    within = {"within": [{"place": f"p-{(number - 1) // 6}", **cited}]} if number else {}
    speaker = f"speaker-{number % sizes['actors']}"
    return {"kind": "town", "names": [{"name": _name(number), "used_by": speaker, **cited}], **within}


def _name(number: int) -> str:
    return f"{NAMES[number % len(NAMES)]}-{number}"


def _source(
    rng: random.Random, number: int, sizes: dict[str, int], pickers: dict[str, Picker]
) -> tuple[dict[str, object], str]:
    """Return a source's file, and its text."""
    year = 2000 + number % 25
    paragraphs, claims = [], []
    for place in range(CLAIMS_A_SOURCE):
        claim, quote = _claim(rng, place, year, pickers)
        words = " ".join(rng.choices(WORDS, k=30))
        paragraphs.append(f"It began as follows: {quote}, {words}.")
        claims.append(claim | {"paragraph": place + 1, "quote": quote, "says": f"The speaker told of it in case {place}."})
    paragraphs += [
        f"In the end they came to {_name(place)} before it was dark."
        for place in range(number, sizes["places"], sizes["sources"])
    ]
    shape: dict[str, object] = {
        "title": f"{NAMES[number % len(NAMES)]}: article {number}", "publisher": f"speaker-{pickers['actors'].pick()}",
        "kind": "news article", "language": "en", "published": f"{year}-{1 + number % 12:02}-{1 + number % 28:02}",
        "url": f"https://news.example/{number}", "claims": claims,
    }  # fmt: skip
    return shape, "\n".join(paragraphs)


def _claim(rng: random.Random, place: int, year: int, pickers: dict[str, Picker]) -> tuple[dict[str, object], str]:
    """Return a claim without its citation, and the words that it rests on."""
    claim: dict[str, object] = {"id": f"c-{place}"}
    start = " ".join(rng.choices(WORDS, k=6))
    kind = rng.random()
    speaker: dict[str, object] = {"by": f"speaker-{pickers['actors'].pick()}"}
    if rng.random() < 0.2:
        relay = f"speaker-{pickers['actors'].pick()}"
        speaker |= {"via": [relay]} if relay != speaker["by"] else {}
    if kind < 0.08:
        month, day = rng.randrange(12), rng.randrange(1, 28)
        claim |= {"question": f"e-{pickers['events'].pick()}.date", **speaker, "value": f"{year}-{month + 1:02}-{day:02}"}
        return claim, f"{start} on {day} {calendar.month_name[month + 1]} {year}"
    if kind < 0.14:
        where = pickers["places"].pick()
        claim |= {"question": f"e-{pickers['events'].pick()}.place", **speaker, "value": f"p-{where}"}
        return claim, f"{start} in {_name(where)}"
    question = pickers["questions"].pick()
    claim |= {"question": f"q-{question}", **speaker}
    if rng.random() < 0.14:
        return claim | {"response": rng.choice(["declined", "not given"])}, f"{start} gave no number at all"
    if question % 4 == 3:
        choice = rng.randrange(4)
        return claim | {"value": f"c-{choice}"}, f"{start} gave answer {choice}"
    if question % 4 == 1:
        claim["over"] = f"{year}-{1 + rng.randrange(4):02}"
    value = rng.choice(["{}", "{}", "at least {}", "more than {}", "about {}"]).format(40 + 5 * rng.randrange(5))
    return claim | {"of": rng.choice(["all", "p-0", "p-1"]), "value": value}, f"{start} {value} people"
