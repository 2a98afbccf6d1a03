"""The page of an actor: what it said, and how that stands to what others said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator import compare_actors, dates, names, pairs, reasons, spoken, views
from generator.discrepancies import ARITHMETIC, Discrepancy
from generator.index import Index
from generator.mentions import Said, names_in_use, voice
from generator.model import Claim
from generator.schema import ActorFile, Role
from generator.views import Link, Page

SHORT = 12  # lines that a list may have before it is folded
MOST_LINKS = 6  # actors to compare with that are named at the top


def page(index: Index, ident: str) -> Page:
    """Return the page of an actor."""
    shape = index.facts.actors[ident]
    label = names.actor_label(shape)
    claims = index.by_actor.get(ident, [])
    rows = {claim.id: views.row(index, 2, claim) for claim in claims}
    said = [claim for claim in claims if not claim.entry.response]
    silent = [claim for claim in claims if claim.entry.response]
    met = pairs.of(index, ident)
    others = [beside(index, ident, other, meetings) for other, meetings in met.items()]
    return Page(
        f"actors/{ident}/index.md", "actor.md.j2", label,
        index.wording.say("actor.description", actor=label, n=len(claims)),
        {
            "about": shape.about or "",
            "unnamed": shape.unnamed,
            "facts": terms(index, shape),
            "figures": figures(index, ident),
            "claims": len(claims),
            "compare": compare_actors.href(2, ident),
            "compare_with": most_shared(others),
            "said": [rows[claim.id] for claim in said],
            "topics": spoken.topics(index, said, rows),
            "silent": [rows[claim.id] for claim in silent],
            "silences": [one for topic in spoken.topics(index, silent, rows) for one in topic.asked],
            "no_answer": unanswered(index, ident) if claims else [],
            "others": [one for one in others if one.rows],
            "open": sum(len(one.rows) for one in others) <= SHORT,
            "apart": apart(index, met),
            "at_odds": [odds(index, each) for each in index.at_odds.get(ident, ())],
            "moments": moments(index, claims, rows),
            "fold": len(claims) > SHORT,
            "relayed": [views.row(index, 2, claim, full=False) for claim in index.by_relay.get(ident, ())],
            "relayed_asked": spoken.asked(index, 2, index.by_relay.get(ident, ())),
            "short": SHORT,
            "names": names_in_use(index, shape.names),
            "roles": roles(index, shape, label),
            "involved": involved(index, ident),
            "published": published(index, ident),
        },
        f"actors/{ident}.yml",
        files=((compare_actors.path(ident), compare_actors.answers(index, ident, met)),) if claims else (),
    )  # fmt: skip


def terms(index: Index, shape: ActorFile) -> list[tuple[str, str]]:
    """Return what an actor is, as terms and texts."""
    say = index.wording.say
    party = index.facts.parties[shape.party] if shape.party else None
    listed = [
        (say("actor.kind"), say(f"actor.kinds.{shape.kind}")),
        (say("actor.party"), party.name if party else say("actor.no_party")),
        (say("actor.about_party"), (party.about or "") if party else ""),
        (say("actor.capacity"), say(f"actor.capacities.{shape.capacity}") if shape.capacity else ""),
    ]
    return [(term, text) for term, text in listed if text]


def figures(index: Index, ident: str) -> str:
    """Return how much an actor is on record with, in a sentence; nothing where it said nothing."""
    claims = index.by_actor.get(ident, [])
    if not claims:
        return ""
    say = index.wording.say
    told = say(
        "actor.figures",
        claims=say("actor.n_claims", n=len(claims)),
        questions=say("actor.n_questions", n=len({claim.question for claim in claims})),
        sources=say("actor.n_sources", n=len({claim.source for claim in claims})),
    )
    silent = sum(claim.entry.response is not None for claim in claims)
    return f"{told} {say('actor.figures_silent', n=silent)}" if silent else told


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in short: what was said, of whom or where and for when, and its permalink."""

    text: str
    href: str
    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How answers of two actors to a question stand: this one's, the other's, the relation, and why if it is not plain."""

    question: Link
    mine: tuple[Answer, ...]
    theirs: tuple[Answer, ...]
    stand: views.Stand
    why: str


@dataclass(frozen=True, slots=True)
class Other:
    """Another actor that answered the same questions, and how the answers of the two stand."""

    id: str
    link: Link
    compare: str
    shared: int
    counts: tuple[tuple[str, int], ...]
    rows: tuple[Standing, ...]


def beside(index: Index, ident: str, other: str, meetings: list[pairs.Met]) -> Other:
    """Return how the answers of two actors stand; what is not comparable is counted and not listed."""
    found = [each for met in meetings for each in met.found]
    return Other(
        other,
        views.link(index, 2, "actor", other),
        compare_actors.href(2, ident, other),
        len(meetings),
        views.relations(found),
        tuple(standing(index, each, ident, other) for each in found if each.relation != "not comparable"),
    )


def standing(index: Index, each: Discrepancy, ident: str, other: str) -> Standing:
    """Return a discrepancy as the two actors see it."""
    mine, theirs = (in_short(index, each, actor) for actor in (ident, other))
    stand = views.stand(2, each)
    question = views.link(index, 2, "question", each.question)
    return Standing(question, mine, theirs, stand, stand.why if each.kind in ARITHMETIC else "")


def in_short(index: Index, each: Discrepancy, actor: str) -> tuple[Answer, ...]:
    """Return the answers of an actor that a discrepancy is about, in short."""
    leading = [index.claims[ident] for ident in each.claims]
    behind = [claim for one in leading for claim in (one, *index.repeats.get(one.id, ())) if claim.by == actor]
    return tuple(answer(index, one.claim) for one in pairs.given(index, behind))


def answer(index: Index, claim: Claim) -> Answer:
    """Return a claim in short."""
    facts, entry = index.facts, claim.entry
    details = (
        reasons.population(facts, claim.question, entry.of) if entry.of else "",
        names.label(facts, "place", entry.where) if entry.where else "",
        index.in_words(claim.over or claim.as_of),
    )
    href, kind = views.claim_href(2, claim), views.kind_of(claim)
    return Answer(index.answer(claim), href, kind, " · ".join(filter(None, details)))


def most_shared(others: list[Other]) -> list[Other]:
    """Return the actors that share most questions with this one, as far as they fit; equals are treated alike."""
    ranked = sorted(others, key=lambda one: -one.shared)
    if len(ranked) > MOST_LINKS:
        ranked = [one for one in ranked if one.shared > ranked[MOST_LINKS].shared]
    return ranked


def apart(index: Index, met: dict[str, list[pairs.Met]]) -> str:
    """Return in a sentence how many answers of others are not comparable; nothing when there are none."""
    speakers = sum(any(one.count("not comparable") for one in meetings) for meetings in met.values())
    questions = {one.question for meetings in met.values() for one in meetings if one.count("not comparable")}
    say = index.wording.say
    n_questions = say("actor.n_questions", n=len(questions))
    return say("actor.apart", n=speakers, questions=n_questions) if speakers else ""


def unanswered(index: Index, ident: str) -> list[Link]:
    """Return the main questions that an actor is not on record with, neither with an answer nor with a silence."""
    known = {claim.question for claim in index.by_actor.get(ident, ())}
    return [views.link(index, 2, "question", question) for question in index.facts.lead if question not in known]


@dataclass(frozen=True, slots=True)
class Odds:
    """Answers of one actor to one question that cannot all be true."""

    question: Link
    stand: views.Stand


def odds(index: Index, each: Discrepancy) -> Odds:
    """Return a conflict of an actor's own answers."""
    return Odds(views.link(index, 2, "question", each.question), views.stand(2, each))


