"""Takes out of a file what does not fit its schema, so that everything else in it can be checked all the same."""

from __future__ import annotations

from typing import Any

from generator import load, schema
from generator.schema import Entry

Path = tuple[str | int, ...]


def repaired(root: load.Node, entry: type[Entry], details: list[Any]) -> load.Node | None:
    """Return the tree without what does not fit, and with a stand-in for what the file as a whole cannot lack."""
    paths = set()
    stand_ins: dict[str, tuple[load.Scalar, load.Node]] = {}
    for detail in details:
        path = _removable(entry, detail)
        word = _stand_in(entry, detail) if path == () else ""
        if word:
            scalar = load.Scalar(root.line, root.column, word, False, 1)
            stand_ins[str(detail["loc"][0])] = (scalar, scalar)
        else:
            paths.add(path)
    kept = _without(root, paths)
    if isinstance(kept, load.Mapping) and stand_ins:
        return load.Mapping(kept.line, kept.column, kept.entries | stand_ins)
    return kept


def _stand_in(entry: type[Entry], detail: Any) -> str:
    """Return a text that lets the rest of a file be read although this field of it is missing or wrong."""
    if len(detail["loc"]) != 1:
        return ""
    if detail["type"] == "literal_error":
        return str(detail["ctx"]["expected"]).split("'")[1]
    marker = schema.fields(entry).get(str(detail["loc"][0]), ("", None))[1]
    return {"text": "?", "language": "en"}.get(marker.kind, "") if marker else ""


def _removable(entry: type[Entry], detail: Any) -> Path:
    """Return the smallest part that can be taken out so that the rest still fits: a field, an item, or the file."""
    path: Path = detail["loc"]
    if detail["type"] == "extra_forbidden" or not path:
        return path
    name = str(path[-1])
    fields = entry_at(entry, path).model_fields
    field = next((info for attribute, info in fields.items() if (info.alias or attribute) == name), None)
    if detail["type"] != "missing" and field is not None and not field.is_required():
        return path
    items = [index for index, step in enumerate(path) if isinstance(step, int)]
    return path[: items[-1] + 1] if items else ()


def _without(node: load.Node, paths: set[Path]) -> load.Node | None:
    """Return the tree without what stands at `paths`, in one pass however many they are."""
    if () in paths:
        return None
    below: dict[str | int, set[Path]] = {}
    for path in paths:
        below.setdefault(path[0], set()).add(path[1:])
    if isinstance(node, load.Mapping):
        rests = {name: (key, _without(value, below.get(name, set()))) for name, (key, value) in node.entries.items()}
        return load.Mapping(node.line, node.column, {name: (k, v) for name, (k, v) in rests.items() if v is not None})
    if isinstance(node, load.Sequence):
        items = (_without(item, below.get(index, set())) for index, item in enumerate(node.items))
        return load.Sequence(node.line, node.column, tuple(item for item in items if item is not None))
    return node


def plain(node: load.Node) -> Any:
    """Return the tree as text, lists and dicts; nothing written is None."""
    if isinstance(node, load.Mapping):
        return {key: plain(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, load.Sequence):
        return tuple(plain(item) for item in node.items)
    return None if node.plain and node.text == "" else node.text


def entry_at(entry: type[Entry], path: Path) -> type[Entry]:
    """Return the class of the innermost entry that holds the last step of `path`."""
    for step in path[:-1]:
        if isinstance(step, str) and step in schema.fields(entry):
            attribute = schema.fields(entry)[step][0]
            inner = _entry_class(entry.model_fields[attribute].annotation)
            entry = inner or entry
    return entry


def _entry_class(annotation: Any) -> type[Entry] | None:
    if isinstance(annotation, type) and issubclass(annotation, Entry):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _entry_class(inner)
        if found:
            return found
    return None
