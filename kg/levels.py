"""Levels of confidence: what a confidence means in precision, and the part of a graph that reaches a level.

``levels.json`` says for every confidence how precise the facts (and entities) of at least this confidence were on
annotated texts, and which share of them is kept.  It is measured, not set: ``measure_levels`` and ``write_levels``
(``python -m relations.training.levels``).  Publishing and ``kg show`` both ask, so it stands below them, on ``kg.model`` alone.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import KGError
from kg.model import Entity, Graph, Relation, Review
from kg.reference import is_reference
from kg.sequences import Streamed

SHIPPED = Path(__file__).resolve().parent / "levels.json"
STEPS = 100  # confidences are told apart to one part in so many
LEAST = 20  # a precision measured on fewer is chance
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Level:
    """What is at least this confident has this precision, and is this share of all (each 0 to 1)."""

    confidence: float
    precision: float
    kept: float


@dataclass(frozen=True, slots=True)
class Levels:
    """The table: both rows sorted by confidence, precision never falling."""

    relations: tuple[Level, ...]
    entities: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """The lowest confidence of a fact, and of an entity that no fact of the cut names."""

    relations: float
    entities: float


# ---- the table


def measure_levels(pairs: Iterable[tuple[float, bool]], *, least: int = LEAST) -> list[Level]:
    """The rows of a table from (confidence, whether it is right) of every prediction on annotated texts.

    A row stands for all predictions from its confidence upwards.  Chance makes precision fall here and there although
    confidence rises; isotonic regression by pooling adjacent violators (Ayer et al. 1955) makes it monotone before it is
    summed from the top.  Rows that fewer than ``least`` predictions reach are left out; no pairs give no rows.
    Raises ValueError for a confidence outside 0 to 1.
    """
    bins: dict[int, list[int]] = {}
    for confidence, right in pairs:
        if not 0 <= confidence <= 1:
            raise ValueError(f"confidence {confidence} is not between 0 and 1")
        counted = bins.setdefault(math.floor(confidence * STEPS + 1e-9), [0, 0])
        counted[0] += bool(right)
        counted[1] += 1
    steps = sorted(bins)
    rates = isotonic([(bins[step][0], bins[step][1]) for step in steps])
    total = sum(count for _, count in bins.values())
    expected, reached, rows = 0.0, 0, []
    for step, rate in zip(reversed(steps), reversed(rates), strict=True):
        reached += bins[step][1]
        expected += rate * bins[step][1]
        if reached >= min(least, total):
            rows.append(Level(step / STEPS, round(expected / reached, 4), round(reached / total, 4)))
    return rows[::-1]


def isotonic(counts: Sequence[tuple[int, int]]) -> list[float]:
    """The rates right / count, smoothed so that none is below the one before: neighbours that fall are pooled."""
    blocks: list[tuple[int, int, int]] = []  # right, count, number of neighbours pooled
    for right, count in counts:
        block = (right, count, 1)
        while blocks and blocks[-1][0] * block[1] >= block[0] * blocks[-1][1]:
            last = blocks.pop()
            block = (last[0] + block[0], last[1] + block[1], last[2] + block[2])
        blocks.append(block)
    return [right / count for right, count, pooled in blocks for _ in range(pooled)]


def write_levels(path: str | Path, *, entities: Iterable[Level], relations: Iterable[Level]) -> None:
    """Write the rows of ``measure_levels`` as a table, one row a line; equal rows give equal bytes."""
    parts = []
    for name, rows in (("relations", relations), ("entities", entities)):
        lines = ",\n".join(f"  {json.dumps(asdict(row))}" for row in rows)
        parts.append(f'"{name}": [\n{lines}\n ]')
    Path(path).write_bytes(("{" + ",\n ".join(parts) + "}\n").encode())


@cache
def read_levels(path: Path = SHIPPED) -> Levels:
    """The table in a file, by default the shipped one.  Raises KG541 if it is missing or no such table."""
    try:
        data = json.loads(path.read_bytes())
        found = Levels(*(_rows(data[name]) for name in ("relations", "entities")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise KGError("KG541", path=path) from error
    return found


def _rows(data: list[dict[str, Any]]) -> tuple[Level, ...]:
    rows = tuple(Level(**{name: float(value) for name, value in row.items()}) for row in data)
    inside = all(0 <= value <= 1 for row in rows for value in (row.confidence, row.precision, row.kept))
    rising = all(a.confidence < b.confidence and a.precision <= b.precision for a, b in pairwise(rows))
    if not rows or not inside or not rising:
        raise ValueError("rows are missing, out of range or out of order")
    return rows


def cut(
    min_confidence: float | None = None, min_precision: float | None = None, *, levels: Levels | None = None
) -> Cut | None:
    """What the user asks for as confidences; None if nothing is asked.  Of two demands the stricter one counts.

    A precision becomes the lowest confidence of the table (the shipped one unless ``levels``) that reaches it; entities
    that no fact names are left out if no confidence of an entity reaches it.  Raises KG540 if none of a fact does, with
    the best that can be had, KG541 for a damaged table, KG542 for a value outside 0 to 1.
    """
    for name, value in (("min_confidence", min_confidence), ("min_precision", min_precision)):
        if value is not None and not 0 <= value <= 1:
            raise KGError("KG542", name=name, value=value)
    if min_confidence is None and min_precision is None:
        return None
    least = Cut(min_confidence or 0.0, min_confidence or 0.0)
    if not min_precision:
        return least
    table = levels or read_levels()
    facts = reaching(table.relations, min_precision)
    if facts is None:
        best = max((row.precision for row in table.relations), default=0.0)
        raise KGError("KG540", wanted=min_precision, best=math.floor(best * 1000 + 1e-9) / 1000)
    alone = reaching(table.entities, min_precision)
    return Cut(max(least.relations, facts), math.inf if alone is None else max(least.entities, alone))


def reaching(rows: Sequence[Level], precision: float) -> float | None:
    """The lowest confidence whose row has this precision; None if no row has."""
    return next((row.confidence for row in rows if row.precision >= precision), None)


# ---- the part of a graph that reaches a level


def at_level(graph: Graph, cut: Cut | None) -> Graph:
    """The part of ``graph`` that reaches ``cut``; ``graph`` itself for None.

    It holds the facts of enough confidence, their ends, the entities whose best mention is sure enough by itself, and
    the reviews between entities that stay.  What an older export brought along as reference is left out: publishing
    makes it anew for the places that stay.  Like a stored graph, the view reads from ``graph`` as it is used and keeps
    only the ids of what stays.
    """
    if cut is None:
        return graph
    kept: set[str] = set()
    count = 0
    for relation in graph.relations:
        if _stays(relation, cut):
            kept.update((relation.head, relation.tail))
            count += 1
    asked = {form for review in graph.reviews for form in (review.first, review.second)}
    number, forms = 0, set()
    for entity in graph.entities:
        if entity.id in kept or (not is_reference(entity) and best(entity) >= cut.entities):
            kept.add(entity.id)
            number += 1
            forms |= asked.intersection((entity.id, *entity.alternate_ids))
    reviews: list[Review] = [each for each in graph.reviews if {each.first, each.second} <= forms]
    return Graph(
        Part(graph.entities, lambda each: each.id in kept, number),
        Part(graph.relations, lambda each: _stays(each, cut), count),
        reviews,
    )


def best(entity: Entity) -> float:
    """The confidence of the surest mention; 0 without mentions."""
    return max((each.confidence for each in entity.mentions), default=0.0)


def _stays(relation: Relation, cut: Cut) -> bool:
    return relation.confidence >= cut.relations and not is_reference(relation)


class Part(Streamed[T]):
    """Those items of a sequence that ``keep`` accepts, ``count`` in number, without a list of them."""

    def __init__(self, items: Sequence[T], keep: Callable[[T], bool], count: int) -> None:
        self._items = items
        self._keep = keep
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[T]:
        return filter(self._keep, self._items)
