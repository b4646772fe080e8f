"""Numerals: ASCII, full-width, Chinese and mixed ones, read into exact decimals.

The value of a Chinese numeral is built the way it is spoken: digits are multiplied by 十, 百 or 千 inside a group, a
group by 万, and everything before 亿 by 亿 (so 两万三千亿 is 23,000 times 亿, not 两万 plus 三千亿).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

DIGITS = "零一二三四五六七八九"
SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
_WAN, _YI = Decimal(10**4), Decimal(10**8)
_LONGEST = 64

# one to one: every other way of writing a digit or unit → the form used below
FOLD = str.maketrans(
    "０１２３４５６７８９．，－−﹣·〇○两俩壹贰叁肆伍陆柒捌玖拾佰仟萬億",
    "0123456789.,---.零零二二一二三四五六七八九十百千万亿",
)

ASCII_NUMBER = (
    r"(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})++(?![0-9０-９])|[0-9０-９]{1,3}(?:[ \u00a0\u2009][0-9０-９]{3})++(?![0-9０-９])"
    r"|[0-9０-９]++)(?:\s?[.．·]\s?[0-9０-９]++)?+"
)
CHINESE_DIGITS = "零〇○一二三四五六七八九两俩壹贰叁肆伍陆柒捌玖"
CHINESE_UNITS = "十百千万亿拾佰仟萬億"

_TOKEN = re.compile(
    rf"(?P<ascii>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?![\d,.])|\d+(?:\.\d+)?)"
    rf"|(?P<digits>[{DIGITS}]+)|(?P<small>[十百千])|(?P<wan>万)|(?P<yi>亿)|(?P<point>点)|(?P<vague>[几数])|(?P<more>[多余来])"
)
_LINKS = re.compile(r"零(?=[1-9])|个(?=[万亿]|\Z)")  # 1亿零500万, 10多个亿


class _NotANumberError(Exception):
    pass


@dataclass(slots=True)
class _Reader:
    """Sums while reading from left to right; ``number`` is the digit group not yet multiplied."""

    upper: bool = False
    total: Decimal = Decimal(0)  # what is finished: multiples of 亿
    group: Decimal = Decimal(0)  # multiples of 万 since then
    low: Decimal = Decimal(0)  # multiples of 十, 百, 千 since then
    number: Decimal | None = None
    leading_zero: bool = False
    unit: int = 0  # last small unit in this group: units must fall
    last: str = ""
    token: str = ""
    following: str = ""
    scale: Decimal = field(default_factory=lambda: Decimal(1))

    def feed(self, kind: str, token: str, following: str) -> None:
        """Take the next token; ``following`` is the character behind it."""
        self.token, self.following = token, following
        getattr(self, f"_{kind}")()
        if kind != "more":
            self.last = kind

    def _more(self) -> None:
        if not self.last:
            raise _NotANumberError

    def _ascii(self) -> None:
        if self.number is not None or self.last == "point":
            raise _NotANumberError
        self.number, self.leading_zero = Decimal(self.token.replace(",", "")), self.token[0] == "0"

    def _digits(self) -> None:
        if self.last == "point":
            self.number = Decimal("0." + "".join(str(DIGITS.index(c)) for c in self.token))
            self.leading_zero = True
            return
        if self.number is not None:
            raise _NotANumberError
        values = [DIGITS.index(c) for c in self.token]
        if self._between(values):
            values = [values[1] if self.upper else values[0]]
        self.number = Decimal(int("".join(map(str, values))))
        self.leading_zero = values[0] == 0
        if self.token == "零" and self.following == "十":
            self.number = None

    def _between(self, values: list[int]) -> bool:
        """一二百万, 十七八亿: two neighbouring digits (or 三五) say a range, not the number 12."""
        if len(values) != 2 or not 0 < values[0] < values[1]:
            return False
        if not (values[1] - values[0] == 1 or values == [3, 5]):
            return False
        return (
            self.following in SMALL_UNITS
            or self.following in ("万", "亿")
            or (self.last == "small" and self.unit == 10)
        )

    def _vague(self) -> None:
        if self.number is not None:
            raise _NotANumberError
        if self.last != "small":  # 几百万, 数十亿 start at one; 十几亿 starts at ten
            self.number, self.leading_zero = Decimal(1), True

    def _point(self) -> None:
        if self.number is None and self.last != "small":
            raise _NotANumberError
        self.low += self.number or 0
        self.number = None

    def _small(self) -> None:
        unit = SMALL_UNITS[self.token]
        if (self.unit and unit >= self.unit) or self.last == "point":
            raise _NotANumberError
        self.low += (Decimal(1) if self.number is None else self.number) * unit
        self.number, self.unit, self.scale = None, unit, Decimal(unit)

    def _section(self) -> Decimal:
        """The group before 万 or 亿; a unit with nothing before it counts once."""
        value = self.low + (self.number or 0)
        if self.last in ("", "yi"):
            value = Decimal(1) if not self.last else Decimal(0)
        self.low, self.number, self.unit = Decimal(0), None, 0
        return value

    def _wan(self) -> None:
        if self.group or self.last in ("yi", "point"):
            raise _NotANumberError
        self.group, self.scale = self._section() * _WAN, _WAN

    def _yi(self) -> None:
        if self.last in ("yi", "point"):
            raise _NotANumberError
        self.total += (self.group + self._section()) * _YI
        self.group, self.scale = Decimal(0), _YI

    def result(self) -> Decimal:
        if self.last in ("", "point"):
            raise _NotANumberError
        number = self.number or Decimal(0)
        if self._shortened(number):
            number = number * self.scale / 10
        return self.total + self.group + self.low + number

    def _shortened(self, number: Decimal) -> bool:
        """一万五 is 15,000 and 两千三 is 2,300: a last single digit without 零 counts tenths of the unit before it."""
        return self.scale >= 100 and 0 < number < 10 and number == int(number) and not self.leading_zero


def _parse(text: str, *, upper: bool) -> Decimal | None:
    if len(text) > 4 * _LONGEST:
        return None
    plain = re.sub(r"\s", "", text).translate(FOLD)
    negative = plain[:1] in ("-", "负")
    plain = _LINKS.sub(lambda match: "0" if match[0] == "零" else "", plain[negative:])
    if not plain or len(plain) > _LONGEST:
        return None
    reader, at = _Reader(upper), 0
    try:
        while at < len(plain):
            match = _TOKEN.match(plain, at)
            if match is None or match.lastgroup is None:
                return None
            at = match.end()
            reader.feed(match.lastgroup, match[0], plain[at : at + 1])
        value = reader.result()
    except _NotANumberError:
        return None
    return -value if negative else value


def parse_number(text: str) -> Decimal | None:
    """The value of a numeral, or None when ``text`` is no numeral.

    Reads 1,100.9亿, 两万三千亿, 3亿5000万, 一万五, 三点五亿, 二〇一九, 负6423.07万; white space inside is ignored.  Vague
    numerals give their lower end: 十几亿 is 10亿, 一千多万 is 1000万, 一二百万 is 100万.  Never raises.
    """
    return _parse(text, upper=False)


def parse_bounds(text: str) -> tuple[Decimal, Decimal] | None:
    """Lower and upper end of a numeral; they differ only for two digits in a row (一二百万: 100万 and 200万)."""
    low, high = _parse(text, upper=False), _parse(text, upper=True)
    return None if low is None or high is None else (low, high)
