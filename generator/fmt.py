"""Writes a fact file the one way that all of them are written: fields in the order of the schema, one text a line.

Only the way of writing changes, never what is written: the tree that comes out is compared with the one that went in,
and so are the comments. Where they are not the same, or the file cannot be read, the file stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import layout, load, salvage, schema, writing
from generator.layout import Block, Comment, Scalar, Slot
from generator.scaffold import scalar, shown
from generator.schema import Entry, Marker


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file and its text as it should be; `told` says why it stays as it is, where it cannot be formatted."""

    path: Path
    before: bytes
    after: bytes
    told: str = ""

    @property
    def changed(self) -> bool:
        """Whether the file should be written otherwise."""
        return self.before != self.after


def kind_of(path: Path) -> str:
    """Return the kind of fact file that a path stands for, by its folder or its name; nothing where it is none."""
    return load.SINGLES.get(path.name, "") or load.FOLDERS.get(path.absolute().parent.name, "")


def files(folder: Path) -> list[Path]:
    """Return every fact file of a folder. Raises load.FolderError when it cannot be read."""
    return [Path(document.file) for document in load.load(folder) if document.kind and document.lines]


def format_file(path: Path) -> Formatted:
    """Return the file at `path` formatted."""
    document = load.load_file(path, kind_of(path), path.as_posix())
    if not document.lines:
        return Formatted(path, b"", b"", "it cannot be read")
    before = path.read_bytes()
    after, told = format_text(before, document.kind)
    return Formatted(path, before, after, told)


def write(formatted: Formatted) -> None:
    """Write a file that should be written otherwise."""
    if formatted.changed:
        writing.write_whole(formatted.path, formatted.after)


def format_text(data: bytes, kind: str) -> tuple[bytes, str]:
    """Return the bytes of a fact file as they should be, or as they are with the reason why."""
    document = load.parse(data, kind, "", "")
    if document.faults:
        return data, f"it cannot be read from line {document.faults[0].line} on"
    text = data.decode("utf-8").replace("\r\n", "\n")
    read = layout.read(text) if isinstance(document.root, load.Mapping) else None
    if read is None or document.root is None:
        return data, ""  # nothing is written in it yet, or no field: `check` tells
    made = _text(read, schema.FILES[kind])
    if made == text:
        return made.encode(), ""
    again = load.parse(made.encode(), kind, "", "")
    if again.faults or again.root is None or salvage.plain(again.root) != salvage.plain(document.root):
        return data, "its way of writing is too unusual to be changed safely"
    if sorted(layout.comments(made)) != sorted(layout.comments(text)):
        return data, "its comments stand where they cannot be kept"
    return made.encode(), ""


def order(entry: type[Entry]) -> list[str]:
    """Return the fields of an entry in the order that they are written in: where it is said comes after what is said."""
    shared = {name for base in entry.__mro__[1:] if issubclass(base, Entry) for name in getattr(base, "model_fields", {})}
    return sorted(schema.fields(entry), key=lambda name: name in shared)


# A line, or None for a blank one that was in the file.
Lines = Iterator[str | None]


def _text(read: layout.Layout, entry: type[Entry]) -> str:
    """Return the lines of a file: never two blank ones, none first, last, or between a field and what it holds."""
    kept: list[str] = []
    gap = False
    below_key = False
    for line in _all(read, entry):
        if line is None:
            gap = bool(kept) and not below_key
            continue
        if gap:
            kept.append("")
        kept.append(line)
        gap, below_key = False, bool(re.fullmatch(r" *(?:- )*[\w-]+:", line))
    return "".join(f"{line}\n" for line in kept)


def _all(read: layout.Layout, entry: type[Entry]) -> Lines:
    yield from _comments(read.top, "")
    if read.top and (read.root.slots[0].gap or (read.root.slots[0].head and read.root.slots[0].head[0].gap)):
        yield None
    yield from _block(read.root, entry, "", bool(read.top))


