"""Whatever stands in the place of a file is told or passed over; nothing outside is read, and nothing is waited for."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import HOME, run

from generator import archive, check, evidence, files, load, model, problems, version
from generator.commands import clean
from generator.commands.clean import changed
from generator.problems import Problem

SECRET = "The words of a file outside the record, which nobody may see."
FOLDERS = sorted(load.FOLDERS)


def told(folder: Path) -> list[tuple[str, str]]:
    return [(problem.file, problem.rule) for problem in check.check(model.read(folder))]


def stands_in(path: Path, kind: str) -> None:
    """Put something else than a file at `path`."""
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.as_posix())
    elif kind == "folder":
        path.mkdir()
    elif kind == "device":
        if os.geteuid():
            pytest.skip("only root can make a device")
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 5))  # /dev/zero, which never ends
    else:
        outside = path.absolute().parents[2] / "outside.txt"
        outside.write_text(SECRET)
        targets = {"link": outside, "dangling": "nowhere.yml", "loop": path.name, "endless": "/dev/zero", "whole": "/"}
        path.symlink_to(targets[kind])


KINDS = ("link", "dangling", "loop", "endless", "whole", "pipe", "socket", "folder", "device")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("folder", FOLDERS)
def test_what_stands_in_the_place_of_a_fact_file_is_told(base: Path, folder: str, kind: str) -> None:
    (base / folder).mkdir(exist_ok=True)
    stands_in(base / folder / "x.yml", kind)
    assert told(base) == [(f"facts/{folder}/x.yml", "not-a-file")]
    assert version.of(base)  # neither follows it nor waits for it


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", [*load.SINGLES])
def test_what_stands_in_the_place_of_a_single_file_is_told(base: Path, name: str, kind: str) -> None:
    (base / name).unlink(missing_ok=True)
    stands_in(base / name, kind)
    assert (f"facts/{name}", "not-a-file") in told(base)


@pytest.mark.parametrize("kind", KINDS)
def test_what_stands_in_the_place_of_a_fingerprint_is_told(base: Path, kind: str) -> None:
    stands_in(base / "sources/news-lantern-night.words", kind)
    found, broken = evidence.read_all(base, ["news-lantern-night"])
    assert found == {}
    assert list(broken) == ["news-lantern-night"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_stands_in_the_place_of_an_archived_text_is_not_read(tmp_path: Path, kind: str) -> None:
    """A message shows the nearest passage of a text: a link must not make it show another file."""
    folder = tmp_path / "a" / "b" / "archive"
    folder.mkdir(parents=True)
    stands_in(folder / "news.txt", kind)
    assert archive.read(folder, ["news"]) == {}


@pytest.mark.parametrize("kind", ["folder", "link", "loop", "endless", "pipe"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_what_stands_in_the_place_of_a_folder_is_told_once(tmp_path: Path, folder: str, kind: str) -> None:
    facts = tmp_path / "a" / "facts"
    facts.mkdir(parents=True)
    if kind == "folder":
        outside = tmp_path / "outside"
        outside.mkdir()
        (outside / "x.yml").write_text(SECRET)
        (facts / folder).symlink_to(outside)
    else:
        stands_in(facts / folder, kind)
    assert [rule for _, rule in told(facts)] == ["not-a-file"]


def test_the_folder_of_facts_itself_may_be_a_link(base: Path) -> None:
    """Whoever names a folder decides where it is; what lies within it decides nothing."""
    Path("elsewhere").symlink_to(base)
    assert told(Path("elsewhere")) == []


def test_a_file_that_is_exchanged_while_it_is_opened_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is looked at and a pipe or a link that is opened then."""
    path, opened = tmp_path / "x.yml", os.open
    path.write_text("kind: city\n")

    def exchanged(name: Path, flags: int) -> int:
        path.unlink()
        os.mkfifo(path)
        return opened(name, flags)

    monkeypatch.setattr(files.os, "open", exchanged)
    with pytest.raises(files.NotOrdinaryError):
        files.read(path, 100)


def test_a_file_that_grows_while_it_is_read_ends_at_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.yml"
    path.write_bytes(b"x" * 50)
    monkeypatch.setattr(files, "_refuse", lambda *_: None)
    assert files.read(path, 50) == b"x" * 50
    with pytest.raises(files.TooLargeError):
        files.read(path, 49)


STRANGE = {
    "small letters": ("actors/Town-Band.yml", "file-name"),
    "ending": ("actors/town-band.yaml", "file-name"),
    "ending in capitals": ("actors/town-band.YML", "file-name"),
    "dot at the end": ("actors/town-band.yml.", "file-name"),
    "space at the end": ("actors/town-band.yml ", "file-name"),
    "space": ("actors/town-band .yml", "file-name"),
    "backslash": ("actors/a\\b.yml", "file-name"),
    "stream": ("actors/town:band.yml", "file-name"),
    "letters like others": ("actors/tоwn-band.yml", "file-name"),
    "dotless": ("actors/ı.yml", "file-name"),
    "no name": ("actors/.yml.yml", ""),
    "dots": ("actors/...yml", ""),
    "hyphen first": ("actors/-rf.yml", "file-name"),
    "markup": ("actors/<script>.yml", "file-name"),
    "line break": ("actors/a\n::error::b.yml", "file-name"),
    "escape": ("actors/a\x1b[2Jb.yml", "file-name"),
    "direction": ("actors/a\u202eb.yml", "file-name"),
    "longest": (f"actors/{'a' * 250}.yml", "file-name"),
    "folder": ("Actors/town-band.yml", "file-name"),
    "unknown folder": ("people/town-band.yml", "file-name"),
    "nested": ("actors/more/town-band.yml", "file-name"),
    **{name: (f"actors/{name}.yml", "file-name") for name in ("con", "prn", "aux", "nul", "com1", "lpt9", "index")},
    "device beside": ("NUL.yml", "file-name"),
}  # fmt: skip


