"""Writes the pages as a tree of ordinary Markdown, which any site engine can read.

Text from facts is data: inside HTML the environment escapes it, in headings the filter `md` does, and front matter
is JSON. Only files whose content changed are written, and files that no longer belong are removed.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from generator import (
    cards,
    editor,
    essays,
    export,
    filters,
    head,
    multilingual,
    reference,
    search,
    shell,
    theme,
    translations,
    wording,
)
from generator.compare import Comparison
from generator.edition import Edition
from generator.model import Facts
from generator.pages import all_pages
from generator.views import Page
from generator.wording import Wording
from generator.writing import write_tree

CONTRIBUTE = "contribute/facts.html"
MARK = "data/contract.json"
SHARED = ("card", "feed", "data")  # of a page's head: what the original and its translations have in common


@dataclass(frozen=True, slots=True)
class Written:
    """How many files a rendering has, and how many of them it wrote or removed."""

    files: int
    changed: int
    removed: int


def markdown_text(text: str) -> Markup:
    """Return `text` so that Markdown and HTML take no character of it for markup."""
    line = " ".join(text.split())
    return Markup("".join(char if char.isalnum() or char == " " or ord(char) > 127 else f"&#{ord(char)};" for char in line))


def front_matter(text: str) -> Markup:
    """Return `text` as one JSON string, which is YAML; escaped, because engines put titles into pages unescaped."""
    line = " ".join(text.split())
    return Markup(json.dumps(html.escape(line), ensure_ascii=False))


class _Compiled(BytecodeCache):
    """Templates compiled once a process, for the environments of all languages: they differ in their words only."""

    def __init__(self) -> None:
        self.code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what was compiled before."""
        if bucket.key in self.code:
            bucket.bytecode_from_string(self.code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.code[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def environment(words: Wording) -> Environment:
    """Return the environment that every template is rendered in: `t("key", n=3)` is a text of the interface."""
    made = Environment(
        loader=PackageLoader("generator"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # a template does not change while its pages are written
        cache_size=-1,
        bytecode_cache=_COMPILED,
    )
    made.filters["md"] = markdown_text
    made.globals["t"] = words.markup
    made.globals["rl"] = multilingual.tongue(words.language)
    made.globals["of_record"] = partial(multilingual.of_record, words.language)
    made.globals["translated"] = words.language != wording.ORIGINAL
    made.globals["attributes"] = filters.attributes
    made.globals["table_tools"] = partial(filters.of_table, words)
    return made


def texts(facts: Facts, found: Comparison, edition: Edition | None = None) -> Iterator[tuple[str, str]]:
    """Yield path and text of every generated page, and of the files that belong to one."""
    words = wording.load()
    yield from written_out(facts, all_pages(facts, found, words, edition), words)
    yield from translated(facts, found, edition)


def written_out(facts: Facts, pages: Iterable[Page], words: Wording) -> Iterator[tuple[str, str]]:
    """Yield path and text of these pages, and of the files that belong to one."""
    made, languages = environment(words), translations.languages(facts)
    for page in pages:
        more = head.of_page(facts, page, words) | multilingual.front(page, words.language, languages)
        yield page.path, text(made, page, more)
        yield from page.files


def translated(facts: Facts, found: Comparison, edition: Edition | None = None) -> Iterator[tuple[str, str]]:
    """Yield path and text of the pages in each further language; what belongs to a page is shared with the original."""
    for language in facts.interface:
        words = wording.load(language)
        made = environment(words)
        listed = [page for page in all_pages(facts, found, words, edition) if multilingual.again(page)]
        again = {page.path for page in listed}
        for page in listed:
            more = multilingual.front(page, language, translations.languages(facts))
            shared = head.of_page(facts, page, words)
            more |= {key: shared[key] for key in SHARED if key in shared}
            yield f"{language}/{page.path}", multilingual.relinked(text(made, page, more), page.path, again)


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
    facts: Facts, found: Comparison, pages: Path, docs: Path, address: str = "", edition: Edition | None = None
) -> Written:
    """Write every page, hand-written page and data file below `pages`; return what was done. Raises OSError.

    Where the site's `address` is known, cards are drawn, too: without it no page can name its card. `edition` is what is
    known of this copy of the record.
    """
    words = wording.load()
    listed = list(all_pages(facts, found, words, edition))
    tree: dict[str, bytes] = {path: body.encode() for path, body in written_out(facts, listed, words)}
    if address:
        tree |= cards.drawn(head.cards_of(facts, listed), pages)
    tree["robots.txt"] = shell.robots(address)
    digest = edition.version.digest if edition else ""
    tree |= {f"data/{name}": body for name, body in export.published(facts, found, digest).items()}
    tree |= {f"schemas/{name}": body for name, body in editor.files(facts).items()}
    tree |= export.beside_pages(facts, found)
    written = handwritten(facts, docs, set(tree))
    tree |= written
    tree[search.FILE] = search.file(facts, found, words, tree, written).encode()
    tree |= {path: body.encode() for path, body in translated(facts, found, edition)}  # no part of what is searched
    tree["assets/side-by-side.css"] = theme.style() + joined(docs, "styles", ".css")
    tree["assets/side-by-side.js"] = joined(docs, "scripts", ".js")
    return Written(len(tree), *write_tree(pages, tree, MARK))


def joined(docs: Path, folder: str, suffix: str) -> bytes:
    """Return the files of `docs/assets/<folder>` in order of their names, as one: a page loads one style and one script."""
    return b"\n".join(path.read_bytes() for path in sorted((docs / "assets" / folder).glob(f"*{suffix}")))


def handwritten(facts: Facts, docs: Path, taken: set[str]) -> dict[str, bytes]:
    """Return the pages and assets of `docs`, with the generated reference set into them."""
    found = {}
    for path in sorted(docs.rglob("*")):
        name = path.relative_to(docs).as_posix()
        parts = path.relative_to(docs).parts
        if (
            parts[0] == essays.FOLDER
            or parts[:2] in (("assets", "styles"), ("assets", "scripts"))
            or any(part.startswith(".") for part in parts)
        ):
            continue
        if path.is_file() and name not in taken:
            body = path.read_bytes()
            found[name] = reference.fill(body.decode(), facts).encode() if name.endswith(".md") else body
    return found
