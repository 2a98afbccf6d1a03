"""The rows of every table of the data contract, from facts and comparison, each table in one documented order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from generator import contract, mentions, names, origins, views
from generator.answers import Answer
from generator.compare import Comparison
from generator.dates import Span
from generator.model import Claim, Facts, claim_id
from generator.schema import Cited, Entry
from generator.values import Interval

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]


class _Of(NamedTuple):
    facts: Facts
    found: Comparison


def tables(facts: Facts, found: Comparison) -> dict[str, list[Row]]:
    """Return the rows of every table by the table's name, each row with the fields of the contract in their order."""
    makers = {
        "claims": _claims, "citations": _citations, "discrepancies": _discrepancies, "questions": _questions,
        "populations": _populations, "choices": _choices, "notes": _notes, "actors": _actors, "names": _names,
        "roles": _roles, "events": _events, "involvements": _involvements, "places": _places,
        "containments": _containments, "sources": _sources, "derivations": _derivations, "sums": _sums,
        "further_quotes": _further_quotes, "set_aside": _set_aside, "parties": _parties, "record": _record,
    }  # fmt: skip
    of = _Of(facts, found)
    return {
        table.name: [{field: row[field] for field in table.names} for row in makers[table.name](of)]
        for table in contract.TABLES
    }


def _claims(of: _Of) -> list[Row]:
    """One row a claim, in the one order of claims."""
    return [_claim(of, claim) for claim in sorted(of.facts.claims, key=origins.order)]


def _claim(of: _Of, claim: Claim) -> Row:
    entry, standing = claim.entry, of.found.standings[claim.id]
    low, high = bounds(standing.answer)
    return _shape(entry) | {
        "id": claim.id,
        "by": claim.by,
        "party": claim.party or None,
        "said": claim.said or None,
        "as_of": claim.as_of or None,
        "over": claim.over or None,
        "low": low,
        "high": high,
        "source": claim.source,
        "part": entry.part or "body",
        "origin": standing.origin,
        "superseded_by": standing.superseded_by or None,
        "url": views.claim_href(0, claim),
        "own_voice": claim.own_voice,
    }


def bounds(answer: Answer | None) -> tuple[Any, Any]:
    """Return the ends of a number or a date, None where open or where there are none."""
    if isinstance(answer, Interval):
        return tuple(None if end is None else int(end) if end % 1 == 0 else float(end) for end in (answer.low, answer.high))  # type: ignore[return-value]
    if isinstance(answer, Span):
        return tuple(None if day is None else day.isoformat() for day in (answer.earliest, answer.latest))  # type: ignore[return-value]
    return None, None


def _shape(entry: Entry) -> Row:
    """Return the fields of an entry by the names that they have in a file, lists as lists."""
    fields = {info.alias or name: getattr(entry, name) for name, info in type(entry).model_fields.items()}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in fields.items()}


def _citations(of: _Of) -> list[Row]:
    """Every citation of anything, sorted by source and paragraph."""
    facts = of.facts
    rows: list[Row] = []
    for claim in facts.claims:
        cited_by = {"kind": "claim", "id": claim.id}
        rows.append(_citation(claim.source, claim.entry.paragraph, claim.entry.quote, cited_by))
        rows += [_citation(claim.source, also.paragraph, also.quote, cited_by) for also in claim.entry.also]
    for ident, source in facts.sources.items():
        for step in source.derived_from:
            rows.append(_citation(ident, step.paragraph, step.quote, {"kind": "source", "id": ident}))
        for total in source.sums:
            if total.paragraph and total.quote:
                rows.append(_citation(ident, total.paragraph, total.quote, {"kind": "sum", "id": f"{ident}/{total.id}"}))
    for kind, ident, entry, what in mentions.citing_entries(facts):
        about = what.partition(":")[0] if kind != "event" else "involved"
        cited_by = {"kind": f"{kind} {about}", "id": ident}
        rows.append(_citation(entry.source, entry.paragraph, entry.quote, cited_by))
    return sorted(rows, key=lambda r: (r["source"], r["paragraph"], r["cited_by"]["kind"], r["cited_by"]["id"], r["quote"]))


def _citation(source: str, paragraph: int, quote: str, cited_by: dict[str, str]) -> Row:
    return {"source": source, "paragraph": paragraph, "quote": quote, "cited_by": cited_by}


def _discrepancies(of: _Of) -> list[Row]:
    """One row a discrepancy, in the order in which comparing yields them."""
    rows: list[Row] = []
    taken: dict[str, int] = {}
    for each in of.found.discrepancies:
        groups = [list(group) for group in each.groups]
        told = "\n".join([each.question, each.kind, each.facet, *(" ".join(group) for group in groups)])
        ident = hashlib.sha256(told.encode()).hexdigest()[:12]
        taken[ident] = taken.get(ident, 0) + 1  # two documents may declare one sum
        rows.append(
            {
                "question": each.question,
                "relation": each.relation,
                "kind": each.kind,
                "claims": list(each.claims),
                "groups": groups,
                "facet": each.facet or None,
                "why": each.why,
                "id": ident if taken[ident] == 1 else f"{ident}-{taken[ident]}",
            }
        )
    return rows


