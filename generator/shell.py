"""What stands around the pages: its words for the engine's templates, the version of the facts, robots.txt.

The templates in `overrides/` are read by the site engine, which knows nothing of `generator/wording.py`. Their words are
written out for it as a macro, one file a language, as the theme does with its own; a test holds them to the original.
"""

from __future__ import annotations

import html
import json

from generator.wording import Wording, load

SECTION = "shell."


def words(wording: Wording) -> str:
    """Return the words of the shell as a template with one macro, `say(key)`; every text escaped for HTML."""
    keys = [
        key.removeprefix(SECTION)
        for key, text in wording.texts.items()
        if key.startswith(SECTION) and isinstance(text, str) and "{" not in text
    ]
    lines = [f"  {json.dumps(key)}: {json.dumps(escaped(wording, key), ensure_ascii=False)}," for key in keys]
    about = f"{{#- Made of generator/interface/{wording.language}.yml by `make golden`; mend the text there. -#}}"
    return "\n".join([about, "{% macro say(key) %}{{ {", *lines, "}[key] }}{% endmacro %}", ""])


def facts_line(version: str) -> str:
    """Return the words for the version of the facts that a page shows, for HTML; nothing where no version is known."""
    return html.escape(load().say(SECTION + "version", version=version)) if version else ""


def escaped(wording: Wording, key: str) -> str:
    """Return a text of the shell for HTML."""
    return html.escape(wording.say(SECTION + key))


def robots(address: str) -> bytes:
    """Return robots.txt: everything may be read; the map of the site where its address is known."""
    lines = ["User-agent: *", "Allow: /"]
    if address:
        lines += ["", f"Sitemap: {address.rstrip('/')}/sitemap.xml"]
    return ("\n".join(lines) + "\n").encode()
