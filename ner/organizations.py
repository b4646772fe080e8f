"""Organization names by their tails: enterprises, universities and institutes, parks, other organizations.

A tail (有限公司, 研究院, 产业园, 协会 …) fixes the right boundary and the type; ner/left_boundary.py finds the left one.
Names whose left part holds neither a place nor a word of its own (物流公司) are kinds of organizations, not names.
"""

from __future__ import annotations

import re
from functools import cache

from ner.candidates import Context
from ner.gazetteer import Gazetteer
from ner.gazetteer_lists import read_rows
from ner.government import propose_governments, propose_units
from ner.left_boundary import LeftPart, Walker
from ner.left_words import distinctive

PRIORITY = 85

# word kind of organization_words.csv -> (entity type, role)
_KINDS = {
    "legal_form": ("Enterprise", ""),
    "university_tail": ("University", ""),
    "institute_tail": ("University", "institute"),
    "park_tail": ("Park", ""),
    "organization_tail": ("Organization", ""),
}
# Tails that name too many other things, or that other grammars own.
_SKIP = frozenset(
    "子公司 分公司 合资公司 合资企业 独资企业 合伙企业 个人独资企业 分厂 控股 实业 企业集团 中心 证券 基金 信托 保险 矿 电站 水电站 车站 代表处 办事处 工作室 超市 商店 百货 商行 餐厅 "
    "营业厅 门市部 党校 分校 校区 独立学院 工程院 规划院 研究室 技术中心 企业技术中心 检测中心 测试中心 质检中心 转化中心 植物园 智库 工作站 研发中心 创新中心 研究中心 孵化器 "
    "加速器 众创空间 创业中心 创客空间 示范区 试验区 先行区 先导区 核心区 起步区 片区 合作区 经济区 物流中心 科创中心 物流园 会展中心 生态城 大学城 示范园 示范园区 产业小镇 空港 光谷 硅谷 "
    "云谷 经济示范区 特色小镇 商贸城 商务区 工业城 金融街 金融小镇 队 报 网 组织 大会 论坛 理事会 董事会 社区 工会 委员会 站 联盟 总工会 工商联 妇联 科协 残联 文联 共青团 团委 学校 初中 "
    "高中 诊所 活动中心 体育中心 文化中心 服务站 救助站 寺 教会 分会 民建 民盟 民进 民革 台盟 志愿服务队 Ltd Inc Corp Group Co. 供电局 监狱 示范基地 日报 日报社 晚报 时报 新闻网 新闻中心 报社 杂志社 图书馆 纪念馆 展览馆 档案馆 文化馆 交易中心 产业基地 铁矿 金矿 营业部 分行 支行 酒店 宾馆 饭店 代表队 俱乐部 国家重点实验室 全国重点实验室 省重点实验室 重点实验室 新区 示范基地 商城 评审委员会 组委会".split()
)
# Parts of a university that are named behind it only (东北大学|秦皇岛分校).
_BRANCHES = ("分校", "分院", "校区")
_EXTRA = {
    "酒业": ("Enterprise", ""),
    "工程研究院": ("University", "institute"),
    "专家工作站": ("University", "institute"),
    "国家实验室": ("University", "institute"),
    "研究中心": ("University", "institute"),
    "重点实验室": ("University", "institute"),
    "新区": ("Park", ""),
    "示范区": ("Park", ""),
    "孵化器": ("Park", ""),
    "众创空间": ("Park", ""),
    "物流园": ("Park", ""),
    "园区": ("Park", ""),
    **dict.fromkeys(_BRANCHES, ("University", "")),
    "联盟": ("Organization", ""),
    "证券": ("Enterprise", ""),
    "组委会": ("Organization", ""),
    **dict.fromkeys(
        "服务中心 促进中心 交流中心 文化馆 动物园 植物园 科学馆 服务站 实践站 实践团 宣讲团 支教团 服务团 服务队 志愿队 实践队 突击队 救援队 支教队 工作队 研究团队 团队 考察团 代表团 专业委员会 "
        "工作委员会 专家委员会 分会 实践基地 党支部 青年团 艺术团".split(),
        ("Organization", ""),
    ),
    "总工会": ("Organization", ""),
    "合伙企业（有限合伙）": ("Enterprise", ""),
    "合伙企业（普通合伙）": ("Enterprise", ""),
}
# Tails that stand in ordinary phrases as well unless a place is named (高水平大学, 现代服务业示范区).
_NEEDS_PLACE = frozenset(
    "示范区 医院 中学 小学 中小学 学校 交易所 孵化器 服务中心 促进中心 交流中心 文化馆 动物园 植物园 科学馆 服务站 实践站 实践团 宣讲团 支教团 服务团 服务队 志愿队 实践队 突击队 救援队 支教队 工作队 研究团队 团队 考察团 代表团 专业委员会 工作委员会 专家委员会 分会 实践基地 党支部 青年团 艺术团 物流园 陆港 科创走廊 总部基地 实验室 重点实验室 产业园区 工业园区 联盟 组委会 联谊会 科学院 创新港".split()
)
# What may not follow a tail, since it belongs to another word.
_NOT_AFTER = re.compile(
    r"生(?!物|产|态|命)|城|[制债法章]|治理|业(?:务|绩|主|[户界])|化|长(?![江春沙三])|商(?!务|业|学|会)|房|区(?!块|域)|[员级类型]"
)
_BARE = frozenset(
    "公司 集团 工厂 厂 总公司 集团公司 酒店 宾馆 农场 牧场 林场 煤矿 铁矿 金矿 银行 总厂 合作社 加工厂".split()
)
_LEGAL = re.compile(r"有限(?:责任)?公司|有限合伙")
_STRONG = re.compile(r"(?:有限|责任|股份|合伙|事务所|合作社|银行|总公司|分行|支行|信用社)")
_NUMBERED = re.compile(r"[新老旧原首一二三四五六七八九十\d]+(?:期|号|座|个|家)?")  # 二期工厂, 一号工厂
_NATIONAL = ("中国", "全国", "国家", "中华", "世界", "国际", "亚洲", "全球", "中央")


