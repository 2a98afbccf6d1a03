"""An essay types no figure and no quote by hand: both are set in by id, so that they change with the record.

`docs/essays/<id>.md` is plain Markdown: a first line `# Title`, a paragraph of summary, and the rest. Within a line,
`[[answer <source>/<claim>]]` is a claim's answer, `[[by ...]]` its speaker, `[[said ...]]` and `[[when ...]]` its times,
`[[quote ...]]` its quoted words; `[[actor <id>]]`, `[[event <id>]]`, `[[place <id>]]`, `[[question <id>]]` and
`[[source <id>]]` are links under their names, `[[headline <question>]]` is a question's computed sentence. Alone on a
line, `[[claim <source>/<claim>]]`, `[[table <question>]]` and `[[chart <question>]]` are a whole claim, table or chart.

bad:
    The office said that 6,000 people came.

good:
    [[by herald-lantern-night/crowd-office]] said that [[answer herald-lantern-night/crowd-office]] people came.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator import essays, reading
from generator.essays import Embed
from generator.model import Record
from generator.problems import Problem, did_you_mean
from generator.rules.loaded_word import WORDS, loaded

FIGURE = "a figure that is typed by hand stays when the record changes, and nobody checks it"
NOT_NUMBERS = {"one", "both", "pair", "a", "an", "second"}  # words that English mostly uses otherwise
_ENGLISH = reading.language("en")  # essays are in the language of the record's own words
_QUOTED = re.compile(r"[\"“”„«»]")
_LINK = re.compile(r"\]\(\s*<?(?!https:|[\w./#-]*[)>])[^)]*\)?")
_MARKUP = re.compile(r"<(?=[A-Za-z/!?])|&(?=#?\w+;)|\{[:{%]|!\[")


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for whatever in an essay is typed by hand or cannot be set in."""
    if record.essays is None:
        return
    for _, shape in record.of_kind("record"):
        for ident in dict.fromkeys(shape.essays):
            if ident in record.essays:  # the rule `unknown-id` tells of one that is missing
                yield from of_essay(record, ident, record.essays[ident])


def of_essay(record: Record, ident: str, text: str) -> Iterator[Problem]:
    """Yield what is wrong in an essay."""
    lines = text.split("\n")

    def told(line: int, column: int, width: int, what: str, why: str, mend: str, hint: str = "") -> Problem:
        return Problem(
            f"docs/essays/{ident}.md",
            line,
            column,
            "essay",
            what,
            why,
            mend,
            hint=hint,
            excerpt=lines[line - 1],
            width=width,
        )

    essay = essays.parse(ident, text)
    if not essay.title:
        yield told(
            1, 1, 1, "the first line is no title", "lists and the page itself show the essay under it",
            "begin the file with `# ` and a title",
        )  # fmt: skip
    if not essay.summary or "[[" in essay.summary or essay.summary.startswith("#"):
        yield told(
            min(2, len(lines)), 1, 1, "the first paragraph is no summary",
            "lists and search results show the first paragraph as it is written",
            "put one paragraph in plain words, with nothing set in, below the title",
        )  # fmt: skip
    for embed in essay.embeds:
        for what, mend, hint in unfit(record, embed):
            yield told(
                embed.line, embed.column, embed.width, what, "nothing could be set in here, and the page would have a gap",
                mend, hint,
            )  # fmt: skip
    for number, (line, plain) in enumerate(zip(lines, essays.prose(text).split("\n"), strict=True), 1):
        yield from (told(number, *found) for found in (*by_hand(plain), *links(line)))


def unfit(record: Record, embed: Embed) -> Iterator[tuple[str, str, str]]:
    """Yield what keeps an embed from being set in, how to mend it, and a hint."""
    kind = essays.KINDS.get(embed.kind)
    if kind is None:
        listed = ", ".join(f"`{name}`" for name in essays.KINDS)
        yield f"nothing called `{embed.kind}` can be set in", f"use one of: {listed}", did_you_mean(embed.kind, essays.KINDS)
        return
    if embed.to not in record.ids[kind]:
        yield (
            f"there is no {kind} `{embed.to}`", f"name {'an' if kind[0] in 'ae' else 'a'} {kind} of the record by its id",
            did_you_mean(embed.to, record.ids[kind]),
        )  # fmt: skip
        return
    if embed.kind in essays.ALONE and not embed.alone:
        yield f"`{embed.kind}` stands within a line", "put it on a line of its own, with empty lines around it", ""
    if embed.kind == "chart" and (found := record.questions.get(embed.to)) and found.type not in ("count", "date"):
        yield f"the question `{embed.to}` has no chart: its answers are no counts and no dates", "use `table`", ""


def links(line: str) -> Iterator[tuple[int, int, str, str, str]]:
    """Yield column, width and what to tell of each link that leads neither within the site nor to `https:`."""
    for found in _LINK.finditer(line):
        yield (
            found.start() + 1, len(found[0]), "this link leads neither within the site nor to an address with `https:`",
            "a reader must see where a link leads, and no link may run anything",
            "write the way to a page, such as `../../method.md`, or an address with `https://`",
        )  # fmt: skip


def by_hand(line: str) -> Iterator[tuple[int, int, str, str, str]]:
    """Yield column, width and what to tell of each figure, quote, markup and loaded word in a line of prose."""
    for start, end in figures(line):
        yield (
            start + 1, end - start, f"the figure `{line[start:end]}` is typed by hand", FIGURE,
            "set it in by id: `[[answer <source>/<claim>]]`, `[[when ...]]`, `[[event <id>]]`",
        )  # fmt: skip
    for found in _QUOTED.finditer(line):
        yield (
            found.start() + 1, 1, "a quotation mark is typed by hand",
            "quoted words are held against their document only where they are set in", "use `[[quote <source>/<claim>]]`",
        )  # fmt: skip
    for found in _MARKUP.finditer(line):
        yield (
            found.start() + 1, len(found[0]), "an essay is plain Markdown, without HTML, attributes and pictures",
            "markup of its own could show what the record does not hold", "leave the markup out",
        )  # fmt: skip
    for word in dict.fromkeys(loaded(line)):
        instead = WORDS[word.lower()]
        neutral = (
            ""
            if instead.endswith("in quotation marks")
            else "leave it out, or "
            if instead == "nothing"
            else f"write neutrally ({instead}), or "
        )
        yield (
            line.index(word) + 1, len(word), f"`{word}` is a loaded word",
            "the record does not say who is right, and this word does",
            f"{neutral}set the speaker's own words in: `[[quote <source>/<claim>]]`",
        )  # fmt: skip


def figures(line: str) -> Iterator[tuple[int, int]]:
    """Yield where the numbers stand that a line writes, in digits or words."""
    taken: list[tuple[int, int]] = [found.span() for found in re.finditer(r"\d[\d.,/–-]*\d|\d", line)]
    for one in _ENGLISH.numerals.find(line) if _ENGLISH else ():
        if line[one.start : one.end].lower() not in NOT_NUMBERS and not overlaps((one.start, one.end), taken):
            taken.append((one.start, one.end))
    yield from sorted(taken)


def overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    """Return whether a span has a letter in common with one of the others."""
    return any(span[0] < end and start < span[1] for start, end in others)
