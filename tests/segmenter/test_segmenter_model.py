"""The model's files: small, readable by spacy-pkuseg, and decoded as spacy-pkuseg decodes them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from spacy_pkuseg.inference import run_viterbi

from kg.resources import seeds
from ner.segmenter_files import FOLDER, load_model, split_pair
from ner.segmenter_model import Inventory, SegmenterModel, positions

SENTENCES = [
    "云岭集团计划投资两万三千亿元，在青岚市建设2条ＡＢ型生产线。",
    "昨日（6月3日），副市长李明一行到东北大学材料学院调研！",
    "GDP增长7.5%，达1,100.9亿元；出口-12.3%。",
    "甲",
    "。",
    "三千八百个“专精特新”小巨人企业",
]


@pytest.fixture(scope="module")
def model() -> SegmenterModel:
    return load_model()


def decode(model: SegmenterModel, text: str) -> list[str]:
    _, tags = run_viterbi(model.node_scores(text), model.weights.edges)
    starts = [index for index, tag in enumerate(tags) if tag < 2 or index == 0]
    return [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def test_segmenter_model_is_small() -> None:
    files = {
        path.name: path.stat().st_size for path in FOLDER.iterdir() if path.suffix in {".npz", ".msgpack"}
    }
    assert files.keys() == {"features.msgpack", "weights.npz"}
    assert sum(files.values()) < 10_000_000


def test_segmenter_model_gives_the_words_of_spacy_pkuseg(model: SegmenterModel) -> None:
    import spacy_pkuseg

    stock = spacy_pkuseg.pkuseg(str(FOLDER), user_dict=None)
    pages = [
        path.read_bytes().decode("utf-8", "ignore") for path in sorted((seeds() / "pages").glob("*.txt"))
    ]
    texts = SENTENCES + [part for page in pages for part in page.split()][:400]
    assert len(texts) > 100
    for text in texts:
        assert decode(model, text) == stock.cut(text), text


def test_segmenter_model_features_do_not_reach_over_white_space(model: SegmenterModel) -> None:
    left, right = "沈阳市企业", "大学签约"
    joined = model.node_scores(f"{left} {right}")
    assert np.allclose(joined[: len(left)], model.node_scores(left))
    assert np.allclose(joined[len(left) + 1 :], model.node_scores(right))


def test_segmenter_inventory_numbers_pairs_and_words() -> None:
    inventory = Inventory(
        ["**Num", "东", "大", "学"], [("大", "学"), ("东", "大"), ("**Num", "大")], ["大学"]
    )
    found = inventory.index("东大学3大")
    assert found.symbols.tolist() == [2, 3, 4, 1, 3]
    names = inventory.pair_names()
    assert [names[number - 1] if number else None for number in found.pairs.tolist()] == [
        ("东", "大"),
        ("大", "学"),
        None,
        ("**Num", "大"),
        None,
    ]
    _, _, (starts, ends) = positions(found, inventory.lengths)
    assert [row.tolist() for row in starts] == [[1], [1]]
    assert [row.tolist() for row in ends] == [[2], [1]]


def test_segmenter_inventory_without_pairs_or_words_finds_none() -> None:
    found = Inventory(["东"], [], []).index("东𠀀东")
    assert found.symbols.tolist() == [1, 0, 1]
    assert found.pairs.tolist() == [0, 0, 0]
    assert found.ends.tolist() == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("大.学", ("大", "学")),
        ("**Num.大", ("**Num", "大")),
        ("大.**Num", ("大", "**Num")),
        ("..大", (".", "大")),
    ],
)
def test_segmenter_files_split_pair(name: str, expected: tuple[str, str]) -> None:
    assert split_pair(name) == expected


def test_segmenter_model_folder_tells_where_it_comes_from() -> None:
    card = (Path(FOLDER).parent / "README.md").read_text(encoding="utf-8")
    for fact in ("pkuseg", "MIT", "F1", "features.msgpack"):
        assert fact in card
