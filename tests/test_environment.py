"""What templates are rendered with: compiled templates are kept, and never taken where they would be wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader

from generator import environment, wording
from generator.environment import _Compiled

TEXT = "{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{{ m(name) }} {{ t('shell.method') }}"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(environment, "_COMPILED", _Compiled(tmp_path))
    return tmp_path


def rendered(text: str) -> str:
    made = environment.environment(wording.load())
    made.loader = DictLoader({"t": text})
    return made.get_template("t").render(name="a & b")


def anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the next process knows: the folder, and nothing in memory."""
    monkeypatch.setattr(environment, "_COMPILED", _Compiled(folder))


def test_a_compiled_template_is_kept_for_the_next_run(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)  # there, what is kept could be a proposal's
    first = rendered(TEXT)
    assert first == "<b>a &amp; b</b> Method"
    kept = [path for path in cache.rglob("*") if path.is_file()]
    assert len(kept) == 1
    anew(cache, monkeypatch)
    monkeypatch.setattr("jinja2.environment.Environment._compile", lambda *_: pytest.fail("compiled again"))
    assert rendered(TEXT) == first


def test_a_changed_template_is_compiled_anew(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered(TEXT)
    anew(cache, monkeypatch)
    assert rendered(TEXT.replace("<b>", "<i>").replace("</b>", "</i>")) == "<i>a &amp; b</i> Method"


@pytest.mark.parametrize("damage", [lambda code: b"", lambda code: code[:40], lambda code: b"x" * len(code)])
def test_a_damaged_file_is_made_anew(cache: Path, monkeypatch: pytest.MonkeyPatch, damage) -> None:  # type: ignore[no-untyped-def]
    whole = rendered(TEXT)
    kept = next(path for path in cache.rglob("*") if path.is_file())
    kept.write_bytes(damage(kept.read_bytes()))
    anew(cache, monkeypatch)
    assert rendered(TEXT) == whole


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    anew(tmp_path / "file", monkeypatch)
    assert rendered(TEXT) == "<b>a &amp; b</b> Method"
