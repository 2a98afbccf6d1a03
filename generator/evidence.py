"""Tells whether a quote stands in a paragraph of a source, word for word, without holding the source's text.

A fingerprint is, for each paragraph, the truncated keyed hashes of its runs of four words, in their order. A quote of four
words or more stands in a paragraph when the hashes of its own runs stand there one after another. What is folded before
hashing: Unicode NFC, white space, dashes, quotation marks; nothing else, so digits, letters and the punctuation
between words must be equal. What a fingerprint reveals, and how likely a false match is, stands in docs/method.md.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from generator import files

RUN = 4
CODE = 5  # characters of base64 a run: 30 bits
FORMAT = "side-by-side words 1"
MOST_BYTES = 8_388_608

# All dashes and hyphens become one, all quotation marks of a kind become one.
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u058a\ufe58\ufe63\uff0d"
_DOUBLE = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02"
_SINGLE = "\u2018\u2019\u201a\u201b\u2039\u203a\u02bc\u2032\uff07`\u00b4"
FOLD: dict[int, str] = {ord(char): "-" for char in _DASHES}
# A long dash parts words, with or without spaces around it; a short one can join them.
FOLD |= {ord(char): " - " for char in "\u2014\u2015"}
FOLD |= {ord(char): '"' for char in _DOUBLE} | {ord(char): "'" for char in _SINGLE}

# What may cling to a word from outside without being part of it; applied after folding.
BEFORE = "\"'([{<*#-\u00a1\u00bf\u2026\u2022"
AFTER = "\"')]}>*.,;:!?-\u2026\u0589\u055d\u055c\u055e\u060c\u061b\u061f\u06d4"


class FingerprintError(ValueError):
    """The file is no whole fingerprint; the message says what is wrong with it."""


@dataclass(frozen=True)
class Fingerprint:
    """The runs of words of a text, hashed; and the SHA-256 of the folded text.

    `runs` holds for each paragraph the codes of its runs, `CODE` characters each, joined in their order; `counts` its
    number of words.
    """

    sha256: str
    counts: tuple[int, ...]
    runs: tuple[str, ...]

    @property
    def paragraphs(self) -> int:
        """The number of non-empty lines of the text."""
        return len(self.runs)

    @cached_property
    def _salt(self) -> bytes:
        return bytes.fromhex(self.sha256)

    def find(self, quote: str) -> list[int]:
        """Return the numbers, from 1, of the paragraphs that hold `quote`; none when it is shorter than a run."""
        codes = self._codes(quote)
        return [number for number, known in enumerate(self.runs, 1) if _times(codes, known)]

    def stands_in(self, quote: str, paragraph: int) -> bool:
        """Return whether `quote` stands in that paragraph; cheaper than `find`."""
        return 1 <= paragraph <= len(self.runs) and _times(self._codes(quote), self.runs[paragraph - 1]) > 0

    def times(self, quote: str) -> int:
        """Return how often `quote` stands in the whole text."""
        codes = self._codes(quote)
        return sum(_times(codes, known) for known in self.runs if codes in known)

    def _codes(self, quote: str) -> str:
        return _codes(self._salt, quote)


@lru_cache(maxsize=65_536)  # several rules ask for the same quote
def _codes(salt: bytes, quote: str) -> str:
    return "".join(_code(salt, run) for run in runs_of(fold(quote)))


def _times(codes: str, known: str) -> int:
    """Return how often `codes` stand in `known`, counting only where a code begins."""
    found, at = 0, known.find(codes) if codes else -1
    while at >= 0:
        found += at % CODE == 0
        at = known.find(codes, at + 1)
    return found


def fold(text: str) -> str:
    """Return `text` in NFC with runs of white space, dashes and quotation marks made equal."""
    return " ".join(unicodedata.normalize("NFC", text).translate(FOLD).split())


def paragraphs(text: str) -> list[str]:
    """Return the non-empty lines of `text`, folded."""
    return [folded for line in text.splitlines() if (folded := fold(line))]


def words(folded: str) -> list[tuple[int, int]]:
    """Return start and end of each word of a folded text, without the punctuation that clings to it from outside."""
    found = []
    for match in re.finditer(r"\S+", folded):
        token, start = match.group(), match.start()
        head = len(token) - len(token.lstrip(BEFORE))
        if token[:head].count("-") == 1 and token[head - 1] == "-" and token[head : head + 1].isdigit():
            head -= 1  # a minus sign belongs to its number
        core = token[head:].rstrip(AFTER)
        if core:
            found.append((start + head, start + head + len(core)))
    return found


def core(folded: str) -> str:
    """Return a folded text from its first word to its last, without what clings to it from outside."""
    spans = words(folded)
    return folded[spans[0][0] : spans[-1][1]] if spans else ""


def runs_of(folded: str) -> Iterator[str]:
    """Yield every run of four words of a folded text, with the punctuation between them."""
    spans = words(folded)
    for first, last in zip(spans, spans[RUN - 1 :], strict=False):
        yield folded[first[0] : last[1]]


@lru_cache(maxsize=65_536)
def count_words(text: str) -> int:
    """Return the number of words of `text`."""
    return len(words(fold(text)))


def _code(salt: bytes, run: str) -> str:
    digest = hashlib.blake2b(run.encode(), digest_size=4, key=salt).digest()
    return base64.urlsafe_b64encode(digest)[:CODE].decode()


def digest(text: str) -> str:
    """Return the SHA-256 of a text, folded paragraph by paragraph, in hexadecimal digits."""
    return _digest(paragraphs(text))


def _digest(folded: list[str]) -> str:
    return hashlib.sha256("\n".join(folded).encode()).hexdigest()


def make(text: str) -> Fingerprint:
    """Return the fingerprint of a text."""
    folded = paragraphs(text)
    sha256 = _digest(folded)
    salt = bytes.fromhex(sha256)
    runs = tuple("".join(_code(salt, run) for run in runs_of(line)) for line in folded)
    return Fingerprint(sha256, tuple(len(words(line)) for line in folded), runs)


def dump(fingerprint: Fingerprint) -> str:
    """Return the text of a `.words` file: a head, a line a paragraph, and a seal over all of it."""
    lines = [FORMAT, f"sha256 {fingerprint.sha256}", f"paragraphs {fingerprint.paragraphs}"]
    for count, runs in zip(fingerprint.counts, fingerprint.runs, strict=True):
        lines.append(f"{count} {runs}".rstrip())
    body = "\n".join(lines) + "\n"
    return f"{body}seal {_seal(body)}\n"


def _seal(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:16]


_HEAD = re.compile(r"sha256 ([0-9a-f]{64})\nparagraphs (\d{1,7})", re.ASCII)
_ROW = re.compile(rf"(\d{{1,7}})(?: ((?:[\w-]{{{CODE}}})+))?", re.ASCII)


def parse(text: str) -> Fingerprint:
    """Return the fingerprint that a `.words` file holds. Raises FingerprintError."""
    body, mark, seal = text.rpartition("seal ")
    lines = body.splitlines()
    if not text.startswith(f"{FORMAT}\n"):
        raise FingerprintError(f"its first line is not `{FORMAT}`")
    if not mark:
        raise FingerprintError("it is cut short: its last line, the seal, is missing")
    if seal.strip() != _seal(body) or seal != f"{_seal(body)}\n":
        raise FingerprintError("it was changed since it was made: its seal does not fit")
    head = _HEAD.fullmatch("\n".join(lines[1:3]))
    rows = [_ROW.fullmatch(line) for line in lines[3:]]
    if not head or not all(rows):
        raise FingerprintError("it is not the text that the command writes")
    if len(rows) != int(head[2]):
        raise FingerprintError("it does not hold as many paragraphs as it says")
    runs = tuple(row[2] or "" for row in rows if row)
    return Fingerprint(head[1], tuple(int(row[1]) for row in rows if row), runs)


def read_all(folder: Path, sources: Iterable[str]) -> tuple[dict[str, Fingerprint], dict[str, str]]:
    """Return the fingerprints beside the sources, by source, and what is wrong with those that cannot be read."""
    found: dict[str, Fingerprint] = {}
    broken: dict[str, str] = {}
    for source in sources:
        path = folder / "sources" / f"{source}.words"
        try:
            found[source] = parse(files.read(path, MOST_BYTES).decode("ascii"))
        except FileNotFoundError:
            continue
        except (files.NotOrdinaryError, files.TooLargeError):
            broken[source] = "it is no ordinary file, or too large"
        except FingerprintError as error:
            broken[source] = str(error)
        except (OSError, ValueError):
            broken[source] = "it is not the text that the command writes"
    return found, broken
