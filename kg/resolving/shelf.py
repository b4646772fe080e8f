"""Where sentences and places in the text are kept while a graph is made: no step of resolving looks at them.

They are by far the largest part of what the documents hold, so a caller may keep them in a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from kg.model import Support


class Shelf(Protocol):
    """Keeps lists of supports under numbers."""

    def put(self, supports: Sequence[Support]) -> int:
        """Keep ``supports``; the number under which they can be had again."""

    def get(self, number: int) -> Sequence[Support]:
        """What was kept under ``number``."""


class Memory:
    """The shelf for a few documents: lists."""

    def __init__(self) -> None:
        self._kept: list[Sequence[Support]] = []

    def put(self, supports: Sequence[Support]) -> int:
        self._kept.append(supports)
        return len(self._kept) - 1

    def get(self, number: int) -> Sequence[Support]:
        return self._kept[number]


def collected(shelf: Shelf, numbers: Sequence[int]) -> list[Support]:
    """The supports under these numbers, each once, by document and place."""
    supports = {support for number in numbers for support in shelf.get(number)}
    return sorted(supports, key=lambda s: (s.doc, s.article, s.pieces, s.text, s.rule, s.confidence))
