"""Dates and periods in text, resolved against the document's own date and never against today's.

Absolute dates need nothing; a part that is missing (6月19日, 上半年, 19日) is taken from a date named shortly before, else from
the document's date; relative ones (去年, 上季度, 上年末) count from the document's date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ner.date_grammar import GRAMMAR, TO
from ner.date_values import Resolver
from ner.periods import first_day_of, read_base

_RANGE = re.compile(TO)
_POINTS = frozenset({"date", "month", "year", "quarter", "start", "end"})


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date or period in a text.

    ``value``: day, month, quarter, half, year or interval as described in ``ner.periods``; None when it cannot be known.
    ``kind``: date, month, quarter, half, year, interval; start and end for 年初 and 月底 (first and last day); recent for 近日
    (value: the document's date), now for 目前, vague for 近年来.
    """

    start: int
    end: int
    text: str
    value: str | None
    kind: str


def find_dates(text: str, base: str | None = None) -> list[DateSpan]:
    """All dates and periods in ``text``, in order, without overlaps.

    ``base`` is the document's date (``2019-07-05`` or a prefix of it); without it what is relative has the value None.  Offsets
    are those of ``text``; never raises; the clock is never read.
    """
    resolver = Resolver(text, read_base(base))
    spans: list[DateSpan] = []
    for match in GRAMMAR.finditer(text):
        value, kind = resolver.resolve(match)
        span = DateSpan(match.start(), match.end(), match[0], value, kind)
        if spans and (joined := _joined(text, spans[-1], span)):
            spans[-1] = joined
        else:
            spans.append(span)
    return spans


def _joined(text: str, left: DateSpan, right: DateSpan) -> DateSpan | None:
    """2009年至今年6月, 6月18日—20日: one period; 2009年和2015年 stay two."""
    if right.start - left.end > 4 or left.kind not in _POINTS or right.kind not in _POINTS:
        return None
    if not _RANGE.fullmatch(text, left.end, right.start):
        return None
    if left.value is None or right.value is None:
        value = None
    elif first_day_of(left.value) >= first_day_of(right.value):
        return None
    else:
        value = f"{left.value}/{right.value}"
    return DateSpan(left.start, right.end, text[left.start : right.end], value, "interval")
