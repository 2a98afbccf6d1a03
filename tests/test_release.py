"""The release archive: everything in it, the same bytes each time, and what is said where something is missing."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from sites import GOLDEN_FACTS, HOME, built, run, tree

from generator import parquet, release, version

needs_tools = pytest.mark.skipif(
    not parquet.available(), reason="the packages of requirements/release.txt are not installed"
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a project with a built site and what a release takes along."""
    home = tmp_path / "home"
    shutil.copytree(built("golden"), home, symlinks=True)
    for name in ("pyproject.toml", "requirements", *release.ROOT_FILES):
        (home / name).symlink_to(HOME / name)
    return home


@needs_tools
def test_archive_holds_site_data_and_packages_and_is_the_same_each_time(home: Path) -> None:
    done = run(home, "release")
    assert done.returncode == 0, done.stderr
    name = f"side-by-side-{version.of(GOLDEN_FACTS).digest}"
    made = home / "build" / "release" / f"{name}.zip"
    first = made.read_bytes()
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.testzip() is None
        files = {entry.removeprefix(f"{name}/"): archive.read(entry) for entry in archive.namelist()}
        assert len(files) == len(archive.namelist())
    site = tree(home / "site")
    assert {path.removeprefix("site/"): body for path, body in files.items() if path.startswith("site/")} == site
    data = {path.removeprefix("data/"): body for path, body in files.items() if path.startswith("data/")}
    assert {path: body for path, body in data.items() if not path.startswith("parquet/")} == tree(home / "site" / "data")
    assert "parquet/claims.parquet" in data
    for path in release.ROOT_FILES:
        assert files[path] == (HOME / path).read_bytes()
    sums = dict(reversed(line.split("  ", 1)) for line in files.pop("SHA256SUMS").decode().splitlines())
    assert sums == {path: hashlib.sha256(body).hexdigest() for path, body in files.items()}
    packages = json.loads(files["sbom.cdx.json"])
    assert packages["bomFormat"] == "CycloneDX"
    locked = {
        line.partition("==")[0] for line in (HOME / "requirements/runtime.txt").read_text().splitlines() if "==" in line
    }
    assert {one["name"] for one in packages["components"]} == locked
    assert "timestamp" not in packages.get("metadata", {})
    made.unlink()
    assert run(home, "release").returncode == 0
    assert made.read_bytes() == first


@needs_tools
def test_without_a_site_there_is_no_archive(home: Path) -> None:
    shutil.rmtree(home / "site")
    done = run(home, "release")
    assert done.returncode == 2
    assert "there is no site in site\nmend: make site" in done.stderr
    assert not (home / "build" / "release").exists()


@pytest.mark.parametrize("command", [["release"], ["export", "--parquet"]])
def test_without_its_tools_it_says_how_to_get_them(home: Path, command: list[str]) -> None:
    """DuckDB hidden: a module of that name that cannot be found."""
    code = (
        "import sys; from generator import parquet; parquet.available = lambda: False\n"
        f"from generator.__main__ import main; sys.exit(main({command!r}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=home, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "which is not installed\nmend: make release" in done.stderr
    assert not (home / "build" / "release").exists()
    assert not (home / "build" / "data").exists()


def test_citation_file_is_valid() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format", "CITATION.cff"]
    done = subprocess.run(command, cwd=HOME, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
