"""What both votes share (ner/voting.py on names, relations/voting.py on facts): logistic regression over named values."""

from __future__ import annotations

import math
from collections.abc import Mapping

_CERTAIN = 30.0


def scaled(score: float, low: float, high: float) -> float:
    """A model's score as a value: cut to its useful range, and small enough for one penalty on all weights."""
    return min(max(score, low), high) / 4


def logit(share: float) -> float:
    """Log odds of a share, which is kept off 0 and 1."""
    share = min(max(share, 0.02), 0.98)
    return math.log(share / (1 - share))


def probability(values: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The probability that follows from ``values`` by feature name; a feature without a weight says nothing."""
    total = weights.get("bias", 0.0) + sum(weights.get(name, 0.0) * value for name, value in values.items())
    return 1 / (1 + math.exp(-max(-_CERTAIN, min(_CERTAIN, total))))
