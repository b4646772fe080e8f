"""LOCATED_IN read off neighbours: 辽宁省朝阳市双塔区 (address chain), 双塔区重点企业X, X（青岚市）, 青岚市的X项目."""

from __future__ import annotations

import re

from relations.arguments import Scene, codes
from relations.clauses import code_of

LOCATION = code_of("Location")
PARK = code_of("Park")
ENTERPRISE = code_of("Enterprise")
_ALL = "".join(
    sorted(codes(("Enterprise", "Project", "Park", "University", "Organization", "Cluster", "Location")))
)
_THINGS = "".join(sorted(codes(("Enterprise", "Project", "Park", "University", "Cluster"))))
_CHAIN = re.compile(rf"(?P<tail>[{LOCATION}{PARK}])(?P<head>[{_THINGS}{LOCATION}])")
_OF = re.compile(rf"(?P<tail>[{LOCATION}{PARK}])(?:的|市|境内的|辖区内?的?|区域内的|内的)(?P<head>[{_ALL}])")
_BRACKET = re.compile(rf"(?P<head>[{_THINGS}])（(?P<tail>[{LOCATION}])）")
_KIND = re.compile(
    rf"(?P<tail>[{LOCATION}{PARK}])(?:的|本土|本地|市|区)?[^，。；：！？（）、]{{0,12}}?"
    rf"(?:企业|公司|集团|厂商|制造商|生产商|供应商|运营商|开发商|机构|龙头|巨头|项目|高校|学校|医院|品牌|银行)(?:——|“|——“)?(?P<head>[{_THINGS}])"
)
_FULL = re.compile(r"(?:公司|集团|厂|合作社|银行|酒店|中心|店|矿|站|社)\Z")
_RULES = (
    ("place.chain", _CHAIN),
    ("place.of", _OF),
    ("place.bracket", _BRACKET),
    ("place.kind", _KIND),
)


def find(scene: Scene) -> None:
    """Add LOCATED_IN facts for neighbours in the sentence."""
    view = scene.view
    if LOCATION not in view.code and PARK not in view.code:
        return
    for rule, pattern in _RULES:
        at = 0
        while match := pattern.search(view.code, at):
            at = match.start("head") if rule == "place.chain" else match.end()
            head, tail = match.start("head"), match.start("tail")
            if rule == "place.chain" and ({head, tail} & view.virtual or not _whole(scene, head)):
                continue
            name = f"{rule}.{scene.type_of(view.refs[head]).lower()}"
            scene.emit("LOCATED_IN", [scene.at(head)], [scene.at(tail)], name)
            if at == match.start("tail"):
                break


def _whole(scene: Scene, head: int) -> bool:
    """Whether a company directly behind a place is a full name: of 青岚恒岭 the place may be a part of the name."""
    mention = scene.passage.mentions[scene.view.refs[head]]
    return mention.type != "Enterprise" or bool(_FULL.search(mention.text))
