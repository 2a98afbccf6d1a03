"""Takes text and declared particulars out of HTML and PDF, with the libraries that are made for it.

Both libraries are optional (requirements/ingest.txt). Whatever a broken or hostile file makes them raise becomes an
ArticleError, and what they warn of or log is kept from the terminal: the contributor is told in our own words.
"""

from __future__ import annotations

import importlib
import io
import logging
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from generator import characters, evidence

MOST_PAGES = 3_000
FEW_WORDS = 12  # a page of fewer, with scripts, waits for them
SHOWN = "//body//text()[not(ancestor::script or ancestor::style)]"

Progress = Callable[[str, int, int], None]


class ArticleError(Exception):
    """The file cannot be taken in; the message says why and how to mend it."""

    def __init__(self, why: str, mend: str) -> None:
        super().__init__(f"{why}\nmend: {mend}")


@dataclass(frozen=True, slots=True)
class Article:
    """A text, a paragraph a line, and what the file declares about it; what is not declared is empty."""

    text: str
    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    language: str = ""
    url: str = ""
    captions: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()


AS_TEXT = "copy the article's text by hand into a .txt file in UTF-8, one paragraph a line, and add that"
INSTALL = "make add FILE=...  (or: .venv/bin/python -m pip install --require-hashes --no-deps -r requirements/ingest.txt)"


def clean(text: str) -> str:
    """Return `text` on one line, without characters that a reader cannot see or that turn its direction."""
    gone = {place for place, char in characters.hidden(text) if not char.isspace()}
    return " ".join("".join(char for place, char in enumerate(text) if place not in gone).split())


def removed(text: str) -> tuple[str, ...]:
    """Return a note where `clean` takes something out of `text`, white space aside."""
    count = sum(not char.isspace() for _, char in characters.hidden(text))
    return (f"{count} invisible character{'s were' if count > 1 else ' was'} removed",) if count else ()


def html(text: str) -> Article:
    """Return the article of an HTML page. Raises ArticleError."""
    parser = library("trafilatura", "HTML")
    with quiet("trafilatura", "htmldate", "courlan", "justext"):
        try:
            tree = parser.load_html(text)
            if tree is None:
                raise ArticleError("no HTML was found in it", AS_TEXT)
            for unread in list(tree.iter("noscript", "template")):
                unread.drop_tree()
            if _only_scripts(tree):
                raise ArticleError(
                    "the page is all script: the article is not in the file, a browser would load it",
                    f"save the page from the browser once the article is shown; or {AS_TEXT}",
                )
            captions, declared = _captions(tree), _language(tree)
            notes = removed("".join(tree.xpath("//title//text() | " + SHOWN)))
            found = parser.bare_extraction(
                tree, with_metadata=True, include_comments=False, favor_recall=True,
                date_extraction_params={"extensive_search": False, "original_date": True},
            )  # fmt: skip
        except ArticleError:
            raise
        except Exception as error:  # whatever a hostile page makes the libraries raise
            reason = clean(str(error))[:100] or type(error).__name__
            raise ArticleError(f"the HTML cannot be read: {reason}", AS_TEXT) from None
    if found is None or not (found.text or "").strip():
        raise ArticleError("no article was found in this HTML", AS_TEXT)
    lines = [clean(line).removeprefix("- ") for line in found.text.splitlines()]
    title = clean(found.title or "")
    if title and title not in lines:
        lines.insert(0, title)  # the headline belongs to what the document says
    return Article(
        "\n".join(lines), title, tuple((found.author or "").split(";")), found.sitename or "",
        found.date or "", declared, found.url or "", frozenset(map(clean, captions)), notes,
    )  # fmt: skip


def _captions(tree: Any) -> list[str]:
    """Make the captions of pictures plain paragraphs, which extraction keeps; return their texts."""
    found = []
    for caption in list(tree.iter("figcaption")):
        found.append(caption.text_content())
        figure = next(caption.iterancestors("figure"), None)
        caption.tag = "p"
        if figure is not None:
            figure.tag = "div"
    return found


