"""What the record says in its own words is neutral: loaded words stand only inside quotes.

Checked are titles, paraphrases, descriptions and notes, outside quotation marks.

bad:
    says: The office admitted that fewer people came.

good:
    says: The office said that fewer people came.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import load, schema
from generator.model import Checked, Record
from generator.problems import Problem

WHY = "the record does not say who is right, and this word does"

# Each with what to write instead. The list is open: a word belongs here when one side would object to it.
WORDS = {
    "admit": "said", "admits": "says", "admitted": "said", "confess": "said", "confessed": "said",
    "claims that": "said that", "alleges": "says", "alleged": "said", "lied": "said", "lies that": "says that",
    "refuted": "denied", "debunked": "denied", "revealed": "said", "exposed": "reported", "insisted": "said",
    "terrorist": "what the speaker says, in quotation marks", "terrorists": "what the speaker says, in quotation marks",
    "regime": "government", "so-called": "nothing", "puppet": "the body's name", "separatist": "the body's name",
    "separatists": "the body's name", "occupied": "the place's name", "occupiers": "forces", "occupation": "control",
    "liberated": "the place's name", "liberation": "control", "aggression": "hostilities", "aggressor": "the actor's name",
    "invaders": "forces", "heroic": "nothing", "heroes": "nothing", "martyr": "dead", "martyrs": "dead",
    "barbaric": "nothing", "brutal": "nothing", "atrocity": "what happened", "atrocities": "what happened",
    "massacre": "killings", "slaughter": "killings", "hostages": "what the speaker says, in quotation marks",
    "genocide": "what the speaker says, in quotation marks", "saboteurs": "what the speaker says, in quotation marks",
    "notorious": "nothing", "shocking": "nothing", "horrific": "nothing", "unfortunately": "nothing", "obviously": "nothing",
}  # fmt: skip
FIELDS = {"title", "says", "about", "note", "name", "topic", "as", "role", "why", "exception"}
_PATTERN = re.compile(r"\b(" + "|".join(map(re.escape, sorted(WORDS, key=len, reverse=True))) + r")\b", re.I)
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»|(?<!\w)'[^']*'(?!\w)|(?<!\w)‘[^’]*’(?!\w)")


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each loaded word that the record says in its own voice."""
    for checked, path, _, text, entry in record.texts("text"):
        if path[-1] not in FIELDS or quotes_others(path, entry):
            continue
        for word in sorted(set(loaded(text))):
            line, column, width = place(checked, path, word)
            yield checked.problem_at(
                "loaded-word", line, column, width, f"`{word}` is a loaded word", why=WHY,
                mend=remedy(WORDS[word.lower()]),
            )  # fmt: skip


def remedy(instead: str) -> str:
    """Return how to mend it: another word, none at all, or the speaker's own in quotation marks."""
    if instead.endswith("in quotation marks"):
        return "put the speaker's own word into quotation marks"
    first = "leave it out" if instead == "nothing" else f"write neutrally ({instead})"
    return f"{first}, or put the speaker's own word into quotation marks"


def place(checked: Checked, path: tuple[str | int, ...], word: str) -> tuple[int, int, int]:
    """Return line, column and width of the word where it stands outside quotation marks; else of the whole text."""
    node = checked.tree.node(path)
    if not isinstance(node, load.Scalar) or not 0 < node.line <= len(checked.document.lines):
        return 0, 0, 0
    start = node.column - 1 + (not node.plain)
    rest = checked.document.lines[node.line - 1][start:]
    blanked = _QUOTED.sub(lambda match: " " * len(match.group()), rest)
    found = re.search(rf"\b{re.escape(word)}\b", blanked)
    return (node.line, start + found.start() + 1, len(word)) if found else (node.line, node.column, node.width)


def loaded(text: str) -> list[str]:
    """Return the loaded words of `text` that stand outside quotation marks."""
    return _PATTERN.findall(unquoted(text))


def unquoted(text: str) -> str:
    """Return `text` without what stands in quotation marks."""
    return _QUOTED.sub(" ", text)


def quotes_others(path: tuple[str | int, ...], entry: schema.Entry) -> bool:
    """Return whether the text is somebody else's by its nature: a document's title, a name in use."""
    return (isinstance(entry, schema.SourceFile) and path[-1] == "title") or isinstance(entry, schema.Name)
