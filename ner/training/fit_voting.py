"""Fitting of the vote of rules and tagger (ner/voting.py): what is right by the annotation, logistic regression, threshold.

``python -m relations.training.evaluate`` runs it together with the vote on facts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from kg.scoring import surface
from ner.voting import Vote

PENALTY = 1.0


@dataclass
class Judged:
    """A vote with its truth: ``right`` is None where the annotation leaves it open."""

    doc: str
    vote: Any  # of ner/voting.py or relations/voting.py
    right: bool | None


class Truth:
    """Gold names laid onto a text, longest match first (as the tagger's training sees them)."""

    def __init__(self, text: str, gold: dict[str, Any]) -> None:
        self.text = text
        self.names: dict[tuple[str, str], bool] = {}
        forms = set()
        for entity in gold["entities"]:
            for form in [entity["name"], *entity.get("aliases", [])]:
                if surface(form):
                    key = (entity["type"], surface(form))
                    self.names[key] = self.names.get(key, False) or not entity.get("optional")
                    forms.add(form)
        spaced = [
            r"\s*".join(map(re.escape, "".join(f.split()))) for f in sorted(forms, key=lambda f: (-len(f), f))
        ]
        self.outer = {m.span() for m in re.finditer("|".join(spaced), text)} if spaced else set()

    def __call__(self, vote: Vote) -> bool | None:
        start, end, kind = vote.key
        required = self.names.get((kind, surface(self.text[start:end])))
        if required is None and vote.candidate is not None and "name" in vote.candidate.props:
            required = self.names.get((kind, surface(str(vote.candidate.props["name"]))))
        if required is None:
            return False
        if not required:
            return None
        return True if (start, end) in self.outer or kind == "Amount" else None


def regression(x: np.ndarray, y: np.ndarray, penalty: float = PENALTY, rounds: int = 30) -> np.ndarray:
    """Logistic regression by Newton's method, with an L2 penalty on all but the last column."""
    weights = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], penalty)
    ridge[-1] = 1e-6
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (chance - y) + ridge * weights
        bend = (x * (chance * (1 - chance))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def fit(rows: Sequence[Judged], penalty: float = PENALTY) -> dict[str, float]:
    """Weights by feature name."""
    rows = [row for row in rows if row.right is not None]
    names = sorted({name for row in rows for name in row.vote.values})
    number = {name: n for n, name in enumerate(names)}
    x = np.zeros((len(rows), len(names) + 1))
    x[:, -1] = 1.0
    for n, row in enumerate(rows):
        for name, value in row.vote.values.items():
            x[n, number[name]] = value
    weights = regression(x, np.array([bool(row.right) for row in rows], float), penalty)
    return {name: round(float(w), 4) for name, w in zip([*names, "bias"], weights, strict=True)}


def best_f1(pairs: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """(best F1, the score from which on it is reached) of (score, truth); (0, 0.5) if nothing is right."""
    total = sum(right for _, right in pairs)
    best, level, hits = 0.0, 0.5, 0
    for count, (chance, right) in enumerate(sorted(pairs, reverse=True), 1):
        hits += right
        f1 = 2 * hits / (count + total)
        if f1 > best:
            best, level = f1, chance
    return best, level


def best_threshold(pairs: Sequence[tuple[float, bool]]) -> float:
    """The probability from which on F1 over the spans is best."""
    return round(best_f1(pairs)[1], 3)


def write(path: Path, model: str, fitted: dict[str, Any]) -> None:
    """Store the weights of one model beside those of the others."""
    data = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    data[model] = fitted
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
