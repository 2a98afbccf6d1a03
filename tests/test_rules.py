"""Every rule has samples; a bad one yields the whole expected message and nothing else, a good one nothing."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from samples import FOLDER, Sample, samples

from generator import check, model, problems
from generator.rules import all_rules, rule_id

SAMPLES = tuple(samples())
RULES = {rule_id(rule): rule for rule in all_rules()}
BLOCK = re.compile(r"^(bad|good):\n((?:    .*\n?)+)", re.M)

# Bad samples that cannot help breaking a second rule.
ALSO = {
    "implicit-typing/bad-date-as-number": {"date"},
    "implicit-typing/bad-value": {"value"},
}


@pytest.mark.parametrize("sample", [s for s in SAMPLES if s.bad], ids=str)
@pytest.mark.usefixtures("base")
def test_bad_sample_yields_its_message(sample: Sample, golden: Callable[[Path, str], None]) -> None:
    sample.apply()
    found = check.check(model.read(Path("facts")))
    assert {problem.rule for problem in found} == {sample.rule} | ALSO.get(str(sample), set())
    golden(sample.expected, problems.show(found))


@pytest.mark.parametrize("sample", [s for s in SAMPLES if not s.bad], ids=str)
@pytest.mark.usefixtures("base")
def test_good_sample_yields_no_problem(sample: Sample) -> None:
    sample.apply()
    assert problems.show(check.check(model.read(Path("facts")))) == ""


@pytest.mark.parametrize("rule", RULES)
def test_rule_has_a_bad_and_a_good_sample(rule: str) -> None:
    kinds = {sample.bad for sample in SAMPLES if sample.rule == rule}
    assert True in kinds, f"write tests/rules/{rule}/bad-<case>.yml"
    assert False in kinds, f"write tests/rules/{rule}/good-<case>.yml"


def test_every_sample_and_every_expected_message_belongs_to_a_rule() -> None:
    """A renamed rule or case must not leave files behind that nothing reads."""
    expected = {sample.expected for sample in SAMPLES if sample.bad}
    assert {sample.rule for sample in SAMPLES} == set(RULES)
    assert set(FOLDER.glob("*/*.txt")) == expected
    assert all(path.suffix in (".yml", ".md", ".txt") for path in FOLDER.glob("*/*"))


@pytest.mark.parametrize("rule", RULES)
def test_docstring_begins_with_a_sentence(rule: str) -> None:
    first = inspect.getdoc(RULES[rule]).split("\n")[0]
    assert first.endswith("."), first


@pytest.mark.parametrize("rule", RULES)
def test_documented_lines_are_those_of_a_sample(rule: str) -> None:
    """What the documentation shows as bad is refused, and what it shows as good is taken."""
    for kind, block in BLOCK.findall(inspect.getdoc(RULES[rule]) + "\n"):
        texts = [s.text for s in SAMPLES if s.rule == rule and s.case.startswith(kind)]
        lines = {line.removeprefix("# ").strip() for text in texts for line in text.splitlines()}
        missing = [line.strip() for line in block.splitlines() if line.strip() not in lines]
        assert not missing, f"no {kind} sample of {rule} has: {missing}"
