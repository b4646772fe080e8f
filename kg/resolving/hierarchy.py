"""The administrative hierarchy as a reference layer: it comes from the gazetteer, no document states it."""

from __future__ import annotations

from kg.model import Graph
from kg.resolving import lexicon

REFERENCE = "reference"  # how exports mark these pairs; they are no relations of the graph


def reference_layer(graph: Graph) -> list[tuple[str, str]]:
    """(child id, parent id) for the graph's locations whose division is known, sorted.

    The parent is the nearest containing division that is itself in the graph, so that a query for a city finds what
    lies in its districts even where no text names the steps between.
    """
    by_code: dict[str, str] = {}
    for entity in graph.entities:
        if entity.type == "Location" and entity.props.get("adcode"):
            by_code[division_code(str(entity.props["adcode"]))] = entity.id
    divisions = lexicon.divisions()
    pairs = []
    for code, child in by_code.items():
        for parent in divisions.parents(divisions.by_code(code)):
            if parent.code in by_code:
                pairs.append((child, by_code[parent.code]))
                break
    return sorted(pairs)


def adcode(code: str) -> str:
    """The official six digits (twelve for townships) of a division's code: 2113 → 211300."""
    return code.ljust(6 if len(code) <= 6 else 12, "0")


def division_code(adcode_: str) -> str:
    """The code that ``adcode`` was made from."""
    if len(adcode_) > 6:
        return adcode_[:9]
    if adcode_.endswith("0000"):
        return adcode_[:2]
    return adcode_[:4] if adcode_.endswith("00") else adcode_
