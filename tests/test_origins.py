"""One origin counts once; a later answer replaces an earlier one of the same mouth."""

from __future__ import annotations

from worlds import COUNT, DATE, STOCK, choice, claim, found, only, relations, world

from generator import compare
from generator.index import Index
from generator.model import Facts

Q = {"q": COUNT}


def origins_of(facts: Facts) -> dict[str, str]:
    return {ident: one.origin for ident, one in compare.compare(facts).standings.items()}


def superseded(facts: Facts) -> dict[str, str]:
    standings = compare.compare(facts).standings.values()
    return {one.claim.id: one.superseded_by for one in standings if one.superseded_by}


def test_the_same_speaker_in_several_documents_is_one_origin_the_first_said() -> None:
    facts = world(
        [claim("53", source="s2", said="2020-03-02"), claim("53", said="2020-03-05"), claim("53", source="s3")], questions=Q
    )
    assert set(origins_of(facts).values()) == {"s2/c1"}
    assert found(facts) == []


def test_a_relay_does_not_make_a_second_origin() -> None:
    facts = world([claim("53", via=["b1"]), claim("53", source="s2", via=["c1", "b1"])], questions=Q)
    assert set(origins_of(facts).values()) == {"s1/c1"}
    assert found(facts) == []


def test_two_speakers_with_the_same_answer_are_two_origins_and_agree() -> None:
    facts = world([claim("53"), claim("53", by="b1", source="s2"), claim("53", source="s3")], questions=Q)
    assert only(facts).relation == "agree"
    assert only(facts).groups == (("s1/c1",), ("s2/c1",))


def test_who_relays_an_answer_and_gives_the_same_does_not_corroborate_it() -> None:
    relayed = [claim("53", by="a1", via=["b1"]), claim("53", by="b1")]
    assert found(world(relayed, questions=Q)) == []
    both = only(world([*relayed, claim("53", by="c1")], questions=Q))
    assert (both.relation, both.groups) == ("agree", (("s1/c1", "s1/c2"), ("s1/c3",)))


def test_a_chain_of_relays_is_one_mouth() -> None:
    chain = [claim("53", by="a1", via=["b1"]), claim("53", by="b1", via=["c1"]), claim("53", by="c1")]
    for claims in (chain, chain[::-1]):
        assert found(world(claims, questions=Q)) == []


def test_a_relay_still_contradicts_whom_it_relays() -> None:
    assert relations(world([claim("53", via=["b1"]), claim("60", by="b1")], questions=Q)) == [("conflict", "value")]


def test_a_document_that_repeats_an_attributed_figure_folds_under_it() -> None:
    facts = world([claim("53", by="publisher"), claim("53", source="s2", said="2020-12-01")], questions=Q)
    assert set(origins_of(facts).values()) == {"s2/c1"}
    assert found(facts) == []


def test_figures_that_stand_only_in_documents_own_voices_are_one_origin_together() -> None:
    facts = world([claim("53", by="publisher"), claim("53", by="publisher", source="s2")], questions=Q)
    assert set(origins_of(facts).values()) == {"s1/c1"}
    assert found(facts) == []


def test_whom_a_document_says_it_is_taken_from_speaks_in_its_own_voice() -> None:
    claims = [claim("53", by="wire"), claim("53", by="agency", source="s2")]
    assert found(world(claims, questions=Q, derived_from={"s1": "wire", "s2": "agency"})) == []
    assert only(world(claims, questions=Q)).relation == "agree"


def test_own_voices_contradict_each_other_and_attributed_answers() -> None:
    own = [claim("53", by="publisher"), claim("60", by="publisher", source="s2"), claim("70")]
    assert relations(world(own, questions=Q)) == [("conflict", "value")] * 3


def test_the_same_number_for_another_time_is_another_origin() -> None:
    facts = world(
        [claim("53", as_of="2020-01-01"), claim("53", as_of="2020-03-01"), claim("2020-02-01", question="e.date", by="b1")],
        questions={"q": STOCK},
        events={"e": ["q"]},
    )
    assert len({*origins_of(facts).values()}) == 3


def test_responses_are_kept_and_never_compared() -> None:
    answers = ["declined", "no reply", "not given", "denied"]
    claims = [claim(response=one, by=f"a{n}") for n, one in enumerate(answers)]
    facts = world([*claims, claim("0", by="b1")], questions=Q)
    assert found(facts) == []
    assert len(compare.compare(facts).standings) == 5


def test_one_speakers_silence_in_two_documents_is_one_origin_and_anothers_is_not() -> None:
    claims = [claim(response="declined"), claim(response="declined", source="s2"), claim(response="declined", by="b1")]
    assert origins_of(world(claims, questions=Q)) == {"s1/c1": "s1/c1", "s2/c1": "s1/c1", "s1/c2": "s1/c2"}


