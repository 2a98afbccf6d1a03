"""What a browser needs to tell problems as `check` does: tables and reasons, taken from the modules that own them.

Nothing is declared here. The scripts in `docs/assets/composer/` read these tables, and tests/browser/test_composer.py holds
what they make of a claim against what the rules say of it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from generator import archive, characters, dates, evidence, fmt, schema, units, values
from generator.rules import (
    address,
    ambiguous_quote,
    attribution_verb,
    date,
    duplicate_id,
    facet,
    file_name,
    implicit_typing,
    invisible_character,
    legible,
    loaded_word,
    missing_field,
    not_in_source,
    paragraph,
    person,
    quote,
    speaker,
    value,
    value_in_quote,
    whole_sentence,
    wrong_type,
)
from generator.schema import Entry

WRITTEN: dict[str, type[Entry]] = {"claim": schema.ClaimEntry, "source": schema.SourceFile, "actor": schema.ActorFile}


@cache
def tables() -> dict[str, Any]:
    """Return the tables, ready to be written as JSON."""
    return {
        "hedges": values.HEDGES, "vague": values.VAGUE, "none": values.NONE,
        "units": {name: dimension for name, (dimension, _) in units.UNITS.items()}, "aliases": units.ALIASES,
        "seasons": {number: dates.season(number) for number in range(21, 25)},
        "fold": {chr(code): text for code, text in evidence.FOLD.items()},
        "before": evidence.BEFORE, "after": evidence.AFTER, "sentenceEnd": archive.END.pattern,
        "invisible": ranges(characters.INVISIBLE), "joiners": characters.JOINERS, "mostMarks": characters.MOST_MARKS,
        "quoteWords": [quote.LEAST, quote.MOST],
        "id": [schema.ID.pattern, schema.ID_LENGTH], "reserved": sorted(file_name.RESERVED),
        "language": address.LANGUAGE.pattern,
        "types": [[pattern.pattern, "i" if pattern.flags & re.IGNORECASE else ""] for _, pattern in implicit_typing.TYPES],
        "allowed": {kind: pattern.pattern for kind, pattern in implicit_typing.ALLOWED.items()},
        "loaded": loaded_word.WORDS, "judging": attribution_verb.JUDGING,
        "takes": value.TAKES,
        "fields": {name: _fields(entry) for name, entry in WRITTEN.items()},
        "why": reasons(),
    }  # fmt: skip


def reasons() -> dict[str, str]:
    """Return why each rule asks what it asks, by its id; where a rule has several reasons, with a word after it."""
    return {
        "address.url": address.WHY_URL, "address.language": address.WHY_LANGUAGE,
        "ambiguous-quote": ambiguous_quote.WHY, "attribution-verb": attribution_verb.WHY, "date": date.WHY,
        "duplicate-id": duplicate_id.WHY, "facet": facet.WHY, "file-name": file_name.WHY,
        "invisible-character": invisible_character.WHY, "legible": legible.WHY, "loaded-word": loaded_word.WHY,
        "missing-field": missing_field.WHY, "not-in-source": not_in_source.WHY, "paragraph": paragraph.WHY,
        "person": person.WHY,
        "quote.short": quote.WHY_SHORT, "quote.long": quote.WHY_LONG, "speaker": speaker.WHY, "value": value.WHY,
        "value-in-quote": value_in_quote.WHY, "whole-sentence": whole_sentence.WHY,
        "wrong-type": wrong_type.WHY,
    } | {f"missing-field.{name}": why for name, why in missing_field.WHY_FIELD.items()}  # fmt: skip


def _fields(entry: type[Entry]) -> list[list[Any]]:
    """Return the fields of an entry in the order of `fmt`: name, what its text is, whether it is needed, its meaning."""
    known = schema.fields(entry)
    found = []
    for name in fmt.order(entry):
        attribute, marker = known[name]
        info = entry.model_fields[attribute]
        kind = marker.kind if marker else ""
        found.append([name, kind, info.is_required(), missing_field.description(entry, name)])
    return found


def ranges(found: frozenset[str]) -> list[list[int]]:
    """Return characters as ranges of their numbers, first and last."""
    made: list[list[int]] = []
    for code in sorted(map(ord, found)):
        if made and made[-1][1] == code - 1:
            made[-1][1] = code
        else:
            made.append([code, code])
    return made
