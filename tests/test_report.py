"""The ways from a page to the forms of the issues: filled in with what the forms ask, and explained where there are none."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from payload import PAYLOADS, write_record
from sites import GOLDEN_FACTS, HOME

from generator import compare, model, render
from generator.edition import Edition

REPOSITORY, SITE = "https://code.example/team/record", "https://record.example/side/"


def pages(folder: Path, edition: Edition) -> dict[str, str]:
    facts = model.facts(model.read(folder))
    return {path: text for path, text in render.texts(facts, compare.compare(facts), edition) if path.endswith(".md")}


@pytest.fixture(scope="module")
def known() -> dict[str, str]:
    return pages(GOLDEN_FACTS, Edition(repository=REPOSITORY, address=SITE))


def forms(text: str) -> list[tuple[str, dict[str, str]]]:
    """Return text and fields of each way to a form, in order."""
    found = re.findall(r'<a (?:class="report-claim" )?href="([^"]*/issues/new[^"]*)" rel="noopener external">([^<]*)', text)
    return [
        (name, {key: value[0] for key, value in parse_qs(urlsplit(unescape(address)).query, strict_parsing=True).items()})
        for address, name in found
    ]


def test_every_page_leads_to_forms_that_exist_and_have_the_fields(known: dict[str, str]) -> None:
    own = {path: forms(text) for path, text in known.items() if 'class="report"' in text}
    assert {"index.md", "matrix/index.md", "claims/index.md"} < set(own)
    assert all(len(found) >= 2 for found in own.values())
    for path, found in own.items():
        for name, given in found:
            form = yaml.safe_load((HOME / ".github/ISSUE_TEMPLATE" / given["template"]).read_text(encoding="utf-8"))
            fields = {part["id"] for part in form["body"] if "id" in part}
            assert set(given) - {"template", "title"} <= fields, (path, name)
            assert given["title"].startswith(form["title"])


def test_only_pages_that_moved_have_no_way_to_report(known: dict[str, str]) -> None:
    assert {path for path, text in known.items() if 'class="report"' not in text} == {
        path for path, text in known.items() if "redirect" in text.partition("\n---")[0]
    }


def test_a_claim_s_mistake_names_the_claim_and_its_address(known: dict[str, str]) -> None:
    text = known["sources/gazette-closure/index.md"]
    claims = [given for _, given in forms(text) if "#claim-" in given.get("where", "")]
    ids = re.findall(r'<article class="claim" id="claim-([^"]*)"', text)
    assert [given["title"] for given in claims] == [f"Mistake: gazette-closure/{ident}" for ident in ids]
    assert claims[0]["where"] == f"{SITE}sources/gazette-closure/index.html#claim-{ids[0]}"


def test_what_a_page_is_about_is_filled_in(known: dict[str, str]) -> None:
    def last(path: str) -> dict[str, str]:
        return [given for _, given in forms(known[path]) if given["template"] == "claim.yml"][-1]

    assert last("sources/gazette-closure/index.md")["publisher"].endswith("(gazette-closure)")
    question = next(path for path in known if re.fullmatch(r"questions/[^/]+/index\.md", path))
    assert last(question)["about"].endswith(f"({question.split('/')[1]})")
    actor = next(path for path in known if re.fullmatch(r"actors/[^/]+/index\.md", path))
    assert last(actor)["speaker"].endswith(f"({actor.split('/')[1]})")


def test_only_actors_are_offered_a_reply(known: dict[str, str]) -> None:
    offered = {path for path, text in known.items() if any(given["template"] == "reply.yml" for _, given in forms(text))}
    moved = {path for path, text in known.items() if "redirect" in text.partition("\n---")[0]}
    assert offered == {path for path in known if re.fullmatch(r"actors/[^/]+/index\.md", path)} - moved


def test_without_a_repository_the_links_lead_to_the_explanation_inside_the_site() -> None:
    for path, text in pages(GOLDEN_FACTS, Edition()).items():
        assert "/issues/new" not in text
        if 'class="report"' in text:
            assert f'<a href="{"../" * path.count("/")}contribute/index.html">Report a mistake</a>' in text


def test_text_of_facts_stays_inside_its_field(tmp_path: Path) -> None:
    write_record(GOLDEN_FACTS, tmp_path / "facts", PAYLOADS)
    for text in pages(tmp_path / "facts", Edition(repository=REPOSITORY, address=SITE)).values():
        for _, given in forms(text):
            assert set(given) <= {"template", "title", "where", "page", "actor", "speaker", "about", "link", "publisher"}
            assert len(given["title"]) <= 140


def test_a_title_of_any_length_is_cut() -> None:
    from generator.report import Forms

    found = Forms(REPOSITORY, 0).mistake("x" * 5000, "here")
    assert len(found) < 300
    assert parse_qs(urlsplit(found).query)["title"][0].endswith("x...")
