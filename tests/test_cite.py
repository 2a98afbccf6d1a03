"""How a source is cited in BibTeX, CSL-JSON and plain text, hostile titles included."""

from __future__ import annotations

import json

import pytest

from generator import cite
from generator.model import Facts
from tests.worlds import claim, world


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
