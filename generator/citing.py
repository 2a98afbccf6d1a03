"""Gives each page what lets a reader share and follow it: how to cite it and its claims, and its feed."""

from __future__ import annotations

from dataclasses import replace

from generator import cite, feeds, views
from generator.cite import Citation
from generator.edition import Edition
from generator.index import Index
from generator.views import Page

HOME, CHANGES = "index.md", "changes/index.md"
CLAIMS = "claims.csl.json"  # beside a source's page: its claims, for a reference manager
# What a reader makes while reading is no page of the record: it differs with each visit.
TOOLS = ("search", "compare")


def equipped(index: Index, edition: Edition, page: Page) -> Page:
    """Return a page with `citation`, `citations` (of the claims that it holds) and `feed` in its context."""
    folder, _, rest = page.path.partition("/")
    cited = page.template != "redirect.md.j2" and folder not in TOOLS
    of_claims = claims(index, edition, rest.partition("/")[0]) if folder == views.FOLDERS["source"] else {}
    known = {
        "citation": citation(index, edition, page) if cited else None,
        "whole": page.path == HOME,
        "citations": of_claims,
        "claims_csl": CLAIMS,
        "feed": feeds.path_of(page.path) if cited and edition.log.entries else "",
    }
    files = list(feeds.files(index, edition)) if page.path == CHANGES else []
    if of_claims:
        files.append((page.path.replace("index.md", CLAIMS), cite.csl_of(of_claims.values())))
    return replace(page, context=page.context | known, files=(*page.files, *files))


def citation(index: Index, edition: Edition, page: Page) -> Citation:
    """Return how to cite a page; the home page stands for the record as a whole."""
    path = f"{page.path.removesuffix('.md')}.html"
    title = "" if page.path == HOME else page.title
    if page.path.startswith(f"{views.FOLDERS['source']}/") and page.path.count("/") > 1:  # the document is cited by itself
        title = index.wording.say("cite_this.drawn_from", title=title)
    return cite.of_page(index.facts, edition, index.wording, title, path)


def claims(index: Index, edition: Edition, source: str) -> dict[str, Citation]:
    """Return how to cite each claim of a source, by its id."""
    return {
        claim.id: cite.of_claim(index.facts, edition, index.wording, claim, views.claim_href(0, claim))
        for claim in index.by_source.get(source, ())
    }
