"""Merging inside one document: short and long forms of one name."""

from __future__ import annotations

from collections import defaultdict

from kg.resolving.clusters import Clusters
from kg.resolving.glosses import HAN
from kg.resolving.items import DocumentItems, Item
from kg.resolving.judging import Apart, Verdicts, judge_pairs
from kg.resolving.keys import Key, normalise_name
from kg.resolving.names import parse
from kg.resolving.pair_model import PairModel, default
from kg.resolving.reasons import reason
from kg.resolving.verdict import Verdict

MARGIN = 0.02  # of likelihood
TIED_MARGIN = 0.2  # where the rules find both to fit equally well
BARE = 0.4  # likelihood of a variant where others of the same trade name stand
EQUAL = 0.01  # of the rules' scores
LOCAL = {
    "Government",
    "Honor",
    "Location",
    "Organization",
    "Park",
    "Project",
    "University",
}  # 新区 is the one just named
FOREIGN = Verdict(False, "foreign", 0.0)
UNCOMPARED = 0.2  # likeness of two names that share too little to be compared


def merge_within(
    found: DocumentItems, *, apart: Apart | None = None, model: PairModel | None = None
) -> tuple[Clusters[Key], list[tuple[Key, list[Key]]]]:
    """Clusters of the document's items, and the names that fit several of them: (short, candidates)."""
    clusters: Clusters[Key] = Clusters(sorted(found.items), traced=True)
    _join_explained(found, clusters)
    unclear = _join_variants(found, clusters, apart, model or default())
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
    found: DocumentItems, clusters: Clusters[Key], apart: Apart | None, model: PairModel
) -> list[tuple[Key, list[Key]]]:
    """Likeliest pairs first; a short name that several unlike names fit equally well stays alone."""
    verdicts = judge_pairs(found, model, apart)
    options: dict[Key, list[tuple[Verdict, Key]]] = defaultdict(list)
    for (short, full), verdict in verdicts.items():
        if verdict.accept:
            options[short].append((verdict, full))
    waiting = sorted(
        ((verdict, short, full) for short, fitting in options.items() for verdict, full in fitting),
        key=lambda edge: (-edge[0].score, edge[1], edge[2]),
    )
    joined = True
    while joined:  # what joined may have made one thing of what was several
        joined, left = False, []
        for verdict, short, full in waiting:
            if _fits(short, full, clusters, verdicts, model) and full == _target(
                short, full, verdict, options[short], found, clusters
            ):
                joined |= clusters.join(short, full, verdict.reason)
            elif not clusters.together(short, full):
                left.append((verdict, short, full))
        waiting = left
    _join_bare_variants(clusters, verdicts)
    return [
        (short, sorted(full for _, full in options[short]))
        for short in sorted(options, key=lambda key: (-len(key[1]), key))
        if _open(short, options, clusters)
    ]


def _fits(short: Key, full: Key, clusters: Clusters[Key], verdicts: Verdicts, model: PairModel) -> bool:
    """Whether the clusters of the two fit on the whole: no pair vetoed, and likely one thing on average."""
    if clusters.together(short, full):
        return False
    between = [
        verdicts.get((mine, theirs)) or verdicts.get((theirs, mine)) or _incomparable(mine, theirs)
        for mine in clusters.members(short)
        for theirs in clusters.members(full)
    ]
    if any(verdict is not None and verdict.veto for verdict in between):
        return False
    scores = [
        UNCOMPARED if verdict is None else verdict.score for verdict in between if verdict is not FOREIGN
    ]
    return sum(scores) >= model.threshold(short[0]) * len(scores)


def _incomparable(first: Key, second: Key) -> Verdict | None:
    """Names in different letters say nothing for or against each other."""
    return FOREIGN if bool(HAN.search(first[1])) != bool(HAN.search(second[1])) else None


def _join_bare_variants(clusters: Clusters[Key], verdicts: Verdicts) -> None:
    """东风朝柴 and 朝柴动力 both hold 朝柴 and neither is a firm's full name: variants of one trade name."""
    fitting: dict[Key, list[tuple[Key, Verdict]]] = defaultdict(list)
    for (short, full), verdict in sorted(verdicts.items(), key=lambda pair: pair[0]):
        if short[0] == "Enterprise" and verdict.by_rule and verdict.score >= BARE:
            fitting[short].append((full, verdict))
    for short, longer in fitting.items():
        if len(longer) < 2 or parse(short[1]).legal_form:
            continue
        for full, verdict in longer:
            members = {*clusters.members(short), *clusters.members(full)}
            if not any(parse(key[1]).legal_form for key in members) and not _vetoed(
                short, full, clusters, verdicts
            ):
                clusters.join(full, short, verdict.reason)


def _vetoed(short: Key, full: Key, clusters: Clusters[Key], verdicts: Verdicts) -> bool:
    return any(
        verdict is not None and verdict.veto
        for mine in clusters.members(short)
        for theirs in clusters.members(full)
        for verdict in (verdicts.get((mine, theirs)), verdicts.get((theirs, mine)))
    )


def _open(short: Key, options: dict[Key, list[tuple[Verdict, Key]]], clusters: Clusters[Key]) -> bool:
    return all(not clusters.together(short, full) for _, full in options[short])


def _target(
    short: Key,
    full: Key,
    verdict: Verdict,
    options: list[tuple[Verdict, Key]],
    found: DocumentItems,
    clusters: Clusters[Key],
) -> Key | None:
    """``full`` if all candidates about as likely are one thing by now; else the one named last, or none."""
    near = [
        other
        for option, other in options
        if not clusters.together(short, other) and _as_likely(option, verdict, short)
    ]
    if len({clusters.find(other) for other in near}) == 1:
        return full
    return _last_named(short, near, found) if short[0] in LOCAL else None


def _as_likely(other: Verdict, verdict: Verdict, short: Key) -> bool:
    """Whether another candidate is about as likely: what the rules cannot tell apart is not decided by where it stands."""
    tied = short[0] not in LOCAL and verdict.by_rule and other.by_rule >= verdict.by_rule - EQUAL
    return other.score >= verdict.score - (TIED_MARGIN if tied else MARGIN)


def _last_named(short: Key, near: list[Key], found: DocumentItems) -> Key | None:
    """Of several names that fit, the one named last before the short one first stands in the text."""
    first = min(found.items[short].positions())
    before = [
        (max(p for p in found.items[key].positions() if p < first), key)
        for key in near
        if min(found.items[key].positions()) < first
    ]
    return max(before)[1] if before else None
