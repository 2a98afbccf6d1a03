"""What a change does to the record, for the one who reviews it: for a terminal, for a pull request, for programs.

A file with a mistake in it is set aside on both sides and named, so that its claims do not look as if somebody had taken
them out; `check` tells the mistake.
"""

from __future__ import annotations

import json
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

from generator import changes, changes_page, check, compare, evidence, load, model, revisions
from generator.changes import Change, Field, State
from generator.log import SHORT, Entry
from generator.model import Record
from generator.repository import RevisionError
from generator.wording import Wording

Format = Literal["text", "markdown", "json"]
MOST_TOLD = 400  # of one text: a file of one line must not fill the screen
MOST_LINES = 90  # of one section in Markdown: a comment on GitHub ends at 65,536 characters, and six sections must fit
WIDTH = 100
# Rules about wording and evidence: what a file says is plain all the same, and the reviewer sees it.
OF_WORDS = (
    "ambiguous-quote", "attribution-verb", "loaded-word", "no-fingerprint", "not-in-source", "paragraph", "quote",
    "text-differs", "value-in-quote", "whole-sentence",
)  # fmt: skip
HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
JOINERS = "\u200c\u200d"  # Persian and other languages are misspelt without them
MARKS = {"added": "+", "opened": "+", "removed": "-", "closed": "-"}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that are compared: what it was called, its commit (empty for a folder), its record."""

    name: str
    commit: str
    record: Record


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two sides, and the files that were set aside on both because one of them has a mistake."""

    base: Side
    head: Side
    change: Change
    aside: tuple[str, ...]


def side(name: str | None, facts: Path) -> Side:
    """Return the side that `name` means: a folder of facts, else a revision of `facts`; without a name, `facts` on disk.

    Raises RevisionError or load.FolderError.
    """
    if name is None or Path(name).is_dir():
        folder = facts if name is None else Path(name)
        documents = load.load(folder)
        if not any(document.kind for document in documents):
            raise RevisionError(f"{folder} holds no facts")
        sources = [document.id for document in documents if document.kind == "source"]
        return Side(folder.as_posix(), "", model.build(folder.as_posix(), documents, *evidence.read_all(folder, sources)))
    return Side(name, *revisions.at(facts, name))


def between(base: Side, head: Side) -> Difference:
    """Return what changed. Raises RevisionError when the two cannot be compared whatever is set aside."""
    sides = [base.record, head.record]
    aside: set[str] = set()
    found = {name for record in sides for name in _mistaken(record)}
    while found:
        aside |= _under_all_names(found, sides)
        sides = [_without(one.record, aside) for one in (base, head)]
        found = {name for record in sides for name in _dangling(record)}
    try:
        states = [_state(record) for record in sides]
    except Exception as error:  # nothing that a rule tells: the message must not be lost in a trace
        raise RevisionError(f"the two cannot be compared: {error!r}") from error
    return Difference(base, head, changes.between(*states), tuple(sorted(aside)))


def _state(record: Record) -> State:
    facts = model.facts(record)
    return facts, compare.compare(facts)


def _name(record: Record, file: str) -> str:
    """Return the name of a file below its folder: the folders of the two sides may have different names."""
    return file.removeprefix(record.folder.rstrip("/") + "/")


def _without(record: Record, aside: set[str]) -> Record:
    kept = [checked for checked in record.checked if _name(record, checked.document.file) not in aside]
    return replace(record, checked=tuple(kept))


def _mistaken(record: Record) -> Iterator[str]:
    """Yield the names of the files whose claims cannot be told for sure."""
    for checked in record.checked:
        if checked.faults or checked.document.faults or checked.shape is None:
            yield _name(record, checked.document.file)
    for problem in check.check(record):
        if problem.level == "error" and problem.rule not in OF_WORDS:
            yield _name(record, problem.file)


