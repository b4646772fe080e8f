"""``resolve``: from the extractions of all documents to one graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from kg.model import Entity, Extraction, Graph, Relation, Review
from kg.ontology import Ontology, default
from kg.resolving.across import Merged, merge_across
from kg.resolving.compact import LocalGraph, Sharing
from kg.resolving.decisions import Decision
from kg.resolving.entities import build_entities, identify
from kg.resolving.facts import fold_facts
from kg.resolving.items import collect
from kg.resolving.local import local_graph
from kg.resolving.reviews import list_reviews
from kg.resolving.shelf import Memory, Shelf
from kg.resolving.verdict import Decided

Scope = Literal["graph", "document"]


@dataclass(slots=True)
class Resolution:
    """What was found to be one thing: the graph, made piece by piece as it is asked for."""

    merged: Merged
    ids: list[str]
    types: list[str]
    shelf: Shelf
    ontology: Ontology
    graph_scope: bool

    def entities(self) -> Iterator[Entity]:
        """The entities, sorted by id."""
        return build_entities(self.merged, self.ids, self.types, self.shelf)

    def relations(self) -> Iterator[Relation]:
        """The relations by type, sorted by id within each."""
        return fold_facts(
            self.merged, self.ids, self.types, self.shelf, self.ontology, graph_scope=self.graph_scope
        )

    def reviews(self) -> list[Review]:
        """The pairs left for a person to decide, sorted."""
        return list_reviews(self.merged, self.ids)


def resolve(
    extractions: Iterable[Extraction],
    decisions: Iterable[Decision] | None = None,
    *,
    ontology: Ontology | None = None,
    scope: Scope = "graph",
    config: Any = None,
) -> Graph:
    """One graph from all extractions: a pure function, the same for any order of its input.

    ``decisions`` are the user's merges and splits.  With scope "document" (one document, for ``kg extract``) names
    stay as in the text, amounts are one per value, and there is one relation per (type, head, tail).  Facts whose
    types the ontology does not allow, or whose ends turned out to be one thing, are left out.  Documents of equal
    content count as the one with the smallest id.
    """
    ontology = ontology or getattr(config, "ontology", None)
    made = resolution(extractions, decisions, ontology=ontology, scope=scope)
    relations = sorted(made.relations(), key=lambda relation: relation.id)
    return Graph(list(made.entities()), relations, made.reviews())


def resolution(
    extractions: Iterable[Extraction],
    decisions: Iterable[Decision] | None = None,
    *,
    ontology: Ontology | None = None,
    scope: Scope = "graph",
    shelf: Shelf | None = None,
) -> Resolution:
    """Like ``resolve``, for a graph that is too large to be held: sentences and places go to ``shelf``, and entities and
    relations are made one by one."""
    graph_scope = scope == "graph"
    shelf = Memory() if shelf is None else shelf
    decided = Decided(decisions or ())
    sharing = Sharing()
    locals_: dict[str, LocalGraph] = {}
    first_of: dict[str, str] = {}
    for extraction in extractions:
        same = first_of.get(extraction.content_hash) if extraction.content_hash else None
        if same is not None and same <= extraction.doc:
            continue
        if same is not None:
            del locals_[same]
        first_of[extraction.content_hash] = extraction.doc
        found = collect(extraction, graph_scope=graph_scope)
        locals_[extraction.doc] = local_graph(
            found, graph_scope=graph_scope, shelf=shelf, sharing=sharing, apart=decided.apart
        )
    documents = [locals_.pop(doc) for doc in sorted(locals_)]
    merged = merge_across(documents, decided, graph_scope=graph_scope, shelf=shelf)
    ids, types = identify(merged)
    return Resolution(merged, ids, types, shelf, ontology or default(), graph_scope)
