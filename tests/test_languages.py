"""The site in further languages: which pages there are, what is translated in them, where they lead, what stays ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args
from urllib.parse import unquote, urlsplit

import markdown
import pytest
from html5lib import parse
from sites import GOLDEN_FACTS, built, html_pages, read, run

from generator import check, compare, head, model, multilingual, pages, render, schema, translations, wording
from generator.values import HEDGES, VAGUE
from generator.wording import Wording

KEPT_OUT = ("changes/", "search/", "policies/")
FURTHER = pytest.mark.parametrize("language", ["hy", "ru"])


def site() -> Path:
    return built("languages") / "site"


@cache
def bilingual() -> model.Facts:
    return model.facts(model.read(built("languages") / "facts"))


def article(path: str) -> str:
    return read(site() / path).article


@FURTHER
def test_every_generated_page_is_there_in_each_language(language: str) -> None:
    """The log of changes, the search, old addresses and pages written by hand are made once."""
    facts = model.facts(model.read(GOLDEN_FACTS))
    originals = {
        multilingual.html(page.path)
        for page in pages.all_pages(facts, compare.compare(facts), wording.load())
        if page.template != "redirect.md.j2" and not page.path.startswith(KEPT_OUT)
    }
    made = {path.relative_to(site() / language).as_posix() for path in html_pages(site() / language)}
    assert made == originals
    assert {"index.html", "claims/index.html", "compare/index.html", "matrix/index.html", "glossary/index.html"} <= made


def test_a_record_without_further_languages_has_one_site() -> None:
    assert not (built("golden") / "site/ru").exists()
    text = (built("golden") / "site/index.html").read_text(encoding="utf-8")
    assert "hreflang" not in text
    assert "shell-languages" not in text


def test_the_original_is_the_same_beside_its_translations() -> None:
    """A translation adds pages; it changes no word of the original."""
    for path in html_pages(built("golden") / "site"):
        name = path.relative_to(built("golden") / "site")
        if name.parts[0] not in ("changes", "404.html"):
            here, there = (re.sub(r"\b[0-9a-f]{10}\b", "", read(one).article) for one in (path, site() / name))
            assert here == there, name


@FURTHER
def test_every_link_of_a_translated_page_resolves(language: str) -> None:
    lost = []
    for path in html_pages(site() / language):
        for _, address in read(path).links():
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            fragment = unquote(parts.fragment).partition(":~:")[0]
            if not target.is_file() or (fragment and target.suffix == ".html" and fragment not in read(target).ids):
                lost.append(f"{path.relative_to(site())}: {address}")
    assert lost == []


@FURTHER
def test_links_stay_in_the_language_where_the_page_is_there_and_say_so_where_not(language: str) -> None:
    for path in html_pages(site() / language):
        for tag, given in read(path).elements:
            address = urlsplit(given.get("href", ""))
            if tag != "a" or address.scheme or not address.path.endswith(".html"):
                continue
            target = (path.parent / address.path).resolve().relative_to(site().resolve())
            if target.parts[0] == language:
                assert given.get("hreflang") in (None, language), (path, given)
            elif "finder" not in given.get("class", "") and target.parts[0] != "search":
                assert given.get("hreflang"), (path, given)
                offered = given.get("lang") == given["hreflang"]
                assert offered or not (site() / language / target).exists(), (path, given)


@FURTHER
def test_data_scripts_and_styles_are_those_of_the_original(language: str) -> None:
    files = [path for path in (site() / language).rglob("*") if path.is_file() and path.suffix != ".html"]
    assert files == []
    page = (site() / language / "compare/index.html").read_text(encoding="utf-8")
    assert 'src="../../assets/compare.js"' in page


@FURTHER
def test_a_page_says_its_language_and_where_it_is_in_the_others(language: str) -> None:
    for path in html_pages(site() / language):
        page = read(path)
        name = path.relative_to(site() / language)
        assert [given.get("lang") for tag, given in page.elements if tag == "html"] == [language]
        alternates = {
            given["hreflang"]: (path.parent / given["href"]).resolve().relative_to(site().resolve())
            for tag, given in page.elements
            if tag == "link" and "hreflang" in given
        }
        others = {tag: Path(tag) / name for tag in ("hy", "ru")}
        assert alternates == {"en": name, "x-default": name} | others
        chooser = [given for tag, given in page.elements if tag == "a" and given.get("lang") == given.get("hreflang")]
        offered = [given for given in chooser if given.get("lang") in ("hy", "ru")]
        assert [given["lang"] for given in offered] == ["hy", "ru"]
        assert [given["lang"] for given in offered if given.get("aria-current") == "true"] == [language]


def test_names_are_translated_and_what_is_not_stays_as_it_is() -> None:
    listed = article("ru/questions/index.html")
    assert "Сколько трещин было в опорах?" in listed
    assert "How long is the bridge?" in listed
    assert "Мост¶" in listed
    assert read(site() / "ru/events/closure/index.html").heading.startswith("Закрытие моста")
    assert read(site() / "ru/index.html").heading.startswith("Старый мост")
    assert "Мостовой фонд" not in article("hy/actors/index.html")
    assert "Bridge trust" in article("hy/actors/index.html")


def test_labels_of_recorded_names_and_places_are_never_translated() -> None:
    facts = bilingual()
    changed = translations.apply(facts, wording.load("ru"))
    assert changed.places == facts.places
    assert changed.sources == facts.sources
    assert changed.actors["town-council"] == facts.actors["town-council"]
    assert changed.actors["bridge-trust"].name == "Мостовой фонд"
    assert changed.actors["bridge-trust"].names == facts.actors["bridge-trust"].names
    assert changed.questions["closure.date"].title == "Когда: Закрытие моста?"
    assert translations.apply(facts, wording.load()) is facts


def test_computed_sentences_are_whole_in_the_language_of_the_record() -> None:
    """A sentence half translated would read as nobody's."""
    page = (site() / "ru/questions/cracks/index.html").read_text(encoding="utf-8")
    sentence = re.search(r'<p class="headline" lang="en">(.*?)</p>', page)
    assert sentence
    assert not re.search(r"[а-яё]", sentence[1], re.I)
    assert 'class="says" lang="en"' in page


