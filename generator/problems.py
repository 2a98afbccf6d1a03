"""Problems are data; the three printers that show them stand beside."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from difflib import get_close_matches
from typing import Literal

Level = Literal["error", "warning"]
Format = Literal["text", "github", "json"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in a fact file, where, why it matters and how to mend it.

    `line` and `column` count from 1; 0 means the file as a whole. `excerpt` is the author's own line and
    `width` the number of characters under the caret.
    """

    file: str
    line: int
    column: int
    rule: str
    what: str
    why: str
    mend: str
    level: Level = "error"
    hint: str = ""
    excerpt: str = ""
    width: int = 1


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``did you mean `x`?`` for the nearest of `known`, or nothing when none is near."""
    near = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`?" if near else ""


def show(problems: Iterable[Problem], form: Format = "text") -> str:
    """Return all `problems`, sorted, in one of the forms `text`, `github` or `json`."""
    ordered = [_printable(problem) for problem in sorted(problems)]
    if form == "json":
        return json.dumps([_fields(problem) for problem in ordered], ensure_ascii=False, indent=2) + "\n"
    printer = _github if form == "github" else _text
    return "".join(printer(problem) for problem in ordered)


def _fields(problem: Problem) -> dict[str, object]:
    return asdict(problem) | {"excerpt": _visible(_window(problem.excerpt, problem.column)[0])}


def summary(problems: Iterable[Problem]) -> str:
    """Return one line that counts errors and warnings and the files that have them."""
    found = list(problems)
    errors = sum(problem.level == "error" for problem in found)
    parts = [_count(errors, "error")] if errors else []
    if len(found) > errors:
        parts.append(_count(len(found) - errors, "warning"))
    files = len({problem.file for problem in found})
    return f"{' and '.join(parts)} in {_count(files, 'file')}" if found else "no problems"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _text(problem: Problem) -> str:
    """The form that rustc made familiar: place, what, the line with a caret, why, mend."""
    place = f"{problem.file}:{problem.line}:{problem.column}" if problem.line else problem.file
    lines = [f"{place}: {problem.level}[{problem.rule}]: {problem.what}"]
    if problem.excerpt:
        number = f"{problem.line:>5}"
        excerpt, before = _window(problem.excerpt, problem.column)
        excerpt = _visible(excerpt)
        width = max(1, min(problem.width, len(excerpt) - before))
        lines.append(f"{number} | {excerpt}")
        caret = f"{' ' * len(number)} | {_blank(excerpt[:before])}{'^' * width}"
        lines.append(f"{caret} {problem.hint}".rstrip())
    elif problem.hint:
        lines.append(f"  {problem.hint}")
    lines += [f"  why: {problem.why}", f"  mend: {problem.mend}"]
    return "\n".join(lines) + "\n"


def _window(excerpt: str, column: int, most: int = 110) -> tuple[str, int]:
    """Cut a very long line to the part around the column; return it and the caret's offset in it."""
    offset = min(column - 1, len(excerpt))
    if len(excerpt) <= most:
        return excerpt, offset
    start = max(0, min(offset - most // 3, len(excerpt) - most))
    cut = excerpt[start : start + most]
    head, tail = ("..." if start else ""), ("..." if start + most < len(excerpt) else "")
    return head + cut + tail, offset - start + len(head)


def _blank(text: str) -> str:
    return "".join("\t" if char == "\t" else " " for char in text)


# A message quotes its author at this length at most; a file of one line must not make every message as long as itself.
MOST_TOLD = 600


def _printable(problem: Problem) -> Problem:
    """Return the problem without what could steer a terminal or break an encoding, and cut to a length to read."""
    return replace(
        problem,
        file=_visible(problem.file),
        what=_shortened(problem.what),
        why=_visible(problem.why),
        mend=_shortened(problem.mend),
        hint=_shortened(problem.hint),
    )


def _shortened(text: str) -> str:
    return _visible(text if len(text) <= MOST_TOLD else f"{text[: MOST_TOLD - 100]} ... {text[-90:]}")


def _visible(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(
        "\ufffd" if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") and char not in "\t\u200c\u200d" else char
        for char in text
    )


def _github(problem: Problem) -> str:
    """A workflow command; the platform shows it at the line of the pull request."""
    told = "\n".join(filter(None, [problem.what, problem.hint, f"why: {problem.why}", f"mend: {problem.mend}"]))
    place = f"file={_property(problem.file)}"
    if problem.line:
        place += f",line={problem.line},col={problem.column}"
    return f"::{problem.level} {place},title={_property(problem.rule)}::{_data(told)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
