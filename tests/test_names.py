"""The published rule for names: what is in use is shown, in alphabetical order, and nobody chooses."""

from __future__ import annotations

from itertools import permutations

import pytest
from worlds import COUNT, claim, texts, world

from generator import names
from generator.schema import ActorFile, Name


def name(text: str, **more: bool) -> Name:
    here = {"source": "s1", "paragraph": 1, "quote": "four words of it"}
    return Name.model_validate(texts({"name": text, "used_by": "a1", **here, **more}))


def test_every_main_name_is_shown_whatever_the_order_of_the_file() -> None:
    given = [name("Shusha"), name("Shushi"), name("Shushi"), name("Sh.", variant=True)]
    assert {names.joined(order) for order in permutations(given)} == {"Shusha / Shushi"}


@pytest.mark.parametrize(
    "ordered",
    [
        ["artsakh", "Élan", "Nagorno-Karabakh", "Øst"],
        ["Ağdam", "Akna"],
        ["Çanakçı", "Zangilan"],
        ["Степанакерт", "Ханкенди"],
        ["Արցախ", "Ղարաբաղ"],
        ["ESSEN", "Eßlingen"],
    ],
)
def test_order_is_that_of_letters_without_their_marks_and_case(ordered: list[str]) -> None:
    for given in permutations(ordered):
        assert sorted(given, key=names.sort_key) == ordered


def test_names_that_differ_in_marks_only_have_one_order() -> None:
    assert sorted(["Ağdam", "Agdam"], key=names.sort_key) == sorted(["Agdam", "Ağdam"], key=names.sort_key)


def test_an_actors_own_name_is_shown_before_the_names_that_others_use() -> None:
    used = (name("B"), name("A"))
    assert names.actor_label(ActorFile(name="Own", kind="body", names=used)) == "Own"
    assert names.actor_label(ActorFile(kind="body", names=used)) == "A / B"


def test_labels_of_every_kind_come_from_the_facts() -> None:
    facts = world(
        [claim("53", by="office"), claim("mill", question="fair.place")],
        questions={"q": COUNT},
        events={"fair": []},
        places={"mill": ("village", [])},
        parties={"office": "north"},
    )
    asked = {"actor": "office", "place": "mill", "party": "north", "event": "fair", "question": "q", "source": "s1"}
    shown = [names.label(facts, kind, ident) for kind, ident in asked.items()]
    assert shown == ["Office", "Mill", "North", "the fair", "q?", "s1"]
    assert names.label(facts, "question", "fair.date") == "When: the fair?"
