"""One archive of a state of the record: site, data, what it was built with; the same bytes for the same state."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from generator import export

ROOT_FILES = ("README.md", "LICENSE", "LICENSE-facts", "CITATION.cff")
PACKAGES = "sbom.cdx.json"
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the first that a zip can tell: an archive has no clock


class ReleaseError(Exception):
    """The archive cannot be made; the message is for the user."""


def archive(site: Path, data: Mapping[str, bytes], home: Path, name: str) -> bytes:
    """Return a zip with the built `site`, the `data` files, the project's own notes and the list of packages.

    Everything stands in one folder called `name`, with checksums. Raises ReleaseError, OSError.
    """
    if not (site / "index.html").is_file():
        raise ReleaseError(f"there is no site in {site}\nmend: make site")
    files = {
        f"site/{path.relative_to(site).as_posix()}": path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()
    }
    files |= {f"data/{name}": body for name, body in data.items()}
    files |= {name: (home / name).read_bytes() for name in ROOT_FILES}
    files[PACKAGES] = packages(home)
    files[export.SUMS] = export.checksums(files)
    return packed({f"{name}/{path}": body for path, body in files.items()})


def packages(home: Path) -> bytes:
    """Return the locked packages that the site is built with, as CycloneDX (https://cyclonedx.org/). Raises ReleaseError."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / PACKAGES
        command = [sys.executable, "-m", "cyclonedx_py", "requirements", "--output-reproducible", "--of", "JSON",
                   "--pyproject", str(home / "pyproject.toml"), "-o", str(made),
                   str(home / "requirements" / "runtime.txt")]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode or not made.is_file():
            told = (done.stderr or done.stdout).strip().splitlines()[-1:] or ["it said nothing"]
            raise ReleaseError(
                f"the list of packages cannot be made: {told[0]}\nmend: make release, which installs what it needs"
            )
        return made.read_bytes()


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of files in one order, without times and owners."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for name, body in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            made.writestr(entry, body)
    return out.getvalue()
