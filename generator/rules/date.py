"""A date is written in EDTF, and the day exists.

bad:
    said: 14.12.2020
    as_of: 2021-02-29

good:
    said: 2020-12-14
    as_of: 2021-02
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import dates
from generator.model import Record
from generator.problems import Problem

WHY = "moments are compared, and a date that can be read in two ways would decide by accident"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each date that is not in the subset of EDTF that is used here."""
    for checked, path, _, text, _ in record.texts("edtf"):
        try:
            dates.read(text)
        except dates.DateError as error:
            yield checked.problem("date", path, f"`{text}` is no date: {error}", why=WHY, mend=remedy(text))


def remedy(text: str) -> str:
    """Return how to write the date, guessed from what stands there."""
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})[T ].*", text):
        return f"leave the time of day out: `{match[1]}-{match[2]:0>2}-{match[3]:0>2}`"
    if match := re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", text):
        return f"write year, month, day; if the day comes first here: `{match[3]}-{match[2]:0>2}-{match[1]:0>2}`"
    if re.fullmatch(r"[\dX]{4}-[\dX]{2}(?:-[\dX]{2})?[~?%]?", text):
        return "look the date up again: no calendar has this one"
    if re.fullmatch(r"[\d~?%-]+/[\d~?%-]+", text):
        return "write the earlier date first, then `/`, then the later one"
    return "write 2020, 2020-12 or 2020-12-14; `~` after it for about, `?` for uncertain; `2020-12-10/2020-12-20` for a span"
