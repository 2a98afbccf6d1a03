"""The record as it is: the facts hold, and a site is made of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).parent.parent


def run(*arguments: str) -> None:
    """Run a command of the generator, and fail with what it tells."""
    done = subprocess.run([sys.executable, "-m", "generator", *arguments], cwd=HOME, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_facts_have_no_problems() -> None:
    """Warnings count, too."""
    run("check", "--strict")


def test_a_site_is_made_of_them(tmp_path: Path) -> None:
    """Every page is there, and no link leads nowhere: the build is strict."""
    run("build", "--site", str(tmp_path / "site"))
    wanted = [f"{folder}/{path.stem}" for folder in ("questions", "sources") for path in HOME.glob(f"facts/{folder}/*.yml")]
    missing = [name for name in wanted if not (tmp_path / "site" / name / "index.html").is_file()]
    assert missing == []
