"""The same record made into a site by what a person would use instead: MkDocs with Material as it comes, and Hugo.

From the facts: a page an item, with a table of its claims, four links a row. That is less than a page here shows (no
comparison, no chart, no citation, no data). From the pages: what the generator wrote, handed to each publisher.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import names
from generator.index import Index
from generator.model import Claim

HEAD = ("Speaker", "Answer", "Question", "Document", "Words")
STOCK = """site_name: Bench
docs_dir: {pages}
site_dir: {site}
use_directory_urls: false
nav: [index.md]
not_in_nav: "*"
theme: {{name: material, font: false}}
markdown_extensions: [attr_list, tables, toc]
"""
HUGO = """baseURL = "/"
title = "Bench"
uglyURLs = true
disableKinds = ["taxonomy", "term", "RSS"]
[markup.goldmark.renderer]
unsafe = true
"""
LAYOUT = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>
<header><a href="/index.html">Bench</a></header><main>%s</main><footer>Bench</footer></body></html>
"""
ROWS = """<h1>{{ .Title }}</h1><table><thead><tr>{{ range site.Data.head }}<th>{{ . }}</th>{{ end }}</tr></thead><tbody>
{{ range index site.Data.items .Params.item }}<tr>{{ range . }}<td>{{ with .href }}<a href="{{ . }}">{{ end }}{{ .text }}\
{{ with .href }}</a>{{ end }}</td>{{ end }}</tr>{{ end }}</tbody></table>"""


@dataclass(frozen=True)
class Run:
    """What a run of a command took, children included."""

    processor: float
    wall: float


def run(command: list[str], folder: Path) -> Run:
    """Run a command; return what it took. Raises CalledProcessError."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    settings = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=folder, check=True, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - start
    return Run(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall)


def items(index: Index) -> Iterator[tuple[str, str, list[Claim]]]:
    """Yield the path, the title and the claims of a page for each item."""
    facts = index.facts
    for ident, question in facts.questions.items():
        if "." not in ident:
            yield f"questions/{ident}", question.title, index.by_question.get(ident, [])
    for ident in facts.actors:
        yield f"actors/{ident}", names.label(facts, "actor", ident), index.by_actor.get(ident, [])
    for ident, event in facts.events.items():
        claims = [claim for part in ("date", "place") for claim in index.by_question.get(f"{ident}.{part}", ())]
        yield f"events/{ident}", event.title, claims
    for ident in facts.places:
        yield f"places/{ident}", names.label(facts, "place", ident), index.by_place.get(ident, [])
    for ident, source in facts.sources.items():
        yield f"sources/{ident}", source.title, index.by_source.get(ident, [])


def cells(index: Index, claim: Claim) -> list[tuple[str, str]]:
    """Return the cells of a row: text and the page that it leads to."""
    question = claim.question.partition(".")[0]
    asked = f"questions/{question}" if "." not in claim.question else f"events/{question}"
    return [
        (names.label(index.facts, "actor", claim.by), f"actors/{claim.by}"),
        (index.answer(claim), ""),
        (index.facts.questions[claim.question].title, asked),
        (index.facts.sources[claim.source].title, f"sources/{claim.source}"),
        (claim.entry.quote, ""),
    ]


def write_tables(index: Index, folder: Path) -> None:
    """Write the pages as Markdown tables."""
    head = f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}\n"
    for path, title, claims in items(index):
        rows = ""
        for claim in claims:
            told = [f"[{text}](../{to}.md)" if to else text for text, to in cells(index, claim)]
            rows += f"| {' | '.join(told)} |\n"
        _write(folder / f"{path}.md", f"---\ntitle: {json.dumps(title)}\n---\n\n# {title}\n\n{head}{rows}")
    _write(folder / "index.md", "# Bench\n")


def write_stock(folder: Path, pages: Path) -> list[str]:
    """Write the settings of MkDocs with Material as it comes; return the command."""
    _write(folder / "mkdocs.yml", STOCK.format(pages=pages.absolute(), site=(folder / "site").absolute()))
    return [sys.executable, "-m", "mkdocs", "build", "--quiet"]


def write_hugo(folder: Path, pages: Path) -> list[str]:
    """Write the settings and a small layout of Hugo, for pages of Markdown; return the command."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(pages, folder / "content", ignore=lambda _, names_: [n for n in names_ if not _is_page(n)])
    for path in (folder / "content").rglob("index.md"):  # Hugo takes an index for a folder's own page
        path.rename(path.with_name("_index.md" if path.parent == folder / "content" else "page.md"))
    _layouts(folder, "{{ .Content }}")
    return ["hugo", "--quiet"]


def write_hugo_data(index: Index, folder: Path) -> list[str]:
    """Write the rows as data, and a page for each item that names them; return the command."""
    shutil.rmtree(folder, ignore_errors=True)
    told = {}
    for path, title, claims in items(index):
        told[path] = [
            [{"text": text, **({"href": f"/{to}.html"} if to else {})} for text, to in cells(index, claim)]
            for claim in claims
        ]
        _write(folder / f"content/{path}.md", f"---\ntitle: {json.dumps(title)}\nitem: {path}\n---\n")
    _write(folder / "data/items.json", json.dumps(told))
    _write(folder / "data/head.json", json.dumps(HEAD))
    _layouts(folder, ROWS)
    return ["hugo", "--quiet"]


def _layouts(folder: Path, body: str) -> None:
    _write(folder / "config.toml", HUGO)
    _write(folder / "layouts/_default/single.html", LAYOUT % body)
    _write(folder / "layouts/_default/list.html", LAYOUT % "<h1>{{ .Title }}</h1>{{ .Content }}")


def _is_page(name: str) -> bool:
    return name.endswith(".md") or "." not in name


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
