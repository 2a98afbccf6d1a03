"""Two actors side by side: what was found between them, why nothing was, and the files that the page loads."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from payload import PAYLOADS
from sites import built, read
from test_pages import BOTH, index_of
from worlds import COUNT, POPULATIONS, Data, choice, claim, steady, world

from generator import compare, compare_actors, pairs, views
from generator.index import Index
from generator.pairs import Met


def index(claims: list[Data], **more: Any) -> Index:
    facts = world(claims, **more)
    return Index(facts, compare.compare(facts))


def met(made: Index, one: str = "a1", other: str = "b1") -> Met:
    """Return how two actors meet at the one question that they share; the same from either side."""
    (ours,), (theirs,) = pairs.of(made, one)[other], pairs.of(made, other)[one]
    assert ours == theirs
    return ours


def relations(made: Index, one: str = "a1", other: str = "b1") -> list[str]:
    return [each.relation for each in met(made, one, other).found]


def file_of(made: Index, actor: str) -> Any:
    text = compare_actors.answers(made, actor, pairs.of(made, actor))
    assert text.startswith("sideBySideAnswers(")
    assert text.endswith(");\n")
    return json.loads(text.removeprefix("sideBySideAnswers(").removesuffix(");\n"))


# What was found.


def test_two_answers_stand_as_the_comparison_found() -> None:
    made = index([claim("12", by="a1"), claim("20", by="b1")], questions={"q": COUNT})
    assert relations(made) == ["conflict"]
    assert met(made).note == ""


def test_a_third_speakers_conflict_is_not_theirs() -> None:
    made = index([claim("12", by="a1"), claim("12", by="b1"), claim("20", by="c1")], questions={"q": COUNT})
    assert relations(made) == ["agree"]
    assert relations(made, "a1", "c1") == ["conflict"]


def test_conflicts_come_first_and_what_is_not_comparable_last() -> None:
    said = [claim("12", by="a1", of="men"), claim("20", by="b1", of="men")]
    said += [claim("30", by="b1", of="all"), claim("15", by="b1", of="women")]
    made = index(said, questions={"q": COUNT | POPULATIONS})
    assert relations(made) == ["conflict", "compatible", "not comparable"]


def test_a_claim_that_repeats_an_origin_stands_as_that_origin_does() -> None:
    """A document that gives somebody's number in its own voice is at odds with whoever that number is at odds with."""
    said = [claim("12", by="c1"), claim("12", by="publisher", source="s2"), claim("20", by="b1")]
    made = index(said, questions={"q": COUNT})
    assert relations(made, "press-s2", "b1") == ["conflict"]
    assert met(made, "press-s2", "c1") == Met("q", (), "origin")


def test_a_sum_over_questions_is_told_at_the_question_of_its_total() -> None:
    said = [
        claim("10", by="a1", id="all"), claim("3", by="b1", question="part", id="some"),
        claim("4", by="b1", question="part", id="more", where="p"),
    ]  # fmt: skip
    total = {"id": "sum", "total": "all", "parts": ["some", "more"], "exhaustive": True}
    made = index(said, questions={"q": COUNT, "part": COUNT}, sums=[total | {"total": "s1/all"}], places={"p": ("town", [])})
    assert [(one.question, [each.kind for each in one.found]) for one in pairs.of(made, "a1")["b1"]] == [("q", ["sum"])]
    assert file_of(made, "b1")["with"]["a1"]["q"][0][:2] == ["conflict", "sum"]


# Why nothing was found.


@pytest.mark.parametrize(
    ("ours", "theirs", "question", "note"),
    [
        ({"value": "12"}, {"response": "declined"}, COUNT, "silence"),
        ({"response": "no reply"}, {"response": "declined"}, COUNT, "silence"),
        ({"says": "One thing."}, {"says": "Another."}, {"type": "position"}, "position"),
        ({"value": "12"}, {"value": "12", "via": ["a1"]}, COUNT, "origin"),
        ({"value": "x"}, {"value": "x", "via": ["a1"]}, choice("x", "y"), "origin"),
    ],
)
def test_where_nothing_was_found_the_reason_is_told(ours: Data, theirs: Data, question: Data, note: str) -> None:
    made = index([claim(by="a1", **ours), claim(by="b1", **theirs)], questions={"q": question})
    assert met(made) == Met("q", (), note)


def test_an_answer_that_was_replaced_is_not_compared() -> None:
    said = [
        claim("12", by="a1", said="2020-01-01", as_of="2020-01-01"),
        claim("15", by="a1", said="2020-02-01", as_of="2020-01-01"),
        claim("15", by="b1", said="2020-02-01", as_of="2020-01-01"),
    ]  # fmt: skip
    made = index(said, questions={"q": COUNT | {"time": "stock"}})
    assert relations(made) == ["agree"]
    assert made.found.standings["s1/c1"].superseded_by == "s1/c2"


def test_who_shares_no_question_does_not_meet() -> None:
    made = index([claim("12", by="a1"), claim("5", by="b1", question="other")], questions={"q": COUNT, "other": COUNT})
    assert pairs.of(made, "a1") == {}


