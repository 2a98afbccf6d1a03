"""Compares claims that answer the same question: facts in, discrepancies out; no clock, no files, no parties.

The steps are those of docs/method.md: one origin counts once; answers for different populations, places or times
are not compared, and the facet that differs is named; answers are sets, which are equal, overlap or are disjoint;
what follows from arithmetic (parts and wholes, running totals, declared sums) must hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from generator import answers, arithmetic, balances, dates, facets, origins, reasons
from generator.answers import Answer, Places, Relation
from generator.arithmetic import Scopes
from generator.dates import Span
from generator.discrepancies import KINDS, Discrepancy, Kind
from generator.model import Claim, Facts
from generator.origins import Standing
from generator.schema import QuestionFile


@dataclass(frozen=True)
class Comparison:
    """What comparing found: discrepancies in one order, and the standing of every claim, by claim id."""

    discrepancies: tuple[Discrepancy, ...]
    standings: dict[str, Standing]


def compare(facts: Facts) -> Comparison:
    """Return every discrepancy among the claims of `facts`, and every claim's standing."""
    places = places_of(facts)
    changing = facets.changing_events(facts)
    cells = facets.cells(facts, changing)
    by_question: dict[str, list[Claim]] = {}
    for claim in facts.claims:
        by_question.setdefault(claim.question, []).append(claim)
    standing: dict[str, Standing] = {}
    found: list[Discrepancy] = []
    for ident in sorted(by_question):
        question, claims = facts.questions[ident], sorted(by_question[ident], key=origins.order)
        read = {claim.id: answers.read(question, claim.entry.value) for claim in claims}
        stand = origins.standings(claims, read, cells, answers.replacing(question))
        standing |= {one.claim.id: one for one in stand}
        leading = [one for one in stand if one.leads]
        found += _of_question(facts, ident, leading, places, changing.get(ident, {}))
    found += arithmetic.sums(facts, standing)
    found += balances.balances(facts, standing)
    return Comparison(tuple(found), standing)


def places_of(facts: Facts) -> Places:
    """Return which places hold which, by all recorded containments."""
    within = {ident: [inner.place for inner in place.within] for ident, place in facts.places.items()}
    return answers.places_of(within, {ident: place.kind for ident, place in facts.places.items()})


def _of_question(
    facts: Facts, ident: str, standing: list[Standing], places: Places, changing: Mapping[str, Span]
) -> Iterator[Discrepancy]:
    question = facts.questions[ident]
    if question.type == "position":  # free answers stand beside each other
        return
    cells: dict[facets.Cell, list[Standing]] = {}
    for one in standing:
        cells.setdefault(one.cell, []).append(one)
    for members in cells.values():
        yield from _within_cell(facts, question, members, places)
    scope = Scopes.of(question, places)
    yield from _apart(facts, ident, standing, scope)
    yield from _times(facts, ident, standing, scope, changing)
    yield from arithmetic.follows(facts, question, standing, scope)


def _within_cell(facts: Facts, question: QuestionFile, members: list[Standing], places: Places) -> Iterator[Discrepancy]:
    """Compare the answers of one cell: equal ones once together, the others in pairs."""
    same: dict[Answer, list[Standing]] = {}
    for one in members:
        if one.answer is not None:
            same.setdefault(one.answer, []).append(one)
    kind = KINDS[question.type]
    for group in same.values():
        mouths = _mouths(group)
        if len(mouths) > 1:
            why = reasons.agree(facts, [one.claim for mouth in mouths for one in mouth])
            yield Discrepancy(group[0].claim.question, "agree", kind, tuple(map(_ids, mouths)), "", why)
    apart = _clashing(question, same)
    for (a, first), (b, second) in combinations(apart.items(), 2):
        relation = answers.relation(question, a, b, places)
        for one in first:
            for other in second:
                yield _pair(facts, question, one, other, relation)
    yield from _side_by_side(facts, same, apart)


def _mouths(group: list[Standing]) -> list[list[Standing]]:
    """Return equal answers by the mouths that are on record with them.

    Who relays somebody's answer and gives the same does not corroborate it: the two are one.
    """
    mouths: dict[str, list[Standing]] = {}
    for one in group:
        mouths.setdefault(one.claim.voice, []).append(one)
    for one in group:
        for relay in one.claim.entry.via:
            mine, theirs = mouths[one.claim.voice], mouths.get(relay)
            if theirs is not None and theirs is not mine:
                mine += theirs
                mouths |= {each.claim.voice: mine for each in theirs}
    return list({id(mouth): mouth for mouth in mouths.values()}.values())


