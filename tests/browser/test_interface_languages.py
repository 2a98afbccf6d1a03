"""The site in further languages, in a browser: choosing one with the keyboard, pages for everybody, narrow screens."""

from __future__ import annotations

import pytest
from conftest import Visit
from sites import built
from test_quality import LIGHT, TOO_SMALL, TOO_WIDE, setting, told

pytestmark = pytest.mark.browser

PAGES = ("index.html", "questions/cracks/index.html", "sources/notice/index.html")
PHONE = {"viewport": {"width": 360, "height": 740}}


@pytest.fixture(autouse=True)
def site() -> None:
    """Build the site before it is visited; once for all tests."""
    built("languages")


def test_a_language_is_chosen_with_the_keyboard_and_the_page_stays(visit: Visit) -> None:
    page = visit.open("languages/site/questions/cracks/index.html")
    page.locator(".shell-languages a[lang=ru]").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/languages/site/ru/questions/cracks/index.html")
    assert page.locator("html").get_attribute("lang") == "ru"
    assert page.locator("h1").inner_text().startswith("Сколько трещин")
    assert page.locator(".shell-languages a[aria-current]").inner_text() == "Русский"
    with page.expect_navigation():
        page.locator(".shell-sections a[href$='actors/index.html']").first.click()
    assert page.url.endswith("/languages/site/ru/actors/index.html")


@setting({**LIGHT, "viewport": {"width": 1000, "height": 800}})
@pytest.mark.parametrize("language", ["hy", "ru"])
def test_translated_pages_are_for_everybody(visit: Visit, language: str) -> None:
    found = []
    for path in PAGES:
        page = visit.open(f"languages/site/{language}/{path}")
        found += [f"{path} too small: {each}" for each in page.evaluate(TOO_SMALL, 24)]
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        found += told(page)
    assert found == []


@setting(PHONE)
@pytest.mark.parametrize("language", ["hy", "ru"])
def test_a_phone_shows_translated_pages_without_scrolling_sideways(visit: Visit, language: str) -> None:
    for path in PAGES:
        page = visit.open(f"languages/site/{language}/{path}")
        assert page.evaluate(TOO_WIDE) <= 0, path


def test_two_actors_are_compared_in_a_translated_page(visit: Visit) -> None:
    """The answers are those of the original; the links to questions and actors stay in the language."""
    page = visit.open("languages/site/ru/compare/index.html?a=bridge-trust&b=town-council")
    link = page.locator(".compare-result a[href*='questions/']").first
    link.wait_for()
    assert "/languages/site/ru/questions/" in link.evaluate("each => each.href")
