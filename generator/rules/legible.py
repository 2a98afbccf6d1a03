"""A text is what it looks like: no word mixes scripts whose letters look alike, and no letter carries a pile of marks.

A Cyrillic `а` in a Latin word reads as another letter than it is; a pile of marks covers the lines around it.

bad:
    says: The cоuncil said that the bridge is open.

good:
    says: The council said that the bridge is open.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import characters
from generator.model import Record
from generator.problems import Problem

WHY = "a reader would see another text than the file holds, and a search would not find it"


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each word of two scripts and each pile of marks."""
    for checked, path, _, text, _ in record.texts():
        for word, scripts in characters.mixed(text):
            yield checked.problem(
                "legible", path, f"the word `{word}` mixes {' and '.join(scripts)} letters: {told(word, scripts)}", why=WHY,
                mend="type the word again in one script; in a quote, choose words beside it",
            )  # fmt: skip
        for run in characters.piled(text):
            yield checked.problem(
                "legible", path, f"here stand {len(run)} marks on one letter", why=WHY,
                mend="leave out what no language needs",
            )  # fmt: skip


def told(word: str, scripts: tuple[str, ...]) -> str:
    """Return which letters of a word belong to the script that has fewer of them."""
    letters = {script: [char for char in word if characters.script(char) == script] for script in scripts}
    fewest = min(scripts, key=lambda script: (len(letters[script]), script))
    return ", ".join(f"{char} (U+{ord(char):04X}) is {fewest}" for char in dict.fromkeys(letters[fewest]))