def _clashing(question: QuestionFile, same: dict[Answer, list[Standing]]) -> dict[Answer, list[Standing]]:
    """Return the answers that are compared in pairs: all, but of choices only those that exclude another one here."""
    if question.type != "choice" or (question.exclusive and len(same) > 1):
        return same
    given = {answer.id for answer in same if isinstance(answer, answers.Choice)}
    rivals = frozenset[str]().union(*(pair for pair in answers.exclusions(question) if pair <= given))
    return {answer: group for answer, group in same.items() if isinstance(answer, answers.Choice) and answer.id in rivals}


def _side_by_side(
    facts: Facts, same: dict[Answer, list[Standing]], apart: dict[Answer, list[Standing]]
) -> Iterator[Discrepancy]:
    """Tell once of all choices that exclude no other answer given here."""
    free = [group for answer, group in same.items() if answer not in apart]
    clashing = [one for group in apart.values() for one in group]
    if not free or len(free) + bool(clashing) < 2:
        return
    groups = [*free, clashing] if clashing else free
    why = reasons.side_by_side(facts, [one.claim for group in free for one in group])
    yield Discrepancy(free[0][0].claim.question, "compatible", "choice", tuple(map(_ids, groups)), "", why)


def _pair(facts: Facts, question: QuestionFile, one: Standing, other: Standing, relation: Relation) -> Discrepancy:
    a, b = one.claim, other.claim
    if one.answer is None or other.answer is None:
        raise TypeError("a claim without an answer is not compared")
    facet = ""
    if relation == "conflict":
        why = reasons.conflict(facts, a, b, one.answer)
    elif relation == "compatible":
        why = reasons.compatible(facts, a, b, (one.answer, other.answer))
    else:
        facet, why = "place", reasons.overlap_unknown(facts, a, b)
    return Discrepancy(a.question, relation, KINDS[question.type], ((a.id,), (b.id,)), facet, why)


def _grouped(standing: list[Standing], facet: str) -> dict[str, list[Standing]]:
    groups: dict[str, list[Standing]] = {}
    for one in standing:
        groups.setdefault(getattr(one.cell, facet), []).append(one)
    return groups


def _ids(standing: list[Standing]) -> tuple[str, ...]:
    return tuple(one.claim.id for one in standing)


def _apart(facts: Facts, ident: str, standing: list[Standing], scope: Scopes) -> Iterator[Discrepancy]:
    """Tell which groups of answers are about populations, places or units that are not compared, pair by pair."""
    kind = KINDS[facts.questions[ident].type]
    by_of, by_where, by_unit = (_grouped(standing, attribute) for attribute in ("of", "where", "unit"))
    for a, b in combinations(sorted(by_of), 2):
        if not scope.population_within(a, b) and not scope.population_within(b, a):
            why = reasons.other_population(facts, ident, a, b)
            yield _groups_apart(ident, kind, by_of[a], by_of[b], "population", why)
    for a, b in combinations(sorted(by_where), 2):
        if not scope.place_within(a, b) and not scope.place_within(b, a):
            yield _groups_apart(ident, kind, by_where[a], by_where[b], "place", reasons.other_place(facts, a, b))
    for a, b in combinations(sorted(by_unit), 2):
        why = reasons.other_unit(facts, by_unit[a][0].claim, by_unit[b][0].claim)
        yield _groups_apart(ident, kind, by_unit[a], by_unit[b], "unit", why)


def _groups_apart(
    ident: str, kind: Kind, first: list[Standing], second: list[Standing], facet: str, why: str
) -> Discrepancy:
    return Discrepancy(ident, "not comparable", kind, (_ids(first), _ids(second)), facet, why)


def _times(
    facts: Facts, ident: str, standing: list[Standing], scope: Scopes, changing: Mapping[str, Span]
) -> Iterator[Discrepancy]:
    """Tell once, for each family of populations, which answers are for which time."""
    question = facts.questions[ident]
    families: dict[str, list[Standing]] = {}
    for one in standing:
        families.setdefault(scope.root(one.cell.of), []).append(one)
    for family in families.values():
        times: dict[facets.TimeKey | None, list[Standing]] = {}
        for one in sorted(family, key=lambda each: _when(each.cell)):
            times.setdefault(one.cell.time, []).append(one)
        if len(times) > 1:
            moments = [dates.read(one.claim.as_of) for one in family if one.claim.as_of]
            between = facets.in_between(changing, moments) if changing and moments else []
            why = reasons.other_time(facts, [[one.claim for one in group] for group in times.values()], between)
            facet = "period" if question.time == "flow" else "moment"
            groups = tuple(_ids(group) for group in times.values())
            yield Discrepancy(ident, "not comparable", KINDS[question.type], groups, facet, why)


def _when(cell: facets.Cell) -> tuple[str, str, str]:
    return (cell.time[1].isoformat(), cell.time[2].isoformat(), cell.time[0]) if cell.time else ("", "", "")
