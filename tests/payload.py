"""A record like another one in which every text is hostile: markup, templates, scripts, formulas.

Ids, dates, numbers and references stay, so that the record is valid; addresses are as bad as the rules let them be.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from generator import reference, schema

PAYLOADS = (
    "<script>alert(1)</script>",
    "</title><script>alert(2)</script>",
    '"><img src=x onerror=alert(3)>',
    "'onmouseover='alert(4)",
    "{{ 7*7 }} {% raw %} ${7*7} #{7*7}",
    "[x](javascript:alert(5)) <javascript:alert(5)> [x][y]",
    "# heading\n\n## another\n\n- item",
    "| a | b |\n|---|---|\n| c | d |",
    "```\ncode\n``` `tick` ~~~",
    "&lt;b&gt;bold&lt;/b&gt; &amp; &#60;i&#62;",
    "]]> --> <!-- x <![CDATA[",
    "{: onclick=alert(6) #an-id .a-class } { #x }",
    "![](x) ![y](https://elsewhere.example/y.png)",
    '--8<-- "/etc/passwd" !!! note "x"',
    "$(rm) `rm` %s {0} \\",
    "=HYPERLINK(1) +1 @SUM(1)",
    "+1-1 https://elsewhere.example www.elsewhere.example a@elsewhere.example",
    "-1+1 *bold* _em_ **b** ~~s~~ ==m== ^^u^^",
    "@cmd :smile: [^1] [[wiki]] </div></article></body></html>",
    "</q></td></tr></table><a href='//elsewhere.example'>x</a>",
)
URL = "https://source.example/?a=1&quot;&b='onclick=alert(7)'#)](x)"


def text_fields() -> set[str]:
    """Return the names of the fields that hold free text, from the schema."""
    return {
        name
        for _, entry in reference.ORDER
        for name, (_, marker) in schema.fields(entry).items()
        if marker and marker.kind == "text"
    }


def write_record(good: Path, folder: Path, payloads: Sequence[str]) -> None:
    """Write the record of `good` to `folder`, each of its texts a payload with a number of its own."""
    names, numbers = text_fields(), count()

    def hostile(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: hostile(item, name) for name, item in value.items()}
        if isinstance(value, list):
            return [hostile(item, key) for item in value]
        if key == "quote":
            number = next(numbers)
            return f"{payloads[number % len(payloads)]} four more words §{number}."
        if key in names:
            number = next(numbers)
            return f"{payloads[number % len(payloads)]} §{number}."
        if key == "language":
            return "tlh"  # no table of its words exists, so values are not looked for in quotes
        return URL if key in ("url", "archived") else value

    for path in sorted(good.rglob("*.yml")):
        record = hostile(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader))
        if path.parent.name == "questions":
            record["title"] += "?"
        target = folder / path.relative_to(good)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8")
