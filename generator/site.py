"""Turns the pages into a site with a site engine, and replaces the last site only when all went well."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from generator import lock, swap

CONFIG = Path("mkdocs.yml")
DOCS = Path("docs")
PAGES = Path("build/pages")
# What engines put into every site and no page of ours uses: the theme's scripts, styles and search.
UNUSED = ("assets/javascripts", "assets/stylesheets", "search.json", "search/search_index.json")


class BuildError(Exception):
    """The engine could not build the site; the message is for the user."""


def build(site: Path, engine: str, version: str = "") -> None:
    """Build the pages with `engine` beside `site`, then put the result in its place; every page tells the `version`.

    Raises BuildError; `site` is then as it was.
    """
    if not CONFIG.is_file():
        raise BuildError(f"there is no {CONFIG} here: run the command in the folder of the project")
    if not replaceable(site):
        raise BuildError(f"{site} holds something else than a site: name another folder, or empty this one")
    os.environ.update(addresses(os.environ) | {"FACTS_VERSION": version})
    with beside(site), fresh_folder(site) as made:
        {"mkdocs": with_mkdocs, "zensical": with_zensical}[engine](made)
        if not (made / "index.html").is_file():
            raise BuildError(f"{engine} made no home page")
        drop_unused(made)
        replace(made, site)


def addresses(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the addresses of repository and site that a CI machine knows, where no setting gives others.

    GitHub's machines say which repository they work for; its pages stand at an address made of the same names
    (https://docs.github.com/en/pages). Elsewhere nothing is known, and everything works without.
    """
    server, name = environment.get("GITHUB_SERVER_URL", ""), environment.get("GITHUB_REPOSITORY", "")
    owner, _, project = name.partition("/")
    known = {"REPOSITORY_URL": f"{server}/{name}"} if server and project else {}
    if server == "https://github.com" and project:
        host = f"{owner.lower()}.github.io"
        known["SITE_URL"] = f"https://{host}/" if project.lower() == host else f"https://{host}/{project}/"
    return {setting: address for setting, address in known.items() if setting not in environment}


def address(environment: Mapping[str, str]) -> str:
    """Return the address that the site will have, ending with a slash; nothing where it is not known."""
    known = environment.get("SITE_URL", "") or addresses(environment).get("SITE_URL", "")
    return f"{known.rstrip('/')}/" if known else ""


@contextmanager
def beside(site: Path) -> Iterator[None]:
    """Hold the folder that `site` is in against other builds, and mend what builds that were killed left there."""
    try:
        site.parent.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            if not site.parent.samefile(Path()):  # the project's own folder is held by the command
                stack.enter_context(lock.held(site.parent))
            recover(site)
            clear(site)
            yield
    except OSError as error:
        raise BuildError(f"cannot write beside {site}: {error.strerror}") from None


def clear(site: Path) -> None:
    """Remove the folders of builds that were killed; whoever calls this holds the folder around them."""
    for around in site.parent.glob(f".{site.name}-*"):
        name = around.name.removeprefix(f".{site.name}-")
        if (
            re.fullmatch(r"[a-z0-9_]{8}", name)
            and around.is_dir()
            and {one.name for one in around.iterdir()} <= {"site", "old"}
        ):
            shutil.rmtree(around, ignore_errors=True)


@contextmanager
def fresh_folder(site: Path) -> Iterator[Path]:
    """Yield an empty folder on the same file system as `site`; it is gone afterwards."""
    around = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
    try:
        yield around / "site"
    finally:
        shutil.rmtree(around, ignore_errors=True)


def recover(site: Path) -> bool:
    """Put the last good site back where a build was killed between moving it away and putting the new one in its place.

    Returns whether there was one to put back.
    """
    if site.exists() or not site.parent.is_dir():
        return False
    for old in sorted(site.parent.glob(f".{site.name}-*/old")):
        if (old / "index.html").is_file():
            old.rename(site)
            return True
    return False


def replaceable(folder: Path) -> bool:
    """Return whether nothing is lost when `folder` is replaced: it is not there, is empty, or holds what was made before."""
    if not folder.exists():
        return not folder.is_symlink()
    if not folder.is_dir():
        return False
    return (folder / "data" / "contract.json").is_file() or not any(folder.iterdir())


def replace(made: Path, site: Path) -> None:
    """Put the folder `made` where `site` is, in one step where the system can.

    When that is interrupted, in whatever way, `site` is back in its place.
    """
    old = made.with_name("old")
    try:
        try:
            if site.exists() and swap.exchange(made, site):
                return
            if site.exists():
                site.rename(old)
            made.rename(site)
        except BaseException:
            if old.exists() and not site.exists():
                old.rename(site)
            raise
    except OSError as error:
        raise BuildError(f"cannot replace {site}: {error.strerror}") from None


def drop_unused(site: Path) -> None:
    """Remove what the engine put into the site and no page uses."""
    for name in UNUSED:
        path = site / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def with_mkdocs(site: Path) -> None:
    """Build with MkDocs, in this process, strictly: a broken link or a missing page is an error."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")  # the same facts give the same sitemap on any day
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from generator import publish

    log = logging.getLogger("mkdocs")
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("mkdocs: %(levelname)s: %(message)s"))
    handler.setLevel(logging.WARNING)
    log.addHandler(handler)
    log.propagate = False
    try:
        # The pages are written already: the hook that writes them for a plain `mkdocs build` is not needed.
        config = load_config(
            str(CONFIG), docs_dir=str(PAGES.absolute()), site_dir=str(site.absolute()), strict=True, hooks=[]
        )
        config.plugins["finished"] = publish.Finished()
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        config.plugins.on_shutdown()
    except (Exception, SystemExit) as error:  # whatever an engine, its theme or its extensions raise
        told = str(error) if isinstance(error, MkDocsException | SystemExit | OSError) else repr(error)
        raise BuildError(f"MkDocs could not build the site: {told}") from None
    finally:
        log.removeHandler(handler)


def with_zensical(site: Path) -> None:
    """Build with Zensical, which reads the same settings but takes no folder for the site."""
    import importlib.util

    if importlib.util.find_spec("zensical") is None:
        raise BuildError("Zensical is not installed: `pip install zensical` (docs/stack.md says when to use it)")
    # Zensical wants pages and site below the folder of its settings, and has no option for the site's folder.
    lines = CONFIG.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(("docs_dir:", "site_dir:", "hooks:"))]
    settings, inside = CONFIG.with_name(".zensical.yml"), PAGES.with_name("zensical")
    shutil.rmtree(inside, ignore_errors=True)  # of a build that was killed
    try:
        settings.write_text("\n".join([*kept, f"docs_dir: {PAGES}", f"site_dir: {inside}", ""]), encoding="utf-8")
        run = subprocess.run(
            [sys.executable, "-m", "zensical", "build", "-f", settings.name],
            cwd=CONFIG.absolute().parent, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if run.returncode:
            raise BuildError(f"Zensical could not build the site:\n{run.stdout}{run.stderr}")
        shutil.move(inside, site)
    finally:
        settings.unlink(missing_ok=True)
        shutil.rmtree(inside, ignore_errors=True)


def serve(facts: Path, address: str) -> int:
    """Serve with MkDocs until interrupted; the hook writes the pages again whenever a fact changes."""
    settings = os.environ | {"SIDE_BY_SIDE_FACTS": str(facts), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "serve", "--config-file", str(CONFIG), "--dev-addr", address]
    try:
        return subprocess.run(command, env=settings, check=False).returncode
    except KeyboardInterrupt:
        return 0
