"""Writes files whole or not at all, and only those that changed.

A file is written beside its place and then renamed, so a process that is killed leaves the old file or the new one. What
cannot be made again (facts, fingerprints, texts) is also brought to the disk before it is renamed, so that a loss of power
leaves one of the two as well. Pages are not: the next build compares each with what it should be, and writes it anew.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

_BESIDE = re.compile(r"\..+\.writing-\d+")


def write_whole(path: Path, body: bytes) -> None:
    """Write a file so that it is there whole or not at all, even when the power fails. Raises OSError."""
    write_all({path: body})


def write_all(bodies: Mapping[Path, bytes]) -> None:
    """Write files, each of them whole; none when one of them cannot be written. Raises OSError."""
    _write(bodies, Path.replace, lasting=True)


def write_new(bodies: Mapping[Path, bytes]) -> None:
    """Write files where nothing is yet, each of them whole, none when one cannot be written or is there. Raises OSError."""
    begun: list[Path] = []

    def place(beside: Path, path: Path) -> None:
        try:
            os.link(beside, path)  # unlike a rename it never takes the place of what is there
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            with path.open("xb"):
                begun.append(path)
            beside.replace(path)
        begun.append(path)

    try:
        _write(bodies, place, lasting=True)
    except BaseException:
        for path in begun:
            path.unlink(missing_ok=True)
        raise


def _write(bodies: Mapping[Path, bytes], place: Callable[[Path, Path], object], *, lasting: bool) -> None:
    """Write every file beside its place, and only then put each into it."""
    beside = {path: path.with_name(f".{path.name}.writing-{os.getpid()}") for path in bodies}
    try:
        for path, body in bodies.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with beside[path].open("wb") as file:
                file.write(body)
                if lasting:
                    file.flush()
                    os.fsync(file.fileno())
        for path in bodies:
            place(beside[path], path)
    finally:
        for path in beside.values():
            path.unlink(missing_ok=True)


def write_changed(path: Path, body: bytes) -> bool:
    """Write a file if its content differs; return whether it was written."""
    try:
        if path.read_bytes() == body:
            return False
    except OSError:
        pass
    _write({path: body}, Path.replace, lasting=False)
    return True


def remove_stale(folder: Path, wanted: set[str]) -> int:
    """Remove every file below `folder` that is not wanted, and folders that become empty; hidden files stay.

    What a writer that was killed left half written goes, too.
    """
    removed = 0
    for path in sorted(folder.rglob("*"), reverse=True):
        name = path.relative_to(folder)
        if any(part.startswith(".") for part in name.parts):
            if _BESIDE.fullmatch(path.name):  # a command that was killed while it wrote left this
                path.unlink(missing_ok=True)
            continue
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif name.as_posix() not in wanted:
            path.unlink()
            removed += 1
    return removed


def _files(folder: Path) -> Iterator[Path]:
    """Yield what is no folder below `folder`, hidden things aside."""
    for path in folder.rglob("*"):
        if not path.is_dir() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def write_tree(folder: Path, tree: dict[str, bytes], mark: str) -> tuple[int, int]:
    """Make `folder` hold exactly `tree` (hidden files aside); return how many files were written and removed.

    Raises OSError when the folder holds files but not `mark`, a file of the tree that tells its folders from others:
    those files are somebody's work.
    """
    if not (folder / mark).is_file() and folder.exists() and any(_files(folder)):
        raise FileExistsError(errno.EEXIST, f"it holds files that were not made here (no {mark})", str(folder))
    first = {mark: tree[mark]}  # so that a run that is interrupted leaves a folder that the next one knows
    changed = sum(write_changed(folder / name, body) for name, body in (first | tree).items())
    return changed, remove_stale(folder, set(tree))
