"""The glossary: which terms it holds, who uses them, where that is written; computed, alphabetical, complete."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from sites import GOLDEN_FACTS, REAL_FACTS, built, read, squeezed
from worlds import COUNT, POPULATIONS, choice, claim, world

from generator import compare, glossary, model, names
from generator.glossary import Term
from generator.index import Index
from generator.wording import load

BOTH = pytest.mark.parametrize("folder", [GOLDEN_FACTS, REAL_FACTS], ids=["golden", "real"])
EMPTY = model.Facts("", "", (), {}, {}, {}, {}, {}, {}, (), {})


@cache
def index_of(folder: Path) -> Index:
    facts = model.facts(model.read(folder))
    return Index(facts, compare.compare(facts))


def of(facts: model.Facts) -> Index:
    return Index(facts, compare.compare(facts))


def by_mark(terms: Iterable[Term]) -> dict[str, Term]:
    return {term.mark: term for term in terms}


def site(folder: Path) -> Path:
    return built("golden" if folder == GOLDEN_FACTS else "real") / "site"


@BOTH
def test_every_place_with_several_main_names_is_there_and_no_other(folder: Path) -> None:
    index = index_of(folder)
    several = {
        ident for ident, shape in index.facts.places.items() if len({n.name for n in shape.names if not n.variant}) > 1
    }
    assert several
    assert by_mark(glossary.places(index, 1)).keys() == {f"place-{ident}" for ident in several}


@BOTH
def test_every_actor_with_several_names_is_there_and_no_other(folder: Path) -> None:
    index = index_of(folder)
    several = {ident for ident, shape in index.facts.actors.items() if len({name.name for name in shape.names}) > 1}
    assert by_mark(glossary.actors(index, 1)).keys() == {f"actor-{ident}" for ident in several}


@BOTH
def test_every_question_with_populations_or_choices_is_there_with_each_of_them(folder: Path) -> None:
    index = index_of(folder)
    terms = by_mark(glossary.words(index, 1))
    asked = {ident: shape for ident, shape in index.facts.questions.items() if shape.populations or shape.choices}
    assert terms.keys() == {f"question-{ident}" for ident in asked}
    for ident, shape in asked.items():
        assert terms[f"question-{ident}"].names == tuple(one.name for one in (*shape.populations, *shape.choices))


@BOTH
def test_every_name_in_use_has_everybody_who_uses_it_and_the_words(folder: Path) -> None:
    """Each recorded use of a listed name stands there once, with its quote."""
    index = index_of(folder)
    for kind, entries, terms in (
        ("place", index.facts.places, glossary.places(index, 1)),
        ("actor", index.facts.actors, glossary.actors(index, 1)),
    ):
        for term in terms:
            told = sorted(
                (usage.name, user.who.text, quote.text)
                for usage in term.usages
                for user in usage.users
                for quote in user.quotes
            )
            shape = entries[term.mark.removeprefix(f"{kind}-")]  # type: ignore[index]
            assert told == sorted((n.name, names.label(index.facts, "actor", n.used_by), n.quote) for n in shape.names)


@BOTH
def test_terms_main_names_and_users_are_in_alphabetical_order(folder: Path) -> None:
    index = index_of(folder)
    for terms in (tuple(glossary.places(index, 1)), tuple(glossary.actors(index, 1)), tuple(glossary.words(index, 1))):
        labels = [term.about.text for term in terms]
        assert labels == sorted(labels, key=names.sort_key)
        for term in terms:
            if not term.mark.startswith("question-"):
                order = [(usage.variant, names.sort_key(usage.name)) for usage in term.usages]
                assert order == sorted(order)
            for usage in term.usages:
                users = [user.who.text for user in usage.users]
                assert users == sorted(users, key=names.sort_key)


def test_a_choice_has_everybody_who_gave_it_and_silence_gives_none() -> None:
    claims = [claim("x", by="b1"), claim("x", by="a1"), claim("x", by="a1"), claim(None, by="c1", response="declined")]
    (term,) = glossary.words(of(world(claims, questions={"q": choice("x", "y")})), 1)
    assert [(usage.name, [user.who.text for user in usage.users]) for usage in term.usages] == [
        ("x", ["A1", "B1"]),
        ("y", []),
    ]
    assert [len(user.quotes) for user in term.usages[0].users] == [2, 1]
    assert term.note == "cannot both be true"


def test_a_population_says_what_it_is_a_part_of_and_a_choice_what_it_excludes() -> None:
    claims = [claim("9", of="men"), claim("x", question="r")]
    asked = {"q": COUNT | POPULATIONS, "r": choice("x", "y", "z", exclusive=False, excludes={"x": ["y"]})}
    terms = by_mark(glossary.words(of(world(claims, questions=asked)), 1))
    assert [usage.meaning for usage in terms["question-q"].usages] == [
        "", "part of: everyone", "part of: men", "part of: everyone",
    ]  # fmt: skip
    assert [usage.meaning for usage in terms["question-r"].usages] == ["excludes: y", "excludes: x", ""]


def test_where_very_many_gave_an_answer_all_are_counted_and_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = [claim("x", by=f"a{n}") for n in range(3)]
    facts = world(claims, questions={"q": choice("x", "y")})
    monkeypatch.setattr(glossary, "WHOLE", 2)
    (term,) = glossary.words(of(facts), 1)
    assert [(usage.number, usage.users) for usage in term.usages] == [(3, ()), (0, ())]
    monkeypatch.setattr(glossary, "WHOLE", 3)
    (term,) = glossary.words(of(facts), 1)
    assert [(usage.number, len(usage.users)) for usage in term.usages] == [(3, 3), (0, 0)]


def test_a_silent_speaker_counts_nothing() -> None:
    facts = world([claim(None, of="men", response="no reply")], questions={"q": COUNT | POPULATIONS})
    (term,) = glossary.words(of(facts), 1)
    assert [usage.users for usage in term.usages] == [()] * 4


def test_a_language_is_named_where_it_has_a_name() -> None:
    assert [glossary.language(tag, "en") for tag in ("hy", "de", "zz-unknown", "")] == [
        "Armenian",
        "German",
        "zz-unknown",
        "",
    ]


def test_an_empty_record_has_an_empty_glossary_that_says_so() -> None:
    page = glossary.page(of(EMPTY))
    assert page.context["sections"] == []
    assert load().say("glossary.empty") in squeezed(read(built("empty") / "site/glossary/index.html").article)


@BOTH
def test_every_term_can_be_linked_to_and_questions_link_to_theirs(folder: Path) -> None:
    glossary_page = read(site(folder) / "glossary/index.html")
    index = index_of(folder)
    terms = [*glossary.places(index, 1), *glossary.actors(index, 1), *glossary.words(index, 1)]
    assert {term.mark for term in terms} <= glossary_page.ids
    for path in (site(folder) / "questions").rglob("index.html"):
        for _, address in read(path).links():
            if "glossary/index.html#" in address:
                assert address.partition("#")[2] in glossary_page.ids, path


def test_the_rule_for_labels_is_told_with_the_terms() -> None:
    shown = squeezed(read(site(GOLDEN_FACTS) / "glossary/index.html").article)
    assert "in alphabetical order, joined by “/”" in shown
    assert "Stilles Wasser" in shown
    assert "shorter form or variant" in shown
