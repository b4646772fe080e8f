"""The terms that our RDF uses, with their names: derived from the ontology, no RDF library needed."""

from __future__ import annotations

from collections.abc import Iterator

from kg.ontology import Ontology

Row = tuple[str, tuple[str, ...], str, str]

# What every statement and every piece of evidence carries, beside the properties of the ontology.
OWN = (
    ("role", "角色", "role"),
    ("status", "状态", "status"),
    ("confidence", "置信度", "confidence"),
    ("document", "文档", "document"),
    ("article", "文章序号", "article number"),
    ("articleTitle", "文章标题", "article title"),
    ("sentence", "句子", "sentence"),
    ("rule", "规则", "rule"),
    ("offsets", "位置", "offsets"),
)


def terms(ontology: Ontology) -> Iterator[Row]:
    """Rows (name, kinds as prefixed names, Chinese name, English name); no name twice."""
    yield "Evidence", ("owl:Class",), "证据", "Evidence"
    yield "evidence", ("owl:ObjectProperty",), "证据", "evidence"
    seen = {"Evidence", "evidence"}
    for entity in ontology.entities.values():
        seen.add(entity.name)
        yield entity.name, ("owl:Class",), entity.zh, entity.en
    for relation in ontology.relations.values():
        kinds = (
            ("owl:ObjectProperty", "owl:SymmetricProperty") if relation.symmetric else ("owl:ObjectProperty",)
        )
        seen.add(relation.name)
        yield relation.name, kinds, relation.zh, relation.en
    named = [(each.name, each.zh, each.en) for each in ontology.properties.values()]
    for name, zh, en in [*OWN, *named]:
        if name not in seen:
            seen.add(name)
            yield name, ("owl:DatatypeProperty",), zh, en
