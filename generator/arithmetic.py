"""What follows from counts together: parts and wholes, periods within periods, running totals, declared sums.

Every conflict names the claims that it rests on; a set of more than two is one that cannot shrink (bounds.py).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator import answers, bounds, facets, reasons
from generator.answers import Places, Relation
from generator.discrepancies import Discrepancy
from generator.model import Facts, claim_id
from generator.origins import Standing
from generator.schema import QuestionFile
from generator.values import ZERO, Interval

Cells = dict[facets.Cell, list[Standing]]
ANY = Interval(ZERO.low, None)


@dataclass(frozen=True)
class Scopes:
    """Which scope (population and place) is a part of which, in one question."""

    above: dict[str, frozenset[str]]
    places: Places

    @classmethod
    def of(cls, question: QuestionFile, places: Places) -> Scopes:
        """Return the scopes of a question from its populations and the record's places."""
        direct = {p.id: [p.part_of] if p.part_of else [] for p in question.populations}
        return cls(dict(answers.places_of(direct, {}).above), places)

    def population_within(self, part: str, whole: str) -> bool:
        """Return whether population `part` is `whole` or a part of it."""
        return part == whole or whole in self.above.get(part, frozenset())

    def place_within(self, part: str, whole: str) -> bool:
        """Return whether place `part` is `whole` or lies in it; every place is part of no place in particular."""
        return not whole or (bool(part) and self.places.within(part, whole))

    def root(self, population: str) -> str:
        """Return the widest population that holds `population`."""
        return next((p for p in sorted(self.above.get(population, ())) if not self.above.get(p)), population)


def by_scope(standing: Iterable[Standing]) -> dict[tuple[str, str], list[Standing]]:
    """Return counts by population and place."""
    found: dict[tuple[str, str], list[Standing]] = {}
    for one in standing:
        found.setdefault((one.cell.of, one.cell.where), []).append(one)
    return found


def follows(facts: Facts, question: QuestionFile, standing: list[Standing], scope: Scopes) -> Iterator[Discrepancy]:
    """Yield what follows from the counts that answer one question."""
    if question.type != "count":
        return
    cells: Cells = {}
    standing = [one for one in standing if not one.cell.unit]  # what cannot be converted cannot be added
    for one in standing:
        cells.setdefault(one.cell, []).append(one)
    yield from _parts(facts, cells, scope)
    yield from _together(facts, question, cells)
    if question.time == "flow":
        yield from _periods(facts, standing)
    if question.time == "total":
        yield from _totals(facts, standing)


def _together(facts: Facts, question: QuestionFile, cells: Cells) -> Iterator[Discrepancy]:
    """Find counts of one time and place that cannot all be true although any two of them can."""
    if all(population.parts == "overlapping" for population in question.populations):
        return
    parts: dict[str, list[str]] = {population.id: [] for population in question.populations}
    for population in question.populations:
        if population.part_of:
            parts[population.part_of].append(population.id)
    tree = bounds.Tree(parts, {population.id: population.parts for population in question.populations})
    known: dict[tuple[str, facets.TimeKey | None], dict[str, list[tuple[str, Interval]]]] = {}
    claims = {one.claim.id: one.claim for members in cells.values() for one in members}
    for cell, members in cells.items():
        pairs = [(one.claim.id, _number(one)) for one in members]
        known.setdefault((cell.where, cell.time), {}).setdefault(cell.of, []).extend(pairs)
    for counts in known.values():
        for each in bounds.contradictions(tree, counts):
            whole, listed = [claims[c] for c in each.whole], [claims[c] for c in each.parts]
            how = tree.how[each.population]
            why = reasons.cannot_add_up(facts, each.population, how, whole, listed)
            groups = tuple((claim,) for claim in each.claims)
            yield Discrepancy((whole + listed)[0].question, "conflict", "part and whole", groups, "", why)


def _periods(facts: Facts, standing: list[Standing]) -> Iterator[Discrepancy]:
    """Find a period in which more is counted than in a longer period that holds it."""
    for line in by_scope(one for one in standing if one.cell.time is not None).values():
        most = min((high for one in line if (high := _number(one).high) is not None), default=None)
        for inner in line if most is not None else ():
            low = _number(inner).low
            if low is None or most is None or low <= most:
                continue  # no longer period can hold fewer
            for outer in line:
                if outer.cell != inner.cell and _holds(outer, inner) and _number(outer).below(_number(inner)):
                    why = reasons.period_and_longer(facts, inner.claim, outer.claim)
                    groups = ((inner.claim.id,), (outer.claim.id,))
                    yield Discrepancy(inner.claim.question, "conflict", "part and whole", groups, "", why)


