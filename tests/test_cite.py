"""How a source is cited in BibTeX, CSL-JSON and plain text, hostile titles included."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace

import pytest
import yaml
from payload import PAYLOADS
from sites import GOLDEN_FACTS, built

from generator import cite, version, wording
from generator.edition import Edition
from generator.model import Facts
from generator.version import Version
from tests.worlds import claim, world

TITLE = yaml.safe_load((GOLDEN_FACTS / "record.yml").read_text(encoding="utf-8"))["title"]


def source(**changes: object) -> Facts:
    """Return the facts of a world with one source, `s1`, changed so."""
    facts = world([claim("1")], questions={"q": {"type": "count", "unit": "people"}})
    given = {"title": "The square, the river", "kind": "news article", "url": "https://news.example/a_b", "authors": ("a1",)}
    facts.sources["s1"] = facts.sources["s1"].model_copy(update={**given, **changes})
    return facts


def test_bibtex_holds_what_is_known_and_nothing_else() -> None:
    assert cite.bibtex(source(published="2022-08-17"), "s1") == (
        "@article{s1,\n"
        "  author = {{A1}},\n"
        "  title = {{The square, the river}},\n"
        "  journal = {Press-S1},\n"
        "  date = {2022-08-17},\n"
        "  year = {2022},\n"
        "  url = {https://news.example/a_b},\n"
        "  langid = {en},\n"
        "}\n"
    )
    bare = cite.bibtex(source(published=None, url=None, authors=()), "s1")
    assert not any(field in bare for field in ("author", "date", "year", "url"))


def test_no_title_breaks_out_of_its_braces() -> None:
    hostile = r'50% of $x_1 & #2} @misc{evil, title = {~^"\ '
    entry = cite.bibtex(source(title=hostile), "s1")
    title = next(line for line in entry.splitlines() if line.startswith("  title"))
    plain = title.replace(r"\{", "").replace(r"\}", "")
    assert plain.count("{") == plain.count("}")
    assert entry.count("\n@") == 0
    assert all(f"\\{char}" in title for char in "%$_&#")


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2022-08-17", {"date-parts": [[2022, 8, 17]]}),
        ("2022-08", {"date-parts": [[2022, 8]]}),
        ("2022", {"date-parts": [[2022]]}),
        ("2022-21", {"literal": "spring 2022"}),
        ("2020-12-23/..", {"literal": "23 December 2020 or later"}),
        ("2022~", {"literal": "about 2022"}),
    ],
)
def test_csl_dates_keep_their_precision(edtf: str, expected: dict[str, object]) -> None:
    item = json.loads(cite.csl_text(source(published=edtf), ["s1"]))[0]
    assert item["issued"] == expected


def test_csl_and_plain_text() -> None:
    facts = source(published="2022-08-17")
    assert json.loads(cite.csl_text(facts, ["s1"])) == [
        {
            "id": "s1",
            "type": "article-newspaper",
            "title": "The square, the river",
            "author": [{"literal": "A1"}],
            "container-title": "Press-S1",
            "issued": {"date-parts": [[2022, 8, 17]]},
            "URL": "https://news.example/a_b",
            "language": "en",
        }
    ]
    assert cite.plain(facts, "s1") == "A1, “The square, the river”, Press-S1, 17 August 2022, https://news.example/a_b"


# Pages and claims.

KNOWN = Edition(version=Version("3f9a2c1b04", "2026-11-22"), site="A record", address="https://record.example/side/")
WORDS = wording.load()
PATH = "questions/q/index.html"


def one_claim(facts: Facts, edition: Edition = KNOWN) -> cite.Citation:
    return cite.of_claim(facts, edition, WORDS, facts.claims[0], "sources/s1/index.html#claim-c1")


def test_a_page_is_cited_with_the_version_of_the_facts_and_its_address() -> None:
    made = cite.of_page(replace(source(), title="The festival"), KNOWN, WORDS, "How many?", PATH)
    assert made.plain == (
        "“How many?”, A record: The festival, facts of version 2026-11-22, 3f9a2c1b04, "
        "https://record.example/side/questions/q/index.html"
    )
    assert made.bibtex == (
        "@misc{side-by-side-questions-q,\n"
        "  title = {{How many?}},\n"
        "  howpublished = {A record: The festival},\n"
        "  note = {facts of version 2026-11-22, 3f9a2c1b04},\n"
        "  date = {2026-11-22},\n"
        "  year = {2026},\n"
        "  url = {https://record.example/side/questions/q/index.html},\n"
        "}\n"
    )
    assert json.loads(made.csl) == [
        {
            "id": "side-by-side-questions-q",
            "type": "webpage",
            "title": "How many?",
            "container-title": "A record: The festival",
            "version": "2026-11-22, 3f9a2c1b04",
            "issued": {"date-parts": [[2026, 11, 22]]},
            "URL": "https://record.example/side/questions/q/index.html",
        }
    ]


def test_what_is_not_known_is_left_out() -> None:
    """Without an address of the site, the way within it is told as such; without history, no day is made up."""
    made = cite.of_page(source(), Edition(version=Version("3f9a2c1b04")), WORDS, "How many?", PATH)
    assert made.plain == f"“How many?”, Side by Side, facts of version 3f9a2c1b04, {PATH} on the site"
    assert "url = " not in made.bibtex
    assert "date = " not in made.bibtex
    assert f"; {PATH}}}" in made.bibtex
    (item,) = json.loads(made.csl)
    assert "URL" not in item
    assert "issued" not in item
    assert item["note"] == PATH
    bare = cite.of_page(source(), Edition(), WORDS, "", "index.html")
    assert bare.plain == "Side by Side"
    assert json.loads(bare.csl) == [{"id": "side-by-side", "type": "webpage", "title": "Side by Side"}]


def test_a_claim_is_cited_by_its_document_and_where_it_was_found() -> None:
    made = one_claim(source(published="2022-08-17"))
    found = (
        "recorded in A record as s1/c1, facts of version 2026-11-22, 3f9a2c1b04, "
        "https://record.example/side/sources/s1/index.html#claim-c1"
    )
    document = "A1, “The square, the river”, Press-S1, 17 August 2022, https://news.example/a_b"
    assert made.plain == f"{document}, paragraph 1; {found}"
    assert made.bibtex.startswith("@article{s1:c1,\n  author = {{A1}},\n")
    (item,) = json.loads(made.csl)
    assert item["id"] == "s1:c1"
    assert item["type"] == "article-newspaper"
    assert item["note"] == f"paragraph 1; {found}"


@pytest.mark.parametrize("text", [*PAYLOADS, r'50% of $x_1 & #2} @misc{evil, title = {~^"\ '])
def test_no_text_breaks_out_of_a_citation(text: str) -> None:
    facts = replace(source(title=text), title=text)
    for made in (cite.of_page(facts, KNOWN, WORDS, text, PATH), one_claim(facts)):
        plain = made.bibtex.replace(r"\{", "").replace(r"\}", "")
        assert plain.count("{") == plain.count("}")
        assert sum(line.startswith("@") for line in made.bibtex.splitlines()) == 1
        assert "\n" not in made.plain
        assert " ".join(text.split()) in json.loads(made.csl)[0]["title"]


def cited(name: str) -> dict[str, str]:
    """Return the citation in plain text of every page of a built site, folded ones of claims aside."""
    site = built(name) / "site"
    found = {}
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        blocks = re.findall(
            r'<details class="citing"><summary>Cite this (?:page|record)</summary>\s*<p[^>]*>(.*?)</p>', text
        )
        assert len(blocks) <= 1, path
        if blocks:
            found[path.relative_to(site).as_posix()] = html.unescape(blocks[0])
    return found


def test_every_page_says_how_to_cite_it() -> None:
    found = cited("golden")
    digest = version.of(GOLDEN_FACTS).digest
    for path, plain in found.items():
        assert f"facts of version {digest}" in plain
        assert path == "index.html" or plain.endswith(f"{path} on the site")
    kinds = {path.partition("/")[0] for path in found}
    assert {"index.html", "questions", "actors", "events", "places", "sources", "changes"} <= kinds
    assert not {"search", "compare", "404.html"} & kinds


def test_every_claim_says_how_to_cite_it() -> None:
    site = built("golden") / "site"
    claims = json.loads((site / "data" / "claims.json").read_text(encoding="utf-8"))
    for row in claims:
        text = (site / row["url"].partition("#")[0]).read_text(encoding="utf-8")
        assert f"recorded in Side by Side: {TITLE} as {row['id']}, " in html.unescape(text)
        assert 'href="claims.csl.json"' in text
        items = json.loads((site / "sources" / row["source"] / "claims.csl.json").read_text(encoding="utf-8"))
        assert row["id"].replace("/", ":") in {item["id"] for item in items}
