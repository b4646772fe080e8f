"""Amounts of money: value, currency, approximation, bounds, offsets; and what is no money."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ner.amounts import AmountSpan, find_amounts


def names(text: str) -> list[tuple[str, float | int, str]]:
    return [(text[a.name_start : a.name_end], a.value, a.currency) for a in find_amounts(text)]


def only(text: str) -> AmountSpan:
    (found,) = find_amounts(text)
    return found


@pytest.mark.parametrize(
    ("text", "name", "value", "currency"),
    [
        ("集群规模力争达到两万三千亿元，", "两万三千亿元", 2_300_000_000_000, "CNY"),
        ("总投资10.3亿元人民币。", "10.3亿元人民币", 1_030_000_000, "CNY"),
        ("总投资人民币3亿元。", "3亿元", 300_000_000, "CNY"),
        ("总投资１２．５亿元。", "１２．５亿元", 1_250_000_000, "CNY"),
        ("补助1000元。", "1000元", 1000, "CNY"),
        ("捐款12446233.01元。", "12446233.01元", 12446233.01, "CNY"),
        ("引资800万美元。", "800万美元", 8_000_000, "USD"),
        ("引资5亿多美金。", "5亿多美金", 500_000_000, "USD"),
        ("捐赠港币2000万元，", "港币2000万元", 20_000_000, "HKD"),
        ("采购995亿元新台币的产品", "995亿元新台币", 99_500_000_000, "TWD"),
        ("投资1.2万亿韩元建厂", "1.2万亿韩元", 1_200_000_000_000, "KRW"),
        ("作价100亿日元。", "100亿日元", 10_000_000_000, "JPY"),
        ("募资US$5亿。", "US$5亿", 500_000_000, "USD"),
        ("售出￥1000的商品", "￥1000", 1000, "CNY"),
        ("财政收入三千万元", "三千万元", 30_000_000, "CNY"),
        ("总投资2.49\n亿元", "2.49\n亿元", 249_000_000, "CNY"),
        ("总投资2.49 亿 元", "2.49 亿 元", 249_000_000, "CNY"),
        ("净利润为-18.93亿元", "-18.93亿元", -1_893_000_000, "CNY"),
        ("净利润为负6423.07万，", "负6423.07万", -64_230_700, "CNY"),
        ("投资100亿元年产10万吨", "100亿元", 10_000_000_000, "CNY"),
        ("唯一500万元的奖项", "500万元", 5_000_000, "CNY"),
    ],
)
def test_amounts_single_sums(text: str, name: str, value: float, currency: str) -> None:
    assert names(text) == [(name, value, currency)]


@pytest.mark.parametrize(
    ("text", "name", "approx"),
    [
        ("总投资近20亿元。", "20亿元", "近"),
        ("总投资超20亿元。", "20亿元", "超"),
        ("总投资约20亿元。", "20亿元", "约"),
        ("总投资逾20亿元。", "20亿元", "逾"),
        ("补助不超过50万元。", "50万元", "不超过"),
        ("投资不低于5亿元。", "5亿元", "不低于"),
        ("产值20亿元以上。", "20亿元", "以上"),
        ("产值20亿元左右。", "20亿元", "左右"),
        ("落实4100余万元。", "4100余万元", "余"),
        ("落实一千多万元。", "一千多万元", "多"),
        ("增收25万余元。", "25万余元", "余"),
        ("收入突破亿元。", "亿元", "突破"),
        ("产值数十亿元。", "数十亿元", "数"),
        ("总投资20亿元。", "20亿元", ""),
    ],
)
def test_amounts_approximation_stays_out_of_the_name(text: str, name: str, approx: str) -> None:
    found = only(text)
    assert (text[found.name_start : found.name_end], found.approx) == (name, approx)
    assert (found.min, found.max) == (None, None)
    assert approx in text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("投资6-8亿元", 600_000_000, 800_000_000),
        ("投资6—8亿元", 600_000_000, 800_000_000),
        ("投资3-5千万元", 30_000_000, 50_000_000),
        ("投资三到五亿元", 300_000_000, 500_000_000),
        ("预亏4500万元至5500万元", 45_000_000, 55_000_000),
        ("预亏1.9亿至2.2亿元", 190_000_000, 220_000_000),
        ("投资500万-1亿元", 5_000_000, 100_000_000),
        ("投资1500亿至2000亿迪拉姆", 150_000_000_000, 200_000_000_000),
        ("利润为-22亿元至-17亿元", -2_200_000_000, -1_700_000_000),
        ("收入不过一二百万元", 1_000_000, 2_000_000),
    ],
)
def test_amounts_ranges_are_one_span(text: str, low: int, high: int) -> None:
    found = only(text)
    assert (found.value, found.min, found.max) == (low, low, high)


def test_amounts_what_only_looks_like_a_range_is_none() -> None:
    assert [a.value for a in find_amounts("产值从3亿元到5亿元")] == [300_000_000, 500_000_000]
    assert [a.value for a in find_amounts("第8-6亿元")] == [600_000_000]
    text = "栖山特钢2009年和2015年销售收入分别为6.1亿元和9.8亿元。"
    assert names(text) == [("6.1亿元", 610_000_000, "CNY"), ("9.8亿元", 980_000_000, "CNY")]


@given(
    st.lists(st.integers(1, 99999), min_size=2, max_size=6),
    st.sampled_from(["元", "美元", "欧元", "港元"]),
    st.sampled_from(["亿", "万"]),
    st.sampled_from(["、", "和"]),
)
def test_amounts_list_shares_its_unit_to_the_left(
    values: list[int], money: str, unit: str, last: str
) -> None:
    sums = [f"{value / 100:.2f}{unit}" for value in values]
    text = "产值分别为" + "、".join(sums[:-1]) + last + sums[-1] + money + "。"
    factor = 10**8 if unit == "亿" else 10**4
    assert [a.value for a in find_amounts(text)] == pytest.approx([value * factor / 100 for value in values])
    assert len({a.currency for a in find_amounts(text)}) == 1


def test_amounts_list_without_units_takes_the_last_one() -> None:
    assert [a.value for a in find_amounts("分别为35.6、40.2和50亿元")] == [
        3_560_000_000,
        4_020_000_000,
        5_000_000_000,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "风电场年发电7.2亿千瓦时。", "年产3万吨钢材。", "接待200万人次。", "总股本5亿股。", "占地3800亩，", "增长30%。",
        "硅料报价3万元/吨。", "补贴每吨3万元。", "每股10元派息", "售价每公斤20元。", "电价0.5元/千瓦时", "均价2万元", "1月1日元旦放假",
        "三元区举行活动", "单元测试", "二元结构", "公元2019年", "2021元宇宙大会", "覆盖3个亿的观众", "亿元以上项目13个", "13800138000",
        "人民币升值", "每股收益0.144元、0.166元和0.190元。", "3个千亿元级产业", "数元公司到场", "8亿元器件产能", "2021元年", "第三、四季度", "一千多家企业", "10多万人", "百元大钞",
    ],
)  # fmt: skip
def test_amounts_what_is_no_money(text: str) -> None:
    assert find_amounts(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("项目总投资120亿，占地大", 12_000_000_000),
        ("手里有10多个亿的订单", 1_000_000_000),
        ("授信30亿，提供支持", 3_000_000_000),
        ("以1.91万亿的收入排名第一", 1_910_000_000_000),
        ("地区生产总值跃上两万亿大关", 2_000_000_000_000),
        ("发行总额（亿）10.00", 1_000_000_000),
        ("销售收入（万元）：3500", 35_000_000),
    ],
)
def test_amounts_money_by_context(text: str, value: int) -> None:
    assert only(text).value == value


def test_amounts_header_form_names_the_number() -> None:
    text = "发行总额（亿）10.00"
    assert text[only(text).name_start : only(text).name_end] == "10.00"


def test_amounts_currency_named_twice_takes_no_time() -> None:
    text = "云岭新城项目总投资人民币12亿元人民币，其中一期3.6亿元人民币。"
    assert [(a.value, a.currency) for a in find_amounts(text)] == [
        (1_200_000_000, "CNY"),
        (360_000_000, "CNY"),
    ]
    assert len(find_amounts("人民币12亿元人民币，" * 2000)) == 2000


@given(
    st.text(
        alphabet="零一二三十百千万亿多余几数点个元美人民币0123.,，、和至-—（）()约近上过超每/吨 \n$￥",
        max_size=120,
    )
)
def test_amounts_offsets_are_ordered_and_inside(text: str) -> None:
    end = 0
    for found in find_amounts(text):
        assert end <= found.start <= found.name_start < found.name_end <= found.end <= len(text)
        assert isinstance(found.value, int) or not float(found.value).is_integer()
        assert found.min is None or found.min <= (found.max or 0)
        end = found.end


@given(
    st.integers(1, 10**9),
    st.sampled_from(["元", "万元", "亿元", "万美元"]),
    st.text(alphabet="甲乙丙，。", max_size=8),
)
def test_amounts_value_and_offsets_of_a_sum_in_any_text(number: int, unit: str, before: str) -> None:
    name = f"{number:,}{unit}"
    text = f"{before}投资{name}，"
    found = only(text)
    factor = {"元": 1, "万元": 10**4, "亿元": 10**8, "万美元": 10**4}[unit]
    assert (text[found.name_start : found.name_end], found.value) == (name, number * factor)


@pytest.mark.parametrize(
    "unit",
    [
        "一",
        "1",
        "1,",
        "一、",
        "人民币",
        "3亿、",
        "约",
        "几",
        "万 ",
        "3-",
        "3元至",
        "（亿）1",
        "每",
        "$",
        "1 000 ",
        "负",
        "6-8亿元",
    ],
)
def test_amounts_time_grows_with_length_only(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        find_amounts(text)
        return time.process_time() - start

    assert seconds(40_000) < 20 * max(seconds(5_000), 0.02)


def test_amounts_and_dates_are_fast_on_news_text() -> None:
    """Measured at 3 million characters a second; the floor leaves room for busy machines."""
    from ner.dates import find_dates

    text = (
        "川岭重工有限公司2019年6月19日与东麓大学签署协议，项目总投资约12.5亿元，一期将于今年底建成，建设内容包括厂房、实验室和"
        "研发中心，由川岭重工与合作方共同出资建设，建成后可带动周边村镇就业，预计年产值6-8亿元。"
    ) * 1000
    start = time.process_time()
    amounts, days = find_amounts(text), find_dates(text, "2019-07-05")
    seconds = time.process_time() - start
    assert (len(amounts), len(days)) == (2000, 2000)
    assert len(text) / seconds > 300_000


@pytest.mark.shared
def test_amounts_recall_on_the_training_part(shared: Path) -> None:
    """Floor under the measured recall of 0.98 by value and currency, and 0.94 of what is found being gold."""
    dev = set((shared / "train" / "dev.txt").read_text(encoding="utf-8").split())
    texts = {row["doc"]: row["text"] for row in rows(shared / "train" / "texts.jsonl")}
    gold = found = both = 0
    for row in rows(shared / "train" / "gold.jsonl"):
        if row["doc"] in dev:
            continue
        wanted = {key(e["currency"], e["value"]) for e in row["entities"] if e["type"] == "Amount"}
        seen = {key(a.currency, a.value) for a in find_amounts(texts[row["doc"]])}
        gold, found, both = gold + len(wanted), found + len(seen), both + len(wanted & seen)
    assert gold > 1000
    assert both / gold > 0.97
    assert both / found > 0.93


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def key(currency: str, value: float) -> str:
    return f"{currency}:{float(value):.6g}"