@pytest.mark.parametrize("case", STRANGE)
def test_names_that_are_no_file_on_every_system_are_told(base: Path, case: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Of two names that differ in capitals only, one is no id: so no two pages collide where capitals do not count."""
    name, rule = STRANGE[case]
    (base / name).parent.mkdir(exist_ok=True)
    (base / name).write_text("name: Town band\nkind: organisation\n")
    found = check.check(model.read(base))
    assert [problem.rule for problem in found] == ([rule] if rule else [])
    for form in ("text", "github", "json"):
        shown = problems.show(found, form)
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert len([line for line in shown.splitlines() if line.startswith("::")]) == (len(found) if form == "github" else 0)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", [b"caf\xe9.yml", b"\xff\xfe.yml", b"\xed\xa0\x80.yml", b"x\xc0\xaf.yml"])
@pytest.mark.parametrize("folder", ["facts/actors", "facts/sources", "facts"])
def test_names_that_are_not_utf_8_are_told_by_every_printer(base: Path, folder: str, name: bytes) -> None:
    """A name of bytes that are no text comes as lone surrogates, which no encoding can print."""
    (base / "actors/town-band.yml").write_text("name: Town band\nkind: organisation\n")
    Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text("name: A\nkind: body\n")
    for form in ("text", "github", "json"):
        done = run(base.parent.absolute(), "check", "--format", form, PYTHONPATH=str(HOME), PYTHONIOENCODING="utf-8")
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert "no id" in done.stdout or "nothing in a record is called" in done.stdout
        if form == "json":
            assert {one["rule"] for one in json.loads(done.stdout)} >= {"file-name"}
    found = check.check(model.read(base))
    assert not any("\udcff" in problems.show([problem], form) for problem in found for form in ("text", "github"))


UNREADABLE = """
import os, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from generator import check, model, version
os.seteuid(65534)
record, digest = model.read(Path("facts")), version.of(Path("facts")).digest
os.seteuid(0)  # the code itself may be where nobody else may read
for problem in check.check(record):
    print(problem.file, problem.rule, problem.what)
print(dict(record.broken_fingerprints))
"""


def test_files_without_the_right_to_read_are_told(base: Path) -> None:
    """Rights do not bind root, so another user reads."""
    if os.geteuid():
        pytest.skip("only root can become another user")
    for path in (Path().absolute(), base, *base.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    for name in ("actors/city-police.yml", "sources/news-lantern-night.words"):
        (base / name).chmod(0)
    done = subprocess.run([sys.executable, "-c", UNREADABLE, str(HOME)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "facts/actors/city-police.yml not-a-file the file cannot be read: Permission denied" in done.stdout
    assert "{'news-lantern-night': " in done.stdout


def test_ten_thousand_files_are_read(base: Path) -> None:
    for number in range(10_000):
        (base / "actors" / f"a{number}.yml").write_text(f"name: Actor {number}\nkind: organisation\n")
    assert told(base) == []


def test_ten_thousand_files_of_nonsense_are_told(base: Path) -> None:
    for number in range(10_000):
        (base / "actors" / f"a{number}.yml").write_bytes(b"\xff")
    assert len(told(base)) == 10_000


def test_a_file_that_goes_while_the_folder_is_read_is_told(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = files.read

    def gone(path: Path, most: int) -> bytes:
        if path.name == "city-police.yml":
            path.unlink()
        return read(path, most)

    monkeypatch.setattr(files, "read", gone)
    assert ("facts/actors/city-police.yml", "not-a-file") in told(base)


def test_facts_that_change_while_they_are_read_are_not_built(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is written would be of two states at once."""
    before = version.of(base)
    assert not changed(base, before, version.of(base))
    (base / "actors/town-band.yml").write_text("name: Town band\nkind: organisation\n")
    assert changed(base, before, version.of(base))
    assert "facts changed while it was read\nmend: run the command again" in capsys.readouterr().err


CHANGING = {
    "export": ["--out", "out"],
    "render": ["--pages", "out"],
    "build": ["--site", "out"],
}  # fmt: skip


@pytest.mark.parametrize("command", CHANGING)
def test_commands_write_nothing_of_facts_that_change_meanwhile(
    base: Path, command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from generator.__main__ import main

    compared: Callable[..., object] = clean.compare.compare

    def editing(facts: model.Facts) -> object:
        (base / "actors/town-band.yml").write_text("name: Town band\nkind: organisation\n")
        return compared(facts)

    monkeypatch.setattr(clean.compare, "compare", editing)
    assert main([command, *CHANGING[command]]) == 1
    assert "changed while it was read" in capsys.readouterr().err
    assert not Path("out").exists()
    assert not Path("build").exists()


def test_problems_of_strange_names_sort_and_count(base: Path) -> None:
    for name in (b"\xff.yml", b"a\xff.yml", b"\xc3\xa9.yml"):
        Path(os.fsdecode(os.fsencode(base) + b"/actors/" + name)).write_text("")
    found: list[Problem] = check.check(model.read(base))
    assert problems.summary(found).endswith("in 3 files")
