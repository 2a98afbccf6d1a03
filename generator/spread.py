"""Spreads independent work over the machine's processors: the same results, in the same order, sooner.

Each worker is a copy of this process, so that nothing has to be handed to it; it takes the next piece of work as soon as it
has done one, and hands its results back. Where a process cannot be copied safely (no `fork`, or threads that run), the
work is done here, one piece after another.
"""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Callable, Sequence
from typing import BinaryIO, TypeVar

from generator.progress import Progress

T = TypeVar("T")
MOST = 255  # pieces: each is one byte in the queue, which a pipe takes whole


def workers() -> int:
    """Return how many processes work is spread over: one a processor that this process may use."""
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Sequence[Callable[[], T]], what: str = "") -> list[T]:
    """Return the result of each piece of work, in their order. Raises what a piece raises, the first in that order.

    `what` is what a person at a terminal is told of it.
    """
    progress = Progress(what, len(work))
    try:
        return _spread(work, progress)
    finally:
        progress.end()


def _spread(work: Sequence[Callable[[], T]], progress: Progress) -> list[T]:
    number = min(workers(), len(work))
    if number < 2 or len(work) > MOST:
        return [_told(piece, place, progress) for place, piece in enumerate(work)]
    reading, writing = os.pipe()
    os.write(writing, bytes(range(len(work))))
    os.close(writing)
    helpers = [_helper(work, reading) for _ in range(number - 1)]
    done = _done(work, reading, progress)
    os.close(reading)
    for child, results in helpers:
        with results:
            told = results.read()
        os.waitpid(child, 0)
        if not told:  # it was killed: what it had taken is done here
            continue
        done |= pickle.loads(told)
    return [_result(done[place]) if place in done else piece() for place, piece in enumerate(work)]


def _helper(work: Sequence[Callable[[], T]], queue: int) -> tuple[int, BinaryIO]:
    """Start a worker; return its id, and where it will write its results."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, os.fdopen(reading, "rb")
    try:
        with os.fdopen(writing, "wb") as results:
            results.write(pickle.dumps(_done(work, queue), pickle.HIGHEST_PROTOCOL))
    finally:
        os._exit(0)  # nothing of this copy may run on: its buffers and its clean-up belong to the original


def _done(
    work: Sequence[Callable[[], T]], queue: int, progress: Progress | None = None
) -> dict[int, tuple[T | None, Exception | None]]:
    """Do pieces until none is left; return the result or the exception of each by its place."""
    done: dict[int, tuple[T | None, Exception | None]] = {}
    while taken := os.read(queue, 1):
        if progress:
            progress.reach(taken[0])  # they are taken in their order: so many are done or being done
        try:
            done[taken[0]] = work[taken[0]](), None
        except Exception as error:
            done[taken[0]] = None, error
    return done


def _told(piece: Callable[[], T], place: int, progress: Progress) -> T:
    progress.reach(place)
    return piece()


def _result(told: tuple[T | None, Exception | None]) -> T:
    result, error = told
    if error is not None:
        raise error
    return result  # type: ignore[return-value]  # a piece without an exception has its result
