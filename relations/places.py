"""LOCATED_IN read off neighbours: 辽宁省朝阳市双塔区 (address chain), 双塔区重点企业X, X（青岚市）, 青岚市的X项目."""

from __future__ import annotations

import re
from functools import lru_cache

from relations.alphabet import classed
from relations.arguments import Scene, codes
from relations.clauses import code_of
from relations.lists import members
from relations.positions import PROVINCES

LOCATION = code_of("Location")
PARK = code_of("Park")
# Organizations and places are only read where the words between say so.
_NO_THINGS = codes(("Organization", "Location"))
_CHAIN = rf"(?P<tail>[{LOCATION}{PARK}])(?P<head>THING|{LOCATION})"
_OF = rf"(?P<tail>[{LOCATION}{PARK}])(?:的|市|境内的|辖区内?的?|区域内的|内的)(?P<head>ALL)"
_BRACKET = rf"(?P<head>THING)（(?P<tail>[{LOCATION}])）"
_KIND = (
    rf"(?P<tail>[{LOCATION}{PARK}])(?:的|本土|本地|市|区)?[^，。；：！？（）、]{{0,12}}?"
    rf"(?:企业|公司|集团|厂商|制造商|生产商|供应商|运营商|开发商|机构|龙头|巨头|项目|高校|学校|医院|品牌|银行)(?:——|“|——“)?(?P<head>THING)"
)
_LEVELS = "省市区县州旗镇乡村道"
_OWN = re.compile(rf"(?:{'|'.join(sorted(PROVINCES))})|.{{2,3}}[省市县].")
_FULL = re.compile(r"(?:公司|集团|厂|合作社|银行|酒店|中心|店|矿|站|社)\Z")
_RULES = (
    ("place.chain", _CHAIN),
    ("place.of", _OF),
    ("place.bracket", _BRACKET),
    ("place.kind", _KIND),
)


@lru_cache(maxsize=8)
def _grammar(heads: frozenset[str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The rules with the types that lie somewhere."""
    things, every = classed(heads - _NO_THINGS), classed(heads)
    return tuple(
        (name, re.compile(pattern.replace("THING", things).replace("ALL", every))) for name, pattern in _RULES
    )


def find(scene: Scene) -> None:
    """Add LOCATED_IN facts for neighbours in the sentence."""
    view = scene.view
    if LOCATION not in view.code and PARK not in view.code:
        return
    for rule, pattern in _grammar(scene.letters.heads("LOCATED_IN")):
        at = 0
        while match := pattern.search(view.code, at):
            at = match.start("head") if rule == "place.chain" else match.end()
            head, tail = match.start("head"), match.start("tail")
            if rule == "place.chain" and ({head, tail} & view.virtual or not _whole(scene, head, tail)):
                continue
            name = f"{rule}.{scene.type_of(view.refs[head]).lower()}"
            heads = [scene.at(p) for p in _listed(scene, head)]
            scene.emit("LOCATED_IN", heads[:1], [scene.at(tail)], name)
            scene.emit("LOCATED_IN", heads[1:], [scene.at(tail)], f"{rule}.list.{name.rsplit('.', 1)[1]}")
            if at == match.start("tail"):
                break


def _listed(scene: Scene, head: int) -> list[int]:
    """The head and what is listed after it (栖山区甲村、乙村和丙公司), up to a member that has a place of its own."""
    view = scene.view
    every = scene.letters.heads("LOCATED_IN")
    out = [head]
    for position in members(view, head, every):
        if position <= head:
            continue
        after = view.code[position + 1 : position + 2]
        mention = scene.passage.mentions[view.refs[position]]
        of = view.code[position + 1 : position + 3]
        if (after and after in every) or (of[:1] == "的" and of[1:] in every):
            break
        if position in view.virtual or _OWN.match(mention.text) or not _alike(scene, head, position):
            break
        out.append(position)
    return out


def _alike(scene: Scene, head: int, position: int) -> bool:
    """Whether two listed places are of one level (甲县、乙县), so that what holds the first holds both."""
    first, other = (scene.passage.mentions[scene.view.refs[p]] for p in (head, position))
    if other.type != "Location":
        return True
    levels = [mention.text[-1] if mention.text[-1] in _LEVELS else "" for mention in (first, other)]
    return levels[0] == levels[1]


def _whole(scene: Scene, head: int, tail: int) -> bool:
    """Whether a company directly behind a place is a full name (of 青岚恒岭 the place may be a part of the name), and places are
    more than one letter each (湘黔)."""
    mention, place = (scene.passage.mentions[scene.view.refs[p]] for p in (head, tail))
    if mention.type == "Location":
        return len(mention.text) + len(place.text) > 2
    return mention.type != "Enterprise" or bool(_FULL.search(mention.text))
