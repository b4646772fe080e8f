"""Local entities: the clusters of one document, ready to be joined with those of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.resolving.amounts import scope_amounts
from kg.resolving.items import DocumentItems, Item, LocalFact
from kg.resolving.keys import Key
from kg.resolving.within import Apart, merge_within


@dataclass(slots=True)
class LocalEntity:
    """One thing as one document speaks of it.  ``reasons``: key -> why it was merged."""

    type: str
    doc: str
    items: list[Item]
    reasons: dict[Key, str]
    places: Counter[str] = field(default_factory=Counter)

    @property
    def keys(self) -> list[Key]:
        return [item.key for item in self.items]


@dataclass(slots=True)
class LocalGraph:
    """Entities of one document, its facts as (fact, head position, tail position), and the names left unclear."""

    doc: str
    entities: list[LocalEntity]
    facts: list[tuple[LocalFact, int, int]]
    unclear: list[tuple[int, list[int]]]


def local_graph(found: DocumentItems, *, graph_scope: bool, apart: Apart | None = None) -> LocalGraph:
    """Merge inside the document and renumber its facts."""
    clusters, unclear = merge_within(found, apart=apart)
    if graph_scope:
        scope_amounts(found, clusters)
    entities: list[LocalEntity] = []
    position: dict[Key, int] = {}
    for members in sorted(sorted(keys) for keys in clusters.sets()):
        items = [found.items[key] for key in members]
        position.update(dict.fromkeys(members, len(entities)))
        reasons = {key: clusters.reasons[key] for key in members if key in clusters.reasons}
        entities.append(LocalEntity(_type(items), found.doc, items, reasons, _places(items)))
    facts = [(fact, position[fact.head], position[fact.tail]) for fact in found.facts]
    doubts = [(position[short], sorted({position[full] for full in fulls})) for short, fulls in unclear]
    return LocalGraph(found.doc, entities, facts, doubts)


def _type(items: Iterable[Item]) -> str:
    """The type with the largest summed confidence; an item that the text only explains counts as nothing."""
    votes: Counter[str] = Counter()
    for item in items:
        votes[item.type] += round(1000 * sum(support.confidence for support in item.supports))
    return min(votes, key=lambda type_: (-votes[type_], type_))


def _places(items: Iterable[Item]) -> Counter[str]:
    places: Counter[str] = Counter()
    for item in items:
        places.update(item.places)
    return places
