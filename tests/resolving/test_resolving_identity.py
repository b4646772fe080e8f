"""One entity per thing, inside and across documents, and no hub of what is none."""

from __future__ import annotations

import itertools

import pytest
from resolving_cases import article, document, groups, one

from kg.model import Graph
from kg.resolving import Decision, reason_text, resolve
from kg.resolving.shortforms import short_form_of

FULL = "岭东金栎钛业股份有限公司"


def names(type_: str, *forms: str) -> list[tuple[str, str]]:
    return [(type_, form) for form in forms]


def merged(type_: str, *forms: str, place: str | None = None) -> set[frozenset[str]]:
    return groups(resolve([one("a", names(type_, *forms), place=place)], scope="document"), type_)


SAME = [
    ("Enterprise", "朝阳金达钛业股份有限公司", "朝阳金达钛业公司"),
    ("Enterprise", "朝阳金达钛业股份有限公司", "金达钛业"),
    ("Enterprise", "沈阳鼓风机集团股份有限公司", "沈鼓集团"),
    ("Enterprise", "辽宁新都黄金公司", "新都黄金"),
    ("Enterprise", "远衡检测（大连）有限公司", "远衡检测(大连)有限公司"),
    ("Government", "朝阳市人民政府", "朝阳市政府"),
    ("Government", "朝阳市双塔区人民政府", "双塔区政府"),
    ("Government", "双塔区卫生健康委员会", "双塔区卫健委"),
    ("Government", "双塔区政府", "区政府"),
    ("University", "东北大学冶金学院", "冶金学院"),
    ("University", "合肥工业大学", "合工大"),
    ("Park", "朝阳高新技术产业开发区", "朝阳高新区"),
    ("Park", "成都栖霞软件园", "栖霞软件园"),
    ("Location", "朝阳市双塔区", "双塔区"),
    ("Location", "朝阳市双塔区", "双塔"),
    ("Location", "辽宁省", "辽宁"),
    ("Person", "张伟", "张伟教授"),
    ("Project", "新都黄金搬迁改造项目", "搬迁改造项目"),
    ("Policy", "《栖山市招商引资行动方案》", "栖山市招商引资行动方案"),
]
APART = [
    ("Government", "朝阳市人民政府", "辽阳市人民政府"),
    ("University", "东北大学", "东北财经大学"),
    ("University", "东北大学", "东北大学秦皇岛分校"),
    ("University", "岭东大学冶金学院", "岭东大学理学院"),
    ("Enterprise", "岭东汽车股份有限公司", "岭东汽车有限公司"),
    ("Enterprise", "大连栎木机械有限公司", "锦州栎木机械有限公司"),
    ("Enterprise", "大连栎木机械第一工厂", "大连栎木机械第二工厂"),
    ("Enterprise", "栎木机械集团有限公司大连分公司", "栎木机械集团有限公司沈阳分公司"),
    ("Location", "朝阳市", "朝阳区"),
    ("Location", "朝阳市", "朝阳市双塔区"),
    ("Location", "岭东坡村", "栖山乡岭东坡景区"),
    ("Project", "栖山风电一期项目", "栖山风电二期项目"),
    ("Project", "第一污水处理厂工程", "第二污水处理厂工程"),
    ("Park", "朝阳高新区", "阜新高新区"),
    ("Person", "张伟", "张伟民"),
    ("Product", "海绵钛", "黄金"),
]


@pytest.mark.parametrize(("type_", "full", "short"), SAME)
def test_resolve_joins_forms_of_one_name(type_: str, full: str, short: str) -> None:
    assert len(merged(type_, full, short)) == 1


@pytest.mark.parametrize(("type_", "first", "second"), APART)
@pytest.mark.parametrize("scope", ["document", "graph"])
def test_resolve_keeps_different_things_apart(type_: str, first: str, second: str, scope: str) -> None:
    graph = resolve([one("a", names(type_, first, second)), one("b", names(type_, second))], scope=scope)
    assert not any({first, second} <= group for group in groups(graph, type_))


def test_resolve_joins_variants_of_one_trade_name() -> None:
    assert merged("Enterprise", "朝柴", "东风朝柴", "朝柴动力") == {
        frozenset({"朝柴", "东风朝柴", "朝柴动力"})
    }


