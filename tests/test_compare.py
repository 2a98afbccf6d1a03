"""The comparison as a whole, held against sets that are listed one by one, and what must hold for any record."""

from __future__ import annotations

import json
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import (
    COUNT,
    DATE,
    POPULATIONS,
    STOCK,
    TOTAL,
    Data,
    choice,
    claim,
    counts,
    found,
    only,
    relations,
    spans,
    steady,
    world,
)

from generator import compare
from generator.compare import Discrepancy
from generator.model import Facts

several = settings(steady, max_examples=60)


def pairs(facts: Facts) -> dict[frozenset[str], str]:
    """Return the relation of every two claims, and fail when one pair has two."""
    stand: dict[frozenset[str], str] = {}
    for each in found(facts):
        for a, b in combinations(each.groups, 2):
            for pair in product(a, b):
                assert frozenset(pair) not in stand
                stand[frozenset(pair)] = each.relation
    return stand


@several
@given(st.lists(counts(), min_size=2, max_size=5))
def test_any_two_speakers_stand_as_the_numbers_that_they_allow(given_: list) -> None:
    facts = world([claim(text, by=f"a{n}") for n, (text, _) in enumerate(given_)], questions={"q": COUNT})
    stand = pairs(facts)
    for (m, (_, a)), (n, (_, b)) in combinations(enumerate(given_, 1), 2):
        expected = "agree" if a == b else "compatible" if a & b else "conflict"
        assert stand[frozenset({f"s1/c{m}", f"s1/c{n}"})] == expected


@several
@given(st.lists(spans(), min_size=2, max_size=5))
def test_any_two_speakers_stand_as_the_days_that_they_allow(given_: list) -> None:
    facts = world([claim(text, by=f"a{n}") for n, (text, _) in enumerate(given_)], questions={"q": DATE})
    stand = pairs(facts)
    for (m, (_, a)), (n, (_, b)) in combinations(enumerate(given_, 1), 2):
        expected = "agree" if a == b else "compatible" if a & b else "conflict"
        assert stand[frozenset({f"s1/c{m}", f"s1/c{n}"})] == expected


@several
@given(counts(), counts())
def test_a_part_conflicts_with_its_whole_only_when_no_numbers_could_do(part: tuple, whole: tuple) -> None:
    claims = [claim(part[0], of="boys"), claim(whole[0], of="all", by="b1")]
    each = only(world(claims, questions={"q": {**COUNT, **POPULATIONS}}), kind="part and whole")
    possible = any(small <= large for small in part[1] for large in whole[1])
    assert each.relation == ("compatible" if possible else "conflict")
    assert each.groups == (("s1/c1",), ("s1/c2",))


@several
@given(st.booleans(), counts(), st.lists(counts(), min_size=2, max_size=2))
def test_a_sum_conflicts_only_when_no_numbers_could_do(exhaustive: bool, total: tuple, parts: list) -> None:
    claims = [claim(total[0], question="t"), *(claim(text, question=f"q{n}") for n, (text, _) in enumerate(parts))]
    entry = {"id": "sum", "total": "s1/c1", "parts": ["s1/c2", "s1/c3"], "exhaustive": exhaustive, "note": "n"}
    each = only(world(claims, questions=dict.fromkeys(["t", "q0", "q1"], COUNT), sums=[entry]), kind="sum")
    sums = {a + b for a in parts[0][1] for b in parts[1][1]}
    possible = any(made == all_ if exhaustive else made <= all_ for made in sums for all_ in total[1])
    assert (each.relation == "conflict") == (not possible)
    assert each.groups == (("s1/c1",), ("s1/c2", "s1/c3"))


def test_a_part_of_a_sum_that_gives_no_number_may_be_any_and_is_never_zero() -> None:
    claims = [claim("90"), claim("62"), claim(response="not given")]
    entry = {"id": "sum", "total": "s1/c1", "parts": ["s1/c2", "s1/c3"], "exhaustive": True, "note": "n"}
    each = only(world(claims, questions={"q": {**COUNT, **STOCK}}, sums=[entry]), kind="sum")
    assert each.relation == "compatible"


ACTORS = ["a1", "b1", "c1", "north-office", "south-office"]
days = st.sampled_from(["2020-01-01", "2020-02", "2020-03-15", "2020-03", "2020-12-01/.."])
claims_of = {
    "held": st.fixed_dictionaries(
        {"of": st.sampled_from(["all", "men", "women", "boys"]), "as_of": days},
        optional={"where": st.sampled_from(["mill", "ford", "land"])},
    ),
    "ever": st.fixed_dictionaries({"as_of": days}),
    "free": st.just({}),
    "e.date": st.just({}),
}
QUESTIONS = {
    "held": {**STOCK, **POPULATIONS},
    "ever": TOTAL,
    "free": choice("x", "y", "z", exclusive=False, excludes={"x": ["y"]}),
}
values_of = {
    "held": st.sampled_from(["3", "5", "dozens", "at least 4", "none", "3 to 5"]),
    "ever": st.sampled_from(["3", "5", "dozens", "at most 4"]),
    "free": st.sampled_from("xyz"),
    "e.date": st.sampled_from(["2020-02-10", "2020-02", "2020-03-01"]),
}


