"""What a page may weigh: the figures of docs/quality.md, held on the record's own site."""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path

import pytest
from sites import HOME, built, html_pages, read

KIB = 1024
# Compressed, as a server sends it. The figures are those of docs/quality.md; a test holds the two together.
FIRST_PAGE = 60 * KIB  # the page, its style and its scripts
STYLE = 30 * KIB
OWN_STYLE = 20 * KIB
SCRIPTS = 25 * KIB
PAGE = 120 * KIB
FIGURES = {"first page": FIRST_PAGE, "style": STYLE, "our own style": OWN_STYLE, "scripts": SCRIPTS, "a page": PAGE}


@cache
def weight(path: Path) -> int:
    """Return how many bytes of a file go over the wire."""
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def site() -> Path:
    return built("real") / "site"


def test_style_and_scripts_are_light() -> None:
    assert weight(site() / "assets/side-by-side.css") <= STYLE
    assert weight(site() / "assets/side-by-side.js") + weight(site() / "assets/scheme.js") <= SCRIPTS


def test_our_own_style_is_light() -> None:
    own = b"".join(path.read_bytes() for path in sorted((HOME / "docs/assets/styles").glob("*.css")))
    assert len(gzip.compress(own, 9, mtime=0)) <= OWN_STYLE


@pytest.mark.parametrize("name", ["index.html", "questions/index.html", "actors/index.html", "events/index.html"])
def test_the_first_page_that_a_reader_opens_is_light(name: str) -> None:
    """With everything that it loads by itself."""
    page = site() / name
    loads = {page}
    for tag, address in read(page).links():
        if tag in ("script", "img") or (tag == "link" and address.endswith((".css", ".svg"))):
            loads.add((page.parent / address).resolve())
    assert sum(map(weight, loads)) <= FIRST_PAGE


def test_no_page_is_heavy() -> None:
    heavy = {str(path.relative_to(site())): weight(path) for path in html_pages(site()) if weight(path) > PAGE}
    assert heavy == {}


def test_the_figures_are_those_that_are_published() -> None:
    text = (HOME / "docs/quality.md").read_text(encoding="utf-8")
    published = {
        name: int(size) * KIB for name, size in re.findall(r"^\| ([\w ]+?) \|.*\| (\d+) KiB \|", text, re.MULTILINE)
    }
    assert published == FIGURES
