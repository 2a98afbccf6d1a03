"""The pictures that shared links show: what is on them, all of it in letters, the same bytes, small files."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops
from sites import GOLDEN_FACTS, PAYLOADS, built, project, run
from test_render import golden_facts

from generator import cards, head, pages, wording
from generator.cards import Card

CARD = Card("The old bridge", "How many cracks did the piers have?", "Four speakers give nine answers; two agree.")
ADDRESS = "https://record.example/"
MOST = 25 * 1024  # bytes of a card


def picture(card: Card) -> Image.Image:
    return Image.open(io.BytesIO(cards.draw(card))).convert("RGB")


def test_a_card_has_the_size_that_previews_ask_for_and_is_small() -> None:
    body = cards.draw(CARD)
    image = Image.open(io.BytesIO(body))
    assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "P")
    assert len(body) < MOST


def test_the_same_card_gives_the_same_bytes_under_the_same_name() -> None:
    assert cards.draw(CARD) == cards.draw(Card(*(CARD.record, CARD.title, CARD.line)))
    others = [Card("x", CARD.title, CARD.line), Card(CARD.record, "x", CARD.line), Card(CARD.record, CARD.title, "x")]
    assert len({CARD.path, *(one.path for one in others)}) == 4
    assert len({cards.draw(one) for one in [CARD, *others]}) == 4


@pytest.mark.parametrize(
    "word",
    ["Xankəndi ğışöüç", "Степанакерт Ёжык", "Հայաստան", "ԵՐԵՎԱՆ և", "Ωμέγα", "თბილისი", "Łódź Ñandú Ťažký", "“„«»”–—…№€"],
)
def test_the_font_has_the_letters_of_the_names_on_record(word: str) -> None:
    """A letter that a font lacks is drawn as the same empty box for every letter."""
    for weight in ("", "Bold"):
        face = cards.font(weight, 40)
        box = bytes(face.getmask("\U0010fffd"))
        for char in word.replace(" ", ""):
            assert bytes(face.getmask(char)) != box, char


def test_a_long_title_is_drawn_smaller_then_cut_with_an_ellipsis() -> None:
    face = cards.font("Bold", cards.TITLES[-1])
    lines = cards.broken("word " * 200, face)
    kept = cards.shortened(lines, 4)
    assert len(lines) > 4 == len(kept)
    assert kept[-1].endswith("word…")
    assert cards.shortened(["a", "b"], 4) == ["a", "b"]
    assert cards.shortened(["unbroken" * 9, "x"], 1)[0].endswith("…")


@settings(max_examples=40)
@given(st.text(st.characters(blacklist_categories=("Cc", "Cs")), max_size=300) | st.sampled_from(PAYLOADS))
def test_no_text_breaks_a_card_or_leaves_its_margins(text: str) -> None:
    """Lines fit, and what does not fit is left out; any text at all is drawn."""
    squeezed = cards.squeezed(text)
    for size in (cards.TITLES[0], cards.TITLES[-1]):
        face = cards.font("Bold", size)
        lines = cards.broken(squeezed, face)
        assert "".join(lines).replace(" ", "") == squeezed.replace(" ", "")
        assert max(face.getlength(line) for line in lines) <= max(
            cards.WIDTH - 2 * cards.MARGIN, *(face.getlength(char) for char in squeezed or " "), 1
        )
    assert Image.open(io.BytesIO(cards.draw(Card(squeezed, squeezed, squeezed)))).size == (1200, 630)


def test_nothing_is_drawn_below_the_margin() -> None:
    image = picture(Card("record " * 40, "title " * 200, "line " * 400))
    blank = Image.new("RGB", image.size, cards.PAPER)
    left, top, right, bottom = ImageChops.difference(image, blank).getbbox() or (0, 0, 0, 0)
    assert left >= cards.MARGIN - 4
    assert top >= cards.MARGIN - 20
    assert right <= cards.WIDTH - cards.MARGIN + 30  # the ellipsis
    assert bottom <= cards.HEIGHT - 20


def test_colours_are_paper_ink_grey_and_the_one_accent() -> None:
    """No card is coloured by whom it is about."""
    used = {colour for _, colour in picture(CARD).getcolors(1 << 24)}
    allowed = {
        tuple(cards.mixed(ink, step / cards.SHADES)) for ink in (cards.INK, cards.MUTED, cards.ACCENT) for step in range(12)
    }
    assert used <= allowed | {cards.PAPER, cards.LINE}


def test_home_questions_actors_and_events_have_cards() -> None:
    facts, found = golden_facts()
    listed = list(pages.all_pages(facts, found, wording.load()))
    with_card = {page.path for page in listed if cards.of_page(facts, page)}
    assert {"index.md", "questions/cracks/index.md", "actors/town-clerk/index.md", "events/closure/index.md"} <= with_card
    assert not {"questions/index.md", "places/stillwater/index.md", "actors/old-council/index.md"} & with_card
    assert len(head.cards_of(facts, listed)) == len(with_card)


def test_a_card_that_lies_there_is_not_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = cards.drawn([CARD], tmp_path)
    (tmp_path / cards.FOLDER).mkdir()
    (tmp_path / CARD.path).write_bytes(drawn[CARD.path])
    monkeypatch.setattr(cards, "draw", lambda card: pytest.fail(f"drawn again: {card}"))
    assert cards.drawn([CARD], tmp_path) == drawn


def test_cards_are_made_where_the_address_is_known_and_only_those_that_pages_name(tmp_path: Path) -> None:
    home = project(tmp_path / "home", GOLDEN_FACTS)
    first = run(home, "build", SITE_URL=ADDRESS)
    assert first.returncode == 0, first.stderr
    made = {path.name for path in (home / "site" / cards.FOLDER).iterdir()}
    named = {
        text.partition(f'og:image" content="{ADDRESS}{cards.FOLDER}/')[2].partition('"')[0]
        for path in (home / "site").rglob("*.html")
        if "og:image" in (text := path.read_text(encoding="utf-8"))
    }
    assert made == named
    assert max(path.stat().st_size for path in (home / "site" / cards.FOLDER).iterdir()) < MOST
    lying = home / "build/pages" / cards.FOLDER
    before = {path: path.stat().st_mtime_ns for path in lying.iterdir()}
    assert run(home, "build", SITE_URL=ADDRESS).returncode == 0
    assert {path: path.stat().st_mtime_ns for path in lying.iterdir()} == before


def test_a_hostile_record_has_cards_too() -> None:
    home = built("payload")
    done = run(home, "render", "--pages", "with-cards", SITE_URL=ADDRESS)
    assert done.returncode == 0, done.stderr
    made = list((home / "with-cards" / cards.FOLDER).iterdir())
    assert len(made) > 10
    assert json.loads((home / "with-cards/data/contract.json").read_text())
