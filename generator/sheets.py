"""Reads tables that are handed over: a CSV file, a folder or zip of them, a Frictionless package; every cell with its place.

What spreadsheets do to a table is undone where it is certain (byte order mark, line ends, separators, the apostrophe
before a formula) and told where it is not (another encoding, dates that were rewritten, error values).
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator import cells
from generator.contract import BY_NAME, Column, Table
from generator.problems import Problem, did_you_mean

MOST_BYTES = 64 * 1024 * 1024  # of one table
MOST_CELL = 20_000  # characters
PACKAGE = "datapackage.json"
# The tables about documents; those that stand beside a single CSV file come along with it.
OF_SOURCES = ("sources", "claims", "further_quotes", "derivations", "sums", "set_aside")
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
BOOKS = (".xlsx", ".xls", ".ods", ".numbers")

UNREADABLE = "unreadable"  # what no table can be made of
WHY_READ = "nothing can be taken from a file that cannot be read without doubt"


class SheetError(Exception):
    """The handed over file cannot be read at all; the message is for the user."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text with the place where it stands: the file, its row as a spreadsheet counts it, its column."""

    text: str
    file: str
    row: int
    number: int
    column: str

    @property
    def place(self) -> str:
        """The place in words: ``claims.csv, row 12, column `quote` (Q12)``."""
        return f"{self.file}, row {self.row}, column `{self.column}` ({letters(self.number)}{self.row})"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The cells of a row that are not empty, by the name of their column, and its first one."""

    cells: dict[str, Cell]
    first: Cell

    def text(self, name: str) -> str:
        """Return the text of a cell, empty where there is none."""
        return self.cells[name].text if name in self.cells else ""


@dataclass(frozen=True, slots=True)
class Handed:
    """What was handed over: the rows of each table, and what is wrong with them."""

    tables: dict[str, list[SheetRow]]
    problems: list[Problem]


def letters(number: int) -> str:
    """Return what a spreadsheet calls its column `number`, from 1."""
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def problem(cell: Cell, what: str, *, why: str, mend: str, hint: str = "", rule: str = "import") -> Problem:
    """Return a Problem at a cell."""
    return Problem(cell.place, 0, 0, rule, what, why, mend, hint=hint)


def in_file(file: str, what: str, mend: str, *, row: int = 0, hint: str = "") -> Problem:
    """Return a Problem with a file as a whole, or with one of its rows."""
    return Problem(f"{file}, row {row}" if row else file, 0, 0, UNREADABLE, what, WHY_READ, mend, hint=hint)


def read(path: Path) -> Handed:
    """Return every table that `path` holds. Raises SheetError when it is nothing that holds tables, OSError."""
    files, problems = _files(path)
    tables: dict[str, list[SheetRow]] = {}
    for table, (name, body, wanted) in files.items():
        found = _Sheet(BY_NAME[table], name)
        tables[table] = found.read(body, wanted)
        problems += found.problems
    return Handed(tables, problems)


Files = dict[str, tuple[str, bytes, str]]  # by table: the file's name, its content, the separator that it declares


def _files(path: Path) -> tuple[Files, list[Problem]]:
    if path.name == PACKAGE:
        path = path.parent
    if path.is_dir():
        names = [entry.name for entry in sorted(path.iterdir()) if entry.is_file()]
        return _chosen(names, lambda name: _limited(path / name), path)
    if not path.is_file():
        raise SheetError(f"there is no file {path}\nmend: name a CSV file, a folder of them, or a zip of such a folder")
    if path.suffix.lower() in BOOKS:
        raise SheetError(
            f"{path} is a spreadsheet program's own file\nmend: save each of its sheets as “CSV UTF-8” and name one"
        )
    if zipfile.is_zipfile(path):
        return _zipped(path)
    table = path.stem if path.stem in BY_NAME else "claims"
    files: Files = {table: (path.name, _limited(path), "")}
    if table in OF_SOURCES:
        for other in OF_SOURCES:
            beside = path.with_name(f"{other}.csv")
            if other != table and beside.is_file():
                files[other] = (beside.name, _limited(beside), "")
    return files, []


def _limited(path: Path) -> bytes:
    if path.stat().st_size > MOST_BYTES:
        raise SheetError(f"{path} is larger than {MOST_BYTES // 1024 // 1024} MB\nmend: hand it over in parts")
    return path.read_bytes()


def _zipped(path: Path) -> tuple[Files, list[Problem]]:
    """Return the tables of a zip, read in memory; its members may stand in one folder."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = {member.filename: member for member in archive.infolist() if not member.is_dir()}
            tops = {PurePosixPath(name).parts[0] for name in members if "/" in name}
            bare = all("/" in name for name in members) and len(tops) == 1
            top = f"{tops.pop()}/" if bare else ""

            def content(name: str) -> bytes:
                member = members[top + name]
                if member.file_size > MOST_BYTES:
                    raise SheetError(f"{name} in {path} is too large\nmend: hand it over in parts")
                with archive.open(member) as source:
                    return source.read(MOST_BYTES)

            return _chosen([name.removeprefix(top) for name in members], content, path)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise SheetError(f"cannot read {path}: {error}\nmend: make the zip anew, without a password") from None


