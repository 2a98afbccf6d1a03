"""The reference part of the hand-written pages: tables of fields from the schema, the list of rules from the rules."""

from __future__ import annotations

import html
import inspect
import re
import types
from typing import Any, Literal, Union, get_args, get_origin

from generator import contract, origins, reasons, rules, schema, views
from generator.model import Facts
from generator.schema import Entry, Marker

TABLES = "<!-- tables -->"
FIELDS, RULES, EXCEPTIONS = "<!-- fields -->", "<!-- rules -->", "<!-- exceptions -->"

KINDS = {
    "text": "text", "id": "a new id", "ref": "id", "edtf": "date (EDTF)", "value": "value", "quote": "quote",
    "url": "address", "language": "language tag",
}  # fmt: skip

# The entries in the order in which a contributor meets them, each with its heading.
ORDER: tuple[tuple[str, type[Entry]], ...] = (
    ("Source", schema.SourceFile), ("Claim", schema.ClaimEntry), ("Sum", schema.Sum),
    ("Derivation", schema.Derivation), ("Set aside", schema.SetAside), ("Also", schema.Here),
    ("Question", schema.QuestionFile), ("Population", schema.Population), ("Choice", schema.Choice),
    ("Annotation", schema.Annotation),
    ("Event", schema.EventFile), ("Involvement", schema.Involvement),
    ("Actor", schema.ActorFile), ("Role", schema.Role), ("Name", schema.Name),
    ("Place", schema.PlaceFile), ("Within", schema.Within), ("Party", schema.Party), ("Record", schema.RecordFile),
    ("Corrections", schema.CorrectionsFile), ("Correction", schema.Correction),
    ("Translation", schema.TranslationFile), ("Translated name", schema.TranslatedName),
)  # fmt: skip

HEADS = ("Field", "Needed", "Holds", "Meaning")


def fill(markdown: str, facts: Facts) -> str:
    """Return a hand-written page with its marks replaced by what is generated."""
    if FIELDS in markdown:
        markdown = markdown.replace(FIELDS, "\n\n".join(field_table(title, entry) for title, entry in ORDER))
    if RULES in markdown:
        markdown = markdown.replace(RULES, "\n\n".join(rule_section(rule) for rule in rules.all_rules()))
    if TABLES in markdown:
        markdown = markdown.replace(TABLES, "\n\n".join(map(contract_table, contract.TABLES)))
    if EXCEPTIONS in markdown:
        markdown = markdown.replace(EXCEPTIONS, exceptions(facts))
    return markdown


def exceptions(facts: Facts) -> str:
    """Return the list of claims whose value is read from more than the quote, for a page at the top of the site."""
    listed = [
        f'<li><a href="{views.claim_href(0, claim)}">{html.escape(claim.id)}</a>: '
        f"{html.escape(reasons.answer_in_words(facts, claim))}. {html.escape(claim.entry.exception)}</li>"
        for claim in sorted(facts.claims, key=origins.order)
        if claim.entry.exception
    ]
    lines = "\n".join(listed)
    return f"<ul>\n{lines}\n</ul>" if listed else "There is none."


def field_table(title: str, entry: type[Entry]) -> str:
    """Return heading, purpose and table of the fields of an entry."""
    rows = []
    for name, (attribute, marker) in schema.fields(entry).items():
        info = entry.model_fields[attribute]
        need = "required" if info.is_required() else ""
        cells = (f"<code>{name}</code>", need, *map(as_html, (kind(info.annotation, marker), info.description or "")))
        told = (f'<td data-label="{head}">{cell}</td>' for head, cell in zip(HEADS, cells, strict=True))
        rows.append(f"<tr>{''.join(told)}</tr>")
    head = "<tr>" + "".join(f'<th scope="col">{head}</th>' for head in HEADS) + "</tr>"
    table = f'<table class="answers">\n<thead>{head}</thead>\n<tbody>\n' + "\n".join(rows) + "\n</tbody>\n</table>"
    return f'## {title}\n\n{inspect.getdoc(entry) or ""}\n\n<div class="sbs">\n{table}\n</div>'


DATA_HEADS = ("Field", "Type", "Holds")
TYPES = {
    "ids": "list of ids", "groups": "list of lists of ids", "cited": "object", "bound": "number or text",
    "boolean": "true or false", "integer": "whole number",
}  # fmt: skip


def contract_table(table: contract.Table) -> str:
    """Return heading, purpose and table of the fields of a table of the data contract."""
    rows = []
    for column in table.columns:
        holds = as_html(column.meaning)
        if column.one_of:
            holds += ": " + ", ".join(f"<code>{html.escape(word)}</code>" for word in column.one_of)
        to = f' (<a href="#{column.to}json">{column.to}</a>)' if column.to else ""
        null = "" if column.needed or column.kind == "ids" else " or null"
        cells = (f"<code>{column.name}</code>", f"{TYPES.get(column.kind, 'text')}{null}{to}", holds)
        told = (f'<td data-label="{head}">{cell}</td>' for head, cell in zip(DATA_HEADS, cells, strict=True))
        rows.append(f"<tr>{''.join(told)}</tr>")
    head = "<tr>" + "".join(f'<th scope="col">{head}</th>' for head in DATA_HEADS) + "</tr>"
    body = f'<table class="answers">\n<thead>{head}</thead>\n<tbody>\n' + "\n".join(rows) + "\n</tbody>\n</table>"
    key = f" Key: {', '.join(f'`{name}`' for name in table.key)}." if table.key else ""
    note = f"\n\n{table.note}" if table.note else ""
    return f'### {table.name}.json\n\nOne object for {table.row}.{key}\n\n<div class="sbs">\n{body}\n</div>{note}'


def as_html(text: str) -> str:
    """Return a line of documentation as HTML, its words in backticks as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))


def kind(annotation: Any, marker: Marker | None) -> str:
    """Return what a field holds, in words."""
    if get_origin(annotation) in (Union, types.UnionType):
        annotation = next(inner for inner in get_args(annotation) if inner is not type(None))
    if get_origin(annotation) is tuple:
        inner = get_args(annotation)[0]
        if isinstance(inner, type) and issubclass(inner, Entry):
            title = next(title for title, entry in ORDER if entry is inner)
            return f"list of: {title.lower()}"
        return f"list of: {kind(inner, marker)}"
    if get_origin(annotation) is Literal:
        return "one of: " + ", ".join(get_args(annotation))
    if marker is not None:
        return f"{marker.to} id" if marker.kind == "ref" else KINDS[marker.kind]
    base = get_args(annotation)[0] if get_args(annotation) else annotation
    return "true or false" if base is bool else "whole number" if base is int else "text"


def rule_section(rule: rules.Rule) -> str:
    """Return heading and documentation of a rule, its samples as code."""
    body = inspect.cleandoc(rule.__doc__ or "")
    sample = re.compile(r"^(bad|good):\n((?:    .*(?:\n|$))+)", re.M)
    body = sample.sub(lambda match: f"{match[1].capitalize()}:\n\n```yaml\n{inspect.cleandoc(match[2])}\n```\n", body)
    return f"## {rules.rule_id(rule)}\n\n{body.strip()}"
