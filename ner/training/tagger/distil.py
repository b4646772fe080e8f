"""The fast model: three layers that learn to see texts as the twelve do (after Sanh et al. 2019, Jiao et al. 2020).

The student starts from layers of its teacher and learns, on annotated and on raw windows, the teacher's states and what it thinks of
every span; on annotated windows the annotation speaks too.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from ner.tagger import LONGEST
from ner.training.tagger.batches import Alphabet, Batch, batches, collate, targets
from ner.training.tagger.examples import Example
from ner.training.tagger.progress import epochs
from ner.training.tagger.spans import Tagger, loss

LAYERS = (0, 5, 11)


@dataclass(frozen=True)
class Settings:
    """``annotated``: weight of the annotation beside the teacher; ``states``: weight of the states."""

    epochs: int = 3
    pieces: int = 2000
    rate: float = 4e-4
    annotated: float = 0.2
    states: float = 20.0
    average: float = 0.99
    most: int | None = None
    seed: int = 1


def student_of(teacher: Tagger) -> Tagger:
    """A copy of the teacher with three of its layers."""
    student = copy.deepcopy(teacher)
    student.encoder.layers = nn.ModuleList(copy.deepcopy(teacher.encoder.layers[n]) for n in LAYERS)
    student.encoder.frozen = 0
    student.requires_grad_(True)
    return student


def distil(
    teacher: Tagger,
    own: Sequence[Example],
    raw: Sequence[Example],
    alphabet: Alphabet,
    path: Path,
    settings: Settings,
) -> Tagger:
    """Train a student; goes on from ``path``.  Raw windows have ``task`` "raw" and no spans."""
    teacher.eval()
    student = student_of(teacher)
    student.encoder.freeze(0)
    weights = [p for p in student.parameters() if p.requires_grad]
    groups = [{"params": weights, "top": settings.rate}]
    optimizer = torch.optim.AdamW(groups, lr=settings.rate, weight_decay=0.01)

    def step_on(_task: str, group: list[Example]) -> float:
        return _step(teacher, student, optimizer, group, alphabet, settings)

    plans = [_plan(own, raw, settings, n) for n in range(settings.epochs)]
    epochs(
        student,
        optimizer,
        plans,
        step_on,
        path,
        keep=settings.average,
        most=settings.most,
        seed=settings.seed,
    )
    return student


def _plan(
    own: Sequence[Example], raw: Sequence[Example], settings: Settings, epoch: int
) -> list[tuple[str, list[Example]]]:
    """All annotated windows and this epoch's share of the raw ones."""
    noise = np.random.default_rng(settings.seed * 100 + epoch)
    rows = [*own, *raw[epoch :: settings.epochs]]
    return [("distil", group) for group in batches(rows, settings.pieces, noise)]


def _step(
    teacher: Tagger,
    student: Tagger,
    optimizer: torch.optim.Optimizer,
    group: list[Example],
    alphabet: Alphabet,
    settings: Settings,
) -> float:
    batch = collate(group, alphabet)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        with torch.no_grad():
            wanted, shown = _sees(teacher, batch)
        states, scores = _sees(student, batch)
    shown, scores = shown.float(), scores.float()
    real = _real(batch, scores.shape[1])
    soft = F.binary_cross_entropy_with_logits(scores, torch.sigmoid(shown), reduction="none")
    total = (soft * real).sum() / len(group)
    total = (
        total
        + settings.states * ((states.float() - wanted.float()) ** 2 * batch["mask"].unsqueeze(-1)).mean()
    )
    annotated = [n for n, example in enumerate(group) if example.task == "own"]
    if annotated:
        right, known = targets([group[n] for n in annotated], scores.shape[1], "own")
        total = total + settings.annotated * loss(scores[annotated], right, known) * len(annotated) / len(
            group
        )
    optimizer.zero_grad()
    total.backward()
    torch.nn.utils.clip_grad_norm_([p for p in student.parameters() if p.requires_grad], 5.0)
    optimizer.step()
    return float(total.detach())


def _sees(model: Tagger, batch: Batch) -> tuple[Tensor, Tensor]:
    """(states of the pieces, scores of all spans)."""
    states, x = model.sees(batch)
    return states, model.heads["own"](x)


def _real(batch: Batch, size: int) -> Tensor:
    """Which spans lie inside their window (characters beyond its end are 0 everywhere)."""
    lengths = (batch["piece_of"] > 0).long() * torch.arange(size)
    ends = lengths.amax(1) + 1
    reach = torch.arange(size)[:, None] + torch.arange(LONGEST)[None]
    return (reach[None] < ends[:, None, None]).unsqueeze(-1)
