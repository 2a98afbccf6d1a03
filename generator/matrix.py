"""Actors by questions: who answered what, who gave no answer, and where an answer is in conflict with another."""

from __future__ import annotations

from dataclasses import dataclass

from generator import names, reasons, views
from generator.index import Index
from generator.views import Link


@dataclass(frozen=True, slots=True)
class Cell:
    """What one actor has on record for one question: its answers, its silences, and whether one is in conflict."""

    answers: tuple[Link, ...]
    silences: tuple[Link, ...]
    conflict: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One actor's cells, in the order of the questions."""

    actor: Link
    party: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The questions across, the actors down, in alphabetical order."""

    questions: tuple[Link, ...]
    lines: tuple[Line, ...]


def build(index: Index, depth: int, questions: tuple[str, ...]) -> Matrix:
    """Return the matrix of everyone who answered, or was asked, one of `questions`."""
    facts = index.facts
    actors = {claim.by for question in questions for claim in index.by_question.get(question, ())}
    ordered = sorted(actors, key=lambda actor: names.sort_key(names.label(facts, "actor", actor)))
    return Matrix(
        tuple(views.link(index, depth, "question", question) for question in questions),
        tuple(_line(index, depth, actor, questions) for actor in ordered),
    )


def _line(index: Index, depth: int, actor: str, questions: tuple[str, ...]) -> Line:
    party = index.facts.actors[actor].party
    cells = tuple(_cell(index, depth, actor, question) for question in questions)
    label = names.label(index.facts, "party", party) if party else ""
    return Line(views.link(index, depth, "actor", actor), label, cells)


def _cell(index: Index, depth: int, actor: str, question: str) -> Cell:
    answers: dict[str, Link] = {}
    silences: dict[str, Link] = {}
    conflict = False
    for claim in index.by_question.get(question, ()):
        if claim.by == actor:
            text = reasons.answer_in_words(index.facts, claim)
            into = silences if claim.entry.response else answers
            into.setdefault(text, Link(text, views.claim_href(depth, claim)))
            conflict = conflict or any(each.relation == "conflict" for each in index.of_claim.get(claim.id, ()))
    return Cell(tuple(answers.values()), tuple(silences.values()), conflict)
