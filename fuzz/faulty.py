"""`python -m fuzz.faulty FAULT MOMENT COMMAND...`: a command of the generator that meets a fault at one of its moments.

A moment is a change of the file system: a file opened for writing, a rename, a folder made or removed. They are counted
by Python's audit events (https://docs.python.org/3/library/audit_events.html), not by time, so the same moment can be met
again.

FAULT is `kill`, `term` or `int` (a signal to the process), `full` or `readonly` (the disk refuses), `memory`, or `count`,
which prints how many moments there are, and at which one the last good site is moved away (0: it never is). Further words
before the moment: `plain`, a tiny engine instead of MkDocs; `renames`, as on a system that cannot exchange two folders in
one step.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

CHANGING = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "shutil.rmtree", "shutil.copyfile", "shutil.move"}


def _raise(error: BaseException) -> None:
    raise error


FAULTS: dict[str, Callable[[], Any]] = {
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "term": lambda: os.kill(os.getpid(), signal.SIGTERM),
    "int": lambda: signal.raise_signal(signal.SIGINT),
    "full": lambda: _raise(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))),
    "readonly": lambda: _raise(OSError(errno.EROFS, os.strerror(errno.EROFS))),
    "memory": lambda: _raise(MemoryError()),
    "count": lambda: None,
}
LASTING = ("full", "readonly")  # from its moment on, not only at it


class Counter:
    """Counts moments below the current folder, and brings the fault about at one of them."""

    def __init__(self, fault: str, moment: int) -> None:
        self.fault, self.moment, self.count, self.swap = fault, moment, 0, 0
        self.home = str(Path().absolute())

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Take an audit event."""
        if not self._changes(event, arguments):
            return
        self.count += 1
        if event == "os.rename" and os.fspath(arguments[1]).endswith("/old"):
            self.swap = self.count  # the last good site is moved away, and the new one comes at the next moment
        if self.count == self.moment or (self.fault in LASTING and self.count > self.moment and event not in _REMOVING):
            FAULTS[self.fault]()

    def _changes(self, event: str, arguments: tuple[Any, ...]) -> bool:
        if event == "open":
            path, _, flags = arguments
            if not (isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)) or isinstance(path, int):
                return False
        elif event not in CHANGING:
            return False
        return isinstance(arguments[0], str | bytes | os.PathLike) and self._here(os.fsdecode(arguments[0]))

    def _here(self, path: str) -> bool:
        return os.path.abspath(path).startswith(self.home) and "__pycache__" not in path  # noqa: PTH100 (no link is followed)


_REMOVING = ("os.remove", "os.rmdir", "shutil.rmtree")


def main(arguments: list[str]) -> int:
    """Run the command; return its exit status."""
    fault, *more = arguments
    words = {word for word in more[:2] if word in ("plain", "renames")}
    moment, *command = more[len(words) :]
    from generator import render, site, swap  # what is imported writes nothing any more
    from generator.__main__ import main as run

    del render
    if "plain" in words:
        site.with_mkdocs = _plain
    if "renames" in words:
        swap.exchange = lambda one, other: False  # type: ignore[assignment]
    counter = Counter(fault, int(moment))
    sys.addaudithook(counter)
    status = run(command)
    if fault == "count":
        print(f"moments: {counter.count}, {counter.swap}")
    return status


def _plain(made: Path) -> None:
    """Make a site of the pages as they are: for moments outside of MkDocs."""
    from generator import site

    for path in sorted(site.PAGES.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.parts):
            target = made / path.relative_to(site.PAGES)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    (made / "index.html").write_text("<!doctype html>", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
