"""Posts what a workflow found out: `post.py comment` on a pull request, `post.py issue FILE` as one issue.

Both keep one text up to date, which they know again by a mark in it. Standard library and GitHub's own command `gh` only:
the job that runs this holds a token that may write, and installs nothing.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

COMMENT_MARK = "<!-- side-by-side: effect -->"
ISSUE_MARK = "<!-- side-by-side: links -->"
ISSUE_TITLE = "Links that no longer lead to their documents"
BOT = "github-actions[bot]"
ARTIFACT, MEMBER = "effect", "effect.md"
MOST = 60_000  # characters; the platform refuses a comment of more than 65,536
MOST_PACKED = 1_000_000  # bytes of an artifact
SHA = re.compile(r"[0-9a-f]{40}", re.ASCII)

# What may stand outside blocks of code: the headings of the summary, and plain sentences in which nothing can be a link,
# a mention, an image or a reference to an issue.
HEADING = "### What this does to the record"
FOLDED = re.compile(r"<details(?: open)?><summary>[A-Za-z, ]{1,80}: [0-9]{1,9}</summary>", re.ASCII)
SENTENCE = re.compile(r"[A-Za-z0-9 ,.:;()`'-]{1,500}", re.ASCII)
ADDRESS = re.compile(r"www\.|://|^\s*[-`]{3,}|^ {4}|[A-Za-z]:[^ ]", re.ASCII)
FENCE = re.compile(r"(`{3,})diff", re.ASCII)
JOINERS = "\u200c\u200d"  # Persian and other languages are misspelt without them


class RefusedError(Exception):
    """What came is not posted; the message says why."""


def checked(body: str) -> str:
    """Return a summary as it came. Raises RefusedError when it is not of the shape that `diff --format markdown` gives.

    Whoever proposes a change can have this text say what they like, because it was made by code that they may have changed.
    """
    if len(body) > MOST:
        raise RefusedError(f"the summary has {len(body)} characters, more than {MOST}")
    hidden = [char for char in body if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")]
    if set(hidden) - set(JOINERS + "\n\t"):
        raise RefusedError("the summary holds characters that nobody sees")
    lines = body.split("\n")
    if lines[0] != HEADING:
        raise RefusedError("the summary does not begin with its heading")
    fence = ""
    for number, line in enumerate(lines[1:], 2):
        if fence:
            fence = "" if line == fence else fence
        elif found := FENCE.fullmatch(line):
            fence = found[1]
        elif not (line in ("", "</details>") or FOLDED.fullmatch(line) or _plain(line)):
            raise RefusedError(f"line {number} of the summary is not one that it may have")
    if fence:
        raise RefusedError("a block of code does not end")
    return body


def _plain(line: str) -> bool:
    """Return whether a line is a sentence without anything that the platform would make more of."""
    return bool(SENTENCE.fullmatch(line)) and not ADDRESS.search(line)


def unpacked(packed: bytes) -> str:
    """Return the text in an artifact, which is read in memory: nothing of it is written anywhere. Raises RefusedError."""
    if len(packed) > MOST_PACKED:
        raise RefusedError(f"the artifact has {len(packed)} bytes, more than {MOST_PACKED}")
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as whole:
            if whole.namelist() != [MEMBER]:
                raise RefusedError(f"the artifact holds something else than {MEMBER}")
            with whole.open(MEMBER) as member:
                read = member.read(4 * MOST + 1)  # a small file may unpack to a huge one: no more than this is read
        return read.decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedError("the summary is not UTF-8") from None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise RefusedError(f"the artifact cannot be read: {error}") from None


def gh(*arguments: str, given: Any = None) -> bytes:
    """Ask the platform and return its answer. Raises CalledProcessError."""
    more = () if given is None else ("--input", "-")
    body = None if given is None else json.dumps(given).encode()
    return subprocess.run(["gh", "api", *arguments, *more], input=body, stdout=subprocess.PIPE, check=True).stdout


def listed(path: str, *fields: str) -> list[Any]:
    """Return every entry of a list that the platform gives in pages."""
    pages = json.loads(gh("--paginate", "--slurp", "-X", "GET", path, "-f", "per_page=100", *fields))
    return [one for page in pages for one in page]


def pull_requests(event: Any, repository: str) -> list[int]:
    """Return the open pull requests whose newest commit a run was about, asked of the platform, never of the run's files.

    The event names none where the change comes from a fork.
    """
    run = event["workflow_run"]
    owner = (run["head_repository"] or {}).get("owner", {}).get("login", "")
    if not owner or not SHA.fullmatch(run["head_sha"]):
        return []
    asked = listed(f"repos/{repository}/pulls", "-f", "state=open", "-f", f"head={owner}:{run['head_branch']}")
    return [int(one["number"]) for one in asked if one["head"]["sha"] == run["head_sha"]]


def comment(event: Any, repository: str) -> str:
    """Put the summary of a run on its pull request; return what was done. Raises RefusedError."""
    numbers = pull_requests(event, repository)
    if not numbers:
        return "no open pull request has this commit as its newest: nothing to say"
    run = int(event["workflow_run"]["id"])
    left = json.loads(gh("-X", "GET", f"repos/{repository}/actions/runs/{run}/artifacts", "-f", f"name={ARTIFACT}"))
    found = [one for one in left["artifacts"] if one["name"] == ARTIFACT and not one["expired"]]
    if not found:
        return "the run left no summary: nothing to say"
    newest = max(found, key=lambda one: int(one["id"]))
    if int(newest["size_in_bytes"]) > MOST_PACKED:
        raise RefusedError(f"the artifact has {newest['size_in_bytes']} bytes, more than {MOST_PACKED}")
    told = checked(unpacked(gh(f"repos/{repository}/actions/artifacts/{int(newest['id'])}/zip")))
    done = [_comment_on(repository, number, f"{COMMENT_MARK}\n{told}") for number in numbers]
    return "; ".join(done)


def _comment_on(repository: str, number: int, body: str) -> str:
    old = _own(listed(f"repos/{repository}/issues/{number}/comments"), COMMENT_MARK)
    if old is None:
        gh("-X", "POST", f"repos/{repository}/issues/{number}/comments", given={"body": body})
        return f"commented on {number}"
    if old["body"].replace("\r\n", "\n").strip() == body.strip():
        return f"the comment on {number} says this already"
    gh("-X", "PATCH", f"repos/{repository}/issues/comments/{int(old['id'])}", given={"body": body})
    return f"renewed the comment on {number}"


def _own(entries: list[Any], mark: str) -> Any:
    """Return the first entry that this script made. The mark alone would not do: everybody can write it."""
    mine = [one for one in entries if one["user"] and one["user"]["login"] == BOT and (one["body"] or "").startswith(mark)]
    return mine[0] if mine else None


def issue(text: str, repository: str) -> str:
    """Open, renew or close the one issue about links, and return what was done; an empty `text` closes it."""
    old = _own(listed(f"repos/{repository}/issues", "-f", "state=open"), ISSUE_MARK)
    body = f"{ISSUE_MARK}\n{text[:MOST]}"
    if not text.strip():
        if old is None:
            return "nothing to tell"
        gh("-X", "PATCH", f"repos/{repository}/issues/{int(old['number'])}", given={"state": "closed"})
        return f"closed issue {old['number']}"
    if old is None:
        gh("-X", "POST", f"repos/{repository}/issues", given={"title": ISSUE_TITLE, "body": body})
        return "opened an issue"
    gh("-X", "PATCH", f"repos/{repository}/issues/{int(old['number'])}", given={"body": body})
    return f"renewed issue {old['number']}"


def main(arguments: list[str]) -> int:
    """Do one of the two; return 1 when what came was refused."""
    repository = os.environ["GITHUB_REPOSITORY"]
    try:
        if arguments == ["comment"]:
            print(comment(json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8")), repository))
        elif len(arguments) == 2 and arguments[0] == "issue":
            print(issue(Path(arguments[1]).read_text(encoding="utf-8"), repository))
        else:
            print("usage: post.py comment | post.py issue FILE", file=sys.stderr)
            return 2
    except RefusedError as why:
        print(f"::error title=not posted::{why}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
