"""Further ways of stating a relation: lists with unknown members, places behind lists, pacts, joint undertakings, honours."""

import pytest
from relation_samples import done, passage_of

from relations import compile_rules, extract_facts


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # LOCATED_IN
        (
            "走访[L:栖山县][L:甲石村]、[L:乙石村]。",
            {("甲石村", "LOCATED_IN", "栖山县"), ("乙石村", "LOCATED_IN", "栖山县")},
        ),
        ("已进驻[K:北岭产业园]发展的[E:恒岭锻造]扩产。", {("恒岭锻造", "LOCATED_IN", "北岭产业园")}),
        ("在[L:青岚市]，[P:林远]前往[K:北岭产业园]调研。", {("北岭产业园", "LOCATED_IN", "青岚市")}),
        ("[L:青岚市]成立[U:锻造研究院]。", {("锻造研究院", "LOCATED_IN", "青岚市")}),
        ("[J:岭东产业园]所在的[L:栖山县]交通便利。", {("岭东产业园", "LOCATED_IN", "栖山县")}),
        (
            "[L:青岚市]辖[L:栖山县]、[L:临水县]。",
            {("栖山县", "LOCATED_IN", "青岚市"), ("临水县", "LOCATED_IN", "青岚市")},
        ),
        (
            "[E:恒岭锻造]、[E:远衡检测]等企业入驻[K:北岭产业园]。",
            {("恒岭锻造", "LOCATED_IN", "北岭产业园"), ("远衡检测", "LOCATED_IN", "北岭产业园")},
        ),
        (
            "[E:恒岭锻造]、[E:远衡检测]2家企业，他们均为[L:青岚市]重点企业。",
            {("恒岭锻造", "LOCATED_IN", "青岚市"), ("远衡检测", "LOCATED_IN", "青岚市")},
        ),
        (
            "[E:恒岭锻造]在[L:青岚市]和[L:临水市]投资[A:3亿元]建设[J:岭东工厂]。",
            {("岭东工厂", "LOCATED_IN", "青岚市"), ("岭东工厂", "LOCATED_IN", "临水市")},
        ),
        ("[J:岭东产业园]签约[L:青岚市]。", {("岭东产业园", "LOCATED_IN", "青岚市")}),
        # COOPERATES_WITH
        (
            "[U:江北大学]与[E:恒岭锻造]、梅川实业、[E:远衡检测]签约。",
            {("江北大学", "COOPERATES_WITH", "恒岭锻造"), ("江北大学", "COOPERATES_WITH", "远衡检测")},
        ),
        (
            "[G:青岚市教育局]、[U:江北大学]还签署了办学协议。",
            {("青岚市教育局", "COOPERATES_WITH", "江北大学")},
        ),
        ("该学院由[U:江北大学]和[E:恒岭锻造]联合创办。", {("江北大学", "COOPERATES_WITH", "恒岭锻造")}),
        ("[L:甲省]、[L:乙省]两省共同启动行动。", {("甲省", "COOPERATES_WITH", "乙省")}),
        ("由[E:恒岭锻造]、[E:远衡检测]组成的联合体中标。", {("恒岭锻造", "COOPERATES_WITH", "远衡检测")}),
        # INVESTS_IN
        ("[E:岭东集团]完成对[E:恒岭锻造]的收购。", {("岭东集团", "INVESTS_IN", "恒岭锻造")}),
        (
            "[E:恒岭锻造]是[E:岭东集团]和[E:远衡检测]共同投资的合资企业。",
            {("岭东集团", "INVESTS_IN", "恒岭锻造"), ("远衡检测", "INVESTS_IN", "恒岭锻造")},
        ),
        ("[E:恒岭锻造]去年由[E:岭东集团]出资。", {("岭东集团", "INVESTS_IN", "恒岭锻造")}),
        # UNDERTAKES
        (
            "由[E:恒岭锻造]、[U:江北大学]联合发起的[J:锻造助学项目]启动。",
            {("恒岭锻造", "UNDERTAKES", "锻造助学项目"), ("江北大学", "UNDERTAKES", "锻造助学项目")},
        ),
        (
            "[E:恒岭锻造]与[U:江北大学]共同实施[J:锻造升级项目]。",
            {("恒岭锻造", "UNDERTAKES", "锻造升级项目"), ("江北大学", "UNDERTAKES", "锻造升级项目")},
        ),
        ("[J:锻造助学项目]是[E:恒岭锻造]发起的公益活动。", {("恒岭锻造", "UNDERTAKES", "锻造助学项目")}),
        ("[E:恒岭锻造]拿下[J:岭东铁路项目]。", {("恒岭锻造", "UNDERTAKES", "岭东铁路项目")}),
        ("[U:江北大学]“[J:锻造助学项目]”获奖。", {("江北大学", "UNDERTAKES", "锻造助学项目")}),
        ("[E:恒岭锻造]旗下[J:岭东产业园]开园。", {("恒岭锻造", "UNDERTAKES", "岭东产业园")}),
        # PRODUCES
        ("[D:曲轴]均由[E:恒岭锻造]制造。", {("恒岭锻造", "PRODUCES", "曲轴")}),
        ("[E:恒岭锻造]专注于[D:曲轴]的研发。", {("恒岭锻造", "PRODUCES", "曲轴")}),
        ("[E:恒岭锻造][D:曲轴]销量上升。", {("恒岭锻造", "PRODUCES", "曲轴")}),
        ("[E:恒岭锻造]发布新品，[D:恒岭锻造曲轴]畅销。", {("恒岭锻造", "PRODUCES", "恒岭锻造曲轴")}),
        # AWARDED
        ("协会授予[E:恒岭锻造]“[H:先进集体]”称号。", {("恒岭锻造", "AWARDED", "先进集体")}),
        ("作为[H:瞪羚企业]，[E:恒岭锻造]扩产。", {("恒岭锻造", "AWARDED", "瞪羚企业")}),
        (
            "[E:恒岭锻造]、[E:远衡检测]等[H:高新技术企业]参展。",
            {("恒岭锻造", "AWARDED", "高新技术企业"), ("远衡检测", "AWARDED", "高新技术企业")},
        ),
        (
            "[E:恒岭锻造]是[H:高新技术企业]，[H:瞪羚企业]。",
            {("恒岭锻造", "AWARDED", "高新技术企业"), ("恒岭锻造", "AWARDED", "瞪羚企业")},
        ),
        ("[H:示范园区]名单公布，[K:北岭产业园]成功入选。", {("北岭产业园", "AWARDED", "示范园区")}),
        ("[P:林远]享受[H:政府津贴]。", {("林远", "AWARDED", "政府津贴")}),
        # IMPLEMENTS and BELONGS_TO_CLUSTER
        (
            "[C:锻造产业]加快发展，已集聚[E:恒岭锻造]、[E:远衡检测]等企业。",
            {("恒岭锻造", "BELONGS_TO_CLUSTER", "锻造产业"), ("远衡检测", "BELONGS_TO_CLUSTER", "锻造产业")},
        ),
        ("[C:锻造行业]中的[E:恒岭锻造]盈利。", {("恒岭锻造", "BELONGS_TO_CLUSTER", "锻造行业")}),
        ("[E:恒岭锻造]等企业支撑[C:锻造产业集群]。", {("恒岭锻造", "BELONGS_TO_CLUSTER", "锻造产业集群")}),
        ("[J:岭东产业园]是[C:锻造产业链]重点项目。", {("岭东产业园", "BELONGS_TO_CLUSTER", "锻造产业链")}),
        # VISITS
        ("在[E:恒岭锻造]，[P:林远]详细了解生产情况。", {("林远", "VISITS", "恒岭锻造")}),
        ("[P:林远]一行来访[K:北岭高新区]。", {("林远", "VISITS", "北岭高新区")}),
        ("[P:林远]前往[L:临水市]，与企业洽谈合作。", {("林远", "VISITS", "临水市")}),
        (
            "[P:林远]一行先后到[K:北岭高新区]、[U:江北大学]，了解项目进展。",
            {("林远", "VISITS", "北岭高新区"), ("林远", "VISITS", "江北大学")},
        ),
        ("在[L:江东省][L:青岚市]，[P:林远]前往开发区。", {("林远", "VISITS", "青岚市")}),
        ("[U:江北大学]副校长[P:陶正]带队，赴[L:青岚市]。", {("陶正", "VISITS", "青岚市")}),
        # omitted subjects of investors and parents
        (
            "[E:恒岭锻造]召开董事会，决定以募集资金对全资子公司[E:远衡检测]增资。",
            {("恒岭锻造", "INVESTS_IN", "远衡检测")},
        ),
        (
            "[E:恒岭锻造]召开董事会，决定以募集资金对全资子公司[E:远衡检测]增资。",
            {("远衡检测", "PART_OF", "恒岭锻造")},
        ),
        ("[E:恒岭锻造]完成融资，投资方为[E:岭东集团]。", {("岭东集团", "INVESTS_IN", "恒岭锻造")}),
        ("[E:岭东集团]重组[E:恒岭锻造]。", {("岭东集团", "INVESTS_IN", "恒岭锻造")}),
        ("作为[E:岭东集团]旗下核心企业，[E:恒岭锻造]扩产。", {("恒岭锻造", "PART_OF", "岭东集团")}),
        # names
        ("[E:岭东集团]开会，[E:岭东集团锻造公司]投产。", {("岭东集团锻造公司", "PART_OF", "岭东集团")}),
        ("[L:青岚市]开会，[C:青岚市锻造产业]壮大。", {("青岚市锻造产业", "LOCATED_IN", "青岚市")}),
    ],
)
def test_relations_stated_in_further_ways(marked: str, expected: set[tuple[str, str, str]]) -> None:
    (kind,) = {kind for _, kind, _ in expected}
    found = done(marked, kind)
    if kind == "COOPERATES_WITH":
        found |= {(tail, kind, head) for head, _, tail in found}
    assert expected <= found


