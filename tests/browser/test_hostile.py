"""A record whose every text is hostile, in a browser: nothing runs, no other host is asked, no page is torn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import Visit
from sites import built, html_pages, read

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 360, "height": 740}}
TAGS = "[...new Set([...document.querySelectorAll('*')].map(each => each.tagName.toLowerCase()))]"
HANDLERS = """[...document.querySelectorAll('*')].flatMap(each => [...each.attributes]
  .filter(one => one.name.startsWith('on') || one.name === 'srcdoc' || /^\\s*(javascript|data):/i.test(one.value)
    && ['href', 'src', 'action'].includes(one.name)).map(one => `${each.tagName} ${one.name}=${one.value.slice(0, 60)}`))"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Where a text begins and ends on the line, by its first and last letter.
EDGES = """([before, name, after]) => {
  const line = document.createElement('p'); document.querySelector('article').append(line);
  line.innerHTML = `<span>${before}</span> <a href="#x">${name}</a><span>${after}</span>`;
  return [...line.children].map(each => each.getBoundingClientRect().left); }"""


def pages(name: str) -> Iterator[str]:
    site = built(name) / "site"
    for path in html_pages(site):
        if path.name == "404.html":  # its addresses begin at the host, which serves several sites here
            continue
        if not any(given.get("http-equiv") == "refresh" for _, given in read(path).elements):  # it leads on to another page
            yield f"{name}/site/{path.relative_to(site).as_posix()}"


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_no_text_runs_asks_adds_or_breaks_anything(visit: Visit) -> None:
    """On every page; `visit` fails on a dialog, an error of the console, and a request to another host."""
    hostile: set[str] = set()
    wide = []
    for page in pages("payload"):
        shown = visit.open(page)
        hostile |= set(shown.evaluate(TAGS))
        assert shown.evaluate(HANDLERS) == [], page
        if shown.evaluate(TOO_WIDE) > 0:
            wide.append(page)
    assert wide == []
    harmless: set[str] = set()
    for page in pages("plain"):
        harmless |= set(visit.open(page).evaluate(TAGS))
    assert hostile - harmless <= {"bdi"}


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_a_name_from_right_to_left_leaves_the_figures_around_it_in_their_places(visit: Visit) -> None:
    """Without isolation, the number after such a name would stand before it."""
    shown = visit.open("golden/site/actors/index.html")
    left = shown.evaluate(EDGES, ["said by", "\u05e9\u05dc\u05d5\u05dd", ": 14"])
    assert left == sorted(left)
    quote = shown.evaluate(
        EDGES.replace('<a href="#x">${name}</a>', "<q>${name}</q>"), ["wrote", "\u0633\u0644\u0627\u0645", "(14)"]
    )
    assert quote == sorted(quote)
