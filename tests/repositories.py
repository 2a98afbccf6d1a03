"""Git repositories for tests: made of nothing, with no setting of the machine or of its user, at given times."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from sites import GOLDEN_FACTS, build, made_once, project

BASE = Path(__file__).parent / "base"
NAME, MESSAGE = "A Committer of Tests", "words-of-the-message"
SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0",
    "GIT_AUTHOR_NAME": NAME, "GIT_AUTHOR_EMAIL": "committer@tests.example",
    "GIT_COMMITTER_NAME": NAME, "GIT_COMMITTER_EMAIL": "committer@tests.example",
}  # fmt: skip
ADDRESS, REPOSITORY = "https://record.example/side", "https://code.example/record"
needs_git = pytest.mark.skipif(not shutil.which("git"), reason="no git on this machine: what reads history was not tested")


def git(folder: Path, *arguments: str, given: bytes = b"", **settings: str) -> str:
    """Run git in `folder` and return what it printed."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | SETTINGS | settings
    done = subprocess.run(["git", *arguments], cwd=folder, env=env, input=given, capture_output=True, check=True)
    return done.stdout.decode(errors="replace").strip()


def start(folder: Path, facts: Path = GOLDEN_FACTS) -> Path:
    """Make `folder` a repository with a copy of `facts`, nothing committed yet; return the folder of facts."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    if not (folder / "facts").exists():
        shutil.copytree(facts, folder / "facts")
    return folder / "facts"


def commit(folder: Path, when: str, message: str = "A change") -> str:
    """Commit everything in `folder` at a time such as `2024-06-01T10:00:00Z`; return the commit's id."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message, GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when)
    return git(folder, "rev-parse", "HEAD")


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that stands in a file once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


COUNCIL = "    value: 12\n    paragraph: 5\n    quote: clerk counted 12 cracks"


def changed_thrice(folder: Path) -> list[str]:
    """Commit the golden facts in three steps: they begin, a conflict opens and an actor comes, a headline changes back."""
    facts = folder / "facts"
    source = facts / "sources" / "gazette-closure.yml"
    whole = source.read_text(encoding="utf-8")
    head, _, claims = whole.partition("claims:\n")
    first, _, rest = claims.partition("  - id: closed-trust\n")
    source.write_text(f"{head}claims:\n{first}  - id: locked-trust\n{rest.partition('  - id: locked-trust' + chr(10))[2]}")
    ids = [commit(folder, "2024-06-01T10:00:00Z", f"Begin <b>@{MESSAGE}</b>")]
    source.write_text(whole, encoding="utf-8")
    (facts / "README.md").write_text("What stands here.\n", encoding="utf-8")
    ids.append(commit(folder, "2024-06-02T23:30:00-03:00", "A conflict"))
    edit(source, "says: The Gazette put the bridge in Stillwater.", "says: The Gazette said the bridge was in Stillwater.")
    ids.append(commit(folder, "2024-06-05T08:00:00Z", "Other words"))
    return ids


@cache
def history() -> Path:
    """Return a project with a site of the golden facts and their history, built once a run of tests."""
    return made_once("history", _make_history)


def _make_history(folder: Path) -> None:
    start(project(folder, GOLDEN_FACTS))
    (folder / ".gitignore").write_text("*\n!facts\n!facts/**\n", encoding="utf-8")
    changed_thrice(folder)
    build(folder, SITE_URL=ADDRESS, REPOSITORY_URL=REPOSITORY)
