"""Where the wording of names and sentences is kept while a graph is made: no step of judging looks at it.

It is by far the largest part of what the documents hold, so a caller may keep it in a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Protocol

from kg.model import Support
from kg.resolving.keys import Key

Counts = tuple[tuple[Any, int], ...]  # (value, how often)


class Form(NamedTuple):
    """One name of a thing in one document: how it is written, and what its mentions say."""

    key: Key
    surfaces: Counts
    roles: tuple[str, ...]
    props: tuple[tuple[str, Counts], ...]


class Page(NamedTuple):
    """What one document says of one thing: its names, (item key, why it was merged), and where it stands.  Of a fact
    there is only where it stands."""

    supports: Sequence[Support]
    forms: tuple[Form, ...] = ()
    reasons: tuple[tuple[Key, str], ...] = ()


class Shelf(Protocol):
    """Keeps pages under the numbers 0, 1, 2 …"""

    def __len__(self) -> int: ...

    def put(self, page: Page) -> None:
        """Keep ``page`` under the next number."""

    def get(self, number: int) -> Page:
        """The page with this number."""


class Memory:
    """The shelf for a few documents: a list."""

    def __init__(self) -> None:
        self._pages: list[Page] = []

    def __len__(self) -> int:
        return len(self._pages)

    def put(self, page: Page) -> None:
        self._pages.append(page)

    def get(self, number: int) -> Page:
        return self._pages[number]


def collected(pages: Iterable[Page]) -> list[Support]:
    """The supports of these pages, each once, by document and place."""
    supports = {support for page in pages for support in page.supports}
    return sorted(supports, key=lambda s: (s.doc, s.article, s.pieces, s.text, s.rule, s.confidence))
