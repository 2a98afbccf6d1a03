"""What can be looked up, as one small file for the browser: every item under all of its names, and every claim.

The file is a script that sets one variable, so that it also works where no server is. It is loaded when somebody opens
the search. Texts stand in it as they are written, and once: a claim holds the numbers of its speaker, question, source
and places, and is found under their names. The browser folds the texts by the tables of `folding`, which are in the file.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markdown.extensions.toc import slugify, unique  # type: ignore[import-untyped]

from generator import dates, folding, glossary, names, origins, reasons, views
from generator.compare import Comparison
from generator.index import Index, sorted_ids
from generator.model import Claim, Facts
from generator.views import Page
from generator.wording import Wording

FILE, VARIABLE = "assets/search-index.js", "sideBySideIndex"
# Where two results fit a query equally well, the one whose kind stands first here comes first.
KINDS = ("question", "actor", "event", "place", "source", "claim", "term", "page")
SECTION = "search.script."
OWN_PAGES = re.compile(rf"({'|'.join(views.FOLDERS.values())})/[^/]+/")
UNLISTED = ("404.md", "search/index.md")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found, claims aside: shown are its title and `about`, found are its `names` and `more`, too.

    `path` is its page, from the top of the site; `to` holds kind and id of the items whose names it is also found under.
    """

    kind: str
    title: str
    path: str
    about: str = ""
    names: tuple[str, ...] = ()
    more: str = ""
    to: tuple[tuple[str, str], ...] = ()


def page(index: Index) -> Page:
    """Return the page that shows all results of a search."""
    say = index.wording.say
    return Page("search/index.md", "search.md.j2", say("search.title"), say("search.description"), {})


def file(facts: Facts, found: Comparison, wording: Wording, documents: Mapping[str, bytes], written: Container[str]) -> str:
    """Return the search index as a script; `documents` are the site's pages by path, `written` those made by hand."""
    index = Index(facts, found, wording)
    numbers: dict[tuple[str, str], int] = {}
    entries: list[Entry] = []
    for ident, entry in items(index):
        numbers[entry.kind, ident] = len(entries)
        entries.append(entry)
    entries += [*terms(index), *headings(documents, written)]
    claims = sorted(facts.claims, key=origins.order)
    whole = {
        "letters": folding.grouped(),
        "steps": folding.STEPS,
        "kinds": KINDS,
        "texts": {key.removeprefix(SECTION): text for key, text in wording.texts.items() if key.startswith(SECTION)},
        "languages": [facts.sources[ident].language for ident in sorted_ids(index, "source")],
        "entries": [entry_row(entry, numbers) for entry in entries],
        "claims": [claim_row(index, claim, numbers) for claim in claims],
    }
    return f"window.{VARIABLE} = {script_json(whole)};\n"


