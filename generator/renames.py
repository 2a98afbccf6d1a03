"""Which ids of one state are which of another: `was` in a file says what it was called before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator import schema
from generator.model import Facts
from generator.schema import Entry

FOLDERS = ("question", "actor", "event", "place", "source")


def entries(facts: Facts, kind: str) -> Mapping[str, Any]:
    """Return the files of a kind that can have older ids."""
    return {
        "question": facts.questions, "actor": facts.actors, "event": facts.events,
        "place": facts.places, "source": facts.sources,
    }[kind]  # type: ignore[return-value]  # fmt: skip


@dataclass(frozen=True)
class Renames:
    """The new id of each old one that has another, by kind; none by default."""

    by_kind: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def between(cls, old: Facts, new: Facts) -> Renames:
        """Return the ids of `old` that `new` has under others; a renaming that is taken back is one, too."""
        return cls({kind: _renamed(entries(old, kind), entries(new, kind)) for kind in FOLDERS})

    def ref(self, kind: str, ident: str) -> str:
        """Return the new id of what the old id `ident` refers to."""
        if kind == "question" and "." in ident:
            event, _, aspect = ident.partition(".")
            return f"{self.ref('event', event)}.{aspect}"
        if kind == "claim":
            source, slash, claim = ident.rpartition("/")
            return f"{self.ref('source', source)}{slash}{claim}"
        if kind == "speaker":
            kind = "actor"
        return self.by_kind.get(kind, {}).get(ident, ident)

    def plain(self, entry: Entry) -> dict[str, Any]:
        """Return an entry as plain data by the names of its fields, its references with their new ids."""
        found = {}
        for name, (attribute, marker) in schema.fields(type(entry)).items():
            found[name] = self._plain(getattr(entry, attribute), marker.to if marker else "")
        return found

    def _plain(self, value: Any, to: str) -> Any:
        if isinstance(value, Entry):
            return self.plain(value)
        if isinstance(value, tuple):
            return [self._plain(item, to) for item in value]
        return self.ref(to, value) if to and isinstance(value, str) else value


def _renamed(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    pairs = {(was, ident) for ident, shape in new.items() for was in shape.was if was in old and was not in new}
    pairs |= {(ident, was) for ident, shape in old.items() for was in shape.was if was in new and was not in old}
    found: dict[str, str] = {}
    for was, ident in sorted(pairs, key=lambda pair: (sorted(pair), pair)):  # either way round, the same pairs
        if was not in found and ident not in found.values() and ident not in old and was not in new:
            found[was] = ident
    return found
