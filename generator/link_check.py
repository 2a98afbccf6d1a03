"""Asks the addresses of sources, and of their archived copies, whether they still answer.

It is a guest: one request at a time to a host, with a pause between two; it says who asks; it reads no more than the head
of an answer. Only `https` is asked, no redirect leaves it, and no address of a private network is asked, because the
addresses come from fact files. A host that refuses robots tells nothing about the document, and is not counted against it.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Literal
from urllib.parse import urljoin, urlsplit

from generator.model import Facts

AGENT = "side-by-side-link-check (asks whether a cited document can still be reached)"
HOSTS_AT_ONCE = 8
MOST_REDIRECTS = 5
MOST_HELD = 300  # characters of an address or a reason that are shown
REDIRECTS = (301, 302, 303, 307, 308)
MOVED = (301, 308)
NO_HEAD = (400, 403, 404, 405, 501)  # what hosts answer that know no HEAD; the page itself may be there
Kind = Literal["address", "archived copy"]
State = Literal["answers", "moved", "gone", "no answer", "refused", "no archived copy"]
Format = Literal["text", "markdown", "json"]
TO_TELL: tuple[State, ...] = ("gone", "no answer", "moved", "no archived copy")
TITLES: dict[State, str] = {
    "gone": "The document is not there any more",
    "no answer": "Nobody answers",
    "moved": "The document has moved for good",
    "no archived copy": "No archived copy is on record",
    "refused": "The host does not let programs ask",
}


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """An address to ask: of a source, or of its archived copy."""

    source: str
    kind: Kind
    address: str


@dataclass(frozen=True, slots=True, order=True)
class Result:
    """What became of asking: `told` is the reason, for `moved` the new address."""

    target: Target
    state: State
    told: str = ""


@dataclass(frozen=True, slots=True)
class Manners:
    """How to ask: seconds to wait for an answer, seconds between two requests to a host, what may be asked at all."""

    timeout: float = 20
    pause: float = 2
    secure: bool = True  # https only, and no private network


class LinkError(Exception):
    """The address cannot be asked, or does not answer."""


def targets(facts: Facts) -> Iterator[Target]:
    """Yield every address of every source."""
    for ident, source in facts.sources.items():
        if source.url:
            yield Target(ident, "address", source.url)
        if source.archived:
            yield Target(ident, "archived copy", source.archived)


def unarchived(facts: Facts) -> Iterator[Result]:
    """Yield a result for each source whose address has no archived copy to fall back on."""
    for ident, source in facts.sources.items():
        if source.url and not source.archived:
            yield Result(Target(ident, "archived copy", source.url), "no archived copy")


def check(wanted: Iterable[Target], manners: Manners) -> list[Result]:
    """Ask every address once; several hosts at once, each one after the other. Return the results, sorted."""
    by_host = [list(group) for _, group in groupby(sorted(wanted, key=_host), key=_host)]
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        return sorted(result for results in pool.map(lambda group: _one_host(group, manners), by_host) for result in results)


def _host(target: Target) -> str:
    return urlsplit(target.address).netloc.lower()


def _one_host(wanted: list[Target], manners: Manners) -> list[Result]:
    found = []
    for number, target in enumerate(wanted):
        if number:
            time.sleep(manners.pause)
        found.append(ask(target, manners))
    return found


def ask(target: Target, manners: Manners) -> Result:
    """Ask one address, following redirects, and return what became of it."""
    address, moved, permanent = target.address, "", True
    try:
        for _ in range(MOST_REDIRECTS + 1):
            status, location = _request(address, manners)
            if status not in REDIRECTS or not location:
                return _result(target, status, moved)
            address = urljoin(address, location)
            permanent = permanent and status in MOVED  # behind a temporary one, nothing is for good
            moved = address if permanent else moved
            time.sleep(manners.pause)
    except (LinkError, OSError, http.client.HTTPException, ValueError) as error:
        return Result(target, "no answer", _short(str(error) or type(error).__name__))
    return Result(target, "no answer", f"more than {MOST_REDIRECTS} redirects")


def _result(target: Target, status: int, moved: str) -> Result:
    if 200 <= status < 300:
        return Result(target, "moved", _short(moved)) if moved else Result(target, "answers")
    if status in (404, 410):
        return Result(target, "gone", f"status {status}")
    if status in (401, 402, 403, 405, 406, 429, 451):
        return Result(target, "refused", f"status {status}")
    return Result(target, "no answer", f"status {status}")


def _request(address: str, manners: Manners) -> tuple[int, str]:
    """Return status and redirect of an address; HEAD first, then GET where a host may know no HEAD."""
    status, location = _once("HEAD", address, manners)
    if status not in NO_HEAD:
        return status, location
    time.sleep(manners.pause)
    return _once("GET", address, manners)


def _once(method: str, address: str, manners: Manners) -> tuple[int, str]:
    parts = urlsplit(address)
    if manners.secure and parts.scheme != "https":
        raise LinkError(f"leads to {_short(address)}, which is not https")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise LinkError(f"{_short(address)} is no address of the web")
    if manners.secure:
        _public(parts.hostname)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname, parts.port, timeout=manners.timeout)
    try:
        path = _ascii(parts.path or "/") + (f"?{_ascii(parts.query)}" if parts.query else "")
        connection.request(method, path, headers={"User-Agent": AGENT, "Accept": "*/*", "Connection": "close"})
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Location", "")
    finally:
        connection.close()


def _ascii(text: str) -> str:
    """Return a part of an address as it is sent: what is not ASCII, or would end the line, as `%` and its bytes."""
    return "".join(char if "!" <= char <= "~" else "".join(f"%{byte:02X}" for byte in char.encode()) for char in text)


def _public(host: str) -> None:
    """Raise LinkError when a host has an address in a network that is not public."""
    for *_, place in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM):
        if not ipaddress.ip_address(str(place[0]).partition("%")[0]).is_global:
            raise LinkError("the host is not on the public internet")


def _short(text: str) -> str:
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= MOST_HELD else f"{line[: MOST_HELD - 3]}..."


def worth_telling(results: Iterable[Result]) -> list[Result]:
    """Return those results that somebody has to do something about."""
    return [one for one in results if one.state in TO_TELL]


def show(results: Iterable[Result], form: Format) -> str:
    """Return what has to be told in one of the forms; the empty text where there is nothing (in JSON, all results)."""
    found = list(results)
    if form == "json":
        return json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2) + "\n"
    told = worth_telling(found)
    if form == "text":
        return "".join(f"{_line(one)}\n" for one in told)
    return _markdown(told) if told else ""


def _line(one: Result) -> str:
    return f"{one.target.source}: {one.state}: {_short(one.target.address)}{f' ({one.told})' if one.told else ''}"


def _markdown(told: list[Result]) -> str:
    """Return Markdown with the addresses in blocks of code: what an address holds is neither a link nor a mention there."""
    lines = ["The addresses of the sources were asked. A document that is gone can still be read in an archived copy."]
    for state in TO_TELL:
        own = [one for one in told if one.state == state]
        if own:
            fence = "`" * 3
            rows = [_line(one).replace("`", "%60") for one in own]
            lines += ["", f"### {TITLES[state]}: {len(own)}", "", f"{fence}text", *rows, fence]
    return "\n".join(lines) + "\n"
