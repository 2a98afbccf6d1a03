"""The public log of corrections: what the record said by mistake, and what it says now."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from generator import views
from generator.index import Index
from generator.model import Claim
from generator.schema import Correction
from generator.views import Link, Page

PATH = "corrections/index.md"


@dataclass(frozen=True, slots=True)
class Line:
    """One correction: what was wrong, what the record says now, what it concerns."""

    wrong: str
    now: str
    about: str
    claims: tuple[Link, ...]


def page(index: Index) -> Page:
    """Return the log, the newest day first, as the file has it."""
    say = index.wording.say
    known = {claim.id: claim for claim in index.facts.claims}
    days = [
        (index.wording.date(day), tuple(_line(known, one) for one in listed))
        for day, listed in groupby(index.facts.corrections, key=lambda one: one.date)
    ]
    return Page(PATH, "corrections.md.j2", say("corrections.title"), say("corrections.description"), {"days": days})


def _line(known: dict[str, Claim], entry: Correction) -> Line:
    links = tuple(Link(ident, views.claim_href(1, known[ident])) for ident in entry.claims)
    return Line(entry.wrong, entry.now, entry.about or "", links)