@cache
def _tails() -> tuple[dict[str, tuple[str, str]], re.Pattern[str]]:
    gazetteer = Gazetteer.default()
    tails: dict[str, tuple[str, str]] = {}
    for kind, meaning in _KINDS.items():
        for word in gazetteer.words(kind):
            if word not in _SKIP:
                tails.setdefault(word, meaning)
    tails |= _EXTRA
    pattern = "|".join(re.escape(word) for word in sorted(tails, key=lambda w: (-len(w), w)))
    return tails, re.compile(pattern)


def propose_organizations(context: Context) -> None:
    """Propose Enterprise, University, Park, Organization and Government candidates."""
    tails, pattern = _tails()
    walker = Walker(context)
    listed: dict[int, int] = {}
    for candidate in context.of_type("University", "Enterprise", "Park", "Government"):
        walker.know(candidate.start, candidate.end, candidate.type)
        if candidate.length >= 5:
            listed[candidate.end] = candidate.start
    propose_governments(context, walker)
    universities = any(True for _ in context.of_type("University"))
    for match in pattern.finditer(context.text):
        type_, role = tails[match[0]]
        if match[0] == "公司" and context.text[match.start() - 1 : match.start()] in "子母孙本该我贵":
            continue
        if match.end() in listed or _NOT_AFTER.match(context.text, match.end()):
            continue
        legal = type_ == "Enterprise" and _LEGAL.search(match[0]) is not None
        left = (
            walker.walk_legal(match.start())
            if legal
            else walker.walk(match.start(), strict=match[0] in _BARE)
        )
        if match[0].endswith(("学院", "学系", "学部")):
            left = _over_conjunction(walker, left, type_)
        if left.start == match.start() or (match[0] in _BRANCHES and left.start not in walker.known.values()):
            continue
        reason = _refusal(context, left, match[0], type_)
        if reason and match[0].endswith("学院") and universities and sum(len(w) for w in left.words) >= 2:
            reason = ""  # a faculty of a university that the article names
        if reason:
            context.reject(type_, left.start, match.end(), f"organization.{type_.lower()}", reason)
            continue
        props = {"roles": [role]} if role else {}
        context.propose(type_, left.start, match.end(), f"organization.{type_.lower()}", PRIORITY, props)
        walker.know(left.start, match.end(), type_)
    propose_units(context, walker)


def _over_conjunction(walker: Walker, left: LeftPart, type_: str) -> LeftPart:
    """A faculty whose subject holds 与 or 和 and that begins with its university (…大学|土木与交通工程学院)."""
    if (
        type_ != "University"
        or left.known
        or left.place
        or walker.text[left.start - 1 : left.start] not in ("与", "和")
    ):
        return left
    outer = walker.walk(left.start - 1)
    university = outer.known and walker.types.get(outer.start + len(outer.words[0])) == "University"
    if not university or sum(len(w) for w in outer.words[1:]) > 6:
        return left
    return LeftPart(outer.start, outer.place, outer.trade, (*outer.words, *left.words), known=True)


@cache
def _districts() -> frozenset[str]:
    """County-level districts that are called 新区 (浦东新区): locations, not parks."""
    return frozenset(row[1] for row in read_rows("places") if row[3] == "county" and row[1].endswith("新区"))


def _refusal(context: Context, left: LeftPart, tail: str, type_: str) -> str:
    """Why this is no name, or an empty string."""
    part = "".join(left.words)
    if left.known:
        return ""
    if len(part) < 2:
        return "left-part-too-short"
    if _NUMBERED.fullmatch(part):
        return "kind-not-name"
    national = part.startswith(_NATIONAL)
    if type_ == "Enterprise":
        if part in Gazetteer.default().words("industry"):
            return "no-trade-name"  # 新材料公司
        if left.trade or (left.place and len(left.words) > 1):
            return ""
        title = context.title_starts.get(left.start + len(part + tail))
        if left.place and tail == "集团" and title and title.role == "executive":
            return ""  # 岭东集团董事长: a group that carries a place's name
        return (
            ""
            if left.place and (_STRONG.search(tail) or tail not in ("公司", "集团", "厂", "工厂"))
            else "no-trade-name"
        )
    if type_ == "Park" and part + tail in _districts():
        return "district-of-that-name"
    if not left.place and tail in _NEEDS_PLACE:
        return "no-place"
    if not left.place and sum(len(w) for w in left.words if distinctive(w)) < 2 and not national:
        return "kind-not-name"
    if left.place or left.trade or (national and len(left.words) > 1):
        return ""
    if part.startswith(("国家", "省", "教育部")) and len(part) + len(tail) > 8:
        return ""
    return "kind-not-name"