def test_free_positions_stand_beside_each_other_uncompared() -> None:
    claims = [claim(says="It was late."), claim(says="It was late.", source="s2"), claim(says="It was early.", by="b1")]
    facts = world(claims, questions={"q": {"type": "position"}})
    assert found(facts) == []
    assert origins_of(facts)["s2/c1"] == "s1/c1"
    assert len(set(origins_of(facts).values())) == 2


def test_a_later_answer_of_the_same_mouth_replaces_the_earlier_one() -> None:
    facts = world([claim("53", said="2020-03"), claim("60", said="2020-04"), claim("53", by="b1")], questions=Q)
    assert superseded(facts) == {"s1/c1": "s1/c2"}
    assert only(facts).claims == ("s1/c2", "s1/c3")


def test_contradictory_answers_of_one_mouth_on_one_day_stay_a_conflict() -> None:
    facts = world([claim("53", said="2020-03-01"), claim("60", said="2020-03-01")], questions=Q)
    assert superseded(facts) == {}
    assert only(facts).relation == "conflict"


def test_answers_that_may_be_of_one_day_replace_nothing() -> None:
    assert superseded(world([claim("53", said="2020"), claim("60", said="2020-12-31")], questions=Q)) == {}
    assert superseded(world([claim("53", said="2020-01-01/.."), claim("60", said="2022")], questions=Q)) == {}


def test_an_answer_given_again_still_stands() -> None:
    again = [claim("53", said="2020-01"), claim("60", said="2020-02"), claim("53", said="2020-03")]
    assert superseded(world(again, questions=Q)) == {"s1/c2": "s1/c3"}
    same_day = [claim("53", said="2020-01-01"), claim("53", said="2020-02-02"), claim("60", said="2020-02-02")]
    facts = world(same_day, questions=Q)
    assert superseded(facts) == {}
    assert only(facts).relation == "conflict"


def test_a_document_that_is_not_replaced_leads_where_another_one_was() -> None:
    claims = [
        claim("53", by="publisher", said="2020-01"),
        claim("53", by="publisher", said="2020-02", source="s2"),
        claim("60", by="publisher", said="2020-03", source="s3"),
    ]
    facts = world(claims, questions=Q, publishers={"s3": "press-s1"})
    assert superseded(facts) == {"s1/c1": "s3/c1"}
    assert only(facts, "conflict").claims == ("s2/c1", "s3/c1")


def test_answers_without_a_day_replace_nothing_and_come_last() -> None:
    facts = world([claim("53"), claim("60", said="2020-02")], questions=Q, published=None)
    assert superseded(facts) == {}
    assert only(facts).claims == ("s1/c2", "s1/c1")


def test_a_second_choice_adds_to_the_first_unless_they_exclude_each_other() -> None:
    claims = [claim("x", said="2020-01"), claim("y", said="2020-02")]
    assert superseded(world(claims, questions={"q": choice("x", "y", exclusive=False)})) == {}
    assert superseded(world(claims, questions={"q": choice("x", "y")})) == {"s1/c1": "s1/c2"}
    some = choice("x", "y", exclusive=False, excludes={"y": ["x"]})
    assert superseded(world(claims, questions={"q": some})) == {"s1/c1": "s1/c2"}


def test_a_later_answer_about_something_else_replaces_nothing() -> None:
    claims = [claim("2020-01-01", question="e.date"), claim("2020-02-02", question="f.date", said="2021")]
    assert superseded(world(claims, questions={"q": DATE}, events={"e": [], "f": []})) == {}


def test_whom_documents_do_not_name_is_another_voice_in_each() -> None:
    told = [
        claim("60", by="activists", source="s1", said="2020-01-01"),
        claim("60", by="activists", source="s2", said="2020-02-01"),
        claim("80", by="activists", source="s3", said="2020-03-01"),
    ]
    named, unnamed = world(told, questions={"q": COUNT}), world(told, questions={"q": COUNT}, unnamed=["activists"])
    assert relations(named) == []  # one speaker, whose last answer stands
    assert sorted(relations(unnamed)) == [("agree", "value"), ("conflict", "value"), ("conflict", "value")]
    assert compare.compare(unnamed).standings["s2/c1"].origin == "s2/c1"
    assert Index(unnamed, compare.compare(unnamed)).at_odds == {}


def test_the_unnamed_of_one_document_are_one_voice_there() -> None:
    told = [claim("60", by="activists"), claim("80", by="activists")]
    facts = world(told, questions={"q": COUNT}, unnamed=["activists"])
    assert relations(facts) == [("conflict", "value")]
    assert list(Index(facts, compare.compare(facts)).at_odds) == ["activists"]
