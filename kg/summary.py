"""What a workspace holds, as plain data: ``kg show``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.ontology import Ontology
    from kg.workspace import Workspace
    from kg.workspace.graphs import StoredGraph


def summarise(workspace: str | Path | Workspace, *, top: int = 10) -> dict[str, Any]:
    """Counts of documents, entities by type and relations by type and status, the ``top`` entities by documents and
    relations, failures, reviews and documents of older versions.  Raises KGError KG4xx for a bad workspace."""
    from kg.workspace import Workspace

    target = workspace if isinstance(workspace, Workspace) else Workspace(workspace)
    documents = list(target.documents())
    graph = target.graph()
    return {
        "workspace": str(target.path),
        "documents": [
            {
                "id": d.id,
                "format": d.format,
                "date": d.date,
                "chars": d.chars,
                "articles": len(d.meta["titles"]),
            }
            for d in documents
        ],
        "chars": sum(document.chars for document in documents),
        "entities": graph.entity_counts(),
        "relations": graph.relation_counts(),
        "top": [
            {"id": id_, "type": type_, "name": name, "documents": docs, "relations": degree}
            for id_, type_, name, docs, degree in graph.most_named(top)
        ],
        "labels": labels(target.ontology()),
        "names": names(target.ontology()),
        "failures": [{"id": f.id, "path": f.path, "message": f.message} for f in target.failures()],
        "reviews": _reviews(graph),
        "decisions": len(target.decisions()),
        "warnings": [{"id": d.id, "message": line} for d in documents for line in d.meta["warnings"]],
    }


def _reviews(graph: StoredGraph) -> list[dict[str, Any]]:
    return [
        {
            "first": review.first,
            "second": review.second,
            "names": [graph.name_of(review.first), graph.name_of(review.second)],
            "reason": review.reason,
            "score": review.score,
        }
        for review in graph.reviews
    ]


def labels(ontology: Ontology) -> dict[str, list[str]]:
    """Chinese and English names of all entity and relation types."""
    entities = {name: [kind.zh, kind.en] for name, kind in ontology.entities.items()}
    return entities | {name: [kind.zh, kind.en] for name, kind in ontology.relations.items()}


def names(ontology: Ontology) -> dict[str, Any]:
    """Chinese and English names of properties and statuses, and of the roles of each entity type that has any."""
    return {
        "properties": {each.name: [each.zh, each.en] for each in ontology.properties.values()},
        "statuses": {status: list(pair) for status, pair in ontology.value_names("status").items()},
        "roles": {
            kind.name: {role: list(pair) for role, pair in kind.roles.items()}
            for kind in ontology.entities.values()
            if kind.roles
        },
    }
