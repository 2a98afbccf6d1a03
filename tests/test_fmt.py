"""The formatter changes how a fact file is written, never what is written in it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import GOLDEN_FACTS, HOME, REAL_FACTS

from generator import fmt, layout, load, salvage
from generator.__main__ import main
from generator.schema import ClaimEntry, Derivation, Here, Name

FOLDERS = [REAL_FACTS, GOLDEN_FACTS, HOME / "tests/base"]


def formatted(text: str, kind: str = "source") -> str:
    """Return a text formatted, after making sure that it says the same and stays as it is the second time."""
    made, told = fmt.format_text(text.encode(), kind)
    assert told == ""
    again, _ = fmt.format_text(made, kind)
    assert again == made
    return made.decode()


def tree(text: str, kind: str = "source") -> object:
    document = load.parse(text.encode(), kind, "", "")
    assert document.faults == ()
    assert document.root is not None
    return salvage.plain(document.root)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_fact_file_keeps_its_content_and_its_comments(folder: Path) -> None:
    for path in fmt.files(folder):
        text = path.read_text(encoding="utf-8")
        made = formatted(text, fmt.kind_of(path))
        assert tree(made) == tree(text)
        assert layout.comments(made) == layout.comments(text)


def test_fields_stand_in_the_order_of_the_schema() -> None:
    assert formatted("kind: report\ntitle: A\npublisher: p\n") == "title: A\npublisher: p\nkind: report\n"
    assert formatted("claims:\n  - says: C\n    id: b\n    by: a\n") == "claims:\n  - id: b\n    by: a\n    says: C\n"


def test_where_it_is_said_comes_after_what_is_said() -> None:
    assert fmt.order(Name) == ["name", "used_by", "variant", "language", "source", "paragraph", "quote"]
    assert fmt.order(Derivation) == ["publisher", "source", "paragraph", "quote"]
    assert fmt.order(Here) == ["paragraph", "quote"]
    assert fmt.order(ClaimEntry)[:3] == ["id", "question", "by"]


def test_a_field_that_the_schema_does_not_know_comes_last() -> None:
    assert formatted("colour: red\nodd:\n  b: 1\n  a: 2\ntitle: A\n") == "title: A\ncolour: red\nodd:\n  b: 1\n  a: 2\n"


def test_a_list_has_an_item_a_line() -> None:
    assert formatted("authors: [a, 'b']\nwas: []\n") == "authors:\n  - a\n  - b\nwas: []\n"
    assert formatted("sums:\n- {id: s, parts: [a, b]}\n") == "sums:\n  - id: s\n    parts:\n      - a\n      - b\n"
    assert formatted("odd:\n- - a\n  - b\n-\n  c: 1\n") == "odd:\n  - - a\n    - b\n  - c: 1\n"


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("'plain words'", "plain words"),
        ('"2020-12-14"', '"2020-12-14"'),  # in a title: another reader would take it for a date
        ("'no'", '"no"'),
        ("no", "no"),  # `check` tells what is wrong with it
        ('"a: b"', '"a: b"'),
        ("'a # b'", '"a # b"'),
        ("'it''s'", "it's"),
        ("'she said \"go\"'", "'she said \"go\"'"),
        ('"she said \\"it\'s\\""', '"she said \\"it\'s\\""'),
        ("two\n  lines", "two lines"),
        ('"two\n  lines"', "two lines"),
        (">-\n  two\n  lines", "two lines"),
        ("|\n  two\n  lines", "|\n  two\n  lines"),
        ('"two\\nlines"', "|-\n  two\n  lines"),
        ('"two \\nlines"', '"two \\nlines"'),
        ('"\\n"', '"\\n"'),
        ('""', '""'),
        ("", ""),
        ('"caf\\u00e9"', "café"),
        ("cafe\u0301", "cafe\u0301"),  # never recomposed: a quote has to be found again
    ],
)
def test_quotes_stand_only_where_they_are_needed(written: str, made: str) -> None:
    assert formatted(f"title: {written}\n") == f"title: {made}\n".replace(": \n", ":\n")


def test_numbers_and_days_stand_plain_in_the_fields_made_for_them() -> None:
    text = 'published: "2020-12-14"\nset_aside:\n  - paragraph: "4"\nclaims:\n  - value: "62"\n'
    assert formatted(text) == "published: 2020-12-14\nset_aside:\n  - paragraph: 4\nclaims:\n  - value: 62\n"


def test_comments_go_with_what_they_belong_to() -> None:
    text = """\
