"""A file is YAML.

bad:
    title: Lanterns: how many?

good:
    title: "Lanterns: how many?"
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record
from generator.problems import Problem

WHY = "nothing of the file can be read until this is mended"

# What YAML's parser says, and what it nearly always means for an author.
REMEDIES = (
    ("mapping values are not allowed", "put the text into quotes: it holds a colon followed by a space"),
    (
        "could not find expected ':'",
        "give the line the form `key: value`, or indent it below the text that it continues",
    ),
    (
        "did not find expected key",
        "indent this line like the lines it belongs to, or close the quotes before it",
    ),
    (
        "did not find expected '-' indicator",
        "indent this line like the fields it belongs to, or begin it with `- ` if it is a new item",
    ),
    ("found unexpected end of stream", "close the quotes or the bracket that is opened here"),
    (
        "found character that cannot start any token",
        "put the text into quotes: it begins with a special character",
    ),
    ("did not find expected ',' or", "close the bracket, or put a comma between the items"),
    ("found unknown escape character", "use single quotes, or write a backslash twice"),
    ("did not find expected alphabetic", "put the text into quotes: it begins with `*` or `&`"),
    ("block sequence entries are not allowed", "begin the list on a line of its own, below its key"),
    ("a key must be a plain word", "write the key as a plain word"),
    (
        "did not find expected <document start>",
        "put the text into quotes, or give the line the form `key: value`",
    ),
    ("unexpected character", "put the text into quotes"),
)


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each file that is not YAML, at the place where reading had to stop."""
    for checked, fault in record.faults("syntax"):
        mend = next((mend for said, mend in REMEDIES if said in fault.detail), "compare with docs/contribute/facts.md")
        yield checked.problem_at(
            "syntax",
            fault.line,
            fault.column,
            fault.width,
            f"this is not YAML: {fault.detail}",
            why=WHY,
            mend=mend,
        )
