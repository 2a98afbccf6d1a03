"""The page of a question: every answer beside every other, why they stand as they do, and what was said by which day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator import apart, charts, glossary, history, reasons, views
from generator.glossary import Term
from generator.history import Statement
from generator.index import Index
from generator.schema import QuestionFile
from generator.views import Link, Page, Table


@dataclass(frozen=True, slots=True)
class Spoken:
    """An answer in the course of time: `since` and `until` are ISO days, empty where not known or not replaced."""

    answer: Link
    kind: str
    about: str
    said: str
    again: bool
    since: str
    until: str
    until_said: str


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker with everything that it said about the question, in its order."""

    speaker: Link
    party: str
    said: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """A day on which something was said, and in words."""

    day: str
    words: str


def page(index: Index, ident: str, terms: Iterable[Term] = ()) -> Page:
    """Return the page of a question; `terms` are the contested names of the record that it may use."""
    shape = index.facts.questions[ident]
    table = views.table(index, 2, ident)
    course = voices(index, 2, ident)
    context: dict[str, object] = {
        "table": table,
        "chart": charts.of_question(index, 2, ident),
        "about": shape.about or "",
        "facts": facts(index, ident),
        "event": views.link(index, 2, "event", shape.event) if shape.event else None,
        "apart": apart.of_question(index, 2, ident),
        "voices": course,
        "stops": stops(index, course),
        "definitions": definitions(index, shape),
        "glossary": f"../../glossary/index.html#question-{ident}" if shape.populations or shape.choices else "",
        "terms": glossary.on_page(index, ident, terms),
        "notes": [
            {
                "text": note.note,
                "quote": views.cited(index, 2, note),
                "claims": [views.claim_link(index, 2, claim) for claim in note.claims],
            }
            for note in shape.notes
        ],
    }
    context["jumps"] = jumps(index, table, context)
    return Page(
        f"questions/{ident}/index.md", "question.md.j2", shape.title, table.headline, context,
        f"questions/{ident}.yml", wide=True,
    )  # fmt: skip


def facts(index: Index, ident: str) -> list[tuple[str, str]]:
    """Return what kind of question it is and how much is on record, as terms and texts."""
    shape, say = index.facts.questions[ident], index.wording.say
    claims, from_, alone = index.origins(ident)
    given = [
        ("on_record", say("question.claims", n=claims, origins=say("question.origins", n=from_)) if claims else ""),
        ("alone", say("question.of", n=alone, all=claims) if claims else ""),
        ("answers_are", say(f"question.type.{shape.type}")),
        ("unit", shape.unit or ""),
        ("counted", say(f"question.time.{shape.time}") if shape.time != "none" else ""),
        ("two_answers", glossary.two_choices(index, shape)),
    ]
    return [(say(f"question.fact.{term}"), text) for term, text in given if text]


def definitions(index: Index, shape: QuestionFile) -> list[tuple[str, str]]:
    """Return what is said of the populations and choices, those without a word aside."""
    told = [(one.name, glossary.population_meaning(index, shape, one)) for one in shape.populations]
    told += [(one.name, glossary.choice_meaning(index, shape, one)) for one in shape.choices]
    return [(name, text) for name, text in told if text]


def voices(index: Index, depth: int, ident: str) -> tuple[Voice, ...]:
    """Return each speaker of a question, by its first answer, with what it said."""
    claims = index.by_question.get(ident, ())
    given = {claim.id: index.found.standings[claim.id].answer for claim in claims}
    told = history.statements(index.facts.questions[ident], claims, given)
    return tuple(
        Voice(
            views.link(index, depth, "actor", speaker),
            glossary.party_of(index, speaker),
            tuple(spoken(index, depth, statement) for statement in statements),
        )
        for speaker, statements in told
    )


def spoken(index: Index, depth: int, one: Statement) -> Spoken:
    """Return a statement as it is shown."""
    claim, entry = one.claim, one.claim.entry
    about = [reasons.population(index.facts, claim.question, entry.of)] if entry.of else []
    about += [views.link(index, depth, "place", entry.where).text] if entry.where else []
    about += [index.in_words(claim.over)] if claim.over else []
    until = one.until.isoformat() if one.until else ""
    return Spoken(
        answer=Link(index.answer(claim), views.claim_href(depth, claim)),
        kind="response" if entry.response else "position" if entry.value is None else "value",
        about=", ".join(about),
        said=index.in_words(claim.said),
        again=one.again,
        since=one.since.isoformat() if one.since else "",
        until=until,
        until_said=index.in_words(until),
    )


def stops(index: Index, course: Iterable[Voice]) -> tuple[Stop, ...]:
    """Return the days by which something was said, the earliest first."""
    days = {one.since for voice in course for one in voice.said if one.since}
    return tuple(Stop(day, index.in_words(day)) for day in sorted(days))


def jumps(index: Index, table: Table, context: dict[str, object]) -> list[Link]:
    """Return links to the sections that the page has."""
    there = {
        "answers": table.rows or not table.silent,
        "silence": table.silent,
        "reasons": table.reasons,
        "arithmetic": table.arithmetic,
        "not-compared": context["apart"],
        "over-time": context["voices"],
        "definitions": context["definitions"],
        "terms": context["terms"],
        "notes": context["notes"],
    }
    return [Link(index.wording.say(f"question.jump.{mark}"), f"#{mark}") for mark, held in there.items() if held]
