"""Locations below and beside the gazetteer: villages and streets behind a known place, facilities with names of their own."""

from __future__ import annotations

import re

from ner.candidates import Context
from ner.left_boundary import Walker
from ner.left_words import distinctive
from ner.word_lists import word_classes

PRIORITY = 50
SITE_PRIORITY = 58
_ADMIN = re.compile(
    r"(?<![乡农新山城全各示范])(?:街道|社区|村|镇|乡|屯|苏木|嘎查)(?![级委民两干办企里容城镇风庄落长产业务基史志域际村土愁亲邻])"
)
_ROAD = re.compile(
    r"(?:大道|大街|(?<![公铁思道之出线套电网链通速])路|街|巷)(?=[、，。；与和交以东西南北上旁段口附一两沿\d（）的到至是为]|$|\d)"
)
_SITE = re.compile(
    r"国际机场|机场|高铁站|火车站|客运站|国际邮轮港|码头|森林公园|湿地公园|地质公园|国家公园|郊野公园|公园|风景名胜区|旅游度假区|旅游景区|风景旅游区|风景区|景区|度假区|度假村|"
    r"古镇|古城|古村落?|遗址|纪念馆|纪念园|烈士陵园|广场|大厦|体育馆|体育场|会展中心|国际会展中心|国际会议中心|会议中心|展览馆|博览园|博览中心|自然保护区|水库|步行街"
)
_ROAD_WORK = frozenset("修铺筑养让护")  # 东岭村|修路
_BOUNDARY = frozenset("，。；：、“”（）《》 \n在于到赴至与和及从是为经过进位由沿位了往向临靠近抵达走去")


_VISITED = re.compile(
    r"(?:在|于|到|进|赴|至|参观|参观了|考察|走访|游览|坐落|抵达|前往|毗邻|紧邻|建成|、|，|。|有)$|(?:省|市|区|县|镇|乡|村)$"
)


def propose_locations(context: Context) -> None:
    """Propose Location candidates by tail."""
    walker = Walker(context)
    for pattern, longest, rule in ((_ADMIN, 4, "location.village"), (_ROAD, 4, "location.road")):
        for match in pattern.finditer(context.text):
            start = _own_start(context, walker, match.start(), longest)
            if start is not None:
                context.propose("Location", start, match.end(), rule, PRIORITY + 1)
    for match in _SITE.finditer(context.text):
        start = _site_start(walker, match.start(), match[0])
        if start is not None and _VISITED.search(context.text, max(0, start - 6), start):
            context.propose("Location", start, match.end(), "location.site", SITE_PRIORITY)


def _site_start(walker: Walker, tail: int, kind: str) -> int | None:
    """Start of a facility's name: stations keep the place before them (北京大兴国际机场), other sites with a name of
    their own do without (…市|沉湖湿地公园)."""
    left = walker.walk(tail)
    own = [w for w in left.words if not (left.place and w in walker.place_words(left.start, tail))]
    named = sum(len(w) for w in own if distinctive(w))
    length = sum(len(w) for w in left.words)
    if not 2 <= length <= 12 or left.words[0][0].isdigit() or "级" in left.words[0]:
        return None
    if kind.endswith(("机场", "站", "港")):
        return left.start if left.place or named >= 2 else None
    if named < 2:
        return None
    return tail - sum(len(w) for w in own) if left.place else left.start


def _has_common_word(own: str) -> bool:
    return any(own[i : i + 2] in word_classes() for i in range(len(own) - 1))


def _own_start(context: Context, walker: Walker, tail: int, longest: int) -> int | None:
    """Start of the 1 to ``longest`` characters that are the place's own name, if something fixes their left edge."""
    text = context.text
    for size in range(1, longest + 1):
        start = tail - size
        if start < 0 or not "\u4e00" <= text[start] <= "\u9fff":
            return None
        after_place = start in walker.places or start in walker.known
        if after_place or ((start == 0 or text[start - 1] in _BOUNDARY) and size > 1):
            own = text[start:tail]
            if after_place and own in ("东", "西", "南", "北", "中"):
                start = walker.places.get(start, start)  # 黄河|西路
            if text[tail] in "路街巷大" and (
                own[-1] in _ROAD_WORK or (size == 1 and own not in "东西南北中")
            ):
                return None
            if not after_place and (size > 3 or _has_common_word(own)):
                return None
            if any(c in "的了是在和与该本各这那每全此其几两数多等" for c in own) or own in (
                "乡",
                "农",
                "城",
                "新农",
                "城乡",
                "公",
                "铁",
                "道",
            ):
                return None
            return start
    return None
