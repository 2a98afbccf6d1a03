"""JSON Schemas of the fact files, for editors: they explain fields and complete ids while somebody types.

Draft 7, which the YAML language server knows best. Fields and words come from `schema`, ids from the facts. An id that
the schemas do not list is no mistake to them: they may be older than the file that gives it, and `check` knows better.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin

from generator import schema
from generator.cells import pretty_json
from generator.model import Facts
from generator.rules.address import LANGUAGE
from generator.schema import Entry, Marker

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
IDS = "ids.json"
LISTED = ("actor", "speaker", "party", "place", "event", "question", "source", "population")

# What a text of a kind looks like to an editor, which takes a plain number for a number.
KINDS: dict[str, Schema] = {
    "text": {"type": "string", "minLength": 1},
    "id": {
        "type": "string", "pattern": f"^{schema.ID.pattern}$", "maxLength": schema.ID_LENGTH, "examples": ["lights-out"],
    },
    "edtf": {"type": ["string", "integer"], "examples": ["2023-06-18", "2023-06", "2023-06-17/2023-06-18", "2023-06~"]},
    "value": {"type": ["string", "number"], "examples": [62, "at least 40", "40..45", "dozens", "2023-06-17"]},
    "quote": {"type": "string", "minLength": 1, "examples": ["said that at least 6000 people stood"]},
    "url": {"type": "string", "pattern": "^https?://[^\\s]+$", "examples": ["https://news.example/2023/lantern-night"]},
    "language": {"type": "string", "pattern": f"^{LANGUAGE.pattern}$", "examples": ["en", "hy", "az", "ru"]},
    "ref": {"type": "string", "minLength": 1},
}  # fmt: skip


def files(facts: Facts) -> dict[str, bytes]:
    """Return every schema by the name of its file: one for each kind of fact file, and the ids that they complete."""
    return {name: pretty_json(made) for name, made in (fields() | {IDS: ids(facts)}).items()}


def fields() -> dict[str, Schema]:
    """Return the schema of each kind of fact file, by the name of its file; it follows from the code alone."""
    return {f"{kind}.json": {"$schema": DRAFT, **of_entry(entry)} for kind, entry in schema.FILES.items()}


def of_entry(entry: type[Entry]) -> Schema:
    """Return the schema of a map."""
    names = schema.fields(entry)
    made: Schema = {
        "type": "object",
        "description": _plain(entry.__doc__ or ""),
        "markdownDescription": entry.__doc__ or "",
        "properties": {name: _field(entry, attribute, marker) for name, (attribute, marker) in names.items()},
        "required": [name for name, (attribute, _) in names.items() if entry.model_fields[attribute].is_required()],
        "additionalProperties": False,
    }
    if entry is schema.ClaimEntry:
        made["allOf"] = [{"$ref": f"{IDS}#/definitions/claim"}]
        made["not"] = {"required": ["value", "response"]}
    return made


def _field(entry: type[Entry], attribute: str, marker: Marker | None) -> Schema:
    info = entry.model_fields[attribute]
    text = info.description or ""
    made: Schema = {"description": _plain(text), "markdownDescription": text} | _of_type(info.annotation, marker)
    if made.get("type") == "array" and any(getattr(limit, "min_length", 0) for limit in info.metadata):
        made["minItems"] = 1
    if not info.is_required() and info.default not in (None, ()):
        made["default"] = info.default
    return made


def _of_type(annotation: Any, marker: Marker | None) -> Schema:
    """Return the schema of a type of the model: a list, a map, one of several words, a number, a text."""
    kind = get_origin(annotation)
    if kind is Literal:
        return {"enum": list(get_args(annotation))}
    if kind is tuple:
        return {"type": "array", "items": _of_type(get_args(annotation)[0], marker)}
    if isinstance(annotation, type) and issubclass(annotation, Entry):
        return of_entry(annotation)
    if annotation is bool:
        return {"type": "boolean"}
    if annotation is int:
        return {"type": "integer", "minimum": 1, "maximum": 999_999}
    inner = [one for one in get_args(annotation) if one is not NoneType and not isinstance(one, Marker)]
    if kind is UnionType or inner:
        return _of_type(inner[0], marker)
    if marker and marker.to in LISTED:
        return {"allOf": [{"$ref": f"{IDS}#/definitions/{marker.to}"}]}
    return dict(KINDS[marker.kind if marker else "text"])


def _plain(text: str) -> str:
    """Return a description without the marks of code, for editors that show no Markdown."""
    return text.replace("`", "")


def ids(facts: Facts) -> Schema:
    """Return the ids of the record as definitions, which complete and refuse none."""
    actors = sorted(facts.actors)
    known = {
        "actor": actors,
        "speaker": ["publisher", "author", *actors],
        "party": sorted(facts.parties),
        "place": sorted(facts.places),
        "event": sorted(facts.events),
        "question": sorted(facts.questions),
        "source": sorted(facts.sources),
        "population": sorted({one.id for question in facts.questions.values() for one in question.populations}),
    }
    definitions: Schema = {name: _completing(found) for name, found in known.items()}
    definitions["claim"] = {"allOf": list(_of_questions(facts))}
    if not definitions["claim"]["allOf"]:
        definitions["claim"] = {}
    return {"$schema": DRAFT, "description": "The ids of this record.", "definitions": definitions}


def _completing(found: list[str]) -> Schema:
    return {"anyOf": [{"enum": found}, KINDS["ref"]]} if found else KINDS["ref"]


def _of_questions(facts: Facts) -> Iterable[Schema]:
    """Yield what each question says of the claims that answer it: the populations, and the answers of a choice."""
    for ident, question in sorted(facts.questions.items()):
        offered = {
            "of": [one.id for one in question.populations],
            "value": [one.id for one in question.choices] or (sorted(facts.places) if question.type == "place" else []),
        }
        then = {name: {"anyOf": [{"enum": found}, {}]} for name, found in offered.items() if found}
        if then and "." not in ident:
            asked = {"properties": {"question": {"const": ident}}, "required": ["question"]}
            yield {"if": asked, "then": {"properties": then}}
