"""Actors by questions: who answered what, who gave no answer, and where answers agree or are in conflict.

Three kinds of tables: the main questions; how much each actor has on record under each topic; and each topic whole. The
longer list runs down the page, so that no table is wider than it must be; either is in alphabetical order, the main
questions in the record's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator import names, views
from generator.index import Index
from generator.model import Claim
from generator.views import Link, Page

SHORT = 60  # letters: a longer answer is only named, and read on its own page
MOST = 2  # different answers that a cell shows; of more, it gives the number
MOST_CELLS = 10_000  # of a table: with more, nobody finds a row, and the page grows with the square of the record
RELATIONS = ("conflict", "agree")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one actor has on record for one question: its answers, its silences, and how one of them stands to others.

    `more` stands for answers that are too many for a cell, and leads to the question.
    """

    answers: tuple[Link, ...]
    more: Link | None
    silences: tuple[Link, ...]
    relations: tuple[str, ...]


NOTHING = Cell((), None, (), ())


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a row or column: a question, or an actor and whom it speaks for."""

    link: Link
    party: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its head and a cell for each column."""

    head: Head
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Actors by some questions; `asked` says that questions run down and actors across.

    Without lines it would be too large to be read: `all_questions` leads to where its answers are.
    """

    ident: str
    title: str
    asked: bool
    columns: tuple[Head, ...]
    lines: tuple[Line, ...]
    all_questions: Link


@dataclass(frozen=True, slots=True)
class Tally:
    """How much an actor has on record under a topic, in words: claims, silences, and conflicts among its answers' pairs."""

    told: tuple[str, ...]
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Every actor with a claim by every topic."""

    topics: tuple[Link, ...]
    lines: tuple[tuple[Head, tuple[Tally, ...]], ...]


def page(index: Index, main: Sequence[str]) -> Page:
    """Return the page of actors by questions; `main` are the questions that the record leads with."""
    say = index.wording.say
    topics = _topics(index)
    links = tuple(Link(topic, f"#topic-{number}") for number, topic in enumerate(topics, 1))
    context = {
        "main": table(index, "main-questions", say("chart.matrix.main"), [q for q in main if q in index.by_question]),
        "overview": _overview(index, links, list(topics.values())),
        "topics": [
            table(index, f"topic-{number}", topic, questions) for number, (topic, questions) in enumerate(topics.items(), 1)
        ],
    }
    title, description = say("chart.matrix.title"), say("chart.matrix.description")
    return Page("matrix/index.md", "matrix.md.j2", title, description, context, wide=True)


def table(index: Index, ident: str, title: str, questions: Sequence[str]) -> Table:
    """Return the table of everyone who answered, or was asked, one of `questions`, which keep their order."""
    actors = _speakers(index, (claim for question in questions for claim in index.by_question[question]))
    elsewhere = Link(index.wording.say("shell.section.questions"), f"{views.up(1)}questions/index.html")
    if len(actors) * len(questions) > MOST_CELLS:
        return Table(ident, title, False, (), (), elsewhere)
    told = {(by, q): _cell(index, q, claims) for q in questions for by, claims in _by_speaker(index, q).items()}
    cells = defaultdict(lambda: NOTHING, told)
    asked = len(questions) > len(actors)
    heads = [_actor(index, actor) for actor in actors]
    put = [Head(views.link(index, 1, "question", question)) for question in questions]
    if asked:
        lines = [Line(head, tuple(cells[by, q] for by in actors)) for head, q in zip(put, questions, strict=True)]
    else:
        lines = [Line(head, tuple(cells[by, q] for q in questions)) for head, by in zip(heads, actors, strict=True)]
    return Table(ident, title, asked, tuple(heads if asked else put), tuple(lines), elsewhere)


def _topics(index: Index) -> dict[str, list[str]]:
    """Return the questions with claims by topic, both in alphabetical order."""
    found: dict[str, list[str]] = {}
    titles = {question: index.facts.questions[question].title for question in index.by_question}
    for question in sorted(titles, key=lambda ident: names.sort_key(titles[ident])):
        found.setdefault(index.facts.questions[question].topic, []).append(question)
    return {topic: found[topic] for topic in sorted(found, key=names.sort_key)}


def _speakers(index: Index, claims: Iterable[Claim]) -> list[str]:
    """Return who made some claims, in alphabetical order."""
    return sorted({claim.by for claim in claims}, key=lambda by: names.sort_key(names.label(index.facts, "actor", by)))


def _actor(index: Index, actor: str) -> Head:
    party = index.facts.actors[actor].party
    return Head(views.link(index, 1, "actor", actor), names.label(index.facts, "party", party) if party else "")


def _cell(index: Index, question: str, claims: Sequence[Claim]) -> Cell:
    say = index.wording.say
    given: dict[str, Link] = {}
    silences: dict[str, Link] = {}
    for claim in claims:
        text = index.answer(claim)
        shown = text if len(text) <= SHORT else say("chart.matrix.long")
        into = silences if claim.entry.response else given
        into.setdefault(text, Link(shown, views.claim_href(1, claim)))
    many = len(given) > MOST or (len(given) > 1 and any(len(text) > SHORT for text in given))
    return Cell(
        answers=() if many else tuple(given.values()),
        more=Link(say("chart.matrix.answers", n=len(given)), views.href(1, "question", question)) if many else None,
        silences=tuple(silences.values()),
        relations=_relations(index, claims),
    )


def _by_speaker(index: Index, question: str) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in index.by_question[question]:
        found.setdefault(claim.by, []).append(claim)
    return found


def _relations(index: Index, claims: Iterable[Claim]) -> tuple[str, ...]:
    found = {each.relation for claim in claims for each in index.of_claim.get(claim.id, ())}
    return tuple(relation for relation in RELATIONS if relation in found)


def _overview(index: Index, links: tuple[Link, ...], topics: Sequence[Sequence[str]]) -> Overview:
    told = []
    for questions in topics:
        mine: dict[str, list[Claim]] = {}
        for claim in (claim for question in questions for claim in index.by_question[question]):
            mine.setdefault(claim.by, []).append(claim)
        told.append({actor: _tally(index, claims) for actor, claims in mine.items()})
    silent = _tally(index, ())
    return Overview(
        links,
        tuple(
            (_actor(index, actor), tuple(tallies.get(actor, silent) for tallies in told))
            for actor in _speakers(index, index.facts.claims)
        ),
    )


def _tally(index: Index, claims: Sequence[Claim]) -> Tally:
    say = index.wording.say
    silent = sum(bool(claim.entry.response) for claim in claims)
    told = [say("chart.matrix.given", n=len(claims) - silent)] if len(claims) > silent else []
    told += [say("chart.matrix.silent", n=silent)] if silent else []
    return Tally(tuple(told), _relations(index, claims))
