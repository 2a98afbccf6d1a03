"""What stands around the pages: its words, its head, robots.txt, the map of the site, what programs are told."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from sites import GOLDEN_FACTS, HOME, PAYLOADS, build, built, html_pages, made_once, project, read
from test_render import golden_facts

from generator import shell, structured, wording
from generator.views import FOLDERS, Page

ADDRESS = "https://record.example/side-by-side/"
POLICY = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' data:",
    "font-src": "'self'", "connect-src": "'self'", "form-action": "'self'", "base-uri": "'none'",
}  # fmt: skip


@cache
def published() -> Path:
    """Return the golden record's site as it is built where its address is known."""
    return made_once("golden-published", _publish) / "site"


def _publish(folder: Path) -> None:
    build(project(folder, GOLDEN_FACTS), SITE_URL=ADDRESS)


def named(path: Path, tag: str, key: str) -> dict[str, str]:
    """Return the content or address of every element of the head by the value of one attribute."""
    found = {}
    for name, given in read(path).elements:
        if name == tag and key in given:
            found[given[key]] = given.get("content") or given.get("href", "")
    return found


@pytest.mark.parametrize("language", wording.languages())
def test_the_words_of_the_templates_are_those_of_the_interface(golden: Callable[[Path, str], None], language: str) -> None:
    golden(HOME / f"overrides/partials/words/{language}.html", shell.words(wording.load(language)))


def test_every_word_that_the_templates_ask_for_is_there() -> None:
    """With the engine's own way of undefined words, one that is missing would be an empty place on every page."""
    template = Environment(autoescape=False).from_string(shell.words(wording.load()))
    asked = set()
    for path in sorted((HOME / "overrides").rglob("*.html")):
        asked |= set(_keys(path.read_text(encoding="utf-8")))
    assert {"skip", "menu", "not_found"} <= asked
    asked -= {"section."}  # what follows is the folder of the section, so these are asked for one by one
    asked |= {f"section.{folder}" for folder in FOLDERS.values()}
    assert [key for key in sorted(asked) if not str(template.module.say(key)).strip()] == []  # type: ignore[attr-defined]


def _keys(text: str) -> Iterator[str]:
    for part in text.split("words.say(")[1:]:
        yield part[1:].partition(part[0])[0]


def test_words_are_escaped_for_html() -> None:
    words = wording.Wording("en", {"shell.menu": '<b> & "menu"', "shell.version": "of {version}", "other.menu": "x"})
    made = shell.words(words)
    assert "&lt;b&gt; &amp; &quot;menu&quot;" in made
    assert "version" not in made
    assert "other" not in made


@pytest.mark.parametrize("name", ["golden", "payload", "empty"])
def test_every_page_carries_the_policy_before_anything_that_loads(name: str) -> None:
    for path in html_pages(built(name) / "site"):
        text = path.read_text(encoding="utf-8")
        policies = [
            given["content"] for tag, given in read(path).elements if given.get("http-equiv") == "Content-Security-Policy"
        ]
        assert len(policies) == 1, path
        assert dict(part.strip().split(" ", 1) for part in policies[0].split(";")) == POLICY
        assert text.index("Content-Security-Policy") < min(text.find(mark) % len(text) for mark in ("<link", "<script"))


@pytest.mark.parametrize("name", ["golden", "real", "payload", "empty"])
def test_nothing_in_a_page_needs_what_the_policy_forbids(name: str) -> None:
    """No script within a page, no style attribute, no handler; data blocks are not run."""
    for path in html_pages(built(name) / "site"):
        for tag, given in read(path).elements:
            assert "style" not in given, (path, tag, given)
            assert tag != "style", path
            assert not [key for key in given if key.startswith("on")], (path, tag, given)
            if tag == "script":
                assert given.get("src") or given.get("type") in ("application/ld+json", "application/json"), path


def test_the_preview_may_reload_and_the_site_may_not() -> None:
    text = (HOME / "overrides/partials/policy.html").read_text(encoding="utf-8")
    made = Environment(autoescape=False).from_string(text)
    assert "Content-Security-Policy" not in made.render(config={"extra": {"preview": True}})
    assert "Content-Security-Policy" in made.render(config={"extra": {}})


