"""The parts: encoded sentences, lists, users' rules, the spaCy component, figures of the rules."""

import json

import pytest
from relation_samples import passage_of

from kg.model import Mention, Passage, Sentence
from relations import compile_rules, extract_facts
from relations.clauses import TITLE, encode
from relations.extract import FLOOR, FLOOR_PREDICTED, PRECISION, confidence, estimate, figures, switched_off
from relations.lists import members
from relations.rules import RuleError, shipped


def test_clauses_offsets_lead_back_to_the_text() -> None:
    passage = passage_of("　[E:恒岭 锻造]董事长[P:李　明]说：“好,好。”第二句。")
    for view in encode(passage):
        for position, index in view.refs.items():
            assert view.offsets[position] == passage.mentions[index].start
        for position, char in enumerate(view.code):
            if position not in view.refs and char != TITLE:
                original = passage.text[view.offsets[position]]
                assert char == original or original in ",;:()?!"
        assert not any(char.isspace() for char in view.code)


def test_clauses_nested_mentions_and_titles_inside_names() -> None:
    text = "江北大学主任设计院院长李明"
    mentions = (
        Mention("University", 0, 9, text[0:9], 0, "test"),
        Mention("University", 0, 4, text[0:4], 0, "test"),
        Mention("Person", 11, 13, "李明", 0, "test"),
    )
    from ner.titles import find_titles

    passage = Passage(text, (Sentence(0, len(text), "paragraph", 0),), mentions, tuple(find_titles(text)))
    (view,) = encode(passage)
    assert len(view.code) == 3
    assert view.code[1] == TITLE


def test_clauses_a_sentence_does_not_end_inside_a_name() -> None:
    text = "甲！乙项目总投资3亿元。丙项目开工。"
    sentences = (
        Sentence(0, 2, "paragraph", 0),
        Sentence(2, 12, "paragraph", 0),
        Sentence(12, 18, "paragraph", 0),
    )
    mentions = (Mention("Project", 0, 5, text[:5], 0, "test"), Mention("Amount", 8, 11, "3亿元", 1, "test"))
    views = encode(Passage(text, sentences, mentions))
    assert [view.code[1:4] for view in views] == ["总投资", "项目开"]
    facts = extract_facts(Passage(text, sentences, mentions))
    assert [(f.type, f.head, f.tail, f.rule) for f in facts] == [
        ("HAS_AMOUNT", 0, 1, "amount.measure.clause")
    ]


def test_clauses_titles_are_text_where_there_is_no_person() -> None:
    (view,) = encode(passage_of("[E:恒岭锻造]设立导师单位"))
    assert view.code[1:] == "设立导师单位"
    (view,) = encode(passage_of("[E:恒岭锻造]董事长[P:李明]"))
    assert view.code[1] == TITLE


def test_lists_members_from_any_position() -> None:
    passage = passage_of("[E:甲川]、[E:乙岭]和[E:丙峰]等企业，[E:丁水]除外")
    (view,) = encode(passage)
    positions = sorted(view.refs)
    code = view.code[positions[0]]
    for position in positions[:3]:
        assert members(view, position, {code}) == positions[:3]
    assert members(view, positions[3], {code}) == positions[3:]


def test_rules_of_users_with_typed_slots() -> None:
    rules = compile_rules(
        [
            {
                "id": "my.mentors",
                "type": "COOPERATES_WITH",
                "pattern": "{head:Enterprise}…聘请…{tail:University}…为导师单位",
                "props": {"kind": "导师"},
            }
        ]
    )
    passage = passage_of("[E:恒岭锻造]今年聘请[U:江北大学]、[U:青岚学院]为导师单位。")
    facts = [f for f in extract_facts(passage, rules) if f.rule == "my.mentors"]
    assert {passage.mentions[f.tail].text for f in facts} == {"江北大学", "青岚学院"}
    assert all(f.props["kind"] == "导师" for f in facts)
    assert not [f for f in extract_facts(passage) if f.rule == "my.mentors"]


