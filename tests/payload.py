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
    "<svg><script>alert(10)</script></svg><math><mtext></math><svg/onload=alert(11)>",
    "</script><script>alert(12)</script><!--<script> </style></textarea></template></select>",
    "<iframe srcdoc='<script>alert(13)</script>'><object data=x><embed src=x><base href=//elsewhere.example>",
    "<meta http-equiv=refresh content='0;url=//elsewhere.example'><form action=//elsewhere.example><input autofocus>",
    "[x](data:text/html,y)\n\n[z]: javascript:alert(14)\n\n<!-- -->\n\n    code",
    "&#x6A;avascript&colon;x &Tab; &lt;script&gt; &amp;lt; &nbsp &copy &notin;",
    "\u05e9\u05dc\u05d5\u05dd (14) \u05e2\u05d5\u05dc\u05dd, \u0633\u0644\u0627\u0645 \u062f\u0646\u06cc\u0627: 14\u061f",
    "\u0540\u0561\u0575\u0565\u0580\u0565\u0576 \u10e5\u10d0\u10e0\u10d7\u10e3\u10da\u10d8",
    "\u0395\u03bb\u03bb\u03b7\u03bd\u03b9\u03ba\u03ac \u041a\u0438\u0440\u0438\u043b\u043b\u0438\u0446\u0430",
    "\u4e2d\u6587 \u65e5\u672c\u8a9e \ud55c\uad6d\uc5b4 \u0e44\u0e17\u0e22 \u0939\u093f\u0928\u094d\u0926\u0940",
    "\u0ba4\u0bae\u0bbf\u0bb4\u0bcd \u12a0\u121b\u122d\u129b",
    "\U0001f600 \U0001f1e6\U0001f1f2 \U0001f44d\U0001f3fd \u00bd \ufb01 \u00df \u0130\u0131 \U00020000",
    "W" * 10_000,
)  # fmt: skip
# Harmless words, as many and as long, because pages fold what is long.
PLAIN = tuple(" ".join("p" * len(word) for word in payload.split()) for payload in PAYLOADS)
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
