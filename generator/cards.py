"""The picture that a shared link shows: title and headline on a plain ground, drawn when the site is built.

A card is named by what is on it, so one that lies in the pages already is not drawn again. Text breaks into lines that
fit and is cut with an ellipsis where there is too much of it. Ink, grey and one accent: no party has a colour.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from generator.model import Facts
from generator.views import Page

FOLDER = "cards"
Colour = tuple[int, int, int]
STYLE = "1"  # counts up when cards are drawn differently, so that those drawn before are not taken
WIDTH, HEIGHT, MARGIN = 1200, 630, 80
PAPER: Colour = (255, 255, 255)
INK, MUTED, ACCENT, LINE = (27, 25, 38), (91, 87, 104), (74, 63, 115), (217, 213, 227)
SHADES = 12  # between a colour and the paper: enough for smooth letters, few enough for a small file
TITLES, TEXT, SMALL = (64, 56, 48, 42), 32, 28  # sizes of letters, in pixels; a title takes the first that fits
TITLE_LINES, TEXT_LINES = 4, 5
LEADING = 1.28  # from one line to the next, in sizes of a letter
SECTIONS = ("questions", "actors", "events")


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card."""

    record: str
    title: str
    line: str

    @property
    def path(self) -> str:
        """Where the card lies in the site: a name made of what is on it."""
        told = json.dumps([STYLE, self.record, self.title, self.line], ensure_ascii=False)
        return f"{FOLDER}/{hashlib.sha256(told.encode()).hexdigest()[:16]}.png"


def of_page(facts: Facts, page: Page) -> Card | None:
    """Return the card of a page: of the home page, a question, an actor and an event; the other pages have none."""
    folder, _, rest = page.path.partition("/")
    wanted = page.path == "index.md" or (folder in SECTIONS and "/" in rest and page.template != "redirect.md.j2")
    record = "" if page.path == "index.md" else squeezed(facts.title)
    return Card(record, squeezed(page.title), squeezed(page.description)) if wanted else None


def squeezed(text: str) -> str:
    """Return `text` in one line."""
    return " ".join(text.split())


def drawn(cards: list[Card], pages: Path) -> dict[str, bytes]:
    """Return every card by its path; those that lie in `pages` are taken from there."""
    found = {}
    for card in cards:
        lying = pages / card.path
        found[card.path] = lying.read_bytes() if lying.is_file() else draw(card)
    return found


def draw(card: Card) -> bytes:
    """Return a card as PNG; the same card gives the same bytes."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    draw_name(pen, card.record)
    room = HEIGHT - 2 * MARGIN - 60
    size = next((size for size in TITLES if len(broken(card.title, font("Bold", size))) <= 3), TITLES[-1])
    title = shortened(broken(card.title, font("Bold", size)), TITLE_LINES)
    top = draw_lines(pen, title, font("Bold", size), INK, MARGIN + 80)
    fits = min(TEXT_LINES, int((room + MARGIN + 60 - top - 24) // (TEXT * LEADING)))
    if card.line != card.title and fits > 0:
        draw_lines(pen, shortened(broken(card.line, font("", TEXT)), fits), font("", TEXT), MUTED, top + 24)
    made = io.BytesIO()
    image.quantize(palette=palette(), dither=Image.Dither.NONE).save(made, "PNG", compress_level=6)
    return made.getvalue()


def draw_name(pen: ImageDraw.ImageDraw, name: str) -> None:
    """Draw the mark, two columns side by side, the record's name and the line under them."""
    for left in (MARGIN, MARGIN + 22):
        pen.rectangle((left, MARGIN - 4, left + 17, MARGIN + 32), outline=ACCENT, width=4)
    lines = broken(name, font("Bold", SMALL))
    pen.text((MARGIN + 58, MARGIN - 4), shortened(lines, 1)[0], font=font("Bold", SMALL), fill=ACCENT)
    pen.line((MARGIN, MARGIN + 54, WIDTH - MARGIN, MARGIN + 54), fill=LINE, width=2)


def draw_lines(pen: ImageDraw.ImageDraw, lines: list[str], face: ImageFont.FreeTypeFont, fill: Colour, top: float) -> float:
    """Draw lines of text from `top` on; return where they end."""
    for number, line in enumerate(lines):
        pen.text((MARGIN, top + number * face.size * LEADING), line, font=face, fill=fill)
    return top + len(lines) * face.size * LEADING


def broken(text: str, face: ImageFont.FreeTypeFont) -> list[str]:
    """Return `text` in lines that fit on a card; a word that fits no line is broken where it has to be."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if face.getlength(longer) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
            continue
        lines += [*pieces(word, face)]
    return [line for line in lines if line] or [""]


def pieces(word: str, face: ImageFont.FreeTypeFont) -> list[str]:
    """Return a word in parts of which each fits in a line."""
    found = [""]
    for char in word:
        if found[-1] and face.getlength(found[-1] + char) > WIDTH - 2 * MARGIN:
            found.append("")
        found[-1] += char
    return found


def shortened(lines: list[str], most: int) -> list[str]:
    """Return at most `most` lines; what is left out is told by an ellipsis after a whole word."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1].rsplit(" ", 1)[0] if " " in lines[most - 1] else lines[most - 1][:-1]
    return [*lines[: most - 1], last.rstrip(" ,.;:") + "…"]


@cache
def font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    """Return the font of cards: it has Latin with every mark, Greek, Cyrillic, Armenian and Georgian letters."""
    name = f"DejaVuSerif{'-' if weight else ''}{weight}.ttf"
    body = distribution("rinoh-typeface-dejavuserif").locate_file(f"rinoh_typeface_dejavuserif/{name}")
    return ImageFont.truetype(str(body), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def palette() -> Image.Image:
    """Return the colours that a card may have: each ink in its shades down to the paper."""
    colours = [PAPER, LINE]
    for ink in (INK, MUTED, ACCENT):
        colours += [mixed(ink, step / SHADES) for step in range(SHADES)]
    made = Image.new("P", (1, 1))
    made.putpalette([part for colour in colours for part in colour])
    return made


def mixed(ink: Colour, thin: float) -> Colour:
    """Return a colour between `ink` (0) and the paper (1)."""
    red, green, blue = (round(one + (other - one) * thin) for one, other in zip(ink, PAPER, strict=True))
    return red, green, blue
