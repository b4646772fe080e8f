"""The date of a document: from its file name, its page head, or the date it was published."""

from __future__ import annotations

import re
from datetime import date as Date

_NAME = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-_.年]?(\d{1,2})[-_.月]?(\d{1,2})日?(?!\d)|(?<!\d)((?:19|20)\d\d)[-_.年](\d{1,2})月?(?!\d)"
)
_FULL = r"((?:19|20)\d\d) ?[年./-] ?(\d{1,2}) ?[月./-] ?(\d{1,2}) ?日?"
_LABELLED = re.compile(
    rf"(?:发布|发表|发文|成文|更新|刊发|印发)?(?:时间|日期)[:： ]{{0,3}}{_FULL}|^{_FULL}(?= ?\d{{1,2}}:\d\d)",
    re.MULTILINE,
)
_ANY = re.compile(_FULL)
_YEARS = re.compile(r"^\s*[\d\s年月日./:：-]+(?:来源.{0,30})?$")
_FOOTER = re.compile(r"版权|copyright|©|备案|保留所有|\(c\)", re.IGNORECASE)


def check(year: str, month: str = "", day: str = "") -> str | None:
    """ISO date of the parts, None when there is no such day."""
    try:
        if day:
            return Date(int(year), int(month), int(day)).isoformat()
        if month:
            return Date(int(year), int(month), 1).isoformat()[:7]
        return f"{Date(int(year), 1, 1).year:04d}"
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
        if match[1]:
            found = check(match[1], match[2], match[3]) or found
        else:
            found = check(match[4], match[5]) or found
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
    return None


def _line(text: str, at: int) -> str:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return text[start : end if end >= 0 else len(text)]
