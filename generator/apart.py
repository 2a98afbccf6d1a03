"""What is not compared on a question, told once for each facet that differs: which answers are about what.

Answers for different populations, places and units stand in groups. Moments and periods stand in their order, with the
recorded events that may lie between them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

from generator import dates, facets, names, origins, reasons, views
from generator.dates import Span
from generator.discrepancies import Discrepancy
from generator.index import Index
from generator.model import Claim
from generator.views import Line, Link

FACETS = ("moment", "period", "population", "place", "unit")


@dataclass(frozen=True, slots=True)
class Group:
    """Answers that are about one thing, and the thing that it is a part of."""

    name: str
    part_of: str
    answers: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Time:
    """Answers for one time, each with what it counts where that differs, and what may lie between it and the next one.

    `same` says that the very events named before may lie here as well.
    """

    when: str
    answers: tuple[Line, ...]
    between: tuple[Line, ...] = ()
    same: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """Answers for several times, in their order; `of` is the population that all of them belong to, if there are several."""

    of: str
    times: tuple[Time, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """The answers that one facet keeps from being compared, below the anchor `mark`, and every reason word for word."""

    facet: str
    rule: str
    mark: str
    groups: tuple[Group, ...]
    courses: tuple[Course, ...]
    whys: tuple[str, ...]


def of_question(index: Index, depth: int, question: str) -> tuple[Apart, ...]:
    """Return what keeps answers to a question from being compared, one entry a facet."""
    by_facet: dict[str, list[Discrepancy]] = {}
    for each in index.of_question.get(question, ()):
        if each.relation == "not comparable":
            by_facet.setdefault(each.facet, []).append(each)
    return tuple(_facet(index, depth, question, facet, by_facet[facet]) for facet in FACETS if facet in by_facet)


def _facet(index: Index, depth: int, question: str, facet: str, found: list[Discrepancy]) -> Apart:
    timed = facet in ("moment", "period")
    rule = facet
    if facet == "place" and not any(len(_limits(index, each)) > 1 for each in found):
        rule = "overlap"  # the answers themselves are places
    elif facet == "moment" and index.facts.questions[question].time == "total":
        rule = "total"
    elif facet == "moment" and index.facts.questions[question].drifts:
        rule = "drifts"
    return Apart(
        facet,
        rule,
        views.mark_of(found[0]),
        () if timed else tuple(_groups(index, facet, question, found)),
        tuple(_course(index, depth, each, several=len(found) > 1) for each in found) if timed else (),
        tuple(each.why for each in found),
    )


def _limits(index: Index, each: Discrepancy) -> set[str | None]:
    """Return the places that the answers of a discrepancy are limited to."""
    return {index.claims[ident].entry.where for ident in each.claims}


def _groups(index: Index, facet: str, question: str, found: list[Discrepancy]) -> Iterator[Group]:
    """Yield each thing that answers are about: populations in the question's own order, the rest in alphabetical order."""
    claims = {ident: index.claims[ident] for each in found for ident in each.claims}
    groups: dict[tuple[object, str], list[Claim]] = {}
    for claim in sorted(claims.values(), key=origins.order):
        groups.setdefault(_about(index, facet, claim), []).append(claim)
    wholes = {p.id: p.part_of for p in index.facts.questions[question].populations}
    for (_, name), members in sorted(groups.items()):
        whole = wholes.get(members[0].entry.of or "") if facet == "population" else None
        part_of = reasons.population(index.facts, question, whole) if whole else ""
        yield Group(name, part_of, tuple(_answer(index, claim) for claim in members))


def _about(index: Index, facet: str, claim: Claim) -> tuple[object, str]:
    """Return what a claim is about by one facet: its place in the order, and its name."""
    facts, question = index.facts, index.facts.questions[claim.question]
    if facet == "population":
        known = [population.id for population in question.populations]
        of = claim.entry.of or ""
        return (known.index(of) if of in known else -1), reasons.population(facts, claim.question, of)
    if facet == "unit":
        name = index.found.standings[claim.id].cell.unit or question.unit or ""
    elif claim.entry.where:
        name = names.label(facts, "place", claim.entry.where)
    elif question.type == "place":
        name = index.answer(claim)
    else:
        name = index.wording.say("question.no_place")
    return names.sort_key(name), name


def _answer(index: Index, claim: Claim) -> Link:
    return Link(index.told(claim), f"#{views.row_mark(claim.id)}")


def _course(index: Index, depth: int, each: Discrepancy, *, several: bool) -> Course:
    groups = [[index.claims[ident] for ident in group] for group in each.groups]
    everyone = [claim for group in groups for claim in group]
    scoped = len({(claim.entry.of, claim.entry.where) for claim in everyone}) > 1
    shape = index.facts.questions[each.question]
    stock = shape.time == "stock" and not shape.drifts
    changing = index.changing.get(each.question, {}) if stock else {}
    hulls = [_hull(group) for group in groups]
    times: list[Time] = []
    for number, group in enumerate(groups):
        reach = [hull for hull in hulls[number : number + 2] if hull]
        events = facets.in_between(changing, reach) if len(reach) == 2 else []
        between = tuple(
            _event(index, depth, event, changing[event]) for event in sorted(events, key=lambda e: _key(changing, e))
        )
        when = "; ".join(dict.fromkeys(_when(index, claim) for claim in group))
        same = bool(times and between and times[-1].between == between)
        times.append(Time(when, tuple(_scoped(index, claim, scoped=scoped) for claim in group), between, same))
    of = reasons.population(index.facts, each.question, _root(index, everyone[0])) if several else ""
    return Course(of, tuple(times))


def _root(index: Index, claim: Claim) -> str:
    """Return the population that the claim's one belongs to and that belongs to no other."""
    wholes = {p.id: p.part_of for p in index.facts.questions[claim.question].populations}
    here = claim.entry.of or ""
    while wholes.get(here):
        here = wholes[here] or ""
    return here


def _hull(claims: list[Claim]) -> Span | None:
    moments = [dates.read(claim.as_of) for claim in claims if claim.as_of]
    return reduce(Span.hull, moments) if moments else None


def _when(index: Index, claim: Claim) -> str:
    return index.in_words(claim.over or claim.as_of) or index.wording.say("question.no_time")


def _scoped(index: Index, claim: Claim, *, scoped: bool) -> Line:
    """Return a claim's answer, with its population and place where these differ."""
    facts, entry = index.facts, claim.entry
    about = [reasons.population(facts, claim.question, entry.of)] if entry.of else []
    about += [names.label(facts, "place", entry.where)] if entry.where else []
    return Line(_answer(index, claim), ", ".join(about) if scoped else "")


def _key(changing: dict[str, Span], event: str) -> tuple[str, str, str]:
    """Return the order of events: by the first day that is named, those without a date last."""
    span = changing[event]
    return str(span.earliest or span.latest or "9999"), str(span.latest or "9999"), event


def _event(index: Index, depth: int, event: str, span: Span) -> Line:
    undated = span.earliest is None and span.latest is None
    when = index.wording.say("question.no_date") if undated else reasons.days(span)
    return Line(views.link(index, depth, "event", event), when)
