"""Reading the segmenter's files, ``features.msgpack`` and ``weights.npz`` in the layout of spacy-pkuseg.

``features.msgpack`` has one key more than spacy-pkuseg reads: ``blocks`` says where the features of each kind begin and end,
so that they can be taken apart as arrays instead of one by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import KGError
from ner.segmenter_model import (
    CHARACTER_KINDS,
    PAIR_KINDS,
    PLANE,
    TAGS,
    WORD_KINDS,
    Floats,
    Ints,
    Inventory,
    SegmenterModel,
    Weights,
)

FOLDER = Path(__file__).with_name("model") / "segmenter"


def load_model(folder: Path = FOLDER) -> SegmenterModel:
    """The model in ``folder``; ``KGError KG390`` if a file is missing, broken or not of this layout."""
    import srsly

    try:
        data: Mapping[str, Any] = srsly.read_msgpack(folder / "features.msgpack")
        with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
            sizes, flat = arrays["sizes"], arrays["w"]
        features = data["feature_to_idx"]
        names, count = list(features), len(features)
        if data["tag_to_idx"] != {tag: index for index, tag in enumerate(TAGS)}:
            raise ValueError(f"tags {data['tag_to_idx']}")
        if sizes.tolist() != [len(TAGS), count] or flat.shape != (len(TAGS) * (count + len(TAGS)),):
            raise ValueError("features.msgpack and weights.npz do not belong together")
        if names[0] != "$$" or list(features.values()) != list(range(count)):
            raise ValueError("the features are not numbered in their order")
        return _assemble(names, data["blocks"], flat)
    except Exception as error:  # a broken file can fail in any way inside msgpack, zip or numpy
        raise KGError("KG390", path=folder, reason=f"{type(error).__name__}: {error}") from error


def _assemble(names: list[str], blocks: Mapping[str, list[int]], flat: NDArray[np.float64]) -> SegmenterModel:
    count, tags = len(names), len(TAGS)
    rows = flat[: count * tags].reshape(count, tags).astype(np.float32)

    def parts(kinds: Sequence[str]) -> list[tuple[list[str], Floats]]:
        """Names without their kind, and weights, of each kind."""
        out = []
        for kind in kinds:
            start, end = blocks[kind]
            cut = len(kind) + 1
            out.append(([name[cut:] for name in names[start:end]], rows[start:end]))
        return out

    characters, pairs, words = parts(CHARACTER_KINDS), parts(PAIR_KINDS), parts(WORD_KINDS)
    symbols = sorted({symbol for block, _ in characters for symbol in block})
    size = len(symbols) + 1
    keys = [_pair_keys(block, symbols, size) for block, _ in pairs]
    unique = np.unique(np.concatenate(keys))
    pair_table = np.zeros((len(pairs), len(unique) + 1, tags), dtype=np.float32)
    for index, (_, block_rows) in enumerate(pairs):
        pair_table[index, np.searchsorted(unique, keys[index]) + 1] = block_rows
    vocabulary = sorted({word for block, _ in words for word in block})
    inventory = Inventory.from_keys(symbols, unique, vocabulary)
    edges = flat[count * tags :].reshape(tags, tags).T.copy()
    weights = Weights(_table(characters, symbols), pair_table, _table(words, vocabulary), rows[0], edges)
    return SegmenterModel(inventory, weights)


def _table(parts: list[tuple[list[str], Floats]], names: list[str]) -> Floats:
    """kind × (name + 1) × tag; row 0, for what is not known, stays zero."""
    number = {name: index for index, name in enumerate(names, 1)}
    table = np.zeros((len(parts), len(names) + 1, len(TAGS)), dtype=np.float32)
    for index, (block, weights) in enumerate(parts):
        table[index, [number[name] for name in block]] = weights
    return table


def _pair_keys(block: list[str], symbols: list[str], size: int) -> Ints:
    """The number of each pair ``a.b``; a and b are one character or the name of a class (**Num, **Letter)."""
    number = {symbol: index for index, symbol in enumerate(symbols, 1)}
    keys = np.zeros(len(block), dtype=np.int64)
    lengths = np.fromiter(map(len, block), dtype=np.int64, count=len(block))
    plain = np.flatnonzero(lengths == 3)
    if len(plain):
        table = np.zeros(PLANE, dtype=np.int64)
        single = [symbol for symbol in symbols if len(symbol) == 1]
        table[[ord(symbol) for symbol in single]] = [number[symbol] for symbol in single]
        text = "".join([block[index] for index in plain.tolist()])
        codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).reshape(-1, 3)
        keys[plain] = table[codes[:, 0]] * size + table[codes[:, 2]]
    for index in np.flatnonzero(lengths != 3).tolist():
        first, second = split_pair(block[index])
        keys[index] = number[first] * size + number[second]
    if (keys % size == 0).any() or (keys < size).any():
        raise ValueError("a pair of characters has no character feature")
    return keys


def split_pair(name: str) -> tuple[str, str]:
    """``a.b`` → (a, b), where a and b are one character or the name of a class."""
    dot = name.index(".", 1)
    return name[:dot], name[dot + 1 :]