# yaml-language-server: $schema=x.json

# what is said
claims:   # all of them
# the first
- says: C   # why
  # who
  by: a
  # end of the first
- id: two
 # end of the claims
title: A # its own
# end of the file"""
    assert formatted(text) == """\
# yaml-language-server: $schema=x.json

title: A  # its own
# what is said
claims:  # all of them
  # the first
  # who
  - by: a
    says: C  # why
    # end of the first
  - id: two
# end of the file
""".replace("  - id: two\n", "  - id: two\n  # end of the claims\n")  # fmt: skip


def test_a_hash_inside_a_text_is_no_comment() -> None:
    text = 'title: a#b\nnote: "c # d"  # e\nset_aside:\n  - why: |\n      x\n      # y\n'
    assert layout.comments(text) == ["# e"]
    assert tree(formatted(text)) == tree(text)


def test_a_block_at_the_end_of_a_file_needs_no_end_of_line() -> None:
    assert formatted("note: |\n  a\n  # b") == "note: |-\n  a\n  # b\n"


def test_blank_lines_between_entries_stay_and_others_go() -> None:
    text = "\n\ntitle: A\n\n\nclaims:\n\n  - id: a\n\n    says: B\n\n  - id: b\n\n\n"
    assert formatted(text) == "title: A\n\nclaims:\n  - id: a\n\n    says: B\n\n  - id: b\n"


def test_line_ends_and_the_end_of_the_file() -> None:
    made, told = fmt.format_text(b"title: A   \r\nkind: report", "source")
    assert (made, told) == (b"title: A\nkind: report\n", "")


@pytest.mark.parametrize(
    "data",
    [
        b"title: [",
        b"a: 1\na: 2\n",
        b"a: &x 1\nb: *x\n",
        b"\tb: 1\n",
        b"a: \xff\n",
        b"a: 1\n---\nb: 2\n",
        b"<<<<<<< x\na: 1\n",
    ],
)
def test_a_file_with_faults_stays_as_it_is(data: bytes) -> None:
    made, told = fmt.format_text(data, "source")
    assert made == data
    assert "cannot be read from line" in told


@pytest.mark.parametrize("data", [b"", b"\n", b"# nothing\n", b"only words\n", b"- a\n", b"{}\n"])
def test_a_file_without_fields_stays_as_it_is(data: bytes) -> None:
    assert fmt.format_text(data, "source") == (data, "")


# --- any file that can be written

WORDS = st.text(st.sampled_from("abzÀéհа 0129:#-'\"\\,[]{}&*!|>%@`?~“…  "), max_size=12)
# Comments carry a number, so that none is taken for another.
COMMENTS = st.sampled_from(["", "", "", "# c", "#", '# it\'s: "odd" - [x]'])


@st.composite
def scalars(draw: st.DrawFn) -> str:
    text = draw(WORDS)
    style = draw(st.sampled_from(["'", '"', "json", "word"]))
    if style == "'":
        return "'" + text.replace("'", "''") + "'"
    if style == "json":
        return json.dumps(text + draw(st.sampled_from(["", "\n", "\nb", " \nb", "\n\n"])))
    if style == '"':
        return json.dumps(text, ensure_ascii=False)
    return draw(st.sampled_from(["word", "two words", "2020-12-14", "62", "no", "a#b", "it's", "x: |"[:1], ""]))


