"""Projects, policies, honours, clusters and products: names that are phrases, shortened at either end or inside."""

from __future__ import annotations

import re

from kg.resolving import lexicon
from kg.resolving.items import DocumentItems, Item
from kg.resolving.keys import normalise_name
from kg.resolving.reasons import reason
from kg.resolving.shortforms import in_order
from kg.resolving.verdict import NO, Verdict

NUMBER = re.compile(
    r"第?[一二三四五六七八九十0-9]+(?:期|届|批|标段|号|区|级|[aA]级)|第[一二三四五六七八九十0-9]+"
)
YEAR = re.compile(r"(?:19|20)\d\d")
PHASE = re.compile(r"([一二三四五六七八九十0-9]+)期")
QUOTED = re.compile(r"[“‘《「]([^“”‘’《》「」]{3,})[”’》」]")
TAILS = {
    "Project": r"(?:建设|改造|示范|品牌|公益|服务|合作)?(?:项目|工程|建设|工作|计划|活动|平台)$",
    "Policy": r"(?:系列|专项|主题|公益|社会)?(?:行动计划|行动|活动|计划|工程|战略|政策|制度|机制|工作|项目|倡议|实践|大赛|模式)$",
    "Cluster": r"(?:先进制造业|特色|优势|支柱|主导|全|[百千万]亿级?)*(?:产业)?(?:集群|集聚区|聚集区|链|圈|带)?$|(?:产业|行业|业)$",
    "Honor": r"(?:荣誉)?(?:称号|企业|项目|名单)$",
    "Product": r"(?:系列)?(?:产品|系列|设备)$",
}
TAIL = {type_: re.compile(pattern) for type_, pattern in TAILS.items()}
ANYWHERE = {
    "Project",
    "Policy",
    "Cluster",
    "Honor",
}  # types whose names are seldom part of another of their kind
GENERIC_DOCUMENT = re.compile(
    r"(?:规划|方案|通知|意见|办法|条例|规定|倡议|指南|纲要|计划|细则|决定|公告|报告|协议)$"
)


def link_phrase(short: Item, full: Item, _found: DocumentItems) -> Verdict:
    """One name without some of the other's words: 搬迁改造项目 ← 新都黄金搬迁改造项目."""
    mine, theirs = short.name, full.name
    if conflicting_numbers(mine, theirs):
        return Verdict(False, "", 0.0, veto=True)
    score = _score(short, full)
    return Verdict(True, reason("contained", full=full.surface()), score) if score else NO


def _score(short: Item, full: Item) -> float:
    """0 if they do not fit."""
    mine, theirs, type_ = short.name, full.name, short.type
    if type_ == "Cluster" and _elsewhere(mine, theirs):
        return 0.0
    share = len(mine) / len(theirs)
    quoted = _quoted(full)
    if type_ != "Honor" and (
        quoted & {mine, bare(mine, type_)} or (len(quoted) == 1 and quoted == _quoted(short))
    ):
        return 0.9
    own, other = bare(mine, type_), bare(theirs, type_)
    if own == other and len(own) >= 2:
        return 0.95
    if theirs.endswith(mine) and len(mine) >= 3:
        return 0.6 + 0.35 * share
    if theirs.endswith(mine) and len(mine) == 2 and type_ == "Policy" and GENERIC_DOCUMENT.fullmatch(mine):
        return 0.6
    if type_ in ANYWHERE and len(own) >= 3 and (mine in theirs or own in other):
        return 0.55 + 0.35 * share
    if (
        len(mine) >= 4
        and share >= 0.5
        and mine[:2] == theirs[:2]
        and mine[-1] == theirs[-1]
        and in_order(mine, theirs)
    ):
        return 0.5 + 0.4 * share
    return 0.8 if lexicon.place_chain(theirs)[1] in (mine, own) else 0.0


def _elsewhere(mine: str, theirs: str) -> bool:
    """四川家具产业 is not 全国家具产业."""
    one, other = (re.match(r"全球|世界|国内", name) for name in (mine, theirs))
    here = [one[0]] if one else lexicon.place_chain(mine)[0]
    there = [other[0]] if other else lexicon.place_chain(theirs)[0]
    return bool(here and there) and lexicon.stem(here[-1]) != lexicon.stem(there[-1])


def bare(name: str, type_: str) -> str:
    """The name without its tail noun, bracketed remark and leading place."""
    name = re.sub(r"\([^()]*\)$", "", name) or name
    pattern = TAIL.get(type_)
    cut = pattern.sub("", name) if pattern else name
    name = cut if len(cut) >= 2 else name
    return lexicon.place_chain(name)[1] if type_ == "Cluster" else name


def _quoted(item: Item) -> set[str]:
    """What stands in quotation marks in the item's spellings."""
    return {normalise_name(part) for surface in item.surfaces for part in QUOTED.findall(surface)}


def conflicting_numbers(first: str, second: str) -> bool:
    """一期 / 二期, 第一 / 第二, 2022 / 2023: different numbers, different things; a phase is not the whole."""
    for pattern in (NUMBER, YEAR):
        one, other = set(pattern.findall(first)), set(pattern.findall(second))
        if one and other and not (one <= other or other <= one):
            return True
    return PHASE.findall(first) != PHASE.findall(second)
