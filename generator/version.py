"""Which facts a page shows: a digest of the fact files, the same on every machine, and the day of their last change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import evidence, files, load
from generator.log import Log

MOST_BYTES = evidence.MOST_BYTES  # a larger one is no fact file and no fingerprint, and was told
LENGTH = 10  # hexadecimal digits: enough that no two states of a record share them by accident


@dataclass(frozen=True, slots=True)
class Version:
    """The version of a folder of facts; `day` (ISO 8601) is empty where no history tells it. Empty: not known."""

    digest: str = ""
    day: str = ""


def of(folder: Path, log: Log | None = None) -> Version:
    """Return the version of a folder of facts; the day of its last change is what `log` knows."""
    made = hashlib.sha256()
    for name, path in _files(folder):
        # Git may write other line ends on another system: the facts are the same.
        try:
            body = files.read(path, MOST_BYTES).replace(b"\r\n", b"\n")
        except OSError:  # too large, or gone since: that is for the rules to tell
            body = b"unreadable"
        made.update(f"{name}\0{len(body)}\0".encode(errors="surrogateescape") + body)
    return Version(made.hexdigest()[:LENGTH], log.last.day if log and log.last else "")


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield each fact file and fingerprint by its name below `folder`, in one order."""
    below = (path for name in load.FOLDERS for pattern in ("*.yml", "*.words") for path in (folder / name).glob(pattern))
    paths = [
        path for path in (*below, *(folder / name for name in load.SINGLES)) if path.is_file() and not path.is_symlink()
    ]
    for path in sorted(paths, key=lambda one: one.relative_to(folder).parts):
        yield path.relative_to(folder).as_posix(), path


def label(version: Version) -> str:
    """Return a version as it is shown: `2026-11-22, 3f9a2c1b04`; the empty text where none is known."""
    return ", ".join(filter(None, [version.day, version.digest]))
