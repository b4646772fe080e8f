"""Locations: short forms, forms with the containing place in front, and which of several places a bare name means."""

from __future__ import annotations

import re

from kg.resolving import lexicon
from kg.resolving.items import DocumentItems, Item
from kg.resolving.reasons import reason
from kg.resolving.verdict import NO, Verdict

TAIL = re.compile(
    r"(?:地区|全省|全市|全区|全县|全境|境内|区域|一带|沿线|本地|当地|等地|两地|[三四五]地|大陆|内地|片区|单元)$"
)
SIGHT = re.compile(r"(?:风景名胜区|旅游度假区|风景区|旅游区|景区|度假区|公园|广场|港口|社区)$")
SPECIFIC = ("省", "市", "区", "县", "州", "盟", "旗", "镇", "乡", "村", "街道", "自治区", "自治州", "自治县")
UNIT = re.compile(r".+?(?:自治州|自治县|自治区|街道|省|市|州|县|区|镇|乡|村)")


PROVINCES = dict(
    pair.split(":")
    for pair in (
        "京:北京 津:天津 冀:河北 晋:山西 蒙:内蒙古 辽:辽宁 吉:吉林 黑:黑龙江 沪:上海 苏:江苏 浙:浙江 皖:安徽 闽:福建 赣:江西 鲁:山东 "
        "豫:河南 鄂:湖北 湘:湖南 粤:广东 桂:广西 琼:海南 渝:重庆 川:四川 蜀:四川 黔:贵州 贵:贵州 滇:云南 云:云南 藏:西藏 陕:陕西 "
        "秦:陕西 甘:甘肃 陇:甘肃 青:青海 宁:宁夏 新:新疆 港:香港 澳:澳门 台:台湾"
    ).split()
)  # the letters of the provinces
VETO = Verdict(False, "", 0.0, veto=True)


def is_letter_for(letter: str, place: str) -> bool:
    """Whether one character stands for this country or province in headlines: 沪 for 上海市, 美 for 美国."""
    province = PROVINCES.get(letter)
    if province is not None and place.startswith(province):
        return place == province or place.removeprefix(province) in ("省", "市") or "自治区" in place
    known = lexicon.aliases()
    return place in known and (place[0] == letter or known[place][0] == letter)


def link_location(short: Item, full: Item, found: DocumentItems) -> Verdict:
    """双塔 / 双塔区 / 朝阳市双塔区 are one; 朝阳市 and 朝阳区, or a place and one inside it, are not."""
    mine, theirs = TAIL.sub("", short.name) or short.name, TAIL.sub("", full.name) or full.name
    yes = Verdict(True, reason("place", place=full.surface()), 0.9)
    if len(mine) < 2:
        return yes if is_letter_for(mine, theirs) else VETO
    one, other = found.place_code(short.name), found.place_code(full.name)
    if one and other:
        return yes if one == other else Verdict(False, "", 0.0, veto=True)
    known = lexicon.aliases()
    if known.get(mine, mine) == known.get(theirs, theirs):
        return yes
    if mine in known and theirs in known:
        return VETO  # two countries or regions
    if same_tail(mine, theirs) or same_tail(theirs, mine) or same_chain(mine, theirs):
        return yes
    bare = SIGHT.sub("", theirs)
    if len(bare) >= 3 and bare != theirs and not lexicon.level(mine) and same_tail(mine, bare):
        return Verdict(True, yes.reason, 0.8)
    return NO


def same_tail(mine: str, theirs: str) -> bool:
    """Whether ``theirs`` is ``mine`` with or without its suffix, behind nothing or behind places."""
    for form, tail in ((mine, theirs), (mine, lexicon.stem(theirs)), (lexicon.stem(mine), theirs)):
        if form != mine and lexicon.level(theirs):
            continue  # 朝阳市 is not 朝阳区
        if len(form) >= 2 and tail.endswith(form) and is_context(tail[: len(tail) - len(form)]):
            return True
    suffix = lexicon.level(mine)
    return (
        bool(suffix) and lexicon.level(theirs).endswith(suffix) and lexicon.stem(mine) == lexicon.stem(theirs)
    )


def same_chain(mine: str, theirs: str) -> bool:
    """Two address chains that end in the same place and begin alike: 新疆新源县, 新疆伊犁州新源县."""
    one, other = UNIT.findall(mine), UNIT.findall(theirs)
    if not one or not other or "".join(one) != mine or "".join(other) != theirs:
        return False
    first, last = one[-1], other[-1]
    if len(one) == 1:
        return len(other) > 1 and len(first) >= 3 and theirs.endswith(first)
    shorter, longer = sorted((first, last), key=len)
    return len(shorter) >= 3 and longer.endswith(shorter) and mine[:2] == theirs[:2]


def is_context(prefix: str) -> bool:
    """Whether ``prefix`` is nothing but places that may stand before a place's name."""
    if not prefix or prefix in lexicon.aliases() or prefix in lexicon.NATION:
        return True
    chain, rest = lexicon.place_chain(prefix + "$")
    if rest == "$":
        return bool(chain)
    return len(rest) > 2 and rest[:-1].endswith(SPECIFIC)
