"""The feeds are Atom (RFC 4287), hold what belongs into each, and are the same wherever they are made."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any
from urllib.parse import urljoin, urlsplit
from uuid import UUID
from xml.etree import ElementTree

import pytest
from payload import PAYLOADS
from sites import GOLDEN_FACTS
from worlds import STOCK, claim, world

from generator import changes, compare, feeds, model
from generator.edition import Edition
from generator.index import Index
from generator.log import Beginning, Entry, Log
from generator.model import Facts

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://record.example/side/"
ASKED = {"q": STOCK | {"event": "fire"}, "r": STOCK}
WHEN = ("2024-06-01T10:00:00Z", "2024-06-03T02:30:00Z", "2024-06-05T08:00:00Z")


def stated(facts: Facts) -> changes.State:
    return facts, compare.compare(facts)


def edition(*states: Facts, address: str = SITE, began: Beginning | None = None) -> Edition:
    """Return an edition with a log that goes through some states."""
    steps = [changes.between(stated(old), stated(new)) for old, new in pairwise(states)]
    commits = [f"{number:040x}" for number in range(1, len(states) + 1)]
    begins = Entry(commits[0], WHEN[0], None, began or Beginning(2, 1, 0, {"q": 1, "r": 1}, {"a1": 2}))
    entries = [Entry(ident, when, step) for ident, when, step in zip(commits[1:], WHEN[1:], steps, strict=False)]
    return Edition(log=Log(tuple(reversed([begins, *entries])), "whole"), address=address)


@cache
def made(address: str = SITE) -> dict[str, str]:
    """Return the feeds of a small record: it begins, a claim comes that conflicts, an actor gets another name."""
    first = world(
        [claim("3", id="one"), claim("5", id="two", question="r")], questions=ASKED, events={"fire": [], "flood": []}
    )
    second = world(
        [claim("3", id="one"), claim("5", id="two", question="r"), claim("4", by="b1", id="three")],
        questions=ASKED,
        events={"fire": [], "flood": []},
    )
    actors = second.actors | {"b1": second.actors["b1"].model_copy(update={"name": "Board"})}
    third = replace(second, actors=actors)
    return dict(feeds.files(Index(third, compare.compare(third)), edition(first, second, third, address=address)))


class Text(HTMLParser):
    """The text of an HTML fragment, and its elements."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not attrs
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def only(element: ElementTree.Element, name: str) -> ElementTree.Element:
    (found,) = element.findall(f"{ATOM}{name}")
    return found


def titles(text: str) -> list[str]:
    return [only(entry, "title").text or "" for entry in ElementTree.fromstring(text).findall(f"{ATOM}entry")]


def valid(path: str, text: str) -> None:
    """Hold a feed against what RFC 4287 asks of one, and of each entry."""
    feed = ElementTree.fromstring(text)
    assert feed.tag == f"{ATOM}feed"
    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "en"
    once = {"id", "title", "updated", "subtitle", "rights"}
    assert {each.tag.removeprefix(ATOM) for each in feed} <= once | {"author", "link", "entry"}
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert only(element, name).text
        UUID((only(element, "id").text or "").removeprefix("urn:uuid:"))
        moment = only(element, "updated").text or ""
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", moment)
        assert datetime.fromisoformat(moment).tzinfo
        links = [(link.attrib.get("rel", "alternate"), link.attrib.get("type"), link.attrib["href"]) for link in
                 element.findall(f"{ATOM}link")]  # fmt: skip
        assert len({link[:2] for link in links}) == len(links)
        assert "alternate" in {rel for rel, _, _ in links}
    assert only(only(feed, "author"), "name").text
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    idents = [only(entry, "id").text for entry in entries]
    assert len(set(idents)) == len(idents)
    moments = [only(entry, "updated").text or "" for entry in entries]
    assert moments == sorted(moments, reverse=True)
    assert only(feed, "updated").text == moments[0]
    for entry in entries:
        summary = only(entry, "summary")
        assert summary.attrib == {"type": "html"}
        assert set(Text(summary.text or "").tags) <= {"ul", "li"}
    assert path.endswith(".xml")


@pytest.mark.parametrize("address", [SITE, ""])
def test_every_feed_is_valid_atom(address: str) -> None:
    found = made(address)
    assert len(found) > 5
    for path, text in found.items():
        valid(path, text)


def test_there_is_a_feed_of_all_changes_and_one_for_each_question_actor_and_event() -> None:
    assert set(made()) == {
        "feeds/changes.xml", "feeds/questions/q.xml", "feeds/questions/r.xml", "feeds/events/fire.xml",
        "feeds/events/flood.xml", "feeds/actors/a1.xml", "feeds/actors/b1.xml", "feeds/actors/press-s1.xml",
    }  # fmt: skip


