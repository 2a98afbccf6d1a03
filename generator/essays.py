"""Reads the essays: pages of prose in `docs/essays/`, whose figures, quotes and names are all set in by id.

An essay is plain Markdown. `[[answer <source>/<claim>]]` within a line becomes a claim's answer; `[[table <question>]]`
alone on a line becomes a table. `facts/record.yml` lists the essays that belong to the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = "essays"
MOST_BYTES = 262_144

# What can be set in, and the kind of item that its id names: within a line, and alone on one.
WITHIN = {
    "answer": "claim", "by": "claim", "said": "claim", "when": "claim", "quote": "claim",
    "actor": "actor", "event": "event", "place": "place", "question": "question", "source": "source",
    "headline": "question",
}  # fmt: skip
ALONE = {"claim": "claim", "table": "question", "chart": "question"}
KINDS = WITHIN | ALONE

_MARK = re.compile(r"\[\[(?P<kind>[^\s\[\]]*)[ ]*(?P<to>[^\[\]\n]*)\]\]")


@dataclass(frozen=True, slots=True)
class Embed:
    """Something set in by id.

    `line` and `column` count from 1, `width` is in characters; `alone` says that nothing else is on its line.
    """

    kind: str
    to: str
    line: int
    column: int
    width: int
    alone: bool


@dataclass(frozen=True, slots=True)
class Essay:
    """An essay: its title, its first paragraph (which lists show), and its body as texts and embeds in order."""

    id: str
    title: str
    summary: str
    body: tuple[str | Embed, ...]

    @property
    def embeds(self) -> Iterator[Embed]:
        """Yield what is set in."""
        return (piece for piece in self.body if isinstance(piece, Embed))


def read_all(folder: Path) -> dict[str, str]:
    """Return the text of every essay in a folder, by id; nothing where there is no such folder."""
    found = {}
    for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        try:
            if path.is_file() and path.stat().st_size <= MOST_BYTES:
                found[path.stem] = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
        except (OSError, UnicodeDecodeError):
            continue
    return found


def parse(ident: str, text: str) -> Essay:
    """Return an essay: a first line `# Title`, a paragraph of summary, and the rest."""
    lines = text.split("\n")
    title = lines[0].removeprefix("# ").strip() if lines[0].startswith("# ") else ""
    body = "\n".join(lines[1:] if title else lines)
    summary = next((" ".join(part.split()) for part in re.split(r"\n\s*\n", body) if part.strip()), "")
    return Essay(ident, title, summary, tuple(pieces(body, 2 if title else 1)))


def pieces(text: str, first: int = 1) -> Iterator[str | Embed]:
    """Yield the texts and embeds of a text whose first line has the number `first`."""
    at = 0
    for found in _MARK.finditer(text):
        if found.start() > at:
            yield text[at : found.start()]
        begin = text.rfind("\n", 0, found.start()) + 1
        end = text.find("\n", found.end())
        whole = text[begin : end if end >= 0 else len(text)].strip()
        line = first + text.count("\n", 0, found.start())
        yield Embed(found["kind"], found["to"].strip(), line, found.start() - begin + 1, len(found[0]), whole == found[0])
        at = found.end()
    if at < len(text):
        yield text[at:]


def prose(text: str) -> str:
    """Return the text with what is set in, and where links lead, blanked: letter for letter as long as before."""
    blank = re.compile(rf"{_MARK.pattern}|\]\([^()\s]*\)")
    return blank.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
