"""Merging inside one document: short and long forms of one name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from kg.resolving.blocking import candidate_pairs
from kg.resolving.clusters import Clusters
from kg.resolving.items import DocumentItems, Item
from kg.resolving.keys import Key, normalise_name
from kg.resolving.links import link
from kg.resolving.names import parse
from kg.resolving.reasons import reason
from kg.resolving.verdict import Verdict

MARGIN = 0.05
LOCAL = {
    "Government",
    "Honor",
    "Location",
    "Organization",
    "Park",
    "Project",
    "University",
}  # 新区 is the one just named
Apart = Callable[[Key, Key], bool]


def merge_within(
    found: DocumentItems, *, apart: Apart | None = None
) -> tuple[Clusters[Key], list[tuple[Key, list[Key]]]]:
    """Clusters of the document's items, and the names that fit several of them: (short, candidates)."""
    clusters: Clusters[Key] = Clusters(sorted(found.items))
    _join_explained(found, clusters)
    unclear = _join_variants(found, clusters, apart)
    return clusters, unclear


def _join_explained(found: DocumentItems, clusters: Clusters[Key]) -> None:
    """（以下简称…）: what the text itself says beats every rule and type."""
    for key in sorted(found.items):
        item = found.items[key]
        for full in sorted(item.canonical):
            target = _explained_target(found, key, normalise_name(full))
            if target is None:
                target = (key[0], normalise_name(full), "")
                found.items[target] = Item(target)
                found.items[target].surfaces[full] += 0
                clusters.add(target)
            clusters.join(key, target, reason("canonical", short=item.surface(), full=full))


def _explained_target(found: DocumentItems, key: Key, full: str) -> Key | None:
    same = (key[0], full, "")
    if same in found.items:
        return same
    return min((other for other in found.items if other[1] == full and other != key), default=None)


def _join_variants(
    found: DocumentItems, clusters: Clusters[Key], apart: Apart | None
) -> list[tuple[Key, list[Key]]]:
    """Short names go to the one longer name they fit; where several unlike names fit, they stay alone."""
    options: dict[Key, list[tuple[Verdict, Key]]] = defaultdict(list)
    vetoed: set[frozenset[Key]] = set()
    for short, full in candidate_pairs(found.items):
        if clusters.together(short, full) or (apart is not None and apart(short, full)):
            continue
        verdict = link(found.items[short], found.items[full], found)
        if verdict.accept:
            options[short].append((verdict, full))
        elif verdict.veto:
            vetoed.add(frozenset((short, full)))
    waiting = sorted(options, key=lambda key: (-len(key[1]), key))
    while waiting:
        left = []
        for short in waiting:
            best = _best_target(short, options[short], found, clusters, vetoed)
            if best is None or not clusters.join(short, best[1], best[0].reason):
                left.append(short)
        if len(left) == len(waiting):
            break
        waiting = left  # what joined may have made one thing of what was several
    _join_bare_variants(options, clusters, vetoed)
    return [
        (short, sorted(full for _, full in options[short]))
        for short in waiting
        if _open(short, options, clusters)
    ]


def _join_bare_variants(
    options: dict[Key, list[tuple[Verdict, Key]]], clusters: Clusters[Key], vetoed: set[frozenset[Key]]
) -> None:
    """东风朝柴 and 朝柴动力 both hold 朝柴 and neither is a firm's full name: variants of one trade name."""
    for short in sorted(options):
        if short[0] != "Enterprise" or len(options[short]) < 2 or parse(short[1]).legal_form:
            continue
        for verdict, full in sorted(options[short], key=lambda option: option[1]):
            members = {*clusters.members(short), *clusters.members(full)}
            if not any(parse(key[1]).legal_form for key in members) and not _vetoed(
                short, full, clusters, vetoed
            ):
                clusters.join(full, short, verdict.reason)


def _vetoed(short: Key, full: Key, clusters: Clusters[Key], vetoed: set[frozenset[Key]]) -> bool:
    return bool(vetoed) and any(
        frozenset((mine, theirs)) in vetoed
        for mine in clusters.members(short)
        for theirs in clusters.members(full)
    )


def _open(short: Key, options: dict[Key, list[tuple[Verdict, Key]]], clusters: Clusters[Key]) -> bool:
    return all(not clusters.together(short, full) for _, full in options[short])


def _best_target(
    short: Key,
    options: Iterable[tuple[Verdict, Key]],
    found: DocumentItems,
    clusters: Clusters[Key],
    vetoed: set[frozenset[Key]],
) -> tuple[Verdict, Key] | None:
    """The accepted longer name, if all candidates near the best score are one thing by now."""
    open_ = [option for option in options if not _vetoed(short, option[1], clusters, vetoed)]
    if not open_:
        return None
    ranked = sorted(open_, key=lambda option: (-option[0].score, option[1]))
    near = [full for verdict, full in ranked if verdict.score >= ranked[0][0].score - MARGIN]
    if len({clusters.find(full) for full in near}) == 1:
        return ranked[0]
    last = _last_named(short, near, found) if short[0] in LOCAL else None
    return next((option for option in ranked if option[1] == last), None)


def _last_named(short: Key, near: list[Key], found: DocumentItems) -> Key | None:
    """Of several names that fit, the one named last before the short one first stands in the text."""
    first = min(found.items[short].positions())
    before = [
        (max(p for p in found.items[key].positions() if p < first), key)
        for key in near
        if min(found.items[key].positions()) < first
    ]
    return max(before)[1] if before else None
