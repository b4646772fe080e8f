"""Merging across documents."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.resolving.clusters import Clusters
from kg.resolving.keys import Key
from kg.resolving.local import LocalEntity, LocalGraph
from kg.resolving.reasons import reason
from kg.resolving.verdict import Decided, tokens


@dataclass(slots=True)
class Merged:
    """All documents, their entities as one list of nodes, and which nodes are one thing.

    ``keys[node]`` are the member keys that the node stands for in the whole graph; ``first[doc]`` is the number of
    a document's first node.
    """

    documents: list[LocalGraph]
    nodes: list[LocalEntity]
    first: list[int]
    keys: list[list[Key]]
    clusters: Clusters[int]
    unclear: list[tuple[int, list[int]]]


def merge_across(documents: list[LocalGraph], decided: Decided, *, graph_scope: bool) -> Merged:
    """Join the local entities of all documents; in document scope every document stays by itself."""
    nodes: list[LocalEntity] = []
    first: list[int] = []
    unclear: list[tuple[int, list[int]]] = []
    for document in documents:
        first.append(len(nodes))
        unclear += [
            (len(nodes) + short, [len(nodes) + full for full in fulls]) for short, fulls in document.unclear
        ]
        nodes += document.entities
    keys = [node.keys for node in nodes]
    merged = Merged(documents, nodes, first, keys, Clusters(range(len(nodes))), unclear)
    if graph_scope:
        _scope_persons(merged)
        _join_equal_keys(merged)
    _join_decided(merged, decided)
    return merged


def _scope_persons(merged: Merged) -> None:
    """A person's key holds the institution, or the document: equal names alone make no one the same."""
    institutions: dict[int, set[str]] = defaultdict(set)
    for start, document in zip(merged.first, merged.documents, strict=True):
        for fact, head, tail in document.facts:
            if fact.type == "HOLDS_POSITION" and fact.status != "denied":
                institutions[start + head].update("/".join(key[:2]) for key in merged.keys[start + tail])
    for node, entity in enumerate(merged.nodes):
        if entity.type == "Person":
            scopes = sorted(institutions.get(node, ())) or [entity.doc]
            merged.keys[node] = [(key[0], key[1], scope) for key in entity.keys for scope in scopes]


def _join_equal_keys(merged: Merged) -> None:
    holder: dict[Key, int] = {}
    for node, keys in enumerate(merged.keys):
        for key in keys:
            other = holder.setdefault(key, node)
            if other != node:
                merged.clusters.join(node, other, reason("spelling"))


def _join_decided(merged: Merged, decided: Decided) -> None:
    if not decided.all:
        return
    holders: dict[str, list[int]] = defaultdict(list)
    for node, keys in enumerate(merged.keys):
        for key in keys:
            for token in tokens(key):
                holders[token].append(node)
    for one, other in decided.merges():
        for node in holders[one]:
            for target in holders[other][:1]:
                merged.clusters.join(node, target, reason("decision"))