def test_resolve_follows_what_the_text_explains() -> None:
    graph = resolve(
        [one("a", [("Enterprise", FULL), ("Enterprise", "蓝鲸", {"canonical": FULL})])], scope="document"
    )
    assert groups(graph, "Enterprise") == {frozenset({FULL, "蓝鲸"})}
    ((_, why),) = graph.entities[0].merges
    assert "蓝鲸" in reason_text(why)


def test_resolve_keeps_one_short_form_of_two_firms_apart() -> None:
    first, second = "大连栎木机械有限公司", "锦州栎木机械有限公司"
    graph = resolve([one("a", names("Enterprise", first, second, "栎木机械"))], scope="document")
    assert len(groups(graph, "Enterprise")) == 3
    assert len(graph.reviews) == 2


def test_resolve_reads_two_explanations_of_one_short_form_by_article() -> None:
    first, second = "大连栎木机械有限公司", "锦州栎木机械有限公司"
    graph = resolve(
        [
            document(
                "a",
                article(0, [("Enterprise", first), ("Enterprise", "栎木", {"canonical": first})]),
                article(1, [("Enterprise", second), ("Enterprise", "栎木", {"canonical": second})]),
            )
        ]
    )
    assert groups(graph, "Enterprise") == {frozenset({first, "栎木"}), frozenset({second, "栎木"})}
    assert len({i for e in graph.entities for i in (e.id, *e.alternate_ids)}) == 4


def test_resolve_joins_full_names_across_documents() -> None:
    graph = resolve([one("a", names("Enterprise", FULL)), one("b", names("Enterprise", FULL))])
    assert [e.docs for e in graph.entities] == [2]


def test_resolve_takes_a_short_form_across_documents_only_with_support() -> None:
    full = one("a", names("Enterprise", "大连栎木机械有限公司"))
    bare = one("b", names("Enterprise", "栎木机械"))
    alone = resolve([full, bare])
    assert len(groups(alone, "Enterprise")) == 2
    assert len(alone.reviews) == 1
    linked = resolve([one("a", names("Enterprise", "大连栎木机械有限公司", "栎木机械")), bare])
    assert len(groups(linked, "Enterprise")) == 1
    assert any(why.startswith("short") for entity in linked.entities for _, why in entity.merges)


def test_resolve_never_gives_an_ambiguous_short_form_away() -> None:
    docs = [
        one("a", names("Enterprise", "大连栎木机械有限公司", "栎木机械")),
        one("b", names("Enterprise", "锦州栎木机械有限公司", "栎木机械")),
        one("c", names("Enterprise", "栎木机械")),
    ]
    graph = resolve(docs)
    assert len(groups(graph, "Enterprise")) == 3
    assert len(graph.reviews) == 2
    ids = [i for e in graph.entities for i in (e.id, *e.alternate_ids)]
    assert len(ids) == len(set(ids))


def amounts(graph: Graph) -> int:
    return sum(entity.type == "Amount" for entity in graph.entities)


def test_resolve_scopes_amounts_to_owner_measure_and_document() -> None:
    money = ("Amount", "2亿元", {"value": 200000000, "currency": "CNY"})
    again = ("Amount", "两亿元", {"value": 200000000, "currency": "CNY"})
    rows = [("Enterprise", FULL), money, ("Enterprise", "海岚轴承有限公司"), again]
    facts = [
        ("HAS_AMOUNT", 0, 1, "done", {"measure": "产值"}),
        ("HAS_AMOUNT", 2, 3, "done", {"measure": "产值"}),
    ]
    docs = [one("a", rows, facts), one("b", rows, facts)]
    assert amounts(resolve(docs)) == 4
    assert amounts(resolve(docs[:1], scope="document")) == 1
    same = one("a", [("Enterprise", FULL), money, again], [("HAS_AMOUNT", 0, 1), ("HAS_AMOUNT", 0, 2)])
    assert amounts(resolve([same])) == 1


def test_resolve_qualifies_relative_names_in_the_graph_only() -> None:
    docs = [
        one("a", names("Government", "区委组织部"), place="双塔区"),
        one("b", names("Government", "区委组织部"), place="龙城区"),
        one("c", names("Government", "区委组织部")),
    ]
    assert {e.name for e in resolve(docs).entities} == {"双塔区委组织部", "龙城区委组织部", "区委组织部"}
    assert len(resolve(docs).entities) == 3
    assert resolve(docs[:1], scope="document").entities[0].name == "区委组织部"
    city = resolve(
        [
            one("a", names("Government", "市政府"), place="双塔区"),
            one("b", names("Government", "朝阳市人民政府")),
        ]
    )
    assert groups(city, "Government") == {frozenset({"朝阳市人民政府", "朝阳市政府"})}


