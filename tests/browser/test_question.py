"""The page of a question in a browser: as of a day by keyboard and by address, reasons one step away, folds, no scripts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from conftest import Visit
from playwright.sync_api import Page, expect
from sites import built

pytestmark = pytest.mark.browser

QUESTION = "golden/site/questions/cracks/index.html"
REPLACED = "golden/site/questions/gates-locked/index.html"
HELD = "real/site/questions/armenians-held/index.html"
NO_SCRIPTS = {"java_script_enabled": False}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
DARK = {"color_scheme": "dark"}


def setting(*values: dict[str, Any]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("visit", values, indirect=True, ids=lambda value: "-".join(map(str, value.values())))


@pytest.fixture(autouse=True, scope="module")
def real_site() -> None:
    """Some of what is looked at happens on no page of the small record."""
    built("real")


def shown(page: Page) -> list[str]:
    """Return the statements that are shown, each as its answer."""
    return [each.inner_text() for each in page.locator(".history > li:not([hidden]) .answer").all()]


def days(page: Page) -> list[str]:
    found: list[str] = page.locator("#as-of-days option").evaluate_all("all => all.map(one => one.dataset.day)")
    return found


def now(page: Page) -> str:
    return page.locator(".as-of-now").inner_text()


def test_everything_is_shown_until_a_day_is_chosen(visit: Visit) -> None:
    page = visit.open(QUESTION)
    assert len(shown(page)) == page.locator(".history > li").count() > 3
    assert now(page) == "Everything on record."
    assert "as-of" not in page.url


def test_the_keyboard_steps_through_the_days(visit: Visit) -> None:
    page = visit.open(QUESTION)
    slider = page.get_by_role("slider", name="As of")
    slider.focus()
    page.keyboard.press("Home")
    first = days(page)[0]
    expect(page).to_have_url(re.compile(rf"\?as-of={first}"))
    since = page.locator(".history > li:not([hidden])").evaluate_all("all => all.map(one => one.dataset.since)")
    assert since
    assert set(since) == {first}
    assert slider.get_attribute("aria-valuetext") == now(page).partition(".")[0]
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(rf"\?as-of={days(page)[1]}"))
    page.keyboard.press("End")
    expect(page).to_have_url(re.compile(r"index\.html$"))
    assert len(shown(page)) == page.locator(".history > li").count()


def test_the_buttons_step_and_stop_at_the_ends(visit: Visit) -> None:
    page = visit.open(QUESTION)
    earlier, later = page.get_by_role("button", name="Earlier"), page.get_by_role("button", name="Later")
    assert later.get_attribute("aria-disabled") == "true"
    for _ in range(len(days(page)) + 2):
        earlier.focus()
        page.keyboard.press("Enter")
    assert earlier.get_attribute("aria-disabled") == "true"
    assert f"as-of={days(page)[0]}" in page.url
    later.click()
    assert f"as-of={days(page)[1]}" in page.url


def test_what_is_said_is_told_to_those_who_cannot_see_it(visit: Visit) -> None:
    page = visit.open(QUESTION)
    status = page.locator(".as-of").get_by_role("status")
    page.get_by_role("button", name="Earlier").click()
    total = page.locator(".history > li").count()
    expect(status).to_have_text(
        re.compile(rf"^As of .+ \d{{4}}\. {len(shown(page))} of {total} statements had been made\.$")
    )


def test_an_address_with_a_day_shows_that_day_and_survives_a_reload(visit: Visit) -> None:
    page = visit.open(QUESTION)
    day = days(page)[1]
    page = visit.open(f"{QUESTION}?as-of={day}#over-time")
    before = shown(page)
    assert 0 < len(before) < page.locator(".history > li").count()
    page.reload()
    assert shown(page) == before
    assert page.url.endswith(f"?as-of={day}#over-time")


def test_other_states_of_the_address_stay_and_the_link_leads_to_the_view(visit: Visit) -> None:
    page = visit.open(f"{QUESTION}?answers.sort=-answer")
    page.get_by_role("button", name="Earlier").click()
    assert "answers.sort=-answer" in page.url
    link = page.get_by_role("link", name="Link to this view").get_attribute("href") or ""
    assert f"as-of={days(page)[-1]}" in link
    assert link.endswith("#over-time")
    page = visit.open(link.removeprefix(f"{visit.address}/"))
    assert now(page).startswith("As of ")


def test_a_day_on_which_nothing_was_said_shows_what_stood_then(visit: Visit) -> None:
    page = visit.open(f"{QUESTION}?as-of=2999-01-01")
    assert now(page).startswith("As of ")
    assert len(shown(page)) == page.locator(".history > li[data-since]").count()


@pytest.mark.parametrize("day", ["", "yesterday", "2024-99", "%3Cscript%3E"])
def test_an_address_without_a_day_in_it_shows_everything(visit: Visit, day: str) -> None:
    assert now(visit.open(f"{QUESTION}?as-of={day}")) == "Everything on record."


def test_a_speaker_without_a_word_yet_is_named_and_said_to_have_none(visit: Visit) -> None:
    page = visit.open(f"{HELD}?as-of=2020-12-23")
    silent = page.locator(".voice.silent-yet")
    assert silent.count() > 3
    assert silent.first.locator(".nothing-yet").is_visible()
    assert silent.first.locator(".history > li:not([hidden])").count() == 0
    assert page.locator(".voice").count() == page.locator(".voice-name:visible").count()


def test_an_answer_that_was_replaced_is_a_past_one_from_that_day_on(visit: Visit) -> None:
    replaced = ".history > li[data-until]"
    first = visit.open(REPLACED).locator(replaced).first
    since, until = first.get_attribute("data-since") or "", first.get_attribute("data-until") or ""
    assert since < until
    assert first.locator(".until").is_visible()
    first = visit.open(f"{REPLACED}?as-of={since}").locator(replaced).first
    assert "past" not in (first.get_attribute("class") or "")
    assert first.locator(".until").is_hidden()
    first = visit.open(f"{REPLACED}?as-of={until}").locator(replaced).first
    assert "past" in (first.get_attribute("class") or "")
    assert first.locator(".until").is_visible()


@setting(NO_SCRIPTS)
def test_without_scripts_every_statement_is_there_and_no_dead_control(visit: Visit) -> None:
    page = visit.open(f"{QUESTION}?as-of=2024-03-04")
    assert page.locator(".history > li:visible").count() == page.locator(".history > li").count() > 3
    assert page.locator(".as-of-controls").is_hidden()
    assert page.locator(".nothing-yet:visible").count() == 0


def test_it_works_from_files(visit_files: Visit) -> None:
    page = visit_files.open(QUESTION)
    page.get_by_role("button", name="Earlier").click()
    assert now(page).startswith("As of ")
    assert "as-of=" in page.url


def test_from_an_answer_to_the_reason_and_to_the_other_answer_by_keyboard(visit: Visit) -> None:
    page = visit.open(QUESTION)
    row = page.locator("tr:has(.stands .relation-conflict)").first
    why = row.get_by_role("link", name="why").first
    why.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#why-conflict")
    assert "no number fits both" in page.locator("#why-conflict").inner_text()
    other = row.locator(".stands .other a, .stands details a").first
    target = (other.get_attribute("href") or "").removeprefix("#")
    assert page.locator(f"[id='{target}']").count() == 1


def test_folds_open_without_a_mouse(visit: Visit) -> None:
    page = visit.open(HELD)
    fold = page.locator("section.apart details.fold").first
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    assert fold.locator(".reasons li").first.is_visible()


@setting(PHONE, DARK | PHONE)
def test_on_a_phone_nothing_is_cut_off(visit: Visit) -> None:
    for path in (QUESTION, HELD, "real/site/index.html", "real/site/glossary/index.html", "real/site/questions/index.html"):
        page = visit.open(path)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} is {wide} pixels too wide"


@setting(PHONE)
def test_controls_are_large_enough_for_a_finger(visit: Visit) -> None:
    page = visit.open(QUESTION)
    for control in page.locator(".as-of-controls :is(button, input)").all():
        box = control.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24


def test_hostile_texts_do_nothing_when_time_moves(visit: Visit) -> None:
    page = visit.open("payload/site/questions/cracks/index.html")
    page.get_by_role("button", name="Earlier").click()
    assert page.locator("article img, article script, article iframe").count() == 0
