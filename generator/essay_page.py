"""The pages of the essays: prose with answers, quotes, names, tables and charts set in by id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator import charts, essays, lists, views
from generator.charts import Chart
from generator.essays import Embed, Essay
from generator.index import Index
from generator.views import Line, Link, Page, Quote, Row, Table

DEPTH = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an essay: `kind` is `text` for Markdown as it was written, else what kind of thing is set in."""

    kind: str
    text: str = ""
    link: Link | None = None
    quote: Quote | None = None
    row: Row | None = None
    table: Table | None = None
    chart: Chart | None = None


def pages(index: Index) -> Iterator[Page]:
    """Yield the list of essays, and each essay; they stand as the record lists them."""
    lines = [Line(Link(essay.title, f"{essay.id}/index.html"), essay.summary) for essay in index.facts.essays]
    yield replace(lists.listed(index, "essays", lists.one_group(lines)), path="reading/index.md")
    for essay in index.facts.essays:
        yield page(index, essay)


def page(index: Index, essay: Essay) -> Page:
    """Return the page of an essay."""
    asked = dict.fromkeys(question for embed in essay.embeds for question in questions(index, embed))
    context = {
        "pieces": [piece(index, one) for one in essay.body],
        "questions": [lists.question_line(index, DEPTH, ident) for ident in asked],
    }
    return Page(f"reading/{essay.id}/index.md", "essay.md.j2", essay.title, essay.summary, context)


def questions(index: Index, embed: Embed) -> Iterator[str]:
    """Yield the question that something set in belongs to."""
    kind = essays.KINDS[embed.kind]
    if kind == "claim":
        yield index.claims[embed.to].question
    elif kind == "question":
        yield embed.to


def piece(index: Index, one: str | Embed) -> Piece:
    """Return a stretch of an essay as it is shown."""
    if isinstance(one, str):
        return Piece("text", one)
    kind, to = one.kind, one.to
    if kind in ("actor", "event", "place", "question", "source"):
        return Piece("link", link=views.link(index, DEPTH, kind, to))
    if kind == "headline":
        return Piece("words", index.headline(to))
    if kind == "table":
        return Piece(kind, link=views.link(index, DEPTH, "question", to), table=views.table(index, DEPTH, to))
    if kind == "chart":
        link = views.link(index, DEPTH, "question", to)
        drawn = charts.of_question(index, DEPTH, to)
        return Piece(kind, link=link, chart=replace(drawn, table=answers(link.href)) if drawn else None)
    return of_claim(index, kind, to)


def answers(href: str) -> str:
    """Return where the answers stand on a question's page."""
    return href if "#" in href else f"{href}#answers"


def of_claim(index: Index, kind: str, ident: str) -> Piece:
    """Return what is set in of a claim."""
    claim = index.claims[ident]
    row = views.row(index, DEPTH, claim, full=False)
    if kind == "answer":
        return Piece("link", link=Link(row.answer, row.permalink))
    if kind == "by":
        return Piece("link", link=row.speaker)
    if kind in ("said", "when"):
        return Piece("words", (row.said if kind == "said" else row.when) or index.wording.say("common.time_not_known"))
    if kind == "quote":
        return Piece(kind, quote=row.quote, link=Link(row.quote.source.text, row.permalink))
    return Piece(kind, row=row)
