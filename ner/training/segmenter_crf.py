"""Training of the segmenter's linear-chain CRF with AdaGrad, vectorised over batches of sentences of like length."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ner.segmenter_model import (
    CHARACTER_KINDS,
    CLASSES,
    PAIR_KINDS,
    TAGS,
    WORD_KINDS,
    Floats,
    Ints,
    Inventory,
    Weights,
    character_classes,
    positions,
)

Whole = NDArray[np.int32] | Ints  # kept as 32 bits: ten million characters fit into memory

BEGIN, SINGLE, INSIDE, END, SECOND = range(len(TAGS))


def tags_of(words: Iterable[str]) -> list[int]:
    """The tag of every character, by the rules of pkuseg."""
    tags: list[int] = []
    for word in words:
        size = len(word)
        if size == 1:
            tags.append(SINGLE)
        else:
            tags += [BEGIN, *([SECOND] if size > 2 else []), *[INSIDE] * (size - 3), END]
    return tags


def collect(sentences: Iterable[list[str]], *, symbol: int, pair: int, word: int) -> Inventory:
    """The inventory of what occurs at least so often in the training words (dictionary words have 2 to 6 characters)."""
    classes = character_classes()
    symbols: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    words: Counter[str] = Counter()
    for sentence in sentences:
        names = [classes.get(c, c) for w in sentence for c in w]
        symbols.update(names)
        pairs.update(pairwise(names))
        words.update(w for w in sentence if 2 <= len(w) <= 6)
    kept = sorted(s for s, n in symbols.items() if n >= symbol and (len(s) == 1 or s in CLASSES))
    known = set(kept)
    return Inventory(
        kept,
        sorted(p for p, n in pairs.items() if n >= pair and p[0] in known and p[1] in known),
        sorted(w for w, n in words.items() if n >= word and not any(c in classes for c in w)),
    )


@dataclass(slots=True)
class Batch:
    """Sentences one after the other: features per character, gold tags, and (sentence, step) → character."""

    characters: list[Whole]
    pairs: list[Whole]
    words: list[tuple[Whole, Whole]]
    gold: Whole
    steps: Whole  # step × sentence: character number, or -1 past the end


def batches(sentences: list[list[str]], inventory: Inventory, size: int) -> list[Batch]:
    """Batches of about ``size`` characters; sentences of like length come together, so little is padded."""
    ordered = sorted((s for s in sentences if s), key=lambda words: (sum(map(len, words)), words))
    out: list[Batch] = []
    chunk: list[list[str]] = []
    total = 0
    for words in ordered:
        chunk.append(words)
        total += sum(map(len, words))
        if total >= size:
            out.append(_batch(chunk, inventory))
            chunk, total = [], 0
    if chunk:
        out.append(_batch(chunk, inventory))
    return out


def _batch(sentences: list[list[str]], inventory: Inventory) -> Batch:
    texts = ["".join(words) for words in sentences]
    lengths = np.array([len(text) for text in texts])
    # A blank between sentences keeps features from reaching over, as at run time; blanks are dropped again.
    joined = " ".join(texts)
    characters, pairs, words = positions(inventory.index(joined), inventory.lengths)
    starts = np.concatenate(([0], np.cumsum(lengths + 1)[:-1]))
    keep = np.ones(len(joined), dtype=bool)
    keep[starts[1:] - 1] = False
    renumber = np.cumsum(keep) - 1
    first = renumber[starts]
    steps = np.full((int(lengths.max()), len(texts)), -1, dtype=np.int64)
    for column, (start, length) in enumerate(zip(first, lengths, strict=True)):
        steps[:length, column] = np.arange(start, start + length)
    gold = np.array([tag for sentence in sentences for tag in tags_of(sentence)], dtype=np.int64)
    return Batch(
        [row[keep].astype(np.int32) for row in characters],
        [row[keep].astype(np.int32) for row in pairs],
        [(renumber[at].astype(np.int32), word.astype(np.int32)) for at, word in words],
        gold.astype(np.int32),
        steps.astype(np.int32),
    )


@dataclass(slots=True)
class Trainer:
    """AdaGrad on the conditional log-likelihood with L2; ``tables`` are the weights as flat float32 arrays."""

    inventory: Inventory
    rate: float = 0.2
    l2: float = 1e-6
    tables: list[Floats] = field(default_factory=list)
    squares: list[Floats] = field(default_factory=list)
    edges: NDArray[np.float64] = field(default_factory=lambda: np.zeros((5, 5)))
    edge_squares: NDArray[np.float64] = field(default_factory=lambda: np.full((5, 5), 1e-6))

    def __post_init__(self) -> None:
        inventory = self.inventory
        sizes = [inventory.size] * len(CHARACTER_KINDS)
        sizes += [len(inventory.pair_keys) + 1] * len(PAIR_KINDS) + [len(inventory.words) + 1] * len(
            WORD_KINDS
        )
        self.tables = [np.zeros((size, len(TAGS)), dtype=np.float32) for size in (*sizes, 1)]
        self.squares = [np.full_like(table, 1e-6) for table in self.tables]

    def _rows(self, batch: Batch) -> Iterator[tuple[int, Whole | None, Whole]]:
        """(table, positions or None for all, numbers)."""
        for table, numbers in enumerate((*batch.characters, *batch.pairs)):
            yield table, None, numbers
        for offset, (at, numbers) in enumerate(batch.words):
            yield len(CHARACTER_KINDS) + len(PAIR_KINDS) + offset, at, numbers

    def scores(self, batch: Batch) -> NDArray[np.float64]:
        total = np.tile(self.tables[-1][0].astype(np.float64), (len(batch.gold), 1))
        for table, at, numbers in self._rows(batch):
            if at is None:
                total += self.tables[table][numbers]
            else:
                np.add.at(total, at, self.tables[table][numbers].astype(np.float64))
        return total

    def step(self, batch: Batch) -> float:
        """One update; returns the negative log-likelihood per character."""
        scores = self.scores(batch)
        marginals, edge_expected, log_z = forward_backward(scores, self.edges, batch.steps)
        n = len(batch.gold)
        gold = np.zeros_like(scores)
        gold[np.arange(n), batch.gold] = 1.0
        before, after = _neighbours(batch.steps)
        edge_gold = np.zeros((5, 5))
        np.add.at(edge_gold, (batch.gold[before], batch.gold[after]), 1.0)
        value = scores[np.arange(n), batch.gold].sum() + (edge_gold * self.edges).sum()
        error = (marginals - gold).astype(np.float32)
        for table, at, numbers in self._rows(batch):
            self._update(table, numbers, error if at is None else error[at])
        self._update(len(self.tables) - 1, np.zeros(n, dtype=np.int64), error)
        slope = edge_expected - edge_gold
        self.edge_squares += slope * slope
        self.edges -= self.rate * slope / np.sqrt(self.edge_squares)
        return float((log_z - value) / n)

    def _update(self, table: int, numbers: Whole, error: Floats) -> None:
        """Sparse AdaGrad: only the rows that fired move; row 0 (unknown) stays zero, except in the bias."""
        rows, inverse = np.unique(numbers, return_inverse=True)
        slope = np.empty((len(rows), len(TAGS)), dtype=np.float32)
        for tag in range(len(TAGS)):
            slope[:, tag] = np.bincount(inverse, weights=error[:, tag], minlength=len(rows))
        if table != len(self.tables) - 1 and len(rows) and rows[0] == 0:
            rows, slope = rows[1:], slope[1:]
        weights = self.tables[table]
        slope += self.l2 * len(error) * weights[rows]
        self.squares[table][rows] += slope * slope
        weights[rows] -= self.rate * slope / np.sqrt(self.squares[table][rows])

    def weights(self) -> Weights:
        tables = self.tables
        a, b = len(CHARACTER_KINDS), len(CHARACTER_KINDS) + len(PAIR_KINDS)
        return Weights(
            np.stack(tables[:a]),
            np.stack(tables[a:b]),
            np.stack(tables[b:-1]),
            tables[-1][0],
            self.edges.copy(),
        )


def _neighbours(steps: Whole) -> tuple[Whole, Whole]:
    real = steps[1:] >= 0
    return steps[:-1][real], steps[1:][real]


def forward_backward(
    scores: NDArray[np.float64], edges: NDArray[np.float64], steps: Whole
) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    """Marginals per character, expected edge counts, and the sum of log Z; scaled probabilities, step by step for all
    sentences of the batch at once."""
    count, width = steps.shape
    top = scores.max(axis=1, keepdims=True)
    node = np.exp(scores - top)
    node = np.vstack([node, np.ones((1, 5))])  # row -1: padding
    move = np.exp(edges)
    real = (steps >= 0)[:, :, None]
    forward = np.empty((count, width, 5))
    scale = np.ones((count, width, 1))
    state = node[steps[0]]
    for t in range(count):
        if t:
            state = np.where(real[t], (forward[t - 1] @ move) * node[steps[t]], forward[t - 1])
        total = state.sum(axis=1, keepdims=True)
        scale[t] = np.where(real[t], total, 1.0)
        forward[t] = state / np.where(real[t], total, 1.0)
    backward = np.ones((count, width, 5))
    expected = np.zeros((5, 5))
    for t in range(count - 2, -1, -1):
        ahead = backward[t + 1] * node[steps[t + 1]] / scale[t + 1]
        backward[t] = np.where(real[t + 1], ahead @ move.T, 1.0)
        live = np.where(real[t + 1], ahead, 0.0)
        expected += (forward[t].T @ live) * move
    marginal = np.empty((len(scores), 5))
    mask = steps >= 0
    marginal[steps[mask]] = (forward * backward)[mask]
    return marginal, expected, float(np.log(scale[mask]).sum() + top.sum())


def train(trainer: Trainer, data: list[Batch], *, epochs: int, seed: int = 1) -> Iterator[int]:
    """Run the epochs in an order fixed by ``seed``; yields the number of each finished epoch."""
    order = np.random.default_rng(seed)
    rate = trainer.rate
    for epoch in range(epochs):
        trainer.rate = rate * (1.0 - 0.8 * epoch / max(1, epochs - 1))
        losses = [trainer.step(data[index]) for index in order.permutation(len(data))]
        logging.info("epoch %d: loss %.4f per character", epoch + 1, float(np.mean(losses)))
        yield epoch + 1
