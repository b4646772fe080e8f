"""Tentative mentions: those that a fact names stay, the others go, and facts still point to the right ones."""

from __future__ import annotations

from dataclasses import replace

from relation_samples import passage_of

from kg.model import Fact, Passage
from ner.voting import MODEL
from relations.settling import settle

MARKED = (
    "[E:恒岭锻造]投资[J:高端轴承项目]，[E:东麓轴承]与[U:江栖大学]合作；[J:高端轴承项目]和[G:宁川市政府]。"
)


def passage(*tentative: int, rule: str = MODEL) -> Passage:
    made = passage_of(MARKED)
    mentions = tuple(replace(m, rule=rule) for m in made.mentions)
    return replace(made, mentions=mentions, tentative=frozenset(tentative))


def fact(head: int, tail: int) -> Fact:
    return Fact("UNDERTAKES", head, tail, "some.rule", 0, 5)


def names(made: Passage) -> list[str]:
    return [mention.text for mention in made.mentions]


def test_settling_nothing_tentative_nothing_changes() -> None:
    made = passage()
    assert settle(made, [fact(0, 1)]) == (made, [])


def test_settling_what_no_fact_names_goes() -> None:
    facts = [fact(0, 3)]
    made, gone = settle(passage(1, 2, 4), facts)
    assert names(made) == ["恒岭锻造", "江栖大学", "宁川市政府"]
    assert [(f.head, f.tail) for f in facts] == [(0, 1)]
    assert gone == []
    assert not made.tentative


def test_settling_all_mentions_of_a_name_stay_if_a_fact_names_one() -> None:
    facts = [fact(0, 1), fact(5, 0)]
    made, _ = settle(passage(1, 2, 4), facts)
    assert names(made) == ["恒岭锻造", "高端轴承项目", "江栖大学", "高端轴承项目", "宁川市政府"]
    assert [(made.mentions[f.head].text, made.mentions[f.tail].text) for f in facts] == [
        ("恒岭锻造", "高端轴承项目"),
        ("宁川市政府", "恒岭锻造"),
    ]


def test_settling_a_rule_s_lost_name_is_told() -> None:
    made, gone = settle(passage(2, rule="company.suffix"), [])
    assert "东麓轴承" not in names(made)
    assert [(r.type, r.text, r.rule, r.reason) for r in gone] == [
        ("Enterprise", "东麓轴承", "company.suffix", "unlikely")
    ]
    assert made.text[gone[0].start : gone[0].end] == "东麓轴承"
