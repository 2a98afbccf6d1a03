"""Reads the facts as they were at a commit, and from all those states the log of changes.

What the log says of a change is computed from two states, and kept beside the project under the ids of both, so that a
state is read once and not with each build.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from pydantic import TypeAdapter, ValidationError

from generator import changes, compare, evidence, load, model, writing
from generator.changes import Change, State
from generator.evidence import Fingerprint
from generator.load import Document, Fault
from generator.log import Beginning, Entry, Log, Reach
from generator.model import Record
from generator.repository import Blob, Commit, Repository, RevisionError

CACHE = Path(".cache/changes.json")
FACTS = (*load.FOLDERS, *load.SINGLES)
MOST_STATES = 100  # a reader looks at the newest; older ones are counted


@dataclass
class Reader:
    """Reads states of one folder; a file that is the same in several states is parsed once."""

    repository: Repository
    documents: dict[tuple[str, str], Document] = field(default_factory=dict)
    prints: dict[str, Fingerprint | None] = field(default_factory=dict)

    def record(self, tree: str) -> Record:
        """Return the record that the tree `tree` of the folder holds. Raises RevisionError."""
        files = self.repository.files(tree)
        facts = [(blob, kind) for blob in files if (kind := _kind(blob)) is not None]
        words = [blob for blob in files if _is_fingerprint(blob)]
        wanted = [blob.ident for blob, _ in facts if _readable(blob) and (blob.ident, blob.path) not in self.documents]
        data = self.repository.contents(wanted + [blob.ident for blob in words if blob.ident not in self.prints])
        for blob in words:
            if blob.ident not in self.prints:
                self.prints[blob.ident] = _fingerprint(data[blob.ident])
        documents = [self._document(blob, kind, data) for blob, kind in facts]
        sources = {document.id for document in documents if document.kind == "source"}
        prints = {PurePosixPath(blob.path).stem: self.prints[blob.ident] for blob in words}
        known = {source: made for source, made in prints.items() if made and source in sources}
        broken = {source: "it cannot be read" for source, made in prints.items() if not made and source in sources}
        return model.build(self.repository.prefix or ".", documents, known, broken)

    def _document(self, blob: Blob, kind: str, data: dict[str, bytes]) -> Document:
        key = blob.ident, blob.path
        if key not in self.documents:
            path = PurePosixPath(blob.path)
            shown = f"{self.repository.prefix}/{blob.path}".lstrip("/")
            fault = _fault(blob, kind)
            self.documents[key] = (
                Document(shown, kind, path.stem, faults=(fault,))
                if fault
                else load.parse(data[blob.ident], kind, path.stem, shown)
            )
        return self.documents[key]


def _kind(blob: Blob) -> str | None:
    """Return the kind of a fact file, as `load` has it for a folder on disk; None for what is no fact file."""
    parts = blob.path.split("/")
    if len(parts) == 1:
        return load.SINGLES.get(parts[0], "" if parts[0] in load.FOLDERS or parts[0].endswith((".yml", ".yaml")) else None)
    if parts[0] not in load.FOLDERS:
        return None if parts[0].startswith(".") else ""
    aside = parts[1].startswith(".") or parts[-1].endswith((".words", "~"))
    return None if aside else load.FOLDERS[parts[0]]


def _fault(blob: Blob, kind: str) -> Fault | None:
    """Return why a fact file is not read, if so: the faults that `load` finds before it opens a file."""
    depth = blob.path.count("/")
    if not kind or depth > 1:
        return Fault("file-name", 0, 0, 0, "place")
    if not blob.path.endswith(".yml"):
        return Fault("file-name", 0, 0, 0, "ending")
    if not blob.plain:
        return Fault("not-a-file", 0, 0, 0)
    return Fault("file-size", 0, 0, 0, str(blob.size)) if blob.size > load.MOST_BYTES else None


def _readable(blob: Blob) -> bool:
    return _fault(blob, _kind(blob) or "") is None


def _is_fingerprint(blob: Blob) -> bool:
    parts = blob.path.split("/")
    at_its_place = len(parts) == 2 and parts[0] == "sources" and parts[1].endswith(".words")
    return at_its_place and blob.plain and blob.size <= evidence.MOST_BYTES


def _fingerprint(data: bytes) -> Fingerprint | None:
    try:
        return evidence.parse(data.decode("ascii"))
    except ValueError:
        return None


def at(folder: Path, revision: str) -> tuple[str, Record]:
    """Return the commit that `revision` names and the record of `folder` in it. Raises RevisionError."""
    repository = Repository.of(folder)
    commit = repository.commit(revision)
    (there,) = repository.trees([Commit(commit, "")])
    if not there.tree:
        raise RevisionError(f"there is no folder {repository.prefix or '.'} at `{revision}`")
    return commit, Reader(repository).record(there.tree)


def whole(record: Record) -> bool:
    """Return whether all of a record fits today's model; what fits is not all of what it says otherwise."""
    return not any(checked.faults or checked.document.faults or checked.shape is None for checked in record.checked)


