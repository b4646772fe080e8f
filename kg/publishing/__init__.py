"""Publishing: a graph as files (``export``) or in a Neo4j server (``load``).

Formats are found by name (``registry``); every one lives in a module of its own, imported when it is used.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO

from kg import ontology as ontologies
from kg.errors import KGError, text
from kg.levels import at_level, cut
from kg.model import Graph
from kg.ontology import Ontology
from kg.publishing.atomic import writing
from kg.publishing.reference import with_reference
from kg.publishing.registry import Exporter, find, formats
from kg.publishing.report import LoadReport, Progress, Target, check_uri

__all__ = [
    "Exporter",
    "LoadReport",
    "check",
    "check_uri",
    "export",
    "find",
    "formats",
    "load",
    "read_jsonl",
    "with_reference",
]

BATCH = 1000


def export(
    graph: Graph,
    format: str,
    path: str | os.PathLike[str] | IO[bytes],
    *,
    ontology: Ontology | None = None,
    min_confidence: float | None = None,
    min_precision: float | None = None,
) -> list[Path]:
    """Write ``graph`` to ``path`` in ``format`` and return the files written.

    ``path`` is a file, ``-`` for standard output (text formats), or a binary stream.  Files are written whole or
    not at all, and equal graphs give equal bytes.  csv writes the facts to ``path`` and the entities to a second
    file, ``STEM_entities.csv``; a stream gets the facts only.  Beside the graph stands its reference layer, marked
    (``with_reference``).  ``min_confidence`` and ``min_precision`` (0 to 1) leave out what is less sure
    (``kg.levels``).

    Raises KGError: KG501 unknown format, KG502 not writable, KG503 binary format on standard output,
    KG505 inconsistent graph, KG506 too many rows for a spreadsheet,
    KG540 to KG542 a level that cannot be reached or is none.
    """
    exporter = find(format)
    ontology = ontology or ontologies.default()
    graph = at_level(graph, cut(min_confidence, min_precision))
    graph = with_reference(graph, ontology)
    check(graph)
    if path == "-" and not exporter.text:
        raise KGError("KG503", format=format)
    stream = sys.stdout.buffer if path == "-" else path
    if not isinstance(stream, str | os.PathLike):
        exporter.write(graph, ontology, stream)
        stream.flush()
        return []
    target = Path(stream)
    paths = [
        target,
        *(target.with_name(f"{target.stem}{tail}{target.suffix}") for tail in exporter.companions),
    ]
    with writing(paths) as streams:
        for write, out in zip([exporter.write, *exporter.companions.values()], streams, strict=True):
            write(graph, ontology, out)
    return paths


def load(
    graph: Graph,
    uri: str,
    *,
    password: str,
    user: str = "neo4j",
    database: str | None = None,
    ontology: Ontology | None = None,
    min_confidence: float | None = None,
    min_precision: float | None = None,
    batch: int = BATCH,
    progress: Progress | None = None,
) -> LoadReport:
    """Bring a Neo4j server to hold ``graph``: nodes and relationships by our ids, so a second load changes nothing.
    The administrative hierarchy of its places comes with it, marked and counted apart (``with_reference``).
    ``min_confidence`` and ``min_precision`` (0 to 1) leave out what is less sure (``kg.levels``); what an earlier load
    brought stays on the server, whatever its confidence.

    ``progress(phase, done, total)`` is called after every batch.  Raises KGError KG505, KG510 to KG522 and
    KG540 to KG542.
    """
    from kg.publishing.neo4j_target import load_graph

    ontology = ontology or ontologies.default()
    graph = at_level(graph, cut(min_confidence, min_precision))
    graph = with_reference(graph, ontology)
    check(graph)
    target = Target(uri=uri, user=user, password=password, database=database)
    return load_graph(graph, target, ontology=ontology, batch=batch, progress=progress)


def check(graph: Graph) -> None:
    """Raise KG505 if ids repeat or a relation refers to a missing entity."""
    known: set[str] = set()
    for entity in graph.entities:
        if entity.id in known:
            raise KGError("KG505", reason=text("publishing.reason.entity_twice", id=entity.id))
        known.add(entity.id)
    seen: set[str] = set()
    for relation in graph.relations:
        if relation.id in seen:
            raise KGError("KG505", reason=text("publishing.reason.relation_twice", id=relation.id))
        seen.add(relation.id)
        for end in (relation.head, relation.tail):
            if end not in known:
                raise KGError("KG505", reason=text("publishing.reason.dangling", id=relation.id, entity=end))


def __getattr__(name: str) -> object:
    """``read_jsonl`` on first use, so that importing this package stays light."""
    if name == "read_jsonl":
        from kg.publishing.jsonl import read_jsonl

        return read_jsonl
    raise AttributeError(name)
