"""The addresses of sources are asked politely, and what comes back is told for what it is. The hosts are our own."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from generator import link_check, model
from generator.__main__ import main
from generator.link_check import Manners, Result, Target

HERE = Manners(timeout=5, pause=0, secure=False)


class Host(BaseHTTPRequestHandler):
    """Answers by the path that is asked: `/404` with status 404, `/301/x` with a redirect to `/x`."""

    seen: list[tuple[str, str, str]]
    at_once: list[int]
    lock = threading.Lock()
    now = 0

    def answer(self) -> None:
        with self.lock:
            type(self).now += 1
            self.at_once.append(self.now)
            self.seen.append((self.command, self.path, self.headers["User-Agent"]))
        status, _, rest = self.path[1:].partition("?")[0].partition("/")
        if status == "no-head":
            status = "405" if self.command == "HEAD" else "200"
        self.send_response(int(status))
        if rest:
            self.send_header("Location", rest if ":" in rest else f"/{rest}")
        self.send_header("Content-Length", "0")
        with self.lock:
            type(self).now -= 1
        self.end_headers()

    do_HEAD = do_GET = answer  # noqa: N815

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def host() -> Iterator[tuple[str, type[Host]]]:
    handler = type("Fresh", (Host,), {"seen": [], "at_once": [], "now": 0})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", handler
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("path", "state", "told"),
    [
        ("200", "answers", ""),
        ("204", "answers", ""),
        ("no-head", "answers", ""),
        ("404", "gone", "status 404"),
        ("410", "gone", "status 410"),
        ("403", "refused", "status 403"),
        ("429", "refused", "status 429"),
        ("500", "no answer", "status 500"),
        ("302/200", "answers", ""),
        ("302/301/200", "answers", ""),
        ("301/404", "gone", "status 404"),
        ("301/301/301/301/301/301/301/200", "no answer", "more than 5 redirects"),
        ("301/ftp://x.example", "no answer", "ftp://x.example is no address of the web"),
        ("301/http://[x", "no answer", "Invalid IPv6 URL"),
    ],
)
def test_what_a_host_answers(host: tuple[str, type[Host]], path: str, state: str, told: str) -> None:
    found = link_check.ask(Target("a", "address", f"{host[0]}/{path}"), HERE)
    assert (found.state, found.told) == (state, told)


@pytest.mark.parametrize(("path", "there"), [("301/200", "200"), ("301/308/200", "200"), ("301/302/200", "302/200")])
def test_a_document_that_moved_for_good_is_told_with_its_address(
    host: tuple[str, type[Host]], path: str, there: str
) -> None:
    found = link_check.ask(Target("a", "address", f"{host[0]}/{path}"), HERE)
    assert (found.state, found.told) == ("moved", f"{host[0]}/{there}")


def test_who_asks_says_so_and_asks_for_no_more_than_the_head(host: tuple[str, type[Host]]) -> None:
    link_check.ask(Target("a", "address", f"{host[0]}/200"), HERE)
    assert host[1].seen == [("HEAD", "/200", link_check.AGENT)]


def test_a_host_is_asked_one_thing_at_a_time(host: tuple[str, type[Host]]) -> None:
    wanted = [Target(f"s{n}", "address", f"{host[0]}/200?{n}") for n in range(12)]
    found = link_check.check(wanted, HERE)
    assert [one.target for one in found] == sorted(wanted)
    assert len(host[1].seen) == 12
    assert max(host[1].at_once) == 1


def test_nobody_there_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        found = link_check.ask(Target("a", "address", f"http://127.0.0.1:{taken.getsockname()[1]}/"), HERE)
    assert found.state == "no answer"
    assert "refused" in found.told


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("http://127.0.0.1/", "which is not https"),
        ("https://127.0.0.1/", "not on the public internet"),
        ("https://[::1]/", "not on the public internet"),
        ("https://192.168.1.1/", "not on the public internet"),
        ("https://169.254.169.254/", "not on the public internet"),
        ("https:///x", "is no address of the web"),
    ],
)
def test_by_default_only_public_hosts_are_asked_and_only_in_private(address: str, told: str) -> None:
    found = link_check.ask(Target("a", "address", address), Manners(pause=0))
    assert found.state == "no answer"
    assert told in found.told


def test_what_is_no_letter_of_an_address_is_sent_as_its_bytes(host: tuple[str, type[Host]]) -> None:
    link_check.ask(Target("a", "address", f"{host[0]}/200?ժ \r\nX: y"), HERE)
    assert host[1].seen[0][1].startswith("/200?%D5%AA%20")
    assert len(host[1].seen) == 1


SOME = [
    Result(Target("a", "address", "https://a.example/"), "answers"),
    Result(Target("b", "address", "https://b.example/`@all`\u202e"), "gone", "status 404"),
    Result(Target("c", "address", "https://c.example/"), "refused", "status 403"),
]


def test_the_forms_tell_what_somebody_has_to_look_at() -> None:
    assert link_check.show(SOME, "text") == "b: gone: https://b.example/`@all` (status 404)\n"
    told = link_check.show(SOME, "markdown")
    assert (
        "### The document is not there any more: 1\n\n```text\nb: gone: https://b.example/%60@all%60 (status 404)\n```"
        in told
    )
    assert "c.example" not in told
    assert link_check.show(SOME[:1], "markdown") == link_check.show(SOME[:1], "text") == ""
    assert [one["state"] for one in json.loads(link_check.show(SOME, "json"))] == ["answers", "gone", "refused"]


def test_every_address_of_the_record_is_asked_and_a_missing_copy_told(base: Path) -> None:
    facts = model.facts(model.read(base))
    found = list(link_check.targets(facts))
    addresses = {(ident, one.url) for ident, one in facts.sources.items() if one.url}
    assert {(one.source, one.address) for one in found if one.kind == "address"} == addresses
    assert {one.target.source for one in link_check.unarchived(facts)} == {
        ident for ident, one in facts.sources.items() if one.url and not one.archived
    }


@pytest.mark.usefixtures("base")
def test_the_command_fails_when_there_is_something_to_tell(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(link_check, "check", lambda wanted, _: [Result(one, "gone", "status 404") for one in wanted])
    assert main(["links"]) == 1
    assert ": gone: " in capsys.readouterr().out
    monkeypatch.setattr(link_check, "check", lambda wanted, _: [Result(one, "refused") for one in wanted])
    monkeypatch.setattr(link_check, "unarchived", lambda _: [])
    assert main(["links", "--format", "markdown"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "that let no program ask" in err
