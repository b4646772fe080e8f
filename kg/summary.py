"""What a workspace holds, as plain data: ``kg show``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.model import Graph
    from kg.ontology import Ontology
    from kg.workspace import Workspace


def summarise(workspace: str | Path | Workspace, *, top: int = 10) -> dict[str, Any]:
    """Counts of documents, entities by type and relations by type and status, the ``top`` entities by documents and
    relations, failures, reviews and documents of older versions.  Raises KGError KG4xx for a bad workspace."""
    from kg.workspace import Workspace

    target = workspace if isinstance(workspace, Workspace) else Workspace(workspace)
    documents = list(target.documents())
    graph = target.graph()
    statuses: dict[str, Counter[str]] = {}
    for relation in graph.relations:
        statuses.setdefault(relation.type, Counter())[relation.status] += 1
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
        "entities": dict(sorted(Counter(entity.type for entity in graph.entities).items())),
        "relations": {name: dict(sorted(statuses[name].items())) for name in sorted(statuses)},
        "top": _top(graph, top),
        "labels": labels(target.ontology()),
        "failures": [{"id": f.id, "path": f.path, "message": f.message} for f in target.failures()],
        "reviews": _reviews(graph),
        "decisions": len(target.decisions()),
        "warnings": [{"id": d.id, "message": line} for d in documents for line in d.meta["warnings"]],
    }


def _top(graph: Graph, count: int) -> list[dict[str, Any]]:
    degree: Counter[str] = Counter()
    for relation in graph.relations:
        degree[relation.head] += 1
        degree[relation.tail] += 1
    named = [entity for entity in graph.entities if entity.type != "Amount"]
    named.sort(key=lambda entity: (-entity.docs, -degree[entity.id], entity.name, entity.id))
    return [
        {"id": e.id, "type": e.type, "name": e.name, "documents": e.docs, "relations": degree[e.id]}
        for e in named[:count]
    ]


def _reviews(graph: Graph) -> list[dict[str, Any]]:
    names = target_names(graph.entities)
    return [
        {
            "first": review.first,
            "second": review.second,
            "names": [names.get(review.first, review.first), names.get(review.second, review.second)],
            "reason": review.reason,
            "score": review.score,
        }
        for review in graph.reviews
    ]


def labels(ontology: Ontology) -> dict[str, list[str]]:
    """Chinese and English names of all entity and relation types."""
    entities = {name: [kind.zh, kind.en] for name, kind in ontology.entities.items()}
    return entities | {name: [kind.zh, kind.en] for name, kind in ontology.relations.items()}


def target_names(entities: list[Any]) -> dict[str, str]:
    """Names by id, alternate ids included."""
    names = {other: entity.name for entity in entities for other in entity.alternate_ids}
    return names | {entity.id: entity.name for entity in entities}
