"""The loader keeps positions, interprets nothing, and takes any bytes without failing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import check, load, model, problems
from generator.load import Document, Mapping, Scalar, Sequence


def parsed(text: str | bytes) -> Document:
    data = text if isinstance(text, bytes) else text.encode()
    return load.parse(data, "actor", "x", "facts/actors/x.yml")


def rules(text: str | bytes) -> list[tuple[str, int, int]]:
    return [(fault.rule, fault.line, fault.column) for fault in parsed(text).faults]


def test_nodes_know_where_they_stand() -> None:
    document = parsed("name: Քնար\nroles:\n  - role: 'a desk'\n    also: [1, {x: 琴, y: z}]\n")
    node, key = document.node(("roles", 0, "also", 1, "y")), document.key(("roles", 0, "also", 1, "y"))
    assert isinstance(node, Scalar)
    assert (node.line, node.column, node.width, node.text) == (4, 25, 1, "z")
    assert isinstance(key, Scalar)
    assert (key.line, key.column, key.text) == (4, 22, "y")
    role = document.node(("roles", 0, "role"))
    assert isinstance(role, Scalar)
    assert (role.column, role.width, role.text, role.plain) == (11, 8, "a desk", False)
    assert isinstance(document.node(("roles",)), Sequence)
    assert isinstance(document.node(()), Mapping)


def test_a_path_that_goes_nowhere_ends_at_the_nearest_node() -> None:
    document = parsed("a:\n  b: c\n")
    assert document.node(("a", "x", 3)) == document.node(("a",))
    assert document.key(("a", "x")) == document.node(("a",))
    assert document.node(("a", 0)) == document.node(("a",))


@pytest.mark.parametrize("text", ["no", "012", "12:30", "1_000", "~", "2020-12-14", "1e5", ".inf", "0x1F", "null", "yes"])
def test_every_plain_scalar_stays_text(text: str) -> None:
    node = parsed(f"a: {text}\n").node(("a",))
    assert isinstance(node, Scalar)
    assert (node.text, node.plain) == (text, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", [("duplicate-key", 3, 1)]),
        ("a: {b: 1, b: 2}\n", [("duplicate-key", 1, 11)]),
        ("a: &x 1\nb: *x\n", [("alias", 1, 4), ("alias", 2, 4)]),
        ("a: {<<: 1}\n", [("alias", 1, 5)]),
        ("a: !!int 1\nb: !x y\n", [("tag", 1, 4), ("tag", 2, 4)]),
        ("%YAML 1.2\n---\na: 1\n", [("tag", 1, 1)]),
        ("a: 1\n---\nb: 2\n---\nc: 3\n", [("one-document", 2, 1)]),
        ("[a]: 1\n", [("syntax", 1, 1)]),
        ("a: b: c\n", [("syntax", 1, 5)]),
        ("a: 1\n\tb: 2\n", [("tab", 2, 1)]),
        ("a: \tb\tc\n", [("tab", 1, 4)]),
        ("\ufeffa: 1\n", [("invisible-character", 1, 1)]),
        ("a: 1\rb: 2\n", [("invisible-character", 1, 5)]),
        ("a: x\x00y\n", [("invisible-character", 1, 5)]),
        ("a: \u202ex\u2066\n", [("invisible-character", 1, 4), ("invisible-character", 1, 6)]),
        ("a: \u0085b\u2028\n", [("invisible-character", 1, 4), ("invisible-character", 1, 6)]),
        ('a: "x\\u202Ey"\nb: "\\e[31m"\n', [("invisible-character", 1, 4), ("invisible-character", 2, 4)]),
        (b"a: caf\xe9\n", [("encoding", 1, 7)]),
        ("a: Ք\nb: ".encode() + b"\x80", [("encoding", 2, 4)]),
        (b"\xff\xfea\x00", [("encoding", 1, 1)]),
        ("<<<<<<< ours\na: 1\n=======\n>>>>>>> theirs\n", [("merge-conflict", n, 1) for n in (1, 3, 4)]),
    ],
)
def test_what_the_format_does_not_allow_is_noted_at_its_place(
    text: str | bytes, expected: list[tuple[str, int, int]]
) -> None:
    assert rules(text) == expected


def test_the_first_of_two_equal_keys_is_kept() -> None:
    node = parsed("a: 1\na: 2\n").node(("a",))
    assert isinstance(node, Scalar)
    assert node.text == "1"


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "--- # x\n...\n", "   \n"])
def test_nothing_written_is_no_tree_and_no_fault(text: str) -> None:
    document = parsed(text)
    assert (document.root, document.faults) == (None, ())


def test_top_level_may_be_anything() -> None:
    """Whether it fits is the schema's business."""
    assert isinstance(parsed("- a\n- b\n").root, Sequence)
    assert isinstance(parsed("a\n").root, Scalar)


def test_windows_lines_read_like_others() -> None:
    assert parsed("a: 1\r\nb:\r\n  - c\r\n") == parsed("a: 1\nb:\n  - c\n")


