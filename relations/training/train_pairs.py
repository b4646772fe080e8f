"""Train the relation model: two hidden layers over what relations/pairs.py reads of each pair.

    python -m relations.training.train_pairs [--model accurate|fast] [--epochs 10] [--out FILE]

All relations at once, binary cross-entropy, signatures and optional facts masked out.  The encoder stays as the tagger left it; its states are
those of the shipped int8 model, so that training sees what the product sees.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from kg.model import Passage
from kg.models import DEFAULT
from kg.ontology import default
from ner.candidates import Context
from ner.encoder import MODELS, Encoder, encoder
from ner.segmenter import segment
from ner.tagger import read
from relations.pairs import EXTRAS, PARTS, pairs
from relations.training.project import Row, load, passage

RELATIONS = tuple(default().relations)
WIDTH, DEPTH, HIDDEN = 384, 128, 256
SEEDS = (1, 2, 3)  # as many nets; the mean of their scores is what counts


@dataclass
class Examples:
    """One article: ``parts`` pairs × PARTS × width (before projection), ``extras``, and for each relation right and known."""

    doc: str
    parts: np.ndarray
    extras: np.ndarray
    right: np.ndarray
    known: np.ndarray


def gold_passage(row: Row, gold: Row, model: Encoder) -> Passage:
    """A passage with the gold mentions and the encoder's passes."""
    made = passage(row["text"], gold)
    context = Context(made.text, made.sentences, words=tuple(segment(made.text)))
    _, passes = read(context, model)
    return replace(made, passes=tuple(passes))


def may(head: str, tail: str) -> bool:
    """Whether some relation is allowed between the types."""
    return any(default().allows(name, head, tail) for name in RELATIONS)


def examples(row: Row, gold: Row, made: Passage) -> Examples:
    """The labelled pairs of one article, one per pair of entities."""
    found = pairs(made, np.eye(WIDTH, dtype=np.float32), may, key=lambda mention: mention.props["gold"])
    right, known = truths(gold, made, found.ends)
    return Examples(row["doc"], found.parts.astype(np.float16), found.extras, right, known)


def truths(gold: Row, made: Passage, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(right, known), each pairs × relations, for pairs of gold mentions (``ends``: pairs × 2)."""
    ontology = default()
    right, unknown = _facts(gold)
    labels = np.zeros((len(ends), len(RELATIONS)), bool)
    known = np.zeros_like(labels)
    for n, (at, to) in enumerate(ends.tolist()):
        head, tail = made.mentions[at], made.mentions[to]
        for k, name in enumerate(RELATIONS):
            key = (name, head.props["gold"], tail.props["gold"])
            labels[n, k] = key in right
            known[n, k] = ontology.allows(name, head.type, tail.type) and (key in right or key not in unknown)
    return labels, known


def _facts(gold: Row) -> tuple[set[tuple[str, str, str]], set[tuple[str, str, str]]]:
    """(required, optional) facts; symmetric ones both ways."""
    right: set[tuple[str, str, str]] = set()
    unknown: set[tuple[str, str, str]] = set()
    for fact in gold["relations"]:
        to = unknown if fact.get("optional") else right
        to.add((fact["type"], fact["head"], fact["tail"]))
        if default().relations[fact["type"]].symmetric:
            to.add((fact["type"], fact["tail"], fact["head"]))
    return right, unknown


class PairModel(nn.Module):
    """Projection of the states, two hidden layers, one output per relation."""

    def __init__(self, outputs: int = len(RELATIONS)) -> None:
        super().__init__()
        self.project = nn.Linear(WIDTH, DEPTH, bias=False)
        self.first = nn.Linear(PARTS * DEPTH + EXTRAS, HIDDEN)
        self.second = nn.Linear(HIDDEN, HIDDEN)
        self.last = nn.Linear(HIDDEN, outputs)

    def forward(self, parts: Tensor, extras: Tensor) -> Tensor:
        x = self.project(parts)
        x = F.dropout(torch.cat([x.flatten(1), extras], 1), 0.2, self.training)
        x = F.dropout(F.relu(self.first(x)), 0.3, self.training)
        return self.last(F.dropout(F.relu(self.second(x)), 0.3, self.training))


def train(data: list[Examples], epochs: int, seed: int = 1) -> PairModel:
    """The mean over the last half of the epochs' weights."""
    torch.manual_seed(seed)
    noise = np.random.default_rng(seed)
    model = PairModel()
    nn.init.constant_(model.last.bias, -4.0)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.02)
    groups = [data[n : n + 4] for n in range(0, len(data), 4)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, 1.5e-3, total_steps=epochs * len(groups), pct_start=0.1
    )
    mean: dict[str, Tensor] = {}
    for epoch in range(epochs):
        model.train()
        order = noise.permutation(len(data))
        total = 0.0
        for at in range(0, len(data), 4):
            total += _step(model, optimizer, [data[n] for n in order[at : at + 4]])
            schedule.step()
            if epoch >= epochs // 2:
                for name, value in model.state_dict().items():
                    mean[name] = mean[name].lerp(value, 0.01) if name in mean else value.clone()
        print(f"epoch {epoch + 1}: loss {total / len(groups):.4f}", flush=True)
    model.load_state_dict(mean)
    return model.eval()


