"""How well names are merged inside one document, measured apart from extraction.

    python benchmarks/resolving.py [GOLD.jsonl TEXTS.jsonl] [--only IDS.txt | --without IDS.txt] [--errors TYPE]

GOLD.jsonl: gold rows (one document per line); TEXTS.jsonl: {"doc", "text"}; without them the sample pages and their gold
are taken.  The surface forms of the gold entities that
occur in the text (longest match) are given to ``resolve`` as the mentions of one document; its clusters of forms are
compared with the gold ones.  Prints a Markdown table per type: pairs of forms rightly joined, wrongly joined and missed, and B-cubed
precision and recall over forms (Bagga and Baldwin 1998).  On documents that the pair model was fitted on the figures are
too good: ``python -m kg.resolving.training.fit_pairs --check`` gives them by folds.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from measure import markdown

from kg.errors import KGError
from kg.model import Extraction
from kg.reading import find_files, read_document
from kg.resolving import resolve
from kg.resolving.training.compare import HEAD, Count, compare, table
from kg.resolving.training.gold import as_extraction, read_texts
from kg.resources import seeds


def resolved(extraction: Extraction) -> dict[str, str]:
    """Form -> id of its entity, as the whole resolver gives it."""
    graph = resolve([extraction], scope="document")
    return {support.text: entity.id for entity in graph.entities for support in entity.mentions}


def sample_texts() -> dict[str, str]:
    """The texts of the sample pages by file stem."""
    found = (source for source in find_files([seeds() / "pages"]) if not isinstance(source, KGError))
    return {Path(source.id).stem: read_document(source).text for source in found}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path, nargs="?", default=seeds() / "gold" / "sample.jsonl")
    parser.add_argument("texts", type=Path, nargs="?", help="default: the sample pages")
    parser.add_argument("--only", type=Path, help="file with the ids of the documents to measure")
    parser.add_argument("--without", type=Path, help="file with the ids of documents to leave out")
    parser.add_argument("--errors", help="list the errors of this entity type")
    args = parser.parse_args()
    texts = read_texts(args.texts) if args.texts else sample_texts()
    only = set(args.only.read_text().split()) if args.only else set(texts)
    without = set(args.without.read_text().split()) if args.without else set()
    counts: dict[str, Count] = defaultdict(Count)
    errors: list[tuple[str, ...]] = []
    seconds, documents = 0.0, 0
    for row in map(json.loads, args.gold.read_text(encoding="utf-8").splitlines()):
        if row["doc"] in only - without:
            extraction, owners = as_extraction(row, texts[row["doc"]])
            start = time.process_time()
            system = resolved(extraction)
            seconds += time.process_time() - start
            errors += compare(extraction.doc, owners, system, counts)
            documents += 1
    print(markdown(HEAD, table(counts)))
    print(f"\n{documents} documents, {1000 * seconds / max(1, documents):.2f} CPU ms each")
    for error in errors:
        if error[0] == args.errors:
            print("\t".join(error))


if __name__ == "__main__":
    main()
