"""The page of a question: every answer beside every other."""

from __future__ import annotations

from generator import history, views
from generator.index import Index
from generator.schema import QuestionFile
from generator.views import Page

TYPES = {
    "count": "a number",
    "date": "a date",
    "place": "a place",
    "choice": "one of several answers",
    "position": "a free answer",
}
TIMES = {
    "stock": "at a moment",
    "flow": "within a period",
    "total": "a running total up to a moment",
    "none": "",
}


def page(index: Index, ident: str) -> Page:
    """Return the page of a question."""
    shape = index.facts.questions[ident]
    table = views.table(index, 2, ident)
    definitions = [(p.name, p.about or part_of(shape, p.part_of)) for p in shape.populations]
    definitions += [(choice.name, excluded(shape, choice.excludes)) for choice in shape.choices]
    claims, from_, alone = index.origins(ident)
    facts = [("On record", f"{claims} claims, {from_} origins"), ("Resting on one origin alone", f"{alone} of {claims}")]
    facts = facts if claims else []
    facts += [("Answers are", TYPES[shape.type]), ("Unit", shape.unit or ""), ("Counted", TIMES[shape.time])]
    if shape.type == "choice":
        facts.append(
            (
                "Two different answers",
                "cannot both be true" if shape.exclusive else "can both be true, unless they say otherwise",
            )
        )
    return Page(
        f"questions/{ident}/index.md", "question.md.j2", shape.title, table.headline,
        {
            "table": table,
            "about": shape.about or "",
            "facts": [(term, text) for term, text in facts if text],
            "event": views.link(index, 2, "event", shape.event) if shape.event else None,
            "definitions": definitions,
            "histories": [
                (views.link(index, 2, "actor", one.speaker), [views.row(index, 2, c) for c in one.claims])
                for one in history.histories(index.by_question.get(ident, ()))
            ],
            "notes": [
                {
                    "text": note.note,
                    "quote": views.cited(index, 2, note),
                    "claims": [views.claim_link(index, 2, claim) for claim in note.claims],
                }
                for note in shape.notes
            ],
        },
        f"questions/{ident}.yml", wide=True,
    )  # fmt: skip


def part_of(shape: QuestionFile, whole: str | None) -> str:
    """Return what a population is a part of, in words."""
    return next((f"part of: {p.name}" for p in shape.populations if p.id == whole), "")


def excluded(shape: QuestionFile, excludes: tuple[str, ...]) -> str:
    """Return which answers a choice excludes, in words."""
    listed_ = [choice.name for choice in shape.choices if choice.id in excludes]
    return f"excludes: {'; '.join(listed_)}" if listed_ else ""
