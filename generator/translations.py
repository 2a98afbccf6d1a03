"""Gives the facts of a record the names that they bear in another language; everything else stays as it is.

Only the names that are the record's own choice are translated: those of parties, actors, events, questions and topics.
Places are not: every translation would choose among contested names. Nor is a label that is made of several recorded
names, because those are evidence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.model import Facts
from generator.schema import QuestionFile
from generator.wording import ORIGINAL, Wording


def languages(facts: Facts) -> tuple[str, ...]:
    """Return the languages in which the site is made, the record's own first."""
    return (ORIGINAL, *facts.interface)


def apply(facts: Facts, wording: Wording) -> Facts:
    """Return the facts with their names in the language of `wording`; those without a translation keep theirs."""
    if wording.language == ORIGINAL:
        return facts
    given = facts.translations.get(wording.language, {})
    events = {
        ident: one.model_copy(update={"title": given.get(f"events/{ident}", one.title)})
        for ident, one in facts.events.items()
    }
    titles = {ident: one.title for ident, one in events.items()}
    return replace(
        facts,
        title=given.get("record/title", facts.title),
        parties={
            ident: one.model_copy(update={"name": given.get(f"parties/{ident}", one.name)})
            for ident, one in facts.parties.items()
        },
        actors={
            ident: one.model_copy(update={"name": given.get(f"actors/{ident}", one.name)}) if one.name else one
            for ident, one in facts.actors.items()
        },
        events=events,
        questions={ident: _question(ident, one, given, titles, wording) for ident, one in facts.questions.items()},
    )


def _question(
    ident: str, shape: QuestionFile, given: Mapping[str, str], events: Mapping[str, str], wording: Wording
) -> QuestionFile:
    event, _, aspect = ident.partition(".")
    own = wording.say(f"event_question.{aspect}", title=events[event]) if aspect else shape.title
    title, topic = given.get(f"questions/{ident}", own), given.get(f"topics/{shape.topic}", shape.topic)
    return shape.model_copy(update={"title": title, "topic": topic})
