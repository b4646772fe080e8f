"""Cuts an article into windows that the encoder can take in one pass: whole sentences, with the headline before each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.model import Piece, Sentence
from ner.subwords import Units

PIECES = 480  # the encoder has 512 places; a headline may stand before
SENTENCE = 2000  # characters of a sentence that is read: the longest one that was learned from has 445


@dataclass(frozen=True, slots=True)
class Window:
    """``units`` of one pass; characters before ``own`` repeat the headline as context and belong to an earlier window."""

    units: Units
    own: int = 0


@dataclass(frozen=True)
class Pass:
    """One window and the encoder's states of it (pieces × width); the relation model reads them."""

    window: Window
    states: NDArray[np.float32]


def readable(sentence: Sentence) -> bool:
    """False for what is too long to be a sentence (an endless list, a broken file): the rules alone read it, which bounds time."""
    return sentence.end - sentence.start <= SENTENCE


def join(first: Units, second: Units) -> Units:
    """Both one after the other."""
    shift = len(first.pieces)
    return Units(
        first.chars + second.chars,
        first.offsets + second.offsets,
        first.pieces + second.pieces,
        first.piece_of + tuple(number + shift for number in second.piece_of),
    )


def windows(parts: Sequence[Units], *, limit: int = PIECES) -> Iterator[Window]:
    """``parts`` (one per sentence, the headline first) packed into windows of at most ``limit`` pieces.

    From the second window on the headline stands before the sentences, unless it is longer than a quarter of a window.
    """
    head = parts[0] if parts and len(parts[0].pieces) <= limit // 4 else None
    current: Units | None = None
    own = 0
    for part in (piece for each in parts for piece in _cut(each, limit // 2)):
        if current is not None and len(current.pieces) + len(part.pieces) > limit:
            yield Window(current, own)
            current, own = (head, len(head.chars)) if head is not None else (None, 0)
        current = part if current is None else join(current, part)
    if current is not None:
        yield Window(current, own)


def _cut(units: Units, limit: int) -> Iterator[Units]:
    """A sentence that is too long, in parts."""
    for low in range(0, len(units.pieces), limit):
        high = min(low + limit, len(units.pieces))
        inside = [n for n, piece in enumerate(units.piece_of) if low <= piece < high]
        first, last = (inside[0], inside[-1] + 1) if inside else (0, 0)
        yield Units(
            units.chars[first:last],
            units.offsets[first:last],
            units.pieces[low:high],
            tuple(piece - low for piece in units.piece_of[first:last]),
        )


def spread(words: Sequence[Piece], offsets: Sequence[int]) -> list[int]:
    """For each offset how it lies in its word: 1 begins it, 2 inside, 3 ends it, 4 is one, 0 no word."""
    place: dict[int, int] = {}
    for start, end in words:
        if end - start == 1:
            place[start] = 4
        else:
            place.update((at, 2) for at in range(start + 1, end - 1))
            place[start], place[end - 1] = 1, 3
    return [place.get(offset, 0) for offset in offsets]
