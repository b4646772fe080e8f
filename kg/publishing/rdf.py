"""Turtle and N-Triples.  The only module that imports the RDF library.

A plain triple is written for what is done; every fact that is not denied has a statement node (rdf:Statement) with
its status, confidence, roles and evidence.  Triples come sorted by subject, predicate and object, one subject at a
time, so memory stays small and equal graphs give equal bytes.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from sys import intern
from typing import IO, Any, cast

import pyoxigraph as ox

from kg.model import Entity, Graph, Relation, Support
from kg.ontology import Ontology
from kg.publishing import iris, vocabulary
from kg.publishing.registry import Exporter
from kg.publishing.values import Stated, is_number, ordered, plain_number, scalar_text

Term = ox.NamedNode | ox.Literal
Pair = tuple[ox.NamedNode, Term]
Block = tuple[str, list[Pair]]

PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def _known(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


TYPE, LABEL, ALT = _known("rdf:type"), _known("rdfs:label"), _known("skos:altLabel")
SAME, STATEMENT = _known("owl:sameAs"), _known("rdf:Statement")
SUBJECT, PREDICATE, OBJECT = _known("rdf:subject"), _known("rdf:predicate"), _known("rdf:object")
INTEGER, DECIMAL, BOOLEAN = _known("xsd:integer"), _known("xsd:decimal"), _known("xsd:boolean")


def chinese(text: str) -> ox.Literal:
    return ox.Literal(scalar_text(text), language="zh")


def literals(value: Any) -> list[ox.Literal]:
    """The value as typed literals: whole numbers xsd:integer, others xsd:decimal, each item of a list by itself."""
    if value is None:
        return []
    if isinstance(value, bool):
        return [ox.Literal("true" if value else "false", datatype=BOOLEAN)]
    if is_number(value):
        number = plain_number(value)
        return [ox.Literal(number, datatype=DECIMAL if "." in number else INTEGER)]
    if isinstance(value, float | Decimal):  # not a number, or infinite
        return []
    if isinstance(value, list | tuple | set | frozenset):
        return [literal for item in value for literal in literals(item)]
    if isinstance(value, dict):
        return [ox.Literal(scalar_text(json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)))]
    return [ox.Literal(scalar_text(str(value)))]


class _Writer:
    """Makes the blocks (subject and its pairs) of one graph."""

    def __init__(self, graph: Graph, ontology: Ontology) -> None:
        self.ontology = ontology
        self.namespace = ontology.namespace
        self.terms: dict[str, ox.NamedNode] = {}
        self.relations = Stated(graph, lambda each: iris.fact(self.namespace, each.id) + "/")
        self.entities = ordered(graph.entities, lambda each: iris.entity(self.namespace, each.id))
        self.done: dict[str, list[tuple[str, str]]] = {}
        for relation in self.relations:
            if relation.status == "done":
                self.done.setdefault(relation.head, []).append((intern(relation.type), relation.tail))

    def term(self, name: str) -> ox.NamedNode:
        known = self.terms.get(name)
        if known is None:
            known = self.terms[name] = ox.NamedNode(iris.term(self.namespace, name))
        return known

    def node(self, identifier: str) -> ox.NamedNode:
        return ox.NamedNode(iris.entity(self.namespace, identifier))

    def props(self, props: dict[str, Any]) -> Iterator[Pair]:
        for name, value in props.items():
            for literal in literals(value):
                yield self.term(name), literal

    def entity(self, entity: Entity) -> Block:
        pairs: list[Pair] = [(TYPE, self.term(entity.type)), (LABEL, chinese(entity.name))]
        pairs += [(ALT, chinese(alias)) for alias in entity.aliases]
        pairs += [(SAME, self.node(other)) for other in entity.alternate_ids]
        pairs += [(self.term("role"), literal) for literal in literals(entity.roles)]
        pairs += self.props(entity.props)
        pairs += [(self.term(type_), self.node(tail)) for type_, tail in self.done.get(entity.id, ())]
        return iris.entity(self.namespace, entity.id), pairs

    def fact(self, relation: Relation) -> Iterator[Block]:
        pairs: list[Pair] = [
            (TYPE, STATEMENT),
            (SUBJECT, self.node(relation.head)),
            (PREDICATE, self.term(relation.type)),
            (OBJECT, self.node(relation.tail)),
            (self.term("status"), ox.Literal(relation.status)),
            (self.term("confidence"), ox.Literal(_decimal(relation.confidence), datatype=DECIMAL)),
        ]
        pairs += self.props({name: value for name, value in relation.props.items() if name != "status"})
        supports = []
        for number, support in enumerate(relation.evidence, start=1):
            iri = iris.evidence(self.namespace, relation.id, number)
            pairs.append((self.term("evidence"), ox.NamedNode(iri)))
            supports.append((iri, self.support(support)))
        yield iris.fact(self.namespace, relation.id), pairs
        yield from sorted(supports, key=lambda block: block[0])

    def support(self, support: Support) -> list[Pair]:
        pairs: list[Pair] = [
            (TYPE, self.term("Evidence")),
            (self.term("document"), ox.Literal(scalar_text(support.doc))),
            (self.term("article"), ox.Literal(str(support.article + 1), datatype=INTEGER)),
            (self.term("sentence"), chinese(support.text)),
            (self.term("rule"), ox.Literal(scalar_text(support.rule))),
            (self.term("confidence"), ox.Literal(_decimal(support.confidence), datatype=DECIMAL)),
        ]
        if support.title:
            pairs.append((self.term("articleTitle"), chinese(support.title)))
        if support.pieces:
            offsets = " ".join(f"{start}-{end}" for start, end in support.pieces)
            pairs.append((self.term("offsets"), ox.Literal(offsets)))
        return pairs

    def vocabulary(self) -> Iterator[Block]:
        """Classes and properties of the ontology with their names in Chinese and English."""
        for name, kind, chinese_name, english_name in vocabulary.terms(self.ontology):
            pairs: list[Pair] = [(TYPE, _known(each)) for each in kind]
            pairs.append((LABEL, chinese(chinese_name)))
            if english_name:
                pairs.append((LABEL, ox.Literal(english_name, language="en")))
            yield iris.term(self.namespace, name), pairs

    def blocks(self) -> Iterator[Block]:
        """All blocks in the order of their subjects; each of the three streams is sorted in itself."""
        streams: list[Iterable[Block]] = [
            (self.entity(each) for each in self.entities),
            (block for each in self.relations for block in self.fact(each)),
            sorted(self.vocabulary(), key=lambda block: block[0]),
        ]
        return heapq.merge(*streams, key=lambda block: block[0])

    def triples(self) -> Iterator[ox.Triple]:
        for subject, pairs in self.blocks():
            node = ox.NamedNode(subject)
            for predicate, value in sorted(set(pairs), key=_order):
                yield ox.Triple(node, predicate, value)


def _order(pair: Pair) -> tuple[bool, str, str]:
    """rdf:type first, as people write it, then by predicate and object."""
    return pair[0] != TYPE, pair[0].value, str(pair[1])


def _decimal(value: float) -> str:
    text = plain_number(value)
    return text if "." in text else f"{text}.0"


class _SortedPrefixes:
    """Passes bytes on to a stream, with the ``@prefix`` lines at the head sorted: the library's order varies."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.head: bytes | None = b""

    def write(self, data: bytes) -> int:
        if self.head is None:
            return self.stream.write(data)
        self.head += data
        lines = self.head.splitlines(keepends=True)
        if not lines[-1].startswith(b"@prefix"[: len(lines[-1])]):
            self.close()
        return len(data)

    def flush(self) -> None:
        self.stream.flush()

    def close(self) -> None:
        """Write what is held back."""
        if self.head is not None:
            lines = self.head.splitlines(keepends=True)
            prefixes = sorted(line for line in lines if line.startswith(b"@prefix"))
            self.stream.write(b"".join([*prefixes, *lines[len(prefixes) :]]))
            self.head = None


def write_turtle(graph: Graph, ontology: Ontology, stream: IO[bytes]) -> None:
    """Turtle, UTF-8."""
    out = _SortedPrefixes(stream)
    prefixes = {**PREFIXES, "pg": ontology.namespace}
    ox.serialize(
        _Writer(graph, ontology).triples(),
        cast(IO[bytes], out),
        format=ox.RdfFormat.TURTLE,
        prefixes=prefixes,
    )
    out.close()


def write_ntriples(graph: Graph, ontology: Ontology, stream: IO[bytes]) -> None:
    """N-Triples, UTF-8, one triple a line."""
    ox.serialize(_Writer(graph, ontology).triples(), stream, format=ox.RdfFormat.N_TRIPLES)


TURTLE = Exporter("turtle", write_turtle, ".ttl")
NTRIPLES = Exporter("ntriples", write_ntriples, ".nt")