def _chosen(names: list[str], content: Callable[[str], bytes], path: Path) -> tuple[Files, list[Problem]]:
    """Return those of the files that hold tables: what a package declares, else every CSV file by its name."""
    if PACKAGE in names:
        return _declared(names, content)
    files: Files = {}
    problems: list[Problem] = []
    for name in names:
        if name.lower().endswith(".csv"):
            table = name[:-4]
            if table in BY_NAME:
                files[table] = (name, content(name), "")
            else:
                problems.append(_unknown_table(name, table))
    if not files and not problems:
        raise SheetError(
            f"{path} holds no CSV file\nmend: save each table as CSV, named as docs/data.md names it: claims.csv ..."
        )
    return files, problems


def _declared(names: list[str], content: Callable[[str], bytes]) -> tuple[Files, list[Problem]]:
    files: Files = {}
    problems: list[Problem] = []
    try:
        package = json.loads(content(PACKAGE).decode("utf-8-sig"))
        resources = [
            (str(one["name"]).replace("-", "_"), one["path"], one.get("dialect") or {}) for one in package["resources"]
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SheetError(
            f"{PACKAGE} is no Frictionless package: {error!r}\nmend: every resource has a `name` and a `path`"
        ) from None
    for table, file, dialect in resources:
        if table not in BY_NAME:
            problems.append(_unknown_table(PACKAGE, table))
        elif not isinstance(file, str) or file not in names:
            problems.append(
                in_file(PACKAGE, f"the file of `{table}` is not in the package: {file!r}", "put it beside the package")
            )
        else:
            separator = dialect.get("delimiter", "") if isinstance(dialect, dict) else ""
            files[table] = (file, content(file), separator if separator in SEPARATORS else "")
    return files, problems


def _unknown_table(file: str, table: str) -> Problem:
    mend = f"name it as one of: {', '.join(BY_NAME)}; or take it out"
    return in_file(file, f"the record has no table `{table}`", mend, hint=did_you_mean(table, BY_NAME))


# Free texts stay as they are, white space included; everything else is trimmed.
FREE = frozenset(
    {
        "quote",
        "says",
        "before",
        "after",
        "exception",
        "note",
        "title",
        "topic",
        "about",
        "name",
        "words",
        "why",
        "unit",
        "role",
        "as",
    }
)
_ERRORS = re.compile(r"#(?:REF!|NAME\?|VALUE!|DIV/0!|N/A|NULL!|NUM!|SPILL!)")
_DATES = frozenset({"said", "as_of", "over", "published", "from", "until"})
_REWRITTEN = (
    (
        re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2}|\d{4})"),
        "can be read in two ways",
        "day and month change places from country to country",
    ),
    (re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d.*"), "is a day with a time of day", "the spreadsheet added it"),
    (re.compile(r"[2-6]\d{4}(?:\.0)?"), "is a spreadsheet's own number for a day", "no reader knows which day it is"),
)
_AS_TEXT = "format the column as text and write the day as YYYY-MM-DD, or what is known of it as YYYY-MM or YYYY"


