"""Text is data: whatever a record's texts hold, the pages show it letter by letter and take none of it for markup.

Two sites are compared: one whose every text is hostile, and the same record with harmless words. Whatever element,
attribute or address the first has and the second has not came out of a text.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from html5lib import HTMLParser
from payload import PAYLOADS, URL, text_fields
from sites import Page, built, html_pages, read, squeezed

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
    return Counter((tag, tuple(sorted(given)), given.get("class", "")) for tag, given in page.elements)


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
