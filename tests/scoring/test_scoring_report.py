"""Reports: figures, causes and sentences by hand; HTML and Markdown that hold with any name, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from lxml import etree, html
from scoring_samples import CALM, Row, document, entity, mention, relation, sides

from kg.scoring import extra, report, score, write_report
from kg.scoring.escaping import markdown
from kg.scoring.evaluation import Report
from kg.scoring.report_html import render_html
from kg.scoring.report_markdown import render_markdown

EVIL = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</td></table><h1>园",
    "a|b`c`*d*_e_[x](javascript:alert(1))",
    "nul\x00 lone\ud800 bidi\u202e &amp; &#60;b&#62;",
    "line\nbreak\r\n\n# heading\u2028- item",
    "<!-- ]]> --> $x$ ~~y~~ https://example.org www.example.org",
]


def evil_report() -> Report:
    """Every text that comes from a file is hostile: names, documents, types, evidence, titles of tables."""
    entities = [entity(f"e{n}", "Enterprise", name, name + "甲") for n, name in enumerate(EVIL)]
    facts = [relation("e0", "COOPERATES_WITH", f"e{n}", evidence=name) for n, name in enumerate(EVIL[1:], 1)]
    golds = [document(entities, facts, doc=name) for name in EVIL]
    wrong = [entity(f"e{n}", "Park", name, mentions=[mention(name, 0.5)]) for n, name in enumerate(EVIL)]
    wrong_facts = [
        relation("e0", "PART_OF", f"e{n}", confidence=0.5, evidence={"text": name})
        for n, name in enumerate(EVIL)
    ]
    predicted = [document(wrong, wrong_facts, doc=name, text=name) for name in EVIL[1:]]
    figures = {"p": 0.5, "r": 0.5, "f1": 0.5}
    tables = [
        extra(
            {
                "kind": "ablation",
                "title": EVIL[0],
                "rows": [{"name": name, "entities": figures} for name in EVIL],
            }
        )
    ]
    point = {"share": 0.5, "entities": 0.5, **dict.fromkeys(EVIL, 0.25)}
    tables.append(extra({"kind": "learning_curve", "title": EVIL[1], "points": [point]}))
    return report(golds, predicted, extras=tables, gold=EVIL[0], predicted=EVIL[1])  # fmt: skip


def plain_report() -> Report:
    gold = [
        document([entity("1", "Enterprise", "川岭重工有限公司", "川岭重工"), entity("2", "Park", "东麓园")],
                 [relation("1", "LOCATED_IN", "2", evidence="川岭重工落户东麓园")], doc="good"),
        document([entity("1", "Park", "西麓园")], doc="bad"),
        document([], doc="空"),
    ]  # fmt: skip
    predicted = [
        document([entity("a", "Enterprise", "川岭重工", confidence=0.9), entity("b", "Park", "东麓园", confidence=0.6)],
                 [relation("a", "LOCATED_IN", "b", confidence=0.7)], doc="good"),
        document([entity("a", "Location", "西麓园", confidence=0.3)], doc="bad"),
    ]  # fmt: skip
    return report(gold, predicted, gold="gold.jsonl", predicted="pred.jsonl")


# --- figures


def test_report_documents_come_worst_first_with_their_counts() -> None:
    made = plain_report()
    assert [(d.doc, d.entities.row()["f1"], d.relations.tp, len(d.mistakes)) for d in made.documents] == [
        ("bad", 0.0, 0, 2),
        ("good", 1.0, 1, 0),
        ("空", 0.0, 0, 0),  # nothing to find and nothing found
    ]
    assert [d.doc for d in made.documents if d.missing] == ["空"]
    assert made.reliability["entities"].ece == pytest.approx((0.1 + 0.4 + 0.3) / 3)
    assert made.curves["entities"].at(0.6).tp == 2


@CALM
@given(sides())
def test_report_documents_add_up_to_the_score(rows: Any) -> None:
    gold, predicted = rows
    made, plain = report(gold, predicted), score(gold, predicted)
    assert made.figures == plain
    for kind in ("entities", "relations"):
        counts = [getattr(document_, kind) for document_ in made.documents]
        for name in ("tp", "fp", "fn"):
            assert sum(getattr(count, name) for count in counts) == plain[kind][name]
    wrong = sum(plain[kind][name] for kind in ("entities", "relations") for name in ("fp", "fn"))
    assert sum(len(d.mistakes) for d in made.documents) == wrong
    assert [d.f1 for d in made.documents] == sorted(d.f1 for d in made.documents)


def test_report_counts_gold_of_types_that_the_ontology_lacks() -> None:
    assert report([document([entity("1", "Robot", "甲")])], []).figures["entities"]["fn"] == 1


def causes(gold: Row, predicted: Row) -> dict[str, tuple[str, str]]:
    """kind and name of every mistake -> why."""
    (found,) = report([gold], [predicted]).documents
    return {
        f"{m.miss.kind} {m.miss.name} {m.miss.tail}".strip(): (m.cause.code, m.cause.other)
        for m in found.mistakes
    }


def test_report_says_why_an_entity_is_wrong_or_missed() -> None:
    gold = document(
        [entity("1", "Enterprise", "川岭重工有限公司", "川岭重工"), entity("2", "Park", "东麓园"),
         entity("3", "Project", "轴承扩建项目"), entity("4", "Person", "石川"),
         entity("5", "Enterprise", "甲厂", "两厂"), entity("6", "Enterprise", "乙厂", "两厂"),
         entity("7", "Amount", "3亿元", value=3e8)]
    )  # fmt: skip
    predicted = document(
        [entity("a", "Enterprise", "川岭重工"), entity("b", "Enterprise", "川岭重工有限公司"), entity("c", "Location", "东麓园"),
         entity("d", "Project", "轴承扩建项目二期"), entity("e", "Person", "海山"), entity("f", "Enterprise", "两厂"),
         entity("g", "Amount", "30亿元", value=3e9)]
    )  # fmt: skip
    assert causes(gold, predicted) == {
        "entity+ 川岭重工有限公司": ("node", "川岭重工有限公司"),
        "entity+ 东麓园": ("type", "Park"),
        "entity- 东麓园": ("type", "Location"),
        "entity+ 轴承扩建项目二期": ("boundary", "轴承扩建项目"),
        "entity- 轴承扩建项目": ("boundary", "轴承扩建项目二期"),
        "entity+ 海山": ("alone", ""),
        "entity- 石川": ("alone", ""),
        "entity- 乙厂": ("node", "两厂"),
        "entity+ 30亿元": ("alone", ""),
        "entity- 3亿元": ("alone", ""),
    }


def test_report_says_why_a_relation_is_wrong_or_missed() -> None:
    names = {"1": "甲集团", "2": "乙公司", "3": "丙公司", "4": "丁公司", "5": "戊公司"}
    entities = [entity(number, "Enterprise", name) for number, name in names.items()]
    gold = document(
        [*entities, entity("6", "Park", "己园")],
        [relation("2", "PART_OF", "1"), relation("1", "INVESTS_IN", "3"), relation("4", "INVESTS_IN", "5"),
         relation("5", "LOCATED_IN", "6")],
    )  # fmt: skip
    predicted = document(
        [*entities, entity("7", "Park", "庚园")],
        [relation("1", "PART_OF", "2"), relation("1", "COOPERATES_WITH", "3"), relation("2", "INVESTS_IN", "5"),
         relation("5", "LOCATED_IN", "7")],
    )  # fmt: skip
    found = {name: why for name, why in causes(gold, predicted).items() if name.startswith("relation")}
    assert found == {
        "relation+ 甲集团 乙公司": ("direction", ""),
        "relation- 乙公司 甲集团": ("direction", ""),
        "relation+ 甲集团 丙公司": ("relation", "INVESTS_IN"),
        "relation- 甲集团 丙公司": ("relation", "COOPERATES_WITH"),
        "relation+ 乙公司 戊公司": ("alone", ""),
        "relation- 丁公司 戊公司": ("alone", ""),
        "relation+ 戊公司 庚园": ("end", "庚园"),
        "relation- 戊公司 己园": ("end", "己园"),
    }


TEXT = "第一句话说别的。川岭重工落户东麓园！之后是别的。\n新段落提到西麓园，没有别的"


@pytest.mark.parametrize(
    ("gold", "predicted", "texts", "shown"),
    [
        # a relation: its evidence, as quoted in gold or as an object of the prediction
        ([relation("1", "LOCATED_IN", "2", evidence="川岭重工落户东麓园")], [], {}, {"川岭重工落户东麓园"}),
        ([], [relation("1", "LOCATED_IN", "2", evidence={"text": "据此"})], {}, {"据此"}),
        # no evidence: one of another relation that names both ends; else nothing
        ([relation("1", "LOCATED_IN", "2")], [relation("1", "PART_OF", "2", evidence="川岭重工进东麓园")], {}, {"川岭重工进东麓园"}),
        ([relation("1", "LOCATED_IN", "2")], [], {}, {""}),
    ],
)  # fmt: skip
def test_report_shows_the_sentence_of_a_relation(
    gold: list[Row], predicted: list[Row], texts: dict[str, str], shown: set[str]
) -> None:
    entities = [entity("1", "Park", "川岭重工"), entity("2", "Park", "东麓园")]
    (found,) = report([document(entities, gold)], [document(entities, predicted)], texts=texts).documents
    assert {mistake.sentence for mistake in found.mistakes if mistake.miss.type == "LOCATED_IN"} == shown


def test_report_shows_the_sentence_of_an_entity() -> None:
    def sentences(gold: Row, predicted: Row, **more: Any) -> set[str]:
        (found,) = report([gold], [predicted], **more).documents
        return {mistake.sentence for mistake in found.mistakes}

    missed, nothing = document([entity("1", "Park", "西麓园")]), document([])
    # the document's text, from the caller or from the row
    assert sentences(missed, nothing, texts={"d": TEXT}) == {"新段落提到西麓园，没有别的"}
    assert sentences(missed | {"text": TEXT}, nothing) == {"新段落提到西麓园，没有别的"}
    # the mention that the offsets name, not the first place that reads alike
    place = mention("的", 0.5, TEXT.index("的。\n"))
    wrong = document([entity("a", "Park", "的", mentions=[place])])
    assert sentences(nothing, wrong, texts={"d": TEXT}) == {"之后是别的。"}
    # offsets that lead elsewhere: the place where the name stands
    wrong = document([entity("a", "Park", "东麓园", mentions=[mention("东麓园", 0.5, 0)])])
    assert sentences(nothing, wrong, texts={"d": TEXT}) == {"川岭重工落户东麓园！"}
    # no text: the shortest evidence that names it, else its mention, else nothing
    two = [
        relation("1", "PART_OF", "1", evidence=words, optional=True)
        for words in ("很长的一句提到西麓园", "西麓园在此")
    ]
    assert sentences(document(missed["entities"], two), nothing) == {"西麓园在此"}
    assert sentences(nothing, wrong) == {"东麓园"}
    assert sentences(missed, nothing) == {""}


def test_report_clips_long_sentences_around_the_name() -> None:
    long = "前" * 500 + "川岭重工" + "后" * 500
    ends = [entity("1", "Park", "川岭重工"), entity("2", "Park", "东麓园")]
    (found,) = report(
        [document(ends, [relation("1", "PART_OF", "2", evidence=long)])], [document(ends)]
    ).documents
    (mistake,) = found.mistakes
    assert "川岭重工" in mistake.sentence
    assert len(mistake.sentence) < 260
    assert mistake.sentence.startswith("…")
    assert mistake.sentence.endswith("…")


def test_report_lists_the_surest_wrong_rows_first() -> None:
    wrong = [entity(str(n), "Park", f"{n}号园", confidence=n / 10) for n in (3, 9, 5)]
    (found,) = report([document([entity("1", "Park", "西麓园")])], [document(wrong)]).documents
    assert [(m.miss.kind, m.confidence) for m in found.mistakes] == [
        ("entity+", 0.9), ("entity+", 0.5), ("entity+", 0.3), ("entity-", None)
    ]  # fmt: skip


# --- files


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_report_html_is_one_safe_page(lang: str, speak: Callable[[str], None]) -> None:
    speak(lang)
    page = render_html(evil_report())
    tree = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    tags = {str(element.tag) for element in tree.iter() if isinstance(element.tag, str)}
    assert not tags & {"script", "img", "iframe", "object", "link", "form", "base"}
    assert not [element for element in tree.iter() if not isinstance(element.tag, str)], (
        "a comment came through"
    )
    for element in tree.iter():
        assert not [name for name in element.attrib if name.lower().startswith("on") or name == "src"]
        assert element.get("href", "#").startswith("#")
    assert len(tree.findall(".//h1")) == 1
    assert tree.get("lang") == {"zh": "zh-CN", "en": "en"}[lang]
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    assert tree.xpath("//meta[@name='viewport']")
    cells = [cell.text_content() for cell in tree.iter("td")]
    for name in EVIL[:4]:
        assert name in cells, "shown as it is"
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", page)
    ids = tree.xpath("//section/@id")
    assert tree.xpath("//nav//a/@href") == [f"#{name}" for name in ids]
    assert len(set(ids)) == len(ids)


def test_report_html_is_balanced_and_its_charts_are_xml() -> None:
    page = render_html(evil_report())
    body = page[page.index("<body>") :].removesuffix("</html>\n")
    root = etree.fromstring(body.encode())  # the body is well-formed XML as well: nothing is left open
    charts = root.findall(".//{http://www.w3.org/2000/svg}svg")
    assert len(charts) == 5
    assert all(chart.get("role") == "img" for chart in charts)
    assert [len(row) for table in root.iter("table") for row in table.iter("tr")] == [
        len(table.findall("thead/tr/th")) for table in root.iter("table") for _ in table.iter("tr")
    ]


def test_report_html_marks_the_names_in_sentences(speak: Callable[[str], None]) -> None:
    speak("en")
    gold = document([entity("1", "Park", "a&b"), entity("2", "Park", "东麓园")],
                    [relation("1", "PART_OF", "2", evidence="x a&b < 东麓园 y")])  # fmt: skip
    page = render_html(report([gold], [document(gold["entities"])]))
    assert '<td class="q">x <mark>a&amp;b</mark> &lt; <mark>东麓园</mark> y</td>' in page


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_report_speaks_one_language(lang: str, speak: Callable[[str], None]) -> None:
    speak(lang)
    page = html.document_fromstring(render_html(plain_report()).encode())
    for chosen in (
        page.xpath("//h1 | //h2 | //th | //p | //figcaption | //footer"),
        page.xpath("//*[local-name()='text']"),
    ):
        told = [" ".join(element.text_content().split()) for element in chosen]
        assert told
        for words in told:
            if lang == "en":
                assert not re.search("[一-鿿]", words.replace("空", "")), words
            else:
                rest = re.sub(r"KG|ParkGraph|JSONL?|\S+\.(jsonl|md)|Guo|Naeini|ECE|AP|F1|[PR]\b", "", words)
                assert not re.search("[A-Za-z]", rest), words
    titles = [element.text for element in page.iter("h2")]
    assert titles[0] == {"zh": "总览", "en": "Summary"}[lang]
    assert {"zh": "企业 Enterprise", "en": "Enterprise"}[lang] in [cell.text for cell in page.iter("td")]


def test_report_markdown_keeps_its_tables_and_refers_to_its_charts(tmp_path: Path) -> None:
    path = tmp_path / "my report (1).md"
    written = write_report(evil_report(), path)
    page = path.read_text(encoding="utf-8")
    charts = {each.name for each in written[1:]}
    assert len(charts) == 5
    links = re.findall(r"^!\[.*\]\(([^)\s]+)\)$", page, re.MULTILINE)
    assert {link.replace("%20", " ").replace("%28", "(").replace("%29", ")") for link in links} == charts
    for each in written[1:]:
        assert etree.fromstring(each.read_bytes()).tag == "{http://www.w3.org/2000/svg}svg"
    width = 0
    for line in page.splitlines():
        columns = len(re.findall(r"(?<!\\)\|", line))
        assert not line.startswith("|") or columns == (width or columns)
        width = columns if line.startswith("|") else 0
        assert columns == 0 or line.startswith("| ")
    bare = re.sub(r"\\.", "", page)
    assert not re.search(r"[<>`$]|https?:/", bare)
    assert len(re.findall(r"^# ", page, re.MULTILINE)) == 1
    assert not re.search(r"^- ", page, re.MULTILINE)


def test_report_html_and_markdown_say_the_same(speak: Callable[[str], None]) -> None:
    speak("zh")
    made = plain_report()
    tree = html.document_fromstring(render_html(made).encode())
    page, charts = render_markdown(made, "out")
    for row in tree.iter("tr"):
        assert f"| {' | '.join(markdown(cell.text_content()) for cell in row)} |" in page
    assert len(charts) == len(tree.findall(".//figure")) == 3
    assert set(charts) == {"out.curve.svg", "out.reliability-entities.svg", "out.reliability-relations.svg"}


def test_report_of_nothing_says_so(speak: Callable[[str], None]) -> None:
    speak("en")
    page = render_html(report([document([])], []))
    tree = html.document_fromstring(page.encode())
    errors = tree.get_element_by_id("errors")
    assert "There is nothing to show" in errors.text_content()
    assert "Documents without prediction (1): d" in tree.text_content()


def test_report_is_the_same_every_time() -> None:
    assert render_html(plain_report()) == render_html(plain_report())
