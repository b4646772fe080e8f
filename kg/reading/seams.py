"""Whether the text runs on from one block into the next, and what was printed twice there.

Three logistic models over hashed character n-grams (weights in ``seams.bin``, one signed byte each, trained by
``kg/reading/training/train_seams.py``): ``seam`` looks at both sides of a border, ``headline`` at one line alone, ``repeated`` at a character that stands on
both sides of a border.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from zlib import crc32

BUCKETS = 1 << 14
SCALE = 24.0
_DIGIT = re.compile(r"\d")


def seam_features(above: str, below: str) -> list[int]:
    """Buckets of the features of a border between two texts."""
    a1, a2, b1, b2 = above[-1:], above[-2:], below[:1], below[:2]
    names = (
        f"s{a1}|{b1}", f"t{a2}|{b1}", f"u{a1}|{b2}", f"v{a2}|{b2}", f"e{a2}", f"f{a1}", f"g{above[-3:]}",
        f"b{b2}", f"c{b1}", f"d{below[:3]}", f"w{below[1:3]}",
    )  # fmt: skip
    return [crc32(name.encode()) & (BUCKETS - 1) for name in names]


def headline_features(line: str) -> list[int]:
    """Buckets of the features of a line that is a headline or the torn-off beginning of a sentence."""
    grams = [f"h{line[i : i + 2]}" for i in range(len(line) - 1)]
    grams += [f"i{char}" for char in line]
    grams += [f"j{line[:2]}", f"k{line[-2:]}", f"l{line[:1]}", f"m{line[-1:]}", f"n{min(len(line), 30) // 3}"]
    return [crc32(gram.encode()) & (BUCKETS - 1) for gram in grams]


@cache
def _weights() -> tuple[memoryview, memoryview, memoryview]:
    raw = memoryview(Path(__file__).with_name("seams.bin").read_bytes()).cast("b")
    return raw[:BUCKETS], raw[BUCKETS : 2 * BUCKETS], raw[2 * BUCKETS :]


@lru_cache(maxsize=4096)
def _seam(above: str, below: str) -> float:
    weights = _weights()[0]
    return sum(weights[bucket] for bucket in seam_features(above, below)) / SCALE


def seam(above: str, below: str) -> float:
    """Log odds that ``below`` does not carry on the sentence that ``above`` breaks off: positive = a border."""
    return _seam(above[-3:], below[:3])


@lru_cache(maxsize=4096)
def headline(line: str) -> float:
    """Log odds that ``line`` is a headline and not the torn-off beginning of a sentence."""
    weights = _weights()[1]
    return sum(weights[bucket] for bucket in headline_features(line)) / SCALE


def repeat_features(above: str, below: str) -> list[int]:
    """Buckets of the features of a border with the same character on both sides; digits count as one character."""
    z, x, y = (_DIGIT.sub("0", part) for part in (above[-2:-1], above[-1:], below[1:2]))
    names = (f"z{z}{x}{x}", f"y{x}{x}{y}", f"x{x}", f"w{z}{x}|{y}", f"v{x}{y}", f"u{z}{x}", f"t{y}")
    return [crc32(name.encode()) & (BUCKETS - 1) for name in names]


def repeated(above: str, below: str) -> float:
    """Log odds that the one character which ends ``above`` and begins ``below`` was printed twice by mistake."""
    weights = _weights()[2]
    return sum(weights[bucket] for bucket in repeat_features(above, below)) / SCALE


def double_print(above: str, below: str) -> int:
    """How many characters at the beginning of ``below`` repeat the end of ``above`` by mistake.

    Two and more equal characters count; a single Chinese one when the doubling does not read like Chinese
    (投资|资2.4亿元, but 天|天 and 企业|业务 are no mistake).
    """
    for size in range(min(12, len(above), len(below) - 1), 1, -1):
        if above.endswith(below[:size]) and not below[:size].isascii():
            return size
    char = below[:1]
    single = len(below) > 1 and above.endswith(char) and "一" <= char <= "鿿"
    return int(single and repeated(above, below) > 0.5)
