"""A map has only fields that its kind knows.

bad:
    qoute: at least 6000 people

good:
    quote: at least 6000 people
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import schema
from generator.model import Record
from generator.problems import Problem, did_you_mean
from generator.rules.missing_field import WHY_FIELD, noun

WHY = "what stands under a name that nobody knows would be left out without a word"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each key that is no field of the entry it stands in."""
    for checked in record.checked:
        for fault in checked.faults:
            if fault.kind == "extra_forbidden":
                name = fault.name
                known = schema.fields(fault.entry)
                hint = did_you_mean(name, known)
                near = hint.split("`")[1] if hint else ""
                yield checked.problem_on(
                    "unknown-field", fault.key, f"{noun(fault.entry)} has no field `{name}`", hint=hint,
                    why=WHY_FIELD.get(near, WHY),
                    mend=f"rename `{name}` to `{near}`" if near else f"use one of: {', '.join(known)}",
                )  # fmt: skip
