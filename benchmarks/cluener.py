"""CLUENER dev: micro F1 of the tagger's own head for its ten classes.

    python benchmarks/cluener.py [DEV.jsonl] [--model accurate|fast]

A mention is right when its class and both ends are (as the data set's authors score it).
"""

from __future__ import annotations

import argparse
import collections
import json
import time
from pathlib import Path

from kg.models import DEFAULT
from ner.encoder import MODELS, encoder
from ner.segmenter import segment
from ner.tagger import scored
from ner.windows import spread

DEV = Path(__file__).resolve().parents[2] / "shared" / "data" / "cluener" / "dev.jsonl"
Span = tuple[int, int, str]


def found(text: str, model: str, threshold: float) -> set[Span]:
    """The mentions of one sentence: best spans first, none that overlaps a better one."""
    shipped = encoder(model)
    units = shipped.subwords.units(text)
    encoded = shipped.encode(units, spread(list(segment(text)), units.offsets), "cluener")
    taken: list[Span] = []
    for kind, first, last, score in sorted(
        scored(encoded, shipped.heads["cluener"]), key=lambda row: (-row[3], row[1], row[2], row[0])
    ):
        if score > threshold and not any(first <= e and s <= last for s, e, _ in taken):
            taken.append((first, last, kind))
    return {(units.offsets[first], units.offsets[last], kind) for first, last, kind in taken}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dev", nargs="?", type=Path, default=DEV)
    parser.add_argument("--model", choices=MODELS, default=DEFAULT)
    parser.add_argument("--threshold", type=float, default=0.0, help="score from which a span counts")
    args = parser.parse_args()
    counts: dict[str, collections.Counter[str]] = {
        name: collections.Counter() for name in ("hit", "found", "gold")
    }
    chars, began = 0, time.perf_counter()
    for line in args.dev.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold = {
            (start, end, kind)
            for kind, forms in row["label"].items()
            for at in forms.values()
            for start, end in at
        }
        got = found(row["text"], args.model, args.threshold)
        chars += len(row["text"])
        for name, spans in (("hit", got & gold), ("found", got), ("gold", gold)):
            counts[name].update(kind for _, _, kind in spans)
    seconds = time.perf_counter() - began
    print("| class | P | R | F1 | gold |\n|---|---|---|---|---|")
    for kind in [*sorted(counts["gold"]), "micro"]:
        hit, got_, want = (c.total() if kind == "micro" else c[kind] for c in counts.values())
        p, r = hit / max(1, got_), hit / max(1, want)
        print(f"| {kind} | {p:.3f} | {r:.3f} | {2 * p * r / max(1e-9, p + r):.3f} | {want} |")
    print(f"\n{chars} characters, {chars / seconds:.0f} characters a second")


if __name__ == "__main__":
    main()
