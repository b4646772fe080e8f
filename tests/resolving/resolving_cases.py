"""Hand-made extractions: all names are invented."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.model import ArticleExtraction, Extraction, Fact, Graph, Mention

Name = tuple[str, str] | tuple[str, str, dict[str, Any]]


def article(
    index: int, names: list[Name], facts: Sequence[tuple[Any, ...]] = (), place: str | None = None
) -> ArticleExtraction:
    """An article whose mentions stand one after the other; a fact is (type, head, tail[, status[, props[, sentence]]])."""
    mentions, at = [], 0
    for type_, text, *rest in names:
        mentions.append(
            Mention(type_, at, at + len(text), text, 0, "rule", 0.9, dict(rest[0]) if rest else {})
        )
        at += len(text) + 1
    made, evidence = [], []
    for number, (type_, head, tail, *rest) in enumerate(facts):
        status = rest[0] if rest else "done"
        props = rest[1] if len(rest) > 1 else {}
        made.append(Fact(type_, head, tail, "rule", 0, at, status, 0.8, dict(props)))
        evidence.append((rest[2] if len(rest) > 2 else f"第{index}篇第{number}句。", ((0, at),)))
    pieces = [((m.start, m.end),) for m in mentions]
    return ArticleExtraction(index, "标题", "article", mentions, pieces, made, evidence, [], place)


def document(doc: str, *articles: ArticleExtraction, content_hash: str | None = None) -> Extraction:
    return Extraction(doc, content_hash or f"hash of {doc}", "1", None, list(articles))


def one(
    doc: str, names: list[Name], facts: Sequence[tuple[Any, ...]] = (), place: str | None = None
) -> Extraction:
    """A document with one article."""
    return document(doc, article(0, names, facts, place))


def groups(graph: Graph, type_: str) -> set[frozenset[str]]:
    """The surface forms of each entity of a type."""
    return {frozenset((e.name, *e.aliases)) for e in graph.entities if e.type == type_}