def _step(model: PairModel, optimizer: torch.optim.Optimizer, group: list[Examples]) -> float:
    parts, extras, right, known = (
        torch.from_numpy(np.concatenate([getattr(each, name) for each in group]))
        for name in ("parts", "extras", "right", "known")
    )
    scores = model(parts.float(), extras)
    loss = F.binary_cross_entropy_with_logits(scores, right.float(), reduction="none")
    loss = (loss * known).sum() / max(1, len(scores)) * 4
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return float(loss.detach())


def collect(texts: Iterable[tuple[Row, Row]], model: Encoder) -> Iterator[Examples]:
    """The labelled pairs of all texts."""
    for row, gold in texts:
        found = examples(row, gold, gold_passage(row, gold, model))
        if len(found.parts):
            yield found


def figures(
    model: PairModel, data: list[Examples], threshold: float = 0.0
) -> dict[str, tuple[float, float, float, int]]:
    """Precision, recall, F1 and number of gold facts by relation, with correct entities."""
    counts = np.zeros((3, len(RELATIONS)), int)
    with torch.no_grad():
        for each in data:
            found = (
                model(torch.from_numpy(each.parts).float(), torch.from_numpy(each.extras)).numpy() > threshold
            )
            found &= each.known
            counts += np.stack([(found & each.right).sum(0), found.sum(0), each.right.sum(0)])
    out = {}
    for name, (hit, found, gold) in zip(
        [*RELATIONS, "all"], np.c_[counts, counts.sum(1)].T.tolist(), strict=True
    ):
        p, r = hit / max(1, found), hit / max(1, gold)
        out[name] = (round(p, 3), round(r, 3), round(2 * p * r / max(1e-9, p + r), 3), gold)
    return out


def loaded(states: Iterable[dict[str, Tensor]]) -> list[PairModel]:
    """Nets with these weights."""
    nets = []
    for state in states:
        nets.append(PairModel())
        nets[-1].load_state_dict(state)
    return nets


def save(models: Sequence[PairModel], path: Path) -> None:
    """Weights of all nets as float16 arrays, as relations/classifier.py reads them."""
    states = [model.state_dict() for model in models]
    arrays = {
        name.replace(".", "_"): np.stack([state[name].detach().numpy() for state in states]).astype(
            np.float16
        )
        for name in states[0]
    }
    np.savez_compressed(path, relations=np.array(RELATIONS), **arrays)  # type: ignore[arg-type]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", choices=MODELS, default=DEFAULT)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    data, dev = (list(collect(load(part), encoder(args.model))) for part in ("train", "dev"))
    print(
        f"{sum(len(e.parts) for e in data)} pairs, {sum(int(e.right.sum()) for e in data)} facts", flush=True
    )
    model = train(data, args.epochs)
    for name, row in figures(model, dev).items():
        print(f"{name:20}", *row)
    if args.out:
        save([model], args.out)


if __name__ == "__main__":
    main()
