"""`by: author` needs an author, and no one relays their own words.

bad:
    by: example-news
    via: [example-news]

good:
    by: festival-office
    via: [example-news]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record
from generator.problems import Problem

WHY = "who speaks and who relays is what the record is about"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each claim whose speaker cannot be told or stands among its relays."""
    for checked, source in record.of_kind("source"):
        for index, claim in enumerate(source.claims):
            if claim.by == "author" and not source.authors:
                yield checked.problem(
                    "speaker", ("claims", index, "by"), "the source names no author", why=WHY,
                    mend="add `authors:` to the source, or write `by: publisher`",
                )  # fmt: skip
            if claim.by in claim.via or len(set(claim.via)) < len(claim.via):
                yield checked.problem(
                    "speaker", ("claims", index, "via"), "an actor stands twice in the chain of this claim", why=WHY,
                    mend="list in `via` only those who relayed it, each once, nearest the speaker first",
                )  # fmt: skip
