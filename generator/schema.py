"""The fields of every fact file, declared once.

Validation, the field tables of the documentation and the editors' JSON Schemas all come from these classes.
Every scalar arrives as text; a marker in the annotation says what the text must be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
ID_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Marker:
    """What a text field holds: `kind` is `text`, `id`, `ref`, `edtf`, `value`, `quote`, `url` or `language`.

    `to` names what a reference points to.
    """

    kind: str
    to: str = ""


def _ref(to: str) -> Marker:
    return Marker("ref", to)


def _integer(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"[1-9]\d{0,5}", value, re.ASCII):
        return int(value)
    raise ValueError("integer")


def _boolean(value: object) -> object:
    if value in ("true", "false"):
        return value == "true"
    raise ValueError("boolean")


Text = Annotated[str, Field(min_length=1), Marker("text")]
NewId = Annotated[str, Marker("id")]
Edtf = Annotated[str, Marker("edtf")]
ValueText = Annotated[str, Marker("value")]
Quote = Annotated[str, Marker("quote")]
Url = Annotated[str, Marker("url")]
Language = Annotated[str, Marker("language")]
Paragraph = Annotated[int, BeforeValidator(_integer)]
Flag = Annotated[bool, BeforeValidator(_boolean)]
ActorRef = Annotated[str, _ref("actor")]
SpeakerRef = Annotated[str, _ref("speaker")]
PartyRef = Annotated[str, _ref("party")]
PlaceRef = Annotated[str, _ref("place")]
EventRef = Annotated[str, _ref("event")]
QuestionRef = Annotated[str, _ref("question")]
SourceRef = Annotated[str, _ref("source")]
ClaimRef = Annotated[str, _ref("claim")]
PopulationRef = Annotated[str, _ref("population")]
ChoiceRef = Annotated[str, _ref("choice")]
InterfaceRef = Annotated[str, _ref("interface")]
EssayRef = Annotated[str, _ref("essay")]
TranslatedRef = Annotated[str, _ref("translated")]

QuestionType = Literal["count", "date", "place", "choice", "position"]
Time = Literal["stock", "flow", "total", "none"]
Response = Literal["declined", "no reply", "not given", "denied"]
ActorKind = Literal["person", "state organ", "body", "organisation", "publisher", "group"]
Capacity = Literal["office", "authorship", "expert comment"]
SourceKind = Literal[
    "news article", "analysis", "report", "statement", "letter", "interview", "press release",
    "law", "court document", "post", "video",
]  # fmt: skip
PlaceKind = Literal["village", "town", "city", "district", "region", "area", "country", "territory", "other"]


class Entry(BaseModel):
    """Anything that is written as a map in a fact file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Here(Entry):
    """A place in the source whose file this stands in."""

    paragraph: Paragraph = Field(description="The number of the non-empty line of the source's text, from 1.")
    quote: Quote = Field(description="4 to 20 words of it, word for word, never a whole sentence.")


class Cited(Entry):
    """Anything that rests on a place in a source."""

    source: SourceRef = Field(description="The source that says so.")
    paragraph: Paragraph = Field(description="The number of the non-empty line of the source's text, from 1.")
    quote: Quote = Field(description="4 to 20 words of it, word for word, never a whole sentence.")


class Name(Cited):
    """A name in use, and who uses it."""

    name: Text = Field(description="The name as it is used.")
    used_by: ActorRef = Field(description="The actor that uses it.")
    variant: Flag = Field(False, description="A shorter form, an abbreviation or a misspelling: never part of the label.")
    language: Language | None = Field(None, description="Left out: the language of the source.")


class Role(Cited):
    """What an actor is or was, and who says so."""

    role: Text = Field(description="The role, in neutral words or as the office is called.")
    at: ActorRef | None = Field(None, description="The body where it is held.")
    by: ActorRef | None = Field(None, description="Who says so. Left out: the document's own voice.")
    from_: Edtf | None = Field(None, alias="from", description="Since when.")
    until: Edtf | None = Field(None, description="Until when.")
    as_of: Edtf | None = Field(None, description="The moment that the words speak of.")


class Within(Cited):
    """A place that holds this one, and who says so."""

    place: PlaceRef = Field(description="The place that holds this one.")
    by: ActorRef | None = Field(None, description="Who says so. Left out: the document's own voice.")


