"""MkDocs, told which pages are finished already: these it takes as they are, all others it makes as ever.

Everything else stays MkDocs's own: which files there are, the navigation, the templates, the checks of links. What it
writes is, byte for byte, what a plain `mkdocs build` writes; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, pass_context
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from generator import finished
from generator.environment import QuickContext
from generator.progress import Progress


class FinishedPage(Page):
    """A page whose front matter and body are read without YAML and Markdown, wherever that gives the same."""

    def read_source(self, config: MkDocsConfig) -> None:
        """Read the file; the long way where its front matter is not as the generator writes it."""
        found = finished.read(self.file.content_string)
        if found is None:
            super().read_source(config)
        else:
            self.markdown, self.meta = found

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Make the content; the long way where the page holds more than headings and HTML."""
        toc = config.mdx_configs.get("toc", {})
        made = finished.body(self.markdown or "", str(toc.get("permalink_title", "")))
        if made is None:
            super().render(config, files)
            return
        self.content = made.content
        self.toc = get_toc(made.headings)  # type: ignore[arg-type]
        self._title_from_render = made.title
        self.present_anchor_ids = made.anchors
        self.links_to_anchors = {}


class Finished(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """A plugin for MkDocs: every page is read as one that may be finished."""

    def on_files(self, files: Files, **_: Any) -> Files:
        """Note how many pages there are: each is read, and each is written."""
        self.progress, self.steps = Progress("site", 2 * len(files.documentation_pages())), 0
        return files

    def on_env(self, env: Environment, **_: Any) -> Environment:
        """Have the templates look up addresses once for all pages of a folder, and call macros at once."""
        env.context_class = QuickContext
        env.filters["url"] = Addresses(env.filters["url"]).lead
        return env

    def on_page_context(self, context: Any, **_: Any) -> Any:
        """Tell that a page is written next."""
        self._step()
        return context

    def on_post_build(self, **_: Any) -> None:
        """Take the last line away."""
        self.progress.end()

    def _step(self) -> None:
        self.steps += 1
        self.progress.reach(self.steps)

    def on_pre_page(self, page: Page, **_: Any) -> Page:
        """Return the page, as one that knows the short way."""
        self._step()
        return finished_page(page)


class Addresses:
    """The filter `url` of the engine's templates, which makes an address relative to a page.

    Seen from two pages `questions/a/index.html` and `questions/b/index.html`, whatever lies in neither folder has the same
    address: it is made once.
    """

    def __init__(self, made: Callable[[Any, str], str]) -> None:
        self.made = made
        self.known: dict[tuple[str, str, int], str] = {}

    @pass_context
    def lead(self, context: Any, value: str) -> str:
        """Return the address of `value` for the page of a context."""
        page = context["page"]
        if page is None:  # a template by itself, such as that of the page for addresses that do not exist
            return self.made(context, value)
        folder = page.url.rpartition("/")[0]
        above = folder.rpartition("/")[0]
        if not folder or str(value).startswith(folder):
            return self.made(context, value)
        key = str(value), above, folder.count("/")
        if key not in self.known:
            self.known[key] = self.made(context, value)
        return self.known[key]


def finished_page(page: Page) -> Page:
    """Return a page of MkDocs as one that knows the short way."""
    if type(page) is Page:
        page.__class__ = FinishedPage
    return page
