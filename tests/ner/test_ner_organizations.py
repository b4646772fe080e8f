"""Enterprises, universities, parks and other organizations by grammar: left boundaries, brackets, kinds that are no names."""

from __future__ import annotations

from itertools import product

import pytest
from ner_samples import found, losers, mentions, names

PLACES = ["", "大连", "大连市", "辽宁大连"]
TRADES = ["恒岭", "远衡", "宁川"]
INDUSTRIES = ["锻造", "轴承", "机械制造", "精密铸造", "检测"]
FORMS = ["有限公司", "股份有限公司", "有限责任公司", "集团有限公司", "集团股份有限公司"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("industry", INDUSTRIES)
def test_organizations_place_trade_industry_form(industry: str, form: str) -> None:
    for place, trade in product(PLACES, TRADES):
        name = f"{place}{trade}{industry}{form}"
        assert names(f"{name}昨日投产。", "Enterprise") == [name]


BEFORE = [
    "与", "由", "在", "对", "向", "为", "和", "及", "将", "被", "从", "到", "经", "给", "签约", "会见", "参观", "走访", "考察", "调研",
    "引进", "收购", "举报", "来自", "据", "委托", "依托", "今年以来，", "他说，", "“", "（", "、",
]  # fmt: skip


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize(
    "name", ["恒岭锻造有限公司", "大连恒岭锻造有限公司", "宁川轴承股份有限公司", "恒岭锻造集团"]
)
def test_organizations_left_boundary_holds(before: str, name: str) -> None:
    assert names(f"{before}{name}代表。", "Enterprise") == [name]


@pytest.mark.parametrize("before", ["与", "由", "在", "参观", "考察", "入驻", "落户", "来自", "依托"])
@pytest.mark.parametrize(
    ("name", "type_"),
    [("栖山大学", "University"), ("远衡科技园", "Park"), ("云岭经济开发区", "Park")],
)
def test_organizations_left_boundary_of_other_kinds(before: str, name: str, type_: str) -> None:
    assert names(f"昨日{before}{name}。", type_) == [name]


@pytest.mark.parametrize("joint", ["与", "和", "、", "及", "以及"])
def test_organizations_joined_are_two(joint: str) -> None:
    text = f"恒岭锻造有限公司{joint}宁川轴承有限公司签约。"
    assert names(text, "Enterprise") == ["恒岭锻造有限公司", "宁川轴承有限公司"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("远衡检测（大连）有限公司签约。", "远衡检测（大连）有限公司"),
        ("远衡检测(大连)有限公司签约。", "远衡检测（大连）有限公司"),
        ("远衡检测（云岭）有限公司签约。", "远衡检测（云岭）有限公司"),
        ("恒岭锻造（集团）有限公司签约。", "恒岭锻造（集团）有限公司"),
        ("远衡（中国）投资有限公司签约。", "远衡（中国）投资有限公司"),
        ("汇川三号产业投资基金（有限合伙）签约。", "汇川三号产业投资基金（有限合伙）"),
        ("汇川创业投资中心(有限合伙)签约。", "汇川创业投资中心（有限合伙）"),
    ],
)
def test_organizations_brackets_belong_to_the_name(text: str, expected: str) -> None:
    assert names(text, "Enterprise") == [expected]
    assert names(text, "Location") == []


@pytest.mark.parametrize(
    "name",
    [
        "恒岭集团", "恒岭锻造集团", "恒岭控股集团", "恒岭实业集团公司", "恒岭锻造公司", "宁川轴承厂", "大连宁川轴承总厂",
        "青岚农村商业银行", "栖山果蔬专业合作社", "云岭律师事务所", "恒岭电力公司",
    ],
)  # fmt: skip
def test_organizations_other_forms_of_enterprises(name: str) -> None:
    assert names(f"昨日，{name}挂牌。", "Enterprise") == [name]


@pytest.mark.parametrize("city", ["大连", "沈阳", "栖山"])
def test_organizations_branch_is_no_enterprise_without_its_parent(city: str) -> None:
    (name,) = names(f"恒岭锻造有限公司{city}分公司揭牌。", "Enterprise")
    assert name.startswith("恒岭锻造有限公司")
    assert names(f"{city}的分公司揭牌，子公司也揭牌。", "Enterprise") == []


