"""The parser of organization names and the judgement on short forms (names in part from public registers' patterns)."""

from __future__ import annotations

import pytest

from kg.resolving import parse, short_form_of
from kg.resolving.keys import entity_id, normalise_name
from kg.resolving.organs import parse_academy, parse_organ


@pytest.mark.parametrize(
    ("name", "places", "trade", "industry", "legal_form"),
    [
        ("朝阳金达钛业股份有限公司", ("朝阳",), "金达", ("钛业",), "股份有限公司"),
        ("沈阳鼓风机集团股份有限公司", ("沈阳",), "", ("鼓风机",), "集团股份有限公司"),
        ("远衡检测（大连）有限公司", ("大连",), "远衡", ("检测",), "有限公司"),
        ("辽宁新都黄金公司", ("辽宁",), "新都", ("黄金",), "公司"),
        ("西岭市长丰车桥有限公司", ("西岭市",), "长丰车桥", (), "有限公司"),
        ("栎木岚", (), "栎木岚", (), ""),
        ("", (), "", (), ""),
    ],
)
def test_parse_finds_the_parts(
    name: str, places: tuple[str, ...], trade: str, industry: tuple[str, ...], legal_form: str
) -> None:
    found = parse(name)
    assert (found.places, found.trade, found.industry, found.legal_form) == (
        places,
        trade,
        industry,
        legal_form,
    )


def test_parse_reads_marks_and_branches() -> None:
    assert parse("汇川三号产业投资基金（有限合伙）").marks == ("有限合伙",)
    assert parse("大连栎木（集团）股份有限公司").group
    assert parse("栎木机床股份有限公司大连分公司").branch == "大连分公司"
    assert parse("栎木机床第二工厂").branch == "第二工厂"


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("金达钛业", "朝阳金达钛业股份有限公司"),
        ("朝阳金达钛业公司", "朝阳金达钛业股份有限公司"),
        ("沈鼓集团", "沈阳鼓风机集团股份有限公司"),
        ("辽栎岚", "辽宁栎岚电缆有限公司"),
        ("栎岚股份", "大连栎岚电缆科技股份有限公司"),
        ("栎岚汤普", "大连金科栎岚汤普文化有限公司"),
    ],
)
def test_short_form_of_accepts(short: str, full: str) -> None:
    assert short_form_of(short, full).accept


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("科技", "大连栎岚科技有限公司"),
        ("大连", "大连栎岚科技有限公司"),
        ("栎岚集团", "大连栎岚科技有限公司"),
        ("锦州栎岚科技", "大连栎岚科技有限公司"),
        ("栎岚科技有限公司", "大连栎岚科技股份有限公司"),
        ("栎岚电缆", "大连栎岚科技有限公司"),
        ("中国石油", "锦州石油机械有限公司"),
        ("海岚科技", "大连栎岚科技有限公司"),
    ],
)
def test_short_form_of_refuses(short: str, full: str) -> None:
    assert not short_form_of(short, full).accept


def test_parse_organ_splits_place_and_office() -> None:
    (organ,) = parse_organ("朝阳市双塔区人民政府")
    assert (organ.places, organ.office) == (("朝阳市", "双塔区"), "政府")
    assert parse_organ("区委组织部")[0].level == "区"
    assert parse_organ("市场监督管理局")[0].level == ""
    assert (
        parse_organ("共青团朝阳市委")[0].office
        == parse_organ("朝阳团市委")[0].office
        != parse_organ("朝阳市委")[0].office
    )


def test_parse_academy_splits_head_and_unit() -> None:
    assert parse_academy("岭东大学冶金学院").unit == "冶金学院"
    assert parse_academy("岭东大学秦皇岛分校").head == "岭东大学"
    assert parse_academy("岭东大学").unit == ""


def test_normalise_name_folds_writing_not_names() -> None:
    assert normalise_name("远衡（大连）　Ａ公司") == normalise_name("远衡(大连)a公司")
    assert normalise_name("《方案》") == "方案"
    assert normalise_name("一期") != normalise_name("二期")
    assert entity_id(("Enterprise", "甲", "")) != entity_id(("Enterprise", "", "甲"))
