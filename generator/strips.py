"""The small chart of a question, for cards and lists: a strip that shows at a glance how far the answers are apart.

For counts and dates it is the largest group of answers that are compared with one another, on one scale, or where no two
are, the largest group about the same at different times; a cross stands where no number or day lies in two of them. For
other answers it is how many speakers gave each, in the question's own order. Answers that say the same are one mark. It
names no speaker, and silence has a place of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from generator import groups, marks, names
from generator.index import Index
from generator.marks import Extent, Mark
from generator.model import Claim
from generator.origins import Standing
from generator.scales import Tick, percent

LANE, FOOT, BAR = 12, 20, 26  # pixels
NARROW = 7.0  # per cent: a piece at least as wide has room for its number
MOST = 4  # answers that are written under a strip; of more, the lowest and the highest


@dataclass(frozen=True, slots=True)
class Drawn:
    """A mark and how far down it is drawn."""

    mark: Mark
    down: int


@dataclass(frozen=True, slots=True)
class Piece:
    """How many speakers gave one answer; `silent` are those who gave none, or denied."""

    x: str
    width: str
    middle: str
    number: str
    name: str
    silent: bool


@dataclass(frozen=True, slots=True)
class Small:
    """A small chart: what it says in words, what is written under it, and its marks or pieces."""

    words: str
    caption: str
    height: int
    line: int = 0
    ticks: tuple[Tick, ...] = ()
    marks: tuple[Drawn, ...] = ()
    crosses: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()


def small(index: Index, question: str, extent_of: Callable[[Claim], Extent | None]) -> Small | None:
    """Return the small chart of a question; None without two speakers on record."""
    standing = [index.found.standings[claim.id] for claim in index.by_question.get(question, ())]
    drawn = [(one, extent) for one in standing if one.leads and (extent := extent_of(one.claim))]
    if drawn:
        alike = len({one.cell.unit for one, _ in drawn}) == 1
        return _scaled(index, question, drawn) if len(drawn) > 1 and alike else None
    return _counted(index, question, standing)


def _scaled(index: Index, question: str, drawn: list[tuple[Standing, Extent]]) -> Small:
    shape, say = index.facts.questions[question], index.wording.say
    group, scoped = _largest(index, question, drawn)
    extents: dict[Extent, str] = {}
    for one, extent in sorted(group, key=lambda pair: _order(pair[1])):
        extents.setdefault(extent, index.answer(one.claim))
    on = marks.scale(shape, extents, index.wording.language)
    made = [marks.mark(extent, on) for extent in extents]
    down = lanes(made)
    deep = (max(down) + 1) * LANE
    ids = {one.claim.id for one, _ in group}
    found = index.of_question.get(question, ()) if scoped != "groups" else ()
    clash = any(each.relation == "conflict" and set(each.claims) <= ids for each in found)
    scope = groups.scope(group[0][0].cell)
    about = "" if scoped == "groups" else groups.heading(index, question, scope) or shape.unit or ""
    answers = list(extents.values())
    shown = answers if len(answers) <= MOST else [answers[0], "…", answers[-1]]
    tell = "chart.small.answers" if about else "chart.small.alone"
    caption = [say(tell, about=about, answers=", ".join(shown))]
    caption += [say(f"chart.small.{scoped}")] if scoped else []
    caption += [say("chart.small.part", n=len(drawn), shown=len(group))] if len(group) < len(drawn) else []
    words = [say(tell, about=about, answers=", ".join(answers)), *caption[1:]]
    words += [say("chart.small.clash")] if clash else []
    return Small(
        words="; ".join(words),
        caption="; ".join(caption),
        height=deep + FOOT,
        line=deep + 2,
        ticks=(on.ticks[0], on.ticks[-1]),
        marks=tuple(Drawn(mark, lane * LANE + LANE // 2) for mark, lane in zip(made, down, strict=True)),
        crosses=tuple(percent(on.at(place)) for place in _gaps(extents)) if clash else (),
    )


def _largest(index: Index, question: str, drawn: list[tuple[Standing, Extent]]) -> tuple[list[tuple[Standing, Extent]], str]:
    """Return the largest group of answers, and why they are not compared with each other; empty where they are.

    Those of one cell are; where none holds two, those about the same (not the same `times`), or all (different `groups`).
    """
    cells: dict[object, list[tuple[Standing, Extent]]] = {}
    scopes: dict[object, list[tuple[Standing, Extent]]] = {}
    for one, extent in sorted(drawn, key=lambda pair: groups.order(index, question, groups.scope(pair[0].cell))):
        cells.setdefault(one.cell, []).append((one, extent))
        scopes.setdefault(groups.scope(one.cell), []).append((one, extent))
    for found, why in ((cells, ""), (scopes, "times")):
        group = max(found.values(), key=len)  # the first of the largest
        if len(group) > 1:
            return group, why
    return drawn, "groups"


def _order(extent: Extent) -> tuple[Decimal, Decimal, str]:
    low = extent.low if extent.low is not None else Decimal("-Infinity")
    return low, extent.high if extent.high is not None else Decimal("Infinity"), extent.kind


def lanes(drawn: Iterable[Mark]) -> list[int]:
    """Return the lane of each mark: the first in which it touches none to its left, whatever order they come in."""
    marks = list(drawn)
    taken: list[float] = []
    found = [0] * len(marks)
    for place in sorted(range(len(marks)), key=lambda place: marks[place].reach):
        start, end = marks[place].reach
        found[place] = next((number for number, until in enumerate(taken) if until + 5 <= start), len(taken))
        taken[found[place] : found[place] + 1] = [end]
    return found


def _gaps(extents: Iterable[Extent]) -> list[Decimal]:
    """Return the middles of the narrowest gaps between answers that share no number or day."""
    bounded = list(extents)
    gaps = {
        (low.high, high.low)
        for low in bounded
        for high in bounded
        if low.high is not None and high.low is not None and low.high <= high.low and low != high
    }
    narrow = [gap for gap in gaps if not any(gap != other and gap[0] <= other[0] and other[1] <= gap[1] for other in gaps)]
    return sorted((low + high) / 2 for low, high in narrow)


def _counted(index: Index, question: str, standing: list[Standing]) -> Small | None:
    shape, say = index.facts.questions[question], index.wording.say
    speakers: dict[str, dict[str, None]] = {}
    silent: dict[str, None] = {}
    for one in standing:
        if one.claim.entry.response:
            silent[one.claim.by] = None
        elif one.origin == one.claim.id and not one.superseded_by:
            speakers.setdefault(_answer(one), {})[one.claim.by] = None
    listed = [choice.id for choice in shape.choices]
    if shape.type == "place":
        listed = sorted(speakers, key=lambda place: names.sort_key(names.label(index.facts, "place", place)))
    ordered = [answer for answer in listed if answer in speakers] if listed else list(speakers)
    found = [(_named(index, question, answer), len(speakers[answer]), False) for answer in ordered]
    found += [(say("chart.small.silent", n=len(silent)), len(silent), True)] if silent else []
    if sum(number for _, number, quiet in found if not quiet) <= 1 and not silent:
        return None
    told = "; ".join(name if quiet else f"{name}: {number}" for name, number, quiet in found)
    caption = [say("chart.small.speakers", n=len(ordered))] if ordered else []
    caption += [say("chart.small.silent", n=len(silent))] if silent else []
    words = say("chart.small.tally", answers=told)
    return Small(words, "; ".join(caption), BAR, pieces=tuple(_pieces(found)))


def _answer(one: Standing) -> str:
    return one.claim.entry.value or one.claim.entry.says


def _named(index: Index, question: str, answer: str) -> str:
    """Return an answer by its name: a choice's, a place's, or the words themselves."""
    shape = index.facts.questions[question]
    if shape.type == "place":
        return names.label(index.facts, "place", answer)
    return next((choice.name for choice in shape.choices if choice.id == answer), answer)


def _pieces(found: list[tuple[str, int, bool]]) -> Iterable[Piece]:
    whole, before = sum(number for _, number, _ in found), 0
    for name, number, silent in found:
        start, end = 100 * before / whole, 100 * (before + number) / whole
        shown = str(number) if end - start >= NARROW else ""
        width = percent(round(end, 2) - round(start, 2))
        yield Piece(percent(start), width, percent((start + end) / 2), shown, name, silent)
        before += number
