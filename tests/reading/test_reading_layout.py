import random
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_generator import Made, Style, make_page, random_style

from kg.reading import read_bytes
from kg.reading.decoding import clean
from kg.reading.layout import Layout, cut


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def body(article) -> str:  # type: ignore[no-untyped-def]
    return squeeze("".join(s.text for s in article.segments if s.kind in ("paragraph", "subhead")))


def kinds(article, kind: str) -> list[str]:  # type: ignore[no-untyped-def]
    return [squeeze(segment.text) for segment in article.segments if segment.kind == kind]


def faults(layout: Layout, made: list[Made]) -> list[str]:
    """What a page got wrong, one entry per fault."""
    found = {squeeze(article.title): article for article in layout.articles}
    out = []
    for wanted in made:
        article = found.get(wanted.title)
        if article is None:
            out.append(f"missing {wanted.title}")
            continue
        if body(article) != wanted.body:
            out.append(f"body of {wanted.title}")
        if sorted(article.reporters) != sorted(set(wanted.reporters)):
            out.append(f"reporters of {wanted.title}: {article.reporters}")
        if (
            kinds(article, "caption") != wanted.captions
            or list(article.photographers) != wanted.photographers
        ):
            out.append(f"captions of {wanted.title}")
    return out


def test_layout_most_random_pages_come_out_right() -> None:
    wrong = total = 0
    for seed in range(120):
        rng = random.Random(seed)
        text, made = make_page(rng, random_style(rng))
        wrong += len({fault.split()[-1] for fault in faults(cut(text), made)})
        total += len(made)
    assert wrong / total < 0.03


@pytest.mark.parametrize(
    "style",
    [
        Style(),
        Style(dateline="report", newline="\r\n"),
        Style(dateline="bracket", byline="none", head=True),
        Style(dateline="none", byline="end", indent=True, head=True, editor=True),
        Style(dateline="none", byline="top", indent=True),
        Style(dateline="plain", byline="inside", indent=True, blank=0, torn=False),
        Style(wrap=16, indent=True, torn=False, blank=0),
        Style(wrap=22, indent=True, torn=False, newline="\r\n"),
    ],
)
def test_layout_pages_of_one_style(style: Style) -> None:
    for seed in range(6):
        text, made = make_page(random.Random(seed), style)
        assert faults(cut(text), made) == []


BODY = "北湖大学与恒岭锻造公司签订合作协议,双方将共建一座材料实验室,总投资"
REST = "2.6亿元,明年建成。实验室建成后每年可以完成检测任务三百项。"
OTHER = (
    "社区食堂开到家门口\n\n本报讯 河湾社区的食堂昨天开张,首日有两百名老人前来用餐。\n\n本报记者 何语桐\n\n"
)


def page(*lines: str) -> Layout:
    return cut("\n\n".join([OTHER.strip(), *lines]) + "\n")


def test_layout_character_printed_twice_at_a_caption_is_dropped_once() -> None:
    text = f"校企共建实验室\n\n本报讯 {BODY}\n\n\n\n恒岭锻造公司的车间。\n\n李远山 摄\n\n资{REST}\n"
    layout = cut(OTHER + text)
    article = layout.articles[1]
    assert "总投资2.6亿元" in body(article)
    assert kinds(article, "caption") == ["恒岭锻造公司的车间。"]
    assert article.photographers == ("李远山",)
    paragraph = next(segment for segment in article.segments if segment.kind == "paragraph")
    assert "".join((OTHER + text)[start:end] for start, end in paragraph.pieces) == paragraph.text


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("北湖大学支持企业", "业务增长,效果明显。"),
        ("天气渐", "渐变暖,草莓成熟。"),
        ("老师们常", "常驻在车间里。"),
        ("总投", "资金已经到位。"),
    ],
)
def test_layout_doubled_words_at_a_border_are_kept(above: str, below: str) -> None:
    article = page("校企共建实验室", f"本报讯 {above}", below).articles[1]
    assert body(article) == squeeze(f"本报讯{above}{below}")


