"""The glossary: names and words that differ from one to another, who uses each, and where it is written.

All of it is computed: a place with more than one main name, an actor with more than one name, and a question whose
populations or choices have to be told apart each have an entry. Nobody chooses what is in dispute.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError

from generator import names, views
from generator.index import Index, sorted_ids
from generator.model import Claim
from generator.schema import Choice, Name, Population, QuestionFile
from generator.views import Link, Page, Quote

WHOLE = 1_000  # claims that give a listed answer: up to so many, everybody who gave one is named, else all are counted


@dataclass(frozen=True, slots=True)
class User:
    """Who uses a name or gives an answer, for which party, and where that is written."""

    who: Link
    party: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Usage:
    """A name or word with its meaning, its language, and everybody who uses it; where these are only counted, none."""

    name: str
    variant: bool
    tag: str
    language: str
    meaning: str
    number: int
    users: tuple[User, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """An entry: the anchor that it stands at, the item that it is about, and the names or words in use for it."""

    mark: str
    about: Link
    kind: str
    usages: tuple[Usage, ...]
    note: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of it."""
        return tuple(usage.name for usage in self.usages)


def page(index: Index) -> Page:
    """Return the glossary."""
    say = index.wording.say
    sections = [
        ("places", tuple(places(index, 1))),
        ("actors", tuple(actors(index, 1))),
        ("words", tuple(words(index, 1))),
    ]
    return Page(
        "glossary/index.md", "glossary.md.j2", say("glossary.title"), say("glossary.description"),
        {"sections": [(kind, terms) for kind, terms in sections if terms]},
    )  # fmt: skip


def places(index: Index, depth: int) -> Iterator[Term]:
    """Yield the places with more than one main name, in alphabetical order."""
    for ident in sorted_ids(index, "place"):
        shape = index.facts.places[ident]
        if len(_main(shape.names)) > 1:
            yield _named(index, depth, "place", ident, index.wording.say(f"place.kind_{shape.kind}"), shape.names)


def actors(index: Index, depth: int, *, main: bool = False) -> Iterator[Term]:
    """Yield the actors with more than one name, or with `main` those with more than one main name."""
    for ident in sorted_ids(index, "actor"):
        shape = index.facts.actors[ident]
        if len(_main(shape.names) if main else {name.name for name in shape.names}) > 1:
            yield _named(index, depth, "actor", ident, index.wording.say(f"actor.kinds.{shape.kind}"), shape.names)


def words(index: Index, depth: int) -> Iterator[Term]:
    """Yield the questions whose answers have to be told apart by words, in alphabetical order."""
    asked = {ident: shape for ident, shape in index.facts.questions.items() if shape.populations or shape.choices}
    named = sum(len(index.by_question.get(ident, ())) for ident in asked) <= WHOLE
    for ident in sorted_ids(index, "question"):
        if ident in asked:
            told = tuple(_words(index, depth, ident, asked[ident], named=named))
            about = views.link(index, depth, "question", ident)
            yield Term(f"question-{ident}", about, asked[ident].topic, told, two_choices(index, asked[ident]))


def _words(index: Index, depth: int, question: str, shape: QuestionFile, *, named: bool) -> Iterator[Usage]:
    """Yield the populations and the choices of a question, with everybody who counted or gave them, or how many did."""
    given = [claim for claim in index.by_question.get(question, ()) if not claim.entry.response]
    told = [(one.name, population_meaning(index, shape, one), "of", one.id) for one in shape.populations]
    told += [(one.name, choice_meaning(index, shape, one), "value", one.id) for one in shape.choices]
    for name, meaning, field, ident in told:
        claims = [claim for claim in given if getattr(claim.entry, field) == ident]
        users = _speakers(index, depth, claims) if named else ()
        yield Usage(name, False, "", "", meaning, len({claim.by for claim in claims}), users)


def _usage(name: str, users: tuple[User, ...], variant: bool, tag: str, language_: str) -> Usage:
    return Usage(name, variant, tag, language_, "", len(users), users)


def _main(used: Iterable[Name]) -> set[str]:
    return {name.name for name in used if not name.variant}


