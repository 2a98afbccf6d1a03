"""The version of the facts: the same on every machine, another for every change of a fact, and only for that."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from repositories import BASE

from generator import edition, version
from generator.log import Entry, Log
from generator.version import Version


def digest(folder: Path) -> str:
    return version.of(folder).digest


def test_a_copy_has_the_same_version(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "copy")
    assert digest(tmp_path / "copy") == digest(BASE)
    assert len(digest(BASE)) == version.LENGTH


def test_line_ends_of_another_system_make_no_other_version(base: Path) -> None:
    before = digest(base)
    for path in [*base.rglob("*.yml"), *base.rglob("*.words")]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert digest(base) == before


CHANGES: dict[str, Callable[[Path], object]] = {
    "a text": lambda facts: (facts / "record.yml").write_text("title: Another\n"),
    "a new file": lambda facts: (facts / "actors/new.yml").write_text("name: New\nkind: body\n"),
    "a file less": lambda facts: (facts / "actors/market-clerk.yml").unlink(),
    "another name": lambda facts: (facts / "actors/market-clerk.yml").rename(facts / "actors/clerk.yml"),
    "another folder": lambda facts: (facts / "actors/market-clerk.yml").rename(facts / "places/market-clerk.yml"),
    "a fingerprint": lambda facts: (facts / "sources/news-lantern-night.words").write_text("x"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_of_the_facts_is_another_version(change: str, base: Path) -> None:
    before = digest(base)
    CHANGES[change](base)
    assert digest(base) != before


def test_where_a_file_ends_matters(tmp_path: Path) -> None:
    """Two files are not one that holds the name and the content of the second."""
    for name, files in {"two": {"a.yml": "x", "b.yml": "y"}, "one": {"a.yml": "xactors/b.ymly"}}.items():
        (tmp_path / name / "actors").mkdir(parents=True)
        for file, body in files.items():
            (tmp_path / name / "actors" / file).write_text(body)
    assert digest(tmp_path / "one") != digest(tmp_path / "two")


def test_what_is_no_fact_changes_nothing(base: Path) -> None:
    before = digest(base)
    (base / "README.md").write_text("words")
    (base / "actors/notes.txt").write_text("words")
    (base / "actors/link.yml").symlink_to(base / "record.yml")
    assert digest(base) == before


@pytest.mark.parametrize(
    ("known", "shown"),
    [
        (Version("3f9a2c1b04", "2026-11-22"), "2026-11-22, 3f9a2c1b04"),
        (Version("3f9a2c1b04"), "3f9a2c1b04"),
        (Version(), ""),
    ],
)
def test_a_version_is_shown_with_the_day_that_is_known(known: Version, shown: str) -> None:
    assert version.label(known) == shown


def test_the_day_is_that_of_the_last_change() -> None:
    assert version.of(BASE, Log(last=Entry("1" * 40, "2024-06-05T08:00:00Z"))).day == "2024-06-05"
    assert version.of(BASE, Log()).day == ""


@pytest.mark.parametrize(
    ("given", "address"),
    [("", ""), ("https://record.example", "https://record.example/"), ("https://r.example/a/ ", "https://r.example/a/")],
)
def test_an_edition_knows_the_settings(given: str, address: str, base: Path) -> None:
    known = edition.of(base, {"SITE_URL": given, "SITE_NAME": "A record", "REPOSITORY_URL": "https://c.example/x/"}, None)
    assert (known.address, known.site, known.repository) == (address, "A record", "https://c.example/x")
    assert known.version == version.of(base)
    assert edition.of(base, {}, None).site == "Side by Side"
