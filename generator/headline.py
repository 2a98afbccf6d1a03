"""One computed sentence that says how the answers to a question stand. It names no speaker and takes no side."""

from __future__ import annotations

from collections.abc import Iterable

from generator.compare import Comparison
from generator.discrepancies import Discrepancy
from generator.model import Claim, Facts
from generator.origins import Standing
from generator.reasons import answer_in_words
from generator.values import Interval

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def number(count: int) -> str:
    """Return a number up to twelve as a word."""
    return _WORDS[count] if count < len(_WORDS) else str(count)


def of_question(facts: Facts, question: str, claims: list[Claim], found: Iterable[Discrepancy], all_: Comparison) -> str:
    """Return the headline of a question from its claims and the discrepancies among them."""
    standing = [all_.standings[claim.id] for claim in claims]
    answered = [one for one in standing if not one.claim.entry.response]
    silence = _silence(standing)
    if not answered:
        return _sentence([*silence, "nobody else is on record"]) if silence else "Nobody is on record with an answer."
    speakers = len({one.claim.by for one in answered})
    parts = [_answers(facts, question, answered, speakers)]
    parts[0] += _standing(answered, list(found))
    return _sentence(parts + silence)


def _answers(facts: Facts, question: str, answered: list[Standing], speakers: int) -> str:
    who = f"{number(speakers)} {'speaker gives' if speakers == 1 else 'speakers give'}"
    if facts.questions[question].type == "position":
        count = len({one.origin for one in answered})
        return f"{who} {number(count)} {_plural(count, 'answer')}"
    distinct = len({one.answer for one in answered})
    if distinct == 1:
        same = "the same answer" if len(answered) > 1 and speakers > 1 else "one answer"
        return f"{who} {same}: {answer_in_words(facts, answered[0].claim)}"
    return f"{who} {number(distinct)} answers{_range(facts, answered)}"


def _range(facts: Facts, answered: list[Standing]) -> str:
    counts = [one for one in answered if isinstance(one.answer, Interval)]
    if len(counts) < len(answered):
        return ""
    lowest = min(counts, key=lambda one: (_low(one), one.claim.id))
    highest = max(counts, key=lambda one: (_low(one), one.claim.id))
    return f", from {answer_in_words(facts, lowest.claim)} to {answer_in_words(facts, highest.claim)}"


def _low(one: Standing) -> float:
    return float(one.answer.low or 0) if isinstance(one.answer, Interval) else 0.0


def _standing(answered: list[Standing], found: list[Discrepancy]) -> str:
    clashes = [each for each in found if each.relation == "conflict" and each.kind != "sum"]
    conflicts = sum(len(each.claims) == 2 for each in clashes)
    sets = len(clashes) - conflicts
    sums = sum(each.relation == "conflict" and each.kind == "sum" for each in found)
    facets = sorted({each.facet for each in found if each.relation == "not comparable"})
    told = []
    if conflicts:
        told.append(f"{number(conflicts)} {'pair' if conflicts == 1 else 'pairs'} of them cannot both be true")
    if sets:
        told.append(f"{number(sets)} {'set' if sets == 1 else 'sets'} of more than two cannot all be true")
    if sums:
        told.append(f"{number(sums)} {'sum does' if sums == 1 else 'sums do'} not hold")
    if facets:
        told.append(f"some are for a different {' or '.join(facets)} and are not compared")
    if not told and len({one.answer for one in answered}) > 1:
        told.append("all can be true")
    return f"; {'; '.join(told)}" if told else ""


def _silence(standing: list[Standing]) -> list[str]:
    """Return how many speakers gave no answer, and how many denied."""
    silent = len({one.claim.by for one in standing if one.claim.entry.response not in (None, "denied")})
    denied = len({one.claim.by for one in standing if one.claim.entry.response == "denied"})
    told = [f"{number(silent)} {_plural(silent, 'speaker')} gave no answer"] if silent else []
    return told + ([f"{number(denied)} {_plural(denied, 'speaker')} denied it"] if denied else [])


def _plural(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"


def _sentence(parts: list[str]) -> str:
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}."
