"""A field with a fixed list of words holds one of them.

bad:
    kind: newspaper

good:
    kind: news article
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import load
from generator.model import Record
from generator.problems import Problem, did_you_mean

WHY = "pages and comparisons know these words and no others"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each word that is not in its field's list."""
    for checked in record.checked:
        for fault in checked.faults:
            node = fault.node
            if fault.kind == "literal_error" and isinstance(node, load.Scalar) and (node.text or not node.plain):
                words = re.findall(r"'([^']*)'", fault.expected)
                yield checked.problem_on(
                    "not-a-choice", node, f"`{node.text}` is no `{fault.name}` that is known",
                    why=WHY, hint=did_you_mean(node.text, words), mend=f"use one of: {', '.join(words)}",
                )  # fmt: skip
