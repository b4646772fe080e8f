"""From torch to what the product ships: one ONNX file with int8 weights, and the vocabulary with int8 word embeddings.

Word embeddings are looked up outside the graph, so that both models share one table.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from ner.training.tagger.spans import Tagger

INPUTS = ("words", "piece_of", "chars", "inside", "tags")


class Passes(nn.Module):
    """What the runtime asks of one window, without a batch dimension's padding."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, words: Tensor, piece_of: Tensor, chars: Tensor, inside: Tensor, tags: Tensor
    ) -> tuple[Tensor, ...]:
        states = self.model.encoder.states(words)
        x = self.model.characters(states, piece_of, chars, inside, tags)
        return (states, x, *(part for name in ("own", "cluener") for part in self.model.heads[name].parts(x)))


OUTPUTS = ("states", "characters", "own_pair", "own_edge", "cluener_pair", "cluener_edge")


def write_model(model: Tagger, path: Path) -> None:
    """Write the quantised graph."""
    model = model.eval().float()
    pieces, size = 24, 37
    piece_of = torch.linspace(0, pieces - 1, size).long()[None]
    sample = (
        torch.randn(1, pieces, model.encoder.word.weight.shape[1]), piece_of,
        torch.ones(1, size).long(), torch.zeros(1, size).long(), torch.zeros(1, size).long(),
    )  # fmt: skip
    piece, char = torch.export.Dim("pieces", min=2, max=512), torch.export.Dim("characters", min=2, max=4096)
    shapes = {name: {1: piece if name == "words" else char} for name in INPUTS}
    raw = path.with_suffix(".raw.onnx")
    torch.onnx.export(
        Passes(model).eval(), sample, raw, dynamo=True, dynamic_shapes=shapes, input_names=list(INPUTS), output_names=list(OUTPUTS),
        external_data=False,
    )  # fmt: skip
    small = path.with_suffix(".small.onnx")
    quantize_dynamic(
        raw, small, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm"]
    )
    graph = onnx.load(small)
    del graph.metadata_props[:]
    for node in graph.graph.node:
        del node.metadata_props[:]
        node.doc_string = ""
    _halve(graph.graph)
    path.write_bytes(
        gzip.compress(graph.SerializeToString(), 9, mtime=0)
    )  # a tenth smaller; the history keeps every version
    raw.unlink()
    small.unlink()


def _halve(graph: onnx.GraphProto, enough: int = 4096) -> None:
    """Store the large arrays that stayed float32 as float16, with a cast behind each (folded when the model is loaded)."""
    for array in list(graph.initializer):
        values = onnx.numpy_helper.to_array(array)
        if values.dtype == np.float32 and values.size >= enough:
            graph.initializer.remove(array)
            graph.initializer.append(
                onnx.numpy_helper.from_array(values.astype(np.float16), array.name + "_half")
            )
            cast = onnx.helper.make_node(
                "Cast", [array.name + "_half"], [array.name], to=onnx.TensorProto.FLOAT
            )
            graph.node.insert(0, cast)


def heads(model: Tagger) -> dict[str, np.ndarray]:
    """The small arrays that turn a window's pointers and edges into scores of spans."""
    out = {}
    for name, head in model.heads.items():
        out[f"{name}_mix"] = head.mix.weight.detach().numpy()
        out[f"{name}_bias"] = head.mix.bias.detach().numpy()
        out[f"{name}_length"] = head.length.detach().numpy()
    return out


def write_vocabulary(
    pieces: Sequence[str], scores: np.ndarray, words: Tensor, chars: Sequence[str], path: Path
) -> None:
    """Pieces, their scores, int8 word embeddings with a scale per piece, and the characters that are known."""
    table = words.detach().numpy()
    scale = np.abs(table).max(axis=1, keepdims=True) / 127
    scale[scale == 0] = 1
    np.savez_compressed(
        path, pieces=np.array("\n".join(pieces)), scores=scores.astype(np.float32), words=np.round(table / scale).astype(np.int8),
        scale=scale.astype(np.float32).ravel(), chars=np.array("".join(chars)),
    )  # fmt: skip


def write_manifest(folder: Path, names: Sequence[str], facts: dict[str, object]) -> None:
    """SHA-256 and size of every file, and what is known about them."""
    files = {}
    for name in names:
        data = (folder / name).read_bytes()
        files[name] = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    text = json.dumps({**facts, "files": files}, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")
