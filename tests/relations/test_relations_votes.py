"""The vote on facts, and the facts that only the model found: weights that count its score alone or a rule's word, too."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pytest
from pass_samples import seen
from relation_samples import passage_of, row

from kg.errors import KGError
from kg.model import Fact, Passage
from kg.ontology import default
from ner.voting import AGREED
from relations import extract_facts, voting
from relations.classifier import ScoredPair, classifier
from relations.learned_roles import RULE, learned_fact
from relations.pairs import names_of
from relations.voting import decide, votes

BY_SCORE: dict[str, Any] = {
    "weights": {"score": 4.0},
    "threshold": 0.5,
}  # 4: as values hold a quarter of the score
BOTH: dict[str, Any] = {"weights": {"score": 4.0, "rule": 5.0}, "threshold": 0.5}
MARKED = "[E:恒岭锻造]与[U:江栖大学]签约。[P:云听岚]到[E:恒岭锻造]。"


def chance(score: float) -> float:
    return round(1 / (1 + math.exp(-score)), 4)


def pair(passage: Passage, head: int, tail: int, scores: Mapping[str, float]) -> ScoredPair:
    """What the model says of two mentions."""
    number = {index: n for n, group in enumerate(names_of(passage.mentions)) for index in group}
    return ScoredPair((head, tail), (number[head], number[tail]), dict(scores))


def fact(
    passage: Passage, relation: str, head: int, tail: int, *, confidence: float = 0.8, **props: Any
) -> Fact:
    return Fact(relation, head, tail, "some.rule", 0, len(passage.text), "done", confidence, props)


def said(passage: Passage, facts: list[Fact]) -> list[tuple[str, str, str, str, float]]:
    return [(*row(passage, each)[:3], each.rule, each.confidence) for each in facts]


def test_votes_the_model_proposes_above_the_threshold() -> None:
    passage = seen(MARKED)
    scored = [
        pair(passage, 2, 3, {"HOLDS_POSITION": 1.5, "VISITS": 0.5}),
        pair(passage, 2, 1, {"HOLDS_POSITION": -0.5}),
    ]
    assert said(passage, decide(passage, [], scored, default(), BY_SCORE)) == [
        ("云听岚", "HOLDS_POSITION", "恒岭锻造", RULE, chance(1.5)),
        ("云听岚", "VISITS", "恒岭锻造", RULE, chance(0.5)),
    ]


def test_votes_a_rule_is_confirmed_or_contradicted() -> None:
    passage = seen(MARKED)
    facts = [fact(passage, "HOLDS_POSITION", 2, 3), fact(passage, "VISITS", 2, 3)]
    scored = [pair(passage, 2, 3, {"HOLDS_POSITION": 1.0, "VISITS": -2.0})]
    assert said(passage, decide(passage, facts, scored, default(), BOTH)) == [
        ("云听岚", "HOLDS_POSITION", "恒岭锻造", f"some.rule{AGREED}", chance(6)),
        ("云听岚", "VISITS", "恒岭锻造", "some.rule", chance(3)),
    ]
    facts = [fact(passage, "HOLDS_POSITION", 2, 3), fact(passage, "VISITS", 2, 3)]
    kept = decide(passage, facts, scored, default(), BY_SCORE)
    assert [each.type for each in kept] == ["HOLDS_POSITION"]


def test_votes_a_rule_of_which_the_model_has_no_opinion() -> None:
    """Its score counts as the lowest one."""
    passage = seen(MARKED)
    (kept,) = decide(passage, [fact(passage, "VISITS", 2, 3)], [], default(), BOTH)
    assert (kept.rule, kept.confidence) == ("some.rule", chance(1))


def test_votes_rules_decide_where_the_model_has_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    passage = seen(MARKED)
    facts = [fact(passage, "VISITS", 2, 3, confidence=0.4)]
    assert decide(passage, facts, [], default(), BY_SCORE) == []
    monkeypatch.setattr("ner.windows.SENTENCE", 3)
    (kept,) = decide(passage, facts, [], default(), BY_SCORE)
    assert (kept.rule, kept.confidence) == ("some.rule", 0.4)


def test_votes_all_facts_of_a_rule_between_two_names_are_one_vote() -> None:
    passage = seen(MARKED)
    facts = [fact(passage, "VISITS", 2, 0, date="2019"), fact(passage, "VISITS", 2, 3)]
    assert len(votes(passage, facts, [], default())) == 1
    kept = decide(passage, facts, [pair(passage, 2, 3, {"VISITS": 1.0})], default(), BOTH)
    assert [(each.tail, each.props) for each in kept] == [(0, {"date": "2019"}), (3, {})]


def test_votes_a_symmetric_relation_once_by_the_mean_of_both_directions() -> None:
    passage = seen(MARKED)
    scored = [pair(passage, 0, 1, {"COOPERATES_WITH": 3.0}), pair(passage, 1, 0, {"COOPERATES_WITH": 1.0})]
    (kept,) = decide(passage, [], scored, default(), BY_SCORE)
    assert ({kept.head, kept.tail}, kept.confidence) == ({0, 1}, chance(2))
    turned = fact(passage, "COOPERATES_WITH", 1, 0)
    (vote,) = votes(passage, [turned], scored, default())
    assert (vote.facts, vote.score) == ([turned], 2.0)
    other = [pair(passage, 0, 1, {"PART_OF": 3.0}), pair(passage, 1, 0, {"PART_OF": 1.0})]
    assert len(decide(passage, [], other, default(), BY_SCORE)) == 2


def test_votes_the_values_of_a_vote() -> None:
    passage = seen(MARKED)
    passage.mentions[3].confidence = 0.9
    passage.mentions[2].confidence = 0.6
    scored = [
        pair(passage, 2, 3, {"HOLDS_POSITION": 1.0, "VISITS": 8.0}),
        pair(passage, 2, 1, {"HOLDS_POSITION": -1.0}),
    ]
    found = {
        vote.key: vote
        for vote in votes(passage, [fact(passage, "HOLDS_POSITION", 2, 3, confidence=0.7)], scored, default())
    }
    assert list(found) == sorted(found)
    logit = {share: math.log(share / (1 - share)) for share in (0.6, 0.7, 0.9)}
    assert found["HOLDS_POSITION", 2, 0].values == pytest.approx(
        {
            "type HOLDS_POSITION": 1, "score HOLDS_POSITION": 0.25, "rule HOLDS_POSITION": 1, "score": 0.25, "rule": 1,
            "rule precision": logit[0.7], "rule and score": 0.25, "head": logit[0.6], "tail": logit[0.9],
            "other tail": -0.25, "other head": -1, "other head by rule": 0, "other relation": 1.5, "one sentence": 1,
            "distance": math.log(2),
        }
    )  # fmt: skip
    values = found["HOLDS_POSITION", 2, 1].values
    assert (values["other tail"], values["one sentence"], values["rule"]) == (0.25, 0, 0)


def test_votes_shipped_weights_are_of_values_that_exist() -> None:
    passage, ontology = seen(MARKED), default()
    known = set()
    for name in ontology.relations:
        (vote,) = votes(passage, [], [pair(passage, 0, 1, {name: 1.0})], ontology)
        known |= vote.values.keys()
    assert "accurate" in voting.shipped()
    for fitted in voting.shipped().values():
        assert fitted["weights"].keys() <= known | {"bias"}
        assert 0 < fitted["threshold"] < 1


def test_votes_without_passes_or_model_rules_decide_alone() -> None:
    marked = "[E:恒岭锻造]与[U:云麓大学]签署合作协议。"
    alone = extract_facts(passage_of(marked))
    assert alone
    assert extract_facts(passage_of(marked), model="accurate") == alone
    assert extract_facts(seen(marked)) == alone


def test_votes_what_the_model_finds_obeys_the_signatures(monkeypatch: pytest.MonkeyPatch) -> None:
    """With weights that take everything there is a fact for each pair that a signature allows, and no other."""
    shipped = classifier("accurate")
    passage, ontology = seen(MARKED, width=shipped.project.shape[0]), default()
    monkeypatch.setattr(
        voting, "shipped", lambda: {"accurate": {"weights": {"bias": 30.0}, "threshold": 0.5}}
    )
    monkeypatch.setattr(voting, "_LOW", -1e9)  # however low the scores of the weights of the day
    facts = extract_facts(passage, model="accurate")
    kinds = {
        (each.type, passage.mentions[each.head].type, passage.mentions[each.tail].type) for each in facts
    }
    assert all(ontology.allows(*kind) for kind in kinds)
    assert {("HOLDS_POSITION", "Person", "Enterprise"), ("HOLDS_POSITION", "Person", "University")} <= kinds
    both = [each for each in facts if each.type == "COOPERATES_WITH"]
    assert len(
        {frozenset(passage.mentions[end].text for end in (each.head, each.tail)) for each in both}
    ) == len(both)
    for each in facts:
        assert passage.text[each.start : each.end].strip()
        for end in (each.head, each.tail):
            assert each.start <= passage.mentions[end].start < passage.mentions[end].end <= each.end


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("[E:恒岭锻造]落户[L:宁川市]。", "done"),
        ("[E:恒岭锻造]将落户[L:宁川市]。", "planned"),
        ("[E:恒岭锻造]有望在[L:宁川市]建厂。", "planned"),
        ("计划由[E:恒岭锻造]到[L:宁川市]建厂。", "planned"),
        ("[E:恒岭锻造]没有在[L:宁川市]建厂。", "denied"),
        ("[E:恒岭锻造]终止了在[L:宁川市]的建设。", "denied"),
        ("[E:恒岭锻造]曾在[L:宁川市]建厂。", "former"),
        ("[P:云听岚]曾任[E:恒岭锻造]厂长。", "former"),
        ("原[E:恒岭锻造]总经理[P:云听岚]到会。", "former"),
        ("[E:恒岭锻造]此前在[L:宁川市]建厂。", "former"),
        ("[E:恒岭锻造]在[L:宁川市]的工厂因缺资金已经关闭。", "former"),
        ("[E:恒岭锻造]在[L:宁川市]，老厂已经关闭。", "done"),  # another clause
        ("[E:恒岭锻造]停产，未与该市签约。[L:宁川市]靠海。", "denied"),
        ("[E:恒岭锻造]落户[L:宁川市]，未与同行签约。", "done"),
        ("[E:恒岭锻造]扩产，没有裁员。[L:宁川市]靠海。", "done"),  # it refuses nobody
        ("计划公布。[E:恒岭锻造]落户[L:宁川市]。", "done"),  # another sentence
        ("计划公布，[E:恒岭锻造]落户[L:宁川市]。", "done"),  # another clause
        ("[E:恒岭锻造]落户[L:宁川市]，将扩产。", "done"),  # after both
    ],
)
def test_votes_status_of_a_learned_fact(marked: str, status: str) -> None:
    passage = passage_of(marked)
    assert learned_fact(passage, "LOCATED_IN", 0, 1, default()).status == status


def test_votes_evidence_of_a_learned_fact() -> None:
    passage = passage_of("会议召开。[E:恒岭锻造]扩产。设备到位。它在[L:宁川市]。次日休会。")
    found = learned_fact(passage, "LOCATED_IN", 0, 1, default())
    assert passage.text[found.start : found.end] == "恒岭锻造扩产。设备到位。它在宁川市。"
    assert (found.type, found.head, found.tail, found.rule) == ("LOCATED_IN", 0, 1, RULE)
    turned = learned_fact(passage, "LOCATED_IN", 1, 0, default())
    assert (turned.start, turned.end) == (found.start, found.end)


@pytest.mark.parametrize(
    ("marked", "head", "tail", "title"),
    [
        ("[E:恒岭锻造]董事长[P:云听岚]到会。", 1, 0, "董事长"),
        ("[P:云听岚]任[E:恒岭锻造]总经理。", 0, 1, None),  # not between the names
        ("[P:云听岚]，总经理，[E:恒岭锻造]人。", 0, 1, "总经理"),
        ("[E:恒岭锻造]厂长陪同董事长[P:云听岚]。", 1, 0, "董事长"),
        ("[P:云听岚]，董事长，和厂长在[E:恒岭锻造]。", 0, 1, "董事长"),
        ("[E:恒岭锻造]和[P:云听岚]。", 1, 0, None),
    ],
)
def test_votes_title_of_a_learned_fact(marked: str, head: int, tail: int, title: str | None) -> None:
    found = learned_fact(passage_of(marked), "HOLDS_POSITION", head, tail, default())
    assert found.props == ({"title": title} if title else {})


def test_votes_a_title_that_the_person_has_comes_first() -> None:
    passage = passage_of("[E:恒岭锻造]董事长[P:云听岚]到会。")
    passage.mentions[1].props["title"] = "厂长"
    assert learned_fact(passage, "HOLDS_POSITION", 1, 0, default()).props == {"title": "厂长"}
    assert learned_fact(passage, "VISITS", 1, 0, default()).props == {}


def test_votes_measure_and_bounds_of_a_learned_amount() -> None:
    passage = passage_of("[J:锻造园项目]开工。它总投资[A:5亿元]。")
    passage.mentions[1].props.update(value=5e8, approx="约", min=4e8)
    assert learned_fact(passage, "HAS_AMOUNT", 0, 1, default()).props == {
        "measure": "总投资",
        "approx": "约",
        "min": 4e8,
    }
    bare = passage_of("[J:锻造园项目]，[A:5亿元]。")
    assert learned_fact(bare, "HAS_AMOUNT", 0, 1, default()).props == {}


@pytest.mark.parametrize("content", [None, "{", "[1"])
def test_votes_weights_that_cannot_be_read(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, content: str | None
) -> None:
    if content is not None:
        (tmp_path / "voting.json").write_text(content, encoding="utf-8")
    monkeypatch.setattr(voting, "WEIGHTS", tmp_path / "voting.json")
    voting.shipped.cache_clear()
    try:
        with pytest.raises(KGError, match="voting") as caught:
            voting.shipped()
    finally:
        voting.shipped.cache_clear()
    assert caught.value.code == "KG392"
