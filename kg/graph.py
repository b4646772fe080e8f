"""A networkx view of the graph.  The only module that imports networkx."""

from __future__ import annotations

from typing import Any

import networkx as nx

from kg import ontology as ontologies
from kg.model import Entity, Graph, Relation
from kg.ontology import Ontology

Attributes = dict[str, Any]


def to_networkx(graph: Graph, *, ontology: Ontology | None = None, denied: bool = False) -> nx.MultiDiGraph:
    """The graph for analysis: nodes and edges under our ids, attributes as they are (lists stay lists).

    Nodes carry name, type, type_zh, aliases, roles, docs and their properties; edges type, type_zh, status,
    confidence, evidence (sentences), documents, rules and their roles.  What is unknown is left out.  Denied facts
    are left out unless ``denied``.
    """
    ontology = ontology or ontologies.default()
    view = nx.MultiDiGraph()
    entities = sorted(graph.entities, key=lambda each: each.id)
    view.add_nodes_from((each.id, node_attributes(each, ontology)) for each in entities)
    relations = sorted(graph.relations, key=lambda each: each.id)
    view.add_edges_from(
        (each.head, each.tail, each.id, edge_attributes(each, ontology))
        for each in relations
        if denied or each.status != "denied"
    )
    return view


def node_attributes(entity: Entity, ontology: Ontology) -> Attributes:
    """What a node carries."""
    kind = ontology.entities.get(entity.type)
    own: Attributes = {
        "name": entity.name,
        "type": entity.type,
        "type_zh": kind.zh if kind else entity.type,
        "aliases": list(entity.aliases),
        "roles": list(entity.roles),
        "docs": entity.docs,
    }
    return _with(own, entity.props)


def edge_attributes(relation: Relation, ontology: Ontology) -> Attributes:
    """What an edge carries."""
    kind = ontology.relations.get(relation.type)
    evidence = list(relation.evidence)
    own: Attributes = {
        "type": relation.type,
        "type_zh": kind.zh if kind else relation.type,
        "status": relation.status,
        "confidence": relation.confidence,
        "evidence": list(dict.fromkeys(each.text for each in evidence)),
        "documents": list(dict.fromkeys(each.doc for each in evidence)),
        "rules": list(dict.fromkeys(each.rule for each in evidence)),
    }
    return _with(own, relation.props)


def _with(own: Attributes, props: Attributes) -> Attributes:
    """``own`` and those properties that are known and do not hide one of them, in alphabetical order."""
    extra = {name: props[name] for name in sorted(props) if props[name] is not None and name not in own}
    return {**own, **extra}
