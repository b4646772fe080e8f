"""Train the tagger and the relation model together, on one pass of the encoder (stage "joint" of tools/train.py).

An encoder that has learnt to find names knows little of what stands between them.  So, after the tagger's own training, a few epochs
teach it both: whole annotated articles for names and relations, FinRE's sentences for relations between companies, CLUENER for names.
What the relation nets read is the same as at run time (relations/pairs.py), in torch so that the encoder learns from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from ner.subwords import Subwords
from ner.training.fit_voting import best_f1
from ner.training.tagger.batches import Alphabet, batches, collate, targets
from ner.training.tagger.examples import Example, own_examples
from ner.training.tagger.progress import epochs
from ner.training.tagger.spans import Tagger, loss
from ner.training.tagger.train import Plan, descend, drop_words, losses, optimizer_of
from relations.pairs import Layout, layout
from relations.training.project import Row, passage
from relations.training.train_pairs import PairModel, may, truths


@dataclass
class Article:
    """Windows of one text with their names, its pairs, and for each pair and relation right and known."""

    windows: list[Example]
    layout: Layout
    right: Tensor
    known: Tensor


@dataclass(frozen=True)
class Settings:
    """``relations``: weight of the relations beside the names; ``finre``: sentences of FinRE an epoch; ``beside``: epochs with CLUENER."""

    epochs: int = 3
    beside: int = 3
    finre: int = 2000
    articles: int = 4  # in a batch
    pieces: int = 1000  # padded, in one pass
    cluener_pieces: int = 2000
    frozen: int = 3
    encoder_rate: float = 1e-4
    head_rate: float = 8e-4
    relations: float = 0.5
    average: float = 0.99
    foreign: float = 0.3
    most: int | None = None
    seed: int = 1


class Joint(nn.Module):
    """The tagger, and relation nets that were trained on its states; their mean is what counts."""

    def __init__(self, tagger: Tagger, nets: Sequence[PairModel]) -> None:
        super().__init__()
        self.tagger = tagger
        self.nets = nn.ModuleList(nets)


def articles(texts: Iterable[tuple[Row, Row]], subwords: Subwords) -> Iterator[Article]:
    """Annotated texts; one pair per pair of entities."""
    for row, gold in texts:
        windows = own_examples(row["text"], gold, subwords)
        made = passage(row["text"], gold)
        cut = [example.window for example in windows]
        laid = layout(made, cut, may, key=lambda mention: mention.props["gold"])
        right, known = truths(gold, made, laid.ends)
        yield Article(windows, laid, torch.from_numpy(right), torch.from_numpy(known))


def read(laid: Layout, states: Sequence[Tensor]) -> Tensor:
    """What relations/pairs.py reads of each pair (pairs × PARTS × width), from the states (pieces × width) of each window."""
    width = states[0].shape[1]
    total = torch.zeros(laid.count, width)
    seen = torch.zeros(laid.count, 1)
    rows, parts = [], []
    for number, (own, places) in enumerate(zip(states, laid.windows, strict=True)):
        sums = F.pad(own.cumsum(0), (0, 0, 1, 0))
        names = torch.from_numpy(laid.name[places.mention])
        whole = _mean(sums, torch.from_numpy(places.first), torch.from_numpy(places.last + 1))
        total = total.index_add(0, names, whole)
        seen = seen.index_add(0, names, torch.ones(len(names), 1))
        here = np.flatnonzero(laid.chosen[:, 0] == number)
        spans = places.spans(laid.chosen[here, 1], laid.chosen[here, 2])
        start, end = (torch.from_numpy(side) for side in spans)
        means = _mean(sums, start, end)
        most = _top(own, start[:, 2], end[:, 2]).unsqueeze(1)
        rows.append(torch.from_numpy(here))
        parts.append(torch.cat([means[:, :3], most, means[:, 3:]], 1))
    order = torch.argsort(torch.cat(rows))
    mean = total / seen.clamp(min=1)
    ends = mean[torch.from_numpy(laid.names)]
    return torch.cat([torch.cat(parts)[order], ends], 1)


def _mean(sums: Tensor, start: Tensor, end: Tensor) -> Tensor:
    """Means of ranges of rows, from their running sums; 0 for empty ranges."""
    start, end = start.clamp(min=0), end.clamp(max=len(sums) - 1)
    size = (end - start).clamp(min=0).unsqueeze(-1)
    total = sums[torch.maximum(start, end)] - sums[start]
    return total * (size > 0) / size.clamp(min=1)


def _top(states: Tensor, start: Tensor, end: Tensor) -> Tensor:
    """Maxima of ranges of rows; 0 for empty ranges."""
    tables = [states]
    while 2 ** len(tables) <= len(states):
        step = 2 ** (len(tables) - 1)
        tables.append(torch.maximum(tables[-1][:-step], tables[-1][step:]))
    out = states.new_zeros(len(start), states.shape[1])
    size = end - start
    for level, table in enumerate(tables):
        here = torch.nonzero((size >= 2**level) & (size < 2 ** (level + 1)))[:, 0]
        if len(here):
            top = torch.maximum(table[start[here]], table[end[here] - 2**level])
            out = out.index_copy(0, here, top)
    return out


def states_of(
    tagger: Tagger, windows: Sequence[Example], alphabet: Alphabet, pieces: int, *, train: bool
) -> tuple[list[Tensor], Tensor]:
    """(states of each window, loss of its names: sum over windows); windows of like length pass together."""
    states: dict[int, Tensor] = {}
    total = torch.zeros(())
    for group in batches(windows, pieces, np.random.default_rng(1)):
        batch = collate(group, alphabet)
        if train:
            drop_words(batch)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            seen, x = tagger.sees(batch)
            scores = tagger.heads["own"](x) if train and group[0].task == "own" else None
        for example, row in zip(group, seen.float(), strict=True):
            states[id(example)] = row[: len(example.window.units.pieces)]
        if scores is not None:
            total = total + len(group) * loss(scores.float(), *targets(group, scores.shape[1], "own"))
    return [states[id(example)] for example in windows], total


def train(
    model: Joint,
    own: Sequence[Article],
    finre: Sequence[Article],
    cluener: Sequence[Example],
    alphabet: Alphabet,
    path: Path,
    settings: Settings,
) -> Joint:
    """Train in place; goes on from ``path``.  The returned weights are the running mean over the steps."""
    optimizer = optimizer_of(model.tagger, settings.frozen, settings.encoder_rate, settings.head_rate)
    optimizer.add_param_group({"params": list(model.nets.parameters()), "top": settings.head_rate})

    def step_on(task: str, group: Any) -> float:
        if task == "cluener":
            total, shown = losses(model.tagger, group, task, alphabet, settings.foreign)
        else:
            total, shown = _both(model, group, alphabet, settings)
        descend(total, optimizer, model)
        return shown

    plans = [_plan(own, finre, cluener, settings, n) for n in range(settings.epochs)]
    epochs(
        model, optimizer, plans, step_on, path, keep=settings.average, most=settings.most, seed=settings.seed
    )
    return model


def _plan(
    own: Sequence[Article],
    finre: Sequence[Article],
    cluener: Sequence[Example],
    settings: Settings,
    epoch: int,
) -> Plan:
    """The batches of one epoch, all tasks shuffled together."""
    noise = np.random.default_rng(settings.seed * 100 + epoch)
    plan: Plan = []
    for task, data, most, size in (
        ("articles", own, len(own), settings.articles),
        ("finre", finre, settings.finre, 8 * settings.articles),
    ):
        chosen = noise.permutation(len(data))[:most]
        plan += [(task, [data[n] for n in chosen[at : at + size]]) for at in range(0, len(chosen), size)]
    if epoch < settings.beside:
        plan += [("cluener", group) for group in batches(cluener, settings.cluener_pieces, noise)]
    return [plan[n] for n in noise.permutation(len(plan))]


def _both(model: Joint, group: list[Article], alphabet: Alphabet, settings: Settings) -> tuple[Tensor, float]:
    """(loss of names and relations per window, that of the relations alone)."""
    windows = [example for article in group for example in article.windows]
    states, total = states_of(model.tagger, windows, alphabet, settings.pieces, train=True)
    parts, at = [], 0
    for article in group:
        parts.append(read(article.layout, states[at : at + len(article.windows)]))
        at += len(article.windows)
    seen = torch.cat(parts)
    extras = torch.from_numpy(np.concatenate([article.layout.extras for article in group]))
    right, known = (torch.cat([getattr(article, name) for article in group]) for name in ("right", "known"))
    wrong = torch.zeros(())
    for net in model.nets:
        loss_of = F.binary_cross_entropy_with_logits(net(seen, extras), right.float(), reduction="none")
        wrong = wrong + (loss_of * known).sum() / len(model.nets)
    return (total + settings.relations * wrong) / len(windows), float(wrong.detach()) / len(windows)


def figures(model: Joint, data: Sequence[Article], alphabet: Alphabet) -> tuple[float, float]:
    """(best F1 of the relations with correct entities, its threshold)."""
    model.eval()
    pairs: list[tuple[float, bool]] = []
    with torch.no_grad():
        for article in data:
            states, _ = states_of(model.tagger, article.windows, alphabet, 4000, train=False)
            seen, extras = read(article.layout, states), torch.from_numpy(article.layout.extras)
            mean = torch.stack([net(seen, extras) for net in model.nets]).mean(0)
            pairs += zip(mean[article.known].tolist(), article.right[article.known].tolist(), strict=True)
    return best_f1(pairs)
