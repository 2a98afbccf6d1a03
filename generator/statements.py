"""The record as FollowTheMoney statements (https://followthemoney.tech/): which document says which property of what.

Each document of the record is a dataset of its own, so that a name, a role or a date stays with who wrote it. What the
record itself adds, such as the label of an actor, is in the dataset `side_by_side`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import NamedTuple

from generator import names, origins, reasons
from generator.linked import iso
from generator.model import Claim, Facts
from generator.schema import Cited

NAME = "statements.ftm.jsonl"
OWN = "side_by_side"
ACTORS = {
    "person": "Person", "state organ": "PublicBody", "body": "Organization", "organisation": "Organization",
    "publisher": "Organization", "group": "LegalEntity",
}  # fmt: skip
ARTICLES = ("news article", "analysis", "interview", "press release", "post")
# The type of each property that is used here, as FollowTheMoney's model has it; `lang` is told of texts alone.
TYPES = {
    "name": "name", "weakAlias": "name", "summary": "text", "position": "string", "full": "address", "title": "string",
    "fileName": "string", "author": "string", "publisher": "string", "sourceUrl": "url", "publishedAt": "date",
    "language": "language", "date": "date", "location": "address", "involved": "entity", "member": "entity",
    "organization": "entity", "subject": "entity", "object": "entity", "role": "string", "startDate": "date",
    "endDate": "date", "document": "entity", "entity": "entity", "description": "text", "proof": "entity",
}  # fmt: skip
SPOKEN = ("name", "text", "string", "address")

# The format wants the three-letter codes of ISO 639-3; these are the languages that have a two-letter one.
_TWO_AND_THREE = (
    "aa:aar ab:abk ae:ave af:afr ak:aka am:amh an:arg ar:ara as:asm av:ava ay:aym az:aze ba:bak be:bel bg:bul bi:bis "
    "bm:bam bn:ben bo:bod br:bre bs:bos ca:cat ce:che ch:cha co:cos cr:cre cs:ces cu:chu cv:chv cy:cym da:dan de:deu "
    "dv:div dz:dzo ee:ewe el:ell en:eng eo:epo es:spa et:est eu:eus fa:fas ff:ful fi:fin fj:fij fo:fao fr:fra fy:fry "
    "ga:gle gd:gla gl:glg gn:grn gu:guj gv:glv ha:hau he:heb hi:hin ho:hmo hr:hrv ht:hat hu:hun hy:hye hz:her ia:ina "
    "id:ind ie:ile ig:ibo ii:iii ik:ipk io:ido is:isl it:ita iu:iku ja:jpn jv:jav ka:kat kg:kon ki:kik kj:kua kk:kaz "
    "kl:kal km:khm kn:kan ko:kor kr:kau ks:kas ku:kur kv:kom kw:cor ky:kir la:lat lb:ltz lg:lug li:lim ln:lin lo:lao "
    "lt:lit lu:lub lv:lav mg:mlg mh:mah mi:mri mk:mkd ml:mal mn:mon mr:mar ms:msa mt:mlt my:mya na:nau nb:nob nd:nde "
    "ne:nep ng:ndo nl:nld nn:nno no:nor nr:nbl nv:nav ny:nya oc:oci oj:oji om:orm or:ori os:oss pa:pan pi:pli pl:pol "
    "ps:pus pt:por qu:que rm:roh rn:run ro:ron ru:rus rw:kin sa:san sc:srd sd:snd se:sme sg:sag si:sin sk:slk sl:slv "
    "sm:smo sn:sna so:som sq:sqi sr:srp ss:ssw st:sot su:sun sv:swe sw:swa ta:tam te:tel tg:tgk th:tha ti:tir tk:tuk "
    "tn:tsn to:ton tr:tur ts:tso tt:tat ty:tah ug:uig uk:ukr ur:urd uz:uzb ve:ven vi:vie vo:vol wa:wln wo:wol xh:xho "
    "yi:yid yo:yor za:zha zh:zho zu:zul "
)
ISO_639 = dict(pair.split(":") for pair in _TWO_AND_THREE.split())


class Statement(NamedTuple):
    """One value of one property of one entity, in one dataset."""

    schema: str
    entity: str
    prop: str
    value: str
    dataset: str = OWN
    lang: str = ""


def statements(facts: Facts) -> list[Statement]:
    """Return every statement once, in one order."""
    made = [*_sources(facts), *_actors(facts), *_places(facts), *_events(facts), *_claims(facts)]
    return sorted(set(made), key=lambda one: (one.entity, one.prop, one.dataset, one.value, one.lang))


def as_lines(facts: Facts) -> str:
    """Return the statements as lines of JSON, which FollowTheMoney's tools read."""
    return "".join(f"{json.dumps(_told(one), ensure_ascii=False)}\n" for one in statements(facts))