def test_a_page_says_what_it_is_to_those_who_link_to_it() -> None:
    page = published() / "questions/cracks/index.html"
    told = named(page, "meta", "property")
    assert told["og:title"] == "How many cracks did the piers have?"
    assert told["og:description"].startswith("Four speakers give nine answers")
    assert told["og:url"] == f"{ADDRESS}questions/cracks/index.html" == named(page, "link", "rel")["canonical"]
    assert told["og:site_name"] == "Side by Side"
    assert told["og:image"].startswith(f"{ADDRESS}cards/")
    assert (published() / told["og:image"].removeprefix(ADDRESS)).is_file()
    assert named(page, "meta", "name")["description"] == told["og:description"]
    assert named(page, "meta", "name")["twitter:card"] == "summary_large_image"


def test_without_an_address_a_page_names_none() -> None:
    page = built("golden") / "site/questions/cracks/index.html"
    assert {"og:image", "og:url"} & set(named(page, "meta", "property")) == set()
    assert "canonical" not in named(page, "link", "rel")
    assert not (built("golden") / "site" / "cards").exists()


@pytest.mark.parametrize("name", ["golden", "real", "empty"])
def test_titles_and_descriptions_are_there_on_every_page(name: str) -> None:
    site = built(name) / "site"
    for path in html_pages(site):
        if "http-equiv" in path.read_text(encoding="utf-8") and 'http-equiv="refresh"' in path.read_text(encoding="utf-8"):
            continue
        assert read(path).title.strip().removesuffix("- Side by Side").strip(), path
        assert named(path, "meta", "name")["description"].strip(), path
        folder = path.relative_to(site).parts[0]
        language = folder if folder in wording.languages() else "en"
        assert [given.get("lang") for tag, given in read(path).elements if tag == "html"] == [language], path


def test_every_page_tells_which_facts_it_shows_and_how_to_object() -> None:
    site = built("golden") / "site"
    shown = set()
    for path in html_pages(site):
        text = path.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in text:
            continue
        footer = text.partition("<footer")[2]
        shown.add(footer.partition('class="shell-version">')[2].partition("<")[0])
        for link in ("method.html", "corrections.html", "right-of-reply.html", "personal-data.html", "data.html"):
            assert f'{link}"' in footer, path
        assert 'rel="license noopener"' in footer
    assert len(shown) == 1
    assert shown.pop().startswith("Facts: version ")


def test_the_version_of_the_facts_is_text() -> None:
    assert shell.facts_line("<b>1&2") == "Facts: version &lt;b&gt;1&amp;2"
    assert shell.facts_line("") == ""


def test_old_addresses_say_where_the_page_is_now() -> None:
    page = published() / "actors/old-council/index.html"
    assert named(page, "link", "rel")["canonical"] == f"{ADDRESS}actors/town-council/index.html"
    assert named(page, "meta", "name")["robots"] == "noindex"


def test_the_map_of_the_site_names_every_page_once_and_no_old_address() -> None:
    text = (published() / "sitemap.xml").read_text(encoding="utf-8")
    listed = [
        one.text or "" for one in ElementTree.fromstring(text).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]
    pages = [
        path.relative_to(published()).as_posix()
        for path in html_pages(published())
        if path.name != "404.html" and 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")
    ]
    assert sorted(listed) == sorted(ADDRESS + page for page in pages)


def test_robots_may_read_everything_and_find_the_map() -> None:
    assert (published() / "robots.txt").read_text() == f"User-agent: *\nAllow: /\n\nSitemap: {ADDRESS}sitemap.xml\n"
    assert (built("golden") / "site/robots.txt").read_text() == "User-agent: *\nAllow: /\n"


def test_the_page_for_lost_addresses_starts_from_the_root_of_the_site() -> None:
    page = read(published() / "404.html")
    links = {address for tag, address in page.links() if tag in ("a", "link", "script")}
    assert {"/side-by-side/questions/index.html", "/side-by-side/assets/side-by-side.css"} <= links
    assert [one for one in links if not one.startswith(("/side-by-side/", "#", "https://"))] == []