@pytest.mark.parametrize(
    "marked",
    [
        "走访[L:江东省][L:栖山县]、[L:江西省][L:临水县]。",
        "走访[L:江东省][L:栖山县]、[L:临水市]。",
        "[L:湘][L:黔]两地。",
    ],
)
def test_relations_list_behind_a_place_ends_at_another_level(marked: str) -> None:
    facts = done(marked, "LOCATED_IN")
    assert not {("临水县", "LOCATED_IN", "江东省"), ("临水市", "LOCATED_IN", "江东省")} & facts
    assert ("黔", "LOCATED_IN", "湘") not in facts


def test_relations_preposition_governs_the_whole_chain() -> None:
    marked = "[E:恒岭锻造]向[L:青岚市][L:栖山区]、[L:临水区]的学校捐赠[A:3万元]。"
    assert done(marked, "HAS_AMOUNT") == {("恒岭锻造", "HAS_AMOUNT", "3万元")}


def test_relations_partner_of_an_unknown_name_is_no_subject() -> None:
    marked = "梅川实业与[E:恒岭锻造]签约，与[E:远衡检测]达成合作。"
    assert ("恒岭锻造", "COOPERATES_WITH", "远衡检测") not in done(marked)


def test_relations_slot_begins_a_list_and_any_takes_types() -> None:
    rules = compile_rules(
        [
            {
                "id": "my.sponsors",
                "type": "COOPERATES_WITH",
                "pattern": "由{head:Enterprise}赞助{any:Organization}的{tail:University}",
            }
        ]
    )
    passage = passage_of("由[E:恒岭锻造]、[E:远衡检测]赞助[O:校友会]的[U:江北大学]开学。")
    facts = [fact for fact in extract_facts(passage, rules) if fact.rule == "my.sponsors"]
    assert {passage.mentions[fact.head].text for fact in facts} == {"恒岭锻造", "远衡检测"}
