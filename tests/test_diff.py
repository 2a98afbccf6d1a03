"""The command `diff`: what a reviewer reads, in three forms, whatever the two sides hold."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from payload import PAYLOADS, write_record
from repositories import BASE, changed_thrice, commit, edit, git, needs_git, start
from sites import GOLDEN_FACTS

from generator import diff
from generator.__main__ import main

EXPECTED = Path(__file__).parent / "diff"
HERALD = "facts/sources/herald-lantern-night.yml"


@pytest.fixture
def changed(base: Path) -> Path:
    """The small record as it was in `before`, and in `facts` with a change of each kind."""
    shutil.copytree(base, "before")
    edit(Path(HERALD), "value: 5000 to 5500\n    paragraph: 3\n", "value: at least 6100\n    paragraph: 3\n")
    edit(Path(HERALD), "    of: all\n    value: at least 6000\n", "    of: children\n    value: at least 6000\n")
    edit(Path("facts/actors/market-clerk.yml"), "kind: ", "about: Sells lanterns.\nkind: ")
    Path("facts/actors/wardens.yml").write_text("name: Wardens\nkind: body\nwas: [city-police]\n")
    Path("facts/actors/city-police.yml").unlink()
    for path in Path("facts").rglob("*.yml"):
        path.write_text(path.read_text(encoding="utf-8").replace(": city-police", ": wardens"), encoding="utf-8")
    Path("facts/corrections.yml").write_text(
        "corrections:\n  - date: 2023-07-02\n    wrong: The record gave 6000.\n    now: It gives 6100.\n"
        "    about: the number of people at nine\n"
    )
    Path("facts/actors/mayor.yml").write_text("name: A mayor\nkind: person\ncapacity: office\n")
    Path("facts/sources/leaflet.yml").write_text(
        "title: A leaflet\npublisher: wardens\nkind: letter\nlanguage: en\npublished: 2023-06-30\nclaims:\n"
        "  - id: gates\n    question: gate-visitors\n    by: publisher\n    over: 2023-06-17\n    value: 9000\n"
        "    paragraph: 1\n    quote: we counted 9000 at the gates\n    says: The wardens counted 9000.\n"
    )
    return base


def out(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(["diff", *arguments]) == 0
    return capsys.readouterr().out


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize(("form", "ending"), [("text", "txt"), ("markdown", "md"), ("json", "json")])
def test_each_kind_of_change_is_told(
    form: str, ending: str, capsys: pytest.CaptureFixture[str], golden: Callable[[Path, str], None]
) -> None:
    golden(EXPECTED / f"change.{ending}", out(capsys, "before", "--format", form))


@pytest.mark.usefixtures("changed")
def test_the_summary_is_told_beside_the_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "before", "facts"]) == 0
    told = capsys.readouterr()
    assert told.err.startswith("side-by-side: compared before with facts: 1 claim added; ")
    assert told.err.partition("facts: ")[2].strip() == told.out.splitlines()[0]


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_no_change_is_told_as_none(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = out(capsys, "facts", "--format", form)
    if form == "json":
        assert not any(value for key, value in json.loads(told).items() if key not in ("base", "head"))
    else:
        assert "Nothing changes in what the record says." in told
        assert len(told.splitlines()) <= 3


@pytest.mark.usefixtures("changed")
def test_json_gives_what_is_written_on_both_sides(capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(out(capsys, "before", "--format", "json"))
    assert told["base"] == {"name": "before", "commit": None}
    (value,) = [f for c in told["claims"] if c["id"].endswith("/crowd-herald") for f in c["fields"] if f["name"] == "value"]
    assert (value["before"], value["after"]) == ("5000 to 5500", "at least 6100")
    assert {each["effect"] for each in told["discrepancies"]} <= {
        "opened", "closed", "changed", "not comparable now", "comparable now",
    }  # fmt: skip


# Sides that cannot be read, in whole or in part.


def test_a_file_with_a_mistake_is_set_aside_on_both_sides(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its claims do not look as if somebody had removed them, and the rest is compared."""
    edit(changed / "sources/herald-lantern-night.yml", "id: walk-place", "ident: walk-place")
    told = json.loads(out(capsys, "before", "--format", "json"))
    assert told["set_aside"] == ["sources/herald-lantern-night.yml"]
    assert [(each["effect"], each["id"]) for each in told["claims"]] == [("added", "leaflet/gates")]
    assert "Set aside on both sides" in out(capsys, "before")
    assert "sources/herald-lantern-night.yml" in out(capsys, "before", "--format", "markdown")


