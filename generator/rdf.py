"""The whole record as linked data: JSON-LD and Turtle with the same statements.

schema.org says what things are, PROV-O (https://www.w3.org/TR/prov-o/) where a claim comes from, Web Annotation
(https://www.w3.org/TR/annotation-model/) which words of which document it rests on. Only how claims stand to each
other has terms of its own. Every node has an address, relative to the file, so that the two forms hold the same
statements wherever the site stands, and a tool needs no context from elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator import linked, origins
from generator.compare import Comparison
from generator.linked import Node, address, claim_address
from generator.model import Claim, Facts
from generator.rows import Row

JSONLD, TURTLE = "side-by-side.jsonld", "side-by-side.ttl"
TOP = "../"
PREFIXES = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "sbs": "urn:x-side-by-side:",
}
CONTEXT = {"@vocab": PREFIXES["schema"]} | {name: iri for name, iri in PREFIXES.items() if name != "schema"}
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"


def graph(facts: Facts, found: Comparison, tables: Mapping[str, list[Row]], files: Iterable[str]) -> list[Node]:
    """Return every node, in one order: the record, its sources, actors, places, events, questions, claims, and so on."""
    by_event: dict[str, list[Claim]] = {}
    claims = sorted(facts.claims, key=origins.order)
    for claim in claims:
        by_event.setdefault(claim.question.partition(".")[0], []).append(claim)
    nodes = [linked.dataset_node(facts, TOP, files)]
    nodes += [_source(facts, ident) for ident in sorted(facts.sources)]
    nodes += [_agent(linked.actor_node(facts, ident, TOP)) for ident in sorted(facts.actors)]
    nodes += [linked.place_node(facts, ident, TOP) for ident in sorted(facts.places)]
    nodes += [linked.event_node(facts, ident, TOP, by_event.get(ident, ())) for ident in sorted(facts.events)]
    nodes += [linked.question_node(facts, ident, TOP) for ident in sorted(facts.questions)]
    nodes += [_claim(facts, found, claim) for claim in claims]
    nodes += _annotations(facts, tables["citations"])
    nodes += [_discrepancy(row) for row in tables["discrepancies"]]
    return nodes


def _also(node: Node, kind: str) -> Node:
    return node | {"@type": [node["@type"], kind]}


def _agent(node: Node) -> Node:
    return _also(node, "prov:Agent")


def _source(facts: Facts, ident: str) -> Node:
    shape = facts.sources[ident]
    node = _also(linked.source_node(facts, ident, TOP), "prov:Entity")
    node["prov:wasAttributedTo"] = [{"@id": address(TOP, "actor", one)} for one in (*shape.authors, shape.publisher)]
    if "isBasedOn" in node:
        node["prov:wasDerivedFrom"] = node["isBasedOn"]
    return node | _dated(shape.published)


def _dated(edtf: str | None) -> Node:
    return {"dcterms:date": {"@value": edtf, "@type": EDTF}} if edtf else {}


def _claim(facts: Facts, found: Comparison, claim: Claim) -> Node:
    node = _also(linked.claim_node(facts, found, claim, TOP), "prov:Entity")
    node["prov:wasAttributedTo"] = node["author"]
    node["prov:wasQuotedFrom"] = node["appearance"]
    if claim.entry.via:
        node["prov:wasInfluencedBy"] = node["claimInterpreter"]
    if "isBasedOn" in node:  # the same said again: not derived from that document, but of one origin
        node["prov:alternateOf"] = node["isBasedOn"]
    node["sbs:ownVoice"] = claim.own_voice
    later = found.standings[claim.id].superseded_by
    if later:
        node["sbs:supersededBy"] = {"@id": claim_address(TOP, later)}
    if claim.entry.response:
        node["sbs:response"] = claim.entry.response
    for name, edtf in (("sbs:asOf", claim.as_of), ("sbs:over", claim.over)):
        if edtf:
            node[name] = {"@value": edtf, "@type": EDTF}
    return node | _dated(claim.said)


def _annotations(facts: Facts, citations: list[Row]) -> Iterator[Node]:
    """Yield a Web Annotation for each citation: its body is what rests on the words, its target the words."""
    around = {(c.id, c.entry.paragraph, c.entry.quote): c.entry for c in facts.claims}
    seen: set[str] = set()
    for row in citations:
        kind, ident = row["cited_by"]["kind"], row["cited_by"]["id"]
        told = "\n".join([row["source"], str(row["paragraph"]), row["quote"], kind, ident])
        node = f"citations.json#{hashlib.sha256(told.encode()).hexdigest()[:12]}"
        if node in seen:  # two names or roles of one item may rest on the same words
            continue
        seen.add(node)
        source = facts.sources[row["source"]]
        entry = around.get((ident, row["paragraph"], row["quote"])) if kind == "claim" else None
        page = address(TOP, "source", row["source"])
        selector = {
            "@id": f"{node}-words",
            "@type": "oa:TextQuoteSelector",
            "oa:exact": linked.in_language(row["quote"], source.language),
            "oa:prefix": linked.in_language(entry.before, source.language) if entry and entry.before else None,
            "oa:suffix": linked.in_language(entry.after, source.language) if entry and entry.after else None,
        }
        yield {
            "@id": node,
            "@type": "oa:Annotation",
            "oa:motivatedBy": {"@id": f"{PREFIXES['oa']}linking"},
            "oa:hasBody": {"@id": _body(kind, ident)},
            "oa:hasTarget": {
                "@id": f"{node}-target",
                "@type": "oa:SpecificResource",
                "oa:hasSource": {"@id": source.url or page},
                "dcterms:isPartOf": {"@id": page},
                "sbs:paragraph": row["paragraph"],
                "oa:hasSelector": {key: value for key, value in selector.items() if value is not None},
            },
        }


def _body(kind: str, ident: str) -> str:
    """Return what a citation's `cited_by` is called here."""
    if kind == "claim":
        return claim_address(TOP, ident)
    if kind == "sum":
        return f"sums.json#{ident}"
    return address(TOP, kind.partition(" ")[0], ident)


