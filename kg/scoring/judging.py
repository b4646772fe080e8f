"""How sure each prediction was, beside whether it was right: what curves and calibration are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.errors import KGError
from kg.scoring.curves import Curve, Pair, Reliability, curve, reliability
from kg.scoring.figures import Judged, Scores
from kg.scoring.matching import Row

KINDS = {"entities": "entity", "relations": "relation"}  # name of the figures -> kind of a row
_PLACES = ("mentions", "evidence", "more_evidence")


def confidence(row: Row) -> float:
    """The confidence of a predicted row: its own, else that of its surest mention or evidence, else 1.0.

    Raises ValueError with what stands there if it is no number from 0 to 1.
    """
    given = row.get("confidence")
    if given is not None:
        return _number(given)
    return max((_number(value) for value in _supports(row)), default=1.0)


def _supports(row: Row) -> Iterator[Any]:
    for name in _PLACES:
        places = row.get(name)
        for place in places if isinstance(places, list) else [places]:
            if isinstance(place, dict) and place.get("confidence") is not None:
                yield place["confidence"]


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise ValueError(str(value))
    return float(value)


def pairs(scores: Scores, kind: str) -> list[Pair]:
    """(confidence, whether it is right) of every prediction that counts; ``kind`` is ``entities`` or ``relations``.

    Rows that say the same (amounts of one value, a fact given twice) are one prediction as sure as the surest of them.
    Raises KGError KG347 for a confidence that is no number from 0 to 1, KeyError for another ``kind``.
    """
    wanted = KINDS[kind]
    return [(surest(judged), judged.right) for judged in scores.judged if judged.kind == wanted]


def surest(judged: Judged) -> float:
    """The highest confidence of the rows of a prediction.  Raises KGError KG347."""
    try:
        return max(confidence(row) for row in judged.rows)
    except ValueError as error:
        raise KGError("KG347", doc=judged.doc, type=judged.type, value=error) from None


def measured_curves(scores: Scores) -> dict[str, Curve]:
    """The curves of ``entities`` and ``relations``.  Raises KGError KG347."""
    missed = {"entities": scores.entities, "relations": scores.relations}
    return {
        kind: curve(pairs(scores, kind), missed=sum(count.fn for count in missed[kind].values()))
        for kind in KINDS
    }


def measured_reliability(scores: Scores, *, bins: int = 10) -> dict[str, Reliability]:
    """The calibration of ``entities`` and ``relations``.  Raises KGError KG347."""
    return {kind: reliability(pairs(scores, kind), bins) for kind in KINDS}
