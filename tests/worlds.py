"""Small worlds for tests: `Facts` from compact Python data, filled in as those of a folder are.

    world([claim("53", by="office"), claim("about 40", by="police")], questions={"q": COUNT})

Every actor that is mentioned exists; actors `a1`, `b1` are shown as "A1", "B1". Each source has a publisher of its
own, so that a claim is in a document's own voice only where it says `by="publisher"`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from generator import compare, load, model, schema
from generator.compare import Discrepancy
from generator.model import Facts

Data = dict[str, Any]

COUNT: Data = {"type": "count", "unit": "people"}
STOCK: Data = COUNT | {"time": "stock"}
FLOW: Data = COUNT | {"time": "flow"}
TOTAL: Data = COUNT | {"time": "total"}
DATE: Data = {"type": "date"}
PLACE: Data = {"type": "place"}
POPULATIONS: Data = {
    "populations": [
        {"id": "all", "name": "everyone"},
        {"id": "men", "name": "men", "part_of": "all"},
        {"id": "boys", "name": "boys", "part_of": "men"},
        {"id": "women", "name": "women", "part_of": "all"},
    ]
}


def choice(*ids: str, exclusive: bool = True, excludes: Mapping[str, list[str]] | None = None) -> Data:
    """Return a question with choices."""
    choices = [{"id": ident, "name": ident, "excludes": (excludes or {}).get(ident, [])} for ident in ids]
    return {"type": "choice", "choices": choices, "exclusive": exclusive}


def claim(value: str | None = None, *, by: str = "a1", source: str = "s1", **more: Any) -> Data:
    """Return a claim; it answers the question `q` and is said on the day of publication, where `more` says nothing."""
    return {"value": value, "by": by, "source": source, "question": "q", **more}


def world(
    claims: Iterable[Data],
    *,
    questions: Mapping[str, Data] | None = None,
    events: Mapping[str, list[str]] | None = None,
    places: Mapping[str, tuple[str, list[str]]] | None = None,
    parties: Mapping[str, str] | None = None,
    sums: Iterable[Data] = (),
    published: str | None = "2020-06-15",
    publishers: Mapping[str, str] | None = None,
    derived_from: Mapping[str, str] | None = None,
    unnamed: Iterable[str] = (),
) -> Facts:
    """Return the facts of a small world.

    `events` gives the questions that each changes, `places` kind and containing places, `parties` the party of actors,
    `publishers` and `derived_from` an actor for a source; `unnamed` are actors that documents do not name. Sums stand in
    the source that their total stands in.
    """
    claims = list(claims)
    here = {"paragraph": 1, "quote": "four words of it"}
    by_source: dict[str, list[Data]] = {one["source"]: [] for one in claims}
    for one in claims:
        given = by_source[one["source"]]
        entry = {"id": f"c{len(given) + 1}", "says": f"{one['by']} said {one['value']}.", **here, **one}
        given.append({key: value for key, value in entry.items() if key != "source" and value is not None})
    publisher = {source: (publishers or {}).get(source, f"press-{source}") for source in by_source}
    taken = derived_from or {}
    mentioned = {one["by"] for one in claims} | {actor for one in claims for actor in one.get("via", ())}
    actors = (mentioned - {"publisher", "author"}) | set(publisher.values()) | set(taken.values()) | set(parties or ())
    cited = {"source": "s1", **here}
    asked, of_party = questions or {}, parties or {}
    files = [
        *(("question", ident, {"title": f"{ident}?", "topic": "Topic", **data}) for ident, data in asked.items()),
        *(("event", ident, {"title": f"the {ident}", "changes": changes}) for ident, changes in (events or {}).items()),
        *(
            ("place", ident, {
                "kind": kind,
                "names": [{"name": ident.title(), "used_by": "a1", **cited}],
                "within": [{"place": outer, **cited} for outer in within],
            })
            for ident, (kind, within) in (places or {}).items()
        ),
        *(
            ("actor", ident, {
                "name": ident.title(), "kind": "body", "party": of_party.get(ident),
                **({"unnamed": "true"} if ident in unnamed else {}),
            })
            for ident in actors
        ),
        *(
            ("source", ident, {
                "title": ident, "publisher": publisher[ident], "kind": "report", "language": "en", "published": published,
                "claims": entries,
                "derived_from": [{"publisher": taken[ident], **here}] if ident in taken else [],
                "sums": [one for one in sums if one["total"].partition("/")[0] == ident],
            })
            for ident, entries in by_source.items()
        ),
        ("parties", "parties", {"parties": [{"id": p, "name": p.title()} for p in sorted(set(of_party.values()))]}),
    ]  # fmt: skip
    return model.facts(replace(model.build("facts", [], {}, {}), checked=tuple(_checked(*one) for one in files)))


def _checked(kind: str, ident: str, data: Data) -> model.Checked:
    document = load.Document(f"facts/{kind}/{ident}.yml", kind, ident)
    return model.Checked(document, document, schema.FILES[kind].model_validate(texts(data), by_alias=True), ())


def texts(data: Any) -> Any:
    """Return the data as a file would hold it: every scalar is text, nothing is written for None."""
    if isinstance(data, dict):
        return {key: texts(value) for key, value in data.items() if value is not None}
    if isinstance(data, list | tuple):
        return tuple(texts(item) for item in data)
    return str(data).lower() if isinstance(data, bool) else str(data)


def found(facts: Facts, relation: str = "", kind: str = "") -> list[Discrepancy]:
    """Return the discrepancies of a world; with `relation` or `kind`, only those."""
    return [
        each for each in compare.compare(facts).discrepancies if relation in ("", each.relation) and kind in ("", each.kind)
    ]


def only(facts: Facts, relation: str = "", kind: str = "") -> Discrepancy:
    """Return the one discrepancy that there must be."""
    (each,) = found(facts, relation, kind)
    return each


def relations(facts: Facts) -> list[tuple[str, str]]:
    """Return relation and kind of every discrepancy, sorted."""
    return sorted((each.relation, each.kind) for each in found(facts))


# Property tests try many worlds; how long one takes is no property.
steady = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

UNIVERSE = range(60)
DAYS = [date(2020, 11, 15) + timedelta(n) for n in range(60)]


small = st.integers(0, 25)
COUNTS = {
    "{0}": lambda n, low, high: n == low,
    "only {0}": lambda n, low, high: n == low,
    "at least {0}": lambda n, low, high: n >= low,
    "more than {0}": lambda n, low, high: n > low,
    "at most {0}": lambda n, low, high: n <= low,
    "fewer than {1}": lambda n, low, high: n < high,
    "{0} to {1}": lambda n, low, high: low <= n <= high,
}


@st.composite
def counts(draw: st.DrawFn) -> tuple[str, frozenset[int]]:
    """A count as people write it, and every number of a small universe that it allows."""
    shape, low = draw(st.sampled_from(sorted(COUNTS))), draw(small)
    high = low + draw(st.integers(1, 9))
    return shape.format(low, high), frozenset(n for n in UNIVERSE if COUNTS[shape](n, low, high))


day = st.sampled_from(DAYS[10:-10])


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, frozenset[date]]:
    """A date in EDTF, and every day of a small calendar that it allows."""
    first, last = sorted((draw(day), draw(day)))
    shape = draw(st.sampled_from(["{0}", "{0}/{1}", "../{1}", "{0}/..", "2020-12"]))
    allowed = {
        "{0}": lambda d: d == first,
        "{0}/{1}": lambda d: first <= d <= last,
        "../{1}": lambda d: d <= last,
        "{0}/..": lambda d: first <= d,
        "2020-12": lambda d: d.month == 12,
    }[shape]
    return shape.format(first, last), frozenset(filter(allowed, DAYS))
