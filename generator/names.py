"""One published rule for names: what is in use is shown, and nobody chooses.

The label of a place or an actor is the name that its file gives; where several main names are recorded, all of them,
in alphabetical order, joined by " / ". The rule is the same for every place, actor and party.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

from generator.model import Facts
from generator.schema import ActorFile, Name, PlaceFile


@cache
def sort_key(text: str) -> tuple[str, str]:
    """Return the key of alphabetical order: letters without their marks first, the text itself second."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in bare if not unicodedata.combining(char)), text


def joined(names: Iterable[Name]) -> str:
    """Return every main name, in alphabetical order."""
    return " / ".join(sorted({name.name for name in names if not name.variant}, key=sort_key))


def actor_label(actor: ActorFile) -> str:
    """Return the label of an actor."""
    return actor.name or joined(actor.names)


def place_label(place: PlaceFile) -> str:
    """Return the label of a place."""
    return joined(place.names)


def label(facts: Facts, kind: str, ident: str) -> str:
    """Return the label of the actor, place, event, question, source or party `ident`."""
    if kind == "actor":
        return actor_label(facts.actors[ident])
    if kind == "place":
        return place_label(facts.places[ident])
    if kind == "party":
        return facts.parties[ident].name
    titled = {"event": facts.events, "question": facts.questions, "source": facts.sources}[kind]
    return str(titled[ident].title)  # type: ignore[index]