def _holds(outer: Standing, inner: Standing) -> bool:
    (begin, end), (first, last) = _days(outer.cell), _days(inner.cell)
    return begin <= first and last <= end


def _parts(facts: Facts, cells: Cells, scope: Scopes) -> Iterator[Discrepancy]:
    """Hold every part against every whole of the same time: a part is no larger."""
    by_time: dict[facets.TimeKey | None, list[facets.Cell]] = {}
    for cell in cells:
        by_time.setdefault(cell.time, []).append(cell)
    for same_time in by_time.values():
        for part in same_time:
            for whole in same_time:
                inside = scope.population_within(part.of, whole.of) and scope.place_within(part.where, whole.where)
                if inside and part != whole:
                    yield from _part_of(facts, cells[part], cells[whole])


def _part_of(facts: Facts, parts: list[Standing], wholes: list[Standing]) -> Iterator[Discrepancy]:
    for part in parts:
        for whole in wholes:
            small, large = part.answer, whole.answer
            if isinstance(small, Interval) and isinstance(large, Interval):
                holds = not large.below(small)
                why = reasons.part_and_whole(facts, part.claim, whole.claim, holds=holds)
                groups = ((part.claim.id,), (whole.claim.id,))
                relation: Relation = "compatible" if holds else "conflict"
                yield Discrepancy(part.claim.question, relation, "part and whole", groups, "", why)


def _totals(facts: Facts, standing: list[Standing]) -> Iterator[Discrepancy]:
    """Find later totals that are smaller than the largest earlier one."""
    for line in by_scope(one for one in standing if one.cell.time is not None).values():
        waiting = deque(sorted(line, key=lambda each: _days(each.cell)[::-1]))
        largest: Standing | None = None
        for one in sorted(line, key=lambda each: _days(each.cell)):
            while waiting and _days(waiting[0].cell)[1] < _days(one.cell)[0]:  # surely earlier than this one
                largest = _larger(largest, waiting.popleft())
            if largest and _number(one).below(_number(largest)):
                why = reasons.total_fell(facts, largest.claim, one.claim)
                groups = ((largest.claim.id,), (one.claim.id,))
                yield Discrepancy(one.claim.question, "conflict", "running total", groups, "", why)


def _days(cell: facets.Cell) -> tuple[date, date]:
    return (cell.time[1], cell.time[2]) if cell.time else (date.min, date.max)


def _number(one: Standing) -> Interval:
    return one.answer if isinstance(one.answer, Interval) and not one.cell.unit else ANY


def _larger(one: Standing | None, other: Standing) -> Standing:
    """Return the one whose least possible number is the larger."""
    if one is None:
        return other
    a, b = _number(one), _number(other)
    return other if (b.low or 0, not b.low_in) > (a.low or 0, not a.low_in) else one


def sums(facts: Facts, standing: dict[str, Standing]) -> Iterator[Discrepancy]:
    """Hold every declared sum: the parts make the total, or where they do not exhaust it, no more than it."""
    for ident, source in sorted(facts.sources.items()):
        for entry in sorted(source.sums, key=lambda one: one.id):
            total = standing[claim_id(ident, entry.total)]
            parts = [standing[claim_id(ident, name)] for name in entry.parts]
            less = [standing[claim_id(ident, name)] for name in entry.less]
            made = ZERO
            for part in parts:  # a part without a number may be any
                made = made.plus(_number(part))
            for part in less:
                made = made.minus(_number(part))
            given = total.answer
            if not isinstance(given, Interval) or total.cell.unit:
                continue
            fits = given.meets(made) if entry.exhaustive else not given.below(made)
            relation: Relation = "agree" if fits and given == made else "compatible" if fits else "conflict"
            why = reasons.sum_of(
                facts,
                total.claim,
                [part.claim for part in parts],
                [part.claim for part in less],
                made,
                relation=relation,
                exhaustive=entry.exhaustive,
            )
            groups = ((total.claim.id,), tuple(part.claim.id for part in (*parts, *less)))
            yield Discrepancy(total.claim.question, relation, "sum", groups, "", why)
