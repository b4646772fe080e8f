"""Dates and periods: forms, resolution against the base, and never against the clock."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ner import date_values, dates, periods
from ner.dates import find_dates


def values(text: str, base: str | None = None) -> list[tuple[str, str | None]]:
    return [(found.text, found.value) for found in find_dates(text, base)]


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)))
def test_dates_full_dates_need_no_base(day: datetime.date) -> None:
    for text in (
        f"{day.year}年{day.month}月{day.day}日",
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
    ):
        assert values(f"于{text}，") == [(text, day.isoformat())]


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)))
def test_dates_day_of_the_base_year(day: datetime.date) -> None:
    (found,) = find_dates(f"{day.month}月{day.day}日，", day.isoformat())
    assert found.value == day.isoformat()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6月19日", "2019-06-19"),
        ("19日", "2019-06-19"),  # later than the paper's day: the month before
        ("3日", "2019-07-03"),
        ("今年上半年", "2019-H1"),
        ("去年", "2018"),
        ("去年底", "2018-12-31"),
        ("前年", "2017"),
        ("上季度", "2019-Q2"),
        ("上年末", "2018-12-31"),
        ("近日", "2019-07-05"),
        ("今年以来", "2019-01-01/2019-07-05"),
        ("2018年以来", "2018-01-01/2019-07-05"),
        ("年初", "2019-01-01"),
        ("截至目前", "2019-07-05"),
        ("本月15日", "2019-07-15"),
        ("上月", "2019-06"),
        ("6月底", "2019-06-30"),
        ("2月下旬", "2019-02-21/2019-02-28"),
        ("1至6月", "2019-01/2019-06"),
        ("前三季度", "2019-01-01/2019-09-30"),
        ("昨天", "2019-07-04"),
        ("上周三", "2019-06-26"),
        ("去年6月至今年3月", "2018-06/2019-03"),
        ("近年来", None),
    ],
)
def test_dates_relative_to_the_base(text: str, value: str | None) -> None:
    assert values(f"，{text}，", "2019-07-05") == [(text, value)]


@pytest.mark.parametrize(
    "text",
    ["6月19日", "19日", "今年上半年", "去年", "上季度", "近日", "上年末", "今年以来", "上周三", "昨天"],
)
def test_dates_relative_without_base_stay_open(text: str) -> None:
    assert values(f"，{text}，") == [(text, None)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二〇一九年六月十九日", "2019-06-19"),
        ("2019年6月", "2019-06"),
        ("2021—2023", "2021/2023"),
        ("2021—2025年", "2021/2025"),
        ("2019年6月18日至20日", "2019-06-18/2019-06-20"),
        ("“十四五”期间", "2021/2025"),
        ("“十三五”末", "2020-12-31"),
        ("20世纪90年代", "1990/1999"),
        ("2010年一季度", "2010-Q1"),
        ("2019年13月", None),
        ("2019年2月30日", None),
    ],
)
def test_dates_absolute_forms(text: str, value: str | None) -> None:
    assert values(f"，{text}，") == [(text, value)]


def test_dates_two_years_joined_by_and_are_two() -> None:
    assert values("2009年和2015年") == [("2009年", "2009"), ("2015年", "2015")]
    assert values("2010、2011和2012年") == [("2010", "2010"), ("2011", "2011"), ("2012年", "2012")]


def test_dates_hang_on_the_page_not_on_today() -> None:
    text = "上季度，恒岭锻造实现产值1.4亿元，订单余额比上年末增长8%。"
    assert values(text, "2022-02-10") == [("上季度", "2021-Q4"), ("上年末", "2021-12-31")]


def test_dates_modules_never_read_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    class NoClock(datetime.date):
        @classmethod
        def today(cls) -> NoClock:
            raise AssertionError("the clock was read")

    for module in (periods, date_values):
        monkeypatch.setattr(module, "date", NoClock)
    for name in ("time", "localtime", "gmtime"):
        monkeypatch.setattr(time, name, lambda *_: pytest.fail("the clock was read"))
    text = "去年，上季度，近日，昨天，上周三，本月，6月19日，年初，今年以来，上世纪90年代"
    assert all(found.value for found in dates.find_dates(text, "2019-07-05"))


def test_dates_year_change() -> None:
    assert values("12月28日签约", "2022-01-05") == [("12月28日", "2021-12-28")]
    assert values("将于12月28日签约", "2022-01-05") == [("12月28日", "2022-12-28")]
    assert values("将于1月5日开幕", "2019-12-20") == [("1月5日", "2020-01-05")]
    assert values("30日", "2022-01-05") == [("30日", "2021-12-30")]


def test_dates_year_is_taken_from_the_same_sentence() -> None:
    text = "2010年一季度3亿元，二季度5亿元。三季度"
    assert values(text, "2019-07-05") == [
        ("2010年一季度", "2010-Q1"),
        ("二季度", "2010-Q2"),
        ("三季度", "2019-Q3"),
    ]
    assert values("2018年12月开工，次年3月投产", None)[-1] == ("次年3月", "2019-03")


@pytest.mark.parametrize(
    "text", ["3日元", "10日游", "近3日", "历时3个月", "今日头条", "13.5月", "3年内", "30年", "100月", "第3日"]
)
def test_dates_what_is_no_date(text: str) -> None:
    assert find_dates(text, "2019-07-05") == []


@given(
    st.text(
        alphabet="零一二十年月日号上下半季度初底末今去前本旬至到—-、和以来近期间“”五201936/.第 \n",
        max_size=100,
    ),
    st.sampled_from([None, "2019", "2019-07", "2019-07-05", "x", "2019-13-01"]),
)
def test_dates_offsets_are_exact_and_nothing_raises(text: str, base: str | None) -> None:
    end = 0
    for found in find_dates(text, base):
        assert end <= found.start < found.end <= len(text)
        assert found.text == text[found.start : found.end]
        assert found.value is None or periods.first_day_of(found.value)
        end = found.end


@pytest.mark.parametrize(
    "unit", ["一", "1", "1月", "1日", "2019", "2019年", "年", "2019、", "1-", "2019年至", "“", "上", "今年"]
)
def test_dates_time_grows_with_length_only(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        find_dates(text, "2019-07-05")
        return time.process_time() - start

    assert seconds(40_000) < 20 * max(seconds(5_000), 0.02)
