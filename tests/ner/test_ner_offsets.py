"""Offsets from end to end: what the pieces of a mention cut out of the source is the mention's text."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ner_samples import nlp

from kg.model import Document, Extraction
from kg.pipeline import extract_document
from kg.reading import normalise, read_document

SENTENCES = (
    "大连恒岭锻造股份有限公司与栖山大学冶金学院签约。", "青岚市副市长李　明到远衡检测(大连)有限公司考察。", "该项目总投资2.49亿元，占地3万平方米。",
    "恒岭锻造搬迁改造项目在云岭经济开发区开工。", "大连市发展和改革委员会印发《青岚市轴承产业三年行动方案》。", "⻄岭市⻓丰⻋桥有限公司投产。",
    "宁川轴承有限公司（以下简称“宁川轴承”）年产30万套轴承。", "引进安泰电缆、百瑞机床、华锐齿轮等企业。", "欧阳海、王建国等参加，总投资１２亿元。",
    "恒岭公司荣获“国家科技进步奖”，有色金属产业集群壮大。",
)  # fmt: skip
HEADLINES = ("恒岭锻造新车间投产", "栖山大学教授到企业指导", "云岭开发区引进三家企业")
CAPTIONS = ("工人在车间检查法兰。 李建军 摄", "通车后的道路。王晓川/摄")


def page(rng: random.Random) -> str:
    """Articles whose paragraphs are torn at any place, with captions in the gaps, blanks and odd line ends."""
    lines: list[str] = []
    for headline in rng.sample(HEADLINES, rng.randint(1, 3)):
        lines.append(headline)
        body = "本报讯 " + "".join(rng.sample(SENTENCES, rng.randint(3, 7)))
        cuts = sorted(rng.sample(range(8, len(body) - 4), rng.randint(0, 3)))
        for start, end in zip([0, *cuts], [*cuts, len(body)], strict=True):
            if start and rng.random() < 0.5:
                lines.append(rng.choice(CAPTIONS))
            lines.append(("　　" if rng.random() < 0.3 else "") + body[start:end])
    return rng.choice(["\n", "\n\n", "\r\n\r\n", "\n \n"]).join(lines) + "\n"


def flat(text: str) -> str:
    return "".join(normalise(text).split())


def wrong(document: Document, extraction: Extraction) -> list[tuple[str, str]]:
    """Mentions whose pieces cut something else out of the source."""
    out = []
    for article in extraction.articles:
        for mention, pieces in zip(article.mentions, article.pieces, strict=True):
            cut = flat("".join(document.text[start:end] for start, end in pieces))
            if cut != flat(mention.text) or not pieces:
                out.append((cut, mention.text))
            assert all(0 <= start < end <= len(document.text) for start, end in pieces)
            assert all(first[1] <= second[0] for first, second in itertools.pairwise(pieces))
    return out


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_offsets_of_torn_pages(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    path = tmp_path_factory.mktemp("page") / "page.txt"
    path.write_bytes(page(random.Random(seed)).encode())
    document = read_document(path)
    extraction = extract_document(document, nlp())
    assert sum(len(article.mentions) for article in extraction.articles) > 2
    assert wrong(document, extraction) == []


def test_offsets_of_torn_pages_meet_torn_names(tmp_path: Path) -> None:
    """The generator does what it is for: names in several pieces, with a caption between them."""
    torn = 0
    for seed in range(40):
        path = tmp_path / "page.txt"
        path.write_bytes(page(random.Random(seed)).encode())
        extraction = extract_document(read_document(path), nlp())
        torn += sum(len(pieces) > 1 for article in extraction.articles for pieces in article.pieces)
    assert torn > 5


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("大连恒岭锻造股份有", "限公司今日投产，订单增加。", "大连恒岭锻造股份有限公司"),
        ("昨日的活动由栖山大学材料科学与工", "程学院主办，企业参加。", "栖山大学材料科学与工程学院"),
        ("这条生产线项目的总投资2.", "49亿元，明年投产。", "2.49亿元"),
        ("出席活动的有大连市副市长王建", "国，他要求加快建设。", "王建国"),
    ],
)
@pytest.mark.parametrize("between", ["工人在车间检查法兰。 李建军 摄\n\n", ""])
def test_offsets_of_a_name_that_a_column_cuts(
    tmp_path: Path, first: str, second: str, name: str, between: str
) -> None:
    text = f"恒岭锻造新车间投产\n\n本报讯 {first}\n\n{between}{second}\n"
    path = tmp_path / "page.txt"
    path.write_text(text, encoding="utf-8")
    document = read_document(path)
    extraction = extract_document(document, nlp())
    cut = [
        [document.text[start:end] for start, end in pieces]
        for article in extraction.articles
        for mention, pieces in zip(article.mentions, article.pieces, strict=True)
        if mention.text == name
    ]
    assert len(cut) == 1
    assert len(cut[0]) == 2
    assert "".join(cut[0]) == name


def test_offsets_of_the_sample_pages(sample_pages: Path) -> None:
    paths = sorted(sample_pages.iterdir())
    assert len(paths) > 4
    for path in paths:
        document = read_document(path)
        extraction = extract_document(document, nlp())
        assert wrong(document, extraction) == []


@pytest.mark.shared
def test_offsets_of_the_two_pages(shared: Path) -> None:
    for path in sorted((shared / "pages").glob("*.txt")):
        document = read_document(path)
        extraction = extract_document(document, nlp())
        assert sum(len(article.mentions) for article in extraction.articles) > 50
        assert wrong(document, extraction) == []