def test_dates_and_notes_are_in_the_readers_language() -> None:
    assert re.search(r"\d (марта|апреля|мая|июня) \d{4}", article("ru/sources/index.html"))
    assert "переведены самим проектом" in article("ru/questions/cracks/index.html")
    assert "translated-note" not in (site() / "questions/cracks/index.html").read_text(encoding="utf-8")


def test_an_order_of_languages_treats_nobody_specially() -> None:
    assert translations.languages(bilingual()) == ("en", "hy", "ru")  # the record names ru first


def test_an_address_makes_absolute_alternates() -> None:
    done = run(built("languages"), "build", "--site", "published", SITE_URL="https://record.example/side/")
    assert done.returncode == 0, done.stderr
    page = (built("languages") / "published/ru/actors/walkers/index.html").read_text(encoding="utf-8")
    assert 'hreflang="hy" href="https://record.example/side/hy/actors/walkers/index.html"' in page
    assert '<link rel="canonical" href="https://record.example/side/ru/actors/walkers/index.html">' in page


@pytest.mark.parametrize(
    ("address", "led"),
    [
        ('href="../cracks/index.html#a"', 'href="../cracks/index.html#a"'),
        ('href="../../method.html"', 'href="../../../method.html" hreflang="en"'),
        ('href="../../changes/index.html?x=1"', 'href="../../../changes/index.html?x=1" hreflang="en"'),
        ('src="../../assets/x.js"', 'src="../../../assets/x.js"'),
        ('href="claims.csl.json"', 'href="../../../questions/length/claims.csl.json"'),
        ('href="#row"', 'href="#row"'),
        ('href="https://example.org/a.html"', 'href="https://example.org/a.html"'),
    ],
)
def test_links_lead_out_of_the_language_only_where_they_must(address: str, led: str) -> None:
    made = {"questions/length/index.md", "questions/cracks/index.md"}
    assert multilingual.relinked(f"<a {address}>x</a>", "questions/length/index.md", made) == f"<a {led}>x</a>"


def test_what_looks_like_a_link_in_a_text_is_left_alone() -> None:
    text = "a &#34; href=&#34;../../method.html&#34; b"
    assert multilingual.relinked(text, "questions/length/index.md", set()) == text


# What a page shows without a mark of the interface is a text of the record, or made of such texts.

OPEN, CLOSE = "⟦", "⟧"


def marked(text: wording.Text) -> wording.Text:
    if isinstance(text, str):
        return f"{OPEN}{text}{CLOSE}"
    return {form: f"{OPEN}{told}{CLOSE}" for form, told in text.items()}


def unmarked(text: str) -> str:
    """Return a text without what stands within marks; those within others are part of them."""
    while OPEN in text and text != (text := re.sub(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", " ", text)):
        pass
    return text


def shown(node: Any) -> Iterator[str]:
    """Yield the visible texts below an element, citations to be copied aside."""
    if "citing" not in node.get("class", "") and node.tag not in ("script", "pre"):
        yield node.text or ""
        for inner in node:
            yield from shown(inner)
            yield inner.tail or ""
        yield from (node.get(name, "") for name in ("title", "aria-label", "data-label"))


def words(text: str) -> set[str]:
    return set(re.findall(r"\b[^\W\d_]{2,}\b", text.lower()))


def test_every_word_of_ours_comes_from_the_interface() -> None:
    """A pseudo-language: each text of the interface stands in marks, so that what is outside of them is seen."""
    facts = model.facts(model.read(GOLDEN_FACTS))
    found = compare.compare(facts)
    pseudo = Wording("en", {key: marked(text) for key, text in wording.load().texts.items()})
    record = model.read(GOLDEN_FACTS)
    known = set().union(*(words(text) for _, _, _, text, _ in record.texts()))
    known |= set().union(*(words(each.why) for each in found.discrepancies))
    index = pages.Index(facts, found, wording.load())
    known |= set().union(*(words(index.headline(question)) for question in facts.questions))
    known |= set().union(*(words(question.topic) for question in facts.questions.values()))
    # What a file calls its kinds and hedges is the same in every language: the composer writes it into the file.
    kinds = (schema.SourceKind, schema.ActorKind, schema.Capacity, schema.Response)
    known |= words(" ".join([*(word for kind in kinds for word in get_args(kind)), *HEDGES, *VAGUE]))
    known |= {"english", "german", "mar", "apr"}  # names of languages and months come from CLDR in every language
    made, left = render.environment(pseudo), {}
    for page in pages.all_pages(facts, found, pseudo):
        if page.template != "redirect.md.j2":
            body = render.text(made, page, head.of_page(facts, page, pseudo)).split("---\n", 2)[2]
            tree = parse(markdown.markdown(body, extensions=["attr_list", "tables"]), namespaceHTMLElements=False)
            ours = words(unmarked(" ".join(shown(tree)))) - known
            if ours:
                left[page.path] = sorted(ours)
    assert left == {}


def test_a_language_without_an_interface_is_told(tmp_path: Path) -> None:
    built_here = tmp_path / "facts"
    built_here.mkdir()
    (built_here / "record.yml").write_text("title: A record\ninterface: [rus]\n", encoding="utf-8")
    told = check.check(model.read(built_here))
    assert [(one.rule, one.hint) for one in told] == [("unknown-id", "did you mean `ru`?")]
