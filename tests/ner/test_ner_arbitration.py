"""Arbitration: priorities as the module's table states them, reasons of the losers, nesting, independence of order."""

from __future__ import annotations

import random
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ner_samples import found, losers, names, read

from ner import arbitration
from ner.arbitration import NESTS, arbitrate, mentions, surface
from ner.candidates import Candidate, Context

TEXT = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
TYPES = (
    "Enterprise University Person Park Government Organization Location Project Cluster Product "
    "Amount Honor Policy"
).split()


def context(*rows: tuple[str, int, int, str, int]) -> Context:
    made = Context(TEXT)
    for type_, start, end, rule, priority in rows:
        made.propose(type_, start, end, rule, priority)
    return made


def spans(winners: list[Candidate]) -> list[tuple[str, int, int]]:
    return [(winner.type, winner.start, winner.end) for winner in winners]


def table() -> list[tuple[int, str]]:
    """(priority, proposer) as the docstring lists them."""
    rows = re.findall(r"^\| (\d+) \| (.+?) \|$", arbitration.__doc__ or "", re.MULTILINE)
    return [(int(priority), proposer) for priority, proposer in rows]


@pytest.mark.parametrize(("higher", "lower"), list(pairwise(table())), ids=lambda row: str(row[0]))
def test_arbitration_higher_priority_beats_length_and_place(
    higher: tuple[int, str], lower: tuple[int, str]
) -> None:
    """On each step of the table: the lower one loses although it is longer and begins earlier."""
    made = context(("Honor", 0, 12, "low", lower[0]), ("Policy", 4, 6, "high", higher[0]))
    assert spans(arbitrate(made)) == [("Policy", 4, 6)]
    assert [(r.type, r.text, r.start, r.end, r.rule, r.reason) for r in made.rejected] == [
        ("Honor", TEXT[:12], 0, 12, "low", "overlap:high")
    ]


# One text for each step of the table: (text, winner, loser that overlaps it).
STEPS = [
    ("印发《青岚市轴承产业行动方案》。", ("Policy", "《青岚市轴承产业行动方案》"), None),
    ("《大连市装备制造业发展规划》出台。", ("Policy", "《大连市装备制造业发展规划》"), ("Location", "大连市")),
    ("大连市恒岭锻造有限公司投产。", ("Enterprise", "大连市恒岭锻造有限公司"), ("Location", "大连市")),
    ("大连市人民政府发文。", ("Government", "大连市人民政府"), ("Location", "大连市")),
    ("院士刘德清到会。", ("Person", "刘德清"), ("Location", "德清")),
    ("川岭重工机械有限公司投产。", ("Enterprise", "川岭重工机械有限公司"), ("Enterprise", "川岭重工机械")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "winner", "loser"), STEPS)
def test_arbitration_in_texts(text: str, winner: tuple[str, str], loser: tuple[str, str] | None) -> None:
    assert winner in found(text)
    if loser is not None:
        assert loser not in found(text)
        assert losers(text)[loser].startswith("overlap:")


def test_arbitration_table_and_constants_agree() -> None:
    from ner import (
        gazetteer_component,
        government,
        honors,
        locations,
        organizations,
        persons,
        policies,
        products,
        projects,
        repeated,
        short_names,
    )

    assert [priority for priority, _ in table()] == [
        gazetteer_component.USER_PRIORITY,
        policies.POLICY_PRIORITY,
        organizations.PRIORITY,
        80,  # amounts
        persons.PRIORITY,
        projects.PRIORITY,
        short_names.PRIORITY,
        locations.PRIORITY,
        repeated.PRIORITY,
        products.PRIORITY,
    ]
    assert organizations.PRIORITY == government.PRIORITY == gazetteer_component.ORGANIZATION_PRIORITY
    assert locations.PRIORITY == gazetteer_component.LOCATION_PRIORITY
    assert (projects.PRIORITY, short_names.PRIORITY) == (honors.PRIORITY, repeated.SHORT_PRIORITY)


