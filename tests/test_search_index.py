"""The search index: everything on record under all of its names, in a file small enough for a phone."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from sites import GOLDEN_FACTS, HOME, built, html_pages, read
from worlds import PLACE, POPULATIONS, STOCK, claim, world

from generator import compare, folding, model, search, wording
from generator.model import Facts

KIB = 1024


def made(facts: Facts, **pages: str) -> dict[str, Any]:
    """Return the index of these facts; `pages` are written by hand."""
    documents = {f"{name}.md": text.encode() for name, text in pages.items()}
    return unpacked(search.file(facts, compare.compare(facts), wording.load(), documents, set(documents)))


def unpacked(script: str) -> dict[str, Any]:
    """Return what the script of an index holds."""
    start, end = f"window.{search.VARIABLE} = ", ";\n"
    assert script.startswith(start)
    assert script.endswith(end)
    found: dict[str, Any] = json.loads(script.removeprefix(start).removesuffix(end))
    return found


def entries(index: dict[str, Any], kind: str) -> list[list[Any]]:
    """Return the entries of a kind, each with all of its fields."""
    empty = [0, "", "", "", [], "", []]
    return [[*row, *empty[len(row) :]] for row in index["entries"] if index["kinds"][row[0]] == kind]


@pytest.fixture(scope="module")
def golden() -> dict[str, Any]:
    return unpacked((built("golden") / "site" / search.FILE).read_text(encoding="utf-8"))


def test_every_kind_of_thing_can_be_found(golden: dict[str, Any]) -> None:
    facts = model.facts(model.read(GOLDEN_FACTS))
    for kind, held in {"actor": facts.actors, "event": facts.events, "place": facts.places, "source": facts.sources}.items():
        assert len(entries(golden, kind)) == len(held)
    asked = [row[1] for row in entries(golden, "question")]
    assert {shape.title for ident, shape in facts.questions.items() if "." not in ident} <= set(asked)
    assert "When: The closure of the old bridge?" in asked, "an event's own question, where somebody answered"
    assert len(golden["claims"]) == len(facts.claims)
    assert entries(golden, "term")
    assert {"Method", "Data", "Glossary of contested terms", "Events"} <= {row[1] for row in entries(golden, "page")}


@pytest.mark.parametrize("name", ["golden", "real"])
def test_every_result_leads_to_a_place_that_is_there(name: str) -> None:
    site = built(name) / "site"
    index = unpacked((site / search.FILE).read_text(encoding="utf-8"))
    addresses = [row[2] for row in index["entries"]]
    addresses += [f"{index['entries'][row[2]][2]}#{row[3]}" for row in index["claims"]]
    for address in addresses:
        page, _, mark = address.partition("#")
        assert (site / page).is_file(), address
        assert not mark or mark in read(site / page).ids, address


def test_an_actor_and_a_place_have_all_of_their_names(golden: dict[str, Any]) -> None:
    (council,) = [row for row in entries(golden, "actor") if "council" in row[1]]
    assert council[1] == "Brückenrat / Town council"
    assert {"Brückenrat", "Town council"} <= set(council[4])
    (town,) = [row for row in entries(golden, "place") if "Stillwater" in row[1]]
    assert {"Stillwater", "Stilles Wasser", "Still Water"} <= set(town[4])


def test_names_that_fold_alike_are_listed_once() -> None:
    row = search.entry_row(search.Entry("place", "Hünər", "", names=("Hunar", "Hünər", "Khtsaberd", "Хцаберд")), {})
    assert row[4] == ["Khtsaberd"]


def test_a_claim_is_tied_to_speaker_question_source_and_places() -> None:
    facts = world(
        [claim("old-town", question="where", by="a1", via=["b1"]), claim("53", of="men", where="old-town", by="c1")],
        questions={"where": PLACE, "q": STOCK | POPULATIONS},
        places={"old-town": ("town", [])},
    )
    index = made(facts)
    titles = [row[1] for row in index["entries"]]
    there, counted = index["claims"]
    assert [titles[number] for number in there[:3]] == ["A1", "where?", "s1"]
    assert there[3:7] == ["claim-c1", "Old-Town", 1, "four words of it"]
    assert {titles[number] for number in there[8]} == {"B1", "Old-Town"}
    assert counted[4] == "53 (men)"
    assert counted[7] == "c1 said 53."
    assert [titles[number] for number in counted[8]] == ["Old-Town"]


def test_an_event_says_when_it_was_and_is_tied_to_its_places(golden: dict[str, Any]) -> None:
    titles = [row[1] for row in golden["entries"]]
    (closure,) = [row for row in entries(golden, "event") if row[1] == "The closure of the old bridge"]
    assert closure[3] == "2 March 2024 / 4 March 2024 / 1 March 2024 to 10 March 2024"
    undated = world([claim("1")], questions={"q": STOCK}, events={"fair": []})
    assert entries(made(undated), "event")[0][3] == "no date is on record"
    assert all(titles[number] for row in entries(golden, "event") for number in row[6])


def test_the_sections_of_hand_written_pages_are_found_and_samples_of_code_are_not() -> None:
    text = """# The *method* &amp; more

