"""Clusters of names compared with the annotated ones: pairs, and B-cubed over forms (Bagga and Baldwin 1998)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations

HEAD = [
    "type", "pairs joined", "wrongly", "missed", "precision of pairs", "recall of pairs", "B-cubed precision",
    "B-cubed recall",
]  # fmt: skip


@dataclass
class Count:
    """Pairs rightly joined, wrongly joined and missed; B-cubed precision and recall of each form."""

    joined: int = 0
    wrong: int = 0
    missed: int = 0
    precision: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)

    def row(self) -> list[str]:
        forms = max(1, len(self.precision))
        return [
            str(self.joined),
            str(self.wrong),
            str(self.missed),
            f"{self.joined / max(1, self.joined + self.wrong):.3f}",
            f"{self.joined / max(1, self.joined + self.missed):.3f}",
            f"{sum(self.precision) / forms:.4f}",
            f"{sum(self.recall) / forms:.4f}",
        ]

    def add(self, other: Count) -> None:
        self.joined, self.wrong = self.joined + other.joined, self.wrong + other.wrong
        self.missed += other.missed
        self.precision += other.precision
        self.recall += other.recall


def compare(
    doc: str, owners: Mapping[str, tuple[str, str]], system: Mapping[str, str], counts: dict[str, Count]
) -> list[tuple[str, ...]]:
    """Add one document to ``counts``; returns its errors as (type, "missed" or "wrong", doc, first, second).

    ``owners``: form -> (gold id, type); ``system``: form -> what the resolver takes it for.
    """
    errors: list[tuple[str, ...]] = []
    for form, (gold, type_) in owners.items():
        mine = {other for other in owners if system[other] == system[form]}
        true = {other for other in owners if owners[other][0] == gold}
        counts[type_].precision.append(len(mine & true) / len(mine))
        counts[type_].recall.append(len(mine & true) / len(true))
    for first, second in combinations(sorted(owners), 2):
        count, type_ = counts[owners[first][1]], owners[first][1]
        same, joined = owners[first][0] == owners[second][0], system[first] == system[second]
        count.joined += same and joined
        count.wrong += joined and not same
        count.missed += same and not joined
        if same != joined:
            errors.append((type_, "missed" if same else "wrong", doc, first, second))
    return errors


def table(counts: Mapping[str, Count]) -> list[list[str]]:
    """Rows under HEAD, the largest type first, and their sum."""
    total, rows = Count(), []
    for type_ in sorted(counts, key=lambda name: (-counts[name].joined, name)):
        rows.append([type_, *counts[type_].row()])
        total.add(counts[type_])
    return [*rows, ["all", *total.row()]]
