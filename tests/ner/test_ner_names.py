"""Short names (by definition, derived from full names, by ending), members of lists, names known in all articles."""

from __future__ import annotations

import pytest
from ner_samples import document_of, found, losers, mentions, names, nlp, read

from kg.model import Mention
from ner.pipeline import passages


def short_names(text: str) -> list[Mention]:
    return [m for m in mentions(text) if m.rule == "short.defined"]


@pytest.mark.parametrize(
    "definition",
    ["（以下简称“恒锻”）", "（以下简称恒锻）", "（简称“恒锻”）", "（下称“恒锻”）", "(以下简称:恒锻)", "（以下简称：“恒锻”）", "（以下简称为“恒锻”）"],
)  # fmt: skip
@pytest.mark.parametrize("full", ["大连恒岭锻造股份有限公司", "恒岭锻造集团有限公司"])
def test_names_defined_short_name(full: str, definition: str) -> None:
    """Both its definition and later mentions say which full name it stands for."""
    found_names = short_names(f"昨日，{full}{definition}投产。恒锻今年订单增加。")
    assert [(m.type, m.text, m.props["canonical"]) for m in found_names] == [("Enterprise", "恒锻", full)] * 2


@pytest.mark.parametrize(
    ("full", "short", "type_"),
    [
        ("栖山理工大学", "栖理工", "University"),
        ("云岭经济技术开发区", "云岭经开区", "Park"),
        ("云岭轴承行业协会", "云轴协", "Organization"),
    ],
)
def test_names_defined_for_every_kind_of_organization(full: str, short: str, type_: str) -> None:
    rows = [(m.type, m.text, m.props["canonical"]) for m in short_names(f"{full}（以下简称“{short}”）成立。")]
    assert rows == [(type_, short, full)]


def test_names_definition_without_a_full_name_defines_nothing() -> None:
    assert short_names("该项工作（以下简称“清查”）启动。清查分两步。") == []


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("大连宁川轴承制造有限公司", "宁川轴承"),
        ("大连宁川轴承制造有限公司", "宁川轴承制造"),
        ("远衡检测（大连）有限公司", "远衡检测"),
        ("恒岭锻造集团股份有限公司", "恒岭锻造"),
    ],
)
def test_names_derived_from_a_full_name(full: str, short: str) -> None:
    rows = found(f"{full}扩产。今年，{short}的订单增加。", "Enterprise")
    assert rows == {("Enterprise", full), ("Enterprise", short)}


@pytest.mark.parametrize("name", ["恒岭锻造", "北辰阀门", "金衡钛业", "川岭重工", "远达药业"])
@pytest.mark.parametrize("frame", ["昨日，{}与外商签约。", "负责人参观了{}。", "{}的订单增加。"])
def test_names_by_ending(name: str, frame: str) -> None:
    assert names(frame.format(name), "Enterprise") == [name]


@pytest.mark.parametrize(
    ("text", "loser", "reason"),
    [
        ("青岚市云岭精密铸造厂扩建。", "青岚市云岭精密", "common-words"),
        ("恒岭重工机械有限公司扩建。", "恒岭重工", "longer-phrase"),
    ],
)
def test_names_by_ending_refused_inside_longer_ones(text: str, loser: str, reason: str) -> None:
    assert losers(text)[("Enterprise", loser)].split(":")[0] in (reason, "overlap")
    assert ("Enterprise", loser) not in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "大力发展新材料，建设重点项目。",
        "优化营商环境，加快城市建设。",
        "生产储能电池和动力电池。",
        "推进智能制造。",
    ],
)
def test_names_ordinary_compounds_are_no_short_names(text: str) -> None:
    assert names(text, "Enterprise") == []


MEMBERS = ["安泰电缆", "百瑞机床", "华锐齿轮"]


@pytest.mark.parametrize(
    "noun",
    ["等企业", "等一批龙头企业", "等20余家企业", "等知名企业", "等多家公司", "等重点企业", "等高新技术企业"],
)
@pytest.mark.parametrize("joint", ["、", "和"])
def test_names_members_of_a_list_of_enterprises(joint: str, noun: str) -> None:
    text = f"目前已引进{MEMBERS[0]}、{MEMBERS[1]}{joint}{MEMBERS[2]}{noun}。"
    assert names(text, "Enterprise") == MEMBERS


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("吸引江北大学、栖山学院、云岭理工等高校入驻。", "University", ["江北大学", "栖山学院", "云岭理工"]),
        (
            "安泰电缆、百瑞机床有限公司、华锐等企业参展。",
            "Enterprise",
            ["安泰电缆", "百瑞机床有限公司", "华锐"],
        ),
    ],
)
def test_names_lists_mix_known_and_unknown_members(text: str, type_: str, expected: list[str]) -> None:
    assert names(text, type_) == expected


@pytest.mark.parametrize(
    "text", ["机械、电子等企业复工。", "技术、人才等要素集聚。", "年产值3亿元、5亿元等企业。"]
)
def test_names_lists_of_ordinary_words_name_nobody(text: str) -> None:
    assert names(text, "Enterprise", "University", "Park") == []


def test_names_of_one_article_are_known_in_the_others() -> None:
    """Also in an article before the one that introduces the name."""
    texts = (
        "恒锻今年订单增加。",
        "大连恒岭锻造股份有限公司（以下简称“恒锻”）投产。",
        "记者从恒锻获悉，二期开工。",
    )
    assert [names(texts[0], "Enterprise"), names(texts[2], "Enterprise")] == [[], []]
    read_together = [passage for passage, _ in passages(nlp(), document_of(*texts))]
    rows = [
        [(m.text, m.props.get("canonical")) for m in p.mentions if m.text == "恒锻"] for p in read_together
    ]
    assert rows == [[("恒锻", "大连恒岭锻造股份有限公司")]] * 3


def test_names_of_one_document_are_unknown_in_the_next() -> None:
    passages(nlp(), document_of("大连恒岭锻造股份有限公司（以下简称“恒锻”）投产。"))
    assert names("恒锻今年订单增加。", "Enterprise") == []


def test_names_two_characters_do_not_begin_a_longer_word() -> None:
    text = "恒岭有限公司投产。恒岭科技大学成立，恒岭的订单增加。"
    passage, _ = read(text)
    rows = [(m.text, m.start) for m in passage.mentions if m.text == "恒岭"]
    assert rows == [("恒岭", text.index("恒岭的"))]


def test_names_a_list_ends_where_another_one_ended() -> None:
    text = "引进安泰电缆、百瑞机床等企业和江北大学、栖山学院、云岭理工等高校。"
    assert names(text, "University") == ["江北大学", "栖山学院", "云岭理工"]
    assert names(text, "Enterprise") == ["安泰电缆", "百瑞机床"]
