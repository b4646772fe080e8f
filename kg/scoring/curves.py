"""Pure figures over (confidence, whether it is right): precision against recall, and how well confidence is calibrated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

Pair = tuple[float, bool]


@dataclass(frozen=True, slots=True)
class Point:
    """The figures of the predictions with a confidence of at least ``threshold``."""

    threshold: float
    precision: float
    recall: float
    f1: float
    tp: int
    fp: int
    fn: int

    def row(self) -> dict[str, float | int]:
        """As plain data, shares to four places."""
        shares = {name: round(getattr(self, name), 4) for name in ("precision", "recall", "f1")}
        return {"threshold": self.threshold, **shares, "tp": self.tp, "fp": self.fp, "fn": self.fn}


@dataclass(frozen=True, slots=True)
class Curve:
    """``points`` from the highest threshold to the lowest, at which every prediction counts; none without predictions.
    ``required`` is the number of gold rows that should be found."""

    points: tuple[Point, ...]
    required: int

    def at(self, threshold: float) -> Point:
        """The figures of what is at least so confident; precision is 0 where nothing is."""
        reached = [point for point in self.points if point.threshold >= threshold]
        return reached[-1] if reached else _point(threshold, 0, 0, self.required)

    @property
    def best(self) -> Point | None:
        """The point of the highest F1, of several the most precise one; None without points."""
        return max(self.points, key=lambda point: (point.f1, point.threshold), default=None)

    @property
    def average_precision(self) -> float:
        """The sum of precision times the rise in recall over all thresholds (no interpolation); 0 without points."""
        total, before = 0.0, 0.0
        for point in self.points:
            total += point.precision * (point.recall - before)
            before = point.recall
        return total

    def as_dict(self) -> dict[str, Any]:
        """All of it as plain data."""
        return {
            "average_precision": round(self.average_precision, 4),
            "best": self.best.row() if self.best else None,
            "required": self.required,
            "points": [point.row() for point in self.points],
        }


@dataclass(frozen=True, slots=True)
class Bin:
    """The predictions with a confidence from ``low`` to below ``high`` (the last bin holds 1.0 as well): how many, their
    mean confidence and the share that is right; both 0.0 where there are none."""

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """``ece`` is the expected calibration error; ``bins`` from low to high, empty ones included."""

    ece: float
    bins: tuple[Bin, ...]

    @property
    def count(self) -> int:
        """How many predictions there are."""
        return sum(each.count for each in self.bins)

    def as_dict(self) -> dict[str, Any]:
        """All of it as plain data."""
        names = ("low", "high", "count", "confidence", "accuracy")
        return {
            "ece": round(self.ece, 4),
            "bins": [{name: round(getattr(each, name), 4) for name in names} for each in self.bins],
        }


def curve(pairs: Iterable[Pair], *, missed: int = 0) -> Curve:
    """Precision and recall at every confidence that occurs.

    ``pairs`` are (confidence, whether it is right) of all predictions that count, ``missed`` the number of gold rows that
    none of them finds: with the right ones they are what recall is measured on.  A prediction stays right or wrong whatever
    the threshold, so recall never falls as it sinks, and the last point has the figures of all predictions.  Raises
    ValueError for a confidence outside 0 to 1 or a negative ``missed``.
    """
    if missed < 0:
        raise ValueError(f"missed is {missed}")
    known = sorted(((_checked(confidence), bool(right)) for confidence, right in pairs), reverse=True)
    required = missed + sum(right for _, right in known)
    tp = fp = 0
    points = []
    for threshold, group in groupby(known, key=lambda pair: pair[0]):
        verdicts = [right for _, right in group]
        tp += sum(verdicts)
        fp += len(verdicts) - sum(verdicts)
        points.append(_point(threshold, tp, fp, required))
    return Curve(tuple(points), required)


def reliability(pairs: Iterable[Pair], bins: int = 10) -> Reliability:
    """How far confidence is from the share that is right, in ``bins`` equal steps from 0 to 1.

    The expected calibration error is the mean over all predictions of the distance between the mean confidence and the
    share of right ones of their bin (Naeini, Cooper and Hauskrecht 2015; Guo et al. 2017); 0.0 without predictions.
    Raises ValueError for a confidence outside 0 to 1 or less than one bin.
    """
    if bins < 1:
        raise ValueError(f"bins is {bins}")
    found: list[list[Pair]] = [[] for _ in range(bins)]
    for confidence, right in pairs:
        # a confidence printed as a bin's lower bound belongs to it, whatever the last binary digit says
        place = min(int(_checked(confidence) * bins + 1e-9), bins - 1)
        found[place].append((confidence, bool(right)))
    rows = tuple(_bin(place / bins, (place + 1) / bins, group) for place, group in enumerate(found))
    total = sum(row.count for row in rows)
    distance = sum(row.count * abs(row.accuracy - row.confidence) for row in rows)
    return Reliability(distance / total if total else 0.0, rows)


def _checked(confidence: float) -> float:
    if not 0 <= confidence <= 1:
        raise ValueError(f"confidence {confidence} is not between 0 and 1")
    return float(confidence)


def _point(threshold: float, tp: int, fp: int, required: int) -> Point:
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / required if required else 0.0
    f1 = 2 * precision * recall / (precision + recall) if tp else 0.0
    return Point(threshold, precision, recall, f1, tp, fp, required - tp)


def _bin(low: float, high: float, group: list[Pair]) -> Bin:
    count = len(group)
    if not count:
        return Bin(low, high, 0, 0.0, 0.0)
    mean = sum(confidence for confidence, _ in group) / count
    return Bin(low, high, count, mean, sum(right for _, right in group) / count)
