"""Checkpoints: a stage that was cut off goes on from its last one."""

from __future__ import annotations

import math
import time
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn


def share(step: int, steps: int, floor: float = 0.02) -> float:
    """Of the highest learning rate: a rise over the first twentieth of the steps, then half a cosine down to ``floor``."""
    rise = max(1, steps // 20)
    if step < rise:
        return (step + 1) / rise
    way = math.pi * (step - rise) / max(1, steps - rise)
    return floor + (1 - floor) * 0.5 * (1 + math.cos(way))


def average(mean: dict[str, Tensor], model: nn.Module, keep: float) -> None:
    """Move the running mean of the weights towards ``model``, in place."""
    with torch.no_grad():
        for name, value in model.state_dict().items():
            if value.dtype.is_floating_point:
                mean[name].lerp_(value, 1 - keep)


class Checkpoint:
    """One stage's file; written beside and renamed, so that a cut-off write leaves the old one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.began = time.monotonic()

    def load(self) -> dict[str, Any] | None:
        return torch.load(self.path, weights_only=False) if self.path.is_file() else None

    def save(self, **state: Any) -> None:
        beside = self.path.with_suffix(".part")
        torch.save(state, beside)
        beside.replace(self.path)

    def say(self, words: str) -> None:
        print(f"[{self.path.stem} {time.monotonic() - self.began:7.0f} s] {words}", flush=True)
