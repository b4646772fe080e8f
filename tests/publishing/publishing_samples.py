"""Hand-made graphs for the tests of publishing: invented names, many of them hard on file formats."""

from __future__ import annotations

import random

from kg.model import Entity, Graph, Relation, Review, Support
from kg.ontology import Ontology, build

NASTY_NAMES = [
    '"星火"一号`,二期\'项目\n新线',
    "A&B <北方> 新材料公司",
    '"专精特新" 三年行动（2023—2025）100%覆盖方案',
    "`) DETACH DELETE (n) //",
    "\\u0060反斜杠\\",
    '=HYPERLINK("http://x","点")',
    "+86公司",
    "-减号园区",
    "@厂",
    "'引号开头",
    "＝全角等号",
    "#N/A",
    "شركة النور",
    "\u202e倒写\u202c",
    "👩‍🏭机器人工厂🚀",
    "𠮷林𫖯化工",
    "  首尾有空格  ",
    "列表 | 分隔 \\| 反斜杠",
    "制表\t符",
    "回车\r\n换行",
    "]]><!--x-->",
    "{花括号} $参数 [方]",
    "100%25编码?a=b#c/..",
    "e\u0301合成字符",
    "\u3000全角空格",
    "_x0041_",
    "TRUE",
    "0012",
    "2019-07",
]
FORM_FEED = "北岭\u000c园区"


def support(text: str = "北岭公司与南川大学签约。", doc: str = "甲/第1版.txt", **fields: object) -> Support:
    values: dict[str, object] = {
        "article": 0,
        "pieces": ((3, 9), (12, 15)),
        "rule": "rel.sign",
        "confidence": 0.9,
    }
    return Support(doc, text=text, title="签约", **{**values, **fields})  # type: ignore[arg-type]


def small() -> Graph:
    """A graph with every status, an amount with bounds, roles, alternate ids, a review."""
    entities = [
        Entity(
            "enterprise-1",
            "Enterprise",
            "北岭钛业股份有限公司",
            ["北岭钛业", "岭钛"],
            ["enterprise-0old"],
            props={"credit_code": "91210000000000000X"},
            mentions=[support("北岭钛业")],
            merges=[("岭钛", "同一文档中的简称")],
            docs=2,
        ),
        Entity("university-1", "University", "南川大学", docs=1),
        Entity("person-1", "Person", "葛功", roles=["official", "expert"], docs=1),
        Entity("person-2", "Person", "欧阳海", roles=["other"]),
        Entity("project-1", "Project", "北岭钛业二期项目"),
        Entity(
            "amount-1",
            "Amount",
            "6-8亿元",
            props={"value": 600000000, "currency": "CNY", "min": 6e8, "max": 8e8},
        ),
        Entity("park-1", "Park", "北岭高新区"),
        Entity("location-1", "Location", "青岚市"),
    ]
    relations = [
        Relation(
            "r1",
            "COOPERATES_WITH",
            "university-1",
            "enterprise-1",
            "done",
            0.93,
            {"kind": "技术合作"},
            [support()],
        ),
        Relation(
            "r2", "HAS_AMOUNT", "project-1", "amount-1", "planned", 0.8, {"measure": "总投资", "year": "2024"}
        ),
        Relation(
            "r3",
            "HOLDS_POSITION",
            "person-1",
            "park-1",
            "former",
            0.75,
            {"title": "管委会主任"},
            [support(), support("葛功曾任主任。")],
        ),
        Relation(
            "r4",
            "COOPERATES_WITH",
            "enterprise-1",
            "park-1",
            "denied",
            0.7,
            {},
            [support("北岭钛业未与高新区签约。")],
        ),
        Relation(
            "r5", "LOCATED_IN", "enterprise-1", "park-1", "done", 1.0, {}, [support("北岭钛业位于高新区。")]
        ),
        Relation(
            "r6",
            "LOCATED_IN",
            "enterprise-1",
            "park-1",
            "done",
            0.6,
            {"date": "2021"},
            [support("2021年入驻。")],
        ),
        Relation("r7", "UNDERTAKES", "enterprise-1", "project-1", "done", 0.9),
        Relation("r8", "LOCATED_IN", "park-1", "location-1", "done", 0.9),
    ]
    entities.sort(key=lambda each: each.id)
    return Graph(entities, relations, [Review("北岭钛业", "北岭", "简称相近", 0.5)])


