"""Writes files whole or not at all, and only those that changed."""

from __future__ import annotations

import errno
import os
from pathlib import Path


def write_whole(path: Path, body: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(body)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def write_changed(path: Path, body: bytes) -> bool:
    """Write a file if its content differs; return whether it was written."""
    try:
        if path.read_bytes() == body:
            return False
    except OSError:
        pass
    write_whole(path, body)
    return True


def remove_stale(folder: Path, wanted: set[str]) -> int:
    """Remove every file below `folder` that is not wanted, and folders that become empty; hidden files stay."""
    removed = 0
    for path in sorted(folder.rglob("*"), reverse=True):
        name = path.relative_to(folder)
        if any(part.startswith(".") for part in name.parts):
            continue
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif name.as_posix() not in wanted:
            path.unlink()
            removed += 1
    return removed


def write_tree(folder: Path, tree: dict[str, bytes], mark: str) -> tuple[int, int]:
    """Make `folder` hold exactly `tree` (hidden files aside); return how many files were written and removed.

    Raises OSError when the folder holds files but not `mark`, a file of the tree that tells its folders from others:
    those files are somebody's work.
    """
    if not (folder / mark).is_file() and folder.exists() and any(not p.name.startswith(".") for p in folder.iterdir()):
        raise FileExistsError(errno.EEXIST, f"it holds files that were not made here (no {mark})", str(folder))
    first = {mark: tree[mark]}  # so that a run that is interrupted leaves a folder that the next one knows
    changed = sum(write_changed(folder / name, body) for name, body in (first | tree).items())
    return changed, remove_stale(folder, set(tree))
