"""Two actors beside each other: which questions both are on record with, and how their answers stand.

What comparing found among claims is told here of their speakers. A claim that repeats an origin stands as that origin
does. Nothing is compared anew, and nothing depends on who the two are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator import names, origins, views
from generator.discrepancies import Discrepancy
from generator.index import Index
from generator.model import Claim

NOTES = ("position", "silence", "origin", "replaced", "none")


@dataclass(frozen=True, slots=True)
class Met:
    """How the answers of two actors to one question stand: what was found, conflicts first, or else why nothing was.

    `note` is `position` (free answers are not compared), `silence` (one of the two gave none), `origin` (the two gave one
    answer, which counts once), `replaced` (an answer was replaced later) or `none`; empty where something was found.
    """

    question: str
    found: tuple[Discrepancy, ...]
    note: str

    def count(self, *relations: str) -> int:
        """Return how many of what was found is one of these relations."""
        return sum(each.relation in relations for each in self.found)


def of(index: Index, actor: str) -> dict[str, list[Met]]:
    """Return, for every actor that one shares a question with, the questions in their order and how the answers stand.

    A sum holds answers to several questions against each other: it is told at the question of its total.
    """
    found = _found(index, actor)
    meetings: dict[str, set[str]] = {other: set(by_question) for other, by_question in found.items()}
    for question in {claim.question for claim in index.by_actor.get(actor, ())}:
        for claim in index.by_question[question]:
            meetings.setdefault(claim.by, set()).add(question)
    meetings.pop(actor, None)
    return {
        other: [
            _met(index, question, (actor, other), found.get(other, {}).get(question, []))
            for question in sorted(questions, key=index.ranks.__getitem__)
        ]
        for other, questions in sorted(meetings.items(), key=lambda item: label_key(index, item[0]))
    }


def label_key(index: Index, actor: str) -> tuple[tuple[str, str], str]:
    """Return the key of the alphabetical order of actors."""
    return names.sort_key(names.label(index.facts, "actor", actor)), actor


def _found(index: Index, actor: str) -> dict[str, dict[str, list[Discrepancy]]]:
    """Return what was found between an actor's claims and each other actor's, by question."""
    standings = index.found.standings
    leading = dict.fromkeys(standings[claim.id].origin for claim in index.by_actor.get(actor, ()))
    each_once = {id(each): each for origin in leading for each in index.of_claim.get(origin, ())}
    found: dict[str, dict[str, list[Discrepancy]]] = {}
    for each in each_once.values():
        sides = [speakers(index, group) for group in each.groups]
        others = {who for mine in sides if actor in mine for side in sides if side is not mine for who in side}
        for other in others - {actor}:
            found.setdefault(other, {}).setdefault(each.question, []).append(each)
    return found


def speakers(index: Index, group: Iterable[str]) -> frozenset[str]:
    """Return who gave these answers: the speakers of the claims and of what repeats them."""
    leading = [index.claims[ident] for ident in group]
    repeated = [claim for ident in group for claim in index.repeats.get(ident, ())]
    return frozenset(claim.by for claim in (*leading, *repeated))


def _met(index: Index, question: str, pair: tuple[str, str], found: list[Discrepancy]) -> Met:
    ordered = sorted(found, key=lambda d: (views.RELATIONS.index(d.relation), d.kind, d.facet, d.groups))
    return Met(question, tuple(ordered), "" if found else _why_nothing(index, question, pair))


def _why_nothing(index: Index, question: str, pair: tuple[str, str]) -> str:
    mine, theirs = ([claim for claim in index.by_question[question] if claim.by == actor] for actor in pair)
    if any(all(claim.entry.response for claim in side) for side in (mine, theirs)):
        return "silence"
    if index.facts.questions[question].type == "position":
        return "position"
    if _what(index, mine) & _what(index, theirs):  # equal answers that do not agree come from one mouth
        return "origin"
    if any(all(_gone(index, claim) for claim in side) for side in (mine, theirs)):
        return "replaced"
    return "none"


def _what(index: Index, claims: list[Claim]) -> set[object]:
    standings = [index.found.standings[claim.id] for claim in claims]
    return {origins.what(one.claim, one.answer, one.cell) for one in standings if one.answer is not None}


def _gone(index: Index, claim: Claim) -> bool:
    return bool(index.found.standings[claim.id].superseded_by) or bool(claim.entry.response)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that an actor gave, with the other places where it gave the same one."""

    claim: Claim
    again: tuple[Claim, ...]


def given(index: Index, claims: Iterable[Claim]) -> list[Given]:
    """Return the answers among an actor's claims in their order, each once however often the actor repeated it."""
    by_origin: dict[str, list[Claim]] = {}
    for claim in claims:
        by_origin.setdefault(index.found.standings[claim.id].origin, []).append(claim)
    return [Given(first, tuple(again)) for first, *again in by_origin.values()]
