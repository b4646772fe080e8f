"""Fitting of the vote of relation rules and model (relations/voting.py): what is right by the annotation, and the weights.

``python -m relations.training.evaluate`` runs it after the vote on names.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kg.model import Passage
from kg.ontology import default
from kg.scoring import forms, surface
from ner.training.fit_voting import regression
from relations.training.project import Row
from relations.voting import WEIGHTS, Vote


@dataclass
class Judged:
    """A vote with its truth: ``right`` is None where the annotation leaves it open."""

    doc: str
    vote: Vote
    right: bool | None


class Truth:
    """The facts of one annotated text by the surface forms of their ends."""

    def __init__(self, gold: Row) -> None:
        self.entities: dict[str, list[str]] = {}
        for entity in gold["entities"]:
            for form in forms(entity):
                self.entities.setdefault(form, []).append(entity["id"])
        self.facts: dict[tuple[str, str, str], bool] = {}
        for fact in gold["relations"]:
            ends = [(fact["head"], fact["tail"])]
            if default().relations[fact["type"]].symmetric:
                ends.append((fact["tail"], fact["head"]))
            for head, tail in ends:
                key = (fact["type"], head, tail)
                self.facts[key] = self.facts.get(key, False) or not fact.get("optional")

    def __call__(self, passage: Passage, vote: Vote) -> bool | None:
        head, tail = (self._ids(passage.mentions[index]) for index in vote.ends)
        found = [self.facts.get((vote.key[0], h, t)) for h in head for t in tail]
        if True in found:
            return True
        return None if False in found else False

    def _ids(self, mention: Any) -> list[str]:
        if mention.type == "Amount":
            row = {
                "type": "Amount",
                "value": mention.props.get("value"),
                "currency": mention.props.get("currency", "CNY"),
            }
            return [each for form in forms(row) for each in self.entities.get(form, [])]
        return self.entities.get(surface(mention.text), [])


def fit(rows: Sequence[Judged], penalty: float = 2.0) -> dict[str, float]:
    """Weights by feature name."""
    rows = [row for row in rows if row.right is not None]
    known = sorted({name for row in rows for name in row.vote.values})
    number = {name: n for n, name in enumerate(known)}
    x = np.zeros((len(rows), len(known) + 1))
    x[:, -1] = 1.0
    for n, row in enumerate(rows):
        for name, value in row.vote.values.items():
            x[n, number[name]] = value
    weights = regression(x, np.array([bool(row.right) for row in rows], float), penalty)
    return {name: round(float(w), 4) for name, w in zip([*known, "bias"], weights, strict=True)}


def write(model: str, fitted: dict[str, Any]) -> None:
    """Store the weights of one model beside those of the other."""
    data = json.loads(WEIGHTS.read_text(encoding="utf-8")) if WEIGHTS.exists() else {}
    data[model] = fitted
    WEIGHTS.write_text(
        json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
