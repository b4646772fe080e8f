"""Checks on regular expressions: whether they compile, match nothing, or can take exponential time.

A pattern is turned into its position automaton (Glushkov 1961).  Backtracking takes exponential time when one state can come
back to itself over the same text in two ways (exponential degree of ambiguity, Weber and Seidl 1991): two equal transitions on a
cycle, or two different cycles, found in the product of the automaton with itself.
"""

from __future__ import annotations

import re
import re._constants as ops  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

_SAMPLES = "aZ0_ \n中，é"
_LOOP = 8  # from this many repeats on, a bounded repeat costs as much as an unbounded one
_MOST_POSITIONS = 160
_CATEGORIES = {
    ops.CATEGORY_DIGIT: r"\d", ops.CATEGORY_NOT_DIGIT: r"\D", ops.CATEGORY_SPACE: r"\s",
    ops.CATEGORY_NOT_SPACE: r"\S", ops.CATEGORY_WORD: r"\w", ops.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


@dataclass
class _Part:
    """First and last positions of a sub-expression, and whether it matches the empty text."""

    first: set[int] = field(default_factory=set)
    last: set[int] = field(default_factory=set)
    empty: bool = True


class _Automaton:
    def __init__(self, tree: Any) -> None:
        self.sets: list[frozenset[str]] = []
        self.edges: Counter[tuple[int, int]] = Counter()
        self.alphabet = frozenset(_SAMPLES) | frozenset(_literals(tree))
        self.sequence(tree)

    def position(self, characters: Iterable[str]) -> _Part:
        self.sets.append(frozenset(characters))
        return _Part({len(self.sets) - 1}, {len(self.sets) - 1}, empty=False)

    def link(self, sources: set[int], targets: set[int]) -> None:
        self.edges.update((source, target) for source in sources for target in targets)

    def sequence(self, items: Any) -> _Part:
        whole = _Part()
        for op, argument in items:
            part = self.item(op, argument)
            self.link(whole.last, part.first)
            whole = _Part(
                whole.first | part.first if whole.empty else whole.first,
                whole.last | part.last if part.empty else part.last,
                whole.empty and part.empty,
            )
        return whole

    def item(self, op: Any, argument: Any) -> _Part:
        if op in (ops.LITERAL, ops.NOT_LITERAL, ops.ANY, ops.IN, ops.GROUPREF):
            return self.position(c for c in self.alphabet if _takes(op, argument, c))
        if op is ops.SUBPATTERN:
            return self.sequence(argument[-1])
        if op is ops.BRANCH:
            return self.either(argument[1])
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT):
            return self.repeat(*argument)
        if op is ops.GROUPREF_EXISTS:
            return self.either([branch for branch in argument[1:] if branch is not None])
        if op in (ops.POSSESSIVE_REPEAT, ops.ATOMIC_GROUP):  # never tried again: one step
            return self.position(())
        return _Part()

    def either(self, branches: list[Any]) -> _Part:
        parts = [self.sequence(branch) for branch in branches]
        return _Part(
            set().union(*(part.first for part in parts)),
            set().union(*(part.last for part in parts)),
            any(part.empty for part in parts),
        )

    def repeat(self, low: int, high: int, items: Any) -> _Part:
        if high == 0:
            return _Part()
        if high >= _LOOP:
            part = self.sequence(items)
            self.link(part.last, part.first)
            return _Part(part.first, part.last, part.empty or low == 0)
        part = self.sequence(items)
        if high > 1:  # two copies stand for all, the second may be left out unless the number is fixed
            more = self.sequence(items)
            self.link(part.last, more.first)
            first = part.first | more.first if part.empty else part.first
            last = more.last if low == high and not more.empty else part.last | more.last
            part = _Part(first, last, part.empty)
        return _Part(part.first, part.last, part.empty or low == 0)


def _takes(op: Any, argument: Any, character: str) -> bool:
    if op is ops.LITERAL:
        return bool(ord(character) == argument)
    if op is ops.NOT_LITERAL:
        return bool(ord(character) != argument)
    if op is ops.ANY:
        return character != "\n"
    if op is ops.RANGE:
        return bool(argument[0] <= ord(character) <= argument[1])
    if op is ops.CATEGORY:
        return re.match(_CATEGORIES[argument], character) is not None
    if op is ops.IN:
        negated = argument[0][0] is ops.NEGATE
        return negated != any(_takes(kind, value, character) for kind, value in argument[negated:])
    return True


def _literals(items: Any) -> Iterable[str]:
    """Characters named anywhere in a parsed pattern, at most 60."""
    found: set[str] = set()
    stack = [items]
    while stack and len(found) < 60:
        value = stack.pop()
        if isinstance(value, tuple) and len(value) == 2 and value[0] in (ops.LITERAL, ops.NOT_LITERAL):
            found.add(chr(value[1]))
        elif isinstance(value, tuple) and len(value) == 2 and value[0] is ops.RANGE:
            found.add(chr(value[1][0]))
        elif isinstance(value, (list, tuple, parser.SubPattern)):
            stack.extend(value)
    return found


def _components(nodes: Iterable[Any], following: dict[Any, list[Any]]) -> dict[Any, int]:
    """Strongly connected component of each node (Tarjan, without recursion)."""
    index: dict[Any, int] = {}
    low: dict[Any, int] = {}
    component: dict[Any, int] = {}
    path: list[Any] = []
    for root in nodes:
        if root in index:
            continue
        work = [(root, iter(following.get(root, ())))]
        index[root] = low[root] = len(index)
        path.append(root)
        while work:
            node, children = work[-1]
            for child in children:
                if child not in index:
                    index[child] = low[child] = len(index)
                    path.append(child)
                    work.append((child, iter(following.get(child, ()))))
                    break
                if child not in component:
                    low[node] = min(low[node], index[child])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    while True:
                        member = path.pop()
                        component[member] = index[node]
                        if member == node:
                            break
    return component


def is_explosive(pattern: str) -> bool:
    """Whether a valid pattern can take exponential time, as (a+)+ and (a|a)*b do."""
    automaton = _Automaton(parser.parse(pattern))
    following: dict[int, list[int]] = {}
    for source, target in automaton.edges:
        following.setdefault(source, []).append(target)
    component = _components(range(len(automaton.sets)), following)
    inside = {edge: n for edge, n in automaton.edges.items() if component[edge[0]] == component[edge[1]]}
    if any(n > 1 and automaton.sets[edge[1]] for edge, n in inside.items()):
        return True
    loops: dict[int, list[int]] = {}
    for source, target in inside:
        loops.setdefault(source, []).append(target)
    return len(loops) <= _MOST_POSITIONS and _two_ways(automaton.sets, loops)


def _two_ways(sets: list[frozenset[str]], loops: dict[int, list[int]]) -> bool:
    product: dict[Any, list[Any]] = {}
    todo = [(node, node) for node in loops]
    while todo:
        pair = todo.pop()
        if pair in product:
            continue
        product[pair] = [
            (one, two)
            for one in loops.get(pair[0], ())
            for two in loops.get(pair[1], ())
            if sets[one] & sets[two]
        ]
        todo += product[pair]
    component = _components(product, product)
    diagonal = {component[pair] for pair in product if pair[0] == pair[1]}
    return any(component[pair] in diagonal for pair in product if pair[0] != pair[1])
