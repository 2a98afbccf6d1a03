"""The page of a place: every name in use, and who uses it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator import names, spoken, views
from generator.index import Index
from generator.mentions import names_in_use, voice
from generator.model import Claim
from generator.schema import Within
from generator.views import Link, Page, Quote

DEEPEST = 8  # steps of containment that a tree shows: what branches and meets again grows with each


def page(index: Index, ident: str) -> Page:
    """Return the page of a place."""
    shape = index.facts.places[ident]
    label = names.place_label(shape)
    claims = index.by_place.get(ident, [])
    put_here = [claim for claim in claims if is_place_of_event(claim) and claim.entry.value == ident]
    others = [claim for claim in claims if claim not in put_here]
    say = index.wording.say
    return Page(
        f"places/{ident}/index.md", "place.md.j2", label, say("place.description", place=label),
        {
            "about": shape.about or "",
            "facts": [(say("place.kind"), say(f"place.kind_{shape.kind}"))],
            "names": names_in_use(index, shape.names),
            "joined": len({name.name for name in shape.names if not name.variant}) > 1,
            "within": tree(index, ident, lambda inner: [(w.place, w) for w in index.facts.places[inner].within]),
            "holds": tree(index, ident, lambda outer: index.holds.get(outer, [])),
            "events": spoken.asked(index, 2, put_here),
            "claims": spoken.asked(index, 2, others),
        },
        f"places/{ident}.yml",
    )  # fmt: skip


def is_place_of_event(claim: Claim) -> bool:
    """Return whether a claim says where an event was."""
    return claim.question.endswith(".place")


@dataclass(frozen=True, slots=True)
class SaysSo:
    """Who says that one place holds another, and where it is written."""

    by: Link
    quote: Quote


@dataclass(frozen=True, slots=True)
class Branch:
    """A place that holds, or is held by, the one above it in a tree; `again` where it was shown on the way already."""

    link: Link
    according: tuple[SaysSo, ...]
    branches: tuple[Branch, ...]
    again: bool


Step = Callable[[str], list[tuple[str, Within]]]


def tree(index: Index, ident: str, step: Step, above: tuple[str, ...] = ()) -> tuple[Branch, ...]:
    """Return the places one `step` from a place and, below each, those a step from it, in alphabetical order.

    Each step rests on what a source says. Sources can contradict each other, so a place on the way to itself ends there.
    """
    way = (*above, ident)
    if len(way) > DEEPEST:
        return ()
    said: dict[str, list[SaysSo]] = {}
    for place, within in step(ident):
        said.setdefault(place, []).append(SaysSo(voice(index, within.source, within.by), views.cited(index, 2, within)))
    branches = [
        Branch(
            views.link(index, 2, "place", place),
            tuple(sorted(according, key=said_key)),
            () if place in way else tree(index, place, step, way),
            place in way,
        )
        for place, according in said.items()
    ]
    return tuple(sorted(branches, key=lambda branch: names.sort_key(branch.link.text)))


def said_key(one: SaysSo) -> tuple[tuple[str, str], str, int]:
    """Return the key of the order of those who say the same: by name, then by document."""
    return names.sort_key(one.by.text), one.quote.source.text, one.quote.paragraph
