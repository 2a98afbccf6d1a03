"""Turns loaded documents into the validated, frozen record that every later stage reads.

A document that does not fit its schema leaves its faults here for the rules to explain; the rest of the record is
still built, so that all problems of all files can be told at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from generator import archive, essays, evidence, load, salvage, schema
from generator.evidence import Fingerprint
from generator.problems import Level, Problem
from generator.schema import ClaimEntry, Entry, QuestionFile, SourceFile

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class ShapeFault:
    """A place where a document does not fit its schema: `kind` is pydantic's own word for it.

    `name` is the field, `entry` the class it belongs to, `node` what stands there (for a missing field, the map that
    lacks it) and `key` its key. `holder` is the line and column of the entry that the field belongs to.
    """

    kind: str
    name: str
    entry: type[Entry]
    node: load.Node | None
    key: load.Node | None
    holder: tuple[int, int]
    expected: str = ""


@dataclass(frozen=True)
class Checked:
    """A document with what validation made of it.

    `shape` holds all of it that fits the schema, and is None when too little does. `tree` is what `shape` was made of:
    the document, or where there are faults, the document without the entries that have them.
    """

    document: load.Document
    tree: load.Document
    shape: Entry | None
    faults: tuple[ShapeFault, ...]

    def lost(self, path: Path, *names: str) -> bool:
        """Return whether one of these fields of the entry at `path` has a fault, so that nothing follows from its lack."""
        node = self.tree.node(path)
        place = (node.line, node.column) if node else (0, 0)
        return any(fault.holder == place and fault.name in names for fault in self.faults)

    def problem(
        self, rule: str, path: Path, what: str, *, why: str, mend: str, hint: str = "",
        on: str = "value", level: Level = "error",
    ) -> Problem:  # fmt: skip
        """Return a Problem at `path`, under the value (or the `key`) that stands there."""
        node = self.tree.key(path) if on == "key" else self.tree.node(path)
        return self.problem_on(rule, node, what, why=why, mend=mend, hint=hint, level=level)

    def problem_on(
        self, rule: str, node: load.Node | None, what: str, *, why: str, mend: str, hint: str = "",
        level: Level = "error",
    ) -> Problem:  # fmt: skip
        """Return a Problem at a node."""
        line, column = (node.line, node.column) if node else (0, 0)
        width = node.width if isinstance(node, load.Scalar) else 1
        return self.problem_at(rule, line, column, width, what, why=why, mend=mend, hint=hint, level=level)

    def problem_at(
        self, rule: str, line: int, column: int, width: int, what: str, *, why: str, mend: str, hint: str = "",
        level: Level = "error",
    ) -> Problem:  # fmt: skip
        """Return a Problem at a line and column; line 0 is the file as a whole."""
        lines = self.document.lines
        excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
        return Problem(self.document.file, line, column, rule, what, why, mend, level, hint, excerpt, width)


@dataclass(frozen=True)
class Record:
    """Every document of a facts folder, checked against its schema; the fingerprints beside them; the archived texts.

    `essays` are the texts of the essays by id; None where nobody looked for them.
    """

    folder: str
    checked: tuple[Checked, ...]
    fingerprints: MappingType[str, Fingerprint]
    broken_fingerprints: MappingType[str, str]
    archive: MappingType[str, str]
    essays: MappingType[str, str] | None = None

    def of_kind(self, kind: str) -> Iterator[tuple[Checked, Any]]:
        """Yield the documents of a kind that fit their schema, each with its shape."""
        for checked in self.checked:
            if checked.document.kind == kind and checked.shape is not None:
                yield checked, checked.shape

    @cached_property
    def shapes(self) -> dict[str, dict[str, Any]]:
        """The shapes of the documents that fit their schema, by kind and id."""
        return {kind: {checked.document.id: shape for checked, shape in self.of_kind(kind)} for kind in schema.FILES}

    def texts(self, *kinds: str) -> Iterator[tuple[Checked, Path, schema.Marker, str, Entry]]:
        """Yield every text of every document that fits its schema; with `kinds`, only texts so marked."""
        for checked, texts in self._texts:
            for path, marker, text, entry in texts:
                if not kinds or marker.kind in kinds:
                    yield checked, path, marker, text, entry

    @cached_property
    def _texts(self) -> list[tuple[Checked, list[tuple[Path, schema.Marker, str, Entry]]]]:
        return [(checked, list(schema.walk(checked.shape))) for checked in self.checked if checked.shape]

    def faults(self, rule: str) -> Iterator[tuple[Checked, load.Fault]]:
        """Yield what the loader could not take and left to `rule` to explain."""
        for checked in self.checked:
            for fault in checked.document.faults:
                if fault.rule == rule:
                    yield checked, fault

    @cached_property
    def ids(self) -> dict[str, set[str]]:
        """The ids of each kind that files or entries declare, those of broken files included.

        A file that cannot be read must not make every reference to it a second problem.
        """
        known: dict[str, set[str]] = {kind: set() for kind in ("party", *load.FOLDERS.values())}
        for checked in self.checked:
            document = checked.document
            if document.kind in known:
                known[document.kind].add(document.id)
            elif document.kind == "parties":
                known["party"] |= set(_raw_ids(document.root, "parties"))
        known["question"] |= {f"{event}.{aspect}" for event in known["event"] for aspect in ("date", "place")}
        named = {f"{kind}s/{ident}" for kind in ("actor", "event", "question") for ident in known[kind]}
        topics = {f"topics/{question.topic}" for question in self.questions.values()}
        known["translated"] = {"record/title"} | named | topics | {f"parties/{ident}" for ident in known["party"]}
        known["speaker"] = known["actor"] | {"publisher", "author"}
        known["claim"] = {
            f"{checked.document.id}/{claim}"
            for checked in self.checked
            if checked.document.kind == "source"
            for claim in _raw_ids(checked.document.root, "claims")
        }
        return known

    @cached_property
    def questions(self) -> dict[str, QuestionFile]:
        """The questions by id, those that every event has by itself included."""
        found = dict(self.shapes["question"])
        for ident, event in self.shapes["event"].items():
            found |= event_questions(ident, event.title)
        return found


def claim_id(source: str, name: str) -> str:
    """Return the whole id of a claim that the file of `source` names: `<source>/<claim>`, or short, if it is its own."""
    return name if "/" in name else f"{source}/{name}"


def event_questions(event: str, title: str) -> dict[str, QuestionFile]:
    """Return the two questions that an event has by itself: when and where it was."""
    return {
        f"{event}.date": QuestionFile(title=f"When: {title}?", topic="Dates and places", type="date", event=event),
        f"{event}.place": QuestionFile(title=f"Where: {title}?", topic="Dates and places", type="place", event=event),
    }


def _raw_ids(root: load.Node | None, key: str) -> Iterator[str]:
    """Yield the ids of the list under `key`, from the tree, whatever else is wrong with the file."""
    if isinstance(root, load.Mapping) and key in root.entries:
        items = root.entries[key][1]
        for item in items.items if isinstance(items, load.Sequence) else ():
            if isinstance(item, load.Mapping) and "id" in item.entries:
                ident = item.entries["id"][1]
                if isinstance(ident, load.Scalar):
                    yield ident.text


def read(folder: FilePath, texts: FilePath | None = None) -> Record:
    """Return the record that a facts folder holds, with what the folder `texts` has of its sources.

    `texts` is by default the folder `archive` beside `folder`; essays are in `docs/essays` there. Raises
    load.FolderError when `folder` cannot be read.
    """
    documents = load.load(folder)
    sources = [document.id for document in documents if document.kind == "source"]
    archived = archive.read(texts or folder.parent / "archive", sources)
    record = build(folder.as_posix(), documents, *evidence.read_all(folder, sources), archived)
    return replace(record, essays=essays.read_all(folder.parent / "docs" / essays.FOLDER))


def build(
    folder: str,
    documents: list[load.Document],
    fingerprints: MappingType[str, Fingerprint],
    broken: MappingType[str, str],
    archived: MappingType[str, str] | None = None,
) -> Record:
    """Return the record that `documents`, the `fingerprints` of their sources and their `archived` texts make."""
    return Record(folder, tuple(map(_validate, documents)), fingerprints, broken, archived or {})


def _validate(document: load.Document) -> Checked:
    entry = schema.FILES.get(document.kind)
    if entry is None or document.root is None:
        return Checked(document, document, None, ())
    faults: list[ShapeFault] = []
    root: load.Node = document.root
    # Each round tells what is wrong and takes it out, so that the rules after this can read the rest. A fault in a
    # list's item takes the item; two rounds are enough, the third is for what taking out laid bare.
    for _ in range(3):
        try:
            tree = replace(document, root=root)
            return Checked(document, tree, entry.model_validate(salvage.plain(root), by_alias=True), tuple(faults))
        except ValidationError as error:
            details = error.errors(include_url=False)
            if not faults:
                faults = [_shape_fault(document, entry, detail) for detail in details[: load.MOST_FAULTS]]
            rest = salvage.repaired(root, entry, details)
            if rest is None:
                break
            root = rest
    return Checked(document, document, None, tuple(faults))


def _shape_fault(document: load.Document, entry: type[Entry], detail: Any) -> ShapeFault:
    path: Path = detail["loc"]
    kind, context = detail["type"], detail.get("ctx", {})
    last = next((index for index in range(len(path) - 1, -1, -1) if isinstance(path[index], str)), 0)
    holder = document.node(path[:last])
    return ShapeFault(
        kind=str(context["error"]) if kind == "value_error" else kind,
        name=str(path[last]) if path else "",
        entry=salvage.entry_at(entry, path),
        node=document.node(path),
        key=document.key(path),
        holder=(holder.line, holder.column) if holder else (0, 0),
        expected=context.get("expected", ""),
    )


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with everything that its file leaves unsaid filled in.

    `id` is `<source>/<claim>`. `said`, `as_of` and `over` are EDTF texts, empty where not known. `own_voice` says
    that the document speaks, not somebody whom it names; `unnamed`, that documents do not name the speaker.
    """

    id: str
    source: str
    entry: ClaimEntry
    question: str
    by: str
    party: str
    own_voice: bool
    said: str
    as_of: str
    over: str
    unnamed: bool = False

    @property
    def voice(self) -> str:
        """Who speaks, as far as that is known: one whom documents do not name is in each of them a voice of its own."""
        return f"{self.by} {self.source}" if self.unnamed else self.by

    @property
    def anchor(self) -> str:
        """The claim's id within its source, which is also its anchor on the source's page."""
        return self.entry.id


