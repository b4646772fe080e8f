"""Train the segmenter that ships in ner/model/segmenter, with the default model of pkuseg 0.0.25 as teacher.

The teacher lies in the PyPI sdist ``pkuseg`` 0.0.25 (MIT), folder pkuseg/models/default.  Get it into a folder outside the
repository (``pip download --no-binary :all: --no-deps pkuseg==0.0.25``) and unpack it; nothing of it is committed.

    python -m ner.training.train_segmenter --teacher DIR --raw DIR --annotated DIR --work DIR [--output DIR]

Steps: sample raw news, leaving out the development texts; let the teacher segment it (kept in --work, not repeated);
train a CRF (see segmenter_crf.py); drop weak features; compare with the teacher on held-out documents.
"""

from __future__ import annotations

import argparse
import logging
import time
from pathlib import Path

from ner.segmenter_files import FOLDER, load_model
from ner.segmenter_model import SegmenterModel
from ner.training.segmenter_corpus import load_teacher, sample, teach
from ner.training.segmenter_crf import Trainer, batches, collect, train
from ner.training.segmenter_export import save

Sentences = list[list[str]]


def prepare(arguments: argparse.Namespace) -> tuple[Sentences, Sentences]:
    """Training and held-out sentences as lists of the teacher's words."""
    paths = arguments.work / "train.txt", arguments.work / "test.txt"
    if not all(path.exists() for path in paths):
        arguments.work.mkdir(parents=True, exist_ok=True)
        lines = sample(arguments.raw, arguments.annotated, characters=arguments.characters, held_out=250_000)
        teacher = load_teacher(arguments.teacher)
        for part, path in zip(lines, paths, strict=True):
            logging.info("teacher segments %d lines for %s", len(part), path.name)
            teach(teacher, part, path)
    training, testing = ([line.split() for line in path.open(encoding="utf-8")] for path in paths)
    return training, testing


def word_f1(model: SegmenterModel, sentences: Sentences) -> float:
    """F1 of words (equal start and end) against the given ones, no dictionary."""
    from spacy_pkuseg.inference import run_viterbi

    right = gold_count = predicted_count = 0
    for words in sentences:
        text = "".join(words)
        _, tags = run_viterbi(model.node_scores(text), model.weights.edges)
        starts = [index for index, tag in enumerate(tags) if tag < 2 or index == 0]
        predicted = set(zip(starts, [*starts[1:], len(text)], strict=True))
        gold, at = set(), 0
        for word in words:
            gold.add((at, at + len(word)))
            at += len(word)
        right += len(predicted & gold)
        gold_count += len(gold)
        predicted_count += len(predicted)
    return 2 * right / (gold_count + predicted_count)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--teacher", type=Path, required=True, help="folder pkuseg/models/default of the sdist"
    )
    parser.add_argument("--raw", type=Path, required=True, help="folder with *.jsonl.xz of raw news")
    parser.add_argument(
        "--annotated", type=Path, required=True, help="folder with texts.jsonl and dev.txt to leave out"
    )
    parser.add_argument("--work", type=Path, required=True, help="folder for the teacher's output")
    parser.add_argument("--output", type=Path, default=FOLDER)
    parser.add_argument("--characters", type=int, default=13_000_000)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument(
        "--least", type=int, nargs=3, default=(5, 6, 6), help="times a character, pair, word must occur"
    )
    parser.add_argument("--threshold", type=float, default=0.5, help="drop features that weigh less")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")

    training, testing = prepare(arguments)
    tuning, testing = testing[::5], [words for index, words in enumerate(testing) if index % 5]
    symbol, pair, word = arguments.least
    inventory = collect(training, symbol=symbol, pair=pair, word=word)
    counts = len(inventory.symbols), len(inventory.pair_keys), len(inventory.words)
    logging.info("%d characters, %d pairs, %d words", *counts)
    trainer = Trainer(inventory)
    for _ in train(trainer, batches(training, inventory, 8000), epochs=arguments.epochs):
        logging.info(
            "F1 on the tuning part %.4f", word_f1(SegmenterModel(inventory, trainer.weights()), tuning)
        )
    kept = save(inventory, trainer.weights(), arguments.output, threshold=arguments.threshold)
    size = sum(path.stat().st_size for path in arguments.output.iterdir())
    start = time.perf_counter()
    model = load_model(arguments.output)
    logging.info("%d features, %.2f MB, loaded in %.2f s", kept, size / 1e6, time.perf_counter() - start)
    logging.info("word F1 against the teacher on held-out documents: %.4f", word_f1(model, testing))


if __name__ == "__main__":
    main()
