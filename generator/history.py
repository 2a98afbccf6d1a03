"""What a speaker said over time: every answer to a question in its order, and the one that stood on a given day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator import dates, origins
from generator.model import Claim


@dataclass(frozen=True, slots=True)
class History:
    """One speaker's answers to one question, in the order in which they were said."""

    speaker: str
    claims: tuple[Claim, ...]

    def as_of(self, day: date) -> Claim | None:
        """Return the last answer that was surely given by the end of `day`; None when there is none."""
        given = [claim for claim in self.claims if _latest(claim) <= day]
        return given[-1] if given else None


def _latest(claim: Claim) -> date:
    return (dates.read(claim.said).latest if claim.said else None) or date.max


def histories(claims: Iterable[Claim]) -> list[History]:
    """Return the histories of those who answered one question at two or more different times, by their first answer."""
    by_speaker: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=origins.order):
        by_speaker.setdefault(claim.by, []).append(claim)
    return [History(speaker, tuple(said)) for speaker, said in by_speaker.items() if len({claim.said for claim in said}) > 1]
