"""The code's own shape: no circles among its modules, each of them documented, none of them too long."""

from __future__ import annotations

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

HOME = Path(__file__).parent.parent
MODULES = sorted((HOME / "generator").glob("*.py"))


def imports(path: Path) -> set[str]:
    """Return the modules of the generator that a file imports, at its top or anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "generator":
            parts = node.module.split(".")[1:]
            found |= {parts[0]} if parts else {alias.name for alias in node.names}
    return found


def test_data_flows_one_way() -> None:
    """The modules can be put into an order in which each imports earlier ones only; rules and commands count as one each."""
    graph = {path.stem: imports(path) for path in MODULES if path.stem != "__init__"}
    for folder in ("rules", "commands"):
        graph[folder] = set().union(*(imports(path) for path in (HOME / "generator" / folder).glob("*.py"))) - {folder}
    order = list(TopologicalSorter(graph).static_order())  # raises CycleError where there is a circle
    for earlier, later in [
        ("load", "model"),
        ("model", "rules"),
        ("rules", "check"),
        ("compare", "pages"),
        ("pages", "render"),
        ("commands", "__main__"),
    ]:
        assert order.index(earlier) < order.index(later)


def test_comparing_knows_no_files_and_no_clock() -> None:
    for name in ("answers", "facets", "origins", "bounds", "arithmetic", "compare", "reasons"):
        tree = ast.parse((HOME / f"generator/{name}.py").read_text(encoding="utf-8"))
        used = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        used |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert not used & {"os", "time", "pathlib", "random", "io", "generator.writing", "generator.load"}


def test_every_module_is_in_the_map_of_the_code() -> None:
    text = (HOME / "docs/contribute/code.md").read_text(encoding="utf-8")
    named = set(
        re.findall(r"`(\w+)`", "\n".join(line.split("|")[1] for line in text.splitlines() if line.startswith("| `")))
    )
    assert {path.stem for path in MODULES} - {"__init__"} - named == set()


def test_no_module_is_longer_than_a_few_hundred_lines() -> None:
    long = {
        path.name: size for path in (HOME / "generator").rglob("*.py") if (size := len(path.read_text().splitlines())) > 400
    }
    assert long == {}