def person(*pairs: tuple[str, str]) -> list[tuple[str, str]]:
    return [("Person", "张伟"), *pairs]


def test_resolve_joins_namesakes_only_with_a_shared_institution() -> None:
    docs = [
        one("a", person(("Enterprise", FULL)), [("HOLDS_POSITION", 0, 1, "done", {"title": "董事长"})]),
        one("b", person(("Enterprise", FULL)), [("HOLDS_POSITION", 0, 1, "done", {"title": "总经理"})]),
        one(
            "c",
            person(("University", "岭东大学")),
            [("HOLDS_POSITION", 0, 1, "done", {"title": "教授"})],
        ),
        one("d", person()),
    ]
    people = [entity for entity in resolve(docs).entities if entity.type == "Person"]
    assert sorted(entity.docs for entity in people) == [1, 1, 2]


def test_resolve_links_a_bare_place_by_its_document_or_not_at_all() -> None:
    docs = [
        one(
            "a", [("Location", "朝阳"), ("Location", "双塔区"), ("Government", "朝阳市政府")], place="朝阳市"
        ),
        one("b", [("Location", "北京市朝阳区")]),
        one("c", [("Location", "朝阳")]),
    ]
    places = {e.name: e for e in resolve(docs).entities if e.type == "Location"}
    assert {"朝阳市", "北京市朝阳区", "朝阳", "双塔区"} == set(places)
    assert places["朝阳市"].docs == places["朝阳"].docs == 1
    assert places["朝阳市"].props["adcode"] == "211300"


def test_resolve_obeys_and_forgets_decisions() -> None:
    docs = [one("a", names("Enterprise", "大连栎木机械有限公司", "栎木机械", "木栎"))]
    split = resolve(docs, [Decision("split", "栎木机械", "大连栎木机械有限公司")])
    assert frozenset({"栎木机械"}) in groups(split, "Enterprise")
    plain = resolve(docs)
    assert frozenset({"木栎"}) in groups(plain, "Enterprise")
    ids = {e.name: e.id for e in plain.entities}
    joined = resolve(docs, [Decision("merge", ids["木栎"], "栎木机械")])
    assert len(joined.entities) == 1
    assert any(why == "decision" for _, why in joined.entities[0].merges)
    assert resolve(docs, []) == plain


@pytest.mark.parametrize("turned", [False, True])
def test_resolve_says_that_the_user_decided(turned: bool) -> None:
    """Of the alias, whichever of the two names the decision gives first."""
    docs = [one("a", names("Enterprise", "大连栎木机械有限公司")), one("b", names("Enterprise", "木栎"))]
    pair = sorted(["大连栎木机械有限公司", "木栎"], reverse=turned)
    (entity,) = resolve(docs, [Decision("merge", *pair)]).entities
    assert {why for alias, why in entity.merges if alias == "木栎"} == {"decision"}


def test_resolve_keeps_every_id_of_a_name_that_was_merged() -> None:
    apart = resolve([one("b", names("Enterprise", "栎木机械"))])
    both = resolve(
        [
            one("a", names("Enterprise", "大连栎木机械有限公司", "栎木机械")),
            one("b", names("Enterprise", "栎木机械")),
        ]
    )
    (entity,) = both.entities
    assert apart.entities[0].id in {entity.id, *entity.alternate_ids}


@pytest.mark.parametrize(
    ("first", "second"), list(itertools.combinations(["朝阳金达钛业", "辽阳金达钛业"], 2))
)
def test_short_form_of_vetoes_another_place(first: str, second: str) -> None:
    verdict = short_form_of(first, second + "股份有限公司")
    assert verdict.veto
    assert not verdict.accept


def test_offices_of_nameless_zones_are_told_apart_by_their_place() -> None:
    """…经济技术开发区 is a kind of zone, not a name: the city before it says which one."""
    offices = ["北京经济技术开发区管委会", "鹰潭经济技术开发区管委会", "鹰潭市经济技术开发区管委会"]
    graph = resolve([one(str(n), names("Government", form)) for n, form in enumerate(offices)])
    assert groups(graph, "Government") == {frozenset(offices[:1]), frozenset(offices[1:])}
