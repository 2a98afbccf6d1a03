"""What sources say outside claims, as lines: names in use, roles, containments, involvements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import names, spoken, views
from generator.index import Index
from generator.model import Facts
from generator.schema import Cited, Name
from generator.wording import Wording, load


@dataclass(frozen=True, slots=True)
class Mention:
    """Something other than a claim that rests on a source: a name, role, containment or involvement."""

    what: str
    about: views.Link
    quote: views.Quote


def mentions(index: Index, depth: int) -> dict[str, list[Mention]]:
    """Return, by source, everything other than claims that rests on it, in order of paragraph."""
    found: dict[str, list[Mention]] = {}
    for kind, ident, entry, what in citing_entries(index.facts, index.wording):
        mention = Mention(what, views.link(index, depth, kind, ident), views.cited(index, depth, entry))
        found.setdefault(entry.source, []).append(mention)
    for listed in found.values():
        listed.sort(key=lambda each: (each.quote.paragraph, each.about.text, each.what))
    return found


def citing_entries(facts: Facts, wording: Wording | None = None) -> Iterator[tuple[str, str, Cited, str]]:
    """Yield kind and id of what it belongs to, the entry, and what it says, for everything cited outside claims."""
    say = (wording or load()).say
    for ident, actor in facts.actors.items():
        yield from (("actor", ident, entry, say("source.mention.name", name=entry.name)) for entry in actor.names)
        yield from (("actor", ident, entry, say("source.mention.role", role=entry.role)) for entry in actor.roles)
    for ident, place in facts.places.items():
        yield from (("place", ident, entry, say("source.mention.name", name=entry.name)) for entry in place.names)
        for within in place.within:
            yield "place", ident, within, say("source.mention.within", place=names.label(facts, "place", within.place))
    for ident, event in facts.events.items():
        for involved in event.involved:
            yield "event", ident, involved, f"{names.label(facts, 'actor', involved.actor)}: {involved.as_}"
    for ident, question in facts.questions.items():
        yield from (("question", ident, entry, say("source.mention.note", note=entry.note)) for entry in question.notes)


@dataclass(frozen=True, slots=True)
class Said:
    """Something other than a claim that somebody says: a role, a containment, an involvement."""

    about: views.Link
    by: views.Link
    quote: views.Quote
    what: str = ""
    when: str = ""
    at: views.Link | None = None


def voice(index: Index, source: str, by: str | None) -> views.Link:
    """Return who says something: `by`, or the document's own voice."""
    shape = index.facts.sources[source]
    return views.link(index, 2, "actor", by or (shape.authors[0] if shape.authors else shape.publisher))


@dataclass(frozen=True, slots=True)
class NameLine:
    """A name in use."""

    name: str
    variant: bool
    language: str
    used_by: views.Link
    quote: views.Quote


def name_lines(index: Index, used: tuple[Name, ...]) -> list[NameLine]:
    """Return names in alphabetical order, each with who uses it."""
    ordered = sorted(used, key=lambda n: (names.sort_key(n.name), n.used_by, n.source, n.paragraph))
    return [
        NameLine(
            n.name, n.variant, n.language or index.facts.sources[n.source].language,
            views.link(index, 2, "actor", n.used_by), views.cited(index, 2, n),
        )
        for n in ordered
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Use:
    """Who uses a name, and where it is written."""

    by: views.Link
    quote: views.Quote


@dataclass(frozen=True, slots=True)
class NameInUse:
    """A name with everyone who uses it."""

    name: str
    variant: bool
    language: str
    language_name: str
    uses: tuple[Use, ...]


def names_in_use(index: Index, used: tuple[Name, ...]) -> list[NameInUse]:
    """Return names in alphabetical order, each once, with its users in alphabetical order."""
    found: dict[tuple[str, bool, str], list[Use]] = {}
    for line in name_lines(index, used):
        found.setdefault((line.name, line.variant, line.language), []).append(Use(line.used_by, line.quote))
    return [
        NameInUse(name, variant, language, spoken.language(index, language), tuple(sorted(uses, key=_use_key)))
        for (name, variant, language), uses in found.items()
    ]


def _use_key(use: Use) -> tuple[tuple[str, str], str, int]:
    return names.sort_key(use.by.text), use.quote.source.text, use.quote.paragraph
