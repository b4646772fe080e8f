"""Export formats, found by name: our own, and those that other packages register.

A package adds a format by an entry point of the group ``parkgraph.exporters`` whose name is the format's name and
whose object is an ``Exporter``.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from typing import IO

from kg.errors import KGError
from kg.model import Graph
from kg.ontology import Ontology

GROUP = "parkgraph.exporters"
Writer = Callable[[Graph, Ontology, IO[bytes]], None]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format and what it can do.

    ``write`` writes the graph to a binary stream; ``text`` says whether that may be a terminal or a pipe;
    ``companions`` are writers of further files, by what is put behind the file's stem (``_entities``).
    """

    name: str
    write: Writer
    suffix: str
    text: bool = True
    companions: Mapping[str, Writer] = field(default_factory=dict)


BUILTIN = {
    "turtle": "kg.publishing.rdf:TURTLE",
    "ntriples": "kg.publishing.rdf:NTRIPLES",
    "graphml": "kg.publishing.graphml:GRAPHML",
    "jsonl": "kg.publishing.jsonl:JSONL",
    "csv": "kg.publishing.csv_tables:CSV",
    "xlsx": "kg.publishing.xlsx_tables:XLSX",
}


def formats() -> list[str]:
    """The names of all formats: ours first, then those of plug-ins in alphabetical order."""
    return [*BUILTIN, *sorted(_plugins().keys() - BUILTIN.keys())]


def find(name: str) -> Exporter:
    """The exporter called ``name``.  Raises KG501 if there is none, KG504 if a plug-in cannot be loaded."""
    if name in BUILTIN:
        module, _, attribute = BUILTIN[name].partition(":")
        found: Exporter = getattr(importlib.import_module(module), attribute)
        return found
    plugin = _plugins().get(name)
    if plugin is None:
        raise KGError("KG501", format=name, known=", ".join(formats()))
    try:
        loaded = plugin.load()
    except Exception as error:  # a foreign module may raise anything
        raise KGError("KG504", format=name, origin=plugin.value, reason=error) from error
    if not isinstance(loaded, Exporter):
        raise KGError("KG504", format=name, origin=plugin.value, reason=f"{type(loaded).__name__} ≠ Exporter")
    return loaded


def _plugins() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=GROUP)}
