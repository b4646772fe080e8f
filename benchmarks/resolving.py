"""How well names are merged inside one document, measured apart from extraction.

    python benchmarks/resolving.py [GOLD.jsonl TEXTS.jsonl] [--only IDS.txt | --without IDS.txt] [--errors TYPE]

GOLD.jsonl: gold rows (one document per line); TEXTS.jsonl: {"doc", "text"}; without them the sample pages and their gold
are taken.  The surface forms of the gold entities that
occur in the text (longest match) are given to ``resolve`` as the mentions of one document; its clusters of forms are
compared with the gold ones.  Prints a Markdown table per type: pairs of forms rightly joined, wrongly joined and missed, and B-cubed
precision and recall over forms (Bagga and Baldwin 1998).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from measure import markdown

from kg.errors import KGError
from kg.model import ArticleExtraction, Extraction, Mention
from kg.reading import find_files, read_document
from kg.resolving import resolve
from kg.resources import seeds


@dataclass
class Count:
    joined: int = 0
    wrong: int = 0
    missed: int = 0
    precision: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)

    def row(self) -> list[str]:
        forms = max(1, len(self.precision))
        return [
            str(self.joined),
            str(self.wrong),
            str(self.missed),
            f"{self.joined / max(1, self.joined + self.wrong):.3f}",
            f"{self.joined / max(1, self.joined + self.missed):.3f}",
            f"{sum(self.precision) / forms:.4f}",
            f"{sum(self.recall) / forms:.4f}",
        ]

    def add(self, other: Count) -> None:
        self.joined, self.wrong = self.joined + other.joined, self.wrong + other.wrong
        self.missed += other.missed
        self.precision += other.precision
        self.recall += other.recall


def gold_forms(row: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Surface form -> the gold entities that have it."""
    forms: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for entity in row["entities"]:
        for text in [*entity["aliases"], *([] if entity.get("joined") else [entity["name"]])]:
            if form := re.sub(r"\s", "", text):
                forms[form].append(entity)
    return forms


def as_extraction(row: dict[str, Any], text: str) -> tuple[Extraction, dict[str, tuple[str, str]]]:
    """The gold names as mentions, and form -> (gold id, type) for forms of one entity only."""
    forms = gold_forms(row)
    place = [at for at, char in enumerate(text) if not char.isspace()]
    flat = "".join(text[at] for at in place)
    taken = [False] * len(flat)
    mentions: list[Mention] = []
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        for found in re.finditer(re.escape(form), flat):
            start, end = found.span()
            if not any(taken[start:end]):
                taken[start:end] = [True] * (end - start)
                entity = forms[form][0]
                props = {name: entity[name] for name in ("value", "currency") if name in entity}
                mentions.append(
                    Mention(entity["type"], place[start], place[end - 1] + 1, form, 0, "gold", 1.0, props)
                )
    mentions.sort(key=lambda mention: mention.start)
    article = ArticleExtraction(0, "", "article", mentions, [((m.start, m.end),) for m in mentions], [], [])
    present = {mention.text for mention in mentions}
    owners = {
        form: (entities[0]["id"], entities[0]["type"])
        for form, entities in forms.items()
        if len(entities) == 1 and form in present
    }
    return Extraction(str(row["doc"]), str(row["doc"]), "1", None, [article]), owners


def compare(
    extraction: Extraction, owners: dict[str, tuple[str, str]], counts: dict[str, Count]
) -> list[tuple[str, ...]]:
    """Add one document to ``counts``; returns its errors."""
    graph = resolve([extraction], scope="document")
    system = {support.text: entity.id for entity in graph.entities for support in entity.mentions}
    errors: list[tuple[str, ...]] = []
    for form, (gold, type_) in owners.items():
        mine = {other for other in owners if system[other] == system[form]}
        true = {other for other in owners if owners[other][0] == gold}
        counts[type_].precision.append(len(mine & true) / len(mine))
        counts[type_].recall.append(len(mine & true) / len(true))
    for first, second in combinations(sorted(owners), 2):
        count, type_ = counts[owners[first][1]], owners[first][1]
        same, joined = owners[first][0] == owners[second][0], system[first] == system[second]
        count.joined += same and joined
        count.wrong += joined and not same
        count.missed += same and not joined
        if same != joined:
            errors.append((type_, "missed" if same else "wrong", extraction.doc, first, second))
    return errors


def read_texts(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8") as file:
        return {row["doc"]: row["text"] for row in map(json.loads, file)}


def sample_texts() -> dict[str, str]:
    """The texts of the sample pages by file stem."""
    found = (source for source in find_files([seeds() / "pages"]) if not isinstance(source, KGError))
    return {Path(source.id).stem: read_document(source).text for source in found}


HEAD = [
    "type", "pairs joined", "wrongly", "missed", "precision of pairs", "recall of pairs", "B-cubed precision",
    "B-cubed recall",
]  # fmt: skip


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
            errors += compare(extraction, owners, counts)
            seconds += time.process_time() - start
            documents += 1
    total = Count()
    rows = []
    for type_ in sorted(counts, key=lambda name: (-counts[name].joined, name)):
        rows.append([type_, *counts[type_].row()])
        total.add(counts[type_])
    print(markdown(HEAD, [*rows, ["all", *total.row()]]))
    print(f"\n{documents} documents, {1000 * seconds / max(1, documents):.2f} CPU ms each")
    for error in errors:
        if error[0] == args.errors:
            print("\t".join(error))


if __name__ == "__main__":
    main()
