"""The pages of changes: what each change of the record did to claims and to discrepancies, as plain data for the template.

Who made a change and what they wrote about it is not shown: those are people's names and texts of strangers. What is shown
is computed from the facts before and after.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator import corrections, dates, views
from generator.changes import KINDS, ORDER, Change, ClaimChange, CorrectionChange, EntryChange, Field, HeadlineChange
from generator.discrepancies import ARITHMETIC, Discrepancy
from generator.edition import Edition
from generator.index import Index
from generator.log import SHORT, Beginning, Entry
from generator.matching import DiscrepancyChange
from generator.views import Line, Link, Page
from generator.wording import Wording

SHOWN = 8  # of each kind on the page of all changes; whoever wants the rest opens the change
NEWEST = 20  # that are shown with what they did; of older ones the page has a line and a link
LATEST = 5
PATH, FEED = "changes/index.html", "feeds/changes.xml"


@dataclass(frozen=True, slots=True)
class Side:
    """A computed sentence before or after a change (`when`), and for a discrepancy its relation and what it follows from."""

    when: str
    text: str
    relation: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that changed: its kind, where it stands now (`href` empty: nowhere), its question, and how it changed."""

    effect: str
    what: Link
    kind: str = ""
    asked: Link | None = None
    fields: tuple[Field, ...] = ()
    sides: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """The changes of one kind, and how many more there are than are shown here."""

    kind: str
    shown: tuple[Shown, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of the log: its anchor, day, commit, summary and sections; `whole` leads to all of it, where it is cut.

    `gap` is how many changes after it are not listed.
    """

    mark: str
    day: str
    commit: Link
    summary: str
    sections: tuple[Section, ...]
    whole: Link | None = None
    gap: int = 0


def latest(index: Index, edition: Edition) -> tuple[Line, ...]:
    """Return the newest changes as lines of the home page, each with what it did and its day."""
    return tuple(
        Line(Link(summary(index.wording, entry), f"{PATH}#{entry.mark}"), index.in_words(entry.day))
        for entry in edition.log.entries[:LATEST]
    )


def pages(index: Index, edition: Edition) -> Iterator[Page]:
    """Yield the page of all changes, and a page for each change that is too long for it."""
    say, log = index.wording.say, edition.log
    shown = [told(index, edition, entry, 1, SHOWN if number < NEWEST else 0) for number, entry in enumerate(log.entries)]
    if shown:
        shown[-1] = replace(shown[-1], gap=log.omitted)
    days: dict[str, list[Told]] = {}
    for one in shown:
        days.setdefault(one.day, []).append(one)
    context = {"days": list(days.items()), "reach": log.reach, "feed_href": f"../{FEED}"}
    yield Page("changes/index.md", "changes.md.j2", say("changes.title"), say("changes.description"), context)
    for entry, cut in zip(log.entries, shown, strict=True):
        if cut.whole:
            one = told(index, edition, entry, 2, None)
            title = say("changes.one", day=one.day, revision=one.commit.text)
            yield Page(f"changes/{one.commit.text}/index.md", "change.md.j2", title, one.summary, {"change": one})


def told(index: Index, edition: Edition, entry: Entry, depth: int, most: int | None) -> Told:
    """Return an entry as a page `depth` folders deep shows it: at most `most` of each kind; with none, its summary alone."""
    short = entry.commit[:SHORT]
    made = tuple(sections(index, entry, depth, most))
    whole = Link(index.wording.say("changes.whole"), f"{short}/index.html") if any(one.more for one in made) else None
    commit = Link(short, f"{edition.repository}/commit/{entry.commit}" if edition.repository else "")
    line = summary(index.wording, entry)
    return Told(entry.mark, dates.in_words(entry.day), commit, line, made if most != 0 else (), whole)


def summary(wording: Wording, entry: Entry) -> str:
    """Return in one line what an entry did."""
    say = wording.say
    if entry.beginning:
        return beginning(wording, entry.beginning)
    if entry.change is None:
        return say("changes.unreadable")
    parts = [say(f"changes.did.{what}", n=number) for what, number in tallies(entry.change).items() if number]
    for effect in ORDER:
        kinds = Counter(each.kind for each in entry.change.entries if each.effect == effect)
        if kinds:
            what = ", ".join(say(f"changes.number.{kind}", n=kinds[kind]) for kind in KINDS if kinds[kind])
            parts.append(say(f"changes.did.entries_{effect}", what=what))
    line = "; ".join(parts) or say("changes.did.nothing")
    return f"{line[0].upper()}{line[1:]}."


def beginning(wording: Wording, began: Beginning) -> str:
    """Return what the record held when its log begins."""
    say = wording.say
    claims, sources = say("changes.claims", n=began.claims), say("changes.sources", n=began.sources)
    return say("changes.begins", claims=claims, sources=sources, conflicts=say("changes.conflicts", n=began.conflicts))


def tallies(change: Change) -> dict[str, int]:
    """Return how many claims, discrepancies and headlines a change did what to, in the order in which they are told."""
    claims = [each.effect for each in change.claims]
    found = [_tally(each) for each in change.discrepancies]
    told = {f"claims_{effect}": claims.count(effect) for effect in ("added", "changed", "removed")}
    told |= {f"{what}_{effect}": found.count(f"{what}_{effect}") for what in FOUND for effect in ("opened", "closed")}
    told |= {f"found_{effect}": found.count(f"found_{effect}") for effect in ("changed", "apart", "together")}
    told["corrections"] = sum(each.effect == "added" for each in change.corrections)
    return told | {"headlines": sum(bool(each.before and each.after) for each in change.headlines)}


FOUND = ("conflict", "relation")
MOVED = {"changed": "changed", "not comparable now": "apart", "comparable now": "together"}


def _tally(each: DiscrepancyChange) -> str:
    if each.effect in MOVED:
        return f"found_{MOVED[each.effect]}"
    there = each.after or each.before
    return f"{FOUND[0] if there and there.relation == FOUND[0] else FOUND[1]}_{each.effect}"


def sections(index: Index, entry: Entry, depth: int, most: int | None) -> Iterator[Section]:
    """Yield what an entry changed, by kind; kinds of which there is nothing aside."""
    change = entry.change or Change()
    kinds = {
        "discrepancies": [_discrepancy(index, depth, each) for each in change.discrepancies],
        "claims": [_claim(index, depth, each) for each in change.claims],
        "headlines": [_headline(index, depth, each) for each in change.headlines if each.before and each.after],
        "entries": [_entry(index, depth, each) for each in change.entries],
        "corrections": [_correction(depth, each) for each in change.corrections],
    }
    for kind, found in kinds.items():
        if found:
            yield Section(kind, tuple(found[:most]), len(found) - len(found[:most]))


def _discrepancy(index: Index, depth: int, each: DiscrepancyChange) -> Shown:
    pairs = [("before", each.before), ("after", each.after)]
    alone = each.before is None or each.after is None
    sides = [_side("" if alone else when, found) for when, found in pairs if found]
    return Shown(each.effect, _link(index, depth, "question", each.question, each.asked), sides=tuple(sides))


def _side(when: str, found: Discrepancy) -> Side:
    return Side(when, found.why, found.relation, found.facet or (found.kind if found.kind in ARITHMETIC else ""))


def _claim(index: Index, depth: int, each: ClaimChange) -> Shown:
    source, _, anchor = each.id.rpartition("/")
    claim = index.claims.get(f"{index.current('source', source)}/{anchor}")
    what = Link(each.told, views.claim_href(depth, claim) if claim and each.effect != "removed" else "")
    asked = _link(index, depth, "question", each.question, each.asked)
    return Shown(each.effect, what, asked=asked, fields=each.fields)


def _headline(index: Index, depth: int, each: HeadlineChange) -> Shown:
    sides = (Side("before", each.before), Side("after", each.after))
    return Shown("changed", _link(index, depth, "question", each.question, each.asked), sides=sides)


def _entry(index: Index, depth: int, each: EntryChange) -> Shown:
    return Shown(each.effect, _link(index, depth, each.kind, each.id, each.label), each.kind, fields=each.fields)


def _correction(depth: int, each: CorrectionChange) -> Shown:
    what = Link(dates.in_words(each.date), f"{views.up(depth)}{corrections.PATH.removesuffix('.md')}.html")
    return Shown(each.effect, what, sides=(Side("wrong", each.wrong), Side("now", each.now)))


def _link(index: Index, depth: int, kind: str, ident: str, text: str) -> Link:
    """Return a text of then with a link to what it was about, where that has a page today."""
    if kind == "question" and "." in ident:
        event, _, aspect = ident.partition(".")
        there = index.current("event", event)
        return Link(text, views.href(depth, kind, f"{there}.{aspect}") if there else "")
    there = index.current(kind, ident) if kind in views.FOLDERS else ""
    return Link(text, views.href(depth, kind, there) if there else "")