def test_each_feed_holds_its_own_changes_and_where_the_record_begins() -> None:
    found = {path: titles(text) for path, text in made().items()}
    begins = "The record begins with 2 claims from 1 document and 0 conflicts."
    opened = "1 claim added; 1 conflict opened; 1 headline changed."
    assert found["feeds/changes.xml"] == ["1 actor changed.", f"{opened[:-1]}; 1 actor added.", begins]
    assert found["feeds/questions/q.xml"] == [opened, begins]
    assert found["feeds/events/fire.xml"] == [opened, begins]  # the question is about it
    assert found["feeds/actors/a1.xml"] == ["1 conflict opened.", begins]
    assert found["feeds/actors/b1.xml"] == ["1 actor changed.", "1 claim added; 1 conflict opened; 1 actor added.", begins]
    assert (
        found["feeds/questions/r.xml"] == found["feeds/events/flood.xml"] == found["feeds/actors/press-s1.xml"] == [begins]
    )


def test_an_entry_says_in_words_what_changed() -> None:
    entry = ElementTree.fromstring(made()["feeds/questions/q.xml"]).findall(f"{ATOM}entry")[0]
    told = Text(only(entry, "summary").text or "")
    assert told.tags == ["ul", *["li"] * 4]
    assert "Discrepancies, opened: q? · conflict: A1: 3; B1: 4: no number fits both." in told.text
    assert "Claims, added: B1: 4 · q?" in told.text
    first = ElementTree.fromstring(made()["feeds/questions/r.xml"]).findall(f"{ATOM}entry")[-1]
    assert "1 of these claims is about this." in Text(only(first, "summary").text or "").text


def test_addresses_are_whole_where_the_site_has_one_and_relative_to_the_feed_elsewhere() -> None:
    for address in (SITE, ""):
        for path, text in made(address).items():
            for link in ElementTree.fromstring(text).iter(f"{ATOM}link"):
                there = urlsplit(urljoin(f"https://any.example/{path}", link.attrib["href"]))
                assert there.netloc == ("record.example" if address else "any.example")
                assert re.match("(/side)?/(changes|questions|actors|events|feeds)/", there.path)
                if link.attrib["rel"] == "self":
                    assert there.path.endswith(path)


def test_ids_do_not_depend_on_where_an_entry_is_read_but_on_the_feed_it_is_in() -> None:
    def idents(text: str) -> list[str]:
        return [only(entry, "id").text or "" for entry in ElementTree.fromstring(text).findall(f"{ATOM}entry")]

    one, other = made(SITE), made("")
    assert idents(one["feeds/changes.xml"]) == idents(other["feeds/changes.xml"])
    everywhere = [ident for text in one.values() for ident in idents(text)]
    assert len(set(everywhere)) == len(everywhere)


def test_the_same_history_gives_the_same_bytes() -> None:
    assert made.__wrapped__(SITE) == made(SITE)


def test_without_history_there_is_no_feed() -> None:
    facts = world([claim("3")], questions={"q": STOCK})
    assert list(feeds.files(Index(facts, compare.compare(facts)), Edition())) == []


def test_a_change_that_could_not_be_compared_is_told_in_the_feed_of_all() -> None:
    facts = world([claim("3")], questions={"q": STOCK})
    log = Log((Entry("2" * 40, WHEN[1]), Entry("1" * 40, WHEN[0], None, Beginning(1, 1, 0))), "whole")
    found = dict(feeds.files(Index(facts, compare.compare(facts)), Edition(log=log)))
    assert titles(found["feeds/changes.xml"])[0].startswith("The facts as they were then do not fit")
    assert len(titles(found["feeds/questions/q.xml"])) == 1


def test_an_item_that_was_renamed_keeps_its_older_changes() -> None:
    old = world([claim("3", id="one")], questions={"q": STOCK})
    middle = world([claim("3", id="one"), claim("4", by="b1", id="two")], questions={"q": STOCK})
    facts = world([claim("3", id="one", question="r"), claim("4", by="b1", id="two", question="r")], questions={"r": STOCK})
    asked = facts.questions | {"r": facts.questions["r"].model_copy(update={"was": ("q",)})}
    new = replace(facts, questions=asked)
    found = dict(
        feeds.files(Index(new, compare.compare(new)), edition(old, middle, new, began=Beginning(1, 1, 0, {"q": 1})))
    )
    assert [title.partition(";")[0] for title in titles(found["feeds/questions/r.xml"])] == [
        "1 question renamed.", "1 claim added", "The record begins with 1 claim from 1 document and 0 conflicts.",
    ]  # fmt: skip


def test_text_of_facts_is_text_in_a_feed() -> None:
    """Payloads, and characters that XML cannot hold: shown letter by letter, or by the sign for what cannot be shown."""
    golden = model.facts(model.read(GOLDEN_FACTS))
    texts = (*PAYLOADS, "nul \x00 esc \x1b end \ufffe\ud800 ]]>")
    ident = next(iter(golden.actors))
    for payload in texts:
        actors = golden.actors | {ident: golden.actors[ident].model_copy(update={"name": payload, "about": payload})}
        hostile = replace(golden, title=payload, actors=actors)
        made_: dict[str, Any] = dict(feeds.files(Index(hostile, compare.compare(hostile)), edition(golden, hostile)))
        for path, text in made_.items():
            text.encode()
            valid(path, text)
        entry = ElementTree.fromstring(made_["feeds/changes.xml"]).findall(f"{ATOM}entry")[0]
        shown = " ".join(Text(only(entry, "summary").text or "").text.split())
        assert " ".join(feeds.FORBIDDEN.sub("\ufffd", payload).split()) in shown
