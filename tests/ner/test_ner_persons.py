"""Persons: names beside titles, shared titles, lists, blanks inside names, foreign names, and bylines, which are none."""

from __future__ import annotations

import pytest
from ner_samples import document_of, losers, mentions, names, nlp, read

from ner.pipeline import passages

NAMES = ["王建国", "李慧敏", "张志强", "林德清", "欧阳海", "刘志远"]


def rows(text: str) -> list[tuple[str, str | None]]:
    """(name, title) of all persons."""
    return [(m.text, m.props.get("title")) for m in mentions(text, "Person")]


@pytest.mark.parametrize(
    "title",
    ["副市长", "市委书记", "董事长", "总经理", "教授", "董事长兼总经理", "党委书记、董事长", "工程师"],
)
def test_persons_after_a_title(title: str) -> None:
    for name in NAMES:
        assert rows(f"昨日，{title}{name}出席会议。") == [(name, title)]


@pytest.mark.parametrize("title", ["教授", "院士", "博士", "副主任", "董事长", "局长"])
def test_persons_before_a_title(title: str) -> None:
    for name in ("李慧敏", "张志强", "刘德清"):
        assert rows(f"会后，{name}{title}出席座谈。") == [(name, title)]


@pytest.mark.parametrize(
    ("title", "role"),
    [("副市长", "official"), ("区委书记", "official"), ("董事长", "executive"), ("总经理", "executive"), ("教授", "expert"), ("研究员", "expert"), ("村民", "other")],
)  # fmt: skip
def test_persons_roles_come_from_the_title(title: str, role: str) -> None:
    (mention,) = mentions(f"昨日，{title}李慧敏到会。", "Person")
    assert mention.props["roles"] == [role]


@pytest.mark.parametrize("joint", ["、", "和", "与", "及"])
@pytest.mark.parametrize("title", ["副县长", "副总经理"])
def test_persons_share_a_title(title: str, joint: str) -> None:
    text = f"{title}王建国、李慧敏{joint}张志强出席。"
    assert rows(text) == [("王建国", title), ("李慧敏", title), ("张志强", title)]


def test_persons_with_titles_of_their_own() -> None:
    text = "教授张志强、研究员李慧敏和院士刘德清出席。"
    assert rows(text) == [("张志强", "教授"), ("李慧敏", "研究员"), ("刘德清", "院士")]


@pytest.mark.parametrize("text", ["李慧敏一行参观园区。", "昨日，李慧敏一行到访。", "市长李慧敏一行到访。"])
def test_persons_with_their_party(text: str) -> None:
    assert names(text, "Person") == ["李慧敏"]


@pytest.mark.parametrize("verb", ["介绍", "表示", "指出", "强调", "在会上表示", "对记者表示"])
def test_persons_who_speak(verb: str) -> None:
    assert names(f"李慧敏{verb}，订单增加。", "Person") == ["李慧敏"]


@pytest.mark.parametrize("blank", [" ", "　", "  "])
def test_persons_blank_inside_a_name(blank: str) -> None:
    """Papers pad names of two characters: the name has no blank, its span has."""
    text = f"出席仪式的有恒岭集团董事长李{blank}明、总工程师欧阳海和副总王{blank}芳。"
    found = mentions(text, "Person")
    assert [m.text for m in found] == ["李明", "欧阳海", "王芳"]
    assert [text[m.start : m.end] for m in found] == [f"李{blank}明", "欧阳海", f"王{blank}芳"]


@pytest.mark.parametrize("start", ["　　", "  ", "\n　　", ""])
def test_persons_blank_before_a_name(start: str) -> None:
    (mention,) = mentions(f"{start}李慧敏表示，订单增加。", "Person")
    assert (mention.text, mention.start) == ("李慧敏", len(start))


@pytest.mark.parametrize(("first", "second"), [("葛功", "陶正"), ("张强", "李刚")], ids=["ge", "zhang"])
def test_persons_border_with_conjunction_and_deputy(first: str, second: str) -> None:
    """与 is no part of a given name, 副 belongs to the title (never 正副主任)."""
    text = f"开发区管委会主任{first}与客商座谈，{second}副主任陪同。会后，{second}送走客商。"
    assert rows(text) == [(first, "管委会主任"), (second, "副主任"), (second, None)]


@pytest.mark.parametrize("name", ["马克·维尔纳", "约翰·史密斯", "安德烈·科瓦廖夫", "玛丽亚·费尔南多"])
@pytest.mark.parametrize("title", ["副总裁", "首席执行官", "总经理"])
def test_persons_foreign_names_after_titles(title: str, name: str) -> None:
    assert rows(f"{title}{name}到会。") == [(name, title)]


@pytest.mark.parametrize(
    "byline",
    [
        "记者 李慧敏 摄", "李慧敏/摄", "（记者李慧敏 通讯员张志强）", "责任编辑：李慧敏", "本报记者 李慧敏 张志强", "图片：李慧敏", "李慧敏 摄影报道",
        "供图：李慧敏", "编辑：李慧敏 校对：张志强", "（李慧敏 摄）",
    ],
)  # fmt: skip
def test_persons_in_bylines_are_no_entities(byline: str) -> None:
    assert names(f"昨日大连市举行展会。{byline}", "Person") == []
    assert names(f"{byline}\n昨日大连市举行展会。", "Person") == []


@pytest.mark.parametrize(
    "text",
    ["他高度重视，全面推进，方便群众。", "安全生产形势好，金融支持有力。", "公司总经理介绍情况。", "副市长一行到访。", "张罗饭菜，成功落户，高新企业。"],
)  # fmt: skip
def test_persons_ordinary_words_are_no_names(text: str) -> None:
    assert names(text, "Person") == []


@pytest.mark.parametrize("took", ["任", "担任", "出任", "卸任", "兼任"])
def test_persons_who_take_or_leave_office(took: str) -> None:
    assert rows(f"辛未平{took}董事长，此前公司由他人负责。") == [("辛未平", "董事长")]


@pytest.mark.parametrize("verb", ["到会", "赴外地考察", "称订单增加"])
def test_persons_a_verb_is_no_part_of_the_given_name(verb: str) -> None:
    assert names(f"昨日，教授林远{verb}。", "Person") == ["林远"]


def test_persons_rare_characters() -> None:
    """Extension A of the Han block holds characters of given names."""
    assert names("厂长王㛃，副厂长李慧敏。", "Person") == ["王㛃", "李慧敏"]


def test_persons_refusals_have_reasons() -> None:
    assert losers("本报记者 张晓明 摄")[("Person", "张晓明")] == "byline"


def test_persons_later_mentions_need_no_title() -> None:
    passage, _ = read("区长辛未平到会。会后，辛未平走访企业。")
    assert [(m.text, m.rule) for m in passage.mentions if m.type == "Person"] == [
        ("辛未平", "person.after_title"),
        ("辛未平", "person.repeated"),
    ]


def test_persons_known_in_all_articles_of_the_document() -> None:
    """Named with a title in the second article, bare in the first and the third."""
    texts = ("昨日，辛未平走访企业。", "区长辛未平出席会议。", "辛未平还看望了工人。")
    alone = [name for text in texts for name in names(text, "Person")]
    assert alone == ["辛未平"]
    together = [passage for passage, _ in passages(nlp(), document_of(*texts))]
    assert [[m.text for m in p.mentions if m.type == "Person"] for p in together] == [["辛未平"]] * 3
