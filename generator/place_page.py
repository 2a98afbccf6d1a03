"""The page of a place: every name in use, and who uses it."""

from __future__ import annotations

from generator import names, views
from generator.index import Index
from generator.mentions import Said, name_lines, voice
from generator.views import Page


def page(index: Index, ident: str) -> Page:
    """Return the page of a place."""
    shape = index.facts.places[ident]
    label = names.place_label(shape)
    within = [
        Said(views.link(index, 2, "place", w.place), voice(index, w.source, w.by), views.cited(index, 2, w))
        for w in shape.within
    ]
    holds = [
        Said(views.link(index, 2, "place", other), voice(index, w.source, w.by), views.cited(index, 2, w))
        for other, w in index.holds.get(ident, ())
    ]
    return Page(
        f"places/{ident}/index.md", "place.md.j2", label, f"{label}: every name in use, and who uses it.",
        {
            "about": shape.about or "",
            "facts": [("Kind", shape.kind)],
            "names": name_lines(index, shape.names),
            "within": within,
            "holds": holds,
            "said": [views.row(index, 2, claim) for claim in index.by_place.get(ident, ())],
        },
        f"places/{ident}.yml",
    )  # fmt: skip
