"""What is known of this copy of the record beside its facts: its version and history, and where the site will stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator import revisions, version
from generator.log import Log
from generator.version import Version

SITE = "Side by Side"


@dataclass(frozen=True, slots=True)
class Edition:
    """This copy: `address` is that of the site, with a slash at its end, `repository` that of its sources; or empty."""

    version: Version = field(default_factory=Version)
    log: Log = field(default_factory=Log)
    site: str = SITE
    address: str = ""
    repository: str = ""


def of(folder: Path, settings: Mapping[str, str], cache: Path | None = revisions.CACHE) -> Edition:
    """Return the edition of a folder of facts with the settings of an environment. Raises OSError."""
    log = revisions.read_log(folder, cache)
    address, repository = settings.get("SITE_URL", "").strip(), settings.get("REPOSITORY_URL", "").strip()
    return Edition(
        version.of(folder, log),
        log,
        settings.get("SITE_NAME") or SITE,
        f"{address.rstrip('/')}/" if address else "",
        repository.rstrip("/"),
    )
