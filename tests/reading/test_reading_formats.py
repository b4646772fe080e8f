import io
import zipfile

import pytest
from reading_pages import PdfPage, columns_page

from kg.errors import ReadError
from kg.model import Document
from kg.reading import read_bytes


def read(data: bytes | str, format: str, name: str = "a") -> Document:
    raw = data.encode() if isinstance(data, str) else data
    return read_bytes(raw, id=f"{name}.{format}", format=format)


def segments(document: Document) -> list[tuple[str, str]]:
    return [(segment.kind, segment.text) for article in document.articles for segment in article.segments]


FIRST, SECOND = "宁川轴承公司今天投产二期生产线。", "该公司为此投资2亿元。"
RELATED = "".join(f"<li><a href='/{n}'>禾泰药业第{n}次获得表彰，规模位居全省前列</a></li>" for n in range(20))
FOOTER = "".join(f"<div>版权所有 1998-2020 宁川日报社 地址：宁川市解放路{n}号</div>" for n in range(20))
BODIES = {
    "paragraphs": f"<div class='c'><p>{FIRST}</p><p>{SECOND}</p></div>",
    "breaks": f"<div>　　{FIRST}<br/>　　{SECOND}</div>",
    "bare": f"{FIRST}<br>{SECOND}",
    "table layout": f"<table><tr><td><table><tr><td><p>{FIRST}</p><p>{SECOND}</p></td></tr></table></td></tr></table>",
    "inline": f"<article><p><b>宁川</b>轴承<span>公司</span>{FIRST[6:]}</p><section><p>{SECOND}</p></section></article>",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize(
    "when",
    [
        "<div>2021-06-15 09:20　来源：宁川日报</div>",
        "<div><span>发布时间：2021年6月15日</span></div>",
        "<p>2021/06/15 宁川日报</p>",
    ],
)
@pytest.mark.parametrize(
    "after",
    [
        f"<h3>相关阅读</h3><ul>{RELATED}</ul>{FOOTER}",
        f"<p>相关阅读：</p>{RELATED}<footer>{FOOTER}</footer>",
        f"{FOOTER}{RELATED}",
    ],
)
def test_formats_html_gives_the_article_alone(body: str, when: str, after: str) -> None:
    nav = "<ul><li><a href='/'>首页</a></li><li><a href='/n'>新闻</a></li><li><a href='/e'>经济</a></li></ul>"
    document = read(
        f"<html><head><title>x</title></head><body>{nav}<h1>宁川轴承二期投产</h1>{when}{body}{after}</body></html>",
        "html",
    )
    assert document.text == f"宁川轴承二期投产\n{FIRST}\n{SECOND}"
    assert document.date == "2021-06-15"
    assert segments(document) == [("title", "宁川轴承二期投产"), ("paragraph", FIRST), ("paragraph", SECOND)]


def test_formats_html_date_of_metadata_and_hidden_parts() -> None:
    page = f"<html><head><meta property='article:published_time' content='2021-06-15T08:00:00'><script>var a = '禾泰药业';</script></head><body><div style='display:none'>禾泰药业的隐藏文字，很长很长。</div><p>{FIRST}</p></body></html>"
    document = read(page, "html")
    assert (document.date, document.text) == ("2021-06-15", FIRST)


def test_formats_html_notice_keeps_every_line() -> None:
    lines = [
        "各单位：",
        "现将有关事项通知如下。",
        "一、时间：6月1日。",
        "二、地点：大会议室。",
        "云岭市人民政府",
        "2021年6月1日",
    ]
    document = read("<h1>开会通知</h1><div>" + "<br>".join(lines) + "</div>", "html")
    assert document.text.split("\n") == ["开会通知", *lines]
    assert document.date == "2021-06-01"


@pytest.mark.parametrize(
    "page", ["<html><body><script>app()</script></body></html>", "<html></html>", "<a href='/'>首页</a>" * 3]
)
def test_formats_html_without_text(page: str) -> None:
    with pytest.raises(ReadError, match="KG113"):
        read(page, "html")


def test_formats_html_deep_nesting_ends() -> None:
    assert FIRST in read("<div>" * 1500 + FIRST + "</div>" * 1500, "html").text


def test_formats_markdown_headings_and_marks() -> None:
    text = f"---\ntitle: 宁川轴承投产\ndate: 2021-06-15\n---\n\n## 背景\n\n**宁川轴承**公司与[北湖大学](http://x.y)合作。\n\n- 一期\n- 二期\n\n> {SECOND}\n"
    document = read(text, "md")
    assert document.date == "2021-06-15"
    assert segments(document) == [
        ("title", "宁川轴承投产"),
        ("subhead", "背景"),
        ("paragraph", "宁川轴承公司与北湖大学合作。"),
        ("paragraph", "一期"),
        ("paragraph", "二期"),
        ("paragraph", SECOND),
    ]


def word(*paragraphs: tuple[str, str | None]) -> bytes:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for text, style in paragraphs:
        document.add_paragraph(text, style=style)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "东麓齿轮", "3亿元"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_formats_docx_headings_paragraphs_tables() -> None:
    document = read(
        word(("宁川轴承投产", "Heading 1"), (FIRST, None), ("下一步", "Heading 2"), (SECOND, None)), "docx"
    )
    assert segments(document) == [
        ("title", "宁川轴承投产"),
        ("paragraph", FIRST),
        ("subhead", "下一步"),
        ("paragraph", SECOND),
        ("paragraph", "东麓齿轮  3亿元"),
    ]


def test_formats_docx_damaged_protected_and_empty() -> None:
    whole = word((FIRST, None))
    empty_zip = io.BytesIO()
    with zipfile.ZipFile(empty_zip, "w") as archive:
        archive.writestr("a.txt", "x")
    for data, code in (
        (whole[: len(whole) // 2], "KG110"),
        (b"no zip at all", "KG110"),
        (empty_zip.getvalue(), "KG110"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "KG111"),
    ):
        with pytest.raises(ReadError) as caught:
            read(data, "docx", "合同")
        assert caught.value.code == code
        assert "合同.docx" in str(caught.value)
        assert "\n" not in str(caught.value)


def test_formats_pdf_columns_under_a_headline_with_a_picture_on_top() -> None:
    document = read(columns_page(), "pdf")
    first, second = document.articles
    assert first.title == "长岭电缆与北湖大学签约"
    left, right = (segment.text for segment in first.segments if segment.kind == "paragraph")
    assert left.startswith("长岭电缆公司昨日")
    assert left.endswith("中试线。")
    assert right.startswith("北湖大学材料学院")
    assert right.endswith("签约额2亿元")
    assert "宁川轴承" in second.text
    assert "宁川轴承" not in first.text
    assert document.page_starts == (0,)


def test_formats_pdf_pages_columns_heads_and_feet() -> None:
    page = PdfPage()
    body = "本报讯 记者李远山报道 云岭园区与恒岭锻造公司签订入园协议，公司将在园区投资两亿元建设新厂，主要生产风电主轴，建成后每年可以生产轴承十万套，产品销往全国各地的整机企业，园区为此修通了一条道路并且把供电线路接到了厂门口。"
    lines = [body[at : at + 14] for at in range(0, len(body), 14)]
    half = (len(lines) + 1) // 2
    page.text(60, 30, "云岭日报 2022年2月10日 第3版", size=9)
    page.text(60, 60, "云岭园区引进恒岭锻造", size=22)
    page.column(60, 110, lines[:half])
    page.column(300, 110, lines[half:])
    page.text(290, 810, "- 1 -", size=9)
    page.next_page()
    page.text(60, 30, "云岭日报 2022年2月10日 第3版", size=9)
    page.text(60, 60, "河湾社区食堂开张", size=22)
    page.column(60, 110, ["本报讯 河湾社区的食堂昨天开张，首日有两百名老人前来用餐。"])
    page.text(290, 810, "- 2 -", size=9)
    document = read(page.data(), "pdf")
    assert [article.title for article in document.articles] == ["云岭园区引进恒岭锻造", "河湾社区食堂开张"]
    assert document.articles[0].text.split("\n")[1] == body
    assert document.articles[0].reporters == ("李远山",)
    assert document.date == "2022-02-10"
    assert len(document.page_starts) == 2
    assert document.text[document.page_starts[1] :].startswith("云岭日报")


def test_formats_pdf_damaged_protected_and_without_text() -> None:
    whole = columns_page()
    picture = PdfPage()
    picture.picture(100, 100, 300, 300)
    secret = PdfPage()
    secret.text(60, 60, "云岭园区")
    for data, code in (
        (whole[: len(whole) // 2], "KG110"),
        (b"%PDF-1.4\nnothing\n%%EOF", "KG110"),
        (b"not a pdf", "KG110"),
        (picture.data(), "KG112"),
        (secret.data(password="geheim"), "KG111"),
    ):
        with pytest.raises(ReadError) as caught:
            read(data, "pdf", "报纸")
        assert caught.value.code == code
        assert "报纸.pdf" in str(caught.value)
        assert "\n" not in str(caught.value)
