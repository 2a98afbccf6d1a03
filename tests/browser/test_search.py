"""The search in a browser: what is found under which spelling, by keyboard, in the address, from files, without scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import Visit
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect
from sites import HOME, built
from worlds import PLACE, STOCK, claim, world

from generator import compare, folding, search, wording
from generator.model import Facts

pytestmark = pytest.mark.browser

ENGINE = HOME / "docs/assets/search.js"
DARK, LIGHT = {"color_scheme": "dark"}, {"color_scheme": "light"}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
NO_SCRIPTS = {"java_script_enabled": False}
FIND = """query => {
    window.engine ??= sideBySideSearch(sideBySideIndex, new URL("https://site.example/"));
    const found = window.engine.find(query);
    const told = ({ item }) => [sideBySideIndex.kinds[item.kind], item.title ?? item.answer];
    return { hits: found.hits.map(told), near: found.near, names: found.names };
}"""


class Engine:
    """What searches, by itself: an index in an empty page."""

    def __init__(self, page: Page, facts: Facts) -> None:
        self.page = page
        page.goto("about:blank")
        page.add_script_tag(content=search.file(facts, compare.compare(facts), wording.load(), {}, set()))
        page.add_script_tag(path=ENGINE)

    def find(self, query: str) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(FIND, query)
        return found

    def hits(self, query: str) -> list[tuple[str, str]]:
        return [(kind, title) for kind, title in self.find(query)["hits"]]


@pytest.fixture
def blank(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def towns() -> Facts:
    """A record with places under names in several scripts, and claims that name one of them in one script only."""
    facts = world(
        [
            claim("river-town", question="where", by="Խծաբերդի գրասենյակ"),
            claim("33", by="office", says="The office counted 33 in Khtsaberd."),
            claim("3", by="clerk", says="The clerk counted 3 in Şuşa.", quote="four words and Hünər village"),
        ],
        questions={"where": PLACE, "q": STOCK},
        places={"river-town": ("town", []), "hill-town": ("town", [])},
        parties={"a1": "p"},  # the actor that uses the names
    )
    for ident, called in {"river-town": ("Xtsaberd", "Khtsaberd", "Hünər"), "hill-town": ("Şuşa", "Shushi")}.items():
        shape = facts.places[ident]
        used = tuple(shape.names[0].model_copy(update={"name": name}) for name in called)
        facts.places[ident] = shape.model_copy(update={"names": used})
    return facts


def test_python_and_the_browser_fold_alike(blank: Page) -> None:
    """The property on which every result rests: the same spelling from the tables, in both languages."""
    engine = Engine(blank, world([]))
    engine.hits("anything")
    by_itself = "texts => texts.map(text => window.engine.fold(text))"
    every = [template.replace("?", char) for char in folding.LETTERS for template in ("?", "a?b", " ?е'?s. 1?234")]
    assert blank.evaluate(by_itself, every) == [folding.fold(text) for text in every]

    letters = st.sampled_from([*sorted(folding.LETTERS), *"abcghiksxyz0189 '.,", "е", "ո", "ե", "ւ"])
    texts = st.text(st.one_of(letters, st.characters(exclude_categories=["Cs"])))

    @given(st.lists(texts, min_size=1, max_size=30))
    @settings(max_examples=60)
    def alike(given_texts: list[str]) -> None:
        assert blank.evaluate(by_itself, given_texts) == [folding.fold(text) for text in given_texts]

    alike()


@pytest.mark.parametrize(
    "query", ["Xtsaberd", "Khtsaberd", "khtsab", "Խծաբերդ", "Хцаберд", "ХЦАБ", "Hünər", "Hunar", "hünər"]
)
def test_a_place_is_found_under_every_name_in_every_script(blank: Page, query: str) -> None:
    engine = Engine(blank, towns())
    hits = engine.hits(query)
    assert ("place", "Hünər / Khtsaberd / Xtsaberd") in hits
    assert ("claim", "Hünər / Khtsaberd / Xtsaberd") in hits, "a claim whose answer is the place"


@pytest.mark.parametrize("query", ["Khtsaberd", "Խծաբերդ", "Hunar"])
def test_what_is_written_under_another_name_is_found_too_and_that_is_said(blank: Page, query: str) -> None:
    engine = Engine(blank, towns())
    found = engine.find(query)
    titles = [title for _, title in found["hits"]]
    assert {"33", "3"} <= set(titles), "one names the place by one name, the other by another"
    assert found["names"]
    assert not found["near"]


def test_words_are_found_whole_then_from_their_beginning_then_from_inside(blank: Page) -> None:
    named = ("q", "a limestone", "b stones", "c stone", "stone")
    engine = Engine(blank, world([claim("1")], questions=dict.fromkeys(named, STOCK)))
    assert [title for _, title in engine.hits("stone")] == ["stone?", "c stone?", "b stones?", "a limestone?"]
    assert [title for _, title in engine.hits("st")] == ["b stones?", "c stone?", "stone?"], "two letters: no inside"


def test_a_number_is_not_found_inside_another(blank: Page) -> None:
    engine = Engine(blank, towns())
    assert ("claim", "33") in engine.hits("3")
    assert engine.hits("3").index(("claim", "3")) < engine.hits("3").index(("claim", "33"))
    assert ("claim", "3") not in engine.hits("33")
    many = Engine(blank, world([claim("1333"), claim("3331"), claim("333")], questions={"q": STOCK}))
    assert [title for kind, title in many.hits("333") if kind == "claim"] == ["333", "3331"]


def test_every_word_has_to_be_there(blank: Page) -> None:
    engine = Engine(blank, towns())
    assert [title for _, title in engine.hits("counted office")] == ["33"]
    assert engine.hits("counted office nothing") == []
    assert [title for kind, title in engine.hits("q clerk") if kind == "claim"] == ["3"], "the question and the speaker"


def test_kinds_have_one_order_where_results_are_equal(blank: Page) -> None:
    facts = world(
        [claim("1", by="lantern", source="lantern")], questions={"q": STOCK, "lantern": STOCK}, events={"lantern": []}
    )
    hits = Engine(blank, facts).hits("lantern")
    assert [kind for kind, _ in hits[:3]] == ["question", "actor", "source"], "what is called so"
    assert hits[3:5] == [("actor", "Press-Lantern"), ("event", "the lantern")], "what has it in its name"
    assert ("claim", "1") in hits[5:], "what belongs to it"


def test_a_slip_of_one_letter_is_forgiven_where_nothing_else_is_found(blank: Page) -> None:
    engine = Engine(blank, towns())
    for query in ("countes", "cuonted", "counteds", "countex", "bounted"):
        found = engine.find(query)
        assert found["near"], query
        assert {"33", "3"} <= {title for _, title in found["hits"]}, query
    assert not engine.find("counted")["near"]
    assert engine.hits("cxuntxd") == [], "two letters"
    assert engine.hits("clrk") == [], "too short to guess"


@pytest.mark.parametrize(
    "query", ["", "   ", "—", "«»", "(", "\\", "[", "constructor", "__proto__", "a" * 5000, "qq " * 500]
)
def test_odd_queries_find_nothing_and_break_nothing(blank: Page, query: str) -> None:
    assert Engine(blank, towns()).hits(query) == []


def dialog(page: Page) -> Page:
    """Open the search as a reader does, and wait until it can be used."""
    page.keyboard.press("/")
    page.locator("dialog.finder[data-ready]").wait_for()
    return page


def results(page: Page) -> list[str]:
    return page.locator(".finder-results a:visible").all_inner_texts()


def test_the_index_is_loaded_when_the_search_is_opened_and_once(visit: Visit) -> None:
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page = visit.open("golden/site/index.html")
    page.wait_for_load_state("networkidle")
    assert not {"search.js", "search-index.js"} & set(asked)
    dialog(page)
    page.keyboard.press("Escape")
    dialog(page)
    assert asked.count("search-index.js") == asked.count("search.js") == 1


def test_the_search_is_used_without_a_mouse(visit: Visit) -> None:
    page = dialog(visit.open("golden/site/questions/cracks/index.html"))
    page.keyboard.type("ferry")
    assert page.locator(".finder-status:visible").inner_text().endswith("results.")
    first = page.locator("dialog .finder-results a").first
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("dialog input")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/ferry-company/index.html")


def test_escape_closes_and_leads_back(visit: Visit) -> None:
    page = visit.open("golden/site/index.html")
    opener = page.locator(".finder-open")
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.focus()
    page.keyboard.press("Enter")
    page.locator("dialog.finder[data-ready]").wait_for()
    expect(opener).to_have_attribute("aria-expanded", "true")
    page.keyboard.type("ferry")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.finder")).to_be_hidden()
    expect(opener).to_have_attribute("aria-expanded", "false")
    expect(opener).to_be_focused()


def test_results_say_what_they_are_and_where_it_is_written(visit: Visit) -> None:
    page = dialog(visit.open("golden/site/index.html"))
    page.keyboard.type("121.5")
    claim_ = page.locator("dialog .finder-results li", has_text="Claim").first
    assert "121.5" in claim_.locator("a").inner_text()
    assert "How long is the bridge?" in claim_.inner_text()
    assert "paragraph" in claim_.inner_text()
    assert claim_.locator("q").get_attribute("lang")
    claim_.locator("a").click()
    page.wait_for_url("**/sources/**#claim-*")
    assert "121.5" in page.locator("article.claim:target, :target").first.inner_text()
    expect(page.locator("dialog.finder")).to_be_hidden()


def test_a_result_on_the_same_page_closes_the_dialog(visit: Visit) -> None:
    page = dialog(visit.open("golden/site/method.html"))
    page.keyboard.type("how values are read")
    page.locator("dialog .finder-results a", has_text="How values are read").click()
    page.wait_for_url("**/method.html#how-values-are-read")
    expect(page.locator("dialog.finder")).to_be_hidden()


def test_enter_leads_to_the_page_with_all_results(visit: Visit) -> None:
    page = dialog(visit.open("golden/site/actors/town-clerk/index.html"))
    page.keyboard.type("the bridge & more?")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=*")
    page.locator(".finder-page[data-ready]").wait_for()
    assert page.locator(".finder-page input[type=search]").input_value() == "the bridge & more?"


def test_the_page_keeps_query_and_kind_in_the_address(visit: Visit) -> None:
    page = visit.open("golden/site/search/index.html?q=bridge&kind=nonsense")
    page.locator(".finder-page[data-ready]").wait_for()
    assert not page.get_by_text("Searching needs JavaScript").is_visible()
    everything = len(results(page))
    assert page.get_by_role("button", name="All").get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="Questions").click()
    assert page.url.endswith("?q=bridge&kind=question")
    questions = results(page)
    assert 0 < len(questions) < everything
    assert all(text.startswith("Question") for text in questions)
    page.reload()
    page.locator(".finder-page[data-ready]").wait_for()
    assert results(page) == questions
    page.locator(".finder-results a").first.click()
    page.wait_for_url("**/questions/**")
    page.go_back()
    page.locator(".finder-page[data-ready]").wait_for()
    assert results(page) == questions
    page.locator(".finder-page input[type=search]").fill("")
    assert page.url.endswith("/search/index.html?kind=question")
    assert results(page) == []


def test_many_results_come_in_parts(visit: Visit) -> None:
    page = visit.open("golden/site/search/index.html?q=the")
    page.locator(".finder-page[data-ready]").wait_for()
    assert len(results(page)) == 50
    more = page.locator(".finder-more")
    more.click()
    assert len(results(page)) > 50
    expect(page.locator(".finder-results a").nth(50)).to_be_focused()


def test_a_slip_and_nothing_at_all_are_told(visit: Visit) -> None:
    page = dialog(visit.open("golden/site/index.html"))
    status = page.locator("dialog .finder-status")
    page.keyboard.type("gazete")
    assert "one letter different" in status.inner_text()
    page.locator("dialog input").fill("qqqq")
    assert status.inner_text() == "Nothing on record fits “qqqq”."
    page.locator("dialog input").fill(" ")
    assert status.inner_text() == "Type a word, a name or a number."


def test_the_key_is_typed_where_it_is_typed_and_can_be_switched_off(visit: Visit) -> None:
    page = visit.open("golden/site/search/index.html")
    field = page.locator(".finder-page input[type=search]")
    page.locator(".finder-page[data-ready]").wait_for()
    page.keyboard.press("/")
    expect(field).to_be_focused()  # on its page the key leads to the field
    page.keyboard.press("/")
    assert field.input_value() == "/"
    page.locator(".finder-help summary").click()
    page.get_by_label("The key / opens the search").uncheck()
    page = visit.open("golden/site/index.html")
    page.keyboard.press("/")
    expect(page.locator("dialog.finder")).to_be_hidden()


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_on_a_phone_the_dialog_is_all_there_is(visit: Visit) -> None:
    page = visit.open("golden/site/index.html")
    page.locator(".finder-open").tap()
    page.locator("dialog.finder[data-ready]").wait_for()
    page.keyboard.type("the old bridge")
    box = page.locator("dialog.finder").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 360, "height": 740}
    assert page.locator("dialog.finder").evaluate("dialog => dialog.scrollWidth - dialog.clientWidth") == 0
    page.locator(".finder-close").tap()
    expect(page.locator("dialog.finder")).to_be_hidden()


@pytest.mark.parametrize("visit", [PHONE, {}], indirect=True, ids=["phone", "wide"])
@pytest.mark.parametrize("site", ["golden", "payload"])
def test_the_page_never_scrolls_sideways(visit: Visit, site: str) -> None:
    for query in ("", "?q=four", "?q=the", "?q=" + "x" * 200):
        page = visit.open(f"{site}/site/search/index.html{query}")
        page.locator(".finder-page[data-ready]").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@pytest.mark.parametrize("visit", [LIGHT, DARK], indirect=True, ids=["light", "dark"])
def test_nothing_keeps_anyone_from_using_it(visit: Visit) -> None:
    """The rules of axe, on the page with results and in the open dialog."""
    page = visit.open("golden/site/search/index.html?q=bridge")
    page.locator(".finder-page[data-ready]").wait_for()
    page.locator(".finder-help summary").click()
    assert violations(page) == []
    page = dialog(visit.open("golden/site/index.html"))
    page.keyboard.type("bridge")
    assert violations(page) == []


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("visit", [NO_SCRIPTS], indirect=True)
def test_without_scripts_the_page_says_so_and_leads_on(visit: Visit) -> None:
    page = visit.open("golden/site/questions/cracks/index.html")
    page.locator(".finder-open").click()
    page.wait_for_url("**/search/index.html")
    assert page.get_by_text("Searching needs JavaScript").is_visible()
    assert not page.locator(".finder-page form").is_visible()
    page.locator(".finder-ways").get_by_role("link", name="Questions").click()
    page.wait_for_url("**/questions/index.html")


def test_hostile_texts_are_shown_as_texts(visit: Visit) -> None:
    for query in ("four", "heading", "code", "alert", "script", "img"):
        page = visit.open(f"payload/site/search/index.html?q={query}")
        page.locator(".finder-page[data-ready]").wait_for()
        assert results(page), query
        assert page.locator(".finder-results :not(li, a, span, mark, q)").count() == 0
    assert any("<script>alert(1)</script>" in text for text in page.locator(".finder-results li").all_inner_texts()) or any(
        "<img src=x onerror=alert(3)>" in text for text in page.locator(".finder-results li").all_inner_texts()
    )


@pytest.mark.parametrize("query", ["<img src=x onerror=alert(1)>", "</title><script>alert(2)</script>", "{query} $& $1"])
def test_a_hostile_query_is_shown_as_text(visit: Visit, query: str) -> None:
    page = visit.open("golden/site/search/index.html")
    page.locator(".finder-page[data-ready]").wait_for()
    page.locator(".finder-page input[type=search]").fill(query)
    status = page.locator(".finder-page .finder-status")
    assert query in status.inner_text() or "result" in status.inner_text()
    assert status.locator("*").count() == 0


def test_it_works_from_files(visit_files: Visit) -> None:
    page = dialog(visit_files.open("golden/site/events/closure/index.html"))
    page.keyboard.type("ferry")
    page.locator("dialog .finder-results a").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=ferry")
    page.locator(".finder-page[data-ready]").wait_for()
    page.get_by_role("button", name="Actors").click()
    page.locator(".finder-results a").first.click()
    page.wait_for_url("**/actors/ferry-company/index.html")


def test_an_index_that_does_not_load_is_told_and_asked_for_again(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/search-index.js", lambda route: route.abort())
    page.goto(f"{address}/golden/site/search/index.html?q=ferry")
    page.get_by_text("did not load").wait_for()
    page.unroute("**/search-index.js")
    page.locator(".finder-page input[type=search]").press("Enter")
    page.locator(".finder-results a").first.wait_for()
    context.close()


def test_results_stand_in_one_order(blank: Page) -> None:
    """The same index and the same query give the same list: nothing in it depends on when it was asked."""
    script = (built("real") / "site" / search.FILE).read_text(encoding="utf-8")
    texts = []
    for _ in range(2):
        blank.goto("about:blank")
        blank.add_script_tag(content=script)
        blank.add_script_tag(path=ENGINE)
        texts.append(json.dumps([blank.evaluate(FIND, query) for query in ("62", "prisoners", "Armenia", "khtsaberd area")]))
    assert texts[0] == texts[1]
