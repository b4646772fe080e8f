"""The tables of ``--with``: what is read, and one clear error for what is none."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from scoring_samples import document, entity

from kg.errors import KGError
from kg.scoring import extra, read_extra, score
from kg.scoring.extras import Ablation, LearningCurve

ABLATION = {"kind": "ablation", "rows": [{"name": "rules", "entities": {"p": 0.9, "r": 0.6, "f1": 0.72}}]}
LEARNING = {
    "kind": "learning_curve",
    "points": [{"share": 1, "entities": 0.8}, {"share": 0.5, "entities": 0.7, "documents": 40, "folds": 0.6, "note": "x"}],
}  # fmt: skip


def write(path: Path, data: Any) -> Path:
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


def test_extra_reads_an_ablation(tmp_path: Path) -> None:
    found = read_extra(write(tmp_path / "a.json", ABLATION | {"title": "What it gave"}))
    assert isinstance(found, Ablation)
    assert found.title == "What it gave"
    assert found.variants[0].figures == {"entities": {"p": 0.9, "r": 0.6, "f1": 0.72}}


def test_extra_reads_a_learning_curve_by_rising_share() -> None:
    found = extra(LEARNING)
    assert isinstance(found, LearningCurve)
    assert [(step.share, step.documents, dict(step.f1)) for step in found.steps] == [
        (0.5, 40, {"entities": 0.7, "folds": 0.6}),
        (1.0, None, {"entities": 0.8}),
    ]
    assert found.groups() == ["entities", "folds"]


def test_extra_takes_the_output_of_score_as_a_row() -> None:
    """The figures of two runs need no rewriting to be shown side by side."""
    gold = document([entity("1", "Park", "乙园"), entity("2", "Park", "丙园")])
    figures = score([gold], [document([entity("1", "Park", "乙园")])])
    ablation = extra({"kind": "ablation", "rows": [{"name": "half", **figures}]})
    learning = extra({"kind": "learning_curve", "points": [{"share": 0.5, **figures}]})
    assert isinstance(ablation, Ablation)
    assert isinstance(learning, LearningCurve)
    assert ablation.variants[0].figures["entities"] == {"p": 1.0, "r": 0.5, "f1": 0.6667}
    assert learning.steps[0].f1["core_entities"] == 0.6667
    assert learning.steps[0].documents == 1


@pytest.mark.parametrize(
    ("data", "code", "word"),
    [
        ('{"kind": "ablation"', "KG348", "a.json"),
        ("[" * 100_000, "KG348", "a.json"),
        ([], "KG349", "kind"),
        ({"kind": "other", "rows": []}, "KG349", "kind"),
        ({"kind": ["ablation"]}, "KG349", "kind"),
        ({"kind": "ablation"}, "KG349", "rows"),
        ({"kind": "ablation", "rows": []}, "KG349", "rows"),
        ({"kind": "ablation", "rows": [3]}, "KG349", "rows"),
        ({"kind": "ablation", "rows": [{"entities": {}}]}, "KG349", "row 1"),
        ({"kind": "ablation", "rows": [{"name": " "}]}, "KG349", "row 1"),
        ({"kind": "ablation", "rows": [{"name": "a", "entities": 0.5}]}, "KG349", "entities"),
        ({"kind": "ablation", "rows": [{"name": "a", "entities": {"f1": 78}}]}, "KG349", "f1"),
        ({"kind": "ablation", "rows": [{"name": "a", "entities": {"f1": True}}]}, "KG349", "f1"),
        ('{"kind": "ablation", "rows": [{"name": "a", "entities": {"f1": NaN}}]}', "KG349", "f1"),
        ({"kind": "ablation", "rows": [{"name": "a"}], "title": 3}, "KG349", "title"),
        ({"kind": "learning_curve", "points": [{"entities": 0.5}]}, "KG349", "share"),
        ({"kind": "learning_curve", "points": [{"share": 25, "entities": 0.5}]}, "KG349", "share"),
        ({"kind": "learning_curve", "points": [{"share": 0.5, "entities": "0.5"}]}, "KG349", "entities"),
        ({"kind": "learning_curve", "points": [{"share": 0.5}, {"share": 0.5}]}, "KG349", "point 2"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_extra_that_is_none_is_one_line(
    tmp_path: Path, data: Any, code: str, word: str, lang: str, speak: Callable[[str], None]
) -> None:
    speak(lang)
    with pytest.raises(KGError) as raised:
        read_extra(write(tmp_path / "a.json", data))
    assert raised.value.code == code
    assert word in str(raised.value)
    assert "a.json" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_extra_that_cannot_be_read(tmp_path: Path) -> None:
    odd = tmp_path / "odd.json"
    odd.write_bytes('{"kind": "方案"}'.encode("gb18030"))
    for path in (tmp_path / "none.json", tmp_path, odd):
        with pytest.raises(KGError, match="KG348"):
            read_extra(path)
