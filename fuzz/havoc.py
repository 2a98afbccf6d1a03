"""Inputs by chance, the same for the same seed: bytes flipped, cut, doubled, and pieces of grammar put in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

PIECES = tuple(
    piece.encode("utf-8", "surrogatepass")
    for piece in (
        *"[]{}&*!|>%@`#?,:-~'\"\n\t \r\\/^", "- ", ": ", "---\n", "...\n", "<<: ", "? ", "!!int ", "&a ", "*a",
        "\ufeff", "\u202e",
        "\u0000", "\u2028", "\ud800", "e\u0301", "\u0660", "\u00b2", "\u0131", "\u01c5", "\ufb03", "\U0001f600", "0",
        "9" * 20, "1e9", "X", "..", "~",
        "about ", "between ", " and ", "at least ", "hundred ", "million ", "dozens", "2020-", "-02-30", "T24:00",
        "sha256 ", "seal ",
        "<p>", "</p>", "<!--", "<script>", "&#0;", "&#x10ffff;", "<meta charset=utf-16>", "%PDF-", "endobj", "stream",
        " 0 R",
        "claims:\n", "  - id: a\n", "quote: ", "value: ", "paragraph: 1\n", ";", "\"\"", "=",
    )
)  # fmt: skip


def inputs(seeds: Sequence[bytes], count: int, seed: int) -> Iterator[bytes]:
    """Yield the seeds, then inputs made of them, `count` in all."""
    chance = Random(seed)
    yield from seeds[:count]
    for _ in range(count - len(seeds)):
        yield changed(chance.choice(seeds), seeds, chance)


def changed(data: bytes, seeds: Sequence[bytes], chance: Random) -> bytes:
    """Return `data` with one to eight changes."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at, end = sorted((chance.randint(0, len(made)), chance.randint(0, len(made))))
        end = min(end, at + chance.choice((1, 4, 40)))
        match chance.randint(0, 5):
            case 0:
                made[at:at] = chance.choice(PIECES)
            case 1:
                del made[at:end]
            case 2:
                made[at:at] = made[at:end] * chance.choice((1, 2, 30))
            case 3 if at < len(made):
                made[at] ^= 1 << chance.randint(0, 7)
            case 4:
                other = chance.choice(seeds)
                made[at:end] = other[(start := chance.randint(0, len(other))) : start + 60]
            case _:
                made[at:at] = chance.randbytes(chance.randint(1, 8))
    return bytes(made[:100_000])
