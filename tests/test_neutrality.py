"""Neutral presentation: no loaded word in what the site says by itself, verbs of saying from one list, published rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sites import GOLDEN_FACTS, HOME, REAL_FACTS, VOID, built, html_pages

from generator import model, schema, wording
from generator.rules import attribution_verb, loaded_word

FOLDERS = {"golden": GOLDEN_FACTS, "real": REAL_FACTS}
SITES = pytest.mark.parametrize("name", [*FOLDERS, "empty"])
METHOD = (HOME / "docs/method.md").read_text(encoding="utf-8")
# Pages that are written by hand speak about the words themselves; what they say is read by their authors.
WRITTEN = ("method", "data", "stack", "contribute", "policies", "quality")


class Prose(HTMLParser):
    """The text of a page that is nobody's word: without what is quoted, code, and scripts."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.text += " ".join(given.get(name) or "" for name in ("title", "aria-label", "alt", "placeholder")) + "\n"
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag in ("p", "li", "td", "th", "h1", "h2", "h3", "dd", "dt"):
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        if not {"q", "code", "pre", "script", "style"} & set(self._open):
            self.text += data


@cache
def others_words(name: str) -> tuple[str, ...]:
    """Return the texts of a record that are somebody else's by their nature: titles of documents, names in use, quotes."""
    if name not in FOLDERS:
        return ()
    record = model.read(FOLDERS[name])
    found = {text for _, path, _, text, entry in record.texts("text") if loaded_word.quotes_others(path, entry)}
    found |= {text for _, path, _, text, _ in record.texts("text") if path[-1] in ("words", "before", "after")}
    found |= {text for _, _, _, text, _ in record.texts("quote")}
    return tuple(found)


@cache
def asked_words(name: str) -> tuple[str, ...]:
    """Return every text of a record but its paraphrases: a question may ask who confirmed something."""
    if name not in FOLDERS:
        return ()
    found = {text for _, path, _, text, _ in model.read(FOLDERS[name]).texts("text") if path[-1] != "says"}
    return tuple(found)


def prose(name: str, others: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield every generated page and what it says by itself, without the texts `others`."""
    site = built(name) / "site"
    for path in html_pages(site):
        relative = path.relative_to(site).as_posix()
        if not relative.startswith(WRITTEN):
            text = re.sub(r"\S+/\S+", " ", Prose(path.read_text(encoding="utf-8")).text)  # addresses and ids
            for other in sorted(set(others), key=len, reverse=True):  # a longer one may hold a shorter one
                text = text.replace(other, " ")
            yield relative, text


@SITES
def test_no_page_says_a_loaded_word_by_itself(name: str) -> None:
    found = {(page, word.lower()) for page, text in prose(name, others_words(name)) for word in loaded_word.loaded(text)}
    assert found == set()


@SITES
def test_no_page_judges_by_itself_how_somebody_said_something(name: str) -> None:
    others = (*others_words(name), *asked_words(name))
    found = {(page, verb.lower()) for page, text in prose(name, others) for verb, _ in attribution_verb.judging(text)}
    assert found == set()


def test_a_loaded_word_on_a_page_would_be_found() -> None:
    """The reader of pages leaves out quotes, and nothing else."""
    page = '<p>The <q>regime</q> spoke.</p><p title="notorious">It <b>admitted</b> it and conceded.</p><code>brutal</code>'
    text = Prose(page).text
    assert sorted(loaded_word.loaded(text)) == ["admitted", "notorious"]
    assert [verb for verb, _ in attribution_verb.judging(text)] == ["conceded"]


@pytest.mark.parametrize("path", sorted((HOME / "generator/interface").glob("*.yml")), ids=lambda path: path.stem)
def test_no_text_of_the_interface_is_loaded(path: Path) -> None:
    for key, text in wording.load(path.stem).texts.items():
        for one in [text] if isinstance(text, str) else text.values():
            assert loaded_word.loaded(one) == [], key
            assert list(attribution_verb.judging(one)) == [], key


@pytest.mark.parametrize("name", FOLDERS)
def test_every_paraphrase_attributes_with_a_verb_of_the_list(name: str) -> None:
    record = model.read(FOLDERS[name])
    bare = [
        text
        for _, _, _, text, entry in record.texts("text")
        if isinstance(entry, schema.ClaimEntry) and text == entry.says and not attribution_verb.attributes(text)
    ]
    assert bare == []


def test_no_verb_is_listed_and_refused() -> None:
    for verb in attribution_verb.VERBS:
        for form in attribution_verb.forms(verb):
            assert list(attribution_verb.judging(f"The office {form} that it rained.")) == [], form


def test_every_refused_verb_has_a_neutral_one_instead() -> None:
    for verb in attribution_verb.JUDGING.values():
        assert attribution_verb.attributes(verb), verb
        assert loaded_word.loaded(verb) == []


def test_the_list_of_verbs_is_published_as_it_is_applied() -> None:
    (published,) = re.findall(r"^> (answer, .*)$", METHOD, re.M)
    assert tuple(published.split(", ")) == attribution_verb.VERBS


def test_both_rules_of_order_and_of_names_are_published() -> None:
    """The page of the method says by which rule things are ordered, and by which names are chosen."""
    sections = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", METHOD, re.M | re.S))
    assert "order in which they were said" in sections["Order"]
    assert "alphabetical order" in sections["Order"]
    assert "every main name" in sections["Names"]
    assert "glossary" in sections["Names"]