@pytest.mark.parametrize(
    ("first", "second", "winner"),
    [
        (("Person", 3, 5), ("Person", 3, 6), ("Person", 3, 6)),  # longer
        (("Person", 5, 8), ("Person", 3, 6), ("Person", 3, 6)),  # earlier
        (("Park", 3, 6), ("Enterprise", 3, 6), ("Enterprise", 3, 6)),  # the type's name
    ],
)
def test_arbitration_ties(
    first: tuple[str, int, int], second: tuple[str, int, int], winner: tuple[str, int, int]
) -> None:
    for rows in ((first, second), (second, first)):
        made = context(*((*row, f"rule.{row[0]}", 50) for row in rows))
        assert spans(arbitrate(made)) == [winner]


@pytest.mark.parametrize("pair", sorted(NESTS), ids="/".join)
@pytest.mark.parametrize(("outer_priority", "inner_priority"), [(60, 45), (60, 85)])
def test_arbitration_nesting_pairs(pair: tuple[str, str], outer_priority: int, inner_priority: int) -> None:
    """Both win, whichever comes first by priority."""
    outer, inner = pair
    made = context((outer, 2, 10, "outer", outer_priority), (inner, 2, 6, "inner", inner_priority))
    assert spans(arbitrate(made)) == [(outer, 2, 10), (inner, 2, 6)]
    assert made.rejected == []


@pytest.mark.parametrize("pair", sorted(NESTS), ids="/".join)
def test_arbitration_nesting_needs_containment(pair: tuple[str, str]) -> None:
    outer, inner = pair
    made = context((outer, 2, 8, "outer", 60), (inner, 6, 10, "inner", 45))
    assert spans(arbitrate(made)) == [(outer, 2, 8)]
    assert [(r.text, r.reason) for r in made.rejected] == [(TEXT[6:10], "overlap:outer")]


@pytest.mark.parametrize("pair", [("Enterprise", "Location"), ("Policy", "Location"), ("Person", "Location")])
def test_arbitration_other_pairs_do_not_nest(pair: tuple[str, str]) -> None:
    outer, inner = pair
    assert pair not in NESTS
    made = context((outer, 2, 10, "outer", 85), (inner, 2, 5, "inner", 50))
    assert spans(arbitrate(made)) == [(outer, 2, 10)]


def test_arbitration_the_same_find_twice_is_no_loser() -> None:
    made = context(("Person", 2, 5, "person.a", 70), ("Person", 2, 5, "person.b", 69))
    assert [(w.rule, w.start) for w in arbitrate(made)] == [("person.a", 2)]
    assert made.rejected == []


@pytest.mark.parametrize(
    ("text", "project", "inner"),
    [
        ("恒岭锻造有限公司搬迁改造项目开工。", "恒岭锻造有限公司搬迁改造项目", ("Enterprise", "恒岭锻造有限公司")),
        ("宁川轴承公司年产30万套轴承项目开工。", "宁川轴承公司年产30万套轴承项目", ("Enterprise", "宁川轴承公司")),
        ("栖山大学新能源研发基地项目启动。", "栖山大学新能源研发基地项目", ("University", "栖山大学")),
    ],
)  # fmt: skip
def test_arbitration_full_names_inside_project_names(text: str, project: str, inner: tuple[str, str]) -> None:
    assert names(text, "Project") == [project]
    assert inner in found(text)


def test_arbitration_confidence_is_the_precision_of_the_rule() -> None:
    made = context(("Person", 2, 5, "measured", 70), ("Park", 8, 12, "unmeasured", 85))
    winners = arbitrate(made, {"measured": 0.83})
    assert [(w.rule, w.confidence) for w in winners] == [("measured", 0.83), ("unmeasured", 0.5)]


def test_arbitration_empty_spans_are_dropped() -> None:
    made = context(("Person", 4, 4, "empty", 100), ("Park", 3, 6, "park", 85))
    assert spans(arbitrate(made)) == [("Park", 3, 6)]


