"""Batches: windows of like length together, padded, with their targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor

from ner.encoder import INSIDE
from ner.tagger import LONGEST
from ner.training.tagger.examples import CLUENER, MAPPED, OWN, Example

TYPES = {"own": OWN, "cluener": CLUENER}
Batch = dict[str, Tensor]


class Alphabet:
    """Numbers of characters; 0 is a character that is not known."""

    def __init__(self, chars: Sequence[str]) -> None:
        self.chars = list(chars)
        self.number = {char: n + 1 for n, char in enumerate(self.chars)}

    def __len__(self) -> int:
        return len(self.chars) + 1


def inputs(example: Example, alphabet: Alphabet) -> dict[str, list[int]]:
    """What the network sees of one window."""
    units = example.window.units
    return {
        "pieces": list(units.pieces),
        "piece_of": list(units.piece_of),
        "chars": [alphabet.number.get(char, 0) for char in units.chars],
        "inside": units.inside(INSIDE),
        "words": example.words,
    }


def collate(examples: Sequence[Example], alphabet: Alphabet) -> Batch:
    """Padded inputs and ``mask`` (batch × pieces)."""
    rows = [inputs(example, alphabet) for example in examples]
    out: Batch = {}
    for name in rows[0]:
        size = max(1, *(len(row[name]) for row in rows))
        out[name] = torch.tensor([row[name] + [0] * (size - len(row[name])) for row in rows])
    lengths = torch.tensor([len(row["pieces"]) for row in rows])
    out["mask"] = torch.arange(out["pieces"].shape[1])[None] < lengths[:, None]
    return out


def targets(examples: Sequence[Example], size: int, task: str) -> tuple[Tensor, Tensor]:
    """(right, known), each batch × characters × LONGEST × types of the task."""
    types = TYPES[task]
    right = np.zeros((len(examples), size, LONGEST, len(types)), bool)
    known = np.zeros_like(right)
    reach = np.arange(size)[:, None] + np.arange(LONGEST)[None]
    number = {name: n for n, name in enumerate(types)}
    for n, example in enumerate(examples):
        inside = reach < len(example.window.units.chars)
        inside[: example.window.own] = False
        known[n] = inside[:, :, None]
        foreign = example.task != task
        if foreign:
            known[n][:, :, [number[t] for t in types if t not in MAPPED.values()]] = False
        for start, end, kind in example.spans:
            name = MAPPED.get(kind) if foreign else kind
            if name is not None:
                right[n, start, end - start, number[name]] = True
        for start, end, kind in example.unknown:
            known[n, start, end - start, number[kind]] = False
    return torch.from_numpy(right), torch.from_numpy(known)


def batches(examples: Sequence[Example], pieces: int, noise: np.random.Generator) -> Iterator[list[Example]]:
    """Groups of at most ``pieces`` padded pieces, lengths alike, in random order."""
    keys = [len(e.window.units.pieces) * noise.uniform(0.9, 1.1) for e in examples]
    groups: list[list[Example]] = [[]]
    longest = 0
    for n in np.argsort(keys, kind="stable"):
        size = len(examples[n].window.units.pieces)
        if groups[-1] and max(longest, size) * (len(groups[-1]) + 1) > pieces:
            groups.append([])
            longest = 0
        groups[-1].append(examples[n])
        longest = max(longest, size)
    for n in noise.permutation(len(groups)):
        yield groups[n]