class Involvement(Cited):
    """An actor's part in an event, and who says so."""

    actor: ActorRef = Field(description="Who took part.")
    as_: Text = Field(alias="as", description="In which part, in neutral words.")
    by: ActorRef | None = Field(None, description="Who says so. Left out: the document's own voice.")


class Party(Entry):
    """Someone on whose behalf actors speak."""

    id: NewId = Field(description="The party's id.")
    name: Text = Field(description="The name that is shown.")
    about: Text | None = Field(None, description="One neutral line.")


class PartiesFile(Entry):
    """`facts/parties.yml`: whom actors speak for."""

    parties: tuple[Party, ...] = Field(description="The parties.")


class RecordFile(Entry):
    """`facts/record.yml`: what this record is about. It may be left out."""

    title: Text = Field(description="What the record is about, in a few words.")
    about: Text | None = Field(None, description="Two sentences for someone who opens the site for the first time.")
    lead: tuple[QuestionRef, ...] = Field((), description="The questions on the home page, in their order.")
    interface: tuple[InterfaceRef, ...] = Field((), description="Further languages in which the site is made, as tags.")
    essays: tuple[EssayRef, ...] = Field((), description="The essays of `docs/essays/` that belong to the record, in order.")


class ActorFile(Entry):
    """`facts/actors/<id>.yml`: a person, body, state organ, organisation, publisher or group."""

    name: Text | None = Field(None, description="The name that is shown. Left out where several main names are in use.")
    kind: ActorKind = Field(description="What kind of actor it is.")
    party: PartyRef | None = Field(None, description="Whom it speaks for. Left out: for none.")
    capacity: Capacity | None = Field(None, description="A person only: the public capacity in which it appears.")
    about: Text | None = Field(None, description="One neutral line.")
    names: tuple[Name, ...] = Field((), description="Every name in use, and who uses it.")
    unnamed: Flag = Field(False, description="Documents do not name it: in each document it may be somebody else.")
    roles: tuple[Role, ...] = Field((), description="What it is or was, and who says so.")
    was: tuple[NewId, ...] = Field((), description="Older ids of it; their addresses redirect.")


class PlaceFile(Entry):
    """`facts/places/<id>.yml`: a place with every name in use."""

    kind: PlaceKind = Field(description="What kind of place it is.")
    about: Text | None = Field(None, description="One neutral line.")
    names: tuple[Name, ...] = Field(min_length=1, description="Every name in use, and who uses it.")
    within: tuple[Within, ...] = Field((), description="The places that hold it, and who says so.")
    was: tuple[NewId, ...] = Field((), description="Older ids of it; their addresses redirect.")


class EventFile(Entry):
    """`facts/events/<id>.yml`: something dated. When and where it was is answered by claims."""

    title: Text = Field(description="What happened, in neutral words.")
    about: Text | None = Field(None, description="One neutral line.")
    part_of: EventRef | None = Field(None, description="The event that it was a part of.")
    changes: tuple[QuestionRef, ...] = Field((), description="The stocks that it changes.")
    involved: tuple[Involvement, ...] = Field((), description="Who took part, and who says so.")
    was: tuple[NewId, ...] = Field((), description="Older ids of it; their addresses redirect.")


class Population(Entry):
    """What exactly a number counts."""

    id: NewId = Field(description="Its id, unique in the question.")
    name: Text = Field(description="What is counted, in neutral words.")
    part_of: PopulationRef | None = Field(None, description="The population of this question that holds it.")
    parts: Literal["overlapping", "disjoint", "exhaustive"] = Field(
        "overlapping", description="How its parts make it up: may share, share nothing, or share nothing and are all of it."
    )
    about: Text | None = Field(None, description="What is in it and what is not.")


class Choice(Entry):
    """One of the answers that a question allows."""

    id: NewId = Field(description="Its id, unique in the question.")
    name: Text = Field(description="The answer, in neutral words.")
    excludes: tuple[ChoiceRef, ...] = Field((), description="Answers that cannot be true together with it.")


class Annotation(Cited):
    """What an editor adds beside claims, cited like everything else; it hides and outranks nothing."""

    claims: tuple[ClaimRef, ...] = Field(min_length=1, description="The claims that it is about, as `<source>/<claim>`.")
    note: Text = Field(description="The note, in neutral words.")


