"""Rows of ``kg extract``: what an entity's row says of its confidence."""

from __future__ import annotations

import kg
from kg.levels import Cut, at_level
from kg.model import ArticleExtraction, Extraction, Fact, Mention
from kg.pipeline import document_rows
from kg.resolving import resolve
from kg.scoring.judging import confidence

NAMES = [
    ("Enterprise", "北岭甲公司", 0.6),
    ("University", "南川大学", 0.8),
    ("Enterprise", "北岭甲公司", 0.9),
]


def extraction() -> Extraction:
    """One sentence: 北岭甲公司 is named twice, first less surely."""
    mentions, at = [], 0
    for type_, text, sure in NAMES:
        mentions.append(Mention(type_, at, at + len(text), text, 0, "test.name", sure, {}))
        at += len(text) + 1
    facts = [Fact("COOPERATES_WITH", 0, 1, "test.fact", 0, at, "done", 0.7, {})]
    pieces = [((each.start, each.end),) for each in mentions]
    evidence = [("北岭甲公司与南川大学签约。", ((0, at),))]
    article = ArticleExtraction(0, "", "article", mentions, pieces, facts, evidence, [], None)
    return Extraction("a.txt", "hash", "1", None, [article])


def test_rows_of_entities_have_the_confidence_of_the_surest_mention() -> None:
    rows = document_rows(extraction())["entities"]
    assert [(row["name"], row["confidence"]) for row in rows] == [("北岭甲公司", 0.9), ("南川大学", 0.8)]
    for row in rows:  # as the scorer reads rows without the field, and as the levels of a graph have it
        assert row["confidence"] == confidence({**row, "confidence": None})
    graph = resolve([extraction()])
    for least in (0.75, 0.85, 0.95):
        kept = at_level(graph, Cut(1.0, least)).entities
        assert [each.name for each in kept] == [row["name"] for row in rows if row["confidence"] >= least]


def test_rows_score_the_same_with_and_without_confidence_of_entities() -> None:
    predicted = document_rows(extraction())
    without = {
        **predicted,
        "entities": [
            {key: value for key, value in row.items() if key != "confidence"} for row in predicted["entities"]
        ],
    }
    gold = {**without, "entities": without["entities"][:1], "relations": []}
    assert kg.score([gold], [predicted]) == kg.score([gold], [without])
