"""The graph as a function of its documents: order-free, reversible, folded, near-linear."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolving_cases import article, document, one

from kg.model import Entity, Extraction, Graph
from kg.ontology import default
from kg.resolving import parse_decisions, reason_text, reference_layer, resolve
from kg.resolving.facts import combined

FIRMS = [
    "大连栎木机械有限公司",
    "锦州栎木机械有限公司",
    "栎木机械",
    "栎木",
    "海岚轴承集团",
    "海岚轴承股份有限公司",
    "海岚",
]
NAMES = [
    *(("Enterprise", name) for name in FIRMS),
    ("Location", "朝阳"), ("Location", "朝阳市"), ("Location", "双塔区"), ("Government", "区政府"),
    ("Government", "朝阳市人民政府"), ("University", "岭东大学"), ("University", "岭东大学冶金学院"), ("University", "冶金学院"),
    ("Person", "张伟"), ("Person", "李明"), ("Project", "二期项目"), ("Project", "栎木机械搬迁改造项目"),
    ("Amount", "2亿元", {"value": 2e8, "currency": "CNY"}), ("Amount", "3亿元", {"value": 3e8, "currency": "CNY"}),
    ("Enterprise", "栎木", {"canonical": "大连栎木机械有限公司"}),
]  # fmt: skip
RELATIONS = ["COOPERATES_WITH", "HOLDS_POSITION", "HAS_AMOUNT", "LOCATED_IN", "UNDERTAKES"]


@st.composite
def extractions(draw: st.DrawFn) -> list[Extraction]:
    made = []
    for number in range(draw(st.integers(1, 5))):
        names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=8))
        index = st.integers(0, len(names) - 1)
        status = st.sampled_from(["done", "planned", "denied"])
        facts = draw(st.lists(st.tuples(st.sampled_from(RELATIONS), index, index, status), max_size=6))
        place = draw(st.sampled_from([None, "双塔区", "龙城区", "朝阳市"]))
        content = draw(st.sampled_from([f"hash {number}", f"hash {number}", "hash 0"]))
        made.append(document(f"doc{number}", article(0, names, facts, place), content_hash=content))
    return made


@settings(max_examples=60, deadline=None)
@given(docs=extractions(), seed=st.integers(0, 1000))
def test_resolve_gives_one_graph_for_every_order(docs: list[Extraction], seed: int) -> None:
    shuffled = list(docs)
    random.Random(seed).shuffle(shuffled)
    assert resolve(docs) == resolve(iter(shuffled))
    assert resolve(docs, scope="document") == resolve(shuffled, scope="document")


@settings(max_examples=60, deadline=None)
@given(docs=extractions())
def test_resolve_holds_what_every_consumer_relies_on(docs: list[Extraction]) -> None:
    graph = resolve(docs)
    ids = [i for entity in graph.entities for i in (entity.id, *entity.alternate_ids)]
    assert len(ids) == len(set(ids))
    assert [e.id for e in graph.entities] == sorted(e.id for e in graph.entities)
    assert len({r.id for r in graph.relations}) == len(graph.relations)
    known = graph.by_id()
    explained = {(e.id, alias) for e in graph.entities for alias, _ in e.merges}
    for entity in graph.entities:
        assert entity.name not in entity.aliases
        assert all((entity.id, alias) in explained for alias in entity.aliases)
        assert all(reason_text(why) != why for _, why in entity.merges)
    for relation in graph.relations:
        assert relation.head != relation.tail
        assert relation.evidence
        assert default().allows(relation.type, known[relation.head].type, known[relation.tail].type)
    for review in graph.reviews:
        assert {review.first, review.second} <= known.keys()
        assert reason_text(review.reason) != review.reason


@settings(max_examples=40, deadline=None)
@given(docs=extractions(), number=st.integers(0, 4))
def test_resolve_without_a_document_is_as_if_it_had_never_been(docs: list[Extraction], number: int) -> None:
    kept = [extraction for extraction in docs if extraction.doc != f"doc{number}"]
    graph = resolve(kept)
    assert not any(s.doc == f"doc{number}" for e in graph.entities for s in e.mentions)
    assert not any(s.doc == f"doc{number}" for r in graph.relations for s in r.evidence)
    resolve(docs)
    assert resolve(kept) == graph


PAIR = [("Enterprise", "海岚轴承有限公司"), ("University", "岭东大学")]


def test_resolve_folds_equal_facts_and_keeps_statuses_apart() -> None:
    docs = [
        one(
            "a",
            PAIR,
            [("COOPERATES_WITH", 0, 1), ("COOPERATES_WITH", 1, 0), ("COOPERATES_WITH", 0, 1, "planned")],
        ),
        one("b", PAIR, [("COOPERATES_WITH", 0, 1, "denied", {}, "乙文。")]),
    ]
    relations = resolve(docs).relations
    assert sorted(relation.status for relation in relations) == ["denied", "done", "planned"]
    single = resolve(docs[:1], scope="document").relations
    assert [relation.status for relation in single] == ["done"]
    assert len(single[0].evidence) == 3
    both = resolve(
        [one("a", PAIR, [("COOPERATES_WITH", 0, 1, "denied"), ("COOPERATES_WITH", 0, 1, "planned")])],
        scope="document",
    )
    assert sorted(relation.status for relation in both.relations) == ["denied", "planned"]


def test_resolve_counts_reposts_once() -> None:
    def repeated(*sentences: str) -> float:
        docs = [
            one(f"d{n}", PAIR, [("COOPERATES_WITH", 0, 1, "done", {}, s)]) for n, s in enumerate(sentences)
        ]
        (relation,) = resolve(docs).relations
        assert len(relation.evidence) == len(sentences)
        return relation.confidence

    alone = repeated("双方签约。")
    assert repeated("双方签约。", "双方 签约!") == alone
    assert repeated("双方签约。", "昨日两家签约。") > alone


def test_combined_stays_below_certainty() -> None:
    docs = [one(f"d{n}", PAIR, [("COOPERATES_WITH", 0, 1, "done", {}, f"第{n}次。")]) for n in range(30)]
    (relation,) = resolve(docs).relations
    assert relation.confidence < 1
    assert combined([]) == 0


def test_resolve_drops_what_signatures_do_not_allow_and_what_became_one() -> None:
    names = [("Enterprise", "大连栎木机械有限公司"), ("Enterprise", "栎木机械"), ("Product", "轴承")]
    facts = [("COOPERATES_WITH", 0, 1), ("COOPERATES_WITH", 0, 2), ("PRODUCES", 0, 2)]
    assert [r.type for r in resolve([one("a", names, facts)]).relations] == ["PRODUCES"]


def test_resolve_takes_the_surer_type_of_one_name() -> None:
    extraction = one(
        "a", [("Organization", "岭东大学"), ("University", "岭东大学"), ("University", "岭东大学")]
    )
    assert [e.type for e in resolve([extraction], scope="document").entities] == ["University"]


def test_resolve_treats_equal_content_as_one_document() -> None:
    docs = [document(doc, article(0, PAIR), content_hash="same") for doc in ("b", "a")]
    assert {s.doc for e in resolve(docs).entities for s in e.mentions} == {"a"}


def test_parse_decisions_names_all_faults_at_once() -> None:
    rows = [
        {"action": "join", "first": "甲", "second": "乙"},
        7,
        {"action": "merge", "first": "甲", "second": " "},
    ]
    with pytest.raises(Exception, match="KG602") as caught:
        parse_decisions(rows, path="d.json")
    assert len(caught.value.problems) == 3  # type: ignore[attr-defined]
    assert parse_decisions([{"action": "merge", "first": "甲", "second": "乙"}])[0].to_dict()["first"] == "甲"


def big(count: int) -> list[Extraction]:
    """Documents of twelve names each, half of them shared with others."""
    docs = []
    for n in range(count):
        firm, half = chr(0x4E00 + n % 5000) + chr(0x5E00 + n // 7 % 3000), n // 2
        names = [
            ("Enterprise", f"大连{firm}机械有限公司"), ("Enterprise", f"{firm}机械"), ("Person", "张伟"),
            ("University", "岭东大学"), ("Location", "双塔区"), ("Government", "区政府"), ("Project", f"{firm}二期项目"),
            ("Enterprise", f"锦州{chr(0x4E00 + half % 5000)}岚轴承有限公司"), ("Product", "轴承"), ("Location", "朝阳"),
            ("Amount", "2亿元", {"value": 2e8, "currency": "CNY"}), ("Enterprise", f"{chr(0x4E00 + half % 5000)}岚轴承"),
        ]  # fmt: skip
        facts = [
            ("HOLDS_POSITION", 2, 0),
            ("COOPERATES_WITH", 0, 3),
            ("HAS_AMOUNT", 0, 10),
            ("LOCATED_IN", 0, 4),
        ]
        docs.append(one(f"d{n:05}", names, facts, "双塔区"))
    return docs


@pytest.mark.slow
def test_resolve_grows_linearly() -> None:
    resolve(big(50))
    times = []
    for count in (500, 2000):
        docs = big(count)
        start = time.perf_counter()
        resolve(docs)
        times.append(time.perf_counter() - start)
    assert times[1] < 4 * times[0] * 2


def test_resolve_is_quick_for_one_document() -> None:
    firms = [("Enterprise", f"大连{chr(0x4E00 + 7 * n)}岚轴承有限公司") for n in range(25)]
    shorts = [("Enterprise", f"{chr(0x4E00 + 7 * n)}岚轴承") for n in range(25)]
    others = [
        ("Location", "双塔区"),
        ("Government", "区政府"),
        ("Person", "张伟"),
        ("Product", "轴承"),
        ("Location", "朝阳"),
    ]
    extraction = one("a", [*firms, *shorts, *(others * 10)], place="双塔区")
    resolve([extraction], scope="document")
    start = time.process_time()
    resolve([extraction], scope="document")
    assert time.process_time() - start < 0.1


def test_reference_layer_gives_what_contains_the_divisions_of_the_graph() -> None:
    names = [("Location", name) for name in ("辽宁省", "朝阳市", "双塔区", "岭东坡")]
    graph = resolve([one("a", names), one("b", [("Location", "沈河区"), ("Location", "辽宁省")])])
    ids = {entity.name: entity.id for entity in graph.entities}
    added, relations = reference_layer(graph)
    assert [(entity.name, entity.props) for entity in added] == [
        ("沈阳市", {"adcode": "210100", "reference": True})
    ]
    ids["沈阳市"] = added[0].id
    assert {(each.head, each.tail) for each in relations} == {
        (ids["双塔区"], ids["朝阳市"]),
        (ids["朝阳市"], ids["辽宁省"]),
        (ids["沈河区"], ids["沈阳市"]),
        (ids["沈阳市"], ids["辽宁省"]),
    }
    assert all(each.props == {"reference": True} and not each.evidence for each in relations)
    assert not graph.relations


def test_reference_layer_uses_the_id_that_a_division_gets_when_it_is_named() -> None:
    (added,) = (
        entity
        for entity in reference_layer(resolve([one("a", [("Location", "双塔区"), ("Location", "辽宁省")])]))[
            0
        ]
        if entity.name == "朝阳市"
    )
    named = resolve([one("a", [("Location", name) for name in ("双塔区", "辽宁省", "朝阳市")])])
    assert added.id in {entity.id for entity in named.entities}
    assert all(entity.name != "朝阳市" for entity in reference_layer(named)[0])


def test_reference_layer_of_codes_that_name_no_division_is_empty() -> None:
    entities = [
        Entity(f"location-{n}", "Location", "岭东坡", props={"adcode": code})
        for n, code in enumerate(("", "甲", "990000"))
    ]
    assert reference_layer(Graph(entities, [])) == ([], [])