@dataclass(frozen=True)
class Facts:
    """A clean record, by kind and id: what comparison, pages and exports read. `title` may be empty.

    `interface` are the further languages of the site, in alphabetical order; `translations` the names in each, by
    `actors/<id>` and so on.
    """

    title: str
    about: str
    lead: tuple[str, ...]
    parties: dict[str, schema.Party]
    actors: dict[str, schema.ActorFile]
    places: dict[str, schema.PlaceFile]
    events: dict[str, schema.EventFile]
    questions: dict[str, QuestionFile]
    sources: dict[str, SourceFile]
    claims: tuple[Claim, ...]
    fingerprints: MappingType[str, Fingerprint]
    interface: tuple[str, ...] = ()
    translations: MappingType[str, MappingType[str, str]] = field(default_factory=dict)
    corrections: tuple[schema.Correction, ...] = ()
    essays: tuple[essays.Essay, ...] = ()

    @cached_property
    def answering(self) -> dict[str, list[Claim]]:
        """The claims that answer each question, in the order of the files."""
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            found.setdefault(claim.question, []).append(claim)
        return found


def facts(record: Record) -> Facts:
    """Return the facts of a record in which `check` found no error."""
    by_kind = record.shapes
    head = next(iter(by_kind["record"].values()), None)
    parties = next(iter(by_kind["parties"].values()), None)
    sources: dict[str, SourceFile] = by_kind["source"]
    actors = by_kind["actor"]
    claims = [_claim(ident, source, entry, record, actors) for ident, source in sources.items() for entry in source.claims]
    return Facts(
        title=head.title if head else "",
        about=(head.about or "") if head else "",
        lead=head.lead if head else (),
        parties={party.id: party for party in parties.parties} if parties else {},
        actors=actors,
        places=by_kind["place"],
        events=by_kind["event"],
        questions=record.questions,
        sources=sources,
        claims=tuple(claims),
        fingerprints=record.fingerprints,
        interface=tuple(sorted(set(head.interface))) if head else (),
        translations={
            language: {one.of: one.name for one in shape.names} for language, shape in by_kind["translation"].items()
        },
        corrections=next((shape.corrections for shape in by_kind["corrections"].values()), ()),
        essays=tuple(essays.parse(ident, (record.essays or {}).get(ident, "")) for ident in head.essays)
        if head and record.essays is not None
        else (),
    )


def _claim(ident: str, source: SourceFile, entry: ClaimEntry, record: Record, actors: dict[str, schema.ActorFile]) -> Claim:
    voices = {
        "publisher": source.publisher,
        "author": source.authors[0] if source.authors else source.publisher,
    }
    by = voices.get(entry.by, entry.by)
    origins = {derivation.publisher for derivation in source.derived_from}
    said = entry.said or source.published or ""
    timed = record.questions[entry.question].time in ("stock", "total")
    return Claim(
        id=f"{ident}/{entry.id}",
        source=ident,
        entry=entry,
        question=entry.question,
        by=by,
        party=actors[by].party or "",
        own_voice=by in {source.publisher, *source.authors} | origins,
        said=said,
        as_of=(entry.as_of or said) if timed else entry.as_of or "",
        over=entry.over or "",
        unnamed=actors[by].unnamed,
    )
