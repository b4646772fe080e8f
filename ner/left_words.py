"""Which words and characters end a name on its left."""

from __future__ import annotations

import re

from ner.word_lists import interior_words, word_classes

# Words that introduce an organization and are listed as nouns, or are too rare for the list of common words.
INTRODUCES = frozenset(
    "再添 竞购 叫停 变身 会见 参观 调研 考察 走访 访问 现任 时任 曾任 获批 牵手 联手 携手 紧扣 标志着 入驻 落户 引进 签约 走进 来自 隶属 对标 依托 借助 助力 赋能 委托 邀请 聘请 召集 "
    "旗下 举报 起诉 收购 并购 参股 入股 走出 毕业 就读 任职 供职 打造 组建 共建 推动 支持 对接 依靠 经由 授予 授权 代表 陪同 接待 团队 名单 "
    "央企 国企 民企 校友 客商 承办 主办 协办 指导 主管 名为 叫做 即 成立 新设 设立 创办 创建 创立 建设 建成 揭牌 挂牌 启用 启动 推进 助推 抢抓 加快 充分利用 高标准 "
    "上市公司 龙头企业 记者 获悉 消息 报道 显示 公告 称 讯 举办 考入 考取 出自 师从 加盟 加入 参加 出席 走近 探访 前往 途经 抵达 离开 回到 来到 莅临 接待 陪同 组织 号召".split()
)
FUNCTION = frozenset(
    "着靠任添再更最正仍即校的了在和与及或由对向为是将把被从到于以至等让使经给跟同该本各某这那其每并也都已还又就则而但因如若被按据且之所约近超共赴获仅除只未没"
)
# Function characters that no legal name holds as words of their own (和 and 以 may: 宝月碳和科技).
HARD = frozenset(
    "着靠任添再更最正仍即校的了在与及或由对向为是将把被从到于等使给跟同该本各某这那其每并也都已还又就则而但因若据且之所获"
)
SPEECH = frozenset(
    "表示 介绍 认为 指出 透露 强调 称 说 目前 近日 日前 今年 去年 昨日 今日 目标 通过 包括 以及 其中 此外 同时 随着 作为 根据 按照 关于 对于 由于 已有 拥有 位于 共有 现有 一家 两家 多家".split()
)
LEADING = frozenset("仅除只为由以与据是及从到将让使被把给跟向对在现任均还又也")
WALL = frozenset("，。；：！？、“”‘’《》〈〉「」【】\n\t/|…—")
GENERIC = frozenset(
    "企业 客户 用户 品牌 公司 集团 单位 机构 项目 产品 上市 国有 民营 外资 龙头 骨干 知名 著名 重点 相关 有关 旗下 全资 控股 参股 下属 所属 当地 本地 "
    "国内 国外 境外 海外 全国 全球 全市 全省 全区 全县 我市 我省 我区 我县 我国 我校 本市 本省 该市 该县 该区 该校 一流 新型 大型 中型 小型 高端 优质 先进 首家 新建 在建 多家 "
    "高校 院校 科研 院所 学校 专业 主要 其他 其它 以及 包括 例如 比如 兄弟 领导 员工 老板 集体 私营 个体 股东 投资者 股份制 年 月 日 时 个 家 所 名 位 项 座 "
    "子公司 分公司 母公司 总公司 孙公司 行业 市场 领域 地区 传统 现有 规模 以上".split()
)


_ORDINAL = re.compile(r"第[一二三四五六七八九十百]+")  # 大连市|第八|中学


def is_wall(char: str) -> bool:
    """Whether a character ends every name: punctuation and white space."""
    return char in WALL or char.isspace()


def ends_name(word: str, *, inside: bool = False) -> bool:
    """Whether a word cannot stand in an organization's name.

    ``inside``: it touches the tail and is known to stand inside names (…投资|公司).
    """
    if not inside and (word in GENERIC or word in INTRODUCES):
        return True
    if len(word) == 1:
        return word in FUNCTION or word.isdigit()
    if word[0].isdigit() and not any(c.isascii() and c.isalpha() for c in word):
        return True
    if word in interior_words() or _ORDINAL.fullmatch(word):
        return False
    return word_classes().get(word) == "stop" or word[0] in "该本各每" or word.isdigit()


def verb_pair(pair: str) -> bool:
    """Whether two characters that the segmenter parted are a verb (走|进)."""
    return pair in INTRODUCES or (word_classes().get(pair) == "stop" and pair not in interior_words())


def glued_verb(word: str) -> int:
    """How many characters of an unknown word are a verb that the segmenter did not part from it (走进青砚 → 2)."""
    if len(word) < 3 or word in word_classes() or word in interior_words():
        return 0
    return 2 if word[:2] in INTRODUCES or word_classes().get(word[:2]) == "stop" else 0


def ends_legal_name(word: str) -> bool:
    """The same before a full legal form (有限公司), where ordinary words may stand inside."""
    if len(word) == 1:
        return word in HARD
    return (
        word not in interior_words()
        and word != "企业"
        and (word in INTRODUCES or word in GENERIC or word in SPEECH)
    )


def distinctive(word: str) -> bool:
    """Whether a word is neither an ordinary one nor an industry: a trade name."""
    return word not in interior_words() and word not in word_classes()


def ordinary(word: str) -> bool:
    """Whether a word is an ordinary one that does not stand inside company names."""
    return len(word) > 1 and word in word_classes() and word not in interior_words()
