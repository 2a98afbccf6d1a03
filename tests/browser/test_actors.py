"""Two actors side by side in a browser, and the pages of actors, sources and places for everybody."""

from __future__ import annotations

import json
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import Visit
from playwright.sync_api import Page, Route
from sites import built

pytestmark = pytest.mark.browser

COMPARE = "golden/site/compare/index.html"
BOTH = f"{COMPARE}?a=town-council&b=bridge-trust"
PAGES = (
    "compare/index.html", "compare/index.html?a=town-council&b=bridge-trust", "actors/town-council/index.html",
    "actors/bridge-trust/index.html", "actors/river-board/index.html", "sources/gazette-closure/index.html",
    "places/stillwater/index.html", "events/closure/index.html",
)  # fmt: skip
DARK, PHONE = {"color_scheme": "dark"}, {"viewport": {"width": 360, "height": 740}, "has_touch": True}
NO_SCRIPTS = {"java_script_enabled": False}


def setting(*values: dict[str, Any]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("visit", values, indirect=True, ids=lambda value: "-".join(map(str, value)))


def answers(site: str, actor: str) -> Any:
    text = (built(site) / "site/actors" / actor / "answers.js").read_text(encoding="utf-8")
    return json.loads(text.partition("(")[2].rpartition(")")[0])


def shown(page: Page) -> Page:
    page.locator("table.compared").first.wait_for()
    return page


def test_two_actors_in_the_address_stand_side_by_side(visit: Visit) -> None:
    page = shown(visit.open(BOTH))
    one, other = answers("golden", "town-council"), answers("golden", "bridge-trust")
    table = page.locator(".compare-result > table.compared")
    heads = table.locator("thead th").all_inner_texts()
    assert heads == ["Question", one["name"], other["name"], "How they stand"]
    asked = [question["title"] for question in one["questions"] if question["id"] in one["with"]["bridge-trust"]]
    assert table.locator("tbody tr > td:first-child").all_inner_texts() == asked
    for question in one["questions"]:
        if question["title"] in asked:
            row = table.locator("tbody tr").nth(asked.index(question["title"]))
            assert row.locator("td:nth-child(2) a.answer").all_inner_texts() == [
                each["text"] for each in question["answers"]
            ]
            met = one["with"]["bridge-trust"][question["id"]]
            stands = row.locator("td:nth-child(4) .relation").count()
            assert stands == (len(met) if isinstance(met, list) else 0)


def test_what_only_one_answered_is_folded(visit: Visit) -> None:
    page = shown(visit.open(BOTH))
    folds = page.locator("details.only")
    assert folds.count() == 2
    assert not folds.first.locator("table").is_visible()
    folds.first.locator("summary").focus()
    page.keyboard.press("Enter")
    assert folds.first.locator("table").is_visible()
    one = answers("golden", "town-council")
    left = [question["title"] for question in one["questions"] if question["id"] not in one["with"]["bridge-trust"]]
    assert folds.first.locator("tbody tr > td:first-child").all_inner_texts() == left


def test_choosing_by_keyboard_changes_the_address_and_going_back_brings_the_first_choice(visit: Visit) -> None:
    page = shown(visit.open(BOTH))
    page.get_by_label("Second actor").select_option("walkers")
    page.wait_for_url("**?a=town-council&b=walkers")
    page.locator("th", has_text="Walkers").first.wait_for()
    page.go_back()
    page.locator("th", has_text="Bridge trust").first.wait_for()
    assert page.get_by_label("Second actor").input_value() == "bridge-trust"
    page.reload()
    page.locator("th", has_text="Bridge trust").first.wait_for()


def test_the_two_can_be_exchanged(visit: Visit) -> None:
    page = shown(visit.open(BOTH))
    page.get_by_role("button", name="Exchange the two").press("Enter")
    page.wait_for_url("**?a=bridge-trust&b=town-council")
    page.locator("thead th:nth-child(2)", has_text="Bridge trust").first.wait_for()


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("?a=nobody-known&b=walkers", "no actor with claims under the id “nobody-known”"),
        ("?a=../../x&b=walkers", "no actor with claims under the id “../../x”"),
        ("?a=%3Cimg%20src=x%20onerror=alert(1)%3E", "under the id “<img src=x onerror=alert(1)>”"),
        ("?a=river-board&b=walkers", "no actor with claims under the id “river-board”"),
        ("?a=walkers&b=walkers", "the same actor twice"),
        ("?a=walkers", "Choose a second actor"),
    ],
)
def test_what_cannot_be_compared_is_told(visit: Visit, query: str, message: str) -> None:
    page = visit.open(f"{COMPARE}{query}")
    page.locator(".compare-status", has_text=message).wait_for()
    assert page.locator("table.compared, .compare img").count() == 0


def test_an_old_id_in_an_address_still_works(visit: Visit) -> None:
    page = shown(visit.open(f"{COMPARE}?a=old-council&b=bridge-trust"))
    assert page.get_by_label("First actor").input_value() == "town-council"


def test_only_the_two_that_were_chosen_are_loaded(visit: Visit) -> None:
    loaded: list[str] = []
    visit.page.on("request", lambda request: loaded.append(request.url))
    shown(visit.open(BOTH))
    assert sorted(url.split("/")[-2] for url in loaded if url.endswith("answers.js")) == ["bridge-trust", "town-council"]


