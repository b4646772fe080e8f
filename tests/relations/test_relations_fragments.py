"""Names that go on unrecognized, posts of unnamed institutions, several posts in one title, sums of unnamed owners."""

import pytest
from relation_samples import done, facts_of, passage_of

from relations import extract_facts
from relations.fragments import fragments


@pytest.mark.parametrize(
    ("marked", "fragment"),
    [
        ("[E:恒岭锻造]与[L:青岚]梅川实业合作。", True),
        ("[E:恒岭锻造]与[L:青岚市]签约。", False),
        ("[L:青岚市]2023年实现增长。", False),
        ("[L:青岚市]两家企业参展。", True),
        ("[L:青岚市][L:栖山区]开会。", True),
        ("[U:江北大学]附属医院揭牌。", True),
        ("[U:江北大学]新闻与传播学院揭牌。", True),
        ("[U:江北大学]在岭东成立研究院。", False),
        ("[U:江北大学]与[U:岭东学院]合作。", False),
    ],
)
def test_relations_fragments_of_longer_names(marked: str, fragment: bool) -> None:
    passage = passage_of(marked)
    first = 1 if marked.startswith("[E:") else 0
    assert (first in fragments(passage)) is fragment


def test_relations_fragment_is_no_party() -> None:
    assert done("[E:恒岭锻造]与[L:青岚]梅川实业签署合作协议。", "COOPERATES_WITH") == set()
    assert done("[E:恒岭锻造]与[L:青岚市]签署合作协议。", "COOPERATES_WITH") == {
        ("恒岭锻造", "COOPERATES_WITH", "青岚市")
    }


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[L:青岚市]锻造行业协会会长[P:林远]到场。", set()),
        ("[U:江北大学]材料工程系教授[P:陶正]到场。", set()),
        ("[G:青岚市科技局]评估中心主任[P:陶正]到场。", set()),
        ("[L:青岚市]副市长[P:林远]到场。", {("林远", "HOLDS_POSITION", "青岚市")}),
        ("[E:恒岭锻造]研发部总监[P:林远]到场。", {("林远", "HOLDS_POSITION", "恒岭锻造")}),
    ],
)
def test_relations_post_of_an_unnamed_institution(marked: str, expected: set[tuple[str, str, str]]) -> None:
    assert done(marked, "HOLDS_POSITION") == expected


def test_relations_no_institution_carried_over_to_anybody() -> None:
    assert done("[U:江北大学]开学。学生代表[P:林远]发言。", "HOLDS_POSITION") == set()
    assert done("[U:江北大学]开学。副校长[P:林远]发言。", "HOLDS_POSITION") == {
        ("林远", "HOLDS_POSITION", "江北大学")
    }


def test_relations_two_posts_in_one_title() -> None:
    marked = "[G:青岚市政府]秘书长、[G:青岚市政府办公室]主任[P:林远]到场。"
    places = {tail for _, _, tail in done(marked, "HOLDS_POSITION")}
    assert "青岚市政府办公室" in places


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[E:恒岭锻造]建厂，投资[A:3亿元]的研发楼封顶。", set()),
        ("[E:恒岭锻造]参展，全球市场规模达[A:3亿元]。", set()),
        ("[E:恒岭锻造]扩产，产值达[A:3亿元]。", {("恒岭锻造", "HAS_AMOUNT", "3亿元")}),
        (
            "[E:恒岭锻造]签约[J:岭东产业园]，总投资[A:3亿元]。",
            {("岭东产业园", "HAS_AMOUNT", "3亿元")},
        ),
        (
            "[J:岭东产业园]动工，[E:恒岭锻造]承建，达产后产值[A:3亿元]。",
            {("岭东产业园", "HAS_AMOUNT", "3亿元")},
        ),
        (
            "以[E:恒岭锻造]为龙头的[C:锻造产业集群]成形，实现产值[A:3亿元]。",
            {("锻造产业集群", "HAS_AMOUNT", "3亿元")},
        ),
        (
            "[K:北岭高新区]引进[J:岭东产业园]等项目12个，总投资[A:30亿元]。",
            {("北岭高新区", "HAS_AMOUNT", "30亿元")},
        ),
        ("[E:恒岭锻造]向[L:青岚市]捐赠[A:3万元]。", {("恒岭锻造", "HAS_AMOUNT", "3万元")}),
    ],
)
def test_relations_owner_of_a_sum(marked: str, expected: set[tuple[str, str, str]]) -> None:
    found = {(head, kind, tail) for head, kind, tail, _ in facts_of(marked) if kind == "HAS_AMOUNT"}
    assert found == expected


@pytest.mark.parametrize(
    ("marked", "rule"),
    [
        ("[E:恒岭锻造]是[L:青岚市]重点企业，主要生产[D:曲轴]。", "produce.makes.first"),
        ("随后，据悉[E:恒岭锻造]扩建厂房，主要生产[D:曲轴]。", "produce.makes.earlier"),
    ],
)
def test_relations_omitted_subject_that_opens_its_clause_has_its_own_precision(
    marked: str, rule: str
) -> None:
    assert rule in {fact.rule for fact in extract_facts(passage_of(marked), everything=True)}
