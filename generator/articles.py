"""Reads a saved article (HTML, PDF or plain text) into its text and what it says about itself.

Only what the file itself declares is taken as title, author, publisher, date and language. What had to be decided on
the way (an encoding, paragraphs put together from the lines of a PDF) is told in `notes`, for the contributor to compare.
"""

from __future__ import annotations

import codecs
import re
import stat
from dataclasses import replace
from pathlib import Path

from generator import evidence, extract
from generator.extract import AS_TEXT, Article, ArticleError, Progress, clean

MOST_BYTES = 33_554_432  # of a PDF, which may hold pictures
MOST_TEXT = 8_388_608  # of HTML and plain text, and of the text that comes out
MOST_PARAGRAPH = 20_000


def read(path: Path, progress: Progress) -> Article:
    """Return the article that the file holds. Raises ArticleError."""
    data = _bytes(path)
    if b"%PDF-" in data[:1024]:
        found = extract.pdf(data, progress)
    else:
        _known_binary(data)
        if len(data) > MOST_TEXT:
            raise ArticleError(
                f"{path.name} is too large for an article: {len(data):,} bytes, at most {MOST_TEXT:,}", AS_TEXT
            )
        markup = path.suffix.lower() in (".html", ".htm", ".xhtml") or bool(_MARKUP.search(data[:4096].replace(b"\0", b"")))
        text, note = decode(data, markup)
        found = extract.html(text) if markup else Article(text)
        found = replace(found, notes=(*note, *found.notes))
    return _checked(found)


_MARKUP = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.I)


def _bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ArticleError(f"{path} is a folder", "name the file of the saved article")
        if not stat.S_ISREG(status.st_mode):
            raise ArticleError(f"{path} is no ordinary file", "save the article to a file first")
        if status.st_size > MOST_BYTES:
            raise ArticleError(f"{path.name} is too large: {status.st_size:,} bytes, at most {MOST_BYTES:,}", AS_TEXT)
        data = path.read_bytes()
    except FileNotFoundError:
        raise ArticleError(f"there is no file {path}", "save the article first, and name the file that you saved") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ArticleError(f"cannot read {path}: {reason}", "make the file readable, or save the article again") from None
    if not data.strip():
        raise ArticleError(f"{path.name} is empty", "save the article again; look into the file before you add it")
    return data


_KINDS = (
    (b"PK\x03\x04", "a ZIP file, perhaps a word processor's", "print it to PDF, or save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "an old word processor's file", "print it to PDF, or save it as plain text"),
    (b"{\\rtf", "a word processor's file (RTF)", "print it to PDF, or save it as plain text"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"\x89PNG", "a picture", AS_TEXT), (b"\xff\xd8\xff", "a picture", AS_TEXT), (b"GIF8", "a picture", AS_TEXT),
    (b"RIFF", "a picture or a recording", AS_TEXT),
    (b"From: <Saved by", "a web archive (MHTML)", "save the page again, as `HTML only` instead of `single file`"),
    (b"MIME-Version:", "a web archive (MHTML)", "save the page again, as `HTML only` instead of `single file`"),
)  # fmt: skip
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip


def _known_binary(data: bytes) -> None:
    for magic, what, mend in _KINDS:
        if data.startswith(magic):
            raise ArticleError(f"this is {what}, and HTML, PDF and plain text are read", mend)
    head = data[:65_536]
    controls = len(head) - len(head.translate(None, bytes(code for code in range(32) if code not in b"\t\n\f\r")))
    if controls * 100 > len(head) and not any(data.startswith(mark) for mark, _ in _BOMS):
        raise ArticleError("this is no text: it holds bytes that no HTML, PDF or plain text has", AS_TEXT)


_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,200}encoding=["']([\w.-]{1,40})""", re.I
)
_NO_CHARSET = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7", "undefined"}


def decode(data: bytes, markup: bool) -> tuple[str, tuple[str, ...]]:
    """Return the text of `data`, by its mark, its declaration or UTF-8, and a note where its encoding is a guess.

    Raises ArticleError where the bytes are not in the encoding that they are said to be in.
    """
    named = next((name for mark, name in _BOMS if data.startswith(mark)), "")
    if not named and markup and (found := _DECLARED.search(data[:4096])):
        named = (found[1] or found[2]).decode("ascii")
    try:
        return data.decode(_encoding(named)), ()
    except UnicodeDecodeError as error:
        if named:
            raise ArticleError(
                f"the file says that its encoding is `{named}`, and byte {error.start} of it is not",
                "save the article again as UTF-8; an editor that tampers with the encoding may have saved it last",
            ) from None
    with extract.quiet("charset_normalizer"):
        best = extract.library("charset_normalizer", "an encoding other than UTF-8").from_bytes(data).best()
    if best is None:
        raise ArticleError("it is not in UTF-8, and no other encoding fits", "save the article again as UTF-8")
    note = (
        f"no encoding is declared, and it was read as {best.encoding}, which is a guess: compare the letters with the page"
    )
    return str(best), (note,)


def _encoding(named: str) -> str:
    """Return Python's name of a declared encoding, as browsers understand it."""
    try:
        name = codecs.lookup(named or "utf-8").name
        "".encode(name)  # what is no encoding of text ends here
    except LookupError:
        name = "undefined"
    if name in _NO_CHARSET:
        raise ArticleError(f"the file says that its encoding is `{named}`, which is not known", "save it again as UTF-8")
    return {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(name, name)


def _checked(found: Article) -> Article:
    """Return the article cleaned. Raises ArticleError where its text cannot serve."""
    lines = [line for raw in found.text.splitlines() if (line := clean(raw))]
    text = "\n".join(lines)
    if not any(evidence.count_words(line) >= evidence.RUN for line in lines):
        raise ArticleError("it holds no paragraph of four words or more: is it the article?", AS_TEXT)
    if len(text.encode()) > MOST_TEXT:
        raise ArticleError(f"its text is too large: at most {MOST_TEXT:,} bytes", "take in its parts one by one")
    longest = max(range(len(lines)), key=lambda index: len(lines[index]))
    if len(lines[longest]) > MOST_PARAGRAPH:
        what = f"line {longest + 1} of its text has {len(lines[longest]):,} characters, which is no paragraph"
        raise ArticleError(what, "put each paragraph on a line of its own")
    notes = [*found.notes, *extract.removed(found.text + found.title)]
    if lost := text.count("\ufffd"):
        notes.append(
            f"letters that were lost in saving stand as \ufffd in it, {lost} of them: compare them with the document"
        )
    return replace(
        found, text=text, title=clean(found.title), authors=tuple(filter(None, map(clean, found.authors))),
        publisher=clean(found.publisher), published=clean(found.published), language=clean(found.language),
        url=found.url.strip(), notes=tuple(notes),
    )  # fmt: skip