@pytest.mark.parametrize(
    ("row", "part"),
    [
        ({"id": "a", "type": "LIKES", "pattern": "{head}{tail}"}, "LIKES"),
        ({"id": "a", "type": "PRODUCES", "pattern": "{head:Planet}{tail}"}, "Planet"),
        ({"id": "a", "type": "PRODUCES", "pattern": "{head}({tail}"}, "pattern"),
        ({"id": "a", "type": "PRODUCES", "pattern": "{head}{head}"}, "head"),
    ],
)
def test_rules_faults_say_what_is_wrong(row: dict[str, str], part: str) -> None:
    with pytest.raises(RuleError, match=part):
        compile_rules([row])


def test_rules_shipped_have_unique_ids() -> None:
    ids = [rule.id for rule in shipped()]
    assert len(ids) == len(set(ids)) > 40


def test_component_writes_facts() -> None:
    spacy = pytest.importorskip("spacy")
    import relations.component

    nlp = spacy.blank("xx")
    nlp.add_pipe(relations.component.NAME)
    doc = nlp.make_doc("x")
    doc.user_data["passage"] = passage_of("[E:恒岭锻造]生产[D:曲轴]。")
    doc = nlp.get_pipe(relations.component.NAME)(doc)
    assert [fact.type for fact in doc.user_data["facts"]] == ["PRODUCES"]
    assert nlp.get_pipe(relations.component.NAME)(nlp.make_doc("y")).user_data["facts"] == []


def test_figures_switch_bad_rules_off() -> None:
    data = json.loads(PRECISION.read_text(encoding="utf-8"))["rules"]
    assert data == figures()
    off = switched_off()
    low = {name for name, row in data.items() if row.get("gold", {"precision": 1})["precision"] < FLOOR}
    assert low <= off < set(data)
    passage = passage_of(
        "[E:恒岭锻造]生产[D:曲轴]，[L:青岚市]市长[P:林远]到[E:恒岭锻造]调研，后者与[U:江北大学]签约。"
    )
    facts = extract_facts(passage)
    assert facts
    assert not {fact.rule for fact in facts} & off
    assert all(fact.confidence == confidence(fact.rule) and 0 < fact.confidence <= 1 for fact in facts)


def test_figures_of_few_facts_lean_on_those_with_correct_entities() -> None:
    gold = {"precision": 0.9, "n": 40}
    once = estimate({"gold": gold, "predicted": {"precision": 0.333, "n": 1}})  # one fact, wrong
    often = estimate(
        {"gold": gold, "predicted": {"precision": 0.1, "n": 8}}
    )  # eight facts, all but none wrong
    assert FLOOR_PREDICTED < once < estimate({"gold": gold})
    assert often < FLOOR_PREDICTED
    assert estimate({"gold": gold, "predicted": {"precision": 0.9, "n": 98}}) == pytest.approx(0.9, abs=0.01)
    assert estimate({}) == 0.5


def test_figures_leave_no_rule_on_that_is_mostly_wrong() -> None:
    off = switched_off()
    assert all(confidence(name) >= FLOOR_PREDICTED for name in figures() if name not in off)


def test_facts_are_in_order_and_repeatable() -> None:
    passage = passage_of("[E:恒岭锻造]生产[D:曲轴]。[E:宁川轴承]生产[D:轴承]，位于[L:青岚市]。")
    first, second = extract_facts(passage), extract_facts(passage)
    assert first == second
    assert [f.start for f in first] == sorted(f.start for f in first)


@pytest.mark.shared
def test_rules_alone_reach_the_stated_quality(shared: object) -> None:  # noqa: ARG001
    from relations.training.measure import gold_reader, measure
    from relations.training.project import load

    kinds, _, rate = measure(load("dev"), gold_reader)
    right = sum(t.right for t in kinds.values())
    wrong = sum(t.wrong for t in kinds.values())
    missed = sum(t.missed for t in kinds.values())
    precision, recall = right / (right + wrong), right / (right + missed)
    assert precision >= 0.75
    assert 2 * precision * recall / (precision + recall) >= 0.5
    assert rate >= 60_000
