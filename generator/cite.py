"""How to cite a source, a page of the site, and a claim: plain text, BibTeX, CSL-JSON (https://docs.citationstyles.org/).

A source is cited from its file alone. A page and a claim are cited with the version of the facts, since these change. No
day of reading is given: only the reader knows it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator import dates, names, version
from generator.edition import Edition
from generator.model import Claim, Facts
from generator.schema import SourceFile
from generator.wording import Wording

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
    return entry(TYPES[facts.sources[ident].kind][1], ident, fields(facts, ident))


def fields(facts: Facts, ident: str) -> dict[str, str]:
    """Return the fields of a source in BibTeX, ready to be written; those that are not known are empty."""
    source = facts.sources[ident]
    return {
        "author": " and ".join(f"{{{_tex(names.label(facts, 'actor', author))}}}" for author in source.authors),
        "title": f"{{{_tex(source.title)}}}",
        container(source): _tex(names.label(facts, "actor", source.publisher)),
        "date": source.published or "",
        "year": source.published[:4] if source.published and source.published[:4].isdigit() else "",
        "url": _tex_address(source.url or ""),
        "langid": source.language,
    }


def entry(kind: str, key: str, fields_: dict[str, str]) -> str:
    """Return an entry of BibTeX; fields without content are left out."""
    lines = [f"  {name} = {{{value}}}," for name, value in fields_.items() if value]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"]) + "\n"


def _tex_address(url: str) -> str:
    return url.replace("{", "%7B").replace("}", "%7D")


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


@dataclass(frozen=True, slots=True)
class Citation:
    """How to cite one thing, in three forms."""

    plain: str
    bibtex: str
    csl: str


def record_name(facts: Facts, edition: Edition) -> str:
    """Return what a citation calls the whole: the name of the site, and what the record is about."""
    return ": ".join(filter(None, [edition.site, _line(facts.title)]))


def address(edition: Edition, path: str) -> str:
    """Return the address of a page below the site: whole where the site's own is known, else the way from its top."""
    return f"{edition.address}{path}"


def of_page(facts: Facts, edition: Edition, wording: Wording, title: str, path: str) -> Citation:
    """Return how to cite a page; with an empty title, the record as a whole."""
    whole = record_name(facts, edition)
    facts_version = _version(edition, wording)
    where = address(edition, path if title else "")
    told = [f"“{_line(title)}”" if title else "", whole, facts_version, _where(edition, wording, where)]
    key = "-".join(["side-by-side", *(part for part in path.removesuffix("index.html").split("/") if part)])
    item: dict[str, Any] = {"id": key, "type": "webpage", "title": _line(title) or whole}
    item |= {"container-title": whole} if title else {}
    item |= {"version": version.label(edition.version)} if facts_version else {}
    item |= {"issued": issued(edition.version.day)} if edition.version.day else {}
    item |= {"URL": where} if edition.address else {"note": where} if where else {}
    written = {
        "title": f"{{{_tex(title or whole)}}}",
        "howpublished": _tex(whole) if title else "",
        "note": _tex(facts_version if edition.address else "; ".join(filter(None, [facts_version, where]))),
        "date": edition.version.day,
        "year": edition.version.day[:4],
        "url": _tex_address(where) if edition.address else "",
    }
    return Citation(", ".join(filter(None, told)), entry("misc", key, written), _csl_text(item))


def of_claim(facts: Facts, edition: Edition, wording: Wording, claim: Claim, path: str) -> Citation:
    """Return how to cite a claim: the document that it stands in, and this record as where it was found."""
    say, where = wording.say, address(edition, path)
    recorded = say("cite_this.recorded", record=record_name(facts, edition), id=claim.id)
    found = ", ".join(filter(None, [recorded, _version(edition, wording), _where(edition, wording, where)]))
    paragraph = say("cite_this.paragraph", n=claim.entry.paragraph)
    kind, key = TYPES[facts.sources[claim.source].kind][1], claim.id.replace("/", ":")
    written = fields(facts, claim.source) | {"note": _tex(f"{paragraph}; {found}")}
    item = csl(facts, claim.source) | {"id": key, "note": f"{paragraph}; {found}"}
    return Citation(f"{plain(facts, claim.source)}, {paragraph}; {found}", entry(kind, key, written), _csl_text(item))


def _version(edition: Edition, wording: Wording) -> str:
    told = version.label(edition.version)
    return wording.say("cite_this.version", version=told) if told else ""


def _where(edition: Edition, wording: Wording, where: str) -> str:
    return where if edition.address or not where else wording.say("cite_this.within", address=where)


def csl_of(citations: Iterable[Citation]) -> str:
    """Return several citations as one CSL-JSON document."""
    items = [each.csl.removeprefix("[\n").removesuffix("\n]\n") for each in citations]
    return "[\n" + ",\n".join(items) + "\n]\n"


def _csl_text(item: dict[str, Any]) -> str:
    lines = [f"    {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in item.items()]
    return "[\n  {\n" + ",\n".join(lines) + "\n  }\n]\n"
