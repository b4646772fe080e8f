"""``kg explain`` and ``kg show`` speak the user's language: names from the ontology, words for rules and reasons."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg import errors
from kg.cli.explain import lost_reason, page
from kg.cli.show import sections
from kg.errors import catalogue
from kg.ontology import default
from kg.summary import labels, names
from ner.voting import AGREED, MODEL
from relations.learned_roles import RULE

ROOT = Path(__file__).resolve().parents[2]
REASON = re.compile(r"[a-z]+(?:-[a-z]+)+|byline|generic|stopword|unlikely")


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("KG_LANG", request.param)
    errors.language.cache_clear()
    yield request.param
    errors.language.cache_clear()


def reasons() -> set[str]:
    """All reasons of the recognizers: what is handed to ``reject``, and what the functions that decide it return."""
    found = set()
    for path in (ROOT / "ner").glob("*.py"):
        source = path.read_text(encoding="utf-8")
        if "reject(" not in source:
            continue
        for node in ast.walk(ast.parse(source)):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and REASON.fullmatch(node.value)
            ):
                found.add(node.value)
            if isinstance(node, ast.JoinedStr) and isinstance(first := node.values[0], ast.Constant):
                found |= {str(first.value)} if re.fullmatch("[a-z]+:", str(first.value)) else set()
    return found


def families() -> set[str]:
    """The kinds of all rules that are shipped: those that were measured, and those of the tables."""
    found = set(json.loads((ROOT / "ner" / "rule_precision.json").read_text(encoding="utf-8")))
    found |= set(
        json.loads((ROOT / "relations" / "rule_precision.json").read_text(encoding="utf-8"))["rules"]
    )
    rules = yaml.safe_load((ROOT / "relations" / "rules.yaml").read_text(encoding="utf-8"))
    for row in rules["rules"] if isinstance(rules, dict) else rules:
        found.add(row["id"])
    return {rule.partition(".")[0] for rule in (*found, MODEL, RULE)}


def test_explain_has_words_for_every_reason() -> None:
    found = reasons()
    assert {"byline", "stopword", "unlikely", "longer-phrase", "kind-not-name", "overlap:"} <= found
    assert {f"explain.lost.{reason.rstrip(':')}" for reason in found} <= catalogue().keys()


def test_explain_has_words_for_every_kind_of_rule() -> None:
    found = families() | {"user"}
    assert len(found) > 20
    assert "model" in found
    assert {f"explain.rule.{family}" for family in found} <= catalogue().keys()


def test_explain_reasons_are_sentences_and_unknown_ones_stay(lang: str) -> None:
    said = lost_reason("overlap:organization.enterprise")
    assert "organization.enterprise" in said
    assert ("机构名称" in said) == (lang == "zh")
    assert lost_reason("shorter") == "shorter"
    for reason in reasons():
        assert bool(re.search("[\u4e00-\u9fff]", lost_reason(reason))) == (lang == "zh")


def test_explain_says_what_the_learned_model_proposed_or_confirmed(lang: str) -> None:
    """Alone it is the rule; beside a rule it is told after the rule's own words."""
    shown = data()
    shown["entities"][0]["mentions"] = [
        shown["entities"][0]["mentions"][0] | {"rule": rule}
        for rule in (MODEL, f"organization.suffix{AGREED}")
    ]
    shown["rejected"] = [
        shown["rejected"][0] | {"rule": MODEL, "reason": f"overlap:short.ending{AGREED}"},
        shown["rejected"][0] | {"rule": "short.ending", "reason": "unlikely"},
    ]
    said = "\n".join(page(shown, 20))
    wanted = {
        "zh": ["规则 model（学习模型），实测", "规则 organization.suffix（机构名称的构成）与学习模型，实测",
               "后者优先：规则 short.ending（企业简称）与学习模型", "可能性不足"],
        "en": ["rule model (learned model), measured",
               "rule organization.suffix (structure of organization names) and the learned model, measured",
               "comes first: rule short.ending (short names of enterprises) and the learned model", "find it unlikely"],
    }[lang]  # fmt: skip
    for part in wanted:
        assert part in said
    assert AGREED not in said


