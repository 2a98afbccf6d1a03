"""What the project is built with: locked by hashes, wheels alone, under known licences, and as many packages as is said."""

from __future__ import annotations

import re
import subprocess
from importlib import metadata
from pathlib import Path

import jinja2
import pytest
from jinja2.bccache import Bucket
from sites import HOME

from generator import environment

LOCKS = ("runtime", "ingest", "release", "test", "fuzz")
LICENCES = dict(
    line.split(" ", 1)
    for line in (HOME / "requirements/licences.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)
# What the licences of the packages may be. None of them asks that this project, or what it writes, be under it.
ALLOWED = {
    "0BSD", "Apache-2.0", "Artistic-1.0-Perl", "BSD-2-Clause", "BSD-2-Clause-Views", "BSD-3-Clause", "Bitstream-Vera",
    "CNRI-Python", "ISC", "MIT", "MIT-CMU", "MPL-1.1", "MPL-2.0", "PSF-2.0", "W3C-20150513",
}  # fmt: skip
FAMILIES = {
    "MIT License": "MIT", "BSD License": "BSD", "Apache Software License": "Apache", "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL", "Python Software Foundation License": "PSF",
}  # fmt: skip


def locked(name: str) -> list[str]:
    """Return the packages of a lock file; one that is locked for two conditions is there twice."""
    text = (HOME / f"requirements/{name}.txt").read_text(encoding="utf-8")
    return re.findall(r"^([\w.-]+)==", text, re.M)


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_hashes(name: str) -> None:
    text = (HOME / f"requirements/{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[\w.-]+==)", text)[1:]
    assert len(entries) == len(locked(name)) > 0
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert not re.search(r"^(?:-e|--index-url|--extra-index-url|git\+|https?:)", text, re.M)


def test_installing_runs_no_code_of_packages() -> None:
    """A wheel is unpacked; what is no wheel is built, by a program of its own."""
    makefile = (HOME / "Makefile").read_text(encoding="utf-8")
    installs = re.findall(r"^PIP .*|pip install.*", makefile, re.M)
    assert installs
    assert all("--require-hashes" in line and "--only-binary :all:" in line and "--no-deps" in line for line in installs)


def test_every_locked_package_has_a_licence_that_is_allowed() -> None:
    names = {name for lock in LOCKS for name in locked(lock)}
    assert set(LICENCES) == names
    for name, licence in LICENCES.items():
        choices = [set(choice.split(" AND ")) for choice in licence.split(" OR ")]
        assert any(choice <= ALLOWED for choice in choices), f"{name}: {licence}"


@pytest.mark.parametrize("name", sorted(LICENCES))
def test_a_package_declares_the_licence_that_is_listed(name: str) -> None:
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        pytest.skip(f"{name} is not installed here")
    if expression := about.get("License-Expression"):
        assert LICENCES[name] == expression
    for classifier in about.get_all("Classifier", []):
        kind = FAMILIES.get(classifier.rpartition(" :: ")[2])
        assert not kind or not classifier.startswith("License") or kind in LICENCES[name] or name in DISAGREE, classifier


# Its classifier says Apache, its own field and its file say MIT.
DISAGREE = {"rfc3987-syntax"}


@pytest.mark.parametrize("name", LOCKS)
def test_the_numbers_of_packages_are_those_that_are_told(name: str) -> None:
    told = dict(re.findall(r"^\| `(\w+)\.txt` \| (\d+) \|", (HOME / "docs/security.md").read_text(encoding="utf-8"), re.M))
    assert int(told[name]) == len(locked(name))
    if name == "runtime":
        asked = re.findall(r"^[\w-]+", (HOME / "requirements/runtime.in").read_text(encoding="utf-8"), re.M)
        stack = (HOME / "docs/stack.md").read_text(encoding="utf-8")
        assert f"{len(locked(name))} packages to build the site, of which {WORDS[len(asked)]} are asked for by name" in stack


WORDS = {10: "ten", 11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen"}


def test_nothing_that_a_build_keeps_is_in_the_repository() -> None:
    """Compiled templates are programs, and nobody reads them in a proposal."""
    done = subprocess.run(
        ["git", "ls-files", "--", ".cache", "site", ".venv", "*.pyc", "*.pyo", "*.so", "*.pth", "*.whl"],
        cwd=HOME, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        pytest.skip("this copy of the project is not a repository of git")
    assert done.stdout == ""


def test_ci_runs_no_program_that_lies_in_a_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody could put one into a proposal."""
    monkeypatch.chdir(tmp_path)
    template = jinja2.Template("x")
    kept = environment._Compiled(tmp_path)
    bucket = Bucket(template.environment, kept.get_cache_key("page.md.j2"), "of this text")
    bucket.code = compile("evil = True", "x", "exec")
    kept.dump_bytecode(bucket)
    for ci, taken in (("", True), ("true", False)):
        monkeypatch.setenv("CI", ci)
        found = Bucket(template.environment, bucket.key, "of this text")
        environment._Compiled(tmp_path).load_bytecode(found)
        assert (found.code is not None) == taken
