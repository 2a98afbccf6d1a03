"""What is part of something is not, step by step, part of itself."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Checked, Record
from generator.problems import Problem

WHY = "a whole cannot be a part of its own part"
Edges = dict[str, list[tuple[str, Checked, tuple[str | int, ...]]]]


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each place, event and population that is part of itself."""
    places: Edges = {}
    for checked, place in record.of_kind("place"):
        for index, within in enumerate(place.within):
            places.setdefault(checked.document.id, []).append((within.place, checked, ("within", index, "place")))
    yield from cycles("place", places)
    events: Edges = {}
    for checked, event in record.of_kind("event"):
        if event.part_of:
            events[checked.document.id] = [(event.part_of, checked, ("part_of",))]
    yield from cycles("event", events)
    for checked, question in record.of_kind("question"):
        populations: Edges = {}
        for index, population in enumerate(question.populations):
            if population.part_of:
                populations[population.id] = [(population.part_of, checked, ("populations", index, "part_of"))]
        yield from cycles("population", populations)


def cycles(kind: str, edges: Edges) -> Iterator[Problem]:
    """Yield a Problem for each edge that leads back to where it starts."""
    for start in sorted(edges):
        for target, checked, path in edges[start]:
            chain = way(edges, target, start)
            if chain:
                steps = ", which is part of ".join(f"`{step}`" for step in chain)
                what = f"{kind} `{start}` is part of {steps}" if len(chain) > 1 else f"{kind} `{start}` is part of itself"
                yield checked.problem("cycle", path, what, why=WHY, mend="delete the link that is wrong")


def way(edges: Edges, start: str, goal: str) -> list[str]:
    """Return a shortest way from `start` to `goal` along the edges, both included; empty when there is none."""
    before: dict[str, str] = {}
    queue = [start]
    for step in queue:
        if step == goal:
            chain = [step]
            while chain[-1] != start:
                chain.append(before[chain[-1]])
            return chain[::-1]
        for target, _, _ in edges.get(step, ()):
            if target != start and target not in before:
                before[target] = step
                queue.append(target)
    return []
