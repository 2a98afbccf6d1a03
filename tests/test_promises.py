"""The three promises: nothing unsourced, nothing decided, nobody harmed."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from sites import GOLDEN_FACTS, HOME, built, project, read, run

from generator import check, compare, export, model, names, reasons, render
from generator.discrepancies import Discrepancy
from generator.index import Index

REAL_FACTS = HOME / "facts"
BOTH = pytest.mark.parametrize("folder", [GOLDEN_FACTS, REAL_FACTS], ids=["golden", "real"])
# Whole words that stand for each other when one record is turned into its mirror image.
MIRROR = {
    GOLDEN_FACTS: [("council", "trust"), ("Council", "Trust"), ("north", "south"), ("North", "South")],
    REAL_FACTS: [("armenia", "azerbaijan"), ("Armenia", "Azerbaijan"), ("Artsakh", "Karabakh"), ("artsakh", "karabakh")],
}


LANGUAGE = re.compile(r"^[a-z]{2}/(?=sources/)")  # a page in another language shows the same claims


@cache
def facts_of(folder: Path) -> model.Facts:
    return model.facts(model.read(folder))


def everything(facts: model.Facts) -> dict[str, str]:
    """Return every page and every data file; the further languages are made of the same templates and other names."""
    found, facts = compare.compare(facts), replace(facts, interface=())
    return dict(render.texts(facts, found)) | export.files(facts, found)


# Nothing unsourced.


@BOTH
def test_every_number_of_a_headline_is_a_claims_own(folder: Path) -> None:
    """Apart from how many speakers, answers and pairs there are, which are counted."""
    facts = facts_of(folder)
    index = Index(facts, compare.compare(facts))
    for question in facts.questions:
        told = re.sub(r"\d+ (?:speakers?|answers?|pairs?|sums?)\b", "", index.headline(question))
        own = " ".join(reasons.answer_in_words(facts, claim) for claim in index.by_question.get(question, ()))
        assert set(re.findall(r"\d[\d.]*\d|\d", told)) <= set(re.findall(r"\d[\d.]*\d|\d", own)), question


@BOTH
def test_every_answer_shown_leads_to_the_words_it_rests_on(folder: Path) -> None:
    """In the built pages: each answer is a link, and where it leads the quote stands."""
    site = built("golden" if folder == GOLDEN_FACTS else "real") / "site"
    claims = {row["url"]: row for row in json.loads((site / "data" / "claims.json").read_text(encoding="utf-8"))}
    seen = set()
    for path in site.rglob("index.html"):
        for tag, given in read(path).elements:
            if tag == "a" and "answer" in given.get("class", "").split():
                if "href" not in given:  # the row without words, which a script fills in
                    assert "claims" in path.parts, path
                    continue
                page, _, anchor = given["href"].partition("#")
                target = (path.parent / page).resolve().relative_to(site).as_posix()
                seen.add(f"{LANGUAGE.sub('', target)}#{anchor}")
    assert seen == claims.keys()
    for url, row in claims.items():
        assert row["quote"] in read(site / url.partition("#")[0]).article


@BOTH
def test_every_cell_of_an_answers_table_has_its_source_beside_it(folder: Path) -> None:
    for path, text in everything(facts_of(folder)).items():
        if path.startswith(("questions/", "events/")):
            for row in re.findall(r'<tr id="row-.*?</tr>', text, re.S):
                assert row.count('class="cite"') >= 1, path
                assert re.search(r'<q lang="[a-z-]+">.+?</q> <span class="where"><a href="[^"]+">', row), path


# Nothing decided.


@BOTH
def test_parties_that_change_places_change_their_names_only(folder: Path) -> None:
    """The party of an actor is shown and decides nothing: neither an order, nor a word, nor a comparison."""
    facts = facts_of(folder)
    one, other = sorted(facts.parties)[:2]
    swap = {one: other, other: one, None: None, "": ""}
    token = {one: "Party of ONE", other: "Party of TWO"}
    parties = {
        ident: shape.model_copy(update={"name": token.get(ident, shape.name), "about": None})
        for ident, shape in facts.parties.items()
    }
    facts = replace(facts, parties=parties)
    mirrored = replace(
        facts,
        actors={
            ident: shape.model_copy(update={"party": swap.get(shape.party, shape.party)})
            for ident, shape in facts.actors.items()
        },
        claims=tuple(replace(claim, party=swap.get(claim.party, claim.party)) for claim in facts.claims),
    )
    before, after = everything(facts), everything(mirrored)
    for name, text in before.items():
        if not name.endswith((".json", ".csv")):
            swapped = re.sub(r"Party of (ONE|TWO)", lambda m: token[one if m[1] == "TWO" else other], text)
            assert swapped == after[name], name
    claims = zip(json.loads(before["claims.json"]), json.loads(after["claims.json"]), strict=True)
    assert all(a | {"party": swap.get(a["party"], a["party"])} == b for a, b in claims)
    one_side = re.compile(r"All of them speak for Party of (ONE|TWO)")  # the name alone
    assert one_side.sub("", before["discrepancies.json"]) == one_side.sub("", after["discrepancies.json"])


def mirror_image(folder: Path, target: Path) -> None:
    """Write the record in which two sides have changed places: in ids, names, quotes, references, everywhere."""
    for path in folder.rglob("*.yml"):
        name = mirrored(folder, path.relative_to(folder).as_posix())
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text(mirrored(folder, path.read_text(encoding="utf-8")), encoding="utf-8")


def mirrored(folder: Path, text: str) -> str:
    other = {a: b for pair in MIRROR[folder] for a, b in (pair, pair[::-1])}
    return re.sub("|".join(other), lambda match: other[match[0]], text)


def test_sides_that_change_places_change_pages_and_data_in_their_names_only(tmp_path: Path) -> None:
    """Every line of every page and file is there, with the names changed; alphabetical order alone may move it.

    In the large record ids decide the order of claims of one day in many places: there, what is found is held instead.
    """
    folder = GOLDEN_FACTS
    bare = tmp_path / "bare"
    shutil.copytree(folder, bare, ignore=shutil.ignore_patterns("*.words"))
    mirror_image(folder, tmp_path / "image")
    before, after = everything(facts_of(bare)), everything(facts_of(tmp_path / "image"))
    assert {mirrored(folder, name) for name in before} == after.keys()
    del before["search/index.md"]  # it names scripts, such as the Armenian one, and nobody on record
    for name, text in before.items():
        image = after[mirrored(folder, name)]
        assert words(mirrored(folder, text)) == words(image), name


def test_sides_that_change_places_in_the_large_record_change_nothing_that_is_found(tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    shutil.copytree(REAL_FACTS, bare, ignore=shutil.ignore_patterns("*.words"))
    mirror_image(REAL_FACTS, tmp_path / "image")
    before, after = (compare.compare(facts_of(folder)).discrepancies for folder in (bare, tmp_path / "image"))

    def found(each: Discrepancy, *, change: bool) -> tuple[str, ...]:
        told = (each.question, each.relation, each.kind, each.facet, *sorted(each.claims))
        named = [mirrored(REAL_FACTS, one) if change else one for one in told]
        return (*named[:4], *sorted(named[4:]))

    assert Counter(found(each, change=True) for each in before) == Counter(found(each, change=False) for each in after)


def words(text: str) -> Counter[tuple[str, ...]]:
    """Return the lines of a text, each without the order of its words; the first of some lines alone has an anchor."""
    text = re.sub(r' id="[a-z]*-?not-[a-z]+"', "", text)
    text = re.sub(r'"id": "[0-9a-f]{12}(-\d+)?"|(?m:,[0-9a-f]{12}(-\d+)?\r?$)', "", text)  # a digest of names
    text = re.sub(r"cards/[0-9a-f]{16}", "cards/", text)  # a digest of what is drawn on the card
    # Letters of rows follow their order; a long answer in the matrix is only named, and a longer name makes it long.
    text = re.sub(r'<span class="chart-tie .*?</span></span>', lambda tie: re.sub(r"\b[A-Z]\b", "X", tie[0]), text)
    text = re.sub(r'(<a class="given"[^>]*>)(?:an answer in words|[^<]{40,})<', r"\1<", text)
    return Counter(tuple(sorted(re.findall(r"[\w-]+", line))) for line in text.splitlines())


def code() -> dict[Path, str]:
    """Return the text of everything that makes pages: modules, templates, styles, settings."""
    made = [*(HOME / "generator").rglob("*"), *(HOME / "overrides").rglob("*"), *(HOME / "docs" / "assets").rglob("*")]
    files = [path for path in [*made, HOME / "mkdocs.yml"] if path.is_file() and path.suffix != ".pyc"]
    return {path: path.read_text(encoding="utf-8") for path in files}


def test_no_code_template_or_style_names_anyone_of_the_record() -> None:
    """A rule for one actor, party or place could not be seen on the pages; so there is none."""
    facts = facts_of(REAL_FACTS)
    known: set[str] = set(facts.actors) | set(facts.parties) | set(facts.places) | set(facts.events)
    for kind, entries in (("actor", facts.actors), ("place", facts.places), ("party", facts.parties)):
        for ident in entries:
            known |= set(names.label(facts, kind, ident).split(" / "))
    known |= {name.name for shape in (*facts.actors.values(), *facts.places.values()) for name in shape.names}
    known = {
        one for one in known if one.lower() not in ("report", "un", "pace", "georgia")
    }  # words of languages, and a font
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(known)))})(?![\w-])", re.I)
    found = {f"{path.relative_to(HOME)}: {match[0]}" for path, text in code().items() for match in pattern.finditer(text)}
    assert found == set()


# Nobody harmed.


@BOTH
def test_every_person_appears_in_a_public_capacity_and_the_page_says_which(folder: Path) -> None:
    site = built("golden" if folder == GOLDEN_FACTS else "real") / "site"
    facts = facts_of(folder)
    people = {ident: shape for ident, shape in facts.actors.items() if shape.kind == "person"}
    assert people
    for ident, shape in people.items():
        shown = " ".join(read(site / "actors" / ident / "index.html").article.split())
        assert f"Appears here for {shape.capacity}" in shown or f"Appears here for{shape.capacity}" in shown


def test_a_person_without_a_capacity_is_not_published(tmp_path: Path) -> None:
    home = project(tmp_path / "home", GOLDEN_FACTS)
    clerk = home / "facts" / "actors" / "engineer.yml"
    clerk.write_text(clerk.read_text().replace("capacity: expert comment\n", ""))
    assert {problem.rule for problem in check.check(model.read(home / "facts"))} == {"person"}
    assert run(home, "build").returncode == 1
    assert not (home / "site").exists()
