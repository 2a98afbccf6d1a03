"""Reads a folder of YAML files into trees that know the line and column of every node.

Nothing is interpreted here: every scalar stays text. What YAML allows and this format does not (anchors, tags,
second documents, duplicate keys and so on) is noted as a `Fault`; the rules of the same names tell the author.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from generator import characters, files

MOST_BYTES = 1_048_576
MOST_DEPTH = 16
MOST_NODES = 100_000
MOST_FAULTS = 100  # of one file, before a person mends them; a hostile file must not print a million lines

FOLDERS = {
    "sources": "source",
    "actors": "actor",
    "places": "place",
    "events": "event",
    "questions": "question",
    "translations": "translation",
}
SINGLES = {"parties.yml": "parties", "record.yml": "record", "corrections.yml": "corrections"}

_PARSER = getattr(yaml, "CLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; `plain` says that it stood without quotes."""

    line: int
    column: int
    text: str
    plain: bool
    width: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    line: int
    column: int
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the order of the file; the first of two equal keys is kept."""

    line: int
    column: int
    entries: dict[str, tuple[Scalar, Node]]


Node = Scalar | Sequence | Mapping
Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that the loader met and could not take: `rule` names who explains it."""

    rule: str
    line: int
    column: int
    width: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its kind and id (from its place and name), its lines, its tree, and what could not be read."""

    file: str
    kind: str
    id: str
    lines: tuple[str, ...] = ()
    root: Node | None = None
    faults: tuple[Fault, ...] = ()

    def node(self, path: Path_) -> Node | None:
        """Return the node at `path`, or the nearest one above it."""
        node = self.root
        for step in path:
            below = _step(node, step)
            if below is None:
                return node
            node = below[1]
        return node

    def key(self, path: Path_) -> Node | None:
        """Return the key that `path` ends in, or the node where the path stops."""
        above = self.node(path[:-1])
        below = _step(above, path[-1]) if path else None
        return below[0] if below else above


def _step(node: Node | None, step: str | int) -> tuple[Node, Node] | None:
    """Return key and value one step down; an item of a list is its own key."""
    if isinstance(node, Mapping) and isinstance(step, str):
        return node.entries.get(step)
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step], node.items[step]
    return None


class FolderError(Exception):
    """The facts folder itself cannot be read; the message is for the user."""


def load(folder: Path) -> list[Document]:
    """Return every fact file below `folder`, sorted by name.

    Raises FolderError when the folder is missing, unreadable or not a folder.
    """
    return [load_file(path, kind, shown) for path, kind, shown in _fact_files(folder)]


def _fact_files(folder: Path) -> Iterator[tuple[Path, str, str]]:
    top = folder.as_posix().rstrip("/")
    for name, path in _listed(folder):
        if name in SINGLES:
            yield path, SINGLES[name], f"{top}/{name}"
        elif name in FOLDERS and path.is_dir() and not path.is_symlink():
            for below, inner in _listed(path):
                if not below.endswith((".words", "~")) and not below.startswith("."):
                    yield inner, FOLDERS[name], f"{top}/{name}/{below}"
        elif name in FOLDERS or name.endswith((".yml", ".yaml")) or (path.is_dir() and not name.startswith(".")):
            yield path, "", f"{top}/{name}"


def _listed(folder: Path) -> list[tuple[str, Path]]:
    try:
        return sorted((entry.name, Path(entry.path)) for entry in os.scandir(folder))
    except FileNotFoundError:
        raise FolderError(f"there is no folder {folder}") from None
    except NotADirectoryError:
        raise FolderError(f"{folder} is not a folder") from None
    except OSError as error:
        raise FolderError(f"cannot read {folder}: {error.strerror}") from None


def load_file(path: Path, kind: str, shown: str) -> Document:
    """Return the file at `path` as a Document; whatever is wrong with it is in its `faults`."""
    if not kind and path.name in FOLDERS:  # a link or a file where the folder of a kind belongs
        return Document(shown, "", path.stem, faults=(Fault("not-a-file", 0, 0, 0, "folder"),))
    if not kind:
        return Document(shown, "", path.stem, faults=(Fault("file-name", 0, 0, 0, "place"),))
    if path.suffix != ".yml":
        return Document(shown, kind, path.stem, faults=(Fault("file-name", 0, 0, 0, "ending"),))
    try:
        data = files.read(path, MOST_BYTES)
    except files.NotOrdinaryError:
        return Document(shown, kind, path.stem, faults=(Fault("not-a-file", 0, 0, 0),))
    except files.TooLargeError as error:
        return Document(shown, kind, path.stem, faults=(Fault("file-size", 0, 0, 0, str(error.size)),))
    except OSError as error:
        detail = error.strerror or type(error).__name__
        return Document(shown, kind, path.stem, faults=(Fault("not-a-file", 0, 0, 0, detail),))
    return parse(data, kind, path.stem, shown)


def parse(data: bytes, kind: str, ident: str, shown: str) -> Document:
    """Return the bytes of a file as a Document."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        fault = Fault("encoding", line, column, 1, f"0x{data[error.start]:02X}")
        lines = tuple(data.decode("utf-8", "replace").split("\n"))
        return Document(shown, kind, ident, lines, None, (fault,))
    text = text.replace("\r\n", "\n")
    lines = tuple(text.split("\n"))
    faults = list(islice(_characters(lines), MOST_FAULTS))
    if faults:
        return Document(shown, kind, ident, lines, None, tuple(faults))
    builder = _Builder()
    root: Node | None = None
    try:
        root = builder.build(text)
    except _StopError:
        pass
    except yaml.YAMLError as error:
        builder.faults.append(_syntax(error, lines))
    except ValueError as error:  # of the pure Python parser: an escape of what is no character
        builder.faults.append(Fault("syntax", 1, 1, 1, str(error)))
    except RecursionError:  # the pure Python parser, where the C one is missing
        builder.faults.append(Fault("nesting", 1, 1, 1, "depth"))
    return Document(shown, kind, ident, lines, root, tuple(builder.faults[:MOST_FAULTS]))


