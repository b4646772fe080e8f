"""Random newspaper pages in many styles, with the articles they must give back; every name is invented."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

HEADLINES = (
    "云岭开发区引进两家装备企业", "三十六所学校用上新操场", "白杨河风电场二期并网", "夏收进度过半 农机手连夜转场", "高新区为企业代办手续一百余件",
    "老厂房改出新车间 轴承厂订单排到年底", "青岚市出台奖补办法 支持企业技术改造", "远衡检测获得国家级资质", "河湾村大棚里种出反季草莓", "栖山特钢新炉一次试车成功",
    "园区道路全线通车", "校企联手攻克焊接难题", "南浦港上半年吞吐量创新高", "社区食堂开到家门口 老人吃饭不再愁", "全市冬季供暖准备就绪",
)  # fmt: skip
SENTENCES = (
    "云岭开发区与恒岭锻造公司签订投资协议,双方将共同建设一条自动化生产线。", "这条生产线总投资2.6亿元,计划明年六月投产。", "项目建成后,每年可以加工风电法兰三万件,新增就业岗位一百二十个。",
    "开发区管委会副主任梁雨川说,企业从洽谈到落地只用了四十天。", "为了方便企业,当地把审批窗口搬进了工地旁边的板房。", "截至目前,已有十七家企业在这里办完了全部手续。",
    "“我们最看重的是这里的服务。”公司负责人告诉记者。", "北湖大学材料学院派出六名教师,常年在车间里指导工人调整工艺。", "双方还约定,今后三年每年联合培养二十名研究生。",
    "该市今年安排专项资金3000万元,用于支持中小企业购买检测设备。", "据介绍,去年全市高新技术企业达到218家,比上年增加41家。", "村里的合作社统一育苗、统一供肥、统一销售,农户只管种好自己的棚。",
    "一斤草莓能卖到三十元,一个棚一年的收入超过六万元。", "下一步,当地将继续完善道路、供水、供电等配套设施。", "工人们趁着天晴加紧铺设沥青,预计月底前全部完工。",
    "目前,两家企业的厂房已经封顶,设备正在陆续进场。", "栖山特钢的新炉采用全封闭设计,每吨钢可节电四十千瓦时。", "省科学技术厅专家组在现场查看了设备运行情况,对试车结果表示满意。",
)  # fmt: skip
REPORTERS = ("李远山", "王晓川", "周沐", "陈一苇", "赵青禾", "孙维", "何语桐", "梁朔")
CAPTIONS = (
    "工人在恒岭锻造公司的车间里检查法兰。",
    "河湾村村民正在采摘草莓。",
    "通车后的园区道路。",
    "教师在车间里讲解焊接工艺。",
)
EDITORS = ("责任编辑:何语桐 校对:孙维", "本版编辑 周沐 美编 梁朔", "编辑:赵青禾")


@dataclass
class Made:
    """An article of a generated page."""

    title: str
    body: str
    reporters: list[str] = field(default_factory=list)
    photographers: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Style:
    """How a page is set.  ``dateline``: none, plain, bracket, report; ``byline``: none, end, top, inside."""

    dateline: str = "plain"
    byline: str = "end"
    torn: bool = True
    captions: bool = True
    wrap: int = 0
    blank: int = 1
    indent: bool = False
    newline: str = "\n"
    head: bool = False
    editor: bool = False


def random_style(rng: random.Random) -> Style:
    """Any mixture that leaves the page readable: without blank lines paragraphs are indented or wrapped."""
    wrap = rng.choice([0, 0, 0, 16, 22])
    blank = rng.choice([0, 1, 1, 1, 2])
    return Style(
        dateline=rng.choice(["none", "plain", "plain", "bracket", "report"]),
        byline=rng.choice(["none", "end", "end", "top", "inside"]),
        torn=rng.random() < 0.7 and blank > 0 and not wrap,
        captions=rng.random() < 0.6,
        wrap=wrap,
        blank=blank,
        indent=rng.random() < 0.5 or blank == 0 or bool(wrap),
        newline=rng.choice(["\n", "\n", "\r\n"]),
        head=rng.random() < 0.4,
        editor=rng.random() < 0.4,
    )


def make_page(rng: random.Random, style: Style, *, number: int = 4) -> tuple[str, list[Made]]:
    """A page and its articles."""
    lines: list[str] = []
    if style.head:
        lines.append(
            rng.choice(
                ["2022年2月10日 第3版 北岭晚报", "北岭日报 2022年2月10日 星期四 A03 综合新闻", "北岭晚报"]
            )
        )
    made: list[Made] = []
    for title in rng.sample(HEADLINES, number):
        article, block = _article(rng, style, title)
        made.append(article)
        lines += block
    if style.editor:
        lines.append(rng.choice(EDITORS))
    joint = style.newline * (style.blank + 1)
    return joint.join(lines) + style.newline, made


def _article(rng: random.Random, style: Style, title: str) -> tuple[Made, list[str]]:
    made = Made(title.replace(" ", ""), "")
    names = rng.sample(REPORTERS, 2)
    paragraphs = ["".join(rng.sample(SENTENCES, rng.randint(2, 4))) for _ in range(rng.randint(2, 4))]
    opening = {
        "none": "",
        "plain": "本报讯 ",
        "bracket": f"本报讯(记者 {names[0]}) ",
        "report": f"本报讯 记者{names[0]}报道 ",
    }[style.dateline]
    paragraphs[0] = opening + paragraphs[0]
    if style.dateline in ("bracket", "report"):
        made.reporters.append(names[0])
    lines = [title]
    if style.byline == "top":
        lines.append(f"本报记者 {names[1]}")
        made.reporters.insert(0, names[1])
    made.body = "".join(paragraphs).replace(" ", "")
    body = _set(rng, style, paragraphs, made)
    if style.byline == "end":
        padded = " ".join(names[1]) if len(names[1]) == 2 else names[1]
        body.append(rng.choice([f"本报记者 {padded}", f"记者 {padded}", f"{padded}"]))
        made.reporters.append(names[1])
    elif style.byline == "inside":
        body[-1] += f"(记者 {names[1]})"
        made.reporters.append(names[1])
    return made, lines + body


def _set(rng: random.Random, style: Style, paragraphs: list[str], made: Made) -> list[str]:
    """Paragraphs as lines: indented, wrapped, torn at columns, with a caption in a gap."""
    pad = "　　" if style.indent else ""
    if style.wrap:
        out = []
        for paragraph in paragraphs:
            text = pad + paragraph
            parts = [text[i : i + style.wrap] for i in range(0, len(text), style.wrap)]
            out.append(style.newline.join(parts))
        return out
    out = [pad + paragraph for paragraph in paragraphs]
    if style.torn:
        index = rng.randrange(len(out))
        places = [at for at in range(20, len(out[index]) - 12) if _inner(out[index], at)]
        if places:
            at = rng.choice(places)
            first, second = out[index][:at], out[index][at:]
            gap = []
            if style.captions:
                gap = [_caption(rng, made)]
            out[index : index + 1] = [first, *gap, second]
    return out


def _inner(text: str, at: int) -> bool:
    """Whether a column could end here: inside running text, not beside a mark."""
    pair = text[at - 1 : at + 1]
    return not any(char in ",。、“”:;() " for char in pair) and pair[0] != pair[1]


def _caption(rng: random.Random, made: Made) -> str:
    caption, who = rng.choice(CAPTIONS), rng.choice(REPORTERS)
    made.captions.append(caption)
    made.photographers.append(who)
    return f"{caption}{rng.choice([' ', ''])}{who}{rng.choice([' 摄', '/摄', ' 摄'])}"
