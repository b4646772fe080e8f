"""Fit the pair model of ``kg.resolving.pair_model`` on annotated documents and write its weights.

    python -m kg.resolving.training.fit_pairs [--shared FOLDER | --corpus FOLDER] [--check] [--dry]

Every pair of names of one type in one document that blocking brings together, that no rule vetoes and that is alike enough
is a case: one thing or not.  Logistic regression with a quadratic penalty; each sign has a weight for all types and one
that is added for the pair's type, held down more strongly (Daumé 2007, "Frustratingly easy domain adaptation").  The
documents listed in dev.txt are never used.  ``--check`` prints the figures of merging by 5 folds over documents; ``--dry``
writes nothing; ``--corpus`` is for trying the program.  Takes a minute; the same data give the same file.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from kg.model import Extraction
from kg.resolving.items import collect
from kg.resolving.judging import cases
from kg.resolving.keys import Key, normalise_name
from kg.resolving.pair_model import COMMON, WEIGHTS, PairModel
from kg.resolving.signs import Signs
from kg.resolving.training.compare import HEAD, Count, compare, table
from kg.resolving.training.gold import as_extraction, corpus_rows, read_texts
from kg.resolving.within import merge_within

SHARED = Path(__file__).resolve().parents[4] / "shared"
FOLDS = 5
THRESHOLDS = {COMMON: 0.45, "Enterprise": 0.5}
COMMON_PENALTY, TYPE_PENALTY = 6.0, 12.0
LEAST_CASES = 5  # of a sign, to get a weight
LEAST_WEIGHT = 0.02
Owners = dict[str, tuple[str, str]]  # form -> (gold id, type)


@dataclass(frozen=True)
class Case:
    """One pair of names with its signs; ``same``: whether the annotation has them as one thing."""

    doc: str
    type: str
    signs: Signs
    same: bool


def documents(shared: Path) -> list[tuple[Extraction, Owners]]:
    """The training documents (those not in dev.txt) with the owners of their forms."""
    folder = shared / "train"
    left_out = set((folder / "dev.txt").read_text(encoding="utf-8").split())
    texts = read_texts(folder / "texts.jsonl")
    rows = map(json.loads, (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines())
    return [as_extraction(row, texts[row["doc"]]) for row in rows if row["doc"] not in left_out]


def cases_of(extraction: Extraction, owners: Owners) -> Iterator[Case]:
    """The cases of one document, between names of one annotated thing each."""
    gold = {(type_, normalise_name(form)): one for form, (one, type_) in owners.items()}

    def owner(key: Key) -> str | None:
        return gold.get((key[0], key[1]))

    for short, full, signs in cases(collect(extraction)):
        first, second = owner(short), owner(full)
        if first is not None and second is not None:
            yield Case(extraction.doc, short[0], signs, first == second)


def fit(found: list[Case]) -> PairModel:
    """Newton's method on the penalised likelihood."""
    names, matrix = _matrix(found)
    target = np.array([case.same for case in found], dtype=np.float64)
    common = np.array([name[0] == COMMON for name in names])
    penalty = np.where(common, COMMON_PENALTY, TYPE_PENALTY)
    weights = np.zeros(len(names))
    for _ in range(20):
        likely = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (likely - target) + penalty * weights
        curve = (matrix * (likely * (1 - likely))[:, None]).T @ matrix + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    made: dict[str, dict[str, float]] = defaultdict(dict)
    for (type_, sign), weight in zip(names, weights, strict=True):
        if abs(weight) >= LEAST_WEIGHT:
            made[type_][sign] = round(float(weight), 3)
    return PairModel(dict(made), THRESHOLDS)


def _matrix(found: list[Case]) -> tuple[list[tuple[str, str]], Any]:
    """The weights' names (type or ``*``, sign), and one row of values per case."""
    often: Counter[tuple[str, str]] = Counter()
    for case in found:
        for sign, value in case.signs.items():
            if value:
                often.update(((COMMON, sign), (case.type, sign)))
    names = sorted(name for name, count in often.items() if count >= LEAST_CASES)
    column = {name: at for at, name in enumerate(names)}
    matrix = np.zeros((len(found), len(names)))
    for row, case in enumerate(found):
        for sign, value in case.signs.items():
            for type_ in (COMMON, case.type):
                if (at := column.get((type_, sign))) is not None:
                    matrix[row, at] = value
    return names, matrix


def fold_of(doc: str) -> int:
    """The fold of a document, whatever else is there."""
    return int(sha256(doc.encode()).hexdigest(), 16) % FOLDS


def check(material: list[tuple[Extraction, Owners]], found: list[Case]) -> list[list[str]]:
    """The table of merging; each document by a model that was fitted without its fold."""
    models = [fit([case for case in found if fold_of(case.doc) != fold]) for fold in range(FOLDS)]
    counts: dict[str, Count] = defaultdict(Count)
    for extraction, owners in material:
        items = collect(extraction)
        clusters, _ = merge_within(items, model=models[fold_of(extraction.doc)])
        system = {
            form: str(clusters.find(key)) for key, item in items.items.items() for form in item.surfaces
        }
        compare(extraction.doc, owners, system, counts)
    return table(counts)


def write(model: PairModel, path: Path) -> None:
    """Store the weights, sorted, so that a new fit shows what changed."""
    stored = {"thresholds": model.thresholds, "weights": model.weights}
    text = json.dumps(stored, ensure_ascii=False, indent=0, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument(
        "--corpus", type=Path, help="fit on NAME.txt and NAME.gold.jsonl of this folder instead"
    )
    parser.add_argument("--check", action="store_true", help="print the figures by folds")
    parser.add_argument("--dry", action="store_true", help="do not write the weights")
    args = parser.parse_args()
    if args.corpus:
        material = [as_extraction(row, text) for row, text in corpus_rows(args.corpus)]
    elif (args.shared / "train" / "gold.jsonl").is_file():
        material = documents(args.shared)
    else:
        sys.exit(f"no annotated documents in {args.shared / 'train'}: give their folder with --shared")
    found = [case for extraction, owners in material for case in cases_of(extraction, owners)]
    print(f"{len(material)} documents, {len(found)} pairs, {sum(case.same for case in found)} of one thing")
    if args.check:
        rows = [HEAD, ["---"] * len(HEAD), *check(material, found)]
        print("\n".join("| " + " | ".join(row) + " |" for row in rows))
    if not args.dry:
        write(fit(found), WEIGHTS)
        print(f"wrote {WEIGHTS.name}: {WEIGHTS.stat().st_size} bytes")


if __name__ == "__main__":
    main()
