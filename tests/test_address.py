"""Which addresses a page may link to: those whose host a reader can read."""

from __future__ import annotations

import pytest

from generator.rules.address import is_web_address

GOOD = (
    "https://news.example/2022/article", "http://old.news.example:8080/?a=1&b=%D5%A1#top", "https://NEWS.example",
    "https://xn--80ak6aa92e.com/", "https://a-b.c-d.example/x@y", "https://news.example/a:b;c,d(e)'f*~",
)  # fmt: skip
BAD = (
    "", "x", "//news.example/", "/article", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)",
    " https://news.example/", "data:text/html,<b>x</b>", "vbscript:x", "file:///etc/passwd", "ftp://news.example/",
    "mailto:a@news.example", "tel:1", "blob:https://news.example/x", "view-source:https://news.example/",
    "https://", "https:///x", "https:news.example", "https:/news.example", "https://?q", "https://#x", "https://.", "https://..",
    "https://user@news.example/", "https://user:word@news.example/", "https://news.example@elsewhere.example/", "https://@news.example/",
    "https://news.example:/", "https://news.example:0/", "https://news.example:99999/", "https://news.example:http/",
    "https://192.0.2.1/", "https://[2001:db8::1]/", "https://[::1", "https://3221225985/", "https://0x7f.1/", "https://127.1/",
    "https://localhost/", "https://news/", "https://news.example./", "https://-news.example/", "https://news-.example/",
    "https://news..example/", "https://ne_ws.example/", "https://n\u0435ws.example/", "https://\u043f\u0440\u0435\u0437\u0438\u0434\u0435\u043d\u0442.\u0440\u0444/",
    "https://news\u3002example/", "https://news.example\uff0felsewhere.example/", "https://news%2eexample/", "https://news.example\\@elsewhere.example/",
    "https://news.example/a b", "https://news.example/\u202egnp", "https://news.example/\x00", "https://news.example/<x>",
    'https://news.example/"', "https://news.example/`", "https://news.example/{x}", "https://news.example/|", "https://news.example/^",
    f"https://{'a' * 64}.example/",
)  # fmt: skip


@pytest.mark.parametrize("address", GOOD)
def test_web_addresses_are_taken(address: str) -> None:
    assert is_web_address(address)


@pytest.mark.parametrize("address", BAD)
def test_what_is_no_web_address_or_hides_its_host_is_refused(address: str) -> None:
    assert not is_web_address(address)
