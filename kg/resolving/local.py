"""Local entities: the clusters of one document, ready to be joined with those of the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from kg.resolving.amounts import scope_amounts
from kg.resolving.clusters import Clusters
from kg.resolving.compact import LocalEntity, LocalFactRow, LocalGraph, Sharing
from kg.resolving.entities import best_name, summed
from kg.resolving.items import DocumentItems, Item
from kg.resolving.judging import Apart
from kg.resolving.keys import Key
from kg.resolving.reasons import over
from kg.resolving.shelf import Form, Page, Shelf
from kg.resolving.standing import standing
from kg.resolving.within import merge_within

Link = tuple[Key, Key, str]  # member, the one it joined, why


def local_graph(
    found: DocumentItems, *, graph_scope: bool, shelf: Shelf, sharing: Sharing, apart: Apart | None = None
) -> LocalGraph:
    """Merge inside the document and renumber its facts; what is said of things and facts goes to the ``shelf``."""
    clusters, unclear = merge_within(found, apart=apart)
    if graph_scope:
        scope_amounts(found, clusters)
    links = _links(clusters)
    local = LocalGraph(found.doc, len(shelf), [], [], [])
    position: dict[Key, int] = {}
    for members in sorted(sorted(keys) for keys in clusters.sets()):
        position.update(dict.fromkeys(members, len(local.entities)))
        items = [found.items[key] for key in members]
        reasons = {key: clusters.reasons[key] for key in members if key in clusters.reasons}
        local.entities.append(_entity(items, reasons, found, graph_scope, sharing))
        shelf.put(_page(items, links.get(clusters.find(members[0]), ())))
    for fact in found.facts:
        local.facts.append(LocalFactRow(sharing.saying(fact), position[fact.head], position[fact.tail]))
        shelf.put(Page((fact.support,)))
    local.unclear = [
        (position[short], sorted({position[full] for full in fulls})) for short, fulls in unclear
    ]
    return local


def _entity(
    items: list[Item], reasons: dict[Key, str], found: DocumentItems, graph_scope: bool, sharing: Sharing
) -> LocalEntity:
    keys, full = _keys(items, reasons, found, graph_scope)
    shared = sharing.keys(keys, found.doc)
    names = [item.surface() for item in items]
    places: Counter[str] = Counter()
    for item in items:
        places.update(item.places)
    return LocalEntity(
        type=_type(items),
        doc=found.doc,
        keys=shared,
        full=shared if len(full) == len(keys) else sharing.keys(full, found.doc),
        first=sharing.once(names[0]),
        longest=sharing.once(min(names, key=lambda text: (-len(text), text))),
        places=sharing.once(tuple(sorted(places.items()))),
        titles=sharing.once(tuple(sorted({title for item in items for title in item.titles}))),
    )


def _links(clusters: Clusters[Key]) -> dict[Key, list[Link]]:
    """The joins of each set, by its representative."""
    found: dict[Key, list[Link]] = defaultdict(list)
    for link in clusters.links:
        found[clusters.find(link[0])].append(link)
    return found


def _page(items: list[Item], links: Iterable[Link]) -> Page:
    forms = (
        Form(
            item.key,
            tuple(sorted(item.surfaces.items())),
            tuple(sorted(item.roles)),
            tuple((name, tuple(values.items())) for name, values in sorted(item.props.items())),
        )
        for item in items
    )
    supports = [support for item in items for support in item.supports]
    return Page(supports, tuple(forms), tuple(sorted(_reasons(items, links).items())))


def _reasons(items: list[Item], links: Iterable[Link]) -> dict[Key, str]:
    """Why each name is one with the fullest: how it joined the next name on the way there, or that one it.  A place has
    words of its own for the second."""
    beside: dict[Key, list[tuple[Key, str, bool]]] = defaultdict(list)
    for member, other, why in links:
        beside[member].append((other, why, False))
        beside[other].append((member, why, True))
    surfaces = {item.key: item.surface() for item in items}
    fullest = best_name(summed(tuple(item.surfaces.items()) for item in items))
    way = [next(item.key for item in items if fullest in item.surfaces)]
    seen, found = set(way), {}
    for key in way:
        for other, why, joined in beside[key]:
            if other in seen:
                continue
            seen.add(other)
            way.append(other)
            if joined:
                found[other] = why
            elif other[0] != "Location":
                found[other] = over(why, surfaces[key])
    return found


def _keys(
    items: list[Item], reasons: dict[Key, str], found: DocumentItems, graph_scope: bool
) -> tuple[list[Key], list[Key]]:
    """Member keys, and those that are full names; a unit or zone that the document names in full has no key of its own
    under its short name."""
    if not graph_scope:
        keys = [item.key for item in items]
        return keys, keys
    keys, full = [], []
    for item in items:
        key, is_full = standing(item, found)
        why = reasons.get(item.key, "")
        if why.startswith(("unit", "contained", "person", "gloss")) or (
            why.startswith("learned") and not (is_full and item.type == "Enterprise")
        ):
            key, is_full = (key[0], key[1], key[2] or found.doc), False
        keys.append(key)
        if is_full:
            full.append(key)
    return keys, full


def _type(items: Iterable[Item]) -> str:
    """The type with the largest summed confidence; an item that the text only explains counts as nothing."""
    votes: Counter[str] = Counter()
    for item in items:
        votes[item.type] += round(1000 * sum(support.confidence for support in item.supports))
    return min(votes, key=lambda type_: (-votes[type_], type_))
