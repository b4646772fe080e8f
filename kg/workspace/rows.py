"""Sequences that are read as they are used: the entities and relations of a stored graph, the places of a fact."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any, Generic, TypeVar, overload

from kg.model import Support
from kg.serial import support_from_fields

T = TypeVar("T")
Query = Callable[[str, Iterable[Any]], Iterator[Any]]


class _Read(Sequence[T], Generic[T]):
    """A sequence that equals any other sequence with equal items."""

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str | bytes):
            return NotImplemented
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip_longest(self, other))

    def __repr__(self) -> str:
        return f"<{len(self)} {type(self).__name__.lower()}>"


class Rows(_Read[T]):
    """The rows of one table as objects, sorted; going through them holds one at a time."""

    def __init__(self, query: Query, make: Callable[[Any], T], select: str, table: str, order: str) -> None:
        self._query = query
        self._make = make
        self._select = f"{select} ORDER BY {order}"
        self._count = int(next(query(f"SELECT count(*) FROM {table}", ()))[0])

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[T]:
        return map(self._make, self._query(self._select, ()))

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, slice):
            start, stop, step = index.indices(self._count)
            if step < 0:
                return list(self)[index]
            return self._part(start, max(0, stop - start))[::step]
        start = index + self._count if index < 0 else index
        if not 0 <= start < self._count:
            raise IndexError(index)
        return self._part(start, 1)[0]

    def _part(self, start: int, count: int) -> list[T]:
        return [self._make(row) for row in self._query(f"{self._select} LIMIT ? OFFSET ?", (count, start))]


class Supports(_Read[Support]):
    """Supports that are decoded each time they are looked at and not kept; their number is known before.

    Whoever needs them more than once makes a list."""

    def __init__(self, count: int, body: Callable[[], str]) -> None:
        self._count = count
        self._body = body

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Support]:
        return map(support_from_fields, json.loads(self._body()))

    @overload
    def __getitem__(self, index: int) -> Support: ...
    @overload
    def __getitem__(self, index: slice) -> list[Support]: ...
    def __getitem__(self, index: int | slice) -> Support | list[Support]:
        return list(self)[index]
