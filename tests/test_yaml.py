"""Small documents of every kind that YAML knows, and large ones that would break a reader: an answer each time.

The kinds are those of the public test suite of YAML (https://github.com/yaml/yaml-test-suite); the documents are our own.
An answer is the tree, as JSON, or the rules that explain what was not taken, each with its line and column.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from sites import HOME

from generator import load, salvage

CASES: list[tuple[str | bytes, str]] = [
    # plain scalars
    ('a: b c', '{"a": "b c"}'),
    ('a: b\n  c\n  d', '{"a": "b c d"}'),
    ('a: b\n\n  c', '{"a": "b\\nc"}'),
    ('a: -1', '{"a": "-1"}'),
    ('a: - b', 'syntax@1:4'),
    ('a: b#c', '{"a": "b#c"}'),
    ('a: b #c', '{"a": "b"}'),
    ('a: :b', '{"a": ":b"}'),
    ('a: b:', 'syntax@1:5'),
    ('a: ?b', '{"a": "?b"}'),
    ('a: b: c', 'syntax@1:5'),
    ('a: http://x.example:80/y#z', '{"a": "http://x.example:80/y#z"}'),
    ('a: %b', 'syntax@1:4'),
    ('a: @b', 'syntax@1:4'),
    ('a: `b`', 'syntax@1:4'),
    ('a: b\nc', 'syntax@2:1'),
    ('a b', '"a b"'),
    ('- a\n b\n- c', '["a b", "c"]'),
    ("a: 'b'c", 'syntax@1:7'),
    ('a: ~', '{"a": "~"}'),
    ('a:', '{"a": null}'),
    # single quotes
    ("a: 'b'", '{"a": "b"}'),
    ("a: 'it''s'", '{"a": "it\'s"}'),
    ("a: 'b\n  c'", '{"a": "b c"}'),
    ("a: 'b\n\n  c'", '{"a": "b\\nc"}'),
    ("a: 'b", 'syntax@1:4'),
    ("a: ''", '{"a": ""}'),
    ("'a': b", '{"a": "b"}'),
    ("a: '\\n'", '{"a": "\\\\n"}'),
    ("a: 'b: c # d'", '{"a": "b: c # d"}'),
    ("'a\n b': c", 'syntax@2:4'),
    # double quotes
    ('a: "b"', '{"a": "b"}'),
    ('a: "b\\tc"', 'invisible-character@1:4'),
    ('a: "b\\x41\\u0042\\U00000043"', '{"a": "bABC"}'),
    ('a: "b\\\n  c"', '{"a": "bc"}'),
    ('a: "b\n\n  c"', '{"a": "b\\nc"}'),
    ('a: "\\q"', 'syntax@1:5'),
    ('a: "\\u12"', 'syntax@1:7'),
    ('a: "\\uD800"', 'syntax@1:7'),
    ('a: "\\U00110000"', 'syntax@1:7'),
    ('a: "\\0"', 'invisible-character@1:4'),
    ('a: "\\e[0m"', 'invisible-character@1:4'),
    ('a: "\\N\\_\\L\\P"', 'invisible-character@1:4'),
    ('a: "b', 'syntax@1:4'),
    ('a: "b" c', 'syntax@1:8'),
    ('"a": "b"', '{"a": "b"}'),
    ('a: "\\/"', '{"a": "/"}'),
    # literal and folded
    ('a: |\n  b\n  c\n', '{"a": "b\\nc\\n"}'),
    ('a: |-\n  b\n', '{"a": "b"}'),
    ('a: |+\n  b\n\n\n', '{"a": "b\\n\\n\\n"}'),
    ('a: >\n  b\n  c\n\n  d\n', '{"a": "b c\\nd\\n"}'),
    ('a: >-\n  b\n    c\n  d\n', '{"a": "b\\n  c\\nd"}'),
    ('a: |2\n    b\n   c\n', '{"a": "  b\\n c\\n"}'),
    ('a: |0\n  b\n', 'syntax@1:5'),
    ('a: |10\n  b\n', 'syntax@1:6'),
    ('a: | # said\n  b\n', '{"a": "b\\n"}'),
    ('a: |#c\n  b\n', '{"a": "b\\n"}'),
    ('a: |\nb: c\n', '{"a": "", "b": "c"}'),
    ('a: |\n  b\n c\n', 'syntax@3:2'),
    ('a: |\n     \n  b\n', 'syntax@3:3'),
    ('a: >\n\n\n  b\n', '{"a": "\\n\\nb\\n"}'),
    ('- |\n a\n- >\n b\n', '["a\\n", "b\\n"]'),
    ('a: |x\n  b\n', 'syntax@1:5'),
    ('a: |\n  # no comment\n', '{"a": "# no comment\\n"}'),
    # sequences
    ('- a\n- b', '["a", "b"]'),
    ('-\n  a\n-\n  - b', '["a", ["b"]]'),
    ('- - a\n  - b\n- c', '[["a", "b"], "c"]'),
    ('a:\n- b\n- c', '{"a": ["b", "c"]}'),
    ('a:\n  - b\n - c', 'syntax@3:2'),
    ('- a\nb: c', 'syntax@2:1'),
    ('-a\n-b', '"-a -b"'),
    ('- \n- ', '[null, null]'),
    ('a: - b\n', 'syntax@1:4'),
    ('- a: b\n  c: d\n- e: f', '[{"a": "b", "c": "d"}, {"e": "f"}]'),
    # mappings
    ('a: b\nc: d', '{"a": "b", "c": "d"}'),
    ('a:\n  b: c\n d: e', 'syntax@3:2'),
    ('a: b\n  c: d', 'syntax@2:4'),
    ('a:\n  b:\n    c: d', '{"a": {"b": {"c": "d"}}}'),
    ('a : b', '{"a": "b"}'),
    ('a:b', '"a:b"'),
    (': b', 'syntax@1:1'),
    ('a: b\na: c', 'duplicate-key@2:1'),
    ("'a': b\na: c", 'duplicate-key@2:1'),
    ('? a\n: b', '{"a": "b"}'),
    ('? a', '{"a": null}'),
    ('? - a\n: b', 'syntax@1:3'),
    ('? [a]\n: b', 'syntax@1:3'),
    ('[a, b]: c', 'syntax@1:1'),
    ('{a: b}: c', 'syntax@1:1'),
    ('? |\n  a\n: b', '{"a\\n": "b"}'),
    ('1: a\n1.0: b', '{"1": "a", "1.0": "b"}'),
    ('? ? a\n  : b\n: c', 'syntax@1:3'),
    ('a: {b: c}\nd: [e]', '{"a": {"b": "c"}, "d": ["e"]}'),
    # flow
    ('[a, b]', '["a", "b"]'),
    ('{a: b, c: d}', '{"a": "b", "c": "d"}'),
    ('[a, [b, {c: d}]]', '["a", ["b", {"c": "d"}]]'),
    ('[a, b, ]', '["a", "b"]'),
    ('{a, b: }', '{"a": null, "b": null}'),
    ('[a: b]', '[{"a": "b"}]'),
    ('{a: b', 'syntax@1:1'),
    ('[a', 'syntax@1:1'),
    (']', 'syntax@1:1'),
    ('}', 'syntax@1:1'),
    ('[a, , b]', 'syntax@1:5'),
    ('{a: b,, c: d}', 'syntax@1:7'),
    ('[a\n, b]', '["a", "b"]'),
    ('a: [b,\nc]', '{"a": ["b", "c"]}'),
    ('a: {b:c}', '{"a": {"b:c": null}}'),
    ('{"a":b}', '{"a": "b"}'),
    ('[a]b', 'syntax@1:4'),
    ('{? a : b}', '{"a": "b"}'),
    ('[? a : b]', '[{"a": "b"}]'),
    ('a: [\n  b, # said\n  c\n]', '{"a": ["b", "c"]}'),
    ('[a,b', 'syntax@1:1'),
    ('{a: [b}', 'syntax@1:5'),
    ('[-]', '["-"]'),
    ('{-}', '{"-": null}'),
    ('[:]', 'syntax@1:2'),
    ('{:}', 'syntax@1:2'),
    # anchors and aliases
    ('a: &x b\nc: *x', 'alias@1:4 alias@2:4'),
    ('&x a: b\n*x : c', 'alias@1:1 alias@2:1'),
    ('a: &x\n  b: c\nd:\n  <<: *x', 'alias@1:4 alias@4:7 alias@4:3'),
    ('a: *nowhere', 'alias@1:4'),
    ('a: &x *x', 'alias@1:4 syntax@1:7'),
    ('- &a\n- *a', 'alias@1:3 alias@2:3'),
    ('a: &x [*x]', 'alias@1:4 alias@1:8'),
    ('a: & b', 'syntax@1:5'),
    ('a: * b', 'syntax@1:5'),
    ('a: &x &y b', 'alias@1:4 syntax@1:7'),
    ('&x\na: b', 'alias@1:1'),
    ('a: &\xe4 b', 'syntax@1:5'),
    ('<<: {a: b}', 'alias@1:1'),
    ("'<<': a", '{"<<": "a"}'),
    # tags
    ('a: !!str 1', 'tag@1:4'),
    ('a: !!int 1', 'tag@1:4'),
    ('a: !!binary aGk=', 'tag@1:4'),
    ('a: !!null', 'tag@1:4'),
    ('a: !x b', 'tag@1:4'),
    ('a: !<tag:x.example,2020:y> b', 'tag@1:4'),
    ('a: !<> b', 'syntax@1:6'),
    ('a: ! b', 'tag@1:4'),
    ('!!map {a: b}', 'tag@1:1'),
    ("a: !!python/object/apply:os.system ['true']", 'tag@1:4'),
    ('a: !!python/name:os.system', 'tag@1:4'),
    ('a: !!set {b}', 'tag@1:4'),
    ('a: !!omap [b: c]', 'tag@1:4'),
    ('a: !e!x b', 'syntax@1:4'),
    ('a: !!timestamp 2020-01-01', 'tag@1:4'),
    ('a: !!merge b', 'tag@1:4'),
    ('- !!seq [a]', 'tag@1:3'),
    # directives and documents
    ('%YAML 1.1\n---\na: b', 'tag@1:1'),
    ('%YAML 1.2\n---\na: b', 'tag@1:1'),
    ('%YAML 9.9\n---\na: b', 'syntax@1:1'),
    ('%YAML 1.2\n%YAML 1.2\n---\na: b', 'syntax@2:1'),
    ('%TAG ! tag:x.example,2020:\n---\na: !b c', 'tag@1:1 tag@3:4'),
    ('%NONSENSE\n---\na: b', 'syntax@1:10'),
    ('%YAML 1.2\na: b', 'syntax@2:1'),
    ('---\na: b\n...', '{"a": "b"}'),
    ('---\na: b\n---\nc: d', 'one-document@3:1'),
    ('a: b\n...\nc: d', 'syntax@3:1'),
    ('a: b\n...\n---\n...', 'one-document@3:1'),
    ('---\n---\n', 'one-document@2:1'),
    ('...\n', 'syntax@1:1'),
    ('--- a\n', '"a"'),
    ('--- |\n a\n', '"a\\n"'),
    ('a: b\n%YAML 1.2\n', 'syntax@2:10'),
    ('---a: b', '{"---a": "b"}'),
    ('--- # said\na: b\n... # done\n', '{"a": "b"}'),
    ('a: |\n  ---\n  ...\n', '{"a": "---\\n...\\n"}'),
    ("a: '\n---\n'", 'syntax@1:4'),
    # comments and white space
    ('# a\n', 'nothing'),
    ('a: b # c\n# d\n', '{"a": "b"}'),
    ('a: #b', '{"a": null}'),
    ('a: b# c', '{"a": "b# c"}'),
    ('a:  b   ', '{"a": "b"}'),
    ('  a: b', '{"a": "b"}'),
    ('a: b\n \n\nc: d\n', '{"a": "b", "c": "d"}'),
    ('a:\tb', 'tab@1:3'),
    ('\ta: b', 'tab@1:1'),
    ('a: b\t', 'tab@1:5'),
    ('a: b \t# c', 'tab@1:6'),
    ('- \ta', 'tab@1:3'),
    ('a:\n\t- b', 'tab@2:1'),
    ('a: b\r\nc: d\r\n', '{"a": "b", "c": "d"}'),
    ('a: b\rc: d', 'invisible-character@1:5'),
    ("a: 'b\tc'", 'tab@1:6'),
    ('[a,\tb]', 'tab@1:4'),
    ('a: b\x0c', 'invisible-character@1:5'),
    ('a: \xa0b', '{"a": "\xa0b"}'),
    ('a: b\u2028c: d', 'invisible-character@1:5'),
    ('\ufeffa: b', 'invisible-character@1:1'),
    ('a: b\ufeff', 'invisible-character@1:5'),
    ('a:\u3000b', '"a:\u3000b"'),
    # encodings
    (b'a: \xff', 'encoding@1:4'),
    (b'a: \xc3', 'encoding@1:4'),
    (b'a: \xed\xa0\x80', 'encoding@1:4'),
    (b'a: \xf4\x90\x80\x80', 'encoding@1:4'),
    (b'a: \xc0\xaf', 'encoding@1:4'),
    (b'\x00', 'invisible-character@1:1'),
    (b'a: b\x00', 'invisible-character@1:5'),
    (b'\xfe\xff\x00a', 'encoding@1:1'),
    (b'\xff\xfea\x00', 'encoding@1:1'),
    (b'\xef\xbb\xbfa: b', 'invisible-character@1:1'),
    (b'+/v8-a: b', '{"+/v8-a": "b"}'),
    ('a: \U0001f600\u0301', '{"a": "\U0001f600\u0301"}'),
    ('a: \ue000', 'invisible-character@1:4'),
    ('a: \U000e0041', 'invisible-character@1:4'),
    ('a: \ufdd0', 'invisible-character@1:4'),
    ('a: \uffff', 'invisible-character@1:4'),
    # odd ends
    ('{', 'syntax@1:1'),
    ('[', 'syntax@1:1'),
    ("'", 'syntax@1:1'),
    ('"', 'syntax@1:1'),
    ('&', 'syntax@1:2'),
    ('*', 'syntax@1:2'),
    ('!', 'tag@1:1'),
    ('|', '""'),
    ('>', '""'),
    ('%', 'syntax@1:2'),
    ('@', 'syntax@1:1'),
    ('`', 'syntax@1:1'),
    ('?', '{"": null}'),
    (':', 'syntax@1:1'),
    ('-', '[null]'),
    ('- -', '[[null]]'),
    ('? ?', 'syntax@1:3'),
    ('---', 'nothing'),
    ('...', 'syntax@1:1'),
    ('--- ---', '"---"'),
    ('!!', 'syntax@1:3'),
    ('!<', 'syntax@1:3'),
    ('%YAML', 'syntax@1:6'),
    ('%TAG', 'syntax@1:5'),
    ('#', 'nothing'),
    ('\\', '"\\\\"'),
    (',', 'syntax@1:1'),
    ('<<', '"<<"'),
    ('=', '"="'),
    ('~', '"~"'),
    ('null', '"null"'),
    ('- - - - -', '[[[[[null]]]]]'),
    ('{{', 'syntax@1:1'),
    ('[[', 'syntax@1:1'),
    ('[]', '[]'),
    ('{}', '{}'),
    ("''", '""'),
    ('""', '""'),
    ('|\n', '""'),
    ('>\n', '""'),
]  # fmt: skip


def answer(data: str | bytes) -> str:
    document = load.parse(data.encode() if isinstance(data, str) else data, "actor", "x", "facts/actors/x.yml")
    if document.faults:
        return " ".join(f"{fault.rule}@{fault.line}:{fault.column}" for fault in document.faults)
    return json.dumps(salvage.plain(document.root), ensure_ascii=False) if document.root else "nothing"


@pytest.mark.parametrize(("data", "expected"), CASES)
def test_every_kind_of_document_has_an_answer(data: str | bytes, expected: str) -> None:
    assert answer(data) == expected


def test_the_pure_python_parser_takes_the_same_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML came without its C part, a tree is the same tree; what is wrong may be told at another column."""
    monkeypatch.setattr(load, "_PARSER", load.yaml.SafeLoader)
    other = {data: answer(data) for data, _ in CASES}
    trees = {data: expected for data, expected in CASES if "@" not in expected}
    assert {data: other[data] for data in trees if other[data] != trees[data]} == DIFFERENT
    taken = [data for data, expected in CASES if "@" in expected and "@" not in other[data]]
    assert taken == ["%NONSENSE\n---\na: b"]  # a directive that means nothing, which YAML lets a reader pass over


