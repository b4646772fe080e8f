"""The learned tagger: a score for every span and type of an article (the heads of ner/training/tagger/spans.py, in numpy)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ner.candidates import Context, ScoredSpan
from ner.encoder import Encoded, Encoder, Floats, Head
from ner.windows import Pass, readable, spread, windows

FLOOR = -3.0  # scores below are of no use to anybody
LONGEST = 40  # characters of a span
POINTERS, DEPTH = 8, 32


def read(
    context: Context, encoder: Encoder, task: str = "own", *, words: bool = True
) -> tuple[list[ScoredSpan], list[Pass]]:
    """The scored spans of an article, sorted, and the passes over its windows."""
    text = context.text
    sentences = [each for each in context.sentences if readable(each)]
    # A line break after a sentence is a unit of its own, as in training.
    ends = [s.end + (text[s.end : s.end + 1] == "\n") for s in sentences]
    parts = [encoder.subwords.units(text, s.start, end) for s, end in zip(sentences, ends, strict=True)]
    spans: dict[tuple[int, int, str], float] = {}
    passes: list[Pass] = []
    for window in windows([part for part in parts if part.offsets]):
        tags = spread(context.words if words else (), window.units.offsets)
        encoded = encoder.encode(window.units, tags, task)
        passes.append(Pass(window, encoded.states))
        for kind, first, last, score in scored(encoded, encoder.heads[task], window.own):
            key = (window.units.offsets[first], window.units.offsets[last] + 1, kind)
            spans[key] = max(score, spans.get(key, score))
    found = [ScoredSpan(kind, start, end, score) for (start, end, kind), score in sorted(spans.items())]
    return found, passes


def scored(encoded: Encoded, head: Head, own: int = 0) -> Iterator[tuple[str, int, int, float]]:
    """(type, first unit, last unit, score) of all spans above ``FLOOR`` that begin at ``own`` or later."""
    scores = span_scores(encoded, head)
    scores[:own] = -np.inf
    for first, length, number in np.argwhere(scores > FLOOR).tolist():
        yield head.types[number], first, first + length, float(scores[first, length, number])


def span_scores(encoded: Encoded, head: Head) -> Floats:
    """characters × LONGEST × types; spans beyond the window's end are -inf."""
    size, types = len(encoded.edge), len(head.types)
    q, k = encoded.pair.reshape(size, 2, POINTERS, DEPTH).transpose(1, 2, 0, 3)
    wide = np.zeros((POINTERS, size, size + LONGEST), np.float32)
    wide[:, :, :size] = q @ k.transpose(0, 2, 1) / np.float32(DEPTH**0.5)
    steps = wide.strides
    band = np.lib.stride_tricks.as_strided(
        wide, (POINTERS, size, LONGEST), (steps[0], steps[1] + steps[2], steps[2])
    )
    first, last, within = (encoded.edge[:, n * types : (n + 1) * types] for n in range(3))
    total = np.zeros((size + LONGEST + 1, types), np.float32)
    total[1 : size + 1] = within.cumsum(0)
    reach = np.arange(size)[:, None] + np.arange(LONGEST)[None]
    scores: Floats = np.tensordot(band, head.mix, axes=([0], [1])) + head.bias + head.length + first[:, None]
    scores += last[np.minimum(reach, size - 1)]
    scores += (total[reach + 1] - total[:size, None]) / np.arange(1, LONGEST + 1, dtype=np.float32)[
        None, :, None
    ]
    scores[reach >= size] = -np.inf
    return scores
