"""The pages in a browser: for everybody, on any screen, with and without scripts, from a server and from files."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import Visit
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

GENERATED = (
    "index.html", "questions/index.html", "questions/cracks/index.html", "questions/nobody-asked/index.html",
    "actors/index.html", "actors/town-clerk/index.html", "events/index.html", "events/closure/index.html",
    "sources/index.html", "sources/gazette-closure/index.html", "places/index.html", "places/stillwater/index.html",
)  # fmt: skip
WRITTEN = ("method.html", "data.html", "contribute/facts.html", "contribute/rules.html")
DARK, LIGHT = {"color_scheme": "dark"}, {"color_scheme": "light"}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
NO_SCRIPTS = {"java_script_enabled": False}


def setting(*values: dict[str, Any]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("visit", values, indirect=True, ids=lambda value: "-".join(map(str, value.values())))


@setting(LIGHT)
@pytest.mark.parametrize("path", [*GENERATED, *WRITTEN])
def test_nothing_serious_keeps_anyone_from_using_a_page(visit: Visit, path: str) -> None:
    """Contrast, names, roles, headings, keyboard: the rules of axe."""
    assert serious(visit.open(f"golden/site/{path}")) == []


@setting(DARK)
@pytest.mark.parametrize("path", [*GENERATED, *WRITTEN])
def test_colours_can_be_told_apart_in_the_dark(visit: Visit, path: str) -> None:
    """The rules of axe about colour; the others do not depend on the scheme."""
    page = visit.open(f"golden/site/{path}")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert serious(page, {"runOnly": ["color-contrast", "link-in-text-block"]}) == []


def serious(page: Page, options: dict[str, Any] | None = None) -> list[str]:
    """Return what axe finds serious or worse, each with its element and the remedy."""
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{one['id']}: {node['html'][:120]} {node['failureSummary']}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@setting(PHONE)
@pytest.mark.parametrize("site", ["golden", "payload"])
def test_a_narrow_screen_shows_every_page_without_scrolling_sideways(visit: Visit, site: str) -> None:
    for path in [*GENERATED, *WRITTEN] if site == "golden" else GENERATED:
        page = visit.open(f"{site}/site/{path}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} is {wide} pixels too wide"


@setting(PHONE)
def test_a_table_becomes_cards_that_name_their_cells(visit: Visit) -> None:
    page = visit.open("golden/site/questions/cracks/index.html")
    cell = page.locator("table.answers td").first
    assert cell.evaluate("cell => getComputedStyle(cell).display") == "block"
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Speaker"'


@setting(NO_SCRIPTS)
def test_without_scripts_everything_is_there(visit: Visit) -> None:
    page = visit.open("golden/site/questions/cracks/index.html")
    assert page.locator("table.answers").first.is_visible()
    assert page.locator("table.answers tbody tr").count() == 10
    assert page.locator(".headline").inner_text().startswith("Four speakers give nine answers")
    page.locator("a.answer").first.click()
    assert page.locator("article.claim").first.is_visible()


def test_a_permalink_scrolls_to_its_claim_and_marks_it(visit: Visit) -> None:
    page = visit.open("golden/site/sources/gazette-closure/index.html#claim-cost-april")
    claim = page.locator("#claim-cost-april")
    page.wait_for_function("window.scrollY > 0")
    box = claim.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < page.viewport_size["height"]
    assert claim.evaluate("claim => getComputedStyle(claim).outlineStyle") == "solid"


def test_an_answer_is_one_step_from_its_words(visit: Visit) -> None:
    page = visit.open("golden/site/questions/length/index.html")
    page.get_by_role("link", name="121.5").first.click()
    page.wait_for_url("**/sources/**#claim-*")
    assert "121.5 metres" in page.locator("article.claim:target q").first.inner_text()


def test_how_a_claim_stands_opens_without_a_mouse(visit: Visit) -> None:
    page = visit.open("golden/site/sources/gazette-closure/index.html")
    details = page.locator("#claim-cracks-trust details.how")
    details.locator("summary").focus()
    page.keyboard.press("Enter")
    assert details.get_by_text("no number fits both").first.is_visible()


def test_hostile_texts_do_nothing_in_a_browser(visit: Visit) -> None:
    for path in GENERATED:
        page = visit.open(f"payload/site/{path}")
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        page.locator("h1").hover()
        assert page.locator("article img, article script, article iframe").count() == 0


def test_files_open_and_lead_to_each_other(visit_files: Visit) -> None:
    page = visit_files.open("golden/site/index.html")
    page.get_by_role("link", name="How many cracks did the piers have?").first.click()
    page.wait_for_url(re.compile("/questions/cracks/index.html$"))
    page.locator("a.answer").first.click()
    page.wait_for_url(re.compile(r"/sources/.+/index.html#claim-"))
    assert page.locator("article.claim:target").is_visible()


@setting(DARK)
def test_the_scheme_of_the_machine_is_followed_and_can_be_changed(visit: Visit) -> None:
    page = visit.open("golden/site/index.html")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.get_by_title("Switch to light mode").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "default"


def test_an_old_address_leads_to_the_new_one(visit: Visit) -> None:
    page = visit.open("golden/site/actors/old-council/index.html")
    page.wait_for_url("**/actors/town-council/index.html")
    assert page.locator("h1").inner_text().startswith("Brückenrat / Town council")
