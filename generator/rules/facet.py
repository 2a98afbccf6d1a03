"""A claim says what its question needs for comparing: the population, and a moment or a period where they count.

A stock is counted at a moment (`as_of`), a flow within a period (`over`), a running total up to a moment (`as_of`).

bad:
    question: gate-visitors
    as_of: 2023-06

good:
    question: gate-visitors
    over: 2023-06
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Checked, Record
from generator.problems import Problem
from generator.schema import ClaimEntry, QuestionFile

WHY = "answers for different times or groups are not compared, so each must say which it is for"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each claim that lacks a facet of its question, or has one that the question has not."""
    for checked, source in record.of_kind("source"):
        for index, claim in enumerate(source.claims):
            question = record.questions.get(claim.question)
            if question and not checked.lost(("claims", index), "as_of", "over", "of", "said", "value", "response"):
                yield from of_claim(
                    checked,
                    ("claims", index),
                    claim,
                    question,
                    dated=source.published is not None or checked.lost((), "published"),
                )


def of_claim(
    checked: Checked, path: tuple[str | int, ...], claim: ClaimEntry, question: QuestionFile, *, dated: bool
) -> Iterator[Problem]:
    """Yield the problems of one claim's facets."""
    timed = question.time in ("stock", "total")
    if question.time == "flow" and claim.over is None and claim.response is None:
        yield problem(checked, path, claim, "a flow is counted within a period", "add `over:` with the period")
    if question.time != "flow" and claim.over is not None:
        yield problem(
            checked,
            (*path, "over"),
            claim,
            f"its question has `time: {question.time}`, not `flow`",
            "delete `over`",
        )
    if not timed and claim.as_of is not None:
        mend = "write `over` with the period" if question.time == "flow" else "delete `as_of`"
        yield problem(checked, (*path, "as_of"), claim, f"its question has `time: {question.time}`, no moment", mend)
    if timed and claim.as_of is None and claim.said is None and not dated:
        mend = "add `as_of:`, or `published:` to the source"
        yield problem(checked, path, claim, "neither its moment nor the day of publication is known", mend)
    if question.populations and claim.of is None and claim.response is None:
        names = ", ".join(population.id for population in question.populations)
        yield problem(
            checked, path, claim, "its question has populations, and it names none", f"add `of:` with one of: {names}"
        )


def problem(checked: Checked, path: tuple[str | int, ...], claim: ClaimEntry, what: str, mend: str) -> Problem:
    """Return a problem of the facet at `path`."""
    return checked.problem("facet", path, f"claim `{claim.id}`: {what}", on="key", why=WHY, mend=mend)
