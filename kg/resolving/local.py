"""Local entities: the clusters of one document, ready to be joined with those of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.resolving.amounts import scope_amounts
from kg.resolving.items import DocumentItems, Item, LocalFact
from kg.resolving.keys import Key
from kg.resolving.standing import standing
from kg.resolving.within import Apart, merge_within


@dataclass(slots=True)
class LocalEntity:
    """One thing as one document speaks of it.

    ``reasons``: item key -> why it was merged; ``keys``: the member keys in the graph, in the order of ``items``;
    ``full``: those that are full names.
    """

    type: str
    doc: str
    items: list[Item]
    reasons: dict[Key, str]
    places: Counter[str] = field(default_factory=Counter)
    keys: list[Key] = field(default_factory=list)
    full: set[Key] = field(default_factory=set)


@dataclass(slots=True)
class LocalGraph:
    """Entities of one document, its facts as (fact, head position, tail position), and the names left unclear."""

    doc: str
    entities: list[LocalEntity]
    facts: list[tuple[LocalFact, int, int]]
    unclear: list[tuple[int, list[int]]]


def longest_name(entity: LocalEntity) -> str:
    """The longest of an entity's names (ties: the smallest)."""
    return min((item.surface() for item in entity.items), key=lambda text: (-len(text), text))


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
        entity = LocalEntity(_type(items), found.doc, items, reasons, _places(items))
        _set_keys(entity, found, graph_scope)
        entities.append(entity)
    facts = [(fact, position[fact.head], position[fact.tail]) for fact in found.facts]
    doubts = [(position[short], sorted({position[full] for full in fulls})) for short, fulls in unclear]
    return LocalGraph(found.doc, entities, facts, doubts)


def _set_keys(entity: LocalEntity, found: DocumentItems, graph_scope: bool) -> None:
    """Member keys; a unit or zone that the document names in full has no key of its own under its short name."""
    if not graph_scope:
        entity.keys = [item.key for item in entity.items]
        entity.full = set(entity.keys)
        return
    for item in entity.items:
        key, full = standing(item, found)
        why = entity.reasons.get(item.key, "")
        if why.startswith(("unit", "contained", "person")) and not why.startswith("canonical"):
            key, full = (key[0], key[1], key[2] or found.doc), False
        entity.keys.append(key)
        if full:
            entity.full.add(key)


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
