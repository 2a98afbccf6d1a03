"""The text in the archive is the one that the fingerprint was made from.

Only told to those who have the text: `archive/` is not part of the repository.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import evidence
from generator.model import Record
from generator.problems import Problem

WHY = "quotes are checked against the fingerprint, and help is given from the text: they must be of one text"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each source whose archived text is not the text of its fingerprint."""
    for checked in record.checked:
        source = checked.document.id
        fingerprint, text = record.fingerprints.get(source), record.archive.get(source)
        if (
            checked.document.kind == "source"
            and fingerprint
            and text is not None
            and evidence.digest(text) != fingerprint.sha256
        ):
            command = f"python -m generator words {source} TEXTFILE"
            yield checked.problem_at(
                "text-differs", 0, 0, 0, f"the text in `archive/{source}.txt` is not the one of its fingerprint", why=WHY,
                mend=f"put the cited text back; or, if the new one is right, run `{command}` and check the quotes",
            )  # fmt: skip
