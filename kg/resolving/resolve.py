"""``resolve``: from the extractions of all documents to one graph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from kg.model import Extraction, Graph
from kg.ontology import Ontology, default
from kg.resolving.across import merge_across
from kg.resolving.decisions import Decision
from kg.resolving.entities import build_entities
from kg.resolving.facts import fold_facts
from kg.resolving.items import collect
from kg.resolving.local import LocalGraph, local_graph
from kg.resolving.reviews import list_reviews
from kg.resolving.verdict import Decided

Scope = Literal["graph", "document"]


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
    ontology = ontology or getattr(config, "ontology", None) or default()
    decided = Decided(decisions or ())
    locals_: dict[str, LocalGraph] = {}
    first_of: dict[str, str] = {}
    for extraction in extractions:
        same = first_of.get(extraction.content_hash) if extraction.content_hash else None
        if same is not None and same <= extraction.doc:
            continue
        if same is not None:
            del locals_[same]
        first_of[extraction.content_hash] = extraction.doc
        found = collect(extraction, graph_scope=scope == "graph")
        locals_[extraction.doc] = local_graph(found, graph_scope=scope == "graph", apart=decided.apart)
    documents = [locals_[doc] for doc in sorted(locals_)]
    merged = merge_across(documents, decided, graph_scope=scope == "graph")
    entities, ids = build_entities(merged)
    relations = fold_facts(merged, ids, entities, ontology, graph_scope=scope == "graph")
    return Graph(entities, relations, list_reviews(merged, ids))
