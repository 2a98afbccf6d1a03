"""What changed between two states of the facts: an algebra with laws, and each kind of change as a reader would tell it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import GOLDEN_FACTS
from worlds import COUNT, POPULATIONS, STOCK, TOTAL, claim, steady, world

from generator import changes, compare, model, schema
from generator.changes import Change, State
from generator.evidence import Fingerprint
from generator.matching import DiscrepancyChange
from generator.model import Facts

ASKED = {"q": STOCK | POPULATIONS}


def state(*claims: dict[str, Any], questions: Any = None, **more: Any) -> State:
    return with_comparison(world(claims, questions=questions or ASKED, **more))


def with_comparison(facts: Facts) -> State:
    return facts, compare.compare(facts)


def golden() -> Facts:
    return model.facts(model.read(GOLDEN_FACTS))


def effects(change: Change) -> list[tuple[str, str]]:
    return [(each.effect, each.id) for each in change.claims]


def found(change: Change) -> list[tuple[str, str, str]]:
    """Return effect and relations, before and after, of each discrepancy that changed."""
    return [
        (each.effect, each.before.relation if each.before else "", each.after.relation if each.after else "")
        for each in change.discrepancies
    ]


# The laws.

entries = st.dictionaries(
    st.sampled_from([f"c{n}" for n in range(1, 6)]),
    st.tuples(
        st.sampled_from(["a1", "b1", "d1"]),
        st.sampled_from(["3", "4", "at least 3", "3 to 9"]),
        st.sampled_from([None, "men", "women", "all"]),
        st.sampled_from(["2020-01-01", "2020-03-01"]),
    ),
    max_size=5,
)


def drawn(given_: dict[str, tuple[str, str, str | None, str]]) -> State:
    claims = [claim(v, by=by, of=of, as_of=when, id=ident) for ident, (by, v, of, when) in sorted(given_.items())]
    return state(*claims, claim("1", by="e1", source="s2", of="boys"))


@given(entries)
@steady
def test_nothing_changes_between_a_state_and_itself(one: Any) -> None:
    assert changes.between(drawn(one), drawn(one)) == Change()


SWAPPED = {
    "added": "removed", "removed": "added", "opened": "closed", "closed": "opened", "changed": "changed",
    "renamed": "renamed", "not comparable now": "comparable now", "comparable now": "not comparable now",
}  # fmt: skip


@given(entries, entries)
@steady
def test_the_way_back_is_the_mirror_image(one: Any, other: Any) -> None:
    there, back = changes.between(drawn(one), drawn(other)), changes.between(drawn(other), drawn(one))
    assert sorted(effects(there)) == sorted((SWAPPED[effect], ident) for effect, ident in effects(back))
    assert sorted(found(there)) == sorted((SWAPPED[effect], after, before) for effect, before, after in found(back))
    assert {(h.question, h.before, h.after) for h in there.headlines} == {
        (h.question, h.after, h.before) for h in back.headlines
    }
    assert {(e.effect, e.kind, e.id) for e in there.entries} == {(SWAPPED[e.effect], e.kind, e.id) for e in back.entries}


@given(entries, entries)
@steady
def test_every_discrepancy_is_told_once(one: Any, other: Any) -> None:
    """What is there before and not told stays; what is told before and after makes the new state out of the old one."""
    old, new = drawn(one), drawn(other)
    change = changes.between(old, new)
    opened = sum(each.before is None for each in change.discrepancies)
    closed = sum(each.after is None for each in change.discrepancies)
    turned = [each for each in change.discrepancies if each.effect in ("not comparable now", "comparable now")]
    assert {each.before for each in change.discrepancies if each.before} <= set(old[1].discrepancies)
    assert {each.after for each in change.discrepancies if each.after} <= set(new[1].discrepancies)
    if not turned:  # several conflicts can end in one group that is not compared
        assert len(old[1].discrepancies) + opened - closed == len(new[1].discrepancies)


@given(entries, entries, st.randoms(use_true_random=False))
@steady
def test_the_order_of_files_changes_nothing(one: Any, other: Any, random: Any) -> None:
    old, new = drawn(one), drawn(other)
    claims = list(new[0].claims)
    random.shuffle(claims)
    shuffled = with_comparison(replace(new[0], claims=tuple(claims)))
    assert changes.between(old, shuffled) == changes.between(old, new)


# Claims.


def test_a_claim_is_added_or_removed() -> None:
    old, new = state(claim("3", id="one")), state(claim("3", id="one"), claim("4", by="b1", id="two"))
    (added,) = changes.between(old, new).claims
    assert (added.effect, added.id, added.told, added.asked) == ("added", "s1/two", "B1: 4", "q?")
    assert added.speakers == ("b1",)
    assert effects(changes.between(new, old)) == [("removed", "s1/two")]


def test_a_changed_claim_names_its_fields_as_written_and_in_words() -> None:
    old = state(claim("3", by="a1", of="men", id="one"))
    new = state(claim("at least 3", by="b1", of="women", id="one", as_of="2020-03"))
    (changed,) = changes.between(old, new).claims
    told = {field.name: (field.before, field.after, field.was, field.now) for field in changed.fields}
    assert told["by"] == ("a1", "b1", "A1", "B1")
    assert told["value"] == ("3", "at least 3", "3", "at least 3")
    assert told["of"] == ("men", "women", "men", "women")
    assert told["as_of"] == ("2020-06-15", "2020-03", "15 June 2020", "March 2020")
    assert changed.speakers == ("a1", "b1")


def test_what_a_file_leaves_unsaid_counts_as_said() -> None:
    """A document's other day of publication is another day on which its claims were said."""
    old, new = state(claim("3", id="one")), state(claim("3", id="one"), published="2020-06-16")
    (changed,) = changes.between(old, new).claims
    assert {field.name for field in changed.fields} == {"said", "as_of"}


