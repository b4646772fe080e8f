"""What one document contributes to the graph, small enough to hold that of all documents at once.

``kg.resolving.local`` makes it from the document's items, puts their wording on the shelf and forgets them.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from kg.model import Status
from kg.resolving.items import LocalFact
from kg.resolving.keys import Key

T = TypeVar("T")


@dataclass(slots=True)
class LocalEntity:
    """One thing as one document speaks of it.

    ``keys``: its member keys in the graph; ``full``: those that are full names; ``first``: how its first name is
    written; ``longest``: its longest name; ``places``: of its articles, with their numbers; ``titles``: of a person.
    """

    type: str
    doc: str
    keys: tuple[Key, ...]
    full: tuple[Key, ...]
    first: str
    longest: str
    places: tuple[tuple[str, int], ...]
    titles: tuple[str, ...]


class Saying(NamedTuple):
    """What a fact says, without who and where."""

    type: str
    status: Status
    props: tuple[tuple[str, Any], ...]


class LocalFactRow(NamedTuple):
    """A fact of one document: what, and the positions of its ends among the document's entities."""

    saying: Saying
    head: int
    tail: int


@dataclass(slots=True)
class LocalGraph:
    """Entities and facts of one document, and the names left unclear as (position, positions it may be).

    Their pages lie on the shelf from ``page`` on: first those of the entities, then those of the facts.
    """

    doc: str
    page: int
    entities: list[LocalEntity]
    facts: list[LocalFactRow]
    unclear: list[tuple[int, list[int]]]


class Sharing:
    """Equal values kept once.  A name decides what is equal: 1 and 1.0 are not, though Python says so."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Any] = {}

    def once(self, value: T, *, name: Hashable = None) -> T:
        """``value``, or the equal one that came first."""
        found: T = self._known.setdefault(value if name is None else name, value)
        return found

    def keys(self, keys: Sequence[Key], doc: str) -> tuple[Key, ...]:
        """``keys`` as a tuple; what is scoped to the document is not worth remembering."""
        made = tuple(key if key[2].startswith(doc) else self.once(key) for key in keys)
        return made if any(key[2].startswith(doc) for key in keys) else self.once(made)

    def saying(self, fact: LocalFact) -> Saying:
        """What ``fact`` says."""
        made = Saying(fact.type, fact.status, tuple(fact.props.items()))
        return self.once(made, name=repr(made))
