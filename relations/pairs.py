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
from ner.windows import Window

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


@dataclass(frozen=True)
class Layout:
    """Which pairs an article has and where they lie: ``windows`` (the places of all mentions in each), ``chosen`` (pairs × 4: window, head and
    tail as rows of its places, pieces between), ``ends``, ``names`` and ``extras`` as in Pairs, ``count`` of all names, ``name`` of each mention."""

    windows: tuple[Places, ...]
    chosen: Ints
    ends: Ints
    names: Ints
    extras: Floats
    count: int
    name: Ints


def layout(passage: Passage, windows: Sequence[Window], allowed: Allowed, key: Key = by_text) -> Layout:
    """The pairs of an article that was cut into ``windows``; needs no states."""
    table = _Mentions(passage, key)
    places = tuple(Places.of(passage, window) for window in windows)
    chosen = _closest(table, places, table.may(allowed))
    ends = np.stack([_mention(places, chosen, 1), _mention(places, chosen, 2)], axis=1)
    extras = table.extras(ends, chosen[:, 3])
    return Layout(places, chosen, ends, table.name[ends], extras, len(table.counts), table.name)


def pairs(passage: Passage, projection: Floats, allowed: Allowed, key: Key = by_text) -> Pairs:
    """All pairs of an article; ``projection`` (width × depth) shortens the encoder's states first."""
    laid = layout(passage, [one.window for one in passage.passes], allowed, key)
    views = [
        _View(one.states, places, projection)
        for one, places in zip(passage.passes, laid.windows, strict=True)
    ]
    depth = projection.shape[1]
    means = _means(laid, views, depth)
    parts = np.zeros((len(laid.chosen), PARTS, depth), np.float32)
    for number, view in enumerate(views):
        here = laid.chosen[:, 0] == number
        parts[here, :6] = view.parts(laid.chosen[here, 1], laid.chosen[here, 2])
    parts[:, 6], parts[:, 7] = means[laid.names[:, 0]], means[laid.names[:, 1]]
    return Pairs(laid.ends, laid.names, parts, laid.extras)


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


@dataclass(frozen=True)
class Places:
    """Where the mentions of one window lie: ``mention`` index, ``first`` and ``last`` piece of each."""

    mention: Ints
    first: Ints
    last: Ints

    @classmethod
    def of(cls, passage: Passage, window: Window) -> Places:
        """The mentions that lie in ``window`` as a whole."""
        place = {offset: n for n, offset in enumerate(window.units.offsets)}
        piece = window.units.piece_of
        rows: list[tuple[int, int, int]] = []
        for index, mention in enumerate(passage.mentions):
            if mention.start not in place and not passage.text[mention.start].isspace():
                continue  # at once: an article has many windows and many names
            inside = [at for at in range(mention.start, mention.end) if not passage.text[at].isspace()]
            if inside and all(at in place for at in inside):
                rows.append((index, piece[place[inside[0]]], piece[place[inside[-1]]]))
        table = np.array(rows, np.int64).reshape(len(rows), 3)
        return cls(table[:, 0], table[:, 1], table[:, 2])

    def distances(self) -> Ints:
        """mentions × mentions: pieces between them; 0 if they overlap."""
        after = self.first[None, :] - self.last[:, None]
        out: Ints = np.maximum(np.maximum(after, after.T), 0)
        return out

    def spans(self, head: Ints, tail: Ints) -> tuple[Ints, Ints]:
        """Pairs × 5 (head, tail, between, left of the first, right of the second): first piece and the one after the last."""
        swap = (self.first[head] > self.first[tail]) | (
            (self.first[head] == self.first[tail]) & (self.last[head] > self.last[tail])
        )
        low, high = np.where(swap, tail, head), np.where(swap, head, tail)
        start = [
            self.first[head],
            self.first[tail],
            self.last[low] + 1,
            self.first[low] - 2,
            self.last[high] + 1,
        ]
        end = [
            self.last[head] + 1,
            self.last[tail] + 1,
            self.first[high],
            self.first[low],
            self.last[high] + 3,
        ]
        return np.stack(start, axis=1), np.stack(end, axis=1)


