"""Writes the pages as a tree of ordinary Markdown, which any site engine can read.

Text from facts is data: inside HTML the environment escapes it, in headings the filter `md` does, and front matter
is JSON. Only files whose content changed are written, and files that no longer belong are removed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment

from generator import (
    cards,
    editor,
    essays,
    export,
    head,
    multilingual,
    pages,
    reference,
    search,
    shell,
    theme,
    translations,
    wording,
)
from generator.compare import Comparison
from generator.edition import Edition
from generator.environment import environment, front_matter, markdown_text
from generator.model import Facts
from generator.pages import Plan
from generator.spread import spread
from generator.views import Page
from generator.wording import Wording
from generator.writing import write_tree

__all__ = ["environment", "front_matter", "markdown_text", "render", "texts"]

CONTRIBUTE = "contribute/compose/index.html"
MARK = "data/contract.json"
JOINED = tuple(("assets", folder) for folder in ("styles", "scripts", "composer"))
SHARED = ("card", "feed", "data")  # of a page's head: what the original and its translations have in common


SHARES = 24  # of the pages: enough that no processor waits long for the last one


@dataclass(slots=True)
class _Share:
    """Some pages: path and text of each and of the files that belong to them, and their cards."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    cards: list[cards.Card] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Written:
    """How many files a rendering has, and how many of them it wrote or removed."""

    files: int
    changed: int
    removed: int


def texts(facts: Facts, found: Comparison, edition: Edition | None = None) -> Iterator[tuple[str, str]]:
    """Yield path and text of every generated page, and of the files that belong to one."""
    for work in _work(facts, found, edition):
        yield from work().texts


def _work(facts: Facts, found: Comparison, edition: Edition | None) -> list[Callable[[], _Share]]:
    """Return the work on all pages in shares that need no other, those of each further language after the original."""
    words = wording.load()
    plans = pages.plans(facts, found, words, edition)
    made = environment(words)
    work: list[Callable[[], _Share]] = [
        partial(_written_out, facts, plans[start::SHARES], words, made) for start in range(SHARES)
    ]
    for language in facts.interface:
        words = wording.load(language)
        plans = pages.plans(facts, found, words, edition, multilingual.again)
        work.append(partial(_translated, facts, plans, words))
    return work


def _written_out(facts: Facts, plans: Iterable[Plan], words: Wording, made: Environment) -> _Share:
    """Return the texts of these pages, and of the files that belong to one."""
    languages, share = translations.languages(facts), _Share()
    for page in (page for plan in plans for page in plan()):
        more = head.of_page(facts, page, words) | multilingual.front(page, words.language, languages)
        share.texts.append((page.path, text(made, page, more)))
        share.texts += page.files
        share.cards += head.cards_of(facts, [page])
    return share


def _translated(facts: Facts, plans: Iterable[Plan], words: Wording) -> _Share:
    """Return the texts of the pages in a further language; what belongs to a page is shared with the original."""
    made, share = environment(words), _Share()
    listed = [page for plan in plans for page in plan()]
    again = {page.path for page in listed}
    for page in listed:
        more = multilingual.front(page, words.language, translations.languages(facts))
        shared = head.of_page(facts, page, words)
        more |= {key: shared[key] for key in SHARED if key in shared}
        told = multilingual.relinked(text(made, page, more), page.path, again)
        share.texts.append((f"{words.language}/{page.path}", told))
    return share


def text(made: Environment, page: Page, more: Mapping[str, Any]) -> str:
    """Return the Markdown of a page; `more` are further keys of its front matter."""
    depth = page.path.count("/")
    rendered = made.get_template(page.template).render(
        page.context,
        title=page.title,
        title_json=front_matter(page.title),
        description_json=front_matter(page.description),
        edit=page.edit,
        head=multilingual.listed(more),
        hide="[navigation, toc]" if page.wide else "[navigation]",
        contribute="../" * depth + CONTRIBUTE,
    )
    return re.sub(r"\n{3,}", "\n\n", rendered).rstrip("\n") + "\n"


def render(
    facts: Facts, found: Comparison, folder: Path, docs: Path, address: str = "", edition: Edition | None = None
) -> Written:
    """Write every page, hand-written page and data file below `folder`; return what was done. Raises OSError.

    Where the site's `address` is known, cards are drawn, too: without it no page can name its card. `edition` is what is
    known of this copy of the record.
    """
    digest = edition.version.digest if edition else ""
    work = _work(facts, found, edition)
    data: list[Callable[[], Any]] = [
        partial(export.published, facts, found, digest),
        partial(export.beside_pages, facts, found),
    ]
    done = spread([*reversed(work), *data], "pages")  # a language is more than a share: the longest come first
    shares, beside, published = list(reversed(done[:-2])), done[-1], done[-2]
    tree = _bytes(shares[:SHARES])
    if address:
        tree |= cards.drawn([card for share in shares[:SHARES] for card in share.cards], folder)
    tree["robots.txt"] = shell.robots(address)
    tree |= {f"data/{name}": body for name, body in published.items()}
    tree |= {f"schemas/{name}": body for name, body in editor.files(facts).items()}
    tree |= beside
    written = handwritten(facts, docs, set(tree))
    tree |= written
    tree[search.FILE] = search.file(facts, found, wording.load(), tree, written).encode()
    tree |= _bytes(shares[SHARES:])  # no part of what is searched
    tree["assets/side-by-side.css"] = theme.style() + joined(docs, "styles", ".css")
    tree["assets/side-by-side.js"] = joined(docs, "scripts", ".js")
    tree["assets/composer.js"] = joined(docs, "composer", ".js")  # for one page alone
    return Written(len(tree), *write_tree(folder, tree, MARK))


def _bytes(shares: Iterable[_Share]) -> dict[str, bytes]:
    return {path: text.encode() for share in shares for path, text in share.texts}


def joined(docs: Path, folder: str, suffix: str) -> bytes:
    """Return the files of `docs/assets/<folder>` in order of their names, as one: a page loads one style and one script."""
    return b"\n".join(path.read_bytes() for path in sorted((docs / "assets" / folder).glob(f"*{suffix}")))


def handwritten(facts: Facts, docs: Path, taken: set[str]) -> dict[str, bytes]:
    """Return the pages and assets of `docs`, with the generated reference set into them."""
    found = {}
    for path in sorted(docs.rglob("*")):
        name = path.relative_to(docs).as_posix()
        parts = path.relative_to(docs).parts
        if parts[0] == essays.FOLDER or parts[:2] in JOINED or any(part.startswith(".") for part in parts):
            continue
        if path.is_file() and name not in taken:
            body = path.read_bytes()
            found[name] = reference.fill(body.decode(), facts).encode() if name.endswith(".md") else body
    return found
