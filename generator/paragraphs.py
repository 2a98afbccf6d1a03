"""What was drawn from each paragraph of a source, told from the facts and the fingerprint alone: the text is not here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from generator import spoken, views
from generator.index import Index
from generator.mentions import Mention
from generator.schema import SourceFile

T = TypeVar("T")
State = Literal["claims", "cited", "aside", "none"]
STATES: tuple[State, ...] = ("claims", "cited", "aside", "none")


@dataclass(frozen=True, slots=True)
class Told:
    """A claim on its source's page, and its times."""

    row: views.Row
    time: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The claims whose words stand in one paragraph."""

    number: int
    claims: tuple[Told, ...]


def grouped(index: Index, rows: Iterable[views.Row]) -> list[Paragraph]:
    """Return the claims of a source by paragraph, in order."""
    found: dict[int, list[Told]] = {}
    for row in rows:
        found.setdefault(row.quote.paragraph, []).append(Told(row, spoken.times(index, row)))
    return [Paragraph(number, tuple(claims)) for number, claims in sorted(found.items())]


@dataclass(frozen=True, slots=True)
class Group(Generic[T]):
    """What stands in one paragraph: `anchor` is the paragraph's id on the page, empty where it stands further up."""

    number: int
    anchor: str
    entries: tuple[T, ...]


def groups(entries: Iterable[tuple[int, T]], taken: set[int]) -> list[Group[T]]:
    """Return entries by paragraph, in order; the anchors of the paragraphs that are `taken` stand elsewhere."""
    found: dict[int, list[T]] = {}
    for number, entry in entries:
        found.setdefault(number, []).append(entry)
    return [
        Group(number, "" if number in taken else f"paragraph-{number}", tuple(listed))
        for number, listed in sorted(found.items())
    ]


@dataclass(frozen=True, slots=True)
class Cell:
    """A paragraph on the map: what was drawn from it, in words, and where on the page that stands, if anywhere."""

    number: int
    state: State
    claims: int
    told: str
    href: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a source was drawn from: in sentences, and paragraph by paragraph; and which states there are."""

    sentences: tuple[str, ...]
    cells: tuple[Cell, ...]
    states: tuple[State, ...]


def coverage(index: Index, ident: str, mentioned: Iterable[Mention]) -> Coverage:
    """Return what was drawn from a source. Without a fingerprint, the paragraphs that are named are all that is known."""
    say, print_ = index.wording.say, index.facts.fingerprints.get(ident)
    hrefs = places(index.facts.sources[ident], mentioned)
    cells = []
    for number in range(1, print_.paragraphs + 1) if print_ else sorted(hrefs):
        state, claims, href = hrefs.get(number, ("none", 0, ""))
        told = say("source.map_paragraph", paragraph=number, state=say(f"source.state.{state}", n=claims))
        cells.append(Cell(number, state, claims, told, href))
    count = {state: sum(cell.state == state for cell in cells) for state in STATES}
    known = say("source.coverage.all", n=len(cells)) if print_ else say("source.coverage.unknown")
    told_ = [say(f"source.coverage.{state}", n=count[state]) for state in STATES if count[state]]
    exact = [say("source.coverage.exact")] if count["claims"] else []
    return Coverage((known, *told_, *exact), tuple(cells), tuple(state for state in STATES if count[state]))


def places(shape: SourceFile, mentioned: Iterable[Mention]) -> dict[int, tuple[State, int, str]]:
    """Return, for each paragraph that the record names: its state, how many claims rest on it, and where that stands.

    A claim rests on the paragraph of its quote and on those of the further words that it names.
    """
    found: dict[int, tuple[State, int, str]] = {}
    for part in shape.set_aside:
        found[part.paragraph] = ("aside", 0, f"#paragraph-{part.paragraph}")
    for derived in shape.derived_from:
        found[derived.paragraph] = ("cited", 0, "#chain")
    for stated in shape.sums:
        if stated.paragraph:
            found[stated.paragraph] = ("cited", 0, "#sums")
    for mention in mentioned:
        found[mention.quote.paragraph] = ("cited", 0, f"#paragraph-{mention.quote.paragraph}")
    claims: dict[int, list[str]] = {}
    for claim in sorted(shape.claims, key=lambda claim: (claim.paragraph, claim.id)):
        for number in dict.fromkeys((claim.paragraph, *(here.paragraph for here in claim.also))):
            claims.setdefault(number, []).append(claim.id)
    own = {claim.paragraph for claim in shape.claims}
    for number, listed in claims.items():
        href = f"#paragraph-{number}" if number in own else f"#claim-{listed[0]}"
        found[number] = ("claims", len(listed), href)
    return found