def placed() -> Graph:
    """``small`` with the park in a district of the gazetteer, so that there is a reference layer."""
    graph = small()
    entities = [
        *graph.entities,
        Entity("location-2", "Location", "双塔区", props={"adcode": "211302"}, docs=1),
    ]
    located = Relation(
        "r9", "LOCATED_IN", "park-1", "location-2", "done", 0.9, {}, [support("高新区位于双塔区。")]
    )
    named = Relation("ra", "LOCATED_IN", "location-2", "location-1", "planned", 0.5, {}, [support()])
    relations = [*graph.relations, located, named]
    return Graph(sorted(entities, key=lambda each: each.id), relations, graph.reviews)


def nasty() -> Graph:
    """Hard names as names, aliases, evidence, documents and properties; two plain projects beside them."""
    entities = [
        Entity(f"project-{i}", "Project", name, [f"{name}·别名", name[::-1]], docs=i)
        for i, name in enumerate(NASTY_NAMES)
    ]
    entities.append(Entity("park-ff", "Park", FORM_FEED))
    entities.append(Entity("project-plain", "Project", "普通项目"))
    values: list[int | float | None] = [3, 2.5, None]
    entities += [
        Entity(f"amount-{i}", "Amount", f"金额{i}", props={"value": v}) for i, v in enumerate(values)
    ]
    relations = [
        Relation(
            f"located-{i}",
            "LOCATED_IN",
            f"project-{i}",
            "park-ff",
            "done",
            0.5,
            {"kind": name},
            [support(name, doc=name)],
        )
        for i, name in enumerate(NASTY_NAMES)
    ]
    return Graph(sorted(entities, key=lambda each: each.id), sorted(relations, key=lambda each: each.id))


def chinese() -> tuple[Graph, Ontology]:
    """A graph over a user's ontology whose types and properties have Chinese names."""
    data = {
        "namespace": "https://example.org/园企#",
        "properties": {"备注": {"zh": "备注", "en": "note"}},
        "entities": {
            "企业": {"zh": "企业", "en": "Enterprise", "properties": ["备注"]},
            "项目（在建）": {
                "zh": "项目（在建）",
                "en": "Project under construction",
                "roles": {"重点": {"zh": "重点", "en": "key"}},
            },
            "反`引号\\u0060": {"zh": "怪类型", "en": "Odd"},
        },
        "relations": {
            "承建 `X`": {
                "zh": "承建",
                "en": "builds",
                "head": ["企业"],
                "tail": ["项目（在建）"],
                "properties": ["备注"],
            }
        },
    }
    entities = [
        Entity("企业-1", "企业", "东麓齿轮公司", props={"备注": '含"引号"'}),
        Entity("怪-1", "反`引号\\u0060", "怪"),
        Entity("项目（在建）-1", "项目（在建）", "东麓新厂", roles=["重点"]),
    ]
    relations = [Relation("承建-1", "承建 `X`", "企业-1", "项目（在建）-1", "done", 0.9, {"备注": "一期"})]
    return Graph(entities, relations), build(data)


def large(nodes: int = 20_000, *, seed: int = 7) -> Graph:
    """Many entities around 50 hubs."""
    draw = random.Random(seed)
    entities = [
        Entity(f"enterprise-{i:06}", "Enterprise", f"东麓{i}号公司", [f"东麓{i}"], docs=1)
        for i in range(nodes)
    ]
    relations = [
        Relation(
            f"cooperates-{i:06}",
            "COOPERATES_WITH",
            f"enterprise-{i:06}",
            f"enterprise-{draw.randrange(50):06}",
            draw.choice(["done", "planned"]),
            0.9,
            {"kind": "合作"},
            [support(f"东麓{i}号公司签约。")],
        )
        for i in range(nodes)
    ]
    return Graph(entities, relations)


GRAPHS = {"empty": lambda: Graph([], []), "small": small, "nasty": nasty}
