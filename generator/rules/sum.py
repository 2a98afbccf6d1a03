"""A declared sum adds up claims that count the same unit, each once.

bad:
    total: visitors-office
    parts: [visitors-office, visitors-sunday]

good:
    total: visitors-office
    parts: [visitors-saturday, visitors-sunday]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record, claim_id
from generator.problems import Problem
from generator.schema import ClaimEntry, Sum

WHY = "a sum is held against its parts, so both must be numbers of the same kind"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each sum of claims that cannot be added."""
    claims = {
        f"{checked.document.id}/{claim.id}": claim for checked, source in record.of_kind("source") for claim in source.claims
    }
    for checked, source in record.of_kind("source"):
        for index, entry in enumerate(source.sums):
            path = ("sums", index)
            for on, what, mend in faults(record, checked.document.id, entry, claims):
                yield checked.problem("sum", (*path, on), what, on="key", why=WHY, mend=mend)


def faults(record: Record, source: str, entry: Sum, claims: dict[str, ClaimEntry]) -> Iterator[tuple[str, str, str]]:
    """Yield field, complaint and remedy of each fault of a sum."""
    names = [claim_id(source, name) for name in (entry.total, *entry.parts, *entry.less)]
    if len(entry.parts) + len(entry.less) < 2:
        yield "parts", "a sum has two parts, or one and something to take away", "name the other claims"
    if len(set(names)) < len(names):
        yield "parts", "a claim stands twice in this sum", "name each claim once"
    if (entry.paragraph is None) != (entry.quote is None):
        mend = "add the other, or delete both and say in `note` why they belong together"
        yield "id", "a sum has both `paragraph` and `quote`, or neither", mend
    elif entry.quote is None and entry.note is None:
        mend = "add `paragraph` and `quote` where a document states the sum, or a `note`"
        yield "id", "nothing says why these belong together", mend
    found = [claims.get(name) for name in names]
    units = {unit(record, claim) for claim in found if claim}
    if "" in units or len(units) > 1:
        mend = "add up claims with a `value` whose questions have the same `unit`"
        yield "parts", "not all of these claims are numbers of one unit", mend


def unit(record: Record, claim: ClaimEntry) -> str:
    """Return the unit that a claim counts; empty when it gives no number."""
    question = record.questions.get(claim.question)
    return (question.unit or "") if question and question.type == "count" and claim.value is not None else ""