def test_escaped_line_break_and_joiner_are_visible_enough() -> None:
    assert rules('a: "one\\ntwo"\nb: می\u200cروم\n') == []


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "a: ", "[{a: ", "!!x [", "&a ["])
def test_fifty_thousand_levels_end_at_a_limit(opening: str) -> None:
    assert len(parsed(opening * 50_000).faults) == 1 + 17 * (opening[0] in "!&")


def test_depth_is_bounded_at_sixteen() -> None:
    assert rules("[" * 16 + "]" * 16) == []
    assert rules("[" * 17 + "a" + "]" * 17) == [("nesting", 1, 18)]


def test_width_is_bounded() -> None:
    assert rules("a: [" + "b, " * 99_000 + "]") == []
    assert [rule for rule, _, _ in rules("a: [" + "b, " * 100_001 + "]")] == ["nesting"]


def test_a_huge_scalar_is_read_whole() -> None:
    node = parsed("a: " + "x" * 1_000_000).node(("a",))
    assert isinstance(node, Scalar)
    assert len(node.text) == node.width == 1_000_000


def test_an_alias_bomb_does_not_grow() -> None:
    levels = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    document = parsed("\n".join(levels))
    assert document.root is None
    assert len(document.faults) == load.MOST_FAULTS


def test_faults_of_one_file_are_bounded() -> None:
    assert len(parsed("=======\n" * 5000).faults) == load.MOST_FAULTS
    assert len(parsed("a: 1\n" * 5000).faults) == load.MOST_FAULTS


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_any_bytes_are_taken(data: bytes) -> None:
    """Whatever stands in a file, it is a tree or a fault, and every fault lies within the file."""
    document = parsed(data)
    for fault in document.faults:
        assert 1 <= fault.line <= len(document.lines)
        assert 1 <= fault.column <= len(document.lines[fault.line - 1]) + 1
        assert fault.width >= 1


SIGNS = [*"a[]{}!|>#%?,@\n\"'", ": ", "- ", "  ", "&x ", "*x", "---"]


@given(st.lists(st.sampled_from(SIGNS), max_size=30))
def test_any_yaml_signs_are_taken(signs: list[str]) -> None:
    document = parsed("".join(signs))
    for fault in document.faults:
        assert 1 <= fault.line <= len(document.lines)
        assert 1 <= fault.column <= len(document.lines[fault.line - 1]) + 1


def test_problems_of_several_broken_files_come_at_once_and_sorted(base: Path) -> None:
    (base / "sources/a.yml").write_text("a: b: c\n")
    (base / "actors/b.yml").write_bytes(b"\xff")
    (base / "places/c.yml").write_text("kind: city\nkind: town\nnmaes: []\n")
    (base / "events/d.yml").write_text("")
    found = check.check(model.read(base))
    assert [(problem.file, problem.line, problem.rule) for problem in found] == [
        ("facts/actors/b.yml", 1, "encoding"),
        ("facts/events/d.yml", 0, "wrong-type"),
        ("facts/places/c.yml", 2, "duplicate-key"),
        ("facts/places/c.yml", 3, "unknown-field"),
        ("facts/sources/a.yml", 1, "syntax"),
    ]
    assert problems.summary(found) == "5 errors in 4 files"


def test_files_come_in_the_order_of_their_names_on_every_system(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names, scan = [document.file for document in load.load(base)], load.os.scandir
    assert names == sorted(names)
    monkeypatch.setattr(load.os, "scandir", lambda folder: sorted(scan(folder), key=lambda entry: entry.name, reverse=True))
    assert [document.file for document in load.load(base)] == names


def test_an_empty_folder_is_clean(tmp_path: Path) -> None:
    assert check.check(model.read(tmp_path)) == []


def test_hidden_files_and_fingerprints_are_no_facts(base: Path) -> None:
    for name in (".x.yml.swp", "x.yml~", ".gitkeep"):
        (base / "sources" / name).write_text("x")
    (base / "README.md").write_text("Where does my line go?\n")
    assert check.check(model.read(base)) == []


def test_a_missing_folder_and_a_file_instead_of_one_are_told(tmp_path: Path) -> None:
    with pytest.raises(load.FolderError, match="there is no folder"):
        load.load(tmp_path / "nowhere")
    (tmp_path / "file").write_text("")
    with pytest.raises(load.FolderError, match="is not a folder"):
        load.load(tmp_path / "file")


def test_an_unreadable_folder_and_an_unreadable_file_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "actors").mkdir()
    (tmp_path / "actors/a.yml").write_text("name: A\nkind: body\n")
    with monkeypatch.context() as patched:
        patched.setattr(load.os, "scandir", refuse)
        with pytest.raises(load.FolderError, match="Permission denied"):
            load.load(tmp_path)
    monkeypatch.setattr(load.files.os, "open", refuse)
    assert [fault.detail for document in load.load(tmp_path) for fault in document.faults] == ["Permission denied"]


def test_the_pure_python_parser_is_no_less_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML came without its C part, depth ends at a limit, too."""
    monkeypatch.setattr(load, "_PARSER", load.yaml.SafeLoader)
    assert [rule for rule, _, _ in rules("[" * 5_000)] == ["nesting"]
    assert rules("a: b: c\n") == [("syntax", 1, 5)]
    assert rules("a: 😀\n") == []
