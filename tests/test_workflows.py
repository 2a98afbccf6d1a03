"""The workflows: their form, what they may do, and their steps, which run here as the scripts that they are."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from repositories import BASE, commit, edit, git, needs_git, start
from sites import HOME

WORKFLOWS = sorted((HOME / ".github/workflows").glob("*.yml"))
FORMS = sorted((HOME / ".github/ISSUE_TEMPLATE").glob("*.yml"))
TOOLS = Path(sys.executable).parent
POST = HOME / ".github/scripts/post.py"


@cache
def workflow(name: str) -> dict[str, Any]:
    """Return a workflow; YAML 1.1 reads its key `on` as true."""
    read = yaml.safe_load((HOME / f".github/workflows/{name}.yml").read_text(encoding="utf-8"))
    return {("on" if key is True else key): value for key, value in read.items()}


def steps(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for job, body in workflow(name)["jobs"].items():
        for step in body["steps"]:
            yield job, step


def step(name: str, job: str, title: str) -> dict[str, Any]:
    (found,) = (one for where, one in steps(name) if where == job and one["name"].startswith(title))
    return found  # type: ignore[no-any-return]


def run(script: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a step's script as the platform does, in `folder`."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "GITHUB_"))}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder, env=clean | settings, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a repository as a job sees it: the code, its packages, a record with its base and a change to it."""
    folder = tmp_path / "checkout"
    start(folder, BASE / "facts" if (BASE / "facts").is_dir() else BASE)
    (folder / ".gitignore").write_text("*\n!facts\n!facts/**\n", encoding="utf-8")
    commit(folder, "2024-06-01T10:00:00Z")
    (folder / "generator").symlink_to(HOME / "generator")
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/bin/python").symlink_to(sys.executable)
    # A link to an interpreter is not its virtual environment: the settings beside it make it one.
    if (settings := TOOLS.parent / "pyvenv.cfg").is_file():
        shutil.copy(settings, folder / ".venv/pyvenv.cfg")
        (folder / ".venv/lib").symlink_to(TOOLS.parent / "lib")
    return folder


# Form


