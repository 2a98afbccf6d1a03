"""How to cite a source: BibTeX, CSL-JSON (https://docs.citationstyles.org/) and plain text, from its file alone."""

from __future__ import annotations

import json
from typing import Any

from generator import dates, names
from generator.model import Facts
from generator.schema import SourceFile

# CSL's type and BibTeX's entry for each kind of source.
TYPES = {
    "news article": ("article-newspaper", "article"),
    "analysis": ("article-magazine", "article"),
    "report": ("report", "techreport"),
    "statement": ("document", "misc"),
    "letter": ("document", "misc"),
    "interview": ("interview", "misc"),
    "press release": ("document", "misc"),
    "law": ("legislation", "misc"),
    "court document": ("legal_case", "misc"),
    "post": ("post", "misc"),
    "video": ("broadcast", "misc"),
}

_BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        '"': r"{''}",
    }
)


def _line(text: str) -> str:
    return " ".join(text.split())


def csl(facts: Facts, ident: str) -> dict[str, Any]:
    """Return a source as a CSL-JSON item; what is not known is left out."""
    source = facts.sources[ident]
    item: dict[str, Any] = {"id": ident, "type": TYPES[source.kind][0], "title": _line(source.title)}
    if source.authors:
        item["author"] = [{"literal": names.label(facts, "actor", author)} for author in source.authors]
    item["container-title"] = names.label(facts, "actor", source.publisher)
    if source.published:
        item["issued"] = issued(source.published)
    if source.url:
        item["URL"] = source.url
    if source.archived:
        item["archive_location"] = source.archived
    item["language"] = source.language
    return item


def issued(edtf: str) -> dict[str, Any]:
    """Return a CSL date: its parts for a plain day, month or year, words for anything else."""
    parts = edtf.split("-")
    if all(part.isdigit() for part in parts) and len(parts) <= 3 and (len(parts) == 1 or int(parts[1]) <= 12):
        return {"date-parts": [[int(part) for part in parts]]}
    return {"literal": dates.in_words(edtf)}


def csl_text(facts: Facts, idents: list[str]) -> str:
    """Return sources as a CSL-JSON document."""
    return json.dumps([csl(facts, ident) for ident in idents], ensure_ascii=False, indent=2) + "\n"


def bibtex(facts: Facts, ident: str) -> str:
    """Return a source as a BibTeX entry; names stand in braces, because they are never taken apart."""
    source = facts.sources[ident]
    fields = {
        "author": " and ".join(f"{{{_tex(names.label(facts, 'actor', author))}}}" for author in source.authors),
        "title": f"{{{_tex(source.title)}}}",
        container(source): _tex(names.label(facts, "actor", source.publisher)),
        "date": source.published or "",
        "year": source.published[:4] if source.published and source.published[:4].isdigit() else "",
        "url": (source.url or "").replace("{", "%7B").replace("}", "%7D"),
        "langid": source.language,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{TYPES[source.kind][1]}{{{ident},", *lines, "}"]) + "\n"


def container(source: SourceFile) -> str:
    """Return the BibTeX field that names who published a source."""
    return {"article": "journal", "techreport": "institution"}.get(TYPES[source.kind][1], "howpublished")


def _tex(text: str) -> str:
    return _line(text).translate(_BIBTEX)


def plain(facts: Facts, ident: str) -> str:
    """Return a source as one line of text."""
    source = facts.sources[ident]
    authors = ", ".join(names.label(facts, "actor", author) for author in source.authors)
    published = dates.in_words(source.published) if source.published else "not dated"
    title = f"“{_line(source.title)}”"
    parts = [authors, title, names.label(facts, "actor", source.publisher), published, source.url or ""]
    return ", ".join(filter(None, parts))
