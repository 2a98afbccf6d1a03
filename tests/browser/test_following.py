"""The pages of changes and the citations in a browser: read by everybody, without scripts too, on a phone, in the dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import Visit
from repositories import history, needs_git

pytestmark = [pytest.mark.browser, needs_git]

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
PAGES = ("changes/index.html", "index.html", "sources/gazette-closure/index.html")


@pytest.fixture(autouse=True)
def site() -> str:
    """The site with a history, served beside the others."""
    return f"{history().name}/site"


@pytest.mark.parametrize("visit", [{"color_scheme": "light"}, {"color_scheme": "dark"}, PHONE], indirect=True)
@pytest.mark.parametrize("path", PAGES)
def test_nothing_keeps_anyone_from_reading(visit: Visit, site: str, path: str) -> None:
    page = visit.open(f"{site}/{path}")
    page.evaluate("document.querySelectorAll('details.citing').forEach((each) => { each.open = true; })")
    found = [(one["id"], one["nodes"][0]["html"]) for one in Axe().run(page).response["violations"]]
    assert found == []


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
@pytest.mark.parametrize("path", PAGES)
def test_a_phone_shows_it_without_moving_sideways(visit: Visit, site: str, path: str) -> None:
    page = visit.open(f"{site}/{path}")
    page.evaluate("document.querySelectorAll('details.citing').forEach((each) => { each.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("visit", [{"java_script_enabled": False}], indirect=True)
def test_changes_are_all_there_without_scripts(visit: Visit, site: str) -> None:
    page = visit.open(f"{site}/changes/index.html")
    assert page.get_by_text("1 claim added; 1 conflict opened").is_visible()
    assert page.locator("article.change").count() == 3
    page.get_by_text("Cite this page", exact=True).click()
    assert page.locator("details.citing .cite-plain").is_visible()


def test_from_the_home_page_to_a_change_and_to_the_claim_that_it_added(visit: Visit, site: str) -> None:
    page = visit.open(f"{site}/index.html")
    page.get_by_role("link", name="1 claim added; 1 conflict opened").click()
    page.wait_for_url("**/changes/index.html#change-*")
    mark = page.evaluate("location.hash.slice(1)")
    change = page.locator(f"#{mark}")
    assert change.is_visible()
    change.locator("ul.did a[href*='#claim-closed-trust']").first.click()
    page.wait_for_url("**/sources/gazette-closure/index.html#claim-closed-trust")
    assert page.locator("#claim-closed-trust").is_visible()


def test_a_claim_is_cited_by_keyboard(visit: Visit, site: str) -> None:
    """The folded citation opens with the Enter key, and what it gives is whole."""
    page = visit.open(f"{site}/sources/gazette-closure/index.html")
    cite = page.locator("#claim-closed-trust details.citing")
    cite.locator("summary").focus()
    page.keyboard.press("Enter")
    assert cite.locator(".cite-plain").is_visible()
    told = cite.locator(".cite-plain").inner_text()
    assert "gazette-closure/closed-trust" in told
    assert "https://record.example/side/sources/gazette-closure/index.html#claim-closed-trust" in told
    assert cite.locator("pre").first.text_content().startswith("@article{gazette-closure:closed-trust,")
    there = cite.get_by_role("link", name="CSL-JSON").evaluate("(each) => each.href")
    assert "gazette-closure:closed-trust" in {item["id"] for item in page.request.get(there).json()}


def test_what_was_and_what_is_can_be_told_apart_without_colour(visit: Visit, site: str) -> None:
    page = visit.open(f"{site}/changes/index.html")
    lines = {
        tag: page.locator(f"ul.did {tag}").first.evaluate("(each) => getComputedStyle(each).textDecorationLine")
        for tag in ("del", "ins")
    }
    assert lines == {"del": "line-through", "ins": "underline"}