def test_workflows_and_forms_keep_their_schemas() -> None:
    for schema, files in [
        ("github-workflows", WORKFLOWS),
        ("github-issue-forms", [path for path in FORMS if path.name != "config.yml"]),
        ("github-issue-config", [path for path in FORMS if path.name == "config.yml"]),
        ("dependabot", [HOME / ".github/dependabot.yml"]),
    ]:
        command = [str(TOOLS / "check-jsonschema"), "--builtin-schema", f"vendor.{schema}", *map(str, files)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_no_weakness_is_found() -> None:
    command = [str(TOOLS / "zizmor"), "--offline", "--no-progress", "--persona", "pedantic", str(HOME / ".github")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_by_commit_and_says_its_version(path: Path) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert all(re.search(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line) for line in lines)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_rights_are_given_to_jobs_only_with_their_reason_and_jobs_end(path: Path) -> None:
    read = workflow(path.stem)
    assert read["permissions"] == {}
    for job in read["jobs"].values():
        assert "permissions" in job
        assert job["timeout-minutes"] <= 120
    rights = re.findall(r"^ {6}[a-z-]+: (?:read|write)(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert all(re.fullmatch(r"  # to .+", why) for why in rights)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_script_is_made_of_what_the_platform_fills_in(path: Path) -> None:
    """A branch or a title may be a script: such texts reach a script in its environment only."""
    assert not [one["name"] for _, one in steps(path.stem) if "${{" in one.get("run", "")]
    checkouts = [one for _, one in steps(path.stem) if "actions/checkout@" in one.get("uses", "")]
    assert all(one["with"]["persist-credentials"] is False for one in checkouts)


def test_what_runs_a_stranger_s_code_may_read_only() -> None:
    read = workflow("check")
    assert set(read["on"]) == {"pull_request", "push"}
    for job in read["jobs"].values():
        assert job["permissions"] in ({}, {"contents": "read"})
    text = (HOME / ".github/workflows/check.yml").read_text(encoding="utf-8")
    assert "secrets." not in text
    assert "github.token" not in text


def test_what_may_write_runs_nothing_of_a_stranger() -> None:
    for path in WORKFLOWS:
        read = workflow(path.stem)
        writes = any("write" in job["permissions"].values() for job in read["jobs"].values())
        assert not (writes and {"pull_request", "pull_request_target", "issue_comment"} & set(read["on"]))
    (job,) = workflow("comment")["jobs"].values()
    assert job["permissions"] == {"actions": "read", "contents": "read", "pull-requests": "write"}
    checkout, comment = job["steps"]
    assert checkout["with"]["ref"] == "${{ github.event.repository.default_branch }}"
    assert comment["run"] == "python3 -I .github/scripts/post.py comment"
    assert workflow("comment")["on"]["workflow_run"]["workflows"] == [workflow("check")["name"]]


def test_history_is_there_where_pages_are_made_of_it() -> None:
    for name, job in [("check", "facts"), ("publish", "build")]:
        assert step(name, job, "Check the")["with"]["fetch-depth"] == 0
    assert step("check", "effect", "Check the")["with"]["fetch-depth"] == 2


def test_only_the_main_branch_is_published() -> None:
    read = workflow("publish")
    assert read["on"]["push"] == {"branches": ["main"]}
    assert read["jobs"]["build"]["if"] == "${{ github.ref_name == github.event.repository.default_branch }}"
    assert read["jobs"]["deploy"]["needs"] == ["build", "attest"]


def test_dependencies_are_proposed_together_after_a_while() -> None:
    for update in yaml.safe_load((HOME / ".github/dependabot.yml").read_text(encoding="utf-8"))["updates"]:
        assert update["cooldown"]["default-days"] >= 7
        assert [group["patterns"] for group in update["groups"].values()] == [["*"]]


# The steps of a pull request


def summary_of(checkout: Path) -> tuple[subprocess.CompletedProcess[str], str, str]:
    """Run the step that makes the effect; return how it went, the text for the comment, and the job's summary."""
    summary = checkout / "summary.md"
    done = run(step("check", "effect", "What the change")["run"], checkout, GITHUB_STEP_SUMMARY=str(summary))
    return done, (checkout / "effect.md").read_text(encoding="utf-8"), summary.read_text(encoding="utf-8")


@needs_git
def test_the_effect_of_a_change_is_written_down_and_may_be_posted(checkout: Path) -> None:
    edit(checkout / "facts/sources/herald-lantern-night.yml", "value: at least 6000", "value: at least 60")
    commit(checkout, "2024-06-02T10:00:00Z")
    done, told, summary = summary_of(checkout)
    assert done.returncode == 0, done.stderr
    assert "1 claim changed" in told
    assert summary == told == post().checked(told)


@needs_git
def test_a_change_of_facts_that_cannot_be_read_still_has_an_effect_to_post(checkout: Path) -> None:
    (checkout / "facts/sources/herald-lantern-night.yml").write_text("a: [\n", encoding="utf-8")
    commit(checkout, "2024-06-02T10:00:00Z")
    done, told, _ = summary_of(checkout)
    assert done.returncode == 0, done.stderr
    assert "Set aside on both sides" in told
    assert post().checked(told) == told


@needs_git
def test_where_nothing_can_be_compared_the_comment_says_so(checkout: Path) -> None:
    git(checkout, "rm", "-r", "--quiet", "facts")
    commit(checkout, "2024-06-02T10:00:00Z")
    done, told, _ = summary_of(checkout)
    assert done.returncode == 0, done.stderr
    assert told == post().checked(told)


@needs_git
@pytest.mark.parametrize(("bad", "status"), [(False, 0), (True, 1)])
def test_the_check_of_the_facts_fails_the_job_and_fills_the_summary(checkout: Path, bad: bool, status: int) -> None:
    if bad:
        edit(checkout / "facts/sources/herald-lantern-night.yml", "value: at least 6000", "value: at least 60")
    summary = checkout / "summary.md"
    done = run(step("check", "facts", "Facts")["run"], checkout, GITHUB_STEP_SUMMARY=str(summary))
    assert done.returncode == status, done.stderr
    assert ("::error file=facts/sources/herald-lantern-night.yml,line=" in done.stdout) == bad
    assert summary.read_text(encoding="utf-8").startswith(
        "### Facts: 1 error in 1 file" if bad else "### Facts: no problems"
    )


GATE = ("success", "failure", "cancelled", "skipped")


@pytest.mark.parametrize("event", ["pull_request", "push"])
@pytest.mark.parametrize("effect", GATE)
@pytest.mark.parametrize(("facts", "tests"), [*((one, "success") for one in GATE), *(("success", one) for one in GATE[1:])])
def test_the_gate_is_green_only_when_every_job_did_its_part(
    tmp_path: Path, facts: str, tests: str, effect: str, event: str
) -> None:
    script = step("check", "all-green", "Every job")
    assert set(script["env"]) == {"FACTS", "TESTS", "EFFECT", "EVENT"}
    done = run(script["run"], tmp_path, FACTS=facts, TESTS=tests, EFFECT=effect, EVENT=event)
    wanted = "success" if event == "pull_request" else "skipped"
    assert (done.returncode == 0) == (facts == tests == "success" and effect == wanted)


def test_the_gate_waits_for_every_job_and_runs_always() -> None:
    jobs = workflow("check")["jobs"]
    assert set(jobs["all-green"]["needs"]) == set(jobs) - {"all-green"}
    assert jobs["all-green"]["if"] == "${{ always() }}"


@pytest.mark.parametrize(("status", "fails"), [(0, False), (1, False), (2, True)])
def test_links_that_are_broken_are_told_and_only_a_broken_command_fails(tmp_path: Path, status: int, fails: bool) -> None:
    fake = tmp_path / ".venv/bin/python"
    fake.parent.mkdir(parents=True)
    fake.write_text(f'#!/bin/sh\necho "$@"\nexit {status}\n', encoding="utf-8")
    fake.chmod(0o755)
    summary = tmp_path / "summary.md"
    done = run(step("links", "links", "Ask every")["run"], tmp_path, GITHUB_STEP_SUMMARY=str(summary))
    assert (done.returncode != 0) == fails
    assert summary.is_file() != fails


# The trusted half


@cache
def post() -> ModuleType:
    spec = importlib.util.spec_from_file_location("post", POST)
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


GOOD = """### What this does to the record

1 claim changed; 1 conflict opened. From `1a2b3c4d` to `5e6f7a8b`.

<details open><summary>Discrepancies: 1</summary>

```diff
+ opened: How many? <b>@all</b> [x](https://x.example) ![](//x.example/y.png) #1
```

... and 7 more lines: `python -m generator diff` shows all

</details>

Reasons that say the same in other words: 2
"""


def test_a_summary_of_the_right_shape_is_posted_as_it_is() -> None:
    assert post().checked(GOOD) == GOOD


@pytest.mark.parametrize(
    "line",
    [
        "@all", "[x](y)", "![x](y)", "<img src=x>", "<b>", "see #1", "see www.example.org", "https://x.example",
        "mailto:a", "# Big", "## Big", "### What this does to the record, too", "**bold**", "a | b", "> quoted",
        "- [ ] task", "a_b_", "~~x~~", "<details onclick=x>", "<details><summary><b>x</b>: 1</summary>",
        "<details><summary>x: 1</summary><b>", "---", "===", "```js", "~~~diff", "    code", "a\u202eb", "a\u200bb",
        "a\x1b[31m", "a\rb", "&#64;all", "\\<b>", "$x$", "Կարդա", "x" * 501, "<!-- side-by-side: effect -->",
    ],
)  # fmt: skip
def test_a_line_that_the_summary_cannot_have_is_refused(line: str) -> None:
    with pytest.raises(post().RefusedError):
        post().checked(GOOD + line + "\n")


@pytest.mark.parametrize(
    "body", ["", "\n", "hello", f"\n{GOOD}", GOOD + "```diff\nnever ends", GOOD + "```diff\nx\n````\n", GOOD + "`" * 70_000]
)
def test_a_text_of_another_shape_is_refused(body: str) -> None:
    with pytest.raises(post().RefusedError):
        post().checked(body)


def test_words_of_every_language_may_stand_in_a_block() -> None:
    body = GOOD + "```diff\n+ Կարդա «ինը» می\u200cخواهم ```\n```\n"
    assert post().checked(body) == body


def packed(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, body in members.items():
            whole.writestr(name, body)
    return made.getvalue()


@pytest.mark.parametrize(
    "artifact",
    [
        b"no zip", b"", packed({}), packed({"../effect.md": b"x"}), packed({"effect.md": GOOD.encode(), "more": b""}),
        packed({"effect.md": b"\xff"}), b"x" * 1_000_001, packed({"effect.md": GOOD.encode()})[:-30],
    ],
)  # fmt: skip
def test_an_artifact_that_holds_anything_else_is_refused(artifact: bytes) -> None:
    with pytest.raises(post().RefusedError):
        post().unpacked(artifact)


def test_an_artifact_that_unpacks_to_more_than_a_comment_is_not_read_to_its_end() -> None:
    told = post().unpacked(packed({"effect.md": b"x" * 50_000_000}))
    assert len(told) < 250_000
    with pytest.raises(post().RefusedError):
        post().checked(told)


SHA = "a" * 40
RUN = {"id": 7, "head_sha": SHA, "head_branch": "it's $(touch x)", "head_repository": {"owner": {"login": "stranger"}}}
PULL = {"number": 5, "head": {"sha": SHA}}


class Platform:
    """Stands in for `gh api`: answers by what is asked, and keeps what was written."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, **answers: Any) -> None:
        self.asked: list[str] = []
        self.written: list[tuple[str, str, Any]] = []
        self.answers = {"pulls": [PULL], "comments": [], "issues": [], "zip": packed({"effect.md": GOOD.encode()})} | answers
        self.answers.setdefault("artifacts", [{"id": 3, "name": "effect", "expired": False, "size_in_bytes": 900}])
        monkeypatch.setattr(post(), "gh", self)

    def __call__(self, *arguments: str, given: Any = None) -> bytes:
        self.asked.append(" ".join(arguments))
        path = next(one for one in arguments if one.startswith("repos/"))
        if given is not None:
            self.written.append((arguments[1], path, given))
            return b"{}"
        name = path.rpartition("/")[2]
        if name == "zip":
            return self.answers["zip"]  # type: ignore[no-any-return]
        found = self.answers[name]
        return json.dumps({"artifacts": found} if name == "artifacts" else [found[:1], found[1:]]).encode()


def comment(platform: Platform) -> str:
    return post().comment({"workflow_run": RUN}, "team/record")  # type: ignore[no-any-return]


def bot(body: str, login: str = "github-actions[bot]", **more: Any) -> dict[str, Any]:
    return {"id": 9, "number": 4, "user": {"login": login}, "body": body} | more


def test_the_first_run_comments(monkeypatch: pytest.MonkeyPatch) -> None:
    platform = Platform(monkeypatch)
    assert comment(platform) == "commented on 5"
    assert platform.written == [("POST", "repos/team/record/issues/5/comments", {"body": f"{post().COMMENT_MARK}\n{GOOD}"})]
    assert "-f head=stranger:it's $(touch x)" in platform.asked[0]


def test_a_later_run_renews_its_own_comment(monkeypatch: pytest.MonkeyPatch) -> None:
    old = f"{post().COMMENT_MARK}\nold"
    platform = Platform(monkeypatch, comments=[bot(old, "somebody", id=8), bot("words of another bot", id=10), bot(old)])
    assert comment(platform) == "renewed the comment on 5"
    assert [(how, path) for how, path, _ in platform.written] == [("PATCH", "repos/team/record/issues/comments/9")]


def test_what_is_said_already_is_not_said_again(monkeypatch: pytest.MonkeyPatch) -> None:
    platform = Platform(monkeypatch, comments=[bot(f"{post().COMMENT_MARK}\n{GOOD}".replace("\n", "\r\n"))])
    assert comment(platform) == "the comment on 5 says this already"
    assert platform.written == []


@pytest.mark.parametrize(
    "answers",
    [
        {"pulls": []},
        {"pulls": [{"number": 5, "head": {"sha": "b" * 40}}]},
        {"artifacts": []},
        {"artifacts": [{"id": 3, "name": "effect", "expired": True, "size_in_bytes": 1}]},
        {"artifacts": [{"id": 3, "name": "other", "expired": False, "size_in_bytes": 1}]},
    ],
)
def test_where_there_is_nothing_to_say_nothing_is_written(monkeypatch: pytest.MonkeyPatch, answers: Any) -> None:
    platform = Platform(monkeypatch, **answers)
    assert comment(platform).endswith("nothing to say")
    assert platform.written == []


@pytest.mark.parametrize(
    "answers",
    [
        {"zip": packed({"effect.md": (GOOD + "@all\n").encode()})},
        {"artifacts": [{"id": 3, "name": "effect", "expired": False, "size_in_bytes": 2_000_000}]},
    ],
)
def test_what_is_refused_is_not_written(monkeypatch: pytest.MonkeyPatch, answers: Any) -> None:
    platform = Platform(monkeypatch, **answers)
    with pytest.raises(post().RefusedError):
        comment(platform)
    assert platform.written == []


def test_one_issue_is_opened_renewed_and_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    issue = post().issue
    platform = Platform(monkeypatch)
    assert issue("", "team/record") == "nothing to tell"
    assert issue("gone", "team/record") == "opened an issue"
    body = f"{post().ISSUE_MARK}\ngone"
    assert platform.written == [("POST", "repos/team/record/issues", {"title": post().ISSUE_TITLE, "body": body})]
    platform = Platform(monkeypatch, issues=[bot("another", number=3), bot(body)])
    assert issue("gone too", "team/record") == "renewed issue 4"
    assert issue("", "team/record") == "closed issue 4"
    assert [(how, path) for how, path, _ in platform.written] == [("PATCH", "repos/team/record/issues/4")] * 2
    assert platform.written[1][2] == {"state": "closed"}


def test_the_script_runs_by_itself_and_asks_through_the_platform_s_command(tmp_path: Path) -> None:
    """With nothing but the standard library, as the job runs it; `gh` is a stand-in that knows no pull request."""
    gh = tmp_path / "bin/gh"
    gh.parent.mkdir()
    gh.write_text('#!/bin/sh\nprintf "%s\\n" "$@" >> "$SEEN"\necho "[[]]"\n', encoding="utf-8")
    gh.chmod(0o755)
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"workflow_run": RUN}), encoding="utf-8")
    done = run(
        step("comment", "comment", "Comment")["run"].replace("python3", sys.executable), HOME,
        PATH=f"{gh.parent}{os.pathsep}{os.environ['PATH']}", GITHUB_EVENT_PATH=str(event),
        GITHUB_REPOSITORY="team/record", SEEN=str(tmp_path / "seen"),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "nothing to say" in done.stdout
    assert "head=stranger:it's $(touch x)" in (tmp_path / "seen").read_text(encoding="utf-8").splitlines()