def _dangling(record: Record) -> Iterator[str]:
    """Yield the names of the files that rest on one that was set aside. Citations of its document still stand."""
    for checked, _, marker, text, _ in record.texts("ref"):
        ident = model.claim_id(checked.document.id, text) if marker.to == "claim" else text
        if marker.to != "source" and ident not in record.ids.get(marker.to, (ident,)):
            yield _name(record, checked.document.file)


def _under_all_names(found: set[str], sides: Iterable[Record]) -> set[str]:
    """Return names of files with those that the same files have on the other side."""
    more = set(found)
    for record in sides:
        for checked in record.checked:
            folder, _, name = _name(record, checked.document.file).rpartition("/")
            names = {f"{folder}/{ident}.yml" for ident in getattr(checked.shape, "was", ())} | {f"{folder}/{name}"}
            if folder and names & found:
                more |= names
    return more


def show(difference: Difference, form: Format, wording: Wording) -> str:
    """Return a difference in one of the forms."""
    if form == "json":
        return _json(difference)
    return _markdown(difference, wording) if form == "markdown" else _text(difference, wording)


def summary(change: Change, wording: Wording) -> str:
    """Return in one line what a change does."""
    return (
        "Nothing changes in what the record says." if change.empty else changes_page.summary(wording, Entry("", "", change))
    )


def _json(difference: Difference) -> str:
    sides = {name: {"name": one.name, "commit": one.commit or None} for name, one in _sides(difference)}
    data = {**sides, "set_aside": list(difference.aside), **asdict(difference.change)}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _sides(difference: Difference) -> tuple[tuple[str, Side], tuple[str, Side]]:
    return ("base", difference.base), ("head", difference.head)


def _text(difference: Difference, wording: Wording) -> str:
    change = difference.change
    lines = [summary(change, wording)]
    if difference.aside:
        lines += ["", "Set aside on both sides, since they have mistakes (`check` tells them):"]
        lines += [f"    {_visible(name)}" for name in difference.aside]
    for title, told in _sections(change):
        lines += ["", title, *told]
    lines += _reworded(change)
    return "\n".join(lines) + "\n"


def _markdown(difference: Difference, wording: Wording) -> str:
    """Return Markdown in which all text of the facts stands in code blocks: there, nothing is markup, a mention or a link.

    The names of revisions and folders are texts of strangers, too, and left out.
    """
    change = difference.change
    base, head = (f"`{one.commit[:SHORT]}`" if one.commit else "a folder" for _, one in _sides(difference))
    lines = ["### What this does to the record", "", f"{summary(change, wording)} From {base} to {head}."]
    if difference.aside:
        lines += ["", "Set aside on both sides, since they have mistakes:", "", *_fenced(difference.aside)]
    for title, told in _sections(change):
        cut = told[:MOST_LINES]
        hidden = len(told) - len(cut)
        rest = [f"... and {hidden} more lines: `python -m generator diff` shows all", ""] if hidden else []
        opened = " open" if title.startswith(("Discrepancies", "To look at")) else ""
        lines += ["", f"<details{opened}><summary>{title}</summary>", "", *_fenced(cut), "", *rest, "</details>"]
    lines += _reworded(change)
    return "\n".join(lines) + "\n"


def _reworded(change: Change) -> list[str]:
    return ["", f"Reasons that say the same in other words: {change.reworded}"] if change.reworded else []


def _fenced(lines: Iterable[str]) -> list[str]:
    """Return lines as a code block whose fence is longer than any run of backticks in them."""
    body = [_visible(line) for line in lines]
    longest = max((len(run) for line in body for run in "".join(c if c == "`" else " " for c in line).split()), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}diff", *body, fence]


