"""Lets plain `mkdocs build` and `mkdocs serve` work: writes the pages before MkDocs reads them. It holds no logic."""

from __future__ import annotations

import logging
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from generator import check, compare, edition, load, lock, model, problems, render, revisions, shell, version

building = ExitStack()  # held from writing the pages until the engine has read them
log = logging.getLogger("mkdocs.side-by-side")
serving = False


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember whether a preview is running: there, a mistake must not end it."""
    global serving
    serving = command == "serve"
    del dirty


def on_pre_build(config: Any) -> None:
    """Write the pages. A mistake in the facts ends a build; a preview tells it and keeps the last good pages."""
    from mkdocs.exceptions import PluginError

    home = Path(config.config_file_path).parent
    building.close()
    building.enter_context(lock.held(home))
    try:
        record = model.read(home / config.extra.get("facts", "facts"))
    except load.FolderError as error:
        raise PluginError(str(error)) from None
    found = check.check(record)
    if any(problem.level == "error" for problem in found):
        told = f"{problems.show(found)}{problems.summary(found)}"
        if serving and (Path(config.docs_dir) / "index.md").is_file():
            log.error("%s\nthe preview shows the facts as they were before", told)
            return
        raise PluginError(told)
    facts = model.facts(record)
    settings = {"SITE_NAME": config.site_name, "SITE_URL": config.site_url or ""}
    settings["REPOSITORY_URL"] = config.extra.get("repository", "")
    known = edition.of(home / config.extra.get("facts", "facts"), settings, home / revisions.CACHE)
    config.extra["facts_version"] = shell.facts_line(version.label(known.version))
    config.extra["preview"] = serving  # it reloads pages by a script within them, which their policy would stop
    render.render(facts, compare.compare(facts), Path(config.docs_dir), home / "docs", known.address, known)


def on_pre_page(page: Any, **_: Any) -> Any:
    """Have pages that are HTML already taken over as they are."""
    from generator import publish

    return publish.finished_page(page)


def on_post_build(*, config: Any) -> None:
    """Let other commands write pages again."""
    del config
    building.close()


def on_build_error(error: Exception) -> None:
    """Let other commands write pages again."""
    del error
    building.close()


def on_serve(server: Any, *, config: Any, builder: Any) -> Any:
    """Follow edits to the facts and the hand-written pages; the pages themselves are written by this hook."""
    del builder
    home = Path(config.config_file_path).parent
    server.unwatch(config.docs_dir)
    for folder in (config.extra.get("facts", "facts"), "docs", "generator/templates"):
        server.watch(str(home / folder))
    return server