## How `values` are [read](x.md)

```md
# not a heading
## nor this
```

### Too deep

## Notes
## Notes
## Own anchor {#mine}
"""
    assert list(search.sections(text)) == [
        (1, "The method & more", "the-method-more"),
        (2, "How values are read", "how-values-are-read"),
        (2, "Notes", "notes"),
        (2, "Notes", "notes_1"),
        (2, "Own anchor", "mine"),
    ]
    found = entries(made(world([]), method=text), "page")
    assert [row[1:4] for row in found][:2] == [
        ["The method & more", "method.html", ""],
        ["How values are read", "method.html#how-values-are-read", "The method & more"],
    ]


def test_the_pages_of_items_and_the_later_pages_of_a_list_are_no_results_of_their_own() -> None:
    paths = ("claims/index.md", "claims/2/index.md", "actors/a1/index.md", "search/index.md", "404.md")
    documents = dict.fromkeys(paths, b"# All claims\n\n## A section\n")
    assert [entry.path for entry in search.headings(documents, set())] == ["claims/index.html"]


def test_text_cannot_leave_the_script() -> None:
    facts = world(
        [claim("1", says="</script><!-- \u2028 \u2029", quote="]]> <b>four words</b> here")], questions={"q": STOCK}
    )
    script = search.file(facts, compare.compare(facts), wording.load(), {}, set())
    assert "<" not in script
    assert "\u2028" not in script
    assert "\u2029" not in script
    assert unpacked(script)["claims"][0][7] == "</script><!-- \u2028 \u2029"


def test_the_index_carries_the_tables_of_folding(golden: dict[str, Any]) -> None:
    assert golden["letters"] == folding.grouped()
    assert golden["steps"] == [list(step) for step in folding.STEPS]
    assert all(f"kind.{kind}" in golden["texts"] and f"kinds.{kind}" in golden["texts"] for kind in golden["kinds"])


def test_an_empty_record_has_an_index_of_its_pages() -> None:
    index = unpacked((built("empty") / "site" / search.FILE).read_text(encoding="utf-8"))
    assert index["claims"] == []
    assert {index["kinds"][row[0]] for row in index["entries"]} == {"page"}


def test_a_phone_loads_little() -> None:
    """The budget for a record of this size, as a server sends it: compressed."""
    site = built("real") / "site"
    assert len(gzip.compress((site / search.FILE).read_bytes())) <= 200 * KIB
    assert len(gzip.compress((site / "assets/search.js").read_bytes())) <= 6 * KIB
    assert len(gzip.compress((HOME / "docs/assets/scripts/50-search.js").read_bytes())) <= 2 * KIB


def test_pages_offer_the_search_and_load_nothing_of_it() -> None:
    site = built("golden") / "site"
    for path in html_pages(site):
        page = read(path)
        loaded = [attributes.get("src", "") for tag, attributes in page.elements if tag == "script"]
        assert not any("search" in address for address in loaded), path
        if not any(attributes.get("http-equiv") == "refresh" for _, attributes in page.elements):
            assert any("finder-open" in attributes.get("class", "") for _, attributes in page.elements), path


def test_nothing_of_the_theme_s_search_is_left() -> None:
    names = [path.relative_to(built("golden") / "site").as_posix() for path in (built("golden") / "site").rglob("*")]
    assert [name for name in names if "lunr" in name or "workers" in name or "search_index" in name] == []
