"""A claim answers its question: with a value of the question's type, or with a response.

bad:
    value: forty or so

good:
    value: about 40
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import dates, units, values
from generator.model import Checked, Record
from generator.problems import Problem, did_you_mean
from generator.schema import ClaimEntry, QuestionFile

WHY = "answers are compared by what they leave possible, and this cannot be read as an answer to its question"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each claim whose value its question cannot take, or that has none."""
    for checked, source in record.of_kind("source"):
        for index, claim in enumerate(source.claims):
            question = record.questions.get(claim.question)
            if question and not checked.lost(("claims", index), "value", "response"):
                yield from of_claim(record, checked, ("claims", index), claim, question)


def of_claim(
    record: Record, checked: Checked, path: tuple[str | int, ...], claim: ClaimEntry, question: QuestionFile
) -> Iterator[Problem]:
    """Yield the problems of one claim's answer."""
    if claim.value is not None and claim.response is not None:
        yield checked.problem(
            "value", (*path, "response"), "a claim has a value or a response, not both", on="key", why=WHY,
            mend="delete one of the two, or make two claims of it",
        )  # fmt: skip
    elif question.type == "position":
        if claim.value is not None:
            yield checked.problem(
                "value", (*path, "value"), "the answer to a question of type `position` is its `says`", why=WHY,
                mend="delete `value`, or give the question another type",
            )  # fmt: skip
    elif claim.value is None:
        if claim.response is None:
            yield checked.problem(
                "value", path, f"claim `{claim.id}` has neither a value nor a response", why=WHY,
                mend=f"add `value:` ({TAKES[question.type]}), or `response:` where the speaker gave none",
            )  # fmt: skip
    elif wrong := unreadable(record, claim.value, question):
        what, mend, hint = wrong
        yield checked.problem("value", (*path, "value"), what, why=WHY, mend=mend, hint=hint)


TAKES = {
    "count": "`53`, `at least 41`, `about 40`, `60 to 160`, `dozens` or `none`",
    "date": "a date in EDTF, such as `2020-12-14`",
    "place": "the id of a place",
    "choice": "one of the question's choices",
}


def unreadable(record: Record, value: str, question: QuestionFile) -> tuple[str, str, str] | None:
    """Return what is wrong with a value, how to mend it and a hint; None when the question can take it."""
    if question.type == "count":
        try:
            count = values.read_count(value)
        except values.ValueTextError as error:
            return (
                f"`{value}` is no count: {error}",
                f"write {TAKES['count']}",
                did_you_mean(value, values.VAGUE),
            )
        if count.unit and not units.alike(count.unit, question.unit or ""):
            return (
                f"`{count.unit}` is no unit of what is counted in `{question.unit}`",
                "leave the unit out, or write one that measures the same",
                "",
            )
        if not question.decimals and any(number % 1 for number in count.numbers):
            return (
                f"`{value}` is no whole number",
                "count whole ones, or set `decimals: true` in the question",
                "",
            )
    elif question.type == "date":
        try:
            dates.read(value)
        except dates.DateError as error:
            return f"`{value}` is no date: {error}", f"write {TAKES['date']}", ""
    elif question.type == "place" and value not in record.ids["place"]:
        hint = did_you_mean(value, record.ids["place"])
        return f"there is no place `{value}`", f"correct the id, or add `facts/places/{value}.yml`", hint
    elif question.type == "choice":
        choices = [choice.id for choice in question.choices]
        if value not in choices:
            return (
                f"`{value}` is none of the question's choices",
                f"use one of: {', '.join(choices)}",
                did_you_mean(value, choices),
            )
    return None
