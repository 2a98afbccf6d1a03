"""A fault at any moment leaves the last good site and every file whole, and the next build makes everything good.

Moments are counted, not timed: fuzz/faulty.py says how. `python -m fuzz.moments` tries a hundred of them.
"""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from sites import GOLDEN_FACTS, built, project, run, tree

from fuzz import moments
from generator import handover, ingest, lock, site, swap, writing
from generator.__main__ import main

OLD = {"index.html": b"the last good site", "data/contract.json": b"{}"}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> moments.Bench:
    """A project with a last good site and newer facts, whose engine is a tiny one."""
    moments.warm()
    return moments.Bench(tmp_path_factory.mktemp("plain") / "home", ["plain"])


@pytest.fixture(scope="module")
def renaming(tmp_path_factory: pytest.TempPathFactory) -> moments.Bench:
    """The same on a system that cannot exchange two folders in one step."""
    moments.warm()
    return moments.Bench(tmp_path_factory.mktemp("renames") / "home", ["plain", "renames"])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A project with the small record and a last good site, which is told from a new one by its bytes."""
    made = project(tmp_path / "home", GOLDEN_FACTS)
    for name, body in OLD.items():
        (made / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (made / "site" / name).write_bytes(body)
    return made


@pytest.mark.parametrize("tenth", range(10))
def test_a_build_that_is_killed_leaves_a_whole_site(bench: moments.Bench, tenth: int) -> None:
    assert bench.wrong("kill", 1 + (bench.moments - 1) * tenth // 9) == ""


@pytest.mark.parametrize("step", [0, 1, 2])
def test_a_build_that_is_killed_around_its_two_renames_loses_nothing(renaming: moments.Bench, step: int) -> None:
    assert renaming.swap
    assert renaming.wrong("kill", renaming.swap + step) == ""


def test_where_folders_can_be_exchanged_the_site_is_never_missing(bench: moments.Bench, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    if not swap.exchange(tmp_path / "a", tmp_path / "b"):
        pytest.skip("this system cannot exchange two folders in one step")
    assert bench.swap == 0


@pytest.mark.parametrize(
    ("fault", "part"), [("full", 0.05), ("full", 0.6), ("readonly", 0.5), ("memory", 0.3), ("int", 0.9), ("term", 0.7)]
)
def test_a_build_that_meets_a_fault_leaves_a_whole_site(bench: moments.Bench, fault: str, part: float) -> None:
    assert bench.wrong(fault, int(bench.moments * part)) == ""


def test_exchanging_takes_both_or_none(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    exchanged = swap.exchange(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "a" / "file").read_text() == ("b" if exchanged else "a")
    assert not swap.exchange(tmp_path / "a", tmp_path / "nowhere")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_a_system_without_the_function_says_that_it_cannot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap.ctypes, "CDLL", lambda _: object())
    assert not swap.exchange(tmp_path, tmp_path)


@contextmanager
def limited(home: Path, kind: int, most: int, *arguments: str) -> Iterator[subprocess.CompletedProcess[str]]:
    """Run a command that the kernel keeps within a limit."""
    limit = partial(resource.setrlimit, kind, (most, most))
    command = [sys.executable, "-m", "generator", *arguments]
    yield subprocess.run(command, cwd=home, preexec_fn=limit, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("most", [1, 20_000, 400_000])
def test_files_that_cannot_be_written_whole_are_not_written(home: Path, most: int) -> None:
    """The kernel refuses to write on in the middle of a file, as on a full disk."""
    with limited(home, resource.RLIMIT_FSIZE, most, "build") as done:
        assert done.returncode in (1, 2)
        assert "File too large" in done.stderr
        assert "Traceback" not in done.stderr
    assert tree(home / "site") == OLD
    whole = tree(built("golden") / "build/pages")
    pages = {name: body for name, body in tree(home / "build/pages").items() if whole[name] != body}
    assert set(pages) <= {"data/metadata.json", "robots.txt"}  # every page that is there is whole
    if most > 1:
        return
    assert run(home, "build").returncode == 0
    assert tree(home / "site") == tree(built("golden") / "site")


@pytest.mark.parametrize("megabytes", [40, 75])
def test_a_build_without_enough_memory_leaves_the_last_good_site(home: Path, megabytes: int) -> None:
    """How far it comes depends on the machine; whatever is missing, it is told, or all went well."""
    with limited(home, resource.RLIMIT_AS, megabytes * 1024 * 1024, "build") as done:
        assert tree(home / "site") == (OLD if done.returncode else tree(built("golden") / "site"))
        assert "memory" in done.stderr.lower() or "failed to map" in done.stderr or not done.returncode, done.stderr


@pytest.mark.parametrize("place", ["site", "elsewhere/site"])
def test_a_second_build_waits_for_the_first_and_says_so(home: Path, place: str) -> None:
    around = home if place == "site" else home / "elsewhere"
    around.mkdir(exist_ok=True)
    with lock.held(around):
        command = [sys.executable, "-m", "generator", "build", "--site", place]
        with subprocess.Popen(command, cwd=home, stderr=subprocess.PIPE, text=True) as second:
            assert second.stderr
            told = next((line for line in second.stderr if "waiting" in line), "")
            assert f"another command writes in {around}" in told
            assert tree(home / "site") == OLD
            second.kill()
    assert not (home / "elsewhere/site").exists()


def test_a_build_goes_on_when_the_first_is_done(home: Path) -> None:
    held = lock.held(home)
    held.__enter__()
    with subprocess.Popen(
        [sys.executable, "-m", "generator", "render"], cwd=home, stderr=subprocess.PIPE, text=True
    ) as second:
        assert second.stderr
        assert "waiting" in second.stderr.readline()
        held.__exit__(None, None, None)
        assert "wrote" in second.stderr.read()
    assert second.returncode == 0


def test_a_preview_waits_for_a_build(home: Path) -> None:
    """`serve` builds with plain MkDocs, whose hook writes the pages."""
    (home / "build/pages").mkdir(parents=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", "preview"]
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    with lock.held(home), subprocess.Popen(command, cwd=home, stderr=subprocess.PIPE, text=True, env=quiet) as preview:
        assert preview.stderr
        assert any("waiting" in line for line in preview.stderr)
        assert list((home / "build/pages").iterdir()) == []
        preview.kill()


def test_a_command_that_is_killed_holds_nothing(home: Path) -> None:
    code = "import os, sys\nfrom pathlib import Path\nfrom generator import lock\nlock.held(Path()).__enter__()\nos.abort()"
    subprocess.run([sys.executable, "-c", code], cwd=home, capture_output=True, check=False)
    with subprocess.Popen(
        [sys.executable, "-m", "generator", "render"], cwd=home, stderr=subprocess.PIPE, text=True
    ) as next_:
        assert next_.stderr
        assert "waiting" not in next_.stderr.read()


@pytest.mark.parametrize("missing", ["module", "support"])
def test_where_there_are_no_locks_nothing_waits(tmp_path: Path, missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(errno.ENOTSUP, "Operation not supported")

    if missing == "module":
        monkeypatch.setattr(lock, "fcntl", None)
    else:
        monkeypatch.setattr(lock.fcntl, "flock", unsupported)
    with lock.held(tmp_path), lock.held(tmp_path):
        pass


@pytest.mark.parametrize("holds", [["site"], ["old"], [], ["site", "old"]])
def test_what_killed_builds_left_is_cleared(home: Path, holds: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in holds:
        (home / ".site-ab12cd_9" / name).mkdir(parents=True)
    (home / ".site-ab12cd_9").mkdir(exist_ok=True)
    (home / ".site-ab12cd_8" / "my-notes").mkdir(parents=True)
    (home / ".site-backup").mkdir()
    monkeypatch.chdir(home)
    with site.beside(Path("site")):
        left = sorted(path.name for path in home.glob(".site-*"))
    assert left == [".site-ab12cd_8", ".site-backup"]  # somebody's own
    assert tree(home / "site") == OLD


def test_half_written_pages_of_killed_commands_are_cleared(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / ".page.md.writing-123").write_text("half")
    (tmp_path / ".hidden").write_text("")
    (tmp_path / "mark").write_text("")
    writing.write_tree(tmp_path, {"mark": b"", "a/page.md": b"whole"}, "mark")
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == [".hidden", "mark", "page.md"]


@pytest.mark.parametrize("failing", range(2))
def test_several_files_are_written_or_none(tmp_path: Path, failing: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is handed over is many fact files, and half of them would be worse than none."""
    paths = [tmp_path / "facts/actors/a.yml", tmp_path / "facts/sources/b.yml"]
    paths[0].parent.mkdir(parents=True)
    paths[0].write_text("as it was\n")
    synced, done = os.fsync, 0

    def full(number: int) -> None:
        nonlocal done
        done += 1
        if done > failing:
            raise OSError(errno.ENOSPC, "No space left on device")
        synced(number)

    monkeypatch.setattr(writing.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        handover.write(dict.fromkeys(paths, "new\n"))
    assert tree(tmp_path) == {"facts/actors/a.yml": b"as it was\n"}


@pytest.mark.parametrize("links", [True, False])
def test_what_is_there_is_never_written_over(tmp_path: Path, links: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that appears after everything was looked at; also on a file system that has no links."""

    def none(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    if not links:
        monkeypatch.setattr(writing.os, "link", none)
    mine, theirs = tmp_path / "mine.txt", tmp_path / "theirs.txt"
    writing.write_new({mine: b"mine"})
    assert mine.read_bytes() == b"mine"
    mine.unlink()
    theirs.write_bytes(b"theirs")
    with pytest.raises(ingest.ArticleError, match=r"theirs\.txt: File exists; nothing was written"):
        ingest.write({mine: "mine", theirs: "mine"})
    assert tree(tmp_path) == {"theirs.txt": b"theirs"}


def test_facts_are_on_the_disk_before_they_replace_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    replace = Path.replace
    monkeypatch.setattr(writing.os, "fsync", lambda _: order.append("on the disk"))
    monkeypatch.setattr(Path, "replace", lambda one, other: order.append("replaced") or replace(one, other))
    writing.write_all({tmp_path / "a": b"a", tmp_path / "b": b"b"})
    assert order == ["on the disk", "on the disk", "replaced", "replaced"]
    order.clear()
    writing.write_changed(tmp_path / "page", b"x")
    assert order == ["replaced"]  # a page can be made again


@pytest.mark.parametrize("error", [KeyboardInterrupt(), MemoryError()])
def test_what_ends_a_command_is_told_without_a_traceback(
    home: Path, error: BaseException, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.chdir(home)
    from generator import model

    monkeypatch.setattr(model, "read", fail)
    assert main(["build"]) == 1
    assert "what was there is as it was" in capsys.readouterr().err
    assert tree(home / "site") == OLD


def test_a_torn_log_of_changes_is_made_anew(home: Path) -> None:
    """What is kept between builds is never trusted to be whole."""
    assert run(home, "build").returncode == 0
    torn = [path for path in (home / ".cache").rglob("*") if path.is_file()]
    for kept in torn:
        kept.write_bytes(kept.read_bytes()[:-3])
    assert torn
    assert run(home, "build").returncode == 0
    assert tree(home / "site") == tree(built("golden") / "site")
