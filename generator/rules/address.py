"""An address begins with `https://` or `http://` and names a host in Latin letters; a language is a tag.

bad:
    url: javascript:alert(1)
    language: english

good:
    url: https://news.example/2022/article
    language: en
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from generator.model import Record
from generator.problems import Problem

WHY_URL = "a reader follows it, so it must lead to a web page and nothing else"
WHY_LANGUAGE = "screen readers and search need to know the language"
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?", re.ASCII)


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each address that is no web address and each language that is no tag."""
    for checked, path, marker, text, _ in record.texts("url", "language"):
        if marker.kind == "language":
            if not LANGUAGE.fullmatch(text):
                yield checked.problem(
                    "address", path, f"`{text}` is no language tag", why=WHY_LANGUAGE,
                    mend="write two or three small letters, such as `en`, `hy`, `az` or `ru`",
                )  # fmt: skip
        elif not is_web_address(text):
            yield checked.problem(
                "address", path, f"`{text[:60]}` is no web address", why=WHY_URL,
                mend="copy it from the browser's address line: `https://`, the host's name, the path; no spaces",
            )  # fmt: skip


# A name of two labels or more in the letters that programs use (`xn--` for all others), whose last is no number: the page
# shows the host, and letters of other scripts look like these.
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
HOST = re.compile(rf"(?:{_LABEL}\.)+(?!\d){_LABEL}", re.ASCII | re.IGNORECASE)


def is_web_address(text: str) -> bool:
    """Return whether `text` is an absolute http or https address with a public host's name and without a login."""
    if not text.isprintable() or re.search(r"[\s<>\"\\^`{|}]", text):
        return False
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    known = bool(HOST.fullmatch(host)) and port != 0 and not parts.netloc.endswith(":")
    return parts.scheme in ("https", "http") and known and "@" not in parts.netloc
