"""Entities of the graph from clusters of local entities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.model import Entity
from kg.resolving import lexicon
from kg.resolving.across import Merged
from kg.resolving.hierarchy import adcode
from kg.resolving.keys import Key, entity_id, normalise_name
from kg.resolving.reasons import reason
from kg.resolving.shelf import Counts, Form, Page, Shelf, collected
from ner.places import Place


def identify(merged: Merged) -> tuple[list[str], list[str]]:
    """For every node the id and the type of its entity."""
    ids, types = [""] * len(merged.nodes), [""] * len(merged.nodes)
    for members in merged.clusters.sets():
        identity = entity_id(min(key for node in members for key in merged.keys[node]))
        type_ = _type(merged, members)
        for node in members:
            ids[node], types[node] = identity, type_
    return ids, types


def build_entities(merged: Merged, ids: list[str], types: list[str], shelf: Shelf) -> Iterator[Entity]:
    """The entities one by one, sorted by id."""
    for members in sorted(merged.clusters.sets(), key=lambda members: ids[members[0]]):
        node = members[0]
        yield _entity(merged, sorted(members), ids[node], types[node], shelf)


def _entity(merged: Merged, members: list[int], identity: str, type_: str, shelf: Shelf) -> Entity:
    pages = [shelf.get(merged.pages[node]) for node in members]
    forms = [form for page in pages for form in page.forms]
    keys = sorted({key for node in members for key in merged.keys[node]})
    surfaces = summed(form.surfaces for form in forms)
    name = best_name(surfaces)
    props = _props(forms)
    if type_ == "Location" and (place := _division(keys)):
        props["adcode"] = adcode(place.code)
        name = _division_name(place, name)
    return Entity(
        id=identity,
        type=type_,
        name=name,
        aliases=sorted(surfaces.keys() - {name}),
        alternate_ids=sorted({entity_id(key) for key in keys[1:]} - {identity}),
        roles=sorted({role for form in forms for role in form.roles}),
        props=props,
        mentions=collected(pages),
        merges=_merges(merged, members, pages, name),
        docs=len({merged.nodes[node].doc for node in members}),
    )


def _type(merged: Merged, members: Iterable[int]) -> str:
    votes = Counter(merged.nodes[node].type for node in members)
    return min(votes, key=lambda type_: (-votes[type_], type_))


def best_name(surfaces: Mapping[str, int]) -> str:
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


def _props(forms: Iterable[Form]) -> dict[str, Any]:
    """For each property its most frequent value (ties: the smallest as text)."""
    counts: dict[str, list[Counts]] = {}
    for form in forms:
        for name, values in form.props:
            counts.setdefault(name, []).append(values)
    return {
        name: min(summed(counts[name]).items(), key=lambda pair: (-pair[1], str(pair[0])))[0]
        for name in sorted(counts)
    }


def summed(counts: Iterable[Counts]) -> dict[Any, int]:
    """The sum of several counts."""
    total: dict[Any, int] = {}
    for pairs in counts:
        for value, number in pairs:
            total[value] = total.get(value, 0) + number
    return total


def _merges(merged: Merged, members: list[int], pages: list[Page], name: str) -> list[tuple[str, str]]:
    """(alias, reason) for every alias, and for every document whose names joined the others for a reason of its own."""
    why: dict[Key, str] = {}
    for page in pages:
        for key, stored in page.reasons:
            why[key] = min(stored, why.get(key, stored))
    holders = [(form.key[1], node) for node, form in _forms(members, pages) if name in dict(form.surfaces)]
    same, named = {key for key, _ in holders}, {node for _, node in holders}
    out = set()
    for node, page in zip(members, pages, strict=True):
        joined = merged.clusters.reasons.get(node, "")
        if joined.startswith("spelling"):
            joined = ""
        if joined:
            out.add((best_name(summed(form.surfaces for form in page.forms)), joined))
        for form in page.forms:
            stored = (
                why.get(form.key) or _reason(form.key, name, same) or joined or _across(merged, node, named)
            )
            out.update((surface, stored) for surface, _ in form.surfaces if surface != name)
    return sorted(out)


def _forms(members: list[int], pages: list[Page]) -> Iterator[tuple[int, Form]]:
    return ((node, form) for node, page in zip(members, pages, strict=True) for form in page.forms)


def _across(merged: Merged, node: int, named: set[int]) -> str:
    """Why a node that joined no other is one with the nodes that have the entity's name: these joined it by the user's
    decision, or the documents share a full name."""
    keys = {key for other in named for key in merged.keys[other]}
    reasons = merged.clusters.reasons
    decided = any(reasons.get(other) == reason("decision") for other in named)
    return reason("decision") if decided and keys.isdisjoint(merged.keys[node]) else reason("shared")


def _reason(key: Key, name: str, same: set[str]) -> str:
    """Why a name that joined no other stands for the thing: it is a place's, or only written differently; else ""."""
    if key[0] == "Location":
        return reason("place", place=name)
    return reason("spelling") if key[1] in same else ""
