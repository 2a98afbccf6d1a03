"""A paragraph is one that the document has.

Paragraphs are the non-empty lines of the document's text, counted from 1. The source's fingerprint knows how many
there are.

bad:
    paragraph: 40

good:
    paragraph: 4
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import schema
from generator.model import Checked, Record
from generator.problems import Problem

WHY = "the paragraph is how a reader finds the quote"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each paragraph number that is larger than the document has."""
    for checked, path, entry, source in places(record):
        fingerprint = record.fingerprints.get(source)
        number = getattr(entry, "paragraph", None)
        if fingerprint and number and number > fingerprint.paragraphs:
            yield checked.problem(
                "paragraph", (*path, "paragraph"), f"the document has no paragraph {number}", why=WHY,
                mend=f"its paragraphs are 1 to {fingerprint.paragraphs}: count the lines that are not empty",
            )  # fmt: skip


def places(record: Record) -> Iterator[tuple[Checked, tuple[str | int, ...], schema.Entry, str]]:
    """Yield every entry that names a paragraph: its document, its path, itself, and the source that it speaks of."""
    for checked in record.checked:
        if checked.shape is not None:
            own = checked.document.id if checked.document.kind == "source" else ""
            for path, entry in entries(checked.shape, ()):
                if hasattr(entry, "paragraph"):
                    yield checked, path, entry, own if own else getattr(entry, "source", own)


def entries(entry: schema.Entry, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], schema.Entry]]:
    """Yield `entry` and every entry that it holds, each with its path."""
    yield path, entry
    for name, (attribute, _) in schema.fields(type(entry)).items():
        value = getattr(entry, attribute)
        for index, item in enumerate(value if isinstance(value, tuple) else ()):
            if isinstance(item, schema.Entry):
                yield from entries(item, (*path, name, index))
