"""The date of a document: from its file name, its page head, or the date it was published."""

from __future__ import annotations

import datetime
import re

_NAME = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[-_.年](\d{1,2})[-_.月](\d{1,2})日?|(\d\d)(\d\d))(?!\d)"
    r"|(?<!\d)((?:19|20)\d\d)[-_.年](\d{1,2})月?(?!\d)"
)
_FULL = r"((?:19|20)\d\d) ?[年./-] ?(\d{1,2}) ?[月./-] ?(\d{1,2}) ?日?"
_LABELLED = re.compile(
    rf"(?:发布|发表|发文|成文|更新|刊发|印发)?(?:时间|日期)[:： ]{{0,3}}{_FULL}|^{_FULL}(?= ?\d{{1,2}}:\d\d)",
    re.MULTILINE,
)
_ANY = re.compile(_FULL)
_YEARS = re.compile(r"^\s*[\d\s年月日./:：-]+(?:来源.{0,30})?$")
_DIGITS = "〇一二三四五六七八九"
_SPELLED = re.compile(
    r"([〇○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_FOOTER = re.compile(r"版权|copyright|©|备案|保留所有|\(c\)", re.IGNORECASE)


def check(year: str, month: str = "", day: str = "") -> str | None:
    """ISO date of the parts, None when there is no such day."""
    try:
        if day:
            return datetime.date(int(year), int(month), int(day)).isoformat()
        if month:
            return datetime.date(int(year), int(month), 1).isoformat()[:7]
        return f"{datetime.date(int(year), 1, 1).year:04d}"
    except ValueError:
        return None


def parse(text: str) -> str | None:
    """An option's date: 2022-02-10, 20220210, 2022-02, 2022, 2022年2月10日."""
    match = re.fullmatch(r"\s*(\d{4})(?:[-/.年]?(\d{1,2})(?:[-/.月]?(\d{1,2})日?|月)?|年)?\s*", text)
    return check(match[1], match[2] or "", match[3] or "") if match else None


def from_name(name: str) -> str | None:
    """The date in a file name or its folders, the last one counts."""
    found = None
    for match in _NAME.finditer(name):
        found = check(*(part for part in match.groups() if part)) or found
    return found


def from_text(head: str, text: str) -> str | None:
    """The date of a page head, or a labelled date (发布时间：…) near the beginning; never one of a footer."""
    for match in _ANY.finditer(head):
        line = _line(head, match.start())
        if not _FOOTER.search(line) and (found := check(match[1], match[2], match[3])):
            return found
    start = text[:3000]
    for match in _LABELLED.finditer(start):
        parts = [group for group in match.groups() if group]
        if not _FOOTER.search(_line(start, match.start())) and (found := check(*parts)):
            return found
    for line in start.splitlines()[:6]:
        dated = _ANY.search(line)
        if dated and _YEARS.match(line) and (found := check(dated[1], dated[2], dated[3])):
            return found
    return _signature(text)


def _signature(text: str) -> str | None:
    """The date on a line of its own that closes a notice (2021年6月1日, 二〇二一年六月一日)."""
    for line in reversed(text[-400:].splitlines()[-6:]):
        stripped = line.strip(" \u3000\t\r（）()")
        match = _ANY.fullmatch(stripped)
        if match and (found := check(match[1], match[2], match[3])):
            return found
        spelled = _SPELLED.fullmatch(stripped)
        if spelled:
            year = "".join(str(_DIGITS.index(char) % 10) for char in spelled[1].replace("○", "〇"))
            if found := check(year, str(_number(spelled[2])), str(_number(spelled[3]))):
                return found
    return None


def _number(text: str) -> int:
    """1 to 31 in Chinese numerals."""
    if "十" not in text:
        return _DIGITS.index(text)
    tens, _, ones = text.partition("十")
    return 10 * (_DIGITS.index(tens) if tens else 1) + (_DIGITS.index(ones) if ones else 0)


def _line(text: str, at: int) -> str:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return text[start : end if end >= 0 else len(text)]
