"""Reads files that strangers may have put there: ordinary files alone, up to a size, without following links or waiting."""

from __future__ import annotations

import os
import stat
from pathlib import Path

# A link in the place of a file is not followed, a pipe without a writer is not waited for. Windows knows neither.
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class NotOrdinaryError(OSError):
    """It is a link, a folder, a pipe, a socket or a device."""


class TooLargeError(OSError):
    """It is larger than what is read of its kind; `size` is in bytes."""

    def __init__(self, size: int) -> None:
        super().__init__(f"{size} bytes")
        self.size = size


def read(path: Path, most: int) -> bytes:
    """Return the content of an ordinary file of at most `most` bytes. Raises NotOrdinaryError, TooLargeError, OSError."""
    _refuse(path.lstat(), most)  # before it is opened: opening alone makes some devices do something
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        _refuse(os.fstat(file.fileno()), most)  # it may have been exchanged since
        data = file.read(most + 1)
    if len(data) > most:
        raise TooLargeError(len(data))
    return data


def _refuse(status: os.stat_result, most: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise NotOrdinaryError
    if status.st_size > most:
        raise TooLargeError(status.st_size)
