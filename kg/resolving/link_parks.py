"""Parks and zones inside one document: 朝阳高新区 ← 朝阳高新技术产业开发区."""

from __future__ import annotations

import re

from kg.resolving import lexicon
from kg.resolving.items import DocumentItems, Item
from kg.resolving.link_bodies import OWNER, VETO, same_place
from kg.resolving.link_phrases import conflicting_numbers
from kg.resolving.reasons import reason
from kg.resolving.shortforms import in_order
from kg.resolving.verdict import NO, Verdict

KINDS = (
    (re.compile(r"高新技术(?:产业)?开发区|高新(?:技术)?产业(?:园区|园|区|开发区)"), "高新区"),
    (re.compile(r"经济(?:技术)?开发区"), "经开区"),
    (re.compile(r"自由贸易试验区|自贸试验区"), "自贸区"),
    (re.compile(r"自由贸易港"), "自贸港"),
    (re.compile(r"综合保税区"), "综保区"),
    (re.compile(r"(?<=园)区$"), ""),
)
ANY_ZONE = {"开发区", "高新区", "经开区", "自贸区", "综保区"}
ZONE = re.compile(
    r"(?:产业|信息|科技|工业|创新|科学|软件|物流|孵化|片)*(高新区|经开区|开发区|自贸区|自贸港|综保区|保税区|新区|试验区|示范区|合作区|园|城|谷|港|基地|中心|器|区)$"
)


def spelled(name: str) -> str:
    """One spelling of the kind of zone."""
    for pattern, short in KINDS:
        name = pattern.sub(short, name)
    return name


def link_park(short: Item, full: Item, _found: DocumentItems) -> Verdict:
    """Places, name and kind of zone, each on its own; a part of a zone is not the zone."""
    if conflicting_numbers(short.name, full.name):
        return VETO
    mine_places, mine = lexicon.place_chain(spelled(short.name), districts=True)
    their_places, theirs = lexicon.place_chain(spelled(full.name), districts=True)
    if mine == theirs or (mine == "开发区" and theirs in ANY_ZONE):
        if not mine_places or not their_places:
            return Verdict(True, reason("contained", full=full.surface()), 0.9 if len(mine) > 3 else 0.7)
        if same_place(mine_places[-1], their_places[-1]) or is_inside(mine_places[-1], their_places[-1]):
            return Verdict(True, reason("office", place=their_places[-1], office=theirs), 0.95)
        return VETO if ZONE.fullmatch(theirs) else NO
    if mine_places and their_places and not same_place(mine_places[-1], their_places[-1]):
        return NO
    return _shorter_name(spelled(short.name), spelled(full.name), full)


def is_inside(first: str, second: str) -> bool:
    """江苏江宁经开区 and 南京江宁经开区 name one zone by places of different height."""
    return lexicon.contains(first, second) or lexicon.contains(second, first)


def _shorter_name(mine: str, theirs: str, full: Item) -> Verdict:
    """天府软件园 ← 成都天府软件园, 深汕合作区 ← 深汕特别合作区, 漕河泾 ← 漕河泾开发区, 新区 ← 江北新区."""
    contained = reason("contained", full=full.surface())
    kind, other = ZONE.search(mine), ZONE.search(theirs)
    if mine == "新区" and theirs.endswith("高新区"):
        return NO
    if theirs.endswith(mine) and (len(mine) >= 3 or mine in ANY_ZONE or mine in ("新区", "新城", "园区")):
        known = len(mine) >= 4 or OWNER.search(theirs[: -len(mine)])
        return Verdict(True, contained, 0.8 if known else 0.6)
    bare = ZONE.sub("", theirs)
    if len(mine) >= 2 and (bare == mine or lexicon.place_chain(bare, districts=True)[1] == mine):
        return Verdict(True, contained, 0.8)
    if kind and other and mine[:2] == theirs[:2] and in_order(mine, theirs) and kind[0][-1] == other[0][-1]:
        return Verdict(True, contained, 0.8)
    return NO
