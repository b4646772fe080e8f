"""What holds for one member of a list is not given to the others, and what a text denies is no fact."""

from __future__ import annotations

import pytest
from cases_tools import Row, extracted

# (text, who is awarded, who is named beside them)
ONLY_ONE = {
    "only": (
        "北辰阀门、南浦轴承、东麓齿轮三家企业中，只有北辰阀门获评高新技术企业，其余两家尚未申报，南浦轴承也未与江北大学签约。",
        {"北辰阀门"},
        {"南浦轴承", "东麓齿轮"},
    ),
    "just": (
        "云山化工、海川电缆、宁江重工三家企业里，仅海川电缆获评国家级绿色工厂，其他两家未通过评审，云山化工没有与东湖大学签约。",
        {"海川电缆"},
        {"云山化工", "宁江重工"},
    ),
    "alone of two": (
        "宁川轴承公司、恒岭锻造公司中，宁川轴承公司获评高新技术企业，恒岭锻造公司没有获评。",
        {"宁川轴承公司"},
        {"恒岭锻造公司"},
    ),
    "after a common fact": (
        "恒岭锻造、海川电缆和东麓齿轮都与宁川大学签约，只有恒岭锻造获评高新技术企业。",
        {"恒岭锻造"},
        {"海川电缆", "东麓齿轮"},
    ),
    "all": ("恒岭锻造、海川电缆、东麓齿轮都获评高新技术企业。", {"恒岭锻造", "海川电缆", "东麓齿轮"}, set()),
    "none": ("宁川轴承公司没有获评高新技术企业。", set(), {"宁川轴承公司"}),
}
# Every text denies that the two work together.
DENIED = {
    "not yet": "恒岭锻造公司尚未与宁川大学签约。",
    "refuses": "恒岭锻造公司拒绝与宁川大学合作。",
    "never": "恒岭锻造公司从未与宁川大学合作过。",
    "says no": "恒岭锻造公司否认与宁川大学签约。",
    "does not": "恒岭锻造公司不与宁川大学合作。",
    "ended": "恒岭锻造公司终止与宁川大学的合作。",
    "negated alone": "恒岭锻造公司没有与宁川大学签约。",
}
PLAIN = {
    "done": ("恒岭锻造公司已与宁川大学签约。", None),
    "planned": ("未来，恒岭锻造公司将与宁川大学签约。", "planned"),
    "future": ("恒岭锻造公司未来与宁川大学合作。", "planned"),
    "not only": ("恒岭锻造公司不仅与宁川大学签约，还扩建厂房。", None),
}


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    texts = {f"o-{key}": text for key, (text, *_) in ONLY_ONE.items()}
    texts |= {f"d-{key}": text for key, text in DENIED.items()}
    texts |= {f"p-{key}": text for key, (text, _) in PLAIN.items()}
    return extracted(tmp_path_factory.mktemp("facts"), texts)


@pytest.fixture(scope="module")
def with_denied(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    return extracted(tmp_path_factory.mktemp("denied"), DENIED, "--denied")


@pytest.mark.parametrize("key", ONLY_ONE)
def test_cases_award_goes_to_the_one_that_got_it(rows: dict[str, Row], key: str) -> None:
    _, winners, others = ONLY_ONE[key]
    row = rows[f"o-{key}"]
    assert {head for head, _, _ in row.facts("AWARDED")} == winners
    assert winners | others <= set(row.names("Enterprise"))


def test_cases_common_fact_joins_no_members_of_the_list(rows: dict[str, Row]) -> None:
    facts = rows["o-after a common fact"].facts("COOPERATES_WITH")
    assert {frozenset((head, tail)) for head, _, tail in facts} == {
        frozenset((name, "宁川大学")) for name in ("恒岭锻造", "海川电缆", "东麓齿轮")
    }


def test_cases_only_one_leaves_no_denied_cooperation(rows: dict[str, Row]) -> None:
    for key in ("only", "just"):
        assert rows[f"o-{key}"].facts("COOPERATES_WITH") == set()


@pytest.mark.parametrize("key", DENIED)
def test_cases_denied_facts_are_left_out_or_marked(
    rows: dict[str, Row], with_denied: dict[str, Row], key: str
) -> None:
    assert {"恒岭锻造公司", "宁川大学"} <= set(rows[f"d-{key}"].names("Enterprise", "University"))
    assert rows[f"d-{key}"].facts("COOPERATES_WITH") == set()
    marked = with_denied[key]
    (pair,) = marked.facts("COOPERATES_WITH")
    assert {pair[0], pair[2]} == {"恒岭锻造公司", "宁川大学"}
    assert marked.facts("COOPERATES_WITH", status="denied") == {pair}


@pytest.mark.parametrize("key", PLAIN)
def test_cases_words_that_look_like_denials(rows: dict[str, Row], key: str) -> None:
    row = rows[f"p-{key}"]
    (pair,) = row.facts("COOPERATES_WITH")
    assert {pair[0], pair[2]} == {"恒岭锻造公司", "宁川大学"}
    assert row.facts("COOPERATES_WITH", status=PLAIN[key][1]) == {pair}
