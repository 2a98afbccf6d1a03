"""Leads from each page and claim to the forms of the repository's issues, filled in with what is meant.

A form takes its fields from the address (https://docs.github.com/en/issues: "Creating an issue from a URL query"). Nothing
is sent before the reader sends it. Where the repository's address is not known, the links lead to the page that explains
how to contribute.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from generator import composer, names, renames, views
from generator.edition import Edition
from generator.index import Index
from generator.views import Link, Page

CONTRIBUTE, REPLY = "contribute/index.html", "policies/right-of-reply.html"
MOST_TITLE = 120  # characters of a page's title in an issue's: an address that is too long is refused by the platform
FIELDS = {"actor": "speaker", "question": "about", "event": "about"}  # what a page fills in, by what it is about
KINDS = {folder: kind for kind, folder in views.FOLDERS.items()}


@dataclass(frozen=True, slots=True)
class Report:
    """The links of a page: where a claim is composed; the forms in their order, and whether these leave the site."""

    composer: Link
    links: tuple[Link, ...]
    external: bool


@dataclass(frozen=True, slots=True)
class Forms:
    """Where the forms are: at the repository's address, or explained in the site, `depth` folders above a page."""

    repository: str
    depth: int

    def mistake(self, title: str, where: str) -> str:
        """Return where a mistake is reported: a page's or claim's title and address are filled in."""
        return self._form("mistake.yml", CONTRIBUTE, title=f"Mistake: {_cut(title)}", where=where)

    def claim(self, title: str, **fields: str) -> str:
        """Return where a missing claim is reported."""
        return self._form("claim.yml", CONTRIBUTE, title=f"Missing: {_cut(title)}", **fields)

    def reply(self, actor: str, where: str) -> str:
        """Return where whoever speaks for an actor hands in a reply."""
        return self._form("reply.yml", REPLY, title=f"Reply: {_cut(actor)}", actor=actor, page=where)

    def _form(self, template: str, explained: str, **fields: str) -> str:
        if not self.repository:
            return "../" * self.depth + explained
        given = {"template": template} | {name: value for name, value in fields.items() if value}
        return f"{self.repository}/issues/new?{urlencode(given, quote_via=quote)}"


def _cut(title: str) -> str:
    line = " ".join(title.split())
    return line if len(line) <= MOST_TITLE else f"{line[: MOST_TITLE - 3]}..."


def equipped(index: Index, edition: Edition, page: Page) -> Page:
    """Return a page with `report` (its own links) and `reports` (those of its claims, by id) in its context."""
    forms = Forms(edition.repository, page.path.count("/"))
    folder, _, rest = page.path.partition("/")
    kind, ident = KINDS.get(folder, ""), rest.partition("/")[0]
    shown = page.template != "redirect.md.j2"
    claims = index.by_source.get(ident, ()) if shown and kind == "source" else ()
    reports = {claim.id: forms.mistake(claim.id, _address(edition, page, f"#{views.anchor(claim)}")) for claim in claims}
    known = {
        "report": _of_page(index, edition, page, forms, kind, ident) if shown else None,
        "reports": reports,
    }
    return replace(page, context=page.context | known)


def _address(edition: Edition, page: Page, anchor: str = "") -> str:
    """Return the address of a page; its path where the site's address is not known."""
    return f"{edition.address}{page.path.removesuffix('.md')}.html{anchor}"


def _of_page(index: Index, edition: Edition, page: Page, forms: Forms, kind: str, ident: str) -> Report:
    where, say = _address(edition, page), index.wording.say
    links = [Link(say("report.mistake"), forms.mistake(page.title, where))]
    if forms.repository:
        links.append(Link(say("report.claim"), forms.claim(page.title, **_known(index, kind, ident))))
    if kind == "actor" and ident in index.facts.actors:
        links.append(Link(say("report.reply"), forms.reply(f"{names.label(index.facts, kind, ident)} ({ident})", where)))
    known = ident if ident in renames.entries(index.facts, kind or "question") else ""
    compose = Link(say("report.compose"), composer.href(forms.depth, kind, known))
    return Report(compose, tuple(links), bool(forms.repository))


def _known(index: Index, kind: str, ident: str) -> dict[str, str]:
    """Return what a page tells about a claim that is missing there, by the fields of the form."""
    if kind == "source" and ident in index.facts.sources:
        source = index.facts.sources[ident]
        publisher = f"{names.label(index.facts, 'actor', source.publisher)}, {source.title} ({ident})"
        return {"link": source.url or "", "publisher": publisher}
    if kind not in FIELDS or ident not in renames.entries(index.facts, kind):
        return {}
    return {FIELDS[kind]: f"{names.label(index.facts, kind, ident)} ({ident})"}
