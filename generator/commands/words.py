"""The command `words`: write the fingerprint of a source beside it."""

from __future__ import annotations

import argparse

from generator import evidence, writing
from generator.commands import CLEAN, USAGE, tell


def run(arguments: argparse.Namespace) -> int:
    """Write the fingerprint of a source beside it."""
    source = arguments.facts / "sources" / f"{arguments.source}.yml"
    if not source.is_file():
        tell(f"there is no source {source}\nmend: write the source file first, or correct the id")
        return USAGE
    try:
        text = arguments.text.read_bytes().decode("utf-8-sig")
    except OSError as error:
        tell(f"cannot read {arguments.text}: {error.strerror}")
        return USAGE
    except UnicodeDecodeError as error:
        tell(f"{arguments.text} is not UTF-8 (byte {error.start}): save it as UTF-8 text")
        return USAGE
    fingerprint = evidence.make(text)
    if not any(fingerprint.runs):
        tell(f"{arguments.text} holds no paragraph of four words or more: is it the document's text?")
        return USAGE
    writing.write_whole(source.with_suffix(".words"), evidence.dump(fingerprint).encode())
    tell(f"wrote {source.with_suffix('.words')}: {fingerprint.paragraphs} paragraphs, {sum(fingerprint.counts)} words")
    return CLEAN
