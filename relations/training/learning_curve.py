"""What more annotation would give: small models trained on 25, 50, 75 and 100 % of the training part.

    python -m relations.training.learning_curve BUILD OUT.json

BUILD holds the pretrained encoder of ``tools/train.py``.  To stay affordable each point is a tagger of three layers, four epochs, without CLUENER,
judged by its spans on the development part, and a relation model on its states with correct names: the course of the curve counts, not its height.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from ner.candidates import Context
from ner.segmenter import segment
from ner.subwords import Subwords
from ner.training.tagger import batches, distil, evaluate, network, spans, train
from ner.training.tagger.sources import Shared, windows_of
from ner.windows import Pass, windows
from relations.training import train_pairs
from relations.training.project import passage

SHARES = (0.25, 0.5, 0.75, 1.0)


class Curve:
    """The data, and one point of the curve after the other."""

    def __init__(self, build: Path) -> None:
        self.build = build
        kept = np.load(build / "vocabulary.npz")
        self.subwords = Subwords([str(piece) for piece in kept["pieces"]], kept["scores"])
        self.alphabet = batches.Alphabet(sorted(piece for piece in self.subwords.pieces if len(piece) == 1))
        self.texts = {part: Shared().texts(part) for part in ("train", "dev")}
        self.dev = windows_of(self.texts["dev"], self.subwords)

    def point(self, share: float) -> dict[str, float]:
        """F1 of spans and of relations with that share of the training texts."""
        chosen = np.random.default_rng(1).permutation(len(self.texts["train"]))
        texts = [self.texts["train"][n] for n in chosen[: int(share * len(chosen))]]
        torch.manual_seed(1)
        encoder = network.Encoder(len(self.subwords.pieces))
        encoder.load_state_dict(torch.load(self.build / "encoder.pt"))
        encoder.layers = nn.ModuleList(encoder.layers[n] for n in distil.LAYERS)
        model = spans.Tagger(encoder, len(self.alphabet), {"own": len(batches.TYPES["own"])})
        settings = train.Settings(epochs=4, beside=0, frozen=0)
        path = self.build / f"curve-{share}.pt"
        model = train.train(model, windows_of(texts, self.subwords), [], self.alphabet, path, settings)
        found = evaluate.figures(model, self.dev, self.alphabet, "own")["all"][2]
        data = {
            name: [self.pairs(model, row, gold) for row, gold in rows]
            for name, rows in (("train", texts), ("dev", self.texts["dev"]))
        }
        relations = train_pairs.train([each for each in data["train"] if len(each.parts)], 8)
        judged = train_pairs.figures(relations, [each for each in data["dev"] if len(each.parts)], -0.5)[
            "all"
        ][2]
        return {"share": share, "entities": found, "relations": judged}

    def pairs(self, model: spans.Tagger, row: dict[str, Any], gold: dict[str, Any]) -> train_pairs.Examples:
        """The labelled pairs of one article on the model's states."""
        made = passage(row["text"], gold)
        context = Context(made.text, made.sentences, words=tuple(segment(made.text)))
        parts = [self.subwords.units(context.text, s.start, s.end) for s in made.sentences]
        passes = []
        for window in windows([part for part in parts if part.offsets]):
            with torch.no_grad():
                passes.append(
                    Pass(window, model.eval().encoder(torch.tensor([window.units.pieces]))[0].numpy())
                )
        return train_pairs.examples(row, gold, replace(made, passes=tuple(passes)))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("build", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    curve = Curve(args.build)
    points: list[dict[str, float]] = json.loads(args.out.read_text())["points"] if args.out.exists() else []
    for share in SHARES:
        if not any(point["share"] == share for point in points):
            points.append(curve.point(share))
            args.out.write_text(
                json.dumps({"kind": "learning_curve", "points": points}, indent=1), encoding="utf-8"
            )
            print(points[-1], flush=True)


if __name__ == "__main__":
    main()
