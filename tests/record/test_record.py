"""The record in `facts/` says what its documents say, and its answers stand to each other as a reader would find."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from generator import compare, dates, evidence, model, schema
from generator.compare import Comparison
from generator.discrepancies import Discrepancy
from generator.model import Claim, Facts
from generator.schema import Entry

FACTS = Path(__file__).parents[2] / "facts"


@cache
def record() -> model.Record:
    return model.read(FACTS)


@cache
def facts() -> Facts:
    return model.facts(record())


@cache
def compared() -> Comparison:
    return compare.compare(facts())


def claims(question: str, **fields: str) -> list[Claim]:
    """Return the claims that answer a question; `by`, `value`, `of`, `response` or `source` narrow it."""

    def fits(claim: Claim) -> bool:
        return all(str(getattr(claim, name, getattr(claim.entry, name, None))) == text for name, text in fields.items())

    found = [claim for claim in facts().claims if claim.question == question and fits(claim)]
    assert found, f"the record has no claim on {question} with {fields}"
    return found


def between(first: list[Claim], second: list[Claim]) -> list[Discrepancy]:
    """Return the discrepancies that set one of the first claims against one of the second."""
    here, there = ({claim.id for claim in some} for some in (first, second))
    return [
        each
        for each in compared().discrepancies
        if any(here & {*a} and there & {*b} for a in each.groups for b in each.groups if a is not b)
    ]


def test_the_two_dates_of_the_capture_conflict() -> None:
    """Mid-December in one account, the end of November in the other."""
    december, november = (
        claims("capture-of-the-62.date", source=source) for source in ("hyetert-2021-01-09", "jamnews-2022-08-17")
    )
    (each,) = between(december, november)
    assert (each.relation, each.kind) == ("conflict", "date")
    assert dates.read(december[0].entry.value or "").meets(dates.read("2020-12-15"))
    assert dates.read(november[0].entry.value or "").meets(dates.read("2020-11-30"))


def test_33_and_more_than_100_soldiers_held_conflict() -> None:
    one, other = (
        claims("armenians-held", value=value, source="westernarmenia-2023-12-05") for value in ("33", "more than 100")
    )
    (each,) = between(one, other)
    assert (each.relation, each.kind) == ("conflict", "value")


def test_whether_prisoners_can_reach_their_families_is_a_conflict() -> None:
    found = between(claims("family-contact", value="can"), claims("family-contact", value="cannot"))
    assert {(each.relation, each.kind) for each in found} == {("conflict", "choice")}
    speakers = {claim.by for claim in claims("family-contact")}
    assert {"icrc", "arif-and-leila-yunus", "azerbaijan-npg"} <= speakers


def test_60_and_39_civilians_killed_are_a_whole_and_its_part() -> None:
    one, other = (
        claims("civilians-killed", value=value, source="armenianclub-2020-12-24") for value in ("39", "at least 60")
    )
    (each,) = between(one, other)
    assert (each.relation, each.kind) == ("compatible", "part and whole")


def test_53_45_and_more_than_100_returned_are_of_different_periods() -> None:
    returned = [claims("armenians-returned", of="all", value=value) for value in ("53", "45", "over 100")]
    for one in returned:
        for other in returned:
            if one is not other:
                (each,) = between(one, other)
                assert (each.relation, each.facet) == ("not comparable", "period")


def test_the_parts_of_those_killed_after_the_cease_fire_make_their_total() -> None:
    (each,) = (one for one in compared().discrepancies if one.kind == "sum" and one.question == "killed-after-ceasefire")
    assert each.relation == "agree"
    assert "9 + 6 + 14 make at least 29" in each.why


def test_53_returned_in_two_documents_is_one_origin_and_no_corroboration() -> None:
    both = claims("armenians-returned", of="all", value="53")
    assert len({claim.source for claim in both}) == 2
    assert len({compared().standings[claim.id].origin for claim in both}) == 1
    assert not any(
        {claim.id for claim in both} & {*each.claims} for each in compared().discrepancies if each.relation == "agree"
    )


def test_62_captured_rests_on_two_speakers_who_are_named() -> None:
    both = [
        claim
        for by in ("artak-beglaryan", "azerbaijan-foreign-minister")
        for claim in claims("captured-number", by=by, value="62")
    ]
    origins = {compared().standings[claim.id].origin for claim in both}
    assert any(each.relation == "agree" and origins <= {*each.claims} for each in compared().discrepancies)
    assert len(origins) == 2


def test_nobody_is_corroborated_by_whom_it_is_relayed_through() -> None:
    for each in compared().discrepancies:
        if each.relation == "agree" and each.kind != "sum":
            mouths = [{compared().standings[ident].claim.by for ident in group} for group in each.groups]
            relays = [{r for ident in group for r in compared().standings[ident].claim.entry.via} for group in each.groups]
            for number, via in enumerate(relays):
                assert not any(via & speakers for other, speakers in enumerate(mouths) if other != number)


def test_who_gave_no_number_is_shown_and_never_compared() -> None:
    silent = [claim for claim in claims("armenians-held") if claim.entry.response]
    told = {(claim.by, claim.entry.response) for claim in silent}
    assert told >= {
        ("azerbaijan-government", "not given"),
        ("azerbaijan-prosecutor-general", "no reply"),
        ("azerbaijan-foreign-ministry", "no reply"),
        ("armenia-foreign-ministry", "no reply"),
        ("armenia-ombudsman", "no reply"),
        ("icrc", "declined"),
    }
    kept = {claim.id for claim in facts().claims if claim.entry.response}
    assert not any(kept & {*each.claims} for each in compared().discrepancies)
    assert all(compared().standings[ident].answer is None for ident in kept)


def test_every_person_appears_in_a_public_capacity() -> None:
    people = {ident: actor for ident, actor in facts().actors.items() if actor.kind == "person"}
    assert people
    assert [ident for ident, actor in people.items() if not actor.capacity] == []


def citations() -> list[tuple[str, int, str]]:
    """Return source, paragraph and quote of everything that cites."""
    return [
        (getattr(entry, "source", None) or checked.document.id, entry.paragraph, quote)  # type: ignore[attr-defined]
        for checked, _, _, quote, entry in record().texts("quote")
    ]


def test_no_claim_lacks_its_source_paragraph_and_quote() -> None:
    for claim in facts().claims:
        assert claim.source in facts().sources
        assert claim.entry.paragraph >= 1
        assert claim.entry.quote.strip()
        assert claim.entry.says.strip()


def test_there_are_at_least_240_citations_of_every_source() -> None:
    assert len(citations()) >= 240
    assert {source for source, _, _ in citations()} == {*facts().sources}
    assert len(facts().sources) >= 5


def test_every_quote_is_short_and_stands_where_it_is_said_to() -> None:
    """Held against the fingerprints, so that it is tested where the texts are not."""
    for source, paragraph, quote in citations():
        fingerprint, length = facts().fingerprints[source], evidence.count_words(quote)
        assert fingerprint.stands_in(quote, paragraph), f"{source} {paragraph}: {quote}"
        assert 4 <= length <= 20
        assert length < fingerprint.counts[paragraph - 1], f"a whole line: {quote}"


PAIRS = [("armenia", "azerbaijan"), ("armenia", "artsakh-nagorno-karabakh"), ("azerbaijan", "russia")]


@pytest.mark.parametrize("pair", PAIRS, ids=" and ".join)
def test_two_parties_that_change_places_change_names_only(pair: tuple[str, str]) -> None:
    """Whoever speaks for one party speaks for the other, and the parties bear each other's names."""
    one, other = pair
    shown = facts()
    exchanged = {one: other, other: one}
    actors = {
        ident: actor.model_copy(update={"party": exchanged.get(actor.party or "", actor.party)})
        for ident, actor in shown.actors.items()
    }
    parties = {
        exchanged.get(ident, ident): party.model_copy(update={"id": exchanged.get(ident, ident)})
        for ident, party in shown.parties.items()
    }
    renamed = tuple(replace(claim, party=exchanged.get(claim.party, claim.party)) for claim in shown.claims)
    assert compare.compare(replace(shown, actors=actors, parties=parties, claims=renamed)).discrepancies == (
        compared().discrepancies
    )