def test_what_rests_on_a_file_with_a_mistake_is_set_aside_with_it(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (changed / "questions/lanterns-sold.yml").write_text("title: [\n")
    told = json.loads(out(capsys, "before", "--format", "json"))
    assert "questions/lanterns-sold.yml" in told["set_aside"]
    assert "sources/herald-lantern-night.yml" in told["set_aside"]
    assert [(each["effect"], each["id"]) for each in told["claims"]] == [("added", "leaflet/gates")]


def test_a_quote_that_is_not_in_its_source_hides_nothing(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the file says is plain all the same; `check` tells that it is not shown to be true."""
    edit(changed / "sources/herald-lantern-night.yml", "quote: began on the river meadow", "quote: began on the high meadow")
    told = json.loads(out(capsys, "before", "--format", "json"))
    assert told["set_aside"] == []
    assert "herald-lantern-night/walk-place" in [each["id"] for each in told["claims"]]


def test_a_reference_that_leads_nowhere_sets_its_file_aside(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(changed / "sources/herald-lantern-night.yml", "of: children", "of: nobody")
    assert json.loads(out(capsys, "before", "--format", "json"))["set_aside"] == ["sources/herald-lantern-night.yml"]


def test_a_renamed_file_with_a_mistake_is_set_aside_under_both_names(
    changed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (changed / "actors/wardens.yml").open("a") as file:
        file.write("nane: x\n")
    told = json.loads(out(capsys, "before", "--format", "json"))
    assert {"actors/wardens.yml", "actors/city-police.yml"} <= set(told["set_aside"])
    assert not [each for each in told["entries"] if each["id"] in ("wardens", "city-police")]


@pytest.mark.parametrize("arguments", [["nowhere"], ["facts", "nowhere"], ["facts", "--facts", "nowhere"], ["empty"], ["-"]])
def test_what_cannot_be_read_is_2_and_told(arguments: list[str], base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert base
    Path("empty").mkdir()
    assert main(["diff", *arguments]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("side-by-side: ")
    assert "mend: " in told.err


# Revisions.


@needs_git
def test_revisions_are_compared_with_each_other_and_with_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    start(tmp_path)
    monkeypatch.chdir(tmp_path)
    ids = changed_thrice(tmp_path)
    assert out(capsys, ids[0], ids[1]).startswith("1 claim added; 1 conflict opened")
    assert out(capsys, "HEAD").startswith("Nothing changes")
    edit(tmp_path / "facts/record.yml", "title: ", "title: Another ")
    told = json.loads(out(capsys, "main", "--format", "json"))
    assert told["base"] == {"name": "main", "commit": ids[2]}
    assert told["head"] == {"name": "facts", "commit": None}
    assert out(capsys, ids[1], ids[0]).startswith("1 claim removed; ")


@needs_git
def test_a_folder_wins_over_a_revision_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    start(tmp_path)
    monkeypatch.chdir(tmp_path)
    changed_thrice(tmp_path)
    git(tmp_path, "branch", "before", "HEAD~2")
    assert out(capsys, "before").startswith("1 claim added")
    shutil.copytree("facts", "before")
    assert out(capsys, "before").startswith("Nothing changes")
    assert out(capsys, "refs/heads/before").startswith("1 claim added")


# Text of strangers.

OURS = re.compile(
    r"|### What this does to the record|[\w ;,]+\. From (`[0-9a-f]{7}`|a folder) to (`[0-9a-f]{7}`|a folder)\."
    r"|<details( open)?><summary>[\w, ]+: \d+</summary>|</details>|Set aside on both sides, since they have mistakes:"
    r"|\.\.\. and \d+ more lines: `python -m generator diff` shows all|Reasons that say the same in other words: \d+"
)


def outside_of_code(markdown: str) -> list[str]:
    """Return the lines of Markdown outside of its fenced blocks, by the rules of CommonMark."""
    found, fence = [], ""
    for line in markdown.splitlines():
        mark = re.match(r" {0,3}(`{3,}|~{3,})", line)
        if not fence and mark:
            fence = mark[1]
        elif fence and mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
        elif not fence:
            found.append(line)
    assert not fence
    return found


@pytest.mark.parametrize("backwards", [False, True])
def test_no_text_of_the_facts_leaves_its_block_of_code(
    backwards: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    more = ("@org/team #1 GH-1 https://x.example", "````````", "`````\n````\n# h\n@someone", "~~~~", "</details><img src=x>")
    write_record(GOLDEN_FACTS, tmp_path / "hostile", (*PAYLOADS, *more))
    write_record(GOLDEN_FACTS, tmp_path / "plain", ("plain words",))
    sides = ["hostile", "plain"] if backwards else ["plain", "hostile"]
    told = out(capsys, *sides, "--format", "markdown")
    assert [line for line in outside_of_code(told) if not OURS.fullmatch(line)] == []
    assert "@someone" in told
    assert len(told) < 65_536


@pytest.mark.parametrize("line", ["```", "`````", "a ```` b", "~~~"])
def test_a_block_of_code_outlasts_what_it_holds(line: str) -> None:
    opened, *body, closed = diff._fenced([line])
    assert body == [line]
    assert opened == f"{closed}diff"
    assert closed not in line


@needs_git
def test_names_of_branches_and_files_are_text_of_strangers_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    start(tmp_path, BASE)
    monkeypatch.chdir(tmp_path)
    commit(tmp_path, "2024-06-01T10:00:00Z")
    name = "x`@someone<img>"
    git(tmp_path, "branch", name)
    (tmp_path / "facts/actors" / "```\n@someone.yml").write_text("name: [\n")
    told = out(capsys, name, "--format", "markdown")
    assert [line for line in outside_of_code(told) if not OURS.fullmatch(line)] == []
    assert "<img>" not in told


def test_no_text_steers_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(BASE, "facts")
    shutil.copytree(BASE, "before")
    Path("facts/actors/\x1b[31m\u202e\x07.yml").write_text("name: [\n")
    Path("facts/actors/market-clerk.yml").write_text('name: "\\e[31m"\nkind: person\n')
    told = out(capsys, "before")
    assert "actors/\ufffd[31m\ufffd\ufffd.yml" in told
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", told)


def test_a_long_change_is_cut_in_markdown_and_whole_in_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(BASE, "facts")
    shutil.copytree(BASE, "before")
    for number in range(200):
        Path(f"facts/actors/new-{number}.yml").write_text(f"name: {'Long ' * 400}{number}\nkind: body\n")
    told = out(capsys, "before", "--format", "markdown")
    assert re.search(r"^\.\.\. and \d+ more lines", told, re.M)
    assert len(told) < 65_536
    text = out(capsys, "before")
    assert text.count("+ added: actor") == 200
    assert max(map(len, text.splitlines())) < 110
