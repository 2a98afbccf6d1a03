"""The pages that lead to others: the home page and an index of each kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator import charts, names, views
from generator.index import Index, sorted_ids
from generator.strips import Small
from generator.views import Line, Link, Page

NAMED = 12  # speakers that a card names; where there are more, it counts them
TOLD = 40  # conflicts, and questions with conflicts, that the home page lists; where there are more, it counts them


@dataclass(frozen=True, slots=True)
class Card:
    """A main question: its headline, who is on record with an answer, how the answers stand, and a small chart."""

    link: Link
    headline: str
    speakers: tuple[str, ...]
    number: int
    counts: tuple[tuple[str, int], ...]
    small: Small | None


@dataclass(frozen=True, slots=True)
class Differing:
    """A question with conflicts, how many, and why answers to it cannot both be true, where all of them can be told."""

    link: Link
    number: int
    whys: tuple[str, ...]


def home(index: Index, changes: tuple[Line, ...] = ()) -> Page:
    """Return the home page; `changes` are the latest changes of the record, the newest first."""
    facts, say = index.facts, index.wording.say
    differing = conflicts(index)
    return Page(
        "index.md", "home.md.j2", facts.title or say("home.title"), facts.about or say("home.description"),
        {
            "about": facts.about,
            "figures": figures(index),
            "lead": [card(index, ident) for ident in main_questions(index)],
            "questions": sum("." not in ident for ident in facts.questions),
            "conflicts": differing if len(differing) <= TOLD else [],
            "found": sum(one.number for one in differing),
            "changes": changes,
            "relations": views.RELATIONS,
            "ways": [(way, f"{way}/index.html") for way in ("questions", "actors", "events")],
            "more": [
                (way, f"{way}/index.html") for way in ("matrix", "claims", "sources", "places", "glossary")
            ] + [("method", "method.html"), ("data", "data.html")],
        },
        wide=True,
    )  # fmt: skip


def figures(index: Index) -> list[tuple[str, int, str]]:
    """Return how much is on record: what, how many, and where it is listed."""
    facts = index.facts
    counts = {
        "claims": len(facts.claims),
        "sources": len(facts.sources),
        "questions": sum("." not in ident for ident in facts.questions),
        "actors": len(facts.actors),
        "events": len(facts.events),
        "places": len(facts.places),
    }
    return [(kind, count, f"{kind}/index.html") for kind, count in counts.items()]


def card(index: Index, ident: str) -> Card:
    """Return a main question as the home page shows it.

    Its speakers are all named or, where there are many, only counted: to name some would be to choose.
    """
    by = {claim.by for claim in index.by_question.get(ident, ()) if not claim.entry.response}
    speakers = sorted((names.label(index.facts, "actor", actor) for actor in by), key=names.sort_key)
    line = question_line(index, 0, ident)
    named = tuple(speakers) if len(speakers) <= NAMED else ()
    return Card(line.link, line.what, named, len(speakers), line.counts, charts.small(index, ident))


def conflicts(index: Index) -> list[Differing]:
    """Return the questions with answers that cannot both be true: the main ones in their order, then by their titles.

    The reasons are told of all conflicts, or of none where there are too many.
    """
    found: dict[str, list[str]] = {}
    for each in index.found.discrepancies:
        if each.relation == "conflict":
            found.setdefault(each.question, []).append(each.why)
    lead = [ident for ident in main_questions(index) if ident in found]
    others = [ident for ident in sorted_ids(index, "question") if ident in found and ident not in lead]
    few = sum(map(len, found.values())) <= TOLD
    return [
        Differing(views.link(index, 0, "question", ident), len(found[ident]), tuple(found[ident]) if few else ())
        for ident in (*lead, *others)
    ]


def main_questions(index: Index) -> tuple[str, ...]:
    """Return the questions that the record leads with; without such a list, those with the most claims."""
    return index.facts.lead or tuple(sorted(index.by_question, key=lambda q: (-len(index.by_question[q]), q))[:6])


def question_line(index: Index, depth: int, ident: str) -> Line:
    """Return a question with its headline and how many discrepancies it has."""
    counts = views.relations(index.of_question.get(ident, ()))
    return Line(views.link(index, depth, "question", ident), index.headline(ident), counts=counts)


def all_lists(index: Index) -> Iterator[Page]:
    """Yield the index page of each kind."""
    facts, say = index.facts, index.wording.say
    topics: dict[str, list[Line]] = {}
    for ident in sorted_ids(index, "question"):
        if "." not in ident or ident in index.by_question:
            topics.setdefault(facts.questions[ident].topic, []).append(question_line(index, 1, ident))
    yield listed(index, "questions", sorted(topics.items(), key=lambda pair: names.sort_key(pair[0])))
    spoke = [ident for ident in sorted_ids(index, "actor") if ident in index.by_actor]
    named = [ident for ident in sorted_ids(index, "actor") if ident not in index.by_actor]
    groups = [(say("list.spoke"), spoke), (say("list.named"), named)]
    yield listed(index, "actors", [(name, [actor_line(index, ident) for ident in group]) for name, group in groups if group])
    yield listed(index, "sources", one_group([source_line(index, ident) for ident in sorted_ids(index, "source")]))
    yield listed(index, "places", one_group([place_line(index, ident) for ident in sorted_ids(index, "place")]))


def listed(index: Index, kind: str, groups: list[tuple[str, list[Line]]]) -> Page:
    """Return the index page of a kind."""
    say = index.wording.say
    about = say(f"list.{kind}.about")
    context = {
        "about": about,
        "groups": [(mark, *group) for mark, group in zip(marks(heading for heading, _ in groups), groups, strict=True)],
        "empty": say(f"list.{kind}.empty"),
    }
    return Page(f"{kind}/index.md", "index.md.j2", say(f"list.{kind}.title"), about, context)


def marks(headings: Iterable[str]) -> list[str]:
    """Return an anchor for each heading, made of its letters, so that it stays when other headings come and go."""
    found: list[str] = []
    for heading in headings:
        letters = re.sub(r"[^a-z0-9]+", "-", names.sort_key(heading)[0]).strip("-")
        mark = "-".join(filter(None, ["group", letters]))
        twins = sum(other == mark or other.startswith(f"{mark}--") for other in found)
        found.append(f"{mark}--{twins + 1}" if twins else mark)
    return found


def one_group(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    """Return lines as the only group of an index, without a heading; no group when there are none."""
    return [("", lines)] if lines else []


def actor_line(index: Index, ident: str) -> Line:
    """Return an actor with its kind, its party and the number of its answers; never how these stand, which is no grade."""
    say, shape = index.wording.say, index.facts.actors[ident]
    party = say("row.party", party=names.label(index.facts, "party", shape.party)) if shape.party else ""
    claims = index.by_actor.get(ident, ())
    silent = sum(bool(claim.entry.response) for claim in claims)
    given = len(claims) - silent
    told = [say("list.claims", n=given)] if given else []
    told += [say("list.silences", n=silent)] if silent else []
    what = ", ".join(filter(None, [say(f"actor.kinds.{shape.kind}"), party]))
    return Line(views.link(index, 1, "actor", ident), what, ", ".join(told))


def source_line(index: Index, ident: str) -> Line:
    """Return a source with its publisher, its date, its kind and the number of its claims."""
    say, shape = index.wording.say, index.facts.sources[ident]
    published = index.in_words(shape.published) or say("list.not_dated")
    what = f"{names.label(index.facts, 'actor', shape.publisher)}, {published}, {say(f'source.kinds.{shape.kind}')}"
    return Line(views.link(index, 1, "source", ident), what, say("list.claims", n=len(shape.claims)))


def place_line(index: Index, ident: str) -> Line:
    """Return a place with its kind and how many claims and main names it has."""
    say, shape = index.wording.say, index.facts.places[ident]
    claims = len(index.by_place.get(ident, ()))
    main = len({name.name for name in shape.names if not name.variant})
    told = [say("list.names", n=main)] if main > 1 else []
    told += [say("list.claims", n=claims)] if claims else []
    return Line(views.link(index, 1, "place", ident), say(f"place.kind_{shape.kind}"), ", ".join(told))
