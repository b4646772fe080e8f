"""Entities of the graph from clusters of local entities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from kg.model import Entity, Support
from kg.resolving import lexicon
from kg.resolving.across import Merged
from kg.resolving.hierarchy import adcode
from kg.resolving.items import Item
from kg.resolving.keys import Key, entity_id, normalise_name
from kg.resolving.reasons import reason
from ner.places import Place


def build_entities(merged: Merged) -> tuple[list[Entity], list[str]]:
    """Entities sorted by id, and for every node the id of its entity."""
    ids = [""] * len(merged.nodes)
    entities = []
    for members in merged.clusters.sets():
        entity = _entity(merged, sorted(members))
        entities.append(entity)
        for node in members:
            ids[node] = entity.id
    return sorted(entities, key=lambda entity: entity.id), ids


def _entity(merged: Merged, members: list[int]) -> Entity:
    items = [item for node in members for item in merged.nodes[node].items]
    keys = sorted({key for node in members for key in merged.keys[node]})
    type_ = _type(merged, members)
    surfaces: Counter[str] = Counter()
    for item in items:
        surfaces.update(item.surfaces)
    name = best_name(surfaces)
    props = _props(items)
    if type_ == "Location" and (place := _division(keys)):
        props["adcode"] = adcode(place.code)
        name = _division_name(place, name)
    identity = [entity_id(key) for key in keys]
    return Entity(
        id=identity[0],
        type=type_,
        name=name,
        aliases=sorted(set(surfaces) - {name}),
        alternate_ids=sorted(set(identity[1:]) - {identity[0]}),
        roles=sorted({role for item in items for role in item.roles}),
        props=props,
        mentions=_supports(items),
        merges=_merges(merged, members, items, name),
        docs=len({merged.nodes[node].doc for node in members}),
    )


def _type(merged: Merged, members: Iterable[int]) -> str:
    votes = Counter(merged.nodes[node].type for node in members)
    return min(votes, key=lambda type_: (-votes[type_], type_))


def best_name(surfaces: Counter[str]) -> str:
    """The fullest form: the longest one (ties: the most frequent, then the smallest)."""
    return min(surfaces, key=lambda text: (-len(normalise_name(text)), -surfaces[text], text))


def _division_name(place: Place, fullest: str) -> str:
    """The fullest form if it holds the division's full name (朝阳市双塔区), else the full name; one that several
    divisions share is given with what contains it (北京市朝阳区)."""
    divisions = lexicon.divisions()
    shared = sum(other.name == place.name for other in divisions.by_name(place.name)) > 1
    if fullest.endswith(place.name) and (not shared or len(fullest) > len(place.name)):
        return fullest
    return divisions.qualified(place) if shared else place.name


def _division(keys: Iterable[Key]) -> Place | None:
    """The administrative division that one of the member keys names by its code."""
    codes = sorted({key[2] for key in keys if key[2].isdigit()})
    return lexicon.divisions().by_code(codes[0]) if len(codes) == 1 else None


def _props(items: Iterable[Item]) -> dict[str, Any]:
    """For each property its most frequent value (ties: the smallest as text)."""
    counts: dict[str, Counter[Any]] = {}
    for item in items:
        for name, values in item.props.items():
            counts.setdefault(name, Counter()).update(values)
    return {
        name: min(values, key=lambda value: (-values[value], str(value)))
        for name, values in sorted(counts.items())
    }


def _supports(items: Iterable[Item]) -> list[Support]:
    supports = {support for item in items for support in item.supports}
    return sorted(supports, key=lambda s: (s.doc, s.article, s.pieces, s.text, s.rule, s.confidence))


def _merges(merged: Merged, members: list[int], items: list[Item], name: str) -> list[tuple[str, str]]:
    """(alias, reason) for every alias, and for every decision of the user that took part."""
    why: dict[Key, str] = {}
    for node in members:
        for key, stored in merged.nodes[node].reasons.items():
            why[key] = min(stored, why.get(key, stored))
    out = set()
    for item in items:
        for surface in item.surfaces:
            if surface != name:
                default = reason("place", place=name) if item.type == "Location" else reason("spelling")
                out.add((surface, why.get(item.key) or default))
    for node in members:
        joined = merged.clusters.reasons.get(node)
        if joined and not joined.startswith("spelling"):
            out.add((best_name(merged.nodes[node].items[0].surfaces), joined))
    return sorted(out)
