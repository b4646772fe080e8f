"""The relation model: its scores against a plain reading, signatures, and weights that cannot be loaded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pass_samples import seen

from kg import errors
from kg.errors import KGError
from kg.ontology import default
from relations import classifier as module
from relations.classifier import Classifier
from relations.pairs import EXTRAS, PARTS, pairs

RELATIONS = ("COOPERATES_WITH", "HOLDS_POSITION", "LOCATED_IN")
MARKED = "[E:恒岭锻造]在[L:宁川市]。[P:云听岚]说，[E:恒岭锻造]与[U:江栖大学]合作。"


def save(folder: Path, **changes: Any) -> dict[str, np.ndarray]:
    """A small model of two nets of random weights for states of 6 numbers; gives its arrays."""
    chance = np.random.default_rng(3)
    shapes = {
        "project": (4, 6),
        "first": (5, PARTS * 4 + EXTRAS),
        "second": (5, 5),
        "last": (len(RELATIONS), 5),
    }
    arrays = {
        f"{part}_weight": chance.normal(size=(2, *shape)).astype(np.float16) for part, shape in shapes.items()
    }
    arrays |= {
        f"{part}_bias": chance.normal(size=(2, shape[0])).astype(np.float16)
        for part, shape in shapes.items()
        if part != "project"
    }
    arrays["relations"] = np.array(RELATIONS)
    arrays |= changes
    np.savez(folder / "small.npz", **{name: value for name, value in arrays.items() if value is not None})
    sign(folder)
    return arrays


def sign(folder: Path) -> None:
    mark = hashlib.sha256((folder / "small.npz").read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(
        json.dumps({"files": {"small.npz": {"sha256": mark}}}), encoding="utf-8"
    )


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("KG_LANG", request.param)
    errors.language.cache_clear()
    yield request.param
    errors.language.cache_clear()


def test_classifier_scores_are_those_of_its_layers(tmp_path: Path) -> None:
    arrays = {
        name: value.astype(np.float64) if name != "relations" else value
        for name, value in save(tmp_path).items()
    }
    passage, ontology = seen(MARKED), default()
    rows = Classifier("small", tmp_path)(passage, ontology)
    views = [
        pairs(
            passage,
            project.T.astype(np.float32),
            lambda a, b: any(ontology.allows(n, a, b) for n in RELATIONS),
        )
        for project in arrays["project_weight"]
    ]
    found = views[0]
    assert [row.names for row in rows] == [tuple(pair) for pair in found.names.tolist()]
    assert [row.ends for row in rows] == [tuple(pair) for pair in found.ends.tolist()]
    for at, row in enumerate(rows):
        nets = [_plain(arrays, n, view.parts[at], view.extras[at]) for n, view in enumerate(views)]
        wanted = dict(zip(RELATIONS, np.mean(nets, axis=0), strict=True))
        assert row.scores == pytest.approx({name: wanted[name] for name in row.scores}, rel=1e-3, abs=1e-3)


def _plain(arrays: dict[str, np.ndarray], n: int, parts: np.ndarray, extras: np.ndarray) -> np.ndarray:
    """The scores of net ``n``, unit by unit."""
    x = np.concatenate([*parts, extras]).astype(np.float64)
    for part in ("first", "second"):
        units = zip(arrays[f"{part}_weight"][n], arrays[f"{part}_bias"][n], strict=True)
        x = np.array([max(0.0, float(w @ x) + b) for w, b in units])
    out: np.ndarray = arrays["last_weight"][n] @ x + arrays["last_bias"][n]
    return out


def test_classifier_gives_scores_of_what_signatures_allow_only(tmp_path: Path) -> None:
    save(tmp_path)
    passage, ontology = seen(MARKED), default()
    rows = Classifier("small", tmp_path)(passage, ontology)
    assert rows
    for row in rows:
        head, tail = (passage.mentions[end].type for end in row.ends)
        assert row.scores.keys() == {name for name in RELATIONS if ontology.allows(name, head, tail)}
        assert row.scores
    kinds = {tuple(passage.mentions[end].type for end in row.ends) for row in rows}
    assert ("Location", "University") in kinds
    assert ("Location", "Enterprise") in kinds
    said = {name for row in rows for name in row.scores}
    assert said == set(RELATIONS)


def test_classifier_leaves_out_relations_that_the_ontology_has_not(tmp_path: Path) -> None:
    save(tmp_path)
    full = default()
    fewer = replace(
        full, relations={name: row for name, row in full.relations.items() if name != "HOLDS_POSITION"}
    )
    rows = Classifier("small", tmp_path)(seen(MARKED), fewer)
    assert {name for row in rows for name in row.scores} == {"COOPERATES_WITH", "LOCATED_IN"}


@pytest.mark.parametrize("marked", ["无名之文。", "[E:恒岭锻造]投产。", "[P:云听岚]和[H:先进单位]。"])
def test_classifier_without_a_pair(tmp_path: Path, marked: str) -> None:
    save(tmp_path)
    assert Classifier("small", tmp_path)(seen(marked), default()) == []


def test_classifier_is_read_from_the_folder_of_the_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(tmp_path)
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    assert Classifier("small").relations == RELATIONS


def test_classifier_shipped_knows_the_relations_and_the_tagger_s_states() -> None:
    shipped = module.classifier("accurate")
    assert set(shipped.relations) <= default().relations.keys()
    assert shipped.nets[0][0][0].shape[0] == PARTS * shipped.project.shape[1] // len(shipped.nets) + EXTRAS
    assert shipped(seen(MARKED, width=shipped.project.shape[0]), default())


def fault(folder: Path, code: str) -> None:
    with pytest.raises(KGError) as caught:
        Classifier("small", folder)
    line = str(caught.value)
    assert caught.value.code == code
    assert "small.npz" in line
    assert "--model rules" in line
    assert "\n" not in line


def test_classifier_missing_weights(tmp_path: Path, lang: str) -> None:
    del lang
    fault(tmp_path, "KG392")
    save(tmp_path)
    (tmp_path / "small.npz").unlink()
    fault(tmp_path, "KG392")


def test_classifier_weights_that_are_not_the_shipped_ones(tmp_path: Path, lang: str) -> None:
    del lang
    save(tmp_path)
    path = tmp_path / "small.npz"
    path.write_bytes(path.read_bytes()[:-9])
    fault(tmp_path, "KG393")
    sign(tmp_path)
    fault(tmp_path, "KG392")


@pytest.mark.parametrize("name", ["relations", "project_weight", "second_bias"])
def test_classifier_weights_of_another_layout(tmp_path: Path, lang: str, name: str) -> None:
    del lang
    save(tmp_path, **{name: None})
    fault(tmp_path, "KG392")


@pytest.mark.parametrize("manifest", ["{", "[]", '{"files": []}', '{"files": {"small.npz": 3}}'])
def test_classifier_broken_manifest(tmp_path: Path, lang: str, manifest: str) -> None:
    del lang
    save(tmp_path)
    (tmp_path / "manifest.json").write_text(manifest, encoding="utf-8")
    fault(tmp_path, "KG392")
