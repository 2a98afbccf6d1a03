"""What a speaker said over time: every answer to a question in its order, and the one that stood on a given day.

An answer stands from the day by which it was surely given until its speaker, surely later, gave another one about the
same population and place (of a flow: for the same period, too) and not about an earlier moment, as far as the question
says that a later answer replaces an earlier one. Silence takes no answer back; an answer ends a silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator import answers, dates, origins
from generator.answers import Answer
from generator.model import Claim
from generator.schema import QuestionFile


@dataclass(frozen=True, slots=True)
class Statement:
    """An answer with the first day on which it surely stood and the first on which it surely did not any more.

    `since` is None where no day is known by which it was given, `until` where no later answer took its place. `again`
    says that the speaker had given the same answer before, and no other in between.
    """

    claim: Claim
    since: date | None
    until: date | None
    again: bool

    def stood(self, day: date) -> bool:
        """Return whether it stood at the end of `day`."""
        return self.since is not None and self.since <= day and (self.until is None or day < self.until)


def statements(
    question: QuestionFile, claims: Iterable[Claim], given: Mapping[str, Answer | None]
) -> list[tuple[str, tuple[Statement, ...]]]:
    """Return each speaker of one question, by its first answer, with its statements in their order.

    `given` holds the answers by claim id. What a speaker said twice on one day is told once.
    """
    replaces = answers.replacing(question)
    spoken: dict[str, dict[object, list[Claim]]] = {}
    for claim in sorted(claims, key=origins.order):
        about = (claim.voice, claim.entry.of, claim.entry.where, claim.over if question.time == "flow" else None)
        track = spoken.setdefault(claim.by, {}).setdefault(about, [])
        if not any(claim.said == before.said and _same(before, claim, given) for before in track):
            track.append(claim)
    found = []
    for speaker, tracks in spoken.items():
        told = [one for track in tracks.values() for one in _told(track, given, replaces)]
        found.append((speaker, tuple(sorted(told, key=lambda one: origins.order(one.claim)))))
    return found


def _told(
    track: list[Claim], given: Mapping[str, Answer | None], replaces: Callable[[Answer, Answer], bool]
) -> Iterator[Statement]:
    for number, claim in enumerate(track):
        later = (_known(other) for other in track[number + 1 :] if _ends(claim, other, given, replaces))
        until = min((day for day in later if day), default=None)
        again = number > 0 and _same(track[number - 1], claim, given)
        yield Statement(claim, _known(claim), until, again)


def _same(one: Claim, other: Claim, given: Mapping[str, Answer | None]) -> bool:
    if given[one.id] is not None or given[other.id] is not None:
        return given[one.id] == given[other.id]
    return (one.entry.response, one.entry.says) == (other.entry.response, other.entry.says)


def _ends(
    claim: Claim, later: Claim, given: Mapping[str, Answer | None], replaces: Callable[[Answer, Answer], bool]
) -> bool:
    """Return whether what a speaker said takes the place of `claim`: said surely later, and not of an earlier time."""
    if not _surely_later(claim.said, later.said) or _earlier(later.as_of, claim.as_of):
        return False
    old, new = given[claim.id], given[later.id]
    if claim.entry.response:
        return not later.entry.response or later.entry.response != claim.entry.response
    return old is not None and new is not None and old != new and replaces(old, new)


def _surely_later(first: str, second: str) -> bool:
    return bool(first and second) and dates.read(first).before(dates.read(second))


def _earlier(moment: str, other: str) -> bool:
    return bool(moment and other) and dates.read(moment).before(dates.read(other))


def _known(claim: Claim) -> date | None:
    return dates.read(claim.said).latest if claim.said else None