def test_a_renamed_source_is_one_entry_and_no_claim(tmp_path: Path) -> None:
    """Its claims, and whatever else cites it, are the same as before under its other id."""
    shutil.copytree(GOLDEN_FACTS, tmp_path / "facts")
    for path in (tmp_path / "facts").rglob("*.yml"):
        path.write_text(path.read_text(encoding="utf-8").replace("gazette-closure", "other-id"), encoding="utf-8")
    source = (tmp_path / "facts/sources/gazette-closure.yml").rename(tmp_path / "facts/sources/other-id.yml")
    source.write_text(source.read_text(encoding="utf-8") + "\nwas: [gazette-closure]\n", encoding="utf-8")
    words = tmp_path / "facts/sources/gazette-closure.words"
    words.rename(words.with_stem("other-id"))
    new = with_comparison(model.facts(model.read(tmp_path / "facts")))
    change = changes.between(with_comparison(golden()), new)
    assert [(e.effect, e.kind, e.id, e.was) for e in change.entries] == [
        ("renamed", "source", "other-id", "gazette-closure")
    ]
    assert replace(change, entries=()) == Change()


@pytest.mark.parametrize("back", [False, True])
def test_a_renamed_actor_question_event_and_place_are_followed(back: bool) -> None:
    """Also where a renaming is taken back: then the old state has the `was`."""
    old = state(claim("3", by="a1", id="one", says="It said 3."), claim("4", by="b1", id="two"))
    facts = world(
        [claim("3", by="new-name", id="one", question="r", says="It said 3."), claim("4", by="b1", id="two", question="r")],
        questions={"r": ASKED["q"] | {"was": ["q"]}},
    )
    actors = facts.actors | {"new-name": facts.actors["new-name"].model_copy(update={"was": ("a1",)})}
    new = with_comparison(replace(facts, actors=actors))
    change = changes.between(new, old) if back else changes.between(old, new)
    assert {(e.effect, e.kind, e.id, e.was) for e in change.entries} == (
        {("renamed", "actor", "a1", "new-name"), ("renamed", "question", "q", "r")}
        if back
        else {("renamed", "actor", "new-name", "a1"), ("renamed", "question", "r", "q")}
    )
    assert change.claims == ()
    assert change.discrepancies == ()
    assert change.reworded == 1  # the conflict names the speaker by the other name


