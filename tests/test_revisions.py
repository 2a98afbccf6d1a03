"""The facts as they were: read from git objects alone, whatever a commit holds, and what the log makes of them."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from repositories import BASE, MESSAGE, NAME, changed_thrice, commit, edit, git, needs_git, start
from samples import Sample, samples

from generator import check, load, log, model, repository, revisions
from generator.repository import Repository, RevisionError

pytestmark = needs_git
RULES = ("encoding", "invisible-character", "tab", "nesting", "file-name", "file-size", "syntax", "alias", "unknown-id")
COMMITTED = [
    sample
    for sample in samples()
    if sample.rule in RULES and sample.case not in ("bad-folder", "bad-reserved") and "undecodable" not in sample.case
]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the golden facts, and the current directory in it."""
    start(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def summary(read: log.Log) -> list[tuple[str, str]]:
    """Return day and kind of each entry, newest first."""
    return [(one.day, "begins" if one.beginning else "changes" if one.change else "unreadable") for one in read.entries]


# States.


def test_a_state_in_git_is_the_state_on_disk(here: Path) -> None:
    commit(here, "2024-06-01T10:00:00Z")
    facts = Path("facts")
    _, record = revisions.at(facts, "HEAD")
    assert model.facts(record) == model.facts(model.read(facts))


@pytest.mark.parametrize("sample", COMMITTED, ids=str)
def test_what_is_wrong_on_disk_is_wrong_in_git(sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start(tmp_path, BASE)
    monkeypatch.chdir(tmp_path)
    sample.apply()
    git(tmp_path, "config", "core.autocrlf", "false")
    commit(tmp_path, "2024-06-01T10:00:00Z")
    on_disk = model.build("facts", load.load(Path("facts")), {}, {})
    _, record = revisions.at(Path("facts"), "HEAD")
    in_git = model.build(record.folder, [checked.document for checked in record.checked], {}, {})
    assert check.check(in_git) == check.check(on_disk)


@pytest.mark.parametrize("name", ["a b/récord", ":(glob)record[s]*"])
def test_a_state_is_read_from_a_folder_of_any_name_and_from_one_that_is_gone(name: str, tmp_path: Path) -> None:
    (tmp_path / "a b").mkdir()
    start(tmp_path)
    folder = (tmp_path / "facts").rename(tmp_path / name)
    commit(tmp_path, "2024-06-01T10:00:00Z")
    assert summary(revisions.read_log(folder, None)) == [("2024-06-01", "begins")]
    before = model.facts(model.read(folder))
    shutil.rmtree(folder)
    _, record = revisions.at(folder, "HEAD")
    assert model.facts(record) == before
    assert record.folder == name


@pytest.mark.parametrize("revision", ["nowhere", "--all", "-1", "--since=2020", "HEAD~9", "HEAD:facts", "", "HEAD^{tree}"])
def test_what_is_no_commit_is_told(here: Path, revision: str) -> None:
    commit(here, "2024-06-01T10:00:00Z")
    with pytest.raises(RevisionError, match="no revision"):
        revisions.at(Path("facts"), revision)


def test_a_revision_without_the_folder_is_told(here: Path) -> None:
    commit(here, "2024-06-01T10:00:00Z")
    with pytest.raises(RevisionError, match="there is no folder other at `HEAD`"):
        revisions.at(Path("other"), "HEAD")


def test_a_folder_outside_of_any_repository_is_told(tmp_path: Path) -> None:
    with pytest.raises(RevisionError, match="not a git repository"):
        revisions.at(tmp_path, "HEAD")


def test_a_machine_without_git_is_told_and_has_no_history(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(here, "2024-06-01T10:00:00Z")
    monkeypatch.setenv("PATH", str(here))
    with pytest.raises(RevisionError, match="git is not installed"):
        revisions.at(Path("facts"), "HEAD")
    assert revisions.read_log(Path("facts"), None) == log.Log()


def test_links_repositories_and_paths_of_a_stranger_are_looked_at_and_not_followed(here: Path, tmp_path: Path) -> None:
    """A tree can hold what no file system would: links out of it, other repositories, names such as `..`."""
    secret = tmp_path.parent / "secret.yml"
    secret.write_text("name: a secret\nkind: organisation\n")
    commit(here, "2024-06-01T10:00:00Z")
    target = git(here, "hash-object", "-w", "--stdin", given=str(secret).encode())
    entry = git(here, "hash-object", "-w", "--stdin", given=b"name: x\nkind: organisation\n")
    head = git(here, "rev-parse", "HEAD")
    inner = f"120000 blob {target}\tlink.yml\n160000 commit {head}\tinner.yml\n100644 blob {entry}\t..\n"
    actors = git(here, "mktree", given=inner.encode())
    facts = git(here, "mktree", given=f"040000 tree {actors}\tactors\n120000 blob {target}\tsources\n".encode())
    top = git(here, "mktree", given=f"040000 tree {facts}\tfacts\n".encode())
    hostile = git(here, "commit-tree", top, "-m", "x")
    before = sorted(path for path in tmp_path.rglob("*") if ".git" not in path.parts)
    _, record = revisions.at(Path("facts"), hostile)
    told = {checked.document.file: checked.shape for checked in record.checked}
    assert told == {"facts/actors/link.yml": None, "facts/actors/inner.yml": None, "facts/sources": None}
    assert "a secret" not in repr(record)
    assert sorted(path for path in tmp_path.rglob("*") if ".git" not in path.parts) == before


def test_reading_leaves_the_work_tree_and_its_index_alone(here: Path) -> None:
    ids = changed_thrice(here)
    edit(here / "facts/record.yml", "title: ", "title: Not committed ")
    os.utime(here / "facts/parties.yml", (0, 0))  # git would note in its index that the file is the same all the same
    before = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    revisions.at(Path("facts"), ids[0])
    revisions.read_log(Path("facts"), None)
    assert {path: path.read_bytes() for path in here.rglob("*") if path.is_file()} == before


def test_where_a_hook_points_git_elsewhere_the_folder_wins(
    here: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(here, "2024-06-01T10:00:00Z")
    other = tmp_path_factory.mktemp("other")
    start(other, BASE)
    commit(other, "2024-06-01T10:00:00Z")
    for name in repository.LOCAL:
        monkeypatch.setenv(name, str(other / ".git"))
    assert Repository.of(Path("facts")).top == here.resolve()
    assert summary(revisions.read_log(Path("facts"), None)) == [("2024-06-01", "begins")]


def test_a_clone_that_lacks_an_object_is_told(here: Path) -> None:
    commit(here, "2024-06-01T10:00:00Z")
    blob = git(here, "rev-parse", "HEAD:facts/record.yml")
    (here / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(RevisionError):
        revisions.at(Path("facts"), "HEAD")


# The log.


def test_the_log_begins_and_tells_each_change_in_the_time_of_the_world(here: Path) -> None:
    ids = changed_thrice(here)
    read = revisions.read_log(Path("facts"), None)
    assert summary(read) == [("2024-06-05", "changes"), ("2024-06-03", "changes"), ("2024-06-01", "begins")]
    assert [one.commit for one in read.entries] == ids[::-1]
    assert [one.mark for one in read.entries] == [f"change-{ident[:7]}" for ident in ids[::-1]]
    assert read.reach == "whole"
    began, opened = read.entries[-1].beginning, read.entries[1].change
    assert began is not None
    assert began.claims == len(model.facts(model.read(Path("facts"))).claims) - 1
    assert sum(began.by_question.values()) == sum(began.by_actor.values()) == began.claims
    assert opened is not None
    assert [(each.effect, each.id) for each in opened.claims] == [("added", "gazette-closure/closed-trust")]
    assert any(each.effect == "opened" and each.after.relation == "conflict" for each in opened.discrepancies if each.after)


def test_nothing_of_the_author_or_the_message_is_read(here: Path) -> None:
    changed_thrice(here)
    told = repr(revisions.read_log(Path("facts"), None))
    assert NAME not in told
    assert MESSAGE not in told


def test_a_commit_that_touches_no_fact_or_changes_none_is_no_entry(here: Path) -> None:
    changed_thrice(here)
    (here / "other.txt").write_text("x")
    commit(here, "2024-06-06T08:00:00Z")
    (here / "facts/README.md").write_text("Other words.\n")
    commit(here, "2024-06-07T08:00:00Z")
    with (here / "facts/record.yml").open("a") as file:
        file.write("# a comment\n")
    ident = commit(here, "2024-06-08T08:00:00Z")
    read = revisions.read_log(Path("facts"), None)
    assert len(read.entries) == 3
    assert read.last is not None
    assert (read.last.commit, read.last.day) == (ident, "2024-06-08")


def test_a_merge_is_one_change(here: Path) -> None:
    """The main line counts: what a merged branch tried out on the way is not told."""
    changed_thrice(here)
    git(here, "checkout", "--quiet", "-b", "branch")
    edit(here / "facts/record.yml", "title: ", "title: One ")
    commit(here, "2024-06-06T08:00:00Z")
    edit(here / "facts/record.yml", "title: One ", "title: Two ")
    edit(here / "facts/actors/engineer.yml", "kind: ", "about: Somebody.\nkind: ")
    commit(here, "2024-06-07T08:00:00Z")
    git(here, "checkout", "--quiet", "main")
    when = "2024-06-08T08:00:00Z"
    git(here, "merge", "--quiet", "--no-ff", "-m", "m", "branch", GIT_COMMITTER_DATE=when, GIT_AUTHOR_DATE=when)
    assert [day for day, _ in summary(revisions.read_log(Path("facts"), None))][:2] == ["2024-06-08", "2024-06-05"]


def test_a_state_that_todays_model_cannot_read_is_told_and_stepped_over(here: Path) -> None:
    changed_thrice(here)
    source = here / "facts/sources/gazette-closure.yml"
    whole = source.read_text(encoding="utf-8")
    edit(source, "id: closed-council", "ident: closed-council")
    commit(here, "2024-06-06T08:00:00Z")
    source.write_text(whole.replace("    question: cracks\n", "    question: no-such-question\n"), encoding="utf-8")
    commit(here, "2024-06-07T08:00:00Z")
    source.write_text(whole.replace("note: The pictures", "note: The photographs"), encoding="utf-8")
    commit(here, "2024-06-08T08:00:00Z")
    read = revisions.read_log(Path("facts"), None)
    assert [kind for _, kind in summary(read)] == ["changes", "unreadable", "unreadable", "changes", "changes", "begins"]
    assert read.entries[0].change is not None
    assert [each.id for each in read.entries[0].change.entries] == ["gazette-closure"]
    assert read.entries[0].change.claims == ()


def test_a_history_that_only_becomes_readable_begins_there(here: Path) -> None:
    record = here / "facts/record.yml"
    whole = record.read_text(encoding="utf-8")
    record.write_text("title: [\n", encoding="utf-8")
    commit(here, "2024-06-01T08:00:00Z")
    record.write_text(whole, encoding="utf-8")
    commit(here, "2024-06-02T08:00:00Z")
    assert summary(revisions.read_log(Path("facts"), None)) == [("2024-06-02", "begins"), ("2024-06-01", "unreadable")]


def test_facts_that_went_and_came_again(here: Path) -> None:
    commit(here, "2024-06-01T08:00:00Z")
    (here / "facts").rename(here / "elsewhere")
    commit(here, "2024-06-02T08:00:00Z")
    (here / "elsewhere").rename(here / "facts")
    commit(here, "2024-06-03T08:00:00Z")
    assert summary(revisions.read_log(Path("facts"), None)) == [("2024-06-02", "unreadable"), ("2024-06-01", "begins")]


def test_a_shallow_clone_says_how_far_it_reaches(here: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    changed_thrice(here)
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "--quiet", "--depth=2", here.as_uri(), "clone")
    read = revisions.read_log(clone / "clone" / "facts", None)
    assert read.reach == "shallow"
    assert summary(read) == [("2024-06-05", "changes"), ("2024-06-03", "begins")]


def test_a_long_history_keeps_its_beginning_and_counts_the_rest(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revisions, "MOST_STATES", 2)
    for number in range(1, 7):
        (here / "facts/actors/engineer.yml").write_text(f"name: Engineer {number}\nkind: person\ncapacity: office\n")
        commit(here, f"2024-06-0{number}T08:00:00Z")
    read = revisions.read_log(Path("facts"), None)
    assert summary(read) == [("2024-06-06", "changes"), ("2024-06-05", "changes"), ("2024-06-01", "begins")]
    assert read.omitted == 3


def test_facts_without_history_have_an_empty_log(tmp_path: Path, here: Path) -> None:
    assert revisions.read_log(Path("facts"), None) == log.Log()  # a repository without a commit
    commit(here, "2024-06-01T08:00:00Z")
    shutil.copytree("facts", "copied")
    assert revisions.read_log(Path("copied"), None) == log.Log()  # a folder that was never committed
    assert revisions.read_log(tmp_path.parent, None) == log.Log()  # no repository


def test_the_last_change_is_known_only_while_the_facts_are_those_of_the_commit(here: Path) -> None:
    changed_thrice(here)
    last = revisions.read_log(Path("facts"), None).last
    assert last is not None
    assert last.day == "2024-06-05"
    (here / "facts/README.md").write_text("Not a fact.\n")
    assert revisions.read_log(Path("facts"), None).last == last
    (here / "facts/actors/new.yml").write_text("name: New\nkind: body\n")
    assert revisions.read_log(Path("facts"), None).last is None


# What is kept between builds.


def test_a_state_is_read_once_ever(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed_thrice(here)
    first = revisions.read_log(Path("facts"))
    assert revisions.CACHE.is_file()

    def refuse(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(revisions.Reader, "record", refuse)
    kept = revisions.CACHE.read_bytes()
    assert revisions.read_log(Path("facts")) == first
    assert revisions.CACHE.read_bytes() == kept


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"code": "x", "steps": {"a..b": {}}}', b'{"steps": 3}', b"\xff"])
def test_what_was_kept_badly_or_by_other_code_is_computed_again(here: Path, body: bytes) -> None:
    changed_thrice(here)
    first = revisions.read_log(Path("facts"))
    revisions.CACHE.write_bytes(body)
    assert revisions.read_log(Path("facts")) == first


def test_what_other_code_computed_is_not_taken_over(here: Path) -> None:
    changed_thrice(here)
    first = revisions.read_log(Path("facts"))
    kept = json.loads(revisions.CACHE.read_bytes())
    for step in kept["steps"].values():
        if step["change"]:
            step["change"]["claims"] = []
    revisions.CACHE.write_text(json.dumps(kept | {"code": "of another day"}))
    assert revisions.read_log(Path("facts")) == first


def test_a_place_that_cannot_be_written_keeps_nothing_and_breaks_nothing(here: Path) -> None:
    changed_thrice(here)
    Path(".cache").write_text("a file where the folder belongs")
    assert len(revisions.read_log(Path("facts")).entries) == 3


def test_the_log_is_the_same_whoever_reads_it(here: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    changed_thrice(here)
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "--quiet", str(here), "clone")
    assert revisions.read_log(clone / "clone" / "facts", None) == revisions.read_log(Path("facts"), None)
