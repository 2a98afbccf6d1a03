"""The page of an event: when and where it was, as the accounts have it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import charts, lists, names, spoken, timeline, views
from generator.index import Index
from generator.mentions import Said, voice
from generator.views import Link, Page

ASPECTS = ("date", "place")


@dataclass(frozen=True, slots=True)
class Aspect:
    """When or where an event was: the answers, and a chart of them where one can be drawn."""

    name: str
    title: str
    table: views.Table
    chart: charts.Chart | None


def page(index: Index, ident: str) -> Page:
    """Return the page of an event."""
    shape = index.facts.events[ident]
    return Page(
        f"events/{ident}/index.md", "event.md.j2", shape.title, index.headline(f"{ident}.date"),
        {
            "about": shape.about or "",
            "position": timeline.position(index, 2, ident),
            "wholes": wholes(index, ident),
            "parts": parts(index, ident),
            "changes": spoken.in_alphabet(views.link(index, 2, "question", q) for q in shape.changes),
            "aspects": list(aspects(index, ident)),
            "questions": [lists.question_line(index, 2, question) for question in index.asked_of.get(ident, ())],
            "involved": involved(index, ident),
        },
        f"events/{ident}.yml", wide=True,
    )  # fmt: skip


def aspects(index: Index, ident: str) -> Iterator[Aspect]:
    """Yield the two questions that every event has by itself."""
    for name in ASPECTS:
        question = f"{ident}.{name}"
        chart = charts.of_question(index, 2, question) if name == "date" else None
        yield Aspect(name, index.wording.say(f"event.about_{name}"), views.table(index, 2, question), chart)


def wholes(index: Index, ident: str) -> list[Link]:
    """Return the events that an event is a part of, the widest first; one that would come again ends the list."""
    found: dict[str, Link] = {}
    outer = index.facts.events[ident].part_of
    while outer and outer != ident and outer not in found:
        found[outer] = views.link(index, 2, "event", outer)
        outer = index.facts.events[outer].part_of
    return list(found.values())[::-1]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an event, and its own parts."""

    link: Link
    parts: tuple[Part, ...]


def parts(index: Index, ident: str, above: tuple[str, ...] = ()) -> tuple[Part, ...]:
    """Return the parts of an event and theirs, in alphabetical order; `above` is what holds it."""
    inner = sorted(index.parts_of.get(ident, ()), key=lambda part: names.sort_key(index.facts.events[part].title))
    return tuple(
        Part(views.link(index, 2, "event", part), parts(index, part, (*above, ident)))
        for part in inner
        if part not in above and part != ident
    )


def involved(index: Index, ident: str) -> list[Said]:
    """Return who took part in an event, in alphabetical order, and who says so."""
    listed = [
        Said(views.link(index, 2, "actor", one.actor), voice(index, one.source, one.by), views.cited(index, 2, one), one.as_)
        for one in index.facts.events[ident].involved
    ]
    return sorted(listed, key=lambda one: (names.sort_key(one.about.text), names.sort_key(one.what)))
