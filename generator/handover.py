"""Makes fact files of tables that are handed over (`import`): every problem at its row and column, all files or none.

What is handed over is put together (gathering.py), written as fact files in memory, and checked by every rule together with
the facts that are there already. A problem of such a file is told where its words came from: the cell of the spreadsheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator import check, compare, evidence, fact_files, gathering, load, model, problems, rows, salvage, sheets
from generator.contract import BY_NAME
from generator.fact_files import Draft
from generator.gathering import Item
from generator.model import Record
from generator.problems import Problem
from generator.writing import write_all

Key = tuple[str, str]  # kind and id of a fact file
FOLDERS = {kind: folder for folder, kind in load.FOLDERS.items()}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is to be written (path and text), what is as it should be already, and what is wrong, errors and warnings."""

    files: dict[Path, str]
    unchanged: int
    problems: list[Problem]

    @property
    def failed(self) -> bool:
        """Whether there is an error, so that nothing may be written."""
        return _failed(self.problems)


def take_in(path: Path, facts: Path, *, overwrite: bool = False) -> Outcome:
    """Return what the tables at `path` make of the folder `facts`; nothing is written.

    A file that is there and says something else is an error, unless it may be overwritten. Raises sheets.SheetError,
    OSError.
    """
    gathered = gathering.gather(sheets.read(path))
    there = load.load(facts) if facts.is_dir() else []
    drafts = {}
    found = list(gathered.problems)
    known = {(document.kind, document.id): document for document in there}
    for key, item in gathered.items.items():
        old = known.get(key)
        found += _absent(item, old, known)
        drafts[key] = fact_files.draft(item.entry, item.values if item.whole else _joined(old, item))
    new = {key: load.parse(made.text.encode(), *key, _path(facts, key).as_posix()) for key, made in drafts.items()}
    changed = {key for key in new if key not in known or not _same(known[key], new[key])}
    if not any(problem.rule == sheets.UNREADABLE for problem in found):  # else much would only seem to be missing
        told = {problem.file for problem in found} | {problem.rule for problem in found} & {"missing-field"}
        after = _record(facts, {**known, **{key: new[key] for key in changed}})
        checked = _checked(facts, after, {key: drafts[key] for key in changed})
        found += [problem for problem in checked if not {problem.file, problem.rule} & told]
        if not _failed(found):
            changed -= _equal(_record(facts, known), after, changed & known.keys())
            found += [] if overwrite else [_taken(gathered.items[key], facts) for key in sorted(changed & known.keys())]
    return Outcome({_path(facts, key): drafts[key].text for key in sorted(changed)}, len(new) - len(changed), found)


def _failed(found: Iterable[Problem]) -> bool:
    return any(problem.level == "error" for problem in found)


def write(files: Mapping[Path, str]) -> None:
    """Write every file, each of them whole; none when one cannot be written. Raises OSError."""
    write_all({path: text.encode() for path, text in files.items()})


def show(found: Iterable[Problem]) -> str:
    """Return the problems as text, in the order of files, rows and columns."""
    ordered = sorted(dict.fromkeys(found), key=lambda problem: (_natural(problem.file), problem))
    return "".join(problems.show([problem]) for problem in ordered)


