"""Checkpoints: a stage that was cut off goes on from its last one."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
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


def epochs(
    model: nn.Module,
    optimizer: torch.optim.Optimizer,
    plans: Sequence[Sequence[tuple[str, Any]]],
    step_on: Callable[[str, Any], float],
    path: Path,
    *,
    keep: float,
    most: int | None = None,
    seed: int = 1,
) -> None:
    """Train ``model`` in place over ``plans`` (one list of (task, batch) per epoch); goes on from ``path``.

    ``step_on`` takes one batch and gives its loss.  Groups of the optimizer name their highest rate "top".  In the end ``model`` holds the
    running mean of its weights, of which every step keeps the share ``keep``; ``most`` ends each epoch early.
    """
    checkpoint = Checkpoint(path)
    mean = {name: value.detach().clone() for name, value in model.state_dict().items()}
    epoch, step, saved = 0, 0, checkpoint.load()
    if saved:
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        mean, epoch, step = saved["mean"], saved["epoch"], saved["step"]
    steps = sum(map(len, plans))
    while epoch < len(plans):
        model.train()
        torch.manual_seed(seed * 1000 + epoch)
        losses: dict[str, list[float]] = {}
        for task, batch in plans[epoch][:most]:
            for group in optimizer.param_groups:
                group["lr"] = group["top"] * share(step, steps)
            losses.setdefault(task, []).append(step_on(task, batch))
            step += 1
            average(mean, model, min(keep, step / (step + 10)))
        epoch += 1
        told = ", ".join(f"{task} {np.mean(values):.3f}" for task, values in sorted(losses.items()))
        checkpoint.say(f"epoch {epoch} of {len(plans)}, {step} steps, loss {told}")
        checkpoint.save(
            model=model.state_dict(), optimizer=optimizer.state_dict(), mean=mean, epoch=epoch, step=step
        )
    model.load_state_dict(mean)
