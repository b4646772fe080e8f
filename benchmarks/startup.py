"""How long it takes until something is there: ``kg --help``, and the build of one page in a new workspace.

    python benchmarks/startup.py [--runs 5] [--model accurate|fast|rules]

Prints a Markdown table with the quickest and the median run.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path

import corpus
from measure import Run, add_model, kg, markdown


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    add_model(parser)
    arguments = parser.parse_args()
    runs, model = range(arguments.runs), ("--model", arguments.model)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        corpus.write(folder / "page", 1)
        cases: dict[str, list[Run]] = {
            "kg --help": [kg("--help") for _ in runs],
            "kg build (one page)": [
                kg("build", folder / "page", "-w", folder / f"w{n}", "--quiet", *model) for n in runs
            ],
            "kg show (graph from the cache)": [kg("show", folder / "w0") for _ in runs],
        }
    rows = [
        [name, f"{min(r.seconds for r in done):.2f}", f"{statistics.median(r.seconds for r in done):.2f}",
         f"{statistics.median(r.cpu for r in done):.2f}", f"{max(r.worst_mb for r in done):.0f}"]
        for name, done in cases.items()
    ]  # fmt: skip
    print(markdown(["command", "quickest s", "median s", "median CPU s", "largest process MB"], rows))


if __name__ == "__main__":
    main()
