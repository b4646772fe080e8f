"""Every relation with its ordinary ways of being stated; carried subjects, lists, former posts, evidence, signatures."""

import time

import pytest
from relation_samples import done, facts_of, passage_of

from kg.ontology import default
from relations import extract_facts


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[E:恒岭锻造]与[U:江北大学]签署战略合作协议。", {("恒岭锻造", "COOPERATES_WITH", "江北大学")}),
        ("[E:恒岭锻造]联合[U:江北大学]开展研究。", {("恒岭锻造", "COOPERATES_WITH", "江北大学")}),
        ("[E:恒岭锻造]收购[E:宁川轴承]。", {("恒岭锻造", "INVESTS_IN", "宁川轴承")}),
        ("[E:宁川轴承]年产值达[A:2亿元]。", {("宁川轴承", "HAS_AMOUNT", "2亿元")}),
        ("总投资[A:8亿元]的[J:岭东产业园]开工。", {("岭东产业园", "HAS_AMOUNT", "8亿元")}),
        ("[E:恒岭锻造]位于[K:北岭高新区]。", {("恒岭锻造", "LOCATED_IN", "北岭高新区")}),
        ("[E:恒岭锻造]落户[L:青岚市]。", {("恒岭锻造", "LOCATED_IN", "青岚市")}),
        ("[L:青岚市][L:栖山区]风景好。", {("栖山区", "LOCATED_IN", "青岚市")}),
        ("[E:恒岭锻造]（[L:青岚市]）参展。", {("恒岭锻造", "LOCATED_IN", "青岚市")}),
        ("[L:栖山区]龙头企业[E:恒岭锻造]参展。", {("恒岭锻造", "LOCATED_IN", "栖山区")}),
        ("[E:岭东集团]旗下[E:恒岭锻造]投产。", {("恒岭锻造", "PART_OF", "岭东集团")}),
        ("[E:恒岭锻造]是[E:岭东集团]的全资子公司。", {("恒岭锻造", "PART_OF", "岭东集团")}),
        ("[E:恒岭锻造]董事长[P:李明]表示欢迎。", {("李明", "HOLDS_POSITION", "恒岭锻造")}),
        ("[U:江北大学]教授[P:陶正]作报告。", {("陶正", "HOLDS_POSITION", "江北大学")}),
        ("[E:恒岭锻造]生产[D:曲轴]。", {("恒岭锻造", "PRODUCES", "曲轴")}),
        ("[D:曲轴]制造商[E:恒岭锻造]参展。", {("恒岭锻造", "PRODUCES", "曲轴")}),
        ("[E:恒岭锻造]荣获[H:专精特新企业]称号。", {("恒岭锻造", "AWARDED", "专精特新企业")}),
        ("[P:林远]前往[E:恒岭锻造]调研。", {("林远", "VISITS", "恒岭锻造")}),
        ("[E:恒岭锻造]承建[J:岭东产业园]。", {("恒岭锻造", "UNDERTAKES", "岭东产业园")}),
        ("[J:岭东产业园]由[E:恒岭锻造]建设。", {("恒岭锻造", "UNDERTAKES", "岭东产业园")}),
        ("[G:青岚市政府]印发[Y:《智造行动方案》]。", {("青岚市政府", "ISSUES", "《智造行动方案》")}),
        ("[L:青岚市]深入实施[Y:“链长制”]。", {("青岚市", "IMPLEMENTS", "“链长制”")}),
        (
            "以[E:恒岭锻造]为龙头的[C:锻造产业集群]成形。",
            {("恒岭锻造", "BELONGS_TO_CLUSTER", "锻造产业集群")},
        ),
    ],
)
def test_relations_stated_plainly(marked: str, expected: set[tuple[str, str, str]]) -> None:
    assert expected <= done(marked)


def test_relations_investment_with_project_and_place() -> None:
    marked = "由[E:岭东集团]投资[A:10亿元]建设的[J:岭东产业园]落户[K:北岭高新区]。"
    assert done(marked) == {
        ("岭东集团", "INVESTS_IN", "岭东产业园"),
        ("岭东集团", "UNDERTAKES", "岭东产业园"),
        ("岭东产业园", "HAS_AMOUNT", "10亿元"),
        ("岭东产业园", "LOCATED_IN", "北岭高新区"),
    }


@pytest.mark.parametrize(
    "names", [["甲川公司"], ["甲川公司", "乙岭公司"], ["甲川公司", "乙岭公司", "丙峰公司", "丁水公司"]]
)
def test_relations_lists_in_full(names: list[str]) -> None:
    listed = "、".join(f"[E:{name}]" for name in names)
    assert done(f"[U:江北大学]与{listed}达成合作。", "COOPERATES_WITH") == {
        ("江北大学", "COOPERATES_WITH", name) for name in names
    }
    assert done(f"[L:青岚市]引进{listed}等企业。", "LOCATED_IN") == {
        (name, "LOCATED_IN", "青岚市") for name in names
    }


