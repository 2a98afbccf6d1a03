"""The schemas and settings for editors: current, and of one mind with `check`."""

from __future__ import annotations

import copy
import json
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from referencing import Registry, Resource
from sites import GOLDEN_FACTS, HOME, REAL_FACTS

from generator import check, compare, editor, fmt, load, model, problems, render, schema
from generator.__main__ import main, parser

EDITOR = HOME / ".vscode"
BASE = HOME / "tests/base"
GOLDEN = model.facts(model.read(GOLDEN_FACTS))


class AsEditorsRead(yaml.SafeLoader):
    """YAML 1.2's core schema, as the YAML language server reads: days are texts, `no` is a text, numbers are numbers."""


AsEditorsRead.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("null", r"~|null|Null|NULL|", "~nN"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)", "-+.0123456789"),
]:
    AsEditorsRead.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), [*first, ""])


def editors_tree(text: str) -> Any:
    return yaml.load(text, Loader=AsEditorsRead)


def validators(folder: Path) -> dict[str, Draft7Validator]:
    """Return the validator of each kind of file, with the schemas of a record's folder of facts."""
    made = {name: json.loads(body) for name, body in editor.files(model.facts(model.read(folder))).items()}
    known: Registry[Any] = Registry().with_resources((name, Resource.from_contents(body)) for name, body in made.items())
    for body in made.values():
        Draft7Validator.check_schema(body)
    return {kind: Draft7Validator(made[f"{kind}.json"], registry=known) for kind in schema.FILES}


@pytest.mark.parametrize("folder", [REAL_FACTS, GOLDEN_FACTS, BASE], ids=lambda folder: folder.name)
def test_every_fact_file_fits_its_schema(folder: Path) -> None:
    made = validators(folder)
    for path in fmt.files(folder):
        found = list(made[fmt.kind_of(path)].iter_errors(editors_tree(path.read_text(encoding="utf-8"))))
        assert found == [], path


def test_the_committed_schemas_are_current() -> None:
    """`make schemas` renews them. The ids may be older than the facts: who adds a file in the browser cannot renew them."""
    for name, made in editor.fields().items():
        assert json.loads((EDITOR / "schemas" / name).read_text(encoding="utf-8")) == json.loads(json.dumps(made)), name
    listed = json.loads((EDITOR / "schemas" / editor.IDS).read_text(encoding="utf-8"))
    assert set(listed["definitions"]) == {*editor.LISTED, "claim"}


Change = Callable[[Any], None]


def _claim(change: Change) -> Change:
    return lambda tree: change(tree["claims"][0])


MISTAKES: dict[str, tuple[str, Change]] = {
    "unknown field": ("source", _claim(lambda claim: claim.update(qoute="four words and more"))),
    "no quote": ("source", _claim(lambda claim: claim.pop("quote"))),
    "no paraphrase": ("source", _claim(lambda claim: claim.pop("says"))),
    "paragraph in words": ("source", _claim(lambda claim: claim.update(paragraph="four"))),
    "paragraph zero": ("source", _claim(lambda claim: claim.update(paragraph=0))),
    "list for a text": ("source", _claim(lambda claim: claim.update(says=["a"]))),
    "text for a list": ("source", _claim(lambda claim: claim.update(via="gazette-desk"))),
    "map for a list": ("source", lambda tree: tree.update(claims={"id": "a"})),
    "nothing written": ("source", _claim(lambda claim: claim.update(question=None))),
    "bad id": ("source", _claim(lambda claim: claim.update(id="Bad Id"))),
    "value and response": ("source", _claim(lambda claim: claim.update(value="3", response="declined"))),
    "unknown response": ("source", _claim(lambda claim: claim.update(response="silence") or claim.pop("value", None))),
    "unknown kind of source": ("source", lambda tree: tree.update(kind="rumour")),
    "no publisher": ("source", lambda tree: tree.pop("publisher")),
    "language in words": ("source", lambda tree: tree.update(language="english")),
    "address": ("source", lambda tree: tree.update(url="javascript:alert(1)")),
    "number for a title": ("source", lambda tree: tree.update(title=2020)),
    "unknown kind of actor": ("actor", lambda tree: tree.update(kind="robot")),
    "name without source": ("place", lambda tree: tree["names"][0].pop("source")),
    "place without names": ("place", lambda tree: tree.update(names=[])),
    "type of question": ("question", lambda tree: tree.update(type="guess")),
    "yes for true": ("question", lambda tree: tree.update(decimals="yes")),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_schema_and_check_refuse_the_same(mistake: str, tmp_path: Path) -> None:
    kind, change = MISTAKES[mistake]
    facts = Path(shutil.copytree(GOLDEN_FACTS, tmp_path / "facts"))
    path = next(
        path for path in fmt.files(facts) if fmt.kind_of(path) == kind and path.stem not in ("notice", "nobody-asked")
    )
    tree = editors_tree(path.read_text(encoding="utf-8"))
    before = copy.deepcopy(tree)
    change(tree)
    assert tree != before
    assert list(validators(GOLDEN_FACTS)[kind].iter_errors(tree)) != []
    path.write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), encoding="utf-8")
    assert [problem for problem in check.check(model.read(facts)) if problem.file.endswith(path.name)] != []


