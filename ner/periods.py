"""Periods of the calendar as ISO-like strings, and arithmetic on them.

A value is a day ``2019-06-19``, month ``2019-06``, quarter ``2021-Q4``, half ``2019-H1``, year ``2019`` or an interval
``start/end`` of two of these.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_BASE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class Base:
    """The document's date, as far as it is known; every relative date hangs on it."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def date(self) -> date | None:
        return date(self.year, self.month, self.day) if self.month and self.day else None

    @property
    def text(self) -> str:
        return iso(self.year, self.month, self.day) or str(self.year)


def read_base(text: str | None) -> Base | None:
    """``2019-07-05``, ``2019-07`` or ``2019``; None for None and for what is no date."""
    match = _BASE.match(text or "")
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if not year or not iso(year, month or None, day or None):
        return None
    return Base(year, month or None, day or None)


def iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """The value for a year, month or day; None when there is no such day."""
    if not 1 <= year <= 9999:
        return None
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= monthrange(year, month)[1] else None


def last_day(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}-{monthrange(year, month)[1]:02d}"


def first_day_of(value: str) -> str:
    """The first day of a value: its key for putting periods in order."""
    value = value.split("/")[0]
    year, _, rest = value.partition("-")
    if rest[:1] == "Q":
        return f"{year}-{3 * int(rest[1]) - 2:02d}-01"
    if rest[:1] == "H":
        return f"{year}-{6 * int(rest[1]) - 5:02d}-01"
    return value + {0: "-01-01", 1: "-01", 2: ""}[value.count("-")]


def shift_months(year: int, month: int, by: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def shift_days(base: date, by: int) -> str | None:
    try:
        return (base + timedelta(days=by)).isoformat()
    except OverflowError:
        return None
