"""A record made by rule, the same on every run: questions, speakers and sources in a realistic mix."""

from __future__ import annotations

import random
from pathlib import Path

CLAIMS_A_SOURCE, CLAIMS_A_QUESTION, SPEAKERS = 25, 40, 200
WORDS = [
    "people",
    "stood",
    "on",
    "the",
    "square",
    "by",
    "the",
    "river",
    "when",
    "the",
    "bells",
    "rang",
    "and",
    "the",
    "lamps",
    "were",
    "lit",
    "along",
    "the",
    "long",
    "street",
]


def write(folder: Path, claims: int) -> None:
    """Write a record of about `claims` claims below `folder`."""
    rng = random.Random(claims)
    for kind in ("sources", "questions", "actors", "events"):
        (folder / kind).mkdir(parents=True, exist_ok=True)
    parties = "".join(f"  - id: party-{n}\n    name: Party {n}\n" for n in range(4))
    (folder / "parties.yml").write_text(f"parties:\n{parties}")
    for number in range(SPEAKERS):
        party = f"party: party-{number % 4}\n" if number % 3 else ""
        (folder / f"actors/speaker-{number}.yml").write_text(f"name: Speaker {number}\nkind: organisation\n{party}")
    questions = max(1, claims // CLAIMS_A_QUESTION)
    for number in range(questions):
        (folder / f"questions/q-{number}.yml").write_text(_question(number))
    for number in range(max(1, questions // 10)):
        changes = "".join(f"  - q-{n}\n" for n in range(number * 10, min(questions, number * 10 + 10)) if n % 4 == 0)
        body = f"title: Event {number}\n" + (f"changes:\n{changes}" if changes else "")
        (folder / f"events/e-{number}.yml").write_text(body)
    for source in range(max(1, claims // CLAIMS_A_SOURCE)):
        (folder / f"sources/s-{source}.yml").write_text(_source(rng, source, questions))


def _question(number: int) -> str:
    head = f"title: How many in case {number}?\ntopic: Topic {number % 20}\n"
    if number % 4 == 3:
        choices = "".join(f"  - id: c-{n}\n    name: answer {n}\n" for n in range(4))
        return f"{head}type: choice\nchoices:\n{choices}"
    time = ("stock", "flow", "total")[number % 4]
    parts = "  - id: all\n    name: everyone\n    parts: exhaustive\n"
    parts += "".join(f"  - id: p-{n}\n    name: group {n}\n    part_of: all\n" for n in range(2))
    return f"{head}type: count\nunit: people\ntime: {time}\npopulations:\n{parts}"


def _source(rng: random.Random, number: int, questions: int) -> str:
    year, month, day = 2000 + number % 25, 1 + number % 12, 1 + number % 28
    published = f"{year}-{month:02}-{day:02}"
    lines = [f"title: Article {number}", f"publisher: speaker-{number % SPEAKERS}", "kind: news article", "language: en",
             f"published: {published}", f"url: https://news.example/{number}", "claims:"]  # fmt: skip
    for claim in range(CLAIMS_A_SOURCE):
        question = rng.randrange(questions)
        value = rng.choice(["{}", "at least {}", "more than {}", "about {}"]).format(rng.randrange(40, 60))
        quote = " ".join(rng.choices(WORDS, k=9))
        lines += [f"  - id: c-{claim}", f"    question: q-{question}", f"    by: speaker-{rng.randrange(SPEAKERS)}"]
        if question % 4 == 3:
            lines.append(f"    value: c-{rng.randrange(4)}")
        else:
            lines += [f"    over: {year}-{1 + rng.randrange(4):02}"] if question % 4 == 1 else []
            lines += [f"    of: {rng.choice(['all', 'p-0', 'p-1'])}", f"    value: {value}"]
        lines += [f"    paragraph: {claim + 1}", f"    quote: {quote}", "    says: The speaker gave a number."]
    if number < max(1, questions // 10):
        lines += ["  - id: when", f"    question: e-{number}.date", "    by: publisher", f"    value: {published}"]
        lines += ["    paragraph: 1", "    quote: the bells rang and then", "    says: The article gave the day."]
    return "\n".join(lines) + "\n"