@pytest.mark.parametrize(
    "credit",
    [
        "李远山 摄",
        "李远山/摄",
        "本报记者 李远山 摄",
        "记者李远山摄",
        "(李远山 摄)",
        "（图片来源：云岭新区）",
        "摄影 李远山",
        "李 远 摄",
        "李远山 王晓川 摄",
        "受访者供图",
        "李远山 供图",
    ],
)
def test_layout_caption_between_two_halves_of_a_sentence(credit: str) -> None:
    article = page("校企共建实验室", f"本报讯 {BODY}", f"恒岭锻造公司的车间。 {credit}", REST).articles[1]
    assert body(article) == squeeze(f"本报讯{BODY}{REST}")
    assert kinds(article, "caption") == ["恒岭锻造公司的车间。"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("姜 远 本报记者 张 越", ("姜远", "张越")),
        ("本报记者 李远山 王晓川", ("李远山", "王晓川")),
        ("本报记者 李远山 通讯员 王晓川 周沐", ("李远山", "王晓川", "周沐")),
        ("本报通讯员 李远山", ("李远山",)),
        ("记者 李远山", ("李远山",)),
        ("（本报记者 李远山）", ("李远山",)),
        ("□本报记者 李远山", ("李远山",)),
        ("本报首席记者李远山 见习记者王晓川", ("李远山", "王晓川")),
        ("李远山 王晓川", ("李远山", "王晓川")),
        ("文/图 本报记者 李远山", ("李远山",)),
        ("欧阳远 诸葛明", ("欧阳远", "诸葛明")),
        ("本报记者 李 远 李远山", ("李远", "李远山")),
    ],
)
def test_layout_bylines_are_taken_out_of_the_text(line: str, names: tuple[str, ...]) -> None:
    for lines in (
        ("校企共建实验室", f"本报讯 {BODY}{REST}", line),
        ("校企共建实验室", line, f"　　{BODY}{REST}"),
    ):
        article = page(*lines).articles[1]
        assert article.reporters == names
        assert names[0] not in article.text


@pytest.mark.parametrize(
    ("opening", "names"),
    [
        ("本报讯 记者李远山报道 ", ("李远山",)),
        ("本报讯（记者 李远山 通讯员 王晓川）", ("李远山", "王晓川")),
        ("本报讯 （全媒体记者李远山）", ("李远山",)),
        ("本报讯 特约记者李远山、记者王晓川报道 ", ("李远山", "王晓川")),
        ("本报云岭7月5日电 （记者 李远山）", ("李远山",)),
        ("新华社云岭7月5日电（记者李远山）", ("李远山",)),
        ("本报讯 记者从北湖大学获悉,", ()),
        ("本报讯 ", ()),
    ],
)
def test_layout_datelines_open_articles_and_name_reporters(opening: str, names: tuple[str, ...]) -> None:
    article = page("校企共建实验室", f"{opening}{BODY}{REST}").articles[1]
    assert article.reporters == names
    assert body(article) == squeeze(opening + BODY + REST)


def test_layout_sections_of_briefs_and_pictures() -> None:
    picture = "入夏以来,河湾村的草莓陆续成熟,村民忙着采摘装箱。图为村民正在大棚里采摘草莓。"
    layout = page(
        "■ 云岭快讯 YUNLING KUAIXUN",
        "园区新路通车",
        "本报讯 园区新路昨天通车。",
        "■ 图说 TUSHUO",
        "河湾草莓熟了",
        f"{picture} 周沐 摄",
        "工地夏日送清凉",
        f"{picture[:20]}\n\n{picture[20:]} 何语桐 摄",
    )
    brief, first, second = layout.articles[1:]
    assert (brief.kind, brief.section, brief.title) == ("brief", "云岭快讯", "园区新路通车")
    assert (first.kind, first.section, first.photographers) == ("picture", "图说", ("周沐",))
    assert body(first) == body(second) == picture
    assert second.photographers == ("何语桐",)
    assert kinds(first, "caption") == []


def test_layout_headlines_in_several_parts() -> None:
    for lines, title in (
        (("校企共建 一座实验室", "三年培养 六十名研究生"), "校企共建一座实验室三年培养六十名研究生"),
        (
            ("校企共建实验室", "——北湖大学与恒岭锻造公司合作纪实"),
            "校企共建实验室——北湖大学与恒岭锻造公司合作纪实",
        ),
        (
            ("校企共建实验室 ——北湖大学与恒岭锻造公司合作纪实",),
            "校企共建实验室——北湖大学与恒岭锻造公司合作纪实",
        ),
        (("北湖大学恒岭锻造公司", "校企共建实验室"), "北湖大学恒岭锻造公司校企共建实验室"),
    ):
        layout = page(*lines, f"本报讯 {BODY}{REST}")
        assert [squeeze(article.title) for article in layout.articles] == ["社区食堂开到家门口", title]


