"""Text is data: whatever a record's texts hold, the pages show it letter by letter and take none of it for markup.

Two sites are compared: one whose every text is hostile, and the same record with harmless words. Whatever element,
attribute or address the first has and the second has not came out of a text.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import icalendar
import pytest
import rdflib
import yaml
from html5lib import HTMLParser
from markupsafe import Markup
from payload import PAYLOADS, URL, text_fields
from sites import Page, built, html_pages, read, squeezed

from generator import wording

# Addresses with a text in them: the original at the quoted words, and a heading's own anchor.
TEXT_IN_ADDRESS = (":~:text=", "#")


def pairs() -> Iterator[tuple[str, Path, Path]]:
    hostile, plain = built("payload") / "site", built("plain") / "site"
    names = {path.relative_to(hostile).as_posix() for path in html_pages(hostile)}
    assert names == {path.relative_to(plain).as_posix() for path in html_pages(plain)}
    for name in sorted(names):
        yield name, hostile / name, plain / name


def texts(value: Any, key: str = "") -> Iterator[str]:
    """Yield every free text and every quote of a fact file."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from texts(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item, key)
    elif key in text_fields() | {"quote"}:
        yield value


def hostile_texts() -> list[str]:
    files = sorted((built("payload") / "facts").rglob("*.yml"))
    return [text for path in files for text in texts(yaml.safe_load(path.read_text(encoding="utf-8")))]


def elements(page: Page) -> Counter[tuple[str, tuple[str, ...], str]]:
    """Return the elements of a page; `bdi` stands around what is written from right to left, and only around that."""
    return Counter((tag, tuple(sorted(given)), given.get("class", "")) for tag, given in page.elements if tag != "bdi")


def addresses(page: Page) -> Counter[tuple[str, str]]:
    return Counter((tag, cut(address)) for tag, address in page.links())


def cut(address: str) -> str:
    for mark in TEXT_IN_ADDRESS:
        if mark in address and "claim-" not in address:
            return address.partition(mark)[0] + mark
    return address


def test_every_payload_is_in_the_record() -> None:
    found = hostile_texts()
    assert [payload for payload in PAYLOADS if not any(payload in text for text in found)] == []
    assert len(found) > 200


def test_no_text_makes_an_element_an_attribute_or_an_address() -> None:
    for name, hostile, plain in pairs():
        one, other = read(hostile), read(plain)
        assert elements(one) - elements(other) == Counter(), name
        assert elements(other) - elements(one) == Counter(), name
        assert addresses(one) == addresses(other), name


def test_no_text_makes_a_page_less_valid() -> None:
    """A strict parser finds nothing on the hostile page that it does not find on the harmless one."""
    for name, hostile, plain in pairs():
        found = []
        for path in (hostile, plain):
            parser = HTMLParser(namespaceHTMLElements=False)
            parser.parse(path.read_text(encoding="utf-8"))
            found.append(Counter(code for _, code, _ in parser.errors))
        assert found[0] - found[1] == Counter(), name


def test_generated_markup_is_strictly_valid() -> None:
    """What the templates write between two headings is whole: strict parsing of each page's body raises nothing."""
    for path in sorted((built("payload") / "build" / "pages").rglob("index.md")):
        text = path.read_text(encoding="utf-8")
        blocks = text.removeprefix("---\n").partition("---\n")[2].split('\n<div class="sbs')[1:]
        for block in blocks:
            body = '<div class="sbs' + block.rpartition("</div>")[0] + "</div>"
            HTMLParser(strict=True).parseFragment(body)


def test_every_text_is_shown_letter_by_letter() -> None:
    site = built("payload") / "site"
    shown = squeezed(" ".join(read(path).article for path in html_pages(site)))
    assert [text for text in hostile_texts() if squeezed(text) not in shown] == []


def test_titles_and_contents_are_escaped() -> None:
    """Engines put titles into the head and into the table of contents without escaping them."""
    site = built("payload") / "site"
    sources = {path.stem: yaml.safe_load(path.read_text()) for path in (built("payload") / "facts/sources").glob("*.yml")}
    for ident, source in sources.items():
        page = read(site / "sources" / ident / "index.html")
        assert squeezed(page.title).startswith(squeezed(source["title"]))
        assert squeezed(page.heading).removesuffix("¶") == squeezed(source["title"])
    topics = {yaml.safe_load(path.read_text())["topic"] for path in (built("payload") / "facts/questions").glob("*.yml")}
    index = (site / "questions" / "index.html").read_text(encoding="utf-8")
    contents = Page(f"<article>{index.partition('md-sidebar--secondary')[2].partition('<article')[0]}</article>").article
    assert [topic for topic in topics if squeezed(topic) not in squeezed(contents)] == []


