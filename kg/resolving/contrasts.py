"""Names of one pattern that contradict each other: one part replaced by another of the same kind."""

from __future__ import annotations

from functools import lru_cache

from kg.resolving import lexicon
from kg.resolving.link_bodies import is_place
from kg.resolving.names import parse

CONTRASTS = (
    "高中低初",
    "大中小微",
    "东西南北",
    "上下",
    "左右",
    "前后",
    "内外",
    "新旧老",
    "甲乙丙丁戊",
    "长短",
    "早晚",
    "冷热",
    "干湿",
    "轻重",
    "男女",
    "国省市区县乡镇村",
    "零〇一二三四五六七八九十百千0123456789",
)


def contrast(short: str, full: str) -> str:
    """In what two names of one pattern contradict each other: "place", "number" or "word"; "" if in nothing.

    高速机 / 低速机, 十四届 / 十五届, 甲城物流园 / 乙城物流园: one part replaced by another of the same kind.
    """
    head, tail = ends(short, full)
    kept, more = short[head : len(short) - tail], full[head : len(full) - tail]
    if not kept or not more:
        return ""
    if is_place(kept) and is_place(more):
        return "" if lexicon.stem(kept) == lexicon.stem(more) or lexicon.contains(more, kept) else "place"
    for group in CONTRASTS:
        if kept in group and more in group:
            return "number" if "1" in group else "word"
    return ""


def places_differ(short: str, full: str) -> bool:
    """Whether both begin with places, and neither of the two lies in the other (甲城物流枢纽 / 乙城航空枢纽)."""
    mine, theirs = _leading_places(short), _leading_places(full)
    if not mine or not theirs or set(map(lexicon.stem, mine)) & set(map(lexicon.stem, theirs)):
        return False
    return not any(
        lexicon.contains(one, other) or lexicon.contains(other, one) for one in mine for other in theirs
    )


def trades_differ(short: str, full: str) -> bool:
    """Whether both are firms' names with a legal form whose trade names differ by what stands in the same places
    (恒岭公司 / 恒川公司): short forms leave something out, they replace nothing."""
    mine, theirs = parse(short), parse(full)
    if not (mine.legal_form and theirs.legal_form):
        return False
    return len(mine.trade) == len(theirs.trade) and mine.trade != theirs.trade


@lru_cache(maxsize=4096)
def _leading_places(name: str) -> tuple[str, ...]:
    return tuple(lexicon.place_chain(name, districts=True)[0])


def ends(mine: str, theirs: str) -> tuple[int, int]:
    """How many characters the two share at the beginning and, behind that, at the end."""
    most = min(len(mine), len(theirs))
    head = next((at for at in range(most) if mine[at] != theirs[at]), most)
    rest = most - head
    tail = next((at for at in range(rest) if mine[-1 - at] != theirs[-1 - at]), rest)
    return head, tail
