"""Extractions and graphs as JSON and back: equal objects give equal bytes.

Extractions are stored by the thousand, so mentions and facts become arrays in the order of their fields; graphs are
also published (format ``jsonl``), so entities and relations become objects with named members.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from sys import intern
from typing import TYPE_CHECKING, Any

from kg.model import (
    ArticleExtraction,
    Entity,
    Extraction,
    Fact,
    Graph,
    Mention,
    Piece,
    Rejected,
    Relation,
    Review,
    Support,
)

if TYPE_CHECKING:
    from kg.ontology import Ontology

Row = dict[str, Any]


def dumps(value: object) -> str:
    """Canonical JSON: sorted members, no blanks, characters as they are (NaN is refused: it is no JSON)."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def pieces_from(rows: list[list[int]]) -> tuple[Piece, ...]:
    """Pieces from their JSON form (pairs)."""
    return tuple((int(start), int(end)) for start, end in rows)


# ---- extractions


def extraction_to_json(extraction: Extraction) -> str:
    """One line of JSON that ``extraction_from_json`` turns back into an equal extraction."""
    return dumps(
        {
            "doc": extraction.doc,
            "content_hash": extraction.content_hash,
            "version": extraction.version,
            "date": extraction.date,
            "warnings": extraction.warnings,
            "articles": [_article_row(article) for article in extraction.articles],
        }
    )


def _article_row(article: ArticleExtraction) -> Row:
    return {
        "index": article.index,
        "title": article.title,
        "kind": article.kind,
        "place": article.place,
        "mentions": [
            [m.type, m.start, m.end, m.text, m.sentence, m.rule, m.confidence, m.props, pieces]
            for m, pieces in zip(article.mentions, article.pieces, strict=True)
        ],
        "facts": [
            [f.type, f.head, f.tail, f.rule, f.start, f.end, f.status, f.confidence, f.props, text, pieces]
            for f, (text, pieces) in zip(article.facts, article.evidence, strict=True)
        ],
        "rejected": [[r.type, r.text, r.start, r.end, r.rule, r.reason] for r in article.rejected],
    }


def extraction_from_json(data: str) -> Extraction:
    """The extraction written by ``extraction_to_json``; ValueError or KeyError when ``data`` is something else."""
    row = json.loads(data)
    return Extraction(
        row["doc"],
        row["content_hash"],
        row["version"],
        row["date"],
        [_article_from(article) for article in row["articles"]],
        row["warnings"],
    )


def _article_from(row: Row) -> ArticleExtraction:
    """Types and rule ids are interned and equal texts shared: thousands of documents are held at once for resolving."""
    shared: dict[str, str] = {}
    for fields in row["mentions"]:
        fields[0], fields[5] = intern(fields[0]), intern(fields[5])
        fields[3] = shared.setdefault(fields[3], fields[3])
    for fields in row["facts"]:
        fields[0], fields[3], fields[6] = intern(fields[0]), intern(fields[3]), intern(fields[6])
        fields[9] = shared.setdefault(fields[9], fields[9])
    return ArticleExtraction(
        row["index"],
        row["title"],
        row["kind"],
        [Mention(*fields[:8]) for fields in row["mentions"]],
        [pieces_from(fields[8]) for fields in row["mentions"]],
        [Fact(*fields[:9]) for fields in row["facts"]],
        [(fields[9], pieces_from(fields[10])) for fields in row["facts"]],
        [Rejected(*fields) for fields in row["rejected"]],
        row["place"],
    )


# ---- ontologies


