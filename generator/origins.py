"""One origin counts once: the same speaker's same answer is one, in however many documents it stands.

A document that gives, in its own voice, an answer that somebody else is on record with repeats it without naming its
source: it counts under that origin. Answers that stand only in documents' own voices count as one origin together,
because nobody is named who could have known independently. Independent means a different primary source.
"""

from __future__ import annotations

from collections.abc import Mapping
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
    claims: list[Claim], answers: Mapping[str, Answer | None], cells: Mapping[str, Cell], *, replace: bool
) -> list[Standing]:
    """Return the standing of each of one question's claims.

    `replace` says whether a speaker's later answer replaces its earlier one: not where both can be true.
    """
    found = origins(claims, answers, cells)
    gone = superseded(claims, answers, cells) if replace else {}
    return [Standing(c, answers[c.id], cells[c.id], found[c.id], gone.get(c.id, "")) for c in claims]


def origins(claims: list[Claim], answers: Mapping[str, Answer | None], cells: Mapping[str, Cell]) -> dict[str, str]:
    """Return for each claim the claim that stands for its origin: the first said, then by id."""
    attributed: dict[tuple[str, object], str] = {}
    named: dict[object, str] = {}
    shared: dict[object, str] = {}
    found: dict[str, str] = {}
    ordered = sorted(claims, key=order)
    for claim in ordered:
        if not claim.own_voice:
            said = what(claim, answers[claim.id], cells[claim.id])
            found[claim.id] = attributed.setdefault((claim.by, said), claim.id)
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
        return claim.entry.response, claim.by, cell
    return claim.entry.says, claim.by


def superseded(claims: list[Claim], answers: Mapping[str, Answer | None], cells: Mapping[str, Cell]) -> dict[str, str]:
    """Return, for each claim whose speaker later gave another answer about the same, that later claim."""
    by_speaker: dict[object, list[Claim]] = {}
    for claim in sorted(claims, key=order):
        if answers[claim.id] is not None and claim.said:
            by_speaker.setdefault((claim.by, cells[claim.id]), []).append(claim)
    found = {}
    for same in by_speaker.values():
        last = same[-1]
        for claim in same[:-1]:
            if answers[claim.id] != answers[last.id] and dates.read(claim.said).before(dates.read(last.said)):
                found[claim.id] = last.id
    return found


def order(claim: Claim) -> tuple[date, date, str]:
    """Return the one order of claims: by when they were said, then by id. Claims without a date come last."""
    if not claim.said:
        return date.max, date.max, claim.id
    span = dates.read(claim.said)
    return span.earliest or date.min, span.latest or date.max, claim.id
