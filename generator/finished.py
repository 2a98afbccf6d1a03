"""Turns a page whose body is HTML already into what the site engine would make of it, without its Markdown.

A page that the generator wrote is headings and blocks of HTML with empty lines between them. Python-Markdown reads every
tag of such a block twice, only to put it back as it was; that is most of what a build costs. What is written here is,
byte for byte, what Python-Markdown writes with the extensions of `mkdocs.yml` (a test compares whole sites). A page of
another shape is not taken: `read` and `body` return None, and the engine does it the long way.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markdown.extensions.toc import nest_toc_tokens, slugify, unique  # type: ignore[import-untyped]

# Letters, digits, spaces, entities, what is no sign of Markdown, and all that is not ASCII: what `render.markdown_text`
# writes. The lookahead leaves what Python-Markdown takes for an autolink or a reference to the long way.
_HEADING = re.compile(
    r"(#{1,6}) (?P<text>(?:[a-zA-Z0-9 ,.?:'()/-]|&#\d+;|[^\x00-\x7f])+?)(?: \{: #(?P<id>[A-Za-z][\w.-]*) \})?\n"
)
_DIV = re.compile(r"</?div(?=[\s>])")
_BLOCK = re.compile(r"<div(?=[\s>])")
_IDS = re.compile(r'\sid="([^"]*)"')
# Within a block these would have Python-Markdown end it elsewhere, or read on as something else.
_STRANGE = ("<!", "<?", "<%", "</>", "<style")
_TICK = re.compile(r'<[a-zA-Z/](?:[^<>"`]|"[^"]*")*`')  # in a tag, but not in the value of an attribute
_SCRIPT = re.compile(r"<script\b(?![^<>]*>[^<]*</script>)|[\x00-\x08\x0b-\x1f]")
_FRONT = re.compile(r"---\n(.*?\n)---\n\n*(?=[^\n])", re.DOTALL)
_KNOWN = {"[navigation]": ["navigation"], "[navigation, toc]": ["navigation", "toc"], "true": True, "false": False}
_PLAIN = re.compile(r"[a-z]+/[a-z0-9-]+[.]yml|[a-z]+[.]yml")


@dataclass(frozen=True, slots=True)
class Body:
    """The content of a page as HTML, the title and the tree of its headings, and the ids that links may name."""

    content: str
    title: str | None
    headings: list[dict[str, Any]]
    anchors: set[str]


def read(source: str) -> tuple[str, dict[str, Any]] | None:
    """Return the body and the front matter of a page; None where only a reader of YAML can tell."""
    found = _FRONT.match(source)
    if not found:
        return None
    front = {}
    for line in found[1].splitlines():
        key, _, value = line.partition(": ")
        if not value or not key.isidentifier() or not line.isprintable():  # YAML folds lines at signs that JSON keeps
            return None
        try:
            front[key] = _value(value)
        except ValueError:
            return None
    return source[found.end() :], front


def _value(text: str) -> Any:
    """Return a value; raises ValueError for one that YAML might read otherwise."""
    if text in _KNOWN:
        return _KNOWN[text]
    if text[0] in '"[{':
        return json.loads(text, parse_float=_refused, parse_constant=_refused)  # YAML takes `1e5` for a text
    if _PLAIN.fullmatch(text):
        return text
    raise ValueError(text)


def _refused(text: str) -> None:
    raise ValueError(text)


def body(markdown: str, permalink_title: str) -> Body | None:
    """Return what becomes of a page's Markdown; None where it holds more than headings and blocks of HTML."""
    parts = _parts(markdown)
    if parts is None:
        return None
    named = {ident for _, _, ident in parts if ident}
    written, tokens = [], []
    for level, text, ident in parts:
        if not level:
            written.append(text)
            continue
        anchor = ident or unique(slugify(html.unescape(text), "-"), named)
        named.add(anchor)
        tokens.append({"level": level, "id": anchor, "name": text})
        link = f'<a class="headerlink" href="#{anchor}" title="{permalink_title}">&para;</a>'
        written.append(f'<h{level} id="{anchor}">{text}{link}</h{level}>')
    first = parts[0][1] if parts and parts[0][0] == 1 else None
    content = "\n".join(written).strip()
    anchors = {html.unescape(one) for one in _IDS.findall(content)}
    return Body(content, first, nest_toc_tokens(tokens), anchors)


def _parts(markdown: str) -> list[tuple[int, str, str]] | None:
    """Return the headings (level, text, id) and the blocks (0, text, nothing) of a page, in order."""
    if (
        any(sign in markdown for sign in _STRANGE)
        or _SCRIPT.search(markdown)
        or ("`" in markdown and _TICK.search(markdown))
    ):
        return None
    found, place = [], 0
    while place < len(markdown):
        if markdown[place] == "\n":
            place += 1
            continue
        heading = _HEADING.match(markdown, place)
        if heading:
            found.append((len(heading[1]), heading["text"].strip(), heading["id"] or ""))
            place = heading.end()
            continue
        end = _end(markdown, place) if _BLOCK.match(markdown, place) else None
        if end is None:
            return None
        # The empty line after a block is kept with it; at the end of the page it is stripped with all others.
        found.append((0, markdown[place:end] + ("\n" if markdown.startswith("\n\n", end) else ""), ""))
        place = end + 1
    return found


def _end(markdown: str, start: int) -> int | None:
    """Return where the block that begins at `start` ends; None when it does not, or something follows on its line."""
    depth = 0
    for tag in _tags(markdown, start):
        depth += -1 if markdown[tag + 1] == "/" else 1
        if not depth:
            end = markdown.index(">", tag) + 1
            return end if markdown.startswith("\n", end) or end == len(markdown) else None
    return None


def _tags(markdown: str, start: int) -> Iterator[int]:
    for found in _DIV.finditer(markdown, start):
        yield found.start()
