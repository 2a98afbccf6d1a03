"""Which answers of a drawing cannot be true together and which are the same: each gets a letter, and names the others'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Literal

from generator.discrepancies import Discrepancy
from generator.index import Index

Kind = Literal["conflict", "set", "agree", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Tie:
    """What a row is tied to: `rows` are letters. A `set` cannot all be true; `elsewhere` is outside of the drawing."""

    kind: Kind
    rows: str


@dataclass(frozen=True, slots=True)
class Tied:
    """A row's letter, empty when it is tied to no other row, and its ties."""

    letter: str = ""
    ties: tuple[Tie, ...] = ()


def tied(index: Index, rows: Sequence[Sequence[str]]) -> list[Tied]:
    """Return the ties of rows, each the ids of the claims that it stands for, in their order."""
    row_of = {claim: number for number, claims in enumerate(rows) for claim in claims}
    found = [_of_row(index, number, claims, row_of) for number, claims in enumerate(rows)]
    lettered = (number for number, (pairs, sets, same, _) in enumerate(found) if pairs or sets or same)
    letters = {number: letter(place) for place, number in enumerate(lettered)}  # a tie ties both: each other row has one

    def listed(numbers: set[int] | frozenset[int]) -> str:
        return ", ".join(letters[number] for number in sorted(numbers))

    made = []
    for number, (pairs, sets, same, elsewhere) in enumerate(found):
        ties = [Tie("conflict", listed(pairs))] if pairs else []
        ties += [Tie("set", listed(each)) for each in sorted(sets, key=sorted)]
        ties += [Tie("elsewhere", "")] if elsewhere else []
        ties += [Tie("agree", listed(same))] if same else []
        made.append(Tied(letters.get(number, ""), tuple(ties)))
    return made


def letter(place: int) -> str:
    """Return the letter of a place: A to Z, AA, AB and so on."""
    above, here = divmod(place, len(ascii_uppercase))
    return (letter(above - 1) if above else "") + ascii_uppercase[here]


def _of_row(
    index: Index, row: int, claims: Sequence[str], row_of: dict[str, int]
) -> tuple[set[int], set[frozenset[int]], set[int], bool]:
    """Return the rows that a row conflicts with, the sets that it is in, the rows that say the same, and if others do."""
    pairs: set[int] = set()
    sets: set[frozenset[int]] = set()
    same: set[int] = set()
    elsewhere = False
    for ident in [*claims, *(repeat.id for claim in claims for repeat in index.repeats.get(claim, ()))]:
        for each in index.of_claim.get(ident, ()):
            others, outside = _others(index, each, row, row_of)
            if each.relation == "conflict" and outside:
                elsewhere = True
            elif each.relation == "conflict" and len(others) == 1:
                pairs |= others
            elif each.relation == "conflict" and others:
                sets.add(frozenset(others))
            elif each.relation == "agree" and each.kind != "sum":
                same |= _in_other_groups(index, each, row, row_of)
    return pairs, sets, same, elsewhere


def _others(index: Index, each: Discrepancy, row: int, row_of: dict[str, int]) -> tuple[set[int], bool]:
    """Return the other rows that a discrepancy names, and whether it also names a claim that no row stands for."""
    origins = {index.found.standings[claim].origin for claim in each.claims}
    return {row_of[claim] for claim in origins if claim in row_of} - {row}, not origins <= row_of.keys()


def _in_other_groups(index: Index, each: Discrepancy, row: int, row_of: dict[str, int]) -> set[int]:
    """Return the rows that agree with a row: not those of its own group, who only pass the same answer on."""
    groups = [{row_of.get(index.found.standings[claim].origin, -1) for claim in group} for group in each.groups]
    return set().union(*(group for group in groups if row not in group)) - {row, -1}
