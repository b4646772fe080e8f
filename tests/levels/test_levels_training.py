"""The script that measures the table: which texts it reads, what it counts, what it writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from level_samples import corpus

from kg.levels import Level, Levels, cut, measure_levels, read_levels
from kg.scoring import score
from relations.training import levels
from relations.training.project import load


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the training data lies in, made of our own corpus; every third article is for development."""
    return corpus(tmp_path_factory.mktemp("shared"))


@pytest.fixture(scope="module")
def measured(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("table") / "levels.json"
    assert levels.main(["--model", "rules", "--shared", str(shared), "--out", str(path)]) == 0
    return path


def test_levels_script_measures_what_the_scorer_counts(shared: Path, measured: Path) -> None:
    """The lowest row stands for all predictions on the development texts, so its precision is that of ``kg score``."""
    rows = list(load("dev", shared=shared))
    made = levels.extracted([text for text, _ in rows], "rules")
    figures = score([gold for _, gold in rows], made)
    found, table = levels.judged([gold for _, gold in rows], made), read_levels(measured)
    for kind in ("relations", "entities"):
        lowest, highest = getattr(table, kind)[0], getattr(table, kind)[-1]
        assert len(found[kind]) == figures[kind]["tp"] + figures[kind]["fp"] > 40
        assert lowest.precision == pytest.approx(figures[kind]["p"], abs=1e-4)
        assert lowest.kept == 1
        assert highest.confidence > lowest.confidence
        assert highest.precision > lowest.precision


def test_levels_script_takes_a_fact_for_as_sure_as_its_surest_evidence(shared: Path) -> None:
    rows = list(load("dev", shared=shared))
    made = levels.extracted([text for text, _ in rows], "rules")
    stated = {fact["confidence"] for row in made for fact in row["relations"]}
    named = {max(m["confidence"] for m in each["mentions"]) for row in made for each in row["entities"]}
    found = levels.judged([gold for _, gold in rows], made)
    assert {confidence for confidence, _ in found["relations"]} <= stated
    assert {confidence for confidence, _ in found["entities"]} <= named


def test_levels_script_tells_what_it_found(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "again.json"
    assert levels.main(["--model", "rules", "--shared", str(shared), "--out", str(path)]) == 0
    told = capsys.readouterr().out
    assert "relations: " in told
    assert "precision 0.9: " in told
    before = path.read_bytes()
    assert levels.main(["--model", "rules", "--shared", str(shared), "--out", str(path)]) == 0
    assert path.read_bytes() == before


def test_levels_script_without_data_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "levels.json"
    (tmp_path / "train").mkdir()
    (tmp_path / "train" / "gold.jsonl").write_text("", encoding="utf-8")
    assert levels.main(["--shared", str(tmp_path), "--out", str(path)]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert "texts.jsonl" in line
    assert "dev.txt" in line
    assert "gold.jsonl" not in line
    assert not path.exists()


def test_levels_are_stored_from_pairs(tmp_path: Path) -> None:
    path = tmp_path / "levels.json"
    low, high = [(0.5, n % 2 == 0) for n in range(40)], [(0.9, True)] * 40
    first = levels.store({"relations": low + high, "entities": high}, path)
    assert first == Levels((Level(0.5, 0.75, 1.0), Level(0.9, 1.0, 0.5)), (Level(0.9, 1.0, 1.0),))
    assert read_levels(path) == first
    second = levels.store({"relations": low, "entities": low}, path)
    assert second.relations == tuple(measure_levels(low))
    assert read_levels(path) == second, "the new table counts, not the one that was read before"
    assert cut(min_precision=0.5, levels=second) == cut(0.5)


@pytest.mark.parametrize("kind", ["relations", "entities"])
def test_levels_of_nothing_are_not_stored(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "levels.json"
    found: dict[str, list[tuple[float, bool]]] = {"relations": [(0.5, True)], "entities": [(0.5, True)]}
    with pytest.raises(ValueError, match=kind):
        levels.store(found | {kind: []}, path)
    with pytest.raises(ValueError, match="not between"):
        levels.store(found | {kind: [(1.5, True)]}, path)
    assert not path.exists()


def test_levels_shipped_are_measured_ones() -> None:
    """Not made up: the lowest row keeps everything, every higher one less, and both parts tell levels apart."""
    data = json.loads(levels.SHIPPED.read_text("utf-8"))
    for rows in data.values():
        kept = [row["kept"] for row in rows]
        assert kept[0] == 1
        assert kept == sorted(set(kept), reverse=True)
        assert 0.3 < rows[0]["precision"] < rows[-1]["precision"] <= 1
