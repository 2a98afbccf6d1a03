"""A browser that reaches nothing but the sites under test, and a server that serves them below a path."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from sites import built

# No sandbox: tests also run as root in containers. The rest keeps the browser from calling its maker.
FLAGS = [
    "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-default-apps",
    "--disable-domain-reliability", "--disable-sync", "--metrics-recording-only", "--no-first-run",
    "--no-default-browser-check",
]  # fmt: skip


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a line on the terminal for each."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium on this machine: the tests of the pages in a browser did not run (apt install chromium)")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The address below which the sites are served, each in a folder: `<address>/golden/site/index.html`."""
    home = built("golden").parent
    assert built("payload").parent == home
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(home)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


class Visit:
    """A page in a browser, with everything that must not happen on it."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        context.set_default_timeout(10_000)  # milliseconds: what is not there by then will not come
        self.page: Page = context.new_page()
        self.address = address
        self.faults: list[str] = []
        self.page.on("console", lambda said: self.faults.append(said.text) if said.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("requestfailed", lambda request: self.failed(request.url, request.failure or ""))
        self.page.on("request", lambda request: self.abroad(request.url))
        self.page.on("dialog", self.dialog)

    def abroad(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:", "file:")):
            self.faults.append(f"another host: {url}")

    def failed(self, url: str, why: str) -> None:
        if why != "net::ERR_ABORTED":  # the page was left while it still loaded
            self.faults.append(f"{why}: {url}")

    def dialog(self, dialog: object) -> None:
        self.faults.append(f"a dialog: {dialog.message}")  # type: ignore[attr-defined]
        dialog.dismiss()  # type: ignore[attr-defined]

    def open(self, path: str) -> Page:
        """Open a page of a site, `golden/site/index.html`, and return it when all of it is there."""
        self.page.goto(f"{self.address}/{path}", wait_until="load")
        return self.page


@pytest.fixture
def visit(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A visit to the sites over HTTP, with the context's settings as parameter; it fails when anything goes wrong."""
    context = browser.new_context(**getattr(request, "param", {}))
    made = Visit(context, address)
    yield made
    context.close()
    assert made.faults == []


@pytest.fixture
def visit_files(browser: Browser) -> Iterator[Visit]:
    """A visit to the same sites as files, without a server; nothing may be missing there either."""
    context = browser.new_context()
    made = Visit(context, Path(built("golden").parent).as_uri())
    yield made
    context.close()
    assert made.faults == []
