"""The vote on mentions: hand-made proposals of rules and tagger, weights that count the tagger's score alone or the rules'."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Sequence
from typing import Any

import pytest

from kg.errors import KGError
from kg.model import Sentence
from kg.ontology import default
from ner import voting
from ner.arbitration import NESTS
from ner.candidates import Candidate, Context, ScoredSpan
from ner.titles import find_titles
from ner.voting import AGREED, MODEL, USER, decide, probability, votes
from ner.windows import SENTENCE

TEXT = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
BY_SCORE: dict[str, Any] = {
    "weights": {"score": 4.0},
    "threshold": 0.5,
}  # 4: as values hold a quarter of the score
BOTH: dict[str, Any] = {"weights": {"score": 4.0, "rule": 2.0}, "threshold": 0.5}
Row = tuple[str, int, int, float]


def chance(score: float) -> float:
    return round(1 / (1 + math.exp(-score)), 4)


def context_of(*rows: Row, text: str = TEXT, **given: Any) -> Context:
    """A context whose tagger gives these (type, start, end, score)."""
    return Context(text, spans=tuple(ScoredSpan(*row) for row in rows), **given)


def rule(
    type_: str, start: int, end: int, name: str = "some.rule", priority: int = 50, confidence: float = 0.8
) -> Candidate:
    return Candidate(type_, start, end, name, priority, confidence)


def outcome(
    context: Context, winners: Sequence[Candidate] = (), fitted: Any = BY_SCORE
) -> list[tuple[str, int, int, str, float]]:
    taken = decide(context, winners, fitted)
    return [(c.type, c.start, c.end, c.rule, c.confidence) for c in taken]


def lost(context: Context) -> list[tuple[str, int, int, str, str]]:
    return sorted((r.type, r.start, r.end, r.rule, r.reason) for r in context.rejected)


def test_voting_the_more_probable_of_two_that_overlap_is_taken() -> None:
    made = context_of(("Park", 0, 6, 1.0), ("Enterprise", 4, 9, 3.0), ("Park", 12, 14, 0.5))
    assert outcome(made) == [("Enterprise", 4, 9, MODEL, chance(3)), ("Park", 12, 14, MODEL, chance(0.5))]
    assert lost(made) == [("Park", 0, 6, MODEL, f"overlap:{MODEL}")]
    assert [r.text for r in made.rejected] == [TEXT[:6]]


def test_voting_one_span_has_one_type() -> None:
    made = context_of(("Park", 2, 6, 1.0), ("Enterprise", 2, 6, 2.0), ("University", 2, 6, 1.5))
    assert outcome(made) == [("Enterprise", 2, 6, MODEL, chance(2))]
    assert [row[0] for row in lost(made)] == ["Park", "University"]
    assert ("Project", "Park") in NESTS  # which is for a part of the span
    assert len(outcome(context_of(("Park", 2, 6, 1.0), ("Project", 2, 6, 2.0)))) == 1


def test_voting_three_in_a_chain() -> None:
    """The middle one is the most probable and bars both; else both outer ones are taken."""
    assert len(outcome(context_of(("Park", 0, 4, 1.0), ("Park", 3, 8, 2.0), ("Park", 7, 11, 1.0)))) == 1
    assert len(outcome(context_of(("Park", 0, 4, 2.0), ("Park", 3, 8, 1.0), ("Park", 7, 11, 2.0)))) == 2


def test_voting_what_only_the_tagger_finds_unlikely_is_no_news() -> None:
    made = context_of(("Park", 0, 6, -0.1), ("Enterprise", 8, 12, -2.9))
    assert outcome(made) == []
    assert made.rejected == []


def test_voting_between_floor_and_threshold_a_name_is_tentative() -> None:
    made = context_of(
        ("Park", 0, 6, 1.0), ("Enterprise", 8, 9, -0.5), ("Park", 12, 14, -2.5), ("Park", 5, 7, -0.5)
    )
    taken = decide(made, [], {**BY_SCORE, "floor": 0.2})
    assert [(c.start, c.tentative) for c in taken] == [(0, False), (8, True)]
    assert lost(made) == [("Park", 5, 7, MODEL, f"overlap:{MODEL}")]
    assert not any(c.tentative for c in decide(made, [], BY_SCORE))


def test_voting_a_rule_may_be_unlikely() -> None:
    made = context_of(("Park", 0, 6, -2.5))
    assert outcome(made, [rule("Park", 0, 6), rule("Enterprise", 8, 12)], BOTH) == []
    assert lost(made) == [
        ("Enterprise", 8, 12, "some.rule", "unlikely"),
        ("Park", 0, 6, "some.rule", "unlikely"),
    ]


def test_voting_a_rule_and_the_tagger_together() -> None:
    """Above 0 the tagger takes it for a mention, too; below the rule stands alone."""
    made = context_of(("Park", 0, 6, 0.5), ("Enterprise", 8, 12, -1.5))
    found = outcome(made, [rule("Park", 0, 6), rule("Enterprise", 8, 12, "other.rule")], BOTH)
    assert found == [
        ("Park", 0, 6, f"some.rule{AGREED}", chance(2.5)),
        ("Enterprise", 8, 12, "other.rule", chance(0.5)),
    ]


def test_voting_the_loser_is_told_who_won() -> None:
    made = context_of(("Park", 0, 6, 3.0), ("Enterprise", 4, 9, 1.0))
    outcome(made, [rule("Park", 0, 6)])
    assert lost(made) == [("Enterprise", 4, 9, MODEL, f"overlap:some.rule{AGREED}")]


@pytest.mark.parametrize(
    ("outer", "inner"), list(itertools.product(sorted({"Amount", *itertools.chain(*NESTS)}), repeat=2))
)
@pytest.mark.parametrize("order", [(2.0, 1.0), (1.0, 2.0)])
def test_voting_only_pairs_that_may_nest_do(outer: str, inner: str, order: tuple[float, float]) -> None:
    winners = [rule(outer, 2, 9), rule(inner, 2, 5)]
    made = context_of((outer, 2, 9, order[0]), (inner, 2, 5, order[1]))
    found = [row[:3] for row in outcome(made, winners, BOTH)]
    if (outer, inner) in NESTS:
        assert found == [(outer, 2, 9), (inner, 2, 5)]
    else:
        assert found == [(outer, 2, 9) if order[0] > order[1] else (inner, 2, 5)]


def test_voting_what_may_nest_may_not_cross() -> None:
    assert ("Location", "Location") in NESTS
    assert len(outcome(context_of(("Location", 0, 5, 2.0), ("Location", 3, 8, 1.0)))) == 1


@pytest.mark.parametrize("score", [None, -2.9, 3.0])
def test_voting_the_user_s_names_always_win(score: float | None) -> None:
    mine = rule("Product", 3, 6, "user.gazetteer", USER, 0.1)
    own = [] if score is None else [("Product", 3, 6, score)]
    made = context_of(*own, ("Enterprise", 0, 9, 8.0), ("Park", 3, 6, 8.0))
    fitted = {"weights": {"bias": -20.0, "score": 12.0}, "threshold": 0.9}
    (found,) = outcome(made, [mine], fitted)
    assert found[:3] == ("Product", 3, 6)
    assert found[3].startswith("user.gazetteer")
    assert found[4] == 1.0
    assert all(row[4].startswith("overlap:user.gazetteer") for row in lost(made))
    assert len(made.rejected) == 2


def test_voting_below_the_user_s_priority_a_rule_is_voted_on() -> None:
    assert (
        outcome(context_of(), [rule("Product", 3, 6, "some.rule", USER - 1)], BOTH | {"threshold": 0.99})
        == []
    )


def test_voting_stop_words_are_never_mentions() -> None:
    text = "今日 云岭\u3000锻造 开工。"
    made = context_of(
        ("Enterprise", 3, 8, 5.0), ("Project", 3, 11, 2.0), text=text, stopwords=frozenset({"云岭锻造"})
    )
    assert outcome(made) == [("Project", 3, 11, MODEL, chance(2))]
    assert lost(made) == [("Enterprise", 3, 8, MODEL, "stopword")]


def test_voting_amounts_are_read_by_rules_only() -> None:
    spans = (("Amount", 0, 4, 6.0), ("Amount", 8, 12, 6.0))
    made = context_of(*spans)
    found = outcome(made, [rule("Amount", 8, 12, "amount", 80)], BOTH)
    assert found == [("Amount", 8, 12, f"amount{AGREED}", chance(8))]
    assert made.rejected == []


def test_voting_amounts_of_rules_are_never_turned_down() -> None:
    made = context_of(("Amount", 0, 4, -2.0), ("Park", 7, 14, 3.0))
    found = outcome(made, [rule("Amount", 0, 4, "amount", 80), rule("Amount", 8, 12, "amount", 80)])
    assert found == [("Amount", 0, 4, "amount", chance(-2)), ("Park", 7, 14, MODEL, chance(3))]
    assert lost(made) == [("Amount", 8, 12, "amount", f"overlap:{MODEL}")], "but they overlap nothing better"


def test_voting_rules_decide_where_the_tagger_has_not_read() -> None:
    """A sentence of more than two thousand characters is not read; beside it the vote goes on."""
    long = "甲" * (SENTENCE + 1)
    sentences = (Sentence(0, 10, "paragraph", 0), Sentence(10, 10 + len(long), "paragraph", 0))
    made = context_of(text="乙" * 10 + long, sentences=sentences)
    winners = [rule("Park", 2, 6, confidence=0.6), rule("Park", 12, 16, confidence=0.4)]
    assert outcome(made, winners) == [("Park", 12, 16, "some.rule", 0.4)]
    assert lost(made) == [("Park", 2, 6, "some.rule", "unlikely")]


def test_voting_a_person_has_title_and_roles() -> None:
    text = "副市长云听岚到会。林栖董事长陪同。石门闻发言。"
    spans = [
        ("Person", text.index(name), text.index(name) + len(name), 4.0)
        for name in ("云听岚", "林栖", "石门闻")
    ]
    made = context_of(*spans, text=text, titles=tuple(find_titles(text)))
    props = {text[c.start : c.end]: c.props for c in decide(made, [], BY_SCORE)}
    assert props == {
        "云听岚": {"title": "副市长", "roles": ["official"]},
        "林栖": {"title": "董事长", "roles": ["executive"]},
        "石门闻": {},
    }


def test_voting_keeps_what_a_rule_that_lost_knew() -> None:
    made = context_of(("Person", 2, 5, 4.0), ("Enterprise", 8, 12, 4.0))
    made.propose("Person", 2, 5, "person.bare", 40, {"title": "厂长", "roles": ["executive"]})
    made.propose("Enterprise", 8, 12, "short.ending", 40, {"canonical": "云岭锻造有限公司"})
    made.propose("Park", 8, 12, "other", 30, {"canonical": "云岭园"})
    person, enterprise = decide(made, [], BY_SCORE)
    assert (person.rule, person.props) == (MODEL, {"title": "厂长", "roles": ["executive"]})
    assert (enterprise.rule, enterprise.props) == (MODEL, {"canonical": "云岭锻造有限公司"})


def test_voting_rules_keep_their_properties() -> None:
    mine = Candidate("Amount", 0, 4, "amount", 80, 0.9, {"value": 5.0})
    (found,) = decide(context_of(("Amount", 0, 4, 2.0)), [mine], BOTH)
    assert found.props == {"value": 5.0}


TYPES = ("Enterprise", "Park", "Project", "University", "Location", "Person")


def random_case(seed: int) -> tuple[list[Row], list[tuple[str, int, int, str, int, float]]]:
    chance_ = random.Random(seed)

    def place() -> tuple[str, int, int]:
        start = chance_.randrange(len(TEXT) - 1)
        return chance_.choice(TYPES), start, chance_.randint(start + 1, min(len(TEXT), start + 7))

    rows = {place(): chance_.choice([-2.5, -1.0, 0.5, 0.5, 2.0, 4.0]) for _ in range(25)}
    rules = {place(): (chance_.choice(["a.b", "c.d"]), 50, chance_.choice([0.4, 0.9])) for _ in range(6)}
    return [(*key, score) for key, score in rows.items()], [(*key, *rest) for key, rest in rules.items()]


@pytest.mark.parametrize("seed", range(20))
def test_voting_does_not_depend_on_the_order_of_proposals(seed: int) -> None:
    rows, rules = random_case(seed)
    fitted = {
        "weights": {"bias": -0.5, "score": 3.0, "rule": 1.0, "other rule": -0.5, "other bounds": -0.5, "score elsewhere": 0.4},
        "threshold": 0.4,
    }  # fmt: skip
    results = []
    for turn in range(4):
        random.Random(turn).shuffle(rows)
        random.Random(turn).shuffle(rules)
        made = context_of(*rows)
        results.append((outcome(made, [rule(*row) for row in rules], fitted), lost(made)))
    assert all(result == results[0] for result in results[1:])
    taken = results[0][0]
    assert taken
    assert taken == sorted(taken, key=lambda c: (c[1], -c[2], c[0]))
    for first, second in itertools.combinations(taken, 2):
        if second[1] < first[2]:
            inner, outer = sorted((first, second), key=lambda c: c[2] - c[1])
            assert outer[1] <= inner[1] < inner[2] <= outer[2]
            assert (outer[0], inner[0]) in NESTS


def test_voting_the_values_of_a_vote() -> None:
    text = "云岭厂与海栖园，云岭厂。"
    made = context_of(
        ("Enterprise", 0, 3, 1.0), ("Park", 0, 3, -2.0), ("Enterprise", 0, 4, 0.4), ("Enterprise", 8, 11, 12.0),
        text=text, words=((0, 2), (2, 3), (3, 4)),
    )  # fmt: skip
    made.propose("Park", 0, 3, "lost.rule", 10)
    by_key = {
        vote.key: vote
        for vote in votes(
            made, [rule("Enterprise", 0, 3, confidence=0.75), rule("Park", 2, 7, confidence=0.9)]
        )
    }
    assert list(by_key) == sorted(by_key)
    values = by_key[0, 3, "Enterprise"].values
    logit = {share: math.log(share / (1 - share)) for share in (0.75, 0.9)}
    assert values == pytest.approx(
        {
            "type Enterprise": 1, "score Enterprise": 0.25, "score": 0.25, "rule": 1, "rule precision": logit[0.75],
            "rule and score": 0.25, "rule lost": 0, "score elsewhere": 2.0, "other type here": -0.5, "other bounds": 0.1,
            "other rule": 1 + logit[0.9], "starts a word": 1, "ends a word": 1, "starts a clause": 1, "length": math.log(3),
            "often by rules": math.log(2),
        }
    )  # fmt: skip
    values = by_key[0, 3, "Park"].values
    assert (values["rule"], values["rule precision"], values["rule and score"], values["rule lost"]) == (
        0,
        0,
        0,
        1,
    )
    assert values["score elsewhere"] == -0.5
    assert by_key[2, 7, "Park"].values["score"] == -0.75  # the tagger says nothing of it
    assert by_key[2, 7, "Park"].values["ends a word"] == 0
    assert by_key[2, 7, "Park"].values["starts a clause"] == 0
    assert by_key[8, 11, "Enterprise"].values["starts a clause"] == 1


def test_voting_a_particle_is_no_part_of_a_name() -> None:
    """What the tagger says of 有云岭厂 speaks for 云岭厂, if the segmenter takes 有 for a word."""
    words = ((0, 1), (1, 2), (2, 4), (4, 5))
    made = context_of(("Enterprise", 1, 5, 2.0), text="的有云岭厂", words=words)
    assert outcome(made) == [("Enterprise", 2, 5, MODEL, chance(2))]
    made = context_of(("Enterprise", 1, 5, 2.0), text="的有云岭厂", words=((0, 1), (1, 3), (3, 5)))
    assert outcome(made) == [("Enterprise", 1, 5, MODEL, chance(2))]


@pytest.mark.parametrize("form", ["（有限合伙）", "(普通合伙)", "（特殊普通合伙）"])
def test_voting_rules_decide_on_legal_forms_that_no_text_teaches(form: str) -> None:
    text = f"云岭创业投资中心{form}"
    made = context_of(("Enterprise", 0, 8, 0.3), text=text)
    assert outcome(made, [rule("Enterprise", 0, len(text), confidence=0.75)]) == [
        ("Enterprise", 0, len(text), "some.rule", 0.75)
    ]


def test_voting_a_rule_s_name_from_a_clause_s_start_is_not_cut() -> None:
    fitted = {"weights": {"score": 4.0, "rule": 2.0, "starts a clause": 0.001}, "threshold": 0.5}
    made = context_of(("Enterprise", 0, 9, -1.0), ("Enterprise", 3, 9, 3.0))
    assert [row[:3] for row in outcome(made, [rule("Enterprise", 0, 9)], fitted)] == [("Enterprise", 0, 9)]
    made = context_of(("Enterprise", 1, 9, -1.0), ("Enterprise", 3, 9, 3.0))
    assert [row[:3] for row in outcome(made, [rule("Enterprise", 1, 9)], fitted)] == [("Enterprise", 3, 9)]


def test_voting_probability_is_logistic() -> None:
    assert probability(
        {"a": 2.0, "b": 1.0, "unweighted": 9.0}, {"a": 1.5, "b": -1.0, "bias": 0.5}
    ) == pytest.approx(1 / (1 + math.exp(-2.5)))
    assert 0 < probability({"a": -1e9}, {"a": 1.0}) < probability({"a": 1e9}, {"a": 1.0}) < 1


def test_voting_shipped_weights_are_of_values_that_exist() -> None:
    rows = [(name, 0, 3, 1.0) for name in default().entities]
    known = {name for vote in votes(context_of(*rows), [rule("Amount", 0, 3)]) for name in vote.values}
    assert "accurate" in voting.shipped()
    for fitted in voting.shipped().values():
        assert fitted["weights"].keys() <= known | {"bias"}
        assert 0 < fitted["threshold"] < 1


@pytest.mark.parametrize("content", [None, "{", "[1"])
def test_voting_weights_that_cannot_be_read(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, content: str | None
) -> None:
    if content is not None:
        (tmp_path / "voting.json").write_text(content, encoding="utf-8")
    monkeypatch.setattr(voting, "WEIGHTS", tmp_path / "voting.json")
    voting.shipped.cache_clear()
    try:
        with pytest.raises(KGError, match="voting") as caught:
            voting.shipped()
    finally:
        voting.shipped.cache_clear()
    assert caught.value.code == "KG392"
