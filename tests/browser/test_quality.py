"""The quality floor, in a browser, on one page of every kind: for everybody, by the policy, without a jump."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import Visit
from playwright.sync_api import Page
from sites import built

pytestmark = pytest.mark.browser

DARK, LIGHT = {"color_scheme": "dark"}, {"color_scheme": "light"}
NARROW = {"viewport": {"width": 320, "height": 640}}
PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True}
WIDE = {"viewport": {"width": 1000, "height": 800}}
# Rules of axe that do not hold, each with its reason. None.
EXCEPTIONS: dict[str, str] = {}
# Nothing of ours is smaller than the 24 pixels of WCAG 2.2 (2.5.8); links within a sentence are excepted by it.
SMALL = 24
TOO_SMALL = """least => [...document.querySelectorAll('button, select, input, summary, .shell-header a, .shell-footer li a')]
  .filter(each => each.checkVisibility()).map(each => [each, each.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && (Math.round(box.height) < least || Math.round(box.width) < least))
  .map(([each, box]) => `${each.outerHTML.slice(0, 90)} ${Math.round(box.width)}x${Math.round(box.height)}`)"""
# Axe takes a minute for a long table, whose further rows are as its first ones.
LENGTH, LONG = "document.documentElement.outerHTML.length", 250_000
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
RANKS = "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(each => Number(each.tagName[1]))"
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
# The browser itself counts what moves by itself: it calls a page good below 0.1, and a tenth of that is not seen.
SHIFTS = """window.shifts = []; new PerformanceObserver(list => list.getEntries().filter(each => each.value > 0.01)
  .forEach(each => window.shifts.push(`${each.value} ${each.sources.map(one => one.node && one.node.className)}`)))
  .observe({ type: 'layout-shift', buffered: true });"""


def setting(*values: dict[str, Any]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("visit", values, indirect=True, ids=lambda value: "-".join(map(str, value.values())))


def kinds(name: str) -> Iterator[str]:
    """Yield one page of every kind, and of the kinds of items the longest and the shortest.

    Of the real record, which takes long, only what is larger in it than in the small one: lists and longest items; the
    table of all claims, a minute for axe by itself, is looked at in test_sorting.py.
    """
    site = built(name) / "site"
    for folder in sorted(path for path in site.iterdir() if path.is_dir()):
        items = [path for path in folder.glob("*/index.html") if 'http-equiv="refresh"' not in path.read_text("utf-8")]
        by_size = sorted(items, key=lambda path: (path.stat().st_size, path))
        found = {folder / "index.html", *by_size[-1:]}
        if name != "real":
            found |= {*by_size[:1], *folder.glob("*.html")}
        elif folder.name == "claims":
            continue
        yield from (f"{name}/site/{path.relative_to(site).as_posix()}" for path in sorted(found) if path.is_file())
    if name != "real":
        yield from (f"{name}/site/{path.name}" for path in sorted(site.glob("*.html")) if path.name != "404.html")


def told(page: Page, options: dict[str, Any] | None = None) -> list[str]:
    """Return what axe finds of any impact, best practices included, each with its element and the remedy."""
    # The rule about the size of targets is off by itself; it holds what is not a link within a sentence to 24 pixels.
    settings = options or {"rules": {"target-size": {"enabled": True}}}
    found = Axe().run(page, options=settings).response["violations"]
    return [
        f"{page.url.partition('/site/')[2]} {one['id']} ({one['impact']}): {node['html'][:160]} {node['failureSummary']}"
        for one in found
        if one["id"] not in EXCEPTIONS
        for node in one["nodes"]
    ]


@setting({**LIGHT, **WIDE})
@pytest.mark.parametrize("name", ["golden", "real"])
def test_every_kind_of_page_is_for_everybody(visit: Visit, name: str) -> None:
    """Every rule of axe, best practices included; one heading of the first rank and no rank left out; no jump on loading.

    All of it in one visit to each page, because visits are what these tests cost.
    """
    visit.page.add_init_script(SHIFTS)
    found = []
    for path in kinds(name):
        page = visit.open(path)
        page.evaluate(PAINTED)
        found += [f"{path} jumps: {each}" for each in page.evaluate("window.shifts")]
        found += [f"{path} headings: {ranks}" for ranks in [page.evaluate(RANKS)] if not in_order(ranks)]
        found += [f"{path} too small: {each}" for each in page.evaluate(TOO_SMALL, SMALL)]
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        found += told(page) if page.evaluate(LENGTH) < LONG else []
    assert found == []


@setting(DARK)
def test_colours_can_be_told_apart_in_the_dark(visit: Visit) -> None:
    """The rules of axe about colour; the others do not depend on the scheme."""
    found = []
    for path in kinds("golden"):
        page = visit.open(path)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        found += told(page, {"runOnly": ["color-contrast", "link-in-text-block"]})
    assert found == []


@setting(NARROW)
@pytest.mark.parametrize("name", ["golden", "real", "payload"])
def test_a_narrow_screen_and_large_letters_lose_nothing(visit: Visit, name: str) -> None:
    """WCAG 1.4.10: nothing scrolls sideways at 320 pixels. 1.4.4: nor with letters of twice the size. No jump either."""
    visit.page.add_init_script(SHIFTS)
    found = []
    for path in kinds(name):
        page = visit.open(path)
        page.evaluate(PAINTED)
        found += [f"{path} jumps: {each}" for each in page.evaluate("window.shifts")]
        found += [f"{path} too small: {each}" for each in page.evaluate(TOO_SMALL, SMALL)]
        found += [f"{path} is {wide} pixels too wide" for wide in [page.evaluate(TOO_WIDE)] if wide > 0]
        page.set_viewport_size({"width": 640, "height": 640})
        page.evaluate("document.documentElement.style.fontSize = '250%'")
        found += [f"{path} is {wide} pixels too wide at 200 %" for wide in [page.evaluate(TOO_WIDE)] if wide > 0]
        page.set_viewport_size({"width": 320, "height": 640})
    assert found == []


def in_order(ranks: list[int]) -> bool:
    """Return whether headings begin with the only one of rank 1 and leave no rank out on the way down."""
    return ranks[:1] == [1] and ranks.count(1) == 1 and all(after <= before + 1 for before, after in pairwise(ranks))


@setting(LIGHT)
def test_the_policy_holds_on_every_page_and_stops_a_script_that_is_not_ours(visit: Visit) -> None:
    """The visit fails when the console names a breach; what was put into the page afterwards does not run.

    That each page carries the policy and nothing that needs more is held in tests/test_shell.py, without a browser.
    """
    visit.open("golden/site/questions/cracks/index.html")
    assert visit.faults == []
    assert injected(visit.page) is None
    assert any("script-src 'self'" in fault for fault in visit.faults)
    visit.faults.clear()


def injected(page: Page) -> object:
    """Return what a script that is put into the page leaves behind."""
    return page.evaluate(
        "() => { const script = document.createElement('script'); script.textContent = 'window.ran = true';"
        " document.body.append(script); return window.ran ?? null; }"
    )


def test_the_policy_lets_the_site_work_from_files(visit_files: Visit) -> None:
    page = visit_files.open("golden/site/questions/cracks/index.html")
    assert page.evaluate("document.documentElement.className") == "js"
    assert page.evaluate("getComputedStyle(document.querySelector('.shell-name')).fontWeight") == "700"
    page.locator(".shell-scheme").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


@setting(LIGHT)
def test_the_first_stop_of_the_keyboard_leads_to_the_content(visit: Visit) -> None:
    page = visit.open("golden/site/questions/cracks/index.html")
    page.keyboard.press("Tab")
    skip = page.locator(".shell-skip")
    assert skip.evaluate("link => link === document.activeElement")
    assert (skip.bounding_box() or {"y": -1})["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@setting(LIGHT, DARK)
def test_what_has_the_focus_is_outlined(visit: Visit) -> None:
    page = visit.open("golden/site/index.html")
    for _ in range(30):
        page.keyboard.press("Tab")
        width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert (style, width >= 2) == ("solid", True), page.evaluate("document.activeElement.outerHTML")


@setting(PHONE)
def test_the_sections_open_on_a_phone_and_close_with_escape(visit: Visit) -> None:
    page = visit.open("golden/site/index.html")
    sections, menu = page.locator("#sections"), page.get_by_role("button", name="Menu")
    assert not sections.is_visible()
    menu.press("Enter")
    assert sections.is_visible()
    assert menu.get_attribute("aria-expanded") == "true"
    sections.get_by_role("link", name="Method").focus()
    page.keyboard.press("Escape")
    assert not sections.is_visible()
    assert menu.evaluate("button => button === document.activeElement")
    menu.click()
    sections.get_by_role("link", name="Events", exact=True).click()
    page.wait_for_url("**/events/index.html")


@setting({**PHONE, "java_script_enabled": False})
def test_without_scripts_the_sections_stand_open(visit: Visit) -> None:
    page = visit.open("golden/site/questions/cracks/index.html")
    assert page.locator("#sections").get_by_role("link", name="Actors", exact=True).is_visible()
    assert page.locator(".shell-menu, .shell-scheme").first.is_hidden()


@setting(WIDE)
def test_the_sections_fit_in_one_line_at_1000_pixels(visit: Visit) -> None:
    page = visit.open("golden/site/index.html")
    tops = page.locator("#sections > ul > li > a").evaluate_all(
        "links => links.map(link => link.getBoundingClientRect().top)"
    )
    assert len(tops) > 5
    assert len(set(tops)) == 1


@setting(DARK)
def test_the_chosen_colours_are_kept_from_page_to_page(visit: Visit) -> None:
    page = visit.open("golden/site/index.html")
    page.get_by_role("button", name="Switch to light mode").click()
    visit.open("golden/site/method.html")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "default"
    page.get_by_role("button", name="Switch to dark mode").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


@setting({"reduced_motion": "reduce"})
def test_nothing_moves_for_those_who_asked_for_stillness(visit: Visit) -> None:
    page = visit.open("golden/site/index.html")
    moving = page.evaluate(
        """[...document.querySelectorAll('*')].filter(each => {
          const style = getComputedStyle(each);
          return style.animationName !== 'none' || style.transitionDuration.split(',').some(time => parseFloat(time) > 0);
        }).filter(each => getComputedStyle(each).transitionProperty !== 'none').length"""
    )
    assert moving == 0


@setting(LIGHT)
def test_paper_has_the_answers_and_their_sources_and_no_navigation(visit: Visit) -> None:
    page = visit.open("golden/site/questions/cracks/index.html")
    page.emulate_media(media="print")
    assert page.locator(".shell-name").is_visible()
    assert page.locator(".shell-version").is_visible()
    assert page.locator(".shell-printed").inner_text().startswith("Facts: version ")
    for hidden in ("#sections", ".shell-scheme", ".shell-footer nav"):
        assert not page.locator(hidden).first.is_visible(), hidden
    page = visit.open("golden/site/sources/gazette-closure/index.html")
    page.emulate_media(media="print")
    original = page.locator('.facts a[href^="https"]').first
    assert "https://" in original.evaluate("each => getComputedStyle(each, '::after').content")


@setting(LIGHT)
def test_a_page_that_is_not_there_helps_on_at_any_depth(visit: Visit, tmp_path: Path) -> None:
    """Addresses of the 404 page start at the root of the site, so it works wherever a server shows it."""
    del tmp_path
    page = visit.open("golden/site/index.html")
    text = (built("golden") / "site" / "404.html").read_text(encoding="utf-8")
    page.route("**/deep/down/nowhere", lambda route: route.fulfill(status=404, content_type="text/html", body=text))
    page.route("**/assets/**", lambda route: route.fulfill(status=200, body=""))
    page.goto(f"{visit.address}/deep/down/nowhere")
    ways = page.locator("main a").evaluate_all("links => links.map(link => new URL(link.href).pathname)")
    assert "/questions/index.html" in ways
    assert page.locator("h1").inner_text() == "There is no page at this address"
    visit.faults.clear()
