"""What the build of a sentence rules out, whatever the model thinks."""

from __future__ import annotations

import pytest
from relation_samples import passage_of

from relations.vetoes import ruled_out


def vetoed(marked: str, relation: str, head: str, tail: str, *owners: str, symmetric: bool = False) -> bool:
    passage = passage_of(marked)
    by_text = {mention.text: mention for mention in passage.mentions}
    own = [by_text[name] for name in owners]
    return ruled_out(passage, relation, by_text[head], by_text[tail], own, symmetric=symmetric)


LIST = "[E:恒岭锻造]、[E:海川电缆]和[E:东麓齿轮]都与[U:宁川大学]签约。"


@pytest.mark.parametrize(
    ("one", "other"), [("恒岭锻造", "海川电缆"), ("东麓齿轮", "海川电缆"), ("恒岭锻造", "东麓齿轮")]
)
def test_vetoes_members_of_one_list_are_no_partners_by_that(one: str, other: str) -> None:
    assert vetoed(LIST, "COOPERATES_WITH", one, other, symmetric=True)
    assert not vetoed(LIST, "PART_OF", one, other)


def test_vetoes_a_member_and_what_all_deal_with() -> None:
    for name in ("恒岭锻造", "海川电缆", "东麓齿轮"):
        assert not vetoed(LIST, "COOPERATES_WITH", name, "宁川大学", symmetric=True)
    assert not vetoed(
        "[E:恒岭锻造]与[E:海川电缆]签约。", "COOPERATES_WITH", "恒岭锻造", "海川电缆", symmetric=True
    )


def test_vetoes_only_one_of_several() -> None:
    text = "[E:云山化工]、[E:宁江重工]两家里，仅[E:海川电缆]获评[H:绿色工厂]。"
    assert vetoed(text, "AWARDED", "宁江重工", "绿色工厂")
    assert not vetoed(text, "AWARDED", "海川电缆", "绿色工厂")
    assert not vetoed("[E:宁江重工]仅用三年获评[H:绿色工厂]。", "AWARDED", "宁江重工", "绿色工厂")


def test_vetoes_a_place_that_says_where_the_owner_is() -> None:
    text = "[L:青岚市][C:装备制造产业集群]规模达到[A:两亿元]。"
    assert vetoed(text, "HAS_AMOUNT", "青岚市", "两亿元")
    assert not vetoed(text, "HAS_AMOUNT", "装备制造产业集群", "两亿元")
    assert not vetoed("[L:青岚市]投资达到[A:两亿元]。", "HAS_AMOUNT", "青岚市", "两亿元")


def test_vetoes_an_amount_whose_owner_a_rule_knows() -> None:
    text = "[U:北湖大学]派出小组。[E:长岭电缆]签约额[A:两亿元]。"
    assert vetoed(text, "HAS_AMOUNT", "北湖大学", "两亿元", "长岭电缆")
    assert not vetoed(text, "HAS_AMOUNT", "北湖大学", "两亿元")
    assert not vetoed(text, "HAS_AMOUNT", "长岭电缆", "两亿元", "长岭电缆")
