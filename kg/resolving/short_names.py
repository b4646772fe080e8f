"""Short names across documents: joined to a full name only if it is the only one and something links the two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.resolving import lexicon
from kg.resolving.clusters import Clusters
from kg.resolving.compact import LocalEntity
from kg.resolving.keys import Key
from kg.resolving.names import parse
from kg.resolving.reasons import reason
from kg.resolving.shortforms import short_form_of

Doubt = tuple[int, list[int], str]
MOST_CANDIDATES = 50


def join_short_names(
    nodes: list[LocalEntity], keys: list[tuple[Key, ...]], clusters: Clusters[int]
) -> list[Doubt]:
    """Join nodes that have no full name; what stays open is returned as (node, candidates, reason code).

    A candidate is a full name that some document gives this short form, or of which the name parser accepts it.
    One candidate alone is taken if a document links them or the places agree; of several, the one whose place
    agrees.  Nodes of one short name that no full name claims are one thing; if several claim it they stay apart.
    """
    linked = _linked(nodes, keys)
    by_start = _by_start(nodes, keys)
    groups: dict[Key, list[int]] = defaultdict(list)
    for node, entity in enumerate(nodes):
        if not any(key in entity.full for key in keys[node]):
            for key in keys[node]:
                groups[key].append(node)
    doubts: list[Doubt] = []
    for key in sorted(groups):
        given = {clusters.find(node) for node in linked.get(key, ())}
        derived = (
            {clusters.find(node) for node in _accepting(key, by_start)} if key[0] == "Enterprise" else set()
        )
        doubts += _join_group(key, groups[key], given, derived - given, nodes, clusters)
    return doubts


def _linked(nodes: list[LocalEntity], keys: list[tuple[Key, ...]]) -> dict[Key, list[int]]:
    """Short key -> nodes whose document gives a full name with it."""
    found: dict[Key, list[int]] = defaultdict(list)
    for node, entity in enumerate(nodes):
        if any(key in entity.full for key in keys[node]):
            for key in keys[node]:
                if key not in entity.full:
                    found[key].append(node)
    return found


def _by_start(nodes: list[LocalEntity], keys: list[tuple[Key, ...]]) -> dict[str, dict[str, int]]:
    """First two characters of an enterprise's core -> full name -> a node that has it."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for node, entity in enumerate(nodes):
        for key in keys[node]:
            if key[0] == "Enterprise" and key in entity.full:
                found[parse(key[1]).core[:2]].setdefault(key[1], node)
    return found


def _accepting(key: Key, by_start: dict[str, dict[str, int]]) -> list[int]:
    known = by_start.get(parse(key[1]).core[:2], {})
    if len(known) > MOST_CANDIDATES:
        return []
    return [known[full] for full in sorted(known) if short_form_of(key[1], full).accept]


def _join_group(
    key: Key,
    group: list[int],
    given: set[int],
    derived: set[int],
    nodes: list[LocalEntity],
    clusters: Clusters[int],
) -> list[Doubt]:
    candidates = sorted({clusters.find(node) for node in given | derived})
    why = reason("short", short=key[1])
    if not candidates:
        for node in group[1:]:
            clusters.join(node, group[0], reason("spelling"))
        return []
    doubts: list[Doubt] = []
    places = {
        candidate: _places(nodes[node] for node in clusters.members(candidate)) for candidate in candidates
    }
    for node in group:
        here = _places((nodes[node],))
        near = [candidate for candidate in candidates if here & places[candidate]]
        if len(candidates) == 1 and (candidates[0] in {clusters.find(one) for one in given} or near):
            clusters.join(node, candidates[0], why)
        elif len(candidates) > 1 and len(near) == 1:
            clusters.join(node, near[0], why)
        else:
            doubts.append((node, candidates, "ambiguous" if len(candidates) > 1 else "unsupported"))
    apart = [node for node, _, _ in doubts]
    if len(candidates) == 1:
        for node in apart[1:]:
            clusters.join(node, apart[0], reason("spelling"))
    return doubts


def _places(entities: Iterable[LocalEntity]) -> set[str]:
    """Stems of the places in the names of these entities and of the places of their articles."""
    found: set[str] = set()
    for entity in entities:
        for type_, name, _ in entity.keys:
            if type_ == "Enterprise":
                found.update(
                    lexicon.stem(place) for place in parse(name).places if place not in lexicon.NATION
                )
        for place, _ in entity.places:
            chain = lexicon.place_chain(place + "$", districts=True)[0] or [place]
            found.update(lexicon.stem(one) for one in chain)
    return found
