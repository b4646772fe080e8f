"""The segmenter's model: a linear-chain CRF over character and word features, in the file format of spacy-pkuseg.

The features are those of pkuseg (Luo et al. 2019, "PKUSEG: A toolkit for multi-domain Chinese word segmentation"): the
characters at -2 … +2, the pairs of neighbours, and the dictionary words that start or end at a character.  spacy-pkuseg
reads the same files and gives the same words (a test compares them), but computes features one by one in Python; here
they are looked up for a whole text at once, which is several times faster.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import ahocorasick
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

CHARACTER_KINDS = ("c", "c-1", "c1", "c-2", "c2")
PAIR_KINDS = ("c-1c", "cc1", "c-2c-1")
WORD_KINDS = ("w1", "w-1")
TAGS = ("B", "B_single", "I", "I_end", "I_first")
PLANE = 0x10000
CLASSES = ("**Num", "**Letter")


def character_classes() -> dict[str, str]:
    """Characters that spacy-pkuseg does not take as themselves: digits, full-width letters, joining marks."""
    from spacy_pkuseg.feature_extractor import FeatureExtractor

    classes = dict.fromkeys(FeatureExtractor.keywords, "&")
    classes.update(dict.fromkeys(FeatureExtractor.num - set(classes), CLASSES[0]))
    classes.update(dict.fromkeys(FeatureExtractor.letter - set(classes), CLASSES[1]))
    return classes


@dataclass(slots=True)
class Indices:
    """What fires where in a text of n characters: ``symbols`` and ``pairs`` (of characters i and i + 1) have length n, 0 is
    no feature; ``ends`` and ``words`` list the dictionary words by last position; ``blank`` marks white space."""

    symbols: Ints
    pairs: Ints
    ends: Ints
    words: Ints
    blank: NDArray[np.bool_]


class Inventory:
    """Numbers for symbols, pairs of symbols and dictionary words; number 0 is kept for what is not known."""

    def __init__(
        self, symbols: Sequence[str], pairs: Iterable[tuple[str, str]], words: Sequence[str]
    ) -> None:
        number = {symbol: index for index, symbol in enumerate(symbols, 1)}
        size = len(number) + 1
        keys = np.unique(np.array([number[a] * size + number[b] for a, b in pairs], dtype=np.int64))
        self._fill(symbols, keys, words)

    @classmethod
    def from_keys(cls, symbols: Sequence[str], keys: Ints, words: Sequence[str]) -> Inventory:
        """As ``Inventory(...)``, with pairs given as sorted numbers: first × (symbols + 1) + second."""
        inventory = cls.__new__(cls)
        inventory._fill(symbols, keys, words)
        return inventory

    def _fill(self, symbols: Sequence[str], keys: Ints, words: Sequence[str]) -> None:
        self.symbols = list(symbols)
        self.size = len(self.symbols) + 1
        self.pair_keys = keys
        self.words = list(words)
        self.lengths = np.array([0, *map(len, self.words)], dtype=np.int64)
        self.automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        for index, word in enumerate(self.words, 1):
            self.automaton.add_word(word, index)
        self.automaton.make_automaton()
        self.table = self._symbol_table()

    def _symbol_table(self) -> Ints:
        number = {symbol: index for index, symbol in enumerate(self.symbols, 1)}
        table = np.zeros(PLANE, dtype=np.int64)
        for symbol, index in number.items():
            if len(symbol) == 1 and ord(symbol) < PLANE:
                table[ord(symbol)] = index
        for character, name in character_classes().items():
            table[ord(character)] = number.get(name, 0)
        return table

    def pair_names(self) -> list[tuple[str, str]]:
        """The pairs in the order of their numbers."""
        symbols = self.symbols
        return [
            (symbols[key // self.size - 1], symbols[key % self.size - 1]) for key in self.pair_keys.tolist()
        ]

    def index(self, text: str) -> Indices:
        """Look up all features of ``text``; characters outside the basic plane have none."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
        blank = BLANK[np.minimum(codes, PLANE - 1)]
        symbols = np.where(codes < PLANE, self.table[np.minimum(codes, PLANE - 1)], 0)
        symbols[blank] = 0
        pairs = np.zeros(len(codes), dtype=np.int64)
        if len(self.pair_keys) and len(codes) > 1:
            keys = symbols[:-1] * self.size + symbols[1:]
            place = np.minimum(np.searchsorted(self.pair_keys, keys), len(self.pair_keys) - 1)
            known = (self.pair_keys[place] == keys) & (symbols[:-1] > 0) & (symbols[1:] > 0)
            pairs[:-1] = np.where(known, place + 1, 0)
        found = list(self.automaton.iter(text)) if self.words else []
        matches = np.array(found, dtype=np.int64).reshape(-1, 2)
        return Indices(symbols, pairs, matches[:, 0], matches[:, 1], blank)


