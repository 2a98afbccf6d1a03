"""Charts in a browser: every text can be read on any screen, and everything can be reached without a mouse."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import Visit
from sites import built

pytestmark = pytest.mark.browser

PHONE, WIDE = {"viewport": {"width": 360, "height": 740}}, {"viewport": {"width": 1280, "height": 900}}
DARK_PHONE = PHONE | {"color_scheme": "dark"}
NO_SCRIPTS = PHONE | {"java_script_enabled": False}
CONTRAST = {"forced_colors": "active"}
PAGES = {
    "golden": ("index.html", "matrix/index.html", "events/index.html", "events/closure/index.html",
               *(f"questions/{name}/index.html" for name in ("cracks", "lamps", "length", "cost", "walkers-counted"))),
    "real": ("events/index.html", "matrix/index.html", "events/war-2020/index.html",
             *(f"questions/{name}/index.html" for name in ("armenians-held", "civilians-killed", "deaths-in-custody",
                                                           "armenians-returned", "killed-after-ceasefire"))),
    "payload": ("events/index.html", "matrix/index.html", "questions/cracks/index.html", "questions/lamps/index.html"),
}  # fmt: skip

# The boxes of every text of every drawing: those that leave the page, and those that lie on another one.
FAULTS = """() => {
  const wide = document.documentElement.clientWidth, faults = [];
  for (const svg of document.querySelectorAll(".chart svg")) {
    if (svg.parentElement.closest("svg")) continue;
    const texts = [...svg.querySelectorAll("text")].map(text => [text, text.getBoundingClientRect()]);
    for (const [text, box] of texts) {
      if (box.left < -0.5 || box.right > wide + 0.5) faults.push(`cut off: ${text.textContent}`);
      for (const [other, their] of texts) {
        const beside = box.right <= their.left || their.right <= box.left;
        const apart = beside || box.bottom <= their.top || their.bottom <= box.top;
        if (other !== text && !apart) faults.push(`on each other: ${text.textContent} and ${other.textContent}`);
      }
    }
  }
  return faults;
}"""


def setting(*values: dict[str, Any]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("visit", values, indirect=True, ids=lambda value: "-".join(map(str, value.values())))


@setting(PHONE, WIDE)
@pytest.mark.parametrize("site", sorted(PAGES))
def test_no_text_of_a_drawing_is_cut_off_or_lies_on_another(visit: Visit, site: str) -> None:
    built(site)
    drawn = 0
    for path in PAGES[site]:
        page = visit.open(f"{site}/site/{path}")
        assert page.evaluate(FAULTS) == [], path
        drawn += page.locator(".chart text").count()
    assert drawn > 10


@setting(PHONE, {"viewport": {"width": 320, "height": 740}})
@pytest.mark.parametrize("site", sorted(PAGES))
def test_no_drawing_makes_a_page_scroll_sideways(visit: Visit, site: str) -> None:
    built(site)
    for path in PAGES[site]:
        page = visit.open(f"{site}/site/{path}")
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, path


@setting(WIDE, DARK_PHONE)
def test_nothing_in_a_drawing_keeps_anyone_out(visit: Visit) -> None:
    """All rules of axe, within the drawings and the tables of this part."""
    for path in PAGES["golden"]:
        page = visit.open(f"golden/site/{path}")
        parts = [part for part in (".chart", ".matrix-scroll") if page.locator(part).count()]
        found = Axe().run(page, context={"include": [[part] for part in parts]}).response["violations"] if parts else []
        assert [f"{one['id']}: {node['html'][:150]}" for one in found for node in one["nodes"]] == [], path


def test_every_row_of_a_chart_can_be_reached_and_followed_by_keyboard(visit: Visit) -> None:
    page = visit.open("golden/site/questions/cracks/index.html")
    rows = page.locator(".chart-row")
    links = page.locator(".chart-row a")
    assert rows.count() == links.count() == 10
    links.first.focus()
    for number in range(1, 10):
        page.keyboard.press("Tab")
        assert links.nth(number).evaluate("link => link === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sources/**#claim-*")
    assert page.locator("article.claim:target").is_visible()


def test_a_row_says_aloud_who_gave_which_answer_and_how_it_stands(visit: Visit) -> None:
    page = visit.open("golden/site/questions/cracks/index.html")
    assert page.locator(".chart").get_by_role("link", name="Walkers (dozens)").count() == 1
    heard = page.locator(".chart-row", has_text="dozens").aria_snapshot()
    assert "cannot be true together with answer" in heard
    assert "Ferry company (declined)" in page.locator(".chart").first.aria_snapshot()


def test_marks_stand_over_the_ticks_of_their_numbers(visit: Visit) -> None:
    """The axis and the rows are drawn apart and must lie on one another, to the pixel."""
    for width in (360, 1280):
        page = visit.open("golden/site/questions/lamps/index.html")
        page.set_viewport_size({"width": width, "height": 800})
        off = page.evaluate("""() => {
          const group = document.querySelectorAll(".chart-group")[1];
          const tick = [...group.querySelectorAll(".chart-axis text")].find(text => text.textContent === "10");
          const dot = group.querySelector(".chart-row circle");
          const middle = element => { const box = element.getBoundingClientRect(); return (box.left + box.right) / 2; };
          return Math.abs(middle(tick) - middle(dot));
        }""")
        assert off < 1, f"{off} pixels apart at {width}"


@setting(NO_SCRIPTS)
def test_without_scripts_every_drawing_is_there(visit: Visit) -> None:
    for path, least in (("questions/cracks/index.html", 8), ("events/index.html", 4), ("index.html", 1)):
        page = visit.open(f"golden/site/{path}")
        assert page.locator(".chart svg").first.is_visible()
        assert page.locator(".chart :is(circle, rect, line.span)").count() >= least


@setting(CONTRAST)
def test_with_forced_colours_marks_stand_out_from_the_ground(visit: Visit) -> None:
    page = visit.open("golden/site/questions/cracks/index.html")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    dot = page.locator(".chart-row .dot").first.evaluate("dot => getComputedStyle(dot).fill")
    line = page.locator(".chart-row .span").first.evaluate("line => getComputedStyle(line).stroke")
    text = page.locator(".chart text.value").first.evaluate("text => getComputedStyle(text).fill")
    assert ground not in (dot, line, text)


def test_a_printed_chart_keeps_its_marks_and_rows(visit: Visit) -> None:
    page = visit.open("golden/site/questions/cracks/index.html")
    page.emulate_media(media="print")
    assert page.locator(".chart-row .dot").first.is_visible()
    assert page.evaluate(FAULTS) == []


@setting(WIDE)
def test_the_heads_of_the_matrix_stay_in_sight(visit: Visit) -> None:
    page = visit.open("golden/site/matrix/index.html")
    region = page.locator(".matrix-scroll").first
    region.focus()
    assert region.evaluate("region => region === document.activeElement")
    corner = page.locator(".matrix-scroll thead th").first
    assert corner.evaluate("cell => getComputedStyle(cell).position") == "sticky"


@setting(PHONE)
def test_on_a_phone_each_row_of_the_matrix_is_a_card_that_names_its_cells(visit: Visit) -> None:
    page = visit.open("golden/site/matrix/index.html")
    cell = page.locator("table.matrix td:not(:empty)").first
    assert cell.evaluate("cell => getComputedStyle(cell).display") == "block"
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content").strip('"')
    assert not page.locator("table.matrix td:empty").first.is_visible()
