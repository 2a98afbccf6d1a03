"""Work spread over processors: the same results in the same order, faults told, a lost worker made up for."""

from __future__ import annotations

import os
import signal
from functools import partial
from pathlib import Path

import pytest

from generator import progress, spread


@pytest.fixture(params=[1, 3])
def processors(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(spread, "workers", lambda: request.param)
    return int(request.param)


def doubled(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number * 2


@pytest.mark.parametrize("number", [0, 1, 2, 40, 300])
def test_results_come_in_the_order_of_the_work(processors: int, number: int) -> None:
    del processors
    assert spread.spread([partial(doubled, 2 * place) for place in range(number)]) == [4 * place for place in range(number)]


def test_the_first_fault_is_raised_as_if_work_were_done_one_after_another(processors: int) -> None:
    del processors
    with pytest.raises(ValueError, match="seven"):
        spread.spread([partial(doubled, number) for number in range(9)])


def test_what_a_killed_worker_had_taken_is_done_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spread, "workers", lambda: 2)
    here = os.getpid()

    def deadly(number: int) -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    assert spread.spread([partial(deadly, number) for number in range(5)]) == list(range(5))


def test_nothing_is_shown_where_nobody_watches(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "OFTEN", 0)
    spread.spread([partial(doubled, number) for number in range(5)], "pages")
    assert capfd.readouterr() == ("", "")


def test_a_person_at_a_terminal_is_told_how_far_it_has_come(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    del tmp_path
    told: list[str] = []
    monkeypatch.setattr(progress, "OFTEN", -1)
    monkeypatch.setattr(progress.sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.print", lambda *texts, **_: told.append(str(texts[0])))
    monkeypatch.delenv("CI", raising=False)
    shown = progress.Progress("pages", 4)
    shown.reach(2)
    monkeypatch.setenv("CI", "true")
    progress.Progress("pages", 4).reach(2)
    assert [text for text in told if "2 of 4" in text] == told
    assert len(told) == 1


def test_the_line_says_what_how_many_and_how_long() -> None:
    assert progress.line("pages", 250, 1_000, 3.0) == "side-by-side: pages: 250 of 1,000, 9 s left"
    assert progress.line("pages", 0, 4, 1.0) == "side-by-side: pages: 0 of 4"
