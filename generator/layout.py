"""Reads a fact file with its comments and blank lines, each beside the entry that it belongs to; interprets nothing.

The trees of `load` leave out what the formatter has to keep. A comment at the end of a line belongs to what the line
holds. A comment on lines of its own belongs to what follows, unless it stands further in than that: then it closes
the list or map above it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

_PARSER = getattr(yaml, "CLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Comment:
    """A comment, from its `#` on; `gap` says that a blank line stands before it."""

    text: str
    gap: bool = False


@dataclass(slots=True)
class Scalar:
    """A text, and whether it stood without quotes."""

    text: str
    plain: bool


@dataclass(slots=True)
class Block:
    """A map or a list: its slots, and the comments that close it."""

    mapping: bool
    column: int
    slots: list[Slot] = field(default_factory=list)
    foot: list[Comment] = field(default_factory=list)


@dataclass(slots=True)
class Slot:
    """An entry of a map (with its key) or an item of a list; `gap` says that a blank line stands before it."""

    line: int
    column: int
    above: tuple[Block, ...]
    key: Scalar | None = None
    value: Scalar | Block = field(default_factory=lambda: Scalar("", True))
    head: list[Comment] = field(default_factory=list)
    beside: list[Comment] = field(default_factory=list)
    gap: bool = False


@dataclass(slots=True)
class Layout:
    """A whole file: the comments at its top that belong to no entry, and its map."""

    top: list[Comment]
    root: Block


def read(text: str) -> Layout | None:
    """Return the layout of a text that `load` takes without a fault; None where it holds no map."""
    reader = _Reader(text.split("\n"))
    root = reader.read(text)
    if not isinstance(root, Block) or not root.mapping or not root.slots:
        return None
    reader.place_comments(root)
    return Layout(_top(root.slots[0]), root)


def comments(text: str) -> list[str]:
    """Return every comment of a text that `load` takes without a fault, in the order of the text."""
    reader = _Reader(text.split("\n"))
    reader.read(text)
    return [comment for _, _, comment in reader.found()]


def _top(first: Slot) -> list[Comment]:
    """Take the comments that speak of the file: the editors' schema line, and all before a blank line."""
    count = max((n for n, comment in enumerate(first.head) if comment.gap), default=0)
    if first.gap:
        count = len(first.head)
    elif not count and first.head and first.head[0].text.startswith("# yaml-language-server:"):
        count = 1
    top, first.head = first.head[:count], first.head[count:]
    return top


@dataclass
class _Reader:
    lines: list[str]
    slots: list[Slot] = field(default_factory=list)
    # For each line, the columns that a text covers: a # within them begins no comment.
    covered: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def read(self, text: str) -> Scalar | Block | None:
        """Return the tree of the text, and note its slots and the places that its texts cover."""
        events = yaml.parse(text, Loader=_PARSER)
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                return self._node(event, lambda: next(events), ())
        return None

    def _node(self, event: Any, following: Callable[[], Any], above: tuple[Block, ...]) -> Scalar | Block:
        if isinstance(event, yaml.ScalarEvent):
            self._cover(event)
            return Scalar(event.value, not event.style)
        block = Block(isinstance(event, yaml.MappingStartEvent), event.start_mark.column)
        inside = (*above, block)
        while not isinstance(below := following(), yaml.MappingEndEvent | yaml.SequenceEndEvent):
            slot = Slot(below.start_mark.line, below.start_mark.column, inside)
            block.slots.append(slot)
            self.slots.append(slot)
            if block.mapping:
                key = self._node(below, following, inside)
                slot.key = key if isinstance(key, Scalar) else None
                below = following()
            slot.value = self._node(below, following, inside)
        return block

    def _cover(self, event: yaml.ScalarEvent) -> None:
        start: Any = event.start_mark
        end: Any = event.end_mark
        block = event.style in ("|", ">")
        bottom = min(end.line, len(self.lines) - 1)
        while block and bottom > start.line and not self.lines[bottom][: end.column if bottom == end.line else None].strip():
            bottom -= 1  # the blank lines below a block are not its own
        for line in range(start.line, bottom + 1):
            first = start.column if line == start.line else 0
            last = end.column if line == end.line and not block else len(self.lines[line]) + 1
            if block and line == start.line:  # the sign of the style: a comment may follow it
                last = first + 1
            self.covered.setdefault(line, []).append((first, last))

    def found(self) -> Iterator[tuple[int, int, str]]:
        """Yield line, column and text of each comment."""
        for number, line in enumerate(self.lines):
            if "#" not in line:
                continue
            spans = self.covered.get(number, [])
            for column, char in enumerate(line):
                free = char == "#" and (column == 0 or line[column - 1] in " ")
                if free and not any(first <= column < last for first, last in spans):
                    yield number, column, line[column:].rstrip()
                    break

    def place_comments(self, root: Block) -> None:
        """Give every comment and every blank line to what it belongs to."""
        upcoming = 0
        for line, column, text in self.found():
            while upcoming < len(self.slots) and (self.slots[upcoming].line, self.slots[upcoming].column) < (line, column):
                upcoming += 1
            before = self.slots[upcoming - 1] if upcoming else None
            after = self.slots[upcoming] if upcoming < len(self.slots) else None
            own_line = not self.lines[line][:column].strip(" -")
            if not own_line and before:
                before.beside.append(Comment(text))
            else:
                self._keeper(root, before, after, column).append(Comment(text, self._blank(line - 1)))
        seen = set()
        for slot in self.slots:
            if slot.line not in seen:  # the first of a line: what stands further right has no blank line of its own
                slot.gap = self._blank(slot.line - 1)
            seen.add(slot.line)

    def _keeper(self, root: Block, before: Slot | None, after: Slot | None, column: int) -> list[Comment]:
        """Return the list that a comment on a line of its own belongs into."""
        if before and (after is None or column > after.above[-1].column):
            block = next((block for block in reversed(before.above) if block.column <= column), root)
            if after is None or all(block is not other for other in after.above):
                return block.foot
        return after.head if after else root.foot

    def _blank(self, line: int) -> bool:
        covered = any(first == 0 and last for first, last in self.covered.get(line, []))
        return line >= 0 and not self.lines[line].strip() and not covered
