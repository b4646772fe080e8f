"""Files as reports on other tools had them wrong: GB18030, columns of a PDF, web pages with more footer than article."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from cases_tools import ROOT, Row, kg, write

sys.path.append(str(ROOT / "tests" / "reading"))

# Lines with characters that GB2312 does not have, or that detectors take for another language.
LINES = [
    "北岭园区今年引进珺达公司。",
    "珺达公司厂长王㛃到场。",
    "𬭩业新材料公司投产。",
    "云岭镇有家䶮源公司。",
]
STYLE = "<style>" + "p { color: black; margin: 0 }\n" * 700 + "</style>"


def reads(path: Path) -> str:
    done = kg("read", path)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("line", LINES)
def test_cases_gb18030_text_comes_back_as_it_is(tmp_path: Path, line: str) -> None:
    write(tmp_path, {"g.txt": f"{line}\n".encode("gb18030")})
    assert reads(tmp_path / "g.txt") == f"{line}\n"


@pytest.mark.parametrize("declared", ["gb2312", "gbk", "gb18030", "GB2312"])
def test_cases_gb18030_page_behind_a_long_ascii_head(tmp_path: Path, declared: str) -> None:
    page = f'<html><head><meta charset="{declared}">{STYLE}</head><body>'
    page += "".join(f"<p>{line}</p>" for line in LINES) + "</body></html>"
    write(tmp_path, {"p.html": page.encode("gb18030")})
    assert reads(tmp_path / "p.html") == "".join(f"{line}\n" for line in LINES)


def test_cases_gb18030_gives_the_entities_of_utf8(tmp_path: Path) -> None:
    text = f"{LINES[0]}\n{LINES[1]}\n"
    page = f'<html><head><meta charset="gb2312">{STYLE}</head><body><p>{LINES[0]}</p><p>{LINES[1]}</p></body></html>'
    write(tmp_path, {"u.txt": text, "g.txt": text.encode("gb18030"), "h.html": page.encode("gb18030")})
    done = kg("extract", tmp_path)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    names = {row["doc"]: [(e["type"], e["name"]) for e in row["entities"]] for row in rows}
    assert ("Enterprise", "珺达公司") in names["u"]
    assert names["g"] == names["h"] == names["u"]


def test_cases_pdf_columns_with_a_picture_on_top(tmp_path: Path) -> None:
    """Left column, then right, nothing mixed; the sum belongs to the firm of the first article alone."""
    from reading_pages import columns_page

    write(tmp_path, {"page.pdf": columns_page()})
    text = reads(tmp_path / "page.pdf")
    assert text.index("昨日与北湖大学签订协议，双方") < text.index("北湖大学材料学院将派出两个小组，常年驻在")
    done = kg("extract", tmp_path / "page.pdf")
    row = Row(json.loads(done.stdout))
    assert row.amounts("measure", "approx") == [("长岭电缆公司", 2e8, "CNY", "签约额", None)]
    pairs = {frozenset((head, tail)) for head, _, tail in row.facts("COOPERATES_WITH")}
    assert frozenset(("长岭电缆公司", "北湖大学")) in pairs
    assert not any("宁川轴承公司" in pair for pair in pairs)
    assert row.names("Enterprise") == ["宁川轴承公司", "长岭电缆公司"]


@pytest.mark.parametrize("shift", [0, 40])
def test_cases_pdf_two_firms_in_two_columns_keep_their_sums(tmp_path: Path, shift: int) -> None:
    from reading_pages import PdfPage

    page = PdfPage()
    page.text(60, 60, "恒岭锻造二期投产", size=22)
    page.picture(310, 110, 220, 100 + shift)
    page.column(
        60,
        110,
        ["　　恒岭锻造公司的新厂房昨日投产，", "总投资3亿元，主要生产风电主轴，", "年产值可达5亿元。"],
    )
    page.column(310, 240 + shift, ["　　公司还将与北湖大学共建实验室，", "投入资金2000万元。"])
    page.rule(60, 530, 420)
    page.column(60, 440, ["　　东麓齿轮公司昨日与宁川大学签约，", "总投资6亿元。"])
    write(tmp_path, {"page.pdf": page.data()})
    done = kg("extract", tmp_path / "page.pdf")
    row = Row(json.loads(done.stdout))
    sums = {(owner, value) for owner, value, *_ in row.amounts()}
    assert {("恒岭锻造公司", 3e8), ("恒岭锻造公司", 5e8), ("东麓齿轮公司", 6e8)} <= sums
    assert {value for owner, value in sums if owner == "东麓齿轮公司"} == {6e8}


ARTICLE = ["宁川轴承公司二期项目昨日投产。", "宁川轴承公司与江北大学签订了合作协议。"]
HEADS = {
    "line": "<div class='info'>2021-06-15 09:30 来源：北岭日报</div>",
    "label": "<p>发布时间：2021年6月15日　浏览次数：12</p>",
    "meta": "<meta name='PubDate' content='2021-06-15 09:30'>",
}
LINKS = "".join(
    f"<li><a href='/{n}'>禾泰药业第{n}季度业绩公布</a></li><li><a href='/x{n}'>远山重工{n}号生产线投产</a></li>"
    for n in range(20)
)
FEET = {
    "footer": f"<h3>相关阅读</h3><ul>{LINKS}</ul><div>版权所有 1998-2020 北岭日报社</div><div>地址：北岭市中山路18号</div>",
    "paragraphs": f"<p>相关阅读</p><div>{LINKS}</div><p>Copyright 1998-2020 北岭新闻网 All Rights Reserved</p>",
    "before": f"<div>版权所有 1998-2020 北岭日报社 ICP备12345号</div><h4>推荐阅读</h4><ul>{LINKS}</ul>",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, dict[str, Any]], dict[str, Row]]:
    """Every head with every foot: what ``kg read`` and ``kg extract`` say of the pages."""
    title, (first, second) = "<h1>宁川轴承二期投产</h1>", ARTICLE
    texts = {
        f"{head}-{foot}.html": f"<html><body>{title}{HEADS[head]}<p>{first}</p><p>{second}</p>{FEET[foot]}</body></html>"
        for head in HEADS
        for foot in FEET
    }
    folder = write(tmp_path_factory.mktemp("html"), texts)
    read = [json.loads(line) for line in kg("read", "--json", folder).stdout.splitlines()]
    rows = [json.loads(line) for line in kg("extract", folder).stdout.splitlines()]
    return {row["doc"]: row for row in read}, {row["doc"]: Row(row) for row in rows}


@pytest.mark.parametrize("foot", FEET)
@pytest.mark.parametrize("head", HEADS)
def test_cases_html_article_without_footer_and_related_news(
    pages: tuple[dict[str, dict[str, Any]], dict[str, Row]], head: str, foot: str
) -> None:
    read, row = pages[0][f"{head}-{foot}"], pages[1][f"{head}-{foot}"]
    (article,) = read["articles"]
    assert (article["paragraphs"], read["date"]) == (ARTICLE, "2021-06-15")
    assert row.names("Enterprise") == ["宁川轴承公司"]
    assert row.names("University") == ["江北大学"]
    assert row.names("Organization", "Location", "Government", "Person", "Park") == []
