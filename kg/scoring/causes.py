"""Why a row is wrong or was missed, as far as the two annotations tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kg.scoring.figures import Miss
from kg.scoring.matching import Row, forms

SHORTEST = 2  # one character inside another name is no boundary error


@dataclass(frozen=True, slots=True)
class Cause:
    """``code`` is one of CODES; ``other`` is the name or type on the other side that explains it, "" if there is none."""

    code: str
    other: str = ""


CODES = (
    "type",  # the same name stands on the other side with another type
    "boundary",  # a longer or shorter form of the name does
    "node",  # the same thing does, but it is taken: a second node, or two things in one node
    "end",  # one end of the relation is not on the other side
    "direction",  # the relation stands there the other way round
    "relation",  # another relation stands there between the two
    "alone",  # nothing like it stands there
)


class Side:
    """The annotation of one document that a row is compared with."""

    def __init__(self, row: Row, known: Iterable[str] | None = None) -> None:
        allowed = None if known is None else set(known)
        entities = [e for e in row.get("entities", ()) if allowed is None or e.get("type") in allowed]
        self.entities: list[tuple[Row, frozenset[str]]] = [(entity, forms(entity)) for entity in entities]
        self.holders: dict[str, list[int]] = {}
        for number, (_, own) in enumerate(self.entities):
            for form in own:
                self.holders.setdefault(form, []).append(number)
        self.by_id: dict[Any, Row] = {entity.get("id"): entity for entity in entities}
        self.relations: Sequence[Row] = row.get("relations", ())

    def like(self, entity: Row) -> list[Row]:
        """The entities that share a form with ``entity``."""
        met = sorted({number for form in forms(entity) for number in self.holders.get(form, ())})
        return [self.entities[number][0] for number in met]

    def ids(self, entity: Row) -> set[Any]:
        return {other.get("id") for other in self.like(entity)}

    def nested(self, entity: Row) -> str:
        """The name of an entity of the same type, one of whose forms holds a form of ``entity`` or lies in one; or ""."""
        if entity.get("type") == "Amount":
            return ""
        mine = [form for form in forms(entity) if len(form) >= SHORTEST]
        for other, theirs in self.entities:
            if other.get("type") == entity.get("type") and any(
                len(form) >= SHORTEST and any(form in own or own in form for own in mine) for form in theirs
            ):
                return str(other.get("name", ""))
        return ""


def cause(miss: Miss, own: Side, other: Side) -> Cause:
    """Why ``miss``: ``own`` is the side that its row stands on, ``other`` the one it is compared with."""
    if miss.kind.startswith("entity"):
        return _entity(miss.row, other)
    return _relation(miss.row, own, other)


def _entity(entity: Row, other: Side) -> Cause:
    like = other.like(entity)
    for found in like:
        if found.get("type") == entity.get("type"):
            return Cause("node", str(found.get("name", "")))
    if like:
        return Cause("type", str(like[0].get("type", "")))
    name = other.nested(entity)
    return Cause("boundary", name) if name else Cause("alone")


def _relation(relation: Row, own: Side, other: Side) -> Cause:
    head, tail = own.by_id.get(relation.get("head"), {}), own.by_id.get(relation.get("tail"), {})
    ends = []
    for end in (head, tail):
        ids = other.ids(end) if end else set()
        if not ids:
            return Cause("end", str(end.get("name", "")))
        ends.append(ids)
    kinds = {False: "", True: ""}  # turned round -> a relation that stands there
    for found in other.relations:
        for turned, (first, second) in ((False, ends), (True, ends[::-1])):
            if found.get("head") in first and found.get("tail") in second:
                if turned and found.get("type") == relation.get("type"):
                    return Cause("direction")
                kinds[turned] = kinds[turned] or str(found.get("type", ""))
    kind = kinds[False] or kinds[True]
    return Cause("relation", kind) if kind and kind != relation.get("type") else Cause("alone")
