"""What a page's head needs beside title and description: its card, its feed, its data, what it says to programs.

The engine's templates read these from the front matter; each is left out where a page has none.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator import cards, page_data, structured
from generator.model import Facts
from generator.views import FOLDERS, Page
from generator.wording import Wording


def of_page(facts: Facts, page: Page, words: Wording) -> dict[str, str]:
    """Return the further keys of a page's front matter with their values, in one order."""
    card = cards.of_page(facts, page)
    sections = {folder: words.say(f"shell.section.{folder}") for folder in FOLDERS.values()}
    found = {
        "card": card.path if card else "",
        "feed": page.context.get("feed", ""),
        "data": page_data.address(page),
        "ld": structured.of_page(facts, page, sections),
    }
    return {key: value for key, value in found.items() if value}


def cards_of(facts: Facts, pages: Iterable[Page]) -> list[cards.Card]:
    """Return the cards of those pages that have one."""
    return [card for page in pages if (card := cards.of_page(facts, page))]
