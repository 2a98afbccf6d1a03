"""Takes a saved article into the record: its source file with a draft for each figure, its fingerprint and its text.

Nothing is guessed and nothing overwritten. What the article does not declare, and what only a person can tell, stays an
empty field with a comment, so that `check` points at exactly the lines that are still to be written.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from generator import articles, dates, drafts, evidence, load, model, reading, schema, writing
from generator.drafts import Draft
from generator.extract import Article
from generator.extract import ArticleError as ArticleError  # what every caller has to catch
from generator.model import Record
from generator.rules.address import LANGUAGE, is_web_address
from generator.rules.file_name import RESERVED, suggestion
from generator.scaffold import scalar, source_text, written

ID_WORDS = 40  # characters of the title that an id takes


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the contributor says about the article; it outranks what the article declares. Empty: not said."""

    id: str = ""
    url: str = ""
    published: str = ""
    publisher: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """What is to be written, by file, and what is to be told."""

    files: dict[Path, str]
    told: tuple[str, ...]


def take_in(path: Path, wishes: Wishes, facts: Path, archive: Path | None = None) -> tuple[str, ...]:
    """Read the article, write its three files, and return what is to be told.

    `archive` is by default the folder beside the facts.

    Raises ArticleError with the remedy, load.FolderError when there are no facts; then nothing is written.
    """
    _usable(wishes)
    record = model.read(facts)
    intake = plan(articles.read(path, show_progress), path, wishes, record, archive or facts.parent / "archive")
    write(intake.files)
    return intake.told


def _usable(wishes: Wishes) -> None:
    """Raise ArticleError for a wish that `check` would refuse."""
    if wishes.id and (not schema.ID.fullmatch(wishes.id) or len(wishes.id) > schema.ID_LENGTH or wishes.id in RESERVED):
        raise ArticleError(
            f"`{wishes.id}` is no id", f"write small letters, digits and hyphens: --id {suggestion(wishes.id)}"
        )
    if wishes.url and not is_web_address(wishes.url):
        raise ArticleError(f"`{wishes.url}` is no web address", "copy it from the browser's address line, quotes around it")
    if wishes.publisher and not schema.ID.fullmatch(wishes.publisher):
        raise ArticleError(
            f"`{wishes.publisher}` is no actor's id", f"write its id: --publisher {suggestion(wishes.publisher)}"
        )
    if wishes.language and not LANGUAGE.fullmatch(wishes.language):
        raise ArticleError(f"`{wishes.language}` is no language tag", "write one such as `en`, `hy`, `az` or `ru`")
    if wishes.published and not _date(wishes.published):
        raise ArticleError(
            f"`{wishes.published}` is no date", "write it as YYYY-MM-DD, or with the part that is known: YYYY-MM"
        )


def _date(text: str) -> bool:
    try:
        dates.read(text)
    except dates.DateError:
        return False
    return True


def plan(article: Article, path: Path, wishes: Wishes, record: Record, archive: Path) -> Intake:
    """Return what is to be written for an article, and told. Raises ArticleError where its id is taken or cannot be made."""
    article = replace(
        article,
        url=wishes.url or (article.url if is_web_address(article.url) else ""),
        published=wishes.published or (article.published if _date(article.published) else ""),
        language=wishes.language or (article.language if LANGUAGE.fullmatch(article.language) else ""),
    )
    ident = wishes.id or made_id(article, path)
    folder = Path(record.folder) / "sources"
    source, words, text = folder / f"{ident}.yml", folder / f"{ident}.words", archive / f"{ident}.txt"
    _free(ident, (source, words, text), record)
    lang = reading.language(article.language) if article.language else None
    fingerprint = evidence.make(article.text)
    made: list[Draft] = []
    if lang:
        found = drafts.drafts(article.text, fingerprint, lang, article.published, article.title, article.captions)
        for number, of_paragraph in enumerate(found, 1):
            made += of_paragraph
            show_progress("drafting paragraph", number, fingerprint.paragraphs)
    publisher = wishes.publisher or known_as(article.publisher, record) or _slug(article.publisher)
    authors = [known_as(name, record) for name in article.authors]
    body = source_text(article, path, publisher, [one for one in authors if one], made)
    if load.parse(body.encode(), "source", ident, str(source)).faults:  # never, unless the writer below is wrong
        raise ArticleError("the source file cannot be written in YAML", "please report this, with the article's address")
    files = {text: article.text + "\n", words: evidence.dump(fingerprint), source: body}
    quoted = written(made)
    told = [
        f"wrote {text}: the text, for you alone (git ignores it)",
        f"wrote {words}: {fingerprint.paragraphs} paragraphs, {sum(fingerprint.counts)} words",
        f"wrote {source}: {len(quoted)} drafted claim{'' if len(quoted) == 1 else 's'}",
        *(f"note: {note}" for note in article.notes),
        *_undrafted(article, ident, lang is not None, made, len(quoted)),
        *_actors(article, publisher, authors, record),
        f"next: fill in what is empty in {source}, delete the drafts that are no statement; then: python -m generator check",
        f"      what no claim has: python -m generator coverage {ident}",
    ]
    return Intake(files, tuple(told))


