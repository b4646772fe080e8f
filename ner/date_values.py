"""Values of the dates that ``ner.date_grammar`` finds: what is missing comes from the dates before or the base date."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ner.date_grammar import FUTURE, SENTENCE_END
from ner.numerals import parse_number
from ner.periods import Base, first_day_of, iso, last_day, shift_days, shift_months

Value = tuple[str | None, str]

_YEARS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1, "下年": 1, "后年": 2}
_BACK = {"当年": 0, "同年": 0, "次年": 1, "翌年": 1}
_DAYS = {"今": 0, "昨": -1, "前": -2, "明": 1, "后": 2}
_THIRDS = {"上": (1, 10), "中": (11, 20), "下": (21, 31)}
_REACH = 120  # how far, in characters, a date may lend its year or month to later ones


@dataclass(frozen=True, slots=True)
class _Last:
    end: int
    year: int
    month: int | None = None
    day: int | None = None


def _int(text: str) -> int:
    value = parse_number(text)
    return int(value) if value is not None else 0


class Resolver:
    """Resolves the matches of one text in order.  ``base`` is the document's date; without it only full dates resolve."""

    def __init__(self, text: str, base: Base | None) -> None:
        self.text, self.base = text, base
        self.last: _Last | None = None

    def resolve(self, match: re.Match[str]) -> Value:
        """(value, kind) of a match; value None when something needed is not known or there is no such day."""
        for name in _READERS:
            if match[name] is not None:
                value, kind = _READERS[name](self, match)
                break
        else:
            value, kind = self._dated(match)
        return self._since(value) if match["since"] else (value, kind)

    def _since(self, value: str | None) -> Value:
        start, base = first_day_of(value) if value else "", self.base
        return (f"{start}/{base.text}" if base and start and start <= f"{base.text}~" else None), "interval"

    def _future(self, match: re.Match[str]) -> bool:
        return FUTURE.search(self.text, max(0, match.start() - 5), match.start()) is not None

    def _near(self, match: re.Match[str]) -> _Last | None:
        """The last date, if it stands in the same sentence."""
        last = self.last
        if last is None or match.start() - last.end > _REACH:
            return None
        return None if SENTENCE_END.search(self.text, last.end, match.start()) else last

    def _year(self, match: re.Match[str], month: int) -> int | None:
        """The year a date belongs to that starts in ``month``."""
        word = match["relyear"]
        if word in _BACK:
            return self.last.year + _BACK[word] if self.last else None
        if word:
            return self.base.year + _YEARS[word] if self.base else None
        if match["year"]:
            return _int(match["year"])
        future, near = self._future(match), self._near(match)
        if near is not None and not (future and self.base):
            return near.year
        return self._base_year(month, future)

    def _base_year(self, month: int, future: bool) -> int | None:
        """12月28日 in a paper of January lies in the year before, 将于1月5日 in one of December in the next."""
        base = self.base
        if base is None or base.month is None:
            return base.year if base else None
        if month - base.month >= 9 and not future:
            return base.year - 1
        return base.year + 1 if base.month - month >= 9 and future else base.year

    # years, halves, quarters, months, days

    def _dated(self, match: re.Match[str]) -> Value:
        if match["month"]:
            return self._months(match)
        if match["relquarter"]:
            return self._relative_quarter(match)
        half, quarter = match["half"], match["quarter"]
        number = _int(quarter.replace("首", "1")) if quarter else 0
        month = 3 * number - 2 if number else 7 if half and half[0] == "下" else 1
        year = self._year(match, month)
        value, kind = self._within(match, year or 0, number)
        if year is None or not iso(year):
            return None, kind
        if match["year"] or match["relyear"]:
            self.last = _Last(match.end(), year)
        return value, kind

    def _within(self, match: re.Match[str], year: int, quarter: int) -> tuple[str, str]:
        if match["half"]:
            return f"{year}-H{1 if match['half'][0] == '上' else 2}", "half"
        if quarter:
            return f"{year}-Q{quarter}", "quarter"
        if match["nine"]:
            return f"{year}-01-01/{year}-09-30", "interval"
        if match["yearedge"]:
            return (f"{year}-01-01", "start") if match["yearedge"][-1] == "初" else (f"{year}-12-31", "end")
        if match["year0"] and _int(match["year0"]) < year:
            return f"{_int(match['year0'])}/{year}", "interval"
        return str(year), "year"

    def _relative_quarter(self, match: re.Match[str]) -> Value:
        base = self.base
        if base is None or base.month is None:
            return None, "quarter"
        step = {"上": -3, "本": 0, "下": 3}[match["relquarter"][0]]
        year, month = shift_months(base.year, base.month, step)
        return f"{year}-Q{(month + 2) // 3}", "quarter"

    def _months(self, match: re.Match[str]) -> Value:
        month = _int(match["month"])
        first = _int(match["month0"]) if match["month0"] else month
        year = self._year(match, first)
        kind = "date" if match["day"] else "interval" if match["month0"] or match["third"] else "month"
        if year is None or iso(year, month) is None or iso(year, first) is None:
            return None, kind
        start = year if first <= month else year - 1
        if match["day"]:
            return self._day(match, year, month, match["day0"])
        self.last = _Last(match.end(), year, month)
        if match["month0"] and first != month:
            return f"{iso(start, first)}/{iso(year, month)}", "interval"
        return self._part_of_month(year, month, match["third"], match["edge"])

    def _part_of_month(self, year: int, month: int, third: str | None, edge: str | None) -> Value:
        if third:
            low, high = _THIRDS[third[0]]
            last = last_day(year, month)
            return f"{iso(year, month, low)}/{min(last, f'{last[:8]}{high:02d}')}", "interval"
        if edge:
            return (iso(year, month, 1), "start") if edge == "初" else (last_day(year, month), "end")
        return iso(year, month), "month"

    def _day(self, match: re.Match[str], year: int, month: int, first: str | None) -> Value:
        day = _int(match["day"] or match["onlyday"] or match["relday"])
        value = iso(year, month, day)
        if value is None:
            return None, "date"
        self.last = _Last(match.end(), year, month, day)
        start = iso(year, month, _int(first)) if first else None
        return (f"{start}/{value}", "interval") if start and start < value else (value, "date")

    # what names no year

    def _only_day(self, match: re.Match[str]) -> Value:
        """19日: the month of a date named shortly before, else the document's, else (a later day) the month before that."""
        day, last, base = _int(match["onlyday"]), self.last, self.base
        if last and last.month and last.day and last.day <= day and match.start() - last.end <= 4 * _REACH:
            value, known = iso(last.year, last.month, day), base.date if base else None
            if value and (known is None or value <= (shift_days(known, 1) or "")):
                return self._day(match, last.year, last.month, match["onlyday0"])
        if base is None or base.month is None:
            return None, "date"
        year, month = base.year, base.month
        if base.day and not self._future(match) and day > base.day + 1:
            year, month = shift_months(year, month, -1)
        return self._day(match, year, month, match["onlyday0"])

    def _relative_month(self, match: re.Match[str]) -> Value:
        word = match["relmonth"]
        kind = "date" if match["relday"] else "interval" if match["relthird"] else "month"
        if word[0] in "当同":
            if not self.last or not self.last.month:
                return None, kind
            year, month = self.last.year, self.last.month
        elif self.base is None or self.base.month is None:
            return None, kind
        else:
            year, month = shift_months(self.base.year, self.base.month, {"本": 0, "上": -1, "下": 1}[word[0]])
        if match["relday"]:
            return self._day(match, year, month, None)
        return self._part_of_month(year, month, match["relthird"], match["reledge"])

    def _weekday(self, match: re.Match[str]) -> Value:
        word, base = match["weekday"], self.base.date if self.base else None
        day = "一二三四五六日".find(word[-1].replace("天", "日"))
        if base is None:
            return None, "date" if day >= 0 else "interval"
        monday = -base.weekday() + {"上": -7, "下": 7}.get(word[0], 0)
        if day >= 0:
            return shift_days(base, monday + day), "date"
        return f"{shift_days(base, monday)}/{shift_days(base, monday + 6)}", "interval"

    def _today(self, match: re.Match[str]) -> Value:
        word = match["today"]
        if word[0] in _DAYS:
            base = self.base.date if self.base else None
            return (shift_days(base, _DAYS[word[0]]) if base else None), "date"
        last = self.last
        if last is None or not last.month or not last.day:
            return None, "date"
        return shift_days(date(last.year, last.month, last.day), 1 if word[0] in "次翌" else 0), "date"

    def _fuzzy(self, match: re.Match[str]) -> Value:
        word, base = match["fuzzy"], self.base
        if word[-1] in "初末底":
            return self._edge(word)
        if word.startswith("近") and "年" in word:
            return None, "vague"
        kind = "now" if word in ("目前", "截至目前", "如今", "眼下") else "recent"
        return (base.text if base else None), kind

    def _edge(self, word: str) -> Value:
        base, kind = self.base, "start" if word[-1] == "初" else "end"
        if base is None or (word[0] == "月" and base.month is None):
            return None, kind
        if word[0] != "月":
            return (f"{base.year}-01-01" if kind == "start" else f"{base.year}-12-31"), kind
        assert base.month is not None
        return (iso(base.year, base.month, 1) if kind == "start" else last_day(base.year, base.month)), kind

    # absolute forms

    def _iso(self, match: re.Match[str]) -> Value:
        year, month, day = _int(match["iso"][:4]), _int(match["isomonth"]), _int(match["isoday"])
        value = iso(year, month, day)
        if value:
            self.last = _Last(match.end(), year, month, day)
        return value, "date"

    def _span(self, match: re.Match[str]) -> Value:
        first, last = _int(match["span0"]), _int(match["span"])
        return (f"{first}/{last}", "interval") if first < last else (None, "interval")

    def _listed(self, match: re.Match[str]) -> Value:
        return str(_int(match["listed"])), "year"

    def _short(self, match: re.Match[str]) -> Value:
        return f"20{_int(match['short']):02d}", "year"

    def _plan(self, match: re.Match[str]) -> Value:
        """“十四五” is the plan of 2021 to 2025; plans count from 1953, without gaps since the third (1966)."""
        number, part = _int(match["plan"]), match["part"]
        start = 1951 + 5 * number
        if part and part[0] in "末收":
            return (f"{start + 4}-12-31", "end") if part == "末" else (str(start + 4), "year")
        if part and part[0] in "初开":
            return (f"{start}-01-01", "start") if part == "初" else (str(start), "year")
        return f"{start}/{start + 4}", "interval"

    def _decade(self, match: re.Match[str]) -> Value:
        if match["century"]:
            century = _int(match["century"])
        elif self.base is None:
            return None, "interval"
        else:
            century = self.base.year // 100 + (0 if match["relcentury"][0] == "上" else 1)
        start = (century - 1) * 100 + _int(match["decade"])
        return (f"{start}/{start + 9}" if century else None), "interval"


_READERS: dict[str, Callable[[Resolver, re.Match[str]], Value]] = {
    "iso": Resolver._iso,
    "span": Resolver._span,
    "listed": Resolver._listed,
    "short": Resolver._short,
    "relmonth": Resolver._relative_month,
    "onlyday": Resolver._only_day,
    "weekday": Resolver._weekday,
    "today": Resolver._today,
    "plan": Resolver._plan,
    "decade": Resolver._decade,
    "fuzzy": Resolver._fuzzy,
}
