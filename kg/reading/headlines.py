"""Which open lines of a page are headlines, which are subheads, and which are torn-off running text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.reading import marks, seams
from kg.reading.lines import Block

LONGEST = 72
MOST_SUBHEADS = 50
NARROWEST = 8
_ENUMERATED = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]{1,3}[、）)]|第[一二三四五六七八九十]+[章节部分、 ]|\d{1,2}[、.．）)](?!\d)|[①-⑳])"
)
_INNER_COMMA = re.compile(r"[，；]")
_BLANK = re.compile(r"(?<=[一-鿿”》！？\d%A-Za-z]) +(?=[一-鿿“《\d—A-Za-z])")
_BAD_START = re.compile(r"[，。、；：！？）”’》]")
_BAD_END = re.compile(r"[，、；：（“《‘—\-]$")
_OPENING = re.compile(
    r"[“‘《]|近日|日前|近年来|近期|今年|去年|昨日|今日|昨天|今天|当前|目前|截至|随着|\d{1,2}月|\d{4}年|\d{1,2}日|记者|据|一直以来"
)
_SUBTITLE = re.compile(r"[—－\-]{1,3}[^—\-]|（[一二三四五六上中下之]{1,3}）$")


def is_subtitle(block: Block) -> bool:
    """A line that opens with a dash: the second part of a headline."""
    return (
        bool(re.match(r"[—]{1,2}", block.norm))
        and len(block.norm) <= LONGEST
        and not block.norm.endswith("。")
    )


def open_line(block: Block) -> bool:
    """Whether a line could be a headline by its own shape: short, no sentence end, no mark at a wrong place."""
    text = block.norm
    if not 2 <= len(text) <= LONGEST or _BAD_START.match(text) or _BAD_END.search(text):
        return False
    if "。" in text or text.rstrip("”’）")[-1:] in "。；…":
        return False
    return bool(re.search(r"[一-鿿]", text))


def kicker(block: Block, power: float) -> bool:
    """Whether a line right above a headline is its first part."""
    short = len(block.norm) < 40 and not _INNER_COMMA.search(block.norm)
    return short and (
        power > -2.0 or (power > -4.0 and len(block.norm) <= 16 and seams.headline(block.norm) > -2.0)
    )


def subtitled(text: str) -> bool:
    """Whether a headline carries its second part behind a dash."""
    return bool(_SUBTITLE.search(text))


def title_line(block: Block) -> bool:
    """Whether the first line of a plain text can be its title."""
    return open_line(block) and len(block.norm) <= 60 and not _INNER_COMMA.search(block.norm)


def parts(text: str) -> tuple[int, ...]:
    """Lengths of the parts that blanks make in a headline."""
    return tuple(len(part) for part in _BLANK.split(text))


@dataclass(frozen=True, slots=True)
class Page:
    """What holds for the whole page: usual number of blank lines, whether paragraphs are indented, and the lengths
    at which running text is torn off (its columns)."""

    gap: int
    indents: bool
    columns: frozenset[int] = frozenset()


def strength(
    block: Block,
    previous: Block | None,
    following: Block | None,
    beyond: Block | None,
    page: Page,
    *,
    closed: float,
) -> float:
    """Evidence that an open line is a headline or subhead and no torn-off text; above 0 means yes.

    ``following``: the next block; ``beyond``: the next one that is no caption (behind a byline, the one after it); ``closed``: how surely the article
    above has ended (byline, section, start of the page).
    """
    if block.hint in ("title", "subhead"):
        return 9.0
    if not open_line(block):
        return -9.0
    text = block.norm
    score = -1.0 if following is not None else -2.0
    if following is not None and following.kind in ("dateline", "subtitle"):
        score += 4.0
    elif (
        following is not None and following.kind == "byline"
    ):  # under a headline, or at the end of a torn article
        score += 2.0 + _bounded(seams.headline(text))
    elif beyond is not None:
        score += max(_runs_on(block, beyond, page), -2.0 if closed >= 4 else -9.0)
        if beyond.gap > page.gap and beyond is following:
            score += 1.0
    if _BLANK.search(text):
        score = max(score, -1.5) + 2.0  # running text has no blanks between Chinese words
    if _SUBTITLE.search(text):
        score += 2.0
    if _ENUMERATED.match(text):
        score = max(score, -1.5) + 2.0
    if len(text) <= NARROWEST and (previous is None or marks.finished(previous.norm)):
        score = max(score, -1.5) + 1.5  # no column is that narrow
    score += _context(block, previous, page, closed=closed)
    if len(text) in page.columns and not closed and len(text) > NARROWEST:
        score -= 1.5
    if _INNER_COMMA.search(text):
        score -= 2.0
    return score - (1.5 if len(text) > 40 and not _BLANK.search(text) else 0.0)


def _runs_on(block: Block, beyond: Block, page: Page) -> float:
    """Evidence from the border to the text below: indents where the page has them, else the models."""
    if beyond.kind in ("headline", "section", "furniture", "editor", "byline", "subtitle"):
        return 0.0
    line = _bounded(seams.headline(block.norm))
    if page.indents and not beyond.hint:
        return (3.0 if beyond.indent else -2.5) + 0.5 * line
    opening = 0.8 if _OPENING.match(beyond.norm) else 0.0
    return opening + line + _bounded(seams.seam(block.norm, beyond.norm))


def _bounded(value: float, limit: float = 2.0) -> float:
    return max(-limit, min(limit, value))


def _context(block: Block, previous: Block | None, page: Page, *, closed: float) -> float:
    """Evidence from what stands above."""
    score = closed
    if not closed and previous is not None:
        if previous.kind in ("title", "subtitle", "headline"):
            score += 1.0
        elif marks.finished(previous.norm):
            score += 0.8
        else:  # the text above breaks off: here it goes on, or the rest of it is lost
            score += _bounded(seams.seam(previous.norm, block.norm)) - 0.5
    if block.gap > page.gap:
        score += 1.0
    return score


def enumerated(text: str) -> bool:
    """一、…  （二）…  3. …"""
    return bool(_ENUMERATED.match(text))


def parallel(lines: list[str]) -> set[int]:
    """Indices of lines that are built alike (equal parts, or an equal beginning): a set of subheads."""
    out: set[int] = set()
    for i, one in enumerate(lines[:MOST_SUBHEADS]):
        for j in range(i + 1, min(len(lines), MOST_SUBHEADS)):
            if _alike(one, lines[j]):
                out |= {i, j}
    return out


def _alike(one: str, two: str) -> bool:
    first, second = parts(one), parts(two)
    if one[:2] == two[:2]:
        return True
    alike = len(first) == len(second) and all(abs(a - b) <= 1 for a, b in zip(first, second, strict=True))
    return alike and (len(first) > 1 or (abs(len(one) - len(two)) <= 1 and one[:1] == two[:1]))
