"""The table: how it is measured, smoothed, written, read, and asked for a confidence."""

from __future__ import annotations

import json
import math
import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from level_samples import TABLE

from kg.errors import KGError
from kg.levels import SHIPPED, Cut, Level, Levels, cut, isotonic, measure_levels, read_levels, write_levels

PAIRS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=80)


def test_levels_pool_what_falls() -> None:
    assert isotonic([(1, 2), (9, 10), (5, 10), (10, 10)]) == [0.5, 0.7, 0.7, 1.0]
    assert isotonic([(3, 3), (2, 3), (1, 3)]) == pytest.approx([2 / 3] * 3)
    assert isotonic([]) == []


def test_levels_are_summed_from_the_top() -> None:
    pairs = [(0.9, True)] * 9 + [(0.9, False)] + [(0.5, True)] * 5 + [(0.501, False)] * 5
    assert measure_levels(pairs, least=1) == [Level(0.5, 0.7, 1.0), Level(0.9, 0.9, 0.5)]


def test_levels_that_few_reach_are_left_out() -> None:
    pairs = [(0.4, index % 2 == 0) for index in range(30)] + [(0.99, True)] * 3
    assert [row.confidence for row in measure_levels(pairs)] == [0.4]
    assert [row.confidence for row in measure_levels(pairs, least=3)] == [0.4, 0.99]
    assert measure_levels([(0.7, True)]) == [Level(0.7, 1.0, 1.0)]
    assert measure_levels([]) == []


def test_levels_of_honest_confidences_are_their_means() -> None:
    """Predictions that are right as often as they say: from c upwards the mean is (1 + c) / 2."""
    source = random.Random(7)
    confidences = [source.random() for _ in range(20000)]
    rows = measure_levels((each, source.random() < each) for each in confidences)
    for row in rows:
        if row.kept > 0.05:
            assert row.precision == pytest.approx((1 + row.confidence) / 2, abs=0.03)
            assert row.kept == pytest.approx(1 - row.confidence, abs=0.02)


@given(PAIRS, st.integers(1, 30))
def test_levels_rise(pairs: list[tuple[float, bool]], least: int) -> None:
    rows = measure_levels(pairs, least=least)
    assert bool(rows) == bool(pairs)
    for low, high in pairwise(rows):
        assert low.confidence < high.confidence
        assert low.precision <= high.precision
        assert low.kept > high.kept
    for row in rows:
        kept = [right for confidence, right in pairs if confidence >= row.confidence - 1e-9]
        assert len(kept) >= min(least, len(pairs))
        assert row.kept == pytest.approx(len(kept) / len(pairs), abs=1e-4)
    if rows:
        assert rows[0].kept == 1
        assert rows[0].precision == pytest.approx(sum(right for _, right in pairs) / len(pairs), abs=1e-4)


@pytest.mark.parametrize("confidence", [-0.1, 1.1, math.nan])
def test_levels_take_confidences_only(confidence: float) -> None:
    with pytest.raises(ValueError, match="not between"):
        measure_levels([(confidence, True)])


@given(PAIRS.filter(bool), PAIRS.filter(bool))
def test_levels_are_read_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory,
    first: list[tuple[float, bool]],
    second: list[tuple[float, bool]],
) -> None:
    path = tmp_path_factory.mktemp("levels") / "t.json"
    relations, entities = measure_levels(first), measure_levels(second)
    write_levels(path, entities=entities, relations=relations)
    assert read_levels(path) == Levels(tuple(relations), tuple(entities))


def test_levels_are_shipped() -> None:
    shipped = read_levels()
    assert len(shipped.relations) > 3
    assert len(shipped.entities) > 3
    assert set(json.loads(SHIPPED.read_text("utf-8"))) == {"relations", "entities"}


ROW = {"confidence": 0.5, "precision": 0.5, "kept": 1}


@pytest.mark.parametrize(
    "content",
    [
        None,
        "",
        "{",
        "[]",
        "{}",
        json.dumps({"relations": [ROW]}),
        json.dumps({"relations": [ROW], "entities": []}),
        json.dumps({"relations": [ROW], "entities": [[0.5, 0.5, 1]]}),
        json.dumps({"relations": [ROW, ROW], "entities": [ROW]}),
        json.dumps({"relations": [ROW, ROW | {"confidence": 0.6, "precision": 0.4}], "entities": [ROW]}),
        json.dumps({"relations": [ROW | {"precision": 80}], "entities": [ROW]}),
        json.dumps({"relations": [ROW | {"precision": "high"}], "entities": [ROW]}),
        json.dumps({"relations": [ROW | {"more": 1}], "entities": [ROW]}),
    ],
)
def test_levels_damaged_are_one_line(
    content: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "levels.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(KGError) as caught:
        read_levels(path)
    assert caught.value.code == "KG541"
    assert str(path) in str(caught.value)
    monkeypatch.setattr("kg.levels.read_levels", lambda: read_levels(path))
    assert cut(min_confidence=0.5) == Cut(0.5, 0.5), "needs no table"
    with pytest.raises(KGError, match="KG541"):
        cut(min_precision=0.5)


@pytest.mark.parametrize(
    ("confidence", "precision", "wanted"),
    [
        (None, None, None),
        (0.0, None, Cut(0.0, 0.0)),
        (None, 0.0, Cut(0.0, 0.0)),
        (0.45, None, Cut(0.45, 0.45)),
        (None, 0.5, Cut(0.3, 0.2)),
        (None, 0.55, Cut(0.5, 0.2)),
        (None, 0.7, Cut(0.5, 0.6)),
        (None, 0.9, Cut(0.8, math.inf)),
        (0.4, 0.55, Cut(0.5, 0.4)),
        (0.9, 0.7, Cut(0.9, 0.9)),
        (0.9, 0.9, Cut(0.9, math.inf)),
    ],
)
def test_levels_the_stricter_demand_counts(
    confidence: float | None, precision: float | None, wanted: Cut | None
) -> None:
    assert cut(confidence, precision, levels=TABLE) == wanted


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_levels_out_of_reach_name_the_best(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.errors.language", lambda: lang)
    with pytest.raises(KGError) as caught:
        cut(0.1, 0.91, levels=TABLE)
    told = str(caught.value)
    assert told.startswith("KG540 ")
    assert "0.91" in told
    assert "0.9 " in told or "0.9。" in told or "0.9." in told
    assert ("精确率" in told) == (lang == "zh")
    assert cut(0.1, caught.value.fields["best"], levels=TABLE) == Cut(0.8, math.inf)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [-0.01, 1.01, 80.0, math.nan, math.inf])
@pytest.mark.parametrize("name", ["min_confidence", "min_precision"])
def test_levels_outside_0_to_1_are_refused(name: str, value: float) -> None:
    with pytest.raises(KGError, match="KG542") as caught:
        cut(**{name: value}, levels=TABLE)
    assert name in str(caught.value)