def test_ids_complete_and_refuse_none() -> None:
    made = validators(GOLDEN_FACTS)["source"]
    text = "title: A\npublisher: {0}\nkind: report\nlanguage: en\n"
    assert made.is_valid(editors_tree(text.format("town-council")))
    assert made.is_valid(editors_tree(text.format("somebody-new")))
    listed = editor.ids(GOLDEN)["definitions"]
    assert "town-council" in listed["actor"]["anyOf"][0]["enum"]
    assert listed["speaker"]["anyOf"][0]["enum"][:2] == ["publisher", "author"]
    assert "closure.date" in listed["question"]["anyOf"][0]["enum"]
    cause = next(one for one in listed["claim"]["allOf"] if one["if"]["properties"]["question"]["const"] == "cause")
    assert "frost" in cause["then"]["properties"]["value"]["anyOf"][0]["enum"]


def test_a_record_without_facts_has_schemas(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    assert validators(tmp_path / "facts")["actor"].is_valid({"kind": "body", "name": "A"})


def test_every_field_is_explained_and_the_site_has_the_schemas(tmp_path: Path) -> None:
    for name, made in editor.fields().items():
        assert made["description"], name
        assert all(field["description"] for field in made["properties"].values()), name
        assert made["additionalProperties"] is False
    (tmp_path / "docs").mkdir()
    render.render(GOLDEN, compare.compare(GOLDEN), tmp_path / "pages", tmp_path / "docs")
    for name, body in editor.files(GOLDEN).items():
        assert (tmp_path / "pages/schemas" / name).read_bytes() == body


def test_the_command_writes_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schemas", "--facts", str(GOLDEN_FACTS), "--out", str(tmp_path)]) == 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == editor.files(GOLDEN)
    assert f"({len(editor.files(GOLDEN))} changed)" in capsys.readouterr().err


# --- the settings of the editor


def test_every_kind_of_file_has_its_schema_in_the_settings() -> None:
    mapped = json.loads((EDITOR / "settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    wanted = {f"./.vscode/schemas/{kind}.json": f"facts/{folder}/*.yml" for folder, kind in load.FOLDERS.items()}
    wanted |= {f"./.vscode/schemas/{kind}.json": f"facts/{name}" for name, kind in load.SINGLES.items()}
    assert mapped == wanted
    assert all((HOME / name).is_file() for name in mapped)


ENTRIES = {
    "claim": schema.ClaimEntry, "silent": schema.ClaimEntry, "sum": schema.Sum, "name": schema.Name, "role": schema.Role,
    "aside": schema.SetAside, "source": schema.SourceFile, "question": schema.QuestionFile, "event": schema.EventFile,
    "actor": schema.ActorFile, "place": schema.PlaceFile,
}  # fmt: skip


@pytest.mark.parametrize("prefix", ENTRIES)
def test_a_snippet_is_what_its_schema_wants(prefix: str) -> None:
    snippets = {one["prefix"]: one for one in json.loads((EDITOR / "facts.code-snippets").read_text("utf-8")).values()}
    assert set(snippets) == set(ENTRIES)
    body = "\n".join(snippets[prefix]["body"])
    body = re.sub(r"\$\{\d+\|([^,|]+)[^}]*\}", r"\1", re.sub(r"\$\{\d+:([^}]*)\}", r"\1", body))
    filled = body.replace("claims:\n  $0", "")
    assert "$" not in filled
    tree = editors_tree(filled)
    made = editor.of_entry(ENTRIES[prefix])
    known: Registry[Any] = Registry().with_resource(editor.IDS, Resource.from_contents(editor.ids(GOLDEN)))
    validator = Draft7Validator({"$schema": editor.DRAFT, **made}, registry=known)
    for one in tree if isinstance(tree, list) else [tree]:
        assert list(validator.iter_errors(one)) == []
        assert list(one) == sorted(one, key=fmt.order(ENTRIES[prefix]).index)


def test_the_task_finds_the_lines_of_problems(tmp_path: Path) -> None:
    facts = Path(shutil.copytree(GOLDEN_FACTS, tmp_path / "facts"))
    (facts / "actors/walkers.yml").write_text("kind: robot\n", encoding="utf-8")
    found = check.check(model.read(facts))
    tasks = json.loads((EDITOR / "tasks.json").read_text(encoding="utf-8"))["tasks"]
    pattern = tasks[0]["problemMatcher"]["pattern"]
    matched = [m for line in problems.show(found).splitlines() if (m := re.match(pattern["regexp"], line))]
    told = {(m[pattern["file"]], int(m[pattern["line"]]), m[pattern["severity"]]) for m in matched}
    assert told == {(one.file, one.line, one.level) for one in found if one.line}
    assert told


# --- before a commit


def test_the_hooks_run_commands_that_are_there_on_the_files_that_are_facts() -> None:
    config = yaml.safe_load((HOME / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    hooks = {hook["id"]: hook for hook in config["repos"][0]["hooks"]}
    for hook in hooks.values():
        command, *arguments = hook["entry"].removeprefix(".venv/bin/python -m generator ").split()
        assert parser().parse_args([command, *arguments]).module
    pattern = re.compile(hooks["fmt"]["files"])
    taken = {path.as_posix() for path in fmt.files(REAL_FACTS)}
    assert {name for name in taken if pattern.search(Path(name).relative_to(HOME).as_posix())} == taken
    kinds = [f"facts/{folder}/a.yml" for folder in load.FOLDERS] + [f"facts/{name}" for name in load.SINGLES]
    assert all(map(pattern.search, kinds))
    assert not any(map(pattern.search, ["tests/golden-facts/sources/a.yml", "facts/sources/a.words", "mkdocs.yml"]))


# --- the page about it

PAGE = (HOME / "docs/contribute/editor.md").read_text(encoding="utf-8")


def test_the_commands_of_the_page_are_there() -> None:
    commands = re.findall(r"^python -m generator (.+)$", PAGE, re.MULTILINE)
    assert len(commands) == 4
    for command in commands:
        assert parser().parse_args(shlex.split(command)).module
    makefile = (HOME / "Makefile").read_text(encoding="utf-8")
    for target in {
        word for line in re.findall(r"make ([a-z ]+)", PAGE) for word in line.split() if word in ("fmt", "schemas")
    }:
        assert f"\n{target}: " in makefile


def test_the_sample_of_the_page_is_what_the_formatter_makes() -> None:
    before, after = (block for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) if block.startswith("claims:"))
    assert fmt.format_text(before.encode(), "source") == (after.encode(), "")


def test_the_page_names_every_word_and_every_schema() -> None:
    snippets = json.loads((EDITOR / "facts.code-snippets").read_text("utf-8")).values()
    table = "\n".join(line for line in PAGE.splitlines() if line.startswith("| `"))
    assert set(re.findall(r"`(\w+)`", table)) == {one["prefix"] for one in snippets}
    line = next(line for line in PAGE.splitlines() if line.startswith("There is one schema for each kind"))
    assert set(re.findall(r"`(\w+)`", line)) == set(schema.FILES)