@st.composite
def records(draw: st.DrawFn) -> list[Data]:
    """Claims of several speakers, in several documents, about several questions."""
    claims = []
    for number in range(draw(st.integers(1, 9))):
        question = draw(st.sampled_from(sorted(claims_of)))
        silent = draw(st.integers(0, 5)) == 0
        claims.append(
            {
                "id": f"c{number}",
                "question": question,
                "source": draw(st.sampled_from(["s1", "s2", "s3"])),
                "by": draw(st.sampled_from([*ACTORS, "publisher"])),
                "via": draw(st.lists(st.sampled_from(ACTORS), max_size=2)),
                "said": draw(days),
                "value": None if silent else draw(values_of[question]),
                "response": "declined" if silent else None,
                **draw(claims_of[question]),
            }
        )
    return claims


def made(claims: list[Data]) -> Facts:
    return world(
        claims,
        questions=QUESTIONS,
        events={"e": ["held"]},
        places={"land": ("country", []), "mill": ("village", ["land"]), "ford": ("village", [])},
        parties={"north-office": "north", "south-office": "south", "a1": "north", "b1": "south"},
    )


@several
@given(records())
def test_no_claim_stands_twice_in_a_discrepancy_and_only_standing_answers_are_compared(claims: list[Data]) -> None:
    all_ = compare.compare(made(claims))
    assert len(all_.standings) == len(claims)
    for each in all_.discrepancies:
        assert len(set(each.claims)) == len(each.claims) >= 2
        assert len(each.groups) >= 2
        assert all(each.groups)
        for ident in each.claims:
            one = all_.standings[ident]
            assert one.answer is not None
            assert one.origin == ident
            assert not one.superseded_by
        assert (each.facet != "") == (each.relation == "not comparable")


@several
@given(records(), st.randoms(use_true_random=False))
def test_the_order_of_claims_and_files_changes_nothing(claims: list[Data], random: object) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert compare.compare(made(shuffled)).discrepancies == compare.compare(made(claims)).discrepancies


def swapped(text: str, *names: tuple[str, str]) -> str:
    """Exchange words for each other."""
    for one, other in names:
        text = text.replace(one, "\0").replace(other, one).replace("\0", other)
    return text


SWAPS = (("north", "south"), ("North", "South"), ("a1", "b1"), ("A1", "B1"))


@several
@given(records())
def test_two_parties_that_change_places_change_names_only(claims: list[Data]) -> None:
    other_way = json.loads(swapped(json.dumps(claims), *SWAPS))
    facts, mirrored = made(claims), made(other_way)
    expected = [each_with(each, swapped(each.why, *SWAPS)) for each in found(facts)]
    assert found(mirrored) == expected
    assert {c.id: c.party for c in mirrored.claims} == {c.id: swapped(c.party, *SWAPS) for c in facts.claims}


def each_with(each: Discrepancy, why: str) -> Discrepancy:
    return Discrepancy(each.question, each.relation, each.kind, each.groups, each.facet, why)


def test_choices_that_exclude_nothing_are_told_once_beside_those_that_clash() -> None:
    question = choice("x", "y", "z", exclusive=False, excludes={"x": ["y"]})
    claims = [claim(value, by=f"a{n}") for n, value in enumerate("xyzz")]
    facts = world(claims, questions={"q": question})
    assert relations(facts) == [("agree", "choice"), ("compatible", "choice"), ("conflict", "choice")]
    assert only(facts, "conflict").groups == (("s1/c1",), ("s1/c2",))
    assert only(facts, "compatible").groups == (("s1/c3", "s1/c4"), ("s1/c1", "s1/c2"))


def test_choices_of_an_exclusive_question_conflict_in_pairs() -> None:
    facts = world([claim(value, by=f"a{n}") for n, value in enumerate("xyz")], questions={"q": choice("x", "y", "z")})
    assert relations(facts) == [("conflict", "choice")] * 3


def test_one_answer_alone_is_no_discrepancy() -> None:
    assert found(world([claim("53")], questions={"q": COUNT})) == []
    assert found(world([], questions={"q": COUNT})) == []


def test_a_thousand_moments_are_told_in_one_entry() -> None:
    claims = [claim(str(n), as_of=f"{1000 + n}", by=f"a{n % 7}") for n in range(1000)]
    assert relations(world(claims, questions={"q": TOTAL})) == [("not comparable", "value")]


def test_a_thousand_speakers_of_one_answer_agree_in_one_entry() -> None:
    each = only(world([claim("53", by=f"a{n}") for n in range(1000)], questions={"q": COUNT}))
    assert (each.relation, len(each.groups)) == ("agree", 1000)


def test_a_thousand_documents_of_one_speaker_are_no_discrepancy() -> None:
    assert found(world([claim("53", source=f"s{n}") for n in range(1000)], questions={"q": COUNT})) == []


def test_of_a_thousand_answers_of_one_speaker_the_last_stands() -> None:
    facts = world([claim(str(n), said=f"{1000 + n}") for n in range(1000)], questions={"q": COUNT})
    assert found(facts) == []
    assert {one.superseded_by for one in compare.compare(facts).standings.values()} == {"", "s1/c1000"}


def test_a_thousand_choices_that_may_stand_together_are_one_entry() -> None:
    ids = [f"x{n}" for n in range(1000)]
    facts = world([claim(one) for one in ids], questions={"q": choice(*ids, exclusive=False)})
    assert relations(facts) == [("compatible", "choice")]