def test_an_id_that_still_exists_is_no_older_name() -> None:
    old = state(claim("3", by="a1"))
    facts = world([claim("3", by="a1"), claim("4", by="b1")], questions=ASKED)
    actors = facts.actors | {"b1": facts.actors["b1"].model_copy(update={"was": ("a1",)})}
    change = changes.between(old, with_comparison(replace(facts, actors=actors)))
    assert [(each.effect, each.id) for each in change.entries] == [("added", "b1")]


def test_two_that_become_one_are_one_that_goes() -> None:
    """Both were there before: what is said of one is no change of the other."""
    old = state(claim("3", by="a1", id="one"), claim("4", by="b1", id="two"))
    facts = world([claim("3", by="b1", id="one"), claim("4", by="b1", id="two")], questions=ASKED)
    actors = facts.actors | {"b1": facts.actors["b1"].model_copy(update={"was": ("a1",)})}
    change = changes.between(old, with_comparison(replace(facts, actors=actors)))
    assert [(each.effect, each.id) for each in change.entries] == [("removed", "a1")]
    assert [[field.name for field in each.fields] for each in change.claims] == [["by", "says"]]


# Discrepancies.


def test_what_was_not_comparable_before_and_after_does_not_become_so() -> None:
    """A total that falls is a conflict between moments that are not compared by themselves; it closes, and that is all."""
    asked = {"q": TOTAL}
    first = claim("5", id="one", as_of="2020-01-01")
    old = state(first, claim("3", by="b1", id="two", as_of="2020-03-01"), questions=asked)
    new = state(first, claim("9", by="b1", id="two", as_of="2020-03-01"), questions=asked)
    assert ("not comparable", "value") in [(each.relation, each.kind) for each in old[1].discrepancies]
    assert ("closed", "conflict", "") in found(changes.between(old, new))


def test_a_conflict_opens_and_closes() -> None:
    one, two = claim("3", id="one"), claim("4", by="b1", id="two")
    old, new = state(one), state(one, two)
    assert found(changes.between(old, new)) == [("opened", "", "conflict")]
    assert found(changes.between(new, old)) == [("closed", "conflict", "")]
    assert changes.between(old, new).discrepancies[0].speakers == ("a1", "b1")


def test_a_conflict_that_becomes_compatible_is_changed_before_and_after() -> None:
    old = state(claim("3", id="one"), claim("4", by="b1", id="two"))
    new = state(claim("3", id="one"), claim("at least 3", by="b1", id="two"))
    assert found(changes.between(old, new)) == [("changed", "conflict", "compatible")]


def test_a_conflict_whose_answers_are_of_other_populations_is_no_longer_comparable() -> None:
    old = state(claim("3", of="men", id="one"), claim("4", by="b1", of="men", id="two"))
    new = state(claim("3", of="men", id="one"), claim("4", by="b1", of="women", id="two"))
    assert found(changes.between(old, new)) == [("not comparable now", "conflict", "not comparable")]
    assert found(changes.between(new, old)) == [("comparable now", "not comparable", "conflict")]


def test_a_third_claim_that_joins_a_group_keeps_its_discrepancy() -> None:
    two = [claim("3", id="one"), claim("3", by="b1", id="two")]
    old, new = state(*two), state(*two, claim("3", by="d1", id="three"))
    assert found(changes.between(old, new)) == [("changed", "agree", "agree")]


def test_a_conflict_with_somebody_else_is_another_one() -> None:
    old = state(claim("3", id="one"), claim("4", by="b1", id="two"))
    new = state(claim("3", id="one"), claim("5", by="d1", id="three"))
    assert sorted(found(changes.between(old, new))) == [("closed", "conflict", ""), ("opened", "", "conflict")]


def test_a_reason_in_other_words_is_counted_and_not_listed() -> None:
    old = state(claim("3", id="one"), claim("4", by="b1", id="two"))
    facts = old[0]
    actors = facts.actors | {"b1": facts.actors["b1"].model_copy(update={"name": "Another name"})}
    change = changes.between(old, with_comparison(replace(facts, actors=actors)))
    assert change.discrepancies == ()
    assert change.reworded == 1
    assert not change.empty


# Headlines, entries, warnings.