class QuestionFile(Entry):
    """`facts/questions/<id>.yml`: what claims answer, and the type of its answers."""

    title: Text = Field(description="The question, in neutral words, with its question mark.")
    topic: Text = Field(description="The heading that it stands under.")
    about: Text | None = Field(None, description="What exactly is asked; what counts and what does not.")
    type: QuestionType = Field(description="What an answer is.")
    unit: Text | None = Field(None, description="A count only: what one of it is.")
    decimals: Flag = Field(False, description="A count only: whether parts of one exist.")
    time: Time = Field("none", description="At a moment, within a period, a running total, or timeless.")
    drifts: Flag = Field(False, description="A stock only: it also changes without an event that could be recorded.")
    grows_by: tuple[QuestionRef, ...] = Field((), description="A stock only: the flows that add to it.")
    shrinks_by: tuple[QuestionRef, ...] = Field((), description="A stock only: the flows that take from it.")
    event: EventRef | None = Field(None, description="The event that it is about.")
    populations: tuple[Population, ...] = Field((), description="What numbers count.")
    choices: tuple[Choice, ...] = Field((), description="A choice only: the answers.")
    exclusive: Flag = Field(True, description="A choice only: whether two different answers cannot both be true.")
    notes: tuple[Annotation, ...] = Field((), description="Editors' notes beside the claims, each cited.")
    was: tuple[NewId, ...] = Field((), description="Older ids of it; their addresses redirect.")


class Derivation(Here):
    """Where this document says that it took its text or facts from."""

    publisher: ActorRef | None = Field(None, description="Who published it before.")
    source: SourceRef | None = Field(None, description="The source, where the record has it.")


class SetAside(Entry):
    """Words of the document that carry no claim."""

    paragraph: Paragraph = Field(description="The number of the non-empty line of the source's text, from 1.")
    words: Text | None = Field(None, description="The words. Left out: the whole paragraph.")
    why: Text = Field(description="Why they are no claim.")


class ClaimEntry(Entry):
    """One answer given by one speaker in one source."""

    id: NewId = Field(description="Its id, unique in the source.")
    question: QuestionRef = Field(description="What it answers; `<event>.date` and `<event>.place` exist by themselves.")
    by: SpeakerRef = Field(description="The original speaker; `publisher` or `author` for the document's own voice.")
    via: tuple[ActorRef, ...] = Field((), description="Who relayed it, nearest the speaker first.")
    said: Edtf | None = Field(None, description="When it was said. Left out: on the day of publication.")
    as_of: Edtf | None = Field(None, description="The moment that is counted at. Left out: when it was said.")
    over: Edtf | None = Field(None, description="The period that a flow is counted over.")
    of: PopulationRef | None = Field(None, description="What the number counts: a population of the question.")
    where: PlaceRef | None = Field(None, description="The place that the answer is limited to.")
    value: ValueText | None = Field(None, description="The answer, as people write it.")
    response: Response | None = Field(None, description="Instead of a value: how it was left unanswered, or denied.")
    part: Literal["headline", "caption"] | None = Field(None, description="Left out: the body of the document.")
    paragraph: Paragraph = Field(description="The number of the non-empty line of the source's text, from 1.")
    quote: Quote = Field(description="4 to 20 words of it, word for word, never a whole sentence.")
    before: Text | None = Field(None, description="The words before the quote, where the quote stands more than once.")
    after: Text | None = Field(None, description="The words after the quote, where the quote stands more than once.")
    also: tuple[Here, ...] = Field((), description="Further words that its speaker, date or population rests on.")
    says: Text = Field(description="A neutral paraphrase in our own words.")
    exception: Text | None = Field(None, description="Why the value cannot be read from the quote itself.")
    note: Text | None = Field(None, description="What a reader should know; it never outranks the claim.")


class Sum(Entry):
    """A total and its parts."""

    id: NewId = Field(description="Its id, unique in the source.")
    total: ClaimRef = Field(description="The claim that gives the total.")
    parts: tuple[ClaimRef, ...] = Field(min_length=1, description="The claims that give the parts.")
    less: tuple[ClaimRef, ...] = Field((), description="The claims that are taken away from the parts.")
    exhaustive: Flag = Field(description="Whether the parts, less what is taken away, are all that the total holds.")
    paragraph: Paragraph | None = Field(None, description="Where the document states the sum.")
    quote: Quote | None = Field(None, description="The words that state it.")
    note: Text | None = Field(None, description="Why these belong together, where no document says so.")


