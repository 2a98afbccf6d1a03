"""A record on another topic, started by a command: it is valid, builds by itself, and knows nothing of this one."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from sites import HOME, REAL_FACTS, read, run

from generator import coverage, evidence, model, new, rules, schema
from generator.__main__ import main

STARTER = HOME / new.STARTER


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new.start(tmp_path_factory.mktemp("around") / "deep/record", "Trees: a record")


def text_files(folder: Path) -> list[tuple[Path, str]]:
    found = [path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".png", ".words", ".pyc")]
    found = [path for path in found if path.relative_to(folder).parts[0] not in ("site", "build", ".cache")]
    return [(path, path.read_text(encoding="utf-8")) for path in found]


def test_it_passes_its_own_tests(record: Path) -> None:
    """They check the facts strictly and build the site; the samples are formatted, too."""
    done = run(record, "-p", "no:hypothesispytest", module="pytest")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 passed" in done.stdout or done.stdout.startswith("..")
    done = run(record, "fmt", "--check")
    assert done.returncode == 0, done.stdout


def test_its_site_shows_its_facts_and_title(record: Path) -> None:
    done = run(record, "build")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    assert "Trees: a record" in read(record / "site/index.html").article
    question = read(record / "site/questions/trees-planted/index.html").article
    assert "120" in question
    assert "at least 130" in question
    assert (record / "site/questions/cost/index.html").is_file()
    assert "conflict" in question


def test_nothing_of_this_record_is_in_it(record: Path) -> None:
    facts = model.facts(model.read(REAL_FACTS))
    ids = {*facts.sources, *facts.events, *facts.questions, *facts.actors, *facts.places}
    wanted = re.compile(
        "|".join([r"Karabakh", *(rf"\b{re.escape(one)}\b" for one in sorted(ids) if one.count("-") > 1)]), re.I
    )
    found = {
        (path.relative_to(record).as_posix(), match[0])
        for path, text in text_files(record)
        if (match := wanted.search(text))
    }
    assert found == set()
    assert not (record / "docs/images").exists()


def test_it_has_a_sample_of_each_kind(record: Path) -> None:
    made = model.read(record / "facts")
    assert {kind for kind in schema.FILES if made.shapes[kind]} == set(schema.FILES) - {
        "translation"
    }  # its own tongue is enough
    source = made.shapes["source"]["town-notice-2024-05-02"]
    assert source.sums
    assert source.set_aside
    assert [claim.response for claim in source.claims if claim.response] == ["not given"]
    assert made.shapes["actor"]["town-office"].roles
    for path in sorted((record / "facts").rglob("*.yml")):
        assert path.read_text(encoding="utf-8").startswith("# "), path


def test_the_samples_rest_on_their_texts(record: Path) -> None:
    for text in sorted((STARTER / "texts").iterdir()):
        words = STARTER / "facts/sources" / f"{text.stem}.words"
        assert words.read_text(encoding="utf-8") == evidence.dump(evidence.make(text.read_text(encoding="utf-8")))
        assert (record / "archive" / text.name).read_bytes() == text.read_bytes()
    made = model.read(record / "facts")
    assert [one.count("open") for one in (coverage.coverage(made, source) for source in coverage.sources(made))] == [0, 0]
    assert rules.all_rules()


def test_what_it_can_make_is_what_it_has(record: Path) -> None:
    makefile = (record / "Makefile").read_text(encoding="utf-8")
    assert not re.search(r"^(?:bench|fuzz|golden):|^\.PHONY.* (?:bench|fuzz|golden)\b", makefile, re.M)
    if shutil.which("make"):
        asked = ["make", "-n", "site", "test", "check", "fmt", "schemas", "release", "serve"]
        done = subprocess.run(asked, cwd=record, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_its_editor_knows_its_ids(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / "record")]) == 0
    listed: Any = json.loads((tmp_path / "record/.vscode/schemas/ids.json").read_text(encoding="utf-8"))
    assert listed["definitions"]["actor"]["anyOf"][0]["enum"] == ["garden-society", "sample-post", "town-office"]
    assert (tmp_path / "record/.vscode/schemas/source.json").is_file()
    assert f"next: cd {tmp_path / 'record'}" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["record"]


def test_an_empty_folder_is_taken_and_a_full_one_is_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").write_text("mine")
    assert main(["new", str(full)]) == 2
    assert "is there already\nmend: name a folder that is new or empty" in capsys.readouterr().err
    assert [path.name for path in full.iterdir()] == ["mine.txt"]
    assert main(["new", str(full / "mine.txt")]) == 2
    (tmp_path / "empty").mkdir()
    assert main(["new", str(tmp_path / "empty")]) == 0
    assert (tmp_path / "empty/facts/record.yml").is_file()


def test_it_does_not_stand_inside_this_project() -> None:
    with pytest.raises(new.NewError, match="is inside this project"):
        new.start(HOME / "docs/record")
    assert not (HOME / "docs/record").exists()


@pytest.mark.parametrize("title", ["  ", "two\nlines", "turned \u202e round"])
def test_a_title_that_cannot_stand_on_a_page_is_refused(title: str, tmp_path: Path) -> None:
    with pytest.raises(new.NewError, match="the title is empty"):
        new.start(tmp_path / "record", title)
    assert list(tmp_path.iterdir()) == []


def test_a_title_is_written_as_data(tmp_path: Path) -> None:
    made = new.start(tmp_path / "record", 'no: "a" # b')
    assert model.facts(model.read(made / "facts")).title == 'no: "a" # b'


def test_nothing_is_left_behind_when_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(new, "_name", fail)
    with pytest.raises(OSError, match="No space left"):
        new.start(tmp_path / "record", "A title")
    assert list(tmp_path.iterdir()) == []


def test_a_copy_of_a_copy_can_be_made(record: Path, tmp_path: Path) -> None:
    done = run(record, "new", str(tmp_path / "again"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "again/facts/questions/cost.yml").is_file()
    assert not list((tmp_path / "again").rglob("__pycache__"))


def test_what_is_missing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(new, "HOME", tmp_path / "elsewhere")
    with pytest.raises(new.NewError, match=r"is missing beside the code\nmend: run the command in a whole copy"):
        new.start(tmp_path / "record")
