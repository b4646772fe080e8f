"""Policies, honours, projects, clusters, products and amounts through the pipeline."""

from __future__ import annotations

from typing import Any

import pytest
from ner_samples import found, losers, mentions, names


@pytest.mark.parametrize(
    "title",
    ["《青岚市轴承产业三年行动方案》", "《关于促进民营经济发展的意见》", "《青岚市招商引资若干措施》", "《云岭省条例（2023年修订）》", "《“十四五”工业规划》", "《青岚市人才政策20条》"],
)  # fmt: skip
def test_things_policy_titles(title: str) -> None:
    assert names(f"昨日，{title}印发。", "Policy") == [title]


@pytest.mark.parametrize("title", ["《青岚日报》", "《故园春色》", "《轴承之歌》"])
def test_things_other_titles_are_no_policies(title: str) -> None:
    assert names(f"昨日，{title}刊发。", "Policy") == []
    assert losers(f"昨日，{title}刊发。")[("Policy", title)] == "no-policy-word"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全市实施“双百工程”。", "“双百工程”"),
        ("启动“雏鹰”计划。", "“雏鹰”计划"),
        ("深入推进“百企强基”三年行动。", "“百企强基”三年行动"),
        ("编制“十四五”规划。", "“十四五”规划"),
        ("融入“一带一路”。", "“一带一路”"),
        ("参与京津冀协同发展。", "京津冀协同发展"),
    ],
)
def test_things_programmes(text: str, expected: str) -> None:
    assert names(text, "Policy") == [expected]


@pytest.mark.parametrize(
    "text", ["他说“好”。", "被称为“老黄牛”。", "“小巨人”企业增加。", "行动方案即将出台。"]
)
def test_things_quotes_without_a_programme(text: str) -> None:
    assert names(text, "Policy") == []


@pytest.mark.parametrize("verb", ["荣获", "获评", "被评为", "被认定为", "被授予", "入选"])
@pytest.mark.parametrize("honour", ["高新技术企业", "省级文明单位", "国家级绿色工厂", "省级瞪羚企业"])
def test_things_honours_after_words_of_awarding(verb: str, honour: str) -> None:
    assert names(f"去年，恒岭锻造有限公司{verb}{honour}。", "Honor") == [honour]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("恒岭公司荣获“国家科技进步奖”。", ["“国家科技进步奖”"]),
        ("青岚市被授予“中国轴承之都”称号。", ["“中国轴承之都”"]),
        ("栖山景区被评定为国家4A级旅游景区。", ["国家4A级旅游景区"]),
        ("恒岭公司荣获“质量标杆企业”“绿色示范企业”等称号。", ["“质量标杆企业”", "“绿色示范企业”"]),
    ],
)
def test_things_honours_in_quotes_and_runs(text: str, expected: list[str]) -> None:
    assert names(text, "Honor") == expected


@pytest.mark.parametrize(
    "text",
    [
        "要争当标杆企业。",
        "获得客户好评。",
        "入选后公司表示感谢。",
        "全市高新技术企业达到218家。",
        "获评审通过。",
    ],
)
def test_things_honours_need_an_award(text: str) -> None:
    assert names(text, "Honor") == []


@pytest.mark.parametrize(
    "project",
    [
        "恒岭锻造搬迁改造项目", "大连恒岭轴承生产项目", "年产20万件法兰项目", "“星火”项目", "恒岭锻造二期扩建工程", "云岭年产5万吨钛材项目",
    ],
)  # fmt: skip
def test_things_projects(project: str) -> None:
    assert project in names(f"昨日，{project}开工。", "Project")


@pytest.mark.parametrize(
    "project",
    [
        "13个项目",
        "重点项目",
        "该项目",
        "一批重大项目",
        "招商项目",
        "项目",
        "民生工程",
        "这一工程",
        "续建项目",
    ],
)
def test_things_unnamed_projects(project: str) -> None:
    assert names(f"昨日，{project}开工。", "Project") == []


