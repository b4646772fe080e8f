"""The administrative hierarchy and which place a name means."""

from __future__ import annotations

import pytest

from ner.gazetteer_lists import read_rows
from ner.places import RANK, Places, place_names


@pytest.fixture(scope="module")
def places() -> Places:
    return Places.default()


def test_places_every_parent_exists_and_is_higher() -> None:
    rows = read_rows("places")
    level = {row[0]: row[3] for row in rows}
    assert len(level) == len(rows)
    for code, _name, _short, own, parent in rows:
        assert (parent == "") == (own == "province")
        if parent:
            assert RANK[level[parent]] < RANK[own]
            assert code.startswith(parent) or parent in {"71", "81", "82"}


def test_places_chain_of_parents(places: Places) -> None:
    (place,) = places.by_name("双塔区")
    assert [parent.name for parent in places.parents(place)] == ["朝阳市", "辽宁省"]
    assert places.contains(places.by_name("辽宁省")[0], place)
    assert not places.contains(place, place)
    assert places.qualified(place) == "朝阳市双塔区"


@pytest.mark.parametrize(
    ("name", "context", "expected"),
    [
        ("朝阳", ["辽西", "双塔区"], "朝阳市"),
        ("朝阳", ["朝阳市", "朝阳市"], "朝阳市"),
        ("朝阳", ["辽宁"], "朝阳市"),
        ("朝阳", ["北京市"], "北京市朝阳区"),
        ("朝阳", ["北京市朝阳区"], "北京市朝阳区"),
        ("朝阳区", ["长春市"], "长春市朝阳区"),
        ("朝阳区", ["北京", "北京"], "北京市朝阳区"),
        ("北京市朝阳区", [], "北京市朝阳区"),
        ("鼓楼区", ["南京市"], "南京市鼓楼区"),
        ("鼓楼区", ["福建", "福州市"], "福州市鼓楼区"),
        ("沈阳", [], "沈阳市"),
        ("吉林省", [], "吉林省"),
        ("合作", ["甘肃省"], "甘南藏族自治州合作市"),
    ],
)
def test_places_resolve_by_context(places: Places, name: str, context: list[str], expected: str) -> None:
    place = places.resolve(name, context)
    assert place is not None
    assert places.qualified(place) == expected


@pytest.mark.parametrize(
    ("name", "context"),
    [
        ("朝阳", []),
        ("朝阳", ["上海市"]),
        ("朝阳", ["北京市", "辽宁省"]),
        ("鼓楼区", []),
        ("城关镇", ["辽宁"]),
        ("合作", []),
        ("和平", ["上海"]),
        ("无此地", ["北京"]),
        ("", []),
    ],
)
def test_places_resolve_leaves_open_what_is_open(places: Places, name: str, context: list[str]) -> None:
    assert places.resolve(name, context) is None


def test_places_resolve_does_not_depend_on_order(places: Places) -> None:
    context = ["辽西", "北京市", "双塔区", "朝阳市", "辽西", "朝阳区"]
    expected = places.resolve("朝阳", context)
    assert expected is not None
    for shift in range(len(context)):
        assert places.resolve("朝阳", context[shift:] + context[:shift]) == expected


def test_places_address_chain_and_its_neighbours(places: Places) -> None:
    chain = places.split("辽宁省朝阳市双塔区长宝营子乡")
    assert [place.name for place in chain] == ["辽宁省", "朝阳市", "双塔区", "长宝营子乡"]
    pairs = [(inner.name, outer.name) for inner, outer in places.pairs(chain)]
    assert pairs == [("朝阳市", "辽宁省"), ("双塔区", "朝阳市"), ("长宝营子乡", "双塔区")]
    assert [place.name for place in places.split("辽宁朝阳市")] == ["辽宁省", "朝阳市"]


@pytest.mark.parametrize("text", ["朝阳市鼓楼区", "双塔区朝阳市", "朝阳市某某公司", "市", "", "甲" * 50_000])
def test_places_split_refuses_what_is_no_chain(places: Places, text: str) -> None:
    assert places.split(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("辽西晚报\n朝阳今年开工12个项目，双塔区占5个。朝阳市政府召开会议。", "朝阳市"),
        ("盐都区项目开工。盐都区招商，盐都区企业入驻，江苏省支持。", "盐都区"),
        ("沈阳市与大连市签约。", None),
        ("昨日来访。", None),
        ("北京市朝阳区一家检测公司开业，北京市海淀区另一家随后开业。", "北京市"),
    ],
)
def test_places_document_place(places: Places, text: str, expected: str | None) -> None:
    place = places.document_place(place_names(text))
    assert (place.name if place else None) == expected


def test_places_names_in_text_take_the_longest_and_no_ordinary_word() -> None:
    assert place_names("和平合作，沈阳市与内蒙古自治区及京津冀") == ["沈阳市", "内蒙古自治区", "京津冀"]
