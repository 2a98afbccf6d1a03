"""The page of an actor: what it said by question and over time, how that stands to others, where it stayed silent."""

from __future__ import annotations

from typing import Any

import pytest
from sites import built, read, squeezed
from test_pages import BOTH, index_of, pages_of
from worlds import COUNT, POPULATIONS, Data, claim, world

from generator import actor_page, compare, names
from generator.index import Index
from generator.schema import Role


def index(claims: list[Data], **more: Any) -> Index:
    facts = world(claims, **more)
    return Index(facts, compare.compare(facts))


def context(made: Index, actor: str = "a1") -> dict[str, Any]:
    return actor_page.page(made, actor).context


def article(site: str, path: str) -> str:
    return squeezed(read(built(site) / "site" / path / "index.html").article)


# What it said.


def test_what_it_said_stands_by_topic_and_question_in_alphabetical_order() -> None:
    topics = {"q1": COUNT | {"topic": "Zoo"}, "q2": COUNT | {"topic": "Art"}, "q3": COUNT | {"topic": "Art"}}
    made = index([claim("1", question=question) for question in ("q1", "q3", "q2")], questions=topics)
    told = [(topic.title, [asked.question.text for asked in topic.asked]) for topic in context(made)["topics"]]
    assert told == [("Art", ["q2?", "q3?"]), ("Zoo", ["q1?"])]


def test_an_answer_given_again_stands_once_with_the_other_places() -> None:
    made = index([claim("12"), claim("12", source="s2"), claim("13", source="s3")], questions={"q": COUNT})
    (topic,) = context(made)["topics"]
    answers = topic.asked[0].answers
    assert [(one.row.answer, len(one.again)) for one in answers] == [("12", 1), ("13", 0)]


@BOTH
def test_no_claim_is_lost_among_topics(folder: Any) -> None:
    for actor, claims in index_of(folder).by_actor.items():
        shown = pages_of(folder)[f"actors/{actor}/index.md"].context
        told = [one for topic in shown["topics"] for asked in topic.asked for one in asked.answers]
        told += [one for asked in shown["silences"] for one in asked.answers]
        assert len(told) + sum(len(one.again) for one in told) == len(claims)


def test_times_that_are_the_same_are_told_once() -> None:
    stock = COUNT | {"time": "stock"}
    made = index(
        [claim("1", said="2020-01-02", as_of="2020-01-02"), claim("2", said="2020-01-02", as_of="2019")],
        questions={"q": stock},
    )
    (topic,) = context(made)["topics"]
    assert [one.time for one in topic.asked[0].answers] == ["said 2 January 2020", "for 2019, said 2 January 2020"]


def test_a_time_without_a_beginning_needs_no_preposition() -> None:
    made = index([claim("1", over="../2020-03", said="2020-05-01")], questions={"q": COUNT | {"time": "flow"}})
    (topic,) = context(made)["topics"]
    assert topic.asked[0].answers[0].time == "until March 2020, said 1 May 2020"


def test_over_time_every_claim_stands_at_its_day_and_one_day_alone_makes_no_history() -> None:
    said = [claim("3", said="2020-02-01"), claim("1", said="2020-01-01"), claim("2", said="2020-01-01", question="r")]
    shown = context(index(said, questions={"q": COUNT, "r": COUNT}))
    assert [(one.when, [row.answer for row in one.rows]) for one in shown["moments"]] == [
        ("1 January 2020", ["1", "2"]), ("1 February 2020", ["3"]),
    ]  # fmt: skip
    assert context(index([claim("1"), claim("2", question="r")], questions={"q": COUNT, "r": COUNT}))["moments"] == []


# How it stands to others.


def test_a_table_for_each_other_actor_holds_what_can_be_compared() -> None:
    said = [claim("12", by="a1", of="men"), claim("20", by="b1", of="men"), claim("15", by="c1", of="women")]
    shown = context(index(said, questions={"q": COUNT | POPULATIONS}))
    (other,) = shown["others"]
    assert other.link.text == "B1"
    assert other.compare == "../../compare/index.html?a=a1&b=b1"
    (row,) = other.rows
    assert ([one.text for one in row.mine], [one.text for one in row.theirs]) == (["12"], ["20"])
    assert (row.stand.relation, row.question.href) == ("conflict", "../../questions/q/index.html")
    assert row.mine[0].detail == "men"
    assert shown["apart"] == "Answers of one more speaker, on one question, are not comparable and are not listed."


def test_silence_is_no_answer_to_compare() -> None:
    shown = context(index([claim("12"), claim(response="declined", by="b1")], questions={"q": COUNT}))
    assert (shown["others"], shown["apart"]) == ([], "")