def _named(index: Index, depth: int, kind: str, ident: str, what: str, used: Iterable[Name]) -> Term:
    """Return the entry of a place or an actor: main names first, each kind in alphabetical order."""
    by_name: dict[tuple[bool, tuple[str, str], str], list[Name]] = {}
    for name in used:
        tag = name.language or index.facts.sources[name.source].language
        by_name.setdefault((name.variant, names.sort_key(name.name), tag), []).append(name)
    usages = tuple(
        _usage(same[0].name, _users(index, depth, same), variant, tag, language(tag, index.wording.language))
        for (variant, _, tag), same in sorted(by_name.items())
    )
    return Term(f"{kind}-{ident}", views.link(index, depth, kind, ident), what, usages)


def _users(index: Index, depth: int, same: Iterable[Name]) -> tuple[User, ...]:
    quotes: dict[str, list[Quote]] = {}
    for name in sorted(same, key=lambda n: (n.source, n.paragraph)):
        quotes.setdefault(name.used_by, []).append(views.cited(index, depth, name))
    made = [
        User(views.link(index, depth, "actor", actor), party_of(index, actor), tuple(cited))
        for actor, cited in quotes.items()
    ]
    return tuple(sorted(made, key=lambda user: names.sort_key(user.who.text)))


def party_of(index: Index, actor: str) -> str:
    """Return the name of the party that an actor speaks for, nothing for none."""
    party = index.facts.actors[actor].party
    return names.label(index.facts, "party", party) if party else ""


def population_meaning(index: Index, shape: QuestionFile, one: Population) -> str:
    """Return what a population holds and what holds it, in words."""
    whole = next((other.name for other in shape.populations if other.id == one.part_of), "")
    parts = [one.about or "", index.wording.say("glossary.part_of", whole=whole) if whole else ""]
    return " ".join(filter(None, parts))


def two_choices(index: Index, shape: QuestionFile) -> str:
    """Return whether two different answers can both be true, nothing for a question without choices."""
    if shape.type != "choice":
        return ""
    return index.wording.say("question.exclusive" if shape.exclusive else "question.not_exclusive")


def choice_meaning(index: Index, shape: QuestionFile, one: Choice) -> str:
    """Return which other choices cannot be true together with one, where the choices say so."""
    others = [other.name for other in shape.choices if other.id in one.excludes or one.id in other.excludes]
    return index.wording.say("glossary.excludes", others="; ".join(others)) if others else ""


def _speakers(index: Index, depth: int, claims: Iterable[Claim]) -> tuple[User, ...]:
    """Return who gave an answer, once a speaker, with the words of each of its claims."""
    quotes: dict[tuple[str, str], list[Quote]] = {}
    for claim in claims:
        entry = claim.entry
        quote = views.quoted(index, depth, claim.source, entry.paragraph, entry.quote, entry.before or "", entry.after or "")
        quotes.setdefault((claim.by, claim.party), []).append(quote)
    made = [
        User(views.link(index, depth, "actor", by), names.label(index.facts, "party", party) if party else "", tuple(cited))
        for (by, party), cited in quotes.items()
    ]
    return tuple(sorted(made, key=lambda user: names.sort_key(user.who.text)))


def contested(index: Index, depth: int) -> tuple[Term, ...]:
    """Return the places and actors with several main names: what `on_page` chooses from."""
    return (*places(index, depth), *actors(index, depth, main=True))


def on_page(index: Index, question: str, terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return those of `terms` that the claims of a question are about, are made by, or use a name of."""
    claims = index.by_question.get(question, ())
    shape = index.facts.questions[question]
    texts = [shape.title, shape.about or "", *(p.name for p in shape.populations), *(c.name for c in shape.choices)]
    texts += [text for claim in claims for text in (claim.entry.quote, claim.entry.says)]
    whole = "\n".join([*texts, *(index.answer(claim) for claim in claims)])
    meant = {f"place-{claim.entry.where}" for claim in claims} | {f"actor-{claim.by}" for claim in claims}
    return tuple(term for term in terms if term.mark in meant or any(_holds(whole, name) for name in term.names))


def _holds(text: str, name: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


@cache
def language(tag: str, shown_in: str) -> str:
    """Return the name of a language in another one; its tag where it has no name there."""
    try:
        found = Locale.parse(tag, sep="-").get_display_name(shown_in)
    except (UnknownLocaleError, ValueError):
        found = None
    return found or tag
