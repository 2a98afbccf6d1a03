"""Valid records, changed: fields dropped, doubled, swapped, retyped; ids and references exchanged; hostile texts put in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree

import yaml

from generator import compare, evidence, export, load, model, render, schema, search, wording

FOLDER = Path(__file__).parent.parent / "tests" / "golden-facts"
MOST_CHANGES = 12

TEXTS = (
    "", " ", "~", "null", "0", "-1", "999999999999999999999", "1e309", "2020-02-30", "9999-12-31", "-9999", "../..",
    "a" * 65,
    "x" * 5_000, "<script>alert(1)</script>", "</script><!--", "{{ 7*7 }}{% x %}", "javascript:alert(1)", "=1+1", "[x](y)",
    "```", "| a |", "\n\n# x\n", "]]>", "&#x0;&amp;", "\u0561\u0580\u0581\u0561\u056d", "\u05e9\u05dc\u05d5\u05dd",
    "\u0645\u06cc\u200c\u0631\u0648\u0645",
    "\U0001f600" * 30, "e\u0301" * 50, "https://a.example/?q=%00", "http://[::1", "https://user@host.example",
    "%s%n{0}", "\\", "'\"`",
    "index", "con", "notice", "notice/x", "x/y/z", "publisher", "author", "13.5", "about 40", "between 9 and 1",
    "at least 0",
    "2020/..", "../2020", "2020-11~", "203X", "en", "xx-Latn-001", "none", "dozens", "yes", "no",
)  # fmt: skip


@dataclass
class Record:
    """Fact files as plain trees, by their names below the folder, with the fingerprints that lie beside them."""

    files: dict[str, Any]
    fingerprints: dict[str, evidence.Fingerprint]

    def documents(self) -> list[load.Document]:
        """Return the files as they are when written and loaded."""
        return [_document(name, tree) for name, tree in sorted(self.files.items())]


def _document(name: str, tree: Any) -> load.Document:
    path = PurePosixPath(name)
    kind = load.SINGLES.get(name, "") or load.FOLDERS[path.parent.name]
    text = yaml.dump(tree, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=10_000)
    return load.parse(text.encode("utf-8", "replace"), kind, path.stem, f"facts/{name}")


class _DUMPER(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes shared lists twice instead of as an alias."""

    def ignore_aliases(self, data: Any) -> bool:
        """Never use an alias."""
        del data
        return True


@cache
def base() -> Record:
    """Return the valid record that is changed; nobody may change this one."""
    files = {
        path.relative_to(FOLDER).as_posix(): yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        for path in sorted(FOLDER.rglob("*.yml"))
    }
    sources = [PurePosixPath(name).stem for name in files if name.startswith("sources/")]
    return Record(files, evidence.read_all(FOLDER, sources)[0])


