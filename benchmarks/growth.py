"""Growth with the number of documents: build, second build, graph and export, show, explain; memory of each.

    python benchmarks/growth.py [--sizes 10,1000,10000] [--jobs 2] [--model accurate|fast|rules]

CPU time should grow in line with the documents, a worker's memory not at all.  Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

import corpus
from measure import add_model, kg, markdown


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="10,1000,10000")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    add_model(parser)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        for number, size in enumerate(map(int, arguments.sizes.split(","))):
            lines = markdown(HEAD, [measure(Path(place), size, arguments.jobs, arguments.model)]).splitlines()
            print("\n".join(lines[2 if number else 0 :]), flush=True)


def measure(place: Path, size: int, jobs: int, model: str) -> list[str]:
    """The row of the table for ``size`` documents."""
    folder, workspace, output = place / f"in{size}", place / f"w{size}", place / "out.nt"
    chars = corpus.write(folder, size)
    build = ("build", folder, "-w", workspace, "--jobs", jobs, "--model", model, "--quiet")
    export = ("export", workspace, "--format", "ntriples", "-o", output, "--quiet")
    first, again, made, exported = kg(*build), kg(*build), kg(*export), kg(*export)
    shown, explained = kg("show", workspace), kg("explain", workspace, corpus.SCHOOLS[0])
    return [
        f"{size:,}", f"{chars:,}", f"{first.seconds:.0f}", f"{first.cpu / size * 1000:.0f}", f"{first.worst_mb:.0f}",
        f"{again.cpu:.1f}", f"{made.cpu:.1f}", f"{made.worst_mb:.0f}", f"{exported.cpu:.1f}",
        f"{exported.worst_mb:.0f}", f"{shown.cpu:.1f}", f"{explained.cpu:.1f}",
        f"{(workspace / 'workspace.db').stat().st_size / 1e6:.0f} + {(workspace / 'graph.cache').stat().st_size / 1e6:.0f}",
    ]  # fmt: skip


HEAD = [
    "documents", "characters", "build s", "build: CPU ms/document", "largest process MB", "second build CPU s",
    "resolve and export CPU s", "its MB", "export again CPU s", "its MB", "show CPU s", "explain CPU s",
    "workspace + graph on disk MB",
]  # fmt: skip


if __name__ == "__main__":
    main()
