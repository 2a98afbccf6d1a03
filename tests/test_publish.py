"""The site that is made the short way, on all processors, is byte for byte the one that MkDocs makes alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config.base import LegacyConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.pages import Page
from payload import PAYLOADS, write_record
from sites import GOLDEN_FACTS, project, run, tree

from generator import finished, publish, site, spread


class Nothing(BasePlugin[LegacyConfig]):
    """A plugin that leaves everything to MkDocs."""


@pytest.fixture(params=["golden", "payload"])
def home(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with its pages written, in which this process stands."""
    made = project(tmp_path / "home", GOLDEN_FACTS if request.param == "golden" else None)
    if request.param == "payload":
        write_record(GOLDEN_FACTS, made / "facts", PAYLOADS)
    done = run(made, "render")
    assert done.returncode == 0, done.stderr
    for name in ("FACTS_VERSION", "SOURCE_DATE_EPOCH", "NO_MKDOCS_2_WARNING"):  # a build sets them; undone afterwards
        monkeypatch.setenv(name, "0")
    monkeypatch.chdir(made)
    return made


@pytest.mark.parametrize("address", ["", "https://example.org/below/"])
def test_both_ways_make_the_same_site(home: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", address)
    monkeypatch.setattr(spread, "workers", lambda: 2)
    long_ways = []
    monkeypatch.setattr(Page, "render", _noting(long_ways, Page.render))
    site.build(Path("short"), "mkdocs", "v1")
    assert len(long_ways) < 40  # the pages that people wrote, and those of old addresses
    assert any(finished.read(path.read_text(encoding="utf-8")) for path in (home / "build/pages").rglob("*.md"))
    with monkeypatch.context() as alone:
        alone.setattr(publish, "Finished", Nothing)
        site.build(Path("long"), "mkdocs", "v1")
    assert tree(home / "short") == tree(home / "long")


def _noting(into: list[str], render):  # type: ignore[no-untyped-def]
    def noted(self, config, files):  # type: ignore[no-untyped-def]
        into.append(self.file.src_uri)
        render(self, config, files)

    return noted


def test_a_fault_of_a_worker_fails_the_build(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr(publish, "_write", fails)
    monkeypatch.setattr(spread, "workers", lambda: 2)
    with pytest.raises(site.BuildError, match="no space"):
        site.build(Path("site"), "mkdocs")
    assert not (home / "site").exists()
