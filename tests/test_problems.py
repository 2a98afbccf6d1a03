"""Problems are printed in three forms that nothing in a fact file can break."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from generator.problems import Problem, did_you_mean, show, summary

PROBLEM = Problem(
    "facts/actors/a.yml", 3, 7, "date", "`x` is no date", "it is compared", "write one", hint="did you mean `y`?",
    excerpt="said: x and more", width=1,
)  # fmt: skip
TEXTS = st.text(max_size=40) | st.text("\x1b\r\n\t%:,\u202e\ud800 abc", max_size=40)
PROBLEMS = st.builds(
    Problem, TEXTS, st.integers(0, 99), st.integers(1, 300), st.just("date"), TEXTS, TEXTS, TEXTS,
    st.sampled_from(["error", "warning"]), TEXTS, TEXTS | st.just("x" * 300), st.integers(1, 400),
)  # fmt: skip


def test_text_shows_the_line_and_a_caret_under_the_words() -> None:
    assert show([PROBLEM]) == (
        "facts/actors/a.yml:3:7: error[date]: `x` is no date\n"
        "    3 | said: x and more\n"
        "      |       ^ did you mean `y`?\n"
        "  why: it is compared\n"
        "  mend: write one\n"
    )


def test_text_of_a_whole_file_has_no_line() -> None:
    problem = Problem("facts/a.yml", 0, 0, "file-name", "wrong", "because", "so", "warning", "did you mean `b`?")
    assert show([problem]) == "facts/a.yml: warning[file-name]: wrong\n  did you mean `b`?\n  why: because\n  mend: so\n"


def test_a_long_line_is_cut_around_the_caret() -> None:
    line = "a" * 500 + "HERE" + "b" * 500
    shown = show([Problem("f", 1, 501, "date", "what", "why", "mend", excerpt=line, width=4)]).splitlines()
    start, end = shown[2].index("^"), shown[2].rindex("^") + 1
    assert shown[1][start:end] == "HERE"
    assert shown[1].startswith("    1 | ...a")
    assert shown[1].endswith("b...")
    assert len(shown[1]) < 130


def test_a_caret_never_runs_past_its_line() -> None:
    shown = show([Problem("f", 1, 3, "date", "what", "why", "mend", excerpt="abcd", width=99)]).splitlines()
    assert shown[2] == "      |   ^^"


def test_a_tab_before_the_caret_keeps_it_in_its_column() -> None:
    assert "      | \t^" in show([Problem("f", 1, 2, "tab", "what", "why", "mend", excerpt="\tx")]).splitlines()


def test_problems_are_sorted_by_file_line_and_column() -> None:
    places = [("b", 1, 1), ("a", 10, 1), ("a", 9, 2), ("a", 9, 1)]
    shown = show(Problem(file, line, column, "date", "w", "y", "m") for file, line, column in places)
    assert re.findall(r"^(\w:\d+:\d+)", shown, re.M) == ["a:9:1", "a:9:2", "a:10:1", "b:1:1"]


def test_github_escapes_what_would_end_a_command_or_a_property() -> None:
    problem = Problem("a,b:c%.yml", 3, 7, "date", "one\n::error::two", "50%", "write\r\nthis", "warning")
    place, _, told = show([problem], "github").partition("date::")
    assert place == "::warning file=a%2Cb%3Ac%25.yml,line=3,col=7,title="
    assert told == "one\ufffd::error::two%0Awhy: 50%25%0Amend: write\ufffd\ufffdthis\n"


def test_json_has_every_field() -> None:
    (shown,) = json.loads(show([PROBLEM], "json"))
    assert shown == {
        "file": "facts/actors/a.yml", "line": 3, "column": 7, "rule": "date", "what": "`x` is no date",
        "why": "it is compared", "mend": "write one", "level": "error", "hint": "did you mean `y`?",
        "excerpt": "said: x and more", "width": 1,
    }  # fmt: skip
    assert json.loads(show([], "json")) == []


def test_a_message_quotes_its_author_at_a_bounded_length() -> None:
    problem = Problem("f", 1, 1, "date", "x" * 10**6, "why", "y" * 10**6, excerpt="z" * 10**6, width=10**6)
    for form in ("text", "github", "json"):
        assert len(show([problem], form)) < 2_500


@given(st.lists(PROBLEMS, max_size=3))
def test_nothing_in_a_file_can_steer_a_terminal_or_break_a_form(problems: list[Problem]) -> None:
    """No control, no direction override and no lone surrogate is printed; each problem stays one command, one object."""
    text, github, objects = show(problems), show(problems, "github"), json.loads(show(problems, "json"))
    for shown in (text, github, show(problems, "json")):
        shown.encode()
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert len(github.splitlines()) == len(objects) == len(problems)
    assert all(
        re.match(r"::(error|warning) file=[^,:]*,(line=\d+,col=\d+,)?title=date::", line) for line in github.splitlines()
    )
    assert text.count("\n  mend: ") >= len(problems)


def test_a_near_word_is_offered_and_a_far_one_is_not() -> None:
    assert did_you_mean("qoute", ["quote", "value"]) == "did you mean `quote`?"
    assert did_you_mean("weather", ["quote", "value"]) == ""
    assert did_you_mean("", []) == ""


def test_summary_counts_in_words() -> None:
    warning = Problem("b", 0, 0, "r", "w", "y", "m", "warning")
    assert summary([]) == "no problems"
    assert summary([PROBLEM]) == "1 error in 1 file"
    assert summary([PROBLEM, PROBLEM, warning]) == "2 errors and 1 warning in 2 files"
    assert summary([warning, warning]) == "2 warnings in 1 file"
