"""The theme's style without what no page uses: nothing that a page has is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import built, html_pages, read

from generator import theme


def joined(source: str) -> str:
    return "".join(f"{head}{{{body}}}" if body or head[:1] != "@" else f"{head};" for head, body in theme.rules(source))


def test_reading_the_theme_loses_nothing() -> None:
    """Rules put together again are the whole: so what is left out is left out by choice."""
    for source in theme.whole():
        assert joined(source) == source


@pytest.mark.parametrize("name", ["golden", "real", "payload", "empty"])
def test_every_class_of_the_theme_that_a_page_has_is_kept(name: str) -> None:
    known = set().union(*(theme.CLASS.findall(head) for source in theme.whole() for head, _ in flat(source)))
    on_pages = {
        one
        for path in html_pages(built(name) / "site")
        for _, given in read(path).elements
        for one in given.get("class", "").split()
    }
    ours = {"grid", "cards", "card", "note"}  # words that we use for things of our own
    assert (on_pages & known) - theme.USED - ours == set()


def flat(source: str) -> list[tuple[str, str]]:
    """Return the rules of a style, those within conditions, too."""
    found = []
    for head, body in theme.rules(source):
        found += flat(body) if head.startswith(("@media", "@supports")) else [(head, body)]
    return found


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("p{a:b}", "p{a:b}"),
        (".md-dialog{a:b}", ""),
        (".md-dialog p,.md-typeset p{a:b}", ".md-typeset p{a:b}"),
        (".md-typeset :is(p,.tabbed-set){a:b}", ""),
        (".md-typeset a:not(.md-button,.x){a:b}", ".md-typeset a:not(.md-button,.x){a:b}"),
        ("@media print{.md-dialog{a:b}}", ""),
        ("@media print{.md-dialog{a:b}p{c:d}}", "@media print{p{c:d}}"),
        ('@charset "UTF-8";p{a:"}"}', '@charset "UTF-8";p{a:"}"}'),
        ("p{a:'\\'}'}q{b:c}", "p{a:'\\'}'}q{b:c}"),
        ("/* { */p{a:b}", "/* { */p{a:b}"),
        ("@font-face{a:b}", "@font-face{a:b}"),
        ("[data-md-color-primary=red]{a:b}[data-md-color-primary=custom]{c:d}", "[data-md-color-primary=custom]{c:d}"),
        ("[data-md-color-scheme=slate]{a:b}", "[data-md-color-scheme=slate]{a:b}"),
    ],
)
def test_a_rule_stays_when_a_page_can_have_what_it_names(source: str, expected: str) -> None:
    assert theme.used(source) == expected


@given(st.text("{}();,.\"'/*\\ap@:[]", max_size=60))
def test_any_text_is_read_to_its_end(text: str) -> None:
    """A theme that is not as it was yields another style, never a build that hangs."""
    list(theme.rules(text))
    theme.used(text)


def test_the_style_is_the_same_every_time_and_names_no_other_host() -> None:
    made = theme.style()
    assert made == theme.style()
    assert b"url(http" not in made
    assert b"@import" not in made
    assert b"[data-md-color-scheme=slate]" in made
    assert len(made) < sum(map(len, theme.whole())) / 3


def test_a_theme_that_has_changed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    theme.whole.cache_clear()
    monkeypatch.setattr(theme, "STYLES", ("nothing.*.css",))
    with pytest.raises(FileNotFoundError, match="holds 0 files"):
        theme.whole()
