"""Pairs of names of an article as the relation model sees them, read off the tagger's passes.

Mentions with the same type and text are one *name*.  For every ordered pair of names that some signature allows, the closest two of
their mentions inside one window are looked at: the encoder's states of both, of what lies between and around them, the mean over
all mentions of each name, and plain facts about the pair (types, distances, order).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.model import Mention, Passage
from ner.windows import Pass

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
TYPES = (
    "Enterprise", "University", "Person", "Park", "Government", "Organization", "Location", "Project", "Cluster", "Product",
    "Amount", "Honor", "Policy",
)  # fmt: skip
PARTS = 8  # vectors of states per pair
_DISTANCES = (0, 1, 2, 4, 8, 16, 32, 64, 128)
_BETWEEN = (0, 1, 2, 4, 8)
EXTRAS = 2 * len(TYPES) + len(_DISTANCES) + 4 + 1 + len(_BETWEEN) + 3
Allowed = Callable[[str, str], bool]
Key = Callable[[Mention], Hashable]


@dataclass(frozen=True)
class Pairs:
    """All pairs of an article, in the order of their names: ``ends`` (pairs × 2) are the mention indices of head and tail, ``names``
    (pairs × 2) the numbers of their names, ``parts`` (pairs × PARTS × depth) and ``extras`` (pairs × EXTRAS) what the model reads."""

    ends: Ints
    names: Ints
    parts: Floats
    extras: Floats

    def __len__(self) -> int:
        return len(self.ends)


def by_text(mention: Mention) -> Hashable:
    """The usual key of a name."""
    return mention.type, mention.text


def names_of(mentions: Sequence[Mention], key: Key = by_text) -> list[list[int]]:
    """Mention indices of each name, in order of first mention."""
    groups: dict[Hashable, list[int]] = {}
    for index, mention in enumerate(mentions):
        groups.setdefault(key(mention), []).append(index)
    return list(groups.values())


def pairs(passage: Passage, projection: Floats, allowed: Allowed, key: Key = by_text) -> Pairs:
    """All pairs of an article; ``projection`` (width × depth) shortens the encoder's states first."""
    table = _Mentions(passage, key)
    views = [_View(passage, one, projection) for one in passage.passes]
    depth = projection.shape[1]
    chosen = _closest(table, views, table.may(allowed))
    means = _means(len(table.counts), table, views, depth)
    parts = np.zeros((len(chosen), PARTS, depth), np.float32)
    for number, view in enumerate(views):
        here = chosen[:, 0] == number
        parts[here, :6] = view.parts(chosen[here, 1], chosen[here, 2])
    ends = np.stack([_mention(views, chosen, 1), _mention(views, chosen, 2)], axis=1)
    names = table.name[ends]
    parts[:, 6], parts[:, 7] = means[names[:, 0]], means[names[:, 1]]
    return Pairs(ends, names, parts, table.extras(ends, chosen[:, 3]))


class _Mentions:
    """The passage's mentions as arrays."""

    def __init__(self, passage: Passage, key: Key) -> None:
        mentions = passage.mentions
        number = {name: n for n, name in enumerate(TYPES)}
        groups = names_of(mentions, key)
        self.types = [mention.type for mention in mentions]
        self.type = np.array([number.get(name, -1) for name in self.types], np.int64)
        self.start = np.array([mention.start for mention in mentions], np.int64)
        self.sentence = np.array([mention.sentence for mention in mentions], np.int64)
        self.name = np.zeros(len(mentions), np.int64)
        for n, group in enumerate(groups):
            self.name[group] = n
        self.counts = np.array([len(group) for group in groups], np.int64)

    def may(self, allowed: Allowed) -> NDArray[np.bool_]:
        """mentions × mentions: whether some relation may hold from the one to the other."""
        known = sorted(set(self.types))
        at = np.array([known.index(name) for name in self.types], np.int64)
        table = np.array([[allowed(a, b) for b in known] for a in known], bool).reshape(
            len(known), len(known)
        )
        out: NDArray[np.bool_] = table[at[:, None], at[None, :]] & (self.name[:, None] != self.name[None, :])
        return out

    def extras(self, ends: Ints, distance: Ints) -> Floats:
        """Types, distances in pieces and sentences, order, how many names lie between, how often each is named."""
        head, tail = ends[:, 0], ends[:, 1]
        low = np.minimum(self.start[head], self.start[tail])
        high = np.maximum(self.start[head], self.start[tail])
        between = _within(np.sort(self.start), low, high)
        same = np.zeros(len(ends), np.int64)
        for kind in range(len(TYPES)):
            counted = _within(np.sort(self.start[self.type == kind]), low, high)
            same += counted * ((self.type[head] == kind) | (self.type[tail] == kind))
        apart = np.abs(self.sentence[head] - self.sentence[tail])
        every = np.arange(len(TYPES))
        columns = [
            self.type[head][:, None] == every,
            self.type[tail][:, None] == every,
            distance[:, None] <= np.array(_DISTANCES),
            apart[:, None] <= np.arange(4),
            (self.start[head] < self.start[tail])[:, None],
            between[:, None] <= np.array(_BETWEEN),
            (same == 0)[:, None],
            np.minimum(self.counts[self.name[ends]], 8) / 8,
        ]
        return np.concatenate([column.astype(np.float32) for column in columns], axis=1)


