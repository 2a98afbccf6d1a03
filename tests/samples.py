"""The samples of every rule: overlays of the base record, from tests/rules/ or, for faults in the bytes, made here.

A sample `tests/rules/<rule>/{bad,good}-<case>.yml` is one whole file; its first line is a comment with the path that
it stands for. Those of the rule `essay` are essays. Faults that a YAML file cannot show (encodings, links, sizes) are
functions here.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import evidence

FOLDER = Path(__file__).parent / "rules"
BAND = b"name: Town band\nkind: organisation\n"


@dataclass(frozen=True)
class Sample:
    """One sample: `apply` changes the copy of the base record in the current directory."""

    rule: str
    case: str
    apply: Callable[[], None]
    text: str = ""

    @property
    def bad(self) -> bool:
        return self.case.startswith("bad-")

    @property
    def expected(self) -> Path:
        return FOLDER / self.rule / f"{self.case}.txt"

    def __str__(self) -> str:
        return f"{self.rule}/{self.case}"


def samples() -> Iterator[Sample]:
    """Yield every sample."""
    for path in sorted(FOLDER.glob("*/*.yml")):
        yield Sample(path.parent.name, path.stem, _overlay(path), path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("essay/*.md")):
        text = path.read_text(encoding="utf-8")
        yield Sample("essay", path.stem, _essay(text), text)
    for (rule, case), make in MADE.items():
        yield Sample(rule, case, make)


def _overlay(path: Path) -> Callable[[], None]:
    def apply() -> None:
        data = path.read_bytes()
        target = Path(data.partition(b"\n")[0].decode().removeprefix("# "))
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(data)
        if path.parent.name == "whole-sentence" or path.stem.endswith("-with-text"):
            _archive()

    return apply


def _archive(change: str = "") -> None:
    """Lay the texts of the sources beside the record; `change` is added to one of them."""
    shutil.copytree(FOLDER.parent / "texts", "archive")
    with Path("archive/herald-lantern-night.txt").open("a", encoding="utf-8") as text:
        text.write(change)


def _actor(data: bytes, name: str = "town-band.yml") -> Callable[[], None]:
    return lambda: _write(Path("facts/actors", name), data)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)


WORDS = Path("facts/sources/herald-lantern-night.words")


def _forged() -> None:
    """A fingerprint whose seal is right and whose head is not."""
    body = f"{evidence.FORMAT}\n"
    WORDS.write_text(f"{body}seal {evidence._seal(body)}\n")


def _words_are_a_link() -> None:
    WORDS.unlink()
    WORDS.symlink_to("/dev/zero")


def _alone() -> None:
    """Take everything out of the record."""
    Path("facts").rename("elsewhere")
    Path("facts").mkdir()


def _sources_are_a_link() -> None:
    _alone()
    Path("facts/sources").symlink_to("../elsewhere/sources")


def _sources_are_a_file() -> None:
    _alone()
    _write(Path("facts/sources"), b"title: a source\n")


def _essay(text: str) -> Callable[[], None]:
    """Give the record an essay with this text."""

    def apply() -> None:
        with Path("facts/record.yml").open("a", encoding="utf-8") as record:
            record.write("essays:\n  - walked\n")
        Path("docs/essays").mkdir(parents=True)
        _write(Path("docs/essays/walked.md"), text.encode())

    return apply


def _essay_is_missing() -> None:
    _essay("")()
    Path("docs/essays/walked.md").rename("docs/essays/walkers.md")


MADE: dict[tuple[str, str], Callable[[], None]] = {
    ("encoding", "bad-latin-1"): _actor("name: Café band\nkind: organisation\n".encode("latin-1")),
    ("encoding", "bad-utf-16"): _actor(BAND.decode().encode("utf-16")),
    ("encoding", "bad-lone-byte"): _actor(BAND + "about: Քնար ".encode() + b"\x80\n"),
    ("encoding", "good-scripts"): _actor("name: Քնար Нар नर 琴\nkind: organisation\n".encode()),
    ("tab", "bad-indent"): _actor(BAND + b"names:\n\t- name: Band\n"),
    ("tab", "bad-within"): _actor(b"name: Town\tband\tof\tExampleton\nkind: organisation\n"),
    ("tab", "good-spaces"): _actor(BAND),
    ("invisible-character", "bad-byte-order-mark"): _actor(b"\xef\xbb\xbf" + BAND),
    ("invisible-character", "bad-bidi"): _actor("name: Town \u202edna\u202c\nkind: organisation\n".encode()),
    ("invisible-character", "bad-nul"): _actor(b"name: Town\x00band\nkind: organisation\n"),
    ("invisible-character", "bad-escape"): _actor(b"name: Town \x1b[31mband\nkind: organisation\n"),
    ("invisible-character", "bad-lone-return"): _actor(b"name: Town band\rkind: organisation\n"),
    ("invisible-character", "good-joiner"): _actor("name: می\u200cروم\nkind: organisation\n".encode()),
    ("invisible-character", "good-windows-lines"): _actor(BAND.replace(b"\n", b"\r\n")),
    ("file-size", "bad-large"): _actor(BAND + b"# " + b"x" * 1_048_576),
    ("file-size", "good-largest"): _actor(BAND + b"# " + b"x" * (1_048_576 - len(BAND) - 2)),
    ("nesting", "bad-deep"): _actor(BAND + b"about: " + b"[" * 50_000 + b"\n"),
    ("nesting", "bad-wide"): _actor(BAND + b"was: [" + b"a, " * 100_001 + b"]\n"),
    ("nesting", "good-shallow"): _actor(BAND + b"was: [band, old-band]\n"),
    ("not-a-file", "bad-link"): lambda: Path("facts/actors/town-band.yml").symlink_to("city-police.yml"),
    ("not-a-file", "bad-folder"): lambda: Path("facts/actors/town-band.yml").mkdir(),
    ("not-a-file", "bad-pipe"): lambda: os.mkfifo("facts/actors/town-band.yml"),
    ("not-a-file", "bad-folder-is-link"): _sources_are_a_link,
    ("not-a-file", "bad-folder-is-file"): _sources_are_a_file,
    ("not-a-file", "good-file"): _actor(BAND),
    ("file-name", "bad-letters"): _actor(BAND, "Café_Band.yml"),
    ("file-name", "bad-reserved"): _actor(BAND, "con.yml"),
    ("file-name", "bad-long"): _actor(BAND, f"{'band-' * 13}a.yml"),
    ("file-name", "bad-undecodable"): lambda: Path(os.fsdecode(b"facts/actors/b\xe4nd.yml")).write_bytes(BAND),
    ("file-name", "bad-folder"): lambda: _write(Path("facts/source/x.yml"), b"title: x\n"),
    ("no-fingerprint", "bad-cut-short"): lambda: WORDS.write_text(WORDS.read_text()[:300]),
    ("no-fingerprint", "bad-edited"): lambda: WORDS.write_text(WORDS.read_text().replace("paragraphs 7", "paragraphs 8")),
    ("no-fingerprint", "bad-binary"): lambda: WORDS.write_bytes(b"\x89PNG\r\n\x1a\n\xff"),
    ("no-fingerprint", "bad-forged"): _forged,
    ("no-fingerprint", "bad-link"): _words_are_a_link,
    ("text-differs", "bad-line-added"): lambda: _archive("A correction was added.\n"),
    ("text-differs", "good-blank-line-added"): lambda: _archive("\n  \n"),
    ("unknown-id", "bad-essay"): _essay_is_missing,
    ("no-fingerprint", "good-file"): lambda: WORDS.write_bytes(WORDS.read_bytes()),
}