class Data(HTMLParser):
    """The JSON-LD of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.inside, self.text = False, ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "script" and ("type", "application/ld+json") in attrs

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        self.text += data if self.inside else ""


def graph(path: Path) -> list[dict[str, Any]]:
    text = Data(path.read_text(encoding="utf-8")).text
    return json.loads(text)["@graph"] if text else []  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("page", "kinds"),
    [
        ("index.html", ["Dataset"]),
        ("questions/length/index.html", ["BreadcrumbList", "Claim", "NewsArticle"]),
        ("actors/town-clerk/index.html", ["BreadcrumbList", "Person"]),
        ("actors/town-council/index.html", ["BreadcrumbList", "Organization"]),
        ("events/closure/index.html", ["BreadcrumbList", "Event"]),
        ("places/stillwater/index.html", ["BreadcrumbList", "Place"]),
        ("sources/gazette-closure/index.html", ["BreadcrumbList", "NewsArticle"]),
        ("method.html", []),
        ("actors/old-council/index.html", []),
    ],
)
def test_programs_are_told_what_a_page_is_about(page: str, kinds: list[str]) -> None:
    found = {one["@type"] for one in graph(built("golden") / "site" / page)}
    assert set(kinds) <= found
    assert found or not kinds


def test_no_page_rates_a_claim_or_dates_an_event() -> None:
    """A rating would decide, and so would one date of several."""
    for name in ("golden", "real"):
        for path in html_pages(built(name) / "site"):
            text = Data(path.read_text(encoding="utf-8")).text
            for word in ("ClaimReview", "reviewRating", "ratingValue", "startDate", "endDate", '"location"'):
                assert word not in text, (path, word)


def test_every_claim_of_a_question_is_told_with_its_speaker_and_its_address() -> None:
    site = built("golden") / "site"
    rows = [row for row in json.loads((site / "data/claims.json").read_text()) if row["question"] == "cracks"]
    claims = [one for one in graph(site / "questions/cracks/index.html") if one["@type"] == "Claim"]
    assert sorted(one["url"].removeprefix("../../") for one in claims) == sorted(row["url"] for row in rows)
    assert {one["text"] for one in claims} == {row["says"] for row in rows}
    assert all(one["author"]["name"] for one in claims)


def test_hostile_texts_stay_texts_for_programs() -> None:
    """What the page says to programs holds the payloads letter by letter, and ends no script."""
    told = json.dumps([graph(path) for path in html_pages(built("payload") / "site")], ensure_ascii=False)
    shown = json.loads(told)
    texts = json.dumps(shown, ensure_ascii=False)
    told_of = {payload for payload in PAYLOADS if json.dumps(" ".join(payload.split()), ensure_ascii=False)[1:-1] in texts}
    assert {"</script>", "<!--", '"', "{{"} <= {
        sign for sign in ("</script>", "<!--", '"', "{{") if sign in "".join(told_of)
    }
    assert len(told_of) > 10


def test_characters_that_end_lines_or_scripts_are_escaped() -> None:
    made = structured.packed({"text": "</script><!-- &\u2028\u2029\x85\x7f\ufeff"})
    assert not set(made) & set("<>&\u2028\u2029\x85\x7f\ufeff")
    assert json.loads(made)["text"] == "</script><!-- &\u2028\u2029\x85\x7f\ufeff"


def test_a_page_of_no_item_is_told_nothing() -> None:
    facts, _ = golden_facts()
    page = Page("questions/index.md", "index.md.j2", "Questions", "x", {})
    assert structured.of_page(facts, page, {}) == ""


def test_a_page_loads_one_style_two_scripts_and_an_icon_of_its_own() -> None:
    for path in html_pages(built("golden") / "site"):
        if 'http-equiv="refresh"' in path.read_text(encoding="utf-8"):
            continue
        loads = [
            given for tag, given in read(path).elements if tag in ("script", "link") and given.get("rel") != "alternate"
        ]
        files = sorted(
            Path(one.get("src") or one.get("href", "")).name for one in loads if one.get("src") or one.get("href")
        )
        assert {"icon.svg", "scheme.js", "side-by-side.css", "side-by-side.js"} <= set(files), path
        assert len(files) <= (7 if "compose-record.js" in files else 6), (path, files)  # that form is loaded there alone
