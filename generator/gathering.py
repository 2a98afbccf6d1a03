"""Puts rows that were handed over into what the fact files hold: claims into their source, names into their actor."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from generator import schema
from generator.contract import BY_NAME, Table
from generator.problems import Problem, did_you_mean
from generator.schema import Entry
from generator.sheets import Cell, Handed, SheetRow, problem

Values = dict[str, Any]
KINDS: dict[str, tuple[str, type[Entry]]] = {
    "sources": ("source", schema.SourceFile), "questions": ("question", schema.QuestionFile),
    "actors": ("actor", schema.ActorFile), "events": ("event", schema.EventFile), "places": ("place", schema.PlaceFile),
}  # fmt: skip
# The tables whose rows are lists in a file: the file's table, the column that names the file, the list.
INNER = {
    "claims": ("sources", "source", "claims"), "derivations": ("sources", "source", "derived_from"),
    "sums": ("sources", "source", "sums"), "set_aside": ("sources", "source", "set_aside"),
    "populations": ("questions", "question", "populations"), "choices": ("questions", "question", "choices"),
    "notes": ("questions", "question", "notes"), "roles": ("actors", "actor", "roles"),
    "involvements": ("events", "event", "involved"), "containments": ("places", "place", "within"),
}  # fmt: skip
# What a column is called in a fact file, where it is called otherwise.
CALLED = {"containments": {"within": "place"}, "derivations": {"from": "source"}}
# What need not be there, because the schema says what holds without it.
LEFT_OUT = frozenset({"part", "decimals", "drifts", "unnamed", "time", "exclusive", "parts", "variant", "number"})
WHY_ID = "everything that belongs to it is found by its id"


@dataclass
class Item:
    """A fact file in the making: its fields, and the cell that it begins with."""

    kind: str
    id: str
    entry: type[Entry]
    values: Values
    first: Cell
    whole: bool = True  # whether its own row was handed over, not only what belongs to it


@dataclass
class Gathered:
    """Every file that the rows make, by kind and id, and what is wrong with the rows."""

    items: dict[tuple[str, str], Item] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def gather(handed: Handed) -> Gathered:
    """Return the files that the tables make."""
    made = Gathered(problems=list(handed.problems))
    for name, rows in handed.tables.items():
        made.problems += _lacking(BY_NAME[name], rows)
    for name in KINDS:
        for row in handed.tables.get(name, ()):
            _own_row(made, name, row)
    further = _further(made, handed.tables)
    for name in INNER:
        for row in _numbered(handed.tables.get(name, [])):
            _inner_row(made, name, row, further)
    for row in handed.tables.get("names", ()):
        _name(made, row)
    _singles(made, handed.tables)
    return made


def _lacking(table: Table, rows: list[SheetRow]) -> list[Problem]:
    """Tell once of each column that is needed and not there in any row, and of each cell that is empty in some."""
    if table.made:
        return []
    found = []
    for column in table.columns:
        if not column.needed or column.made or column.name in LEFT_OUT:
            continue
        empty = [row for row in rows if column.name not in row.cells]
        for row in empty[:1] if len(empty) == len(rows) else empty:
            at = row.first
            place = Cell("", at.file, at.row, at.number, at.column)
            every = " in every row" if len(rows) > 1 and len(empty) == len(rows) else ""
            told = f"the column `{column.name}` is empty or missing{every}"
            found.append(
                problem(place, told, why=f"it says: {column.meaning}", mend=f"fill in `{column.name}`", rule="missing-field")
            )
    return found


def _values(made: Gathered, table: str, row: SheetRow, leave: tuple[str, ...] = ()) -> Values:
    """Return the fields of a row as a fact file has them."""
    values: Values = {}
    for column in BY_NAME[table].columns:
        cell = row.cells.get(column.name)
        if cell is None or column.made or column.name in leave:
            continue
        name = CALLED.get(table, {}).get(column.name, column.name)
        if column.kind == "ids":
            values[name] = _listed(made, cell)
        elif column.kind == "boolean":
            values[name] = Cell(cell.text.lower(), cell.file, cell.row, cell.number, cell.column)
        else:
            values[name] = cell
    return values


def _listed(made: Gathered, cell: Cell) -> list[Cell]:
    if "," in cell.text:
        why = "a comma separates columns in many spreadsheets"
        made.problems.append(problem(cell, "a list has commas", why=why, mend="separate its ids by semicolons: `one; two`"))
    parts = [part.strip() for part in cell.text.split(";")]
    return [Cell(part, cell.file, cell.row, cell.number, cell.column) for part in parts if part]


def _own_row(made: Gathered, table: str, row: SheetRow) -> None:
    """Take a row that stands for a file of its own."""
    kind, entry = KINDS[table]
    cell = row.cells.get("id")
    if cell is None or (table == "questions" and "." in cell.text):  # an event's own questions are there by themselves
        return
    if not schema.ID.fullmatch(cell.text) or len(cell.text) > schema.ID_LENGTH:
        mend = f"use small letters, digits and single hyphens, at most {schema.ID_LENGTH} of them"
        made.problems.append(
            problem(cell, f"`{cell.text}` is no id", why="ids are names of files and parts of addresses", mend=mend)
        )
        return
    if (kind, cell.text) in made.items:
        first = made.items[kind, cell.text].first
        made.problems.append(
            problem(
                cell, f"`{cell.text}` is there already, in row {first.row}", why=WHY_ID, mend="give one of them another id"
            )
        )
        return
    made.items[kind, cell.text] = Item(kind, cell.text, entry, _values(made, table, row, ("id",)), cell)


def _owner(made: Gathered, table: str, cell: Cell) -> Item | None:
    """Return the file that a row belongs to; one that was not handed over itself is looked for in the facts later."""
    kind, entry = KINDS[table]
    if not schema.ID.fullmatch(cell.text):
        return None
    return made.items.setdefault((kind, cell.text), Item(kind, cell.text, entry, {}, cell, whole=False))


def _numbered(rows: list[SheetRow]) -> list[SheetRow]:
    """Return rows in the order of their column `number`, where they have one."""
    return sorted(rows, key=lambda row: int(row.text("number")) if row.text("number").isdecimal() else 0)


def _inner_row(made: Gathered, table: str, row: SheetRow, further: dict[str, list[Values]]) -> None:
    """Take a row that stands in the list of another file."""
    of, column, name = INNER[table]
    cell = row.cells.get(column)
    if cell is None:
        return
    item = _owner(made, of, cell)
    if item is None:
        made.problems.append(
            problem(cell, f"`{cell.text}` is no id", why=WHY_ID, mend="write the id of the file that it belongs to")
        )
        return
    values = _values(made, table, row, (column, "number"))
    if table in ("claims", "sums"):
        _short_ids(made, values, cell.text)
    if table == "claims":
        _claim(values, item, further)
    item.values.setdefault(name, []).append(values)


def _short_ids(made: Gathered, values: Values, source: str) -> None:
    """Write the ids of what stands in the file itself without the file's name."""
    ident = values.get("id")
    if ident is not None and "/" in ident.text and not ident.text.startswith(f"{source}/"):
        mend = f"begin it with `{source}/`, or correct the source"
        made.problems.append(problem(ident, f"`{ident.text}` names another source than `{source}`", why=WHY_ID, mend=mend))
    for name in ("id", "total", "parts", "less"):
        value = values.get(name)
        if isinstance(value, Cell):
            values[name] = _short(value, source)
        elif value:
            values[name] = [_short(one, source) for one in value]


