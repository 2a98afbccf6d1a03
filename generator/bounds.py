"""What several counts of one time imply together: bounds of wholes from their parts, and sets that cannot all be true.

Populations form a tree. A part is no larger than its whole; where the parts of a whole are declared disjoint, their sum
is no larger; where they are declared exhaustive, their sum is the whole. The bounds are propagated from the leaves up
(interval arithmetic); in a tree, a set of counts is contradictory exactly where some whole's lower bound exceeds its
upper one. Cost is linear in the claims.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.values import Interval, Number

Parts = Literal["overlapping", "disjoint", "exhaustive"]


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound and the claims that it rests on."""

    number: Number
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Claims that cannot all be true, none of which can be left out: those about `population`, and those about parts."""

    population: str
    whole: tuple[str, ...]
    parts: tuple[str, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """Every claim of it."""
        return self.whole + self.parts


@dataclass(frozen=True)
class Tree:
    """Populations with their parts, and how the parts of each make it up."""

    parts: Mapping[str, Sequence[str]]
    how: Mapping[str, Parts]

    def leaves_first(self) -> list[str]:
        """Return every population, parts before their wholes."""
        wholes = {part for parts in self.parts.values() for part in parts}
        ordered: list[str] = []
        stack = [population for population in self.parts if population not in wholes]
        while stack:
            population = stack.pop()
            ordered.append(population)
            stack += self.parts.get(population, ())
        return ordered[::-1]


Known = Mapping[str, Sequence[tuple[str, Interval]]]


def contradictions(tree: Tree, known: Known) -> list[Contradiction]:
    """Return the contradictions among counts that no two claims make by themselves, each as a set that cannot shrink.

    `known` gives for each population the claims about it with their intervals. What parts imply rests on the tightest
    claims about them, and is held against every claim about the whole.
    """
    found: dict[frozenset[str], Contradiction] = {}
    for claims in _clashes(tree, known):
        kept = _reduced(tree, known, claims)
        if len(kept) > 2:  # two claims are compared by themselves
            found.setdefault(frozenset(kept), _told(tree, known, kept))
    return list(found.values())


def _clashes(tree: Tree, known: Known) -> Iterator[tuple[str, ...]]:
    """Yield sets of claims that cannot all be true, from the leaves up."""
    lows: dict[str, Bound | None] = {}
    highs: dict[str, Bound | None] = {}
    for population in tree.leaves_first():
        low, high = implied(tree, population, lows, highs)
        own_lows = [Bound(i.low, (claim,)) for claim, i in known.get(population, ()) if i.low is not None]
        own_highs = [Bound(i.high, (claim,)) for claim, i in known.get(population, ()) if i.high is not None]
        pairs = [(low, own) for own in own_highs] + [(own, high) for own in own_lows] + [(low, high)]
        for below, above in pairs:
            if below and above and below.number > above.number:
                yield tuple(dict.fromkeys((*below.claims, *above.claims)))
        tightest_low = max(own_lows, key=_number, default=None)
        tightest_high = min(own_highs, key=_number, default=None)
        if tightest_low and tightest_high and tightest_low.number > tightest_high.number:
            yield tightest_low.claims + tightest_high.claims
        lows[population] = max(filter(None, (tightest_low, low)), key=_number, default=None)
        highs[population] = min(filter(None, (tightest_high, high)), key=_number, default=None)


def consistent(tree: Tree, known: Known) -> bool:
    """Return whether all of the claims in `known` can be true together."""
    return next(_clashes(tree, known), None) is None


def implied(
    tree: Tree, population: str, lows: Mapping[str, Bound | None], highs: Mapping[str, Bound | None]
) -> tuple[Bound | None, Bound | None]:
    """Return the bounds of a whole that follow from its parts."""
    parts = tree.parts.get(population, ())
    how = tree.how.get(population, "overlapping")
    known_lows = [bound for part in parts if (bound := lows.get(part))]
    if how == "overlapping":
        return max(known_lows, key=_number, default=None), None
    known_highs = [bound for part in parts if (bound := highs.get(part))]
    complete = how == "exhaustive" and parts and len(known_highs) == len(parts)
    return _sum(known_lows) if known_lows else None, _sum(known_highs) if complete else None


def _reduced(tree: Tree, known: Known, claims: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out every claim without which the others still cannot all be true."""
    kept = list(claims)
    for claim in sorted(claims):
        rest = [other for other in kept if other != claim]
        if not consistent(tree, _only(known, rest)):
            kept = rest
    return tuple(kept)


def _only(known: Known, claims: Sequence[str]) -> Known:
    wanted = set(claims)
    return {name: [pair for pair in pairs if pair[0] in wanted] for name, pairs in known.items()}


def _told(tree: Tree, known: Known, claims: tuple[str, ...]) -> Contradiction:
    """Return the claims by whether they are about the widest population among them or about parts of it."""
    about = {claim: name for name, pairs in known.items() for claim, _ in pairs if claim in claims}
    order = {name: place for place, name in enumerate(tree.leaves_first())}
    widest = max(about.values(), key=lambda name: order[name])
    whole = tuple(sorted(claim for claim in claims if about[claim] == widest))
    return Contradiction(widest, whole, tuple(sorted(claim for claim in claims if about[claim] != widest)))


def _sum(bounds: Sequence[Bound]) -> Bound:
    claims = tuple(claim for bound in bounds for claim in bound.claims)
    return Bound(sum((bound.number for bound in bounds), Number(0)), claims)


def _number(bound: Bound) -> Number:
    return bound.number