@dataclass(frozen=True, slots=True)
class Moment:
    """What was said at one time."""

    when: str
    rows: tuple[views.Row, ...]


def moments(index: Index, claims: Iterable[Claim], rows: dict[str, views.Row]) -> list[Moment]:
    """Return what an actor said at each time, in order; nothing when all was said at one time."""
    found: dict[str, list[views.Row]] = {}
    for claim in claims:
        found.setdefault(claim.said, []).append(rows[claim.id])
    unknown = index.wording.say("actor.not_dated")
    return [Moment(index.in_words(said) or unknown, tuple(said_)) for said, said_ in found.items()] if len(found) > 1 else []


def roles(index: Index, shape: ActorFile, label: str) -> list[Said]:
    """Return the roles of an actor in order of time; those without a date last."""
    listed = sorted(shape.roles, key=lambda role: (began(role), names.sort_key(role.role), role.source, role.paragraph))
    return [
        Said(
            Link(label, ""), voice(index, role.source, role.by), views.cited(index, 2, role), role.role,
            role_time(index, role), views.link(index, 2, "actor", role.at) if role.at else None,
        )
        for role in listed
    ]  # fmt: skip


def began(role: Role) -> date:
    """Return the first day that a role can have had, or the day that it is spoken of; the last day there is for none."""
    return first_day(role.from_ or role.as_of or role.until)


def first_day(text: str | None) -> date:
    """Return the first day that a date can be, the last where it has none; for no date, the last day there is."""
    span = dates.read(text) if text else None
    return (span.earliest or span.latest or date.max) if span else date.max


def role_time(index: Index, role: Role) -> str:
    """Return the time of a role in words."""
    given = (("since", role.from_), ("until", role.until), ("as_of", role.as_of))
    return ", ".join(index.wording.say(f"actor.{key}", when=index.in_words(text)) for key, text in given if text)


def involved(index: Index, ident: str) -> list[Said]:
    """Return the events that an actor took part in, in alphabetical order."""
    listed = [
        Said(views.link(index, 2, "event", key), voice(index, one.source, one.by), views.cited(index, 2, one), one.as_)
        for key, one in index.involved.get(ident, ())
    ]
    return sorted(listed, key=lambda one: (names.sort_key(one.about.text), names.sort_key(one.what)))


@dataclass(frozen=True, slots=True)
class Document:
    """A document that an actor published or signed."""

    link: Link
    kind: str
    when: str


def published(index: Index, ident: str) -> list[Document]:
    """Return the documents that an actor published or signed, in order of time; those without a date last."""
    sources, say = index.facts.sources, index.wording.say
    first = {source: first_day(sources[source].published) for source in index.published.get(ident, ())}
    return [
        Document(
            views.link(index, 2, "source", source), say(f"source.kinds.{sources[source].kind}"),
            index.in_words(sources[source].published) or say("actor.not_dated"),
        )
        for source in sorted(first, key=lambda source: (first[source], names.sort_key(sources[source].title), source))
    ]  # fmt: skip
