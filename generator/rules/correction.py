"""A correction has its day, says what it concerns, and stands above older ones.

The log is read by those who relied on what was wrong: they look for the day, and for what they had read.

bad:
    - date: 2023-07

good:
    - date: 2023-07-02
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import dates
from generator.model import Record
from generator.problems import Problem

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
WHY = "whoever relied on what was wrong looks in the log for the day and for what was read"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each correction without a whole day or a subject, or below an older one."""
    for checked, log in record.of_kind("corrections"):
        above = "9999"
        for index, entry in enumerate(log.corrections):
            if not _is_date(entry.date):
                continue  # the rule `date` tells it
            if not DAY.fullmatch(entry.date):
                yield checked.problem(
                    "correction", ("corrections", index, "date"), f"`{entry.date}` is not one day", why=WHY,
                    mend="write the day on which the record was mended, such as 2023-07-02",
                )  # fmt: skip
                continue
            if entry.date > above:
                yield checked.problem(
                    "correction", ("corrections", index, "date"), f"`{entry.date}` stands below `{above}`, which is older",
                    why="the newest correction is the one that readers have not seen yet",
                    mend="put the newest correction first",
                )  # fmt: skip
            above = entry.date
            if not entry.claims and entry.about is None:
                yield checked.problem(
                    "correction", ("corrections", index, "wrong"), "nothing says what this correction concerns", why=WHY,
                    mend="name the claims under `claims`, as `<source>/<claim>`; or say in `about` what it is",
                )  # fmt: skip


def _is_date(text: str) -> bool:
    try:
        dates.read(text)
    except dates.DateError:
        return False
    return True
