"""Words: they tile the text, names hold together, nothing breaks it, time is linear."""

from __future__ import annotations

import random
import shutil
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KGError
from ner import segmenter
from ner.gazetteer import Entry, Gazetteer
from ner.segmenter import segment
from ner.segmenter_files import FOLDER, load_model


def words(text: str, **options: object) -> list[str]:
    return [text[start:end] for start, end in segment(text, **options)]  # type: ignore[arg-type]


def tiles(text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether the spans, in order and without overlap, hold every character that is not white space and no other."""
    covered = [position for start, end in spans for position in range(start, end)]
    return covered == [position for position, character in enumerate(text) if not character.isspace()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "公司计划在沈阳市投资建设新项目。",
            ["公司", "计划", "在", "沈阳市", "投资", "建设", "新", "项目", "。"],
        ),
        ("他们与大学签订合作协议", ["他们", "与", "大学", "签订", "合作", "协议"]),
        ("国家电网有限公司总经理", ["国家电网有限公司", "总经理"]),
        ("东北大学和锦州市太和区", ["东北大学", "和", "锦州市", "太和区"]),
        ("", []),
        (" \n\u3000\t", []),
        ("\n甲 \n", ["甲"]),
        ("！", ["！"]),
    ],
)
def test_segmenter_words_of_plain_sentences(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_segmenter_name_inside_another_word_does_not_cut_it() -> None:
    gazetteer = Gazetteer.default()
    text = "古巴中国友好协会"
    assert any(text[hit.start : hit.end] == "中国" for hit in gazetteer.find(text))
    assert "巴中" in gazetteer
    assert words(text)[:2] == ["古巴", "中国"]


def test_segmenter_user_name_is_one_word_and_wins() -> None:
    text = "由云岭三合阀门承建，云岭三合阀门厂配套"
    assert "云岭三合阀门" not in words(text)
    mine = Gazetteer.default().extended(
        [Entry("云岭三合阀门", "Enterprise", "user", "x"), Entry("三合阀门厂配", "Product", "user", "y")]
    )
    found = words(text, gazetteer=mine)
    assert found.count("云岭三合阀门") == 2
    assert tiles(text, segment(text, gazetteer=mine))


def test_segmenter_user_name_of_one_character_and_with_blank() -> None:
    mine = Gazetteer.default().extended(
        [Entry("鑫", "Enterprise", "user", "鑫"), Entry("云 岭", "Enterprise", "user", "云岭")]
    )
    text = "鑫与云 岭签约"
    found = words(text, gazetteer=mine)
    assert found[0] == "鑫"
    assert tiles(text, segment(text, gazetteer=mine))


def test_segmenter_takes_hits_that_were_found_before() -> None:
    text = "中国石油天然气集团有限公司在沈阳市开工。"
    assert segment(text, hits=Gazetteer.default().find(text)) == segment(text)
    assert "中国石油天然气集团有限公司" not in words(text, hits=[])


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.characters(), max_size=60)
    | st.text("沈阳市东北大学有限公司，。、 \n12.万亿元AbＡ\ud800𠀀", max_size=60)
)
def test_segmenter_tiles_any_text(text: str) -> None:
    spans = segment(text)
    assert tiles(text, spans)
    assert all(type(offset) is int for span in spans for offset in span)


def test_segmenter_long_text_is_cut_at_sentences_without_losing_anything() -> None:
    draw = random.Random(3)
    sentences = [
        "沈阳市发布三年行动方案。",
        "企业与大学签约，投资3.5亿元。",
        "国家电网有限公司检修线路。",
        "今天开工\n",
    ]
    text = "".join(draw.choice(sentences) for _ in range(24_000))
    assert len(text) > 2 * segmenter.CHUNK
    whole = segment(text)
    assert tiles(text, whole)
    apart, at = [], 0
    for part in text.splitlines(keepends=True):
        apart += [(start + at, end + at) for start, end in segment(part)]
        at += len(part)
    assert whole == apart


@pytest.mark.parametrize("unit", ["轴承、", "好", "字 ", "沈阳市", "）", "1"])
def test_segmenter_time_is_linear(unit: str) -> None:
    segment("预热")

    def seconds(size: int) -> float:
        text = (unit * size)[:size]
        start = time.process_time()
        assert tiles(text, segment(text))
        return time.process_time() - start

    assert seconds(300_000) < 15 * max(seconds(60_000), 0.05)


def test_segmenter_threads_agree() -> None:
    text = "沈阳市与大连市的企业签约。" * 200
    expected = segment(text)
    results: list[list[tuple[int, int]]] = []
    threads = [threading.Thread(target=lambda: results.append(segment(text))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 4


@pytest.mark.parametrize("fault", ["no folder", "no weights", "cut features", "foreign weights"])
def test_segmenter_broken_model_is_one_clear_error(tmp_path: Path, fault: str) -> None:
    folder = tmp_path / "model"
    if fault != "no folder":
        shutil.copytree(FOLDER, folder)
    if fault == "no weights":
        (folder / "weights.npz").unlink()
    elif fault == "cut features":
        data = (folder / "features.msgpack").read_bytes()
        (folder / "features.msgpack").write_bytes(data[: len(data) // 2])
    elif fault == "foreign weights":
        (folder / "weights.npz").write_bytes(b"not a zip")
    with pytest.raises(KGError) as caught:
        load_model(folder)
    assert caught.value.code == "KG390"
    assert str(folder) in str(caught.value)
    assert "\n" not in str(caught.value)
