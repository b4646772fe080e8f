"""Short names of enterprises: by ending (金达|钛业), by definition (以下简称“…”), and derived from full names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache

from ner.candidates import Candidate, Context
from ner.gazetteer import Gazetteer
from ner.left_boundary import Walker
from ner.left_words import distinctive
from ner.word_lists import interior_words, word_classes

PRIORITY = 54
DEFINED_PRIORITY = 86  # above the grammars: the text itself says what the name stands for
_DEFINITION = re.compile(
    r"[（(](?:以下|下文|下称|后文)?(?:简称|统称|下称)[为：:]?[“\"'《]?([^“”\"'》）)，]{2,16})[”\"'》]?[）)]"
)
_LEGAL = re.compile(
    r"(?:（集团）)?(?:股份|集团|控股)?(?:集团)?(?:股份)?(?:有限责任公司|股份有限公司|有限公司|集团公司|总公司|公司|集团)$"
)
_BOUNDARY = frozenset("，。；：！？、“”‘’（）《》 \n与和及由在对向为是将把被从让如给等")
# Endings that make ordinary compounds (重点项目建设, 营商环境, 储能电池) more often than names.
_ORDINARY = frozenset(
    "建设 环境 文化 投资 教育 生态 材料 工程 电池 数据 装备 制造 芯片 健康 不锈钢 建筑 旅游 服饰 疫苗 通信 车轮 金融 商业 光伏 工业 机器人 新能源 物流 食品 云 储能 网络 服务 技术 "
    "发展 设备 产业 农业 航空 消防 黄金 轴承 水泥 服装 家具 贸易 包装 陶瓷 信托 管理 设计 咨询 能源 环保 创新 国际 资源 交通 安全 时代 未来 检测 出版 传播 体育 运动 生活".split()
)


@cache
def _tail_pattern() -> re.Pattern[str]:
    tails = Gazetteer.default().words("enterprise_short_tail") - _ORDINARY
    return re.compile("|".join(re.escape(t) for t in sorted(tails, key=lambda w: (-len(w), w))))


def propose_short_names(context: Context) -> None:
    """Propose short names and fill the document's lexicon with those that its full names imply."""
    full: dict[int, Candidate] = {}
    for candidate in context.candidates:
        best = full.get(candidate.end)
        if candidate.type != "Amount" and (best is None or _weight(candidate) > _weight(best)):
            full[candidate.end] = candidate
    for match in _DEFINITION.finditer(context.text):
        if match.start() in full:
            _define(context, match, full[match.start()])
    words = Spans(context.words)
    places = Spans((hit.start, hit.end) for hit in context.hits if hit.entry.type == "Location")
    for candidate in list(context.candidates):
        if candidate.type == "Enterprise" and candidate.rule == "organization.enterprise":
            _derive(context, candidate, words, places)
    _by_ending(context)
    _by_context(context)


def _weight(candidate: Candidate) -> tuple[int, int]:
    return candidate.priority, candidate.length


def _define(context: Context, match: re.Match[str], full: Candidate) -> None:
    canonical = "".join(context.text[full.start : full.end].split())
    props = {"canonical": canonical}
    context.lexicon.names[match[1]] = (full.type, "short.defined", props)
    context.propose(full.type, match.start(1), match.end(1), "short.defined", DEFINED_PRIORITY, props)