def _language(tree: Any) -> str:
    declared = tree.xpath("string(/html/@lang)") or tree.xpath("string(//meta[@property='og:locale']/@content)")
    primary, *rest = re.split("[-_]", declared.strip())
    return "-".join([primary.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)])


def _only_scripts(tree: Any) -> bool:
    """Return whether a page has scripts and next to no words."""
    return bool(tree.xpath("//script")) and evidence.count_words(" ".join(tree.xpath(SHOWN))) < FEW_WORDS


def pdf(data: bytes, progress: Progress) -> Article:
    """Return the article of a PDF; `progress` is told of each page. Raises ArticleError."""
    parser = library("pypdf", "PDF")
    with quiet("pypdf"):
        try:
            reader = parser.PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise parser.errors.WrongPasswordError
            total = len(reader.pages)
            if total > MOST_PAGES:
                raise ArticleError(f"the PDF has {total:,} pages, at most {MOST_PAGES:,}", "take in its parts one by one")
            pages = []
            for number, page in enumerate(reader.pages, 1):
                pages.append(page.extract_text())
                progress("reading page", number, total)
            about = reader.metadata or {}
            title, author, made = (str(about.get(name) or "") for name in ("/Title", "/Author", "/CreationDate"))
            language = str(reader.root_object.get("/Lang") or "")
        except ArticleError:
            raise
        except (parser.errors.WrongPasswordError, parser.errors.FileNotDecryptedError, parser.errors.DependencyError):
            raise ArticleError("the PDF is encrypted", f"print it to a new PDF without a password; or {AS_TEXT}") from None
        except Exception as error:  # whatever a broken file makes the library raise
            reason = clean(str(error))[:100] or type(error).__name__
            raise ArticleError(f"the PDF cannot be read: {reason}", f"print it to a new PDF; or {AS_TEXT}") from None
    if not "".join(pages).strip():
        raise ArticleError(
            "the PDF has no text: its pages are pictures", f"run text recognition (OCR) and compare; or {AS_TEXT}"
        )
    notes = ["its paragraphs were put together from the lines of a PDF: compare them before you fill in the claims"]
    if day := re.match(r"D:(\d{4})(\d\d)(\d\d)", made):
        notes.append(f"the PDF was made on {'-'.join(day.groups())}, which need not be the day of publication")
    lines = joined([line for page in _without_numbers(pages) for line in page])
    return Article("\n".join(lines), title, tuple(author.split(";")), language=language, notes=tuple(notes))


def _without_numbers(pages: list[str]) -> Iterator[list[str]]:
    """Yield the lines of each page without the page's own number above or below them."""
    for number, page in enumerate(pages, 1):
        lines = [line.strip() for line in page.strip().splitlines()]
        for at in (0, -1):
            if len(lines) > 1 and lines[at] == str(number):
                lines.pop(at)
        yield lines


_ENDS = re.compile(r"[.!?:\u0589\u061f\u06d4\u3002][\"'”’»)\]]*$")


def joined(lines: list[str]) -> list[str]:
    """Return paragraphs put together from the lines of a PDF: a short line ends one, so does an empty line."""
    width = max(map(len, lines), default=0)
    found: list[str] = []
    ended = True
    for line, following in zip(lines, [*lines, ""][1:], strict=True):
        if not line:
            ended = True
            continue
        if ended:
            found.append(line)
        elif re.search(r"[^\W\d_]-$", found[-1]) and line[0].islower():
            found[-1] = found[-1][:-1] + line  # a word that was broken at the end of a line
        else:
            found[-1] += f" {line}"
        short = 0.85 if _ENDS.search(line) else 0.6 if not following[:1].islower() else 0
        ended = len(line) < short * width
    return found


def library(name: str, what: str) -> Any:
    """Return an optional library. Raises ArticleError with the command that installs it."""
    try:
        with quiet(name):
            return importlib.import_module(name)
    except ImportError:
        raise ArticleError(f"reading {what} needs the package {name}, which is not installed", INSTALL) from None


@contextmanager
def quiet(*names: str) -> Iterator[None]:
    """Keep what libraries warn of and log away from the contributor, who is told in our own words."""
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    try:
        for logger in loggers:
            logger.setLevel(logging.CRITICAL + 1)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
