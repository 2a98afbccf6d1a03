"""The data contract, declared once: every table, its fields, its keys.

JSON Schemas, the Frictionless package, the SQLite file, the field tables of docs/data.md and the reading of what is
handed over all come from here. Fields are added, never renamed, and their meaning does not change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from generator import schema

CONTRACT = 1

# `ids` is a list of texts, `groups` a list of such lists, `cited` an object of kind and id, `bound` a number or a day.
Kind = Literal["text", "integer", "boolean", "ids", "groups", "cited", "bound"]


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a table: `to` names the table that it refers to, by that table's key.

    A field is null where nothing is known or it does not apply, unless it is `needed`. What is `made` by the generator
    is not read again when a table is handed over.
    """

    name: str
    meaning: str
    kind: Kind = "text"
    to: str = ""
    needed: bool = False
    made: bool = False
    one_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what a row is, its fields, its primary key; `refers` gives references that need several fields.

    A reference is the fields here, the table there and its fields.
    """

    name: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    refers: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()
    made: bool = False
    note: str = ""

    def column(self, name: str) -> Column:
        """Return the column `name`. Raises KeyError when there is none."""
        return {column.name: column for column in self.columns}[name]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


def _need(name: str, meaning: str, kind: Kind = "text", to: str = "", one_of: tuple[str, ...] = ()) -> Column:
    return Column(name, meaning, kind, to, needed=True, one_of=one_of)


def _may(name: str, meaning: str, kind: Kind = "text", to: str = "", one_of: tuple[str, ...] = ()) -> Column:
    return Column(name, meaning, kind, to, one_of=one_of)


def _made(name: str, meaning: str, kind: Kind = "text", to: str = "", needed: bool = False) -> Column:
    return Column(name, meaning, kind, to, needed, made=True)


RELATIONS = ("agree", "compatible", "conflict", "not comparable")
KINDS = ("value", "date", "place", "choice", "part and whole", "running total", "sum")
FACETS = ("population", "place", "unit", "moment", "period")

_PARAGRAPH = _need("paragraph", "the number of the line of the document that is not empty, from 1", "integer")
_QUOTE = _need("quote", "the quoted words")
_SOURCE = _need("source", "the id of the document that says so", to="sources")
CITED = (_SOURCE, _PARAGRAPH, _QUOTE)
_BY = _may("by", "the id of the actor that says so; null: the document's own voice", to="actors")
_WAS = _may("was", "older ids; their addresses redirect", "ids")
_ABOUT = _may("about", "one neutral line")

CLAIMS = Table(
    "claims",
    "each claim: one answer given by one speaker in one source, in the order in which they were said",
    (
        _need("id", "`<source>/<claim>`: stable, and never given to another claim"),
        _need("question", "the id of the question that it answers", to="questions"),
        _need("by", "the id of the original speaker", to="actors"),
        _made("party", "the id of the party that the speaker speaks for", to="parties"),
        _may("via", "the ids of those who relayed it, nearest the speaker first", "ids", "actors"),
        _may("said", "when it was said, as an EDTF text"),
        _may("as_of", "the moment that is counted at, as an EDTF text"),
        _may("over", "the period that a flow is counted over, as an EDTF text"),
        _may("of", "the population: what the number counts"),
        _may("where", "the id of the place that the answer is limited to", to="places"),
        _may("value", "the answer as it is written in the record"),
        _made("low", "the least that it leaves possible: a number, or a day (`YYYY-MM-DD`) for dates; null where open",
              "bound"),
        _made("high", "the most that it leaves possible, likewise", "bound"),
        _may("response", "instead of a value: how the question was left unanswered, or denied",
             one_of=get_args(schema.Response)),
        _need("source", "the id of the document that it stands in", to="sources"),
        _PARAGRAPH,
        _QUOTE,
        _need("says", "the neutral paraphrase"),
        _need("part", "the part of the document that it stands in", one_of=("body", "headline", "caption")),
        _made("origin", "the id of the claim that stands for its origin; claims with equal `origin` count once",
              to="claims", needed=True),
        _made("superseded_by", "the id of the later claim by which the same speaker replaced it", to="claims"),
        _made("url", "its permanent address, relative to the root of the site", needed=True),
        _may("before", "the words before the quote, where the quote stands more than once in its paragraph"),
        _may("after", "the words after the quote, likewise"),
        _may("exception", "why the value cannot be read from the quote itself"),
        _may("note", "what a reader should know about it"),
        _made("own_voice", "whether the document speaks here, not somebody whom it names", "boolean", needed=True),
    ),
    ("id",),
    ((("question", "of"), "populations", ("question", "id")),),
)  # fmt: skip

TABLES: tuple[Table, ...] = (
    CLAIMS,
    Table(
        "citations",
        "each citation of anything: claims, roles, names, and everything else that rests on a document",
        (*CITED, _made("cited_by", "the `kind` (`claim`, `source`, `sum`, `actor name`, `question note` and so on) and the "
                       "`id` of what rests on it", "cited", needed=True)),
        made=True,
    ),
    Table(
        "discrepancies",
        "each computed difference, and each computed agreement",
        (
            _made("question", "the id of the question", to="questions", needed=True),
            Column("relation", "how the groups stand to each other", needed=True, made=True, one_of=RELATIONS),
            Column("kind", "what is compared", needed=True, made=True, one_of=KINDS),
            _made("claims", "the ids of all claims in all groups", "ids", "claims", needed=True),
            _made("groups", "lists of claim ids: the relation holds between these groups, not within them", "groups",
                  needed=True),
            Column("facet", "what keeps the answers from being compared (null: nothing does)", made=True, one_of=FACETS),
            _made("why", "the reason, in one sentence", needed=True),
            _made("id", "made of question, kind, facet and groups: the same as long as these claims are compared, "
                  "whatever the outcome", needed=True),
        ),
        ("id",),
        made=True,
        note="For a part and its whole, the part is the first group.\nFor a sum, the total is the first group and its parts "
             "are the second.\nFor a running total, the earlier claim is the first group.",
    ),
    Table(
        "questions",
        "each question, those two included that every event has by itself (`<event>.date` and `<event>.place`)",
        (
            _need("id", "its id"),
            _need("title", "the question"),
            _need("topic", "the heading that it stands under"),
            _may("about", "what exactly is asked; what counts and what does not"),
            _need("type", "what an answer is", one_of=get_args(schema.QuestionType)),
            _may("unit", "of a count: what one of it is"),
            _need("decimals", "of a count: whether parts of one exist", "boolean"),
            _need("time", "at a moment, within a period, a running total, or timeless", one_of=get_args(schema.Time)),
            _need("drifts", "of a stock: whether it also changes without an event that could be recorded", "boolean"),
            _may("grows_by", "of a stock: the questions whose flows add to it", "ids", "questions"),
            _may("shrinks_by", "of a stock: the questions whose flows take from it", "ids", "questions"),
            _may("event", "the id of the event that it is about", to="events"),
            _need("exclusive", "of a choice: whether two different answers cannot both be true", "boolean"),
            _WAS,
            _made("by_itself", "whether it is one of the two that every event has", "boolean", needed=True),
        ),
        ("id",),
    ),
    Table(
        "populations",
        "each population of a question: what exactly a number counts",
        (
            _need("question", "the id of the question", to="questions"),
            _need("id", "its id, unique in the question"),
            _need("name", "what is counted"),
            _may("part_of", "the id of the population of this question that holds it"),
            _need("parts", "how its parts make it up", one_of=get_args(schema.Population.model_fields["parts"].annotation)),
            _may("about", "what is in it and what is not"),
        ),
        ("question", "id"),
        ((("question", "part_of"), "populations", ("question", "id")),),
    ),
    Table(
        "choices",
        "each answer that a question of the type `choice` allows",
        (
            _need("question", "the id of the question", to="questions"),
            _need("id", "its id, unique in the question"),
            _need("name", "the answer"),
            _may("excludes", "the ids of answers of this question that cannot be true together with it", "ids"),
        ),
        ("question", "id"),
    ),
    Table(
        "notes",
        "each note of the editors beside claims",
        (
            _need("question", "the id of the question that it stands at", to="questions"),
            _need("number", "its place among the notes of the question, from 1", "integer"),
            _need("claims", "the ids of the claims that it is about", "ids", "claims"),
            _need("note", "the note"),
            *CITED,
        ),
        ("question", "number"),
    ),
    Table(
        "actors",
        "each actor: a person in a public capacity, a body, a state organ, an organisation, a publisher, a group",
        (
            _need("id", "its id"),
            _made("label", "the name that the site shows, by the published rule", needed=True),
            _may("name", "the name that its file gives; null where several main names are in use"),
            _need("kind", "what kind of actor it is", one_of=get_args(schema.ActorKind)),
            _may("party", "the id of the party that it speaks for", to="parties"),
            _may("capacity", "of a person: the public capacity in which it appears", one_of=get_args(schema.Capacity)),
            _need("unnamed", "whether documents do not name it, so that in each it may be somebody else", "boolean"),
            _ABOUT,
            _WAS,
        ),
        ("id",),
    ),
    Table(
        "names",
        "each name in use of an actor or a place, and who uses it",
        (
            _may("actor", "the id of the actor that is so named; null for a place", to="actors"),
            _may("place", "the id of the place that is so named; null for an actor", to="places"),
            _need("name", "the name as it is used"),
            _need("used_by", "the id of the actor that uses it", to="actors"),
            _need("variant", "whether it is a shorter form, an abbreviation or a misspelling", "boolean"),
            _may("language", "its language as a tag; null: that of the source"),
            *CITED,
        ),
    ),
    Table(
        "roles",
        "each role of an actor that a source gives",
        (
            _need("actor", "the id of the actor that has the role", to="actors"),
            _need("role", "the role"),
            _may("at", "the id of the body where it is held", to="actors"),
            _BY,
            _may("from", "since when, as an EDTF text"),
            _may("until", "until when, as an EDTF text"),
            _may("as_of", "the moment that the words speak of, as an EDTF text"),
            *CITED,
        ),
    ),
    Table(
        "events",
        "each event; when and where it was is answered by claims",
        (
            _need("id", "its id"),
            _need("title", "what happened"),
            _ABOUT,
            _may("part_of", "the id of the event that it was a part of", to="events"),
            _may("changes", "the ids of the questions whose stocks it changes", "ids", "questions"),
            _WAS,
        ),
        ("id",),
    ),
    Table(
        "involvements",
        "each actor's part in an event that a source gives",
        (
            _need("event", "the id of the event", to="events"),
            _need("actor", "the id of the actor", to="actors"),
            _need("as", "in which part"),
            _BY,
            *CITED,
        ),
    ),
    Table(
        "places",
        "each place; its names are in `names`",
        (
            _need("id", "its id"),
            _made("label", "every main name in use, in alphabetical order", needed=True),
            _need("kind", "what kind of place it is", one_of=get_args(schema.PlaceKind)),
            _ABOUT,
            _WAS,
        ),
        ("id",),
    ),
    Table(
        "containments",
        "each place that lies in another one, as a source says",
        (
            _need("place", "the id of the place", to="places"),
            _need("within", "the id of the place that holds it", to="places"),
            _BY,
            *CITED,
        ),
    ),
    Table(
        "sources",
        "each document",
        (
            _need("id", "its id"),
            _need("title", "the document's own title"),
            _need("publisher", "the id of the actor that published this copy", to="actors"),
            _may("authors", "the ids of those who signed it", "ids", "actors"),
            _need("kind", "what kind of document it is", one_of=get_args(schema.SourceKind)),
            _need("language", "its language, as a tag such as `en`"),
            _may("published", "when it was published, as an EDTF text"),
            _may("url", "its public address"),
            _may("archived", "the address of an archived copy"),
            _may("note", "what a reader should know about the document"),
            _WAS,
        ),
        ("id",),
    ),
    Table(
        "derivations",
        "each place where a document says that it took its text or facts from another one",
        (
            _need("source", "the id of the document", to="sources"),
            _need("number", "its place in the chain, nearest first, from 1", "integer"),
            _may("publisher", "the id of the actor that published it before", to="actors"),
            _may("from", "the id of the document that it was taken from, where the record has it", to="sources"),
            _PARAGRAPH,
            _QUOTE,
        ),
        ("source", "number"),
    ),
    Table(
        "sums",
        "each declared sum: a total and its parts",
        (
            _need("id", "`<source>/<sum>`"),
            _need("source", "the id of the document whose file declares it", to="sources"),
            _need("total", "the id of the claim that gives the total", to="claims"),
            _need("parts", "the ids of the claims that give the parts", "ids", "claims"),
            _may("less", "the ids of the claims that are taken away from the parts", "ids", "claims"),
            _need("exhaustive", "whether the parts, less what is taken away, are all that the total holds", "boolean"),
            _may("paragraph", "where the document states the sum; null where no document does", "integer"),
            _may("quote", "the words that state it"),
            _may("note", "why these belong together, where no document says so"),
        ),
        ("id",),
    ),
    Table(
        "further_quotes",
        "each further place of a document that a claim's speaker, date or population rests on",
        (
            _need("claim", "the id of the claim", to="claims"),
            _need("number", "its place among those of the claim, from 1", "integer"),
            _PARAGRAPH,
            _QUOTE,
        ),
        ("claim", "number"),
    ),
    Table(
        "set_aside",
        "each part of a document that was looked at and carries no claim",
        (
            _need("source", "the id of the document", to="sources"),
            _PARAGRAPH,
            _may("words", "the words; null: the whole paragraph"),
            _need("why", "why they are no claim"),
        ),
    ),
    Table(
        "parties",
        "each party: someone on whose behalf actors speak",
        (_need("id", "its id"), _need("name", "the name that the site shows"), _ABOUT),
        ("id",),
    ),
    Table(
        "record",
        "the record as a whole: one row, or none",
        (
            _need("title", "what it is about"),
            _may("about", "the same in two sentences"),
            _may("lead", "the ids of the questions on the home page", "ids", "questions"),
        ),
    ),
)  # fmt: skip

BY_NAME = {table.name: table for table in TABLES}
