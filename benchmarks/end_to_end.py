"""Characters per second from files to facts, on one core and with --jobs; peak memory.

    python benchmarks/end_to_end.py [--documents 300] [--jobs 1,2] [--model accurate|fast|rules]

Two builds of different size are compared, so that start-up does not count: rate = difference of characters / difference
of seconds.  Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import corpus
from measure import Run, add_model, kg, markdown


def build(folder: Path, workspace: Path, jobs: int, model: str) -> Run:
    return kg("build", folder, "-w", workspace, "--jobs", jobs, "--model", model, "--quiet", cores=jobs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--jobs", default="1,2")
    add_model(parser)
    arguments = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        small = corpus.write(folder / "small", 10)
        large = corpus.write(folder / "large", arguments.documents)
        for jobs in map(int, arguments.jobs.split(",")):
            start = build(folder / "small", folder / f"small{jobs}", jobs, arguments.model)
            full = build(folder / "large", folder / f"large{jobs}", jobs, arguments.model)
            more = large - small
            wall, cpu = full.seconds - start.seconds, full.cpu - start.cpu
            rows.append(
                [jobs, f"{large:,}", f"{full.seconds:.1f}", f"{more / wall:,.0f}", f"{more / cpu:,.0f}",
                 f"{full.worst_mb:.0f}", f"{full.peak_mb:.0f}"]
            )  # fmt: skip
    head = [
        "jobs",
        "characters",
        "seconds",
        "characters/s",
        "characters/CPU s",
        "largest process MB",
        "all processes MB",
    ]
    print(markdown(head, rows))


if __name__ == "__main__":
    main()
