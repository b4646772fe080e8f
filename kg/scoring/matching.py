"""Which predicted entities are which gold entities: by surface form, one to one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
Key = tuple[Hashable, ...]

_IGNORED = re.compile(r"[\s\"'“”‘’《》〈〉「」]")


def surface(text: str | None) -> str:
    """A surface form reduced to what must agree."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text or "").casefold())


def forms(entity: Row) -> frozenset[str]:
    """The reduced surface forms of an entity; an amount has one, made of currency and value."""
    if entity["type"] == "Amount" and entity.get("value") is not None:
        return frozenset({f"{entity.get('currency', 'CNY')}:{float(entity['value']):.6g}"})
    return frozenset(surface(name) for name in (entity.get("name"), *entity.get("aliases", ())) if name)


class View:
    """Entities of one side of one document with their types and forms."""

    def __init__(self, entities: Sequence[Row]) -> None:
        self.entities = entities
        self.types = [entity["type"] for entity in entities]
        self.forms = [forms(entity) for entity in entities]

    def __len__(self) -> int:
        return len(self.entities)

    def distinct(self) -> dict[int, list[int]]:
        """Indices without the amounts that repeat another's value -> the indices of the same value, itself included."""
        groups: dict[Hashable, list[int]] = {}
        for index, (kind, own) in enumerate(zip(self.types, self.forms, strict=True)):
            groups.setdefault(own if kind == "Amount" else index, []).append(index)
        return {group[0]: group for group in groups.values()}

    def canonical(self, index: int) -> Hashable:
        """What an entity is: amounts of equal value are one thing, every other entity is itself."""
        if self.types[index] == "Amount":
            return ("Amount", *sorted(self.forms[index]))
        return str(self.entities[index]["id"])


def assign(
    gold: View, predicted: View, golds: Iterable[int], preds: Iterable[int], *, typed: bool
) -> dict[int, int]:
    """One-to-one pairs (predicted → gold): equal types first, then most shared forms, then the order in the files."""
    holders: dict[str, list[int]] = {}
    for g in golds:
        for own in gold.forms[g]:
            holders.setdefault(own, []).append(g)
    pairs = []
    for p in preds:
        shared: dict[int, int] = {}
        for own in predicted.forms[p]:
            for g in holders.get(own, ()):
                shared[g] = shared.get(g, 0) + 1
        for g, number in shared.items():
            same = predicted.types[p] == gold.types[g]
            if same or not typed:
                pairs.append((not same, -number, p, g))
    taken: dict[int, int] = {}
    given: set[int] = set()
    for _, _, p, g in sorted(pairs):
        if p not in taken and g not in given:
            taken[p] = g
            given.add(g)
    return taken
