"""Atom feeds (RFC 4287) of the log of changes: one of all changes, and one for each question, actor and event.

Entries are written by a library; what is here is which changes belong into which feed. An entry keeps its id as long as its
commit exists. Without the address of the site, links are relative to the feed, as Atom allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from feedgenerator import Atom1Feed  # type: ignore[import-untyped]
from markupsafe import Markup

from generator import changes_page, names, renames, views
from generator.changes import Change
from generator.edition import Edition
from generator.index import Index
from generator.log import Entry

MOST = 50  # a reader program asks often; what is older stands on the page
LINES = 40
KINDS = ("question", "actor", "event")
Scope = tuple[str, str]  # a kind and an id
# What XML 1.0 cannot hold, not even escaped.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of one feed: the entry of the log with what belongs into this feed, and the number of claims at the start."""

    entry: Entry
    claims: int = 0


def path_of(page: str) -> str:
    """Return the path of the feed of a page, the empty text where it has none."""
    if page in ("index.md", "changes/index.md"):
        return changes_page.FEED
    folder, _, rest = page.partition("/")
    own = folder in {views.FOLDERS[kind] for kind in KINDS} and rest.endswith("/index.md")
    return f"feeds/{folder}/{rest.removesuffix('/index.md')}.xml" if own else ""


def files(index: Index, edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield path and text of every feed; none where there is no history."""
    entries = edition.log.entries
    if not entries:
        return
    say = index.wording.say
    items = [Item(entry) for entry in entries]
    yield (
        changes_page.FEED,
        _written(index, edition, changes_page.FEED, changes_page.PATH, say("feed.all", site=edition.site), items),
    )
    by_scope: dict[Scope, list[Item]] = {}
    for entry in entries:
        for scope, item in _narrowed(index, entry):
            by_scope.setdefault(scope, []).append(item)
    for kind in KINDS:
        for ident in renames.entries(index.facts, kind):
            if not (kind == "question" and "." in ident):
                label = names.label(index.facts, kind, ident)
                page = views.href(0, kind, ident)
                found = by_scope.get((kind, ident), [])
                path = f"feeds/{views.FOLDERS[kind]}/{ident}.xml"
                yield path, _written(index, edition, path, page, say("feed.one", site=edition.site, label=label), found)


def _narrowed(index: Index, entry: Entry) -> Iterator[tuple[Scope, Item]]:
    """Yield for each question, actor and event what of an entry is about it. All begin where the log begins."""
    if entry.beginning:
        yield from _beginnings(index, entry)
        return
    if entry.change is None:
        return
    parts: dict[Scope, dict[str, list[object]]] = {}
    for name in ("claims", "discrepancies", "headlines", "entries"):
        for each in getattr(entry.change, name):
            for scope in _scopes(index, each):
                parts.setdefault(scope, {}).setdefault(name, []).append(each)
    for scope, found in parts.items():
        change = Change(**{name: tuple(listed) for name, listed in found.items()})  # type: ignore[arg-type]
        yield scope, Item(replace(entry, change=change))


def _scopes(index: Index, each: object) -> set[Scope]:
    """Return what a change is about: its question, that question's event, its speakers; an entry of its own, that one."""
    found: set[Scope] = set()
    if kind := getattr(each, "kind", ""):
        found.add((kind, index.current(kind, each.id) if kind in views.FOLDERS else ""))  # type: ignore[attr-defined]
    if question := getattr(each, "question", ""):
        found |= _of_question(index, question)
    found |= {("actor", index.current("actor", speaker)) for speaker in getattr(each, "speakers", ())}
    return {scope for scope in found if scope[0] in KINDS and scope[1]}


def _of_question(index: Index, question: str) -> set[Scope]:
    event, dot, _ = question.partition(".")
    if dot:
        return {("event", index.current("event", event))}
    today = index.current("question", question)
    about = index.facts.questions[today].event if today else None
    return {("question", today)} | ({("event", about)} if about else set())


def _beginnings(index: Index, entry: Entry) -> Iterator[tuple[Scope, Item]]:
    """Yield the beginning of the log for everything that has a feed today, with its number of claims then."""
    began = entry.beginning
    numbers: dict[Scope, int] = {}
    for question, number in began.by_question.items() if began else ():
        for scope in _of_question(index, question):
            numbers[scope] = numbers.get(scope, 0) + number
    for actor, number in began.by_actor.items() if began else ():
        numbers["actor", index.current("actor", actor)] = number
    for kind in KINDS:
        for ident in renames.entries(index.facts, kind):
            yield (kind, ident), Item(entry, numbers.get((kind, ident), 0))


def _written(index: Index, edition: Edition, path: str, page: str, title: str, items: list[Item]) -> str:
    """Return a feed. `path` and `page` are those of the feed and of what it is about, from the top of the site."""
    top = edition.address or views.up(path.count("/"))
    feed = Atom1Feed(
        title=_xml(title),
        link=f"{top}{page}",
        description=_xml(index.wording.say("feed.about")),
        language=index.wording.language,
        author_name=_xml(edition.site),
        feed_url=f"{top}{path}" if edition.address else path.rpartition("/")[2],
        feed_guid=_urn(edition.address or f"{edition.site} {index.facts.title}", path),
        feed_copyright=index.wording.say("feed.rights"),
    )
    for item in items[:MOST]:
        lines = list(_lines(index, item))
        feed.add_item(
            title=_xml(lines[0]),
            link=f"{top}{changes_page.PATH}#{item.entry.mark}",
            description=Markup("<ul>{}</ul>").format(
                Markup("").join(Markup("<li>{}</li>").format(_xml(one)) for one in lines)
            ),
            unique_id=_urn(item.entry.commit, path),
            updateddate=datetime.fromisoformat(item.entry.when),
        )
    return f"{feed.writeString('utf-8')}\n"


def _lines(index: Index, item: Item) -> Iterator[str]:
    """Yield the summary of an item, then each thing that changed, in words."""
    say, entry = index.wording.say, item.entry
    yield changes_page.summary(index.wording, entry)
    if entry.beginning and item.claims:
        yield say("feed.begins_here", n=item.claims)
    shown = [(section.kind, one) for section in changes_page.sections(index, entry, 0, None) for one in section.shown]
    for kind, one in shown[:LINES]:
        yield f"{say(f'changes.section.{kind}')}, {say(f'changes.effect.{one.effect}')}: {' · '.join(_told(index, one))}"
    if len(shown) > LINES:
        yield say("changes.more", n=len(shown) - LINES)


def _told(index: Index, one: changes_page.Shown) -> Iterator[str]:
    say = index.wording.say
    yield one.what.text
    if one.asked:
        yield one.asked.text
    for field in one.fields:
        way = "edited" if field.was == field.now else "new" if not field.was else "turned" if field.now else "gone"
        sides = ("", say("changes.edited"), "") if way == "edited" else (field.was, say(f"changes.{way}"), field.now)
        yield f"{say(f'changes.field.{field.name}')}: {' '.join(filter(None, sides))}"
    for side in one.sides:
        relation = say(f"relation.{side.relation}") if side.relation else ""
        when = say(f"changes.{side.when}") if side.when else ""
        yield ": ".join(filter(None, [when, relation, side.text]))


def _urn(*parts: str) -> str:
    """Return an id that is the same wherever and whenever it is made of the same parts."""
    return uuid5(NAMESPACE_URL, _xml("\n".join(parts))).urn


def _xml(text: str) -> str:
    return FORBIDDEN.sub("\ufffd", text)
