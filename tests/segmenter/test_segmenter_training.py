"""The trainer on a small made-up language: it learns what can be learned, and its files come back unchanged."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from ner.segmenter_files import load_model
from ner.segmenter_model import SegmenterModel
from ner.training.segmenter_crf import Trainer, batches, collect, forward_backward, tags_of, train
from ner.training.segmenter_export import save
from ner.training.train_segmenter import word_f1

WORDS = ["甲乙", "丙", "丁戊己", "庚辛壬癸", "子丑", "寅", "卯辰巳午未"]


def sentences(count: int, seed: int) -> list[list[str]]:
    draw = random.Random(seed)
    return [[draw.choice(WORDS) for _ in range(draw.randint(1, 9))] for _ in range(count)]


def test_segmenter_training_tags_follow_pkuseg() -> None:
    assert tags_of(["甲", "乙丙", "丁戊己", "庚辛壬癸", "子丑寅卯辰"]) == [
        1,
        0,
        3,
        0,
        4,
        3,
        0,
        4,
        2,
        3,
        0,
        4,
        2,
        2,
        3,
    ]


def test_segmenter_training_learns_and_survives_saving(tmp_path: Path) -> None:
    data = sentences(300, 1)
    inventory = collect(data, symbol=1, pair=1, word=1)
    trainer = Trainer(inventory)
    epochs = list(train(trainer, batches(data, inventory, 400), epochs=3))
    assert epochs == [1, 2, 3]
    trained = SegmenterModel(inventory, trainer.weights())
    unseen = sentences(60, 2)
    assert word_f1(trained, unseen) > 0.99
    save(inventory, trainer.weights(), tmp_path, threshold=0.0)
    loaded = load_model(tmp_path)
    assert word_f1(loaded, unseen) == pytest.approx(word_f1(trained, unseen), abs=0.01)
    before, after = (m.node_scores("甲乙丙丁戊己") for m in (trained, loaded))
    # Only differences between tags decide; rounding moves each of about ten features by at most 1/64.
    assert np.abs((before - before[:, :1]) - (after - after[:, :1])).max() < 0.5


def test_segmenter_training_threshold_drops_features(tmp_path: Path) -> None:
    data = sentences(100, 3)
    inventory = collect(data, symbol=1, pair=1, word=1)
    trainer = Trainer(inventory)
    list(train(trainer, batches(data, inventory, 400), epochs=1))
    weights = trainer.weights()
    assert save(inventory, weights, tmp_path / "a", threshold=0.0) > save(
        inventory, weights, tmp_path / "b", threshold=0.4
    )
    load_model(tmp_path / "b")


def test_segmenter_training_marginals_equal_enumeration() -> None:
    draw = np.random.default_rng(5)
    scores, edges = draw.normal(size=(5, 5)), draw.normal(size=(5, 5))
    steps = np.array([[0, 3], [1, 4], [2, -1]])
    marginal, expected, log_z = forward_backward(scores, edges, steps)
    exact, moves, total = np.zeros((5, 5)), np.zeros((5, 5)), 0.0
    for sentence in ([0, 1, 2], [3, 4]):
        weights = {}
        for tags in np.ndindex(*[5] * len(sentence)):
            value = sum(scores[at, tag] for at, tag in zip(sentence, tags, strict=True))
            weights[tags] = np.exp(value + sum(edges[a, b] for a, b in pairwise(tags)))
        z = sum(weights.values())
        total += float(np.log(z))
        for tags, weight in weights.items():
            for at, tag in zip(sentence, tags, strict=True):
                exact[at, tag] += weight / z
            for a, b in pairwise(tags):
                moves[a, b] += weight / z
    assert np.allclose(marginal, exact)
    assert np.allclose(expected, moves)
    assert log_z == pytest.approx(total)
