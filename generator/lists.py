"""The pages that lead to others: the home page, an index of each kind, the timeline, the matrix of actors by questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import dates, facets, matrix, names, views
from generator.index import Index, sorted_ids
from generator.views import Line, Link, Page


def home(index: Index) -> Page:
    """Return the home page."""
    facts = index.facts
    lead = main_questions(index)
    conflicts = [each for each in index.found.discrepancies if each.relation == "conflict"]
    figures = [
        Line(Link("claims", "sources/index.html"), str(len(facts.claims))),
        Line(Link("sources", "sources/index.html"), str(len(facts.sources))),
        Line(Link("questions", "questions/index.html"), str(sum("." not in q for q in facts.questions))),
        Line(Link("actors", "actors/index.html"), str(len(facts.actors))),
        Line(Link("events", "events/index.html"), str(len(facts.events))),
    ]
    ways = [
        Line(Link("By question", "questions/index.html"), "every answer beside every other"),
        Line(Link("By actor", "actors/index.html"), "what each said, and where each gave no answer"),
        Line(Link("By event", "events/index.html"), "when and where, as the accounts have it"),
        Line(Link("Actors by questions", "matrix/index.html"), "who answered which main question, and who gave no answer"),
        Line(Link("By source", "sources/index.html"), "the documents, and every claim drawn from them"),
        Line(Link("By place", "places/index.html"), "every name in use, and who uses it"),
    ]
    return Page(
        "index.md", "home.md.j2", facts.title or "Who says what, side by side",
        facts.about or "Who says what, where it is written, and where the accounts differ.",
        {
            "about": facts.about,
            "figures": figures,
            "lead": [question_line(index, 0, ident) for ident in lead],
            "conflicts": [Line(views.link(index, 0, "question", each.question), each.why) for each in conflicts],
            "ways": ways,
        },
    )  # fmt: skip


def main_questions(index: Index) -> tuple[str, ...]:
    """Return the questions that the record leads with; without such a list, those with the most claims."""
    return index.facts.lead or tuple(sorted(index.by_question, key=lambda q: (-len(index.by_question[q]), q))[:6])


def question_line(index: Index, depth: int, ident: str) -> Line:
    """Return a question with its headline and how many discrepancies it has."""
    counts = views.relations(index.of_question.get(ident, ()))
    return Line(views.link(index, depth, "question", ident), index.headline(ident), counts=counts)


def all_lists(index: Index) -> Iterator[Page]:
    """Yield the index page of each kind."""
    topics: dict[str, list[Line]] = {}
    facts = index.facts
    for ident in sorted_ids(index, "question"):
        if "." not in ident or ident in index.by_question:
            topics.setdefault(facts.questions[ident].topic, []).append(question_line(index, 1, ident))
    yield listed(
        "questions", "Questions", "What the claims answer, with a computed sentence for each.",
        sorted(topics.items(), key=lambda pair: names.sort_key(pair[0])), "No question is on record yet.",
    )  # fmt: skip
    yield listed(
        "actors", "Actors", "Everyone whose words are on record or whom a source names, in alphabetical order.",
        one_group([actor_line(index, ident) for ident in sorted_ids(index, "actor")]), "No actor is on record yet.",
    )  # fmt: skip
    yield listed(
        "sources", "Sources", "The documents that the record is drawn from, in alphabetical order.",
        one_group([source_line(index, ident) for ident in sorted_ids(index, "source")]), "No source is on record yet.",
    )  # fmt: skip
    about = "Every place that a source names. A place is shown under every main name in use, in alphabetical order."
    places = [Line(views.link(index, 1, "place", ident), facts.places[ident].kind) for ident in sorted_ids(index, "place")]
    yield listed("places", "Places", about, one_group(places), "No place is on record yet.")
    yield Page(
        "events/index.md", "events.md.j2", "Events", "When it happened, as the accounts have it.",
        {
            "about": "Every event at the dates that the claims give. Where accounts differ, all of their dates are shown; "
            "an event stands at the earliest day that is named.",
            "moments": moments(index),
        },
    )  # fmt: skip


def answers_matrix(index: Index) -> Page:
    """Return the page of actors by questions."""
    context = {"matrix": matrix.build(index, 1, main_questions(index))}
    return Page("matrix/index.md", "matrix.md.j2", "Actors by questions", "Who answered what.", context, wide=True)


def listed(kind: str, title: str, about: str, groups: list[tuple[str, list[Line]]], empty: str) -> Page:
    """Return an index page."""
    context = {"about": about, "groups": groups, "empty": empty}
    return Page(f"{kind}/index.md", "index.md.j2", title, about, context)


def one_group(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    """Return lines as the only group of an index, without a heading; no group when there are none."""
    return [("", lines)] if lines else []


def actor_line(index: Index, ident: str) -> Line:
    """Return an actor with its kind, its party and the number of its claims."""
    shape = index.facts.actors[ident]
    party = f"party: {names.label(index.facts, 'party', shape.party)}" if shape.party else ""
    number = len(index.by_actor.get(ident, ()))
    more = f"{number} {'claim' if number == 1 else 'claims'}" if number else "named only"
    return Line(views.link(index, 1, "actor", ident), ", ".join(filter(None, [shape.kind, party])), more)


def source_line(index: Index, ident: str) -> Line:
    """Return a source with its publisher, its date and the number of its claims."""
    shape = index.facts.sources[ident]
    published = dates.in_words(shape.published) if shape.published else "not dated"
    what = f"{names.label(index.facts, 'actor', shape.publisher)}, {published}"
    return Line(views.link(index, 1, "source", ident), what, f"{len(shape.claims)} claims")


@dataclass(frozen=True, slots=True)
class Moment:
    """An event on the timeline: every distinct date on record, and whether two of them cannot both be true."""

    link: Link
    answers: tuple[Link, ...]
    disputed: bool
    places: tuple[Link, ...]


def moments(index: Index) -> list[Moment]:
    """Return every event, by the earliest day that a claim gives it; undated ones last."""
    happened = facets.event_dates(index.facts)

    def order(ident: str) -> tuple[str, str, str]:
        span = facets.event_span(happened, ident)
        if span is None:
            return "9999", "", ident
        return (str(span.earliest or span.latest), str(span.latest or "9999"), ident)

    return [moment(index, ident) for ident in sorted(index.facts.events, key=order)]


def moment(index: Index, ident: str) -> Moment:
    """Return an event as the timeline shows it."""
    found: dict[str, Link] = {}
    for claim in index.by_question.get(f"{ident}.date", ()):
        if claim.entry.value:
            words = dates.in_words(claim.entry.value)
            found.setdefault(words, Link(words, views.claim_href(1, claim)))
    places: dict[str, Link] = {}
    for claim in index.by_question.get(f"{ident}.place", ()):
        if claim.entry.value:
            label = names.label(index.facts, "place", claim.entry.value)
            places.setdefault(label, Link(label, views.claim_href(1, claim)))
    disputed = any(each.relation == "conflict" for each in index.of_question.get(f"{ident}.date", ()))
    return Moment(views.link(index, 1, "event", ident), tuple(found.values()), disputed, tuple(places.values()))
