"""Measure the relation rules on annotated texts: per relation and per rule, with examples of errors.

    python -m relations.training.measure [--part train|dev|pages] [--entities gold|predicted] [--errors PREFIX] [--missed TYPE]
                                         [--all] [--write]

With gold entities (the default) only the relation rules are measured; with predicted ones the recognizers' errors count too, so
that a rule's figure is the share of its facts that are right in practice.  Optional gold rows are neutral, denied facts are no
predictions.  ``--all`` also applies rules that are switched off.  ``--write`` stores the figures in relations/rule_precision.json:
with gold entities the key "gold" (it decides which rules are on), with predicted ones the key "predicted" (the confidence of a
fact); precision is smoothed by Laplace's rule of succession.
"""

from __future__ import annotations

import argparse
import collections
import json
import re
import time
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from kg.model import Fact, Passage
from kg.ontology import default
from relations.extract import PRECISION, extract_facts
from relations.training.project import Row, load, load_pages, passage

Reader = Callable[[Row, Row], list[Passage]]
SYMMETRIC = {name for name, kind in default().relations.items() if kind.symmetric}


def form(text: str) -> str:
    """A surface form as the scorer compares it."""
    folded = unicodedata.normalize("NFKC", text or "").casefold()
    return re.sub(r"[\s\"'“”‘’《》〈〉「」]", "", folded)


@dataclass(slots=True)
class Tally:
    """Counts of one rule or relation, and examples of what was wrong."""

    right: int = 0
    wrong: int = 0
    neutral: int = 0
    missed: int = 0
    examples: list[str] = field(default_factory=list)

    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    def smoothed(self) -> float:
        return (self.right + 1) / (self.right + self.wrong + 2)


class Key:
    """The gold of one document: which entity a surface form means, which relations are required and which optional."""

    def __init__(self, gold: Row) -> None:
        self.forms: dict[tuple[str, str], str] = {}
        self.names = {entity["id"]: entity["name"] for entity in gold["entities"]}
        same: dict[str, str] = {}
        for entity in gold["entities"]:
            if entity["type"] == "Amount" and entity.get("value") is not None:
                name = f"{entity.get('currency', 'CNY')}:{float(entity['value']):.6g}"
                same[entity["id"]] = self.forms.setdefault(("Amount", name), entity["id"])
                continue
            for name in (form(n) for n in [entity["name"], *entity.get("aliases", [])]):
                self.forms.setdefault((entity["type"], name), entity["id"])
                self.forms.setdefault(("", name), entity["id"])
        self.required: set[tuple[str, ...]] = set()
        self.optional: set[tuple[str, ...]] = set()
        self.same = same
        for row in gold["relations"]:
            key = self.relation(
                row["type"], same.get(row["head"], row["head"]), same.get(row["tail"], row["tail"])
            )
            (self.optional if row.get("optional") else self.required).add(key)

    def relation(self, kind: str, head: str, tail: str) -> tuple[str, ...]:
        return (kind, *sorted((head, tail))) if kind in SYMMETRIC else (kind, head, tail)

    def entity(self, mention: Any) -> str:
        """Id of the gold entity a mention stands for, or its own form in brackets."""
        if "gold" in mention.props:
            return str(self.same.get(mention.props["gold"], mention.props["gold"]))
        if mention.type == "Amount":
            name = f"{mention.props.get('currency', 'CNY')}:{float(mention.props.get('value') or 0):.6g}"
            return self.forms.get(("Amount", name), f"[{mention.text}]")
        for text in (mention.text, mention.props.get("canonical", "")):
            found = self.forms.get((mention.type, form(text))) or self.forms.get(("", form(text)))
            if text and found:
                return found
        return f"[{mention.text}]"


def predicted_reader() -> Reader:
    """Passages with the mentions that the recognizers find."""
    from kg.model import Article, Document, Segment
    from kg.reading import read_bytes
    from ner.pipeline import make_nlp, passages

    nlp = make_nlp(model="rules")  # what the rules are worth alone goes into the vote

    def read(text: Row, _: Row) -> list[Passage]:
        if text["source"] == "page":
            document = read_bytes(text["text"].encode(), id=text["doc"], format="txt")
        else:
            segments = tuple(
                Segment("paragraph", line, ()) for line in text["text"].split("\n") if line.strip()
            )
            article = Article(0, "article", "", segments=segments)
            document = Document(text["doc"], text["text"], (article,), text["doc"])
        return [one for one, _ in passages(nlp, document)]

    return read


def gold_reader(text: Row, gold: Row) -> list[Passage]:
    """The passage with the gold entities."""
    return [passage(text["text"], gold)]


