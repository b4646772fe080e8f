"""Facts that would cost trust: reversed directions, places and sums of others, parties that only stand in one list."""

import pytest
from relation_samples import done, facts_of

from relations.hierarchy import can_lie_in


@pytest.mark.parametrize(
    "marked",
    [
        "持有[E:宁川轴承]31%股权的[E:恒岭锻造]昨日宣布扩产。",
        "近日，拥有[E:宁川轴承]过半股份的[E:恒岭锻造]宣布扩产。",
        "持有[E:宁川轴承]股权的[E:恒岭锻造]宣布，已经持有[E:宁川轴承]近九成的股份。",
        "[E:恒岭锻造]今年持有[E:宁川轴承]20%的股份。",
    ],
)
def test_invest_owner_of_shares_is_the_head(marked: str) -> None:
    assert done(marked, "INVESTS_IN") == {("恒岭锻造", "INVESTS_IN", "宁川轴承")}


@pytest.mark.parametrize(
    "marked",
    [
        "[E:云岭集团]将其持有的[E:宁川轴承]30%股权转让给[E:恒岭锻造]。",
        "[E:云岭集团]出售了[E:宁川轴承]30%的股份。",
        "[E:云岭集团]刚刚转让给[E:恒岭锻造]的30%的股份。",
    ],
)
def test_invest_seller_does_not_invest(marked: str) -> None:
    assert "云岭集团" not in {head for head, kind, *_ in facts_of(marked) if kind == "INVESTS_IN"}


@pytest.mark.parametrize("whose", ["持有的", "旗下的", "直接持有的", "手中的"])
@pytest.mark.parametrize("verb", ["收购", "投资3亿元收购", "斥资收购"])
def test_invest_bought_is_not_the_former_owner(verb: str, whose: str) -> None:
    facts = done(f"[E:恒岭锻造]{verb}[E:云岭集团]{whose}[E:宁川轴承]51%股权。", "INVESTS_IN")
    assert ("恒岭锻造", "INVESTS_IN", "云岭集团") not in facts


def test_subject_is_not_the_object_of_an_earlier_verb() -> None:
    facts = done("拥有[E:宁川轴承]、[E:青岚阀门]等品牌的[E:云岭集团]，去年收购[E:恒岭锻造]。", "INVESTS_IN")
    assert not {("宁川轴承", "INVESTS_IN", "恒岭锻造"), ("青岚阀门", "INVESTS_IN", "恒岭锻造")} & facts


@pytest.mark.parametrize(
    ("inner", "outer", "known"),
    [
        ("内江市", "杨浦区", False),
        ("内江市", "四川省", True),
        ("武昌", "武汉市", True),
        ("鼓楼区", "福州市", True),
        ("鼓楼区", "深圳市", False),
        ("沈阳市铁西区", "辽宁", True),
        ("亚太", "上海市", False),
        ("华北", "天津市", False),
        ("华北", "中国", True),
        ("辽西", "辽宁", True),
        ("两岸", "淮河", False),
        ("韩国", "美国", False),
        ("德国", "欧洲", None),
        ("青岚村", "云岭镇", None),
        ("沈阳市", "东北地区", True),
        ("成都市", "东北地区", False),
    ],
)
def test_hierarchy_of_places(inner: str, outer: str, known: bool | None) -> None:
    assert can_lie_in(inner, outer) is known


@pytest.mark.parametrize(
    "marked",
    [
        "[L:杨浦区][L:内江市]商会成立。",
        "[L:上海市][L:亚太]锻造展开幕。",
        "[L:淮河][L:两岸]春色好。",
        "位于[L:龙岗区]的[L:成都市]办事处揭牌。",
        "[L:青岚市][L:梅川]锻造实业开业。",  # 梅川 only begins a name
    ],
)
def test_places_that_cannot_lie_there(marked: str) -> None:
    assert not done(marked, "LOCATED_IN")


@pytest.mark.parametrize(
    "marked", ["[L:四川省][L:内江市]商会成立。", "[L:辽宁][L:辽西]天气好。", "[L:青岚市][L:云岭镇]昨日降雨。"]
)
def test_places_that_can_lie_there(marked: str) -> None:
    assert len(done(marked, "LOCATED_IN")) == 1
