"""分别: sums paired in order with owners, years or measures, never crossed."""

import pytest
from relation_samples import passage_of

from relations import extract_facts
from relations.respective import years_listed


def rows(marked: str) -> set[tuple[str, str, str, str]]:
    """(owner, sum, measure, year) of all HAS_AMOUNT facts."""
    passage = passage_of(marked)
    return {
        (
            passage.mentions[f.head].text,
            passage.mentions[f.tail].text,
            f.props.get("measure", ""),
            f.props.get("year", ""),
        )
        for f in extract_facts(passage, everything=True)
        if f.type == "HAS_AMOUNT"
    }


@pytest.mark.parametrize(
    ("text", "count", "years"),
    [
        ("2009年和2015年销售收入", 2, ["2009", "2015"]),
        ("2019年、2020年和2021年", 3, ["2019", "2020", "2021"]),
        ("2018年成立，2019年和2020年收入", 2, ["2019", "2020"]),
        ("2019年至2021年收入", 3, ["2019", "2020", "2021"]),
        ("2019—2021年收入", 3, ["2019", "2020", "2021"]),
        ("2019、2020年度收入", 2, ["2019", "2020"]),
        ("2019年和2020年收入", 3, []),
        ("2019年收入", 2, []),
    ],
)
def test_respective_years(text: str, count: int, years: list[str]) -> None:
    assert years_listed(text, count) == years


@pytest.mark.parametrize("word", ["分别为", "依次为", "分别达到"])
@pytest.mark.parametrize("where", ["", "在[L:青岚市]的", "去年的"])
def test_respective_owners_even_with_other_names_between(word: str, where: str) -> None:
    marked = f"[E:恒岭锻造]、[E:宁川轴承]{where}投资{word}[A:1亿元]、[A:2亿元]。"
    assert {row[:3] for row in rows(marked)} == {("恒岭锻造", "1亿元", "投资"), ("宁川轴承", "2亿元", "投资")}


def test_respective_measures() -> None:
    marked = "[E:恒岭锻造]去年营业收入、净利润分别为[A:6亿元]、[A:1亿元]。"
    assert {row[:3] for row in rows(marked)} == {
        ("恒岭锻造", "6亿元", "营业收入"),
        ("恒岭锻造", "1亿元", "净利润"),
    }


def test_respective_years_after_a_founding_year() -> None:
    marked = "[E:恒岭锻造]2018年成立，2019年和2020年销售收入分别为[A:6亿元]和[A:8亿元]。"
    assert rows(marked) == {
        ("恒岭锻造", "6亿元", "销售收入", "2019"),
        ("恒岭锻造", "8亿元", "销售收入", "2020"),
    }


def test_respective_owners_share_the_year() -> None:
    marked = "[E:恒岭锻造]和[E:宁川轴承]2022年营业收入分别为[A:6亿元]和[A:8亿元]，净利润分别为[A:1亿元]和[A:2亿元]。"
    assert rows(marked) == {
        ("恒岭锻造", "6亿元", "营业收入", "2022"),
        ("宁川轴承", "8亿元", "营业收入", "2022"),
        ("恒岭锻造", "1亿元", "净利润", "2022"),
        ("宁川轴承", "2亿元", "净利润", "2022"),
    }


@pytest.mark.parametrize(
    "marked",
    [
        "[E:恒岭锻造]、[E:宁川轴承]、[E:青岚阀门]营业收入分别为[A:6亿元]和[A:8亿元]。",
        "[E:恒岭锻造]2019年和2020年的营业收入和净利润分别为[A:6亿元]和[A:8亿元]。",
    ],
)
def test_respective_lists_that_do_not_fit_give_nothing(marked: str) -> None:
    assert not rows(marked)


def test_respective_last_of_a_list_with_unknown_names() -> None:
    marked = "某某锻造厂、[E:恒岭锻造]营业收入分别为[A:6亿元]、[A:8亿元]。"
    assert {row[:2] for row in rows(marked)} == {("恒岭锻造", "8亿元")}
