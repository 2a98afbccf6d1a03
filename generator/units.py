"""Units that can be converted into each other exactly, by definition: nothing is rounded, so nothing is decided.

Factors are those of the International System and of the 1959 agreement on the yard and the pound.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

# Each unit's dimension, and how much of the dimension's base unit it is.
UNITS: dict[str, tuple[str, Fraction]] = {
    "millimetres": ("length", Fraction(1, 1000)),
    "centimetres": ("length", Fraction(1, 100)),
    "metres": ("length", Fraction(1)),
    "kilometres": ("length", Fraction(1000)),
    "inches": ("length", Fraction(254, 10000)),
    "feet": ("length", Fraction(3048, 10000)),
    "yards": ("length", Fraction(9144, 10000)),
    "miles": ("length", Fraction(1609344, 1000)),
    "square metres": ("area", Fraction(1)),
    "hectares": ("area", Fraction(10_000)),
    "square kilometres": ("area", Fraction(1_000_000)),
    "grams": ("mass", Fraction(1, 1000)),
    "kilograms": ("mass", Fraction(1)),
    "tonnes": ("mass", Fraction(1000)),
    "pounds": ("mass", Fraction(45359237, 100000000)),
    "minutes": ("time", Fraction(1, 60)),
    "hours": ("time", Fraction(1)),
    "days": ("time", Fraction(24)),
    "weeks": ("time", Fraction(168)),
    "per cent": ("share", Fraction(1)),
}
ALIASES = {
    "mm": "millimetres", "cm": "centimetres", "m": "metres", "meters": "metres", "km": "kilometres",
    "kilometers": "kilometres",
    "in": "inches", "ft": "feet", "yd": "yards", "mi": "miles", "m2": "square metres", "ha": "hectares",
    "km2": "square kilometres", "g": "grams", "kg": "kilograms", "t": "tonnes", "lb": "pounds", "min": "minutes",
    "h": "hours", "percent": "per cent", "%": "per cent",
}  # fmt: skip


def named(text: str) -> str:
    """Return the one name of a unit, the text itself where no unit is known under it."""
    return ALIASES.get(text, text)


def known(text: str) -> bool:
    """Return whether a unit is known under this name."""
    return named(text) in UNITS


def alike(a: str, b: str) -> bool:
    """Return whether two units measure the same: the same unit, or units of one dimension."""
    one, other = UNITS.get(named(a)), UNITS.get(named(b))
    return named(a) == named(b) or (one is not None and other is not None and one[0] == other[0])


def convert(number: Decimal, unit: str, into: str) -> Decimal | None:
    """Return `number` of `unit` in another unit of its dimension; None where that is no finite decimal."""
    if named(unit) == named(into):
        return number
    exact = Fraction(number) * UNITS[named(unit)][1] / UNITS[named(into)][1]
    rest = exact.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return Decimal(exact.numerator) / Decimal(exact.denominator) if rest == 1 else None
