"""Two actors side by side: the page that asks which two, and for each actor the file of answers that it loads.

The page needs no server and works from files too, so what it loads are scripts that hold data alone: of the two actors
that a reader chose, and of nobody else. What was found between any two is worked out here, not in the browser.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from generator import names, pairs, spoken, views
from generator.discrepancies import ARITHMETIC, Discrepancy
from generator.index import Index, sorted_ids
from generator.views import Page

FACETS = ("population", "place", "unit", "moment", "period")
DEPTH = 1  # the page that reads the files lies one folder deep: every address in them is relative to it


def path(actor: str) -> str:
    """Return where an actor's answers lie."""
    return f"actors/{actor}/answers.js"


def href(depth: int, actor: str, other: str = "") -> str:
    """Return the address of the comparison of an actor with another one, or with one that the reader will choose."""
    chosen = urlencode({"a": actor, "b": other} if other else {"a": actor})
    return f"{views.up(depth)}compare/index.html?{chosen}"


@dataclass(frozen=True, slots=True)
class Listed:
    """An actor that can be compared: its id, its older ids, and how many claims it has."""

    id: str
    was: str
    link: views.Link
    claims: int


def page(index: Index) -> Page:
    """Return the page on which two actors are compared."""
    say = index.wording.say
    actors = [
        Listed(ident, " ".join(index.facts.actors[ident].was), views.link(index, DEPTH, "actor", ident), len(claims))
        for ident in sorted_ids(index, "actor")
        if (claims := index.by_actor.get(ident))
    ]
    return Page(
        "compare/index.md", "compare.md.j2", say("compare.title"), say("compare.description"),
        {"actors": actors, "relations": views.RELATIONS, "kinds": (*ARITHMETIC, *FACETS), "notes": pairs.NOTES},
        wide=True,
    )  # fmt: skip


def answers(index: Index, actor: str, met: dict[str, list[pairs.Met]]) -> str:
    """Return the file of an actor: its answers by question, and how they stand to those of each actor it meets."""
    listed = {
        "id": actor,
        "name": names.label(index.facts, "actor", actor),
        "href": views.href(DEPTH, "actor", actor),
        "questions": list(_questions(index, actor)),
        "with": {other: {one.question: _met(index, one) for one in meetings} for other, meetings in met.items()},
    }
    text = json.dumps(listed, ensure_ascii=False, separators=(",", ":"))
    return f"sideBySideAnswers({text.replace('<', chr(92) + 'u003c')});\n"


def _questions(index: Index, actor: str) -> Iterable[dict[str, Any]]:
    for question, claims in spoken.by_question(index, index.by_actor.get(actor, ())):
        rows = [_answer(index, one) for one in pairs.given(index, claims)]
        shape = index.facts.questions[question]
        yield {
            "id": question, "title": shape.title, "topic": shape.topic, "href": views.href(DEPTH, "question", question),
            "answers": rows,
        }  # fmt: skip


def _answer(index: Index, one: pairs.Given) -> dict[str, Any]:
    """Return an answer with the words that it rests on; what is empty is left out."""
    row = views.row(index, DEPTH, one.claim, full=False)
    say = index.wording.say
    place = say("compare.in_place", place=row.where.text) if row.where else ""
    via = say("compare.via", names=", ".join(link.text for link in row.via)) if row.via else ""
    same = say("compare.same_as", answer=row.repeated.text) if row.repeated and not row.repeats_self else ""
    replaced = say("compare.replaced_by", answer=row.superseded.text) if row.superseded else ""
    note = say("actor.note", note=row.note) if row.note else ""
    told = {
        "text": row.answer, "kind": row.kind, "href": row.permalink,
        "detail": " ".join(filter(None, (row.population, place))),
        "time": spoken.times(index, row),
        "notes": list(filter(None, (via, same, replaced, note))),
        "quote": row.quote.text, "lang": row.quote.language,
        "source": say("compare.source", source=row.quote.source.text, paragraph=row.quote.paragraph),
        "again": say("actor.again", n=len(one.again)) if one.again else "",
    }  # fmt: skip
    return {key: value for key, value in told.items() if value}


def _met(index: Index, one: pairs.Met) -> list[Any] | str:
    """Return how answers stand; where nothing was found, the word for why."""
    return [_stand(index, each) for each in _once(one.found)] if one.found else one.note


def _once(found: Iterable[Discrepancy]) -> Iterable[Discrepancy]:
    """Yield what was found, what cannot be compared once for each facet."""
    facets: set[str] = set()
    for each in found:
        if not each.facet or each.facet not in facets:
            yield each
        facets.add(each.facet)


def _stand(index: Index, each: Discrepancy) -> list[str]:
    """Return relation, kind, reason, and where the question's page says more about what cannot be compared."""
    stand = views.stand(DEPTH, each)
    if each.facet:
        return [each.relation, stand.kind, index.wording.say(f"compare.facet.{each.facet}"), stand.reasons]
    return [each.relation, each.kind if each.kind in ARITHMETIC else "", stand.why]
