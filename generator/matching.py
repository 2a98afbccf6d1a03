"""Which discrepancy of one state is which of another, so that each is told once, as before and after.

They have no ids. In this order: the same in all but words; the same claims; answers that were compared and now stand in
groups that are not (or the other way round); most of the same claims. What is left was opened or closed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from generator.compare import Comparison
from generator.discrepancies import Discrepancy
from generator.model import Facts
from generator.renames import Renames

Effect = Literal["opened", "closed", "changed", "not comparable now", "comparable now"]
EFFECTS: tuple[Effect, ...] = ("opened", "closed", "changed", "not comparable now", "comparable now")
Match = Callable[[Discrepancy, Discrepancy], float]


@dataclass(frozen=True, slots=True)
class DiscrepancyChange:
    """What happened to a discrepancy; `before` or `after` is None where there was or is none.

    `asked` is the title of its question, and `speakers` holds the speakers of all of its claims.
    """

    effect: Effect
    question: str
    asked: str
    speakers: tuple[str, ...]
    before: Discrepancy | None
    after: Discrepancy | None


def changed(
    old: Facts, one: Comparison, new: Facts, other: Comparison, renames: Renames
) -> tuple[tuple[DiscrepancyChange, ...], int]:
    """Return what happened to each discrepancy, and how many say the same in other words."""
    before = [_renamed(each, renames) for each in one.discrepancies]
    after = list(other.discrepancies)
    pairs: list[tuple[Discrepancy, Discrepancy]] = []
    left, right, _ = _taken(before, after, lambda a, b: a == b)
    left, right, reworded = _taken(left, right, lambda a, b: replace(a, why=b.why) == b)
    left, right, same = _taken(left, right, lambda a, b: (a.question, set(a.claims)) == (b.question, set(b.claims)))
    pairs += same
    away = [(a, b) for a in left if (b := _parted(a, after, before)) is not None]
    back = [(a, b) for b in right if (a := _parted(b, before, after)) is not None]
    told = {id(each) for pair in away + back for each in pair}
    left, right = ([each for each in side if id(each) not in told] for side in (left, right))
    left, right, near = _taken(left, right, _overlap)
    pairs += near
    by = {renames.ref("claim", claim.id): renames.ref("actor", claim.by) for claim in old.claims}
    by |= {claim.id: claim.by for claim in new.claims}
    asked = {renames.ref("question", ident): shape.title for ident, shape in old.questions.items()}
    asked |= {ident: shape.title for ident, shape in new.questions.items()}

    def made(effect: Effect, a: Discrepancy | None, b: Discrepancy | None) -> DiscrepancyChange:
        there = [each for each in (a, b) if each is not None]
        speakers = {by[claim] for each in there for claim in each.claims}
        question = there[-1].question
        return DiscrepancyChange(effect, question, asked[question], tuple(sorted(speakers)), a, b)

    found = [made("opened", None, each) for each in right] + [made("closed", each, None) for each in left]
    found += [made(_effect(a, b), a, b) for a, b in pairs]
    found += [made("not comparable now", a, b) for a, b in away] + [made("comparable now", a, b) for a, b in back]
    return tuple(sorted(found, key=_order)), len(reworded)


def _effect(a: Discrepancy, b: Discrepancy) -> Effect:
    if (a.relation == "not comparable") == (b.relation == "not comparable"):
        return "changed"
    return "not comparable now" if b.relation == "not comparable" else "comparable now"


def _order(each: DiscrepancyChange) -> tuple[int, bool, str, str, tuple[str, ...], tuple[str, ...]]:
    """Conflicts first within each effect; then by question and claims."""
    shown = each.after or each.before
    before = each.before.claims if each.before else ()
    relation = shown.relation if shown else ""
    return EFFECTS.index(each.effect), relation != "conflict", each.question, relation, shown.claims if shown else (), before


def _renamed(each: Discrepancy, renames: Renames) -> Discrepancy:
    groups = tuple(tuple(renames.ref("claim", claim) for claim in group) for group in each.groups)
    return replace(each, question=renames.ref("question", each.question), groups=groups)


def _taken(
    left: list[Discrepancy], right: list[Discrepancy], match: Match
) -> tuple[list[Discrepancy], list[Discrepancy], list[tuple[Discrepancy, Discrepancy]]]:
    """Pair what matches, the best first, each once; return what is left of both sides, and the pairs."""
    at: dict[str, list[int]] = {}
    for number, each in enumerate(right):
        at.setdefault(each.question, []).append(number)
    rated = [
        (-float(rate), sorted((_key(a), _key(right[j]))), i, j)
        for i, a in enumerate(left)
        for j in at.get(a.question, ())
        if (rate := match(a, right[j]))
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(rated):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return (
        [each for i, each in enumerate(left) if i not in pairs],
        [each for j, each in enumerate(right) if j not in taken],
        [(left[i], right[j]) for i, j in sorted(pairs.items())],
    )


def _key(each: Discrepancy) -> tuple[str, ...]:
    return (each.question, each.relation, each.kind, each.facet, each.why, *each.claims)


def _overlap(a: Discrepancy, b: Discrepancy) -> float:
    """Return how much two discrepancies of one kind share, 0 when it is not more than half of the smaller one's claims."""
    one, other = set(a.claims), set(b.claims)
    shared = len(one & other)
    if (a.kind, a.facet) != (b.kind, b.facet) or 2 * shared <= min(len(one), len(other)):
        return 0
    return shared / len(one | other)


def _parted(each: Discrepancy, there: list[Discrepancy], here: list[Discrepancy]) -> Discrepancy | None:
    """Return what in the other state keeps the answers of `each` from being compared, if nothing did so here."""
    if each.relation == "not comparable":
        return None
    for far in there:
        if far.question == each.question and _parts(far, each) and not any(_parts(near, each) for near in here):
            return far
    return None


def _parts(far: Discrepancy, each: Discrepancy) -> bool:
    """Return whether all that `each` compares stands in `far`, in groups that are not compared."""
    if far.relation != "not comparable" or not set(each.claims) <= set(far.claims):
        return False
    home = {claim: number for number, group in enumerate(far.groups) for claim in group}
    return any(home[a] != home[b] for a, b in _across(each))


def _across(each: Discrepancy) -> Iterator[tuple[str, str]]:
    for one, other in combinations(each.groups, 2):
        yield from ((a, b) for a in one for b in other)
