"""Facts that would cost trust: reversed directions, places and sums of others, parties that only stand in one list."""

import pytest
from relation_samples import done, facts_of, passage_of

from relations import extract_facts
from relations.hierarchy import can_lie_in
from relations.measures import measure_of


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


def amounts(marked: str) -> set[tuple[str, str]]:
    """(owner, sum) of the sums that live rules give."""
    return {(head, tail) for head, _, tail in done(marked, "HAS_AMOUNT")}


@pytest.mark.parametrize(
    "marked",
    [
        "[L:栖山区]引进[A:1亿元]或[A:1000万美元]以上项目76个。",
        "[L:栖山区]今年签约投资[A:5000万元]以上的项目12个。",
        "[L:栖山区]产值[A:1亿元]以上的工业企业达到30家。",
        "[E:恒岭锻造]对[A:10万元]以上的订单优先排产。",
    ],
)
def test_amount_thresholds_belong_to_nobody(marked: str) -> None:
    assert not amounts(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "[E:恒岭锻造]的菌菇亩产[A:1.3万元]。",
        "[E:恒岭锻造]的曲轴每吨[A:6800元]。",
        "[E:恒岭锻造]以每股[A:10.1元]的价格发行新股。",
        "[E:恒岭锻造]的曲轴售价[A:6800元]。",
        "[E:恒岭锻造]的曲轴卖到[A:6800元]/吨。",
        "[L:青岚市]房屋均价[A:1.1万元]。",
    ],
)
def test_amount_unit_prices_belong_to_nobody(marked: str) -> None:
    assert not amounts(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "大赛在“[L:青岚市]杯”选手中选出6人，提供现金奖励[A:200万元]。",
        "产品可通达[L:云岭州]的各个港口，实现产值[A:24亿元]。",
        "[L:栖山区]召开大会。[E:恒岭锻造]董事长[P:林远]表示，今年投资[A:2亿元]。",
    ],
)
def test_amount_is_not_that_of_a_place_named_in_passing(marked: str) -> None:
    assert not {owner for owner, _ in amounts(marked)} & {"青岚市", "云岭州", "栖山区"}


def test_amount_of_the_place_that_acts() -> None:
    assert amounts("今年，[L:栖山区]全力招商，完成固定资产投资[A:24亿元]。") == {("栖山区", "24亿元")}


def measures(marked: str) -> list[str]:
    return [f.props.get("measure", "") for f in extract_facts(passage_of(marked)) if f.type == "HAS_AMOUNT"]


@pytest.mark.parametrize(
    ("words", "measure"),
    [
        ("先后投资", "投资"),
        ("如投资额", "投资额"),
        ("与某地共同出资", "出资"),
        ("去年完成固定资产投资", "完成固定资产投资"),
        ("2021年实现年销售收入", "年销售收入"),
        ("累计投资", "累计投资"),
        ("计划总投资", "计划总投资"),
        ("全年营业收入", "营业收入"),
    ],
)
def test_measure_is_the_term_and_what_narrows_it(words: str, measure: str) -> None:
    assert measure_of(words) == measure
    assert measures(f"[E:恒岭锻造]{words}[A:3亿元]。") == [measure]


def test_measure_is_shared_by_a_list_of_sums() -> None:
    marked = "[E:恒岭锻造]近三年实现净利润[A:1亿元]、[A:2亿元]和[A:3亿元]。"
    assert measures(marked) == ["净利润"] * 3


PARTNERS = "COOPERATES_WITH"


@pytest.mark.parametrize(
    "marked",
    [
        "考察团走访[L:云岭镇]和[L:栖山镇]，开展交流座谈。",
        "考察团前往[E:恒岭锻造]和[E:宁川轴承]考察交流。",
        "[L:青岚市]和[L:云岭市]举行交流座谈会。",
        "[L:青岚市]和[L:云岭市]2市的7个农业合作社使用新设备。",
        "由[G:青岚市政府]主办、[G:青岚市科技局]共同主办的[L:云岭市]锻造产业合作对接会召开。",
    ],
)
def test_partners_are_not_whatever_stands_in_one_list(marked: str) -> None:
    assert not done(marked, PARTNERS)


def test_partners_place_of_signing_is_no_partner() -> None:
    assert not done("[E:恒岭锻造]与某某基金会在[L:青岚市]签署合作协议。", PARTNERS)


def test_partners_place_of_counted_firms_is_no_partner() -> None:
    assert not done("[E:恒岭锻造]与[L:青岚市]5家企业共同成立联盟。", PARTNERS)


def test_partners_apart_are_paired_in_order() -> None:
    facts = done("[E:恒岭锻造]、[E:宁川轴承]分别与[U:江北大学]、[U:青岚学院]签约。", PARTNERS)
    assert facts == {("恒岭锻造", PARTNERS, "江北大学"), ("宁川轴承", PARTNERS, "青岚学院")}


@pytest.mark.parametrize("word", ["共同承担研发任务", "联合举办大赛", "签署战略合作协议", "合作建设实验室"])
def test_partners_joined_by_and(word: str) -> None:
    assert done(f"[E:恒岭锻造]和[U:江北大学]{word}。", PARTNERS) == {("恒岭锻造", PARTNERS, "江北大学")}


@pytest.mark.parametrize(
    "where", ["赴[L:云岭市]考察", "在[L:云岭市]调研", "前往[L:江南省][L:云岭市]", "到[L:云岭市]走访企业"]
)
def test_position_is_not_held_where_somebody_visits(where: str) -> None:
    facts = done(f"近日，市长[P:林远]率队{where}。", "HOLDS_POSITION")
    assert ("林远", "HOLDS_POSITION", "云岭市") not in facts


def test_position_own_place_must_be_of_the_level() -> None:
    passage = passage_of("[L:青岚]今年开工12个项目。区长[P:林远]讲话。", place="青岚市")
    assert not [
        f
        for f in extract_facts(passage, everything=True)
        if f.type == "HOLDS_POSITION" and f.head == 1 and passage.mentions[f.tail].text.endswith("市")
    ]
    passage = passage_of("[L:青岚市]今年开工12个项目。市长[P:林远]讲话。", place="青岚市")
    assert [f.type for f in extract_facts(passage, everything=True)] == ["HOLDS_POSITION"]


def test_visits_exchange_with_a_place_is_no_visit() -> None:
    assert not done("[E:云岭集团]对外将加强与[L:青岚市]、[L:云岭市]的交流。", "VISITS")


def test_papers_and_data_services_are_no_subjects() -> None:
    marked = "[E:青岚在线]消息：昨日，董事长[P:林远]讲话。[E:云岭查]信息显示，总经理[P:欧阳海]离任。"
    assert not done(marked, "HOLDS_POSITION")


def test_part_of_city_is_no_other_city() -> None:
    assert not done("[L:江南省][G:青岚市人民政府][G:云岭市人民政府]共同推进。", "PART_OF")
    assert not done("[G:青岚市委][G:市政府]高度重视。", "PART_OF")
    assert done("[G:青岚市科技局][G:成果转化处]到场。", "PART_OF") == {
        ("成果转化处", "PART_OF", "青岚市科技局")
    }


def test_part_of_does_not_reach_into_what_the_daughter_does() -> None:
    facts = done("[E:云岭集团]旗下公司与[E:恒岭锻造]签约。", "PART_OF")
    assert ("恒岭锻造", "PART_OF", "云岭集团") not in facts