def _discrepancy(row: Row) -> Node:
    node = f"discrepancies.json#{row['id']}"
    return {
        "@id": node,
        "@type": "sbs:Discrepancy",
        "about": {"@id": address(TOP, "question", row["question"])},
        "sbs:relation": row["relation"],
        "sbs:kind": row["kind"],
        **({"sbs:facet": row["facet"]} if row["facet"] else {}),
        "description": row["why"],
        "sbs:group": [
            {
                "@id": f"{node}-{number}",
                "@type": "sbs:Group",
                "position": number,
                "sbs:claim": [{"@id": claim_address(TOP, claim)} for claim in group],
            }
            for number, group in enumerate(row["groups"], 1)
        ],
    }


def jsonld(nodes: list[Node]) -> str:
    """Return nodes as a JSON-LD document, a line each."""
    lines = ",\n".join(json.dumps(node, ensure_ascii=False) for node in nodes)
    return f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": [\n{lines}\n]}}\n'


def turtle(nodes: list[Node]) -> str:
    """Return nodes as Turtle (https://www.w3.org/TR/turtle/), a block a node."""
    heads = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    return heads + "".join(_block(node) for each in nodes for node in _flat(each))


def _flat(node: Node) -> Iterator[Node]:
    """Yield a node and, after it, every node that was written inside it."""
    inner: list[Node] = []
    outer = {key: [_reference(value, inner) for value in _listed(given)] for key, given in node.items() if key != "@id"}
    yield {"@id": node["@id"]} | outer
    for each in inner:
        yield from _flat(each)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _reference(value: Any, inner: list[Node]) -> Any:
    if isinstance(value, dict) and "@id" in value and len(value) > 1:
        inner.append(value)
        return {"@id": value["@id"]}
    return value


def _block(node: Node) -> str:
    lines = []
    for key, values in node.items():
        if key == "@type":
            lines.append("a " + ", ".join(map(_named, values)))
        elif key != "@id":
            lines.append(f"{_named(key)} " + ", ".join(map(_object, values)))
    return f"\n<{node['@id']}> " + " ;\n    ".join(lines) + " .\n"


def _named(term: str) -> str:
    return term if ":" in term else f"schema:{term}"


def _object(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _literal(value)
    if "@id" in value:
        return f"<{value['@id']}>"
    if "@language" in value:
        return f"{_literal(value['@value'])}@{value['@language']}"
    return f"{_literal(value['@value'])}^^<{value['@type']}>"


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNSAFE = re.compile(r'[\\"\x00-\x1f\x7f]')


def _literal(text: str) -> str:
    return '"' + _UNSAFE.sub(lambda match: _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}", text) + '"'
