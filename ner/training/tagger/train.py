"""Train the tagger: our annotated texts, with the sentences of CLUENER beside them as a second task on the same encoder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from ner.training.tagger.batches import Alphabet, batches, collate, targets
from ner.training.tagger.examples import Example
from ner.training.tagger.progress import epochs
from ner.training.tagger.spans import Tagger, loss

Plan = list[tuple[str, list[Example]]]


@dataclass(frozen=True)
class Settings:
    """Epochs over our texts; CLUENER takes part in the first ``beside`` of them.  ``average``: share of the old mean kept at each step."""

    epochs: int = 6
    beside: int = 1
    frozen: int = 3  # layers below
    pieces: int = 2000
    encoder_rate: float = 1.5e-4
    head_rate: float = 1.5e-3
    average: float = 0.995
    foreign: float = 0.3  # weight of CLUENER's classes as types of ours
    most: int | None = None
    seed: int = 1


def train(
    model: Tagger,
    own: Sequence[Example],
    other: Sequence[Example],
    alphabet: Alphabet,
    path: Path,
    settings: Settings,
) -> Tagger:
    """Train in place; goes on from ``path``.  The returned weights are the running mean over the steps."""
    optimizer = optimizer_of(model, settings.frozen, settings.encoder_rate, settings.head_rate)

    def step_on(task: str, group: list[Example]) -> float:
        total, shown = losses(model, group, task, alphabet, settings.foreign)
        descend(total, optimizer, model)
        return shown

    plans = [_plan(own, other, settings, n) for n in range(settings.epochs)]
    epochs(
        model, optimizer, plans, step_on, path, keep=settings.average, most=settings.most, seed=settings.seed
    )
    return model


def _plan(own: Sequence[Example], other: Sequence[Example], settings: Settings, epoch: int) -> Plan:
    """The batches of one epoch, both tasks shuffled together."""
    noise = np.random.default_rng(settings.seed * 100 + epoch)
    plan = [("own", group) for group in batches(own, settings.pieces, noise)]
    if epoch < settings.beside:
        plan += [("cluener", group) for group in batches(other, settings.pieces, noise)]
    return [plan[n] for n in noise.permutation(len(plan))]


def optimizer_of(model: Tagger, frozen: int, slow: float, fast: float) -> torch.optim.Optimizer:
    """The encoder learns slower than the heads; its word embeddings and ``frozen`` lowest layers stay as they are."""
    model.encoder.freeze(frozen)
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    inner = {id(p) for p in model.encoder.parameters()}
    heads = [p for p in model.parameters() if id(p) not in inner]
    groups = [{"params": encoder, "top": slow}, {"params": heads, "top": fast}]
    return torch.optim.AdamW(groups, lr=fast, weight_decay=0.01)


def descend(total: Tensor, optimizer: torch.optim.Optimizer, model: nn.Module) -> None:
    """One step against the gradient, clipped."""
    optimizer.zero_grad()
    total.backward()
    torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], 2.0)
    optimizer.step()


def losses(
    model: Tagger, group: list[Example], task: str, alphabet: Alphabet, foreign: float
) -> tuple[Tensor, float]:
    """(loss to learn from, loss of the task alone) of a batch of windows; ``foreign`` weighs CLUENER's classes as types of ours."""
    batch = collate(group, alphabet)
    drop_words(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        _, x = model.sees(batch)
        scores = model.heads[task](x)
        as_ours = model.heads["own"](x) if task == "cluener" and foreign else None
    total = loss(scores.float(), *targets(group, scores.shape[1], task))
    shown = float(total.detach())
    if as_ours is not None:
        total = total + foreign * loss(as_ours.float(), *targets(group, scores.shape[1], "own"))
    return total, shown


def drop_words(batch: dict[str, Tensor], share: float = 0.2) -> None:
    """Some windows see no words, so that the model also works without them."""
    keep = torch.rand(batch["words"].shape[0], 1) >= share
    batch["words"] = batch["words"] * keep
