"""The style of the theme, without what no page here uses: a page would carry five times as much otherwise.

The theme's style serves every component that it has. The pages use its ground and its text (`USED`); a rule stays when at
least one of its selectors names no other class of the theme. A test holds `USED` against the pages that are built.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

STYLES = ("main.*.min.css", "palette.*.min.css")
USED = frozenset(
    {
        "md-typeset", "md-grid", "md-main", "md-content", "md-content__inner", "md-content__button", "md-icon", "md-header",
        "md-tabs", "md-footer", "md-sidebar", "md-sidebar--secondary", "headerlink", "focus-visible", "js", "no-js",
    }
)  # fmt: skip
CLASS = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
COLOURS = re.compile(r"\[data-md-color-(?:primary|accent)=(?!custom\b)[\w-]+\]")


def style() -> bytes:
    """Return what is used of the theme's style. Raises FileNotFoundError when the theme is not as it was."""
    return "\n".join(used(source) for source in whole()).encode() + b"\n"


@cache
def whole() -> tuple[str, ...]:
    """Return the theme's own files of style. Raises FileNotFoundError."""
    folder = files("material").joinpath("templates", "assets", "stylesheets")
    found = []
    for pattern in STYLES:
        start, _, end = pattern.partition("*")
        names = [one for one in folder.iterdir() if one.name.startswith(start) and one.name.endswith(end)]
        if len(names) != 1:
            told = f"the theme holds {len(names)} files {pattern}, not one: was it renewed? (generator/theme.py)"
            raise FileNotFoundError(errno.ENOENT, told, str(folder))
        found.append(names[0].read_text(encoding="utf-8").partition("/*# sourceMappingURL=")[0].rstrip())
    return tuple(found)


def used(source: str) -> str:
    """Return the rules of a style that can apply to a page."""
    return "".join(kept for head, body in rules(source) if (kept := rule(head, body)))


def rule(head: str, body: str) -> str:
    """Return a rule with those of its selectors that can apply; nothing when none can."""
    if head.startswith("@media") or head.startswith("@supports"):
        inner = used(body)
        return f"{head}{{{inner}}}" if inner else ""
    if head.startswith("@"):
        return f"{head}{{{body}}}" if body else f"{head};"
    wanted = [one for one in selectors(head) if applies(one)]
    return f"{','.join(wanted)}{{{body}}}" if wanted else ""


def applies(selector: str) -> bool:
    """Return whether a selector can apply: it names no class and no colour of the theme that the pages do not have."""
    bare = re.sub(r":not\([^()]*\)", "", selector)
    return set(CLASS.findall(bare)) <= USED and not COLOURS.search(bare)


def rules(source: str) -> Iterator[tuple[str, str]]:
    """Yield the head and the body of every rule, and statements such as `@charset` with an empty body."""
    start = place = 0
    while place < len(source):
        if source[place] == ";":
            yield source[start:place].strip(), ""
            start = place = place + 1
        elif source[place] == "{":
            end = closing(source, place)
            yield source[start:place].strip(), source[place + 1 : end]
            start = place = end + 1
        else:
            place = after_text(source, place)


def closing(source: str, opened: int) -> int:
    """Return where the brace at `opened` is closed."""
    depth, place = 0, opened
    while place < len(source):
        if source[place] == "{":
            depth += 1
        elif source[place] == "}":
            depth -= 1
            if not depth:
                return place
        place = after_text(source, place)
    return len(source)


def after_text(source: str, place: int) -> int:
    """Return the next place, a quoted text or a comment passed over as a whole."""
    char = source[place]
    if char in "\"'":
        end = place + 1
        while end < len(source) and source[end] != char:
            end += 2 if source[end] == "\\" else 1
        return end + 1
    if source.startswith("/*", place):
        return source.find("*/", place) + 2 if "*/" in source[place:] else len(source)
    return place + 1


def selectors(head: str) -> list[str]:
    """Return the selectors of a rule; commas within brackets part none."""
    found, depth = [""], 0
    for char in head:
        depth += (char in "([") - (char in ")]")
        if char == "," and not depth:
            found.append("")
        else:
            found[-1] += char
    return [one.strip() for one in found]
