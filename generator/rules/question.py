"""A question has what its type needs: choices for a choice, a unit for a count, and nothing of another type.

bad:
    type: choice
    unit: people

good:
    type: count
    unit: people
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record
from generator.problems import Problem
from generator.schema import QuestionFile

WHY = "the type decides how answers are read and compared"
WHY_BALANCE = "what there is later is held against what there was, what came and what went, in one unit"
WHY_TITLE = "claims are shown as answers to it, so it must ask"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each question that lacks what its type needs or has what it cannot use."""
    for checked, question in record.of_kind("question"):
        for path, what, mend in faults(question):
            if not checked.lost((), "type", "unit", "choices", "time", "title"):
                why = WHY_TITLE if path == ("title",) else WHY
                yield checked.problem("question", path, what, on="key", why=why, mend=mend)
        for field in ("grows_by", "shrinks_by"):
            for index, ident in enumerate(getattr(question, field)):
                flow = record.questions.get(ident)
                if flow and not (question.time == "stock" and flow.time == "flow" and flow.unit == question.unit):
                    yield checked.problem(
                        "question", (field, index), f"`{ident}` is no flow in the unit of this stock", why=WHY_BALANCE,
                        mend="name counts with `time: flow` and the same `unit`, in a question with `time: stock`",
                    )  # fmt: skip


def faults(question: QuestionFile) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield path, complaint and remedy of each fault."""
    kind = question.type
    if kind == "choice" and len(question.choices) < 2:
        yield ("type",), "a choice needs at least two `choices`", "add `choices:`, each with `id` and `name`"
    if kind != "choice" and question.choices:
        yield (
            ("choices",),
            f"a question of type `{kind}` has no choices",
            "delete `choices`, or write `type: choice`",
        )
    if kind == "count" and not question.unit:
        yield ("type",), "a count needs a `unit`", "add `unit:`, such as `people`"
    if kind != "count" and question.unit:
        yield ("unit",), f"a question of type `{kind}` has no unit", "delete `unit`, or write `type: count`"
    if kind != "count" and question.time in ("flow", "total"):
        yield ("time",), f"`time: {question.time}` is for counts", "write `time: stock` or delete `time`"
    if question.drifts and question.time != "stock":
        yield ("drifts",), "only a stock drifts", "delete `drifts`, or write `time: stock`"
    if not question.title.endswith(("?", "՞", "؟")):
        yield ("title",), "the title is no question", "write it as a question, with its question mark"
