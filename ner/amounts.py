"""Amounts of money in text: where they stand, their value, currency, approximation and bounds.

One regular expression with possessive groups finds every numeral; a single pass over those then decides which are money,
joins ranges (6-8亿元) and shares a unit along lists (4.27亿、6.78亿和5.33亿元).  Time grows linearly with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from ner import currencies
from ner.money_context import is_money_by_context, is_unit_price, leading, trailing
from ner.numerals import ASCII_NUMBER, CHINESE_DIGITS, CHINESE_UNITS, FOLD, parse_bounds


@dataclass(frozen=True, slots=True)
class AmountSpan:
    """A sum of money in a text.

    ``start``/``end`` cover it with its approximation words, ``name_start``/``name_end`` without (近 [20亿元] 左右).  A range
    has its lower end as ``value``; ``min`` and ``max`` are None for a single sum.
    """

    start: int
    end: int
    name_start: int
    name_end: int
    value: float | int
    currency: str
    approx: str = ""
    min: float | int | None = None
    max: float | int | None = None


_STARTS = f"0-9０-９{CHINESE_DIGITS}{CHINESE_UNITS}"
_SEPARATOR = r"\s?(?:[-－—–~～〜、,，]{1,2}|至|到|和|与|及|以及|或)\s?"
_NUMBER = (
    rf"(?:{ASCII_NUMBER}|[{CHINESE_DIGITS}{CHINESE_UNITS}几数])"
    rf"(?:[{CHINESE_DIGITS}{CHINESE_UNITS}点几数多余来]|{ASCII_NUMBER}|\s{{1,2}}(?=[{CHINESE_UNITS}多余])|个(?=\s?[万亿]))"
    rf"{{0,40}}+"
)
_QUANTITY = re.compile(
    rf"(?=[{_STARTS}几数])(?<![{_STARTS}])(?<![0-9０-９][.．])(?:(?<=[¥￥$＄€£])(?P<signed>))?(?P<number>{_NUMBER})"
    rf"(?:\s{{0,2}}(?P<currency>{currencies.AFTER})|(?<=[万亿多余])|(?={_SEPARATOR}[-负－−]?[{_STARTS}])|(?(signed)|(?!)))"
)
_RANGE = re.compile(r"\s?(?:[-－—–~～〜]{1,2}|至|到)\s?")
_LIST = re.compile(r"\s?(?:、|和|与|及|以及|或)\s?")
_COMMA = re.compile(r"\s?[,，]\s?")
_BIG = re.compile(r"(万?\s?亿|万)[多余\s]*$")
_SIMPLE = re.compile(r"(?:[0-9.,]+|[零一二三四五六七八九])[多余]?([十百千]?\s?(?:万?\s?亿|万))[多余\s]*$")
_HEADER = re.compile(
    rf"[（(](?:单位[:：]?)?\s?(?P<unit>[十百千]?万?[亿万])?(?P<currency>{currencies.AFTER})?\s?[)）]\s?[:：]?\s?"
    rf"(?P<number>{ASCII_NUMBER})(?![{_STARTS}年月日号个家项%％.．/／,，-])"
)
_SIGN = re.compile(r"(?:[为是至到和、（(：:达约\s]|^)[-－−]$|负$")
_FROM = re.compile(r"[从由][^，。；、]{0,4}$")
_COUNTED_UNITS = re.compile(r".{1,3}个[十百千万]+亿")  # 3个千亿级产业: three of a kind
_INSIDE = re.compile(r"[多余几数]")


@dataclass(slots=True)
class _Quantity:
    """A numeral on its way to an amount; ``first`` is the head of the range that it ends."""

    start: int
    number_end: int
    end: int
    number: str
    low: Decimal
    high: Decimal
    after: str
    currency: str | None
    first: _Quantity | None = None
    taken: bool = False


def find_amounts(text: str) -> list[AmountSpan]:
    """All amounts of money in ``text``, in order, without overlaps.

    A number is money with a currency (3亿元, 人民币12亿, US$5亿), as a member of a list or range whose end has one, or
    with 万 or 亿 where the words around say so (总投资120亿，).  Counts, quantities, percentages and unit prices
    (亿千瓦时, 万吨, 3元/吨, 每股10元) are left out.  Offsets are those of ``text``; never raises.
    """
    quantities = list(_quantities(text))
    _spread(text, quantities)
    found = list(_spans(text, quantities))
    spans = list(_headers(text))
    if not spans:
        return found
    inside = [
        span for span in spans if all(span.end <= other.start or span.start >= other.end for other in found)
    ]
    return sorted([*found, *inside], key=lambda span: span.start)


def _spans(text: str, items: list[_Quantity]) -> Iterator[AmountSpan]:
    """Items that are money as spans; a list that begins with a unit price (每股0.1元、0.2元) holds unit prices."""
    priced = -1
    for item in items:
        if not item.currency or item.taken:
            continue
        start = (item.first or item).start
        listed = 0 <= start - priced <= 4 and priced >= 0 and _LIST.fullmatch(text, priced, start)
        span = None if listed else _span(text, item)
        if span is None:
            priced = item.end
        else:
            yield span


def _quantities(text: str) -> Iterator[_Quantity]:
    for match in _QUANTITY.finditer(text):
        start, number, after = match.start("number"), match["number"], match["currency"] or ""
        if not after:
            number = number.rstrip("来点几数 \n")
        bounds = parse_bounds(number)
        if bounds is None:  # 唯一500万元: read on from the last ASCII numeral
            heads = [m.start() for m in re.finditer(ASCII_NUMBER, number)]
            if not heads or (bounds := parse_bounds(number[heads[-1] :])) is None:
                continue
            start, number = start + heads[-1], number[heads[-1] :]
        folded = number.translate(FOLD)
        if not _plausible(text, start, match.end(), folded, after):
            continue
        number_end = start + len(number)
        before = leading(text, start)[1]
        known = after or before in currencies.SIGNS or (before and _BIG.search(folded))
        currency = currencies.code(after, before) if known else None
        low, high = bounds
        if _SIGN.search(text[max(0, start - 2) : start]):
            start, low, high = start - 1, -high, -low
        yield _Quantity(
            start, number_end, match.end() if after else number_end, folded, low, high, after, currency
        )


def _plausible(text: str, start: int, end: int, number: str, after: str) -> bool:
    """三元 (a place, a battery), 百元, 亿元以上 are no sums by themselves; 两元。 and 超亿元 are."""
    core = re.sub(r"\s", "", number)
    if _COUNTED_UNITS.match(core) or (core[0] in CHINESE_UNITS and text[start - 1 : start] == "个"):
        return False
    if core in ("万", "亿", "十", "百", "千"):
        return bool(after) and leading(text, start)[2] != ""
    if after == "元" and core in DIGIT_WORDS:
        return re.match(r"[，。；、！？）\s]|$|钱|人民币|以[上下]", text[end : end + 3]) is not None
    return True


DIGIT_WORDS = frozenset("零一二三四五六七八九十百千数几")


def _spread(text: str, items: list[_Quantity]) -> None:
    """Give currency and unit to the members of ranges and lists, from right to left, then to what only context makes money."""
    for index in range(len(items) - 1, -1, -1):
        item = items[index]
        right = items[index + 1] if index + 1 < len(items) else None
        if right is not None and right.currency and _share(text, item, right):
            continue
        if item.currency is None and _BIG.search(item.number):
            pieces = "个" in text[item.start : item.end]
            if is_money_by_context(text, item.start, item.end, pieces=pieces):
                item.currency = "CNY"
    for left, right in pairwise(items):
        between = text[left.end : right.start]
        if left.currency and not right.currency and len(between) <= 4 and _BIG.search(right.number):
            counted = not is_money_by_context(text, right.start, right.end, pieces=True)
            if not counted and re.match(r"[，。；、！？）)\s]|$|左右|以上", text[right.end : right.end + 2]):
                if _RANGE.fullmatch(between):
                    right.currency = left.currency
                    _join(text, left, right)
                elif _LIST.fullmatch(between):
                    right.currency = left.currency


def _share(text: str, item: _Quantity, right: _Quantity) -> bool:
    """Whether ``item`` belongs to a range or list with the money ``right`` behind it; then it is made money."""
    between = text[item.end : right.start]
    if len(between) > 4 or (item.currency and item.currency != right.currency):
        return False
    if _RANGE.fullmatch(between) and not right.first:
        return _join(text, item, right)
    if item.currency:
        return False
    big = _BIG.search(item.number) is not None
    plain = item.number.replace(",", "").replace(".", "", 1).isdecimal()
    if not (_LIST.fullmatch(between) and (big or plain)) and not (big and _COMMA.fullmatch(between)):
        return False
    item.currency = right.currency
    _scale(item, right)
    return True


def _scale(item: _Quantity, right: _Quantity) -> None:
    """6-8亿元: the unit of the last member counts for those without one."""
    if _BIG.search(item.number):
        return
    digit = item.number.replace(",", "").replace(".", "", 1).isdecimal() or item.number in DIGIT_WORDS
    unit = _SIMPLE.search(right.number) if digit else None
    shared = unit[1] if unit else (found[1] if (found := _BIG.search(right.number)) else "")
    factor = parse_bounds(shared)
    if factor is not None:
        item.low, item.high, item.number = item.low * factor[0], item.high * factor[0], item.number + shared


def _join(text: str, item: _Quantity, right: _Quantity) -> bool:
    if (
        text[item.end : right.start].strip() in ("到", "至")
        and item.currency
        and _FROM.search(text[max(0, item.start - 6) : item.start])
    ):
        return False
    before = (item.low, item.high, item.number)
    _scale(item, right)
    if item.low >= right.high:
        item.low, item.high, item.number = before
        return False
    right.first, item.taken, item.currency = item, True, right.currency
    return True


def _number(value: Decimal) -> float | int:
    return int(value) if value == value.to_integral_value() else float(value)


def _span(text: str, item: _Quantity) -> AmountSpan | None:
    head = item.first or item
    start, before, approx = leading(text, head.start)
    small = abs(item.high) < 10_000
    if is_unit_price(text, start, item.end, small=small):
        return None
    name_start = head.start
    bare = not (item.after or head.after)
    if before[:2] in ("港币", "美金") or (before and bare):
        name_start = text.index(before, start)
    end, behind = trailing(text, item.end)
    inside = _INSIDE.search(item.number) or _INSIDE.search(head.number)
    ranged = item.first is not None or item.low != item.high
    return AmountSpan(
        start,
        end,
        name_start,
        item.end,
        _number(head.low),
        item.currency or "CNY",
        approx or (inside[0] if inside else "") or behind,
        _number(head.low) if ranged else None,
        _number(item.high) if ranged else None,
    )


def _headers(text: str) -> Iterator[AmountSpan]:
    """发行总额（亿）10.00: the unit stands in brackets before the number."""
    for match in _HEADER.finditer(text):
        unit, currency = match["unit"] or "", match["currency"] or ""
        if not (unit or currency):
            continue
        if not currency and not is_money_by_context(text, match.start(), match.end()):
            continue
        bounds = parse_bounds(match["number"] + unit)
        if bounds is not None:
            value = _number(bounds[0])
            yield AmountSpan(
                match.start(),
                match.end(),
                match.start("number"),
                match.end(),
                value,
                currencies.code(currency),
            )
