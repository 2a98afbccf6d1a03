"""The words of the interface, one file a language: headings, labels, terms. Facts stay in the language of their record.

`generator/interface/en.yml` is the original; a translation is one file with the same keys. A text may hold `{name}` for
a value, and be a map of plural forms (`one`, `few`, `many`, `other`) that the value `n` chooses from, by the rules of CLDR
(https://cldr.unicode.org/index/cldr-spec/plural-rules).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from babel import Locale
from markupsafe import Markup, escape

ORIGINAL = "en"
Text = str | Mapping[str, str]


@dataclass(frozen=True)
class Wording:
    """The texts of one language, by key."""

    language: str
    texts: Mapping[str, Text]

    def say(self, key: str, /, **values: object) -> str:
        """Return the text of `key` with its values. Raises KeyError when there is no such text."""
        return self._text(key, values).format(**values)

    def markup(self, key: str, /, **values: object) -> Markup:
        """Return the text of `key` for HTML: the text and every value escaped, markup among the values as it is."""
        return Markup(escape(self._text(key, values))).format(**values)

    def _text(self, key: str, values: Mapping[str, Any]) -> str:
        text = self.texts[key]
        return text if isinstance(text, str) else text[_plural(self.language, values["n"], frozenset(text))]


def _plural(language: str, number: int, forms: frozenset[str]) -> str:
    form = Locale.parse(language).plural_form(number)
    return form if form in forms else "other"


@cache
def load(language: str = ORIGINAL) -> Wording:
    """Return the texts of a language. Raises FileNotFoundError when there is no such translation."""
    source = files("generator").joinpath("interface", f"{language}.yml").read_text(encoding="utf-8")
    return Wording(language, dict(_flat("", yaml.safe_load(source))))


def _flat(above: str, texts: Mapping[str, Any]) -> Iterator[tuple[str, Text]]:
    for key, text in texts.items():
        if isinstance(text, Mapping) and "other" not in text:
            yield from _flat(f"{above}{key}.", text)
        else:
            yield f"{above}{key}", text
