"""Measure the entity rules on annotated texts: per type, per rule, and the losses by cause.

    python -m ner.training.measure_rules TEXTS.jsonl GOLD.jsonl [--only IDS | --except IDS] [--write] [--errors N]

Each text is read as one article.  A mention is right when its entity matches a gold entity of its type (names as the scorer
compares them); a rule's precision is counted over distinct (document, type, name), optional gold rows neutral.
``--write`` stores the precisions in ner/rule_precision.json, which become the mentions' confidences.
"""

from __future__ import annotations

import argparse
import collections
import json
import re
import time
import unicodedata
from pathlib import Path
from typing import Any

from kg.model import Article, Document, Segment
from kg.pipeline import document_rows, extract_document
from ner.pipeline import PRECISION, make_nlp


def document_of(doc: str, text: str) -> Document:
    """A text as a document of one article, a segment per line."""
    segments, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            segments.append(Segment("paragraph", line, ((at, at + len(line)),)))
        at += len(line) + 1
    return Document(doc, text, (Article(0, "article", "", segments=tuple(segments)),), doc)


def form(text: str) -> str:
    """A surface form as the scorer compares it."""
    folded = unicodedata.normalize("NFKC", text or "").casefold()
    return re.sub(r"[\s\"'“”‘’《》〈〉「」]", "", folded)


def gold_forms(row: dict[str, Any]) -> dict[str, dict[str, bool]]:
    """type -> form -> required."""
    out: dict[str, dict[str, bool]] = collections.defaultdict(dict)
    for entity in row["entities"]:
        if entity["type"] == "Amount" and entity.get("value") is not None:
            names = [f"{entity.get('currency', 'CNY')}:{float(entity['value']):.6g}"]
        else:
            names = [form(n) for n in [entity["name"], *entity.get("aliases", [])]]
        for name in names:
            out[entity["type"]][name] = not entity.get("optional") or out[entity["type"]].get(name, False)
    return out


def key_of(mention: Any) -> str:
    if mention.type == "Amount":
        return f"{mention.props.get('currency', 'CNY')}:{float(mention.props.get('value') or 0):.6g}"
    return form(mention.text)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--only", type=Path)
    parser.add_argument("--except", type=Path, dest="leave_out")
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--errors", type=int, default=0, help="examples per rule and type")
    parser.add_argument("--predictions", type=Path, help="write rows in the gold format here")
    parser.add_argument("--subset", type=Path, help="write the gold rows of the same documents here")
    args = parser.parse_args()
    only = set(args.only.read_text().split()) if args.only else None
    leave_out = set(args.leave_out.read_text().split()) if args.leave_out else set()
    texts = {r["doc"]: r["text"] for r in map(json.loads, args.texts.open(encoding="utf-8"))}
    gold = [json.loads(line) for line in args.gold.open(encoding="utf-8")]
    gold = [g for g in gold if (only is None or g["doc"] in only) and g["doc"] not in leave_out]
    gold = gold[: args.limit or None]
    measure(gold, texts, args)


class Tally:
    """Right and wrong names per rule, with examples, and the names that no rule found."""

    def __init__(self) -> None:
        self.rules: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0])
        self.wrong: dict[str, list[str]] = collections.defaultdict(list)
        self.missed: dict[str, list[str]] = collections.defaultdict(list)

    def add(self, row: dict[str, Any], mentions: list[Any]) -> None:
        """Count one document; optional gold names are neutral."""
        wanted = gold_forms(row)
        seen: dict[tuple[str, str], str] = {}
        for mention in mentions:
            seen.setdefault((mention.type, key_of(mention)), mention.rule)
        for (type_, name), rule in seen.items():
            if name not in wanted[type_]:
                self.rules[rule][1] += 1
                self.wrong[rule].append(f"{row['doc']}:{name}")
            elif wanted[type_][name]:
                self.rules[rule][0] += 1
        for entity in row["entities"]:
            names = [form(n) for n in [entity["name"], *entity.get("aliases", [])]]
            found = any((entity["type"], n) in seen for n in names)
            if not entity.get("optional") and entity["type"] != "Amount" and not found:
                self.missed[entity["type"]].append(f"{row['doc']}:{names[0]}")

    def show(self, examples: int) -> None:
        for rule, (right, false) in sorted(self.rules.items()):
            print(f"{rule:32}{right:6}{false:6}  {right / max(1, right + false):.3f}")
            if examples:
                print("      +", " ".join(spread(self.wrong[rule], examples)))
        if examples:
            for type_, names in sorted(self.missed.items()):
                print(f"missed {type_} {len(names)}:", " ".join(spread(names, 3 * examples)))

    def precisions(self) -> dict[str, dict[str, float]]:
        """Laplace-smoothed precision and number of names per rule."""
        return {
            rule: {"precision": round((right + 1) / (right + false + 2), 3), "n": right + false}
            for rule, (right, false) in sorted(self.rules.items())
        }


def spread(names: list[str], count: int) -> list[str]:
    return names[:: max(1, len(names) // count)][:count]


def write_rows(path: Path | None, rows: list[dict[str, Any]]) -> None:
    if path:
        path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")


def measure(gold: list[dict[str, Any]], texts: dict[str, str], args: argparse.Namespace) -> None:
    nlp = make_nlp(model="rules")  # what the rules are worth alone goes into the vote
    tally = Tally()
    rows, chars, began = [], 0, time.perf_counter()
    for row in gold:
        document = document_of(row["doc"], texts[row["doc"]])
        extraction = extract_document(document, nlp)
        chars += len(document.text)
        rows.append(document_rows(extraction))
        tally.add(row, extraction.articles[0].mentions)
    seconds = time.perf_counter() - began
    print(f"{chars} characters in {seconds:.1f} s: {chars / seconds:.0f}/s")
    tally.show(args.errors)
    write_rows(args.predictions, rows)
    write_rows(args.subset, gold)
    if args.write:
        PRECISION.write_text(json.dumps(tally.precisions(), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
