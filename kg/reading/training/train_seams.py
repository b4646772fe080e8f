"""Train ``kg/reading/seams.bin``: python -m kg.reading.training.train_seams CORPUS_DIR

CORPUS_DIR holds news as ``*.jsonl.xz``, one ``{"text": …}`` a line.  Headlines are short open lines above a longer
paragraph; torn lines are sentences cut at a random place; characters printed twice are made by repeating the one
before a cut, against real doublings.  Prints the accuracy on the last tenth.
"""

from __future__ import annotations

import itertools
import json
import lzma
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from kg.reading.characters import normalise
from kg.reading.seams import BUCKETS, SCALE, headline_features, repeat_features, seam_features

SEED = 20
_AGENCY = re.compile(r"^(?:央视网消息（新闻联播）：|[^。]{0,20}(?:讯|电)[ （][^）]{0,20}）?)")


def texts(folder: Path, limit: int = 25_000) -> Iterator[str]:
    """Normalised texts of all corpora."""
    for path in sorted(folder.glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number >= limit:
                    break
                yield normalise(json.loads(line)["text"])


Pair = tuple[str, str]


def examples(folder: Path) -> dict[str, tuple[list[Pair], list[Pair]]]:
    """For each model its positive and negative (above, below) pairs."""
    rng = random.Random(SEED)
    heads: list[Pair] = []
    torn: list[Pair] = []
    twice: list[Pair] = []
    real: list[Pair] = []
    for text in texts(folder):
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        for above, below in itertools.pairwise(lines):
            below = _AGENCY.sub("", below)
            if (
                5 <= len(above) <= 32
                and len(below) > 40
                and re.search(r"[一-鿿“”\d]$", above)
                and "，" not in above
            ):
                heads.append((above, below[:4]))
        sentences = [s for line in lines for s in re.split(r"(?<=[。！？])", line) if len(s) > 40]
        for sentence in rng.sample(sentences, min(3, len(sentences))):
            at = rng.randint(5, 32)
            if not re.search(r"[，。、；：]", sentence[at - 1] + sentence[at]):
                torn.append((sentence[:at], sentence[at : at + 4]))
            at = rng.randint(5, len(sentence) - 4)
            torn.append((sentence[max(0, at - 13) : at], sentence[at : at + 4]))
            if re.match(r"[一-鿿]", sentence[at - 1]) and sentence[at] != sentence[at - 1]:
                twice.append((sentence[at - 3 : at], sentence[at - 1 : at + 3]))
        found = [match.start() + 1 for match in re.finditer(r"([一-鿿])\1", text)]
        real += [
            (text[max(0, at - 3) : at], text[at : at + 4]) for at in rng.sample(found, min(4, len(found)))
        ]
    for pairs in (heads, torn, twice, real):
        rng.shuffle(pairs)
    return {
        "seam": (heads, torn),
        "headline": (heads, [pair for pair in torn if len(pair[0]) != 13]),
        "repeated": (twice, real),
    }


def fit(
    rows: list[list[int]], labels: np.ndarray, *, passes: int = 4, rate: float = 0.15, decay: float = 2e-5
) -> np.ndarray:
    """Logistic regression by Adagrad, one example at a time."""
    weights = np.zeros(BUCKETS)
    squares = np.full(BUCKETS, 1e-2)
    rng = np.random.default_rng(SEED)
    for _ in range(passes):
        for index in rng.permutation(len(rows)):
            row = rows[index]
            error = 1 / (1 + np.exp(-weights[row].sum())) - labels[index]
            gradient = error + decay * weights[row]
            squares[row] += gradient**2
            weights[row] -= rate * gradient / np.sqrt(squares[row])
    return weights


def quantise(weights: np.ndarray) -> bytes:
    return np.clip(np.round(weights * SCALE), -127, 127).astype(np.int8).tobytes()


FEATURES = {
    "seam": seam_features,
    "headline": lambda above, _: headline_features(above),
    "repeated": repeat_features,
}


def main(folder: str) -> None:
    out = b""
    for name, (positive, negative) in examples(Path(folder)).items():
        size = min(len(positive), len(negative), 60_000)
        pairs = [(pair, 1.0) for pair in positive[:size]] + [(pair, 0.0) for pair in negative[:size]]
        random.Random(SEED).shuffle(pairs)
        rows = [FEATURES[name](*pair) for pair, _ in pairs]
        labels = np.array([label for _, label in pairs])
        border = len(rows) * 9 // 10
        packed = quantise(fit(rows[:border], labels[:border]))
        values = np.frombuffer(packed, np.int8) / SCALE
        right = [
            (values[row].sum() > 0) == bool(label)
            for row, label in zip(rows[border:], labels[border:], strict=True)
        ]
        print(f"{name}: accuracy {np.mean(right):.4f} on {len(right)} held-out examples")
        out += packed
    Path(__file__).parents[1].joinpath("seams.bin").write_bytes(out)


if __name__ == "__main__":
    main(sys.argv[1])
