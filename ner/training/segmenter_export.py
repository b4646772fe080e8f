"""Pruning, rounding and writing of a trained segmenter in the file layout of spacy-pkuseg."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import srsly

from ner.segmenter_model import CHARACTER_KINDS, PAIR_KINDS, TAGS, WORD_KINDS, Floats, Inventory, Weights

STEP = 1 / 32  # weights are multiples of this: few distinct values compress well and cost no accuracy


def _named(inventory: Inventory, weights: Weights) -> Iterator[tuple[str, list[str], Floats]]:
    """(kind, names, weights without the row of the unknown) for every kind of feature."""
    pairs = [f"{a}.{b}" for a, b in inventory.pair_names()]
    for kinds, names, tables in (
        (CHARACTER_KINDS, inventory.symbols, weights.characters),
        (PAIR_KINDS, pairs, weights.pairs),
        (WORD_KINDS, inventory.words, weights.words),
    ):
        for kind, table in zip(kinds, tables, strict=True):
            yield kind, names, table[1:]


def save(inventory: Inventory, weights: Weights, folder: Path, *, threshold: float) -> int:
    """Write the model; features whose weights differ by less than ``threshold`` between tags are dropped, since they
    hardly change a decision.  Returns the number of features kept."""
    names, kept = ["$$"], [weights.bias[None]]
    blocks: dict[str, list[int]] = {}
    for kind, forms, table in _named(inventory, weights):
        spread = table.max(axis=1) - table.min(axis=1)
        # A character stays whatever its weight: the pairs need its number.
        chosen = np.flatnonzero(spread >= (0.0 if kind == CHARACTER_KINDS[0] else threshold))
        blocks[kind] = [len(names), len(names) + len(chosen)]
        names += [f"{kind}.{forms[index]}" for index in chosen.tolist()]
        rows = table[chosen]
        # A constant added to all tags changes no decision: zero in the middle makes small numbers.
        kept.append(rows - (rows.max(axis=1, keepdims=True) + rows.min(axis=1, keepdims=True)) / 2)
    matrix = np.round(np.concatenate(kept).astype(np.float64) / STEP) * STEP
    flat = np.concatenate([matrix.reshape(-1), weights.edges.T.reshape(-1)])
    words = {name[len(kind) + 1 :] for kind in WORD_KINDS for name in names[slice(*blocks[kind])]}
    folder.mkdir(parents=True, exist_ok=True)
    data = {
        "unigram": sorted(words),
        "bigram": [],
        "feature_to_idx": {name: index for index, name in enumerate(names)},
        "tag_to_idx": {tag: index for index, tag in enumerate(TAGS)},
        "blocks": blocks,
    }
    srsly.write_msgpack(folder / "features.msgpack", data)
    np.savez_compressed(folder / "weights.npz", sizes=np.array([len(TAGS), len(names)]), w=flat)
    return len(names)