class Choices:
    """Choices that bytes make, one after another; when they are used up, always the first."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    @property
    def left(self) -> bool:
        """Whether there are bytes that have chosen nothing yet."""
        return self._at < len(self._data)

    def below(self, number: int) -> int:
        """Return a number from 0 to before `number`."""
        taken = self._data[self._at : self._at + 2]
        self._at += 2
        return int.from_bytes(taken, "big") % number if number else 0

    def one(self, choices: Any) -> Any:
        """Return one of the choices."""
        return choices[self.below(len(choices))]


Place = tuple[Any, Any]  # a map or list, and the key or index in it


def places(tree: Any) -> Iterator[Place]:
    """Yield every place of a tree that holds something."""
    for key in list(tree) if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ():
        yield tree, key
        yield from places(tree[key])


def mutant(data: bytes) -> Record:
    """Return the valid record with the changes that the bytes choose."""
    choices = Choices(data)
    made = Record(deepcopy(base().files), base().fingerprints)
    gentle = choices.below(2) == 1  # texts alone: such a record stays valid more often, and reaches pages and exports
    for _ in range(MOST_CHANGES):
        if choices.left and made.files:
            _reword(made, choices) if gentle else _change(made, choices)
    return made


@cache
def _text_fields() -> frozenset[str]:
    marked = [pair for entry in schema.FILES.values() for pair in _fields(entry, set())]
    return frozenset(name for name, marker in marked if marker and marker.kind == "text")


def _fields(entry: Any, seen: set[Any]) -> Iterator[tuple[str, Any]]:
    for name, (_, marker) in schema.fields(entry).items():
        yield name, marker
    for below in schema.Entry.__subclasses__():
        if below not in seen:
            seen.add(below)
            yield from _fields(below, seen)


def _reword(record: Record, choices: Choices) -> None:
    tree = record.files[choices.one(sorted(record.files))]
    found = [place for place in places(tree) if place[1] in _text_fields() and isinstance(place[0][place[1]], str)]
    if found:
        holder, key = choices.one(found)
        text = choices.one(TEXTS)
        holder[key] = f"{text} {holder[key]}" if choices.below(2) else f"{holder[key]} {text}"


def _change(record: Record, choices: Choices) -> None:
    name = choices.one(sorted(record.files))
    kind = choices.below(12)
    if kind == 0:
        del record.files[name]
    elif kind == 1 and "/" in name:
        record.files[f"{name.partition('/')[0]}/{choices.one(('copy', 'con', 'a--b', 'index', 'x' * 70))}.yml"] = deepcopy(
            record.files[name]
        )
    else:
        _change_tree(record, record.files[name], kind, choices)


def _change_tree(record: Record, tree: Any, kind: int, choices: Choices) -> None:
    found = list(places(tree))
    if not found:
        return
    holder, key = choices.one(found)
    if kind == 2:
        del holder[key]
    elif kind == 3 and isinstance(holder, list):
        holder.insert(choices.below(len(holder) + 1), deepcopy(holder[key]))
    elif kind == 4 and isinstance(holder, list):
        other = choices.below(len(holder))
        holder[key], holder[other] = holder[other], holder[key]
    elif kind == 5:
        holder[key] = choices.one([[], {}, "", [holder[key]], {"id": holder[key]}, [[[]]], {"": ""}])
    elif kind == 6:
        other, there = choices.one(found)
        holder[key], other[there] = deepcopy(other[there]), deepcopy(holder[key])
    elif kind == 7:
        donor = list(places(record.files[choices.one(sorted(record.files))]))
        alike = [place for place in donor if place[1] == key] or donor
        if alike:
            given, there = choices.one(alike)
            holder[key] = deepcopy(given[there])
    elif kind == 8 and isinstance(holder, dict):
        other = choices.one([one for one, _ in found if isinstance(one, dict)])
        for name in list(holder)[: 1 + choices.below(3)]:
            other.setdefault(name, deepcopy(holder[name]))
    elif kind == 9 and isinstance(holder, dict):
        holder[choices.one([*schema_names(), "nonsense", "<<"])] = choices.one([holder[key], "x", []])
    elif kind == 10:
        ids = sorted({PurePosixPath(name).stem for name in record.files})
        holder[key] = choices.one(ids)
    else:
        holder[key] = choices.one(TEXTS)


@cache
def schema_names() -> tuple[str, ...]:
    """Return the names of all fields."""
    return tuple(sorted({name for entry in schema.FILES.values() for name, _ in _fields(entry, set())}))


def outputs(read: model.Record) -> None:
    """Make every page and export of a record without errors; what programs read of them is read."""
    facts = model.facts(read)
    found = compare.compare(facts)
    tree = {path: body.encode() for path, body in render.texts(facts, found)}
    search.file(facts, found, wording.load(), tree, {})
    tree |= export.published(facts, found) | export.beside_pages(facts, found)
    for path, body in tree.items():
        assert readable(path, body), path


def readable(path: str, body: bytes) -> bool:
    """Return whether a file can be read as what its name says. Raises what the reader raises."""
    suffix = PurePosixPath(path).suffix
    if suffix in (".json", ".jsonld"):
        json.loads(body)
    elif suffix in (".xml", ".svg", ".atom"):
        ElementTree.fromstring(body)
    elif suffix == ".csv":
        rows = list(csv.reader(io.StringIO(body.decode())))
        return len({len(row) for row in rows}) == 1 and not any(
            cell.startswith(("=", "+", "@", "\t", "\r")) for row in rows for cell in row
        )
    elif suffix == ".jsonl":
        return all(isinstance(json.loads(line), dict) for line in body.decode().split("\n")[:-1])
    return True