def test_layout_parallel_subheads_belong_to_one_article() -> None:
    subheads = ["聚焦项目建设 增强发展动力", "聚焦科技创新 积蓄发展后劲", "聚焦民生改善 共享发展成果"]
    lines = ["奋楫扬帆 云岭新区 ——一座新区的三年"]
    for subhead in subheads:
        lines += [subhead, f"　　{REST}", f"　　{BODY}{REST}"]
    layout = page(lines[0], f"　　{BODY}{REST}", *lines[1:])
    assert len(layout.articles) == 2
    assert kinds(layout.articles[1], "subhead") == [squeeze(subhead) for subhead in subheads]


def test_layout_missing_ends_and_beginnings_stay_as_they_are() -> None:
    layout = page(
        "校企共建实验室",
        f"本报讯 {REST}",
        "帮助下建起车间,工人们用上了新设备。",
        "园区新路通车",
        "本报讯 园区新路昨天通车,总长",
    )
    first, second = layout.articles[1:]
    assert body(first) == squeeze(f"本报讯{REST}帮助下建起车间,工人们用上了新设备。")
    assert body(second) == "本报讯园区新路昨天通车,总长"


NOTICE = "关于申报技术改造项目的通知\n各县区工信局：\n　　为支持企业技术改造，现将有关事项通知如下。\n　　一、申报条件\n　　企业注册地在云岭市，上年度营业收入2000万元以上。\n　　联系人：李远山 电话：0411-8888888\n云岭市工业和信息化局\n2023年5月10日\n"


@pytest.mark.parametrize(
    "text",
    [NOTICE, NOTICE.replace("\n", "\r\n"), NOTICE.replace("\n", "\n\n"), NOTICE.replace("\n", "").strip()],
)
def test_layout_other_texts_pass_whole(text: str) -> None:
    document = read_bytes(text.encode(), id="a.txt", format="txt")
    (article,) = document.articles
    assert squeeze(article.text + document.masthead) == squeeze(text)
    if "\n" in text:
        assert article.title == "关于申报技术改造项目的通知"


def test_layout_single_news_item_with_byline_is_one_article() -> None:
    layout = cut(f"校企共建实验室\n\n　　本报讯 {BODY}{REST}\n\n　　{REST}\n\n本报记者 李远山\n")
    (article,) = layout.articles
    assert article.reporters == ("李远山",)
    assert body(article).endswith("三百项。")


TEXT = st.lists(
    st.one_of(
        st.text(alphabet="云岭园区投资建设企业，。、“”（） 本报讯记者摄■—　图为12\x0c\u200b\r", max_size=60),
        st.sampled_from(
            [
                "本报讯 云岭园区通车。",
                "本报记者 李远山",
                "李远山 摄",
                "■ 快讯",
                "",
                "",
                "——纪实",
                "2022年2月10日 第3版 云岭日报",
                "云岭园区新路通车",
            ]
        ),
    ),
    max_size=25,
)


@settings(max_examples=300, deadline=None)
@given(TEXT)
def test_layout_invariants_of_pieces(lines: list[str]) -> None:
    data = "\n".join(lines).encode()
    if not data.strip():
        return
    if not clean(data.decode()).text.strip("\ufeff \t\r\n\u3000"):
        return
    document = read_bytes(data, id="a.txt", format="txt")
    used: set[int] = set()
    for article in document.articles:
        for start, segment in zip(article.segment_starts, article.segments, strict=True):
            assert segment.text
            assert "".join(document.text[a:b] for a, b in segment.pieces) == segment.text
            places = [at for a, b in segment.pieces for at in range(a, b)]
            assert all(0 <= at < len(document.text) for at in places)
            assert not used & set(places)
            used |= set(places)
            assert article.text[start : start + len(segment.text)] == segment.text
            located = article.locate(start, start + len(segment.text))
            assert "".join(document.text[a:b] for a, b in located) == segment.text


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_layout_loses_nothing_of_a_page(seed: int) -> None:
    rng = random.Random(seed)
    text, _ = make_page(rng, random_style(rng))
    layout = cut(text)
    kept = squeeze("".join(article.text for article in layout.articles) + layout.masthead)
    lost = len(squeeze(text)) - len(kept)
    names = sum(
        len(name) for article in layout.articles for name in (*article.reporters, *article.photographers)
    )
    assert 0 <= lost <= names + 12 * len(layout.articles)


@pytest.mark.parametrize(
    "unit", ["、轴承", "轴承", "”）", "姜 强 ", "(", "本报讯 ", "李远山 摄 ", "■ 快讯 ", "记者李远山、"]
)
def test_layout_long_lines_take_linear_time(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    start = time.process_time()
    layout = cut(text)
    assert time.process_time() - start < 5.0
    assert sum(len(squeeze(article.text)) for article in layout.articles) > 0.9 * len(squeeze(text)) - 100
