"""MkDocs, told which pages are finished already: these it takes as they are, all others it makes as ever.

Everything else stays MkDocs's own: which files there are, the navigation, the templates, the checks of links. What it
writes is, byte for byte, what a plain `mkdocs build` writes; a test compares the two.
"""

from __future__ import annotations

from typing import Any

from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from generator import finished


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

    def on_pre_page(self, page: Page, **_: Any) -> Page:
        """Return the page, as one that knows the short way."""
        return finished_page(page)


def finished_page(page: Page) -> Page:
    """Return a page of MkDocs as one that knows the short way."""
    if type(page) is Page:
        page.__class__ = FinishedPage
    return page
