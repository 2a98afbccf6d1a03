"""The page of an event: when and where it was, as the accounts have it."""

from __future__ import annotations

from generator import lists, views
from generator.index import Index
from generator.mentions import Said, voice
from generator.views import Page

ASPECTS = (("date", "When"), ("place", "Where"))


def page(index: Index, ident: str) -> Page:
    """Return the page of an event."""
    shape = index.facts.events[ident]
    involved = [
        Said(
            views.link(index, 2, "actor", one.actor),
            voice(index, one.source, one.by),
            views.cited(index, 2, one),
            one.as_,
        )
        for one in shape.involved
    ]
    return Page(
        f"events/{ident}/index.md", "event.md.j2", shape.title, index.headline(f"{ident}.date"),
        {
            "about": shape.about or "",
            "part_of": views.link(index, 2, "event", shape.part_of) if shape.part_of else None,
            "parts": [views.link(index, 2, "event", part) for part in index.parts_of.get(ident, ())],
            "changes": [views.link(index, 2, "question", q) for q in shape.changes],
            "aspects": [(key, title, views.table(index, 2, f"{ident}.{key}")) for key, title in ASPECTS],
            "questions": [lists.question_line(index, 2, question) for question in index.asked_of.get(ident, ())],
            "involved": involved,
        },
        f"events/{ident}.yml", wide=True,
    )  # fmt: skip
