"""What one document contributes to the graph, small enough to hold that of all documents at once.

``kg.resolving.local`` makes it from the document's items and forgets these; equal names are kept once.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from kg.model import Status
from kg.resolving.items import Item, LocalFact
from kg.resolving.keys import Key

T = TypeVar("T")
Counts = tuple[tuple[Any, int], ...]  # value and how often


@dataclass(frozen=True, slots=True)
class Form:
    """One name of a thing in one document: how it is written, and what its mentions say (with their numbers)."""

    key: Key
    surfaces: tuple[tuple[str, int], ...]
    roles: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    props: tuple[tuple[str, Counts], ...] = ()

    @property
    def surface(self) -> str:
        """The most frequent way of writing this name (ties: the smallest string)."""
        return min((-number, text) for text, number in self.surfaces)[1]


class Saying(NamedTuple):
    """What a fact says, without who and where."""

    type: str
    status: Status
    props: tuple[tuple[str, Any], ...]


class LocalFactRow(NamedTuple):
    """A fact of one document: what, the positions of its ends among the document's entities, its shelf number."""

    saying: Saying
    head: int
    tail: int
    support: int


@dataclass(slots=True)
class LocalEntity:
    """One thing as one document speaks of it.

    ``reasons``: (item key, why it was merged); ``keys``: the member keys in the graph, in the order of ``forms``;
    ``full``: those that are full names; ``mentions``: their shelf number.
    """

    type: str
    doc: str
    forms: tuple[Form, ...]
    reasons: tuple[tuple[Key, str], ...]
    places: Counts
    keys: tuple[Key, ...]
    full: tuple[Key, ...]
    mentions: int


@dataclass(slots=True)
class LocalGraph:
    """Entities of one document, its facts, and the names left unclear as (position, positions it may be)."""

    doc: str
    entities: list[LocalEntity]
    facts: list[LocalFactRow]
    unclear: list[tuple[int, list[int]]]


def longest_name(entity: LocalEntity) -> str:
    """The longest of an entity's names (ties: the smallest)."""
    return min((form.surface for form in entity.forms), key=lambda text: (-len(text), text))


class Sharing:
    """Equal values kept once.  The name decides what is equal: 1 and 1.0 are not, though Python says so."""

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

    def forms(self, items: Sequence[Item], doc: str) -> tuple[Form, ...]:
        """The forms of these items."""
        made = tuple(self._form(item, doc) for item in items)
        if any(item.key[2].startswith(doc) for item in items):
            return made
        return self.once(made, name=tuple(map(id, made)))

    def _form(self, item: Item, doc: str) -> Form:
        surfaces = tuple(sorted(item.surfaces.items()))
        roles, titles = tuple(sorted(item.roles)), tuple(sorted(item.titles))
        props = tuple((name, tuple(values.items())) for name, values in sorted(item.props.items()))
        if item.key[2].startswith(doc):
            return Form(item.key, surfaces, roles, titles, props)
        mark = (item.key, surfaces, roles, titles, repr(props))
        known: Form | None = self._known.get(mark)
        return known or self.once(Form(self.once(item.key), surfaces, roles, titles, props), name=mark)

    def saying(self, fact: LocalFact) -> Saying:
        """What ``fact`` says."""
        made = Saying(fact.type, fact.status, tuple(fact.props.items()))
        return self.once(made, name=repr(made))
