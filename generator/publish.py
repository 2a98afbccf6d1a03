"""MkDocs, told which pages are finished already: these it takes as they are, all others it makes as ever.

Everything else stays MkDocs's own: which files there are, the navigation, the templates, the checks of links. What it
writes is, byte for byte, what a plain `mkdocs build` writes; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment, Template, pass_context
from mkdocs.commands.build import get_context
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import write_file

from generator import finished
from generator.environment import QuickContext
from generator.progress import Progress
from generator.spread import spread

SHARES = 24  # of the pages: enough that no processor waits long for the last one
WRITTEN = "written-already.html"


class FinishedPage(Page):
    """A page whose front matter and body are read without YAML and Markdown, wherever that gives the same.

    `whole` says that it was, and that it has no template of its own.
    """

    whole = False

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
        self.whole = "template" not in self.meta


class Finished(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """A plugin for MkDocs: every page is read as one that may be finished."""

    def on_files(self, files: Files, **_: Any) -> Files:
        """Note how many pages there are to read."""
        self.progress, self.steps = Progress("reading pages", len(files.documentation_pages())), 0
        return files

    def on_nav(self, nav: Navigation, **_: Any) -> Navigation:
        """Keep the navigation, which every page shows."""
        self.nav = nav
        return nav

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Write the finished pages on all processors; MkDocs finds an empty template for each, and passes it over."""
        self.progress.end()
        env.context_class = QuickContext
        env.filters["url"] = Addresses(env.filters["url"]).lead
        listed = files.documentation_pages()
        ready = [file.page for file in listed if isinstance(file.page, FinishedPage) and file.page.whole]
        write = partial(_write, env.get_template("main.html"), partial(get_context, self.nav, listed, config))
        spread([partial(write, ready[start::SHARES]) for start in range(SHARES)], "site")
        for page in ready:
            page.meta["template"] = WRITTEN
        env.loader = ChoiceLoader([DictLoader({WRITTEN: ""}), *filter(None, [env.loader])])
        return env

    def on_pre_page(self, page: Page, **_: Any) -> Page:
        """Return the page, as one that knows the short way."""
        self.steps += 1
        self.progress.reach(self.steps)
        return finished_page(page)


def _write(template: Template, context: Callable[[Page], Mapping[str, Any]], pages: Sequence[Page]) -> None:
    """Write pages as MkDocs would: each is the active one while it is written."""
    for page in pages:
        page.active = True
        text = template.render(context(page))
        page.active = False
        write_file(text.encode("utf-8", errors="xmlcharrefreplace"), page.file.abs_dest_path)


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