# A comment without a space before it, which the C parser lets pass.
DIFFERENT: dict[str | bytes, str] = {"a: |#c\n  b\n": "syntax@1:5"}

MEGABYTE = 1_000_000
BOMBS = {
    "aliases, deep": "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 20_000)),
    "aliases, wide": "a: &a [x]\nb: [" + "*a, " * 300_000 + "]\n",
    "aliases of one scalar": f"a: &a {'x' * 500_000}\nb: [{'*a, ' * 100_000}]\n",
    "merge keys": "a: &a {x: y}\n" + "b: {<<: *a}\n" * 70_000,
    "depth in brackets": "[" * MEGABYTE,
    "depth in braces": "{a: " * 250_000,
    "depth in hyphens": "- " * 500_000,
    "depth in question marks": "? " * 500_000,
    "depth in lines": "".join(f"{' ' * n}a:\n" for n in range(1_400)),
    "width in a list": "a: [" + "b," * 500_000 + "]",
    "width in keys": "".join(f"a{n}: b\n" for n in range(100_000)),
    "one key again and again": "a: b\n" * 200_000,
    "anchors": "&a " * 330_000,
    "tags": "!a " * 330_000,
    "directives": "%YAML 1.2\n" * 100_000,
    "documents": "---\n" * 250_000,
    "ends of documents": "...\n" * 250_000,
    "plain scalar": "a: " + "x" * MEGABYTE,
    "plain scalar of many lines": "a:\n" + "  x\n" * 250_000,
    "plain scalar with blank lines": "a: x\n" + "\n" * 990_000 + "  y\n",
    "quoted scalar": "a: '" + "x" * MEGABYTE + "'",
    "quotes": "a: '" + "''" * 500_000,
    "escapes": 'a: "' + "\\u0041" * 160_000 + '"',
    "literal": "a: |\n" + "  x\n" * 250_000,
    "folded": "a: >\n" + "  x\n\n" * 200_000,
    "a key": "x" * MEGABYTE + ": a",
    "an anchor": "a: &" + "x" * MEGABYTE + " b",
    "a tag": "a: !" + "x" * MEGABYTE + " b",
    "comments": "#\n" * 500_000,
    "spaces": "a: b" + " " * MEGABYTE,
    "indentation": " " * MEGABYTE + "a: b",
    "blank lines": "\n" * MEGABYTE,
    "tabs": "a:" + "\t" * MEGABYTE,
    "marks": "a: e" + "\u0301" * 500_000,
    "returns": "a: b\r" * 200_000,
    "nothing but NUL": "\0" * MEGABYTE,
    "commas": "[" + "," * MEGABYTE,
    "colons": ":" * MEGABYTE,
    "hyphens": "-" * MEGABYTE,
    "conflict marks": "=======\n" * 120_000,
    "mixed scripts": "name: " + "a\u0430" * 300_000,
    "empty entries": "claims:\n" + "  -\n" * 99_000,
    "empty claims": "claims:\n" + "  - {}\n" * 45_000,
    "unknown fields": "".join(f"titl{n}: x\n" for n in range(45_000)),
    "figures": "claims:\n  - quote: " + "9" * MEGABYTE,
    "words of figures": "language: en\nclaims:\n  - quote: " + "and " * 250_000,
    "a language": "language: " + "x" * MEGABYTE,
    "ids": "was: [" + ", ".join(f"a{n}" for n in range(90_000)) + "]",
}
# The limits are the kernel's: of the memory that a process may have, and of the time that it may compute.
LIMITED = """
import json, resource, sys
sys.path.insert(0, sys.argv[1])
from generator import check, evidence, load, model, problems
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
for name, text in json.load(sys.stdin).items():
    resource.setrlimit(resource.RLIMIT_CPU, (int(resource.getrusage(resource.RUSAGE_SELF).ru_utime) + 40, -1))
    document = load.parse(text[:load.MOST_BYTES].encode(), "source", "x", "facts/sources/x.yml")
    found = check.check(model.build("facts", [document], {"x": evidence.make("a b c d e")}, {}))
    told = [problems.show(found, form) for form in ("text", "github", "json")]
    print(json.dumps([name, len(found), all(problem.line > 0 for problem in found if problem.rule in sys.argv[2:])]))
"""
SYNTAX = (
    "alias",
    "duplicate-key",
    "invisible-character",
    "merge-conflict",
    "nesting",
    "one-document",
    "syntax",
    "tab",
    "tag",
)


def test_bombs_are_answered_within_limits_of_time_and_memory() -> None:
    """Each of them through everything that `check` does; a process past its limits would be killed or raise."""
    command = [sys.executable, "-c", LIMITED, str(HOME), *SYNTAX]
    done = subprocess.run(command, input=json.dumps(BOMBS), capture_output=True, text=True, check=False)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, f"after {answers[-1:]}: {done.stderr[-2000:]}"
    assert [name for name, _, _ in answers] == list(BOMBS)
    assert [name for name, problems, _ in answers if not problems] == []
    assert [name for name, _, placed in answers if not placed] == []
