"""Whole sites for tests: a project folder with some facts, the commands run in it, and what a built page holds."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache, partial
from html.parser import HTMLParser
from pathlib import Path

from payload import PAYLOADS, PLAIN, write_record

from bench import synthetic

HOME = Path(__file__).parent.parent
GOLDEN = HOME / "tests" / "golden"
GOLDEN_FACTS = HOME / "tests" / "golden-facts"
REAL_FACTS = HOME / "facts"
SETTINGS = (
    "GITHUB_SERVER_URL",
    "GITHUB_REPOSITORY",
    "SITE_NAME",
    "SITE_URL",
    "REPOSITORY_URL",
    "SIDE_BY_SIDE_FACTS",
    "SOURCE_DATE_EPOCH",
    "NO_MKDOCS_2_WARNING",
)


def project(folder: Path, facts: Path | None = None) -> Path:
    """Make `folder` a project with a copy of `facts`; the code and the hand-written pages are those of this one."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("mkdocs.yml", "overrides", "docs", "generator"):
        (folder / name).symlink_to(HOME / name)
    if facts is None:
        (folder / "facts").mkdir()
    else:
        shutil.copytree(facts, folder / "facts")
    return folder


def run(folder: Path, *arguments: str, module: str = "generator", **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the project in `folder`, with no setting of the caller's environment but its own `settings`."""
    env = {name: value for name, value in os.environ.items() if name not in SETTINGS} | settings
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def _around() -> Path:
    """Return the folder of this run's sites, one for all of its processes; conftest.py makes it and takes it away."""
    return Path(os.environ["SIDE_BY_SIDE_TESTS"])


def made_once(name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder `name` of this run, made by the first of its processes that asks; the others wait for it."""
    folder = _around() / name
    with (_around() / f"{name}.lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.seek(0)
        if lock.read() != "made":
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            lock.write("made")
    return folder


def build(folder: Path, **settings: str) -> None:
    """Build the site of a project; a fault or a warning is a failure of the test that asked."""
    done = run(folder, "build", **settings)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr, done.stderr


@cache
def built(name: str) -> Path:
    """Return a project with its site, built once a run of tests.

    It is `golden`, `real` (in its own language only, for time), `empty`, `payload`, `plain`, `languages`: the golden
    record in Russian and Armenian, too, or `many`: a record of more claims than one page of the table of all holds.
    """
    return made_once(name, partial(_make, name))


def _make(name: str, folder: Path) -> None:
    if name == "languages":
        translated_record(project(folder, GOLDEN_FACTS) / "facts")
    elif name in ("payload", "plain"):
        project(folder)
        write_record(GOLDEN_FACTS, folder / "facts", PAYLOADS if name == "payload" else PLAIN)
    elif name == "many":
        synthetic.write(project(folder) / "facts", 600)
        for path in (folder / "facts/sources").glob("*.yml"):
            # No table of its words exists: values are not looked for in quotes.
            text = path.read_text().replace("language: en", "language: tlh")
            path.write_text(re.sub(r"  - id: c-7\n(?:    .*\n)+", _relayed, text))
    else:
        project(folder, {"golden": GOLDEN_FACTS, "real": REAL_FACTS, "empty": None}[name])
    if name == "real":
        record = folder / "facts/record.yml"
        text = record.read_text(encoding="utf-8")
        record.write_text(re.sub(r"^interface:\n(?:  - .*\n)+", "", text, flags=re.M), encoding="utf-8")
    build(folder)


def _relayed(claim: re.Match[str]) -> str:
    """Return a claim as two others relayed it, where it is nobody's yet and none of the two speaks."""
    alone = "via:" not in claim[0] and "by: speaker-1\n" not in claim[0] and "by: speaker-2\n" not in claim[0]
    return f"{claim[0]}    via: [speaker-1, speaker-2]\n" if alone else claim[0]


def translated_record(facts: Path) -> None:
    """Give a copy of the golden record two further languages, and some of its names in one of them."""
    with (facts / "record.yml").open("a", encoding="utf-8") as record:
        record.write("interface: [ru, hy]\n")
    (facts / "translations").mkdir()
    names = {
        "record/title": "Старый мост", "actors/bridge-trust": "Мостовой фонд", "topics/The bridge": "Мост",
        "questions/cracks": "Сколько трещин было в опорах?", "events/closure": "Закрытие моста",
    }  # fmt: skip
    lines = [line for of, name in names.items() for line in (f"  - of: {of}", f"    name: {name}")]
    (facts / "translations" / "ru.yml").write_text("\n".join(["names:", *lines, ""]), encoding="utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below `folder`."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def html_pages(site: Path) -> Iterator[Path]:
    """Yield every page of a built site."""
    yield from sorted(site.rglob("*.html"))


VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Page(HTMLParser):
    """What a page holds: its elements with their attributes, its title, and the visible text of its article."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.title = self.article = self.heading = ""
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "title" in self._open and "svg" not in self._open:
            self.title += data
        if "article" in self._open and not {"script", "style"} & set(self._open):
            self.article += data
        if "h1" in self._open:
            self.heading += data

    @property
    def ids(self) -> set[str]:
        return {attributes["id"] for _, attributes in self.elements if attributes.get("id")}

    def links(self) -> Iterator[tuple[str, str]]:
        """Yield the element and the address of everything that the page links to or loads."""
        for tag, attributes in self.elements:
            for name in ("href", "src", "srcset", "data", "action", "poster", "xlink:href"):
                if name in attributes and (tag, name) != ("base", "href"):
                    yield tag, attributes[name]


@cache
def read(path: Path) -> Page:
    """Return a page, parsed once a session."""
    return Page(path.read_text(encoding="utf-8"))


def squeezed(text: str) -> str:
    """Return `text` with its white space as a browser shows it."""
    return re.sub(r"\s+", " ", text).strip()
