"""A source has its fingerprint beside it, so that anyone can check its quotes.

The fingerprint is made from the document's text by `python -m generator words SOURCE TEXTFILE`, never by hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record
from generator.problems import Problem

WHY = "without a fingerprint nobody can check the quotes of this source"


def check(record: Record) -> Iterator[Problem]:
    """Yield a warning for each source without a fingerprint, an error for each whose fingerprint is broken."""
    for checked in record.checked:
        document = checked.document
        if document.kind != "source" or document.faults:
            continue
        command = f"python -m generator words {document.id} TEXTFILE"
        if document.id in record.broken_fingerprints:
            detail = record.broken_fingerprints[document.id]
            yield checked.problem_at(
                "no-fingerprint", 0, 0, 0, f"its fingerprint `{document.id}.words` cannot be used: {detail}", why=WHY,
                mend=f"make it again from the text: `{command}`",
            )  # fmt: skip
        elif document.id not in record.fingerprints:
            yield checked.problem_at(
                "no-fingerprint", 0, 0, 0, "this source has no fingerprint", why=WHY, level="warning",
                mend=f"make one from the document's text: `{command}`; or ask in the pull request for someone to do it",
            )  # fmt: skip