def test_at_odds_with_itself_names_the_question() -> None:
    said = [claim("5", of="men"), claim("3", of="all")]
    shown = context(index(said, questions={"q": COUNT | POPULATIONS}))
    assert [(one.question.text, one.stand.relation) for one in shown["at_odds"]] == [("q?", "conflict")]
    assert shown["others"] == []


def test_whom_to_compare_with_treats_equals_alike() -> None:
    """Who shares as many questions as the last that would fit is either there or not, whatever its name."""

    def other(number: int, shared: int) -> actor_page.Other:
        return actor_page.Other(f"x{number}", actor_page.Link(f"x{number}", ""), "", shared, (), ())

    few = [other(1, 1), other(2, 3), other(3, 2)]
    assert [one.shared for one in actor_page.most_shared(few)] == [3, 2, 1]
    many = [other(0, 5), other(1, 4), *(other(n, 2) for n in range(2, 9))]
    assert [one.shared for one in actor_page.most_shared(many)] == [5, 4]
    assert actor_page.most_shared([other(n, 2) for n in range(9)]) == []


# Silence.


def test_silence_names_the_main_questions_without_an_answer_and_never_says_that_it_was_asked() -> None:
    shown = pages_of_golden("ferry-company")
    assert [one.question.text for one in shown["silences"]]
    known = {claim_.question for claim_ in index_of(GOLDEN).by_actor["ferry-company"]}
    lead = [question for question in index_of(GOLDEN).facts.lead if question not in known]
    assert [link.href for link in shown["no_answer"]] == [f"../../questions/{question}/index.html" for question in lead]
    assert "The record holds no answer of it to:" in article("golden", "actors/ferry-company")


def test_who_is_not_known_to_be_silent_has_no_heading_that_says_so() -> None:
    text = article("golden", "actors/walkers")
    assert "Asked and not answered" not in text
    assert "No answer on record" in text


def test_an_actor_without_claims_says_so_and_has_nothing_to_compare() -> None:
    text = article("golden", "actors/river-board")
    assert "No claim of this actor is on record. It appears here because a source names it." in text
    for absent in ("Compare it with", "The record holds no answer", "Over time", "With whom it agrees"):
        assert absent not in text
    assert not (built("golden") / "site/actors/river-board/answers.js").exists()


def test_who_only_stayed_silent_has_no_answer_under_its_name() -> None:
    shown = context(index([claim(response="declined")], questions={"q": COUNT}))
    assert (shown["said"], shown["topics"], len(shown["silent"])) == ([], [], 1)
    assert shown["figures"].endswith("One of them tells that it gave no answer, or denied.")


# What it is.


def test_names_stand_once_each_with_their_language_and_everyone_who_uses_them() -> None:
    shown = pages_of_golden("town-council")["names"]
    assert [(one.name, one.language_name, [use.by.text for use in one.uses]) for one in shown] == [
        ("Brückenrat", "German (de)", ["Walkers"]),
        ("the council", "English (en)", ["Bridge trust"]),
        ("Town council", "English (en)", ["Valley Gazette"]),
    ]


def test_roles_stand_in_order_of_time_and_those_without_a_date_last() -> None:
    shown = pages_of_golden("town-clerk")["roles"]
    assert [(one.what, one.when) for one in shown] == [
        ("member of the trust", "until 2018"), ("town clerk", "since 2019"), ("clerk", "as of 6 May 2024"),
        ("clerk who counts", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), [("2019", "since 2019"), (None, "")])
def test_the_time_of_a_role(given: str | None, expected: str) -> None:
    role = Role.model_validate({"role": "r", "source": "s", "paragraph": "1", "quote": "q", "from": given})
    assert actor_page.role_time(index_of(GOLDEN), role) == expected


def test_what_it_published_stands_in_order_of_time() -> None:
    shown = pages_of_golden("valley-gazette")["published"]
    assert [(one.kind, one.when) for one in shown] == [("news article", "6 May 2024")]


def test_what_others_said_is_not_its_own() -> None:
    made = index([claim("12", by="a1", via=["b1"])], questions={"q": COUNT})
    shown = context(made, "b1")
    assert (shown["said"], shown["claims"]) == ([], 0)
    assert [row.speaker.text for row in shown["relayed"]] == ["A1"]
    assert [one.question.text for one in shown["relayed_asked"]] == ["q?"]


@BOTH
def test_other_actors_stand_in_alphabetical_order(folder: Any) -> None:
    for path, page in pages_of(folder).items():
        if page.template == "actor.md.j2":
            labels = [one.link.text for one in page.context["others"]]
            assert labels == sorted(labels, key=names.sort_key), path


GOLDEN = next(mark for mark in BOTH.args[1])


def pages_of_golden(actor: str) -> dict[str, Any]:
    return pages_of(GOLDEN)[f"actors/{actor}/index.md"].context
