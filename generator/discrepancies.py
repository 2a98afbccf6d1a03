"""What comparing finds, as data: how claims that answer one question stand to each other, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.answers import Relation

Kind = Literal["value", "date", "place", "choice", "part and whole", "running total", "sum"]
ARITHMETIC: tuple[Kind, ...] = ("part and whole", "running total", "sum")
KINDS: dict[str, Kind] = {"count": "value", "date": "date", "place": "place", "choice": "choice"}


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """How claims that answer one question stand to each other, and why, in one sentence.

    The relation holds between the `groups` (tuples of claim ids), not within them. `facet` names what keeps answers
    from being compared: `population`, `place`, `unit`, `moment` or `period`.
    """

    question: str
    relation: Relation
    kind: Kind
    groups: tuple[tuple[str, ...], ...]
    facet: str
    why: str

    @property
    def claims(self) -> tuple[str, ...]:
        """Every claim of it."""
        return tuple(claim for group in self.groups for claim in group)
