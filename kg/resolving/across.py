"""Merging across documents: full names exactly, short forms only where one thing is meant and something links them."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.resolving.clusters import Clusters
from kg.resolving.compact import LocalEntity, LocalGraph
from kg.resolving.keys import Key
from kg.resolving.reasons import reason
from kg.resolving.shelf import Shelf
from kg.resolving.short_names import join_short_names
from kg.resolving.verdict import Decided, tokens


@dataclass(slots=True)
class Merged:
    """All documents, their entities as one list of nodes, and which nodes are one thing.

    ``keys[node]`` are the member keys that the node stands for in the whole graph; ``first[doc]`` is the number of
    a document's first node, ``pages[node]`` the number of a node's page on the shelf; ``unclear``: (node, nodes that it
    may be, reason code).
    """

    documents: list[LocalGraph]
    nodes: list[LocalEntity]
    first: list[int]
    keys: list[tuple[Key, ...]]
    pages: Sequence[int]
    clusters: Clusters[int]
    unclear: list[tuple[int, list[int], str]]


def merge_across(documents: list[LocalGraph], decided: Decided, *, graph_scope: bool, shelf: Shelf) -> Merged:
    """Join the local entities of all documents; in document scope every document stays by itself."""
    nodes: list[LocalEntity] = []
    first: list[int] = []
    pages = array("Q")
    unclear: list[tuple[int, list[int], str]] = []
    for document in documents:
        start = len(nodes)
        first.append(start)
        unclear += [
            (start + short, [start + full for full in fulls], "ambiguous")
            for short, fulls in document.unclear
        ]
        nodes += document.entities
        pages.extend(range(document.page, document.page + len(document.entities)))
    keys = [node.keys for node in nodes]
    merged = Merged(documents, nodes, first, keys, pages, Clusters(range(len(nodes))), unclear)
    if decided.all:
        holders = _holders(merged, shelf)
        _keep_apart(merged, decided, holders)
        _join_decided(merged, decided, holders)
    if graph_scope:
        _scope_persons(merged)
        _join_equal_keys(merged)
        unclear += join_short_names(nodes, keys, merged.clusters)
        _join_persons(merged)
        _scope_contested(merged)
    return merged


def _scope_persons(merged: Merged) -> None:
    """A person's key holds the institution, or the document: equal names alone make no one the same."""
    institutions = _institutions(merged)
    for node, entity in enumerate(merged.nodes):
        if entity.type == "Person":
            held = {"/".join(key[:2]) for tail in institutions.get(node, ()) for key in merged.keys[tail]}
            scopes = sorted(held) or [entity.doc]
            names = sorted({key[:2] for key in entity.keys})
            merged.keys[node] = tuple((*name, scope) for name in names for scope in scopes)
            entity.full = merged.keys[node]


def _institutions(merged: Merged) -> dict[int, list[int]]:
    """Person node -> nodes of the institutions where the person holds or held a post."""
    found: dict[int, list[int]] = defaultdict(list)
    for start, document in zip(merged.first, merged.documents, strict=True):
        for fact in document.facts:
            if fact.saying.type == "HOLDS_POSITION" and fact.saying.status != "denied":
                found[start + fact.head].append(start + fact.tail)
    return found


def _join_equal_keys(merged: Merged) -> None:
    """Equal full names are one thing, whatever document they stand in."""
    holder: dict[Key, int] = {}
    for node, keys in enumerate(merged.keys):
        for key in keys:
            if key in merged.nodes[node].full:
                other = holder.setdefault(key, node)
                if other != node:
                    merged.clusters.join(node, other, reason("spelling"))


def _join_persons(merged: Merged) -> None:
    """Namesakes whose institutions turned out to be one thing, or who hold the same post in the same place."""
    holder: dict[tuple[str, str, str], int] = {}
    institutions = _institutions(merged)
    for node, entity in enumerate(merged.nodes):
        if entity.type != "Person":
            continue
        names = sorted({key[1] for key in entity.keys})
        marks = [("institution", str(merged.clusters.find(tail))) for tail in institutions.get(node, ())]
        place = min(entity.places, key=lambda pair: (-pair[1], pair[0]), default=("", 0))[0]
        if place:
            marks += [("post", f"{place}{title}") for title in entity.titles]
        for code, mark in sorted(set(marks)):
            for name in names:
                other = holder.setdefault((name, code, mark), node)
                shown = mark if code == "post" else merged.nodes[int(mark)].longest
                merged.clusters.join(node, other, reason(code, name=shown))


def _scope_contested(merged: Merged) -> None:
    """A member key that several things claim gets a scope, so that an id never means two things."""
    holder: dict[Key, int] = {}
    contested: set[Key] = set()
    for node, keys in enumerate(merged.keys):
        root = merged.clusters.find(node)
        contested.update(key for key in keys if holder.setdefault(key, root) != root)
    for node, keys in enumerate(merged.keys):
        if not contested.isdisjoint(keys):
            own = [key for key in keys if key not in contested]
            scope = "/".join(min(own)) if own else merged.nodes[node].doc
            merged.keys[node] = tuple(
                (*key[:2], f"{key[2]}/{scope}") if key in contested else key for key in keys
            )


def _holders(merged: Merged, shelf: Shelf) -> dict[str, list[int]]:
    """What a decision may call a node -> nodes."""
    found: dict[str, list[int]] = defaultdict(list)
    for node, keys in enumerate(merged.keys):
        forms = shelf.get(merged.pages[node]).forms
        for key in dict.fromkeys((*keys, *(form.key for form in forms))):
            for token in tokens(key):
                found[token].append(node)
    return found


def _keep_apart(merged: Merged, decided: Decided, holders: dict[str, list[int]]) -> None:
    for one, other in decided.pairs("split"):
        for node in holders[one]:
            for second in holders[other]:
                if node != second:
                    merged.clusters.forbid(node, second)


def _join_decided(merged: Merged, decided: Decided, holders: dict[str, list[int]]) -> None:
    for one, other in decided.pairs("merge"):
        for node in holders[one]:
            for target in holders[other]:
                merged.clusters.join(node, target, reason("decision"))
