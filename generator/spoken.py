"""Answers as the pages of actors, places and sources tell them: by topic and question, each once, with its times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from babel import Locale

from generator import names, origins, pairs, views
from generator.index import Index
from generator.model import Claim


@dataclass(frozen=True, slots=True)
class Spoken:
    """An answer, the times it names and was given at, and the other places where its speaker gave the same one."""

    row: views.Row
    time: str
    again: tuple[views.Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and answers to it."""

    question: views.Link
    answers: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic and the questions under it."""

    title: str
    asked: tuple[Asked, ...]


def topics(index: Index, claims: Iterable[Claim], rows: Mapping[str, views.Row]) -> list[Topic]:
    """Return one actor's claims by topic and question in alphabetical order; `rows` holds them as rows, by id."""
    found: dict[str, list[Asked]] = {}
    for question, said in by_question(index, claims):
        told = tuple(
            Spoken(rows[one.claim.id], times(index, rows[one.claim.id]), tuple(rows[again.id].quote for again in one.again))
            for one in pairs.given(index, said)
        )
        asked = Asked(rows[said[0].id].question, told)
        found.setdefault(index.facts.questions[question].topic, []).append(asked)
    return [Topic(title, tuple(asked)) for title, asked in found.items()]


def asked(index: Index, depth: int, claims: Iterable[Claim]) -> list[Asked]:
    """Return claims of several speakers by question, every one of them, the answers in their one order."""
    found = []
    for question, said in by_question(index, claims):
        rows = [views.row(index, depth, claim) for claim in sorted(said, key=origins.order)]
        told = tuple(Spoken(row, times(index, row)) for row in rows)
        found.append(Asked(views.link(index, depth, "question", question), told))
    return found


def by_question(index: Index, claims: Iterable[Claim]) -> list[tuple[str, list[Claim]]]:
    """Return claims by question, the questions by topic and title in alphabetical order, the claims in theirs."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.question, []).append(claim)
    return sorted(found.items(), key=lambda item: index.ranks[item[0]])


def times(index: Index, row: views.Row) -> str:
    """Return for which time an answer is and when it was said, the two told once where they are the same."""
    said = index.wording.say("actor.said", said=row.said) if row.said else index.wording.say("actor.said_unknown")
    if not row.when or row.when == row.said:
        return said
    key = "open_and_said" if _open(index.claims[row.id]) else "for_and_said"
    return index.wording.say(f"actor.{key}", when=row.when, said=said)


def _open(claim: Claim) -> bool:
    """Return whether a claim's time has no beginning or no end, so that its words need no preposition."""
    return ".." in (claim.over or claim.as_of)


def language(index: Index, tag: str) -> str:
    """Return the name of a language in the language of the interface, with its tag; the tag alone where it has no name."""
    name = Locale.parse(index.wording.language).languages.get(tag.partition("-")[0])
    return f"{name} ({tag})" if name else tag


def in_alphabet(links: Iterable[views.Link]) -> list[views.Link]:
    """Return links in alphabetical order of their texts."""
    return sorted(links, key=lambda link: (names.sort_key(link.text), link.href))
