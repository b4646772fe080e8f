"""分别: sums in a list that belong, in order, to the owners, the years or the measures of another list."""

from __future__ import annotations

import re

from kg.model import Props, Status
from relations.arguments import Argument, Scene
from relations.clauses import View
from relations.lists import members
from relations.measures import measure_of, measures_listed
from relations.status import status_of

_WORD = re.compile("分别|依次")
_YEAR = r"(?:19|20)\d\d"
_CHAIN = re.compile(rf"{_YEAR}年?度?(?:(?:、|和|与|及|以及|，|,)?{_YEAR}年?度?)+")
_RANGE = re.compile(rf"(?P<first>{_YEAR})年?[-—–~～至到]+(?P<last>{_YEAR})年")
_REACH = 80


def years_listed(text: str, count: int) -> list[str]:
    """The last list (2009年和2015年) or range (2019年至2021年) of ``count`` years in ``text``; [] if there is none."""
    found: list[tuple[int, list[str]]] = []
    for match in _CHAIN.finditer(text):
        found.append((match.end(), re.findall(_YEAR, match.group())))
    for match in _RANGE.finditer(text):
        first, last = int(match["first"]), int(match["last"])
        found.append((match.end(), [str(year) for year in range(first, min(last, first + 20) + 1)]))
    fitting = [years for _, years in sorted(found) if len(years) == count]
    return fitting[-1] if fitting else []


def _owners_listed(view: View, low: int, position: int, count: int, wanted: frozenset[str]) -> list[int]:
    """Code positions of the last list of ``count`` owners between ``low`` and ``position``."""
    for at in sorted((p for p in view.refs if low <= p < position and view.code[p] in wanted), reverse=True):
        heads = [p for p in members(view, at, wanted) if p < position]
        if len(heads) == count and len({view.refs[p] for p in heads}) == count:
            return heads
    return []


def pair(scene: Scene, group: list[int], owners: list[Argument], wanted: frozenset[str]) -> bool:
    """Give the sums at the code positions ``group`` to whom 分别 gives them.  ``owners``: whose they are if one owner has
    them all.  Returns whether nothing is left to do; where the numbers differ nobody gets any, since all would be guesses."""
    view, position = scene.view, group[0]
    low = max(0, position - _REACH)
    before = view.code[low:position]
    words = [match.start() for match in _WORD.finditer(before) if match.start() >= len(before) - 24]
    if not words:
        return False
    measure = measure_of(before)
    props: Props = {"measure": measure} if measure else {}
    status = status_of(view, position, position + 1)
    heads = _owners_listed(view, low, position, len(group), wanted)
    if heads:
        years = re.findall(rf"{_YEAR}(?=年)", before)
        props = {**props, "year": years[-1]} if len(set(years)) == 1 else props
        for head, amount in zip(heads, group, strict=True):
            _emit(scene, [scene.at(head)], amount, "amount.apart.owners", status, props)
        return True
    if len({owner.index for owner in owners}) > 1:
        return True
    years = years_listed(before, len(group))
    measures = measures_listed(before[: words[-1]], len(group))
    if years and measures:
        return True  # 2019年和2020年收入和利润分别为: four sums would be needed
    if owners and measures:
        for name, amount in zip(measures, group, strict=True):
            _emit(scene, owners, amount, "amount.apart.measures", status, {"measure": name})
        return True
    if owners and years:
        for year, amount in zip(years, group, strict=True):
            _emit(scene, owners, amount, "amount.apart.years", status, {**props, "year": year})
        return True
    if owners and _last_of_unknown(scene, owners[0], position):
        _emit(scene, owners, group[-1], "amount.apart.owners", status, props)
        return True
    return False


def _last_of_unknown(scene: Scene, owner: Argument, position: int) -> bool:
    """Whether the owner ends a list of which the other members were not recognized (某某、恒岭锻造分别): the last sum is its."""
    code = scene.view.code
    at = max((p for p, index in scene.view.refs.items() if p < position and index == owner.index), default=0)
    return at > 1 and code[at - 1] in "、和与及" and code[at - 2] not in "年度"


def _emit(scene: Scene, heads: list[Argument], amount: int, rule: str, status: Status, props: Props) -> None:
    scene.emit("HAS_AMOUNT", heads, [scene.at(amount)], rule, status=status, props=props)
