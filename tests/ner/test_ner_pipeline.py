"""The spaCy pipeline: component names, bare texts, span groups, nesting, the user's own names, determinism."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from ner_samples import document_of, found, names, nlp, read
from spacy.language import Language

from kg.config import Config, EntityPattern, GazetteerEntry, load_config
from ner import components
from ner.pipeline import make_nlp, passage, passages

ROOT = Path(__file__).resolve().parents[2]
TEXT = "大连市副市长李慧敏到恒岭锻造有限公司考察。栖山大学冶金学院参加，恒岭锻造搬迁改造项目总投资近2.5亿元。"
# Names are an interface: users put components of their own before or after these.
COMPONENTS = [
    "parkgraph_words",
    "parkgraph_gazetteer",
    "parkgraph_values",
    "parkgraph_user_patterns",
    "parkgraph_persons",
    "parkgraph_organizations",
    "parkgraph_locations",
    "parkgraph_policies",
    "parkgraph_honors",
    "parkgraph_projects",
    "parkgraph_short_names",
    "parkgraph_lists",
    "parkgraph_repeated",
    "parkgraph_products",
    "parkgraph_tagger",
    "parkgraph_arbitration",
]


def test_pipeline_component_names_and_order() -> None:
    assert make_nlp(model="rules").pipe_names == COMPONENTS
    assert [*components.PROPOSERS, *components.FINISHERS] == COMPONENTS
    assert [name for name in COMPONENTS if not Language.has_factory(name)] == []


def test_pipeline_registering_again_does_no_harm() -> None:
    components.register()
    assert make_nlp(model="rules").pipe_names == COMPONENTS


def test_pipeline_runs_on_bare_text() -> None:
    doc = nlp()(TEXT)
    rows = {(span.label_, span.text) for span in doc.spans["entities"]}
    assert doc.text == TEXT
    assert rows == {
        ("Location", "大连市"),
        ("Person", "李慧敏"),
        ("Enterprise", "恒岭锻造有限公司"),
        ("University", "栖山大学冶金学院"),
        ("University", "栖山大学"),
        ("Project", "恒岭锻造搬迁改造项目"),
        ("Enterprise", "恒岭锻造"),
        ("Amount", "2.5亿元"),
    }
    assert {(m.type, m.text) for m in doc.user_data["mentions"]} == rows
    through_passages = {(m.type, m.text, m.confidence) for m in read(TEXT)[0].mentions}
    assert {(m.type, m.text, m.confidence) for m in doc.user_data["mentions"]} == through_passages


@pytest.mark.parametrize("text", ["", " ", "\n\n", "。", "abc", "恒岭", "  恒岭锻造有限公司\n\n\n"])
def test_pipeline_short_and_empty_texts(text: str) -> None:
    doc = nlp()(text)
    assert doc.text == text
    assert [span.text.strip() for span in doc.spans["entities"]] == ["恒岭锻造有限公司"] * ("公司" in text)


def test_pipeline_bare_text_of_any_width() -> None:
    """Half-width brackets and full-width digits are read like their twins; the spans show the text as it is."""
    doc = nlp()("远衡检测(大连)有限公司投资１２亿元。")
    assert [(span.label_, span.text) for span in doc.spans["entities"]] == [
        ("Enterprise", "远衡检测(大连)有限公司"),
        ("Amount", "１２亿元"),
    ]


def test_pipeline_bare_text_obeys_the_user() -> None:
    entry = GazetteerEntry("东风破", "Product")
    language = user(gazetteer=(entry,), stopwords=frozenset({"大连市"}))
    doc = language("今日大连市推出东风破。")
    assert [(span.label_, span.text) for span in doc.ents] == [("Product", "东风破")]


def test_pipeline_words_cover_the_text() -> None:
    doc = nlp()(TEXT)
    words = [span.text for span in doc.spans["words"]]
    assert "".join(words) == TEXT
    assert {"大连市", "公司", "考察"} <= set(words)
    assert max(map(len, words)) < 8


def test_pipeline_ents_are_the_outermost() -> None:
    doc = nlp()(TEXT)
    ents = [(span.label_, span.text) for span in doc.ents]
    assert ("University", "栖山大学冶金学院") in ents
    assert ("Project", "恒岭锻造搬迁改造项目") in ents
    assert ("University", "栖山大学") not in ents
    assert ("Enterprise", "恒岭锻造") not in ents
    assert len(ents) == len(doc.spans["entities"]) - 2
    edges = [(span.start, span.end) for span in doc.ents]
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(edges))


def test_pipeline_two_types_with_equal_bounds_keep_their_own_values() -> None:
    """spaCy shares ``span._`` between spans of equal bounds; candidates and mentions share nothing."""
    patterns = (EntityPattern("a", "Park", "恒岭锻造"), EntityPattern("b", "Product", "恒岭锻造"))
    doc = make_nlp(Config(patterns=patterns), model="rules")("恒岭锻造扩建。")
    rows = [(c.type, c.rule, c.start, c.end) for c in doc.user_data["candidates"] if c.rule[:4] == "user"]
    assert rows == [("Park", "user.a", 0, 4), ("Product", "user.b", 0, 4)]
    first, second = [c for c in doc.user_data["candidates"] if c.rule[:4] == "user"]
    first.props["note"] = "park"
    assert second.props == {}
    assert [(m.type, m.rule) for m in doc.user_data["mentions"]] == [("Park", "user.a")]


def test_pipeline_every_rule_has_a_confidence() -> None:
    read_passage, _ = read(TEXT)
    assert all(0.3 < m.confidence <= 1 for m in read_passage.mentions)
    by_rule = {m.rule: m.confidence for m in read_passage.mentions}
    assert by_rule["person.after_title"] > by_rule["project.tail"]


def test_pipeline_single_article() -> None:
    document = document_of("区长辛未平到会。", "辛未平走访企业。")
    alone = passage(nlp(), document.articles[1], document)
    assert [m.text for m in alone.mentions] == []
    assert [m.text for m in passages(nlp(), document)[1][0].mentions] == ["辛未平"]


def user(**kwargs: object) -> Language:
    return make_nlp(Config(**kwargs), model="rules")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "type_", "text"),
    [
        ("东风破", "Product", "公司今年推出东风破。"),  # known to nobody
        ("恒岭锻造有限公司", "Park", "恒岭锻造有限公司投产。"),  # another type than the grammar's
        ("岭锻造", "Product", "恒岭锻造有限公司投产。"),  # cuts what the grammar finds
        ("大连市", "Project", "今日大连市开会。"),
        ("2.5亿元", "Honor", "总投资2.5亿元。"),
    ],
)
def test_pipeline_the_user_s_names_win(name: str, type_: str, text: str) -> None:
    assert (type_, name) not in found(text)
    language = user(gazetteer=(GazetteerEntry(name, type_),))
    passage_, _ = read(text, language=language)
    assert [(m.type, m.text) for m in passage_.mentions if m.rule == "user.gazetteer"] == [(type_, name)]
    assert not any(m.type != type_ and m.text == name for m in passage_.mentions)


def test_pipeline_the_user_s_alias_leads_to_the_full_name() -> None:
    entry = GazetteerEntry("川岭重工有限公司", "Enterprise", ("川重",), {"credit_code": "91210000MA0XY1234D"})
    passage_, _ = read("川重今年扩建。", language=user(gazetteer=(entry,)))
    (mention,) = passage_.mentions
    assert (mention.type, mention.text, mention.rule) == ("Enterprise", "川重", "user.gazetteer")
    assert mention.props == {"canonical": "川岭重工有限公司", "credit_code": "91210000MA0XY1234D"}


def test_pipeline_a_place_of_the_user_does_not_cut_longer_names() -> None:
    language = user(gazetteer=(GazetteerEntry("栖山", "Location"),))
    passage_, rejected = read("栖山大学开学。今日在栖山开会。", language=language)
    assert [(m.type, m.text) for m in passage_.mentions] == [("University", "栖山大学"), ("Location", "栖山")]
    assert [(r.text, r.rule, r.reason) for r in rejected if r.rule.startswith("user")] == [
        ("栖山", "user.gazetteer", "inside-longer-name")
    ]


def test_pipeline_the_user_s_patterns_win() -> None:
    pattern = EntityPattern("model", "Product", "[A-Z]{2}-[0-9]{3}型[一-龥]{3}")
    language = user(patterns=(pattern,))
    passage_, _ = read("公司推出TB-120型掘进机，总投资1亿元。", language=language)
    assert [(m.type, m.text, m.rule) for m in passage_.mentions] == [
        ("Product", "TB-120型掘进机", "user.model"),
        ("Amount", "1亿元", "amount"),
    ]


@pytest.mark.parametrize("word", ["恒岭锻造有限公司", "大连市", "李慧敏", "2.5亿元"])
def test_pipeline_stop_words_are_never_mentions(word: str) -> None:
    assert word in names(TEXT)
    passage_, rejected = read(TEXT, language=user(stopwords=frozenset({word})))
    assert word not in [m.text for m in passage_.mentions]
    assert (word, "stopword") in [(r.text, r.reason) for r in rejected]


def test_pipeline_configuration_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("name,type,aliases\n东麓装备园,Park,东装园\n", encoding="utf-8")
    (tmp_path / "my.yaml").write_text(
        "version: 1\ngazetteers: [list.csv]\nstopwords: [宁川轴承厂]\n", encoding="utf-8"
    )
    language = make_nlp(load_config([tmp_path / "my.yaml"]), model="rules")
    assert found("宁川轴承厂入驻东装园。", language=language) == {("Park", "东装园")}


def test_pipeline_two_configurations_side_by_side() -> None:
    """Word lists belong to a pipeline, not to the process."""
    mine = user(gazetteer=(GazetteerEntry("东风破", "Product"),))
    text = "公司今年推出东风破。"
    assert names(text, "Product", language=mine) == ["东风破"]
    assert names(text, "Product") == []
    assert names(text, "Product", language=mine) == ["东风破"]


SCRIPT = """
import sys
from kg.pipeline import extract_document
from kg.reading import read_document
from kg.serial import extraction_to_json
from ner.pipeline import make_nlp
nlp = make_nlp(model=sys.argv[1])
for path in sys.argv[2:]:
    print(extraction_to_json(extract_document(read_document(path), nlp)))
"""


@pytest.mark.parametrize("model", ["rules", "accurate"])
def test_pipeline_is_deterministic(sample_pages: Path, model: str) -> None:
    """Two processes with other hash seeds: the same mentions, losers, facts and offsets, byte for byte."""
    paths = sorted(str(path) for path in sample_pages.glob("page_*.txt"))
    outputs = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT, model, *paths],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
            timeout=120,
        ).stdout
        for seed in ("1", "4242")
    ]
    assert outputs[0] == outputs[1]
    rows = [json.loads(line) for line in outputs[0].decode().splitlines()]
    assert len(rows) == len(paths) > 1
    assert sum(len(article["mentions"]) for row in rows for article in row["articles"]) > 50
