"""Pairs of names that share no character: a name with its form in other letters behind it, and the letters of places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kg.resolving.items import DocumentItems, Item
from kg.resolving.keys import Key
from kg.resolving.link_places import is_letter_for
from kg.resolving.reasons import reason
from kg.resolving.verdict import Verdict

HAN = re.compile(r"[\u4e00-\u9fff]")
LETTERS = re.compile(r"[a-z]")
Span = tuple[int, int, int]  # (article, start, end)


def unlike_pairs(found: DocumentItems) -> Iterator[tuple[Key, Key, Verdict]]:
    """(one name, other name, verdict) for names of one type that blocking cannot bring together."""
    by_type: dict[str, list[Item]] = defaultdict(list)
    for key in sorted(found.items):
        by_type[key[0]].append(found.items[key])
    for one in by_type["Location"]:
        for other in by_type["Location"]:
            if len(one.name) == 1 and one.name not in other.name and is_letter_for(one.name, other.name):
                yield one.key, other.key, Verdict(True, reason("place", place=other.surface()), 0.9)
    foreign = {type_: [item for item in items if _is_foreign(item)] for type_, items in by_type.items()}
    for type_ in sorted(foreign):
        if foreign[type_] and type_ != "Amount":
            yield from _glosses(foreign[type_], by_type[type_])


def _glosses(foreign: list[Item], items: list[Item]) -> Iterator[tuple[Key, Key, Verdict]]:
    spans = {item.key: _spans(item) for item in items}
    starts = {(article, start) for listed in spans.values() for article, start, _ in listed}
    ends = {(article, end) for listed in spans.values() for article, _, end in listed}
    for item in foreign:
        for other in items:
            if HAN.search(other.name) and _is_gloss(spans[item.key], spans[other.key], starts, ends):
                yield item.key, other.key, Verdict(True, reason("gloss", full=other.surface()), 0.9)


def _is_foreign(item: Item) -> bool:
    return len(item.name) >= 2 and not HAN.search(item.name) and bool(LETTERS.search(item.name))


def _spans(item: Item) -> list[Span]:
    return sorted(
        (support.article, support.pieces[0][0], support.pieces[-1][1])
        for support in item.supports
        if support.pieces
    )


def _is_gloss(
    mine: list[Span], theirs: list[Span], starts: set[tuple[int, int]], ends: set[tuple[int, int]]
) -> bool:
    """甲乙（Alpha）: the first mention stands one character from the other, and neither of the two has a further name
    of its type at that distance on its other side, as the members of a list have."""
    if not mine or not theirs:
        return False
    article, start, end = mine[0]
    for where, first, last in theirs:
        if where == article and start - last == 1:
            return (article, end + 1) not in starts and (article, first - 1) not in ends
        if where == article and first - end == 1:
            return (article, last + 1) not in starts and (article, start - 1) not in ends
    return False