def _natural(place: str) -> list[tuple[int, str]]:
    """Return a key by which row 2 comes before row 10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", place)]


def _path(facts: Path, key: Key) -> Path:
    kind, ident = key
    return facts / FOLDERS[kind] / f"{ident}.yml" if kind in FOLDERS else facts / f"{kind}.yml"


def _same(old: load.Document, new: load.Document) -> bool:
    return old.root is not None and new.root is not None and salvage.plain(old.root) == salvage.plain(new.root)


def _absent(item: Item, old: load.Document | None, known: Iterable[Key]) -> Iterator[Problem]:
    """Tell of rows that belong to something that is neither handed over nor in the facts."""
    if not item.whole and old is None and item.kind in FOLDERS:
        ids = [ident for kind, ident in known if kind == item.kind]
        yield sheets.problem(
            item.first, f"there is no {item.kind} `{item.id}`, neither in the facts nor among what is handed over",
            why="what belongs to it would stand nowhere", rule="unknown-id",
            mend=f"add a row for it to {FOLDERS[item.kind]}.csv, or correct the id",
            hint=problems.did_you_mean(item.id, ids),
        )  # fmt: skip


def _taken(item: Item, facts: Path) -> Problem:
    path = _path(facts, (item.kind, item.id))
    return sheets.problem(
        item.first, f"{path.as_posix()} is there already and says something else",
        why="what others have written is not overwritten by accident",
        mend="give it another id; or, to take the handed over version, add --replace", rule="taken",
    )  # fmt: skip


def _joined(old: load.Document | None, item: Item) -> dict[str, Any]:
    """Return the fields of a file with the handed over entries: those of an equal id in their place, new ones at the end."""
    root = salvage.plain(old.root) if old and old.root else {}
    base: dict[str, Any] = {name: list(value) if isinstance(value, tuple) else value for name, value in root.items()}
    for name, entries in item.values.items():
        listed = list(base.get(name) or [])
        for entry in entries:
            at = next((n for n, one in enumerate(listed) if _alike(one, entry)), len(listed))
            listed[at : at + 1] = [entry]
        base[name] = listed
    return base


def _alike(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether two entries of a list are the same one: by their id, or where there is none, in every field."""
    a, b = _plain(one), _plain(other)
    return bool(a["id"] == b["id"] if "id" in a and "id" in b else a == b)


def _plain(value: Any) -> Any:
    if isinstance(value, sheets.Cell):
        return value.text
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items() if inner not in (None, [], ())}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _record(facts: Path, documents: Mapping[tuple[str, str], load.Document]) -> Record:
    listed = sorted(documents.values(), key=lambda document: document.file)
    sources = [document.id for document in listed if document.kind == "source"]
    return model.build(facts.as_posix(), listed, *evidence.read_all(facts, sources))


def _checked(facts: Path, after: Record, drafts: dict[Key, Draft]) -> list[Problem]:
    """Return what the rules find in the facts as they would be, each problem of a new file at its cell.

    What was wrong in the facts before is not told again.
    """
    found = check.check(after)
    by_file = {_path(facts, key).as_posix(): made for key, made in drafts.items()}
    foreign = [problem for problem in found if problem.file not in by_file]
    before = set(check.check(model.read(facts))) if foreign and facts.is_dir() else set()
    own = [_at_cell(problem, by_file[problem.file]) for problem in found if problem.file in by_file]
    return own + [problem for problem in foreign if problem not in before]


def _equal(before: Record, after: Record, keys: set[Key]) -> set[Key]:
    """Return those of the files that say the same before and after in other words: another order, a default written out.

    They are left as they are, with their comments.
    """
    if not keys or _failed(check.check(before)):
        return set()
    old, new = (_rows(model.facts(record)) for record in (before, after))
    return {key for key in keys if old.get(key) == new.get(key)}


def _rows(facts: model.Facts) -> dict[Key, list[Any]]:
    """Return the rows of the tables by the file that they are from."""
    tables = rows.tables(facts, compare.compare(facts))
    found: dict[Key, list[Any]] = {}
    for table, (kind, _) in gathering.KINDS.items():
        for row in tables[table]:
            found.setdefault((kind, row["id"]), []).append(row)
    for table, (of, column, _) in gathering.INNER.items():
        for row in tables[table]:
            bare = {field.name: row[field.name] for field in BY_NAME[table].columns if not field.made}
            found.setdefault((gathering.KINDS[of][0], row[column]), []).append((table, bare))
    for row in tables["further_quotes"]:
        found.setdefault(("source", row["claim"].partition("/")[0]), []).append(("further_quotes", row))
    for row in tables["names"]:
        found.setdefault(("actor", row["actor"]) if row["actor"] else ("place", row["place"]), []).append(("names", row))
    found["parties", "parties"], found["record", "record"] = tables["parties"], tables["record"]
    return found


def _at_cell(problem: Problem, draft: Draft) -> Problem:
    cell = draft.cell(problem.line)
    return replace(problem, file=cell.place, line=0, column=0, excerpt="", width=1) if cell else problem
