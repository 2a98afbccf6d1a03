"""One origin counts once: the same speaker's same answer is one, in however many documents it stands.

A document that gives, in its own voice, an answer that somebody else is on record with repeats it without naming its
source: it counts under that origin. Answers that stand only in documents' own voices count as one origin together,
because nobody is named who could have known independently. Independent means a different primary source.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from generator import dates
from generator.answers import Answer
from generator.facets import Cell
from generator.model import Claim


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim with its answer, its cell, its origin (a claim id) and the later claim of the same mouth that replaced it."""

    claim: Claim
    answer: Answer | None
    cell: Cell
    origin: str
    superseded_by: str

    @property
    def leads(self) -> bool:
        """Whether the claim speaks for its origin and still stands: only such claims are compared."""
        return self.origin == self.claim.id and not self.superseded_by and self.answer is not None


def standings(
    claims: list[Claim],
    answers: Mapping[str, Answer | None],
    cells: Mapping[str, Cell],
    replaces: Callable[[Answer, Answer], bool],
) -> list[Standing]:
    """Return the standing of each of one question's claims.

    `replaces` says whether a speaker's later answer, if it is another one, takes the place of its earlier one.
    """
    gone = superseded(claims, answers, cells, replaces)
    found = origins(claims, answers, cells, gone)
    return [Standing(c, answers[c.id], cells[c.id], found[c.id], gone.get(c.id, "")) for c in claims]


def origins(
    claims: list[Claim], answers: Mapping[str, Answer | None], cells: Mapping[str, Cell], gone: Collection[str] = ()
) -> dict[str, str]:
    """Return for each claim the claim that stands for its origin: the first said that is not `gone`, then by id."""
    attributed: dict[tuple[str, object], str] = {}
    named: dict[object, str] = {}
    shared: dict[object, str] = {}
    found: dict[str, str] = {}
    ordered = sorted(claims, key=lambda claim: (claim.id in gone, order(claim)))
    for claim in ordered:
        if not claim.own_voice:
            said = what(claim, answers[claim.id], cells[claim.id])
            found[claim.id] = attributed.setdefault((claim.voice, said), claim.id)
            named.setdefault(said, claim.id)
    for claim in ordered:
        if claim.own_voice:
            said = what(claim, answers[claim.id], cells[claim.id])
            found[claim.id] = named.get(said) or shared.setdefault(said, claim.id)
    return found


def what(claim: Claim, answer: Answer | None, cell: Cell) -> object:
    """Return what the claim says, so that claims that say the same are equal."""
    if answer is not None:
        return answer, cell
    if claim.entry.response:
        return claim.entry.response, claim.voice, cell
    return claim.entry.says, claim.voice


def superseded(
    claims: list[Claim],
    answers: Mapping[str, Answer | None],
    cells: Mapping[str, Cell],
    replaces: Callable[[Answer, Answer], bool],
) -> dict[str, str]:
    """Return, for each claim whose speaker later gave another answer about the same, that later claim.

    An answer that its speaker gave again, on the later day or after it, still stands.
    """
    given: dict[object, dict[Answer, list[Claim]]] = {}
    for claim in sorted(claims, key=order):
        answer = answers[claim.id]
        if answer is not None and claim.said:
            given.setdefault((claim.voice, cells[claim.id]), {}).setdefault(answer, []).append(claim)
    found: dict[str, str] = {}
    for by_answer in given.values():
        newest = sorted((same[-1] for same in by_answer.values()), key=order, reverse=True)
        for answer, same in by_answer.items():
            until = max(order(claim)[1] for claim in same)
            for last in newest:
                if order(last)[0] <= until:  # not surely later
                    break
                other = answers[last.id]
                if other is not None and other != answer and replaces(answer, other):
                    found |= {claim.id: last.id for claim in same}
                    break
    return found


def order(claim: Claim) -> tuple[date, date, str]:
    """Return the one order of claims: by when they were said, then by id. Claims without a date come last."""
    if not claim.said:
        return date.max, date.max, claim.id
    span = dates.read(claim.said)
    return span.earliest or date.min, span.latest or date.max, claim.id
