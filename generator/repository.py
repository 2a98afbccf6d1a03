"""Asks git what a folder held at a commit. It only reads: objects come through pipes, and nothing is written anywhere.

What a commit holds may come from a stranger: names and contents are bytes to look at, links in it are not followed, and
no setting, filter or hook of it is used.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

# Where a hook or a caller points git at something else, the folder must win.
LOCAL = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE")
SETTINGS = {
    "GIT_OPTIONAL_LOCKS": "0",  # looking must not write into the repository
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",  # a commit is what its id says
    "LC_ALL": "C",
}
OBJECT = re.compile(r"[0-9a-f]{40,64}", re.ASCII)
PLAIN_FILES = ("100644", "100755")


class RevisionError(Exception):
    """Git cannot give what was asked for; the message is for the user."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A file of a tree: its path below the tree, its id and its size. `plain` is false for links and repositories."""

    path: str
    ident: str
    size: int
    plain: bool


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit of the main line: its id, its time in UTC (ISO 8601), and the id of the folder's tree, if it has one."""

    ident: str
    when: str
    tree: str = ""


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository and a folder in it: `top` is where its work tree stands, `prefix` the way from there."""

    top: Path
    prefix: str

    @classmethod
    def of(cls, folder: Path) -> Repository:
        """Return the repository that `folder` stands in; `folder` itself need not be there. Raises RevisionError."""
        there = folder.absolute()
        missing: list[str] = []
        while not there.is_dir() and there != there.parent:
            missing.insert(0, there.name)
            there = there.parent
        told = _git(there, "rev-parse", "--show-toplevel", "--show-prefix").decode(errors="surrogateescape")
        top, _, prefix = told.partition("\n")
        return cls(Path(top), "/".join([*filter(None, prefix.strip("\n").split("/")), *missing]))

    def commit(self, revision: str) -> str:
        """Return the id of the commit that `revision` names. Raises RevisionError."""
        try:
            return self._run("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").decode().strip()
        except RevisionError:
            raise RevisionError(f"there is no revision `{revision}` in {self.top}") from None

    def shallow(self) -> bool:
        """Return whether the clone was cut off, so that its first commit is not the first one."""
        return self._run("rev-parse", "--is-shallow-repository").strip() == b"true"

    def changed(self, names: Iterable[str]) -> bool:
        """Return whether any of the files or folders `names` of the folder differs on disk from the last commit."""
        return bool(self._run("status", "--porcelain", "--untracked-files=all", "--", *self._paths(names)))

    def commits(self, names: Iterable[str]) -> list[Commit]:
        """Return the commits of the main line that touched any of `names` in the folder, newest first; no trees yet."""
        told = self._run(
            "log",
            "--first-parent",
            "--no-show-signature",
            "--no-color",
            "--format=%H %ct",
            "HEAD",
            "--",
            *self._paths(names),
        )
        return [_commit(*line.split()) for line in told.decode().splitlines()]

    def _paths(self, names: Iterable[str]) -> list[str]:
        return [f"{self.prefix}/{name}".lstrip("/") for name in names]

    def trees(self, commits: Iterable[Commit]) -> list[Commit]:
        """Return commits with the ids of their trees of the folder, the empty text where it is missing."""
        given = list(commits)
        asked = "".join(f"{each.ident}:{self.prefix}\n" for each in given)
        lines = self._run(
            "cat-file", "--batch-check=%(objectname) %(objecttype)", given=asked.encode(errors="surrogateescape")
        )
        told = [line.split(" ") for line in lines.decode(errors="replace").splitlines()]
        found = [parts[0] if parts[1:] == ["tree"] and OBJECT.fullmatch(parts[0]) else "" for parts in told]
        return [Commit(one.ident, one.when, tree) for one, tree in zip(given, found, strict=True)]

    def files(self, tree: str) -> list[Blob]:
        """Return every file of a tree, sorted by its path."""
        found = []
        for line in filter(None, self._run("ls-tree", "-r", "-l", "-z", "--full-tree", tree).split(b"\0")):
            head, _, path = line.partition(b"\t")
            mode, kind, ident, size = head.decode().split()
            plain = kind == "blob" and mode in PLAIN_FILES
            found.append(Blob(os.fsdecode(path), ident, int(size) if size.isdigit() else 0, plain))
        return sorted(found, key=lambda blob: blob.path)

    def contents(self, idents: Iterable[str]) -> dict[str, bytes]:
        """Return the bytes of blobs by their ids. Raises RevisionError when one of them is not there."""
        wanted = sorted(set(idents))
        if not wanted:
            return {}
        data = self._run("cat-file", "--batch", given="".join(f"{ident}\n" for ident in wanted).encode())
        found, at = {}, 0
        for ident in wanted:
            end = data.index(b"\n", at)
            parts = data[at:end].split(b" ")
            if parts[1:2] != [b"blob"]:
                raise RevisionError(f"{self.top} does not hold the object {ident}: the clone is not whole")
            size = int(parts[2])
            found[ident] = data[end + 1 : end + 1 + size]
            at = end + size + 2
        return found

    def _run(self, *arguments: str, given: bytes = b"") -> bytes:
        return _git(self.top, *arguments, given=given)


def _commit(ident: str, seconds: str) -> Commit:
    return Commit(ident, datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    env = {name: value for name, value in os.environ.items() if name not in LOCAL} | SETTINGS
    try:
        done = subprocess.run(
            ["git", "--no-pager", "--literal-pathspecs", *arguments],
            cwd=folder, env=env, input=given, capture_output=True, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise RevisionError("git is not installed") from None
    except OSError as error:
        raise RevisionError(f"git could not be run: {error.strerror}") from None
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip().splitlines()
        raise RevisionError(f"git: {told[0].removeprefix('fatal: ')}" if told else f"git {arguments[0]} failed")
    return done.stdout