def state(record: Record) -> State | None:
    """Return facts and comparison of a record that was clean in its day, None where today's model cannot read it."""
    if not whole(record):
        return None
    try:
        facts = model.facts(record)
        return facts, compare.compare(facts)
    except Exception:  # an older record may break what a rule of today would have told; nothing is said of it then
        return None


@dataclass(frozen=True, slots=True)
class Step:
    """What is kept of a state: what it did to the state before it, or what it began with; neither if it cannot be read."""

    change: Change | None = None
    beginning: Beginning | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """The file in which steps are kept: `code` tells the code that made them."""

    code: str = ""
    steps: dict[str, Step] = field(default_factory=dict)


def read_log(folder: Path, cache: Path | None = CACHE) -> Log:
    """Return the log of a folder of facts; an empty one where there is no history. A failing git is no history."""
    try:
        repository = Repository.of(folder)
        commits = repository.commits(FACTS)
        if not commits:
            return Log()
        kept = _kept(cache)
        entries = _newest(Reader(repository), commits, kept)
        last = None if repository.changed(FACTS) else Entry(commits[0].ident, commits[0].when)
        reach: Reach = "shallow" if repository.shallow() else "whole"
    except RevisionError:
        return Log()
    if cache is not None:
        _keep(cache, kept)
    return Log(tuple(reversed(entries)), reach, max(0, len(commits) - MOST_STATES - 1), last)


def _newest(reader: Reader, commits: list[Commit], kept: Kept) -> list[Entry]:
    """Return the entries of the newest commits and of the first one, oldest first; keep the steps that they are made of."""
    used: dict[str, Step] = {}
    recent = reader.repository.trees(commits[: MOST_STATES + 1])  # the oldest of them only to compare with
    entries = list(_entries(reader, recent[::-1], kept, used))
    if len(commits) > MOST_STATES + 1:
        first = reader.repository.trees(commits[-1:])
        entries = [*_entries(reader, first, kept, used), *(each for each in entries if each.beginning is None)]
    kept.steps.clear()
    kept.steps.update(used)
    return entries


def _entries(reader: Reader, commits: list[Commit], kept: Kept, used: dict[str, Step]) -> Iterator[Entry]:
    """Yield an entry for each state that differs from the one before, oldest first."""
    before = ""  # the tree of the newest state that can be read
    states: dict[str, State | None] = {"": None}
    for commit in commits:
        if commit.tree == before:
            continue
        key = f"{before}..{commit.tree}"
        if key not in kept.steps:
            for tree in (before, commit.tree):
                if tree not in states:
                    states[tree] = state(reader.record(tree))
            kept.steps[key] = _step(states[before], states[commit.tree])
        step = used[key] = kept.steps[key]
        if step.change or step.beginning:
            before = commit.tree
        if not (step.change and step.change.empty):
            yield Entry(commit.ident, commit.when, step.change, step.beginning)
        states = {tree: states[tree] for tree in states if tree in ("", before)}


def _step(old: State | None, new: State | None) -> Step:
    if new is None:
        return Step()
    return Step(change=changes.between(old, new)) if old else Step(beginning=_beginning(new))


def _beginning(new: State) -> Beginning:
    facts, found = new
    conflicts = sum(each.relation == "conflict" for each in found.discrepancies)
    questions, actors = Counter(claim.question for claim in facts.claims), Counter(claim.by for claim in facts.claims)
    return Beginning(len(facts.claims), len(facts.sources), conflicts, dict(questions), dict(actors))


def _code() -> str:
    """Return a digest of the code: what it made is not taken for what other code would make."""
    home = Path(__file__).parent
    files = sorted([*home.glob("*.py"), *home.glob("languages/*")])
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files if path.is_file())).hexdigest()


def _kept(cache: Path | None) -> Kept:
    code = _code()
    try:
        kept = TypeAdapter(Kept).validate_json(cache.read_bytes()) if cache else Kept()
    except (OSError, ValidationError):
        kept = Kept()
    return kept if kept.code == code else Kept(code)


def _keep(cache: Path, kept: Kept) -> None:
    try:
        writing.write_changed(cache, TypeAdapter(Kept).dump_json(kept))
    except OSError:
        return  # the next build computes it again
