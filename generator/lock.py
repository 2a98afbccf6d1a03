"""Lets one command at a time write into a folder: a second one waits, and says so.

The lock is on the folder itself, so nothing has to be cleaned up after a command that was killed: the system lets go of it.
Where the system or the file system has no such locks (Windows, some network drives) nothing waits.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the lock on a folder that is there; wait for whoever holds it now, and say so."""
    place = _taken(folder)
    try:
        yield
    finally:
        if place is not None:
            os.close(place)  # which lets go of the lock, too


def _taken(folder: Path) -> int | None:
    if fcntl is None:
        return None
    place = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            told = f"another command writes in {folder.absolute()} at this moment: waiting until it is done"
            print(f"side-by-side: {told}", file=sys.stderr, flush=True)
            fcntl.flock(place, fcntl.LOCK_EX)
    except OSError:  # a file system without locks
        os.close(place)
        return None
    except BaseException:  # interrupted while waiting
        os.close(place)
        raise
    return place
