"""Pages that are HTML already: what is made of them the short way is what MkDocs and Python-Markdown make the long way."""

from __future__ import annotations

import html
import logging
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from sites import HOME, PAYLOADS
from test_render import rendered

from generator import environment, finished, publish

BLOCK = '<div class="sbs">\n<p id="a">text</p>\n\n<div>more\n</div></div>'


@cache
def config() -> MkDocsConfig:
    """The settings of the project, with which the long way is gone."""
    return load_config(str(HOME / "mkdocs.yml"), hooks=[], docs_dir=str(HOME / "docs"))


def both(source: str, folder: Path) -> tuple[Page, publish.FinishedPage]:
    """Return a page read by MkDocs, and the same page as one that knows the short way."""
    (folder / "page.md").write_text(source, encoding="utf-8")
    made = []
    for kind in (Page, publish.FinishedPage):
        file = File("page.md", str(folder), str(folder / "site"), False)
        page = kind(None, file, config())
        page.read_source(config())
        page.render(config(), Files([file]))
        made.append(page)
    return made[0], made[1]  # type: ignore[return-value]


def assert_same(source: str, folder: Path) -> None:
    long, short = both(source, folder)
    assert short.meta == long.meta
    assert short.markdown == long.markdown
    assert short.content == long.content
    assert short.title == long.title
    assert str(short.toc) == str(long.toc)
    assert short.present_anchor_ids == long.present_anchor_ids


def page(body: str, title: str = '"T"') -> str:
    return f"---\ntitle: {title}\nhide: [navigation]\n---\n\n{body}"


def test_every_generated_page_is_taken_the_short_way_and_comes_out_the_same(tmp_path: Path) -> None:
    logging.getLogger("mkdocs").setLevel(logging.ERROR)  # links of a page by itself lead nowhere
    taken, left = 0, []
    for path, text in rendered().items():
        if path.endswith(".md") and "template: redirect.html" not in text:
            assert_same(text, tmp_path)
            read = finished.read(text)
            if read and finished.body(read[0], ""):
                taken += 1
            else:
                left.append(path)
    assert taken > 40
    # Essays are Markdown that people wrote, and the page to compose a claim loads a style of its own.
    assert [path for path in left if not path.startswith(("reading/", "contribute/compose/"))] == []


@pytest.mark.parametrize(
    "body",
    [
        "# A title\n\nA paragraph with *stars*.\n",
        f"# A title\n\n{BLOCK}\nand a line after it\n",
        f"# A title\n\n{BLOCK} <p>and more on its line</p>\n",
        "# A title\n\n<div>\n<!-- </div> -->\n</div>\n",
        "# A title\n\n<div>\n<script>if (1 < 2) { '</div>' }</script>\n</div>\n",
        "# A title\n\n<div>`</div>`\n</div>\n",
        "# A title\n\n<div><a title=`b`>c</a><b `x>d</b></div>\n",
        "# A title\n\n<div>without an end\n",
        "# A title with `code` and a [link](page.md)\n",
        "#No space\n\n<p>a block of another kind</p>\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
    ],
)
def test_what_is_no_heading_and_no_block_is_left_to_the_engine(body: str, tmp_path: Path) -> None:
    assert finished.body(body, "") is None
    assert_same(page(body), tmp_path)


@pytest.mark.parametrize(
    "body",
    [
        f"# A title\n\n{BLOCK}\n\n## The same {{: #own }}\n\n{BLOCK}\n\n## The same\n\n## The same\n",
        f"{BLOCK}\n\n### Deep first\n\n## Then less\n\n# Then the title\n\n{BLOCK}\n",
        f"# &#35; &#60;b&#62; &#38;amp&#59; – „ё“ Հայերեն\n\n{BLOCK}\n\n\n{BLOCK}\n## Right after a block\n",
        "# A title\n\n<div><script>{}</script><pre>a\n\n  b</pre></div>\n",
        '# A title\n\n<div>a `b` c ` <a title="`d` > e" href="f`g">``h</a></div>\n',
        "# 1\n## &#45;&#45; {: #x-1 }\n## &#8212;\n## own\n## own\n## own\n",
    ],
)
def test_headings_and_blocks_come_out_the_same(body: str, tmp_path: Path) -> None:
    assert finished.body(body, "") is not None
    assert_same(page(body), tmp_path)


@pytest.mark.parametrize(
    "front",
    [
        "title: plain words\n",
        "title: 'single'\n",
        'title: "a\\u2028b"\nother: [1, 2]\n',
        'title: "a\u2028b"\n',
        'title: "a\\u0085\\/b"\n',
        "a: true\nb: no\nc: 2021-01-01\n",
        'title: "two"\n  indented: 1\n',
        "edit: actors/a.yml\n",
        "list: [null, x]\n",
        "list: [yes, off]\n",
        'list: [1e5, 1.5, "1.5", -3]\n',
        'hide: [navigation, toc]\nld: "{}"\n',
        "x:\n",
    ],
)
def test_a_front_matter_of_any_shape_is_read_as_yaml_reads_it(front: str, tmp_path: Path) -> None:
    assert_same(f"---\n{front}---\n\n# T\n", tmp_path)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), st.sampled_from(PAYLOADS))
def test_any_title_comes_out_the_same(text: str, payload: str) -> None:
    """A title from facts, in the heading and in the front matter."""
    title = f"T{text} {payload}"
    source = f"title: {environment.front_matter(title)}\n"
    read = finished.read(f"---\n{source}---\n\n# T\n")
    assert read is None or read[1] == yaml.safe_load(source)
    made = finished.body(f"# {environment.markdown_text(title)}\n", "link")
    if made:
        import markdown

        long = markdown.Markdown(
            extensions=["attr_list", "tables", "toc"],
            extension_configs={"toc": {"permalink": True, "permalink_title": "link"}},
        )
        assert made.content == long.convert(f"# {environment.markdown_text(title)}\n")


def test_what_needs_no_escaping_stays_and_all_else_is_escaped_as_ever() -> None:
    from markupsafe import Markup, escape

    for value in ("", "plain", "a & b", "<i>", "'", '"', Markup("<b>"), 3, None, html.escape("<")):
        assert environment.written(value) == escape(value)


def test_addresses_are_the_same_from_every_page_as_without_memory() -> None:
    """The filter is asked for every pair of some pages and addresses, in an order in which one could mislead another."""
    from mkdocs.utils import normalize_url

    class Seen:
        def __init__(self, url: str) -> None:
            self.url = url

    def made(context: dict[str, Seen], value: str) -> str:
        return normalize_url(value, page=context["page"])  # type: ignore[arg-type]

    urls = [
        "index.html",
        "a/index.html",
        "a/x/index.html",
        "a/y/index.html",
        "b/x/index.html",
        "ru/a/x/index.html",
        "a/xx/index.html",
    ]
    lead = publish.Addresses(made).lead
    for url in urls:
        for value in (*urls, "a/x", "a", "assets/a.js", "https://x.example/", "#top", "a/x/index.html#claim"):
            context = {"page": Seen(url)}
            assert lead(context, value) == made(context, value), (url, value)