def script_json(value: Any) -> str:
    """Return a value as JSON that also is JavaScript and cannot end the element that it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def entry_row(entry: Entry, numbers: Mapping[tuple[str, str], int]) -> list[Any]:
    """Return an entry as the file holds it: kind, title, page, about, names, more, numbers; nothing for an empty end."""
    others = folding.distinct((entry.title, *entry.names))
    others = [name for name in others if name != entry.title]
    refs = sorted({numbers[ref] for ref in entry.to if ref in numbers})
    row: list[Any] = [KINDS.index(entry.kind), entry.title, entry.path, entry.about, others, entry.more, refs]
    while not row[-1]:
        row.pop()
    return row


def claim_row(index: Index, claim: Claim, numbers: Mapping[tuple[str, str], int]) -> list[Any]:
    """Return a claim: speaker, question, source, anchor, answer, paragraph, quote, paraphrase, numbers of more items."""
    facts, entry = index.facts, claim.entry
    answer = reasons.answer_in_words(facts, claim)
    counted = reasons.population(facts, claim.question, entry.of) if entry.of else ""
    near = {("actor", relay) for relay in entry.via}
    named = entry.value if facts.questions[claim.question].type == "place" else None
    near |= {("place", place) for place in (entry.where, named) if place}
    row: list[Any] = [
        numbers["actor", claim.by], numbers["question", claim.question], numbers["source", claim.source],
        views.anchor(claim), f"{answer} ({counted})" if counted else answer, entry.paragraph, entry.quote,
        "" if entry.says == answer else entry.says, sorted(numbers[ref] for ref in near),
    ]  # fmt: skip
    while not row[-1]:
        row.pop()
    return row


def items(index: Index) -> Iterator[tuple[str, Entry]]:
    """Yield id and entry of every question, actor, event, place and source, each kind in alphabetical order.

    The questions that each event has by itself, of when and where, are among them where somebody answered.
    """
    made = {"source": source, "question": question, "actor": actor, "event": event, "place": place}
    for kind, entry in made.items():
        for ident in sorted_ids(index, kind):
            if kind != "question" or "." not in ident or ident in index.by_question:
                yield ident, entry(index, ident)


def question(index: Index, ident: str) -> Entry:
    """Return a question with its headline; its populations and choices lead to it, too."""
    shape = index.facts.questions[ident]
    words = [shape.about or "", *(one.name for one in shape.populations), *(one.name for one in shape.choices)]
    return Entry(
        "question", shape.title, views.href(0, "question", ident), f"{shape.topic}. {index.headline(ident)}",
        more=" ".join(filter(None, words)), to=(("event", shape.event),) if shape.event else (),
    )  # fmt: skip


def actor(index: Index, ident: str) -> Entry:
    """Return an actor with its party and the number of its claims, under every one of its names."""
    say, shape = index.wording.say, index.facts.actors[ident]
    party = names.label(index.facts, "party", shape.party) if shape.party else ""
    told = [shape.kind, say("search.party", party=party) if party else ""]
    told.append(say("search.claims", n=len(index.by_actor.get(ident, ()))))
    words = [shape.about or "", *(role.role for role in shape.roles)]
    return Entry(
        "actor", names.actor_label(shape), views.href(0, "actor", ident), "; ".join(filter(None, told)),
        in_order(shape.names), " ".join(filter(None, words)),
    )  # fmt: skip


def event(index: Index, ident: str) -> Entry:
    """Return an event with the dates that claims give; the places that they give lead to it, too."""
    shape = index.facts.events[ident]
    days = dict.fromkeys(c.entry.value for c in index.by_question.get(f"{ident}.date", ()) if c.entry.value)
    places = [c.entry.value for c in index.by_question.get(f"{ident}.place", ()) if c.entry.value]
    about = " / ".join(map(dates.in_words, days)) or index.wording.say("search.no_date")
    return Entry(
        "event", shape.title, views.href(0, "event", ident), about,
        more=shape.about or "", to=tuple(("place", place) for place in places),
    )  # fmt: skip


def place(index: Index, ident: str) -> Entry:
    """Return a place with its kind and what holds it, under every one of its names."""
    shape = index.facts.places[ident]
    outer = dict.fromkeys(names.label(index.facts, "place", within.place) for within in shape.within)
    about = index.wording.say("search.within", kind=shape.kind, places="; ".join(outer)) if outer else shape.kind
    path = views.href(0, "place", ident)
    return Entry("place", names.place_label(shape), path, about, in_order(shape.names), shape.about or "")


def source(index: Index, ident: str) -> Entry:
    """Return a document with who published it and when."""
    shape = index.facts.sources[ident]
    about = f"{views.short_source(index, ident)}, {shape.kind}"
    to = tuple(("actor", each) for each in (shape.publisher, *shape.authors))
    return Entry("source", shape.title, views.href(0, "source", ident), about, to=to)


def in_order(used: tuple[Any, ...]) -> tuple[str, ...]:
    """Return every name, in alphabetical order."""
    return tuple(sorted({name.name for name in used}, key=names.sort_key))


def terms(index: Index) -> Iterator[Entry]:
    """Yield the entries of the glossary: a name with its item and who uses it, a word of a question with its meaning."""
    for term in (*glossary.places(index, 0), *glossary.actors(index, 0)):
        for usage in term.usages:
            users = ", ".join(dict.fromkeys(user.who.text for user in usage.users))
            yield Entry("term", usage.name, f"glossary/index.html#{term.mark}", f"{term.about.text} · {users}")
    for term in glossary.words(index, 0):
        for usage in term.usages:
            about = " · ".join(filter(None, (term.about.text, usage.meaning)))
            yield Entry("term", usage.name, f"glossary/index.html#{term.mark}", about)


def headings(documents: Mapping[str, bytes], written: Container[str]) -> Iterator[Entry]:
    """Yield the pages that are no item's own: each under its title, those written by hand also under their sections."""
    titles: set[str] = set()
    for path in sorted(documents, key=lambda path: (path.count("/"), path)):
        if not path.endswith(".md") or OWN_PAGES.match(path) or path in UNLISTED:
            continue
        title, target = "", path.removesuffix(".md") + ".html"
        for level, words, mark in sections(documents[path].decode()):
            if level == 2 and path in written:
                yield Entry("page", words, f"{target}#{mark}", title)
            elif level == 1 and words not in titles:  # the later pages of a long list have the title of the first
                titles.add(words)
                title = words
                yield Entry("page", words, target)


def sections(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield level, text and anchor of the headings of a Markdown text, those of its samples of code aside."""
    taken: set[str] = set()
    fence = ""
    for line in text.splitlines():
        mark = re.match(r" {0,3}(```+|~~~+)", line)
        if mark and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence and (heading := re.match(r"(#{1,6}) +(.+?)(?: +#+)?(?: *\{[:#](.*)\})? *$", line)):
            words = plain(heading[2])
            own = re.search(r"#([\w-]+)", f"#{heading[3]}") if heading[3] else None
            anchor = unique(own[1] if own else slugify(words, "-"), taken)
            if len(heading[1]) <= 2:
                yield len(heading[1]), words, anchor


def plain(text: str) -> str:
    """Return the text of a heading without its markup."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return html.unescape(re.sub(r"[`*]|<[^>]*>", "", text)).strip()