class _Sheet:
    """Reads one table."""

    def __init__(self, table: Table, file: str) -> None:
        self.table, self.file = table, file
        self.problems: list[Problem] = []

    def read(self, body: bytes, separator: str) -> list[SheetRow]:
        """Return the rows of the table; what is wrong with them is in `problems`."""
        text = self._decoded(body)
        if text is None:
            return []
        separator = separator or self._separator(text)
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        csv.field_size_limit(max(csv.field_size_limit(), MOST_BYTES))
        rows: list[SheetRow] = []
        columns: list[str] = []
        number = 0
        try:
            for number, line in enumerate(lines, 1):
                if number == 1:
                    columns = self._columns(line)
                elif any(text.strip() for text in line):
                    rows += self._row(number, columns, line)
        except csv.Error as error:
            told = "a quotation mark is opened and never closed, or text follows a closing one"
            mend = "put quotation marks around the cell, and double those in it"
            self._tell(f"the row cannot be read: {told} ({error})", mend, row=number + 1)
        if not number:
            self._tell("the file is empty", f"its first row names the columns: {', '.join(self.table.names)}")
        return rows

    def _tell(self, what: str, mend: str, row: int = 0, hint: str = "") -> None:
        self.problems.append(in_file(self.file, what, mend, row=row, hint=hint))

    def _decoded(self, body: bytes) -> str | None:
        if body.startswith((b"\xff\xfe", b"\xfe\xff")):
            self._tell("the file is “Unicode text” (UTF-16)", "save it as “CSV UTF-8”")
            return None
        try:
            text = body.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            row = body[: error.start].count(b"\n") + 1
            self._tell(f"the file is not UTF-8; it looks like {_looks_like(body)}", "save it as “CSV UTF-8”", row=row)
            return None
        if "\0" in text:
            self._tell("there is a NUL character", "export the table anew", row=text[: text.index("\0")].count("\n") + 1)
            return None
        return text

    def _separator(self, text: str) -> str:
        """Return the separator that makes most known columns of the first line."""
        head = text.partition("\n")[0].strip("\r")
        known = set(self.table.names)
        return max(SEPARATORS, key=lambda one: len(known & {name.strip(' "') for name in head.split(one)}))

    def _columns(self, line: list[str]) -> list[str]:
        names = [name.strip() for name in line]
        while names and not names[-1]:
            names.pop()
        for number, name in enumerate(names, 1):
            at = Cell(name, self.file, 1, number, name)
            if name not in self.table.names:
                told = f"the table `{self.table.name}` has no column `{name}`" if name else "a column has no name"
                mend = f"name it as one of: {', '.join(self.table.names)}; or take the column out"
                hint = did_you_mean(name, self.table.names)
                self.problems.append(
                    problem(at, told, why="nothing that is handed over is dropped in silence", mend=mend, hint=hint)
                )
            elif name in names[: number - 1]:
                self.problems.append(
                    problem(at, f"two columns are called `{name}`", why=WHY_READ, mend="take one of them out")
                )
        return names

    def _row(self, number: int, columns: list[str], line: list[str]) -> Iterator[SheetRow]:
        if any(text.strip() for text in line[len(columns) :]):
            self._tell(f"the row has {len(line)} cells, the first row names {len(columns)} columns",
                       "put a cell that holds the separator in quotation marks", row=number)  # fmt: skip
            return
        found: dict[str, Cell] = {}
        for place, (name, text) in enumerate(zip(columns, line, strict=False), 1):
            if name in self.table.names and name not in found and text.strip():
                cell = self._cell(self.table.column(name), Cell(_plain(name, text), self.file, number, place, name))
                if cell:
                    found[name] = cell
        if found:
            yield SheetRow(found, next(iter(found.values())))

    def _cell(self, column: Column, cell: Cell) -> Cell | None:
        text = cell.text
        if len(text) > MOST_CELL:
            mend = f"a cell holds {MOST_CELL} characters at most: a quote is a phrase, not a document"
            self.problems.append(problem(cell, f"the cell holds {len(text)} characters", why=WHY_READ, mend=mend))
            return None
        if _ERRORS.fullmatch(text):
            mend = "correct the formula, or write what the cell is to say"
            self.problems.append(problem(cell, f"`{text}` is an error of the spreadsheet", why=WHY_READ, mend=mend))
        if column.name in _DATES:
            for pattern, told, why in _REWRITTEN:
                if pattern.fullmatch(text):
                    self.problems.append(problem(cell, f"`{text}` {told}", why=why, mend=_AS_TEXT))
                    break
        return cell


def _plain(name: str, text: str) -> str:
    text = cells.unguarded(text.replace("\r\n", "\n"))
    return text if name in FREE else text.strip()


def _looks_like(body: bytes) -> str:
    """Return which encoding a file has by the look of it: in Cyrillic, letters beyond ASCII stand in runs."""
    beyond = [len(run) for run in re.findall(rb"[\xc0-\xff\xa8\xb8]+", body)]
    longer = sum(size for size in beyond if size > 2)
    return "Windows-1251 (Cyrillic)" if longer * 2 > sum(beyond) else "Windows-1252 (Western European)"
