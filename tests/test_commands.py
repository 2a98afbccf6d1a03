"""The command line: what it prints, where, with which exit status; and that no input makes it fail."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator import writing
from generator.__main__ import main

HERE = Path(__file__).parent
HERALD = Path("facts/sources/herald-lantern-night.yml")
TEXT = HERE / "texts/herald-lantern-night.txt"


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=cwd, env=os.environ | {"PYTHONPATH": str(HERE.parent)}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.mark.usefixtures("base")
def test_a_clean_record_is_0_and_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--strict"]) == 0
    assert capsys.readouterr() == ("", "side-by-side: no problems\n")


@pytest.mark.usefixtures("base")
def test_an_error_is_1_and_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    HERALD.write_text(HERALD.read_text().replace("2000 lanterns", "2000 lamps"))
    assert main(["check"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("facts/sources/herald-lantern-night.yml:45:12: error[not-in-source]: these words stand nowhere")
    assert err == "side-by-side: 1 error in 1 file\n"


@pytest.mark.usefixtures("base")
def test_a_warning_fails_only_when_strict(capsys: pytest.CaptureFixture[str]) -> None:
    HERALD.with_suffix(".words").unlink()
    assert main(["check"]) == 0
    assert "warning[no-fingerprint]" in capsys.readouterr().out
    assert main(["check", "--strict"]) == 1


@pytest.mark.usefixtures("base")
def test_github_form_is_one_command_a_problem(capsys: pytest.CaptureFixture[str]) -> None:
    HERALD.write_text(HERALD.read_text().replace("by: publisher", "by: author, 100%"))
    assert main(["check", "--format", "github"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(
        f"::error file={HERALD},line=15,col=9,title=unknown-id::there is no speaker `author, 100%25`%0A"
    )
    assert "%0Awhy: a page cannot link to what is not there%0Amend: correct the id" in lines[0]


@pytest.mark.usefixtures("base")
def test_json_form_is_a_list_of_objects(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    HERALD.write_text(HERALD.read_text().replace("2000 lanterns", "2000 lamps"))
    assert main(["check", "--format", "json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)
    assert set(problem) >= {"file", "line", "column", "rule", "level", "what", "why", "mend", "hint", "excerpt"}
    assert (problem["file"], problem["line"], problem["rule"]) == (str(HERALD), 45, "not-in-source")


@pytest.mark.parametrize("arguments", [[], ["chekc"], ["check", "--format", "xml"], ["check", "--fact"], ["words", "x"]])
def test_wrong_usage_is_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: python -m generator" in capsys.readouterr().err


def test_a_missing_folder_is_2_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--facts", str(tmp_path / "nowhere")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("side-by-side: there is no folder")
    assert "mend:" in err


def test_with_its_texts_the_base_record_is_clean_too(base: Path) -> None:
    assert main(["check", "--strict", "--facts", str(base), "--archive", str(HERE / "texts")]) == 0


def test_an_empty_folder_is_0(tmp_path: Path) -> None:
    assert main(["check", "--facts", str(tmp_path), "--strict"]) == 0


def test_the_module_runs_as_a_program(base: Path) -> None:
    done = run("check", "--facts", str(base.resolve()))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "side-by-side: no problems\n")
    assert run("--help").returncode == 0


@pytest.mark.usefixtures("base")
def test_words_writes_the_fingerprint_beside_its_source(capsys: pytest.CaptureFixture[str]) -> None:
    target = HERALD.with_suffix(".words")
    before = target.read_bytes()
    target.unlink()
    assert main(["words", "herald-lantern-night", str(TEXT)]) == 0
    assert capsys.readouterr() == ("", f"side-by-side: wrote {target}: 7 paragraphs, 111 words\n")
    assert target.read_bytes() == before
    assert sorted(path.name for path in target.parent.iterdir()) == sorted(
        f"{name}-lantern-night.{ending}" for name in ("herald", "news") for ending in ("yml", "words")
    )


@pytest.mark.usefixtures("base")
def test_words_takes_a_byte_order_mark_and_windows_lines() -> None:
    before = HERALD.with_suffix(".words").read_bytes()
    Path("text.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.read_bytes().replace(b"\n", b"\r\n"))
    assert main(["words", "herald-lantern-night", "text.txt"]) == 0
    assert HERALD.with_suffix(".words").read_bytes() == before


@pytest.mark.parametrize(
    ("source", "data", "told"),
    [
        ("no-such-source", b"one two three four", "there is no source facts/sources/no-such-source.yml"),
        ("herald-lantern-night", None, "cannot read text.txt: No such file or directory"),
        ("herald-lantern-night", b"caf\xe9 au lait", "text.txt is not UTF-8 (byte 3): save it as UTF-8 text"),
        ("herald-lantern-night", b"", "text.txt holds no paragraph of four words or more"),
        ("herald-lantern-night", b"one two\nthree four\n", "text.txt holds no paragraph of four words or more"),
    ],
)
@pytest.mark.usefixtures("base")
def test_words_says_what_is_wrong(source: str, data: bytes | None, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = HERALD.with_suffix(".words").read_bytes()
    if data is not None:
        Path("text.txt").write_bytes(data)
    assert main(["words", source, "text.txt"]) == 2
    assert capsys.readouterr().err.startswith(f"side-by-side: {told}")
    assert HERALD.with_suffix(".words").read_bytes() == before


@pytest.mark.usefixtures("base")
def test_words_of_a_folder_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["words", "herald-lantern-night", "facts"]) == 2
    assert "cannot read facts" in capsys.readouterr().err


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "new" / "x.words"
    writing.write_whole(target, b"one\n")
    assert target.read_bytes() == b"one\n"

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space left"):
        writing.write_whole(target, b"two\n")
    assert target.read_bytes() == b"one\n"
    assert [path.name for path in target.parent.iterdir()] == ["x.words"]


CLAIM = "title: t\npublisher: city-herald\nkind: report\nlanguage: en\nclaims:\n"
LAUGHS = "a0: &a0 ha\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 40))
HOSTILE: dict[str, bytes] = {
    "binary": bytes(range(256)) * 100,
    "elf": b"\x7fELF" + b"\x00" * 2000,
    "utf-16": "title: t".encode("utf-16"),
    "utf-32": "title: t".encode("utf-32"),
    "surrogates": b"title: \xed\xa0\x80",
    "nul": b"\x00" * 5000,
    "escapes": b"title: \x1b]0;owned\x07\x1b[2J",
    "yaml-escapes": b'title: "\\0\\e[2J\\uD800\\U00110000"',
    "yaml-nul": b'title: "a\\0b"\npublisher: "\\x00"\nkind: "\\n"\nlanguage: ""\nurl: "\\e"\n',
    "laughs": LAUGHS.encode(),
    "self-alias": b"a: &a [*a]",
    "merge": b"<<: *x\n<<: {a: b}\n",
    "python": b"!!python/object/apply:os.system ['touch owned']",
    "directive": b"%TAG ! tag:x,2000:\n%YAML 9.9\n---\n!a b",
    "documents": b"--- a\n" * 5000,
    "brackets": b"[" * 100_000,
    "braces": b"{" * 100_000,
    "both": b"[{" * 50_000,
    "dashes": b"- " * 100_000,
    "questions": b"? " * 100_000,
    "colons": b"a: " * 100_000,
    "quotes": b"'" * 99_999,
    "bars": b"|" * 100_000,
    "at": b"@",
    "percent": b"%" * 1000,
    "list-key": b"? [a, b]\n: c\n? {d: e}\n: f\n",
    "null-key": b": a\n~: b\n? \n",
    "list": b"- a\n- b\n",
    "scalar": b"just text",
    "items": b"claims:\n" + b"- {}\n" * 20_000,
    "keys": b"".join(b"k%d: 1\n" % n for n in range(20_000)),
    "equal-keys": b"title: t\n" * 50_000,
    "long-key": b"k" * 100_000 + b": v\n",
    "long-number": CLAIM.encode() + b"- {id: a, question: crowd-at-once, by: publisher, of: all, value: '" + b"9" * 10**5
    + b"', paragraph: 1, quote: a b c d, says: s}\n",
    "numbers": CLAIM.encode() + b"- {id: 1, question: 2, by: 3, paragraph: 999999999999999999999, quote: 5, says: 6}\n",
    "dates": CLAIM.encode() + b"- {id: a, question: lantern-night.date, by: publisher, said: 9999-24,\n"
    b"   as_of: 0000, over: /, value: 9999-99-99/9999-24, paragraph: 1, quote: a b c d, says: s}\n",
    "address": b"url: http://[::1\narchived: 'https://\xd5\xa1[/'\nlanguage: '--'\n",
    "conflict": b"<<<<<<< a\n=======\n>>>>>>> b\n" * 1000,
    "returns": b"title: t\r" * 1000,
    "too-large": b"#" * 2_000_000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("form", ["text", "json"])
def test_hostile_files_are_problems_and_no_crash(
    base: Path, name: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (base / f"sources/{name}.yml").write_bytes(HOSTILE[name])
    assert main(["check", "--format", form]) == 1
    out, err = capsys.readouterr()
    assert f"facts/sources/{name}.yml" in out
    assert len(out.encode()) < 200_000
    assert err.startswith("side-by-side: ")


def test_all_hostile_files_at_once_in_a_real_process_end_without_a_traceback(base: Path) -> None:
    for folder in ("sources", "actors", "places", "events", "questions"):
        for name, data in HOSTILE.items():
            (base / f"{folder}/{name}.yml").write_bytes(data)
    for name in ("parties.yml", "record.yml"):
        (base / name).write_bytes(HOSTILE["laughs"])
    (base / "sources/laughs.words").write_bytes(HOSTILE["binary"])
    (base / "sources/list.words").symlink_to("/dev/zero")
    os.mkfifo(base / "sources/scalar.words")
    Path(os.fsdecode(bytes(base / "actors") + b"/\xff\n\x1b[2J.yml")).write_bytes(b"\xff")
    done = run("check", cwd=base.parent)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr + done.stdout
    assert "\x1b" not in done.stdout
    assert not (base.parent / "owned").exists()