def measure(
    rows: Iterable[tuple[Row, Row]], reader: Reader, *, everything: bool = False
) -> tuple[dict[str, Tally], dict[str, Tally], float]:
    """(per relation, per rule, characters per second of the rules alone)."""
    kinds: dict[str, Tally] = collections.defaultdict(Tally)
    rules: dict[str, Tally] = collections.defaultdict(Tally)
    seconds, characters = 0.0, 0
    for text, gold in rows:
        key = Key(gold)
        found: set[tuple[str, ...]] = set()
        for one in reader(text, gold):
            began = time.process_time()
            facts = extract_facts(one, everything=everything)
            seconds += time.process_time() - began
            characters += len(one.text)
            for fact in facts:
                if fact.status != "denied":
                    _count(text["doc"], one, fact, key, found, kinds, rules)
        for row in key.required - found:
            kinds[row[0]].missed += 1
            kinds[row[0]].examples.append(
                f"{text['doc']}  {' → '.join(key.names.get(i, i) for i in row[1:])}"
            )
    return kinds, rules, characters / max(seconds, 1e-9)


def _count(
    doc: str,
    one: Passage,
    fact: Fact,
    key: Key,
    found: set[tuple[str, ...]],
    kinds: dict[str, Tally],
    rules: dict[str, Tally],
) -> None:
    head, tail = one.mentions[fact.head], one.mentions[fact.tail]
    ends = key.entity(head), key.entity(tail)
    if ends[0] == ends[1]:
        return
    row = key.relation(fact.type, *ends)
    rule, kind = rules[fact.rule], kinds[fact.type]
    if row in key.required:
        rule.right += 1
        kind.right += row not in found
    elif row in key.optional:
        rule.neutral += 1
    else:
        rule.wrong += 1
        kind.wrong += row not in found
        sentence = one.text[fact.start : fact.end].strip().replace("\n", " ")
        rule.examples.append(f"{doc}  {head.text} → {tail.text} | {sentence[:150]}")
    found.add(row)


def report(kinds: dict[str, Tally], rules: dict[str, Tally], rate: float, args: argparse.Namespace) -> None:
    for name, tally in sorted(rules.items()):
        print(f"{name:34}{tally.right:6}{tally.wrong:6}{tally.neutral:6}{tally.precision():8.3f}")
        if args.errors and name.startswith(args.errors):
            for line in tally.examples[:: max(1, len(tally.examples) // 20)][:20]:
                print("     ", line)
    total = Tally()
    for name in default().relations:
        tally = kinds[name]
        total.right, total.wrong, total.missed = (
            total.right + tally.right,
            total.wrong + tally.wrong,
            total.missed + tally.missed,
        )
        _line(name, tally)
        if args.missed == name:
            for line in tally.examples[:60]:
                print("     ", line)
    _line("ALL", total)
    print(f"{rate:.0f} characters/s (relations alone)")


def _line(name: str, tally: Tally) -> None:
    p, r = tally.precision(), tally.recall()
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    print(f"{name:22}P {p:.3f}  R {r:.3f}  F1 {f1:.3f}   {tally.right:6}{tally.wrong:6}{tally.missed:6}")


def write(rules: dict[str, Tally], entities: str) -> None:
    """Merge the figures into rule_precision.json under ``entities``."""
    data = json.loads(PRECISION.read_text(encoding="utf-8")) if PRECISION.is_file() else {"rules": {}}
    if entities == "gold":
        data["rules"] = {name: row for name, row in data["rules"].items() if name in rules}
    for name, tally in sorted(rules.items()):
        row = data["rules"].setdefault(name, {})
        row[entities] = {"precision": round(tally.smoothed(), 3), "n": tally.right + tally.wrong}
    data["rules"] = dict(sorted(data["rules"].items()))
    PRECISION.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=("train", "dev", "pages"), default="train")
    parser.add_argument("--entities", choices=("gold", "predicted"), default="gold")
    parser.add_argument("--errors", default="", help="print false facts of the rules whose id begins so")
    parser.add_argument("--missed", default="", help="print missed facts of this relation")
    parser.add_argument("--all", action="store_true", help="apply rules that are switched off, too")
    parser.add_argument("--write", action="store_true", help="store the rules' precision")
    args = parser.parse_args()
    rows = load_pages() if args.part == "pages" else load(args.part)
    reader = predicted_reader() if args.entities == "predicted" else gold_reader
    everything = args.all or args.write
    kinds, rules, rate = measure(rows, reader, everything=everything)
    report(kinds, rules, rate, args)
    if args.write:
        write(rules, args.entities)


if __name__ == "__main__":
    main()