def _within(starts: Ints, low: Ints, high: Ints) -> Ints:
    """How many of the sorted ``starts`` lie between ``low`` and ``high``, both left out."""
    out: Ints = np.maximum(np.searchsorted(starts, high, "left") - np.searchsorted(starts, low, "right"), 0)
    return out


class _View:
    """One window: where its mentions lie in pieces, and tables of its states for quick means and maxima."""

    def __init__(self, passage: Passage, one: Pass, projection: Floats) -> None:
        states = one.states @ projection
        self.sums = np.concatenate(
            [np.zeros((1, states.shape[1]), np.float32), states.cumsum(0, dtype=np.float32)]
        )
        # Maxima are taken before the projection, as in training: the two do not change places.
        self.projection = projection
        self.tops = [one.states]
        while 2 ** len(self.tops) <= len(states):
            step = 2 ** (len(self.tops) - 1)
            self.tops.append(np.maximum(self.tops[-1][:-step], self.tops[-1][step:]))
        place = {offset: n for n, offset in enumerate(one.window.units.offsets)}
        rows: list[tuple[int, int, int]] = []
        for index, mention in enumerate(passage.mentions):
            inside = [at for at in range(mention.start, mention.end) if not passage.text[at].isspace()]
            if inside and all(at in place for at in inside):
                piece = one.window.units.piece_of
                rows.append((index, piece[place[inside[0]]], piece[place[inside[-1]]]))
        table = np.array(rows, np.int64).reshape(len(rows), 3)
        self.mention, self.first, self.last = table[:, 0], table[:, 1], table[:, 2]

    def distances(self) -> Ints:
        """mentions × mentions: pieces between them; 0 if they overlap."""
        after = self.first[None, :] - self.last[:, None]
        out: Ints = np.maximum(np.maximum(after, after.T), 0)
        return out

    def mean(self, start: Ints, end: Ints) -> Floats:
        """Mean states of the pieces from ``start`` up to ``end``; 0 where there are none."""
        start, end = np.maximum(start, 0), np.minimum(end, len(self.sums) - 1)
        size = np.maximum(end - start, 0)
        total = self.sums[np.maximum(end, start)] - self.sums[start]
        out: Floats = (total * (size > 0)[:, None] / np.maximum(size, 1)[:, None]).astype(np.float32)
        return out

    def top(self, start: Ints, end: Ints) -> Floats:
        """The same for maxima (a sparse table: two overlapping powers of two cover every range)."""
        out = np.zeros((len(start), self.tops[0].shape[1]), np.float32)
        size = end - start
        for level, table in enumerate(self.tops):
            here = (size >= 2**level) & (size < 2 ** (level + 1))
            out[here] = np.maximum(table[start[here]], table[end[here] - 2**level])
        shortened: Floats = out @ self.projection
        return shortened

    def parts(self, head: Ints, tail: Ints) -> Floats:
        """States of head and tail, mean and maximum between, left of the first, right of the second."""
        swap = (self.first[head] > self.first[tail]) | (
            (self.first[head] == self.first[tail]) & (self.last[head] > self.last[tail])
        )
        low, high = np.where(swap, tail, head), np.where(swap, head, tail)
        start, end = self.last[low] + 1, self.first[high]
        columns = [
            self.mean(self.first[head], self.last[head] + 1),
            self.mean(self.first[tail], self.last[tail] + 1),
            self.mean(start, end),
            self.top(start, end),
            self.mean(self.first[low] - 2, self.first[low]),
            self.mean(self.last[high] + 1, self.last[high] + 3),
        ]
        return np.stack(columns, axis=1)


def _closest(table: _Mentions, views: Sequence[_View], may: NDArray[np.bool_]) -> Ints:
    """(view, head and tail as rows of the view, distance) of the closest mentions of each pair of names, the earliest if equal."""
    found = [np.zeros((0, 6), np.int64)]
    for number, view in enumerate(views):
        head, tail = np.nonzero(may[np.ix_(view.mention, view.mention)])
        names = table.name[view.mention]
        rows = [
            np.full(len(head), number),
            head,
            tail,
            view.distances()[head, tail],
            names[head],
            names[tail],
        ]
        found.append(np.stack(rows, axis=1))
    every = np.concatenate(found)
    every = every[np.lexsort((every[:, 2], every[:, 1], every[:, 0], every[:, 3], every[:, 5], every[:, 4]))]
    fresh = np.ones(len(every), bool)
    fresh[1:] = (every[1:, 4:] != every[:-1, 4:]).any(axis=1)
    return every[fresh, :4]


def _means(count: int, table: _Mentions, views: Sequence[_View], depth: int) -> Floats:
    """The mean state of all mentions of each name."""
    total, seen = np.zeros((count, depth), np.float32), np.zeros(count, np.float32)
    for view in views:
        names = table.name[view.mention]
        np.add.at(total, names, view.mean(view.first, view.last + 1))
        np.add.at(seen, names, 1)
    out: Floats = (total / np.maximum(seen, 1)[:, None]).astype(np.float32)
    return out


def _mention(views: Sequence[_View], chosen: Ints, column: int) -> Ints:
    """The passage's mention that a row of its view stands for."""
    out: list[Any] = [views[row[0]].mention[row[column]] for row in chosen.tolist()]
    return np.array(out, np.int64)
