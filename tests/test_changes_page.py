"""The pages of changes, the lines on the home page, and the site with a history and without one."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from html5lib import HTMLParser
from payload import PAYLOADS
from repositories import ADDRESS, MESSAGE, NAME, REPOSITORY, history, needs_git
from sites import GOLDEN_FACTS, Page, built, html_pages, read, run, squeezed
from worlds import STOCK, claim, world

from generator import changes, changes_page, compare, model, render, schema, wording
from generator.edition import Edition
from generator.index import Index
from generator.log import Beginning, Entry, Log
from generator.model import Facts

ASKED = {"q": STOCK}
BEGAN = Entry("0" * 40, "2024-06-01T10:00:00Z", None, Beginning(3, 1, 1))


def entry(old: Facts, new: Facts, number: int = 1) -> Entry:
    change = changes.between((old, compare.compare(old)), (new, compare.compare(new)))
    return Entry(f"{number:07x}{'0' * 33}", f"2024-07-{number % 28 + 1:02}T10:00:00Z", change)


def pages(facts: Facts, *entries: Entry, **known: str) -> dict[str, str]:
    """Return the pages of changes of a record, as Markdown; `entries` are given oldest first."""
    edition = Edition(log=Log((*reversed(entries), BEGAN), "whole"), **known)
    made = dict(render.texts(facts, compare.compare(facts), edition))
    return {path: text for path, text in made.items() if path.startswith("changes/")} | {"index.md": made["index.md"]}


def plain(text: str) -> str:
    return squeezed(html.unescape(re.sub(r"<[^>]+>", " ", text)))


ONE, TWO = claim("3", id="one"), claim("4", by="b1", id="two")


def test_a_change_is_told_with_links_to_what_it_was_about() -> None:
    old, new = world([ONE], questions=ASKED), world([ONE, TWO], questions=ASKED)
    text = pages(new, entry(old, new))["changes/index.md"]
    assert "## 2 July 2024" in html.unescape(text)
    assert "1 claim added; 1 conflict opened; 1 headline changed; 1 actor added." in text
    assert '<a href="../sources/s1/index.html#claim-two">B1: 4</a>' in text
    assert '<a href="../questions/q/index.html">q?</a>' in text
    assert "A1: 3; B1: 4: no number fits both." in text
    assert 'id="change-0000001"' in text
    assert "The record begins with 3 claims from 1 document and 1 conflict." in text


def test_what_is_gone_is_told_without_a_link() -> None:
    old, new = world([ONE, TWO], questions=ASKED), world([ONE], questions=ASKED)
    text = pages(new, entry(old, new))["changes/index.md"]
    assert "B1: 4" in text
    assert "#claim-two" not in text
    assert "actors/b1/" not in text


def test_a_correction_is_told_with_a_link_to_the_log() -> None:
    new = model.facts(model.read(GOLDEN_FACTS))
    text = pages(new, entry(replace(new, corrections=new.corrections[1:]), new))["changes/index.md"]
    assert "1 correction recorded." in plain(text)
    assert '<a href="../corrections/index.html">9 July 2024</a>' in text
    assert f"what was wrong: {new.corrections[0].wrong}" in plain(text)


def test_a_link_leads_to_what_has_another_id_today() -> None:
    old, new = world([ONE], questions=ASKED), world([ONE, TWO], questions=ASKED)
    today = world([claim("3", id="one", question="r"), claim("4", by="b1", id="two", question="r")], questions={"r": STOCK})
    asked = today.questions | {"r": today.questions["r"].model_copy(update={"was": ("q",)})}
    text = pages(replace(today, questions=asked), entry(old, new))["changes/index.md"]
    assert '<a href="../questions/r/index.html">q?</a>' in text
    assert "questions/q/index.html" not in text


def test_the_repository_is_linked_where_its_address_is_known() -> None:
    old, new = world([ONE], questions=ASKED), world([ONE, TWO], questions=ASKED)
    one = entry(old, new)
    assert f"/commit/{one.commit}" not in pages(new, one)["changes/index.md"]
    linked = pages(new, one, repository="https://code.example/record")["changes/index.md"]
    assert f'href="https://code.example/record/commit/{one.commit}"' in linked


def test_a_long_change_is_cut_and_has_a_page_of_its_own() -> None:
    many = [claim(str(number), by=f"x{number}", id=f"c{number}") for number in range(12)]
    old, new = world([ONE], questions=ASKED), world([ONE, *many], questions=ASKED)
    made = pages(new, entry(old, new))
    assert "and 4 more" in made["changes/index.md"]
    assert 'href="0000001/index.html"' in made["changes/index.md"]
    assert made["changes/index.md"].count("#claim-c") == changes_page.SHOWN
    whole = made["changes/0000001/index.md"]
    assert whole.count("#claim-c") == 12
    assert "../../sources/s1/index.html#claim-c11" in whole
    assert "../index.html#change-0000001" in whole


def test_old_changes_are_a_line_and_a_page() -> None:
    old, new = world([ONE], questions=ASKED), world([ONE, TWO], questions=ASKED)
    number = changes_page.NEWEST + 5
    made = pages(new, *(entry(old, new, each) for each in range(1, number + 1)))
    text = made["changes/index.md"]
    assert text.count("1 claim added") == number
    assert text.count("#claim-two") == changes_page.NEWEST
    assert len(made) == 2 + 5


def test_the_home_page_shows_the_newest_changes_under_what_they_did() -> None:
    old, new = world([ONE], questions=ASKED), world([ONE, TWO], questions=ASKED)
    made = pages(new, *(entry(old, new, each) for each in range(1, 9)))["index.md"]
    assert made.count('href="changes/index.html#change-') == changes_page.LATEST
    assert "changes/index.html#change-0000008" in made
    assert "1 claim added; 1 conflict opened" in made


def test_what_could_not_be_compared_and_what_is_left_out_is_said() -> None:
    facts = world([ONE], questions=ASKED)
    log = Log((Entry("1" * 40, "2024-07-01T10:00:00Z"), BEGAN), "shallow", 7)
    text = dict(render.texts(facts, compare.compare(facts), Edition(log=log)))["changes/index.md"]
    assert "do not fit the rules of today" in text
    assert "only the newest part of its history" in text
    assert "7 changes between these are not listed." in text


def test_without_history_the_page_says_so_and_no_page_names_a_feed() -> None:
    facts = model.facts(model.read(GOLDEN_FACTS))
    made = dict(render.texts(facts, compare.compare(facts)))
    assert "This copy of the record carries no history" in made["changes/index.md"]
    assert not [path for path, text in made.items() if path.startswith("feeds/") or re.search("^feed:", text, re.M)]
    assert "carries no history" in read(built("golden") / "site/changes/index.html").article


def test_every_field_that_can_change_has_a_word() -> None:
    files = [schema.FILES[kind] for kind in ("source", "actor", "place", "event", "question")]
    names = {name for shape in (*files, schema.ClaimEntry, schema.Party) for name in schema.fields(shape)}
    known = wording.load().texts
    assert [name for name in names - {"id", "was", "claims"} if f"changes.field.{name}" not in known] == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_of_facts_is_text(payload: str) -> None:
    """A hostile name and title, before and after: the pages are strictly valid and show it letter by letter."""
    golden = model.facts(model.read(GOLDEN_FACTS))
    actor, question = next(iter(golden.actors)), next(q for q in golden.questions if "." not in q)
    shape = golden.actors[actor].model_copy(update={"name": f"{payload} A", "about": f"{payload} B"})
    asked = golden.questions[question].model_copy(update={"title": f"{payload} C?"})
    hostile = replace(golden, actors=golden.actors | {actor: shape}, questions=golden.questions | {question: asked})
    for old, new in ((golden, hostile), (hostile, golden)):
        for path, text in pages(new, entry(old, new)).items():
            if path == "index.md":
                continue
            for block in text.split('\n<div class="sbs')[1:]:
                HTMLParser(strict=True).parseFragment('<div class="sbs' + block.rpartition("</div>")[0] + "</div>")
            shown = squeezed(Page(f"<article>{text}</article>").article)
            for text_ in (f"{payload} A", f"{payload} B", f"{payload} C?"):
                assert squeezed(text_) in shown


# A whole site with a history.


@needs_git
def test_the_site_of_a_record_with_history_tells_it() -> None:
    site = history() / "site"
    page = read(site / "changes/index.html")
    for told in (
        "5 June 2024",
        "3 June 2024",
        "1 June 2024",
        "1 claim added; 1 conflict opened",
        "goes back to the first facts",
    ):
        assert told in page.article
    assert "1 claim added; 1 conflict opened" in read(site / "index.html").article
    assert "https://code.example/record/commit/" in " ".join(address for _, address in page.links())


@needs_git
def test_no_name_and_no_message_of_a_committer_is_on_the_site() -> None:
    for path in (history() / "site").rglob("*"):
        if path.is_file():
            body = path.read_bytes()
            assert NAME.encode() not in body
            assert MESSAGE.encode() not in body
            assert b"committer@" not in body


@needs_git
def test_each_page_with_a_feed_leads_to_it() -> None:
    site = history() / "site"
    found = {}
    for path in html_pages(site):
        for tag, given in read(path).elements:
            if tag == "link" and given.get("type") == "application/atom+xml":
                found[path.relative_to(site).as_posix()] = given["href"]
    for page, href in found.items():
        assert ((site / page).parent / href).resolve().is_file(), (page, href)
    assert {"index.html", "changes/index.html", "questions/cracks/index.html", "actors/town-clerk/index.html",
            "events/closure/index.html"} <= found.keys()  # fmt: skip
    assert len({(Path(page).parent / href).as_posix() for page, href in found.items()}) > 20


@needs_git
def test_addresses_of_citations_and_feeds_are_whole_where_the_site_has_one() -> None:
    site = history() / "site"
    page = (site / "questions/cracks/index.html").read_text(encoding="utf-8")
    assert "facts of version 2024-06-05, " in page
    assert "https://record.example/side/questions/cracks/index.html" in page
    assert (
        'href="https://record.example/side/questions/cracks/index.html"' in (site / "feeds/questions/cracks.xml").read_text()
    )
    contract = json.loads((site / "data/contract.json").read_text())
    assert contract["contract"] >= 1


@needs_git
def test_rendering_again_changes_nothing() -> None:
    again = run(history(), "render", SITE_URL=ADDRESS, REPOSITORY_URL=REPOSITORY)
    assert "(0 changed, 0 removed)" in again.stderr
    assert "gazette-closure/closed-trust" in (history() / ".cache/changes.json").read_text(encoding="utf-8")


def test_an_index_knows_ids_of_today_only() -> None:
    facts = world([ONE], questions=ASKED)
    index = Index(facts, compare.compare(facts))
    assert index.current("question", "q") == "q"
    assert index.current("question", "nowhere") == ""
