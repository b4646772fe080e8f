"""Growth with the number of documents: build, second build, graph, export; memory of a worker.

    python benchmarks/growth.py [--sizes 10,1000,10000] [--jobs 2]

Time should grow in line with the documents, a worker's memory not at all.  Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

import corpus
from measure import kg, markdown


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="10,1000,10000")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as place:
        for size in map(int, arguments.sizes.split(",")):
            folder, workspace = Path(place) / f"in{size}", Path(place) / f"w{size}"
            chars = corpus.write(folder, size)
            first = kg("build", folder, "-w", workspace, "--jobs", arguments.jobs, "--quiet")
            again = kg("build", folder, "-w", workspace, "--jobs", arguments.jobs, "--quiet")
            graph = kg("export", workspace, "--format", "ntriples", "-o", Path(place) / "out.nt")
            shown = kg("show", workspace)
            rows.append(
                [f"{size:,}", f"{chars:,}", f"{first.seconds:.1f}", f"{first.cpu / size * 1000:.0f}",
                 f"{first.worst_mb:.0f}", f"{again.seconds:.1f}", f"{graph.seconds:.1f}", f"{graph.worst_mb:.0f}",
                 f"{shown.seconds:.1f}"]
            )  # fmt: skip
            print(
                markdown(HEAD, rows[-1:]) if len(rows) == 1 else markdown(HEAD, rows[-1:]).splitlines()[-1],
                flush=True,
            )


HEAD = [
    "documents", "characters", "build s", "CPU ms/document", "largest process MB", "second build s",
    "resolve and export s", "its MB", "show s",
]  # fmt: skip


if __name__ == "__main__":
    main()