def _questions(of: _Of) -> list[Row]:
    return [_shape(shape) | {"id": ident, "by_itself": "." in ident} for ident, shape in sorted(of.facts.questions.items())]


def _populations(of: _Of) -> list[Row]:
    """Sorted by question, in the order of its file."""
    questions = sorted(of.facts.questions.items())
    return [_shape(one) | {"question": ident} for ident, shape in questions for one in shape.populations]


def _choices(of: _Of) -> list[Row]:
    questions = sorted(of.facts.questions.items())
    return [_shape(one) | {"question": ident} for ident, shape in questions for one in shape.choices]


def _notes(of: _Of) -> list[Row]:
    return [
        _shape(note) | {"question": ident, "number": number}
        for ident, shape in sorted(of.facts.questions.items())
        for number, note in enumerate(shape.notes, 1)
    ]


def _actors(of: _Of) -> list[Row]:
    actors = sorted(of.facts.actors.items())
    return [_shape(shape) | {"id": ident, "label": names.actor_label(shape)} for ident, shape in actors]


def _places(of: _Of) -> list[Row]:
    places = sorted(of.facts.places.items())
    return [_shape(shape) | {"id": ident, "label": names.place_label(shape)} for ident, shape in places]


def _names(of: _Of) -> list[Row]:
    """Actors' names first, then places'; those of one item in alphabetical order."""
    facts = of.facts
    actors = [_shape(n) | {"actor": ident, "place": None} for ident, one in facts.actors.items() for n in one.names]
    places = [_shape(n) | {"actor": None, "place": ident} for ident, one in facts.places.items() for n in one.names]
    return sorted(
        actors + places,
        key=lambda row: (row["actor"] is None, row["actor"] or row["place"], names.sort_key(row["name"]), *_whole(row)),
    )


def _whole(row: Row) -> tuple[str, ...]:
    """Return a key that orders rows that differ in anything."""
    return tuple(f"{value:09}" if type(value) is int else str(value) for value in row.values())


def _cited(owner: str, entries: Iterable[tuple[str, Cited]], **as_: str) -> list[Row]:
    """Return cited entries as rows, sorted by what they belong to, document and paragraph; `as_` renames a field."""
    rows = []
    for ident, entry in entries:
        row = _shape(entry)
        row |= {new: row.pop(old) for new, old in as_.items()}
        rows.append(row | {owner: ident})
    return sorted(rows, key=lambda row: (row[owner], row["source"], row["paragraph"], *_whole(row)))


def _roles(of: _Of) -> list[Row]:
    return _cited("actor", ((ident, role) for ident, shape in of.facts.actors.items() for role in shape.roles))


def _containments(of: _Of) -> list[Row]:
    held = ((ident, outer) for ident, shape in of.facts.places.items() for outer in shape.within)
    return _cited("place", held, within="place")


def _events(of: _Of) -> list[Row]:
    return [_shape(shape) | {"id": ident} for ident, shape in sorted(of.facts.events.items())]


def _involvements(of: _Of) -> list[Row]:
    return _cited("event", ((ident, one) for ident, shape in of.facts.events.items() for one in shape.involved))


def _sources(of: _Of) -> list[Row]:
    return [_shape(shape) | {"id": ident} for ident, shape in sorted(of.facts.sources.items())]


def _derivations(of: _Of) -> list[Row]:
    return [
        {"source": ident, "number": number, "publisher": step.publisher, "from": step.source,
         "paragraph": step.paragraph, "quote": step.quote}
        for ident, shape in sorted(of.facts.sources.items())
        for number, step in enumerate(shape.derived_from, 1)
    ]  # fmt: skip


def _sums(of: _Of) -> list[Row]:
    rows = [
        _shape(total) | {
            "id": f"{ident}/{total.id}",
            "source": ident,
            "total": claim_id(ident, total.total),
            "parts": [claim_id(ident, part) for part in total.parts],
            "less": [claim_id(ident, part) for part in total.less],
        }
        for ident, shape in of.facts.sources.items()
        for total in shape.sums
    ]  # fmt: skip
    return sorted(rows, key=lambda row: str(row["id"]))


def _further_quotes(of: _Of) -> list[Row]:
    return [
        _shape(also) | {"claim": claim.id, "number": number}
        for claim in sorted(of.facts.claims, key=lambda claim: claim.id)
        for number, also in enumerate(claim.entry.also, 1)
    ]


def _set_aside(of: _Of) -> list[Row]:
    rows = [_shape(one) | {"source": ident} for ident, shape in of.facts.sources.items() for one in shape.set_aside]
    return sorted(rows, key=lambda row: (row["source"], row["paragraph"], row["words"] or "", row["why"]))


def _parties(of: _Of) -> list[Row]:
    return [_shape(party) for _, party in sorted(of.facts.parties.items())]


def _record(of: _Of) -> list[Row]:
    facts = of.facts
    return [{"title": facts.title, "about": facts.about or None, "lead": list(facts.lead)}] if facts.title else []
