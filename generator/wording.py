"""The words of the interface, one file a language: headings, labels, terms. Facts stay in the language of their record.

`generator/interface/en.yml` is the original; a translation is one file with the same keys. A text may hold `{name}` for
a value, and be a map of plural forms (`one`, `few`, `many`, `other`) that the value `n` chooses from, by the rules of CLDR
(https://cldr.unicode.org/index/cldr-spec/plural-rules).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from babel import Locale
from markupsafe import Markup, escape

from generator import dates

ORIGINAL = "en"
Text = str | Mapping[str, str]


@dataclass(frozen=True)
class Wording:
    """The texts of one language, by key."""

    language: str
    texts: Mapping[str, Text]
    _known: dict[str, Markup] = field(default_factory=dict, repr=False, compare=False)
    _dates: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def say(self, key: str, /, **values: object) -> str:
        """Return the text of `key` with its values. Raises KeyError when there is no such text."""
        return self._text(key, values).format(**{name: _apart(value) for name, value in values.items()})

    def markup(self, key: str, /, **values: object) -> Markup:
        """Return the text of `key` for HTML: the text and every value escaped, markup among the values as it is."""
        text = self._escaped(key, values)
        if not values:
            return text
        return Markup(str.format_map(text, {name: _element(value) for name, value in values.items()}))

    def date(self, edtf: str) -> str:
        """Return a date in words, as `dates.in_words` does in English. Raises DateError as that does."""
        if edtf not in self._dates:
            self._dates[edtf] = self._date(edtf)
        return self._dates[edtf]

    def _date(self, edtf: str) -> str:
        dates.read(edtf)
        first, slash, second = edtf.partition("/")
        if not slash:
            return self._day(edtf)
        if first in ("", ".."):
            return self.say("date.until", date=self._day(second))
        if second in ("", ".."):
            return self.say("date.later", date=self._day(first))
        return self.say("date.between", first=self._day(first), second=self._day(second))

    def _day(self, edtf: str) -> str:
        mark, parts = edtf[-1], edtf.rstrip("~?%").split("-")
        year, month, day = (*parts, "XX", "XX")[:3]
        if "X" in year:
            said = self.say("date.years", first=year.replace("X", "0"), last=year.replace("X", "9"))
        elif month == "XX":
            said = year
        elif int(month) > 12:
            said = self.say(f"date.{dates.season(int(month))}", year=year)
        elif day == "XX":
            said = self.say("date.month", month=_month(self.language, month, "stand-alone"), year=year)
        else:
            said = self.say("date.day", day=int(day), month=_month(self.language, month, "format"), year=year)
        said = self.say("date.about", date=said) if mark in "~%" else said
        return self.say("date.uncertain", date=said) if mark in "?%" else said

    def _escaped(self, key: str, values: Mapping[str, Any]) -> Markup:
        """Return the text of a key escaped; each text once, since a page has thousands."""
        text = self._text(key, values)
        if text not in self._known:
            self._known[text] = escape(text)
        return self._known[text]

    def _text(self, key: str, values: Mapping[str, Any]) -> str:
        text = self.texts[key]
        return text if isinstance(text, str) else text[_plural(self.language, values["n"], frozenset(text))]


# Letters that are written from right to left; beside them, numbers and signs of a sentence change their places.
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


def _apart(value: object) -> object:
    """Return a value for plain text, kept apart from the text around it where it runs from right to left."""
    leftward = isinstance(value, str) and not value.isascii() and _LEFTWARD.search(value)
    return f"\u2068{value}\u2069" if leftward else value


def _element(value: object) -> Markup:
    """Return a value for HTML; a text that runs from right to left is an element of its own."""
    text = escape(value)
    leftward = not text.isascii() and not hasattr(value, "__html__") and _LEFTWARD.search(text)
    return Markup("<bdi>{}</bdi>").format(text) if leftward else text


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where it is there


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


@cache
def _month(language: str, number: str, form: str) -> str:
    return str(_locale(language).months[form]["wide"][int(number)])


def _plural(language: str, number: int, forms: frozenset[str]) -> str:
    form = _locale(language).plural_form(number)
    return form if form in forms else "other"


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that there are texts of, in alphabetical order of their tags."""
    return tuple(sorted(path.name.removesuffix(".yml") for path in files("generator").joinpath("interface").iterdir()))


@cache
def load(language: str = ORIGINAL) -> Wording:
    """Return the texts of a language; one that is not translated yet stays in the original.

    Raises FileNotFoundError when there is no such translation.
    """
    return Wording(language, dict(translated(ORIGINAL)) | dict(translated(language)))


def translated(language: str) -> Iterator[tuple[str, Text]]:
    """Yield the texts that the file of a language holds. Raises FileNotFoundError when there is none."""
    source = files("generator").joinpath("interface", f"{language}.yml").read_text(encoding="utf-8")
    return _flat("", yaml.load(source, Loader=_LOADER))


def _flat(above: str, texts: Mapping[str, Any]) -> Iterator[tuple[str, Text]]:
    for key, text in texts.items():
        if isinstance(text, Mapping) and "other" not in text:
            yield from _flat(f"{above}{key}.", text)
        else:
            yield f"{above}{key}", text