@pytest.mark.parametrize(
    "word",
    [
        "物流公司", "软件公司", "投资公司", "环保公司", "该公司", "本公司", "各公司", "某公司", "子公司", "分公司", "母公司", "新公司", "大公司",
        "上市公司", "跨国公司", "两家公司", "多家公司", "国有企业集团", "该集团", "本集团", "有限公司", "工厂", "一家大型钢铁厂", "相关公司",
    ],
)  # fmt: skip
@pytest.mark.parametrize("frame", ["昨日，{}投产。", "负责人说，{}的订单增加。", "引进{}。"])
def test_organizations_kinds_of_companies_are_no_names(word: str, frame: str) -> None:
    assert names(frame.format(word), "Enterprise") == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("物流公司投产。", ("Enterprise", "物流公司", "no-trade-name")),
        ("新公司投产。", ("Enterprise", "新公司", "left-part-too-short")),
    ],
)
def test_organizations_refusals_have_reasons(text: str, reason: tuple[str, str, str]) -> None:
    assert losers(text)[reason[:2]] == reason[2]


@pytest.mark.parametrize("school", ["冶金学院", "机械工程学院", "经济管理学院", "计算机学院"])
@pytest.mark.parametrize("university", ["江北大学", "栖山理工大学", "云岭师范大学"])
def test_organizations_schools_of_universities(university: str, school: str) -> None:
    """The school and, inside it, its university."""
    text = f"{university}{school}教授林德清到厂指导。"
    assert found(text, "University") == {("University", university + school), ("University", university)}


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("江北大学", None),
        ("栖山职业技术学院", None),
        ("云岭省农业科学院", ["institute"]),
        ("青岚市农业科学研究院", ["institute"]),
        ("栖山高分子材料研究所", ["institute"]),
        ("恒岭新材料联合实验室", ["institute"]),
    ],
)
def test_organizations_universities_and_institutes(name: str, roles: list[str] | None) -> None:
    (mention,) = mentions(f"{name}昨日揭牌。", "University")
    assert (mention.text, mention.props.get("roles")) == (name, roles)


@pytest.mark.parametrize(
    "name",
    ["青岚高新技术产业开发区", "云岭经济开发区", "云岭经济技术开发区", "栖山循环经济产业园", "远衡科技园", "大连恒岭装备制造产业园"],
)  # fmt: skip
def test_organizations_parks(name: str) -> None:
    assert (("Park", name)) in found(f"项目落户{name}。")


@pytest.mark.parametrize(
    "word",
    ["一个产业园", "全省开发区", "各工业园区", "现代产业园", "该园区", "高水平大学", "一所大学", "各研究院"],
)
def test_organizations_kinds_of_parks_and_schools_are_no_names(word: str) -> None:
    assert names(f"今年要建设{word}。", "Park", "University") == []


@pytest.mark.parametrize("name", ["云岭轴承行业协会", "大连市中心医院", "青岚市慈善总会", "大连商会"])
def test_organizations_others(name: str) -> None:
    assert names(f"{name}昨日成立。", "Organization") == [name]


@pytest.mark.parametrize(
    "text", ["栖山大学生就业形势好。", "栖山公司法修订。", "恒岭公司治理结构完善。", "栖山医院长期缺人。", "恒岭公司化改制。"]
)  # fmt: skip
def test_organizations_tail_that_belongs_to_another_word(text: str) -> None:
    """大学|生 is 大学生: no right boundary is there."""
    assert names(text, "University", "Enterprise", "Organization") == []


@pytest.mark.parametrize(
    ("word", "name"), [("生产", "恒岭锻造公司"), ("生态", "栖山大学"), ("生物", "栖山大学")]
)
def test_organizations_tail_before_an_independent_word(word: str, name: str) -> None:
    assert names(f"{name}{word}基地开工。", "University", "Enterprise") == [name]


@pytest.mark.parametrize("name", ["大连市第八中学", "青岚市第三人民医院", "沈阳市第二十中学"])
def test_organizations_ordinals_stand_inside_names(name: str) -> None:
    assert names(f"昨日，{name}扩建。", "Organization", "Enterprise") == [name]


def test_organizations_stay_within_one_line() -> None:
    assert names("大连恒岭\n锻造有限公司投产。", "Enterprise") in ([], ["锻造有限公司"])
