"""Projects, policies, honours, clusters and products: names that are phrases, shortened from the left or at the tail."""

from __future__ import annotations

import re

from kg.resolving import lexicon
from kg.resolving.items import DocumentItems, Item
from kg.resolving.reasons import reason
from kg.resolving.verdict import NO, Verdict

NUMBER = re.compile(r"第?[一二三四五六七八九十0-9]+(?:期|届|批|标段|号|区|级|[aA]级)|第[一二三四五六七八九十0-9]+")
YEAR = re.compile(r"(?:19|20)\d\d")
TAILS = {
    "Project": ("建设项目", "项目", "工程", "建设", "工作", "计划", "活动", "平台"),
    "Policy": ("系列活动", "专项行动", "行动计划", "行动", "活动", "计划", "工程", "战略", "政策", "制度", "机制", "工作", "项目"),
    "Cluster": ("产业集群", "产业链", "集群", "产业", "行业", "业", "链"),
    "Honor": ("荣誉称号", "称号", "企业", "奖", "项目", "名单"),
    "Product": ("产品", "系列", "设备"),
}


def link_phrase(short: Item, full: Item, _found: DocumentItems) -> Verdict:
    """The end of the longer name, or the same name but for a tail noun (新都黄金搬迁改造项目 / 搬迁改造项目)."""
    if conflicting_numbers(short.name, full.name):
        return Verdict(False, "", 0.0, veto=True)
    yes = reason("contained", full=full.surface())
    mine, theirs = short.name, full.name
    if theirs.endswith(mine) and len(mine) >= 3:
        return Verdict(True, yes, 0.6 + 0.4 * len(mine) / len(theirs))
    for tail in TAILS.get(short.type, ()):
        bare = theirs.removesuffix(tail)
        own = mine.removesuffix(tail)
        if len(bare) >= 3 and bare in (mine, own):
            return Verdict(True, yes, 0.9)
        if len(mine) >= 4 and bare.endswith(mine):
            return Verdict(True, yes, 0.7)
    chain, rest = lexicon.place_chain(theirs)
    if chain and rest == mine:
        return Verdict(True, yes, 0.8)
    return NO


def conflicting_numbers(first: str, second: str) -> bool:
    """一期 / 二期, 第一 / 第二, 2022 / 2023: different numbers, different things."""
    for pattern in (NUMBER, YEAR):
        one, other = set(pattern.findall(first)), set(pattern.findall(second))
        if one and other and not (one <= other or other <= one):
            return True
    return _phase(first) != _phase(second)


def _phase(name: str) -> str:
    found = re.search(r"([一二三四五六七八九十0-9]+)期", name)
    return found[1] if found else ""
