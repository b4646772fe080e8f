"""Measure what a confidence means in precision, on the development texts: the table kg/levels.json.

    python -m relations.training.levels [--model accurate|fast|rules] [--shared FOLDER] [--out FILE]

Every document is extracted whole and judged as ``kg score`` judges it, optional gold rows neutral, denied facts
no predictions.  A fact is as sure as its surest evidence, an entity as its surest mention.  Weights that were fitted
on the same texts make the table too good: whoever has extractions by weights that were not
(``relations.training.evaluate``) gives them to ``store``.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kg.errors import KGError
from kg.levels import SHIPPED, Levels, cut, measure_levels, read_levels, write_levels
from kg.models import DEFAULT
from kg.pipeline import document_rows, extract_document
from kg.scoring.figures import evaluate
from kg.scoring.judging import pairs
from ner.encoder import MODELS
from ner.pipeline import make_nlp
from ner.training.measure_rules import document_of
from relations.training.project import SHARED, Row, load

KINDS = ("relations", "entities")
NEEDED = ("texts.jsonl", "gold.jsonl", "dev.txt")
Pairs = Mapping[str, Sequence[tuple[float, bool]]]


def judged(gold: Iterable[Row], predicted: Iterable[Row]) -> Pairs:
    """(confidence, whether it is right) of every predicted row that counts: keys "relations" and "entities"."""
    scores = evaluate(gold, predicted)
    return {kind: pairs(scores, kind) for kind in KINDS}


def store(found: Pairs, path: Path = SHIPPED) -> Levels:
    """Write the table that follows from pairs as ``judged`` gives them, and return it as it is read back.

    Raises ValueError if there are no pairs of a kind, or a confidence is outside 0 to 1; nothing is written then.
    """
    rows = {kind: measure_levels(found[kind]) for kind in KINDS}
    empty = [kind for kind in KINDS if not rows[kind]]
    if empty:
        raise ValueError(f"nothing was predicted of {', '.join(empty)}: no table can be measured")
    write_levels(path, relations=rows["relations"], entities=rows["entities"])
    read_levels.cache_clear()
    return read_levels(path)


def extracted(texts: Iterable[Row], model: str) -> list[Row]:
    """The rows of all texts by the pipeline of ``model``."""
    nlp = make_nlp(model=model)
    return [document_rows(extract_document(document_of(row["doc"], row["text"]), nlp)) for row in texts]


def report(found: Pairs, table: Levels) -> str:
    """What was measured: the number of predictions and right ones, and what some levels need and keep."""
    lines = []
    for kind in KINDS:
        right = sum(truth for _, truth in found[kind])
        best = getattr(table, kind)[-1]
        lines.append(
            f"{kind}: {len(found[kind])} predictions, {right} right; at best {best.precision} from confidence "
            f"{best.confidence} on (keeps {best.kept})"
        )
    for precision in (0.5, 0.6, 0.7, 0.8, 0.9):
        try:
            needed = cut(min_precision=precision, levels=table)
        except KGError:
            lines.append(f"precision {precision}: not reached")
            continue
        lines.append(f"precision {precision}: {needed}")
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", choices=(*MODELS, "rules"), default=DEFAULT)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with train/texts.jsonl and so on")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    args = parser.parse_args(argv)
    paths = [args.shared / "train" / name for name in NEEDED]
    if missing := [str(path) for path in paths if not path.is_file()]:
        print(f"training data is missing: {', '.join(missing)}; see MODEL_CARD.md for where it comes from")
        return 1
    rows = list(load("dev", shared=args.shared))
    found = judged([gold for _, gold in rows], extracted([text for text, _ in rows], args.model))
    print(report(found, store(found, args.out)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
