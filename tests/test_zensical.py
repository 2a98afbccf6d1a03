"""Zensical, the successor of the theme's makers, builds the same pages from the same settings."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import html5lib
import pytest
from sites import built, run, tree

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("zensical") is None, reason="Zensical is not installed (requirements/test.txt has it)"
)


def article(path: Path) -> tuple[str, list[str], list[str]]:
    """Return the text, the links and the ids of a page's article; Zensical's own mark for keyboards is left out."""
    tree = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    found = tree.find(".//article")
    assert found is not None
    links = [link.get("href") for link in found.iter("a") if link.get("href")]
    ids = [one.get("id") for one in found.iter() if one.get("id") not in (None, "__skip")]
    return re.sub(r"\s+", " ", "".join(found.itertext())).strip(), links, ids


@pytest.mark.parametrize("name", ["golden", "real"])
def test_both_engines_make_the_same_pages(name: str, tmp_path: Path) -> None:
    """Text, links and anchors of every page are equal; icons and the shell around the page may differ."""
    folder = built(name)
    done = run(folder, "build", "--engine", "zensical", "--site", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    pages = sorted(path.relative_to(folder / "site") for path in (folder / "site").rglob("*.html"))
    assert pages == sorted(path.relative_to(tmp_path / "site") for path in (tmp_path / "site").rglob("*.html"))
    different = [
        page.as_posix()
        for page in pages
        if page.name != "404.html" and 'http-equiv="refresh"' not in (folder / "site" / page).read_text(encoding="utf-8")
        if article(folder / "site" / page) != article(tmp_path / "site" / page)
    ]
    assert different == []
    assert tree(folder / "site" / "data") == tree(tmp_path / "site" / "data")
