"""The learned pair model: how likely two names of one type in one document mean one thing, and why.

A logistic regression on the signs of ``kg.resolving.signs`` with weights for all types and, added to them, weights for each
type.  ``python -m kg.resolving.training.fit_pairs`` makes the file of weights.
"""

from __future__ import annotations

import json
import math
import re
from functools import cache
from pathlib import Path

from kg.errors import KGError
from kg.resolving.reasons import reason
from kg.resolving.signs import Signs

WEIGHTS = Path(__file__).with_name("pair_model.json")
COMMON = "*"
SHOWN = 3  # signs that a reason names
SPOKEN = {
    "start": re.compile(r"start( \d)?"),
    "end": re.compile(r"end( \d)?"),
    "inside": re.compile(r"inside"),
    "order": re.compile(r"in order.*"),
    "characters": re.compile(r"shared|same start|same end|little differs|one character differs|other order"),
    "trade": re.compile(r"same trade name|same core|trade name .*"),
    "place": re.compile(r"more.*: place"),
    "legal": re.compile(r"more.*: legal form"),
    "kind": re.compile(r"more.*: (tail|word .*)"),
    "owner": re.compile(r"more.*: (owner|a name)"),
    "alone": re.compile(r"no rival|only holder"),
    "first": re.compile(r"full first"),
    "near": re.compile(r"near"),
}


class PairModel:
    """Weights by type and sign; ``thresholds``: probability from which two names are taken for one thing, by type."""

    def __init__(self, weights: dict[str, dict[str, float]], thresholds: dict[str, float]) -> None:
        self.weights = weights
        self.thresholds = thresholds

    def threshold(self, type_: str) -> float:
        """The probability from which two names of this type are taken for one thing."""
        return self.thresholds.get(type_, self.thresholds[COMMON])

    def contributions(self, type_: str, signs: Signs) -> dict[str, float]:
        """What each sign adds to the log-odds."""
        common, own = self.weights.get(COMMON, {}), self.weights.get(type_, {})
        return {
            sign: value * (common.get(sign, 0.0) + own.get(sign, 0.0))
            for sign, value in signs.items()
            if value
        }

    def probability(self, type_: str, signs: Signs) -> float:
        """How likely the pair with these signs is one thing."""
        common, own = self.weights.get(COMMON, {}), self.weights.get(type_, {})
        odds = math.fsum(
            value * (common.get(sign, 0.0) + own.get(sign, 0.0)) for sign, value in signs.items() if value
        )
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))

    def reason(self, type_: str, signs: Signs, full: str) -> str:
        """Why the model takes a name for a form of ``full``: the signs that speak most for it, in stored form."""
        added = self.contributions(type_, signs)
        spoken: dict[str, float] = {}
        for sign, value in added.items():
            if value > 0 and (word := word_of(sign)):
                spoken[word] = spoken.get(word, 0.0) + value
        best = sorted(spoken, key=lambda word: (-spoken[word], word))[:SHOWN]
        percent = f"{100 * self.probability(type_, signs):.0f}"
        return reason("learned", full=full, percent=percent, signs=",".join(best))


def word_of(sign: str) -> str:
    """The word (of ``resolving.sign_…`` in the messages) under which a sign is shown; "" if it is not."""
    return next((word for word, pattern in SPOKEN.items() if pattern.fullmatch(sign)), "")


@cache
def default() -> PairModel:
    """The model that comes with the package.  Raises KGError if its file is missing or broken."""
    try:
        stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))
        thresholds = {type_: float(value) for type_, value in stored["thresholds"].items()}
        return PairModel(stored["weights"], {COMMON: thresholds[COMMON], **thresholds})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise KGError("KG604", path=str(WEIGHTS), problem=str(error)) from error
