"""Two states of the facts in, what changed between them out: claims, entries, headlines, discrepancies. It reads no files.

Ids that `was` says are older names of others are followed, so that a renamed file is one entry and not two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from generator import dates, index, matching, names, reasons, schema
from generator.compare import Comparison
from generator.matching import DiscrepancyChange
from generator.model import Claim, Facts
from generator.renames import Renames
from generator.schema import Entry, Marker, QuestionFile

State = tuple[Facts, Comparison]
Effect = Literal["added", "renamed", "changed", "removed"]
KINDS = ("question", "actor", "event", "place", "source", "party")
# What stands in a claim's entry and is told as the claim's own, with everything filled in that its file leaves unsaid.
FILLED_IN = ("question", "by", "said", "as_of", "over")
CITATION = ("source", "paragraph", "quote")


@dataclass(frozen=True, slots=True)
class Field:
    """A field that differs: as it is written on both sides (`before`, `after`), and in words (`was`, `now`)."""

    name: str
    before: str
    after: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """What happened to a claim. `id` is the newest that is known, `was` the older one where it differs.

    `asked` is the title of its question, `told` who gave which answer, and `speakers` holds every speaker of it, before and
    after.
    """

    effect: Effect
    id: str
    was: str
    question: str
    asked: str
    told: str
    speakers: tuple[str, ...]
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryChange:
    """What happened to a question, actor, event, place, source or party, its claims aside."""

    effect: Effect
    kind: str
    id: str
    was: str
    label: str
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadlineChange:
    """The computed sentence of a question, before and after; empty on the side that does not have the question."""

    question: str
    asked: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CorrectionChange:
    """A correction that is in the log on one side only; one that was reworded was taken out and added."""

    effect: Effect
    date: str
    wrong: str
    now: str
    about: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that a reviewer should look at: `kind` is `no fingerprint`, `no archived copy` or `person`."""

    kind: Literal["no fingerprint", "no archived copy", "person"]
    id: str
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Everything that differs between two states. `reworded` counts reasons that say the same in other words."""

    claims: tuple[ClaimChange, ...] = ()
    discrepancies: tuple[DiscrepancyChange, ...] = ()
    headlines: tuple[HeadlineChange, ...] = ()
    entries: tuple[EntryChange, ...] = ()
    warnings: tuple[Warned, ...] = ()
    reworded: int = 0
    corrections: tuple[CorrectionChange, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        told = self.claims or self.discrepancies or self.headlines or self.entries or self.corrections
        return not (told or self.reworded)


@dataclass
class _Side:
    """One state, with what is looked up in it over and over."""

    facts: Facts
    found: Comparison
    claims: dict[str, Claim] = field(init=False)

    def __post_init__(self) -> None:
        self.claims = {claim.id: claim for claim in self.facts.claims}

    def of(self, kind: str) -> Mapping[str, Entry]:
        facts = self.facts
        return {
            "question": facts.questions, "actor": facts.actors, "event": facts.events, "place": facts.places,
            "source": facts.sources, "party": facts.parties,
        }[kind]  # type: ignore[return-value]  # fmt: skip


def between(old: State, new: State) -> Change:
    """Return what changed from the state `old` to the state `new`."""
    before, after = _Side(*old), _Side(*new)
    renames = Renames.between(before.facts, after.facts)
    found, reworded = matching.changed(before.facts, before.found, after.facts, after.found, renames)
    return Change(
        claims=tuple(sorted(_claims(before, after, renames), key=lambda each: (ORDER[each.effect], each.id))),
        discrepancies=found,
        headlines=tuple(_headlines(before, after, renames)),
        entries=tuple(each for kind in KINDS for each in _entries(before, after, renames, kind)),
        warnings=tuple(_warnings(before, after, renames)),
        reworded=reworded,
        corrections=tuple(_corrections(before.facts, after.facts, renames)),
    )


ORDER: dict[str, int] = {"added": 0, "renamed": 1, "changed": 2, "removed": 3}


def _claims(before: _Side, after: _Side, renames: Renames) -> Iterator[ClaimChange]:
    known = {renames.ref("claim", ident): ident for ident in before.claims}
    for ident, old in known.items():
        if ident not in after.claims:
            yield _claim(before, before.claims[old], "removed")
    for ident, claim in after.claims.items():
        was = known.get(ident, "")
        if not was:
            yield _claim(after, claim, "added")
            continue
        fields = tuple(_claim_fields(before, before.claims[was], after, claim, renames))
        if fields:  # that its source has another id is told once, of the source
            yield _claim(after, claim, "changed", fields, before.claims[was], renames)


def _claim(
    side: _Side, claim: Claim, effect: Effect, fields: tuple[Field, ...] = (), old: Claim | None = None,
    renames: Renames | None = None,
) -> ClaimChange:  # fmt: skip
    speakers = {claim.by, renames.ref("actor", old.by)} if old and renames else {claim.by}
    return ClaimChange(
        effect, claim.id, old.id if old and old.id != claim.id else "", claim.question,
        side.facts.questions[claim.question].title, reasons.told(side.facts, claim), tuple(sorted(speakers)), fields,
    )  # fmt: skip


def _claim_fields(before: _Side, old: Claim, after: _Side, new: Claim, renames: Renames) -> Iterator[Field]:
    one, other = _plain_claim(before, old, renames), _plain_claim(after, new, Renames())
    for name, (_, marker) in schema.fields(schema.ClaimEntry).items():
        if one.get(name) != other.get(name):
            was = _claim_words(before.facts, old, name, marker, _raw(old, name))
            now = _claim_words(after.facts, new, name, marker, _raw(new, name))
            yield Field(name, _written(_raw(old, name)), _written(_raw(new, name)), was, now)


def _raw(claim: Claim, name: str) -> Any:
    return getattr(claim if name in FILLED_IN else claim.entry, name) if name != "id" else claim.id


def _plain_claim(side: _Side, claim: Claim, renames: Renames) -> dict[str, Any]:
    """Return a claim as plain data whose references are the newest ids, without its own id."""
    plain = renames.plain(claim.entry)
    filled = {name: getattr(claim, name) for name in FILLED_IN}
    filled |= {"question": renames.ref("question", claim.question), "by": renames.ref("actor", claim.by), "id": None}
    if side.facts.questions[claim.question].type == "place" and claim.entry.value:
        filled["value"] = renames.ref("place", claim.entry.value)
    return plain | filled


def _claim_words(facts: Facts, claim: Claim, name: str, marker: Marker | None, raw: Any) -> str:
    if not raw:
        return ""
    if name == "of":
        return reasons.population(facts, claim.question, raw)
    if name == "value":
        return reasons.answer_in_words(facts, claim)
    if name == "also":
        return "; ".join(f"{here.paragraph}: {here.quote}" for here in raw)
    return _words(facts, marker, raw)


def _words(facts: Facts, marker: Marker | None, raw: Any) -> str:
    """Return what a field holds in words: labels for ids, dates spelt out, entries of a list in short."""
    if raw in (None, "", ()):
        return ""
    if isinstance(raw, tuple):
        return "; ".join(_words(facts, marker, item) for item in raw)
    if isinstance(raw, Entry):
        return _in_short(facts, raw)
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if marker and marker.kind == "edtf":
        return dates.in_words(raw)
    kind = "actor" if marker and marker.to == "speaker" else marker.to if marker and marker.kind == "ref" else ""
    return names.label(facts, kind, raw) if kind in KINDS else str(raw)


def _in_short(facts: Facts, entry: Entry) -> str:
    """Return the texts and references of an entry of a list that it cannot do without, its citation aside."""
    kinds: dict[str, list[str]] = {"text": [], "ref": [], "id": []}
    for name, (attribute, marker) in schema.fields(type(entry)).items():
        value = getattr(entry, attribute)
        needed = type(entry).model_fields[attribute].is_required() and isinstance(value, str)
        if needed and name not in CITATION and marker and marker.kind in kinds:
            kinds[marker.kind].append(_words(facts, marker, value))
    if isinstance(entry, schema.Here | schema.Cited) and not kinds["text"] + kinds["ref"]:
        return entry.quote
    return ", ".join(kinds["text"] + kinds["ref"] or kinds["id"])


def _written(raw: Any) -> str:
    """Return what a field holds as it is written, lists in one line."""
    if raw in (None, "", ()):
        return ""
    if isinstance(raw, tuple):
        return "; ".join(map(_written, raw))
    if isinstance(raw, Entry):
        return ", ".join(f"{name}: {value}" for name, value in raw.model_dump(by_alias=True, exclude_defaults=True).items())
    return str(raw).lower() if isinstance(raw, bool) else str(raw)


def _headlines(before: _Side, after: _Side, renames: Renames) -> Iterator[HeadlineChange]:
    one, other = index.Index(before.facts, before.found), index.Index(after.facts, after.found)
    known = {renames.ref("question", ident): ident for ident in before.facts.questions}
    for ident in sorted(known.keys() | after.facts.questions.keys()):
        was = known.get(ident, "")
        old = one.headline(was) if was else ""
        new = other.headline(ident) if ident in after.facts.questions else ""
        asked = bool(one.by_question.get(was) or other.by_question.get(ident))  # an event's own questions may lie idle
        if old != new and (asked or "." not in ident):
            shape: QuestionFile = after.facts.questions.get(ident) or before.facts.questions[was]
            yield HeadlineChange(ident, shape.title, old, new)


def _corrections(before: Facts, after: Facts, renames: Renames) -> Iterator[CorrectionChange]:
    """Yield what came into the log of corrections, and what was taken out, in the order of the log."""
    old = {_correction(one, renames): one for one in before.corrections}
    new = {_correction(one, Renames()): one for one in after.corrections}
    sides: tuple[tuple[Effect, list[schema.Correction]], ...] = (
        ("added", [one for key, one in new.items() if key not in old]),
        ("removed", [one for key, one in old.items() if key not in new]),
    )
    for effect, listed in sides:
        for one in listed:
            yield CorrectionChange(effect, one.date, one.wrong, one.now, one.about or "", one.claims)


def _correction(one: schema.Correction, renames: Renames) -> tuple[object, ...]:
    return one.date, one.wrong, one.now, one.about, tuple(renames.ref("claim", ident) for ident in one.claims)


def _entries(before: _Side, after: _Side, renames: Renames, kind: str) -> Iterator[EntryChange]:
    old, new = before.of(kind), after.of(kind)
    known = {renames.ref(kind, ident): ident for ident in old}
    for ident in sorted(known.keys() | new.keys()):
        if kind == "question" and "." in ident:  # those that an event has by itself come and go with it
            continue
        was = known.get(ident, "")
        if ident not in new:
            yield EntryChange("removed", kind, ident, "", names.label(before.facts, kind, was))
            continue
        label = names.label(after.facts, kind, ident)
        if not was:
            yield EntryChange("added", kind, ident, "", label)
            continue
        fields = tuple(_entry_fields(before, old[was], after, new[ident], renames))
        if was != ident or fields:
            effect: Effect = "renamed" if was != ident else "changed"
            yield EntryChange(effect, kind, ident, was if was != ident else "", label, fields)


def _entry_fields(before: _Side, old: Entry, after: _Side, new: Entry, renames: Renames) -> Iterator[Field]:
    """Yield what differs in an entry's own fields; of lists, only what is on one side alone."""
    one, other = renames.plain(old), Renames().plain(new)
    for name, (attribute, marker) in schema.fields(type(new)).items():
        if name in ("id", "was", "claims") or one[name] == other[name]:
            continue
        was, now = getattr(old, attribute), getattr(new, attribute)
        if isinstance(was, tuple) and isinstance(now, tuple):
            gone = tuple(item for item, plain in zip(was, one[name], strict=True) if plain not in other[name])
            come = tuple(item for item, plain in zip(now, other[name], strict=True) if plain not in one[name])
            was, now = (gone, come) if gone or come else (was, now)  # the same in another order
        yield Field(name, _written(was), _written(now), _words(before.facts, marker, was), _words(after.facts, marker, now))


def _warnings(before: _Side, after: _Side, renames: Renames) -> Iterator[Warned]:
    """Yield what is new in `after` and asks for a look: what was so before is not told again."""
    old = {renames.ref("source", ident): ident for ident in before.facts.sources}
    for ident, source in sorted(after.facts.sources.items()):
        was = old.get(ident)
        if ident not in after.facts.fingerprints and (was is None or was in before.facts.fingerprints):
            yield Warned("no fingerprint", ident, source.title)
        if not source.archived and (was is None or before.facts.sources[was].archived):
            yield Warned("no archived copy", ident, source.title)
    known = {renames.ref("actor", ident): shape for ident, shape in before.facts.actors.items()}
    for ident, actor in sorted(after.facts.actors.items()):
        shape = known.get(ident)
        if actor.kind == "person" and (shape is None or (shape.kind, shape.capacity) != (actor.kind, actor.capacity)):
            yield Warned("person", ident, names.actor_label(actor), actor.capacity or "")
