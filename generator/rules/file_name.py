"""A file's name is its id: small letters, digits and single hyphens, ending in `.yml`, in the folder of its kind.

bad:
    facts/actors/Town_Band.yaml

good:
    facts/actors/town-band.yml
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.load import FOLDERS
from generator.model import Record
from generator.problems import Problem, did_you_mean
from generator.schema import ID, ID_LENGTH

WHY = "the name becomes the id, the address of a page and a file on every system"
RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    "index",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)),
}


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each file that is in the wrong place or has a name that is no id."""
    for checked, fault in record.faults("file-name"):
        name = checked.document.file.rpartition("/")[2]
        if fault.detail == "ending":
            what, hint = f"`{name}` does not end in `.yml`", ""
            mend = f"rename it to `{suggestion(checked.document.id)}.yml`"
        else:
            what, hint = f"nothing in a record is called `{name}`", did_you_mean(name, FOLDERS)
            mend = "put it into one of sources/, questions/, events/, actors/, places/"
        yield checked.problem_at("file-name", 0, 0, 0, what, why=WHY, mend=mend, hint=hint)
    for checked in record.checked:
        ident = checked.document.id
        if checked.document.kind in FOLDERS.values() and not any(f.rule == "file-name" for f in checked.document.faults):
            if ident in RESERVED:
                what, mend = f"the name `{ident}` is reserved", f"choose another, such as `{ident}-1`"
            elif not ID.fullmatch(ident) or len(ident) > ID_LENGTH:
                what = f"`{ident}` is no id: small letters a to z, digits and single hyphens, at most {ID_LENGTH} of them"
                mend = f"rename the file to `{suggestion(ident)}.yml`"
            else:
                continue
            yield checked.problem_at("file-name", 0, 0, 0, what, why=WHY, mend=mend)


def suggestion(name: str) -> str:
    """Return the id nearest to `name`."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:ID_LENGTH].strip("-") or "a-name"
