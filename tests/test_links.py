"""Every link leads somewhere: within the site to a page and an anchor, outside only as a link that a reader follows."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from sites import GOLDEN_FACTS, build, built, html_pages, project, read, run

SITES = ("golden", "real", "empty")
LOADING = {"script", "img", "iframe", "source", "video", "audio", "embed", "object", "form", "input", "use"}


def outside(address: str) -> bool:
    return bool(urlsplit(address).netloc)


@pytest.mark.parametrize("name", SITES)
def test_every_internal_link_and_anchor_resolves(name: str) -> None:
    site = built(name) / "site"
    lost = []
    for path in html_pages(site):
        for _, address in read(path).links():
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or path.name == "404.html":
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file():
                lost.append(f"{path.relative_to(site)}: {address}")
            elif parts.fragment and target.suffix == ".html" and not anchored(target, parts.fragment):
                lost.append(f"{path.relative_to(site)}: no anchor {address}")
    assert lost == []


def anchored(path: Path, fragment: str) -> bool:
    return unquote(fragment).partition(":~:")[0] in read(path).ids | {"", "__skip", "__drawer", "__search"}


@pytest.mark.parametrize("name", SITES)
def test_no_link_is_absolute_so_that_the_site_works_below_any_path(name: str) -> None:
    for path in html_pages(built(name) / "site"):
        if path.name != "404.html":  # a server shows it at any depth, so its addresses cannot be relative
            assert [a for _, a in read(path).links() if a.startswith("/") and not a.startswith("//")] == [], path


@pytest.mark.parametrize("name", SITES)
def test_nothing_is_loaded_from_another_host(name: str) -> None:
    """Fonts, scripts, styles and pictures are the site's own; a reader's visit is told to nobody."""
    site = built(name) / "site"
    for path in html_pages(site):
        for tag, address in read(path).links():
            if outside(address):
                assert tag == "a", f"{path.relative_to(site)}: <{tag}> {address}"
    for path in site.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert [load for load in ("url(http", "url(//", "@import") if load in text] == [], path


@pytest.mark.parametrize("name", SITES)
def test_what_leads_outside_does_so_over_https_and_says_so(name: str) -> None:
    for path in html_pages(built(name) / "site"):
        for tag, given in read(path).elements:
            if tag == "a" and outside(given.get("href", "")) and "original" in given.get("class", ""):
                assert "noopener" in given["rel"], given


@pytest.mark.parametrize("name", ["golden", "real"])
def test_every_claim_has_its_permalink(name: str) -> None:
    site = built(name) / "site"
    rows = json.loads((site / "data" / "claims.json").read_text(encoding="utf-8"))
    assert rows
    for row in rows:
        page, _, anchor = row["url"].partition("#")
        assert anchor in read(site / page).ids, row["url"]


@pytest.mark.parametrize("name", ["golden", "real"])
def test_ids_are_unique_on_every_page(name: str) -> None:
    """A second element with an id cannot be linked to."""
    for path in html_pages(built(name) / "site"):
        ids = [given["id"] for _, given in read(path).elements if given.get("id")]
        assert sorted(ids) == sorted(set(ids)), path


def test_old_addresses_lead_to_the_new_ones() -> None:
    site = built("golden") / "site"
    for old, new in (("actors/old-council", "town-council"), ("questions/number-of-cracks", "cracks")):
        page = read(site / old / "index.html")
        assert ("a", f"../{new}/index.html") in set(page.links())
        assert any(given.get("http-equiv") == "refresh" and f"../{new}/" in given["content"] for _, given in page.elements)


def test_plain_mkdocs_builds_strictly_and_the_same(tmp_path: Path) -> None:
    """Who knows MkDocs can use it as usual: the hook writes the pages."""
    home = project(tmp_path / "home", GOLDEN_FACTS)
    (home / "build/pages").mkdir(parents=True)  # as it is in the repository
    done = run(
        home, "build", "--strict", "--site-dir", str(tmp_path / "site"), module="mkdocs",
        NO_MKDOCS_2_WARNING="1", SOURCE_DATE_EPOCH="0",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr, done.stderr
    ours = {path.relative_to(built("golden") / "site") for path in (built("golden") / "site").rglob("*.html")}
    assert {path.relative_to(tmp_path / "site") for path in (tmp_path / "site").rglob("*.html")} == ours


def test_edit_links_appear_where_the_repository_is_known(tmp_path: Path) -> None:
    home = project(tmp_path / "home", GOLDEN_FACTS)
    build(home, REPOSITORY_URL="https://code.example/side-by-side")
    page = read(home / "site/sources/notice/index.html")
    assert ("a", "https://code.example/side-by-side/edit/main/facts/sources/notice.yml") in set(page.links())
    assert "code.example" not in (built("golden") / "site/sources/notice/index.html").read_text(encoding="utf-8")
