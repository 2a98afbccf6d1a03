"""The data files: every claim, citation and discrepancy as JSON and CSV, by the contract in docs/data.md."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from generator import cite, mentions, origins, views
from generator.answers import Answer
from generator.compare import Comparison
from generator.dates import Span
from generator.model import Claim, Facts
from generator.values import Interval

CONTRACT = 1
Row = dict[str, Any]


def files(facts: Facts, found: Comparison) -> dict[str, str]:
    """Return every data file by its name."""
    tables = {
        "claims": claims(facts, found),
        "citations": citations(facts),
        "discrepancies": discrepancies(found),
    }
    made = {f"{name}.json": as_json(rows) for name, rows in tables.items()}
    columns = {"claims": CLAIM, "citations": CITATION, "discrepancies": DISCREPANCY}
    made |= {f"{name}.csv": as_csv(rows, columns[name]) for name, rows in tables.items()}
    made["sources.bib"] = "\n".join(cite.bibtex(facts, ident) for ident in sorted(facts.sources))
    made["sources.csl.json"] = cite.csl_text(facts, sorted(facts.sources))
    made["contract.json"] = as_json({"contract": CONTRACT, "files": sorted(made)})
    return made


CLAIM = (
    "id", "question", "by", "party", "via", "said", "as_of", "over", "of", "where", "value", "low", "high", "response",
    "source", "paragraph", "quote", "says", "part", "origin", "superseded_by", "url",
)  # fmt: skip
CITATION = ("source", "paragraph", "quote", "cited_by")
DISCREPANCY = ("question", "relation", "kind", "claims", "groups", "facet", "why")


def claims(facts: Facts, found: Comparison) -> list[Row]:
    """Return one row a claim, in the one order of claims."""
    return [_claim(facts, found, claim) for claim in sorted(facts.claims, key=origins.order)]


def _claim(facts: Facts, found: Comparison, claim: Claim) -> Row:
    entry, standing = claim.entry, found.standings[claim.id]
    low, high = bounds(standing.answer)
    return {
        "id": claim.id,
        "question": claim.question,
        "by": claim.by,
        "party": claim.party or None,
        "via": list(entry.via),
        "said": claim.said or None,
        "as_of": claim.as_of or None,
        "over": claim.over or None,
        "of": entry.of,
        "where": entry.where,
        "value": entry.value,
        "low": low,
        "high": high,
        "response": entry.response,
        "source": claim.source,
        "paragraph": entry.paragraph,
        "quote": entry.quote,
        "says": entry.says,
        "part": entry.part or "body",
        "origin": standing.origin,
        "superseded_by": standing.superseded_by or None,
        "url": views.claim_href(0, claim),
    }


def bounds(answer: Answer | None) -> tuple[Any, Any]:
    """Return the ends of a number or a date, None where open or where there are none."""
    if isinstance(answer, Interval):
        return tuple(None if end is None else int(end) if end % 1 == 0 else float(end) for end in (answer.low, answer.high))  # type: ignore[return-value]
    if isinstance(answer, Span):
        return tuple(None if day is None else day.isoformat() for day in (answer.earliest, answer.latest))  # type: ignore[return-value]
    return None, None


def citations(facts: Facts) -> list[Row]:
    """Return every citation of anything, sorted by source and paragraph."""
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


def discrepancies(found: Comparison) -> list[Row]:
    """Return one row a discrepancy."""
    return [
        {
            "question": each.question,
            "relation": each.relation,
            "kind": each.kind,
            "claims": list(each.claims),
            "groups": [list(group) for group in each.groups],
            "facet": each.facet or None,
            "why": each.why,
        }
        for each in found.discrepancies
    ]


def as_json(data: Any) -> str:
    """Return data as JSON, one object a line where it is a list, so that a change shows as few lines."""
    if not isinstance(data, list):
        return json.dumps(data, ensure_ascii=False) + "\n"
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in data) + "\n]\n"


def as_csv(rows: Iterable[Row], columns: tuple[str, ...]) -> str:
    """Return rows as CSV; lists are joined by a semicolon, groups by a bar; no cell can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return (
            " | ".join("; ".join(part) if isinstance(part, list) else part for part in value)
            if _nested(value)
            else "; ".join(value)
        )
    if isinstance(value, dict):
        return f"{value['kind']} {value['id']}"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _nested(value: list[Any]) -> bool:
    return any(isinstance(part, list) for part in value)
