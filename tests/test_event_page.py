"""The pages of an event and of a place: when and where by the accounts, what holds what and who says so."""

from __future__ import annotations

from typing import Any

import pytest
from sites import built, read, squeezed
from test_pages import BOTH, index_of, pages_of
from worlds import claim, world

from generator import compare, event_page, model, names, place_page
from generator.index import Index
from generator.schema import Within

GOLDEN = next(mark for mark in BOTH.args[1])


def context(path: str) -> dict[str, Any]:
    return pages_of(GOLDEN)[f"{path}/index.md"].context


def article(path: str, site: str = "golden") -> str:
    return squeezed(read(built(site) / "site" / path / "index.html").article)


# Events.


def test_an_event_has_when_and_where_each_with_its_answers() -> None:
    when, where = context("events/closure")["aspects"]
    assert (when.name, when.title, where.name, where.title) == ("date", "When", "place", "Where")
    assert {row.answer for row in when.table.rows} >= {"4 March 2024", "2 March 2024"}
    assert [row.answer for row in where.table.rows] == ["Stilles Wasser / Stillwater"]
    assert when.chart is not None


def test_an_event_without_answers_has_no_chart_and_says_so() -> None:
    shown = context("events/meeting")
    assert shown["aspects"][0].chart is None or shown["aspects"][0].table.rows
    text = article("events/first-works")
    assert "No source on record says who took part." in text
    assert "No question about this event is on record beyond when and where it was." in text


def test_wholes_and_parts_lead_to_each_other() -> None:
    assert [link.text for link in context("events/closure")["wholes"]] == ["The works on the old bridge"]
    parts = context("events/works")["parts"]
    assert [part.link.text for part in parts] == ["The closure of the old bridge", "The first stage of the works"]


def test_events_that_hold_each_other_end_somewhere() -> None:
    """A rule tells of it; a preview of the pages must still come to an end."""
    facts = world([claim("2020", question="e1.date")], events={"e1": [], "e2": []})
    loop = {"e1": "e2", "e2": "e1"}
    for ident, outer in loop.items():
        facts.events[ident] = facts.events[ident].model_copy(update={"part_of": outer})
    made = Index(facts, compare.compare(facts))
    assert [link.text for link in event_page.wholes(made, "e1")] == ["the e2"]
    assert [(part.link.text, part.parts) for part in event_page.parts(made, "e1")] == [("the e2", ())]


def test_who_took_part_stands_in_alphabetical_order_with_who_says_so() -> None:
    (one,) = context("events/closure")["involved"]
    assert (one.about.text, one.what, one.by.text) == (
        "Brückenrat / Town council", "closed the bridge", "Brückenrat / Town council",
    )  # fmt: skip


def test_what_an_event_changes_is_told_with_what_follows_for_comparing() -> None:
    text = article("events/closure")
    assert "How many cracks did the piers have?" in text
    assert "numbers from before and after it are for different moments" in text


# Places.


def places(within: dict[str, list[str]]) -> Index:
    facts = world(
        [claim("p1", question="q")], questions={"q": {"type": "place"}}, places={p: ("town", w) for p, w in within.items()}
    )
    return Index(facts, compare.compare(facts))


def shape(branches: tuple[place_page.Branch, ...]) -> Any:
    return {branch.link.text + ("*" if branch.again else ""): shape(branch.branches) for branch in branches}


def test_containment_is_a_tree_in_both_directions() -> None:
    made = places({"p1": ["p2"], "p2": ["p3", "p4"], "p3": [], "p4": []})
    assert shape(place_page.page(made, "p1").context["within"]) == {"P2": {"P3": {}, "P4": {}}}
    assert shape(place_page.page(made, "p4").context["holds"]) == {"P2": {"P1": {}}}
    assert shape(place_page.page(made, "p3").context["within"]) == {}


def test_places_that_hold_each_other_end_somewhere() -> None:
    """Sources can contradict each other: each is told what it says, and the tree stops where it would go round."""
    made = places({"p1": ["p2"], "p2": ["p1"]})
    assert shape(place_page.page(made, "p1").context["within"]) == {"P2": {"P1*": {}}}


def test_what_branches_and_meets_again_does_not_grow_without_end() -> None:
    layers = {f"p{n}{side}": [f"p{n + 1}a", f"p{n + 1}b"] for n in range(10, 24) for side in "ab"} | {
        "p24a": [],
        "p24b": [],
        "p1": [],
    }
    made = places(layers)

    def deep(branches: tuple[place_page.Branch, ...]) -> int:
        return 1 + max((deep(branch.branches) for branch in branches), default=0)

    assert deep(place_page.page(made, "p10a").context["within"]) == place_page.DEEPEST + 1


def test_each_containment_says_who_says_so_and_two_who_say_it_stand_together() -> None:
    facts = model.facts(model.read(GOLDEN))
    cited = {"place": "stillwater", "source": "gazette-closure", "paragraph": "3", "quote": "four words of it"}
    bank = facts.places["north-bank"]
    facts.places["north-bank"] = bank.model_copy(update={"within": (*bank.within, Within.model_validate(cited))})
    made = Index(facts, compare.compare(facts))
    (branch,) = place_page.page(made, "north-bank").context["within"]
    assert [one.by.text for one in branch.according] == ["The Gazette's desk", "Walkers"]


def test_events_that_claims_put_in_a_place_stand_apart_from_other_claims_about_it() -> None:
    shown = context("places/stillwater")
    assert [one.question.text for one in shown["events"]] == ["Where: The closure of the old bridge?"]
    assert not {one.question.href for one in shown["events"]} & {one.question.href for one in shown["claims"]}


@BOTH
def test_every_claim_about_a_place_is_on_its_page(folder: Any) -> None:
    for place, claims in index_of(folder).by_place.items():
        shown = pages_of(folder)[f"places/{place}/index.md"].context
        told = [one.row.id for asked in shown["events"] + shown["claims"] for one in asked.answers]
        assert sorted(told) == sorted(claim_.id for claim_ in claims)


@BOTH
def test_names_and_their_users_are_in_alphabetical_order_and_none_is_lost(folder: Any) -> None:
    facts = index_of(folder).facts
    for ident, place in facts.places.items():
        shown = pages_of(folder)[f"places/{ident}/index.md"].context["names"]
        labels = [one.name for one in shown]
        assert labels == sorted(labels, key=names.sort_key)
        assert sum(len(one.uses) for one in shown) == len(place.names)
        for one in shown:
            users = [use.by.text for use in one.uses]
            assert users == sorted(users, key=names.sort_key)


def test_the_rule_for_joined_names_is_told_where_it_applies() -> None:
    assert "joins every main name in alphabetical order" in article("places/stillwater")
    assert "joins every main name" not in article("places/town-hall")


@pytest.mark.parametrize(
    "words", ["No source on record says what this place lies within", "No claim on record puts an event here."]
)
def test_a_place_of_which_little_is_known_says_so(words: str) -> None:
    assert words in article("places/town-hall")
