"""The pages of the site's further languages: which there are, where they lie, and where their links lead.

A translated page lies below a folder named after its language, at the same address as the original. What is not made
again there, such as data, feeds, changes and the pages written by hand, is reached in the original.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Container, Iterable, Mapping
from typing import Any

from markupsafe import Markup

from generator import wording
from generator.views import Page
from generator.wording import ORIGINAL

# Made once: the log of changes, the search of everything, and old addresses.
SHARED = ("changes/", "search/")
ONCE = ("redirect.md.j2", "essay.md.j2")  # essays are written by hand, in one language
# Every address that a page of ours holds stands in one of these; texts of facts come escaped and can hold none.
_ADDRESS = re.compile(r'(?<=[ ])(href|src|data-load)="([^"]*)"')


def again(page: Page) -> bool:
    """Return whether a page is made in each language."""
    return not page.path.startswith(SHARED) and page.template not in ONCE


def html(path: str) -> str:
    """Return the address of a page, from the top of the site, by its path."""
    return f"{path.removesuffix('.md')}.html"


def front(page: Page, language: str, languages: Iterable[str]) -> dict[str, Any]:
    """Return the keys of a page's front matter that say its language and where it is in the others.

    `languages` are those of the site, the original first; with no other there is nothing to say.
    """
    listed = tuple(languages)
    if len(listed) < 2:
        return {}
    where = html(page.path) if again(page) else "index.html"
    offered = [
        {"tag": tag, "name": wording.load(tag).say("shell.language"), "url": f"{folder(tag)}{where}"} for tag in listed
    ]
    own = {"language": language} if language != ORIGINAL else {}
    return own | {"languages": offered} | ({"alternates": True} if again(page) else {})


def folder(language: str) -> str:
    """Return the folder of a language's pages, from the top of the site."""
    return "" if language == ORIGINAL else f"{language}/"


def relinked(text: str, path: str, made: Container[str]) -> str:
    """Return a page whose links to what is not made again lead out of its language's folder.

    `path` is that of the original, `made` the paths of all pages that are made again.
    """
    above, out = posixpath.dirname(path), "../" * (path.count("/") + 1)

    def lead(found: re.Match[str]) -> str:
        name, address = found[1], found[2]
        target, mark, rest = _split(address)
        if not target or ":" in target or target.startswith("/"):
            return found[0]
        aim = posixpath.normpath(posixpath.join(above, target))
        if re.sub(r"[.]html$", ".md", aim) in made:
            return found[0]
        tongue = f' hreflang="{ORIGINAL}"' if name == "href" and aim.endswith(".html") else ""
        return f'{name}="{out}{aim}{mark}{rest}"{tongue}'

    return _ADDRESS.sub(lead, text)


def _split(address: str) -> tuple[str, str, str]:
    """Return an address up to its query or fragment, the sign that begins it, and the rest."""
    found = re.search(r"[?#]", address)
    return (address[: found.start()], found[0], address[found.end() :]) if found else (address, "", "")


def tongue(language: str) -> Markup:
    """Return the attribute of an element whose text is in the language of the record, on a page that is in another."""
    return Markup("" if language == ORIGINAL else f' lang="{ORIGINAL}"')


def of_record(language: str, text: str) -> str | Markup:
    """Return a text of the record for a page in `language`, marked with its own language where that is another one."""
    attribute = tongue(language)
    return Markup("<span{}>{}</span>").format(attribute, text) if attribute else text


def listed(front_matter: Mapping[str, Any]) -> list[tuple[str, Markup]]:
    """Return keys of a front matter, each value as JSON, which is YAML."""
    return [(key, Markup(json.dumps(value, ensure_ascii=False))) for key, value in front_matter.items()]
