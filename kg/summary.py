"""What a workspace holds, as plain data: ``kg show``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.model import Review
    from kg.ontology import Ontology
    from kg.workspace import StoredDocument, Workspace
    from kg.workspace.graphs import StoredGraph

PRECISIONS = (0.6, 0.7, 0.8, 0.9)


def summarise(
    workspace: str | Path | Workspace,
    *,
    top: int = 10,
    min_confidence: float | None = None,
    min_precision: float | None = None,
) -> dict[str, Any]:
    """Counts of documents, entities by type and relations by type and status, the ``top`` entities by documents and
    relations, what each level of precision keeps, failures, reviews and documents of older versions.  With
    ``min_confidence`` or ``min_precision`` entities, relations and reviews are those of the part of the graph that is as
    sure as that (``kg.levels``).  Raises KGError KG4xx for a bad workspace, KG540 to KG542 for a bad level."""
    from kg.levels import cut
    from kg.workspace import Workspace
    from kg.workspace.graphs import EVERYTHING

    asked = cut(min_confidence, min_precision)
    target = workspace if isinstance(workspace, Workspace) else Workspace(workspace)
    documents = list(target.documents())
    graph = target.graph()
    part = asked or EVERYTHING
    return {
        "workspace": str(target.path),
        "documents": [_document(each) for each in documents],
        "chars": sum(document.chars for document in documents),
        "entities": graph.entity_counts(part),
        "relations": graph.relation_counts(part),
        "top": [
            {"id": id_, "type": type_, "name": name, "documents": docs, "relations": degree}
            for id_, type_, name, docs, degree in graph.most_named(top, part)
        ],
        "level": asked and {"confidence": asked.relations},
        "levels": levels(graph),
        "labels": labels(target.ontology()),
        "names": names(target.ontology()),
        "failures": [{"id": f.id, "path": f.path, "message": f.message} for f in target.failures()],
        "reviews": _reviews(graph.reviews_of(asked) if asked else graph.reviews, graph),
        "decisions": len(target.decisions()),
        "warnings": [{"id": d.id, "message": line} for d in documents for line in d.meta["warnings"]],
    }


def _document(document: StoredDocument) -> dict[str, Any]:
    return {
        "id": document.id,
        "format": document.format,
        "date": document.date,
        "chars": document.chars,
        "articles": len(document.meta["titles"]),
    }


def levels(graph: StoredGraph) -> list[dict[str, Any]]:
    """For all of the graph (precision None) and for each of ``PRECISIONS``: the confidence that a fact needs (None if no
    confidence reaches it), and how many facts and entities are left."""
    from kg.errors import KGError
    from kg.levels import Cut, cut

    cuts: dict[float | None, Cut] = {None: Cut(0.0, 0.0)}
    for precision in PRECISIONS:
        try:
            found = cut(min_precision=precision)
        except KGError as error:
            if error.code != "KG540":
                raise
            continue
        if found:
            cuts[precision] = found
    counts = dict(zip(cuts, graph.level_counts(list(cuts.values())), strict=True))
    return [
        {
            "precision": precision,
            "confidence": cuts[precision].relations if precision in cuts else None,
            "relations": counts.get(precision, (0, 0))[0],
            "entities": counts.get(precision, (0, 0))[1],
        }
        for precision in (None, *PRECISIONS)
    ]


def _reviews(reviews: Iterable[Review], graph: StoredGraph) -> list[dict[str, Any]]:
    return [
        {
            "first": review.first,
            "second": review.second,
            "names": [graph.name_of(review.first), graph.name_of(review.second)],
            "reason": review.reason,
            "score": review.score,
        }
        for review in reviews
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
