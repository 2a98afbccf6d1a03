"""What an entry points to is in the record.

bad:
    by: fetsival-office

good:
    by: festival-office
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import schema, wording
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
NAMED = {"interface": "interface in the language", "translated": "item to translate called"}


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each reference to something that no file declares."""
    yield from translations(record)
    for checked, path, marker, text, entry in record.texts("ref"):
        known = targets(record, checked, marker.to, text, entry)
        if known is None or text in known:
            continue
        mend = f"correct the id, or add `facts/{FOLDER[marker.to]}/{text}.yml`" if marker.to in FOLDER else "correct the id"
        if marker.to in FOLDER and not schema.ID.fullmatch(text):
            mend = "correct the id; by itself an event has the questions `<event>.date` and `<event>.place` only"
            mend = mend if marker.to == "question" else "correct the id: it is small letters, digits and single hyphens"
        if marker.to == "party":
            mend = "correct the id, or add the party to `facts/parties.yml`"
        elif marker.to == "interface":
            mend = f"use one of: {', '.join(sorted(known))}; or translate the words: generator/interface/{text}.yml"
        elif marker.to == "translated":
            mend = "write the folder and the id, such as `actors/town-council`; names of places are not translated"
        elif marker.to == "essay":
            mend = f"correct the id, or write docs/essays/{text}.md"
        elif marker.to in ("population", "choice") and known:
            mend = f"use one of: {', '.join(sorted(known))}"
        elif marker.to == "population":
            mend = f"delete `{path[-1]}`: the question has no populations"
        yield checked.problem(
            "unknown-id",
            path,
            f"there is no {NAMED.get(marker.to, marker.to)} `{text}`",
            why=WHY,
            mend=mend,
            hint=did_you_mean(text, known),
        )


def translations(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each file of names in a language that the site does not know."""
    known = set(wording.languages()) - {wording.ORIGINAL}
    for checked, _ in record.of_kind("translation"):
        ident = checked.document.id
        if ident not in known:
            yield checked.problem_at(
                "unknown-id", 0, 0, 0, f"there is no interface in the language `{ident}`",
                why="nothing would show these names",
                mend=f"name the file after one of: {', '.join(sorted(known))}; or translate the words: "
                f"generator/interface/{ident}.yml", hint=did_you_mean(ident, known),
            )  # fmt: skip


def targets(record: Record, checked: Checked, to: str, text: str, entry: schema.Entry) -> set[str] | None:
    """Return the ids that a reference may name; None when that cannot be told because another file is broken."""
    if to == "population":
        return populations(record, checked, entry)
    if to == "choice":
        question = checked.shape
        return {choice.id for choice in question.choices} if isinstance(question, schema.QuestionFile) else None
    if to == "interface":
        return set(wording.languages()) - {wording.ORIGINAL}
    if to == "essay":  # a record of an older day comes without its essays
        return None if record.essays is None else {*record.essays}
    known = record.ids[to]
    if to == "party" and unreadable(record, "parties", "parties"):
        return None
    if to == "claim":
        if unreadable(record, "source", text.partition("/")[0] if "/" in text else checked.document.id):
            return None
        own = f"{checked.document.id}/"
        return known | {claim.removeprefix(own) for claim in known if claim.startswith(own)}
    return known


def unreadable(record: Record, kind: str, ident: str) -> bool:
    """Return whether that document is there and its ids cannot be told, because it could not be read."""
    broken = (checked.document for checked in record.checked if checked.shape is None)
    return any(document.kind == kind and document.id == ident for document in broken)


def populations(record: Record, checked: Checked, entry: schema.Entry) -> set[str] | None:
    """Return the populations that a claim's question, or the question itself, declares."""
    question = record.questions.get(entry.question) if isinstance(entry, schema.ClaimEntry) else checked.shape
    return {population.id for population in question.populations} if isinstance(question, schema.QuestionFile) else None
