"""The graph as rows for a property-graph database: values that Neo4j can store, nothing nested."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, overload

from kg.errors import KGError
from kg.model import Entity, Graph, Relation
from kg.ontology import EntityType, Ontology
from kg.publishing.cypher import BASE
from kg.publishing.tables import entity_props, relation_name, relation_props, type_name
from kg.publishing.values import INT64, Stated, by_id, is_number, ordered, scalar_text, unique
from kg.reference import REFERENCE, is_reference

Row = dict[str, Any]


def check_types(graph: Graph, ontology: Ontology) -> None:
    """Raise KG518 if the graph holds a type that the ontology lacks: labels come from the ontology only."""
    unknown = {each.type for each in graph.entities} - ontology.entities.keys()
    unknown |= {each.type for each in graph.relations} - ontology.relations.keys()
    if unknown:
        raise KGError("KG518", types="、".join(sorted(unknown)))


def stored(value: Any) -> Any:
    """``value`` as Neo4j stores it: text, whole number, float, bool or a list of one of them; None for a gap."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return scalar_text(value)
    if isinstance(value, int | float | Decimal):
        return _number(value)
    if isinstance(value, dict):
        return scalar_text(json.dumps(value, ensure_ascii=False, sort_keys=True, default=str))
    if isinstance(value, set | frozenset):
        value = sorted(value, key=str)
    if isinstance(value, list | tuple):
        return _list(value)
    return scalar_text(str(value))


def _number(value: int | float | Decimal) -> int | float | None:
    if not is_number(value):
        return None
    if isinstance(value, int) and -INT64 <= value < INT64:
        return value
    return float(value)


def _list(values: Iterable[Any]) -> list[Any]:
    items = [stored(item) for item in values]
    items = [item for item in items if item is not None]
    if any(isinstance(item, list) for item in items):
        items = [json.dumps(item, ensure_ascii=False) if isinstance(item, list) else item for item in items]
    if len({type(item) for item in items}) > 1:
        items = [str(item) for item in items]
    return items


def role_labels(kind: EntityType) -> dict[str, str]:
    """The second label of each role that has one (official → Official); ``other`` says nothing and has none."""
    return {role: role[:1].upper() + role[1:] for role in kind.roles if role != "other"}


def managed_labels(ontology: Ontology) -> list[str]:
    """All labels that a load may set or take away, in fixed order."""
    roles = [label for kind in ontology.entities.values() for label in role_labels(kind).values()]
    return unique([BASE, *ontology.entities, *roles])


def node_labels(entity: Entity, ontology: Ontology) -> tuple[str, ...]:
    """``Entity``, the type, then the labels of the roles (never the name of another type)."""
    second = role_labels(ontology.entities[entity.type])
    roles = [second[role] for role in sorted(entity.roles) if role in second]
    return tuple(unique([BASE, entity.type, *(label for label in roles if label not in ontology.entities)]))


def label_groups(graph: Graph, ontology: Ontology) -> dict[tuple[str, ...], list[str]]:
    """Sorted ids by the labels that their nodes get."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for entity in ordered(graph.entities, by_id):
        groups.setdefault(node_labels(entity, ontology), []).append(scalar_text(entity.id))
    return dict(sorted(groups.items()))


def node_rows(graph: Graph, ontology: Ontology) -> list[Row]:
    """One row per entity sorted by id; every managed property is there, None where the entity has none."""
    names = entity_props(graph, ontology)
    rows = []
    for entity in ordered(graph.entities, by_id):
        own = {
            "name": scalar_text(entity.name),
            "aliases": stored(entity.aliases),
            "type": entity.type,
            "type_zh": type_name(ontology, entity.type),
            "roles": stored(entity.roles),
            "alternate_ids": stored(entity.alternate_ids),
            "docs": entity.docs,
            REFERENCE: is_reference(entity) or None,
        }
        rows.append({"id": scalar_text(entity.id), "props": _props(own, entity.props, names)})
    return rows


class Relations(Sequence[Row]):
    """The rows of some relations, each made when it is asked for: all of them at once would need too much memory."""

    def __init__(self, relations: Sequence[Relation], names: Sequence[str], ontology: Ontology) -> None:
        self._relations = relations
        self._names = names
        self._ontology = ontology

    def __len__(self) -> int:
        return len(self._relations)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            return [self._row(relation) for relation in self._relations[index]]
        return self._row(self._relations[index])

    def _row(self, relation: Relation) -> Row:
        evidence = list(relation.evidence)
        own = {
            "type_zh": relation_name(self._ontology, relation.type),
            "status": relation.status,
            "confidence": float(relation.confidence),
            "evidence": stored(unique(each.text for each in evidence)),
            "documents": stored(unique(each.doc for each in evidence)),
            "rules": stored(unique(each.rule for each in evidence)),
            REFERENCE: is_reference(relation) or None,
        }
        row = {"id": relation.id, "head": relation.head, "tail": relation.tail}
        row = {key: scalar_text(value) for key, value in row.items()}
        return {**row, "props": _props(own, relation.props, self._names)}


def relation_rows(graph: Graph, ontology: Ontology) -> dict[tuple[str, bool], Relations]:
    """Rows of the facts that are not denied by (type, whether they are of the reference layer), sorted by their ends, lower
    end first, as locks are taken."""
    stated = Stated(graph)
    names = relation_props(stated, ontology)
    groups: dict[tuple[str, bool], list[Relation]] = {}
    for relation in sorted(stated, key=_ends):
        groups.setdefault((relation.type, is_reference(relation)), []).append(relation)
    return {key: Relations(groups[key], names, ontology) for key in sorted(groups)}


def _ends(relation: Relation) -> tuple[str, str, str]:
    low, high = sorted((relation.head, relation.tail))
    return low, high, relation.id


def _props(own: Row, props: Row, names: Iterable[str]) -> Row:
    """``own`` and the named properties; one that would hide ``id`` or one of ours gets a trailing underscore."""
    taken = {"id", *own}
    names = [name for name in names if name != REFERENCE]  # which is among ours
    keys = {name: scalar_text(f"{name}_" if name in taken else name) for name in names}
    extra = {key: stored(props.get(name)) for name, key in keys.items()}
    return {**extra, **own}