@pytest.mark.parametrize(
    ("text", "cluster"),
    [
        ("青岚轴承产业集群壮大。", "青岚轴承产业集群"),
        ("全市的有色金属产业集群壮大。", "有色金属产业集群"),
        ("打造百亿级装备制造产业集群。", "装备制造产业集群"),
    ],
)
def test_things_clusters(text: str, cluster: str) -> None:
    assert names(text, "Cluster") == [cluster]


@pytest.mark.parametrize("text", ["壮大产业集群。", "打造世界级产业集群。", "培育三大产业集群。"])
def test_things_unnamed_clusters(text: str) -> None:
    assert names(text, "Cluster") == []


@pytest.mark.parametrize(
    ("text", "rule", "products"),
    [
        ("宁川公司年产30万套轴承。", "product.capacity", ["轴承"]),
        ("主要产品有电动机、变压器和齿轮。", "product.listed", ["电动机", "变压器", "齿轮"]),
        ("恒岭公司专业从事液压阀门研发生产。", "product.made", ["液压阀门"]),
    ],
)
def test_things_products(text: str, rule: str, products: list[str]) -> None:
    assert [(m.rule, m.text) for m in mentions(text, "Product")] == [(rule, name) for name in products]


@pytest.mark.parametrize(
    "text", ["恒岭公司专业从事咨询服务。", "年产值30万元。", "主要产品有保障。", "生产形势良好。"]
)
def test_things_no_products(text: str) -> None:
    assert names(text, "Product") == []


AMOUNTS = [
    ("总投资10.3亿元", "10.3亿元", {"value": 1_030_000_000}),
    ("总投资近20亿元", "20亿元", {"value": 2_000_000_000, "approx": "近"}),
    ("销售收入超5000万元", "5000万元", {"value": 50_000_000, "approx": "超"}),
    ("投资10亿元以上", "10亿元", {"value": 1_000_000_000, "approx": "以上"}),
    ("引资6-8亿元", "6-8亿元", {"value": 600_000_000, "min": 600_000_000, "max": 800_000_000}),
    ("补助一千多万元", "一千多万元", {"value": 10_000_000, "approx": "多"}),
    ("引资1.5亿美元", "1.5亿美元", {"value": 150_000_000, "currency": "USD"}),
    ("贷款约3亿港元", "3亿港元", {"value": 300_000_000, "currency": "HKD", "approx": "约"}),
    ("总投资１２亿元", "12亿元", {"value": 1_200_000_000}),
    ("规模达两万三千亿元", "两万三千亿元", {"value": 2_300_000_000_000}),
    ("完成1,100.9亿元", "1,100.9亿元", {"value": 110_090_000_000}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "props"), AMOUNTS, ids=[row[1] for row in AMOUNTS])
def test_things_amounts(text: str, name: str, props: dict[str, Any]) -> None:
    """Name, value, currency and bounds; what makes it approximate stays out of the name, except inside a number."""
    (mention,) = mentions(f"{text}。", "Amount")
    given = {k: v for k, v in mention.props.items() if k in ("value", "currency", "approx", "min", "max")}
    assert (mention.text, given) == (name, {"currency": "CNY"} | props)


@pytest.mark.parametrize(
    "text", ["占地3万平方米。", "发电7.2亿千瓦时。", "共12个项目。", "比上年增长8%。", "人民币升值。"]
)
def test_things_other_measures_are_no_amounts(text: str) -> None:
    assert names(text, "Amount") == []


def test_things_all_kinds_in_one_text() -> None:
    text = (
        "本报讯 昨日，大连市副市长李慧敏到恒岭锻造有限公司考察。该公司与栖山大学合作，在云岭经济开发区投资2.5亿元建设"
        "恒岭年产20万件法兰项目，被评为省级文明单位。大连市财政局印发《青岚市轴承产业行动方案》，壮大有色金属产业集群。"
        "云岭轴承行业协会介绍，主要产品有电动机。"
    )
    assert {type_ for type_, _ in found(text)} == {
        "Enterprise", "University", "Person", "Park", "Government", "Organization", "Location", "Project", "Cluster", "Product", "Amount", "Honor",
        "Policy",
    }  # fmt: skip
