"""Patterns that can take exponential time are found; harmless ones pass."""

from __future__ import annotations

import re
import time

import pytest

from kg.config.expressions import is_explosive


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+b", "(a*)*", "(?:a?b?)*c", r"(?:\w+\s?)*y", "(?:x+x+)+y", r"(\d{1,3}(,\d{3})*)+x", "(?:[一-龥]+)+公司", "(?:甲|甲乙|乙)*丙",
     "(?:[甲乙]{1,20}){1,20}丙", "(?:[^，]{0,12}、)*丙"],
)  # fmt: skip
def test_expressions_explosive(pattern: str) -> None:
    assert is_explosive(pattern)


@pytest.mark.parametrize(
    "pattern",
    ["[一-龥]{2,10}公司", "(?:[一-龥、]+)公司", "(?:[^、]+、)+丙", "(?:[^、]{2,20}、)*[^、]+", r"\d+(?:\.\d+)?", "(?:甲|乙)*丙", "(a+)++b",
     "(?>a+)+b", "(?:中[^中]*)*国", r"[A-Z]{2,4}-?\d{3,5}型", "(?:ab|cd)*", "a.*b.*c", r"(?P<name>[一-龥]+?)(?=项目)", "(a)?(?(1)b|c)+",
     "(?:[一-龥]{2}){1,20}"],
)  # fmt: skip
def test_expressions_harmless(pattern: str) -> None:
    assert not is_explosive(pattern)


def test_expressions_verdict_agrees_with_the_clock() -> None:
    """The same attack text is slow for what is called explosive, and fast for its repaired form."""

    def seconds(pattern: str, text: str) -> float:
        start = time.process_time()
        re.match(pattern, text)
        return time.process_time() - start

    assert is_explosive("(?:a|ab|b)*c")
    assert not is_explosive("(?:a|b)*c")
    attack = "ab" * 11
    assert seconds("(?:a|ab|b)*c", attack * 2) > 8 * max(seconds("(?:a|ab|b)*c", attack), 1e-5)
    assert seconds("(?:a|b)*c", attack * 50) < 0.1