def test_addresses_of_documents_stay_what_they_are() -> None:
    page = read(built("payload") / "site/sources/gazette-closure/index.html")
    outward = {address.partition(":~:")[0] for tag, address in page.links() if tag == "a" and "://" in address}
    assert URL in outward
    assert {address.removesuffix("#") for address in outward if "source.example" in address} == {URL}


def test_text_fragments_give_the_quoted_words() -> None:
    page = read(built("payload") / "site/sources/trust-report/index.html")
    told = [unquote(address.partition(":~:text=")[2]) for _, address in page.links() if ":~:text=" in address]
    assert told
    assert all("§" in words for words in told)


@pytest.mark.parametrize("name", ["claims", "citations", "discrepancies"])
def test_data_files_hold_the_texts_as_they_are(name: str) -> None:
    data = built("payload") / "site" / "data"
    rows = json.loads((data / f"{name}.json").read_text(encoding="utf-8"))
    table = list(csv.DictReader(io.StringIO((data / f"{name}.csv").read_bytes().decode())))
    assert len(rows) == len(table) > 20
    for row, cells in zip(rows, table, strict=True):
        for key in {"quote", "says", "why"} & row.keys():
            assert cells[key].removeprefix("'") == row[key].removeprefix("'")


def test_no_cell_can_be_taken_for_a_formula() -> None:
    for path in sorted((built("payload") / "site" / "data").glob("*.csv")):
        for cells in csv.reader(io.StringIO(path.read_bytes().decode())):
            assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))], path.name


READERS = {
    ".json": json.loads,
    ".jsonld": json.loads,
    ".xml": ElementTree.fromstring,
    ".svg": ElementTree.fromstring,
    ".csv": lambda body: list(csv.reader(io.StringIO(body.decode()), strict=True)),
    ".ics": lambda body: icalendar.Calendar.from_ical(body),
    ".ttl": lambda body: rdflib.Graph().parse(data=body.decode(), format="turtle"),
    ".jsonl": lambda body: [json.loads(line) for line in body.decode().split("\n")[:-1]],
}  # fmt: skip


def test_every_other_file_can_be_read_as_what_it_is() -> None:
    site, read_ = built("payload") / "site", Counter[str]()
    for path in sorted(site.rglob("*")):
        if path.suffix in READERS:
            READERS[path.suffix](path.read_bytes())
            read_[path.suffix] += 1
    assert set(READERS) <= set(read_), "a kind of file that this test was written for is no longer there"


def test_the_database_holds_every_text_as_it_is() -> None:
    with closing(sqlite3.connect(next((built("payload") / "site/data").glob("*.sqlite")))) as made:
        names = [name for (name,) in made.execute("select name from sqlite_master where type = 'table'")]
        held = {str(cell) for name in names for row in made.execute(f'select * from "{name}"') for cell in row}
    whole = "\0".join(held)
    corrections = (built("payload") / "facts/corrections.yml").read_text(encoding="utf-8")  # these have no table
    asked = set(hostile_texts()) - set(texts(yaml.safe_load(corrections)))
    assert len(asked) > 200
    assert [text for text in asked if squeezed(text) not in squeezed(whole)] == []


def test_scripts_within_pages_are_data_alone_and_cannot_be_ended_by_a_text() -> None:
    """A text that ends or begins a script, or a comment, is written with escapes there."""
    for path in html_pages(built("payload") / "site"):
        text = path.read_text(encoding="utf-8")
        for attributes, body in re.findall(r"<script([^>]*)>(.*?)</script>", text, re.S):
            assert "src=" in attributes or "ld+json" in attributes, path
            assert "<" not in body, path
            if body.strip():
                json.loads(body)


def test_links_lead_to_the_record_or_to_a_host_that_is_told() -> None:
    """Whoever opens a page of another host is not left in its hands."""
    for path in html_pages(built("payload") / "site"):
        for tag, given in read(path).elements:
            address = given.get("href", "") if tag == "a" else ""
            assert not address.lower().startswith(("javascript:", "data:", "//")), address
            assert "target" not in given, "a page of another host that opens beside this one could steer it"
            if "source.example" in address:
                assert "noopener" in given["rel"], address


def test_no_text_sets_what_is_around_it_in_another_order() -> None:
    """In a sentence, a name that is written from right to left is an element, or stands between isolating signs."""
    words = wording.load()
    name = "\u05e9\u05dc\u05d5\u05dd"
    assert words.markup("row.party", party=name).count(f"<bdi>{name}</bdi>") == 1
    assert f"\u2068{name}\u2069" in words.say("row.party", party=name)
    assert words.say("row.party", party="Town") == words.say("row.party", party="Town").replace("\u2068", "")
    assert "<bdi>" not in words.markup("row.party", party=Markup("<i>{}</i>").format(name))
