"""JSON Lines: one record a line with everything the graph holds; ``read_jsonl`` gives the same graph back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any

from kg.errors import KGError
from kg.model import Graph, Review
from kg.ontology import Ontology
from kg.publishing.registry import Exporter
from kg.publishing.values import by_id, ordered
from kg.serial import entity_from_row, entity_row, relation_from_row, relation_row, review_row


def write_jsonl(graph: Graph, ontology: Ontology, stream: IO[bytes]) -> None:  # noqa: ARG001
    """Entities, relations (also denied ones) and open reviews, one JSON object a line, members in fixed order."""
    for entity in ordered(graph.entities, by_id):
        _line(stream, "entity", entity_row(entity))
    for relation in ordered(graph.relations, by_id):
        _line(stream, "relation", relation_row(relation))
    for review in graph.reviews:
        _line(stream, "review", review_row(review))


def _line(stream: IO[bytes], kind: str, row: dict[str, Any]) -> None:
    if "props" in row:
        row["props"] = dict(sorted(row["props"].items()))
    # backslashreplace: a lone surrogate becomes a JSON escape, which reads back as it was
    line = json.dumps({"record": kind, **row}, ensure_ascii=False, default=_plain)
    stream.write(line.encode("utf-8", "backslashreplace") + b"\n")


def _plain(value: object) -> object:
    return sorted(value, key=str) if isinstance(value, set | frozenset) else str(value)


def read_jsonl(source: str | Path | Iterable[bytes]) -> Graph:
    """The graph in a file (or lines) written by ``write_jsonl``.  Raises KG507 with file and line for anything else."""
    found: dict[str, list[Any]] = {kind: [] for kind in READERS}
    name = str(source) if isinstance(source, str | Path) else "-"
    lines = Path(source).read_bytes().split(b"\n") if isinstance(source, str | Path) else source
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                record = json.loads(line)
                kind = record.pop("record")
                found[kind].append(READERS[kind](record))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise KGError("KG507", path=name, line=number, reason=error) from error
    return Graph(found["entity"], found["relation"], found["review"])


READERS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "entity": entity_from_row,
    "relation": relation_from_row,
    "review": lambda record: Review(**record),
}


JSONL = Exporter("jsonl", write_jsonl, ".jsonl")
