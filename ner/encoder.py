"""The learned models at run time: loading with a check, and one pass over a window (onnxruntime, no torch).

Weights lie in ``ner/model/tagger``: ``vocabulary.npz`` (pieces and their int8 word embeddings, shared by the models), one ``NAME.onnx`` and
``NAME.npz`` per model, and ``manifest.json`` with a SHA-256 of each file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import KGError
from ner.subwords import Subwords, Units

FOLDER = Path(__file__).with_name("model") / "tagger"
MODELS = ("accurate", "fast")
DEFAULT = "rules"
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

    def __init__(self, name: str, folder: Path = FOLDER) -> None:
        self.name, self.folder = name, folder
        self.manifest = _manifest(folder)
        try:
            vocabulary = np.load(self._checked("vocabulary.npz"), allow_pickle=False)
            arrays = np.load(self._checked(f"{name}.npz"), allow_pickle=False)
            self.subwords = Subwords(str(vocabulary["pieces"]).split("\n"), vocabulary["scores"].tolist())
            self.words, self.scale = vocabulary["words"], vocabulary["scale"]
            self.number = {char: n for n, char in enumerate(str(vocabulary["chars"]), 1)}
            self._arrays = {key: arrays[key] for key in arrays.files}
        except (OSError, ValueError, KeyError) as error:
            raise KGError("KG392", path=folder, reason=f"{type(error).__name__}: {error}") from error
        self.session = _session(self._checked(f"{name}.onnx"))

    def _checked(self, name: str) -> Path:
        """The path of a file that is there and has the checksum of the manifest."""
        path = self.folder / name
        try:
            found = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            raise KGError("KG392", path=path, reason=error.strerror or str(error)) from error
        if found != self.manifest["files"].get(name, {}).get("sha256"):
            raise KGError("KG393", path=path)
        return path

    @cached_property
    def heads(self) -> dict[str, Head]:
        """The heads by task: "own" (our types) and "cluener" (its ten classes, for the benchmark)."""
        types = self.manifest["types"]
        return {
            task: Head(tuple(names), *(self._arrays[f"{task}_{part}"] for part in ("mix", "bias", "length")))
            for task, names in types.items()
        }

    def encode(self, units: Units, tags: Sequence[int], task: str = "own") -> Encoded:
        """One pass over a window of at most 512 pieces; ``tags`` say how each character lies in its word (0 if no words)."""
        pieces = np.array(units.pieces)
        inside, last, count = [], -1, 0
        for piece in units.piece_of:
            count = count + 1 if piece == last else 0
            last = piece
            inside.append(min(count, INSIDE - 1))
        feed = {
            "words": (self.words[pieces].astype(np.float32) * self.scale[pieces, None])[None],
            "piece_of": np.array([units.piece_of], np.int64),
            "chars": np.array([[self.number.get(char, 0) for char in units.chars]], np.int64),
            "inside": np.array([inside], np.int64),
            "tags": np.array([tags], np.int64),
        }
        states, pair, edge = self.session.run(["states", f"{task}_pair", f"{task}_edge"], feed)
        return Encoded(states[0], pair[0], edge[0])


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / "manifest.json"
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return data
    except (OSError, ValueError) as error:
        raise KGError("KG392", path=path, reason=f"{type(error).__name__}: {error}") from error


def _session(path: Path) -> Any:
    """One thread: several documents run in several processes, and the figures do not depend on the machine's cores."""
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime has no common base class for its errors
        raise KGError("KG392", path=path, reason=f"{type(error).__name__}: {error}") from error


@cache
def encoder(name: str = "accurate") -> Encoder:
    """The shipped model called ``name``, loaded once."""
    return Encoder(name)
