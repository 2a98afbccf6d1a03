"""The Markdown tree: the expected one, the same every time, nothing left over, nobody else's files touched."""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import cache
from pathlib import Path

import markdown
import pytest
import yaml
from html5lib import HTMLParser
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import GOLDEN, GOLDEN_FACTS, HOME, PAYLOADS, project, run, squeezed, tree

from generator import compare, export, model, render

OWN_WORK = "my own notes\n"


@cache
def golden_facts() -> tuple[model.Facts, compare.Comparison]:
    facts = model.facts(model.read(GOLDEN_FACTS))
    return facts, compare.compare(facts)


@cache
def rendered() -> dict[str, str]:
    """Every generated page of the small record, by path."""
    return dict(render.texts(*golden_facts()))


def test_pages_and_data_of_the_small_record_are_the_expected_ones(
    request: pytest.FixtureRequest, golden: Callable[[Path, str], None]
) -> None:
    """Text by text, so that a change of a template shows as what it does to the pages."""
    texts = rendered() | {f"data/{name}": body for name, body in export.files(*golden_facts()).items()}
    if request.config.getoption("--renew"):
        for left_over in {path for path in GOLDEN.rglob("*") if path.is_file()} - {GOLDEN / name for name in texts}:
            left_over.unlink()
    for name, text in texts.items():
        golden(GOLDEN / name, text.replace("\r\n", "\n"))
    assert set(tree(GOLDEN)) == set(texts), "files that nothing makes, or that are missing: make golden"


def test_small_record_shows_every_page_kind_and_every_turn_of_the_templates() -> None:
    """The expected pages prove something only where they hold it."""
    text = "".join(rendered().values())
    turns = (
        "shorter form or variant", "Later replaced by the same speaker", "Not counted as independent",
        "Repeated by the same speaker", "The same answer in a document’s own voice", "Read from more than the quote",
        "in the headline", "in the caption", "as relayed by", "Taken from", "Archived copy", "Signed by", "not dated",
        "Nobody is on record with an answer yet", "No claim of this actor is on record", "No claim has been drawn",
        "Asked and not answered", "What is not compared", "Parts, wholes and sums", "What the words mean here", "Set aside",
        "What else rests on it", "No date on record", "Appears here for", "Took part in", "Published or signed", "Relayed",
        "Part of", "Holds", "Changes", "Where it lies", "Who took part", "Questions about it", "said at a time not known",
        "stands alone", "This page has moved", "since 2019", "until 2018", "as of 6 May 2024", "the sum holds",
        *(f"relation-{name}" for name in ("agree", "compatible", "conflict", "not-comparable")),
        *(f"not-{facet}" for facet in ("moment", "period", "population", "place")),
    )  # fmt: skip
    assert [turn for turn in turns if turn not in text] == []


def test_front_matter_is_yaml_with_an_escaped_title() -> None:
    for path, text in rendered().items():
        if not path.endswith(".md"):
            continue
        head = yaml.safe_load(text.split("---\n")[1])
        assert head["title"] == html.escape(html.unescape(head["title"])), path


def test_rendering_again_writes_nothing(tmp_path: Path) -> None:
    """The preview reloads for each file that is written, so what did not change must not be."""
    pages, docs = tmp_path / "pages", tmp_path / "docs"
    docs.mkdir()
    first = render.render(*golden_facts(), pages, docs)
    assert (first.changed, first.removed) == (first.files, 0)
    before = {path: path.stat().st_mtime_ns for path in pages.rglob("*")}
    again = render.render(*golden_facts(), pages, docs)
    assert (again.files, again.changed, again.removed) == (first.files, 0, 0)
    assert {path: path.stat().st_mtime_ns for path in pages.rglob("*")} == before


def test_what_no_longer_belongs_is_removed_and_what_is_hidden_stays(tmp_path: Path) -> None:
    home = project(tmp_path / "home", GOLDEN_FACTS)
    pages = home / "build" / "pages"
    assert run(home, "render").returncode == 0
    assert (pages / "sources/notice/index.md").is_file()
    (pages / "actors" / "left-over").mkdir()
    (pages / "actors" / "left-over" / "index.md").write_text("left over")
    (pages / ".gitignore").write_text("*\n")
    for suffix in ("yml", "words"):
        (home / "facts" / "sources" / f"notice.{suffix}").unlink()
    done = run(home, "render")
    assert done.returncode == 0, done.stderr
    assert "5 removed" in done.stderr  # the page, its data and its script, the redirect to it, the left over one
    assert not (pages / "sources/notice").exists()
    assert not (pages / "actors/left-over").exists()
    assert (pages / ".gitignore").read_text() == "*\n"


def test_a_folder_with_somebody_elses_files_is_refused(tmp_path: Path) -> None:
    """`render --pages .` by mistake must not remove a day's work."""
    home = project(tmp_path / "home", GOLDEN_FACTS)
    (home / "notes").mkdir()
    (home / "notes" / "mine.txt").write_text(OWN_WORK)
    done = run(home, "render", "--pages", "notes")
    assert done.returncode == 2
    assert "notes: it holds files that were not made here" in done.stderr
    assert tree(home / "notes") == {"mine.txt": OWN_WORK.encode()}


def test_pages_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    home = project(tmp_path / "home", GOLDEN_FACTS)
    (home / "taken").write_text(OWN_WORK)
    done = run(home, "render", "--pages", "taken")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert (home / "taken").read_text() == OWN_WORK


def test_hand_written_pages_are_copied_with_the_generated_reference(tmp_path: Path) -> None:
    render.render(*golden_facts(), tmp_path / "pages", HOME / "docs")
    found = tree(tmp_path / "pages")
    whole = {"styles": "side-by-side.css", "scripts": "side-by-side.js", "composer": "composer.js"}
    parts = {
        name: body for name, body in tree(HOME / "docs").items() if name.startswith(tuple(f"assets/{one}/" for one in whole))
    }
    assert {name for name in tree(HOME / "docs") if not name.startswith("essays/")} - set(parts) <= set(found)
    for name, body in parts.items():
        assert body in found[f"assets/{whole[name.split('/')[1]]}"]
    assert b"<!-- fields -->" not in found["contribute/facts.md"]
    assert b'<td data-label="Field"><code>paragraph</code></td>' in found["contribute/facts.md"]
    assert b"## not-in-source" in found["contribute/rules.md"]


TEXT = st.one_of(st.sampled_from(PAYLOADS), st.text(st.characters(blacklist_categories=("Cc", "Cs")), min_size=1))


@settings(deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=3).map(" ".join))
def test_a_heading_shows_any_text_as_it_is(text: str) -> None:
    """Neither Markdown, nor its extensions, nor HTML take a character of it for markup."""
    extensions = yaml.safe_load((HOME / "mkdocs.yml").read_text().replace("!ENV", ""))["markdown_extensions"]
    names = [name for name in extensions if isinstance(name, str)]
    made = markdown.markdown(f"# {render.markdown_text('T' + text)}", extensions=names)
    parsed = HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(made)
    assert [element.tag for element in parsed.iter()][1:] == ["h1"]
    assert squeezed("".join(parsed.itertext())) == squeezed("T" + text)


@settings(deadline=None)
@given(TEXT)
def test_front_matter_holds_any_text_as_it_is(text: str) -> None:
    read = yaml.safe_load(f"title: {render.front_matter(text)}\n")["title"]
    assert html.unescape(read) == " ".join(text.split())
    assert not set(read) & set("<>\"'")