def made_id(article: Article, path: Path) -> str:
    """Return an id from title, or the file's name, and day of publication. Raises ArticleError where neither gives one."""
    stem = next(
        (slug for text in (article.title, path.stem) if len(slug := _slug(text)) > 2 and re.search("[a-z]", slug)), ""
    )
    if not stem:
        raise ArticleError("no id can be made from the title in Latin letters", "name one: --id example-news-2023-06-18")
    if len(stem) > ID_WORDS:
        stem = stem[: ID_WORDS + 1].rpartition("-")[0] or stem[:ID_WORDS]
    day = article.published if re.fullmatch(r"\d{4}(-\d\d){0,2}", article.published) else ""
    if day and not stem.endswith(day):
        stem = f"{stem}-{day}"
    return f"{stem}-1" if stem in RESERVED else stem


def _slug(text: str) -> str:
    """Return the id nearest to a name; empty when a part of the name cannot be written in Latin letters."""
    letters = [char for char in text[: schema.ID_LENGTH] if char.isalpha()]
    slug = suggestion(text)
    return slug if letters and sum(char.isalpha() for char in slug) * 2 > len(letters) and slug != "a-name" else ""


def _free(ident: str, paths: tuple[Path, ...], record: Record) -> None:
    """Raise ArticleError when the id or one of the files is taken."""
    mend = f"choose another id: --id {ident[: schema.ID_LENGTH - 2]}-2; or, to take it in anew, move that file away first"
    for taken in paths:
        if taken.exists() or taken.is_symlink():
            raise ArticleError(f"{taken} is there already, and nothing is overwritten", mend)
    for checked, shape in record.of_kind("source"):
        if ident in shape.was:
            raise ArticleError(
                f"`{ident}` was the id of `{checked.document.id}`, and ids are never reused", mend.partition(";")[0]
            )


def known_as(name: str, record: Record) -> str:
    """Return the id of the actor that has this name; empty when none has, or more than one."""
    wanted = name.casefold()
    found = {
        checked.document.id
        for checked, actor in record.of_kind("actor")
        if name and wanted in {(actor.name or "").casefold(), *(one.name.casefold() for one in actor.names)}
    }
    return found.pop() if len(found) == 1 else ""


def _undrafted(article: Article, ident: str, read: bool, made: list[Draft], quoted: int) -> list[str]:
    """Return what is to be told about figures that have no draft."""
    if not read and article.language:
        return [f"note: numbers in `{article.language}` cannot be read yet (generator/languages/), so nothing was drafted"]
    if not read:
        again = "delete these three files and run again with --language en"
        return [f"note: the language is not declared, so nothing was drafted: {again} (or its own tag)"]
    several = len([draft for draft in made if draft.quote]) - quoted
    if several:
        return [f"note: {several} more figures are not drafted: python -m generator coverage {ident}"]
    return []


def _actors(article: Article, publisher: str, authors: list[str], record: Record) -> list[str]:
    """Return a ready actor file for each publisher and author whom the record does not know."""
    told = []
    if publisher and publisher not in record.ids["actor"]:
        name = article.publisher if _slug(article.publisher) == publisher else publisher.replace("-", " ").title()
        file = f"{record.folder}/actors/{publisher}.yml"
        told.append(
            f"the publisher is not in the record yet: add {file}, for example\n\n  name: {scalar(name)}\n  kind: publisher\n"
        )
    for name, known in zip(article.authors, authors, strict=True):
        if not known:
            file = f"{record.folder}/actors/{_slug(name) or 'ID'}.yml"
            told.append(
                f"an author is not in the record yet: add {file}, for example\n\n  name: {scalar(name)}\n"
                "  kind: person            # or body, without `capacity`\n  capacity: authorship\n\n"
                f"  and write in the source file\n\n  authors:\n    - {_slug(name) or 'ID'}"
            )
    return told


def write(files: dict[Path, str]) -> None:
    """Write all files, or none: no file that is there is touched. Raises ArticleError."""
    try:
        writing.write_new({path: body.encode() for path, body in files.items()})
    except OSError as error:
        reason, path = error.strerror or type(error).__name__, error.filename2 or error.filename or "the files"
        raise ArticleError(
            f"cannot write {path}: {reason}; nothing was written", "make room for it, or choose --id"
        ) from None


def show_progress(what: str, done: int, total: int) -> None:
    """Tell on a terminal how far a long file is; nothing elsewhere."""
    if total >= 50 and sys.stderr.isatty():
        print(f"\rside-by-side: {what} {done} of {total}", end="\n" if done == total else "", file=sys.stderr, flush=True)