def _block(block: Block, entry: type[Entry] | None, indent: str, top: bool = False) -> Lines:
    """Yield the lines of a map or list; `entry` is None where the schema knows nothing of it."""
    slots = block.slots
    if top:  # the blank line below the comments at the top stays there, whatever comes first
        slots[0].gap = False
        for comment in slots[0].head[:1]:
            comment.gap = False
    if block.mapping and entry:
        rank = {name: number for number, name in enumerate(order(entry))}
        slots = sorted(slots, key=lambda slot: rank.get(slot.key.text if slot.key else "", len(rank)))
    for number, slot in enumerate(slots):
        yield from _slot(slot, entry, indent, first=not number)
    yield from _comments(block.foot, indent)


def _slot(slot: Slot, entry: type[Entry] | None, indent: str, first: bool) -> Lines:
    head = slot.head + slot.beside[:-1]
    beside = f"  {slot.beside[-1].text}" if slot.beside else ""
    lines = _comments(head, indent)
    yield from (line for line in lines if line is not None or not first)
    if slot.gap and not first:
        yield None
    if slot.key is None:
        yield from _item(slot, entry, indent, beside)
        return
    key = slot.key.text if slot.key.plain else scalar(slot.key.text)
    marker = schema.fields(entry).get(slot.key.text, ("", None)) if entry else None
    if isinstance(slot.value, Scalar):
        yield from _scalar(slot.value, f"{indent}{key}:", beside, indent, marker[1] if marker else None, bool(marker))
    elif not slot.value.slots:
        yield f"{indent}{key}: {_nothing(slot.value)}{beside}"
        yield from _comments(slot.value.foot, f"{indent}  ")
    else:
        yield f"{indent}{key}:{beside}"
        inner = salvage.entry_at(entry, (slot.key.text, 0)) if entry and marker else None
        yield from _block(slot.value, None if inner is entry else inner, f"{indent}  ")


def _item(slot: Slot, entry: type[Entry] | None, indent: str, beside: str) -> Lines:
    if isinstance(slot.value, Scalar):
        yield from _scalar(slot.value, f"{indent}-", beside, indent, None, False)
    elif not slot.value.slots:
        yield f"{indent}- {_nothing(slot.value)}{beside}"
        yield from _comments(slot.value.foot, f"{indent}  ")
    else:
        inner = f"{indent}  "
        dashed = False
        for line in _block(slot.value, entry, inner):
            if line is None or dashed:
                yield line
            elif line.lstrip().startswith("#"):  # what stands over the first field stands over the item
                yield f"{indent}{line.lstrip()}"
            else:
                yield f"{indent}- {line.removeprefix(inner)}"
                dashed = True


def _nothing(block: Block) -> str:
    return "{}" if block.mapping else "[]"


def _comments(comments: list[Comment], indent: str) -> Lines:
    for comment in comments:
        if comment.gap:
            yield None
        yield f"{indent}{comment.text}"


def _scalar(value: Scalar, before: str, beside: str, indent: str, marker: Marker | None, known: bool) -> Lines:
    """Yield the line of a text, or the lines of one that is made of several."""
    text = value.text
    if "\n" in text and _is_plain_block(text):
        sign = "|" if text.endswith("\n") else "|-"
        yield f"{before} {sign}{beside}"
        for line in text.removesuffix("\n").split("\n"):
            yield f"{indent}  {line}" if line else ""
    elif value.plain:
        yield f"{before} {text}{beside}" if text else f"{before}{beside}"
    else:
        yield f"{before} {_quoted(text, marker, known)}{beside}"


def _is_plain_block(text: str) -> bool:
    """Return whether a text of several lines is the same when it is written line below line."""
    lines = text.removesuffix("\n").split("\n")
    return not re.search(r"^[ ]|[ ]$|\t", text, re.MULTILINE) and bool(lines[0] and lines[-1]) and shown(text)


def _quoted(text: str, marker: Marker | None, known: bool) -> str:
    """Return a text that stood in quotes: without them where that is the same to everybody."""
    if known and marker is None and re.fullmatch(r"[1-9]\d*|true|false", text):
        return text
    return scalar(text, marker.kind if marker else "")
