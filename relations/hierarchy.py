"""Whether one place can lie in another, by the administrative hierarchy: 内江市 is not in 杨浦区, 华北 not in 天津市."""

from __future__ import annotations

from functools import cache, lru_cache

from ner.gazetteer_lists import read_rows
from ner.places import Place, Places

CHINA = frozenset(("中国", "中华人民共和国", "我国", "全国"))


@cache
def _regions() -> dict[str, frozenset[str]]:
    """Region → codes of the divisions that it consists of; none for seas, continents and the like."""
    places = Places.default()
    found: dict[str, frozenset[str]] = {}
    for name, aliases, members in read_rows("regions"):
        codes = frozenset(p.code for member in members.split("|") if member for p in places.by_name(member))
        for form in (name, *filter(None, aliases.split("|"))):
            found[form] = found.get(form, frozenset()) | codes
    return found


@cache
def _countries() -> frozenset[str]:
    forms = {form for row in read_rows("countries") for cell in row[:3] for form in cell.split("|") if form}
    return frozenset(forms | CHINA)


def _divisions(name: str) -> list[Place]:
    """What ``name`` may mean; of an address (青岚市栖山区) the last place."""
    places = Places.default()
    return places.by_name(name) or places.split(name)[-1:]


@lru_cache(maxsize=4096)
def can_lie_in(inner: str, outer: str) -> bool | None:
    """Whether the place named ``inner`` can lie in ``outer``; None if the gazetteers do not know."""
    regions, countries = _regions(), _countries()
    wide = outer in regions
    if inner in countries:
        return None if wide and not regions[outer] else False
    if inner in regions:
        return _region_in(regions[inner], outer)
    first, second = _divisions(inner), _divisions(outer)
    if not first:
        return None
    if outer in countries:
        return outer in CHINA
    if wide:
        return any(_covered(place, regions[outer]) for place in first) if regions[outer] else None
    if not second:
        return None
    return any(Places.default().contains(big, small) for big in second for small in first)


def _region_in(members: frozenset[str], outer: str) -> bool:
    """A region lies where all of its members lie; one without members (两岸, 亚太) nowhere."""
    if not members:
        return False
    if outer in _countries():
        return outer in CHINA
    within = _regions().get(outer) or frozenset(place.code for place in _divisions(outer))
    places = Places.default()
    return bool(within) and all(_covered(places.by_code(code), within) for code in members)


def _covered(place: Place, within: frozenset[str]) -> bool:
    return place.code in within or any(other.code in within for other in Places.default().parents(place))
