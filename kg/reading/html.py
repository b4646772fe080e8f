"""Web pages: the article's own text without navigation, related links and footer (docs/decisions/0101-html-text.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.errors import ReadError
from kg.reading.dates import check, from_text
from kg.reading.decoding import clean, decode
from kg.reading.extracted import Extracted

_SKIP = frozenset(
    [
        "script",
        "style",
        "noscript",
        "nav",
        "footer",
        "aside",
        "form",
        "select",
        "button",
        "iframe",
        "svg",
        "template",
        "head",
        "object",
        "textarea",
        "canvas",
        "video",
        "audio",
    ]
)
_BLOCK = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "table",
        "tbody",
        "thead",
        "tr",
        "blockquote",
        "pre",
        "center",
        "figure",
        "figcaption",
        "address",
        "hr",
        "body",
    ]
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STOP = re.compile(
    r"^[【\[■●◆▶>\s]*(?:相关(?:阅读|链接|新闻|报道|推荐|文章|稿件)|延伸阅读|推荐阅读|热门(?:推荐|新闻|文章)|更多(?:新闻|精彩)|上一[篇条页]|下一[篇条页]|猜你喜欢"
    r"|(?:网友)?评论|版权(?:所有|声明)|Copyright|©|免责声明|点击排行|图片推荐|精彩推荐|返回(?:顶部|首页)|关于我们|主办单位|网站地图|友情链接)",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"版权所有|Copyright|©|ICP备|公网安备|互联网新闻信息|网站标识码|技术支持|建议使用|违法和不良信息|增值电信|未经授权|邮编[:：]|法律顾问|关于我们|网站地图"
    r"|^(?:分享(?:到|至)?|打印|关闭|收藏|字[号体]|扫一扫|微信|微博|首页|当前位置|您(?:现在)?(?:的位置|所在)|浏览(?:次数|量)|点击[:：]|阅读[:：]?\d|来源[:：]|字号|【?(?:大|中|小)】?|我要(?:评论|纠错)|打印本页|关闭窗口)",
    re.IGNORECASE,
)
_META_DATE = re.compile(
    r"^(?:article:published_time|publish-?date|pub-?date|published?time|date|dc\.date|weibo:article:create_at|datePublished)$",
    re.IGNORECASE,
)
_INFO = re.compile(
    r"^(?:(?:发布|发表|更新|发文)?(?:时间|日期)[:：]|来源[:：]|作者[:：]|(?:责任)?编辑[:：]|信息来源|发布(?:单位|机构|人)|文号|\d{4} ?[年./-] ?\d{1,2} ?[月./-] ?\d{1,2})"
)
_SENTENCE = re.compile(r"[。！？；，]")
_ISO = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})")


@dataclass(slots=True)
class Line:
    """One rendered line: its text, how many of its characters are links, and its heading level (0: none)."""

    text: str
    linked: int = 0
    level: int = 0

    @property
    def score(self) -> float:
        """What the line says for (positive) or against being part of the article."""
        length = len(self.text)
        if _FURNITURE.search(self.text) or _STOP.match(self.text):
            return -60.0
        if self.linked > length * 0.5:
            return -30.0 if length < 60 else -50.0
        prose = min(120, length - 2 * self.linked)
        if _SENTENCE.search(self.text):
            return float(prose) if length > 12 else 8.0
        return 3.0 if length >= 4 else -1.0


def extract_html(data: bytes, *, name: str) -> Extracted:
    """Text of a web page: headline and article; the date from its metadata or the lines above the article.

    Raises:
        ReadError: KG113 when the page has no text, and those of decoding.
    """
    decoded = decode(data, name=name, html=True)
    root = _parse(decoded.text)
    lines = [] if root is None else render(root)
    start, end = article_region(lines)
    if root is None or start >= end:
        raise ReadError("KG113", file=name)
    heading = next((line for line in lines if line.level == 1), None)
    body = [line for line in lines[start:end] if line.score > -10 and line is not heading]
    first = next(
        (index for index, line in enumerate(body) if _SENTENCE.search(line.text) and len(line.text) > 12),
        len(body),
    )
    info = [
        line
        for line in body[: min(first, 3)]
        if _INFO.match(line.text) and len(line.text) <= 80 and len(body) > 1
    ]
    head = [
        line.text
        for line in [*lines[:start], *info, *(line for line in lines[start:end] if line.score <= -10)]
    ]
    body = [line for line in body if line not in info]
    title = heading.text if heading else ""
    if not any(line.text for line in body):
        raise ReadError("KG113", file=name)
    return _assemble(
        title, body, date=_meta_date(root) or from_text("\n".join(head[-30:]), ""), warnings=decoded.warnings
    )


def _assemble(title: str, body: list[Line], *, date: str | None, warnings: tuple[str, ...]) -> Extracted:
    hints: dict[int, str] = {}
    texts: list[str] = []
    at = 0
    if title:
        hints[0] = "title"
        texts.append(title)
        at = len(title) + 1
    for line in body:
        if line.level > 1:
            hints[at] = "subhead"
        texts.append(line.text)
        at += len(line.text) + 1
    cleaned = clean("\n".join(texts))
    return Extracted(cleaned.text, hints, cleaned.dropped, warnings, date=date)


def _parse(text: str) -> Any:
    """The body of the page, comments left out; None when there is none."""
    from lxml import etree, html

    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        return html.document_fromstring(
            text, parser=html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
        )
    except (etree.LxmlError, ValueError):
        return None


def render(root: Any) -> list[Line]:
    """The page as lines, top to bottom, broken at block elements and <br>; hidden and furniture elements are skipped."""
    lines: list[Line] = []
    buffer: list[str] = []
    linked = 0

    def flush(level: int) -> None:
        nonlocal linked
        text = re.sub(r"[ \t\r\n\xa0]+", " ", "".join(buffer)).strip(" \u3000")
        if text:
            lines.append(Line(text, min(linked, len(text)), level))
        buffer.clear()
        linked = 0

    for kind, value, level in _events(root):
        if kind == "break":
            flush(level)
        else:
            buffer.append(value)
            linked += len(value.strip()) if kind == "link" else 0
    flush(0)
    return lines


def _events(root: Any) -> Iterator[tuple[str, str, int]]:
    """Text, link text and breaks in reading order, without recursion (pages may be nested deeply)."""
    stack: list[tuple[Any, bool, int, bool]] = [(root, False, 0, False)]
    while stack:
        node, in_link, level, leaving = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        if leaving:
            if tag in _BLOCK:
                yield "break", "", level
            elif tag in ("td", "th"):
                yield "text", " ", level
            if node.tail and node is not root:
                yield "link" if _linked_parent(node) else "text", node.tail, level
            continue
        if not tag or tag in _SKIP or _HIDDEN.search(node.get("style") or ""):
            if node.tail:
                yield "text", node.tail, level
            continue
        inner = int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else level
        if tag in _BLOCK or tag == "br":
            yield "break", "", level
        in_link = in_link or tag == "a"
        stack.append((node, in_link, inner, True))
        if node.text:
            yield "link" if in_link else "text", node.text, inner
        stack.extend((child, in_link, inner, False) for child in reversed(node))


def _linked_parent(node: Any) -> bool:
    return any(parent.tag == "a" for parent in node.iterancestors())


def article_region(lines: list[Line]) -> tuple[int, int]:
    """The stretch of lines with the highest sum of scores, cut at the first line that opens a list of other things."""
    best = total = 0.0
    start = 0
    region = (0, 0)
    for index, line in enumerate(lines):
        if total <= 0:
            total, start = 0.0, index
        total += line.score
        if total > best:
            best, region = total, (start, index + 1)
        if _STOP.match(line.text) and best > 30:
            total = 0.0
    first = region[0]
    while first > 0 and lines[first - 1].score > -10 and first > region[0] - 6:
        first -= 1
    region = (first, region[1])
    if region == (0, 0):
        kept = [index for index, line in enumerate(lines) if line.score > -10]
        region = (kept[0], kept[-1] + 1) if kept else (0, 0)
    return region


def _meta_date(root: Any) -> str | None:
    """The date of publication that the page's metadata states."""
    for node in root.iter("meta", "time"):
        key = node.get("name") or node.get("property") or node.get("itemprop") or ""
        if node.tag == "time" or _META_DATE.match(key):
            match = _ISO.search(node.get("content") or node.get("datetime") or "")
            if match and (found := check(*match.groups())):
                return found
    return None
