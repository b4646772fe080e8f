"""GraphML for Gephi, yEd and networkx: one key and one type per attribute, gaps left out, no control characters.

networkx alone writes two keys for 3 and 2.5, keeps characters that no XML reader takes, and refuses lists and None.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import IO, Any

from kg.graph import to_networkx, write_graphml
from kg.model import Graph
from kg.ontology import Ontology
from kg.publishing.registry import Exporter
from kg.publishing.values import INT64, flat, xml_text

Attributes = dict[str, Any]


def write(graph: Graph, ontology: Ontology, stream: IO[bytes]) -> None:
    """Nodes and edges with a ``label``, which viewers show; lists are joined; denied facts are left out."""
    view = to_networkx(graph, ontology=ontology)
    numeric = {each.name for each in ontology.properties.values() if each.type == "number"} | {"confidence"}
    nodes = {node: _plain(data, "name") for node, data in view.nodes(data=True)}
    edges = {(u, v, key): _plain(data, "type_zh") for u, v, key, data in view.edges(keys=True, data=True)}
    _unify(nodes.values(), numeric)
    _unify(edges.values(), numeric)
    plain = type(view)()
    plain.add_nodes_from((xml_text(node), data) for node, data in nodes.items())
    plain.add_edges_from(
        (xml_text(u), xml_text(v), xml_text(key), data) for (u, v, key), data in edges.items()
    )
    write_graphml(plain, stream)


def _plain(data: Attributes, label: str) -> Attributes:
    """Flat, clean attributes with a label in front; unknown and empty ones are gaps."""
    cleaned: Attributes = {"label": data[label]}
    cleaned |= {name: value for name, value in data.items() if name != "label"}
    for name, value in cleaned.items():
        value = flat(value)
        cleaned[name] = xml_text(value) if isinstance(value, str) else value
    return {xml_text(name): value for name, value in cleaned.items() if value is not None and value != ""}


def _unify(rows: Collection[Attributes], numeric: set[str]) -> None:
    """Give every attribute one type over all rows, in place: bool, whole number, number, else text.

    ``numeric`` names the attributes that are numbers with a fraction in every file, whatever values are at hand.
    """
    kinds: dict[str, set[type]] = {}
    for row in rows:
        for name, value in row.items():
            kinds.setdefault(name, set()).add(_kind(value))
    casts = {name: _cast(found, name in numeric) for name, found in kinds.items()}
    for row in rows:
        for name, value in row.items():
            row[name] = casts[name](value)


def _kind(value: Any) -> type:
    if isinstance(value, bool | str):
        return type(value)
    return int if isinstance(value, int) and -INT64 <= value < INT64 else float


def _cast(found: set[type], fraction: bool) -> Callable[[Any], Any]:
    if found <= {int, float}:
        return float if fraction or float in found else int
    return bool if found == {bool} else str


GRAPHML = Exporter("graphml", write, ".graphml")
