"""What a pull request shows of its problems: the ten that help most, and all of them in the summary."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import annotated
from generator.__main__ import main
from generator.problems import Problem


def problem(number: int, file: str = "facts/a.yml", level: str = "error", what: str = "wrong") -> Problem:
    return Problem(file, number, 1, "rule", f"{what} {number}", "why", "mend", level)  # type: ignore[arg-type]


def test_ten_problems_of_a_level_are_shown_as_they_are() -> None:
    told = annotated.commands([*(problem(n) for n in range(1, 11)), *(problem(n, level="warning") for n in range(1, 11))])
    assert [line.partition(" ")[0] for line in told.splitlines()] == ["::error"] * 10 + ["::warning"] * 10
    assert "title=more" not in told


def test_of_more_than_ten_nine_are_shown_and_the_rest_is_counted() -> None:
    lines = annotated.commands([problem(n) for n in range(1, 31)]).splitlines()
    assert len(lines) == 10
    assert lines[-1] == "::error title=more::21 more of these: the summary of this job lists all"


def test_every_file_s_first_problem_comes_before_any_second() -> None:
    many = [problem(n) for n in range(1, 31)]
    lines = annotated.commands([*many, problem(7, "facts/b.yml"), problem(9, "facts/c.yml")]).splitlines()
    assert [line.partition(",")[0] for line in lines[:4]] == [
        "::error file=facts/a.yml", "::error file=facts/b.yml", "::error file=facts/c.yml", "::error file=facts/a.yml",
    ]  # fmt: skip


def test_the_summary_has_all_and_its_block_cannot_be_left() -> None:
    told = annotated.summary([problem(n, what="````\n# <b>@all") for n in range(1, 31)])
    lines = told.split("\n")
    assert lines[0] == "### Facts: 30 errors in 1 file"
    assert lines[2] == "`````text"
    assert lines.index("`````") == len(lines) - 2
    assert all(f" {n}\n" in told for n in range(1, 31))


def test_a_summary_that_would_be_dropped_is_cut_and_says_so() -> None:
    told = annotated.summary([problem(n, what="x" * 590) for n in range(3000)])
    assert len(told.encode()) < 1024 * 1024
    assert told.endswith(" more: `python -m generator check` tells all.\n")


def test_without_problems_the_summary_is_one_line() -> None:
    assert annotated.summary([]) == "### Facts: no problems\n"


@pytest.mark.usefixtures("base")
def test_check_adds_to_the_summary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    herald = Path("facts/sources/herald-lantern-night.yml")
    herald.write_text(herald.read_text().replace("2000 lanterns", "2000 lamps"))
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    assert main(["check", "--format", "github", "--summary", str(summary)]) == 1
    assert summary.read_text().startswith(
        "before\n### Facts: 1 error in 1 file\n\n```text\nfacts/sources/herald-lantern-night.yml:45:12"
    )
    assert capsys.readouterr().out.count("::error ") == 1
