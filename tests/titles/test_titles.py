"""Titles: composition, joined posts, roles, former posts, and words that only look like titles."""

from itertools import pairwise

import pytest

from ner.titles import find_titles


def texts(text: str) -> list[str]:
    return [title.text for title in find_titles(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("青岚市副市长林远到会", ["副市长"]),
        ("青岚市市委书记、市人大常委会主任林远", ["市委书记、市人大常委会主任"]),
        ("区委常委、组织部部长葛功", ["区委常委、组织部部长"]),
        ("恒岭锻造党委书记、董事长兼总经理李明", ["党委书记、董事长兼总经理"]),
        ("远衡检测创始人兼CEO赵启", ["创始人兼CEO"]),
        ("石桥村党支部书记赵启", ["村党支部书记"]),
        ("北岭开发区管委会主任葛功", ["管委会主任"]),
        ("副总工程师欧阳海、执行副总裁王芳", ["副总工程师", "执行副总裁"]),
        ("代市长林远与代理区长葛功", ["代市长", "代理区长"]),
        ("江北大学特聘教授陶正、主任医师王芳", ["特聘教授", "主任医师"]),
        ("法定代表人李明", ["法定代表人"]),
        ("首席技术官李明", ["首席技术官"]),
        ("质检部经理王芳", ["质检部经理"]),
    ],
)
def test_titles_composed(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "今年的主任务是建设厂房",
        "学院长期坚持办学",
        "会议书记录完整",
        "沿长江路建设",
        "青岚市长宁区",
        "主席台前",
        "主席团会议",
        "委员会通过",
        "董事会决定",
        "律师事务所成立",
        "顾问公司成立",
        "博士后工作站揭牌",
        "院士工作站揭牌",
        "副总部落户",
        "经理人大会",
        "工业增长",
        "市长期规划",
    ],
)
def test_titles_not_inside_longer_words(text: str) -> None:
    assert texts(text) == []


def test_titles_name_before_title_keeps_zheng_with_the_name() -> None:
    assert texts("陶正副主任陪同") == ["副主任"]
    assert texts("正副主任都来了") == ["副主任"]


@pytest.mark.parametrize(
    ("text", "former"),
    [
        ("原副市长林远", True),
        ("时任董事长李明", True),
        ("前董事长李明", True),
        ("目前董事长李明", False),
        ("董事长（离任）李明", True),
        ("董事长李明", False),
        ("市委原常委、统战部部长林远", False),
    ],
)
def test_titles_former(text: str, former: bool) -> None:
    assert [title.former for title in find_titles(text)] == [former]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("青岚市副市长林远", "official"),
        ("恒岭锻造集团负责人李明", "executive"),
        ("恒岭锻造集团党委书记李明", "executive"),
        ("江北大学材料学院副院长陶正", "expert"),
        ("北岭开发区管委会主任葛功", "official"),
        ("锻造协会会长李明", "other"),
        ("总工程师欧阳海", "expert"),
    ],
)
def test_titles_role(text: str, role: str) -> None:
    assert [title.role for title in find_titles(text)] == [role]


def test_titles_offsets_are_of_the_text() -> None:
    text = "　　出席的有岭东集团董事长李　明、总工程师欧阳海和副总王　芳。"
    for title in find_titles(text):
        assert text[title.start : title.end] == title.text
    assert texts(text) == ["董事长", "总工程师", "副总"]


def test_titles_do_not_overlap_and_are_sorted() -> None:
    titles = find_titles("党委副书记、总经理李明，副总经理、总工程师欧阳海，原总经理助理王芳")
    assert all(a.end <= b.start for a, b in pairwise(titles))
    assert len(titles) == 3
