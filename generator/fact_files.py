"""Writes entries as the YAML of a fact file, one text a line, and remembers which cell each line was made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import PydanticUndefined

from generator import fmt, salvage, schema
from generator.scaffold import scalar
from generator.schema import Entry, Marker
from generator.sheets import Cell

# What an entry holds, by the names of its fields: texts or cells, lists of them, lists of entries.
Values = Mapping[str, Any]


@dataclass
class Draft:
    """A fact file in the making: its lines, and the cell that each of them came from."""

    lines: list[str] = field(default_factory=list)
    cells: list[Cell | None] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole file."""
        return "".join(f"{line}\n" for line in self.lines)

    def cell(self, line: int) -> Cell | None:
        """Return the cell that a line (from 1) was made of, or the nearest one above it, or the first there is."""
        above = [cell for cell in self.cells[: max(line, 0)] if cell]
        return above[-1] if above else next(filter(None, self.cells), None)


def draft(entry: type[Entry], values: Values) -> Draft:
    """Return the file of an entry as `fmt` writes it, but for texts of several lines, which stay on one."""
    made = Draft()
    for line, cell in _entry(entry, values, ""):
        made.lines.append(line)
        made.cells.append(cell)
    return made


def _entry(entry: type[Entry], values: Values, indent: str) -> Iterator[tuple[str, Cell | None]]:
    """Yield the lines of an entry; fields that only repeat their default are left out."""
    known = schema.fields(entry)
    for name in fmt.order(entry):
        (attribute, marker), value = known[name], values.get(name)
        if value is None or value in ("", [], ()) or _is_default(entry, attribute, value):
            continue
        if not isinstance(value, list):
            yield f"{indent}{name}: {_scalar(_text(value), marker)}", _cell(value)
        elif isinstance(value[0], Mapping):
            yield f"{indent}{name}:", None
            inner = salvage.entry_at(entry, (name, 0))
            for item in value:
                yield from _item(inner, item, indent + "  ")
        else:
            yield f"{indent}{name}:", None
            for one in value:
                yield f"{indent}  - {scalar(_text(one))}", _cell(one)


def _scalar(text: str, marker: Marker | None) -> str:
    """Return a text as YAML; numbers and truth values, which alone have no marker, need no quotes."""
    return (
        text
        if marker is None and re.fullmatch(r"[1-9]\d*|true|false", text)
        else scalar(text, marker.kind if marker else "")
    )


def _item(entry: type[Entry], values: Values, indent: str) -> Iterator[tuple[str, Cell | None]]:
    lines = list(_entry(entry, values, indent + "  "))
    for number, (line, cell) in enumerate(lines):
        yield (f"{indent}- {line.removeprefix(indent + '  ')}" if number == 0 else line), cell


def _is_default(entry: type[Entry], attribute: str, value: Any) -> bool:
    default = entry.model_fields[attribute].default
    if default in (None, (), PydanticUndefined) or isinstance(value, list):
        return False
    return _text(value) == (str(default).lower() if isinstance(default, bool) else default)


def _text(value: Any) -> str:
    return value.text if isinstance(value, Cell) else str(value)


def _cell(value: Any) -> Cell | None:
    return value if isinstance(value, Cell) else None
