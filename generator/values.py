"""Reads the value of a claim as the set of answers that it leaves possible, and prints it again.

A count is an interval of numbers; a hedge opens or widens it, never moves it. A vague word keeps its word and has a
published bound (docs/method.md): a bound, never a point. Reading and printing are inverse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import lru_cache

from generator import units

Number = Decimal


class ValueTextError(ValueError):
    """The text is no count; the message says why, in words for its author."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers that an answer leaves possible: `low` to `high`, None is open.

    `low_in` and `high_in` say whether the ends belong to it.
    """

    low: Number | None
    high: Number | None
    low_in: bool = True
    high_in: bool = True

    def meets(self, other: Interval) -> bool:
        """Return whether a number exists that both allow."""
        return not self.below(other) and not other.below(self)

    def below(self, other: Interval) -> bool:
        """Return whether every number here is smaller than every number of the other."""
        if self.high is None or other.low is None:
            return False
        if self.high == other.low:
            return not (self.high_in and other.low_in)
        return self.high < other.low

    def whole(self) -> Interval:
        """Return the whole numbers in it, as a closed interval: "more than 100" people are 101 or more."""
        low, high = self.low, self.high
        if low is not None:
            least = low.to_integral_value(ROUND_CEILING)
            low = least + 1 if least == low and not self.low_in else least
        if high is not None:
            most = high.to_integral_value(ROUND_FLOOR)
            high = most - 1 if most == high and not self.high_in else most
        return Interval(low, high)

    def plus(self, other: Interval) -> Interval:
        """Return the set of sums: ends add up, an open end stays open."""
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.low_in and other.low_in,
            self.high_in and other.high_in,
        )

    def minus(self, other: Interval) -> Interval:
        """Return the set of differences that are not negative: a count less a part of it."""
        low = None if self.low is None or other.high is None else max(self.low - other.high, Number(0))
        high = None if self.high is None or other.low is None else self.high - other.low
        return Interval(
            Number(0) if low is None else low, high, self.low_in and other.high_in, self.high_in and other.low_in
        )


ZERO = Interval(Number(0), Number(0))


@dataclass(frozen=True, slots=True)
class Count:
    """A count as written: its hedge or vague word, its numbers, and the interval that they leave possible."""

    hedge: str
    numbers: tuple[Number, ...]
    interval: Interval
    unit: str = ""

    def __str__(self) -> str:
        """Return the text that `read_count` reads back to the same Count."""
        shown = [format_number(number) for number in self.numbers]
        hedged = [f"{shown[0]} to {shown[1]}"] if self.hedge == "to" else [self.hedge, *shown]
        return " ".join(filter(None, [*hedged, self.unit]))


# Hedges before one number. "low" and "high": the number bounds from below or above; a trailing "!" leaves it out.
HEDGES = {
    "at least": "low", "no fewer than": "low", "no less than": "low", "not less than": "low", "minimum": "low",
    "more than": "low!", "over": "low!", "above": "low!",
    "at most": "high", "no more than": "high", "not more than": "high", "up to": "high", "maximum": "high",
    "fewer than": "high!", "less than": "high!", "under": "high!", "below": "high!",
    "about": "near", "around": "near", "approximately": "near", "roughly": "near", "some": "near",
    "close to": "near", "nearly": "nearly", "almost": "nearly",
    "only": "exact", "exactly": "exact",
}  # fmt: skip

# How far "about" reaches on either side: a tenth, of a whole number at least one. A published reading, not a measurement.
NEAR = Number("0.1")

# Vague words, each with its published lower bound; none has an upper one.
VAGUE = {
    "one": 1, "some": 1, "several": 3, "a few": 2, "few": 1, "many": 3, "a number of": 2, "a couple": 2,
    "a dozen": 12, "dozens": 24, "several dozen": 36, "scores": 40,
    "hundreds": 200, "several hundred": 300, "thousands": 2000, "tens of thousands": 20000,
}  # fmt: skip
NONE = ("none", "no", "zero")

_NUMBER = re.compile(r"(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?", re.ASCII)


def format_number(number: Number) -> str:
    """Return a number in plain digits: `53`, `3.5`."""
    return f"{number:f}"


@lru_cache(maxsize=65_536)
def read_count(text: str) -> Count:
    """Return the Count that `text` writes. Raises ValueTextError with a sentence that helps its author."""
    words, unit = _unit(" ".join(text.split()))
    return replace(_count(words), unit=unit)


def _unit(words: str) -> tuple[str, str]:
    """Part a text into what is counted and the unit at its end, where one that can be converted stands there."""
    parts = words.split(" ")
    for length in (2, 1):
        unit = " ".join(parts[-length:])
        if len(parts) > length and units.known(unit):
            return " ".join(parts[:-length]), unit
    return words, ""


def _count(words: str) -> Count:
    if words in NONE:
        return Count(words, (), ZERO)
    if words in VAGUE:
        return Count(words, (), Interval(Number(VAGUE[words]), None))
    first, between, second = words.partition(" to ")
    if between and _NUMBER.fullmatch(first) and _NUMBER.fullmatch(second):
        low, high = Number(first), Number(second)
        if low > high:
            raise ValueTextError("the range ends before it begins")
        return Count("to", (low, high), Interval(low, high))
    hedge, _, digits = words.rpartition(" ")
    if not _NUMBER.fullmatch(digits):
        raise ValueTextError(_number_help(digits, words))
    if hedge and hedge not in HEDGES:
        raise ValueTextError(f"`{hedge}` is no hedge that is known here")
    number = Number(digits)
    if number == 0 and HEDGES.get(hedge, "exact") in ("high!", "nearly"):
        raise ValueTextError(f"no number is {words}")
    return Count(hedge, (number,), _interval(HEDGES.get(hedge, "exact"), number))


def _number_help(digits: str, words: str) -> str:
    if re.fullmatch(r"\d{1,3}(?:[,_' ]\d{3})+", digits):
        plain = re.sub(r"\D", "", digits).lstrip("0") or "0"
        return f"a number is written in plain digits: `{plain}`, not `{digits}`"
    if re.fullmatch(r"[\d.]{16,}", digits, re.ASCII):
        return "a number has at most 15 digits before the point and 6 after it"
    if re.fullmatch(r"0\d+", digits):
        return f"a number does not begin with 0: `{digits.lstrip('0') or '0'}`"
    return "it holds no number and is no vague word that is known here"


def _interval(kind: str, number: Number) -> Interval:
    if kind == "exact":
        return Interval(number, number)
    if kind in ("low", "low!"):
        return Interval(number, None, low_in=kind == "low")
    if kind in ("high", "high!"):
        return Interval(Number(0), number, high_in=kind == "high")
    reach = max(number * NEAR, Number(1)) if number % 1 == 0 else number * NEAR  # "about 5" people is not 5 alone
    low = max(Number(0), number - reach)
    return Interval(low, number, high_in=False) if kind == "nearly" else Interval(low, number + reach)