def test_a_headline_is_told_before_and_after() -> None:
    old, new = state(claim("3", id="one")), state(claim("3", id="one"), claim("4", by="b1", id="two"))
    (headline,) = changes.between(old, new).headlines
    assert headline.before == "One speaker gives one answer: 3."
    assert headline.after == "Two speakers give two answers, from 3 to 4; one pair of them cannot both be true."


def test_an_event_that_comes_is_one_entry_and_no_headlines_of_its_idle_questions() -> None:
    change = changes.between(state(claim("3")), state(claim("3"), events={"fire": []}))
    assert [(each.effect, each.kind, each.id) for each in change.entries] == [("added", "event", "fire")]
    assert change.headlines == ()


def test_of_a_list_only_what_differs_is_told() -> None:
    old = golden()
    ident, place = next((i, p) for i, p in old.places.items() if len(p.names) > 1)
    cut = old.places | {ident: place.model_copy(update={"names": place.names[1:]})}
    change = changes.between(with_comparison(replace(old, places=cut)), with_comparison(old))
    (entry,) = [each for each in change.entries if each.kind == "place"]
    (field,) = entry.fields
    assert (field.name, field.was) == ("names", "")
    assert field.now.startswith(f"{place.names[0].name}, ")
    assert place.names[0].quote in field.after


def test_new_sources_without_fingerprint_or_archived_copy_are_told_once() -> None:
    old, new = state(claim("3")), state(claim("3"), claim("4", by="b1", source="s2"))
    told = [(each.kind, each.id) for each in changes.between(old, new).warnings]
    assert told == [("no fingerprint", "s2"), ("no archived copy", "s2")]
    printed = replace(old[0], fingerprints={"s1": Fingerprint("0" * 64, (), ())})
    lost = changes.between((printed, old[1]), old).warnings
    assert [(each.kind, each.id) for each in lost] == [("no fingerprint", "s1")]


def test_a_new_person_is_told_with_its_capacity() -> None:
    old, new = state(claim("3")), state(claim("3"), claim("4", by="b1"))

    def person(facts: Facts, **more: str) -> State:
        shape = schema.ActorFile.model_validate({"name": "B1", "kind": "person", **more})
        return with_comparison(replace(facts, actors=facts.actors | {"b1": shape}))

    office = person(new[0], capacity="office")
    told = changes.between(old, office).warnings
    assert [(each.kind, each.id, each.detail) for each in told] == [("person", "b1", "office")]
    assert changes.between(office, office).warnings == ()
    assert [each.detail for each in changes.between(office, person(new[0], capacity="authorship")).warnings] == [
        "authorship"
    ]
    assert [each.kind for each in changes.between(new, office).warnings] == ["person"]


def test_questions_without_comparison_change_by_their_claims_alone() -> None:
    asked = {"q": COUNT, "p": {"type": "position"}}
    old = state(claim("3"), claim(None, question="p", id="view", says="It said so."), questions=asked)
    new = state(claim("3"), claim(None, question="p", id="view", says="It said otherwise."), questions=asked)
    change = changes.between(old, new)
    (changed,) = change.claims
    assert [(field.name, field.was, field.now) for field in changed.fields] == [
        ("says", "It said so.", "It said otherwise.")
    ]
    assert change.discrepancies == ()


def test_conflicts_are_told_first() -> None:
    old = state(claim("9", of="women", id="zero"))
    new = state(claim("9", of="women", id="zero"), claim("3", of="men", id="one"), claim("4", by="b1", of="men", id="two"))
    told: list[DiscrepancyChange] = list(changes.between(old, new).discrepancies)
    assert [each.after.relation for each in told if each.after] == ["conflict", "not comparable"]


def test_corrections_that_came_or_were_taken_out_are_told() -> None:
    """One that was reworded is both; a claim whose source has another id is still the same correction."""
    old = golden()
    was, *others = old.corrections
    now = was.model_copy(update={"now": "It gives no day."})
    change = changes.between(with_comparison(old), with_comparison(replace(old, corrections=(now, *others))))
    assert [(each.effect, each.now) for each in change.corrections] == [("added", now.now), ("removed", was.now)]
    assert not change.empty
    assert replace(change, corrections=()) == Change()
