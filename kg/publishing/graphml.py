"""GraphML for Gephi, yEd and networkx: one key and one type per attribute, gaps left out, no control characters.

networkx alone writes two keys for 3 and 2.5, keeps characters that no XML reader takes, refuses lists and None, and
needs the whole graph in memory; here nodes and edges are gone through twice, first for the keys, then to be written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from lxml import etree

from kg.graph import edge_attributes, node_attributes
from kg.model import Graph
from kg.ontology import Ontology
from kg.publishing.registry import Exporter
from kg.publishing.values import INT64, Stated, by_id, flat, ordered, xml_text

Attributes = dict[str, Any]
Named = tuple[dict[str, str], Attributes]  # XML attributes of a node or edge, and what it says

SPACE = "http://graphml.graphdrawing.org/xmlns"
SCHEMA = f"{SPACE} http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}


def write(graph: Graph, ontology: Ontology, stream: IO[bytes]) -> None:
    """Nodes and edges with a ``label``, which viewers show; lists are joined; denied facts are left out."""
    numeric = {each.name for each in ontology.properties.values() if each.type == "number"} | {"confidence"}
    entities, relations = ordered(graph.entities, by_id), Stated(graph)

    def nodes() -> Iterator[Named]:
        for entity in entities:
            yield {"id": xml_text(entity.id)}, _plain(node_attributes(entity, ontology), "name")

    def edges() -> Iterator[Named]:
        for each in relations:
            ends = {"source": xml_text(each.head), "target": xml_text(each.tail), "id": xml_text(each.id)}
            yield ends, _plain(edge_attributes(each, ontology), "type_zh")

    parts = {"node": nodes, "edge": edges}
    kinds = {part: _kinds(rows(), numeric) for part, rows in parts.items()}
    with etree.xmlfile(stream, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("graphml", {f"{{{XSI}}}schemaLocation": SCHEMA}, nsmap={None: SPACE, "xsi": XSI}):
            keys = {part: _declare(file, part, kinds[part], start=len(kinds["node"])) for part in parts}
            with file.element("graph", {"edgedefault": "directed"}):
                for part, rows in parts.items():
                    for named, attributes in rows():
                        _write(file, part, named, attributes, kinds[part], keys[part])


def _plain(data: Attributes, label: str) -> Attributes:
    """Flat, clean attributes with a label in front; unknown and empty ones are gaps."""
    cleaned: Attributes = {"label": data[label]}
    cleaned |= {name: value for name, value in data.items() if name != "label"}
    for name, value in cleaned.items():
        value = flat(value)
        cleaned[name] = xml_text(value) if isinstance(value, str) else value
    return {xml_text(name): value for name, value in cleaned.items() if value is not None and value != ""}


def _kinds(rows: Iterable[Named], numeric: set[str]) -> dict[str, type]:
    """One type for every attribute over all rows: bool, whole number, number, else text.

    ``numeric`` names the attributes that are numbers with a fraction in every file, whatever values are at hand.
    """
    found: dict[str, set[type]] = {}
    for _, attributes in rows:
        for name, value in attributes.items():
            found.setdefault(name, set()).add(_kind(value))
    return {name: _common(kinds, name in numeric) for name, kinds in found.items()}


def _kind(value: Any) -> type:
    if isinstance(value, bool | str):
        return type(value)
    return int if isinstance(value, int) and -INT64 <= value < INT64 else float


def _common(found: set[type], fraction: bool) -> type:
    if found <= {int, float}:
        return float if fraction or float in found else int
    return bool if found == {bool} else str


def _declare(file: Any, part: str, kinds: dict[str, type], *, start: int) -> dict[str, str]:
    """Write the keys of nodes or edges; their ids by attribute."""
    first = 0 if part == "node" else start
    keys = {name: f"d{number}" for number, name in enumerate(kinds, first)}
    for name, key in keys.items():
        declared = {"id": key, "for": part, "attr.name": name, "attr.type": TYPES[kinds[name]]}
        file.write(etree.Element("key", declared), "\n")
    return keys


def _write(
    file: Any,
    part: str,
    named: dict[str, str],
    attributes: Attributes,
    kinds: dict[str, type],
    keys: dict[str, str],
) -> None:
    element = etree.Element(part, named)
    for name, value in attributes.items():
        data = etree.SubElement(element, "data", {"key": keys[name]})
        data.text = _text(kinds[name], value)
    file.write(element, "\n")


def _text(kind: Callable[[Any], Any], value: Any) -> str:
    value = kind(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


GRAPHML = Exporter("graphml", write, ".graphml")