class SourceFile(Entry):
    """`facts/sources/<id>.yml`: one document, and every claim drawn from it."""

    title: Text = Field(description="The document's own title.")
    publisher: ActorRef = Field(description="Who published this copy.")
    authors: tuple[ActorRef, ...] = Field((), description="Who signed it.")
    kind: SourceKind = Field(description="What kind of document it is.")
    language: Language = Field(description="Its language, as a tag such as `en` or `hy`.")
    published: Edtf | None = Field(None, description="When it was published. Left out: not known.")
    url: Url | None = Field(None, description="Its public address.")
    archived: Url | None = Field(None, description="The address of an archived copy.")
    derived_from: tuple[Derivation, ...] = Field((), description="Where it says it comes from, nearest first.")
    note: Text | None = Field(None, description="What a reader should know about the document.")
    set_aside: tuple[SetAside, ...] = Field((), description="Words of it that carry no claim.")
    claims: tuple[ClaimEntry, ...] = Field((), description="Every claim drawn from it.")
    sums: tuple[Sum, ...] = Field((), description="Totals and their parts.")
    was: tuple[NewId, ...] = Field((), description="Older ids of it; their addresses redirect.")


class Correction(Entry):
    """Something that the record said and the document does not, and what was done about it."""

    date: Edtf = Field(description="The day on which the record was mended.")
    wrong: Text = Field(description="What was wrong, in neutral words.")
    now: Text = Field(description="What the record says now.")
    claims: tuple[ClaimRef, ...] = Field((), description="The claims that it concerns, if they are still on record.")
    about: Text | None = Field(None, description="What it concerns, where that is no claim, or a claim that was taken out.")


class CorrectionsFile(Entry):
    """`facts/corrections.yml`: the public log of corrections, the newest first. It may be left out."""

    corrections: tuple[Correction, ...] = Field(description="The corrections, the newest first.")


class TranslatedName(Entry):
    """A name of ours in another language."""

    of: TranslatedRef = Field(
        description="What bears it: `actors/<id>`, `parties/<id>`, `events/<id>`, `questions/<id>`, `topics/<topic>` "
        "or `record/title`."
    )
    name: Text = Field(description="The name in the language of the file.")


class TranslationFile(Entry):
    """`facts/translations/<language>.yml`: the names that the site shows in that language; others stay as they are."""

    names: tuple[TranslatedName, ...] = Field(description="The names; those of places are never translated.")


FILES: dict[str, type[Entry]] = {
    "source": SourceFile, "actor": ActorFile, "place": PlaceFile, "event": EventFile, "question": QuestionFile,
    "parties": PartiesFile, "record": RecordFile, "translation": TranslationFile,
    "corrections": CorrectionsFile,
}  # fmt: skip


@cache
def fields(entry: type[Entry]) -> dict[str, tuple[str, Marker | None]]:
    """Return the attribute and the marker of each field of `entry`, by the name that it has in a file."""
    found = {}
    for attribute, info in entry.model_fields.items():
        marker = next((m for m in info.metadata if isinstance(m, Marker)), None) or _inner_marker(info.annotation)
        found[info.alias or attribute] = (attribute, marker)
    return found


def _inner_marker(annotation: Any) -> Marker | None:
    if get_origin(annotation) is Annotated:
        marker = next((m for m in get_args(annotation)[1:] if isinstance(m, Marker)), None)
        if marker:
            return marker
    return next(filter(None, map(_inner_marker, get_args(annotation))), None)


Path = tuple[str | int, ...]


def walk(entry: Entry, path: Path = ()) -> Iterator[tuple[Path, Marker, str, Entry]]:
    """Yield every text of `entry` and of what it holds: its path, its marker, the text, and the entry it stands in."""
    for name, (attribute, marker) in fields(type(entry)).items():
        value = getattr(entry, attribute)
        if value is None or value == ():  # most fields of most entries
            continue
        if isinstance(value, str):
            if marker:
                yield (*path, name), marker, value, entry
        elif isinstance(value, Entry):
            yield from walk(value, (*path, name))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                below = (*path, name, index)
                if isinstance(item, Entry):
                    yield from walk(item, below)
                elif isinstance(item, str) and marker:
                    yield below, marker, item, entry
