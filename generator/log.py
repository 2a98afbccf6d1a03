"""The log of changes as data: what each change of the main line did to the record, newest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.changes import Change

Reach = Literal["whole", "shallow", "none"]
SHORT = 7  # of a commit's id, as it is shown


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the record held when its log begins, and how many claims there were by question and by speaker."""

    claims: int
    sources: int
    conflicts: int
    by_question: Mapping[str, int] = field(default_factory=dict)
    by_actor: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: the commit's id and time (ISO 8601, UTC), and what it did.

    An entry with a `beginning` is where the log begins. One with neither could not be compared: the facts as they were
    then do not fit today's model.
    """

    commit: str
    when: str
    change: Change | None = None
    beginning: Beginning | None = None

    @property
    def day(self) -> str:
        """The day of the change, as `2026-11-22`."""
        return self.when[:10]

    @property
    def mark(self) -> str:
        """The anchor of the entry on the page of changes; it stays when entries are added."""
        return f"change-{self.commit[:SHORT]}"


@dataclass(frozen=True, slots=True)
class Log:
    """What is known of the record's history.

    `reach` says how far back it goes: `whole` to the first change, `shallow` to where the clone was cut off, `none` where
    there is no history. `omitted` counts changes between the first one and the oldest that is listed. `last` is the last
    commit that touched the facts, whether or not it changed what they say.
    """

    entries: tuple[Entry, ...] = ()
    reach: Reach = "none"
    omitted: int = 0
    last: Entry | None = None
