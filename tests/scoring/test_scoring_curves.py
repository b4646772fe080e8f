"""Curves and calibration: cases worked out by hand, and what must hold for every annotation."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scoring_samples import CALM, document, entity, mention, relation, sides

from kg.errors import KGError
from kg.scoring import curve, evaluate, measured_curves, measured_reliability, pairs, reliability, score

PAIRS = [(0.3, False), (0.9, True), (0.8, False), (0.8, True)]


def test_curve_by_hand() -> None:
    found = curve(PAIRS, missed=1)
    assert [(p.threshold, p.tp, p.fp, p.fn) for p in found.points] == [
        (0.9, 1, 0, 2), (0.8, 2, 1, 1), (0.3, 2, 2, 1)
    ]  # fmt: skip
    assert [(p.precision, p.recall) for p in found.points] == [(1, 1 / 3), (2 / 3, 2 / 3), (0.5, 2 / 3)]
    assert [p.f1 for p in found.points] == pytest.approx([0.5, 2 / 3, 4 / 7])
    assert found.average_precision == pytest.approx(1 * 1 / 3 + 2 / 3 * 1 / 3)
    assert found.best is not None
    assert found.best.threshold == 0.8


def test_curve_at_a_threshold_counts_what_reaches_it() -> None:
    found = curve(PAIRS, missed=1)
    assert found.at(0.8).tp == 2
    assert found.at(0.81).tp == 1
    assert found.at(0.0) == found.points[-1]
    above = found.at(0.95)
    assert (above.tp, above.fp, above.fn, above.precision, above.recall, above.f1) == (0, 0, 3, 0, 0, 0)


def test_curve_without_predictions_or_gold() -> None:
    nothing = curve([], missed=2)
    assert nothing.points == ()
    assert nothing.best is None
    assert nothing.average_precision == 0
    assert nothing.at(0.5).fn == 2
    wrong = curve([(0.5, False)])
    assert (wrong.points[0].precision, wrong.points[0].recall, wrong.points[0].f1) == (0, 0, 0)
    assert curve([], missed=0).as_dict() == {
        "average_precision": 0,
        "best": None,
        "required": 0,
        "points": [],
    }


@pytest.mark.parametrize("bad", [-0.1, 1.1, math.nan, math.inf])
def test_curve_and_reliability_refuse_what_is_no_confidence(bad: float) -> None:
    for measure in (curve, reliability):
        with pytest.raises(ValueError, match="confidence"):
            measure([(0.5, True), (bad, True)])


def test_curve_and_reliability_refuse_impossible_counts() -> None:
    with pytest.raises(ValueError, match="missed"):
        curve(PAIRS, missed=-1)
    with pytest.raises(ValueError, match="bins"):
        reliability(PAIRS, bins=0)


def test_reliability_by_hand() -> None:
    found = reliability([(0.95, True), (1.0, True), (0.85, False), (0.85, True), (0.1, False), (0.7, True)])
    told = {row.low: (row.count, row.confidence, row.accuracy) for row in found.bins if row.count}
    assert told == {
        0.1: (1, 0.1, 0.0),
        0.7: (1, 0.7, 1.0),
        0.8: (2, 0.85, 0.5),
        0.9: (2, 0.975, 1.0),
    }
    assert found.ece == pytest.approx((0.1 + 0.3 + 2 * 0.35 + 2 * 0.025) / 6)
    assert found.count == 6
    assert len(found.bins) == 10
    assert found.as_dict()["bins"][0] == {"low": 0, "high": 0.1, "count": 0, "confidence": 0, "accuracy": 0}


def test_reliability_of_nothing_and_of_perfect_confidence() -> None:
    assert reliability([]).ece == 0
    assert reliability([(1.0, True)] * 3 + [(0.0, False)] * 4).ece == 0
    assert reliability([(1.0, False), (0.0, True)]).ece == 1


@pytest.mark.parametrize("bins", [1, 3, 10, 20, 100])
def test_reliability_lower_bounds_belong_to_their_bin(bins: int) -> None:
    """0.29 * 100 is 28.999… in binary; the confidence 0.29 stands in the bin from 0.29 all the same."""
    for place in range(bins):
        found = reliability([(place / bins, True)], bins)
        assert [row.count for row in found.bins].index(1) == place
    assert reliability([(1.0, True)], bins).bins[-1].count == 1


@CALM
@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_reliability_of_one_bin_is_the_distance_of_the_means(known: list[tuple[float, bool]]) -> None:
    mean = sum(confidence for confidence, _ in known) / len(known)
    right = sum(verdict for _, verdict in known) / len(known)
    assert reliability(known, 1).ece == pytest.approx(abs(mean - right))
    whole = reliability(known)
    assert whole.count == len(known)
    assert abs(mean - right) - 1e-9 <= whole.ece <= 1


@given(
    st.lists(st.tuples(st.sampled_from([0, 0.2, 0.5, 1]) | st.floats(0, 1), st.booleans())), st.integers(0, 5)
)
def test_curve_every_point_counts_what_is_that_sure(known: list[tuple[float, bool]], missed: int) -> None:
    found = curve(known, missed=missed)
    assert curve(known[::-1], missed=missed) == found
    required = missed + sum(right for _, right in known)
    assert [p.threshold for p in found.points] == sorted({c for c, _ in known}, reverse=True)
    for point in found.points:
        kept = [right for confidence, right in known if confidence >= point.threshold]
        assert (point.tp, point.fp) == (sum(kept), len(kept) - sum(kept))
        assert point.fn == required - point.tp
    recalls = [point.recall for point in found.points]
    assert recalls == sorted(recalls)
    assert 0 <= found.average_precision <= 1 + 1e-9


# --- from annotations


@CALM
@given(sides())
def test_curve_ends_at_the_plain_score(rows: Any) -> None:
    gold, predicted = rows
    plain = score(gold, predicted)
    for kind, found in measured_curves(evaluate(gold, predicted)).items():
        figures = plain[kind]
        last = found.at(0.0)
        assert (last.tp, last.fp, last.fn) == (figures["tp"], figures["fp"], figures["fn"])
        row = last.row()
        assert (row["precision"], row["recall"], row["f1"]) == (figures["p"], figures["r"], figures["f1"])
        if found.points:
            assert found.points[-1].tp == last.tp


@CALM
@given(sides())
def test_reliability_counts_the_predictions_that_the_score_counts(rows: Any) -> None:
    gold, predicted = rows
    scores = evaluate(gold, predicted)
    plain = scores.as_dict()
    for kind, found in measured_reliability(scores).items():
        assert found.count == plain[kind]["tp"] + plain[kind]["fp"]


def test_pairs_leave_out_what_is_optional_and_what_has_no_gold() -> None:
    gold = document(
        [entity("1", "Enterprise", "甲公司"), entity("2", "Park", "乙园", optional=True)],
        [relation("1", "LOCATED_IN", "2", optional=True)],
    )
    predicted = document(
        [entity("a", "Enterprise", "甲公司", mentions=[mention("甲公司", 0.4), mention("甲公司", 0.7)]),
         entity("b", "Park", "乙园", mentions=[mention("乙园", 0.9)]),
         entity("c", "Park", "丙园", confidence=0.2, mentions=[mention("丙园", 0.9)]), entity("e", "Robot", "丁")],
        [relation("a", "LOCATED_IN", "b", confidence=0.8), relation("a", "LOCATED_IN", "c", evidence={"text": "x", "confidence": 0.6}),
         relation("b", "LOCATED_IN", "a", confidence=0.1)],
    )  # fmt: skip
    scores = evaluate([gold], [predicted, document([entity("x", "Park", "戊园")], doc="other")])
    assert pairs(scores, "entities") == [(0.7, True), (0.2, False)]
    assert pairs(scores, "relations") == [(0.6, False)]  # the forbidden one counts no more than in the score


def test_pairs_without_a_confidence_count_as_certain() -> None:
    row = document([entity("1", "Park", "乙园"), entity("2", "Park", "丙园", mentions=[{"text": "丙园"}])])
    assert pairs(evaluate([row], [row]), "entities") == [(1.0, True), (1.0, True)]
    quoted = document(row["entities"], [relation("1", "PART_OF", "2", evidence="乙园属丙园")])
    assert pairs(evaluate([quoted], [quoted]), "relations") == [(1.0, True)]


def test_pairs_of_one_meaning_are_one_prediction_as_sure_as_the_surest() -> None:
    gold = document([entity("1", "Amount", "3亿元", value=3e8), entity("2", "Project", "甲项目")],
                    [relation("2", "HAS_AMOUNT", "1")])  # fmt: skip
    predicted = document(
        [entity("a", "Amount", "3亿元", value=3e8, confidence=0.3), entity("b", "Amount", "三亿元", value=3e8, confidence=0.8),
         entity("p", "Project", "甲项目", confidence=0.5)],
        [relation("p", "HAS_AMOUNT", "a", confidence=0.9), relation("p", "HAS_AMOUNT", "b", confidence=0.2)],
    )  # fmt: skip
    scores = evaluate([gold], [predicted])
    assert pairs(scores, "entities") == [(0.8, True), (0.5, True)]
    assert pairs(scores, "relations") == [(0.9, True)]


@pytest.mark.parametrize("bad", [1.5, -0.1, "0.9", True, math.nan])
def test_pairs_with_a_bad_confidence_are_one_error(bad: object) -> None:
    gold = document([entity("1", "Park", "乙园")], doc="page 7")
    for predicted in (
        document([entity("a", "Park", "乙园", confidence=bad)], doc="page 7"),
        document([entity("a", "Park", "乙园", mentions=[{"text": "乙园", "confidence": bad}])], doc="page 7"),
    ):
        assert score([gold], [predicted])["entities"]["tp"] == 1  # the plain score does not ask for it
        with pytest.raises(KGError, match=r"KG347 .*page 7") as raised:
            measured_curves(evaluate([gold], [predicted]))
        assert "\n" not in str(raised.value)
