"""The home page and the lists: what is on record, the main questions, where accounts differ, and the ways in."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jinja2 import ChoiceLoader, DictLoader, PackageLoader
from sites import GOLDEN_FACTS, REAL_FACTS
from worlds import COUNT, claim, world

from generator import compare, lists, model, names, pages, render, views, wording
from generator.index import Index
from generator.views import Line, Link, Page

BOTH = pytest.mark.parametrize("folder", [GOLDEN_FACTS, REAL_FACTS], ids=["golden", "real"])
EMPTY = model.Facts("", "", (), {}, {}, {}, {}, {}, {}, (), {})


@cache
def index_of(folder: Path) -> Index:
    facts = model.facts(model.read(folder))
    return Index(facts, compare.compare(facts))


def of(facts: model.Facts) -> Index:
    return Index(facts, compare.compare(facts))


def listed(index: Index, kind: str) -> Page:
    return next(page for page in lists.all_lists(index) if page.path == f"{kind}/index.md")


def shown(page: Page) -> str:
    """Return the body of a page as its template writes it."""
    made = render.environment(wording.load())
    only_the_body = DictLoader({"page.md.j2": "{% block body %}{% endblock %}"})
    made.loader = ChoiceLoader([only_the_body, PackageLoader("generator")])
    return made.get_template(page.template).render(page.context, contribute="contribute/facts.html")


@BOTH
def test_the_home_page_leads_with_the_main_questions_and_how_their_answers_stand(folder: Path) -> None:
    index = index_of(folder)
    cards = lists.home(index).context["lead"]
    assert [card.link for card in cards] == [views.link(index, 0, "question", ident) for ident in index.facts.lead]
    assert [card.headline for card in cards] == [index.headline(ident) for ident in index.facts.lead]
    for card, ident in zip(cards, index.facts.lead, strict=True):
        assert card.counts == views.relations(index.of_question.get(ident, ()))


@BOTH
def test_a_card_names_everybody_who_gave_an_answer_in_alphabetical_order(folder: Path) -> None:
    index = index_of(folder)
    for card, ident in zip(lists.home(index).context["lead"], index.facts.lead, strict=True):
        by = {claim.by for claim in index.by_question.get(ident, ()) if not claim.entry.response}
        labels = {names.label(index.facts, "actor", actor) for actor in by}
        assert list(card.speakers) == (sorted(labels, key=names.sort_key) if len(by) <= lists.NAMED else [])
        assert card.number == len(by)


def test_where_many_speak_they_are_counted_and_none_is_left_out() -> None:
    """To name twelve of thirteen would be to choose."""
    many = of(world([claim(str(n), by=f"a{n}") for n in range(lists.NAMED + 1)], questions={"q": COUNT}))
    few = of(world([claim(str(n), by=f"a{n}") for n in range(lists.NAMED)], questions={"q": COUNT}))
    assert (lists.card(many, "q").speakers, lists.card(many, "q").number) == ((), lists.NAMED + 1)
    assert len(lists.card(few, "q").speakers) == lists.NAMED


@BOTH
def test_every_conflict_is_told_once_below_its_question(folder: Path) -> None:
    index = index_of(folder)
    context = lists.home(index).context
    whys = [why for one in context["conflicts"] for why in one.whys]
    all_ = sorted(each.why for each in index.found.discrepancies if each.relation == "conflict")
    assert sorted(whys) == (all_ if len(all_) <= lists.TOLD else [])
    assert context["found"] == len(all_)
    asked = [one.link for one in context["conflicts"]]
    assert len(asked) == len(set(asked))


def test_where_conflicts_are_many_they_are_counted_by_question_and_where_these_are_many_in_all() -> None:
    def asked(questions: int, answers: int) -> Page:
        claims = [claim(str(n), by=f"a{n}", question=f"q{q}") for q in range(questions) for n in range(answers)]
        return lists.home(of(world(claims, questions={f"q{q}": COUNT for q in range(questions)})))

    few, many, crowd = asked(2, 2), asked(1, 10), asked(lists.TOLD + 1, 2)
    assert [len(one.whys) for one in few.context["conflicts"]] == [1, 1]
    assert [(one.number, one.whys) for one in many.context["conflicts"]] == [(45, ())]
    assert "45 conflict" in shown(many)
    assert crowd.context["conflicts"] == []
    assert f"{lists.TOLD + 1} findings" in shown(crowd)


@BOTH
def test_figures_count_what_is_on_record(folder: Path) -> None:
    facts = index_of(folder).facts
    counted = {kind: count for kind, count, _ in lists.figures(index_of(folder))}
    assert counted == {
        "claims": len(facts.claims), "sources": len(facts.sources), "actors": len(facts.actors),
        "events": len(facts.events), "places": len(facts.places),
        "questions": len([ident for ident in facts.questions if "." not in ident]),
    }  # fmt: skip


def test_three_ways_in_come_first_and_the_rest_is_smaller() -> None:
    context = lists.home(index_of(GOLDEN_FACTS)).context
    assert [way for way, _ in context["ways"]] == ["questions", "actors", "events"]
    assert [way for way, _ in context["more"]] == ["matrix", "claims", "sources", "places", "glossary", "method", "data"]


def test_the_latest_changes_are_shown_where_there_are_any() -> None:
    line = Line(Link("3 May 2024", "changes/index.html#a"), "two claims added", "", (("conflict", 1),))
    index = index_of(GOLDEN_FACTS)
    with_changes, without = shown(lists.home(index, (line,))), shown(lists.home(index))
    assert "two claims added" in with_changes
    assert 'href="changes/index.html#a"' in with_changes
    assert 'id="changes"' not in without
    assert "#changes" not in without


def test_without_a_list_of_main_questions_those_with_the_most_claims_lead() -> None:
    facts = world([claim("1"), claim("2", question="r"), claim("3", question="r")], questions={"q": COUNT, "r": COUNT})
    assert lists.main_questions(of(facts)) == ("r", "q")


def test_an_empty_record_says_so_and_asks_for_a_claim() -> None:
    text = shown(lists.home(of(EMPTY)))
    assert wording.load().say("home.empty") in text
    assert "contribute/facts.html" in text
    assert wording.load().say("home.conflicts") not in text


def test_questions_stand_by_topic_and_a_topic_can_be_jumped_to() -> None:
    groups = listed(index_of(REAL_FACTS), "questions").context["groups"]
    headings = [heading for _, heading, _ in groups]
    assert headings == sorted(headings, key=names.sort_key)
    marks = [mark for mark, _, _ in groups]
    assert len(marks) == len(set(marks)) > 1
    text = shown(listed(index_of(REAL_FACTS), "questions"))
    for mark in marks:
        assert f'href="#{mark}"' in text
        assert f"{{: #{mark} }}" in text


def test_anchors_of_groups_are_made_of_their_letters_and_never_the_same() -> None:
    assert lists.marks(["The 62", "the-62!", "Ünï <b>", "Մարդիկ", "", "The 62"]) == [
        "group-the-62", "group-the-62--2", "group-uni-b", "group", "group--2", "group-the-62--3",
    ]  # fmt: skip


def test_who_is_on_record_stands_apart_from_who_is_only_named() -> None:
    index = index_of(GOLDEN_FACTS)
    spoke, named = (lines for _, _, lines in listed(index, "actors").context["groups"])
    assert len(spoke) == len(index.by_actor)
    assert len(spoke) + len(named) == len(index.facts.actors)
    assert all(line.more for line in spoke)
    assert not any(line.more for line in named)


def test_no_actor_is_graded_by_its_conflicts() -> None:
    for folder in (GOLDEN_FACTS, REAL_FACTS):
        for _, _, lines in listed(index_of(folder), "actors").context["groups"]:
            assert not any(line.counts for line in lines)


def test_silence_is_counted_apart_from_answers() -> None:
    facts = world(
        [claim("1"), claim(None, response="declined"), claim(None, response="no reply", by="b1")], questions={"q": COUNT}
    )
    told = {line.link.text: line.more for line in listed(of(facts), "actors").context["groups"][0][2]}
    assert told["A1"] == "1 claim, 1 time without an answer"
    assert told["B1"] == "1 time without an answer"


@pytest.mark.parametrize("kind", ["questions", "actors", "sources", "places"])
def test_every_list_of_an_empty_record_says_so(kind: str) -> None:
    page = listed(of(EMPTY), kind)
    assert page.context["groups"] == []
    assert page.context["empty"] in shown(page)


def test_the_pages_have_the_home_page_first() -> None:
    facts: Any = replace(EMPTY, title="A record", about="About it.")
    first = next(iter(pages.all_pages(facts, compare.compare(facts), wording.load())))
    assert (first.path, first.title, first.description) == ("index.md", "A record", "About it.")
