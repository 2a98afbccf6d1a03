"""The page of an actor: what it said, and how that stands to what others said."""

from __future__ import annotations

from generator import dates, names, views
from generator.index import Index
from generator.mentions import Said, name_lines, voice
from generator.views import Link, Page


def page(index: Index, ident: str) -> Page:
    """Return the page of an actor."""
    facts, shape = index.facts, index.facts.actors[ident]
    label = names.actor_label(shape)
    claims = index.by_actor.get(ident, [])
    rows = [views.row(index, 2, claim) for claim in claims]
    relayed = [views.row(index, 2, claim, full=False) for claim in index.by_relay.get(ident, ())]
    terms = [
        ("Kind", shape.kind),
        ("Speaks for", names.label(facts, "party", shape.party) if shape.party else "no party"),
        ("About that party", (facts.parties[shape.party].about or "") if shape.party else ""),
        ("Appears here for", shape.capacity or ""),
    ]
    roles = [
        Said(
            Link(label, ""), voice(index, role.source, role.by), views.cited(index, 2, role), role.role,
            role_time(role.from_, role.until, role.as_of), views.link(index, 2, "actor", role.at) if role.at else None,
        )
        for role in shape.roles
    ]  # fmt: skip
    involved = [
        Said(
            views.link(index, 2, "event", key),
            voice(index, one.source, one.by),
            views.cited(index, 2, one),
            one.as_,
        )
        for key, one in index.involved.get(ident, ())
    ]
    published = [views.link(index, 2, "source", source) for source in index.published.get(ident, ())]
    return Page(
        f"actors/{ident}/index.md", "actor.md.j2", label, f"{label}: claims on record: {len(claims)}.",
        {
            "about": shape.about or "",
            "facts": [(term, text) for term, text in terms if text],
            "said": [one for one in rows if one.kind != "response"],
            "silent": [one for one in rows if one.kind == "response"],
            "relayed": relayed,
            "at_odds": [views.stand(2, each) for each in index.at_odds.get(ident, ())],
            "names": name_lines(index, shape.names),
            "roles": roles,
            "involved": involved,
            "published": published,
        },
        f"actors/{ident}.yml",
    )  # fmt: skip


def role_time(start: str | None, end: str | None, moment_: str | None) -> str:
    """Return the time of a role in words."""
    parts = [f"since {dates.in_words(start)}" if start else "", f"until {dates.in_words(end)}" if end else ""]
    return ", ".join(filter(None, [*parts, f"as of {dates.in_words(moment_)}" if moment_ else ""]))
