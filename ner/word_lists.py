"""Word lists of the grammars, read once per process from seeds/gazetteers."""

from __future__ import annotations

import csv
from functools import cache

from kg.resources import seeds


def _column(name: str, column: int = 0) -> list[str]:
    with (seeds() / "gazetteers" / name).open(encoding="utf-8", newline="") as file:
        return [row[column] for row in csv.reader(file)][1:]


@cache
def word_classes() -> dict[str, str]:
    """Frequent words of the language: ``stop`` (ends a name on its left), ``noun`` or ``adj``."""
    with (seeds() / "gazetteers" / "common_words.csv").open(encoding="utf-8", newline="") as file:
        return {row[0]: row[1] for row in csv.reader(file)}


@cache
def interior_words() -> frozenset[str]:
    """Words that stand inside company names after the trade name (科技, 投资, 机械 …)."""
    return frozenset(_column("name_interior_words.csv"))
