"""Relations of the graph: facts that say the same are one relation with several pieces of evidence."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from kg.model import Entity, Relation, Status, Support
from kg.ontology import Ontology
from kg.resolving.across import Merged
from kg.resolving.items import LocalFact
from kg.resolving.keys import normalise_name, relation_id

DISTINGUISHING = {"HOLDS_POSITION": ("title",), "HAS_AMOUNT": ("measure", "year")}
PREFERRED: tuple[Status, ...] = ("done", "planned", "former")
HIGHEST = 0.99

Edge = tuple[str, str, str, str, tuple[str, ...]]


def fold_facts(
    merged: Merged, ids: list[str], entities: Iterable[Entity], ontology: Ontology, *, graph_scope: bool
) -> list[Relation]:
    """Relations sorted by id.  Left out: what the signatures do not allow, and facts about one thing and itself."""
    types = {entity.id: entity.type for entity in entities}
    edges: dict[Edge, list[LocalFact]] = defaultdict(list)
    for start, document in zip(merged.first, merged.documents, strict=True):
        for fact, head_at, tail_at in document.facts:
            head, tail = ids[start + head_at], ids[start + tail_at]
            if head == tail or not ontology.allows(fact.type, types[head], types[tail]):
                continue
            if ontology.relations[fact.type].symmetric and tail < head:
                head, tail = tail, head
            edges[_edge(fact, head, tail, graph_scope)].append(fact)
    return sorted((_relation(edge, facts) for edge, facts in edges.items()), key=lambda relation: relation.id)


def _edge(fact: LocalFact, head: str, tail: str, graph_scope: bool) -> Edge:
    """What makes two facts one relation.  For one document: their ends, a denial apart from the rest."""
    if not graph_scope:
        return (fact.type, head, tail, "denied" if fact.status == "denied" else "", ())
    extra = tuple(str(fact.props.get(name, "")) for name in DISTINGUISHING.get(fact.type, ()))
    return (fact.type, head, tail, fact.status, extra)


def _relation(edge: Edge, facts: list[LocalFact]) -> Relation:
    type_, head, tail, folded, extra = edge
    status = _status(facts)
    chosen = [fact for fact in facts if fact.status == status]
    supports = sorted(
        {fact.support for fact in facts},
        key=lambda s: (s.doc, s.article, s.pieces, s.text, s.rule, s.confidence),
    )
    return Relation(
        id=relation_id(type_, head, tail, folded, extra),
        type=type_,
        head=head,
        tail=tail,
        status=status,
        confidence=combined([fact.support for fact in chosen]),
        props=_props(chosen),
        evidence=supports,
    )


def _status(facts: Iterable[LocalFact]) -> Status:
    found = {fact.status for fact in facts}
    return next((status for status in PREFERRED if status in found), "denied")


def _props(facts: Iterable[LocalFact]) -> dict[str, Any]:
    """For each property its most frequent value (ties: the longest, then the smallest as text)."""
    counts: dict[str, Counter[Any]] = defaultdict(Counter)
    for fact in facts:
        for name, value in fact.props.items():
            if value not in (None, "") and name != "status":
                counts[name][value] += 1
    return {
        name: min(values, key=lambda value: (-values[value], -len(str(value)), str(value)))
        for name, values in sorted(counts.items())
    }


def combined(supports: Iterable[Support]) -> float:
    """Confidence from several documents: noisy-or over independent ones, the best within each.

    Documents that print the same sentence (reposts) count once.
    """
    best: dict[str, float] = {}
    group: dict[str, str] = {}
    for support in sorted(supports, key=lambda s: (s.doc, s.text)):
        sentence = fingerprint(support.text)
        root = group.get(sentence) if sentence else None
        root = root or group.setdefault(f"doc:{support.doc}", support.doc)
        if sentence:
            group.setdefault(sentence, root)
        best[root] = max(best.get(root, 0.0), support.confidence)
    doubt = 1.0
    for root in sorted(best):
        doubt *= 1.0 - best[root]
    return round(max(max(best.values(), default=0.0), min(HIGHEST, 1.0 - doubt)), 4)


def fingerprint(sentence: str) -> str:
    """A sentence reduced to its letters and digits."""
    return re.sub(r"[\W_]+", "", normalise_name(sentence))
