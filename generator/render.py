"""Writes the pages as a tree of ordinary Markdown, which any site engine can read.

Text from facts is data: inside HTML the environment escapes it, in headings the filter `md` does, and front matter
is JSON. Only files whose content changed are written, and files that no longer belong are removed.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator import export, reference, wording
from generator.compare import Comparison
from generator.model import Facts
from generator.pages import all_pages
from generator.views import Page
from generator.wording import Wording
from generator.writing import write_tree

CONTRIBUTE = "contribute/facts.html"
MARK = "data/contract.json"


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


def environment(words: Wording) -> Environment:
    """Return the environment that every template is rendered in: `t("key", n=3)` is a text of the interface."""
    made = Environment(
        loader=PackageLoader("generator"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["md"] = markdown_text
    made.globals["t"] = words.markup
    return made


def texts(facts: Facts, found: Comparison) -> Iterator[tuple[str, str]]:
    """Yield path and text of every generated page."""
    words = wording.load()
    made = environment(words)
    for page in all_pages(facts, found, words):
        yield page.path, text(made, page)


def text(made: Environment, page: Page) -> str:
    """Return the Markdown of a page."""
    depth = page.path.count("/")
    rendered = made.get_template(page.template).render(
        page.context,
        title=page.title,
        title_json=front_matter(page.title),
        description_json=front_matter(page.description),
        edit=page.edit,
        hide="[navigation, toc]" if page.wide else "[navigation]",
        contribute="../" * depth + CONTRIBUTE,
    )
    return re.sub(r"\n{3,}", "\n\n", rendered).rstrip("\n") + "\n"


def render(facts: Facts, found: Comparison, pages: Path, docs: Path) -> Written:
    """Write every page, hand-written page and data file below `pages`; return what was done. Raises OSError."""
    tree: dict[str, bytes] = {path: body.encode() for path, body in texts(facts, found)}
    tree |= {f"data/{name}": body.encode() for name, body in export.files(facts, found).items()}
    tree |= handwritten(facts, docs, set(tree))
    tree["assets/side-by-side.css"] = joined(docs, "styles", ".css")
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
        if parts[:2] in (("assets", "styles"), ("assets", "scripts")) or any(part.startswith(".") for part in parts):
            continue
        if path.is_file() and name not in taken:
            body = path.read_bytes()
            found[name] = reference.fill(body.decode(), facts).encode() if name.endswith(".md") else body
    return found
