"""Checkpoints: a stage that was cut off goes on from its last one."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import torch


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
