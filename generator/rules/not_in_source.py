"""A quote stands in its paragraph, word for word.

White space, dashes and quotation marks may differ; letters, digits and the punctuation between words may not. The
source's fingerprint tells; the text itself is not needed.

bad:
    paragraph: 3
    quote: at most 6000 people

good:
    paragraph: 4
    quote: at least 6000 people
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.archive import nearest
from generator.evidence import RUN, count_words
from generator.model import Record
from generator.problems import Problem
from generator.rules.paragraph import places

WHY = "a reader must find these very words in the document"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each quote that its paragraph does not hold."""
    for checked, path, entry, source in places(record):
        fingerprint = record.fingerprints.get(source)
        quote, number = getattr(entry, "quote", None), getattr(entry, "paragraph", None)
        if fingerprint is None or not quote or not number or number > fingerprint.paragraphs or count_words(quote) < RUN:
            continue
        if fingerprint.stands_in(quote, number):
            continue
        elsewhere = fingerprint.find(quote)
        if elsewhere:
            listed = " and ".join(str(found) for found in elsewhere)
            yield checked.problem(
                "not-in-source", (*path, "paragraph"), f"the quote stands in paragraph {listed}, not in {number}", why=WHY,
                mend=f"write `paragraph: {elsewhere[0]}`, if those are the words that are meant",
            )  # fmt: skip
        else:
            hint, mend = help_with(record, source, quote)
            yield checked.problem(
                "not-in-source", (*path, "quote"), f"these words stand nowhere in `{source}`", why=WHY, hint=hint, mend=mend
            )


def help_with(record: Record, source: str, quote: str) -> tuple[str, str]:
    """Return hint and remedy: the nearest passage where the text is in the archive."""
    text = record.archive.get(source)
    mend = "copy the words from the document, letter by letter and digit by digit"
    if text is None:
        return "", f"{mend}; with its text in `archive/{source}.txt`, the nearest passage is shown here"
    passage = nearest(text, quote)
    if passage is None:
        return "nothing in the text resembles them", f"{mend}, or name the source that has them"
    return f"nearest, in paragraph {passage.paragraph}: {passage.marked}", f"{mend}; the words in [brackets] differ"