def ontology_to_json(ontology: Ontology) -> str:
    """One line of JSON in the layout of ontology.yaml."""
    entities = {
        name: {
            "zh": kind.zh,
            "en": kind.en,
            "definition": dict(zip(("zh", "en"), kind.definition, strict=True)),
            "properties": list(kind.properties),
            "roles": _named_row(kind.roles),
            "core": kind.core,
        }
        for name, kind in ontology.entities.items()
    }
    relations = {
        name: {
            "zh": kind.zh,
            "en": kind.en,
            "head": sorted(kind.head),
            "tail": sorted(kind.tail),
            "symmetric": kind.symmetric,
            "properties": list(kind.properties),
            "core": kind.core,
        }
        for name, kind in ontology.relations.items()
    }
    properties = {
        name: {"zh": p.zh, "en": p.en, "type": p.type, "values": _named_row(p.values)}
        for name, p in ontology.properties.items()
    }
    row = {
        "namespace": ontology.namespace,
        "entities": entities,
        "relations": relations,
        "properties": properties,
    }
    return json.dumps(
        row, ensure_ascii=False, separators=(",", ":")
    )  # the order of types is that of the file


def _named_row(names: dict[str, tuple[str, str]]) -> Row:
    return {name: {"zh": zh, "en": en} for name, (zh, en) in names.items()}


def ontology_from_json(data: str) -> Ontology:
    """The ontology written by ``ontology_to_json``."""
    from kg.ontology import build

    return build(json.loads(data))


# ---- graphs


def entity_row(entity: Entity) -> Row:
    """An entity as plain data, all fields named as in ``kg.model.Entity``."""
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "alternate_ids": list(entity.alternate_ids),
        "roles": list(entity.roles),
        "props": dict(entity.props),
        "mentions": [_support_row(support) for support in entity.mentions],
        "merges": [list(merge) for merge in entity.merges],
        "docs": entity.docs,
    }


def relation_row(relation: Relation) -> Row:
    """A relation as plain data, all fields named as in ``kg.model.Relation``."""
    return {
        "id": relation.id,
        "type": relation.type,
        "head": relation.head,
        "tail": relation.tail,
        "status": relation.status,
        "confidence": relation.confidence,
        "props": dict(relation.props),
        "evidence": [_support_row(support) for support in relation.evidence],
    }


def _support_row(support: Support) -> Row:
    return {
        "doc": support.doc,
        "article": support.article,
        "text": support.text,
        "pieces": [list(piece) for piece in support.pieces],
        "rule": support.rule,
        "confidence": support.confidence,
        "title": support.title,
    }


def support_fields(support: Support) -> list[Any]:
    """A support as a list in the order of its fields: what is stored by the thousand."""
    return [
        support.doc,
        support.article,
        support.text,
        support.pieces,
        support.rule,
        support.confidence,
        support.title,
    ]


def support_from_fields(fields: list[Any]) -> Support:
    """The support of which ``support_fields`` made ``fields`` (after a journey through JSON)."""
    doc, article, text, pieces, rule, confidence, title = fields
    return Support(doc, article, text, pieces_from(pieces), rule, confidence, title)


def review_row(review: Review) -> Row:
    """A pair left for a person to decide, as plain data."""
    return asdict(review)


def entity_from_row(row: Row) -> Entity:
    """The entity of which ``entity_row`` made ``row`` (before or after a journey through JSON)."""
    merges = [(alias, reason) for alias, reason in row["merges"]]
    return Entity(**{**row, "mentions": [_support_from(s) for s in row["mentions"]], "merges": merges})


def relation_from_row(row: Row) -> Relation:
    """The relation of which ``relation_row`` made ``row``."""
    return Relation(**{**row, "evidence": [_support_from(s) for s in row["evidence"]]})


def _support_from(row: Row) -> Support:
    return Support(**{**row, "pieces": pieces_from(row["pieces"])})


def graph_to_json(graph: Graph) -> str:
    """The whole graph as one line of JSON."""
    return dumps(
        {
            "entities": [entity_row(entity) for entity in graph.entities],
            "relations": [relation_row(relation) for relation in graph.relations],
            "reviews": [review_row(review) for review in graph.reviews],
        }
    )


def graph_from_json(data: str) -> Graph:
    """The graph written by ``graph_to_json``; ValueError, KeyError or TypeError when ``data`` is something else."""
    row = json.loads(data)
    return Graph(
        [entity_from_row(entity) for entity in row["entities"]],
        [relation_from_row(relation) for relation in row["relations"]],
        [Review(**review) for review in row["reviews"]],
    )
