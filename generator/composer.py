"""The page on which a claim is composed in the browser, and the data that it works with.

It needs no server: what it loads are scripts that hold data alone, one of the whole record without its claims, and one a
document, with the ids of its claims and the fingerprint that the repository publishes beside its facts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, get_args
from urllib.parse import quote, urlencode

from generator import grammar, names, reasons, schema, views
from generator.edition import Edition
from generator.index import Index, sorted_ids
from generator.search import script_json
from generator.views import Page
from generator.wording import ORIGINAL

PATH = "contribute/compose/index.md"
RECORD = "assets/compose-record.js"
TOLD = 5  # answers of a question that the page shows; the question's own page has all
SECTION = "compose.script."
HEDGES = ("at least", "more than", "at most", "fewer than", "about", "nearly")  # those that the form offers
KINDS = ("question", "source", "actor", "event")


def href(depth: int, kind: str = "", ident: str = "") -> str:
    """Return the address of the page with something chosen already, if `kind` is one that can be."""
    chosen = {"question": f"{ident}.date"} if kind == "event" else {{"actor": "by"}.get(kind, kind): ident}
    query = f"?{urlencode(chosen)}" if kind in KINDS and ident else ""
    return f"{views.up(depth)}contribute/compose/index.html{query}"


def page(index: Index, edition: Edition) -> Page:
    """Return the page, with the files of data that belong to it."""
    say = index.wording.say
    texts = {key.removeprefix(SECTION): text for key, text in index.wording.texts.items() if key.startswith(SECTION)}
    context = {
        "texts": json.dumps(texts, ensure_ascii=False, separators=(",", ":")), "record_language": ORIGINAL,
        "repository": edition.repository, "form": form(edition.repository),
        "kinds": _offered(index, "source.kinds", get_args(schema.SourceKind)),
        "hedges": _offered(index, "compose.how", HEDGES),
        "responses": _offered(index, "compose.response", get_args(schema.Response)),
        "actor_kinds": _offered(index, "compose.actor", get_args(schema.ActorKind)),
        "capacities": _offered(index, "compose.capacity", get_args(schema.Capacity)),
    }  # fmt: skip
    return Page(
        PATH, "compose.md.j2", say("compose.title"), say("compose.description"), context,
        files=tuple(files(index)) if index.wording.language == ORIGINAL else (), wide=True,
    )  # fmt: skip


def form(repository: str) -> str:
    """Return the address of the form of an issue that tells of a missing claim; nothing where there is no repository."""
    given = {"template": "claim.yml", "title": "Missing: "}
    return f"{repository}/issues/new?{urlencode(given, quote_via=quote)}" if repository else ""


def _offered(index: Index, section: str, words: Iterable[str]) -> list[tuple[str, str]]:
    """Return each word that a file holds with what the form calls it: in another language, both."""
    told = ((word, index.wording.say(f"{section}.{word}")) for word in words)
    return [(word, label if label == word else f"{label} ({word})") for word, label in told]


def files(index: Index) -> Iterator[tuple[str, str]]:
    """Yield path and text of the scripts that the page loads."""
    yield RECORD, f"window.sideBySideRecord = {script_json(record(index))};\n"
    for ident in sorted(index.facts.sources):
        yield f"sources/{ident}/compose.js", f"sideBySideSource({script_json(of_source(index, ident))});\n"


def record(index: Index) -> dict[str, Any]:
    """Return what can be chosen, each kind in alphabetical order, and the tables of the rules."""
    facts = index.facts
    return {
        "tables": grammar.tables(),
        "questions": [question(index, ident) for ident in sorted_ids(index, "question")],
        "actors": [_named(index, "actor", ident) for ident in sorted_ids(index, "actor")],
        "places": [_named(index, "place", ident) for ident in sorted_ids(index, "place")],
        "sources": [source(index, ident) for ident in sorted_ids(index, "source")],
        "taken": sorted({*facts.sources, *(old for shape in facts.sources.values() for old in shape.was)}),
    }


def _named(index: Index, kind: str, ident: str) -> dict[str, Any]:
    shapes: Any = {"actor": index.facts.actors, "place": index.facts.places}[kind]
    label = names.label(index.facts, kind, ident)
    return {"id": ident, "name": label, "names": [one.name for one in shapes[ident].names if one.name != label]}


def question(index: Index, ident: str) -> dict[str, Any]:
    """Return a question with what an answer to it needs, and the first answers that there are; nothing that is empty."""
    shape = index.facts.questions[ident]
    answers: dict[str, list[str]] = {}
    for claim in index.by_question.get(ident, ()):
        speakers = answers.setdefault(reasons.answer_in_words(index.facts, claim), [])
        label = names.label(index.facts, "actor", claim.by)
        if label not in speakers:
            speakers.append(label)
    told = {
        "id": ident, "title": shape.title, "topic": shape.topic, "about": shape.about, "type": shape.type,
        "unit": shape.unit, "decimals": shape.decimals, "time": shape.time,
        "populations": [[one.id, one.name] for one in shape.populations],
        "choices": [[one.id, one.name] for one in shape.choices],
        "answers": [[answer, speakers] for answer, speakers in list(answers.items())[:TOLD]],
        "more": max(0, len(answers) - TOLD),
        "page": views.href(0, "question", ident),
    }  # fmt: skip
    return {key: value for key, value in told.items() if value}


def source(index: Index, ident: str) -> dict[str, Any]:
    """Return a document as it can be chosen."""
    shape = index.facts.sources[ident]
    told = {
        "id": ident, "title": shape.title, "publisher": shape.publisher, "authors": list(shape.authors),
        "published": shape.published, "language": shape.language, "url": shape.url,
    }  # fmt: skip
    return {key: value for key, value in told.items() if value}


def of_source(index: Index, ident: str) -> dict[str, Any]:
    """Return what the check of a further claim of a document rests on: its claims, its fingerprint, where its file ends."""
    shape, mark = index.facts.sources[ident], index.facts.fingerprints.get(ident)
    claims = [
        [entry.id, entry.question, entry.by, entry.of or "", entry.where or "", entry.value or entry.response or "",
         entry.as_of or entry.over or ""]
        for entry in shape.claims
    ]  # fmt: skip
    return {
        "id": ident, "claims": claims, "fingerprint": [mark.sha256, list(mark.runs)] if mark else None,
        "below": next((name for name in ("sums", "was") if getattr(shape, name)), ""),
    }  # fmt: skip
