"""The quality floor, in a browser, on one page of every kind: for everybody, by the policy, without a jump."""

from __future__ import annotations

import re
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


def setting(*values: dict[str, Any]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("visit", values, indirect=True, ids=lambda value: "-".join(map(str, value.values())))


def kinds(name: str) -> Iterator[str]:
    """Yield one page of every kind, and of the kinds of items the longest and the shortest."""
    site = built(name) / "site"
    for folder in sorted(path for path in site.iterdir() if path.is_dir()):
        items = [path for path in folder.glob("*/index.html") if 'http-equiv="refresh"' not in path.read_text("utf-8")]
        by_size = sorted(items, key=lambda path: (path.stat().st_size, path))
        found = {folder / "index.html", *by_size[:1], *by_size[-1:], *folder.glob("*.html")}
        yield from (f"{name}/site/{path.relative_to(site).as_posix()}" for path in sorted(found) if path.is_file())
    yield from (f"{name}/site/{path.name}" for path in sorted(site.glob("*.html")) if path.name != "404.html")


def told(page: Page) -> list[str]:
    """Return what axe finds of any impact, best practices included, each with its element and the remedy."""
    found = Axe().run(page).response["violations"]
    return [
        f"{page.url.partition('/site/')[2]} {one['id']} ({one['impact']}): {node['html'][:160]} {node['failureSummary']}"
        for one in found
        if one["id"] not in EXCEPTIONS
        for node in one["nodes"]
    ]


@setting(LIGHT, DARK)
@pytest.mark.parametrize("name", ["golden", "real"])
def test_axe_finds_nothing_on_any_page_kind(visit: Visit, name: str) -> None:
    found = []
    for path in kinds(name):
        page = visit.open(path)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        found += told(page)
    assert found == []


@setting(LIGHT)
def test_every_kind_of_page_is_looked_at(visit: Visit) -> None:
    """The list above is made from the site, so that a new kind cannot be forgotten."""
    listed = {re.sub(r"^golden/site/", "", path).partition("/")[0] for path in kinds("golden")}
    assert {"index.html", "questions", "actors", "events", "sources", "places", "contribute", "policies"} <= listed
    assert visit.open("golden/site/index.html").locator("h1").count() == 1


@setting(LIGHT)
@pytest.mark.parametrize("name", ["golden", "payload"])
def test_one_heading_of_the_first_rank_and_no_rank_left_out(visit: Visit, name: str) -> None:
    for path in kinds(name):
        page = visit.open(path)
        ranks = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(each => Number(each.tagName[1]))")
        assert ranks.count(1) == 1, path
        assert ranks[0] == 1, path
        assert [pair for pair in pairwise(ranks) if pair[1] > pair[0] + 1] == [], path


@setting(LIGHT)
def test_the_policy_holds_on_every_page_and_stops_a_script_that_is_not_ours(visit: Visit) -> None:
    """The visit fails when the console names a breach; what was put into the page afterwards does not run."""
    for path in kinds("golden"):
        page = visit.open(path)
        assert page.locator('meta[http-equiv="Content-Security-Policy"]').count() == 1, path
        assert page.locator("[style]").count() == 0, path
        assert (
            page.locator("script:not([src]):not([type='application/ld+json']):not([type='application/json'])").count() == 0
        )
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


@setting(NARROW)
@pytest.mark.parametrize("name", ["golden", "real", "payload"])
def test_nothing_scrolls_sideways_at_320_pixels(visit: Visit, name: str) -> None:
    """WCAG 1.4.10: what fits 320 pixels fits 1280 at four times the size, too."""
    for path in kinds(name):
        page = visit.open(path)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} is {wide} pixels too wide"


@setting(PHONE)
def test_text_of_twice_the_size_is_all_there(visit: Visit) -> None:
    """WCAG 1.4.4: with letters of 200 % nothing is cut off and the page does not scroll sideways."""
    for path in kinds("golden"):
        page = visit.open(path)
        page.evaluate("document.documentElement.style.fontSize = '250%'")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} is {wide} pixels too wide"


@setting(PHONE, WIDE)
def test_what_is_pressed_is_large_enough(visit: Visit) -> None:
    """WCAG 2.5.8, for what is not a link in running text: the shell, buttons, fields, summaries."""
    for path in kinds("golden"):
        page = visit.open(path)
        small = page.evaluate(
            """least => [...document.querySelectorAll('button, select, input, summary, .shell-header a, .shell-footer li a')]
              .filter(each => each.checkVisibility())
              .map(each => [each.outerHTML.slice(0, 90), each.getBoundingClientRect()])
              .filter(([, box]) => box.width && (box.height < least || box.width < least))
              .map(([html, box]) => `${html} ${Math.round(box.width)}x${Math.round(box.height)}`)""",
            SMALL,
        )
        assert small == [], path


@setting(LIGHT, PHONE)
@pytest.mark.parametrize("name", ["golden", "real"])
def test_nothing_jumps_while_a_page_loads(visit: Visit, name: str) -> None:
    """No layout shift at all: the browser itself counts them."""
    visit.page.add_init_script(
        "window.shifts = []; new PerformanceObserver(list => list.getEntries().forEach(each => window.shifts.push("
        "each.value + ' ' + each.sources.map(one => one.node && (one.node.className || one.node.nodeName)).join())))"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    for path in kinds(name):
        page = visit.open(path)
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.evaluate("window.shifts") == [], path


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
    for hidden in ("#sections", ".shell-scheme", ".shell-footer nav"):
        assert not page.locator(hidden).first.is_visible(), hidden
    link = page.locator(".cite a.original").first
    assert "attr(href)" in link.evaluate("each => getComputedStyle(each, '::after').content") or "http" in link.evaluate(
        "each => getComputedStyle(each, '::after').content"
    )


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
