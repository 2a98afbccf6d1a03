"""What an entry points to is in the record.

bad:
    by: fetsival-office

good:
    by: festival-office
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import schema
from generator.model import Checked, Record
from generator.problems import Problem, did_you_mean

WHY = "a page cannot link to what is not there"
FOLDER = {
    "actor": "actors",
    "speaker": "actors",
    "place": "places",
    "event": "events",
    "question": "questions",
    "source": "sources",
}


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each reference to something that no file declares."""
    for checked, path, marker, text, entry in record.texts("ref"):
        known = targets(record, checked, marker.to, entry)
        if known is None or text in known:
            continue
        mend = f"correct the id, or add `facts/{FOLDER[marker.to]}/{text}.yml`" if marker.to in FOLDER else "correct the id"
        if marker.to == "party":
            mend = "correct the id, or add the party to `facts/parties.yml`"
        elif marker.to in ("population", "choice") and known:
            mend = f"use one of: {', '.join(sorted(known))}"
        yield checked.problem(
            "unknown-id",
            path,
            f"there is no {marker.to} `{text}`",
            why=WHY,
            mend=mend,
            hint=did_you_mean(text, known),
        )


def targets(record: Record, checked: Checked, to: str, entry: schema.Entry) -> set[str] | None:
    """Return the ids that a reference may name; None when that cannot be told because another file is broken."""
    if to == "population":
        return populations(record, checked, entry)
    if to == "choice":
        question = checked.shape
        return {choice.id for choice in question.choices} if isinstance(question, schema.QuestionFile) else None
    known = record.ids[to]
    if to == "claim":
        own = f"{checked.document.id}/"
        return known | {claim.removeprefix(own) for claim in known if claim.startswith(own)}
    return known


def populations(record: Record, checked: Checked, entry: schema.Entry) -> set[str] | None:
    """Return the populations that a claim's question, or the question itself, declares."""
    question = record.questions.get(entry.question) if isinstance(entry, schema.ClaimEntry) else checked.shape
    return {population.id for population in question.populations} if isinstance(question, schema.QuestionFile) else None
