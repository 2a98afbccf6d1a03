"""A quote stands once in its document, or `before` and `after` say which of several places is meant.

bad:
    quote: people passed the gates

good:
    quote: people passed the gates
    before: how many
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record
from generator.problems import Problem

WHY = "the link to the document opens it at the first place where these words stand"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each quote of a claim that stands more than once, and for words around it that do not."""
    for checked, source in record.of_kind("source"):
        fingerprint = record.fingerprints.get(checked.document.id)
        for index, claim in enumerate(source.claims) if fingerprint else ():
            whole = " ".join(filter(None, [claim.before, claim.quote, claim.after]))
            times = fingerprint.times(claim.quote) if fingerprint else 0
            around = fingerprint.times(whole) if fingerprint and whole != claim.quote else times
            path = ("claims", index)
            if whole != claim.quote and times and not around:
                field = "before" if claim.before else "after"
                yield checked.problem(
                    "ambiguous-quote", (*path, field), "these words do not stand beside the quote", why=WHY,
                    mend="copy the words that stand right before or after the quote",
                )  # fmt: skip
            elif around > 1:
                yield checked.problem(
                    "ambiguous-quote", (*path, "quote"), f"these words stand {around} times in the document", why=WHY,
                    mend="quote more words, or add `before:` or `after:` with the words around the quote",
                )  # fmt: skip
