"""A short run of what `python -m fuzz` does for long: the same inputs each time, and the findings of all campaigns."""

from __future__ import annotations

from pathlib import Path

import pytest

from fuzz import havoc, mutants, targets

SAMPLES = Path(__file__).parent / "fuzz-samples"
COUNTS = {"yaml": 400, "facts": 25, "date": 2_000, "count": 2_000, "words": 120, "figures": 60, "article": 40, "tables": 25}


@pytest.mark.parametrize("name", COUNTS)
def test_no_input_breaks_a_promise(name: str) -> None:
    seeds = list(targets.seeds(name))
    for data in havoc.inputs(seeds[:200], len(seeds[:200]) // 4 + COUNTS[name], seed=1):
        targets.ALL[name](data)


def test_no_changed_record_breaks_a_promise() -> None:
    """A problem that has a place, or every page and export."""
    for data in havoc.inputs([b"\0\0" + bytes(range(40)), b"\0\1" + bytes(range(80))], 30, seed=2):
        targets.record(data)


@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("*")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_found_once_stays_mended(path: Path) -> None:
    if path.is_file() and path.parent.name in targets.ALL:
        targets.ALL[path.parent.name](path.read_bytes())


def test_changes_are_chosen_by_the_bytes_alone() -> None:
    for data in (b"", b"\0\1abcdefghijklmnop", bytes(range(200))):
        assert mutants.mutant(data).files == mutants.mutant(data).files
    assert mutants.mutant(b"\0\0" + bytes(range(60))).files != mutants.base().files


def test_changed_records_are_of_both_kinds() -> None:
    """Some have errors and some have none, so that both halves of the promise are tried."""
    from generator import check, model

    found = set()
    for data in havoc.inputs([b"\0\1" + bytes(range(80))], 12, seed=3):
        made = mutants.mutant(data)
        read = model.build("facts", made.documents(), made.fingerprints, {})
        found.add(any(problem.level == "error" for problem in check.check(read)))
    assert found == {True, False}


def test_a_broken_promise_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The targets themselves can fail."""

    def wrong(_: str) -> None:
        raise RuntimeError

    monkeypatch.setattr(targets.dates, "read", wrong)
    with pytest.raises(RuntimeError):
        targets.date(b"2020")


def test_chance_is_the_same_for_the_same_seed() -> None:
    assert list(havoc.inputs([b"abc"], 50, 1)) == list(havoc.inputs([b"abc"], 50, 1))
    assert list(havoc.inputs([b"abc"], 50, 1)) != list(havoc.inputs([b"abc"], 50, 2))
