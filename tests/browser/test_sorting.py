"""Tables in a browser: sorted and filtered by anyone, kept in the address, downloaded as they are shown."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from conftest import Visit
from playwright.sync_api import Locator, Page, expect
from sites import built

pytestmark = pytest.mark.browser

CRACKS = "golden/site/questions/cracks/index.html"
CLAIMS = "golden/site/claims/index.html"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
NO_SCRIPTS = {"java_script_enabled": False}
DARK = {"color_scheme": "dark"}


def many() -> str:
    """Return the address of the table of all claims of a record of more claims than one page of it holds."""
    return f"{built('many').name}/site/claims/index.html"


def answers(page: Page) -> Locator:
    return page.locator('table[data-table="answers"]')


def shown(table: Locator) -> list[str]:
    """Return the ids of the rows that are shown, in their order."""
    return table.locator("tbody tr:visible").evaluate_all("rows => rows.map(row => row.dataset.claim)")


def column(table: Locator, number: int) -> list[str]:
    cells = table.locator(f"tbody tr:visible td:nth-child({number})")
    return [text.split("\n")[0] for text in cells.all_inner_texts()]


def unfold(page: Page, name: str = "answers") -> Locator:
    tools = page.locator(f'.table-tools[data-table="{name}"]')
    if tools.locator("details[open]").count() == 0:
        tools.locator("summary").click()
    return tools


def downloaded(page: Page, tools: Locator) -> tuple[str, list[dict[str, str]]]:
    """Press "Download" and return the name of the file and its rows."""
    with page.expect_download() as waiting:
        tools.get_by_role("button", name="Download").click()
    path = Path(waiting.value.path())
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "spreadsheets need the byte order mark"
    assert raw.count(b"\r\n") > 0
    text = raw.decode("utf-8-sig")
    return waiting.value.suggested_filename, list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_head_sorts_by_keyboard_and_goes_back_to_the_published_order(visit: Visit) -> None:
    page = visit.open(CRACKS)
    table = answers(page)
    published = shown(table)
    head = table.locator('th[data-key="answer"]')
    button = head.get_by_role("button", name="Answer")
    button.focus()
    assert head.get_attribute("aria-sort") is None
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    rising = table.locator("tbody tr").evaluate_all("rows => rows.map(row => Number(row.dataset.low))")
    assert rising == sorted(rising)
    assert len(set(rising)) > 3
    page.keyboard.press("Space")
    assert head.get_attribute("aria-sort") == "descending"
    falling = table.locator("tbody tr").evaluate_all("rows => rows.map(row => Number(row.dataset.low))")
    assert falling == sorted(falling, reverse=True)
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") is None
    assert shown(table) == published
    assert button.evaluate("button => button === document.activeElement")


def test_sorting_keeps_equal_rows_as_published_and_marks_one_head(visit: Visit) -> None:
    page = visit.open(CRACKS)
    table = answers(page)
    published = shown(table)
    table.get_by_role("button", name="Answer").click()
    table.get_by_role("button", name="Speaker").click()
    assert table.locator("th[aria-sort]").count() == 1
    speakers = dict(zip(shown(table), column(table, 1), strict=True))
    for speaker in set(speakers.values()):
        own = [ident for ident in shown(table) if speakers[ident] == speaker]
        assert own == [ident for ident in published if ident in own]
    assert column(table, 1) == sorted(column(table, 1), key=str.casefold)


def test_what_is_not_known_comes_last_in_either_direction(visit: Visit) -> None:
    page = visit.open(CLAIMS)
    table = page.locator("table.claims")
    for _ in range(2):
        table.get_by_role("button", name="When").click()
        known = table.locator("tbody tr").evaluate_all("rows => rows.map(row => Boolean(row.dataset.when))")
        assert known == sorted(known, reverse=True)
        assert True in known
        assert False in known


@pytest.mark.parametrize("words", ["Brückenrat", "bruckenrat", "BRÜCKENRAT", "  council bruckenrat "])
def test_rows_are_found_without_case_and_diacritics(visit: Visit, words: str) -> None:
    page = visit.open(CLAIMS)
    page.get_by_label("Find in the rows").fill(words)
    table = page.locator("table.claims")
    everyone = page.locator('table.claims tbody tr[data-by="town-council"]').count()
    assert everyone > 1
    found = table.locator("tbody tr:visible")
    assert found.count() >= everyone
    assert all("brückenrat" in text.casefold() for text in found.all_inner_texts())


def test_letters_that_a_keyboard_lacks_are_folded(visit: Visit) -> None:
    """Azerbaijani, Armenian and typographic letters: by the same steps as the page, in a row that we put there."""
    page = visit.open(CLAIMS)
    page.route("**/claims/index.html", put("Hünər, Xtsaberd — “Əliyev’s” Şuşa, İçərişəhər"))
    for words in ("hunar", "HÜNƏR", "xtsaberd", "aliyev's", "susa", "icarisahar", 'xtsaberd - "aliyev'):
        visit.open(CLAIMS)
        page.get_by_label("Find in the rows").fill(words)
        assert page.locator("table.claims tbody tr:visible").count() == 1, words


def put(text: str):  # type: ignore[no-untyped-def]
    """Return a handler that serves the page with `text` as the first answer."""

    def handle(route):  # type: ignore[no-untyped-def]
        response = route.fetch()
        body = re.sub(r'(<a class="answer[^>]*>)[^<]*', lambda found: found[1] + text, response.text(), count=1)
        route.fulfill(response=response, body=body)

    return handle


def test_filters_narrow_together_and_say_how_many_rows_are_left(visit: Visit) -> None:
    page = visit.open(CRACKS)
    table, tools = answers(page), unfold(page)
    told = tools.locator("[role=status]")
    assert told.inner_text() == "Rows shown: 9 of 9"
    tools.get_by_role("combobox", name="Speaker", exact=True).select_option(label="Bridge trust")
    alone = shown(table)
    assert 0 < len(alone) < 9
    assert set(column(table, 1)) == {"Bridge trust"}
    tools.get_by_role("combobox", name="How it stands", exact=True).select_option("conflict")
    both = shown(table)
    assert set(both) < set(alone)
    assert told.inner_text() == f"Rows shown: {len(both)} of 9 · Speaker: Bridge trust · How it stands: conflict"
    tools.get_by_role("button", name="Show all").click()
    assert len(shown(table)) == 9
    assert tools.get_by_role("button", name="Show all").is_disabled()


def test_a_search_that_nothing_fits_says_so(visit: Visit) -> None:
    page = visit.open(CRACKS)
    tools = unfold(page)
    tools.get_by_label("Find in the rows").fill("no such words anywhere")
    expect(tools.get_by_text("No row fits all of this.")).to_be_visible()
    assert not answers(page).is_visible()
    tools.get_by_role("button", name="Show all").click()
    assert len(shown(answers(page))) == 9


def test_the_address_keeps_the_view_through_reload_and_back(visit: Visit) -> None:
    page = visit.open(f"{CRACKS}?as-of=2024-03-10#answers")
    table, tools = answers(page), unfold(page)
    tools.get_by_role("combobox", name="Speaker", exact=True).select_option(label="Bridge trust")
    table.get_by_role("button", name="Answer").click()
    table.get_by_role("button", name="Answer").click()
    page.wait_for_url(re.compile(r"answers\.by=bridge-trust"))
    page.wait_for_url(re.compile(r"answers\.sort=-answer"))
    assert "as-of=2024-03-10" in page.url, "what belongs to others stays"
    assert page.url.endswith("#answers")
    seen = shown(table)
    page.reload()
    assert shown(answers(page)) == seen
    assert answers(page).locator('th[data-key="answer"]').get_attribute("aria-sort") == "descending"
    answers(page).locator("tbody tr:visible a.answer").first.click()
    page.wait_for_url("**/sources/**")
    page.go_back()
    expect(answers(page).locator("tbody tr:visible")).to_have_count(len(seen))
    assert shown(answers(page)) == seen
    unfold(page).get_by_role("button", name="Show all").click()
    page.wait_for_url(re.compile(r"index\.html\?as-of=2024-03-10#answers$"))


@pytest.mark.parametrize(
    "query",
    [
        "answers.by=nobody",
        "answers.sort=-colour",
        "answers.relation=%3Cimg%20src%3Dx%3E",
        "by=bridge-trust",
        "silence.by=x",
        "%",
    ],
)
def test_what_the_table_does_not_know_is_ignored(visit: Visit, query: str) -> None:
    page = visit.open(f"{CRACKS}?{query}")
    assert len(shown(answers(page))) == 9
    assert page.locator("[aria-sort]").count() == 0


def test_tables_of_one_page_keep_apart(visit: Visit) -> None:
    page = visit.open("golden/site/events/closure/index.html?date.sort=-answer")
    assert page.locator('table[data-table="date"] th[aria-sort="descending"]').count() == 1
    assert page.locator("th[aria-sort]").count() == 1


def test_all_claims_open_at_a_speaker_and_a_question(visit: Visit) -> None:
    page = visit.open(f"{CLAIMS}?by=bridge-trust&question=cracks")
    found = page.locator("table.claims tbody tr:visible")
    assert found.count() > 1
    assert set(found.evaluate_all("rows => rows.map(row => row.dataset.by + ' ' + row.dataset.question)")) == {
        "bridge-trust cracks"
    }


@pytest.mark.parametrize("visit", [{"permissions": ["clipboard-read", "clipboard-write"]}], indirect=True)
def test_a_link_to_the_view_can_be_copied(visit: Visit) -> None:
    page = visit.open(CLAIMS)
    page.get_by_label("Find in the rows").fill("cracks")
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".table-tools [role=status]")).to_have_text("The link is copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("/claims/index.html?find=cracks")
    assert copied == page.url


@pytest.mark.parametrize("site", ["golden", "payload"])
def test_a_download_holds_the_rows_that_are_shown(visit: Visit, site: str) -> None:
    """Letter by letter, also where every text is hostile; only what a spreadsheet would run has an apostrophe before it."""
    page = visit.open(f"{site}/site/claims/index.html?by=bridge-trust&sort=-said")
    table, tools = page.locator("table.claims"), page.locator(".table-tools")
    name, rows = downloaded(page, tools)
    assert name == "claims-filtered.csv"
    assert [row["Claim"] for row in rows] == shown(table)
    quotes = table.locator("tbody tr:visible q").all_inner_texts()
    told = table.locator("tbody tr:visible a.answer").all_inner_texts()
    for row, quote, answer in zip(rows, quotes, told, strict=True):
        assert plain(row["Quote"]) == plain(quote)
        assert plain(row["Answer"]) == plain(answer)
        assert row["Link"].startswith(visit.address)
        assert row["Link"].endswith(f"/sources/{row['Claim'].replace('/', '/index.html#claim-')}")
        assert all(not value.startswith(("=", "+", "-", "@", "\t", "\r")) for value in row.values())
        assert row["Paragraph"].isdigit()


def plain(text: str) -> str:
    return " ".join(text.split()).removeprefix("'") if text.startswith("'") else " ".join(text.split())


def test_a_download_of_a_question_is_named_for_it_and_holds_its_columns(visit: Visit) -> None:
    page = visit.open(CRACKS)
    name, rows = downloaded(page, unfold(page))
    assert name == "cracks.csv"
    by_claim = {row["Claim"]: row for row in rows}
    row = by_claim["gazette-closure/cracks-trust"]
    assert {
        key: row[key] for key in ("Question", "Speaker", "Answer", "Lowest", "Highest", "What it counts", "For", "Said")
    } == {
        "Question": "How many cracks did the piers have?",
        "Speaker": "Bridge trust",
        "Answer": "more than 20",
        "Lowest": "21",
        "Highest": "",
        "What it counts": "all cracks",
        "For": "4 March 2024",
        "Said": "10 March 2024",
    }
    assert by_claim["gazette-closure/deep-north"]["Place"] == "north bank"
    assert by_claim["trust-report/cracks-council-again"]["Relayed by"] == "Bridge trust"
    again = by_claim["trust-report/cracks-again"]  # the page tells this day once
    assert (again["For"], again["Said"]) == ("20 March 2024", "20 March 2024")


def test_a_plain_negative_number_is_no_formula(visit: Visit) -> None:
    page = visit.open(CLAIMS)
    for text, expected in [
        ("-5", "-5"),
        ("-1.5", "-1.5"),
        ("-1+1", "'-1+1"),
        ("=1", "'=1"),
        ("@x", "'@x"),
        ("＝1", "'＝1"),
        ('a"b', 'a"b'),
    ]:
        page.route("**/claims/index.html", put(text.replace('"', "&quot;")))
        visit.open(CLAIMS)
        _, rows = downloaded(page, page.locator(".table-tools"))
        assert rows[0]["Answer"] == expected
        page.unroute("**/claims/index.html")


def test_hostile_words_in_the_controls_stay_words(visit: Visit) -> None:
    page = visit.open("payload/site/claims/index.html")
    tools = page.locator(".table-tools")
    for name in ("question", "by", "party", "source"):
        field = tools.locator(f"select[name={name}]")
        values = field.locator("option").evaluate_all("options => options.map(option => option.value)")
        field.select_option(values[1])
        assert page.locator("table.claims tbody tr:visible").count() > 0
        tools.get_by_role("button", name="Show all").click()
    tools.get_by_label("Find in the rows").fill("<script>alert(1)</script>")
    assert "<script>alert(1)</script>" in tools.locator("[role=status]").inner_text()
    assert page.locator("article script, article img").count() == 0


@pytest.mark.parametrize("visit", [NO_SCRIPTS], indirect=True)
def test_without_scripts_everything_is_there_and_nothing_is_dead(visit: Visit) -> None:
    page = visit.open(CLAIMS)
    rows = len((built("golden") / "site/data/claims.csv").read_text(encoding="utf-8").splitlines()) - 1
    assert page.locator("table.claims tbody tr:visible").count() >= 20
    assert page.locator("table.claims tbody tr").count() <= rows
    assert page.locator(".table-tools:visible, th button, .load:visible").count() == 0
    assert page.get_by_role("link", name="All claims with every field, as CSV").get_attribute("href") == "../data/claims.csv"
    page = visit.open(CRACKS)
    assert answers(page).locator("tbody tr:visible").count() == 9
    assert page.locator(".table-tools:visible, th button").count() == 0


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_on_a_phone_the_order_is_one_of_the_controls(visit: Visit) -> None:
    page = visit.open(CRACKS)
    table, tools = answers(page), unfold(page)
    assert not table.get_by_role("button", name="Answer").is_visible()
    tools.get_by_role("combobox", name="Order", exact=True).select_option("-answer")
    falling = table.locator("tbody tr").evaluate_all("rows => rows.map(row => Number(row.dataset.low))")
    assert falling == sorted(falling, reverse=True)
    for path in (CRACKS, CLAIMS):
        page = visit.open(path)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_a_link_to_a_row_that_is_filtered_away_brings_it_back(visit: Visit) -> None:
    page = visit.open(f"{CRACKS}?answers.find=bridge-trust-nothing")
    assert len(shown(answers(page))) == 0
    page.evaluate("location.hash = 'row-gazette-closure--cracks-trust'")
    expect(page.locator("#row-gazette-closure--cracks-trust")).to_be_visible()
    assert len(shown(answers(page))) == 9


def test_what_is_printed_says_that_it_is_filtered(visit: Visit) -> None:
    page = visit.open(f"{CRACKS}?answers.by=bridge-trust")
    page.emulate_media(media="print")
    assert page.locator(".table-tools .told").first.is_visible()
    assert "Speaker: Bridge trust" in page.locator(".table-tools .told").first.inner_text()
    assert not page.locator(".table-tools form").first.is_visible()
    page = visit.open(CRACKS)
    assert not page.locator(".table-tools").first.is_visible()


def test_heads_stay_in_sight_on_a_wide_screen(visit: Visit) -> None:
    page = visit.open(CLAIMS)
    page.set_viewport_size({"width": 1280, "height": 500})
    page.locator("table.claims tbody tr").nth(15).scroll_into_view_if_needed()
    box = page.locator("table.claims th").first.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 20


@pytest.mark.parametrize("visit", [DARK, {}], indirect=True, ids=["dark", "light"])
def test_a_table_in_use_can_be_read_and_reached_by_everyone(visit: Visit) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = visit.open(f"{CLAIMS}?by=bridge-trust&sort=answer")
    found = Axe().run(page, context=".all-claims").response["violations"]
    assert [(one["id"], [node["html"][:100] for node in one["nodes"]]) for one in found] == []


def test_a_long_table_is_whole_where_it_is_asked_for(visit: Visit) -> None:
    page = visit.open(many())
    table = page.locator("table.claims")
    assert table.locator("tbody tr").count() == 500
    published = shown(table)
    assert not page.locator(".table-tools form").is_visible()
    page.get_by_role("button", name="Filter and sort all").click()
    tools = page.locator(".table-tools")
    expect(tools.get_by_label("Find in the rows")).to_be_focused()
    assert shown(table) == published
    table.get_by_role("button", name="Answer").click()
    assert table.locator("tbody tr").count() == 100
    stretch = page.locator(".stretches [role=status]")
    assert re.fullmatch(r"Rows 1 to 100 of 6\d\d", stretch.inner_text())
    first = table.locator("tbody tr").first.inner_text()
    page.get_by_role("button", name="Next").click()
    assert stretch.inner_text().startswith("Rows 101 to 200")
    assert table.locator("tbody tr").first.inner_text() != first
    page.get_by_role("button", name="Previous").click()
    assert table.locator("tbody tr").first.inner_text() == first
    tools.get_by_role("button", name="Show all").click()
    assert shown(table) == published


def test_a_row_of_the_data_looks_as_it_does_on_its_page(visit: Visit) -> None:
    """Text and links are those of the row that the page has without scripts."""
    page = visit.open(many())
    look = "row => [row.innerText, [...row.querySelectorAll('a')].map(link => link.href)]"
    relayed = page.locator("table.claims tbody tr:has(.via):has(.party)").first
    written = relayed.evaluate(look)
    by, question = relayed.get_attribute("data-by"), relayed.get_attribute("data-question")
    visit.open(f"{many()}?by={by}&question={question}")
    rows = page.locator("table.claims tbody tr")
    expect(page.locator(".stretches")).to_be_attached()
    page.wait_for_function("document.querySelectorAll('table.claims tbody tr').length < 500")
    made = [rows.nth(at).evaluate(look) for at in range(rows.count())]
    assert [squeezed(text) for text, _ in made].count(squeezed(written[0])) >= 1
    assert any(links == written[1] for _, links in made)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_an_address_opens_a_long_table_as_it_was(visit: Visit) -> None:
    page = visit.open(f"{many()}?by=speaker-7&sort=-answer")
    table = page.locator("table.claims")
    page.wait_for_function("document.querySelector('table.claims th[aria-sort]')")
    assert set(column(table, 2)) == {"Մեծ կամուրջ 7"}
    _, rows = downloaded(page, page.locator(".table-tools"))
    assert {row["Speaker"] for row in rows} == {"Մեծ կամուրջ 7"}
    assert len(rows) == len({row["Claim"] for row in rows}) == table.locator("tbody tr").count()


def test_the_data_of_a_long_table_that_does_not_come_is_told(visit: Visit) -> None:
    page = visit.open(many())
    page.route("**/claims/data.js", lambda route: route.fulfill(status=404, body=""))
    page.get_by_role("button", name="Filter and sort all").click()
    expect(page.get_by_text("The whole table could not be loaded.")).to_be_visible()
    assert page.locator("table.claims tbody tr").count() == 500
    assert [fault for fault in visit.faults if "404" not in fault] == []
    visit.faults.clear()


def test_a_long_table_works_from_files(visit_files: Visit) -> None:
    page = visit_files.open(many())
    page.get_by_role("button", name="Filter and sort all").click()
    page.get_by_label("Find in the rows").fill("կամուրջ 7")
    expect(page.locator(".table-tools [role=status]")).to_contain_text("with “կամուրջ 7”")
    page.get_by_role("link", name="Մեծ կամուրջ 7", exact=True).first.click()
    page.wait_for_url("**/actors/speaker-7/index.html")


@pytest.mark.parametrize("visit", [NO_SCRIPTS], indirect=True)
def test_a_long_table_turns_its_pages_without_scripts(visit: Visit) -> None:
    page = visit.open(many())
    assert page.locator(".load:visible, .stretches:visible").count() == 0
    page.locator(".turning").first.get_by_role("link", name="Next").click()
    page.wait_for_url("**/claims/2/index.html")
    assert page.locator(".turning").first.get_by_text("Rows 501 to 6").is_visible()
    page.locator(".turning").last.get_by_role("link", name="Previous").click()
    page.wait_for_url("**/claims/index.html")