def data() -> dict[str, Any]:
    """What ``kg.explaining.explain`` gives, by hand: an official with a post, a review, a rejected candidate."""
    support = {
        "doc": "a.txt", "article": 2, "title": "", "text": "葛功任市长。", "pieces": [[0, 2]], "rule": "person.after_title",
        "confidence": 0.97,
    }  # fmt: skip
    fact = {
        "id": "f", "type": "HOLDS_POSITION", "head": "葛功", "tail": "青岚市", "status": "former", "confidence": 0.8,
        "props": {"title": "市长", "date": None}, "evidence": [support | {"rule": "own.rule"}],
    }  # fmt: skip
    entity = {
        "id": "person-1", "type": "Person", "name": "葛功", "aliases": [], "roles": ["executive"], "documents": 1,
        "props": {"adcode": "211300", "value": 6e8, "approx": True}, "alternate_ids": [], "merges": [], "mentions": [support],
        "facts": [fact],
        "reviews": [
            {"first": "person-1", "second": "person-2", "names": ["葛功", "葛工"], "reason": "odd", "score": 0.5},
            {"first": "person-1", "second": "person-3", "names": ["葛功", "葛功"], "reason": "odd", "score": 0.5},
        ],
    }  # fmt: skip
    lost = {
        "doc": "a.txt", "article": 2, "title": "", "type": "Enterprise", "text": "葛功", "start": 0, "end": 2,
        "rule": "short.ending", "reason": "longer-phrase",
    }  # fmt: skip
    ontology = default()
    return {
        "name": "葛功", "labels": labels(ontology), "names": names(ontology), "entities": [entity], "rejected": [lost],
    }  # fmt: skip


def test_explain_page_uses_the_names_of_the_ontology(lang: str) -> None:
    said = "\n".join(page(data(), 20))
    wanted = {
        "zh": ["(高管)", "行政区划代码：211300", "数值：600,000,000", "约数：是", "(曾有；职务：市长)", "第 3 篇",
               "规则 person.after_title（姓名与职务），实测置信度 0.97", "规则 own.rule，实测置信度",
               "规则 short.ending（企业简称）：后面的词与它连成更长的词组"],
        "en": ["(Executive)", "administrative division code: 211300", "value: 600,000,000", "(former; title: 市长)",
               "article 3", "rule person.after_title (personal names and posts), measured confidence 0.97",
               "rule short.ending (short names of enterprises): the words after it"],
    }[lang]  # fmt: skip
    for part in wanted:
        assert part in said
    for raw in ("executive", "adcode", "title=", "longer-phrase", "None"):
        assert raw not in said


def test_explain_reviews_are_told_by_name_and_namesakes_by_id(lang: str) -> None:
    del lang
    lines = list(page(data(), 20))
    assert any("葛功 / 葛工" in line for line in lines)
    assert not any("person-2" in line for line in lines)
    assert any("葛功 (person-1) / 葛功 (person-3)" in line for line in lines)


def test_show_prints_each_type_once_in_english(lang: str) -> None:
    ontology = default()
    shown = "\n\n".join(
        sections(
            {
                "workspace": "w",
                "documents": [],
                "chars": 0,
                "entities": {"Enterprise": 2},
                "relations": {"INVESTS_IN": {"done": 1, "former": 3}},
                "labels": labels(ontology),
                "names": names(ontology),
                "top": [],
                "failures": [],
                "warnings": [],
                "reviews": [],
            }
        )
    )
    assert shown.count("Enterprise") == 1
    assert ("企业" in shown) == (lang == "zh")
    assert re.search({"zh": "已有 +曾有", "en": "done +former"}[lang], shown)
