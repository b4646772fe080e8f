"""The annotated corpus says only what its articles say, keeps to the ontology and holds no article twice."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.ontology import default

CORPUS = Path(__file__).resolve().parents[2] / "seeds" / "corpus"
ARTICLES = 60
WINDOW = 24
NAMES = sorted({path.name.split(".")[0] for path in CORPUS.glob("c[0-9][0-9].*")})
FIELDS = {"id", "type", "name", "aliases", "roles", "optional", "joined", "value", "currency", "approx"}

every_article = pytest.mark.parametrize("name", NAMES)


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


@cache
def article(name: str) -> str:
    return (CORPUS / f"{name}.txt").read_text(encoding="utf-8")


@cache
def gold(name: str) -> dict[str, Any]:
    (line,) = (CORPUS / f"{name}.gold.jsonl").read_text(encoding="utf-8").splitlines()
    row: dict[str, Any] = json.loads(line)
    return row


def forms(entity: dict[str, Any]) -> list[str]:
    return [entity["name"], *entity["aliases"]]


def test_corpus_is_complete() -> None:
    present = {path.name for path in CORPUS.glob("c[0-9][0-9].*")}
    assert present == {f"{name}{end}" for name in NAMES for end in (".txt", ".gold.jsonl")}
    assert len(NAMES) == ARTICLES


@every_article
def test_corpus_article_has_a_headline_and_paragraphs(name: str) -> None:
    headline, *paragraphs = [line for line in article(name).splitlines() if line.strip()]
    assert len(headline) <= 45
    assert 2 <= len(paragraphs) <= 6
    assert 250 <= len(flat(article(name))) <= 650


@every_article
def test_corpus_entities_are_in_the_article(name: str) -> None:
    text = flat(article(name))
    entities = gold(name)["entities"]
    assert gold(name)["doc"] == name
    spaced = [form for entity in entities for form in forms(entity) if form != flat(form)]
    absent = [form for e in entities if not e.get("joined") for form in forms(e) if form not in text]
    needless = [e["name"] for e in entities if e.get("joined") and e["name"] in text]
    twice = [
        form
        for form, count in Counter((e["type"], f) for e in entities for f in forms(e)).items()
        if count > 1
    ]
    assert (spaced, absent, needless, twice) == ([], [], [], [])


@every_article
def test_corpus_entities_keep_the_ontology(name: str) -> None:
    ontology = default()
    for entity in gold(name)["entities"]:
        assert not set(entity) - FIELDS, entity
        assert entity["type"] in ontology.entities, entity
        assert set(entity["roles"]) <= set(ontology.entities[entity["type"]].roles), entity
        assert entity["roles"] or entity["type"] != "Person", entity
        assert (entity["type"] == "Amount") == ("value" in entity) == ("currency" in entity), entity
        if entity["type"] == "Amount":
            assert entity["value"] > 0, entity
            assert re.fullmatch("[A-Z]{3}", entity["currency"]), entity


@every_article
def test_corpus_relations_keep_the_ontology(name: str) -> None:
    ontology = default()
    entities = {entity["id"]: entity for entity in gold(name)["entities"]}
    states = set(ontology.properties["status"].values) - {"done"}
    for row in gold(name)["relations"]:
        head, tail = entities[row["head"]], entities[row["tail"]]
        assert ontology.allows(row["type"], head["type"], tail["type"]), row
        allowed = {"status", *ontology.relations[row["type"]].properties}
        assert set(row["props"]) <= allowed, row
        assert row["props"].get("status") in {None, *states}, row
        assert row.get("optional") or not (head.get("optional") or tail.get("optional")), row
    facts = Counter((row["head"], row["type"], row["tail"]) for row in gold(name)["relations"])
    assert [fact for fact, count in facts.items() if count > 1 or fact[0] == fact[2]] == []


@every_article
def test_corpus_evidence_is_literal(name: str) -> None:
    absent = [row["evidence"] for row in gold(name)["relations"] if row["evidence"] not in article(name)]
    assert absent == []
    assert all(len(row["evidence"]) >= 4 for row in gold(name)["relations"])


@every_article
def test_corpus_ids_are_unique_and_used(name: str) -> None:
    ids = Counter(entity["id"] for entity in gold(name)["entities"])
    ends = {row[end] for row in gold(name)["relations"] for end in ("head", "tail")}
    assert [each for each, count in ids.items() if count > 1] == []
    assert ends <= set(ids)
    loose = [e["name"] for e in gold(name)["entities"] if e["type"] == "Amount" and e["id"] not in ends]
    assert loose == []  # a sum that belongs to nothing is no entity


def test_corpus_covers_the_ontology() -> None:
    ontology = default()
    types = Counter(e["type"] for name in NAMES for e in gold(name)["entities"] if not e.get("optional"))
    rows = [row for name in NAMES for row in gold(name)["relations"] if not row.get("optional")]
    relations = Counter(row["type"] for row in rows)
    states = Counter(row["props"].get("status", "done") for row in rows)
    assert {each for each in ontology.entities if types[each] < 3} == set()
    assert {each for each in ontology.relations if relations[each] < 3} == set()
    assert {each for each in ontology.properties["status"].values if states[each] < 3} == set()
    roles = {role for name in NAMES for e in gold(name)["entities"] for role in e["roles"]}
    assert roles == {role for kind in ontology.entities.values() for role in kind.roles}


def test_corpus_has_articles_without_facts() -> None:
    assert sum(not gold(name)["relations"] for name in NAMES) >= 2


def test_corpus_repeats_no_article() -> None:
    seen: dict[str, str] = {}
    repeated = []
    for name in NAMES:
        text = flat(article(name))
        for piece in {text[i : i + WINDOW] for i in range(len(text) - WINDOW + 1)}:
            if seen.setdefault(piece, name) != name:
                repeated.append((seen[piece], name, piece))
    assert repeated == []
