"""What the README shows of the record is in the record, word for word."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from generator import compare, model

HOME = Path(__file__).parent.parent.parent
README = (HOME / "README.md").read_text(encoding="utf-8")


def test_the_claim_shown_is_the_claim_on_record() -> None:
    shown = re.search(r"```yaml\n# (facts/\S+)\n(.*?)```", README, re.S)
    assert shown is not None
    (claim,) = yaml.load(shown[2], yaml.BaseLoader)
    on_record = yaml.load((HOME / shown[1]).read_text(encoding="utf-8"), yaml.BaseLoader)["claims"]
    assert claim in on_record


def test_the_discrepancy_shown_is_the_one_that_is_computed() -> None:
    shown = re.search(r"> \*\*(.+?)\*\* — (.+)", README)
    assert shown is not None
    found = compare.compare(model.facts(model.read(HOME / "facts")))
    assert (shown[1], shown[2]) in {(each.relation, each.why) for each in found.discrepancies}


def test_every_file_that_the_readme_links_to_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (HOME / link).exists()] == []