def _short(cell: Cell, source: str) -> Cell:
    return Cell(cell.text.removeprefix(f"{source}/"), cell.file, cell.row, cell.number, cell.column)


def _claim(values: Values, item: Item, further: dict[str, list[Values]]) -> None:
    """Leave out what follows from the source, and add the further quotes."""
    if "part" in values and values["part"].text == "body":
        del values["part"]
    published = item.values.get("published")
    if "said" in values and published is not None and values["said"].text == published.text:
        del values["said"]
    if "id" in values:
        values["also"] = further.pop(f"{item.id}/{values['id'].text}", [])


def _further(made: Gathered, tables: dict[str, list[SheetRow]]) -> dict[str, list[Values]]:
    """Return the further quotes of each claim that was handed over, by its id."""
    known = {_full_id(row) for row in tables.get("claims", ())}
    found: dict[str, list[Values]] = {}
    for row in _numbered(tables.get("further_quotes", [])):
        cell = row.cells.get("claim")
        if cell is None:
            continue
        if cell.text not in known:
            made.problems.append(
                problem(cell, f"no claim `{cell.text}` is handed over", why="a further quote belongs to a claim",
                        mend="correct the id, `<source>/<claim>`", hint=did_you_mean(cell.text, known))
            )  # fmt: skip
            continue
        found.setdefault(cell.text, []).append(_values(made, "further_quotes", row, ("claim", "number")))
    return found


def _full_id(row: SheetRow) -> str:
    ident = row.text("id")
    return ident if "/" in ident else f"{row.text('source')}/{ident}"


def _name(made: Gathered, row: SheetRow) -> None:
    """Take a name of an actor or a place."""
    given = [
        (table, row.cells[column]) for table, column in (("actors", "actor"), ("places", "place")) if column in row.cells
    ]
    if len(given) != 1:
        told = "a name belongs to an actor or a place, and to one of them only"
        made.problems.append(problem(row.first, told, why=WHY_ID, mend="fill in either `actor` or `place`"))
        return
    table, cell = given[0]
    item = _owner(made, table, cell)
    if item is not None:
        item.values.setdefault("names", []).append(_values(made, "names", row, ("actor", "place")))


def _singles(made: Gathered, tables: dict[str, list[SheetRow]]) -> None:
    """Take the tables that are one file."""
    parties = tables.get("parties", [])
    if parties:
        listed = [_values(made, "parties", row) for row in parties]
        made.items["parties", "parties"] = Item(
            "parties", "parties", schema.PartiesFile, {"parties": listed}, parties[0].first, whole=False
        )
    records = tables.get("record", [])
    for row in records[1:]:
        told = "a record has one title"
        made.problems.append(problem(row.first, told, why="the table `record` has one row", mend="take the other rows out"))
    if records:
        values = _values(made, "record", records[0])
        made.items["record", "record"] = Item("record", "record", schema.RecordFile, values, records[0].first)
