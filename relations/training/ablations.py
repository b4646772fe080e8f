"""What each part gives, on the development part: ``ablation.json`` for ``kg score --with``.

    python -m relations.training.ablations OUT.json

Rows: rules only, models only, both, both without the segmenter's words for the tagger; each by five folds.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from relations.training import evaluate

ROWS: tuple[tuple[str, list[str]], ...] = (
    ("rules only", ["--without", "models"]),
    ("models only", ["--without", "rules"]),
    ("rules and models", []),
    ("rules and models, no words for the tagger", ["--without", "words"]),
)
FIGURES = ("entities", "core_entities", "relations", "core_relations")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    rows = []
    for name, options in ROWS:
        print(f"== {name}", flush=True)
        result = evaluate.main(options)
        rows.append({"name": name, **{figure: result[figure]["f1"] for figure in FIGURES}})
    args.out.write_text(
        json.dumps({"kind": "ablation", "rows": rows}, ensure_ascii=False, indent=1), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
