"""The recipes of docs/data.md do what they say, in a folder with the data files."""

from __future__ import annotations

import csv
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sites import GOLDEN_FACTS, HOME

from generator import compare, contract, database, export, model

PAGE = (HOME / "docs" / "data.md").read_text(encoding="utf-8")


def recipes(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.S)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("data")
    facts = model.facts(model.read(GOLDEN_FACTS))
    for name, body in export.published(facts, compare.compare(facts)).items():
        (made / name).parent.mkdir(exist_ok=True)
        (made / name).write_bytes(body)
    return made


def printed(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize(("number", "says"), [*enumerate([
    "walkers | ",
    "The town clerk / Bridge trust - ",
    "claims.by -> actors.id",
    "Walkers: dozens (Brief der Spaziergänger an die Stadt)",
    "An engineer - An engineer called both frost and lorries possible. - ../sources/gazette-closure/index.html",
])])  # fmt: skip
def test_python_recipes(folder: Path, number: int, says: str) -> None:
    assert says in printed(folder, sys.executable, "-X", "utf8", "-c", recipes("python")[number])


def test_every_python_recipe_is_tested_and_short() -> None:
    assert len(recipes("python")) == 5
    assert max(len([line for line in recipe.splitlines() if line]) for recipe in recipes("python")) <= 10


def test_sql_recipes(folder: Path) -> None:
    base = sqlite3.connect(folder / database.NAME)
    disputed, numbers, words = (base.execute(recipe).fetchall() for recipe in recipes("sql"))
    assert sum(count for _, _, count in disputed) == base.execute("SELECT count(*) FROM conflicts").fetchone()[0] > 0
    assert ("How long is the bridge?", "Bridge trust", "about 120") in {row[:3] for row in numbers}
    assert "actor" in {kind for kind, _, _ in words}


def test_r_recipes(folder: Path) -> None:
    """R is not everywhere: this says so when it skips."""
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("R is not installed: the recipes in R are not run")
    (recipe,) = recipes("r")
    out = printed(folder, program, "-e", recipe)
    assert "cracks" in out


def test_sample_of_a_handover_has_columns_of_the_table() -> None:
    (sample,) = recipes("csv")
    head, row = csv.reader(sample.splitlines())
    assert set(head) <= set(contract.CLAIMS.names)
    assert len(head) == len(row)


def files_named() -> Iterator[str]:
    yield from re.findall(r"\]\(data/([^)]+)\)", PAGE)


def test_every_file_that_the_page_links_to_is_there(folder: Path) -> None:
    assert [name for name in files_named() if not (folder / name).is_file()] == []


def test_every_file_has_its_place_on_the_page(folder: Path) -> None:
    """Tables by their headings, everything else by a link or by name."""
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        table = name.partition(".")[0] in contract.BY_NAME and name.endswith((".json", ".csv"))
        assert path.is_dir() or table or name.startswith("schemas/") or f"`{name}`" in PAGE or name == "metadata.json", name
