"""Names in lists whose common noun says what they are: “安达电缆、百瑞机床等企业”, “如甲公司、乙科技等龙头企业”.

A list is a run of short items joined by 、 and 和; its type comes from the noun behind 等, or from a neighbour that
another rule has recognised.
"""

from __future__ import annotations

import re

from ner.candidates import Context
from ner.left_boundary import Walker
from ner.left_words import distinctive
from ner.word_lists import interior_words, word_classes

PRIORITY = 52
_COUNT = r"(?:多|数|\d+|[一二三四五六七八九十百]+)?(?:余|多)?(?:家|所|个|户|大)?"
# Whatever says of which kind they are: 等一批规模以上企业, 等国内外知名药企.
_QUALITY = r"(?:(?![的了在与和对把将是为等及由从])[\u4e00-\u9fff0-9A-Z“”]){0,12}?"
_NOUNS = {
    "Enterprise": r"企业|公司|厂商|车企|药企|央企|国企|巨头|开发商|运营商|供应商|上市公司|品牌商|券商|房企|药厂|单位企业",
    "University": r"高校|院校|大学|高等院校|科研院所|科研机构|高校院所|学院",
    "Park": r"园区|开发区|产业园|工业园区|产业园区",
}
_AFTER = {type_: re.compile(rf"等{_COUNT}{_QUALITY}(?:{nouns})") for type_, nouns in _NOUNS.items()}
_COUNTED = re.compile(
    rf"[两二三四五六七八九十\d]{{1,4}}家{_QUALITY}(?:{_NOUNS['Enterprise']})"
)  # 甲、乙两家企业
_JOIN = re.compile(r"、|和|与|及|以及")
_BAD = re.compile(r"[，。；：！？“”《》\n的了在是为将有等该本其\d%]|公里|亿元|万元")
LONGEST = 12


def propose_lists(context: Context) -> None:
    """Propose the members of lists that are no names by themselves."""
    walker = Walker(context)
    known: dict[int, int] = {}
    for candidate in context.candidates:
        if candidate.priority > PRIORITY:
            known[candidate.end] = max(candidate.start, known.get(candidate.end, 0))
    for type_, pattern in _AFTER.items():
        for match in pattern.finditer(context.text):
            _members(context, walker, known, match.start(), type_, least=1)
    for match in _COUNTED.finditer(context.text):
        _members(context, walker, known, match.start(), "Enterprise", least=2)
    for match in _PROJECTS.finditer(context.text):
        _entering(context, match)
    _neighbours(context)


# 入驻甲、乙、丙等项目: companies unless they end in a word for a project (clarification 5 of the guideline).
_PROJECTS = re.compile(
    r"(?:入驻|落户)(?:了|有|的)?(?P<list>[^，。；：\n的了]{5,60}?)等(?:\d+个)?(?:[\u4e00-\u9fff]{0,4})项目"
)
_PROJECT_NOUN = re.compile(
    r"(?:项目|基地|产业园|物流园|中心|工程|生产线|园区?|综合体|平台|工厂|总部|储能|电站|市场|广场)$"
)


def _entering(context: Context, match: re.Match[str]) -> None:
    at = match.start("list")
    parts = match["list"].split("、")
    for part in parts:
        if (
            len(parts) > 1
            and 3 <= len(part) <= 10
            and not _PROJECT_NOUN.search(part)
            and _plausible(part)
            and _own_name(context, at, at + len(part))
        ):
            context.propose("Enterprise", at, at + len(part), "list.entering", PRIORITY)
        at += len(part) + 1


def _members(
    context: Context, walker: Walker, names: dict[int, int], end: int, type_: str, *, least: int
) -> None:
    """Walk the list that ends at ``end`` to the left; a single item must be a word of its own.

    ``names``: end -> start of the names known already.  There must be ``least`` members, known ones included.
    """
    text = context.text
    items: list[tuple[int, int]] = []
    at, known_items = end, 0
    while at > 0:
        known = names.get(at)
        left = text.rfind("、", max(0, at - LONGEST - 1), at)
        stop = max((text.rfind(c, max(0, at - LONGEST - 1), at) for c in "，。；：\n（等"), default=-1)
        if known is not None and (known == 0 or text[known - 1] == "、"):
            known_items += 1
            if known == 0:
                break
            at = known - 1
            continue
        if left > stop:
            items.extend(_split(text, left + 1, at))
            at = left
            continue
        start = walker.walk(at).start
        if start < at:
            items.append((start, at))
        break
    for start, stop in items if len(items) + known_items >= least else ():
        if _plausible(text[start:stop]) and _own_name(context, start, stop):
            context.propose(type_, start, stop, "list.noun", PRIORITY)


_KIND = re.compile(
    r"(?:商|类|系|机构|协会|企业|公司|部门|园区|高校|院校|行业|产业|领域|实验室|港|仓|级)$|^(?:诸如|比如|例如|包括|培育|国内|各大|全部)"
)


def _own_name(context: Context, start: int, end: int) -> bool:
    """Whether an item is more than a kind (系统集成商) and no place (北京、上海等多所高校)."""
    if _KIND.search(context.text, start, end) or any(
        (h.start, h.end) == (start, end) and h.entry.type == "Location" for h in context.hits_over(start, end)
    ):
        return False
    words = [context.text[s:e] for s, e in context.words_in(start, end)]
    return any(distinctive(word) or len(word) == 1 for word in words)


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """An item, cut at 和 or 与 when both halves can stand alone."""
    item = text[start:end]
    match = re.search(r"(?<=[\u4e00-\u9fff]{2})(?:以及|[和与及])(?=[\u4e00-\u9fffA-Za-z]{2})", item)
    if match:
        return [(start, start + match.start()), (start + match.end(), end)]
    return [(start, end)]


def _plausible(item: str) -> bool:
    if not 2 <= len(item) <= LONGEST or _BAD.search(item):
        return False
    return item not in word_classes() and item not in interior_words()


def _neighbours(context: Context) -> None:
    """An unknown short item between two recognised enterprises of one list."""
    text = context.text
    ends = {c.end: c for c in context.of_type("Enterprise")}
    starts = {c.start: c for c in context.of_type("Enterprise")}
    for end in sorted(ends):
        at = end
        while text[at : at + 1] == "、":
            stop = re.compile(r"[、，。；和等（与]").search(text, at + 1, at + LONGEST)
            if stop is None or at + 1 in starts:
                break
            item = text[at + 1 : stop.start()]
            closes = stop[0] in "、等" or stop.end() in starts
            unknown = (
                _plausible(item)
                and len(item) <= 8
                and (len(item) <= 5 or not any(w in word_classes() for w in (item[:2], item[-2:])))
            )
            if not (closes and unknown):
                break
            context.propose("Enterprise", at + 1, stop.start(), "list.neighbour", PRIORITY - 1)
            at = stop.start()
