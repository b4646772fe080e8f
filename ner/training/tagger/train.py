"""Train the tagger: our annotated texts, with the sentences of CLUENER beside them as a second task on the same encoder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from ner.training.tagger.batches import Alphabet, batches, collate, targets
from ner.training.tagger.examples import Example
from ner.training.tagger.progress import Checkpoint, average, share
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
    checkpoint = Checkpoint(path)
    optimizer = _optimizer(model, settings)
    mean = {name: value.detach().clone() for name, value in model.state_dict().items()}
    epoch, step, saved = 0, 0, checkpoint.load()
    if saved:
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        mean, epoch, step = saved["mean"], saved["epoch"], saved["step"]
    plans = [_plan(own, other, settings, n) for n in range(settings.epochs)]
    steps = sum(map(len, plans))
    while epoch < settings.epochs:
        model.train()
        torch.manual_seed(settings.seed * 1000 + epoch)
        losses: dict[str, list[float]] = {"own": [], "cluener": []}
        for task, group in plans[epoch][: settings.most]:
            _rate(optimizer, step, steps)
            losses[task].append(_step(model, optimizer, group, task, alphabet, settings))
            step += 1
            average(mean, model, min(settings.average, step / (step + 10)))
        epoch += 1
        told = ", ".join(f"{task} {np.mean(values):.3f}" for task, values in losses.items() if values)
        checkpoint.say(f"epoch {epoch} of {settings.epochs}, {step} steps, loss {told}")
        checkpoint.save(
            model=model.state_dict(), optimizer=optimizer.state_dict(), mean=mean, epoch=epoch, step=step
        )
    model.load_state_dict(mean)
    return model


def _plan(own: Sequence[Example], other: Sequence[Example], settings: Settings, epoch: int) -> Plan:
    """The batches of one epoch, both tasks shuffled together."""
    noise = np.random.default_rng(settings.seed * 100 + epoch)
    plan = [("own", group) for group in batches(own, settings.pieces, noise)]
    if epoch < settings.beside:
        plan += [("cluener", group) for group in batches(other, settings.pieces, noise)]
    return [plan[n] for n in noise.permutation(len(plan))]


def _optimizer(model: Tagger, settings: Settings) -> torch.optim.Optimizer:
    """The encoder learns slower than the heads; its word embeddings stay as they are."""
    model.encoder.freeze(settings.frozen)
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    inner = {id(p) for p in model.encoder.parameters()}
    heads = [p for p in model.parameters() if id(p) not in inner]
    groups = [{"params": encoder, "top": settings.encoder_rate}, {"params": heads, "top": settings.head_rate}]
    return torch.optim.AdamW(groups, lr=settings.head_rate, weight_decay=0.01)


def _rate(optimizer: torch.optim.Optimizer, step: int, steps: int) -> None:
    """The learning rates of a step."""
    for group in optimizer.param_groups:
        group["lr"] = group["top"] * share(step, steps)


def _step(
    model: Tagger,
    optimizer: torch.optim.Optimizer,
    group: list[Example],
    task: str,
    alphabet: Alphabet,
    settings: Settings,
) -> float:
    batch = collate(group, alphabet)
    _drop_words(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        _, x = model.sees(batch)
        scores = model.heads[task](x)
        foreign = model.heads["own"](x) if task == "cluener" and settings.foreign else None
    total = loss(scores.float(), *targets(group, scores.shape[1], task))
    shown = float(total.detach())
    if foreign is not None:
        total = total + settings.foreign * loss(foreign.float(), *targets(group, scores.shape[1], "own"))
    optimizer.zero_grad()
    total.backward()
    torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], 2.0)
    optimizer.step()
    return shown


def _drop_words(batch: dict[str, Tensor], share: float = 0.2) -> None:
    """Some windows see no words, so that the model also works without them."""
    keep = torch.rand(batch["words"].shape[0], 1) >= share
    batch["words"] = batch["words"] * keep
