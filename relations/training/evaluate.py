"""Judge whole extractions on the development texts by weights that were not fitted on them, and fit what is shipped.

    python -m relations.training.evaluate [--model accurate|fast] [--without rules|models|words] [--out FOLDER] [--write]

Five folds over documents: the votes on names and on facts (ner/voting.py, relations/voting.py) are fitted on four and judged on the
fifth.  FOLDER gets ``pred.jsonl`` and ``gold.jsonl`` (for ``kg score``) and ``calibration.json`` (confidence and truth of every name and
fact).  ``--write`` stores the weights fitted on all development texts and the table of levels (kg/levels.json).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language

from kg.model import Passage
from kg.models import DEFAULT
from kg.ontology import default
from kg.pipeline import document_rows, extract_document
from kg.scoring import score
from ner import components, pipeline
from ner import voting as name_votes
from ner.arbitration import arbitrate
from ner.components import context_of
from ner.encoder import MODELS
from ner.logistic import probability
from ner.training import fit_voting as names
from ner.training.fit_voting import Judged
from ner.training.measure_rules import document_of, write_rows
from relations import voting as fact_votes
from relations.classifier import classifier
from relations.extract import rule_facts
from relations.training import fit_voting as facts
from relations.training import levels
from relations.training.project import Row, load

FOLDS = 5
STEPS = [n / 100 for n in range(20, 52, 2)]  # thresholds for facts that are tried
FLOOR = 0.2  # from this probability on a name is tentative: it stays if a fact names it
KEPT_WITHOUT_RULES = ("parkgraph_words", "parkgraph_values", "parkgraph_tagger", components.ARBITRATION)


def pipeline_without(model: str, without: str) -> Language:
    """The pipeline of ``model`` without "rules" (values and words stay), "models" or "words" (for the tagger)."""
    nlp = pipeline.make_nlp(model="rules" if without == "models" else model)
    if without == "rules":
        for name in list(nlp.pipe_names):
            if name not in KEPT_WITHOUT_RULES:
                nlp.remove_pipe(name)
    if without == "words":
        nlp.replace_pipe("parkgraph_tagger", "parkgraph_tagger", config={"words": False})
    return nlp


class Judge:
    """Fits and applies both votes, fold by fold."""

    def __init__(self, nlp: Language, rows: Sequence[tuple[Row, Row]], *, rules: bool) -> None:
        self.nlp, self.rows, self.rules = nlp, rows, rules
        self.model = pipeline.model_of(nlp)
        docs = sorted(str(row["doc"]) for row, _ in rows)
        self.fold = {doc: n % FOLDS for n, doc in enumerate(docs)}

    def names(self) -> list[Judged]:
        """All votes on names."""
        out = []
        for row, gold in self.rows:
            for doc in pipeline.proposed(self.nlp, document_of(row["doc"], row["text"])):
                context = context_of(doc)
                winners = arbitrate(context, pipeline.rule_confidences())
                truth = names.Truth(context.text, gold)
                out += [Judged(row["doc"], v, truth(v)) for v in name_votes.votes(context, winners)]
        return out

    def facts(self, fitted: Sequence[dict[str, Any]]) -> list[Judged]:
        """All votes on facts between the names of each document, which weights not fitted on it gave."""
        out = []
        for row, gold in self.rows:
            truth = facts.Truth(gold)
            with using(self.model, fitted[self.fold[row["doc"]]], None):
                for passage, _ in pipeline.passages(self.nlp, document_of(row["doc"], row["text"])):
                    found = fact_votes.votes(
                        passage, self.by_rule(passage), classifier(self.model)(passage, default()), default()
                    )
                    out += [Judged(row["doc"], v, truth(passage, v)) for v in found]
        return out

    def by_rule(self, passage: Passage) -> list[Any]:
        return rule_facts(passage) if self.rules else []

    def extract(
        self, on_names: Sequence[dict[str, Any]], on_facts: Sequence[dict[str, Any]]
    ) -> Iterator[Row]:
        """The rows of all documents."""
        for row, _ in self.rows:
            fold = self.fold[row["doc"]]
            with using(self.model, on_names[fold], on_facts[fold], rules=self.rules):
                yield document_rows(extract_document(document_of(row["doc"], row["text"]), self.nlp))


class using:  # noqa: N801 (reads as a statement)
    """Within it the votes use these weights instead of the shipped ones."""

    def __init__(self, model: str, on_names: Any, on_facts: Any, *, rules: bool = True) -> None:
        self.names, self.facts = {model: on_names}, {model: on_facts}
        self.rules = rules

    def __enter__(self) -> None:
        from relations import extract

        self.kept = (name_votes.shipped, fact_votes.shipped, extract.rule_facts)
        name_votes.shipped = lambda: self.names  # type: ignore[assignment]
        fact_votes.shipped = lambda: self.facts  # type: ignore[assignment]
        if not self.rules:
            extract.rule_facts = lambda *_, **__: []

    def __exit__(self, *_: object) -> None:
        from relations import extract

        name_votes.shipped, fact_votes.shipped, extract.rule_facts = self.kept


def cross_fit(
    judged: Sequence[Any], fold: dict[str, int], fit: Any
) -> tuple[list[dict[str, Any]], list[tuple[float, bool]]]:
    """Weights of each fold with the common best threshold, and (probability, truth) of every decided row."""
    weights = [fit([row for row in judged if fold[row.doc] != n]) for n in range(FOLDS)]
    pairs = [
        (probability(row.vote.values, weights[fold[row.doc]]), bool(row.right))
        for row in judged
        if row.right is not None
    ]
    threshold = names.best_threshold(pairs)
    return [{"weights": each, "threshold": threshold} for each in weights], pairs


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", choices=MODELS, default=DEFAULT)
    parser.add_argument("--without", choices=("rules", "models", "words"), default="")
    parser.add_argument("--threshold", type=float, help="for names, instead of the best over their spans")
    parser.add_argument(
        "--floor", type=float, default=FLOOR, help="probability from which a name is tentative"
    )
    parser.add_argument("--out", type=Path)
    parser.add_argument("--write", action="store_true")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> dict[str, Any]:
    """Judge, print the figures and return them."""
    args = _arguments(argv)
    nlp = pipeline_without(args.model, args.without)
    rows = list(load("dev"))
    gold = [row for _, row in rows]
    calibration: dict[str, Any] = {}
    if args.without == "models":
        made = [document_rows(extract_document(document_of(row["doc"], row["text"]), nlp)) for row, _ in rows]
    else:
        made = _by_folds(Judge(nlp, rows, rules=args.without != "rules"), args, calibration)
    if args.write and args.model == DEFAULT:
        levels.store(levels.judged(gold, made))
    result = score(gold, made)
    for name in ("entities", "core_entities", "relations", "core_relations", "aliases"):
        print(f"{name:16}", *(result[name][key] for key in ("p", "r", "f1")))
    for group in ("by_entity", "by_relation"):
        print(", ".join(f"{name} {row['f1']:.2f}" for name, row in result[group].items()))
    if args.out:
        _keep(args.out, made, gold, calibration)
    return result


def _by_folds(judge: Judge, args: argparse.Namespace, calibration: dict[str, Any]) -> list[Row]:
    """The rows that weights give which were not fitted on them; with ``--write`` those fitted on all are stored."""
    by_name = judge.names()
    on_names, calibration["entities"] = cross_fit(by_name, judge.fold, names.fit)
    for each in on_names:
        each["threshold"] = args.threshold or each["threshold"]
        each["floor"] = min(args.floor, each["threshold"])
    by_fact = judge.facts(on_names)
    on_facts, calibration["relations"] = cross_fit(by_fact, judge.fold, facts.fit)
    for each in on_facts:
        each["threshold"] = STEPS[0]
    threshold = _best_of(list(judge.extract(on_names, on_facts)), [gold for _, gold in judge.rows])
    for each in on_facts:
        each["threshold"] = threshold
    print(f"thresholds: names {on_names[0]['threshold']}, facts {on_facts[0]['threshold']}")
    made = list(judge.extract(on_names, on_facts))
    if args.write:
        for path, fitted, folds in (
            (name_votes.WEIGHTS, names.fit(by_name), on_names),
            (fact_votes.WEIGHTS, facts.fit(by_fact), on_facts),
        ):
            names.write(path, args.model, {**folds[0], "weights": fitted})
    return made


def _best_of(made: Sequence[Row], gold: Sequence[Row]) -> float:
    """The confidence from which on F1 over the facts is best after resolution, where several pairs of names say one fact."""

    def f1(step: float) -> float:
        cut = [{**row, "relations": [r for r in row["relations"] if r["confidence"] >= step]} for row in made]
        return float(score(gold, cut)["relations"]["f1"])

    return max(STEPS, key=f1)


def _keep(folder: Path, made: list[Row], gold: list[Row], calibration: dict[str, Any]) -> None:
    """What ``--out`` asks for."""
    folder.mkdir(parents=True, exist_ok=True)
    write_rows(folder / "pred.jsonl", made)
    write_rows(folder / "gold.jsonl", gold)
    (folder / "calibration.json").write_text(json.dumps(calibration), encoding="utf-8")


if __name__ == "__main__":
    main()
