"""The computed sentence of a question, for every way in which its answers can stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sites import GOLDEN_FACTS, HOME

from generator import compare, headline, model, names
from generator.index import Index

SENTENCES = {
    "nobody-asked": "Nobody is on record with an answer.",
    "lamps-paid": "One speaker gave no answer; nobody else is on record.",
    "measured-with": "One speaker gives one answer.",
    "first-works.date": "One speaker gives one answer: March 2024 to April 2024.",
    "length": "Two speakers give two answers, from about 120 to 121.5; all can be true.",
    "lamps": "Two speakers give three answers, from 5 to 14; one sum does not hold.",
    "cause": "Three speakers give three answers; one pair of them cannot both be true.",
    "closure.date": "Three speakers give three answers; one pair of them cannot both be true.",
    "crossing": "One speaker gives two answers; one pair of them cannot both be true.",
    "walkers-counted": "Two speakers give four answers, from fewer than 900 to 3100; one pair of them cannot both be true; "
    "some are for a different period and are not compared.",
    "cracks": "Four speakers give nine answers, from 3 to 31; four pairs of them cannot both be true; "
    "some are for a different moment or population and are not compared; one speaker gave no answer.",
    "works.date": "One speaker gave no answer; nobody else is on record.",
    "works.place": "Nobody is on record with an answer.",
}


def index_of(folder: Path) -> Index:
    facts = model.facts(model.read(folder))
    return Index(facts, compare.compare(facts))


@pytest.mark.parametrize("question", SENTENCES)
def test_headline(question: str) -> None:
    assert index_of(GOLDEN_FACTS).headline(question) == SENTENCES[question]


def test_the_same_answer_of_two_speakers() -> None:
    """Two who say 14 are told as one answer, with the answer's own words."""
    index = index_of(GOLDEN_FACTS)
    fourteen = [claim for claim in index.by_question["lamps"] if claim.entry.value == "14"]
    told = headline.of_question(index.facts, "lamps", fourteen, [], index.found)
    assert told == "Two speakers give the same answer: 14."


def test_numbers_up_to_twelve_are_words() -> None:
    assert [headline.number(count) for count in (0, 1, 12, 13)] == ["no", "one", "twelve", "13"]


@pytest.mark.parametrize("folder", [GOLDEN_FACTS, HOME / "facts"], ids=["golden", "real"])
def test_headlines_are_sentences_that_name_nobody(folder: Path) -> None:
    """A headline that named a speaker would have chosen one."""
    index = index_of(folder)
    facts = index.facts
    for question, shape in facts.questions.items():
        told = index.headline(question)
        assert re.fullmatch(r"[A-Z0-9].*\.", told), told
        assert "  " not in told
        if shape.type in ("count", "date"):
            labels = (names.label(facts, "actor", ident) for ident in facts.actors)
            assert [label for label in labels if label in told] == [], told
