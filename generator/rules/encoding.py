"""A file is UTF-8 text.

Other encodings turn names in many scripts into something else without anybody noticing.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record
from generator.problems import Problem

WHY = "in another encoding, names and quotes would turn into other letters without anybody noticing"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each file that is not UTF-8, at the first byte that is not."""
    for checked, fault in record.faults("encoding"):
        yield checked.problem_at(
            "encoding", fault.line, fault.column, 1,
            f"the byte {fault.detail} is not UTF-8",
            why=WHY,
            mend="save the file as UTF-8 (in most editors: save as, encoding UTF-8, without BOM)",
        )  # fmt: skip
