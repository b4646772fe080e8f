"""Amounts and dates as reports on other tools had them wrong: 万 inside 亿, 人民币 said twice, years, relative dates."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cases_tools import ROOT, Row, extracted, kg, write

# Sums of a cluster, beside numbers with the same numerals that are no money.
CLUSTERS = {
    "liang": ("青岚市装备制造产业集群规模力争达到两万三千亿元，白杨河风电场年发电7.2亿千瓦时。", 2.3e12),
    "thousand": ("霞浦县新材料产业集群产值突破一万五千亿元，青石风电场装机120万千瓦。", 1.5e12),
    "mixed": ("云岭市轴承产业集群产值达到2万3千亿元，年用电3千万千瓦时。", 2.3e12),
    "decimal": ("宁川轴承产业集群产值1.2万亿元，年用水3亿立方米，占地5万亩。", 1.2e12),
    "hundred": (
        "江浦市绿色化工产业集群规模将达到两千五百亿元，配套热电厂装机60万千瓦、年供电4千万度。",
        2.5e11,
    ),
    "bare": ("南浦市钛材产业集群年产值达三万亿元，出口海绵钛2万吨、运量8亿吨公里。", 3e12),
}
# Renminbi named before, behind or on both sides; the values of all amounts.
CURRENCIES = {
    "both": ("云岭新城项目总投资人民币12亿元人民币，其中一期3.6亿元人民币。", [3.6e8, 1.2e9]),
    "before": ("宁川轴承二期项目总投资人民币5.5亿元，一期投资人民币1.2亿元人民币。", [1.2e8, 5.5e8]),
    "thrice": ("恒岭锻造二期项目计划投资12亿元人民币人民币，设备投资人民币人民币3亿元。", [3e8, 1.2e9]),
    "brackets": ("岭东新城项目总投资人民币（人民币）12亿元（人民币），以人民币结算。", [1.2e9]),
    "alone": ("宁川轴承公司以人民币结算，人民币汇率稳定。", []),
}
# (owner, [(value, year)])
YEARS = {
    "and": ("栖山特钢2009年和2015年销售收入分别为6.1亿元和9.8亿元。", "栖山特钢", [(6.1e8, "2009"), (9.8e8, "2015")]),
    "comma": ("宁川轴承公司2016年、2018年产值分别达到3亿元、4.5亿元。", "宁川轴承公司", [(3e8, "2016"), (4.5e8, "2018")]),
    "owner behind": ("2019年和2021年，东坡化工公司利税分别为5000万元和8000万元。", "东坡化工公司", [(5e7, "2019"), (8e7, "2021")]),
    "three": ("北川机床公司2017年、2018年和2019年销售收入分别为2亿元、3亿元和4亿元。", "北川机床公司", [(2e8, "2017"), (3e8, "2018"), (4e8, "2019")]),
    "in turn": ("岭东阀门公司2015年与2016年产值依次为7亿元与8亿元。", "岭东阀门公司", [(7e8, "2015"), (8e8, "2016")]),
    "falling": ("恒岭锻造公司2022年和2020年营业收入分别是1.1亿元和2.3亿元。", "恒岭锻造公司", [(1.1e8, "2022"), (2.3e8, "2020")]),
}  # fmt: skip
# (year, date) that a sum belongs to, by a date that the page states.
RELATIVE = {
    "quarter": ("2022年2月10日 第3版\n上季度，恒岭锻造实现产值1.4亿元，订单余额比上年末增长8%。", "2021", "2021-Q4"),
    "year": ("2021年1月5日 星期二\n去年，宁川轴承公司实现产值1.4亿元。", "2020", None),
    "month": ("东江日报 2020年1月8日 第2版\n上月，恒岭锻造公司完成产值1.4亿元。", "2019", "2019-12"),
    "half": ("2023年7月12日 第1版\n今年上半年，北川机床公司实现销售收入1.4亿元。", "2023", "2023-H1"),
    "label": ("发布时间：2019年5月6日\n前年，宁川轴承公司销售收入1.4亿元。", "2017", None),
    "closing": ("去年，宁川轴承公司实现产值1.4亿元。\n二〇一八年三月二日", "2017", None),
    "unknown": ("上季度，恒岭锻造实现产值1.4亿元。", None, None),
}  # fmt: skip


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    """All texts of this file in one run of the command, which has to be over soon."""
    texts = {f"c-{key}": text for key, (text, _) in CLUSTERS.items()}
    texts |= {f"m-{key}": text for key, (text, _) in CURRENCIES.items()}
    texts |= {f"y-{key}": text for key, (text, _, _) in YEARS.items()}
    texts |= {f"r-{key}": text for key, (text, _, _) in RELATIVE.items()}
    began = time.monotonic()
    found = extracted(tmp_path_factory.mktemp("values"), texts)
    assert time.monotonic() - began < 60
    return found


@pytest.mark.parametrize("key", CLUSTERS)
def test_cases_wan_inside_yi_is_one_number_and_other_units_are_no_money(
    rows: dict[str, Row], key: str
) -> None:
    row = rows[f"c-{key}"]
    (cluster,) = row.names("Cluster")
    assert cluster.endswith("产业集群")
    assert row.amounts() == [(cluster, CLUSTERS[key][1], "CNY")]
    assert len(row.names("Amount")) == 1


@pytest.mark.parametrize("key", CURRENCIES)
def test_cases_currency_named_twice_is_one_amount(rows: dict[str, Row], key: str) -> None:
    amounts = [entity for entity in rows[f"m-{key}"].entities if entity["type"] == "Amount"]
    assert sorted(entity["value"] for entity in amounts) == CURRENCIES[key][1]
    assert {entity["currency"] for entity in amounts} <= {"CNY"}


def test_cases_repeated_currency_takes_no_time(tmp_path: Path) -> None:
    write(tmp_path, {"a": "总投资" + "人民币" * 20_000 + "12亿元" + "人民币" * 20_000 + "。"})
    done = kg("extract", tmp_path, timeout=60)
    (row,) = map(json.loads, done.stdout.splitlines())
    assert [entity["value"] for entity in row["entities"] if entity["type"] == "Amount"] == [1.2e9]


@pytest.mark.parametrize("key", YEARS)
def test_cases_years_joined_by_and_are_no_range(rows: dict[str, Row], key: str) -> None:
    _, owner, pairs = YEARS[key]
    assert rows[f"y-{key}"].amounts("year") == sorted((owner, value, "CNY", year) for value, year in pairs)
    assert not any("/" in str(fact["props"]) for fact in rows[f"y-{key}"].relations)


@pytest.mark.parametrize("key", RELATIVE)
def test_cases_relative_dates_hang_on_the_page(rows: dict[str, Row], key: str) -> None:
    _, year, date = RELATIVE[key]
    (found,) = rows[f"r-{key}"].amounts("year", "date")
    assert found[1:] == (1.4e8, "CNY", year, date)


def test_cases_relative_dates_do_not_hang_on_today(tmp_path: Path) -> None:
    """Two runs on different days: the clock of the second one is moved by a module that Python loads first."""
    write(tmp_path / "in", {key: text for key, (text, _, _) in RELATIVE.items()})
    (tmp_path / "clock").mkdir()
    (tmp_path / "clock" / "sitecustomize.py").write_text(
        "import datetime, time\nreal = time.time\ntime.time = lambda: real() + 3e8\n"
        "class Date(datetime.date):\n    @classmethod\n    def today(cls):\n        return cls(2035, 8, 9)\n"
        "class DateTime(datetime.datetime):\n    @classmethod\n    def now(cls, tz=None):\n        return cls(2035, 8, 9, tzinfo=tz)\n"
        "datetime.date, datetime.datetime = Date, DateTime\n",
        encoding="utf-8",
    )
    path = os.pathsep.join([str(tmp_path / "clock"), str(ROOT)])
    clock = [sys.executable, "-c", "import datetime; print(datetime.date.today())"]
    shown = subprocess.run(clock, env={**os.environ, "PYTHONPATH": path}, capture_output=True, check=True)
    assert shown.stdout.decode().strip() == "2035-08-09"
    today, moved = kg("extract", tmp_path / "in"), kg("extract", tmp_path / "in", PYTHONPATH=path)
    assert today.returncode == moved.returncode == 0, moved.stderr
    assert len(today.stdout.splitlines()) == len(RELATIVE)
    assert moved.stdout == today.stdout
