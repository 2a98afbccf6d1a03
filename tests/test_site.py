"""Building: the site is replaced whole or not at all, bad input is told, and the same facts give the same bytes."""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path

import pytest
from sites import GOLDEN_FACTS, HOME, built, html_pages, project, read, run, tree

from generator import site
from generator.__main__ import main

BROKEN = {
    "actors/ferry-company.yml": "nam: Ferry company\nkind: organisation\n",
    "questions/lamps.yml": "title: How many lamps are there\ntopic: The bridge\ntype: count\nunit: lamps\n",
    "sources/notice.yml": "title: [\n",
}
OLD = {"index.html": b"the last good site", "data/contract.json": b"{}"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A project with the small record and a last good site, which is told from a new one by its bytes."""
    made = project(tmp_path / "home", GOLDEN_FACTS)
    for name, body in OLD.items():
        (made / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (made / "site" / name).write_bytes(body)
    return made


@pytest.mark.parametrize("command", ["build", "render", "export"])
def test_broken_facts_are_all_told_and_nothing_is_written(home: Path, command: str) -> None:
    for name, text in BROKEN.items():
        (home / "facts" / name).write_text(text)
    done = run(home, command)
    assert done.returncode == 1
    for name in BROKEN:
        assert f"facts/{name}:" in done.stderr
    assert tree(home / "site") == OLD
    assert not (home / "build").exists()


def test_pages_of_the_last_good_facts_stay_when_facts_break(home: Path) -> None:
    assert run(home, "render").returncode == 0
    before = {path: path.stat().st_mtime_ns for path in (home / "build").rglob("*")}
    (home / "facts" / "sources" / "notice.yml").write_text(BROKEN["sources/notice.yml"])
    assert run(home, "build").returncode == 1
    assert {path: path.stat().st_mtime_ns for path in (home / "build").rglob("*")} == before


def test_plain_mkdocs_refuses_broken_facts_with_the_same_words(home: Path) -> None:
    for name, text in BROKEN.items():
        (home / "facts" / name).write_text(text)
    (home / "build" / "pages").mkdir(parents=True)
    done = run(home, "build", module="mkdocs", NO_MKDOCS_2_WARNING="1")
    assert done.returncode == 1
    for name in BROKEN:
        assert f"facts/{name}:" in done.stderr
    assert tree(home / "site") == OLD


@pytest.mark.parametrize("command", ["build", "render", "export"])
@pytest.mark.parametrize("folder", ["missing", "mkdocs.yml"])
def test_facts_that_are_no_folder_are_a_usage_error(home: Path, command: str, folder: str) -> None:
    done = run(home, command, "--facts", folder)
    assert done.returncode == 2
    assert folder in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(home / "site") == OLD


def test_an_empty_record_makes_a_site_with_empty_states() -> None:
    pages = built("empty") / "site"
    for name in ("questions", "actors", "sources", "places", "events"):
        assert "on record yet." in read(pages / name / "index.html").article
    assert json.loads((pages / "data" / "claims.json").read_text()) == []
    assert "0 claims" in " ".join(read(pages / "index.html").article.split())


def test_a_record_on_another_topic_makes_a_site() -> None:
    """Nothing of the first record is in a site that was made from another one."""
    pages = built("golden") / "site"
    assert read(pages / "index.html").title.startswith("The old bridge of Stillwater")
    real = {path.stem for kind in ("actors", "places", "sources") for path in (HOME / "facts" / kind).glob("*.yml")}
    made = {path.parent.name for path in html_pages(pages)}
    assert not real & made


@pytest.fixture
def here(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project as the current directory, so that commands run in this process."""
    monkeypatch.chdir(home)
    return home


def fails(_: Path) -> None:
    raise site.BuildError("the engine does not work")


def makes_nothing(made: Path) -> None:
    made.mkdir()


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("engine", [fails, makes_nothing])
def test_an_engine_that_fails_leaves_the_last_good_site(
    engine: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(site, "with_mkdocs", engine)
    assert main(["build"]) == 1
    assert "site is as it was" in capsys.readouterr().err
    assert tree(Path("site")) == OLD
    assert {path.name for path in Path().iterdir() if path.name.startswith(".")} <= {".cache"}


def test_an_error_within_the_engine_is_told_without_a_traceback(home: Path) -> None:
    """Whatever a theme, an extension or a setting of one's own does."""
    (home / "overrides").unlink()
    shutil.copytree(HOME / "overrides", home / "overrides")
    (home / "overrides" / "main.html").write_text("{% extends 'base.html' %}{% nonsense %}")
    done = run(home, "build")
    assert done.returncode == 1
    assert "MkDocs could not build the site" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(home / "site") == OLD


def test_a_warning_of_the_engine_fails_the_build(home: Path) -> None:
    """A link to nowhere in a hand-written page must not reach the site."""
    (home / "docs").unlink()
    shutil.copytree(HOME / "docs", home / "docs")
    with (home / "docs" / "method.md").open("a") as page:
        page.write("\nSee [nowhere](nowhere.md).\n")
    done = run(home, "build")
    assert done.returncode == 1
    assert "nowhere.md" in done.stderr
    assert tree(home / "site") == OLD


@pytest.mark.parametrize("error", [OSError(13, "Permission denied"), KeyboardInterrupt()])
def test_a_swap_that_is_interrupted_restores_the_last_good_site(
    here: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """Where the system cannot exchange two folders, the moment between two renames is the only one without a site."""
    rename = Path.rename

    def interrupted(path: Path, target: Path) -> Path:
        if path.name == "site" and path.parent != here and path.parent != Path():
            raise error
        return rename(path, target)

    def engine(made: Path) -> None:
        made.mkdir()
        (made / "index.html").write_text("new")

    monkeypatch.setattr(site, "with_mkdocs", engine)
    monkeypatch.setattr(site.swap, "exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", interrupted)
    expected = site.BuildError if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(expected):
        site.build(Path("site"), "mkdocs")
    assert tree(here / "site") == OLD


@pytest.mark.usefixtures("here")
def test_a_folder_that_holds_something_else_is_not_replaced() -> None:
    """`build --site facts` by mistake must not remove the facts."""
    before = tree(Path("facts"))
    for name in ("facts", "."):
        with pytest.raises(site.BuildError, match="holds something else than a site"):
            site.build(Path(name), "mkdocs")
    assert tree(Path("facts")) == before


def test_a_place_where_nothing_can_be_written_is_told(home: Path) -> None:
    (home / "taken").write_text("a file")
    done = run(home, "build", "--site", "taken/site")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert (home / "taken").read_text() == "a file"


def test_outside_the_project_the_command_says_where_to_run_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(site.BuildError, match="run the command in the folder of the project"):
        site.build(Path("site"), "mkdocs")


@pytest.mark.usefixtures("here")
def test_zensical_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    known = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "zensical" else known(name))
    assert main(["build", "--engine", "zensical"]) == 1
    assert "Zensical is not installed" in capsys.readouterr().err
    assert tree(Path("site")) == OLD


def test_the_same_facts_give_the_same_bytes_anywhere(tmp_path: Path) -> None:
    """Another folder, another seed of hashing, another time zone, another language of the machine."""
    home = project(tmp_path / "elsewhere" / "deeper", GOLDEN_FACTS)
    done = run(home, "build", PYTHONHASHSEED="1", TZ="Asia/Kathmandu", LANG="tr_TR.UTF-8", LC_ALL="C", HOME=str(tmp_path))
    assert done.returncode == 0, done.stderr
    here, there = tree(built("golden") / "site"), tree(home / "site")
    assert here.keys() == there.keys()
    assert [name for name in here if here[name] != there[name]] == []


def test_building_again_replaces_the_site_and_leaves_nothing_beside_it(home: Path) -> None:
    assert run(home, "build").returncode == 0
    assert tree(home / "site") == tree(built("golden") / "site")
    assert {path.name for path in home.iterdir()} == {
        ".cache",
        "build",
        "docs",
        "facts",
        "generator",
        "mkdocs.yml",
        "overrides",
        "site",
    }


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, {}),
        ({"GITHUB_REPOSITORY": "Team/record"}, {}),
        (
            {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "Team/record"},
            {"REPOSITORY_URL": "https://github.com/Team/record", "SITE_URL": "https://team.github.io/record/"},
        ),
        (
            {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "Team/team.github.io"},
            {"REPOSITORY_URL": "https://github.com/Team/team.github.io", "SITE_URL": "https://team.github.io/"},
        ),
        (
            {"GITHUB_SERVER_URL": "https://git.example", "GITHUB_REPOSITORY": "a/b", "SITE_URL": "https://b.example/"},
            {"REPOSITORY_URL": "https://git.example/a/b"},
        ),
    ],
)
def test_addresses_are_taken_from_the_ci_machine_and_never_invented(
    environment: dict[str, str], expected: dict[str, str]
) -> None:
    assert site.addresses(environment) == expected


def test_a_build_that_was_killed_between_its_two_steps_is_made_good_by_the_next(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old site lies in a hidden folder then; the next build, even one that fails, puts it back."""
    before = tree(home / "site")
    (home / ".site-killed").mkdir()
    (home / "site").rename(home / ".site-killed" / "old")
    monkeypatch.chdir(home)
    monkeypatch.setattr(site, "with_mkdocs", fails)
    with pytest.raises(site.BuildError):
        site.build(Path("site"), "mkdocs")
    assert tree(home / "site") == before
