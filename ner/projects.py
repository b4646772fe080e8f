"""Projects and clusters: a simple version by tails, singled out by what stands before them."""

from __future__ import annotations

import re

from ner.candidates import Context
from ner.gazetteer import Gazetteer
from ner.word_lists import interior_words, word_classes

PRIORITY = 60

_PHASE = r"(?:（?[一二三四]期）?|[Ⅰ-Ⅴ]期)?"
_PROJECT_TAIL = re.compile(
    rf"(?:建设|改造|扩建|技改|搬迁|产业化|生产|升级|工程)*{_PHASE}(?:项目{_PHASE}|工程{_PHASE}(?!师|技术|公司|有限|学院|大学|研究|院|系|局|处|部|机械|建设|设计|咨询|管理|质量|款|量|车|机|项目|化|学|热|兵|人员|专业|中心|实验|塑料|领域|总|造价))"
    r"(?!部|经理|负责|组|书|库|化|法|总监|管理|资金|审批|申报|评审|团队|专员|公司|指挥|谋划|清单|储备|用地|业主|数|制|为王|式|规模|贷款|收益|选址|地|周|方|服务|上|中)"
    r"|生产线(?!上|智慧|路)|(?:大数据|数据|算力|智算|超算)中心(?!城市)"
    r"|(?:城际铁路|高速铁路|铁路|高铁(?!站|新城)|高速公路|水电站|核电站|抽水蓄能电站|风电场|光伏电站|特大桥|大桥|隧道|水利枢纽|机场航站楼|输气管道)(?!局|集团|公司|部|建设有限|运输|系统|网|专用|沿线|口|站|股份|职工|桥|货)"
)
_CLUSTER_TAIL = re.compile(r"产业集群|产业链集群|装备集群|(?<=制造)集群")
_WALL = frozenset("，。；：！？“”‘’《》\n\t/…）")
_STOP_BEFORE = frozenset(
    "实施 推进 引进 启动 开展 签约 落户 投资 承建 承担 谋划 储备 加快 推动 完成 围绕 依托 促进 打造 参与 负责 通过 利用 聚焦 支持 保障 服务 争取 申报 开工 竣工 投产 "
    "包括 其中 以及 关于 位于 来自 作为 成为 致力于 规划 计划 总投资 备受 关注 目前 近日 今年 去年 同时 此外 据悉 正在 已经 即将 全面 积极 大力 成功 先后 陆续 一批 新签 "
    "对接 洽谈 招引 招商 考察 参观 走访 调研 查看 察看 了解 听取 举行 召开 举办 出席 参加 宣布 标志 标志着 意味着 见证 实现 做好 抓好 发挥 为了 由于 除了 涉及 涵盖 达成 获得 建成 新建 续建".split()
)
_GENERIC = frozenset(
    "重点 重大 该 此 本 各 一批 多个 这个 个 项 大 小 新 老 招商 建设 投资 合作 产业 民生 基础设施 工业 科研 科技 农业 文化 旅游 产业化 综合 亿元 以上 万元 省 市 县 区 级 国家 在建 拟建 新建 "
    "续建 开工 签约 落地 前期 储备 优质 高质量 外资 内资 招引 示范 试点 专项 配套 系列 惠民 实事 主体 整体 总体 工程 项目 技改 改造 扩建 搬迁 生产 技术 创新 创业 研究 研发 攻关 课题 服务 政府 社会 企业 "
    "两 三 四 五 六 七 八 九 十 百 千 几 数 多 这 那 每 首 批 第一 第二 第三 相关 有关 所有 全部 其他 其它 具体 主要 核心 关键 全市 全省 全区 全县 园区 新型 现代 先进 大型 中型 小型 省级 市级 国家级 区级 县级 重要 领域 高端 特色 龙头 类 年度 计划 央企 民营 国企 入园 入驻 落户 在谈 洽谈 引进 到位 资金 经济 的 一个 一期 二期".split()
)


_NO_PROJECT = re.compile(
    r"(?:获奖|公益|助学|创业|试点|代表性|经营|体育|比赛|运动|培训|重大|民生|文旅|产业|惠民|奖补|资助|扶贫|帮扶|招投标|基金|文化遗产|世界遗产|研学|交流|专业|课题|科研|援助)(?:重点)?项目$|^(?:力争|一份|一批|预计|双方|多个|这个|那个|每个|就)"
)


def propose_projects(context: Context) -> None:
    """Propose Project and Cluster candidates by their tails."""
    for match in _PROJECT_TAIL.finditer(context.text):
        _tailed(context, "Project", match.start(), match.end(), "project.tail", least=2, longest=36)
    for match in _CLUSTER_TAIL.finditer(context.text):
        _tailed(context, "Cluster", match.start(), match.end(), "cluster.tail", least=1, longest=18)