class _View:
    """One window's states, in tables for quick means and maxima."""

    def __init__(self, states: Floats, places: Places, projection: Floats) -> None:
        # Maxima are taken before the projection, as in training: the two do not change places.
        self.places, self.projection, self.states = places, projection, states
        short = states @ projection
        self.sums = np.concatenate(
            [np.zeros((1, short.shape[1]), np.float32), short.cumsum(0, dtype=np.float32)]
        )

    def mean(self, start: Ints, end: Ints) -> Floats:
        """Mean states of the pieces from ``start`` up to ``end``; 0 where there are none."""
        start, end = np.maximum(start, 0), np.minimum(end, len(self.sums) - 1)
        size = np.maximum(end - start, 0)
        total = self.sums[np.maximum(end, start)] - self.sums[start]
        out: Floats = (total * (size > 0)[..., None] / np.maximum(size, 1)[..., None]).astype(np.float32)
        return out

    def top(self, start: Ints, end: Ints) -> Floats:
        """The same for maxima (two overlapping powers of two cover every range; one table of maxima at a time is in memory)."""
        out = np.zeros((len(start), self.states.shape[1]), np.float32)
        size, table, step = end - start, self.states, 1
        while step <= len(self.states):
            here = (size >= step) & (size < 2 * step)
            out[here] = np.maximum(table[start[here]], table[end[here] - step])
            table, step = np.maximum(table[:-step], table[step:]), 2 * step
        shortened: Floats = out @ self.projection
        return shortened

    def parts(self, head: Ints, tail: Ints) -> Floats:
        """States of head and tail, mean and maximum between, left of the first, right of the second."""
        start, end = self.places.spans(head, tail)
        means = self.mean(start, end)
        most = self.top(start[:, 2], end[:, 2])[:, None]
        return np.concatenate([means[:, :3], most, means[:, 3:]], axis=1)


def _closest(table: _Mentions, windows: Sequence[Places], may: NDArray[np.bool_]) -> Ints:
    """(window, head and tail as rows of its places, distance) of the closest mentions of each pair of names, the earliest if equal."""
    found = [np.zeros((0, 6), np.int64)]
    for number, places in enumerate(windows):
        head, tail = np.nonzero(may[np.ix_(places.mention, places.mention)])
        names = table.name[places.mention]
        rows = [
            np.full(len(head), number),
            head,
            tail,
            places.distances()[head, tail],
            names[head],
            names[tail],
        ]
        found.append(np.stack(rows, axis=1))
    every = np.concatenate(found)
    every = every[np.lexsort((every[:, 2], every[:, 1], every[:, 0], every[:, 3], every[:, 5], every[:, 4]))]
    fresh = np.ones(len(every), bool)
    fresh[1:] = (every[1:, 4:] != every[:-1, 4:]).any(axis=1)
    return every[fresh, :4]


def _means(laid: Layout, views: Sequence[_View], depth: int) -> Floats:
    """The mean state of all mentions of each name."""
    total, seen = np.zeros((laid.count, depth), np.float32), np.zeros(laid.count, np.float32)
    for view in views:
        names = laid.name[view.places.mention]
        np.add.at(total, names, view.mean(view.places.first, view.places.last + 1))
        np.add.at(seen, names, 1)
    out: Floats = (total / np.maximum(seen, 1)[:, None]).astype(np.float32)
    return out


def _mention(windows: Sequence[Places], chosen: Ints, column: int) -> Ints:
    """The passage's mention that a row of its window stands for."""
    out: list[Any] = [windows[row[0]].mention[row[column]] for row in chosen.tolist()]
    return np.array(out, np.int64)
