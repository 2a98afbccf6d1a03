"""Writes the source file of an article that is taken in: what is declared, what is asked for, and the drafts.

What is not known stays an empty field with a comment; `check` points at each of these lines and prints the comment.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from generator import characters, schema
from generator.drafts import Draft
from generator.extract import Article, clean
from generator.rules.implicit_typing import ALLOWED, TYPES

MOST_DRAFTS = 200  # a file with more is not pleasant to fill in; `coverage` lists the rest

# What a contributor is asked for where nothing was found; the comment is part of what `check` prints.
_ASKED = {
    "title": "not declared: the document's own title",
    "publisher": "not declared: the id of an actor, whoever published this copy",
    "kind": "one of: " + ", ".join(get_args(schema.SourceKind)),
    "language": "not declared: a tag such as en, hy, az or ru",
    "question": "what it answers: the id of a question",
    "question of a date": "what it answers: EVENT.date, or the id of a question",
    "by": "who says so; `publisher` for the document's own voice",
    "says": "the same in one neutral sentence of your own",
}


def source_text(article: Article, path: Path, publisher: str, authors: list[str], made: list[Draft]) -> str:
    """Return the YAML of the source file: what is declared, what is asked for, and the drafts."""
    lines = [
        f"# Taken in from {clean(path.name)}. Title, publisher, authors, day, language and address are what the file itself",
        "# declares, or what you said: compare them with the document. Delete these lines when you have.",
        _field("title", article.title),
        _field("publisher", publisher),
    ]
    if authors:
        lines += ["authors:", *(f"  - {author}" for author in authors)]
    if len(authors) < len(article.authors):
        lines.append(
            f"# authors:  not all of them are in the record yet; the file names {', '.join(map(scalar, article.authors))}"
        )
    lines += [_field("kind", ""), _field("language", article.language)]
    missing = {
        "published": "not declared: the day of publication; leave it out if it is not known",
        "url": "not declared: the public address",
    }
    for name, comment in missing.items():
        value = getattr(article, name)
        lines.append(f"{name}: {scalar(value, 'edtf')}" if value else f"# {name}:  {comment}")
    kept = written(made)
    if kept:
        lines += [
            "# One draft a figure or date. Fill in what is empty; add `of`, `as_of`, `via` where they apply.",
            "# A draft that is no statement is deleted, and goes under `set_aside` with the reason.",
            "claims:",
        ]
    for draft in kept:
        lines += _claim(draft)
    bare = [draft for draft in made if not draft.quote][:MOST_DRAFTS]
    lines += [
        f'# paragraph {one.paragraph}, "{one.words}": no draft, its paragraph is too short for a quote' for one in bare
    ]
    return "\n".join(lines) + "\n"


def written(made: list[Draft]) -> list[Draft]:
    """Return the drafts that become claims: those with a quote, up to a number that a person can fill in."""
    return [draft for draft in made if draft.quote][:MOST_DRAFTS]


def _claim(draft: Draft) -> list[str]:
    question = "question of a date" if draft.date else "question"
    value = f"value: {scalar(draft.value, 'value')}"
    if not draft.value:
        value = f'value:  # "{draft.words}" cannot be told without the day of publication'
    elif draft.inferred:
        value += f'  # "{draft.words}", told by the day of publication, as a day before it: compare'
    return [
        f"  - id: {draft.id}",
        f"    question:  # {_ASKED[question]}",
        f"    by:  # {_ASKED['by']}",
        f"    {value}",
        *([f"    part: {draft.part}"] if draft.part else []),
        f"    paragraph: {draft.paragraph}",
        f"    quote: {scalar(draft.quote)}",
        f"    says:  # {_ASKED['says']}",
    ]


def _field(name: str, value: str) -> str:
    return f"{name}: {scalar(value)}" if value else f"{name}:  # {_ASKED[name]}"


def scalar(text: str, kind: str = "") -> str:
    """Return `text` as YAML: as it is where every reader takes it for the same text, else in quotation marks.

    Those are double ones; single ones where a text of one line has double ones or backslashes in it and no single ones.
    A field of the `kind` edtf or value is made for plain days and numbers.
    """
    if kind in ALLOWED and ALLOWED[kind].fullmatch(text):
        return text
    inner = text.replace("https://", "").replace("http://", "")
    plain = re.fullmatch(r"[^\W_](?:[\w ,.()/;'’–—+~-]*[\w.)~'’])?", inner) and "  " not in inner
    if plain and not any(pattern.fullmatch(text) for _, pattern in TYPES):
        return text
    awkward = '"' in text or "\\" in text
    if awkward and "'" not in text and "\n" not in text and shown(text):
        return f"'{text}'"
    return '"' + "".join(_escaped(char) for char in text) + '"'


def shown(text: str) -> bool:
    """Return whether every character of a text can stand in a file as it is."""
    return all(char == "\n" or char.isprintable() for char in text) and not any(
        char != "\n" for _, char in characters.hidden(text)
    )


def _escaped(char: str) -> str:
    """Return a character as it stands in double quotes; one that nobody sees as its number."""
    if char in '"\\':
        return f"\\{char}"
    if char == "\n":
        return "\\n"
    if char.isprintable() and not any(True for _ in characters.hidden(char)):
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
