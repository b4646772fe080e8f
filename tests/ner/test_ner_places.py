"""Locations: gazetteer names, short names of cities, ordinary words, address chains, sites."""

from __future__ import annotations

import pytest
from ner_samples import document_of, found, names, nlp

from ner.pipeline import passages


@pytest.mark.parametrize("city", ["大连", "合肥", "烟台", "海口", "银川", "宝鸡", "沈阳", "青岛"])
def test_places_short_names_of_cities(city: str) -> None:
    """Also those that the dictionary of common words holds for other reasons (大连 as a number of companies)."""
    assert names(f"展会昨日在{city}举行。", "Location") == [city]
    assert names(f"{city}恒岭锻造有限公司投产。", "Enterprise") == [f"{city}恒岭锻造有限公司"]
    assert names(f"会见{city}恒岭锻造有限公司代表。", "Enterprise") == [f"{city}恒岭锻造有限公司"]


@pytest.mark.parametrize(
    "text",
    [
        "双方将加强合作，合作前景广阔。",
        "要和平发展，东方欲晓。",
        "会同有关部门现场办公。",
        "公安干警前进在第一线。",
        "实现富裕，复兴产业，光明在前。",
    ],
)
def test_places_ordinary_words_are_no_places(text: str) -> None:
    assert names(text, "Location") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("朝阳市双塔区他拉皋镇东岭村修路。", ["朝阳市", "双塔区", "他拉皋镇", "东岭村"]),
        ("大连市金州区二十里堡街道修路。", ["大连市", "金州区", "二十里堡街道"]),
        ("辽宁省朝阳市建平县修路。", ["辽宁省", "朝阳市", "建平县"]),
    ],
)
def test_places_address_chain(text: str, expected: list[str]) -> None:
    """Every link is a place of its own."""
    assert names(text, "Location") == expected


@pytest.mark.parametrize("region", ["京津冀", "长三角", "粤港澳大湾区", "珠三角"])
def test_places_regions(region: str) -> None:
    assert names(f"面向{region}招商。", "Location") == [region]


@pytest.mark.parametrize("name", ["栖山风景区", "恒岭公园", "云岭湿地公园"])
def test_places_sites_and_roads(name: str) -> None:
    assert names(f"活动在{name}举行。", "Location") == [name]


@pytest.mark.parametrize("frame", ["企业在{}和云岭交界处。", "{}，车流不断。", "沿大连市{}南段。"])
@pytest.mark.parametrize("name", ["恒岭大道", "栖山大街", "宁川路"])
def test_places_roads(name: str, frame: str) -> None:
    assert name in names(frame.format(name), "Location")


@pytest.mark.parametrize("verb", ["修路", "铺路", "让路", "养路"])
def test_places_verb_and_road_is_no_name(verb: str) -> None:
    assert names(f"今年，大连市{verb}。大连市{verb}，进展快。", "Location") == ["大连市", "大连市"]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("大连恒岭锻造有限公司投产。", "大连"),
        ("大连市教育局发文。", "大连市"),
        ("《大连市装备制造业发展规划》印发。", "大连市"),
    ],
)
def test_places_inside_other_names_are_no_mentions(text: str, inner: str) -> None:
    rows = found(text)
    assert ("Location", inner) not in rows
    assert any(inner in name for _, name in rows)


@pytest.mark.parametrize(
    "text", ["公路沿线绿化。", "城乡一体化。", "农村改革，乡镇企业，该村修路。", "在公园里散步，到村里走访。"]
)
def test_places_kinds_of_places_are_no_names(text: str) -> None:
    assert names(text, "Location") == []


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        (("大连市今日开会。大连市金州区和沙河口区参加。大连市长讲话。",), "大连市"),
        (("朝阳市双塔区开工。双塔区企业投产。双塔区修路。",), "朝阳市双塔区"),
        (("今日开会。",), None),
    ],
)
def test_places_article_has_a_place(texts: tuple[str, ...], place: str | None) -> None:
    assert [passage.place for passage, _ in passages(nlp(), document_of(*texts))] == [place]


def test_places_article_without_places_takes_the_page_s() -> None:
    texts = ("大连市开会，大连市金州区参加。", "大连市沙河口区修路，大连市教育局到场。", "该市表彰先进。")
    assert passages(nlp(), document_of(*texts))[2][0].place == "大连市"