def _blank_table() -> NDArray[np.bool_]:
    table = np.zeros(PLANE, dtype=bool)
    for code in range(PLANE):
        if chr(code).isspace():
            table[code] = True
    return table


BLANK = _blank_table()


def shifted(values: Any, by: int) -> Any:
    """``values`` moved so that position i holds what was at i + by; zeros come in at the edge."""
    moved = np.zeros_like(values)
    if abs(by) < len(values):
        if by > 0:
            moved[:-by] = values[by:]
        elif by < 0:
            moved[-by:] = values[:by]
        else:
            moved[:] = values
    return moved


def positions(indices: Indices, lengths: Ints) -> tuple[list[Ints], list[Ints], list[tuple[Ints, Ints]]]:
    """Where the features act: a number per character for each character kind and pair kind, and (position, word) for
    words that start and that end at a position.  White space cuts: nothing acts across it."""
    symbols, pairs = indices.symbols, indices.pairs
    before, after = shifted(indices.blank, -1), shifted(indices.blank, 1)
    characters = [
        symbols,
        shifted(symbols, -1),
        shifted(symbols, 1),
        shifted(symbols, -2),
        shifted(symbols, 2),
    ]
    characters[3] = np.where(before, 0, characters[3])
    characters[4] = np.where(after, 0, characters[4])
    around = [shifted(pairs, -1), pairs, np.where(before, 0, shifted(pairs, -2))]
    for row in (*characters, *around):
        row[indices.blank] = 0
    starts = indices.ends + 1 - lengths[indices.words]
    return characters, around, [(starts, indices.words), (indices.ends, indices.words)]


@dataclass(slots=True)
class Weights:
    """``characters``: kind × symbol × tag; ``pairs``: kind × pair × tag; ``words``: kind × word × tag; ``bias``: tag;
    ``edges``: tag × following tag."""

    characters: Floats
    pairs: Floats
    words: Floats
    bias: Floats
    edges: NDArray[np.float64]


class SegmenterModel:
    """Inventory and weights; ``node_scores`` is linear in the length of the text."""

    def __init__(self, inventory: Inventory, weights: Weights) -> None:
        self.inventory = inventory
        self.weights = weights

    def node_scores(self, text: str) -> NDArray[np.float64]:
        """Score of every tag (order of ``TAGS``) for every character."""
        weights = self.weights
        characters, pairs, words = positions(self.inventory.index(text), self.inventory.lengths)
        scores = np.tile(weights.bias, (len(characters[0]), 1))
        for table, row in zip(weights.characters, characters, strict=True):
            scores += table[row]
        for table, row in zip(weights.pairs, pairs, strict=True):
            scores += table[row]
        for table, (at, word) in zip(weights.words, words, strict=True):
            if len(at):
                for tag in range(len(TAGS)):
                    scores[:, tag] += np.bincount(at, weights=table[word, tag], minlength=len(scores))
        return scores.astype(np.float64)
