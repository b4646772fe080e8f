"""Time grows with the length of a text, whatever it is made of (directories of firms, lists without a full stop)."""

from __future__ import annotations

import time

import pytest
from ner_samples import document_of, nlp

from ner.pipeline import passages

UNITS = [
    "李慧敏、", "副市长李慧敏、", "大连恒岭有限公司、", "恒岭公司", "栖山大学", "大连市", "大连市教育局", "恒岭、", "恒岭重工、", "（", "）", "“恒岭”行动",
    "《恒岭", "和恒岭", "荣获", "恒岭项目", "恒岭路", "甲乙、丙丁等企业", "恒岭有限公司（以下简称“恒锻”）", "约翰·", "生产轴承、", "年产30万套", "1234", "abc-", "李 ",
]  # fmt: skip


def seconds(text: str) -> float:
    began = time.process_time()
    passages(nlp(), document_of(text))
    return time.process_time() - began


@pytest.mark.parametrize("unit", UNITS)
def test_time_is_linear(unit: str) -> None:
    """Eight times the text: square growth would take 64 times as long."""
    short, long = (unit * (size // len(unit)) for size in (2_000, 16_000))
    seconds(short)
    least = min(seconds(short) for _ in range(3))
    assert seconds(long) < max(1.0, 30 * least)
