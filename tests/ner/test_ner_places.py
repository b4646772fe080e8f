"""Locations: gazetteer names, short names of cities, ordinary words, address chains, sites."""

from __future__ import annotations

import pytest
from ner_samples import names


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
