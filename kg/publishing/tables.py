"""The rows of csv and xlsx: one table of entities, one of relations, one of evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kg.model import Graph, Relation
from kg.ontology import Ontology
from kg.publishing.values import Stated, by_id, join, ordered, unique

Row = list[Any]
ENTITY_HEAD = ("name", "type", "type_zh", "aliases", "roles")
ENTITY_TAIL = ("docs", "mentions", "id", "alternate_ids")
RELATION_HEAD = ("head", "head_type", "relation", "relation_zh", "tail", "tail_type", "status", "confidence")
RELATION_TAIL = ("evidence", "documents", "rules", "relation_id", "head_id", "tail_id")
EVIDENCE = (
    "relation_id",
    "head",
    "relation_zh",
    "tail",
    "status",
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
    """Column names, then one row per entity sorted by id."""
    props = entity_props(graph, ontology)
    yield [*ENTITY_HEAD, *props, *ENTITY_TAIL]
    for entity in ordered(graph.entities, by_id):
        yield [
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
    """Column names, then one row per relation that is not denied, sorted by id."""
    relations = Stated(graph)
    props = relation_props(relations, ontology)
    names = {entity.id: (entity.name, entity.type) for entity in graph.entities}
    yield [*RELATION_HEAD, *props, *RELATION_TAIL]
    for relation in relations:
        yield [
            *names[relation.head],
            relation.type,
            relation_name(ontology, relation.type),
            *names[relation.tail],
            relation.status,
            relation.confidence,
            *(relation.props.get(name) for name in props),
            join(unique(each.text for each in relation.evidence)),
            join(unique(each.doc for each in relation.evidence)),
            join(unique(each.rule for each in relation.evidence)),
            relation.id,
            relation.head,
            relation.tail,
        ]


def evidence_rows(graph: Graph, ontology: Ontology) -> Iterator[Row]:
    """Column names, then one row per piece of evidence, in the order of the relations."""
    names = {entity.id: entity.name for entity in graph.entities}
    yield list(EVIDENCE)
    for relation in Stated(graph):
        for each in relation.evidence:
            yield [
                relation.id,
                names[relation.head],
                relation_name(ontology, relation.type),
                names[relation.tail],
                relation.status,
                each.text,
                each.doc,
                each.article,
                each.title,
                " ".join(f"{start}-{end}" for start, end in each.pieces),
                each.rule,
                each.confidence,
            ]


def type_name(ontology: Ontology, name: str) -> str:
    """The Chinese name of an entity type, or the name itself if the ontology lacks it."""
    kind = ontology.entities.get(name)
    return kind.zh if kind else name


def relation_name(ontology: Ontology, name: str) -> str:
    """The Chinese name of a relation type, or the name itself if the ontology lacks it."""
    kind = ontology.relations.get(name)
    return kind.zh if kind else name