class Spans:
    """Spans by their start: a name looks at its own only, so that a page of names takes linear time."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = sorted(spans, key=lambda span: span[0])
        self.starts = [start for start, _ in self.spans]

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        """The spans that start in ``[start, end)``."""
        return self.spans[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def _derive(context: Context, full: Candidate, words: Spans, locations: Spans) -> None:
    """Trade name and trade name + industry of a full name, without place and legal form."""
    name = context.text[full.start : full.end]
    core = _LEGAL.sub("", name)
    if core == name and not name.endswith(("银行", "厂")):
        return
    places = dict(locations.within(full.start, full.end))
    at, stages = full.start, [core]
    while at in places and places[at] < full.start + len(core):
        at = places[at]
        stages.append(core[at - full.start :])
    bare = stages[-1]
    forms = {*stages, re.sub(r"（[^（）]*）$", "", core)}
    for word in (context.text[s:e] for s, e in words.within(full.start, full.start + len(core))):
        if word in interior_words() and len(bare) - len(word) >= 2 and bare.endswith(word):
            forms.add(bare[: -len(word)])
    for form in forms:
        long_enough = len(form) >= 3 or (len(form) == 2 and form not in word_classes())
        if long_enough and form not in interior_words() and not re.search(r"[（）]", form):
            context.lexicon.add(form, "Enterprise", "short.derived")


def _by_ending(context: Context) -> None:
    """Two or three characters of their own and an industry word: 金达钛业."""
    text = context.text
    walker = Walker(context)
    for match in _tail_pattern().finditer(text):
        left = walker.walk(match.start())
        lead = text[left.start : match.start()]
        if not left.trade and not (left.place and len(left.words) > 1):
            continue
        own = sum(len(w) for w in left.words)
        free = left.start == 0 or text[left.start - 1] in _BOUNDARY
        if not (own == 2 or (own == 3 and free)) or any(
            word_classes().get(w) for w in left.words if len(w) > 1 and w in word_classes()
        ):
            context.reject("Enterprise", left.start, match.end(), "short.ending", "common-words")
            continue
        if text[match.end() : match.end() + 1] not in _BOUNDARY and match.end() not in context.word_ends:
            continue
        following = text[match.end() : match.end() + 2]
        if following in interior_words() or (
            word_classes().get(following) == "noun" and following not in ("公司", "集团", "总部", "董事")
        ):
            context.reject("Enterprise", left.start, match.end(), "short.ending", "longer-phrase")
            continue
        if lead:
            context.propose("Enterprise", left.start, match.end(), "short.ending", PRIORITY + 1)


_TICKER = re.compile(
    r"（(?:[A-Z]{2,6}[：: ]?)?\d{6}(?:\.[A-Z]{2,3})?）|（[A-Z0-9]{1,6}\.(?:SH|SZ|HK|US|N|O|NYSE)）|（(?:股票|证券)代码"
)


def _by_context(context: Context) -> None:
    """Unknown words that a stock code or an executive's post marks as a company."""
    walker = Walker(context)
    persons = {c.start for c in context.of_type("Person")} | {c.end for c in context.of_type("Person")}
    ends = {match.start() for match in _TICKER.finditer(context.text)}
    posts = {
        t.start for t in context.titles if t.role == "executive" and (t.end in persons or t.start in persons)
    }
    taken = {c.end for c in context.candidates if c.priority >= PRIORITY}
    for end, rule in [
        *((e, "short.ticker") for e in sorted(ends)),
        *((e, "short.post") for e in sorted(posts)),
    ]:
        if end in taken:
            continue
        taken.add(end)
        left = walker.walk(end, strict=True)
        _propose_unknown(context, left.start, end, rule)


def _propose_unknown(context: Context, start: int, end: int, rule: str) -> None:
    """Propose 2 to 6 characters that hold a word of their own and are no department or group (…事业部, …集团)."""
    name = context.text[start:end]
    own = [context.text[s:e] for s, e in context.words_in(start, end)]
    named = any(distinctive(word) for word in own if len(word) > 1) or (
        own and all(len(word) == 1 for word in own)
    )
    hits = (hit for hit in context.hits_over(start, end) if (hit.start, hit.end) == (start, end))
    other = any(hit.entry.type != "Enterprise" for hit in hits)
    if 2 <= len(name) <= 6 and named and not other and not _NO_COMPANY.search(name):
        context.propose("Enterprise", start, end, rule, PRIORITY)
        context.lexicon.add(name, "Enterprise", "short.derived")


_NO_COMPANY = re.compile(
    r"(?:集团|公司|部|区|中心|会|城|园|院|所|局|办|馆|社|网|籍|运营|销售|市场|技术|事业|业务|[）\d])$|^(?:另|原|前)"
)
