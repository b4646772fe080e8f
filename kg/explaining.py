"""Why the graph says what it says about a name, as plain data: ``kg explain``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KGError
from kg.model import Entity, Extraction, Relation, Support
from kg.serial import dumps, extraction_from_json
from kg.summary import labels, names

if TYPE_CHECKING:
    from kg.workspace import Workspace
    from kg.workspace.graphs import StoredGraph

Row = dict[str, Any]


def explain(workspace: str | Path | Workspace, name: str) -> Row:
    """Everything known about ``name`` (a name, an alias or an id): its entities with mentions, the reason of every merge,
    the facts with their sentences, the pairs left for review, and the candidates of this text that lost.

    Raises KGError KG421 with near matches when neither the graph nor a rejected candidate has the name.
    """
    from kg.workspace import Workspace, near

    target = workspace if isinstance(workspace, Workspace) else Workspace(workspace)
    graph = target.graph()
    name = "".join(name.split()) or name
    entities = graph.find(name)
    rejected = rejections(target, name)
    if not entities and not rejected:
        raise KGError("KG421", path=target.path, name=name, near=near(name, graph.known_forms()))
    return {
        "name": name,
        "labels": labels(target.ontology()),
        "names": names(target.ontology()),
        "entities": [_entity(entity, graph) for entity in entities],
        "rejected": rejected,
    }


def rejections(workspace: Workspace, name: str) -> list[Row]:
    """The candidates with this text (or overlapping in text) that lost in arbitration, and why."""
    marker = dumps(name)[1:-1]
    found: list[Row] = []
    for _, body in workspace.bodies():
        if marker in body:
            found += _rejected(extraction_from_json(body), name)
    return found


def _rejected(extraction: Extraction, name: str) -> list[Row]:
    return [
        {
            "doc": extraction.doc,
            "article": article.index,
            "title": article.title,
            "type": candidate.type,
            "text": candidate.text,
            "start": candidate.start,
            "end": candidate.end,
            "rule": candidate.rule,
            "reason": candidate.reason,
        }
        for article in extraction.articles
        for candidate in article.rejected
        if candidate.text == name
    ]


def _entity(entity: Entity, graph: StoredGraph) -> Row:
    ids = {entity.id, *entity.alternate_ids, entity.name}
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": entity.aliases,
        "roles": entity.roles,
        "props": entity.props,
        "alternate_ids": entity.alternate_ids,
        "documents": entity.docs,
        "merges": [{"alias": alias, "reason": reason} for alias, reason in entity.merges],
        "mentions": [_support(support) for support in entity.mentions],
        "facts": [_fact(relation, graph) for relation in graph.about(entity)],
        "reviews": [
            {
                "first": r.first,
                "second": r.second,
                "names": [graph.name_of(r.first), graph.name_of(r.second)],
                "reason": r.reason,
                "score": r.score,
            }
            for r in graph.reviews
            if ids & {r.first, r.second}
        ],
    }


def _fact(relation: Relation, graph: StoredGraph) -> Row:
    return {
        "id": relation.id,
        "type": relation.type,
        "head": graph.name_of(relation.head),
        "tail": graph.name_of(relation.tail),
        "status": relation.status,
        "props": relation.props,
        "confidence": relation.confidence,
        "evidence": [_support(support) for support in relation.evidence],
    }


def _support(support: Support) -> Row:
    return {
        "doc": support.doc,
        "article": support.article,
        "title": support.title,
        "text": support.text,
        "pieces": [list(piece) for piece in support.pieces],
        "rule": support.rule,
        "confidence": support.confidence,
    }
