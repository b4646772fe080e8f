"""Sequences that are read as they are used, without a list of their items."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Generic, TypeVar, overload

T = TypeVar("T")


class Streamed(Sequence[T], Generic[T]):
    """A sequence with a length and a way through it; ``[n]`` goes as far as ``n``, a slice reads all."""

    @abstractmethod
    def __iter__(self) -> Iterator[T]: ...

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, slice):
            return list(self)[index]
        start = index + len(self) if index < 0 else index
        if not 0 <= start < len(self):
            raise IndexError(index)
        return next(islice(self, start, None))
