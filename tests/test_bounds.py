"""Bounds of wholes and parts, held against brute force on small worlds."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from generator import bounds
from generator.bounds import Tree
from generator.values import Interval, Number

TOP = 7  # small worlds: every count is 0 to 7
TREES = [
    ({"all": ("a", "b"), "a": (), "b": ()}),
    ({"all": ("a", "b"), "a": ("c", "d"), "b": (), "c": (), "d": ()}),
    ({"all": ("a",), "a": ("b",), "b": ()}),
]


def interval(low: int | None, high: int | None) -> Interval:
    return Interval(None if low is None else Number(low), None if high is None else Number(high))


def possible(tree: Tree, known: dict[str, list[tuple[str, Interval]]]) -> bool:
    """Whether some whole numbers fit every claim and every relation, by trying all of them."""
    names = list(tree.parts)
    for values in product(range(TOP + 1), repeat=len(names)):
        world = dict(zip(names, values, strict=True))
        if all(_fits(tree, name, world) for name in names) and all(
            (i.low is None or world[name] >= i.low) and (i.high is None or world[name] <= i.high)
            for name, pairs in known.items()
            for _, i in pairs
        ):
            return True
    return False


def _fits(tree: Tree, name: str, world: dict[str, int]) -> bool:
    parts = [world[part] for part in tree.parts[name]]
    how = tree.how.get(name, "overlapping")
    if how == "exhaustive" and parts:
        return sum(parts) == world[name]
    if how == "disjoint":
        return sum(parts) <= world[name]
    return all(part <= world[name] for part in parts)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Tree, dict[str, list[tuple[str, Interval]]]]:
    parts = draw(st.sampled_from(TREES))
    how = {name: draw(st.sampled_from(["overlapping", "disjoint", "exhaustive"])) for name in parts}
    known: dict[str, list[tuple[str, Interval]]] = {name: [] for name in parts}
    for number in range(draw(st.integers(1, 5))):
        low = draw(st.one_of(st.none(), st.integers(0, TOP)))
        high = draw(st.one_of(st.none(), st.integers(low or 0, TOP)))
        known[draw(st.sampled_from(sorted(parts)))].append((f"c{number}", interval(low, high)))
    return Tree(parts, how), known


def closed(known: dict[str, list[tuple[str, Interval]]]) -> dict[str, list[tuple[str, Interval]]]:
    """Leave out lower bounds that only a larger world could meet."""
    return {n: [(c, i) for c, i in pairs if i.low is None or i.low * 4 <= TOP] for n, pairs in known.items()}


@settings(max_examples=150, deadline=None)
@given(worlds())
def test_consistent_exactly_where_some_world_fits(world: tuple[Tree, dict[str, list[tuple[str, Interval]]]]) -> None:
    """Lower bounds are kept small, so that a world of 0 to 7 is large enough whenever any is."""
    tree, known = world
    known = closed(known)
    assert bounds.consistent(tree, known) == possible(tree, known)


@settings(max_examples=150, deadline=None)
@given(worlds())
def test_each_contradiction_is_one_and_cannot_shrink(world: tuple[Tree, dict[str, list[tuple[str, Interval]]]]) -> None:
    tree, known = world
    known = closed(known)
    for found in bounds.contradictions(tree, known):
        assert len(found.claims) > 2
        assert not possible(tree, only(known, set(found.claims)))
        for fewer in combinations(found.claims, len(found.claims) - 1):
            assert possible(tree, only(known, set(fewer)))


def only(known: dict[str, list[tuple[str, Interval]]], claims: set[str]) -> dict[str, list[tuple[str, Interval]]]:
    return {name: [pair for pair in pairs if pair[0] in claims] for name, pairs in known.items()}


def test_disjoint_parts_are_no_larger_than_their_whole() -> None:
    """Three claims, of which no two contradict each other, cannot all be true; a claim that is not needed is left out."""
    tree = Tree({"all": ("a", "b", "c"), "a": (), "b": (), "c": ()}, {"all": "disjoint"})
    known = {
        "all": [("whole", interval(0, 40))],
        "a": [("thirty", interval(30, None))],
        "b": [("twenty", interval(20, 20))],
        "c": [("one", interval(1, 1))],
    }
    (found,) = bounds.contradictions(tree, known)
    assert (found.population, found.whole, found.parts) == ("all", ("whole",), ("thirty", "twenty"))


def test_exhaustive_parts_bound_their_whole_from_above() -> None:
    tree = Tree({"all": ("a", "b"), "a": (), "b": ()}, {"all": "exhaustive"})
    known = {"all": [("whole", interval(50, None))], "a": [("x", interval(20, 20))], "b": [("y", interval(0, 25))]}
    (found,) = bounds.contradictions(tree, known)
    assert found.claims == ("whole", "x", "y")
    open_part = known | {"b": [("y", interval(20, None))]}
    assert bounds.contradictions(tree, open_part) == []


def test_two_claims_that_clash_by_themselves_are_left_to_the_pairwise_comparison() -> None:
    tree = Tree({"all": ("a",), "a": ()}, {"all": "exhaustive"})
    assert bounds.contradictions(tree, {"all": [("x", interval(3, 3))], "a": [("y", interval(4, 4))]}) == []
