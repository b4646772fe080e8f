"""Names of organizations and persons as reports on other tools had them wrong: brackets, blanks, borders, look-alikes."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from cases_tools import Row, extracted, graph, kg, write

# (text, enterprises, pairs that cooperate)
ORGANIZATIONS = {
    "place in brackets": (
        "远衡检测（大连）有限公司与汇川三号产业投资基金（有限合伙）签约合作。次日，远衡检测(大连)有限公司交付首批设备。",
        ["汇川三号产业投资基金（有限合伙）", "远衡检测（大连）有限公司"],
        1,
    ),
    "half-width first": (
        "恒瑞仪器(青岛)有限公司与云岭创业投资中心（有限合伙）签署合作协议。恒瑞仪器（青岛）有限公司随后供货。",
        ["云岭创业投资中心（有限合伙）", "恒瑞仪器（青岛）有限公司"],
        1,
    ),
    "unknown place": (
        "日前，东麓机电集团公司与北辰材料（云岭）股份有限公司达成合作。",
        ["东麓机电集团公司", "北辰材料（云岭）股份有限公司"],
        1,
    ),
    "partnership": (
        "宁川新能源（集团）有限公司与江浦二期股权投资合伙企业（有限合伙）签订合作协议。",
        ["宁川新能源（集团）有限公司", "江浦二期股权投资合伙企业（有限合伙）"],
        1,
    ),
    "two of a kind": (
        "海川软件（沈阳）有限责任公司、海川软件（长沙）有限责任公司参加了展会。",
        ["海川软件（沈阳）有限责任公司", "海川软件（长沙）有限责任公司"],
        0,
    ),
}
# (text, person -> title in HOLDS_POSITION, institution)
BLANKS = {
    "indented": (
        "　　出席签约仪式的有岭东集团董事长李　明、总工程师欧阳海和副总王　芳。",
        {"李明": "董事长", "欧阳海": "总工程师", "王芳": "副总"},
        "岭东集团",
    ),
    "compound surnames": (
        "　　出席会议的有宁川轴承公司总经理赵　军、副总经理司马青和总会计师钱　峰。",
        {"赵军": "总经理", "司马青": "副总经理", "钱峰": "总会计师"},
        "宁川轴承公司",
    ),
    "with": (
        "参加座谈的有海西集团副董事长吴　凡与总裁诸葛明。",
        {"吴凡": "副董事长", "诸葛明": "总裁"},
        "海西集团",
    ),
    "half-width": (
        "恒岭锻造公司董事长张 伟、总经理刘 洋介绍情况。",
        {"张伟": "董事长", "刘洋": "总经理"},
        "恒岭锻造公司",
    ),
    "rare characters": (
        "宁川轴承公司董事长李𬭩、副总经理赵䶮和厂长王㛃出席。",
        {"李𬭩": "董事长", "赵䶮": "副总经理", "王㛃": "厂长"},
        "宁川轴承公司",
    ),
    "three characters": (
        "　　东坡化工公司董事长孙　磊、副总裁郑小兰陪同参观。",
        {"孙磊": "董事长", "郑小兰": "副总裁"},
        "东坡化工公司",
    ),
}
# (text, person -> title of the mention beside it)
BORDERS = {
    "yu": ("开发区管委会主任葛功与客商座谈，陶正副主任陪同。会后，陶正送走客商。", ["葛功", "陶正"]),
    "named park": (
        "云岭高新区管委会主任贺松与客商座谈，孟诚副主任陪同。会后，孟诚送走客商。",
        ["孟诚", "贺松"],
    ),
    "district": ("北川区区长田功与专家交谈，石正副区长参加。石正介绍了情况。", ["田功", "石正"]),
    "and": ("宁川大学校长万松和院长方正与师生座谈，白功副校长陪同。", ["万松", "方正", "白功"]),
    "he after a surname of two": ("南浦集团总经理欧阳江和董事长孟诚与专家见面。", ["孟诚", "欧阳江"]),
}
# Texts that print one name in look-alike and in usual characters.
LOOK_ALIKES = {
    "radicals": ("⻄岭市⻓丰⻋桥有限公司投产。", "西岭市长丰车桥有限公司扩建。"),
    "kangxi": ("⼤岭市⾦⽔⽊业有限公司投产。", "大岭市金水木业有限公司扩建。"),
    "both": ("北岭市⻢⾯⻥⻝品有限公司开业。", "北岭市马面鱼食品有限公司扩建。"),
    "widths": ("ＡＢＣ精密（云岭）有限公司投产。", "ABC精密(云岭)有限公司扩建。"),
}


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    texts = {f"o-{key}": text for key, (text, *_) in ORGANIZATIONS.items()}
    texts |= {f"b-{key}": text for key, (text, *_) in BLANKS.items()}
    texts |= {f"t-{key}": text for key, (text, *_) in BORDERS.items()}
    return extracted(tmp_path_factory.mktemp("names"), texts)


@pytest.mark.parametrize("key", ORGANIZATIONS)
def test_cases_brackets_belong_to_the_name(rows: dict[str, Row], key: str) -> None:
    _, names, pairs = ORGANIZATIONS[key]
    row = rows[f"o-{key}"]
    assert row.names("Enterprise") == sorted(names)
    assert row.names("Location") == []
    found = row.facts("COOPERATES_WITH")
    assert len(found) == pairs
    assert all({head, tail} == set(names) for head, _, tail in found)


def test_cases_full_and_half_width_brackets_are_one_node(tmp_path: Path) -> None:
    write(
        tmp_path / "in",
        {"a": "远衡检测（大连）有限公司投产。", "b": "远衡检测(大连)有限公司扩建。"},
    )
    assert kg("build", tmp_path / "in", "-w", tmp_path / "w", "-q").returncode == 0
    entities, _ = graph(tmp_path / "w")
    assert [(e["name"], e["aliases"]) for e in entities.values()] == [("远衡检测（大连）有限公司", [])]


@pytest.mark.parametrize("key", BLANKS)
def test_cases_blanks_in_names_of_persons(rows: dict[str, Row], key: str) -> None:
    text, titles, institution = BLANKS[key]
    row = rows[f"b-{key}"]
    assert row.names("Person") == sorted(titles)
    for name, title in titles.items():
        assert (name, "HOLDS_POSITION", institution) in row.facts("HOLDS_POSITION", title=title)
    assert len(row.facts("HOLDS_POSITION")) == len(titles)
    for entity in row.entities:
        for mention in entity["mentions"]:
            cut = "".join(text[start:end] for start, end in mention["pieces"])
            assert "".join(cut.split()) == mention["text"] == entity["name"]
            assert cut in text


@pytest.mark.parametrize("key", BORDERS)
def test_cases_borders_between_names_and_titles(rows: dict[str, Row], key: str) -> None:
    assert rows[f"t-{key}"].names("Person") == sorted(BORDERS[key][1])
    titles = {fact["props"].get("title", "") for fact in rows[f"t-{key}"].relations}
    assert not any("正副" in title for title in titles)


def test_cases_borders_keep_the_titles_apart(rows: dict[str, Row]) -> None:
    """The park is named, so that the posts have something to belong to."""
    row = rows["t-named park"]
    (park_office,) = row.names("Government")
    assert row.facts("HOLDS_POSITION", title="管委会主任") == {("贺松", "HOLDS_POSITION", park_office)}
    assert row.facts("HOLDS_POSITION", title="副主任") == {("孟诚", "HOLDS_POSITION", park_office)}
    assert len(row.facts("HOLDS_POSITION")) == 2


@pytest.mark.parametrize("key", LOOK_ALIKES)
def test_cases_look_alike_characters_give_one_enterprise(tmp_path: Path, key: str) -> None:
    texts = dict(zip("ab", LOOK_ALIKES[key], strict=True))
    write(tmp_path / "in", texts)
    assert kg("build", tmp_path / "in", "-w", tmp_path / "w", "-q").returncode == 0
    entities, _ = graph(tmp_path / "w")
    (entity,) = (e for e in entities.values() if e["type"] == "Enterprise")
    wanted = unicodedata.normalize("NFKC", texts["b"][:-3])
    assert unicodedata.normalize("NFKC", entity["name"]) == wanted
    assert {mention["doc"] for mention in entity["mentions"]} == {"a.txt", "b.txt"}
    for mention in entity["mentions"]:
        ((start, end),) = mention["pieces"]
        assert texts[mention["doc"][0]][start:end] == texts[mention["doc"][0]][: len(wanted)]
