"""What pages ask for over and over, looked up once: claims, discrepancies, sources and events by what they belong to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from generator import facets, headline, names, origins, reasons, renames
from generator.compare import Comparison
from generator.dates import Span
from generator.discrepancies import Discrepancy
from generator.model import Claim, Facts
from generator.schema import Entry, Involvement, Within
from generator.wording import Wording, load

T = TypeVar("T")


@dataclass
class Index:
    """What is needed over and over to make views, computed once."""

    facts: Facts
    found: Comparison
    wording: Wording = field(default_factory=load)
    original: Facts | None = None  # in the language of the record, where `facts` bear translated names
    by_question: dict[str, list[Claim]] = field(default_factory=dict)
    by_actor: dict[str, list[Claim]] = field(default_factory=dict)
    by_source: dict[str, list[Claim]] = field(default_factory=dict)
    of_claim: dict[str, list[Discrepancy]] = field(default_factory=dict)
    of_question: dict[str, list[Discrepancy]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._once: dict[object, Any] = {}
        for claim in sorted(self.facts.claims, key=origins.order):
            self.by_question.setdefault(claim.question, []).append(claim)
            self.by_actor.setdefault(claim.by, []).append(claim)
            self.by_source.setdefault(claim.source, []).append(claim)
        for each in self.found.discrepancies:
            self.of_question.setdefault(each.question, []).append(each)
            for ident in each.claims:
                self.of_claim.setdefault(ident, []).append(each)
        self.claims = {claim.id: claim for claim in self.facts.claims}
        self.repeats: dict[str, list[Claim]] = {}
        for one in self.found.standings.values():
            if one.origin != one.claim.id:
                self.repeats.setdefault(one.origin, []).append(one.claim)

    def once(self, make: Callable[[Index], T]) -> T:
        """Return what `make` finds in the record; looked up once, however many pages ask."""
        if make not in self._once:
            self._once[make] = make(self)
        found: T = self._once[make]
        return found

    @cached_property
    def by_relay(self) -> dict[str, list[Claim]]:
        """The claims that each actor relayed."""
        return _gathered((relay, claim) for claim in self.facts.claims for relay in claim.entry.via)

    @cached_property
    def by_place(self) -> dict[str, list[Claim]]:
        """The claims that name each place as their answer or are limited to it."""
        questions = self.facts.questions
        return _gathered(
            (place, claim)
            for claim in self.facts.claims
            for place in {claim.entry.where, claim.entry.value if questions[claim.question].type == "place" else None}
            if place
        )

    @cached_property
    def at_odds(self) -> dict[str, list[Discrepancy]]:
        """The conflicts among each actor's own answers."""
        conflicts = [each for each in self.found.discrepancies if each.relation == "conflict"]
        voices = [{self.claims[ident].voice for ident in each.claims} for each in conflicts]
        alone = (each for each, heard in zip(conflicts, voices, strict=True) if len(heard) == 1)
        return _gathered((self.claims[each.claims[0]].by, each) for each in alone)

    @cached_property
    def sums(self) -> dict[tuple[tuple[str, ...], ...], Discrepancy]:
        """The declared sums, by total and parts."""
        return {each.groups: each for each in self.found.discrepancies if each.kind == "sum"}

    @cached_property
    def involved(self) -> dict[str, list[tuple[str, Involvement]]]:
        """The events that each actor took part in."""
        events = self.facts.events.items()
        return _gathered((one.actor, (event, one)) for event, shape in events for one in shape.involved)

    @cached_property
    def published(self) -> dict[str, list[str]]:
        """The sources that each actor published or signed."""
        sources = self.facts.sources.items()
        return _gathered((actor, ident) for ident, one in sources for actor in {one.publisher, *one.authors})

    @cached_property
    def holds(self) -> dict[str, list[tuple[str, Within]]]:
        """The places that each place holds."""
        places = self.facts.places.items()
        return _gathered((within.place, (inner, within)) for inner, shape in places for within in shape.within)

    @cached_property
    def changing(self) -> dict[str, dict[str, Span]]:
        """The events that change each question, and when each may have happened."""
        return facets.changing_events(self.facts)

    @cached_property
    def parts_of(self) -> dict[str, list[str]]:
        """The events that are a part of each event."""
        return _gathered((shape.part_of, ident) for ident, shape in sorted(self.facts.events.items()) if shape.part_of)

    @cached_property
    def asked_of(self) -> dict[str, list[str]]:
        """The questions about each event, those that it has by itself aside."""
        questions = self.facts.questions
        ordered = (ident for ident in sorted_ids(self, "question") if "." not in ident)
        return _gathered((event, ident) for ident in ordered if (event := questions[ident].event))

    @cached_property
    def renamed(self) -> dict[tuple[str, str], str]:
        """The id that each older id of a kind has today."""
        kinds = {kind: renames.entries(self.facts, kind) for kind in renames.FOLDERS}
        return {(kind, was): ident for kind, found in kinds.items() for ident, one in found.items() for was in one.was}

    def current(self, kind: str, ident: str) -> str:
        """Return the id that a question, actor, event, place or source has today, the empty text when it is gone."""
        return ident if ident in renames.entries(self.facts, kind) else self.renamed.get((kind, ident), "")

    @cached_property
    def ranks(self) -> dict[str, tuple[tuple[str, str], tuple[str, str], str]]:
        """The key of each question's place among all: its topic, then its title, in alphabetical order."""
        keys = {ident: (names.sort_key(one.topic), names.sort_key(one.title)) for ident, one in self.facts.questions.items()}
        return {ident: (*key, ident) for ident, key in keys.items()}

    def origins(self, question: str) -> tuple[int, int, int]:
        """Return how many claims answer a question, from how many origins, and how many rest on one origin alone."""
        standing = [self.found.standings[claim.id] for claim in self.by_question.get(question, ())]
        given = [one for one in standing if not one.claim.entry.response]
        same: dict[object, set[str]] = {}
        for one in given:
            same.setdefault(origins.what(one.claim, one.answer, one.cell), set()).add(one.origin)
        alone = sum(len(same[origins.what(one.claim, one.answer, one.cell)]) == 1 for one in given)
        return len(given), len({one.origin for one in given}), alone

    def headline(self, question: str) -> str:
        """Return the computed sentence of a question, in the language of the record."""
        claims = self.by_question.get(question, [])
        facts, found = self.original or self.facts, self.of_question.get(question, [])
        return headline.of_question(facts, question, claims, found, self.found)

    def in_words(self, edtf: str | None) -> str:
        """Return a date in the words of the reader's language; nothing for none."""
        return self.wording.date(edtf) if edtf else ""

    def answer(self, claim: Claim) -> str:
        """Return a claim's answer in the words of the reader's language, as far as they are ours: dates and responses."""
        if claim.entry.response:
            return self.wording.say(f"response.{claim.entry.response}")
        if claim.entry.value and self.facts.questions[claim.question].type == "date":
            return self.wording.date(claim.entry.value)
        return reasons.answer_in_words(self.facts, claim)

    def told(self, claim: Claim) -> str:
        """Return who gave which answer."""
        speaker = names.label(self.facts, "actor", claim.by)
        return self.wording.say("response.told", speaker=speaker, answer=self.answer(claim))


def _gathered(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def sorted_ids(index: Index, kind: str) -> list[str]:
    """Return the ids of a kind in alphabetical order of their labels."""
    found: dict[str, Entry] = {
        "actor": index.facts.actors, "place": index.facts.places, "event": index.facts.events,
        "source": index.facts.sources, "question": index.facts.questions,
    }[kind]  # type: ignore[assignment]  # fmt: skip
    return sorted(found, key=lambda ident: names.sort_key(names.label(index.facts, kind, ident)))
