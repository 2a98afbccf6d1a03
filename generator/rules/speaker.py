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
            if claim.by == "author" and not source.authors and not checked.lost((), "authors"):
                yield checked.problem(
                    "speaker", ("claims", index, "by"), "the source names no author", why=WHY,
                    mend="add `authors:` to the source, or write `by: publisher`",
                )  # fmt: skip
            voices = {"publisher": source.publisher, "author": source.authors[0] if source.authors else ""}
            chain = [voices.get(claim.by, claim.by), *claim.via]
            twice = next((at for at, actor in enumerate(claim.via) if actor in chain[: at + 1]), None)
            if twice is not None:
                what = f"`{claim.via[twice]}` stands twice in the chain of this claim"
                yield checked.problem(
                    "speaker", ("claims", index, "via", twice), what, why=WHY,
                    mend="list in `via` only those who relayed it, each once, nearest the speaker first",
                )  # fmt: skip
