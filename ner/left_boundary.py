"""Where an organization name begins, given where its tail (公司, 研究院, 产业园 …) begins.

The walk goes left word by word and stops at punctuation, at function words and at words of the classes that cannot
stand in a name.  A place name that is reached is taken as the beginning (place + trade name + industry + legal form).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from ner.candidates import Context
from ner.gazetteer import Hit
from ner.word_lists import interior_words, word_classes

LONGEST = 26
# Words that introduce an organization and are listed as nouns, or are too rare for the list of common words.
_INTRODUCES = frozenset(
    "会见 参观 调研 考察 走访 访问 现任 时任 曾任 获批 牵手 联手 携手 紧扣 标志着 入驻 落户 引进 签约 走进 来自 隶属 对标 依托 借助 助力 赋能 委托 邀请 聘请 召集 "
    "旗下 举报 起诉 收购 并购 参股 入股 走出 毕业 就读 任职 供职 打造 组建 共建 推动 支持 对接 依靠 经由 授予 授权 代表 陪同 接待 团队 名单 "
    "央企 国企 民企 校友 客商 承办 主办 协办 指导 主管 名为 叫做 即 成立 新设 设立 创办 创建 创立 建设 建成 揭牌 挂牌 启用 启动 推进 助推 抢抓 加快 充分利用 高标准 "
    "上市公司 龙头企业 记者 获悉 消息 报道 显示 公告 称 讯 举办 考入 考取 出自 师从 加盟 加入 参加 出席 走近 探访 前往 途经 抵达 离开 回到 来到 莅临 接待 陪同 组织 号召".split()
)
_FUNCTION = frozenset("的了在和与及或由对向为是将把被从到于以至等让使经给跟同该本各某这那其每并也都已还又就则而但因如若被按据且之所约近超共赴获")
# Function characters that no legal name holds as words of their own (和 and 以 may: 宝月碳和科技).
_HARD = frozenset("的了在与及或由对向为是将把被从到于等使给跟同该本各某这那其每并也都已还又就则而但因若据且之所获")
_SPEECH = frozenset("表示 介绍 认为 指出 透露 强调 称 说 目前 近日 日前 今年 去年 昨日 今日 目标 通过 包括 以及 其中 此外 同时 随着 作为 根据 按照 关于 对于 由于 已有 拥有 位于 共有 现有 一家 两家 多家".split())
_LEADING = frozenset("为由以与据是及从到将让使被把给跟向对在现任均还又也")
_WALL = frozenset("，。；：！？、“”‘’《》〈〉「」【】\n\t/|…—")
_GENERIC = frozenset(
    "企业 客户 用户 品牌 公司 集团 单位 机构 项目 产品 上市 国有 民营 外资 龙头 骨干 知名 著名 重点 相关 有关 旗下 全资 控股 参股 下属 所属 当地 本地 "
    "国内 国外 境外 海外 全国 全球 全市 全省 全区 全县 我市 我省 我区 我县 我国 我校 本市 本省 该市 该县 该区 该校 一流 新型 大型 中型 小型 高端 优质 先进 首家 新建 在建 多家 "
    "高校 院校 科研 院所 学校 专业 主要 其他 其它 以及 包括 例如 比如 兄弟 世界 合作 领导 员工 老板 集体 私营 个体 股东 投资者 股份制 年 月 日 时 个 家 所 名 位 项 座 "
    "行业 市场 领域 城市 地区 经济 社会 服务 传统 现代 现有 规模 以上".split()
)


@dataclass(frozen=True, slots=True)
class LeftPart:
    """``start`` of the name; what its left part holds: a ``place``, a ``trade`` name (a word that is none of the
    common ones), a name ``known`` already (东北大学|冶金学院); ``words``: its words from left to right."""

    start: int
    place: bool
    trade: bool
    words: tuple[str, ...]
    known: bool = False


# 市长 may be the seam of a name (西岭市|长丰车桥) unless a person stands beside it.
_LEVEL_HEAD = re.compile(r"[省市区县镇乡村]长")


# What stands in brackets before a legal form is part of the name: 远衡检测（云岭）有限公司.
_PLACE_LIKE = re.compile(r"[\u4e00-\u9fff]{2,6}")
_FORM = re.compile(r"(?:集团|控股)?(?:有限|股份)")


def _doubtful(hit: Hit) -> bool:
    """Whether a place name is mostly an ordinary word (会同, 合作)."""
    props = hit.entry.props
    return bool(props.get("ambiguous")) or (bool(props.get("short")) and hit.entry.name in word_classes())


class Walker:
    """Walks left over one article's words; build once per article."""

    def __init__(self, context: Context, place_types: frozenset[str] = frozenset({"Location"})) -> None:
        self.text = context.text
        self.word_starts = sorted(start for start, _ in context.words)
        self.place_spans = {(hit.start, hit.end) for hit in context.hits if hit.entry.type in place_types}
        self.places: dict[int, int] = {}
        for hit in context.hits:
            if hit.entry.type in place_types and hit.end - hit.start > 1 and not _doubtful(hit):
                start = self.places.get(hit.end)
                if start is None or hit.start < start:
                    self.places[hit.end] = hit.start
        persons = {edge for c in context.of_type("Person") for edge in (c.start, c.end)}
        self.titles = {t.end for t in context.titles if not _LEVEL_HEAD.fullmatch(t.text) or t.end in persons or t.start in persons}
        self.persons = {c.end for c in context.of_type("Person") if c.rule != "person.bare"}
        self.word_start_set = context.word_starts
        self.hit_starts = {hit.start for hit in context.hits}
        self.known: dict[int, int] = {}
        self.types: dict[int, str] = {}

    def word_before(self, end: int) -> str:
        """The segmenter's word (or the part of one) that ends at ``end``."""
        index = bisect_left(self.word_starts, end) - 1
        if index < 0:
            return self.text[end - 1 : end]
        return self.text[max(self.word_starts[index], end - 8) : end].rsplit("\n", 1)[-1]

    def walk(self, tail: int, *, strict: bool = False) -> LeftPart:
        """The left part of the name whose tail begins at ``tail``; empty (start == tail) if there is none.

        ``strict``: ordinary nouns end the name too, as before a bare 公司 (关联公司, 2013年公司).
        """
        at, floor = tail, max(0, tail - LONGEST)
        words: list[str] = []
        place = trade = False
        while at > floor:
            char = self.text[at - 1]
            if char in _WALL or char.isspace():
                break
            if (at in self.titles and at != tail) or at in self.persons:
                break
            if char == "）":
                opening = self._bracket(at, floor)
                if opening is None:
                    break
                words.append(self.text[opening:at])
                place, at = True, opening
                continue
            if at in self.known and self.known[at] < at:
                words.append(self.text[self.known[at] : at])
                words.reverse()
                return LeftPart(self.known[at], place, trade, tuple(words), known=True)
            if at in self.places and self.places[at] >= floor:
                words.append(self.text[self.places[at] : at])
                at, place = self.chain(at), True
                lead = self._lead(at)
                if lead < at:
                    words.append(self.text[lead:at])
                    at, trade = lead, True
                break
            word = self._ascii(at) or self.word_before(at)
            if not word or self._stops(word, inside=at == tail and word in interior_words()):
                break
            if strict and len(word) > 1 and word in word_classes() and word not in interior_words():
                break
            words.append(word)
            at -= len(word)
            trade = trade or self.distinctive(word)
        if words and not (place and len(words) == 1) and words[-1][0] in _LEADING and words[-1] not in word_classes() and at not in self.hit_starts:
            words[-1] = words[-1][1:]
            at += 1
        words.reverse()
        return LeftPart(at, place, trade, tuple(w for w in words if w))

    def walk_legal(self, tail: int) -> LeftPart:
        """Like ``walk`` for a full legal form (有限公司): ordinary words may stand inside, so the name begins at the
        place that is nearest to a boundary, or at the boundary itself if that is close."""
        usual = self.walk(tail)
        wall = tail
        while wall > max(0, tail - LONGEST) and self._within(wall):
            wall -= 1
        if wall >= usual.start:
            return usual
        starts = sorted({self.chain(end) for end in range(wall + 2, tail) if end in self.places and self.places[end] >= wall})
        for start in starts:
            if tail - start >= 4:
                return LeftPart(start, True, usual.trade or usual.start > start, (self.text[start:tail],) + usual.words[-1:])
        bounded = wall == 0 or self.text[wall - 1] in _WALL or wall in self.titles
        if not usual.place and bounded and 4 <= tail - wall <= 14:
            return LeftPart(wall, False, True, (self.text[wall:tail],))
        return usual

    def _within(self, at: int) -> bool:
        """Whether the character before ``at`` can still belong to a legal name."""
        char = self.text[at - 1]
        if char in _WALL or char.isspace() or char in "）（" or at in self.titles or at in self.persons:
            return False
        word = self.word_before(at)
        if len(word) == 1 and char in _HARD:
            return False
        return not (word in _INTRODUCES or word in _GENERIC or word in _SPEECH)

    def know(self, start: int, end: int, type_: str) -> None:
        """Remember a recognised name, so that a longer one may begin with it (东北大学|冶金学院)."""
        if start <= self.known.get(end, start):
            self.known[end] = start
            self.types[end] = type_

    def chain(self, end: int) -> int:
        start = self.places[end]
        while start in self.places:
            start = self.places[start]
        return start

    def _lead(self, place_start: int) -> int:
        """Where a name begins that has a trade name before a place (航天X朝阳电源公司, 哈尔滨中科盈江有限公司).

        Up to four characters of unknown words count if a boundary, a stopping word or another place is before them.
        """
        at = place_start
        while at and place_start - at < 4:
            char = self.text[at - 1]
            if char in _WALL or char.isspace():
                return at
            if at in self.places and at < place_start:
                return self.chain(at)
            word = self.word_before(at)
            if self._stops(word):
                return at if place_start - at >= 2 else place_start
            if len(word) < 2 or len(word) > 4 or word in word_classes() or word[0] in _LEADING:
                return place_start
            at -= len(word)
        return place_start

    def _bracket(self, end: int, floor: int) -> int | None:
        opening = self.text.rfind("（", max(floor, end - 12), end)
        if opening < 0:
            return None
        inside = self.text[opening + 1 : end - 1]
        if (opening + 1, end - 1) in self.place_spans or (_PLACE_LIKE.fullmatch(inside) and _FORM.match(self.text, end)):
            return opening
        return opening if inside in ("集团", "中国", "控股", "香港", "北京", "上海", "深圳") else None

    def _ascii(self, end: int) -> str:
        at = end
        while at and self.text[at - 1].isascii() and (self.text[at - 1].isalnum() or self.text[at - 1] in "&-.·"):
            at -= 1
        run = self.text[at:end]
        return run if any(c.isalpha() for c in run) else ""

    @staticmethod
    def _stops(word: str, *, inside: bool = False) -> bool:
        if word in _GENERIC or (word in _INTRODUCES and not inside):
            return True
        if len(word) == 1:
            return word in _FUNCTION or word.isdigit()
        if word[0].isdigit() and not any(c.isascii() and c.isalpha() for c in word):
            return True
        if word in interior_words():
            return False
        return word_classes().get(word) == "stop" or word[0] in "该本各每" or word.isdigit()

    @staticmethod
    def distinctive(word: str) -> bool:
        return word not in interior_words() and word not in word_classes()
