"""Relations of the graph: facts that say the same are one relation with several pieces of evidence."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kg.model import Relation, Status, Support
from kg.ontology import Ontology
from kg.resolving.across import Merged
from kg.resolving.compact import Saying
from kg.resolving.keys import fold, relation_id
from kg.resolving.shelf import Shelf, collected

DISTINGUISHING = {"HOLDS_POSITION": ("title",), "HAS_AMOUNT": ("measure", "year")}
PREFERRED: tuple[Status, ...] = ("done", "planned", "former")
HIGHEST = 0.99

Edge = tuple[str, str, str, tuple[str, ...]]  # head, tail, status, distinguishing properties

Told = tuple[Saying, int]  # what is said, and the number of the page that tells it


def fold_facts(
    merged: Merged, ids: list[str], types: list[str], shelf: Shelf, ontology: Ontology, *, graph_scope: bool
) -> Iterator[Relation]:
    """The relations, type by type, sorted by id within each.  Left out: what the signatures do not allow, and facts about
    one thing and itself."""
    for type_ in sorted({fact.saying.type for document in merged.documents for fact in document.facts}):
        if type_ not in ontology.relations:
            continue
        edges: dict[Edge, list[Told]] = defaultdict(list)
        for start, document in zip(merged.first, merged.documents, strict=True):
            for page, fact in enumerate(document.facts, document.page + len(document.entities)):
                if fact.saying.type == type_:
                    head, tail = start + fact.head, start + fact.tail
                    if ids[head] != ids[tail] and ontology.allows(type_, types[head], types[tail]):
                        edge = _edge(fact.saying, ids[head], ids[tail], ontology, graph_scope)
                        edges[edge].append((fact.saying, page))
        named = sorted((relation_id(type_, *edge), edge) for edge in edges)
        for identity, edge in named:
            yield _relation(identity, edge, edges[edge], shelf)


def _edge(saying: Saying, head: str, tail: str, ontology: Ontology, graph_scope: bool) -> Edge:
    """What makes two facts one relation.  For one document: their ends, a denial apart from the rest."""
    if ontology.relations[saying.type].symmetric and tail < head:
        head, tail = tail, head
    if not graph_scope:
        return (head, tail, "denied" if saying.status == "denied" else "", ())
    names = DISTINGUISHING.get(saying.type)
    if not names:
        return (head, tail, saying.status, ())
    props = dict(saying.props)
    return (head, tail, saying.status, tuple(str(props.get(name, "")) for name in names))


def _relation(identity: str, edge: Edge, facts: list[Told], shelf: Shelf) -> Relation:
    status = _status(saying for saying, _ in facts)
    pages = [shelf.get(page) for _, page in facts]
    chosen = [saying for saying, _ in facts if saying.status == status]
    said = (page for (saying, _), page in zip(facts, pages, strict=True) if saying.status == status)
    return Relation(
        id=identity,
        type=chosen[0].type,
        head=edge[0],
        tail=edge[1],
        status=status,
        confidence=combined([support for page in said for support in page.supports]),
        props=_props(chosen),
        evidence=collected(pages),
    )


def _status(sayings: Iterable[Saying]) -> Status:
    found = {saying.status for saying in sayings}
    return next((status for status in PREFERRED if status in found), "denied")


def _props(sayings: Iterable[Saying]) -> dict[str, Any]:
    """For each property its most frequent value (ties: the longest, then the smallest as text)."""
    counts: dict[str, Counter[Any]] = defaultdict(Counter)
    for saying in sayings:
        for name, value in saying.props:
            if value not in (None, "") and name != "status":
                counts[name][value] += 1
    return {
        name: min(values, key=lambda value: (-values[value], -len(str(value)), str(value)))
        for name, values in sorted(counts.items())
    }


def combined(supports: Sequence[Support]) -> float:
    """Confidence from several documents: noisy-or over independent ones, the best within each.

    Documents that print the same sentence (reposts) count once.
    """
    if len({support.doc for support in supports}) == 1:
        return round(max(support.confidence for support in supports), 4)
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
    return re.sub(r"[\W_]+", "", fold(sentence))
