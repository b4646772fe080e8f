"""What goes out beside the facts: the administrative hierarchy of the places that occur, marked as reference."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from kg.model import Entity, Graph, Relation
from kg.ontology import Ontology
from kg.publishing.values import by_id
from kg.reference import is_reference
from kg.sequences import Streamed

T = TypeVar("T")


def with_reference(graph: Graph, ontology: Ontology) -> Graph:
    """``graph`` and its reference layer (``kg.resolving.reference_layer``); ``graph`` itself if it has none.

    None is added where the ontology has no relation for it, and none twice: a graph that was read back from an export
    keeps the layer it has.
    """
    from kg.resolving.hierarchy import RELATION, TYPE, reference_layer

    if not ontology.allows(RELATION, TYPE, TYPE):
        return graph
    entities, relations = reference_layer(graph)
    known = {each.id for each in graph.relations if is_reference(each)}
    relations = [each for each in relations if each.id not in known]
    if not entities and not relations:
        return graph
    return Graph(
        _Joined[Entity](graph.entities, entities, by_id),
        _Joined[Relation](graph.relations, relations, by_id),
        graph.reviews,
    )


class _Joined(Streamed[T]):
    """Two sequences that are sorted by ``key`` as one, without a list of the first."""

    def __init__(self, first: Sequence[T], second: Sequence[T], key: Callable[[T], str]) -> None:
        self._parts = (first, second)
        self._key = key

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def __iter__(self) -> Iterator[T]:
        return heapq.merge(*self._parts, key=self._key)
