"""Draws how costs grow with a record, as SVG: both axes in powers of ten, a line a stage."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 720, 420, 70, 20, 150, 50
# Told apart by their dashes, too, for whoever does not tell the colours apart.
STYLES = (
    ("#1b6ca8", ""),
    ("#b8540b", "6 3"),
    ("#2e7d32", "2 3"),
    ("#7b1fa2", "8 3 2 3"),
    ("#555555", "1 4"),
    ("#a8071a", "10 4"),
)


def plot(sizes: Sequence[int], lines: Mapping[str, Sequence[float]]) -> str:
    """Return the picture of seconds by number of claims."""
    values = [value for line in lines.values() for value in line if value > 0]
    across = _Axis(min(sizes), max(sizes), LEFT, WIDTH - RIGHT)
    up = _Axis(min(values), max(values), HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        ' role="img" aria-label="Seconds of processor time by number of claims" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
    ]
    for power in across.powers:
        x = across.at(power)
        parts.append(f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#dddddd"/>')
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{power:,.0f}</text>')
    for power in up.powers:
        y = up.at(power)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#dddddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{power:g} s</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 12}" text-anchor="middle">claims</text>')
    for (name, line), (colour, dashes) in zip(lines.items(), STYLES * 3, strict=False):
        points = [(across.at(size), up.at(value)) for size, value in zip(sizes, line, strict=True) if value > 0]
        way = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(
            f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>'
        )
        x, y = points[-1]
        parts.append(f'<text x="{x + 8:.1f}" y="{y + 4:.1f}" fill="{colour}">{escape(name)}</text>')
    return "\n".join([*parts, "</svg>", ""])


class _Axis:
    """A scale in powers of ten between two ends of the picture."""

    def __init__(self, least: float, most: float, start: float, end: float) -> None:
        self.low, self.high = math.floor(math.log10(least)), math.ceil(math.log10(most))
        self.high += self.high == self.low
        self.start, self.end = start, end
        self.powers = [10.0**power for power in range(self.low, self.high + 1)]

    def at(self, value: float) -> float:
        """Return where a value stands."""
        return self.start + (self.end - self.start) * (math.log10(value) - self.low) / (self.high - self.low)
