"""Starts a record on another topic: the code as it is, with sample facts that are valid, in a folder of its own.

The code is copied, not referred to: the new record builds without a network, and stays as it is until its people renew
it. Of this record nothing is copied.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from generator import characters
from generator.scaffold import scalar

HOME = Path(__file__).resolve().parent.parent
STARTER = "generator/starter"
# What every record has alike. What of it is not there is not needed: a copy may have been made of a copy.
NEEDED = ("generator", "overrides", "docs", "requirements", "mkdocs.yml", "Makefile", "pyproject.toml", "LICENSE")
SHARED = (
    *NEEDED, "LICENSE-facts", "CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "SECURITY.md", ".github", ".vscode",
    ".editorconfig", ".gitattributes", ".gitignore", ".pre-commit-config.yaml",
)  # fmt: skip
# What stays: what tools leave behind, pictures of this record, and the ids of its facts.
LEFT = ("__pycache__", "*.pyc", ".*.swp", "*~", "images", "schemas", "essays")
# Targets of the Makefile that need what only this repository has.
TARGETS = ("bench", "fuzz", "golden")


class NewError(Exception):
    """The record cannot be started; the message is for the user."""


def start(folder: Path, title: str = "") -> Path:
    """Make `folder` a project with sample facts; return it. Nothing is left behind when it fails.

    Raises NewError when something is there already, or the title cannot stand on a page, and OSError.
    """
    _refuse(folder, title)
    target = folder.absolute()
    target.parent.mkdir(parents=True, exist_ok=True)
    around = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        made = around / "new"
        _copy(made)
        if title:
            _name(made / "facts/record.yml", title)
        if target.exists():
            target.rmdir()
        made.rename(target)
    finally:
        shutil.rmtree(around, ignore_errors=True)
    return folder


def _refuse(folder: Path, title: str) -> None:
    missing = [name for name in (*NEEDED, STARTER) if not (HOME / name).exists()]
    if missing:
        raise NewError(
            f"{', '.join(missing)} is missing beside the code\nmend: run the command in a whole copy of the project"
        )
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise NewError(f"{folder} is there already\nmend: name a folder that is new or empty")
    if folder.resolve().is_relative_to(HOME):
        raise NewError(f"{folder} is inside this project\nmend: name a folder outside, such as ../{folder.name or 'record'}")
    if title and (not title.strip() or any(True for _ in characters.hidden(title))):
        raise NewError("the title is empty or holds characters that nobody sees\nmend: write it in plain words, in one line")


def _copy(made: Path) -> None:
    """Fill a folder: what every record has alike, then the samples."""
    made.mkdir()
    for name in SHARED:
        if (HOME / name).is_dir():
            shutil.copytree(HOME / name, made / name, ignore=shutil.ignore_patterns(*LEFT))
        elif (HOME / name).is_file():
            shutil.copy(HOME / name, made / name)
    starter = made / STARTER
    for name, to in (("facts", "facts"), ("texts", "archive"), ("tests", "tests"), ("README.md", "README.md")):
        if (starter / name).is_dir():
            shutil.copytree(starter / name, made / to)
        else:
            shutil.copy(starter / name, made / to)
    makefile = made / "Makefile"
    makefile.write_text(_without_targets(makefile.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


def _without_targets(makefile: str) -> str:
    """Return a Makefile without the targets that the new record cannot make."""
    names = "|".join(TARGETS)
    kept = [part for part in makefile.split("\n\n") if not re.match(rf"(?:{names}):", part)]
    return "\n\n".join(re.sub(rf" (?:{names})\b", "", part) if ".PHONY" in part else part for part in kept)


def _name(record: Path, title: str) -> None:
    """Write the title into the file of the record."""
    lines = record.read_text(encoding="utf-8").splitlines()
    named = [f"title: {scalar(title.strip())}" if line.startswith("title:") else line for line in lines]
    record.write_text("\n".join(named) + "\n", encoding="utf-8", newline="\n")