def _sections(change: Change) -> Iterator[tuple[str, list[str]]]:
    """Yield title and lines of each section that has any. The first character of a line is its mark, as in a diff."""
    kinds: dict[str, tuple[int, list[str]]] = {
        "Discrepancies": (len(change.discrepancies), list(_discrepancies(change))),
        "Claims": (len(change.claims), list(_claims(change))),
        "Headlines": (len(change.headlines), list(_headlines(change))),
        "Questions, actors, events, places, sources, parties": (len(change.entries), list(_entries(change))),
        "Corrections": (len(change.corrections), list(_corrections(change))),
        "To look at": (len(change.warnings), list(_warnings(change))),
    }
    for title, (number, lines) in kinds.items():
        if lines:
            yield f"{title}: {number}", lines


def _discrepancies(change: Change) -> Iterator[str]:
    for each in change.discrepancies:
        yield from _line(MARKS.get(each.effect, "!"), f"{each.effect}: {each.asked}")
        for mark, found in (("-", each.before), ("+", each.after)):
            if found:
                kind = found.facet or found.kind
                yield from _line(mark, f"{found.relation} ({kind}): {found.why}", 4)


def _claims(change: Change) -> Iterator[str]:
    for each in change.claims:
        was = f" (was {each.was})" if each.was else ""
        yield from _line(MARKS.get(each.effect, "!"), f"{each.effect}: {each.id}{was}")
        yield from _line(MARKS.get(each.effect, " "), f"{each.asked} {each.told}", 4)
        yield from _fields(each.fields)


def _headlines(change: Change) -> Iterator[str]:
    for each in change.headlines:
        yield from _line("!" if each.before and each.after else "+" if each.after else "-", each.asked)
        for mark, sentence in (("-", each.before), ("+", each.after)):
            if sentence:
                yield from _line(mark, sentence, 4)


def _entries(change: Change) -> Iterator[str]:
    for each in change.entries:
        was = f" (was {each.was})" if each.was else ""
        yield from _line(MARKS.get(each.effect, "!"), f"{each.effect}: {each.kind} {each.id}{was}: {each.label}")
        yield from _fields(each.fields)


def _corrections(change: Change) -> Iterator[str]:
    for each in change.corrections:
        yield from _line(MARKS[each.effect], f"{each.effect}: {each.date}")
        for name, content in (
            ("wrong", each.wrong),
            ("now", each.now),
            ("about", each.about),
            ("claims", ", ".join(each.claims)),
        ):
            if content:
                yield from _line(MARKS[each.effect], f"{name}: {content}", 4)


def _fields(fields: Iterable[Field]) -> Iterator[str]:
    for field in fields:
        if field.was == field.now:
            yield from _line(" ", f"{field.name}: edited", 4)
            continue
        for mark, content in (("-", field.was), ("+", field.now)):
            if content:
                yield from _line(mark, f"{field.name}: {content}", 4)


def _warnings(change: Change) -> Iterator[str]:
    told = {
        "no fingerprint": "source {id} has no fingerprint, so its quotes cannot be checked: {label}",
        "no archived copy": "source {id} names no archived copy: {label}",
        "person": "actor {id} is a person ({detail}): {label}. Is it named in a public capacity?",
    }
    for each in change.warnings:
        detail = f"capacity: {each.detail}" if each.detail else "no capacity given"
        yield from _line("!", told[each.kind].format(id=each.id, label=each.label, detail=detail))


def _line(mark: str, text: str, indent: int = 1) -> list[str]:
    """Return a text under its mark, wrapped; every line begins with the mark, so that colours and reading agree."""
    told = _visible(" ".join(text.split()))
    told = told if len(told) <= MOST_TOLD else f"{told[: MOST_TOLD - 90]} ... {told[-80:]}"
    head = mark + " " * indent
    lines = textwrap.wrap(told, WIDTH, initial_indent=head, subsequent_indent=f"{head}  ", break_on_hyphens=False)
    return [line.rstrip() for line in lines]


def _visible(text: str) -> str:
    """Return a text without what could steer a terminal or turn the direction of the text around it."""
    return "".join("\ufffd" if unicodedata.category(char) in HIDDEN and char not in JOINERS else char for char in text)