@st.composite
def maps(draw: st.DrawFn, depth: int = 0) -> list[str]:
    """Return the lines of a map, its fields in any order, lists in both styles, comments and blank lines anywhere."""
    names = ["title", "kind", "claims", "id", "by", "says", "via", "also", "paragraph", "quote", "odd", "sums", "authors"]
    lines: list[str] = []
    for name in draw(st.lists(st.sampled_from(names), unique=True, min_size=1, max_size=4)):
        lines += draw(st.lists(st.sampled_from(["", "# over", "  # further in"]), max_size=2))
        beside = draw(COMMENTS)
        end = f"  {beside}" if beside else ""
        form = draw(st.sampled_from(["text", "flow", "list", "maps", "map"] if depth < 3 else ["text", "flow"]))
        step = " " * draw(st.integers(1, 4))
        if form == "text":
            lines.append(f"{name}: {draw(scalars())}{end}")
        elif form == "flow":
            lines.append(f"{name}: [{', '.join(draw(st.lists(scalars().filter(bool), max_size=3)))}]{end}")
        elif form == "map":
            lines += [f"{name}:{end}", *(f"{step}{line}" if line else "" for line in draw(maps(depth + 1)))]
        else:
            lines.append(f"{name}:{end}")
            dash = "- " if form == "list" else f"-{step}"
            indent = draw(st.sampled_from(["", "  ", "   "]))
            for _ in range(draw(st.integers(1, 3))):
                inner = [draw(scalars())] if form == "list" else draw(maps(depth + 1))
                first = next((n for n, line in enumerate(inner) if line.strip() and not line.lstrip().startswith("#")), 0)
                lines += [f"{indent}{line}" for line in inner[:first]]
                lines.append(f"{indent}{dash}{inner[first]}")
                lines += [f"{indent}{' ' * len(dash)}{line}" if line else "" for line in inner[first + 1 :]]
        lines += draw(st.lists(st.sampled_from(["", "# under"]), max_size=1))
    return lines


@given(maps(), st.booleans())
def test_any_file_keeps_its_content_and_its_comments(lines: list[str], windows: bool) -> None:
    numbered = [
        line.replace("# ", f"# {number} ") if line.lstrip().startswith("#") else line for number, line in enumerate(lines)
    ]
    text = "\n".join(numbered) + "\n"
    document = load.parse(text.encode(), "source", "", "")
    if document.faults or not isinstance(document.root, load.Mapping):
        return
    made, told = fmt.format_text(text.replace("\n", "\r\n").encode() if windows else text.encode(), "source")
    assert told == "", text
    assert tree(made.decode()) == tree(text)
    for number, line in enumerate(numbered):
        if line.lstrip().startswith("#"):
            assert line.strip() in made.decode(), number
    assert fmt.format_text(made, "source") == (made, ""), text
    assert not [line for line in made.decode().split("\n") if line != line.rstrip(" ")]


# --- the command


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REAL_FACTS, tmp_path / "facts"))


def test_the_command_formats_what_needs_it(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = (facts / "actors/un.yml").read_bytes()
    (facts / "actors/un.yml").write_bytes(
        wanted.replace(b"name: United Nations\nkind: body", b"kind:  body\nname: 'United Nations'", 1)
    )
    assert main(["fmt", "--facts", str(facts), "--check"]) == 1
    told = capsys.readouterr()
    assert "actors/un.yml" in told.out
    assert "mend: python -m generator fmt" in told.err
    assert (facts / "actors/un.yml").read_bytes() != wanted
    assert main(["fmt", "--facts", str(facts)]) == 0
    assert (facts / "actors/un.yml").read_bytes() == wanted
    assert main(["fmt", "--facts", str(facts), "--check"]) == 0


def test_single_files_are_formatted_and_others_are_left(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("parties.yml", "actors/un.yml"):
        (facts / name).write_bytes((facts / name).read_bytes() + b"\n\n")
    assert main(["fmt", str(facts / "parties.yml")]) == 0
    assert not (facts / "parties.yml").read_bytes().endswith(b"\n\n")
    assert (facts / "actors/un.yml").read_bytes().endswith(b"\n\n")
    (facts / "other.yml").write_text("a: 1\n")
    assert main(["fmt", str(facts / "other.yml")]) == 2
    assert "is no fact file" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_told_and_fails(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (facts / "actors/un.yml").write_text("name: [\n")
    assert main(["fmt", "--facts", str(facts)]) == 1
    told = capsys.readouterr().err
    assert "actors/un.yml stays as it is: it cannot be read from line 1 on" in told
    assert "python -m generator check" in told
    assert (facts / "actors/un.yml").read_text() == "name: [\n"
    assert main(["fmt", str(facts / "actors/nobody.yml")]) == 2