def _tailed(
    context: Context, type_: str, tail: int, end: int, rule: str, *, least: int, longest: int
) -> None:
    text = context.text
    quoted = text[tail - 1 : tail] == "”"
    if quoted:
        opening = text.rfind("“", max(0, tail - 24), tail)
        if opening >= 0 and not set(text[opening + 1 : tail - 1]) & _WALL:
            context.propose(type_, opening, end, rule.replace("tail", "quoted"), PRIORITY)
        return
    start, words = _walk(context, tail, longest, cluster=type_ == "Cluster")
    content = [w for w in words if w not in _GENERIC and not w.isdigit() and not _numeral(w)]
    dash = text.rfind("——", start, tail)
    if dash >= 0:
        start = dash + 2
    if type_ == "Project" and _NO_PROJECT.search(text, start, end):
        context.reject(type_, start, end, rule, "kind-not-name")
        return
    clean = start == 0 or text[start - 1] in _WALL or text[start - 1] in "、的 "
    identified = type_ != "Project" or _identified(context, start, tail, words if clean else [])
    if sum(map(len, content)) < 2 * least or not content or not identified:
        if words:
            context.reject(type_, start, end, rule, "generic")
        return
    context.propose(type_, start, end, rule, PRIORITY if type_ == "Project" else PRIORITY + 1)


def _identified(context: Context, start: int, tail: int, words: list[str]) -> bool:
    """Whether something singles the project out: a place, an organization, a capacity, a word of its own."""
    if any(
        start <= hit.start < tail and hit.end - hit.start > 1 and hit.entry.type != "Government"
        for hit in context.hits_over(start, tail)
    ):
        return True
    if any(c.isdigit() or (c.isascii() and c.isalpha()) for c in context.text[start:tail]):
        return True
    own = sum(
        len(w)
        for w in words
        if w not in word_classes() and w not in interior_words() and w not in _GENERIC and w not in _INSIDE
    )
    return own >= 2


def _numeral(word: str) -> bool:
    return all(c in "0123456789.一二三四五六七八九十百千万亿两余多几个项" for c in word)


def _walk(context: Context, tail: int, longest: int, *, cluster: bool = False) -> tuple[int, list[str]]:
    """Words to the left of a tail up to a wall or a word that introduces a project."""
    text = context.text
    words: list[str] = []
    by_end, industries = _ends(context), Gazetteer.default().words("industry")
    at = tail
    while at > max(0, tail - longest):
        char = text[at - 1]
        if char in _WALL or char.isspace() or char == "、" or at in by_end["titles"]:
            break
        word = text[by_end["words"].get(at, at - 1) : at]
        industry = bool(words) and word + words[-1] in industries  # 新|材料, 新型|建材
        if cluster and not industry and (word in _CLUSTER_STOPS or word in _GENERIC):
            break
        if (
            word in _STOP_BEFORE
            or (len(word) == 1 and word in "的了在和与及将对把为是由从向被以等该其个项靠着再添更最正任")
            or at in by_end["amounts"]
        ):
            break
        if (
            len(word) > 1
            and word_classes().get(word) == "stop"
            and word not in interior_words()
            and word not in _INSIDE
            and not _numeral(word)
        ):
            break
        words.append(word)
        at -= len(word)
    words.reverse()
    return at, words


_CLUSTER_STOPS = frozenset(
    "建设 培育 打造 形成 获批 壮大 发展 构建 推动 推进 应用 前沿 电商 数字 世界级 国家级 省级 市级 百亿级 千亿级 万亿级 战略性 新兴 战略性新兴 特色 优势 主导 支柱 先进 中小企业 四大 三大 五大 两大 六大 规模 在 列 全球 全国 国内 一流 现代 创新型 衍生品 区域 着 大 小 级 千亿 百亿 万亿 产业".split()
)
_INSIDE = frozenset(
    "年产 改造 扩建 搬迁 提升 升级 整治 治理 修复 开发 利用 回收 加工 综合 储能 发电 养殖 种植 仓储 安置 改建 迁建 技改 配套 循环 集成 应用 处理 净化 联产 试验 转型 保护 供水 排水 防洪 灌溉 异地 整体".split()
)


def _ends(context: Context) -> dict[str, dict[int, int]]:
    cache = context.__dict__.get("_ends")
    if cache is None:
        cache = context.__dict__["_ends"] = {
            "words": {end: start for start, end in context.words},
            "amounts": {span.end: span.start for span in context.amounts},
            "titles": {title.end: title.start for title in context.titles},
        }
    return cache