def test_relations_list_runs_over_members_of_other_types() -> None:
    marked = "[E:恒岭锻造]与[U:江北大学]、[O:锻造协会]、[E:远衡检测]签约。"
    tails = {tail for _, _, tail in done(marked, "COOPERATES_WITH")}
    assert tails == {"江北大学", "远衡检测"}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("[E:恒岭锻造]建厂。", "该公司生产[D:曲轴]。", ("恒岭锻造", "PRODUCES", "曲轴")),
        ("[E:恒岭锻造]建厂。", "公司董事长[P:李明]到场。", ("李明", "HOLDS_POSITION", "恒岭锻造")),
        ("[J:岭东产业园]开工。", "该项目总投资[A:3亿元]。", ("岭东产业园", "HAS_AMOUNT", "3亿元")),
        ("[L:青岚市]开会。", "该市引进[E:恒岭锻造]。", ("恒岭锻造", "LOCATED_IN", "青岚市")),
        ("[L:栖山区]开会。", "区长[P:林远]讲话。", ("林远", "HOLDS_POSITION", "栖山区")),
        ("[E:恒岭锻造]建厂，", "主要生产[D:曲轴]。", ("恒岭锻造", "PRODUCES", "曲轴")),
    ],
)
def test_relations_carried_subjects(first: str, second: str, expected: tuple[str, str, str]) -> None:
    assert expected in done(first + second)


def test_relations_evidence_spans_from_the_antecedent() -> None:
    passage = passage_of("[E:恒岭锻造]建厂。天气晴好。该公司生产[D:曲轴]。")
    fact = next(f for f in extract_facts(passage) if f.type == "PRODUCES")
    assert passage.text[fact.start : fact.end] == passage.text
    near = passage_of("天气晴好。[E:恒岭锻造]生产[D:曲轴]。")
    fact = next(f for f in extract_facts(near) if f.type == "PRODUCES")
    assert near.text[fact.start : fact.end] == "恒岭锻造生产曲轴。"


@pytest.mark.parametrize(
    ("marked", "statuses"),
    [
        ("原[L:青岚市]副市长[P:林远]到会。", {"former"}),
        ("[L:青岚市]原副市长[P:林远]到会。", {"former"}),
        ("[P:林远]曾任[L:青岚市]副市长、[U:江北大学]党委书记。", {"former"}),
        ("[P:林远]现任[L:青岚市]副市长。", {"done"}),
    ],
)
def test_relations_former_posts(marked: str, statuses: set[str]) -> None:
    found = [status for _, kind, _, status in facts_of(marked) if kind == "HOLDS_POSITION"]
    assert found
    assert set(found) == statuses


def test_relations_two_posts_before_one_name() -> None:
    marked = "[U:中院]院士、[U:江北大学]校长[P:陶正]作报告。"
    assert done(marked, "HOLDS_POSITION") == {
        ("陶正", "HOLDS_POSITION", "中院"),
        ("陶正", "HOLDS_POSITION", "江北大学"),
    }


def test_relations_prepositional_mention_is_no_subject() -> None:
    assert ("宁川轴承", "PRODUCES", "曲轴") not in done("[E:恒岭锻造]为[E:宁川轴承]生产[D:曲轴]。")


def test_relations_source_of_news_is_no_subject() -> None:
    assert done("据[E:岭东日报社]报道，[E:恒岭锻造]生产[D:曲轴]。", "PRODUCES") == {
        ("恒岭锻造", "PRODUCES", "曲轴")
    }


def test_relations_obey_signatures_and_never_point_at_themselves() -> None:
    marked = "[P:林远]收购[D:曲轴]，[H:专精特新企业]位于[A:2亿元]，[E:恒岭锻造]与[E:恒岭锻造]签约，[Y:《方案》]生产[L:青岚市]。"
    passage = passage_of(marked)
    ontology = default()
    for fact in extract_facts(passage, everything=True):
        head, tail = passage.mentions[fact.head], passage.mentions[fact.tail]
        assert ontology.allows(fact.type, head.type, tail.type)
        assert head.text != tail.text


def test_relations_empty_and_bare_text() -> None:
    assert facts_of("") == []
    assert facts_of("今天天气晴好。") == []
    assert facts_of("[E:恒岭锻造]") == []


def test_relations_unbroken_list_ends_in_time() -> None:
    marked = "、".join(f"[E:公司{number}]" for number in range(3000)) + "签约。"
    began = time.process_time()
    assert {kind for _, kind, _, _ in facts_of(marked)} <= {"COOPERATES_WITH"}
    assert time.process_time() - began < 5
