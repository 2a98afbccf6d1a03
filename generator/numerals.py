"""Reads the numbers that a text writes in digits or in words: `1,500`, `sixty-two`, `a hundred and five`, `1.5 million`.

Which words count is in `languages/<tag>.yml`; how they add up is here, and is the same for all of them: a number word
below ten may follow one of the tens, any may follow a larger multiplier (with a joining word between or without), and
a multiplier may follow what is smaller than it. Whatever does not add up so is two numbers, so that "sixty-two and
four" are 62 and 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.values import Number

MOST_DIGITS = 40  # with what parts them; more are no number that anybody reads, and no arithmetic bears a million of them


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number that a text writes: its offsets in the folded text, and the number."""

    start: int
    end: int
    number: Number


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words or phrases, the longest first; it matches nothing when there are none."""
    ordered = sorted((str(word) for word in words), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")" if ordered else r"(?!)"


def plain(word: str) -> str:
    """Return a word in the one spelling in which words are looked up, whatever letters it was matched in.

    A pattern without regard to case also takes the dotted and the dotless i, which differ in Turkish and Azerbaijani.
    """
    return " ".join(re.sub("[i\u0131]\u0307*", "i", word.casefold()).split())


class Numerals:
    """Finds numbers with the words of one language."""

    def __init__(self, table: dict[str, Any]) -> None:
        """Take the table of a language, as its file has it."""
        self._numbers: dict[str, int] = {plain(word): number for word, number in table["numbers"].items()}
        self._multipliers: dict[str, int] = {plain(word): number for word, number in table["multipliers"].items()}
        self._joiners, self._articles = set(map(plain, table["joiners"])), set(map(plain, table["articles"]))
        self._group, self._decimal = table["grouping"], table["decimal"]
        group, decimal = re.escape(self._group), re.escape(self._decimal)
        scale = rf"(?:[ -]{any_of(table['multipliers'])}(?!\w))*"
        digits = rf"(?:\d{{1,3}}(?:{group}\d{{3}})+|\d+)(?:{decimal}\d+)?(?!\w|[.,]\d)"
        words = any_of(word for name in ("numbers", "multipliers", "joiners", "articles") for word in table[name])
        self._pattern = re.compile(rf"(?<![\w.,])(?P<digits>{digits})(?P<scale>{scale})|(?<!\w){words}(?!\w)", re.I)

    def find(self, folded: str) -> Iterator[Numeral]:
        """Yield every number of a folded text, in order."""
        tokens: list[re.Match[str]] = []
        for match in self._pattern.finditer(folded):
            if tokens and (match["digits"] or folded[tokens[-1].end() : match.start()] not in (" ", "-")):
                yield from self._add_up(tokens)
                tokens = []
            if match["digits"] and len(match["digits"]) <= MOST_DIGITS:
                yield self._in_digits(match)
            elif match["digits"]:
                continue
            else:
                tokens.append(match)
        yield from self._add_up(tokens)

    def _in_digits(self, match: re.Match[str]) -> Numeral:
        number = Number(match["digits"].replace(self._group, "").replace(self._decimal, "."))
        for word in re.split(r"[ -]", match["scale"]):
            number *= self._multipliers.get(plain(word), 1)
        return Numeral(match.start(), match.end(), number.normalize() if match["scale"] else number)

    def _add_up(self, tokens: list[re.Match[str]]) -> Iterator[Numeral]:
        """Yield the numbers that neighbouring words make, each as long as it can be."""
        at, words = 0, [plain(token.group()) for token in tokens]
        while at < len(tokens):
            sums = self._sums(words[place] for place in range(at, len(words)))
            if sums:
                yield Numeral(tokens[at].start(), tokens[at + len(sums) - 1].end(), Number(sums[-1]))
            at += max(len(sums), 1)

    def _sums(self, words: Iterable[str]) -> list[int]:
        """Return for each word of the number that `words` begin with the sum so far; nothing when they begin with none."""
        adder = _Adder()
        sums: list[int] = []
        whole = joined = 0
        for word in words:
            if not self._step(adder, word):
                # "two hundred and three hundred": what would have joined the two belongs to neither.
                whole = joined if word in self._multipliers and joined else whole
                break
            sums.append(adder.sum)
            joined = whole if adder.joined else joined
            whole = len(sums) if adder.whole else whole
        return sums[:whole]

    def _step(self, adder: _Adder, word: str) -> bool:
        if word in self._multipliers:
            return adder.multiply(self._multipliers[word])
        if word in self._numbers:
            return adder.add(self._numbers[word])
        return (word in self._joiners and adder.join()) or (word in self._articles and adder.begin())


class _Adder:
    """Adds number words up, one at a time, as long as they make one number.

    `group` is what the next large multiplier will multiply, `least` the smallest large multiplier so far, and `open`
    what the next word must be smaller than.
    """

    def __init__(self) -> None:
        self.total = self.group = self.open = 0
        self.least = 0
        self.started = self.multiplied = self.joined = self.article = False

    @property
    def sum(self) -> int:
        return self.total + self.group

    @property
    def whole(self) -> bool:
        """Whether the words so far are a number: not at an article or a joining word."""
        return self.started and not self.joined and not self.article

    def begin(self) -> bool:
        """Take an article, which only begins a number: "a hundred"."""
        fits = not self.started
        self.started = self.article = True
        return fits

    def join(self) -> bool:
        """Take a joining word, which only follows a multiplier."""
        fits = self.multiplied and not self.joined
        self.joined = True
        return fits

    def add(self, number: int) -> bool:
        """Take a number word."""
        if self.article or (self.started and not 0 < number < self.open):
            return False
        self.group += number
        tens = number >= 20 and number % 10 == 0
        self.open = min(10, self.open or 10) if tens else 0
        self.started, self.multiplied, self.joined = True, False, False
        return True

    def multiply(self, factor: int) -> bool:
        """Take a multiplier."""
        large = factor >= 1000
        alone = not self.started or self.article
        if self.joined or (alone and factor < 100):
            return False
        if alone or (self.total and not self.group and not large and factor < self.least):
            self.group = 1  # "a hundred"; and where hundreds are words of their own, "thousand twohundred"
        if not self.group or (large and self.least and factor >= self.least) or (not large and self.group >= factor):
            return False
        if large:
            self.total, self.group, self.least = self.total + self.group * factor, 0, factor
        else:
            self.group *= factor
        self.open = factor if factor % 100 == 0 else 0
        self.started = self.multiplied = True
        self.article = False
        return True
