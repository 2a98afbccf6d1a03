"""What follows from several counts together: sets that cannot all be true, subtractions, a balance of a stock."""

from __future__ import annotations

from generator import compare, source_page
from generator.index import Index
from generator.model import Facts
from tests.worlds import COUNT, STOCK, claim, world

PARTS = {
    "populations": [
        {"id": "all", "name": "everyone", "parts": "exhaustive"},
        {"id": "men", "name": "men", "part_of": "all"},
        {"id": "women", "name": "women", "part_of": "all"},
    ]
}


def conflicts(facts: Facts) -> list[tuple[str, tuple[str, ...], str]]:
    found = compare.compare(facts).discrepancies
    return [(each.kind, each.claims, each.why) for each in found if each.relation == "conflict"]


def test_exhaustive_parts_must_make_their_whole() -> None:
    """No two of the three contradict each other; the three do, and the conflict names all of them."""
    claims = [claim("100", of="all"), claim("30", by="b1", of="men"), claim("40", by="c1", of="women")]
    ((kind, ids, why),) = conflicts(world(claims, questions={"q": COUNT | PARTS}))
    assert (kind, ids) == ("part and whole", ("s1/c1", "s1/c2", "s1/c3"))
    assert why == (
        "The parts are together all of “everyone”. “everyone”: A1: 100; “men”: B1: 30; “women”: C1: 40: "
        "these cannot all be true."
    )
    fitting = [claim("at most 70", of="all"), *claims[1:]]
    assert conflicts(world(fitting, questions={"q": COUNT | PARTS})) == []


def test_counts_of_different_times_are_not_added_up() -> None:
    claims = [
        claim("100", of="all", as_of="2020-01-01"),
        claim("30", of="men", as_of="2020-03-01"),
        claim("40", of="women", as_of="2020-03-01"),
        claim("2020-02-01", question="e.date"),
    ]
    assert conflicts(world(claims, questions={"q": STOCK | PARTS}, events={"e": ["q"]})) == []


def test_a_declared_balance_holds_or_is_a_conflict() -> None:
    """Held later = held earlier + taken - returned - died, each a claim; intervals are subtracted end by end."""

    def balance(later: str) -> list[tuple[str, str, str]]:
        claims = [
            claim(later, id="later"),
            claim("62", id="earlier", question="e"),
            claim("at least 3", id="taken", question="t"),
            claim("29", id="returned", question="r"),
            claim("at most 1", id="died", question="d"),
        ]
        entry = {"id": "s", "total": "later", "parts": ["earlier", "taken"], "less": ["returned", "died"],
                 "exhaustive": True, "note": "The same people."}  # fmt: skip
        facts = world(claims, questions=dict.fromkeys("qetrd", COUNT))
        source = facts.sources["s1"].model_copy(update={"sums": (sum_entry(entry),)})
        facts.sources["s1"] = source
        return [(d.kind, d.relation, d.why) for d in compare.compare(facts).discrepancies if d.kind == "sum"]

    assert [relation for _, relation, _ in balance("40")] == ["compatible"]
    ((_, relation, why),) = balance("33")
    assert relation == "conflict"
    assert why == (
        "62 + at least 3 − 29 − at most 1 make at least 35; the total given is 33 (A1): these cannot all be true."
    )


def test_a_sum_that_takes_away_is_shown_on_the_page_of_its_source() -> None:
    claims = [claim("33", id="left"), claim("62", id="all", question="e"), claim("29", id="gone", question="r")]
    entry = {"id": "s", "total": "left", "parts": ["all"], "less": ["gone"], "exhaustive": True, "note": "The same people."}
    facts = world(claims, questions=dict.fromkeys("qer", COUNT), sums=[])
    facts.sources["s1"] = facts.sources["s1"].model_copy(update={"sums": (sum_entry(entry),)})
    (shown,) = source_page.sums(Index(facts, compare.compare(facts)), "s1")
    assert shown.stand.why == "62 − 29 make 33; the total given is 33 (A1): the sum holds."


def sum_entry(data: dict[str, object]) -> object:
    from generator import schema
    from tests.worlds import texts

    return schema.Sum.model_validate(texts(data))


def test_an_actor_at_odds_with_itself_is_told_on_its_own_page_only() -> None:
    """Two answers of one mouth on one day; the other speaker's conflict with them is no oddity of either."""
    facts = world([claim("10"), claim("20"), claim("30", by="b1")], questions={"q": COUNT})
    index = Index(facts, compare.compare(facts))
    assert [each.claims for each in index.at_odds["a1"]] == [("s1/c1", "s1/c2")]
    assert "b1" not in index.at_odds


def test_origins_and_answers_that_rest_on_one_alone_are_counted() -> None:
    claims = [claim("10"), claim("10", source="s2"), claim("10", by="b1"), claim("20", by="c1")]
    facts = world(claims, questions={"q": COUNT})
    assert Index(facts, compare.compare(facts)).origins("q") == (4, 3, 1)
