"""Span-level figures of a tagger in torch, to choose between models; the product is measured as a whole elsewhere."""

from __future__ import annotations

import collections
from collections.abc import Sequence

import torch

from ner.training.tagger.batches import TYPES, Alphabet, collate
from ner.training.tagger.examples import Example
from ner.training.tagger.spans import Tagger


def decode(scores: torch.Tensor, task: str, threshold: float = 0.0) -> list[tuple[int, int, str, float]]:
    """(first, last, type, score) of the spans of one window above ``threshold``, best first, crossing and equal ones left out."""
    types = TYPES[task]
    found = [
        (float(scores[i, length, t]), i, i + length, types[t])
        for i, length, t in torch.nonzero(scores > threshold).tolist()
    ]
    kept: list[tuple[int, int, str, float]] = []
    for score, start, end, kind in sorted(found, reverse=True):
        if not any(start <= e and s <= end for s, e, _, _ in kept):
            kept.append((start, end, kind, score))
    return kept


def figures(
    model: Tagger, examples: Sequence[Example], alphabet: Alphabet, task: str
) -> dict[str, tuple[float, float, float, int]]:
    """Precision, recall, F1 and number of gold spans by type and in all ("all"); unknown spans are neutral."""
    right: collections.Counter[str] = collections.Counter()
    found: collections.Counter[str] = collections.Counter()
    gold: collections.Counter[str] = collections.Counter()
    model.eval()
    order = sorted(examples, key=lambda e: len(e.window.units.pieces))
    with torch.no_grad():
        for at in range(0, len(order), 8):
            group = order[at : at + 8]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(collate(group, alphabet), task).float()
            for example, own in zip(group, scores, strict=True):
                size = len(example.window.units.chars)
                reach = torch.arange(own.shape[0])[:, None] + torch.arange(own.shape[1])[None] < size
                own[~reach] = -9.0
                own[: example.window.own] = -9.0
                want = {s for s in example.spans if s[0] >= example.window.own}
                got = {s[:3] for s in decode(own, task)} - set(example.unknown)
                for kind in TYPES[task]:
                    right[kind] += sum(s[2] == kind for s in got & want)
                    found[kind] += sum(s[2] == kind for s in got)
                    gold[kind] += sum(s[2] == kind for s in want)
    out = {}
    for name in (*TYPES[task], "all"):
        r, f, g = (c.total() if name == "all" else c[name] for c in (right, found, gold))
        p, q = r / f if f else 0.0, r / g if g else 0.0
        out[name] = (round(p, 3), round(q, 3), round(2 * p * q / (p + q) if p + q else 0.0, 3), g)
    return out
