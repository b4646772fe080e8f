"""Party and government bodies: place × office, relative and national ones, posts of a place, bodies that no list names."""

from __future__ import annotations

from itertools import product

import pytest
from ner_samples import found, losers, names

PLACES = ["大连市", "辽宁省", "朝阳市双塔区", "建平县"]
OFFICES = ["人民政府", "教育局", "科学技术局", "财政局", "发展和改革委员会", "人大常委会", "统计局"]


@pytest.mark.parametrize("office", OFFICES)
def test_government_place_and_office(office: str) -> None:
    for place in PLACES:
        assert names(f"昨日，{place}{office}召开会议。", "Government") == [place + office]
        assert names(f"昨日，{place}{office}召开会议。", "Location") == []


@pytest.mark.parametrize(("level", "office"), product("省市区县", ["政府", "委组织部", "财政局", "发改委"]))
def test_government_relative(level: str, office: str) -> None:
    assert names(f"会上，{level}{office}介绍情况。", "Government") == [level + office]


@pytest.mark.parametrize(
    ("name", "office"),
    [
        ("国家发展改革委", "发展改革委"),
        ("商务部", "商务部"),
        ("财政部", "财政部"),
        ("国家税务总局", "税务总局"),
    ],
)
def test_government_national(name: str, office: str) -> None:
    assert office in name
    assert names(f"{name}发布通知。", "Government") == [name]


@pytest.mark.parametrize("place", ["大连市", "辽宁省", "建平县"])
@pytest.mark.parametrize("post", ["书记", "副书记", "常委"])
def test_government_committee_secretary_is_a_post_of_the_place(place: str, post: str) -> None:
    """大连市委书记 is a post of 大连市, not of a body."""
    rows = found(f"{place}委{post}王建国到会。")
    assert ("Location", place) in rows
    assert ("Person", "王建国") in rows
    assert not any(type_ == "Government" for type_, _ in rows)


def test_government_committee_itself() -> None:
    assert names("大连市委召开会议。", "Government") == ["大连市委"]
    assert names("中共大连市委宣传部召开会议。", "Government") == ["中共大连市委宣传部"]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("大连市公安局金州分局通报。", "大连市公安局金州分局"),
        ("云岭开发区管委会发文。", "云岭开发区管委会"),
        ("大连高新技术产业园区管理委员会发文。", "大连高新技术产业园区管理委员会"),
        ("大连市科技创新局发文。", "大连市科技创新局"),
    ],
)
def test_government_units_below_a_known_body(text: str, body: str) -> None:
    assert names(text, "Government") == [body]


@pytest.mark.parametrize(
    "text",
    ["政府采购增加。", "政府引导基金成立。", "有关政府部门回应。", "公司党委召开会议。", "企业工会慰问职工。", "大结局、布局、格局和邮局。", "管委会主任到会。"],
)  # fmt: skip
def test_government_offices_without_place_are_no_bodies(text: str) -> None:
    assert names(text, "Government") == []


@pytest.mark.parametrize(
    ("text", "row"),
    [("管委会发文。", ("Government", "管委会")), ("街道办事处发文。", ("Government", "街道办事处"))],
)
def test_government_refusals_have_reasons(text: str, row: tuple[str, str]) -> None:
    assert losers(text)[row] == "office-without-place"


@pytest.mark.parametrize("joint", ["、", "和", "与"])
def test_government_lists(joint: str) -> None:
    assert names(f"大连市财政局{joint}沈阳市教育局联合发文。", "Government") == [
        "大连市财政局",
        "沈阳市教育局",
    ]
