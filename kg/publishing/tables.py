"""The rows of csv and xlsx: one table of entities, one of relations, one of evidence.

Entities come by type in the order of the ontology, in each type those of the most documents first; relations and
evidence alike.  What the reference layer adds stands at the end of its type.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any

from kg.model import Entity, Graph, Relation
from kg.ontology import Ontology
from kg.publishing.values import Stated, join, unique
from kg.reference import is_reference

Row = list[Any]
Names = dict[str, tuple[str, str]]  # name and type by id
Key = tuple[int, bool, int, str, str, str]
SPOOLED = 32 * 2**20  # bytes of rows that are sorted in memory
ENTITY_HEAD = ("name", "type", "type_zh", "aliases", "roles")
ENTITY_TAIL = ("docs", "mentions", "id", "alternate_ids")
RELATION_HEAD = (
    "head",
    "head_type",
    "relation",
    "relation_zh",
    "tail",
    "tail_type",
    "status",
    "status_zh",
    "confidence",
)
RELATION_TAIL = ("evidence", "documents", "rules", "relation_id", "head_id", "tail_id")
EVIDENCE = (
    "relation_id",
    "head",
    "relation_zh",
    "tail",
    "status",
    "status_zh",
    "sentence",
    "document",
    "article",
    "article_title",
    "offsets",
    "rule",
    "confidence",
)


def entity_props(graph: Graph, ontology: Ontology) -> list[str]:
    """Property columns of the entity table: those of the ontology, then others that occur."""
    declared = [name for kind in ontology.entities.values() for name in kind.properties]
    found = {name for entity in graph.entities for name in entity.props}
    return unique([*declared, *sorted(found)])


def relation_props(relations: Iterable[Relation], ontology: Ontology) -> list[str]:
    """Property columns of the relation table: those of the ontology, then others that occur."""
    declared = [name for kind in ontology.relations.values() for name in kind.properties]
    found = {name for relation in relations for name in relation.props} - {"status"}
    return unique([*declared, *sorted(found)])


def entity_rows(graph: Graph, ontology: Ontology) -> Iterator[Row]:
    """Column names, then one row per entity."""
    props = entity_props(graph, ontology)
    yield [*ENTITY_HEAD, *props, *ENTITY_TAIL]
    order = {name: number for number, name in enumerate(ontology.entities)}
    keyed = ((_entity_key(each, order), _entity_row(each, ontology, props)) for each in graph.entities)
    yield from sorted_rows(keyed)


def _entity_key(entity: Entity, order: dict[str, int]) -> Key:
    place = order.get(entity.type, len(order))
    return place, is_reference(entity), -entity.docs, entity.type, entity.name, entity.id


def _entity_row(entity: Entity, ontology: Ontology, props: list[str]) -> Row:
    return [
        entity.name,
        entity.type,
        type_name(ontology, entity.type),
        join(entity.aliases),
        join(entity.roles),
        *(entity.props.get(name) for name in props),
        entity.docs,
        len(entity.mentions),
        entity.id,
        join(entity.alternate_ids),
    ]


def relation_rows(graph: Graph, ontology: Ontology) -> Iterator[Row]:
    """Column names, then one row per relation that is not denied."""
    relations = Stated(graph)
    props = relation_props(relations, ontology)
    names = {entity.id: (entity.name, entity.type) for entity in graph.entities}
    yield [*RELATION_HEAD, *props, *RELATION_TAIL]
    order = {name: number for number, name in enumerate(ontology.relations)}
    yield from sorted_rows(
        (_relation_key(each, order, names), _relation_row(each, ontology, names, props)) for each in relations
    )


def _relation_key(relation: Relation, order: dict[str, int], names: Names) -> Key:
    place = order.get(relation.type, len(order))
    docs = len({each.doc for each in relation.evidence})
    ends = f"{names[relation.head][0]}\0{names[relation.tail][0]}"
    return place, is_reference(relation), -docs, relation.type, ends, relation.id


def _relation_row(relation: Relation, ontology: Ontology, names: Names, props: list[str]) -> Row:
    evidence = list(relation.evidence)
    return [
        *names[relation.head],
        relation.type,
        relation_name(ontology, relation.type),
        *names[relation.tail],
        relation.status,
        status_name(ontology, relation.status),
        relation.confidence,
        *(relation.props.get(name) for name in props),
        join(unique(each.text for each in evidence)),
        join(unique(each.doc for each in evidence)),
        join(unique(each.rule for each in evidence)),
        relation.id,
        relation.head,
        relation.tail,
    ]


def evidence_rows(graph: Graph, ontology: Ontology) -> Iterator[Row]:
    """Column names, then one row per piece of evidence, in the order of the relations; articles count from 1."""
    names = {entity.id: (entity.name, entity.type) for entity in graph.entities}
    order = {name: number for number, name in enumerate(ontology.relations)}
    yield list(EVIDENCE)
    keyed = (
        (_relation_key(each, order, names), _evidence_rows(each, ontology, names)) for each in Stated(graph)
    )
    for rows in sorted_rows(keyed):
        yield from rows


def _evidence_rows(relation: Relation, ontology: Ontology, names: Names) -> list[Row]:
    return [
        [
            relation.id,
            names[relation.head][0],
            relation_name(ontology, relation.type),
            names[relation.tail][0],
            relation.status,
            status_name(ontology, relation.status),
            each.text,
            each.doc,
            each.article + 1,
            each.title,
            " ".join(f"{start}-{end}" for start, end in each.pieces),
            each.rule,
            each.confidence,
        ]
        for each in relation.evidence
    ]


def sorted_rows(keyed: Iterable[tuple[Key, Row]]) -> Iterator[Row]:
    """The rows in the order of their keys; rows that would fill the memory wait in a temporary file."""
    with tempfile.SpooledTemporaryFile(SPOOLED, prefix="kg-") as file:
        places = []
        for key, row in keyed:
            places.append((key, file.tell()))
            pickle.dump(row, file, protocol=5)
        places.sort()
        for _, place in places:
            file.seek(place)
            yield pickle.load(file)


def type_name(ontology: Ontology, name: str) -> str:
    """The Chinese name of an entity type, or the name itself if the ontology lacks it."""
    kind = ontology.entities.get(name)
    return kind.zh if kind else name


def status_name(ontology: Ontology, status: str) -> str:
    """The Chinese name of a status."""
    return ontology.value_names("status").get(status, (status, status))[0]


def relation_name(ontology: Ontology, name: str) -> str:
    """The Chinese name of a relation type, or the name itself if the ontology lacks it."""
    kind = ontology.relations.get(name)
    return kind.zh if kind else name
