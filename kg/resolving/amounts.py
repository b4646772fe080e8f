"""Amounts are no things of their own: in the graph each belongs to one owner, measure and document."""

from __future__ import annotations

from kg.resolving.clusters import Clusters
from kg.resolving.items import DocumentItems
from kg.resolving.keys import Key


def scope_amounts(found: DocumentItems, clusters: Clusters[Key]) -> None:
    """Give every amount mention the scope (document, owner, measure) and fold those that are then equal.

    Works on ``found`` and ``clusters`` in place.  The owner is the head of the first fact about the mention; an
    amount without a fact has the document alone as its scope.
    """
    owners: dict[Key, tuple[str, str]] = {}
    for fact in found.facts:
        if fact.tail[0] == "Amount" and fact.head[0] != "Amount":
            owner = min(clusters.members(fact.head))
            scope = (f"{owner[0]}/{owner[1]}", str(fact.props.get("measure", "")))
            owners[fact.tail] = min(scope, owners.get(fact.tail, scope))
    moved: dict[Key, Key] = {}
    for key in sorted(key for key in found.items if key[0] == "Amount"):
        owner_name, measure = owners.get(key, ("", ""))
        moved[key] = ("Amount", key[1], "/".join((found.doc, owner_name, measure)))
    _move(found, clusters, moved)


def _move(found: DocumentItems, clusters: Clusters[Key], moved: dict[Key, Key]) -> None:
    for old, new in moved.items():
        item = found.items.pop(old)
        clusters.discard(old)
        if new in found.items:
            found.items[new].absorb(item)
        else:
            item.key = new
            found.items[new] = item
            clusters.add(new)
    for fact in found.facts:
        fact.head = moved.get(fact.head, fact.head)
        fact.tail = moved.get(fact.tail, fact.tail)