def test_what_loads_late_does_not_replace_a_later_choice(visit: Visit) -> None:
    page = shown(visit.open(f"{COMPARE}?a=town-council&b=bridge-trust"))
    held: list[Route] = []
    page.route("**/walkers/answers.js", lambda route: held.append(route))
    with page.expect_request("**/walkers/answers.js"):
        page.get_by_label("Second actor").select_option("walkers")
    page.get_by_label("Second actor").select_option("ferry-company")
    page.locator("th", has_text="Ferry company").first.wait_for()
    with page.expect_response("**/walkers/answers.js"):
        held[0].continue_()
    page.wait_for_function("document.querySelector('script[src*=walkers]') !== null")
    assert page.locator("thead th").nth(2).inner_text() == "Ferry company"


def test_an_actor_whose_file_is_gone_is_told_and_can_be_tried_again(visit: Visit) -> None:
    page = shown(visit.open(BOTH))
    page.route("**/walkers/answers.js", lambda route: route.fulfill(status=200, body="", content_type="text/javascript"))
    page.get_by_label("Second actor").select_option("walkers")
    page.locator(".compare-status", has_text="The answers could not be loaded.").wait_for()
    assert page.locator("table.compared").count() == 0
    page.unroute("**/walkers/answers.js")
    page.get_by_label("Second actor").select_option("bridge-trust")
    page.locator("th", has_text="Bridge trust").first.wait_for()
    page.get_by_label("Second actor").select_option("walkers")
    page.locator("th", has_text="Walkers").first.wait_for()


def test_every_answer_is_one_step_from_its_words(visit: Visit) -> None:
    page = shown(visit.open(BOTH))
    quote = page.locator("table.compared q").first.inner_text()
    page.locator("table.compared a.answer").first.click()
    page.wait_for_url("**/sources/**#claim-*")
    assert quote in page.locator("article.claim:target").inner_text()


def test_silence_is_told_in_words_and_never_as_a_number(visit: Visit) -> None:
    page = shown(visit.open(f"{COMPARE}?a=ferry-company&b=bridge-trust"))
    row = page.locator("table.compared tbody tr", has_text="declined").first
    assert row.locator("a.answer-response").first.inner_text() == "declined"
    assert "Silence is not compared with an answer." in row.inner_text()


def test_it_works_from_files(visit_files: Visit) -> None:
    page = shown(visit_files.open(BOTH))
    page.get_by_label("Second actor").select_option("walkers")
    page.locator("th", has_text="Walkers").first.wait_for()
    assert page.url.endswith("?a=town-council&b=walkers")


@setting(NO_SCRIPTS)
def test_without_scripts_the_page_says_where_to_look_and_shows_no_dead_controls(visit: Visit) -> None:
    page = visit.open(BOTH)
    assert page.get_by_text("This page needs JavaScript to bring two actors together.").is_visible()
    assert not page.get_by_label("First actor").is_visible()
    page.get_by_role("link", name="Bridge trust").first.click()
    assert page.get_by_role("heading", name="With whom it agrees or conflicts").is_visible()


def test_hostile_texts_stay_texts(visit: Visit) -> None:
    page = shown(visit.open("payload/site/compare/index.html?a=town-council&b=bridge-trust"))
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.locator(".compare img, .compare script, .compare iframe").count() == 0
    assert answers("payload", "town-council")["name"] in page.locator("thead th").nth(1).inner_text()


@setting(PHONE)
@pytest.mark.parametrize("site", ["golden", "payload"])
def test_a_phone_shows_all_of_it_without_scrolling_sideways(visit: Visit, site: str) -> None:
    for path in PAGES:
        page = visit.open(f"{site}/site/{path}")
        if "?" in path:
            shown(page)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, path


@setting({"color_scheme": "light"}, DARK)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(visit: Visit, path: str) -> None:
    page = visit.open(f"golden/site/{path}")
    if "?" in path:
        shown(page)
    page.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")
    found = Axe().run(page, context="main").response["violations"]
    assert [f"{one['id']}: {node['html'][:150]} {node['failureSummary']}" for one in found for node in one["nodes"]] == []


def test_the_map_of_paragraphs_leads_by_keyboard_to_what_was_drawn(visit: Visit) -> None:
    page = visit.open("golden/site/sources/gazette-closure/index.html")
    cell = page.locator(".paragraph-map a[href='#paragraph-6']")
    assert cell.get_attribute("aria-label") == "Paragraph 6: 3 claims"
    cell.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#paragraph-6")
    assert page.locator("section:target h3").inner_text() == "Paragraph 6"
    assert page.locator("section:target article.claim").count() == 3


def test_how_two_stand_opens_without_a_mouse(visit: Visit) -> None:
    page = visit.open("golden/site/actors/bridge-trust/index.html")
    fold = page.locator("details.beside").first
    was = fold.evaluate("fold => fold.open")
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    assert fold.evaluate("fold => fold.open") is not was


def test_nothing_moves_while_the_page_loads(visit: Visit) -> None:
    page = visit.open(COMPARE)
    shifts = page.evaluate(
        """new Promise(done => {
          new PerformanceObserver(list => done(list.getEntries().map(entry => entry.value)))
            .observe({ type: "layout-shift", buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => done([])));
        })"""
    )
    assert sum(shifts) == 0