CANDIDATES = st.lists(
    st.builds(
        lambda type_, start, length, priority: (type_, start, min(len(TEXT), start + length), priority),
        st.sampled_from(TYPES),
        st.integers(0, len(TEXT) - 1),
        st.integers(1, 9),
        st.sampled_from([priority for priority, _ in table()]),
    ),
    min_size=2,
    max_size=14,
    unique=True,
)


@given(CANDIDATES, st.randoms(use_true_random=False))
def test_arbitration_is_independent_of_order(
    rows: list[tuple[str, int, int, int]], rng: random.Random
) -> None:
    proposals = [(type_, start, end, f"r{priority}", priority) for type_, start, end, priority in rows]
    shuffled = list(proposals)
    rng.shuffle(shuffled)
    first, second = context(*proposals), context(*shuffled)
    assert spans(arbitrate(first)) == spans(arbitrate(second))
    assert sorted(map(repr, first.rejected)) == sorted(map(repr, second.rejected))


@given(CANDIDATES)
def test_arbitration_winners_overlap_only_where_they_may_nest(rows: list[tuple[str, int, int, int]]) -> None:
    made = context(*((type_, start, end, "r", priority) for type_, start, end, priority in rows))
    winners = arbitrate(made)
    assert winners == sorted(winners, key=lambda c: (c.start, -c.end, c.type))
    assert len(winners) + len(made.rejected) <= len(rows)
    best = min(made.candidates, key=lambda c: (-c.priority, -c.length, c.start, c.type))
    users_place = best.type == "Location" and best.priority == 100  # may lose to a longer name
    assert users_place or (best.type, best.start, best.end) in spans(winners)
    for index, first in enumerate(winners):
        for second in winners[index + 1 :]:
            if second.start < first.end:
                inner, outer = sorted((first, second), key=lambda c: c.length)
                assert outer.start <= inner.start
                assert inner.end <= outer.end
                assert (outer.type, inner.type) in NESTS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("李　明", "李明"),
        ("恒岭\n锻造", "恒岭锻造"),
        ("Hai Ling 公司", "Hai Ling公司"),
        ("  云岭 ", "云岭"),
        ("", ""),
        ("A 12", "A 12"),
    ],
)
def test_arbitration_surface_without_white_space(text: str, expected: str) -> None:
    assert surface(text) == expected


def test_arbitration_mentions_know_their_sentence() -> None:
    passage, _ = read("今天开工。青岚恒岭锻造有限公司投产。\n恒岭锻造有限公司扩建。")
    sentences = [passage.sentences[m.sentence] for m in passage.mentions]
    assert [m.text for m in passage.mentions] == ["青岚恒岭锻造有限公司", "恒岭锻造有限公司"]
    assert [
        sentence.start <= m.start < sentence.end
        for m, sentence in zip(passage.mentions, sentences, strict=True)
    ] == [True, True]


def test_arbitration_name_property_becomes_the_text() -> None:
    made = Context("李 明到会")
    made.propose("Person", 0, 3, "person.after_title", 70, {"name": "李明", "title": "厂长"})
    (mention,) = mentions(made, arbitrate(made))
    assert (mention.text, mention.props) == ("李明", {"title": "厂长"})


def test_arbitration_rivals_inside_one_name_are_decided_too() -> None:
    made = context(
        ("University", 0, 12, "outer", 85),
        ("University", 0, 4, "listed", 85),
        ("University", 0, 4, "grammar", 85),
        ("Enterprise", 2, 6, "other", 45),
        ("Enterprise", 6, 9, "beside", 45),
    )
    assert spans(arbitrate(made)) == [("University", 0, 12), ("University", 0, 4), ("Enterprise", 6, 9)]
    assert [(r.rule, r.reason) for r in made.rejected] == [("other", "overlap:grammar")]
