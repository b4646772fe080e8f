"""Segmenter and gazetteers: load time, memory, speed on one core, and word F1 against the teacher.

    python benchmarks/segmenter.py [--text FILE …] [--words FILE]

``--text``: what is segmented for the speed (default: the sample pages in seeds/pages, repeated).  ``--words``: held-out
text segmented by the teacher, words parted by blanks (ner/training/train_segmenter.py leaves it as WORK/test.txt).
Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from measure import markdown

from kg.resources import seeds

LEAST = 300_000  # characters that are measured


def memory() -> float:
    """Largest resident size so far in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def texts(paths: list[Path]) -> list[str]:
    paths = paths or sorted((seeds() / "pages").glob("*.txt"))
    pages = [path.read_bytes().decode("utf-8", "ignore") for path in paths]
    size = sum(map(len, pages))
    if not size:
        sys.exit("no text to measure: give files with --text")
    return pages * (LEAST // size + 1)


def speed(pages: list[str]) -> dict[str, float]:
    """Characters per second of the search, of the segmenter, and of spacy-pkuseg's own code with the same model."""
    import spacy_pkuseg

    from ner.gazetteer import Gazetteer
    from ner.segmenter import segment
    from ner.segmenter_files import FOLDER

    gazetteer = Gazetteer.default()
    stock = spacy_pkuseg.pkuseg(str(FOLDER), user_dict=None)
    size = sum(map(len, pages))
    figures = {}
    few = pages[: max(1, len(pages) // 10)]
    for name, work, part in (
        ("gazetteer_find", gazetteer.find, pages),
        ("segment", segment, pages),
        ("spacy_pkuseg_cut", stock.cut, few),
    ):
        start = time.process_time()
        for page in part:
            work(page)
        figures[name] = round(sum(map(len, part)) / (time.process_time() - start))
    return {**figures, "characters": size}


def accuracy(path: Path) -> dict[str, float]:
    from ner.segmenter import model
    from ner.training.train_segmenter import word_f1

    sentences = [line.split() for line in path.read_text(encoding="utf-8").splitlines()]
    return {"word_f1": round(word_f1(model(), sentences), 4), "sentences": len(sentences)}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--text", type=Path, nargs="*", default=[])
    parser.add_argument("--words", type=Path)
    arguments = parser.parse_args()
    import ahocorasick  # noqa: F401 – its import is no part of the load times
    import numpy  # noqa: F401
    import spacy_pkuseg  # noqa: F401

    from ner import segmenter, segmenter_files
    from ner.gazetteer import Gazetteer

    rows: list[list[object]] = []
    before, start = memory(), time.process_time()
    gazetteer = Gazetteer.default()
    gazetteer.find("沈阳")
    rows.append(["gazetteers: names", f"{len(gazetteer):,}"])
    rows.append(["gazetteers: CPU seconds to load", f"{time.process_time() - start:.2f}"])
    rows.append(["gazetteers: MB", f"{memory() - before:.0f}"])
    before, start = memory(), time.process_time()
    segmenter.model()
    rows.append(["model: CPU seconds to load", f"{time.process_time() - start:.2f}"])
    rows.append(["model: MB", f"{memory() - before:.0f}"])
    size = sum(path.stat().st_size for path in segmenter_files.FOLDER.iterdir())
    rows.append(["model: MB of its files", f"{size / 1e6:.1f}"])
    rates = speed(texts(arguments.text))
    rows += [
        [f"characters per CPU second: {name}", f"{rate:,}"]
        for name, rate in rates.items()
        if name != "characters"
    ]
    if arguments.words:
        rows += [[name, value] for name, value in accuracy(arguments.words).items()]
    print(markdown(["what", "figure"], rows))


if __name__ == "__main__":
    main()
