"""A map has every field that its kind needs.

bad:
    - id: crowd-at-nine
      question: crowd-at-once
      value: at least 6000

good:
    - id: crowd-at-nine
      question: crowd-at-once
      by: festival-office
      value: at least 6000
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import load, schema
from generator.model import Record, ShapeFault
from generator.problems import Problem, did_you_mean

WHY = "without it the entry cannot be shown or checked"
WHY_FIELD = {
    "quote": "without its quote a reader cannot check the claim",
    "paragraph": "without its paragraph a reader cannot find the quote",
    "by": "without its speaker nobody can tell who answers for it",
    "source": "nothing stands on the site without its source",
    "question": "without its question a claim cannot be compared with others",
    "says": "without a paraphrase a reader has only a fragment of a sentence",
}

_NOUNS = {
    "SourceFile": "a source", "ActorFile": "an actor", "PlaceFile": "a place", "EventFile": "an event",
    "QuestionFile": "a question", "PartiesFile": "parties.yml", "RecordFile": "record.yml", "ClaimEntry": "a claim",
    "Name": "a name", "Role": "a role", "Within": "a containment", "Involvement": "an involvement",
    "Party": "a party", "Population": "a population", "Choice": "a choice", "Derivation": "an entry of `derived_from`",
    "Annotation": "a note", "SetAside": "an entry of `set_aside`", "Here": "an entry of `also`", "Sum": "a sum",
    "CorrectionsFile": "corrections.yml", "Correction": "a correction",
    "TranslationFile": "a translation", "TranslatedName": "a translated name",
}  # fmt: skip


def noun(entry: type[schema.Entry]) -> str:
    """Return what an author calls an entry of that class."""
    return _NOUNS.get(entry.__name__, entry.__name__)


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each required field that is not there, at the entry that lacks it."""
    for checked in record.checked:
        for fault in checked.faults:
            name = fault.name
            if fault.kind == "missing" and name not in misspelt(fault):
                yield checked.problem_on(
                    "missing-field", fault.node, f"{noun(fault.entry)} needs the field `{name}`",
                    why=WHY_FIELD.get(name, WHY),
                    mend=f"add `{name}:` ({description(fault.entry, name)})",
                )  # fmt: skip


def misspelt(fault: ShapeFault) -> set[str]:
    """Return the fields that unknown keys beside the missing one nearly spell: `unknown-field` tells those."""
    known = schema.fields(fault.entry)
    keys = fault.node.entries if isinstance(fault.node, load.Mapping) else {}
    hints = (did_you_mean(key, known) for key in list(keys)[:100] if key not in known)
    return {hint.split("`")[1] for hint in hints if hint}


def description(entry: type[schema.Entry], name: str) -> str:
    """Return the description of a field, as the tables of the documentation give it."""
    attribute = schema.fields(entry)[name][0]
    return (entry.model_fields[attribute].description or "").rstrip(".")
