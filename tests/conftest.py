"""What every test module shares: the small valid record, and expected texts that `make golden` renews."""

from __future__ import annotations

import difflib
import os
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# No test depends on a clock, and a run of CI can be repeated: there, the examples are the same each time.
settings.register_profile(
    "steady", deadline=None, derandomize=bool(os.environ.get("CI")), suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")

BASE = Path(__file__).parent / "base"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="write the expected messages and pages anew (make golden)")


def pytest_configure(config: pytest.Config) -> None:
    """Give the whole sites of this run a folder; the processes that share a run find its name in their environment."""
    if "SIDE_BY_SIDE_TESTS" not in os.environ:
        folder = tempfile.mkdtemp(prefix="side-by-side-tests-")
        os.environ["SIDE_BY_SIDE_TESTS"] = folder
        config.add_cleanup(partial(shutil.rmtree, folder, ignore_errors=True))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Return a function that holds a text against a file with the expected text, or with --renew writes that file."""

    def hold(path: Path, text: str) -> None:
        if request.config.getoption("--renew"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        expected = path.read_text(encoding="utf-8") if path.exists() else ""
        if text != expected:
            lines = difflib.unified_diff(expected.splitlines(), text.splitlines(), "expected", "now", lineterm="")
            shown = path.relative_to(BASE.parent.parent)
            pytest.fail(f"{shown} differs; if the change is meant: make golden\n" + "\n".join(lines), pytrace=False)

    return hold


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the small valid record as the folder `facts` of the current directory."""
    shutil.copytree(BASE, tmp_path / "facts")
    monkeypatch.chdir(tmp_path)
    return Path("facts")
