"""Relations from public bug reports of other tools, each as its whole kind: numbers, years, borders, lists, denials."""

import dataclasses

import pytest
from relation_samples import done, facts_of, passage_of

from relations import extract_facts


def amounts(marked: str, date: str | None = None) -> set[tuple[str, str, str | None]]:
    """(owner, sum, year) of all HAS_AMOUNT facts."""
    passage = dataclasses.replace(passage_of(marked), date=date)
    return {
        (passage.mentions[f.head].text, passage.mentions[f.tail].text, f.props.get("year"))
        for f in extract_facts(passage)
        if f.type == "HAS_AMOUNT"
    }


def test_relations_sum_goes_to_the_cluster_and_is_planned() -> None:
    facts = facts_of(
        "[L:青岚市][C:装备制造产业集群]规模力争达到[A:两万三千亿元]，[J:白杨河风电场]年发电7.2亿千瓦时。"
    )
    assert ("装备制造产业集群", "HAS_AMOUNT", "两万三千亿元", "planned") in facts
    assert not any(head == "白杨河风电场" and kind == "HAS_AMOUNT" for head, kind, *_ in facts)


@pytest.mark.parametrize("word", ["分别为", "依次为", "分别是", "分别达"])
@pytest.mark.parametrize(("first", "second"), [("2009", "2015"), ("2020", "2021")])
def test_relations_years_pair_with_sums_in_order(word: str, first: str, second: str) -> None:
    marked = f"[E:栖山特钢]{first}年和{second}年销售收入{word}[A:6.1亿元]和[A:9.8亿元]。"
    assert amounts(marked) == {("栖山特钢", "6.1亿元", first), ("栖山特钢", "9.8亿元", second)}


def test_relations_owners_pair_with_sums_in_order() -> None:
    marked = "[E:恒岭锻造]、[E:宁川轴承]分别实现产值[A:1亿元]、[A:2亿元]。"
    assert amounts(marked) == {("恒岭锻造", "1亿元", None), ("宁川轴承", "2亿元", None)}


def test_relations_relative_year_hangs_on_the_document() -> None:
    marked = "上季度，[E:恒岭锻造]实现产值[A:1.4亿元]，订单余额比上年末增长8%。"
    assert amounts(marked, "2022-02-10") == {("恒岭锻造", "1.4亿元", "2021")}
    assert amounts(marked) == {("恒岭锻造", "1.4亿元", None)}


def test_relations_post_list_shares_the_institution() -> None:
    marked = "　　出席签约仪式的有[E:岭东集团]董事长[P:李　明]、总工程师[P:欧阳海]和副总[P:王　芳]。"
    assert done(marked, "HOLDS_POSITION") == {
        (name, "HOLDS_POSITION", "岭东集团") for name in ("李明", "欧阳海", "王芳")
    }


def test_relations_name_before_title_takes_the_park() -> None:
    marked = "[K:北岭开发区]管委会主任[P:葛功]与客商座谈，[P:陶正]副主任陪同。会后，[P:陶正]送走客商。"
    passage = passage_of(marked)
    titles = {
        (passage.mentions[f.head].text, f.props["title"])
        for f in extract_facts(passage)
        if f.type == "HOLDS_POSITION"
    }
    assert titles == {("葛功", "管委会主任"), ("陶正", "副主任")}


def test_relations_honour_of_one_member_only_and_denials() -> None:
    facts = facts_of(
        "[E:北辰阀门]、[E:南浦轴承]、[E:东麓齿轮]三家企业中，只有[E:北辰阀门]获评[H:高新技术企业]，"
        "其余两家尚未申报，[E:南浦轴承]也未与[U:江北大学]签约。"
    )
    assert [(head, tail) for head, kind, tail, status in facts if kind == "AWARDED"] == [
        ("北辰阀门", "高新技术企业")
    ]
    assert [status for _, kind, _, status in facts if kind == "COOPERATES_WITH"] == ["denied"]


@pytest.mark.parametrize("word", ["未", "没有", "并未", "尚未", "不再", "未能", "拒绝"])
def test_relations_denied(word: str) -> None:
    facts = facts_of(f"[E:恒岭锻造]{word}与[E:宁川轴承]签约。")
    assert {status for _, kind, _, status in facts if kind == "COOPERATES_WITH"} == {"denied"}


@pytest.mark.parametrize("word", ["未来将", "拟", "计划", "力争", "即将", "有望"])
def test_relations_planned(word: str) -> None:
    facts = facts_of(f"[E:恒岭锻造]{word}收购[E:宁川轴承]51%股权。")
    assert {status for _, kind, _, status in facts if kind == "INVESTS_IN"} == {"planned"}