@BOTH
def test_every_note_is_one_that_the_page_can_tell(folder: Any) -> None:
    made = index_of(folder)
    notes = {one.note for actor in made.facts.actors for every in pairs.of(made, actor).values() for one in every}
    assert notes - {""} <= set(pairs.NOTES)
    for note in pairs.NOTES:
        assert made.wording.say(f"compare.note.{note}")


# Both ways the same, whoever they are.


answers_ = st.lists(st.tuples(st.sampled_from(["a1", "b1", "c1"]), st.sampled_from(["10", "12", "about 11", "more than 9"])))


@steady
@given(answers_)
def test_what_two_are_to_each_other_does_not_depend_on_who_asks(said: list[tuple[str, str]]) -> None:
    made = index([claim(value, by=by, source=f"s{n}") for n, (by, value) in enumerate(said)], questions={"q": COUNT})
    everyone = {actor: pairs.of(made, actor) for actor in made.facts.actors}
    for actor, others in everyone.items():
        for other, meetings in others.items():
            assert everyone[other][actor] == meetings
    swap = {"a1": "b1", "b1": "a1"}
    mirrored = [claim(value, by=swap.get(by, by), source=f"s{n}") for n, (by, value) in enumerate(said)]
    image = index(mirrored, questions={"q": COUNT})
    for actor, others in everyone.items():
        seen = pairs.of(image, swap.get(actor, actor))
        assert {swap.get(other, other) for other in others} == set(seen)
        for other, meetings in others.items():
            there = seen[swap.get(other, other)]
            assert [(one.note, one.count(*views.RELATIONS)) for one in meetings] == [
                (one.note, one.count(*views.RELATIONS)) for one in there
            ]


# The files.


@BOTH
def test_an_actors_file_holds_its_every_claim_and_nobody_elses(folder: Any) -> None:
    made = index_of(folder)
    for actor, claims in made.by_actor.items():
        held = file_of(made, actor)
        told = [answer for question in held["questions"] for answer in question["answers"]]
        again = sum(len(one.again) for question in held["questions"] for one in given_(made, actor, question["id"]))
        assert len(told) + again == len(claims)
        assert {answer["href"] for answer in told} <= {views.claim_href(1, claim) for claim in claims}
        assert {answer["quote"] for answer in told} <= {claim.entry.quote for claim in claims}


def given_(made: Index, actor: str, question: str) -> list[pairs.Given]:
    return pairs.given(made, [claim for claim in made.by_actor[actor] if claim.question == question])


def test_a_repeated_answer_stands_once_and_says_so() -> None:
    made = index([claim("12", by="a1"), claim("12", by="a1", source="s2")], questions={"q": COUNT})
    (question,) = file_of(made, "a1")["questions"]
    (answer,) = question["answers"]
    assert (answer["text"], answer["again"]) == ("12", "Said again in one more place")


def test_the_file_tells_relation_reason_and_where_more_is_said() -> None:
    said = [claim("12", by="a1", of="men"), claim("20", by="b1", of="men"), claim("15", by="b1", of="women")]
    made = index(said, questions={"q": COUNT | POPULATIONS})
    found = file_of(made, "a1")["with"]["b1"]["q"]
    assert found[0] == ["conflict", "", "A1: 12; B1: 20: no number fits both."]
    assert found[1][:2] == ["not comparable", "population"]
    assert found[1][3] == "../questions/q/index.html#not-population"


def test_hostile_texts_stay_texts_in_the_file() -> None:
    made = index(
        [claim(by="a1", says="x", quote=PAYLOADS[1]), claim(by="b1", says=PAYLOADS[0])],
        questions={"q": {"type": "position"}},
    )
    text = compare_actors.answers(made, "a1", pairs.of(made, "a1"))
    assert "<" not in text
    assert file_of(made, "a1")["questions"][0]["answers"][0]["quote"] == PAYLOADS[1]


def test_the_file_is_the_same_every_time_and_one_line() -> None:
    made = index([claim("12", by="a1"), claim("20", by="b1")], questions={"q": COUNT})
    again = Index(made.facts, compare.compare(replace(made.facts, claims=made.facts.claims[::-1])))
    one, other = (compare_actors.answers(each, "a1", pairs.of(each, "a1")) for each in (made, again))
    assert one == other
    assert one.count("\n") == 1


# The page.


@pytest.mark.parametrize("name", ["golden", "real"])
def test_the_page_lists_who_has_claims_and_each_has_a_file(name: str) -> None:
    home = built(name)
    page = read(home / "site/compare/index.html")
    listed = [given["data-actor"] for tag, given in page.elements if tag == "li" and "data-actor" in given]
    files = {path.parent.name for path in (home / "site/actors").glob("*/answers.js")}
    assert set(listed) == files
    assert len(listed) == len(files) > 3
    assert ("script", "../assets/compare.js") in set(page.links())


def test_a_record_without_claims_says_that_there_is_nobody_to_compare() -> None:
    page = read(built("empty") / "site/compare/index.html")
    assert "nobody to compare" in page.article
    assert not [given for tag, given in page.elements if tag == "select"]


def test_only_this_page_loads_its_script() -> None:
    site = built("golden") / "site"
    loading = {
        path.parent.name for path in site.rglob("index.html") if "assets/compare.js" in path.read_text(encoding="utf-8")
    }
    assert loading == {"compare"}
