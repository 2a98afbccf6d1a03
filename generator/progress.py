"""Shows a person at a terminal how far long work has come; silent where nobody watches."""

from __future__ import annotations

import os
import sys
import time

OFTEN = 0.2  # seconds between two lines


class Progress:
    """How much of some work is done, in one line that is written over and is gone at the end."""

    def __init__(self, what: str, total: int) -> None:
        self.what, self.total, self.done = what, total, 0
        self.start = self.told = time.monotonic()
        self.shown = sys.stderr.isatty() and not os.environ.get("CI")

    def reach(self, done: int) -> None:
        """Note that so many pieces are done."""
        self.done = done
        now = time.monotonic()
        if self.shown and now - self.told >= OFTEN:
            self.told = now
            print(f"\r\033[K{line(self.what, done, self.total, now - self.start)}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Take the line away."""
        if self.shown and self.told > self.start:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def line(what: str, done: int, total: int, passed: float) -> str:
    """Return what is told: what, how many of how many, and how long it will take from here as it went so far."""
    left = f", {passed / done * (total - done):.0f} s left" if done else ""
    return f"side-by-side: {what}: {done:,} of {total:,}{left}"
