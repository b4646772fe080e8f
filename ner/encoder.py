"""The learned models at run time: loading with a check, and one pass over a window (onnxruntime, no torch).

Weights lie in ``ner/model/tagger``: ``vocabulary.npz`` (pieces and their int8 word embeddings, shared by the models), one ``NAME.onnx.gz`` and
``NAME.npz`` per model, and ``manifest.json`` with a SHA-256 of each file.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.models import DEFAULT, LEARNED
from ner.model_files import BROKEN, checked, manifest, unreadable
from ner.subwords import Subwords, Units

FOLDER = Path(__file__).with_name("model") / "tagger"
MODELS = LEARNED
INSIDE = 8  # places in a piece that the model tells apart
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Encoded:
    """One window after its pass: ``states`` pieces × width; ``pair`` characters × 512 and ``edge`` characters × (3 · types)."""

    states: Floats
    pair: Floats
    edge: Floats


@dataclass(frozen=True)
class Head:
    """What turns pointers and edges into scores: ``mix`` types × pointers, ``bias`` types, ``length`` lengths × types."""

    types: tuple[str, ...]
    mix: Floats
    bias: Floats
    length: Floats


class Encoder:
    """One of the shipped models.  Raises KGError KG392 (file missing or unreadable) or KG393 (not the file that was shipped)."""

    def __init__(self, name: str, folder: Path | None = None) -> None:
        self.name, self.folder = name, folder or FOLDER
        self.manifest = manifest(self.folder, "types")
        try:
            vocabulary = np.load(self._checked("vocabulary.npz"), allow_pickle=False)
            arrays = np.load(self._checked(f"{name}.npz"), allow_pickle=False)
            self.subwords = Subwords(str(vocabulary["pieces"]).split("\n"), vocabulary["scores"].tolist())
            self.words, self.scale = vocabulary["words"], vocabulary["scale"]
            self.number = {char: n for n, char in enumerate(str(vocabulary["chars"]), 1)}
            # By task: "own" (our types) and "cluener" (its ten classes, for the benchmark).
            self.heads = {
                task: Head(tuple(types), *(arrays[f"{task}_{part}"] for part in ("mix", "bias", "length")))
                for task, types in self.manifest["types"].items()
            }
        except BROKEN as error:
            raise unreadable(self.folder, error) from error
        self.session = _session(self._checked(f"{name}.onnx.gz"))

    def _checked(self, name: str) -> Path:
        return checked(self.folder, name, self.manifest)

    def encode(self, units: Units, tags: Sequence[int], task: str = "own") -> Encoded:
        """One pass over a window of at most 512 pieces; ``tags`` say how each character lies in its word (0 if no words)."""
        pieces = np.array(units.pieces)
        feed = {
            "words": (self.words[pieces].astype(np.float32) * self.scale[pieces, None])[None],
            "piece_of": np.array([units.piece_of], np.int64),
            "chars": np.array([[self.number.get(char, 0) for char in units.chars]], np.int64),
            "inside": np.array([units.inside(INSIDE)], np.int64),
            "tags": np.array([tags], np.int64),
        }
        states, pair, edge = self.session.run(["states", f"{task}_pair", f"{task}_edge"], feed)
        return Encoded(states[0], pair[0], edge[0])


def _session(path: Path) -> Any:
    """One thread: several documents run in several processes, and the figures do not depend on the machine's cores."""
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return ort.InferenceSession(
            gzip.decompress(path.read_bytes()), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # onnxruntime has no common base class for its errors
        raise unreadable(path, error) from error


@cache
def encoder(name: str = DEFAULT) -> Encoder:
    """The shipped model called ``name``, loaded once."""
    return Encoder(name)
