"""Continued pretraining: masked pieces of regional-industry news (Devlin et al. 2019; Gururangan et al. 2020 for the domain).

The pruned vocabulary and the new domain are learned together, one pass over about two million pieces.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from ner.subwords import MASK, SPECIAL, Subwords
from ner.training.tagger.network import Encoder, Guesser
from ner.training.tagger.progress import Checkpoint, share

SHARE = 0.15


@dataclass(frozen=True)
class Settings:
    """``length`` pieces a window, ``batch`` windows a step, ``rate`` the highest learning rate, ``save`` steps between checkpoints."""

    length: int = 256
    batch: int = 8
    rate: float = 3e-4
    save: int = 100
    passes: float = 1.0
    most: int | None = None
    seed: int = 1


def windows(texts: list[str], subwords: Subwords, length: int) -> np.ndarray:
    """All texts as one stream of pieces, cut into rows of ``length``."""
    stream: list[int] = []
    for text in texts:
        stream.extend(subwords.units(text).pieces)
        stream.append(2)
    rows = len(stream) // length
    return np.array(stream[: rows * length], np.int64).reshape(rows, length)


def hide(pieces: Tensor, size: int, noise: torch.Generator) -> tuple[Tensor, Tensor]:
    """(what the model sees, which pieces it must guess): 80 % of the chosen are masked, 10 % swapped, 10 % kept."""
    chosen = (torch.rand(pieces.shape, generator=noise) < SHARE) & (pieces >= len(SPECIAL))
    way = torch.rand(pieces.shape, generator=noise)
    seen = torch.where(chosen & (way < 0.8), torch.tensor(MASK), pieces)
    other = torch.randint(len(SPECIAL), size, pieces.shape, generator=noise)
    return torch.where(chosen & (way > 0.9), other, seen), chosen


def pretrain(
    encoder: Encoder, texts: list[str], subwords: Subwords, path: Path, settings: Settings
) -> Encoder:
    """Train ``encoder`` in place and return it; goes on from ``path`` if that is there."""
    checkpoint = Checkpoint(path)
    guesser = Guesser(encoder)
    weights = [*encoder.parameters(), *guesser.parameters()]
    optimizer = torch.optim.AdamW(weights, lr=settings.rate, weight_decay=0.01, betas=(0.9, 0.98))
    rows = windows(texts, subwords, settings.length)
    order = list(_order(len(rows), settings))
    step, saved = 0, checkpoint.load()
    if saved:
        encoder.load_state_dict(saved["encoder"])
        guesser.load_state_dict(saved["guesser"])
        optimizer.load_state_dict(saved["optimizer"])
        step = saved["step"]
    encoder.train()
    losses: list[float] = []
    while step < len(order):
        noise = torch.Generator().manual_seed(settings.seed * 1_000_003 + step)
        torch.manual_seed(settings.seed * 1_000_003 + step)
        for group in optimizer.param_groups:
            group["lr"] = settings.rate * share(step, len(order), 0.05)
        losses.append(_step(encoder, guesser, optimizer, torch.from_numpy(rows[order[step]]), noise, weights))
        step += 1
        if step % settings.save == 0 or step == len(order):
            checkpoint.say(f"step {step} of {len(order)}, loss {np.mean(losses[-settings.save :]):.3f}")
            checkpoint.save(
                encoder=encoder.state_dict(),
                guesser=guesser.state_dict(),
                optimizer=optimizer.state_dict(),
                step=step,
            )
    return encoder


def _order(rows: int, settings: Settings) -> Iterator[np.ndarray]:
    """The rows of each step, shuffled, as far as ``passes`` and ``most`` go."""
    shuffled: list[int] = []
    noise = np.random.default_rng(settings.seed)
    while len(shuffled) < rows * settings.passes:
        shuffled.extend(noise.permutation(rows))
    shuffled = shuffled[: int(rows * settings.passes)]
    steps = range(0, max(1, len(shuffled) - settings.batch + 1), settings.batch)
    for step in steps[: settings.most]:
        yield np.array(shuffled[step : step + settings.batch])


def _step(
    encoder: Encoder,
    guesser: Guesser,
    optimizer: torch.optim.Optimizer,
    pieces: Tensor,
    noise: torch.Generator,
    weights: list[Tensor],
) -> float:
    seen, chosen = hide(pieces, encoder.word.num_embeddings, noise)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = guesser(encoder(seen)[chosen], encoder.word.weight)
    loss = F.cross_entropy(scores.float(), pieces[chosen])
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(weights, 1.0)
    optimizer.step()
    return float(loss.detach())
