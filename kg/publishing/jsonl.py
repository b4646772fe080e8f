"""JSON Lines: one record a line with everything the graph holds; ``read_jsonl`` gives the same graph back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

from kg.errors import KGError
from kg.model import Entity, Graph, Relation, Review, Support
from kg.ontology import Ontology
from kg.publishing.registry import Exporter


def write_jsonl(graph: Graph, ontology: Ontology, stream: IO[bytes]) -> None:  # noqa: ARG001
    """Entities, relations (also denied ones) and open reviews, one JSON object a line, keys in fixed order."""
    for entity in sorted(graph.entities, key=lambda each: each.id):
        _line(stream, entity_record(entity))
    for relation in sorted(graph.relations, key=lambda each: each.id):
        _line(stream, relation_record(relation))
    for review in graph.reviews:
        row = {"first": review.first, "second": review.second, "reason": review.reason, "score": review.score}
        _line(stream, {"record": "review", **row})


def _line(stream: IO[bytes], record: dict[str, Any]) -> None:
    # backslashreplace: a lone surrogate becomes a JSON escape, which reads back as it was
    line = json.dumps(record, ensure_ascii=False, default=_plain)
    stream.write(line.encode("utf-8", "backslashreplace") + b"\n")


def _plain(value: object) -> object:
    return sorted(value, key=str) if isinstance(value, set | frozenset) else str(value)


def entity_record(entity: Entity) -> dict[str, Any]:
    """The entity as plain data, keys of ``props`` sorted."""
    return {
        "record": "entity",
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": entity.aliases,
        "alternate_ids": entity.alternate_ids,
        "roles": entity.roles,
        "props": dict(sorted(entity.props.items())),
        "docs": entity.docs,
        "merges": entity.merges,
        "mentions": [_support(each) for each in entity.mentions],
    }


def relation_record(relation: Relation) -> dict[str, Any]:
    """The relation as plain data, keys of ``props`` sorted."""
    return {
        "record": "relation",
        "id": relation.id,
        "type": relation.type,
        "head": relation.head,
        "tail": relation.tail,
        "status": relation.status,
        "confidence": relation.confidence,
        "props": dict(sorted(relation.props.items())),
        "evidence": [_support(each) for each in relation.evidence],
    }


def _support(support: Support) -> dict[str, Any]:
    return {
        "doc": support.doc,
        "article": support.article,
        "title": support.title,
        "text": support.text,
        "pieces": support.pieces,
        "rule": support.rule,
        "confidence": support.confidence,
    }


def read_jsonl(source: str | Path | Iterable[bytes]) -> Graph:
    """The graph in a file (or lines) written by ``write_jsonl``.  Raises KG507 with file and line for anything else."""
    graph = Graph([], [])
    name = str(source) if isinstance(source, str | Path) else "-"
    lines = Path(source).read_bytes().split(b"\n") if isinstance(source, str | Path) else source
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                _read(json.loads(line), graph)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise KGError("KG507", path=name, line=number, reason=error) from error
    return graph


def _read(record: dict[str, Any], graph: Graph) -> None:
    kind = record.pop("record")
    if kind == "entity":
        record["mentions"] = [_read_support(each) for each in record["mentions"]]
        record["merges"] = [(alias, why) for alias, why in record["merges"]]
        graph.entities.append(Entity(**record))
    elif kind == "relation":
        record["evidence"] = [_read_support(each) for each in record["evidence"]]
        graph.relations.append(Relation(**record))
    elif kind == "review":
        graph.reviews.append(Review(**record))
    else:
        raise ValueError(f"record {kind!r}")


def _read_support(record: dict[str, Any]) -> Support:
    return Support(**{**record, "pieces": tuple((start, end) for start, end in record["pieces"])})


JSONL = Exporter("jsonl", write_jsonl, ".jsonl")
