"""Numerals: every way of writing a number gives the number back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ner.numerals import parse_bounds, parse_number

DIGITS = "零一二三四五六七八九"
WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
numbers = st.integers(min_value=0, max_value=10**16 - 1)


def group(number: int) -> str:
    """A number below 10,000 in Chinese, 零 for every gap."""
    out, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            out += ("零" if gap and out else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return out


def chinese(number: int) -> str:
    """An independent rendering: 万 and 亿 by division, 万 inside 亿 for more than 9999亿."""
    if number == 0:
        return "零"
    if number >= 10**8:
        head, tail = divmod(number, 10**8)
        return chinese(head) + "亿" + _tail(tail, 10**7)
    if number >= 10**4:
        head, tail = divmod(number, 10**4)
        return chinese(head) + "万" + _tail(tail, 10**3)
    return group(number)


def _tail(number: int, full: int) -> str:
    return "" if not number else ("零" if number < full else "") + chinese(number)


@given(numbers)
def test_numerals_chinese_gives_the_number_back(number: int) -> None:
    assert parse_number(chinese(number)) == number


@given(numbers)
def test_numerals_two_as_liang_and_traditional_forms(number: int) -> None:
    text = chinese(number)
    assert (
        parse_number(text.replace("二千", "两千").replace("二百", "两百").replace("二万", "两万")) == number
    )
    financial = text.translate(str.maketrans("一二三四五六七八九十百千万亿", "壹贰叁肆伍陆柒捌玖拾佰仟萬億"))
    assert parse_number(financial) == number


@given(numbers, st.sampled_from([("", 0), ("万", 4), ("亿", 8), ("万亿", 12), ("千万", 7), ("百亿", 10)]))
def test_numerals_ascii_with_units(number: int, unit: tuple[str, int]) -> None:
    name, power = unit
    value = Decimal(number) / 100
    for text in (f"{value:.2f}", f"{value:,.2f}"):
        assert parse_number(text + name) == value * 10**power
        assert parse_number((text + name).translate(WIDE)) == value * 10**power


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_numerals_ascii_parts_of_yi_and_wan(yi: int, wan: int) -> None:
    assert parse_number(f"{yi}亿{wan}万") == yi * 10**8 + wan * 10**4
    assert parse_number(f"{yi}亿零{wan}万") == yi * 10**8 + wan * 10**4


@given(st.integers(1000, 2999))
def test_numerals_digit_by_digit(year: int) -> None:
    text = "".join(DIGITS[int(digit)] for digit in str(year))
    assert parse_number(text) == year
    assert parse_number(text.replace("零", "〇")) == year


@given(st.text(max_size=80))
def test_numerals_never_raise(text: str) -> None:
    value = parse_number(text)
    assert value is None or value.is_finite()


@given(st.text(alphabet="零一二三十百千万亿多余几数点两0123.,，负- 个", max_size=70))
def test_numerals_never_raise_on_numeral_characters(text: str) -> None:
    value, bounds = parse_number(text), parse_bounds(text)
    assert (value is None) == (bounds is None)
    assert bounds is None or (
        (bounds[0] == value and value is not None and bounds[0] <= bounds[1]) or value < 0
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("两万三千亿", 2_300_000_000_000),  # 万 inside 亿
        ("3.6万亿", 3_600_000_000_000),
        ("1,100.9亿", 110_090_000_000),
        ("十几亿", 10**9),
        ("几百万", 10**6),
        ("数十亿", 10**9),
        ("一千多万", 10**7),
        ("4100余万", 41_000_000),
        ("25万余", 250_000),
        ("10多个亿", 10**9),
        ("一万五", 15_000),
        ("两千三", 2_300),
        ("三亿五", 350_000_000),
        ("一百零五", 105),
        ("三点五亿", 350_000_000),
        ("百亿", 10**10),
        ("一千一百零七万四千四百五十一", 11_074_451),
        ("负6423.07万", -64_230_700),
        ("2 000万", 20_000_000),
        ("2.49\n亿", 249_000_000),
    ],
)
def test_numerals_values(text: str, value: int) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text", ["", "多", "点", "1.2.3", "3万4万", "一亿亿", "十十", "abc", "12,34", "一2", "负", "1" * 500]
)
def test_numerals_refuses_what_is_none(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "bounds"),
    [("一二百万", (10**6, 2 * 10**6)), ("十七八亿", (17 * 10**8, 18 * 10**8)), ("三五千", (3000, 5000))],
)
def test_numerals_two_digits_are_bounds(text: str, bounds: tuple[int, int]) -> None:
    assert parse_bounds(text) == bounds
