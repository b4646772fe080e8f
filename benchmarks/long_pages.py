"""One very long page: CPU seconds of each stage as the page grows, for ordinary text and for the worst kinds of text.

    python benchmarks/long_pages.py [--sizes 75000,150000,300000] [--model accurate|fast|rules]

Twice the characters should take twice the time; what takes more than three times as much is marked.  Prints a Markdown
table.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import corpus
from measure import add_model, markdown

KINDS: dict[str, Callable[[random.Random], str]] = {
    "articles in paragraphs": corpus.article,
    "articles in one line": lambda chance: corpus.article(chance).replace("\n", ""),
    "one sentence without an end": lambda chance: (
        corpus.article(chance).replace("\n", "").replace("。", "，")
    ),
    "companies joined by 、": lambda chance: corpus.firm(chance) + "、",
    "one word joined by 、": lambda _: "宁川轴承、",
    "numbers joined by 、": lambda chance: f"{chance.randint(1, 99)}、",
    "sums joined by 、": lambda chance: f"{corpus.firm(chance)}产值{chance.randint(1, 99)}亿元、",
    "persons joined by 、": lambda chance: chance.choice(corpus.POSTS) + chance.choice(corpus.PEOPLE) + "、",
    "brackets never closed": lambda chance: chance.choice("（“《〈【") + "宁川",
}


def page(kind: str, size: int) -> str:
    """A text of ``size`` characters."""
    chance = random.Random(1)
    parts, length = [], 0
    while length < size:
        parts.append(KINDS[kind](chance))
        length += len(parts[-1])
    return "".join(parts)[:size]


def stages(path: Path, extractor: object) -> Iterator[float]:
    """CPU seconds of reading, entities, relations and resolving."""
    from kg.pipeline.extracting import extract_document
    from kg.reading import find_files, read_document
    from kg.resolving import resolve
    from ner.pipeline import model_of, passages
    from relations import extract_facts

    nlp = extractor.nlp  # type: ignore[attr-defined]
    began = time.process_time()
    document = read_document(next(iter(find_files([path]))))
    yield time.process_time() - began
    began = time.process_time()
    found = passages(nlp, document)
    yield time.process_time() - began
    began = time.process_time()
    for passage, _ in found:
        extract_facts(passage, model=model_of(nlp))
    yield time.process_time() - began
    extraction = extract_document(document, nlp)
    began = time.process_time()
    resolve([extraction])
    yield time.process_time() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="75000,150000,300000")
    add_model(parser)
    arguments = parser.parse_args()
    sizes = [int(size) for size in arguments.sizes.split(",")]
    from kg.pipeline.extracting import Extractor

    extractor = Extractor(model=arguments.model)
    print(markdown(["text", "characters", "reading", "entities", "relations", "resolving", "peak MB"], []))
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "page.txt"
        path.write_text(page("articles in paragraphs", 2000), encoding="utf-8")
        list(stages(path, extractor))  # what is loaded on first use does not count
        for kind in KINDS:
            before: list[float] = []
            for size in sizes:
                path.write_text(page(kind, size), encoding="utf-8")
                took = list(stages(path, extractor))
                marks = [
                    "!" if before and now > 3 * then > 0.9 else ""
                    for now, then in zip(took, before or took, strict=True)
                ]
                before = took
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
                cells = [f"{seconds:.2f}{mark}" for seconds, mark in zip(took, marks, strict=True)]
                print("| " + " | ".join([kind, f"{size:,}", *cells, str(peak)]) + " |", flush=True)


if __name__ == "__main__":
    main()