def _told(one: Statement) -> dict[str, str | bool | None]:
    lang = one.lang if TYPES[one.prop] in SPOKEN else ""
    key = f"{one.dataset}.{one.entity}.{one.prop}.{one.value}{f'@{lang}' if lang else ''}"
    ident = hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()  # the key that the format prescribes
    known = {"canonical_id": one.entity, "entity_id": one.entity, "prop": one.prop, "schema": one.schema}
    return known | {"value": one.value, "dataset": one.dataset, "lang": lang or None, "external": False, "id": ident}


def code(language: str | None) -> str:
    """Return the three-letter code of a language tag."""
    primary = (language or "").partition("-")[0]
    return ISO_639.get(primary, primary)


def entity(kind: str, ident: str) -> str:
    """Return the id of an entity."""
    return f"{kind}-{ident.replace('/', '.')}"


def dataset(source: str) -> str:
    """Return the name of a document's dataset."""
    return source.replace("-", "_")


def _filled(schema: str, ident: str, data: str, lang: str = "", **values: str | None) -> Iterator[Statement]:
    for prop, value in values.items():
        if value:
            yield Statement(schema, ident, prop, value, data, lang)


def _sources(facts: Facts) -> Iterator[Statement]:
    for ident, shape in facts.sources.items():
        schema, me, data, lang = _document(facts, ident), entity("source", ident), dataset(ident), code(shape.language)
        yield from _filled(schema, me, data, lang, title=shape.title)
        yield from _filled(
            schema, me, data, fileName=None if schema == "Article" else ident, sourceUrl=shape.url,
            publishedAt=iso(shape.published), language=lang, publisher=names.label(facts, "actor", shape.publisher),
        )  # fmt: skip
        yield from (Statement(schema, me, "author", names.label(facts, "actor", one), data) for one in shape.authors)


def _document(facts: Facts, ident: str) -> str:
    return "Article" if facts.sources[ident].kind in ARTICLES else "Document"


def _spoken(facts: Facts, entry: Cited, language: str | None = None) -> tuple[str, str]:
    """Return dataset and language of what a document says."""
    return dataset(entry.source), code(language or facts.sources[entry.source].language)


def _actors(facts: Facts) -> Iterator[Statement]:
    for ident, shape in facts.actors.items():
        schema, me = ACTORS[shape.kind], entity("actor", ident)
        yield from _filled(schema, me, OWN, name=names.actor_label(shape), summary=shape.about)
        for name in shape.names:
            prop = "weakAlias" if name.variant else "name"
            yield Statement(schema, me, prop, name.name, *_spoken(facts, name, name.language))
        for number, role in enumerate(sorted(shape.roles, key=lambda r: (r.source, r.paragraph, r.quote, r.role)), 1):
            if schema == "Person" and role.at is None:
                yield Statement(schema, me, "position", role.role, dataset(role.source))
            if role.at is None:
                continue
            joins = ACTORS[facts.actors[role.at].kind] in ("PublicBody", "Organization")
            link, ends = ("Membership", ("member", "organization")) if joins else ("UnknownLink", ("subject", "object"))
            yield from _filled(
                link, entity("role", f"{ident}.{number}"), dataset(role.source),
                **dict(zip(ends, (me, entity("actor", role.at)), strict=True)), role=role.role,
                startDate=iso(role.from_), endDate=iso(role.until), date=iso(role.as_of),
                proof=entity("source", role.source),
            )  # fmt: skip


def _places(facts: Facts) -> Iterator[Statement]:
    for ident, shape in facts.places.items():
        me = entity("place", ident)
        yield from _filled("Address", me, OWN, full=names.place_label(shape), summary=shape.about)
        for name in shape.names:
            prop = "weakAlias" if name.variant else "name"
            yield Statement("Address", me, prop, name.name, *_spoken(facts, name, name.language))


def _events(facts: Facts) -> Iterator[Statement]:
    for ident, shape in facts.events.items():
        me = entity("event", ident)
        yield from _filled("Event", me, OWN, name=shape.title, summary=shape.about)
        for one in shape.involved:
            yield Statement("Event", me, "involved", entity("actor", one.actor), dataset(one.source))


def _claims(facts: Facts) -> Iterator[Statement]:
    for claim in sorted(facts.claims, key=origins.order):
        data = dataset(claim.source)
        source = facts.sources[claim.source]
        yield from _filled(
            "Documentation", entity("claim", claim.id), data,
            document=entity("source", claim.source), entity=entity("actor", claim.by),
            role=facts.questions[claim.question].title, summary=claim.entry.says, date=iso(claim.said),
            sourceUrl=source.url,
        )  # fmt: skip
        yield Statement(
            "Documentation", entity("claim", claim.id), "description", claim.entry.quote, data, code(source.language)
        )
        yield from _of_event(facts, claim, data)


def _of_event(facts: Facts, claim: Claim, data: str) -> Iterator[Statement]:
    """Yield the date or the place of an event that a claim gives, in the dataset of its document."""
    event, _, aspect = claim.question.partition(".")
    if aspect and claim.entry.value:
        date, place = aspect == "date", aspect == "place"
        yield from _filled(
            "Event", entity("event", event), data,
            date=iso(claim.entry.value) if date else None,
            location=reasons.answer_in_words(facts, claim) if place else None,
        )  # fmt: skip
