"""The timeline: every date that somebody gave, none chosen, and where an event stands among the others."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from drawings import index_at, index_of, markup
from sites import GOLDEN_FACTS, REAL_FACTS
from worlds import claim, world

from generator import matrix, timeline
from generator.index import Index
from generator.timeline import Moment


def happened(event: str, value: str | None, by: str = "a1", source: str = "s1", **more: Any) -> dict[str, Any]:
    return claim(value, question=f"{event}.date", by=by, source=source, **more)


def index_with(*claims: dict[str, Any], events: tuple[str, ...] = ()) -> Index:
    names = {one["question"].partition(".")[0] for one in claims} | set(events)
    return index_of(world(claims, events={name: [] for name in sorted(names)}))


def sections(index: Index) -> list[tuple[str, str, list[str]]]:
    years = timeline.events(index).context["years"]
    return [
        (year.heading, section.heading, [one.link.text for one in section.moments])
        for year in years
        for section in year.sections
    ]


def moment(index: Index, event: str) -> Moment:
    years = timeline.events(index).context["years"]
    return next(
        one for year in years for section in year.sections for one in section.moments if f"/{event}/" in one.link.href
    )


def test_events_stand_under_their_month_and_long_dates_under_their_year() -> None:
    index = index_with(
        happened("a", "2020-12-14"), happened("b", "2020-09-27/2020-11-09"), happened("c", "2020"), happened("d", "2019"),
        happened("e", "2020-12-02", source="s2"),
    )  # fmt: skip
    assert sections(index) == [
        ("2019", "", ["the d"]),
        ("2020", "2020: dates longer than two months", ["the c"]),
        ("2020", "September 2020", ["the b"]),
        ("2020", "December 2020", ["the e", "the a"]),
    ]


def test_an_event_stands_where_its_most_precise_date_begins_whoever_gave_it() -> None:
    for first, second in (("a1", "b1"), ("b1", "a1")):
        index = index_with(
            happened("war", "2020", by=first), happened("war", "2020-09-27", by=second), happened("other", "2020-03-01")
        )
        assert [heading for _, heading, _ in sections(index)] == ["March 2020", "September 2020"]


def test_every_date_has_a_line_of_its_own_with_its_speakers() -> None:
    index = index_with(
        happened("a", "2020-12-14", by="a1"), happened("a", "2020-12-11/2020-12-12", by="b1"),
        happened("a", "2020-12-14", by="c1"), happened("a", None, by="d1", response="declined"),
    )  # fmt: skip
    found = moment(index, "a")
    assert [(one.words, [link.text for link in one.speakers]) for one in found.given] == [
        ("14 December 2020", ["A1", "C1"]),
        ("11 December 2020 to 12 December 2020", ["B1"]),
    ]
    assert found.disputed
    assert [[(tie.kind, tie.rows) for tie in one.tied.ties] for one in found.given] == [
        [("conflict", "B")],
        [("conflict", "A")],
    ]


def test_a_disputed_date_far_away_is_still_in_the_drawing() -> None:
    index = index_with(happened("a", "2020-12-14", by="a1"), happened("a", "2021-02-03", by="b1"))
    assert all(one.mark.dots and not one.mark.cut for one in moment(index, "a").given)


def test_a_vague_date_is_drawn_as_its_bounds_and_an_open_one_with_an_arrow() -> None:
    index = index_with(happened("a", "2020-12"), happened("b", "../2020-12-24"), happened("c", "2020-12-03~"))
    (month,) = moment(index, "a").given
    (until,) = moment(index, "b").given
    (about,) = moment(index, "c").given
    assert month.mark.kind == "range"
    assert [arrow.down for arrow in until.mark.arrows] == [True]
    assert about.mark.dashed


def test_events_without_a_date_stand_apart_in_alphabetical_order() -> None:
    context = timeline.events(index_with(happened("b", "2020"), events=("z", "a"))).context
    assert [one.link.text for one in context["undated"]] == ["the a", "the z"]


def test_a_part_names_its_whole_and_places_are_all_named() -> None:
    found = moment(index_at(GOLDEN_FACTS), "closure")
    assert found.part_of is not None
    assert found.part_of.href == "../events/works/index.html"
    assert found.places


def test_no_event_is_lost() -> None:
    for folder in (GOLDEN_FACTS, REAL_FACTS):
        index = index_at(folder)
        context = timeline.events(index).context
        dated = [name for *_, names in sections(index) for name in names]
        assert len(dated) + len(context["undated"]) == len(index.facts.events)


def test_the_first_and_the_last_days_of_the_calendar_can_be_drawn() -> None:
    index = index_with(happened("a", "9999-12-31"), happened("b", "0001-01-01"), happened("c", "9999"))
    assert len(sections(index)) == 3
    assert timeline.position(index, 2, "a") is not None


def test_an_event_stands_between_the_one_before_and_the_one_after() -> None:
    index = index_with(happened("a", "2020-01-01"), happened("b", "2020-01-05"), happened("c", "2020-01-09"), events=("x",))
    found = timeline.position(index, 2, "b")
    assert found is not None
    assert found.before is not None
    assert found.after is not None
    assert (found.before.text, found.after.text) == ("the a", "the c")
    assert found.words == "the b: event 2 of 3 with a date, in the order of time"
    assert (len(found.own), len(found.others)) == (1, 2)
    assert timeline.position(index, 2, "x") is None
    assert timeline.position(index_with(happened("a", "2020")), 2, "a") is None
    first = timeline.position(index, 2, "a")
    assert first is not None
    assert first.before is None
    assert "The first event with a date" in markup("position_strip", first)


def test_a_long_date_stands_among_the_others_by_the_day_that_it_begins() -> None:
    index = index_with(happened("a", "2020-09-27"), happened("b", "2020-11-21/2022-08-17"), happened("c", "2020-12-01"))
    found = timeline.position(index, 2, "b")
    assert found is not None
    assert found.before is not None
    assert found.before.text == "the a"


def test_an_event_years_away_does_not_squeeze_the_strip() -> None:
    index = index_with(happened("a", "1990-01-01"), happened("b", "2020-12-05"), happened("c", "2020-12-20"))
    found = timeline.position(index, 2, "b")
    assert found is not None
    assert [tick.year for tick in found.ticks if tick.year] == ["2020"]


def test_every_position_is_well_formed_and_within_its_edges() -> None:
    index = index_at(REAL_FACTS)
    for event in index.facts.events:
        ElementTree.fromstring(f"<div>{markup('position_strip', timeline.position(index, 2, event))}</div>")


# Actors by questions


def test_the_matrix_shows_answers_silence_and_how_they_stand() -> None:
    index = index_of(
        world(
            [claim("3", by="a1"), claim("5", by="b1"), claim("5", by="c1"), claim(None, response="declined", by="d1")],
            questions={"q": {"type": "count", "unit": "people"}},
        )
    )
    table = matrix.table(index, "main", "Main", ["q"])
    assert [(line.head.link.text, line.cells[0].relations) for line in table.lines] == [
        ("A1", ("conflict",)), ("B1", ("conflict", "agree")), ("C1", ("conflict", "agree")), ("D1", ()),
    ]  # fmt: skip
    assert [link.text for link in table.lines[3].cells[0].silences] == ["declined"]
    assert not table.lines[3].cells[0].answers


def test_many_or_long_answers_are_a_number_or_named_only() -> None:
    index = index_of(
        world(
            [claim(number, by="a1", source=f"s{number}", of=of) for number, of in (("1", "x"), ("2", "y"), ("3", "z"))]
            + [claim(None, by="a1", question="free", says="word " * 30, source="s4")],
            questions={
                "q": {"type": "count", "unit": "people", "populations": [{"id": i, "name": i} for i in "xyz"]},
                "free": {"type": "position"},
            },
        )
    )
    (line,) = matrix.table(index, "main", "Main", ["q"]).lines
    assert line.cells[0].more is not None
    assert (line.cells[0].more.text, line.cells[0].more.href) == ("3 answers", "../questions/q/index.html")
    (line,) = matrix.table(index, "main", "Main", ["free"]).lines
    assert [link.text for link in line.cells[0].answers] == ["an answer in words"]


def test_the_longer_list_runs_down() -> None:
    claims = [claim("1", by="a1", question=q) for q in ("q", "r")]
    index = index_of(world(claims, questions={"q": {"type": "count"}, "r": {"type": "count"}}))
    assert matrix.table(index, "m", "M", ["q", "r"]).asked
    assert not matrix.table(index, "m", "M", ["q"]).asked


def test_every_question_with_a_claim_is_in_the_matrix_of_its_topic() -> None:
    index = index_at(REAL_FACTS)
    context = matrix.page(index, index.facts.lead).context
    shown = sum(len(table.lines if table.asked else table.columns) for table in context["topics"])
    assert shown == len(index.by_question)
    assert len(context["overview"].lines) == len(index.by_actor)
    assert [table.ident for table in context["topics"]] == [link.href[1:] for link in context["overview"].topics]


def test_a_matrix_of_nothing_is_empty() -> None:
    context = matrix.page(index_of(world([])), []).context
    assert (context["main"].lines, context["overview"].lines, context["topics"]) == ((), (), [])