def _characters(lines: tuple[str, ...]) -> Iterator[Fault]:
    for number, line in enumerate(lines, 1):
        if line.startswith(("<<<<<<< ", ">>>>>>> ")) or line == "=======":
            yield Fault("merge-conflict", number, 1, len(line))
        if line.isascii() and line.isprintable():
            continue
        if "\t" in line:
            yield Fault("tab", number, line.index("\t") + 1, 1)
        for place, char in characters.hidden(line):
            yield Fault("invisible-character", number, place + 1, 1, f"U+{ord(char):04X}")


# Where these end in an error, the author's mistake is where they began.
_BEGUN = ("while scanning a simple key", "while scanning a quoted scalar", "while parsing a flow")


def _syntax(error: yaml.YAMLError, lines: tuple[str, ...]) -> Fault:
    marks = [getattr(error, "problem_mark", None), getattr(error, "context_mark", None)]
    if (getattr(error, "context", None) or "").startswith(_BEGUN):
        marks.reverse()
    mark = marks[0] or marks[1]
    detail = " ".join(filter(None, [getattr(error, "context", ""), getattr(error, "problem", "")])) or str(error)
    if mark is None:
        return Fault("syntax", 1, 1, 1, detail)
    line = min(mark.line, len(lines) - 1)
    if line == len(lines) - 1 and not lines[line] and line:  # the end of the file: show its last written line
        line = max(number for number in range(line + 1) if lines[number].strip() or not number)
        return Fault("syntax", line + 1, len(lines[line]) + 1, 1, detail)
    return Fault("syntax", line + 1, mark.column + 1, 1, detail)


class _StopError(Exception):
    """The file is past a limit: reading ends here."""


@dataclass
class _Builder:
    """Builds nodes from YAML events, so that no YAML type is ever resolved and no alias followed."""

    faults: list[Fault] = field(default_factory=list)
    nodes: int = 0

    def build(self, text: str) -> Node | None:
        events = yaml.parse(text, Loader=_PARSER)
        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._fault("one-document", event)
                    raise _StopError
                if event.version or event.tags:
                    self._fault("tag", event, "directive")
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, lambda: next(events), 0)
        if any(fault.rule == "alias" and not fault.detail.startswith("&") for fault in self.faults):
            return None  # what the alias stands for is missing, and would be told as missing
        return None if isinstance(root, Scalar) and root.plain and not root.text else root

    def _fault(self, rule: str, event: Any, detail: str = "") -> None:
        start, end = event.start_mark, event.end_mark
        width = end.column - start.column if end.line == start.line else 1
        self.faults.append(Fault(rule, start.line + 1, start.column + 1, max(1, width), detail))

    def _sign(self, rule: str, event: Any, sign: str) -> None:
        """Note a fault under a sign that stands before a value, not under the value."""
        self.faults.append(Fault(rule, event.start_mark.line + 1, event.start_mark.column + 1, len(sign), sign))

    def _node(self, event: Any, following: Callable[[], Any], depth: int) -> Node:
        start: Any = event.start_mark
        line, column = start.line + 1, start.column + 1
        self.nodes += 1
        if depth > MOST_DEPTH or self.nodes > MOST_NODES:
            self._fault("nesting", event, "depth" if depth > MOST_DEPTH else "nodes")
            raise _StopError
        if isinstance(event, yaml.AliasEvent):
            self._fault("alias", event, f"*{event.anchor}")
            return Scalar(line, column, "", False, 1)
        if event.anchor:
            self._sign("alias", event, f"&{event.anchor}")
        if event.tag:
            self._sign("tag", event, event.tag.replace("tag:yaml.org,2002:", "!!"))
        if isinstance(event, yaml.ScalarEvent):
            end: Any = event.end_mark
            width = end.column - start.column if end.line == start.line else 1
            if event.style == '"' and not event.value.isprintable():  # escapes, such as "\\u202e"
                found = (char for _, char in characters.hidden(event.value) if char != "\n")
                hidden = "\t" if "\t" in event.value else next(found, "")
                if hidden:
                    self._fault("invisible-character", event, f"U+{ord(hidden):04X}")
            return Scalar(line, column, event.value, not event.style and not event.tag, max(1, width))
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(below := following(), yaml.SequenceEndEvent):
                items.append(self._node(below, following, depth + 1))
            return Sequence(line, column, tuple(items))
        return self._mapping(line, column, following, depth)

    def _mapping(self, line: int, column: int, following: Callable[[], Any], depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := following(), yaml.MappingEndEvent):
            key = self._node(event, following, depth + 1)
            value = self._node(following(), following, depth + 1)
            if not isinstance(key, Scalar):
                self._fault("syntax", event, "a key must be a plain word")
            elif key.text == "<<" and key.plain:
                self._fault("alias", event, "<<")
            elif key.text in entries:
                first = entries[key.text][0]
                self.faults.append(Fault("duplicate-key", key.line, key.column, key.width, f"{key.text}\n{first.line}"))
            else:
                entries[key.text] = key, value
        return Mapping(line, column, entries)