@pytest.mark.parametrize("pair", PAIRS, ids=" and ".join)
def test_speakers_of_two_parties_that_change_places_are_treated_alike(pair: tuple[str, str]) -> None:
    """Each speaker of one party is exchanged for one of the other, everywhere: what is found is the same."""
    shown = facts()
    ours, theirs = (sorted(i for i, actor in shown.actors.items() if actor.party == party) for party in pair)
    names = dict(zip(ours, theirs, strict=False)) | dict(zip(theirs, ours, strict=False))
    moved = tuple(
        replace(
            claim,
            by=names.get(claim.by, claim.by),
            entry=claim.entry.model_copy(update={"via": tuple(names.get(actor, actor) for actor in claim.entry.via)}),
        )
        for claim in shown.claims
    )
    mirrored = replace(shown, claims=moved, actors={names.get(i, i): actor for i, actor in shown.actors.items()})
    assert [shape(each) for each in compare.compare(mirrored).discrepancies] == [
        shape(each) for each in compared().discrepancies
    ]


def shape(each: Discrepancy) -> tuple:
    return each.question, each.relation, each.kind, each.groups, each.facet, each.why


def test_nothing_about_this_topic_is_in_the_code() -> None:
    """No party, actor, place or event of the record is named in the generator."""
    words = {*facts().parties, *facts().actors, *facts().places, *facts().events} - {
        "un",
        "pace",
    }  # words of the language, too
    code = "\n".join(path.read_text(encoding="utf-8") for path in (FACTS.parent / "generator").rglob("*.py"))
    assert sorted(word for word in words if re.search(rf"\b{re.escape(word)}\b", code)) == []


def test_every_entry_that_cites_is_counted() -> None:
    """The count of citations above covers claims, further words, roles, names, containments and involvements."""
    kinds = {type(entry) for _, _, _, _, entry in record().texts("quote")}
    expected: set[type[Entry]] = {
        schema.ClaimEntry, schema.Here, schema.Role, schema.Name, schema.Within, schema.Involvement, schema.Derivation,
    }  # fmt: skip
    assert expected <= kinds
